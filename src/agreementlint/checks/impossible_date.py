"""Dates that cannot be: no day of the calendar, the wrong day of the week, an end before its start."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from agreementlint.agreement.model import Agreement
from agreementlint.language.quantities import CalendarDate
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Held, Problem, Verdict, Violated

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = "|".join(_DAYS)
_ON_A_DAY = LatePattern(rf"\b({_DAY})(?:,|[ ]the)?[ ]$")
# "every Monday, 5 May 2026 to …" and "on Monday or Tuesday, 5 May 2026" name no day of that date.
_SEVERAL_DAYS = LatePattern(rf"(?:\b(?:every|each)|(?:{_DAY})s?,?(?:[ ](?:and|or|to))?)[ ]$", re.IGNORECASE)
_REACH = 60  # how far before a date its day of the week and its label are looked for

# What may stand between the two ends of a period, after what may stand before it.
_FROM = LatePattern(
    r"\b(?:from|between|(?:start|beginn|commenc)ing(?:[ ](?:on|from))?|period(?:[ ]of)?:?)[ ](?:and[ ]including[ ])?$",
    re.IGNORECASE,
)
_TO = LatePattern(r"[ ]?(?:,?[ ](?:up[ ])?(?:to|until|till|through)[ ](?:and[ ]including[ ])?|-|–|—)[ ]?(?:the[ ])?$")
_AND = LatePattern(r"[ ]and[ ](?:the[ ])?$")
_STARTS = LatePattern(
    r"\b(?:(?:start|begin|commencement)(?:[ ]date)?|starts|begins|commences|(?:start|begin|commenc)ing|first[ ]session)"
    r"(?:[ ](?:on|from|is))*[ ]?[:|]?\s*$",
    re.IGNORECASE,
)
_ENDS = LatePattern(
    r"[,;.|]?\s*(?:(?:and|it|the[ ]\w+|will|shall|is|to)[ ]){0,4}"
    r"(?:(?:end|expiry|completion|finish)(?:[ ]date)?|ends|expires|terminates|finish(?:es)?|concludes|ending|last[ ]session)"
    r"(?:[ ](?:on|by|is|at))*[ ]?[:|]?\s*$",
    re.IGNORECASE,
)
_REVIEWED = LatePattern(r"\b(?:last|latest|previous)[ ]review(?:ed)?(?:[ ]date)?(?:[ ]on)?[ ]?[:|]?\s*$", re.IGNORECASE)
_NEXT_REVIEW = LatePattern(r"[,;.|]?\s*(?:next|coming)[ ]review(?:[ ](?:date|due|on|is))*[ ]?[:|]?\s*$", re.IGNORECASE)


def check(agreement: Agreement) -> Verdict:
    """Violated by a date that no calendar has. Knows no clock: a date long past is as good as any other."""
    dates = [quantity for quantity in agreement.quantities if isinstance(quantity, CalendarDate)]
    if not dates:
        return Held(())
    text = agreement.document.text
    problems = (*_no_days(text, dates), *_ends_before_starts(text, dates))
    return Violated(problems) if problems else Held(())


def _no_days(text: str, dates: Sequence[CalendarDate]) -> Iterator[Problem]:
    for date in dates:
        fault = _fault(date)
        if fault and _is_written_as_a_date(date, text):
            yield Problem(Shortfall.DEFECT, f"“{date.span.of(text)}” {fault}", (date.span,))
        elif not fault and date.year and date.month and date.day:
            before = max(0, date.span.start - _REACH)
            said = _ON_A_DAY.search(text, before, date.span.start)
            falls = _DAYS[calendar.weekday(date.year, date.month, date.day)]
            if said is not None and said[1] != falls and not _SEVERAL_DAYS.search(text, before, said.start()):
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
    if 1 <= date.day <= longest:
        return ""
    return f"names a day that there is not, {calendar.month_name[date.month]} has {longest}"


def _is_written_as_a_date(date: CalendarDate, text: str) -> bool:
    """Whether figures are certainly a date and no number of a clause ("13.13.10"), file or row ("you may 45 …")."""
    words = date.span.of(text)
    around = text[max(0, date.span.start - 1) : date.span.start], text[date.span.end : date.span.end + 2]
    if "\n" in words or around[0] in ("-", "/", ".") or re.match(r"[-/.]\w", around[1]):
        return False
    letters = words.strip("0123456789/.,- ")
    if letters:
        month = next(
            part for part in re.findall(r"[A-Za-z]+", letters) if part not in ("st", "nd", "rd", "th", "day", "of")
        )
        return month[0].isupper() and (date.year is not None or len(month) > 3)
    whole_year = re.search(r"\d{4}", words) is not None
    return whole_year or ("/" in words and 1 <= (date.month or 0) <= 12)


def _ends_before_starts(text: str, dates: Sequence[CalendarDate]) -> Iterator[Problem]:
    for first, last in pairwise(dates):
        start, end = _ordered(first), _ordered(last)
        if start is None or end is None or last.span.start - first.span.end > 2 * _REACH:
            continue
        if len(start) != len(end) or start <= end:
            continue
        before = max(0, first.span.start - _REACH), first.span.start
        between = first.span.end, last.span.start
        span = Span(first.span.start, last.span.end)
        opened = _FROM.search(text, *before)
        if (
            (_TO.fullmatch(text, *between) and (opened or len(start) == 3))
            or (opened is not None and opened[0].lower().startswith("between") and _AND.fullmatch(text, *between))
            or (_STARTS.search(text, *before) and _ENDS.fullmatch(text, *between))
        ):
            yield Problem(
                Shortfall.DEFECT, f"the end is before the start in “{' '.join(span.of(text).split())}”", (span,)
            )
        elif _REVIEWED.search(text, *before) and _NEXT_REVIEW.fullmatch(text, *between):
            yield Problem(Shortfall.DEFECT, "the next review is before the last one", (span,))


def _ordered(date: CalendarDate) -> tuple[int, ...] | None:
    """Year, month and day to be compared; None where one that is needed was not written."""
    if date.year is None or date.month is None or _fault(date):
        return None
    return (date.year, date.month) if date.day is None else (date.year, date.month, date.day)
