"""The command `review`: a copy of a document with a remark on the exact words of every finding."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from agreementlint.cli.configured import configuration_of, gate_of, is_strict, take_configuration, with_plugins
from agreementlint.cli.deadline import in_time
from agreementlint.cli.files import contents, is_folder, shown
from agreementlint.cli.onefile import remarks_in_file
from agreementlint.cli.selection import plugin_choice, take_plugins, take_rules
from agreementlint.cli.terminal import complain, say
from agreementlint.cli.waiving import take_waivers, waived
from agreementlint.cli.workplace import Job, set_up
from agreementlint.conclusion import ExitStatus, conclude
from agreementlint.errors import BadConfiguration
from agreementlint.lint import lint, with_facts
from agreementlint.readers import format_of
from agreementlint.report import Report
from agreementlint.reporters.wording import KIND_IN_WORDS, count
from agreementlint.review.reviewing import REVIEWERS, Reviewer, as_page, next_name
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind


def take(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the document")
    parser.add_argument(
        "--output",
        "-o",
        default="",
        metavar="FILE",
        help="where to write the reviewed copy; NAME.reviewed.docx beside the document by default (.pdf for a PDF), with"
        " the ending .html a page",
    )
    parser.add_argument(
        "--suggest",
        action="store_true",
        help="suggest a clause for what is missing and a correction of a misspelt name, as tracked changes where they belong",
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="write over a reviewed copy that was changed since it was written"
    )
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in Kind if kind is not Kind.OTHER],
        help="take the document to be of this kind instead of finding out",
    )
    parser.add_argument("--profile", default="", metavar="NAME", help="say only what a profile asks")
    parser.add_argument(
        "--select", action="append", default=[], metavar="NAMES", help="only these rules or families (comma-separated)"
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="NAMES", help="not these rules or families (comma-separated)"
    )
    take_configuration(parser)
    take_waivers(parser)
    take_rules(parser)
    take_plugins(parser)


def run(arguments: Namespace) -> ExitStatus:
    path = _file(arguments.file)
    data = contents(path)
    reviewer = _reviewer(path, data, arguments.output)
    output = _output(path, arguments.output, reviewer, overwrite=arguments.overwrite)
    configuration = configuration_of(arguments, [path])
    workplace = set_up(
        Job(
            kind=Kind(arguments.kind) if arguments.kind else None,
            selected=tuple(arguments.select),
            ignored=tuple(arguments.ignore),
            profile=arguments.profile,
            rules=tuple(arguments.rules),
            plugins=with_plugins(plugin_choice(arguments), configuration),
            configuration=configuration,
        )
    )
    for notice in workplace.notices:
        complain(notice)
    name = workplace.name(path)
    kind, selection = workplace.how(name)
    chosen = _asked(selection.ruleset, selection.reported)
    with in_time(path):
        data = reviewer.unreviewed(path, data)
        document = reviewer.read(name, data)
        report = lint(document, chosen, kind, tuple(reader.read for reader in workplace.plugins.facts))
        report = replace(with_facts(report, chosen.facts), remarks=remarks_in_file(document, data))
        [report] = waived([report], workplace, arguments.waivers, arguments.today)
        conclusion = conclude(Report((report,)), gate_of(configuration), strict=is_strict(configuration))
        remaining = replace(report, outcomes=tuple(each for each in report.outcomes if each.waived is None))
        reviewed = reviewer.review(path, data, remaining, suggest=arguments.suggest) if report.outcomes else None
    for reason in conclusion.reasons if conclusion.status not in (ExitStatus.CLEAN, ExitStatus.FINDINGS) else ():
        complain(reason)
    if reviewed is None:
        complain(f"{path} was not reviewed; nothing was written")
        return conclusion.status
    _write(output, reviewed.data)
    say(f"{path} was read as {KIND_IN_WORDS[report.kind]}.\n")
    let_stand = sum(each.waived is not None for each in report.outcomes)
    if let_stand:
        say(f"{count(let_stand, 'finding')} somebody lets stand {'has' if let_stand == 1 else 'have'} no remark.\n")
    added = count(reviewed.remarks, "remark") + (
        f", {count(reviewed.clauses, 'clause')} suggested" if arguments.suggest else ""
    )
    say(f"{shown(output)}: {added}. Open it in {reviewer.opened_in}; {path} is as it was.\n")
    return conclusion.status


def _asked(ruleset: RuleSet, reported: frozenset[str]) -> RuleSet:
    return replace(ruleset, rules=tuple(rule for rule in ruleset.rules if rule.id in reported))


def _file(path: str) -> str:
    if not os.path.lexists(path):
        raise BadConfiguration(f"there is no file {path!r}")
    if is_folder(path):
        raise BadConfiguration(f"{path!r} is a folder; review takes one file")
    return shown(path)


def _reviewer(path: str, data: bytes, output: str) -> Reviewer:
    """How the file is reviewed; the ending of what is to be written decides between a page and what is usual."""
    format = format_of(path, data)
    usual = REVIEWERS[format]
    return as_page(format) if Path(output).suffix.lower() == ".html" else usual


def _output(path: str, wanted: str, reviewer: Reviewer, *, overwrite: bool) -> Path:
    """Where to write; never over the document, and over what somebody has worked in only if that was said."""
    output = Path(wanted) if wanted else Path(path).with_name(next_name(Path(path).name, reviewer.suffix))
    if output.suffix.lower() != reviewer.suffix:
        raise BadConfiguration(
            f"--output: {shown(output)!r} does not end in {reviewer.suffix} (or in .html, for a page)"
        )
    if not output.parent.is_dir():
        raise BadConfiguration(f"--output: there is no folder {shown(output.parent)!r}")
    if not os.path.lexists(output):
        return output
    if is_folder(shown(output)):
        raise BadConfiguration(f"--output: {shown(output)!r} is a folder")
    with suppress(OSError):
        if output.samefile(path):
            raise BadConfiguration(f"the review of {path} is not written over it; give another name with --output")
    if not overwrite and not reviewer.is_as_written(contents(shown(output))):
        raise BadConfiguration(
            f"{shown(output)} is there already, and somebody has changed it since agreementlint wrote it, or it is"
            f" not from agreementlint. To go on with that one: agreementlint review {shown(output)}."
            f" To lose what is in it: --overwrite. To keep both: --output NAME"
        )
    return output


def _write(output: Path, data: bytes) -> None:
    """Writes a file whole or not at all; what stood there stays until then."""
    beside = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with beside.open("xb") as file:
            file.write(data)
        beside.replace(output)
    except OSError as error:
        problem = (error.strerror or type(error).__name__).lower()
        raise BadConfiguration(f"{shown(output)} cannot be written: {problem}. Is it open in Word?") from None
    finally:
        with suppress(OSError):
            beside.unlink()
