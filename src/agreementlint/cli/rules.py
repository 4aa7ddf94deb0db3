"""The command `rules`: the list of rules, and the proof of each on its own cases."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from agreementlint.cases import CaseResult, prove
from agreementlint.cli.selection import every_rule, plugin_choice, take_plugins
from agreementlint.cli.terminal import page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.coverage import Coverage, Unproved, coverage
from agreementlint.errors import BadConfiguration
from agreementlint.packs import built_in_folder, load_rules
from agreementlint.plugins import Plugins, load_plugins
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, quoted, row
from agreementlint.reporters.to_console import SEVERITY_STYLE
from agreementlint.reporters.wording import count, family_in_words
from agreementlint.rule import Rule


def take(parser: ArgumentParser) -> None:
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    listed = tasks.add_parser("list", help="every rule with its severity and title", allow_abbrev=False)
    test = tasks.add_parser("test", help="prove every rule on its own cases", allow_abbrev=False)
    test.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="a folder of rules instead of our own")
    test.add_argument(
        "--coverage", action="store_true", help="also show what no case proves: branches, concepts and phrases"
    )
    for each in (listed, test):
        take_plugins(each)


def run(arguments: Namespace) -> ExitStatus:
    plugins = load_plugins(plugin_choice(arguments))
    if arguments.task == "list":
        say(paint(_listed(every_rule(plugins).rules), page()))
        return ExitStatus.CLEAN
    return _test(arguments.folder, arguments.coverage, plugins)


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


def _test(folder: Path | None, with_coverage: bool, plugins: Plugins) -> ExitStatus:
    if folder is not None and not folder.is_dir():
        raise BadConfiguration(f"there is no folder {str(folder)!r}")
    ruleset = every_rule(plugins) if folder is None else load_rules([folder])
    results = [result for rule in ruleset.rules for result in prove(rule, ruleset)]
    failures = [result for result in results if not result.passed]
    rows: list[Row] = []
    for result in failures:
        rows += _failure(result)
    rows.append(row(f"{count(len(ruleset.rules), 'rule')}, {count(len(results), 'case')}, {len(failures)} failed"))
    unproved = 0
    if with_coverage and results:
        home = folder or built_in_folder()
        found = coverage(ruleset, home, _wordings_beside(home))
        rows += [BLANK, *_uncovered(found)]
        unproved = len(found.branches) + len(found.concepts)
    say(paint(rows, page()))
    if not results:
        return ExitStatus.NOTHING_CHECKED
    if any(result.said == "crashed" for result in results):
        return ExitStatus.CRASHED
    return ExitStatus.FINDINGS if failures or unproved else ExitStatus.CLEAN


def _wordings_beside(folder: Path) -> Path | None:
    """The training texts of a checkout; a wheel and a folder of one's own have none."""
    wordings = folder.resolve().parent / "training" / "wordings"
    return wordings if wordings.is_dir() else None


def _uncovered(found: Coverage) -> Iterator[Row]:
    for unproved in found.branches:
        yield _unproved(unproved, Style.ERROR, "; no case makes it fire")
    for unproved in found.concepts:
        yield _unproved(unproved, Style.ERROR)
    by_file: dict[str, list[Unproved]] = {}
    for unproved in found.phrases:
        by_file.setdefault(unproved.path, []).append(unproved)
    for path, members in by_file.items():
        yield row(Words(f"{path}: {count(len(members), 'phrase')} that no text has", Style.TITLE))
        for unproved in members:
            yield row(unproved.what, indent=4, marker=Words(f"{unproved.line}:", Style.DIM))
    if found.phrases:
        yield BLANK
    yield row(
        f"{count(len(found.branches), 'branch', 'branches')} without a case, "
        f"{count(len(found.concepts), 'concept')} without a use, {count(len(found.phrases), 'phrase')} without a text"
    )


def _unproved(unproved: Unproved, style: Style, more: str = "") -> Row:
    return row(Words(f"{unproved.path}:{unproved.line}: ", Style.DIM), unproved.what + more, marker=Words("✗", style))


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
