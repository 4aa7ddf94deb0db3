"""The command `check`: every file against every rule for its kind."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.cli.baselines import parked, take_baseline
from agreementlint.cli.batch import check_files
from agreementlint.cli.changed import changed_since
from agreementlint.cli.configured import (
    changes_of,
    common_folder,
    configuration_of,
    gate_of,
    is_strict,
    prove_paths,
    refuse_closer_ones,
    take_configuration,
    with_plugins,
    without_excluded,
)
from agreementlint.cli.engagements import MOST_TOGETHER, engagements_of, with_companions, with_members
from agreementlint.cli.files import STANDARD_INPUT, Gathered, gather, known_suffixes, take_changes
from agreementlint.cli.outputs import (
    outputs_asked_for,
    refuse_to_overwrite,
    reporter_called,
    take_outputs,
    write_outputs,
)
from agreementlint.cli.progress import bar
from agreementlint.cli.selection import plugin_choice, take_plugins, take_rules
from agreementlint.cli.terminal import Colour, complain, deliver, page, say
from agreementlint.cli.waiving import take_waivers, waived
from agreementlint.cli.workplace import Job, Workplace, set_up
from agreementlint.conclusion import ExitStatus, Gate, conclude
from agreementlint.document import Format
from agreementlint.errors import BadConfiguration
from agreementlint.readers.apart import expect
from agreementlint.report import Report
from agreementlint.reporters import REPORTERS, WITH_FACTS
from agreementlint.reporters.presentation import Detail
from agreementlint.terms import Confidence, Kind, Severity
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from agreementlint.cli.memory import Memory
    from agreementlint.config import Configuration

_NO_CACHE = "AGREEMENTLINT_NO_CACHE"  # in the environment: as if --no-cache were given


@dataclass(frozen=True, slots=True)
class Request:
    """What `check` was asked to do."""

    paths: tuple[str, ...]
    job: Job
    processes: int
    format: str
    outputs: tuple[str, ...]
    colour: Colour
    gate: Gate
    strict: bool
    together: bool
    detail: Detail
    with_cache: bool


def take(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a file, a folder, a pattern such as 'drafts/*.docx', or - for standard input",
    )
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in Kind if kind is not Kind.OTHER],
        help="take every document to be of this kind instead of finding out",
    )
    parser.add_argument(
        "--profile",
        default="",
        metavar="NAME",
        help="hold documents to a profile: its rules with its severities; a name, or the path of your own .yaml file",
    )
    parser.add_argument(
        "--select", action="append", default=[], metavar="NAMES", help="only these rules or families (comma-separated)"
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="NAMES", help="not these rules or families (comma-separated)"
    )
    parser.add_argument(
        "--format",
        default=REPORTERS[0][0],
        metavar="NAME",
        help=f"what is written to standard output: {', '.join(name for name, _ in REPORTERS)}, or one that a plugin"
        " brings",
    )
    take_outputs(parser)
    parser.add_argument(
        "--fail-on",
        choices=[each.value for each in Severity],
        help="the least severity of a finding that fails a run (error by default)",
    )
    parser.add_argument(
        "--confidence",
        choices=[each.value for each in Confidence],
        help="how sure a finding has to be at least to fail a run (high by default)",
    )
    parser.add_argument(
        "--strict", action="store_true", help="a verdict that could not be told makes the run incomplete"
    )
    parser.add_argument(
        "--together",
        action="store_true",
        help="the documents belong together (an agreement and its data-handling plan): compare them as well",
    )
    take_changes(parser, default=None)
    amount = parser.add_mutually_exclusive_group()
    amount.add_argument("--verbose", action="store_true", help="the reason and a clause to use for every finding")
    amount.add_argument("--brief", action="store_true", help="one line for each finding")
    amount.add_argument(
        "--quiet", action="store_true", help="one line for each finding that fails the run, nothing where it passes"
    )
    parser.add_argument(
        "--color",
        "--colour",
        choices=[each.value for each in Colour],
        default=Colour.AUTO.value,
        help="colours: on a terminal unless NO_COLOR is set (auto, the default), always or never",
    )
    parser.add_argument(
        "--jobs", type=_processes, default=0, metavar="N", help="how many processes; as many as pay by default"
    )
    parser.add_argument(
        "--stdin-name", default=STANDARD_INPUT, metavar="NAME", help="the name to report for standard input"
    )
    parser.add_argument(
        "--stdin-format",
        choices=[each.value for each in Format],
        help="the format of standard input, if it cannot be told",
    )
    parser.add_argument(
        "--changed-since",
        default="",
        metavar="REVISION",
        help="only files that have changed since a branch or commit, as git says; each is still checked whole",
    )
    parser.add_argument("--watch", action="store_true", help="check again whenever a file changes, until Ctrl-C")
    parser.add_argument(
        "--no-cache", action="store_true", help="neither take results of earlier runs nor keep those of this one"
    )
    take_configuration(parser)
    take_waivers(parser)
    take_baseline(parser)
    take_rules(parser)
    take_plugins(parser)


def _processes(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise ArgumentTypeError(f"a number from 1 to 256 is wanted, not {text!r}")
    return int(text)


def run(arguments: Namespace) -> ExitStatus:
    if not arguments.watch:
        return _once(arguments)
    if STANDARD_INPUT in arguments.paths:
        raise BadConfiguration("--watch is for files: standard input can be read only once")
    from agreementlint.cli.watching import watched

    written = [Path(file) for _, _, file in (each.partition("=") for each in arguments.output)]
    return watched(partial(_once, arguments), _watched_folders(arguments), written)


def _watched_folders(arguments: Namespace) -> list[Path]:
    """Where a change may change the report: the documents, what says how they are checked, and rules of one's own."""
    configuration = configuration_of(arguments, arguments.paths)
    places = [common_folder([path]) for path in arguments.paths]
    files = [arguments.waivers, arguments.baseline, arguments.profile if Path(arguments.profile).suffix else ""]
    folders = [*arguments.rules]
    if configuration is not None:
        files += [*configuration.files, configuration.waivers, configuration.baseline]
        folders += configuration.rules
    places += [Path(file).absolute().parent for file in files if file]
    return [*places, *map(Path, folders)]


