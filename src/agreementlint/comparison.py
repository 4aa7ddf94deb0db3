"""Compares two versions of a document: which protections came in, got stronger or weaker, or were lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from agreementlint.engine.checks import FactForm, Sort
from agreementlint.engine.facts import Fact, key_of, read_facts
from agreementlint.report import DocumentReport, Outcome
from agreementlint.rule import Rule
from agreementlint.terms import Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Crashed, Held, NotApplicable, OutcomeVerdict, Undetermined, Violated

_MEASURED = frozenset({Sort.DURATION, Sort.SHORT_DURATION, Sort.MONEY, Sort.DATE})
_SATISFIED = 3


class Course(StrEnum):
    """What became of a protection between the old version and the new one."""

    LOST = "lost"
    WEAKENED = "weakened"
    STRENGTHENED = "strengthened"
    ADDED = "added"
    UNCLEAR = "unclear"  # in one of the two it could not be told


@dataclass(frozen=True, slots=True)
class Change:
    """A rule whose verdict differs between two versions."""

    rule: Rule
    course: Course
    old: OutcomeVerdict
    new: OutcomeVerdict


@dataclass(frozen=True, slots=True)
class TermChange:
    """A fact with a measure (a period, an amount, a date) that only one version has, or that they give differently."""

    form: FactForm
    old: tuple[Span, ...]
    new: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one document and what differs between them, rules in the order of the rule set."""

    old: DocumentReport
    new: DocumentReport
    changes: tuple[Change, ...]
    terms: tuple[TermChange, ...]

    def of(self, *courses: Course) -> tuple[Change, ...]:
        """The changes of one of these courses."""
        return tuple(change for change in self.changes if change.course in courses)


def compare(old: DocumentReport, new: DocumentReport, forms: Sequence[FactForm]) -> Comparison:
    """What differs between two versions that were checked by the same rules. Pure.

    A rule that applies to one of them only, because they are of different kinds, is no change.
    """
    before = {outcome.rule.id: outcome for outcome in old.outcomes}
    pairs = ((before[each.rule.id], each) for each in new.outcomes if each.rule.id in before)
    return Comparison(old, new, tuple(_changes(pairs)), tuple(_terms(old, new, forms)))


def _changes(pairs: Iterable[tuple[Outcome, Outcome]]) -> Iterator[Change]:
    for old, new in pairs:
        if isinstance(new.verdict, NotApplicable):
            continue  # what is not done any more needs no protection
        course = _course(_rank(old.verdict), _rank(new.verdict))
        if course is not None:
            yield Change(new.rule, course, old.verdict, new.verdict)


def _course(before: int | None, after: int | None) -> Course | None:
    if before == after:
        return None
    if before is None or after is None:
        return Course.UNCLEAR
    if before < after:
        return Course.ADDED if after == _SATISFIED else Course.STRENGTHENED
    return Course.LOST if before == _SATISFIED and after < _SATISFIED - 1 else Course.WEAKENED


def _rank(verdict: OutcomeVerdict) -> int | None:
    """How well a rule is satisfied; None where it could not be told. What does not apply leaves nothing open."""
    match verdict:
        case Held() | NotApplicable():
            return _SATISFIED
        case Violated(problems):
            return min(_rank_of(problem.shortfall) for problem in problems)
        case Undetermined() | Crashed():
            return None
        case _:
            assert_never(verdict)


def _rank_of(shortfall: Shortfall) -> int:
    match shortfall:
        case Shortfall.PARTIAL:
            return 2
        case Shortfall.MISSING | Shortfall.DEFECT:
            return 1
        case Shortfall.CONTRADICTED:
            return 0
        case _:
            assert_never(shortfall)


def _terms(old: DocumentReport, new: DocumentReport, forms: Sequence[FactForm]) -> Iterator[TermChange]:
    shown: set[tuple[bool, Span]] = set()  # one sentence may state two facts; it is shown once
    for form in forms:
        before, after = (_measured(form, read_facts(form, each.agreement)) for each in (old, new))
        gone = tuple(fact.span for values, fact in before.items() if values not in after)
        come = tuple(fact.span for values, fact in after.items() if values not in before)
        new_here = {(True, span) for span in gone} | {(False, span) for span in come}
        if not new_here <= shown:
            yield TermChange(form, gone, come)
        shown |= new_here


def _measured(form: FactForm, facts: Sequence[Fact]) -> dict[tuple[frozenset[object], ...], Fact]:
    """The facts by their measures alone: where the same period stands in other words nothing has changed."""
    parts = [part.name for part in form.parts if part.sort in _MEASURED]
    found: dict[tuple[frozenset[object], ...], Fact] = {}
    for fact in facts:
        measures = tuple(frozenset(map(key_of, fact.of(name))) for name in parts)
        if any(measures):
            found.setdefault(measures, fact)
    return found
