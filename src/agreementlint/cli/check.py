"""The command `check`: every file against every rule for its kind."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass

from agreementlint.cli.files import STANDARD_INPUT, contents, gather, known_suffixes, read
from agreementlint.cli.selection import choose, every_rule
from agreementlint.cli.suggestion import did_you_mean
from agreementlint.cli.terminal import complain, deliver, page, say
from agreementlint.conclusion import ExitStatus, Gate, conclude
from agreementlint.document import Document, Format
from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.lint import lint
from agreementlint.packs import RuleSet
from agreementlint.plugins import Plugins, load_plugins
from agreementlint.report import DocumentReport, Report
from agreementlint.reporters import REPORTERS
from agreementlint.reporters.presentation import Detail, Reporter
from agreementlint.terms import Kind


@dataclass(frozen=True, slots=True)
class Request:
    """What `check` was asked to do."""

    paths: tuple[str, ...]
    kind: Kind | None
    selected: tuple[str, ...]
    ignored: tuple[str, ...]
    output: str
    strict: bool
    detail: Detail
    stdin_name: str
    stdin_format: Format | None


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
        "--select", action="append", default=[], metavar="NAMES", help="only these rules or families (comma-separated)"
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="NAMES", help="not these rules or families (comma-separated)"
    )
    parser.add_argument(
        "--format", default="console", metavar="NAME", help="console (the default), json, or one that a plugin brings"
    )
    parser.add_argument(
        "--strict", action="store_true", help="a verdict that could not be told makes the run incomplete"
    )
    amount = parser.add_mutually_exclusive_group()
    amount.add_argument("--verbose", action="store_true", help="the reason and a clause to use for every finding")
    amount.add_argument("--brief", action="store_true", help="one line for each finding")
    parser.add_argument(
        "--stdin-name", default=STANDARD_INPUT, metavar="NAME", help="the name to report for standard input"
    )
    parser.add_argument(
        "--stdin-format",
        choices=[each.value for each in Format],
        help="the format of standard input, if it cannot be told",
    )


def run(arguments: Namespace) -> ExitStatus:
    request = _request(arguments)
    plugins = load_plugins()
    reporter = _reporter(request.output, plugins)
    ruleset = choose(every_rule(plugins), request.selected, request.ignored)
    report = _check(request, ruleset, plugins)
    conclusion = conclude(report, Gate(), strict=request.strict)
    text = reporter(report, conclusion, page(request.detail))
    if request.output == REPORTERS[0][0]:
        say(text)
    else:
        deliver(text)
        if conclusion.status not in (ExitStatus.CLEAN, ExitStatus.FINDINGS):
            for reason in conclusion.reasons:
                complain(reason)
    return conclusion.status


def _request(arguments: Namespace) -> Request:
    detail = Detail.VERBOSE if arguments.verbose else Detail.BRIEF if arguments.brief else Detail.NORMAL
    return Request(
        paths=tuple(arguments.paths),
        kind=Kind(arguments.kind) if arguments.kind else None,
        selected=tuple(arguments.select),
        ignored=tuple(arguments.ignore),
        output=arguments.format,
        strict=arguments.strict,
        detail=detail,
        stdin_name=arguments.stdin_name,
        stdin_format=Format(arguments.stdin_format) if arguments.stdin_format else None,
    )


def _reporter(name: str, plugins: Plugins) -> Reporter:
    reporters = dict((*REPORTERS, *plugins.reporters))
    if name not in reporters:
        hint = did_you_mean(name, reporters) or f"The formats: {', '.join(reporters)}"
        raise BadConfiguration(f"--format: there is no format {name!r}. {hint}")
    return reporters[name]


def _check(request: Request, ruleset: RuleSet, plugins: Plugins) -> Report:
    gathered = gather(request.paths, known_suffixes(plugins))
    documents: list[DocumentReport] = []
    unreadable = list(gathered.unreadable)
    for path in gathered.paths:
        try:
            documents.append(lint(_read(path, request, plugins), ruleset, request.kind))
        except UnreadableFile as error:
            unreadable.append(error)
        except BadConfiguration as error:  # a data-handling plan that does not follow its schema
            unreadable.append(UnreadableFile(path, str(error), "Correct these lines"))
        except Exception as error:  # one file that we fail on must not hide what the others say
            problem = f"agreementlint failed on it ({type(error).__name__})"
            unreadable.append(UnreadableFile(path, problem, "That is a bug; please report it"))
    return Report(tuple(documents), tuple(unreadable))


def _read(path: str, request: Request, plugins: Plugins) -> Document:
    if path == STANDARD_INPUT:
        return read(request.stdin_name, contents(path), plugins, request.stdin_format)
    return read(path, contents(path), plugins)
