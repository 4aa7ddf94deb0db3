"""The command `rules`: the list of rules, and the proof of each on its own cases."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from agreementlint.cases import CaseResult, prove
from agreementlint.cli.selection import every_rule
from agreementlint.cli.terminal import page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.packs import load_rules
from agreementlint.plugins import load_plugins
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, quoted, row
from agreementlint.reporters.to_console import SEVERITY_STYLE
from agreementlint.reporters.wording import count, family_in_words
from agreementlint.rule import Rule


def take(parser: ArgumentParser) -> None:
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    tasks.add_parser("list", help="every rule with its severity and title", allow_abbrev=False)
    test = tasks.add_parser("test", help="prove every rule on its own cases", allow_abbrev=False)
    test.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="a folder of rules instead of our own")


def run(arguments: Namespace) -> ExitStatus:
    if arguments.task == "list":
        say(paint(_listed(every_rule(load_plugins()).rules), page()))
        return ExitStatus.CLEAN
    return _test(arguments.folder)


def _listed(rules: tuple[Rule, ...]) -> Iterator[Row]:
    widest = max((len(rule.id) for rule in rules), default=0)
    families: dict[str, list[Rule]] = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(rule)
    for family, members in families.items():
        yield row(Words(family_in_words(family), Style.TITLE))
        for rule in members:
            severity = Words(f"{rule.severity.value:<7}", SEVERITY_STYLE[rule.severity])
            yield row(rule.title, indent=2, marker=Words(f"{rule.id:<{widest}}  {severity.text}", severity.style))
        yield BLANK
    yield row(count(len(rules), "rule"))


def _test(folder: Path | None) -> ExitStatus:
    if folder is not None and not folder.is_dir():
        raise BadConfiguration(f"there is no folder {str(folder)!r}")
    ruleset = every_rule(load_plugins()) if folder is None else load_rules([folder])
    results = [result for rule in ruleset.rules for result in prove(rule, ruleset)]
    failures = [result for result in results if not result.passed]
    rows: list[Row] = []
    for result in failures:
        rows += _failure(result)
    rows.append(row(f"{count(len(ruleset.rules), 'rule')}, {count(len(results), 'case')}, {len(failures)} failed"))
    say(paint(rows, page()))
    if not results:
        return ExitStatus.NOTHING_CHECKED
    if any(result.said == "crashed" for result in results):
        return ExitStatus.CRASHED
    return ExitStatus.FINDINGS if failures else ExitStatus.CLEAN


def _failure(result: CaseResult) -> Iterator[Row]:
    yield row(
        Words(result.rule.id, Style.NAME),
        f": expected {result.case.expected}, said {result.said}",
        marker=Words("✗", Style.ERROR),
    )
    yield row(quoted(result.case.text, 600), indent=4)
    yield row(Words(result.case.why, Style.DIM), indent=4)
    yield row(Words(result.rule.source, Style.DIM), indent=4)
    yield BLANK
