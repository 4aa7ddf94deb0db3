"""The fixed values that a rule compares facts with: how they are written, and what makes one fit a bound."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import assert_never

from agreementlint.agreement.model import Agreement
from agreementlint.engine.checks import Bound, Compares, Part, Sort
from agreementlint.engine.facts import BRIEF, MINUTES, Named, Value, read_facts
from agreementlint.engine.finding import Finding, Miss
from agreementlint.language.quantities import CalendarDate, Duration, Money, Unit
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Role, Shortfall
from agreementlint.text import Span

ORDERED = frozenset({Sort.DURATION, Sort.SHORT_DURATION, Sort.MONEY, Sort.DATE})
SORT_IN_WORDS: Mapping[Sort, str] = MappingProxyType(
    {
        Sort.DURATION: "a duration (days and longer)",
        Sort.SHORT_DURATION: "a short duration (minutes and hours)",
        Sort.MONEY: "money",
        Sort.DATE: "a date",
        Sort.ACTOR: "who acts",
        Sort.WORDS: "a set of words",
    }
)
_HOW = MappingProxyType(
    {
        Sort.DURATION: "'2 years'",
        Sort.SHORT_DURATION: "'48 hours'",
        Sort.MONEY: "'EUR 100'",
        Sort.DATE: "'2027-01-31'",
    }
)
_DURATION = LatePattern(r"(?P<amount>\d+(?:\.\d+)?) (?P<unit>[a-z]+?)s?")
_MONEY = LatePattern(r"(?P<currency>[A-Z]{3}) (?P<amount>\d+(?:\.\d+)?)")
_DATE = LatePattern(r"(\d{4})-(\d\d)-(\d\d)")


class BadBound(ValueError):
    """A value that is none of the sort it is compared with; the message says which it is, `meant` what to write."""

    def __init__(self, message: str, known: tuple[str, ...] = (), word: str = "") -> None:
        super().__init__(message)
        self.known, self.word = known, word


def bound_of(part: Part, text: str) -> Bound:
    """The value that a text in a rule file stands for, of the sort that the part has. Raises BadBound."""
    if part.sort is Sort.ACTOR:
        if text not in tuple(Role):
            raise BadBound(f"{text!r} is no role", tuple(Role), text)
        return text
    if part.sort is Sort.WORDS:
        if text not in part.concepts:
            raise BadBound(f"{text!r} is none of the words of {part.name!r}", part.concepts, text)
        return text
    sort, bound = _read(text)
    if sort is not part.sort:
        raise BadBound(
            f"{text!r} is {SORT_IN_WORDS[sort]}, but {part.name!r} is {SORT_IN_WORDS[part.sort]}: write {_HOW[part.sort]}"
        )
    return bound


def _read(text: str) -> tuple[Sort, Bound]:
    found = _MONEY.fullmatch(text)
    if found:
        return Sort.MONEY, (found["currency"], Decimal(found["amount"]))
    found = _DATE.fullmatch(text)
    if found:
        year, month, day = (int(found[number]) for number in (1, 2, 3))
        if not (year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
            raise BadBound(f"{text!r} is no day of the calendar")
        return Sort.DATE, (year, month, day)
    found = _DURATION.fullmatch(text)
    if found:
        if found["unit"] not in tuple(Unit):
            raise BadBound(f"there is no unit of time {found['unit']!r} in {text!r}", tuple(Unit), found["unit"])
        unit = Unit(found["unit"])
        return Sort.SHORT_DURATION if unit in BRIEF else Sort.DURATION, Decimal(found["amount"]) * MINUTES[unit]
    raise BadBound(f"{text!r} is no value that can be compared: write for instance {', '.join(_HOW.values())}")


def find_comparing(check: Compares, agreement: Agreement) -> Finding:
    """Whether what the document states for a part of a fact fits the bounds, with the statements that do or do not."""
    fitting: dict[Span, None] = {}
    failing: dict[Span, None] = {}
    for fact in read_facts(check.form, agreement):
        bounds = [bound for value in fact.of(check.part) for bound in _comparable(value, check)]
        if bounds:
            fits = _named_fit(bounds, check) and all(_between(bound, check) for bound in bounds)
            (fitting if fits else failing)[fact.span] = None
    if not fitting and not failing:
        return Finding(check.absent)
    if fitting and (check.some or not failing):
        return Finding(True, tuple(fitting))
    return Finding(False, (), tuple(Miss(-1, span, 9, "its value does not fit", Shortfall.PARTIAL) for span in failing))


def _comparable(value: Value, check: Compares) -> Iterator[Bound]:
    """A value as it is compared; nothing for one that cannot be."""
    match value:
        case Duration(amount=Decimal() as amount, unit=unit):
            yield amount * MINUTES[unit]
        case Money(amount=Decimal() as amount, currency=currency):
            bounds = (check.at_least, check.at_most)
            if any(isinstance(bound, tuple) and bound[0] == currency for bound in bounds):
                yield currency, amount
        case CalendarDate(year=int() as year, month=int() as month, day=int() as day):
            yield year, month, day
        case Named(concept=concept):
            yield concept
        case Role():
            yield value.value
        case Duration() | Money() | CalendarDate():
            pass
        case _:
            assert_never(value)


def _between(bound: Bound, check: Compares) -> bool:
    return (check.at_least is None or not_above(check.at_least, bound)) and (
        check.at_most is None or not_above(bound, check.at_most)
    )


def not_above(low: Bound, high: Bound) -> bool:
    """Whether one value is at most another; never so where they cannot be compared."""
    match low, high:
        case (Decimal() as less, Decimal() as more):
            return less <= more
        case (str() as one, Decimal() as less), (str() as other, Decimal() as more):
            return one == other and less <= more
        case (int(), int(), int()) as earlier, (int(), int(), int()) as later:
            return earlier <= later
        case _:
            return False


def _named_fit(bounds: list[Bound], check: Compares) -> bool:
    named = frozenset(bounds)
    return (not check.any_of or bool(named & check.any_of)) and not named & check.none_of
