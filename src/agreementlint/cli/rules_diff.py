"""The task `rules diff`: which verdicts on a folder of documents differ between two rule sets."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from agreementlint import __version__
from agreementlint.cli.deadline import in_time
from agreementlint.cli.files import STANDARD_INPUT, contents, gather, known_suffixes, read
from agreementlint.cli.selection import plugins_beside, rules_beside, take_alone, take_plugins
from agreementlint.cli.terminal import complain, deliver, page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.document import Document
from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.lint import lint
from agreementlint.plugins import Plugins
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, row
from agreementlint.reporters.wording import count
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind
from agreementlint.values import dataclass
from agreementlint.verdict import name_of

NOT_THERE = "no such rule"


@dataclass(frozen=True, slots=True)
class Change:
    """A verdict that two rule sets do not share; where a rule is in one of them only, the other says so."""

    path: str
    rule: str
    before: str
    after: str


def take(parser: ArgumentParser) -> None:
    parser.add_argument("old", type=Path, metavar="OLD", help="a folder of rules as they were")
    parser.add_argument("new", type=Path, metavar="NEW", help="the same rules as they are to be")
    parser.add_argument(
        "--corpus", action="append", required=True, metavar="PATH", help="documents: a file, a folder or a pattern"
    )
    take_alone(parser, "the folders stand by themselves: leave our rules out, and those of plugins")
    take_plugins(parser)
    parser.add_argument("--format", choices=("console", "json"), default="console", help="how to write what differs")


def run(arguments: Namespace) -> ExitStatus:
    plugins = plugins_beside(arguments, None)
    sets = [rules_beside(arguments, folder) for folder in (arguments.old, arguments.new)]
    if STANDARD_INPUT in arguments.corpus:
        raise BadConfiguration("--corpus: documents are read from files, not from standard input")
    gathered = gather(arguments.corpus, known_suffixes(plugins))
    closed = list(gathered.unreadable)
    changes: list[Change] = []
    checked = 0
    for path in gathered.paths:
        try:
            with in_time(path):
                document = read(path, contents(path), plugins)
                before, after = (_verdicts(document, ruleset, plugins) for ruleset in sets)
        except UnreadableFile as error:
            closed.append(error)
            continue
        closed += (UnreadableFile(path, f"{gap.part}: {gap.why}", "The rest was compared") for gap in document.unread)
        checked += bool(before or after)
        changes += _changes(path, before, after)
    for unreadable in closed:
        complain(str(unreadable))
    if arguments.format == "json":
        deliver(_as_json(changes, checked))
    else:
        say(paint(_rows(changes, checked), page()))
    if closed:
        return ExitStatus.INCOMPLETE
    if not checked:
        return ExitStatus.NOTHING_CHECKED
    return ExitStatus.FINDINGS if changes else ExitStatus.CLEAN


def _verdicts(document: Document, ruleset: RuleSet, plugins: Plugins) -> dict[str, str]:
    """What each rule says of a document; nothing of one that no rule is for."""
    current = RuleSet(
        tuple(rule for rule in ruleset.rules if not rule.replaced_by),
        ruleset.lexicon,
        ruleset.resemblance,
        ruleset.facts,
    )
    report = lint(document, current, facts=tuple(reader.read for reader in plugins.facts))
    if report.kind is Kind.OTHER:
        return {}
    return {str(outcome.rule.id): name_of(outcome.verdict) for outcome in report.outcomes}


def _changes(path: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for rule in sorted(before.keys() | after.keys()):
        old, new = before.get(rule, NOT_THERE), after.get(rule, NOT_THERE)
        if old != new:
            yield Change(path, rule, old, new)


def _rows(changes: Sequence[Change], checked: int) -> Iterator[Row]:
    by_rule: dict[str, list[Change]] = {}
    for change in changes:
        by_rule.setdefault(change.rule, []).append(change)
    for rule, members in sorted(by_rule.items()):
        yield row(Words(rule, Style.NAME))
        for change in members:
            yield row(f"{change.before} → {change.after} ", Words(change.path, Style.DIM), indent=2)
        yield BLANK
    yield row(
        f"{count(checked, 'document')}: {count(len(changes), 'verdict')} changed, of {count(len(by_rule), 'rule')}"
    )


def _as_json(changes: Sequence[Change], checked: int) -> str:
    rows = [{"path": each.path, "rule": each.rule, "before": each.before, "after": each.after} for each in changes]
    tool = {"name": "agreementlint", "version": __version__}
    return (
        json.dumps({"version": 1, "tool": tool, "documents": checked, "changes": rows}, ensure_ascii=False, indent=2)
        + "\n"
    )
