"""The command `compare`: which protections two versions of a document add, weaken or lose, with both wordings."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agreementlint.agreement.model import Agreement
from agreementlint.cli.configured import (
    changes_of,
    configuration_of,
    refuse_closer_ones,
    take_configuration,
    with_plugins,
)
from agreementlint.cli.deadline import in_time
from agreementlint.cli.files import contents, is_folder, read, shown, take_changes
from agreementlint.cli.selection import plugin_choice, take_plugins, take_rules
from agreementlint.cli.terminal import complain, deliver, page, say
from agreementlint.cli.workplace import Job, Workplace, set_up
from agreementlint.comparison import Change, Comparison, Course, TermChange, compare
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.lint import lint
from agreementlint.readers.apart import expect
from agreementlint.report import DocumentReport
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, quoted, row, rule_off
from agreementlint.reporters.places import whereabouts
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.wording import KIND_IN_WORDS, as_sentence, count
from agreementlint.rule import Demand
from agreementlint.ruleset import RuleSet
from agreementlint.terms import SUPPORTED_LANGUAGES, Kind, Severity
from agreementlint.text import Span
from agreementlint.verdict import Crashed, Held, NotApplicable, OutcomeVerdict, Undetermined, Violated, name_of

_MOST_QUOTES = 2
_HEADINGS = {
    Course.LOST: ("Lost", Style.ERROR, "✗"),
    Course.WEAKENED: ("Weaker", Style.WARNING, "!"),
    Course.UNCLEAR: ("Could not be told in one of the two", Style.WARNING, "?"),
    Course.ADDED: ("New", Style.FINE, "✓"),
    Course.STRENGTHENED: ("Stronger, but not yet enough", Style.INFO, "+"),
}


def take(parser: ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the earlier version")
    parser.add_argument("new", metavar="NEW", help="the later version")
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in Kind if kind is not Kind.OTHER],
        help="take both documents to be of this kind instead of finding out",
    )
    parser.add_argument(
        "--format", choices=("console", "json"), default="console", help="console (the default) or json"
    )
    take_changes(parser, default=None)
    take_configuration(parser)
    take_rules(parser)
    take_plugins(parser)


def run(arguments: Namespace) -> ExitStatus:
    paths = (_file(arguments.old), _file(arguments.new))
    expect(paths)
    configuration = configuration_of(arguments, paths)
    if not arguments.config and not arguments.no_config:
        refuse_closer_ones(configuration, paths)
    workplace = set_up(
        Job(
            kind=Kind(arguments.kind) if arguments.kind else None,
            rules=tuple(arguments.rules),
            plugins=with_plugins(plugin_choice(arguments), configuration),
            changes=changes_of(configuration, arguments.changes),
            configuration=configuration,
        )
    )
    for notice in workplace.notices:
        complain(notice)
    selection = workplace.how(workplace.name(paths[1]))[1]  # what is asked of the later version is asked of both
    asked = tuple(rule for rule in selection.ruleset.rules if rule.id in selection.reported)
    old, new = (_checked(path, replace(selection.ruleset, rules=asked), workplace) for path in paths)
    comparison = compare(old, new, workplace.every.facts)
    if arguments.format == "json":
        deliver(_as_json(comparison))
    else:
        say(paint(_shown(comparison, page()), page()))
    status, reasons = _conclusion(comparison)
    for reason in reasons:
        complain(reason)
    return status


def _file(path: str) -> str:
    if not os.path.lexists(path):
        raise BadConfiguration(f"there is no file {path!r}")
    if is_folder(path):
        raise BadConfiguration(f"{path!r} is a folder; compare takes two files")
    return shown(path)


def _checked(path: str, ruleset: RuleSet, workplace: Workplace) -> DocumentReport:
    plugins = workplace.plugins
    name = workplace.name(path)
    with in_time(path):
        document = read(name, contents(path), plugins, changes=workplace.job.changes)
        return lint(document, ruleset, workplace.how(name)[0], tuple(reader.read for reader in plugins.facts))


def _conclusion(comparison: Comparison) -> tuple[ExitStatus, list[str]]:
    """5 and 3 before 1 and 4, as everywhere: what was lost may stand in what was not read."""
    both = (comparison.old, comparison.new)
    if any(isinstance(outcome.verdict, Crashed) for each in both for outcome in each.outcomes):
        return ExitStatus.CRASHED, ["a rule crashed"]
    gaps = [f"{each.path} was not read whole: {each.unread[0].part}" for each in both if each.unread]
    gaps += [f"{each.path} is in {each.language}" for each in both if each.language not in SUPPORTED_LANGUAGES]
    if gaps:
        return ExitStatus.INCOMPLETE, gaps
    others = [f"{each.path} is {KIND_IN_WORDS[Kind.OTHER]}" for each in both if each.kind is Kind.OTHER]
    if others:
        return ExitStatus.NOTHING_CHECKED, others
    worse = [change for change in comparison.of(*_WORSE) if change.rule.severity is Severity.ERROR]
    return (ExitStatus.FINDINGS if worse else ExitStatus.CLEAN), []


_WORSE = (Course.LOST, Course.WEAKENED)


def _shown(comparison: Comparison, presentation: Presentation) -> Iterator[Row]:
    old, new = comparison.old, comparison.new
    yield rule_off(presentation.width)
    yield row(Words(old.path, Style.NAME), " compared with ", Words(new.path, Style.NAME))
    for each in (old, new) if old.kind is not new.kind else (new,):
        which = f"{each.path} is read" if old.kind is not new.kind else "Both are read"
        yield row(f"{which} as {KIND_IN_WORDS[each.kind]}.")
    for course, (heading, style, mark) in _HEADINGS.items():
        changes = comparison.of(course)
        if changes:
            yield BLANK
            yield row(Words(f"{heading} ({len(changes)})", Style.TITLE))
        for change in changes:
            yield from _change(change, comparison, Words(mark, style))
    if comparison.terms:
        yield BLANK
        yield row(Words(f"Periods, amounts and dates ({len(comparison.terms)})", Style.TITLE))
    for term in comparison.terms:
        yield from _term(term, comparison)
    yield BLANK
    yield row(_summary(comparison))


def _change(change: Change, comparison: Comparison, mark: Words) -> Iterator[Row]:
    rule = change.rule
    yield row(Words(rule.title, Style.TITLE), f" ({rule.severity.value}) ", Words(rule.id, Style.DIM), marker=mark)
    for when, report, verdict in (("Before", comparison.old, change.old), ("Now", comparison.new, change.new)):
        spans = _evidence(verdict)
        if not spans:
            yield row(f"{when}: {_without_words(verdict, rule.demand)}", indent=4)
        for span in spans[:_MOST_QUOTES]:
            yield row(f"{when}: ", *_quote(report.agreement, span), indent=4)
    if isinstance(change.new, Violated) and rule.advice:
        yield row(f"What to do: {as_sentence(rule.advice)}", indent=4)


def _term(term: TermChange, comparison: Comparison) -> Iterator[Row]:
    yield row(Words(term.form.means[:1].upper() + term.form.means[1:], Style.TITLE), indent=2)
    for when, agreement, spans in (
        ("Before", comparison.old.agreement, term.old),
        ("Now", comparison.new.agreement, term.new),
    ):
        if not spans:
            yield row(f"{when}: no such statement.", indent=4)
        for span in spans:
            yield row(f"{when}: ", *_quote(agreement, span), indent=4)


def _evidence(verdict: OutcomeVerdict) -> Sequence[Span]:
    match verdict:
        case Held(evidence):
            return evidence
        case Violated(problems):
            return [span for problem in problems for span in problem.evidence]
        case _:
            return ()


def _without_words(verdict: OutcomeVerdict, demand: Demand) -> str:
    """What is to be said of a version that has no words to show."""
    match verdict:
        case NotApplicable():
            return "did not apply."
        case Undetermined(reason):
            return f"could not be told. {as_sentence(reason)}"
        case Held():
            return "nothing of the sort." if demand is Demand.FORBID else "was there."
        case _:
            return "nothing says so."


def _quote(agreement: Agreement, span: Span) -> tuple[Words, ...]:
    where = whereabouts(agreement, span)
    return quoted(agreement.quote(span)), Words(f" ({where})" if where else "", Style.DIM)


def _summary(comparison: Comparison) -> str:
    counts = [
        f"{len(comparison.of(course))} {words}"
        for course, words in (
            (Course.LOST, "lost"),
            (Course.WEAKENED, "weaker"),
            (Course.ADDED, "new"),
            (Course.STRENGTHENED, "stronger"),
            (Course.UNCLEAR, "unclear"),
        )
        if comparison.of(course)
    ]
    same = len(comparison.new.outcomes) - len(comparison.changes)
    said = f"{', '.join(counts)}; " if counts else ""
    return f"Result: {said}{count(same, 'point')} as before."


def _as_json(comparison: Comparison) -> str:
    """One line for each change, in the order of the rules."""
    old, new = comparison.old, comparison.new
    head = {
        "version": 1,
        **{name: {"path": each.path, "kind": each.kind.value} for name, each in (("old", old), ("new", new))},
    }
    changes = [
        {
            "rule": change.rule.id,
            "severity": change.rule.severity.value,
            "change": change.course.value,
            "old": _side(old, change.old),
            "new": _side(new, change.new),
        }
        for change in comparison.changes
    ]
    terms = [
        {
            "fact": term.form.name,
            "old": [old.agreement.quote(span) for span in term.old],
            "new": [new.agreement.quote(span) for span in term.new],
        }
        for term in comparison.terms
    ]
    lines = ",\n".join(f" {json.dumps(each, ensure_ascii=False)}" for each in changes)
    more = ",\n".join(f" {json.dumps(each, ensure_ascii=False)}" for each in terms)
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{opening}, "changes": [{chr(10) if lines else ""}{lines}], "terms": [{chr(10) if more else ""}{more}]}}\n'


def _side(report: DocumentReport, verdict: OutcomeVerdict) -> dict[str, str | list[str]]:
    return {"verdict": name_of(verdict), "evidence": [report.agreement.quote(span) for span in _evidence(verdict)]}
