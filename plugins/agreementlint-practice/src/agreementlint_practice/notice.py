"""The rule that whoever ends the coaching at short notice knows what becomes of a session that is booked already."""

from __future__ import annotations

import re

from agreementlint.api import (
    Agreement,
    Case,
    Confidence,
    Demand,
    FactCheck,
    Facts,
    Held,
    Kind,
    NotApplicable,
    Problem,
    Rule,
    RuleId,
    Severity,
    Shortfall,
    Span,
    Verdict,
    Violated,
)
from agreementlint_practice.lengths import periods_of

_BOOKED = re.compile(
    r"\b(?:booked|arranged|scheduled|planned|remaining|outstanding|open|future|upcoming)\b[^.;]{0,30}\bsessions?\b"
    r"|\bsessions?\b[^.;]{0,60}\b(?:booked|arranged|scheduled|planned|not yet held|still to come)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:ends?|ended|ending|terminat\w+|notice|withdraw\w*|leav\w+)\b", re.IGNORECASE)


def judge(agreement: Agreement, facts: Facts) -> Verdict:
    """Compares the shortest notice of an end with the longest for a session; pure."""
    notice = list(periods_of(facts.of(agreement, "notice"), "period"))
    called_off = facts.of(agreement, "cancellation")
    cancelling = [*periods_of(called_off, "hours"), *periods_of(called_off, "period")]
    if not notice or not cancelling:
        return NotApplicable("The agreement does not state both a notice of its end and one for a session.")
    ending, end_words = min(notice, key=lambda each: each[0].days)
    moving, move_words = max(cancelling, key=lambda each: each[0].days)
    evidence = tuple(dict.fromkeys((end_words, move_words)))
    if ending.days >= moving.days:
        return Held(evidence)
    settled = _says_what_becomes_of_booked_sessions(agreement)
    if settled:
        return Held((*evidence, settled[0]))
    message = (
        f"The coaching can be ended with {ending} of notice, but a session is called off {moving} before;"
        " nothing says which counts for a session that is booked already."
    )
    return Violated((Problem(Shortfall.CONTRADICTED, message, evidence),))


def _says_what_becomes_of_booked_sessions(agreement: Agreement) -> list[Span]:
    words = ((statement.span, agreement.quote(statement.span)) for statement in agreement.statements)
    return [span for span, text in words if _BOOKED.search(text) and _ENDS.search(text)]


def _case(text: str, expected: str, why: str) -> Case:
    return Case(text, expected, why, Kind.TWO_PARTY)


_MOVED = "A session that is cancelled less than 48 hours before is charged in full."

NOTICE_FITS_CANCELLATION = Rule(
    id=RuleId("notice-fits-cancellation"),
    title="Notice of the end fits the terms for a missed session",
    family="terms",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    demand=Demand.FORBID,
    kinds=frozenset({Kind.TWO_PARTY, Kind.SPONSORED, Kind.MENTOR, Kind.GROUP}),
    passes_when="Notice of the end is no shorter than that for a session, or it is said what becomes of booked sessions.",
    why="Who ends the coaching the day before a session does not know whether that session has to be paid.",
    advice="Say whether a session that is booked when notice is given takes place, is charged, or falls away.",
    model_clause="If the coaching ends before a session that is booked, that session is {charged_or_not}.",
    authorities=(),
    cases=(
        _case(f"The client may end the coaching with two weeks' notice. {_MOVED}", "held", "two weeks are longer"),
        _case(
            f"The client may end the coaching with one day's notice. {_MOVED}"
            " When notice is given, sessions that are booked fall away without charge.",
            "held",
            "it is said what becomes of them",
        ),
        _case(f"The client may end the coaching with one day's notice. {_MOVED}", "violated", "one day against two"),
        _case("The client may end the coaching with one day's notice.", "not_applicable", "nothing to compare it with"),
    ),
    source="agreementlint_practice.notice",
    check=FactCheck({"notice": ("period",), "cancellation": ("hours", "period")}, judge),
)