def _once(arguments: Namespace) -> ExitStatus:
    request = _request(arguments)
    expect(request.paths)
    if request.job.configuration is not None:
        prove_paths(request.job.configuration)
    workplace = set_up(request.job)
    for notice in workplace.notices:
        complain(notice)
    reporters = dict((*REPORTERS, *workplace.plugins.reporters))
    reporter = reporter_called(request.format, "--format", reporters)
    outputs = outputs_asked_for(request.outputs, reporters)
    gathered = without_excluded(
        gather(request.paths, known_suffixes(workplace.plugins)), request.job.configuration, request.paths
    )
    if not arguments.config and not arguments.no_config:
        refuse_closer_ones(request.job.configuration, gathered.paths)
    refuse_to_overwrite(outputs, gathered.paths)
    engagements = engagements_of(gathered.paths, request.job.configuration)
    found = len(gathered.paths)
    if arguments.changed_since:
        gathered = _changed(gathered, arguments, request)
    formats = {request.format, *(output.format for output in outputs)}
    ours = formats <= dict(REPORTERS).keys()  # nobody knows what a plugin's reporter looks at
    facts = not WITH_FACTS.isdisjoint(formats)
    workplace = replace(workplace, job=replace(workplace.job, facts=facts, whole=facts or not ours))
    gathered = replace(gathered, paths=with_members(gathered.paths, engagements))
    together = tuple(each.paths for each in engagements)
    if request.together:
        together = (_set_of(gathered.paths), *together)
    if together:
        workplace = replace(workplace, job=replace(workplace.job, together=together))
    memory = _memory(request, gathered.paths, workplace) if ours else None
    with bar(len(gathered.paths)) as tell:
        checked, unreadable = check_files(gathered.paths, workplace, request.processes, tell, memory)
    if together:
        checked = with_companions(checked, [tuple(map(workplace.name, each)) for each in together])
    documents = waived(checked, workplace, arguments.waivers, arguments.today)
    documents = parked(documents, workplace, arguments.baseline, fail_on_stale=arguments.fail_on_stale)
    report = Report(tuple(documents), (*gathered.unreadable, *unreadable), workplace.selection.profile)
    conclusion = conclude(report, request.gate, strict=request.strict)
    if arguments.changed_since:
        complain(f"{len(gathered.paths)} of {found} files changed since {arguments.changed_since}")
        if found and conclusion.status is ExitStatus.NOTHING_CHECKED and not gathered.paths:
            reason = f"none of the {found} files changed since {arguments.changed_since}"
            conclusion = replace(conclusion, status=ExitStatus.CLEAN, reasons=(reason,))
    text = reporter(report, conclusion, page(request.detail, request.colour))
    if request.format == REPORTERS[0][0]:
        say(text)
    else:
        deliver(text)
        if conclusion.status not in (ExitStatus.CLEAN, ExitStatus.FINDINGS):
            for reason in conclusion.reasons:
                complain(reason)
    write_outputs(outputs, report, conclusion)
    return conclusion.status


