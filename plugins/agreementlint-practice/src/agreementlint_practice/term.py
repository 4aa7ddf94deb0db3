"""The rules that dates, the stated length of the coaching and the number of sessions fit each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from agreementlint.api import (
    Agreement,
    CalendarDate,
    Case,
    Confidence,
    Demand,
    Duration,
    Held,
    Kind,
    NotApplicable,
    Problem,
    Rule,
    RuleId,
    Severity,
    Shortfall,
    Span,
    Undetermined,
    Verdict,
    Violated,
)
from agreementlint_practice.counts import Figure, intervals, session_counts
from agreementlint_practice.lengths import period_of, within

_FROM_TO = re.compile(
    r"\s*,?\s*(?:and )?(?:(?:will |shall )?(?:ends?|finish(?:es)?|expires?) (?:on )?|to |until |till |through |up to |–|—|-)\s*",
    re.I,
)
_IS_TERM = re.compile(
    r"\b(?:lasts?|runs?|term|duration|length|extends?|takes?|over|for|of) (?:is |of |a |an |the |period of |about )*$",
    re.IGNORECASE,
)
_ABOUT_TERM = re.compile(
    r"\b(?:programme|program|engagement|coaching|agreement|contract|package|course|assignment|term)\b", re.IGNORECASE
)
_OTHER_MATTER = re.compile(
    r"\b(?:notice|kept|keeps?|keep|retain\w*|records?|notes|confidential\w*|secre\w+|refund\w*|invoice\w*|pa(?:y|id|yment)\w*"
    r"|review\w*|after|before|within|cancel\w*|valid|destroy\w*|delet\w*|hours?|extend\w*|renew\w*|every)\b",
    re.IGNORECASE,
)
_SHORTEST = Decimal(14)  # days: shorter lengths are sessions, notice and the like


@dataclass(frozen=True, slots=True)
class _Term:
    """How long the coaching lasts, in days, and the words that say so."""

    days: Decimal
    words: str
    span: Span


def check_dates(agreement: Agreement) -> Verdict:
    """Compares the stated length with the days from the first date to the last; pure."""
    terms, ranges = _distinct(_stated(agreement)), _distinct(_between_dates(agreement))
    if not terms or not ranges:
        return NotApplicable("The agreement does not state both how long it lasts and from when to when.")
    if len(terms) > 1 or len(ranges) > 1:
        return Undetermined("Several lengths, or several pairs of dates, are stated.")
    [term], [dates] = terms, ranges
    evidence = tuple(dict.fromkeys((term.span, dates.span)))
    if abs(term.days - dates.days) <= max(Decimal(7), term.days / 10):
        return Held(evidence)
    message = (
        f"The coaching is said to last {term.words}, but there are {dates.days} days from the first date to the last."
    )
    return Violated((Problem(Shortfall.CONTRADICTED, message, evidence),))


def check_sessions(agreement: Agreement) -> Verdict:
    """Whether so many sessions at such intervals fit into the time; pure."""
    counts, gaps = _one(session_counts(agreement)), _one(intervals(agreement))
    terms = _distinct([*_stated(agreement), *_between_dates(agreement)])
    if not counts or not gaps or not terms:
        return NotApplicable("The agreement does not state number, interval and time of its sessions.")
    if len(counts) > 1 or len(gaps) > 1:
        return Undetermined("Several numbers of sessions, or several intervals, are stated.")
    [count], [gap] = counts, gaps
    needed = (count.value - 1) * gap.value
    longest = max(terms, key=lambda term: term.days)
    evidence = tuple(dict.fromkeys((count.span, gap.span, longest.span)))
    if needed <= longest.days + 7:
        return Held(evidence)
    message = (
        f"{count.value} sessions at intervals of {_whole(gap.value)} days take {_whole(needed)} days,"
        f" but the coaching lasts {longest.words}."
    )
    return Violated((Problem(Shortfall.CONTRADICTED, message, evidence),))


def _stated(agreement: Agreement) -> Iterator[_Term]:
    """The lengths that statements about the coaching as a whole give it."""
    for statement in agreement.statements:
        words = agreement.quote(statement.span)
        if _ABOUT_TERM.search(words) is None:
            continue
        for quantity in agreement.quantities:
            period = period_of(quantity) if isinstance(quantity, Duration) else None
            if period is None or not within(quantity.span, statement.span) or period.days < _SHORTEST:
                continue
            head = agreement.quote(Span(statement.span.start, quantity.span.start))
            clause = re.split(r"[;,:]| and ", head)[-1]
            tail = re.split(r"[;,.]| and ", agreement.quote(Span(quantity.span.end, statement.span.end)))[0]
            if _IS_TERM.search(head) and not _OTHER_MATTER.search(clause + tail):
                yield _Term(period.days, str(period), statement.span)


def _between_dates(agreement: Agreement) -> Iterator[_Term]:
    """The days from one date to the next where the words between them say "to"."""
    dates = [quantity for quantity in agreement.quantities if isinstance(quantity, CalendarDate)]
    for first, last in pairwise(dates):
        start, end = _day(first), _day(last)
        between = agreement.quote(Span(first.span.end, last.span.start))
        if start is not None and end is not None and start < end and _FROM_TO.fullmatch(between):
            span = Span(first.span.start, last.span.end)
            yield _Term(Decimal((end - start).days), f"from {start} to {end}", span)


def _day(found: CalendarDate) -> date | None:
    if found.year is None or found.month is None or found.day is None:
        return None
    try:
        return date(found.year, found.month, found.day)
    except ValueError:  # a day that there is not: another rule says so
        return None


def _distinct(terms: Iterator[_Term] | list[_Term]) -> list[_Term]:
    first: dict[Decimal, _Term] = {}
    for term in terms:
        first.setdefault(term.days, term)
    return list(first.values())


def _one(figures: Iterator[Figure]) -> list[Figure]:
    first: dict[Decimal, Figure] = {}
    for figure in figures:
        first.setdefault(figure.value, figure)
    return list(first.values())


def _whole(number: Decimal) -> str:
    return f"{number:.0f}"


def _case(text: str, expected: str, why: str) -> Case:
    return Case(text, expected, why, Kind.TWO_PARTY)


_KINDS = frozenset({Kind.TWO_PARTY, Kind.SPONSORED, Kind.INTERNAL, Kind.MENTOR, Kind.GROUP})

DATES_FIT_THE_TERM = Rule(
    id=RuleId("dates-fit-the-term"),
    title="Dates go with the stated length",
    family="terms",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    demand=Demand.FORBID,
    kinds=_KINDS,
    passes_when="The days between first and last date are the stated length, give or take a tenth of it.",
    why="If the dates say four months and the words say six, either side can insist on the one that suits it.",
    advice="Correct the dates or the length, or leave one of them out.",
    model_clause="The coaching lasts {period}, from {start_date} to {end_date}.",
    authorities=(),
    cases=(
        _case("The coaching lasts six months, from 4 May 2026 to 3 November 2026.", "held", "six months"),
        _case("The engagement runs from 1 May 2026 to 31 July 2026. The programme lasts 3 months.", "held", "3 months"),
        _case("The coaching lasts six months, from 4 May 2026 to 1 August 2026.", "violated", "three months"),
        _case(
            "The engagement begins on 1 May 2026 and ends on 31 July 2026. The programme runs for one year.",
            "violated",
            "three months against a year",
        ),
        _case("The coaching lasts six months.", "not_applicable", "no dates"),
        _case(
            "The coaching runs from 4 May 2026 to 3 November 2026. Notes of the coaching are kept for two years.",
            "not_applicable",
            "two years are not its length",
        ),
    ),
    source="agreementlint_practice.term",
    check=check_dates,
)

SESSIONS_FIT_THE_TERM = Rule(
    id=RuleId("sessions-fit-the-term"),
    title="So many sessions fit into the time",
    family="terms",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    demand=Demand.FORBID,
    kinds=_KINDS,
    passes_when="The number of sessions at their interval fits between beginning and end.",
    why="Sessions that do not fit into the time are paid for and never held.",
    advice="Plan fewer sessions, shorter intervals or a longer time.",
    model_clause="There are {number} sessions, one every {interval}, within {period}.",
    authorities=(),
    cases=(
        _case("Six sessions take place, one every two weeks. The coaching lasts three months.", "held", "ten weeks"),
        _case(
            "There are twelve sessions, held monthly. The coaching runs from 4 May 2026 to 3 May 2027.",
            "held",
            "a year",
        ),
        _case(
            "There are twelve sessions, held monthly. The coaching lasts six months.",
            "violated",
            "eleven months needed",
        ),
        _case("Ten sessions take place every two weeks. The programme lasts 8 weeks.", "violated", "18 weeks needed"),
        _case("Six sessions take place, one every two weeks.", "not_applicable", "no time to compare"),
    ),
    source="agreementlint_practice.term",
    check=check_sessions,
)
