"""Lengths of time that can be compared: in days, a month as the twelfth part of a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from agreementlint.api import Duration, Fact, Span, Unit, Value

_DAYS = {
    Unit.MINUTE: Decimal(1) / 1440,
    Unit.HOUR: Decimal(1) / 24,
    Unit.DAY: Decimal(1),
    Unit.WEEK: Decimal(7),
    Unit.MONTH: Decimal(365) / 12,
    Unit.YEAR: Decimal(365),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time with a number: "6 years"."""

    amount: Decimal
    unit: Unit

    @property
    def days(self) -> Decimal:
        return self.amount * _DAYS[self.unit]

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.value}{'' if self.amount == 1 else 's'}"


def period_of(value: Value) -> Period | None:
    """The period that a value is; None for another value and for a blank that has not been filled in."""
    return Period(value.amount, value.unit) if isinstance(value, Duration) and value.amount is not None else None


def periods_of(facts: Sequence[Fact], part: str) -> Iterator[tuple[Period, Span]]:
    """The periods of a part of facts, each with the words that state it."""
    for fact in facts:
        for value in fact.of(part):
            period = period_of(value)
            if period is not None:
                yield period, fact.span


def within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