def _memory(request: Request, paths: Sequence[str], workplace: Workplace) -> Memory | None:
    """The memory of a run of several files; to look for one takes about as long as to check it."""
    if not request.with_cache or len(paths) < 2 or STANDARD_INPUT in paths:
        return None
    from agreementlint.cli.memory import memory_for  # with what hashes and seals

    return memory_for(workplace)


def _changed(gathered: Gathered, arguments: Namespace, request: Request) -> Gathered:
    """The files that have changed; all of them where what every verdict depends on, or one of a set of documents, has."""
    if STANDARD_INPUT in gathered.paths:
        raise BadConfiguration("--changed-since is for files: git knows nothing of standard input")
    configuration = request.job.configuration
    named = (arguments.waivers, arguments.baseline, arguments.profile)
    also = [*request.job.rules, *(each for each in named if each and Path(each).is_file())]
    if configuration is not None:
        side = [each for each in (configuration.waivers, configuration.baseline) if each]
        also += [*configuration.files, *configuration.rules, *side]
    changed = changed_since(arguments.changed_since, gathered.paths, also) if gathered.paths else ()
    return replace(gathered, paths=gathered.paths if request.together and changed else changed)


def _set_of(paths: Sequence[str]) -> tuple[str, ...]:
    if STANDARD_INPUT in paths:
        raise BadConfiguration("--together needs files: standard input can be read only once")
    if not 2 <= len(paths) <= MOST_TOGETHER:
        raise BadConfiguration(
            f"--together is for the few documents of one coaching engagement (2 to {MOST_TOGETHER});"
            f" {len(paths)} were found. Name just those that belong together"
        )
    return tuple(paths)


def _gate(arguments: Namespace, configuration: Configuration | None) -> Gate:
    """What the options say, else the configuration, else the default."""
    gate = gate_of(configuration)
    return Gate(
        Severity(arguments.fail_on) if arguments.fail_on else gate.severity,
        Confidence(arguments.confidence) if arguments.confidence else gate.confidence,
    )


def _request(arguments: Namespace) -> Request:
    configuration = configuration_of(arguments, arguments.paths)
    wanted = {Detail.VERBOSE: arguments.verbose, Detail.BRIEF: arguments.brief, Detail.QUIET: arguments.quiet}
    detail = next((each for each, is_wanted in wanted.items() if is_wanted), Detail.NORMAL)
    return Request(
        paths=tuple(arguments.paths),
        job=Job(
            kind=Kind(arguments.kind) if arguments.kind else None,
            selected=tuple(arguments.select),
            ignored=tuple(arguments.ignore),
            profile=arguments.profile,
            rules=tuple(arguments.rules),
            plugins=with_plugins(plugin_choice(arguments), configuration),
            stdin_name=arguments.stdin_name,
            stdin_format=Format(arguments.stdin_format) if arguments.stdin_format else None,
            changes=changes_of(configuration, arguments.changes),
            configuration=configuration,
        ),
        processes=arguments.jobs,
        format=arguments.format,
        outputs=tuple(arguments.output),
        colour=Colour(arguments.color),
        gate=_gate(arguments, configuration),
        strict=arguments.strict or is_strict(configuration),
        together=arguments.together,
        detail=detail,
        with_cache=not arguments.no_cache and not os.environ.get(_NO_CACHE),
    )
