"""Dates that cannot be: no day of the calendar, the wrong day of the week, an end before its start."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from agreementlint.agreement.model import Agreement
from agreementlint.language.quantities import CalendarDate
from agreementlint.terms import Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Held, Problem, Verdict, Violated

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_BEFORE = re.compile(rf"\b({'|'.join(_DAYS)}),?[ ](?:the[ ])?$")
_REACH = 16  # how far before a date its day of the week is looked for


def check(agreement: Agreement) -> Verdict:
    """Violated by a date that no calendar has. Knows no clock: a date long past is as good as any other."""
    dates = [quantity for quantity in agreement.quantities if isinstance(quantity, CalendarDate)]
    problems = tuple(_problems(agreement.document.text, dates))
    return Violated(problems) if problems else Held(())


def _problems(text: str, dates: list[CalendarDate]) -> Iterator[Problem]:
    for date in dates:
        fault = _fault(date)
        if fault:
            yield Problem(Shortfall.DEFECT, f"“{date.span.of(text)}” {fault}", (date.span,))
        elif date.year and date.month and date.day:
            said = _DAY_BEFORE.search(text, max(0, date.span.start - _REACH), date.span.start)
            falls = _DAYS[calendar.weekday(date.year, date.month, date.day)]
            if said is not None and said[1] != falls:
                span = Span(said.start(), date.span.end)
                yield Problem(Shortfall.DEFECT, f"“{span.of(text)}” is a {falls}", (span,))


def _fault(date: CalendarDate) -> str:
    """What keeps a date out of every calendar."""
    if date.month is None:
        return ""
    if not 1 <= date.month <= 12:
        return "names a month that there is not"
    if date.day is None:
        return ""
    longest = calendar.monthrange(date.year or 2000, date.month)[1]
    if not 1 <= date.day <= longest:
        return f"names a day that there is not: the month has {longest}"
    return ""
