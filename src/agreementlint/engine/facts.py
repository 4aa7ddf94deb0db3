"""Facts: what a document promises, as typed values with the words that state them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import assert_never

from agreementlint.agreement.model import Agreement, Statement
from agreementlint.engine.checks import AllOf, AnyOf, Check, Differs, FactForm, Part, Sort, States
from agreementlint.engine.finding import Finding
from agreementlint.engine.statements import Satisfying, satisfying
from agreementlint.language.quantities import CalendarDate, Duration, Money, Unit
from agreementlint.terms import ConceptId, Role
from agreementlint.text import Span
from agreementlint.values import dataclass

BRIEF = frozenset({Unit.MINUTE, Unit.HOUR})
MINUTES = {
    Unit.MINUTE: Decimal(1),
    Unit.HOUR: Decimal(60),
    Unit.DAY: Decimal(1440),
    Unit.WEEK: Decimal(7 * 1440),
    Unit.MONTH: Decimal(1440 * 365) / 12,  # so that twelve months are a year
    Unit.YEAR: Decimal(1440 * 365),
}


@dataclass(frozen=True, slots=True)
class Named:
    """Words of the document that stand for a concept."""

    concept: ConceptId
    span: Span


Value = Duration | Money | CalendarDate | Role | Named


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of what a form asks for: its words, and the values of its parts (empty where it is silent)."""

    form: FactForm
    span: Span
    values: tuple[tuple[Value, ...], ...]  # in the order of the form's parts

    def of(self, part: str) -> tuple[Value, ...]:
        """The values of a part by its name."""
        return next(values for each, values in zip(self.form.parts, self.values, strict=True) if each.name == part)


def read_facts(form: FactForm, agreement: Agreement) -> tuple[Fact, ...]:
    """Every fact of a form in reading order; the same for prose and for a plan's values. Pure."""
    stated: Satisfying = {}
    for kinds, check in form.checks:
        if agreement.kind in kinds:
            stated = _both(stated, _satisfying(check, agreement))
    facts = []
    for index, actors in sorted(stated.items()):
        statement = agreement.statements[index]
        values = tuple(tuple(_values(part, statement, actors, agreement)) for part in form.parts)
        fact = Fact(form, statement.span, values)
        if all(any(fact.of(name) for name in choice) for choice in form.needs):
            facts.append(fact)
    return tuple(facts)


def find_differing(check: Differs, agreement: Agreement) -> Finding:
    """Two facts on the same matter whose values differ, in this document or between it and one that goes with it."""
    here = read_facts(check.form, agreement)
    if check.elsewhere:
        there = [fact for other in agreement.companions for fact in read_facts(check.form, other)]
        pairs: Iterable[tuple[Fact, Fact]] = ((one, other) for one in here for other in there)
    else:
        pairs = combinations(here, 2)
    for one, other in pairs:
        if _same_matter(one, other, check.same) and _differ(one.of(check.part), other.of(check.part)):
            return Finding(True, (one.span,) if check.elsewhere else (one.span, other.span))
    return Finding(False)


def _satisfying(check: Check, agreement: Agreement) -> Satisfying:
    """The statements that satisfy any of the statement checks in a check, with those who act in them."""
    match check:
        case States():
            return satisfying(check, agreement)
        case AllOf(checks) | AnyOf(checks):
            found: Satisfying = {}
            for part in checks:
                found = _both(found, _satisfying(part, agreement))
            return found
        case _:
            return {}  # a structure or an absence is no statement


def _both(one: Satisfying, other: Satisfying) -> Satisfying:
    return {index: one.get(index, frozenset()) | other.get(index, frozenset()) for index in one | other}


def _values(part: Part, statement: Statement, actors: frozenset[Role], agreement: Agreement) -> Iterator[Value]:
    match part.sort:
        case Sort.ACTOR:
            yield from sorted(actors)
        case Sort.WORDS:
            yield from _named(part, statement, agreement)
        case Sort.DURATION | Sort.SHORT_DURATION | Sort.MONEY | Sort.DATE:
            for quantity in agreement.quantities:
                if statement.span.start <= quantity.span.start and quantity.span.end <= statement.span.end:
                    match quantity:
                        case Duration(unit=unit) if part.sort is (
                            Sort.SHORT_DURATION if unit in BRIEF else Sort.DURATION
                        ):
                            yield quantity
                        case Money() if part.sort is Sort.MONEY:
                            yield quantity
                        case CalendarDate() if part.sort is Sort.DATE:
                            yield quantity
                        case _:
                            pass
        case _:
            assert_never(part.sort)


def _named(part: Part, statement: Statement, agreement: Agreement) -> Iterator[Named]:
    """The concepts of a part that a statement names, or else what introduces it, or else the heading above."""
    length = len(agreement.document.text)  # captions stand behind the text and cannot be quoted
    for units in ((statement.unit,), statement.context, agreement.heading_units(statement)[:1]):
        spans: dict[Span, ConceptId] = {}
        for concept in part.concepts:
            for hit in (hit for unit in units for hit in agreement.mentions.get(concept, {}).get(unit, ())):
                span = Span(agreement.starts[hit.first], agreement.ends[hit.last])
                if span.end <= length and not any(span.start < other.end and other.start < span.end for other in spans):
                    spans[span] = concept
                    break
        yield from (Named(concept, span) for span, concept in spans.items())
        if spans:
            return


def _same_matter(one: Fact, other: Fact, parts: Sequence[str]) -> bool:
    """Whether two facts speak of the same thing, or one of part of it; where one does not say, nobody can tell."""
    for part in parts:
        these, those = ({key_of(value) for value in fact.of(part)} for fact in (one, other))
        if bool(these) is not bool(those) or not (these <= those or those <= these):
            return False
    return True


def _differ(these: Sequence[Value], those: Sequence[Value]) -> bool:
    """Whether two sets of values have nothing in common; a blank has no value yet."""
    one, other = ({key_of(value) for value in values} for values in (these, those))
    return None not in one | other and bool(one and other) and not one & other


def key_of(value: Value) -> object:
    """What makes two values the same: twelve months are a year, and "shred" is "shredding"."""
    match value:
        case Duration(amount=None) | Money(amount=None):
            return None
        case Duration(amount=Decimal() as amount, unit=unit):
            return round(amount * MINUTES[unit])
        case Money(amount=amount, currency=currency):
            return amount, currency
        case CalendarDate(year=year, month=month, day=day):
            return year, month, day
        case Named(concept=concept):
            return concept
        case _:
            return value
