"""The rule that a session is long enough to be coaching."""

from __future__ import annotations

from decimal import Decimal

from agreementlint.api import (
    Agreement,
    Case,
    Confidence,
    Demand,
    Duration,
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
    Unit,
    Verdict,
    Violated,
)

SHORTEST = 20  # minutes
_MINUTES = {Unit.MINUTE: Decimal(1), Unit.HOUR: Decimal(60)}


def judge(agreement: Agreement, facts: Facts) -> Verdict:
    """Looks at every stated length of a session; pure."""
    stated = [
        (length, fact.span)
        for fact in facts.of(agreement, "session")
        for length in fact.of("length")
        if isinstance(length, Duration) and length.amount is not None
    ]
    if not stated:
        return NotApplicable("The agreement does not say how long a session is.")
    short = tuple(span for length, span in stated if (length.amount or 0) * _MINUTES[length.unit] < SHORTEST)
    if short:
        return Violated((Problem(Shortfall.DEFECT, f"A session is shorter than {SHORTEST} minutes.", short),))
    return Held(tuple(span for _, span in stated))


SESSION_TOO_SHORT = Rule(
    id=RuleId("session-too-short"),
    title="No session of a few minutes",
    family="terms",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    demand=Demand.FORBID,
    kinds=frozenset({Kind.TWO_PARTY, Kind.SPONSORED}),
    passes_when=f"No session is shorter than {SHORTEST} minutes.",
    why="A few minutes do not suffice for a goal, a question and an answer.",
    advice="Agree fewer and longer sessions.",
    model_clause="Each session lasts {minutes} minutes.",
    authorities=(),
    cases=(
        Case("Each coaching session lasts 60 minutes.", "held", "", Kind.TWO_PARTY),
        Case("Each coaching session lasts 10 minutes.", "violated", "too short", Kind.TWO_PARTY),
        Case("The coach keeps notes.", "not_applicable", "no length of a session", Kind.SPONSORED),
    ),
    source="agreementlint_example.session_length",
    check=FactCheck({"session": ("length",)}, judge),
)
