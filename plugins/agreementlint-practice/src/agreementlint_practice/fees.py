"""The rule that the number of sessions, the price of one and the price of all agree."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from agreementlint.api import (
    Agreement,
    Case,
    Confidence,
    Demand,
    Held,
    Kind,
    Money,
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
from agreementlint_practice.counts import session_counts

_FOR_ONE_AFTER = re.compile(r"\W*(?:each\b|(?:per|a|for each|for every) (?:[a-z-]+ )?session\b)", re.IGNORECASE)
_FOR_ONE_BEFORE = re.compile(r"\b(?:each|per|every) (?:[a-z-]+ )?session\b[^.;]{0,20}$", re.IGNORECASE)
_FOR_ALL_AFTER = re.compile(r"\W*(?:in total|altogether|in all)\b", re.IGNORECASE)
_FOR_ALL_BEFORE = re.compile(r"\btotal\b[^.;]{0,30}$", re.IGNORECASE)
_OTHER_SUMS = re.compile(r"\b(?:vat|tax|taxes|discount|deposit|expenses|travel)\b", re.IGNORECASE)
_REACH = 40


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number and the words that state it."""

    value: Decimal
    span: Span


def check(agreement: Agreement) -> Verdict:
    """Compares the three figures where each is stated once; pure."""
    counts, prices, totals = (
        _distinct(figures)
        for figures in (
            (_Figure(each.value, each.span) for each in session_counts(agreement)),
            _prices(agreement, for_all=False),
            _prices(agreement, for_all=True),
        )
    )
    if not counts or not prices or not totals:
        return NotApplicable("The agreement does not state all of: number of sessions, price of one, price of all.")
    if len(counts) > 1 or len(prices) > 1 or len(totals) > 1:
        return Undetermined("Several numbers of sessions or several prices are stated.")
    count, price, total = counts[0], prices[0], totals[0]
    evidence = tuple(dict.fromkeys(_sentence_around(agreement, each.span) for each in (count, price, total)))
    if any(_OTHER_SUMS.search(agreement.quote(span)) for span in evidence):
        return Undetermined("Tax, a discount or expenses stand beside the price, so the sum may differ.")
    due = count.value * price.value
    if due == total.value:
        return Held(evidence)
    message = f"{count.value} sessions at {price.value} each come to {due}, but the total is given as {total.value}."
    return Violated((Problem(Shortfall.CONTRADICTED, message, evidence),))


def _prices(agreement: Agreement, *, for_all: bool) -> Iterator[_Figure]:
    before, after = (_FOR_ALL_BEFORE, _FOR_ALL_AFTER) if for_all else (_FOR_ONE_BEFORE, _FOR_ONE_AFTER)
    for money in agreement.quantities:
        if isinstance(money, Money) and money.amount is not None:
            sentence = _sentence_around(agreement, money.span)
            head = Span(max(sentence.start, money.span.start - _REACH), money.span.start)
            tail = Span(money.span.end, min(sentence.end, money.span.end + _REACH))
            if after.match(agreement.quote(tail)) or (
                before.search(agreement.quote(head)) and not _claimed(agreement.quote(tail))
            ):
                yield _Figure(money.amount, money.span)


def _claimed(tail: str) -> bool:
    """Whether the words behind a price say themselves what it is for."""
    return bool(_FOR_ONE_AFTER.match(tail) or _FOR_ALL_AFTER.match(tail))


def _distinct(figures: Iterator[_Figure]) -> list[_Figure]:
    first: dict[Decimal, _Figure] = {}
    for figure in figures:
        first.setdefault(figure.value, figure)
    return list(first.values())


def _sentence_around(agreement: Agreement, span: Span) -> Span:
    """The statement that a span stands in, or the span itself where that is no statement (a heading)."""
    index = bisect_right(agreement.statements, span.start, key=lambda statement: statement.span.start) - 1
    sentence = agreement.statements[index].span if index >= 0 else span
    return sentence if span.start < sentence.end else span


def _case(text: str, expected: str, why: str) -> Case:
    return Case(text, expected, why, Kind.TWO_PARTY)


FEE_TOTAL_ADDS_UP = Rule(
    id=RuleId("fee-total-adds-up"),
    title="The total fee is what the sessions come to",
    family="terms",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    demand=Demand.FORBID,
    kinds=frozenset({Kind.TWO_PARTY, Kind.SPONSORED, Kind.MENTOR, Kind.GROUP}),
    passes_when="The number of sessions times the price of one is the price of all, where all three are stated.",
    why="Two figures that do not agree are the commonest cause of a quarrel about an invoice.",
    advice="Work out the total again, or say what makes up the difference.",
    model_clause="{number} sessions at {price} each, {total} in total.",
    authorities=(),
    cases=(
        _case("There are six sessions. The fee is GBP 140 per session, GBP 840 in total.", "held", "6 × 140 = 840"),
        _case(
            "The programme has 10 coaching sessions at $200 each. The total fee is $2,000.", "held", "10 × 200 = 2000"
        ),
        _case("There are six sessions. The fee is GBP 140 per session, GBP 900 in total.", "violated", "6 × 140 = 840"),
        _case("The coach offers 8 sessions at EUR 90 each. The total fee is EUR 640.", "violated", "8 × 90 = 720"),
        _case("There are six sessions. The fee is GBP 140 per session.", "not_applicable", "no total to compare"),
    ),
    source="agreementlint_practice.fees",
    check=check,
)
