"""How many sessions a text speaks of, and how often they take place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from agreementlint.api import Agreement, Span

NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORD = "|".join(NUMBERS)
_SESSIONS = re.compile(rf"\b(\d{{1,3}}|{_WORD})(?: \(\d+\))? (?:[a-z-]+ ){{0,2}}(?:sessions|meetings)\b", re.IGNORECASE)
_EVERY = re.compile(
    rf"\bevery (?:(?P<number>\d|{_WORD}|other|second) )?(?P<unit>day|week|month)s?\b"
    r"|\b(?P<adverb>weekly|fortnightly|biweekly|bi-weekly|monthly)\b|\b(?:once|one session) (?:a|per|each) (?P<per>week|month)\b",
    re.IGNORECASE,
)
_UNIT_DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal(365) / 12}
_ADVERBS = {
    "weekly": Decimal(7),
    "fortnightly": Decimal(14),
    "biweekly": Decimal(14),
    "bi-weekly": Decimal(14),
    "monthly": _UNIT_DAYS["month"],
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number (of sessions, or of days) and the words that state it."""

    value: Decimal
    span: Span


def session_counts(agreement: Agreement) -> Iterator[Figure]:
    """Every number of sessions that is stated."""
    for statement in agreement.statements:
        for found in _SESSIONS.finditer(agreement.quote(statement.span)):
            start = statement.span.start
            yield Figure(_number(found[1]), Span(start + found.start(), start + found.end()))


def intervals(agreement: Agreement) -> Iterator[Figure]:
    """Every distance from one session to the next, in days, of statements that speak of sessions."""
    for statement in agreement.statements:
        words = agreement.quote(statement.span)
        if re.search(r"\b(?:sessions?|meets?|meetings?)\b", words, re.IGNORECASE) is None:
            continue
        for found in _EVERY.finditer(words):
            start = statement.span.start
            yield Figure(_days(found), Span(start + found.start(), start + found.end()))


def _days(found: re.Match[str]) -> Decimal:
    if found["adverb"]:
        return _ADVERBS[found["adverb"].lower()]
    if found["per"]:
        return _UNIT_DAYS[found["per"].lower()]
    number = (found["number"] or "1").lower()
    times = Decimal(2) if number in ("other", "second") else _number(number)
    return times * _UNIT_DAYS[found["unit"].lower()]


def _number(word: str) -> Decimal:
    return Decimal(word) if word.isdecimal() else Decimal(NUMBERS.index(word.lower()) + 2)
