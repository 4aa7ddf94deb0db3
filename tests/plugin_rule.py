"""The rule that a plugin brings in tests: it forbids nothing and is always held."""

from __future__ import annotations

from agreementlint.rule import Case, Demand, Rule
from agreementlint.terms import Confidence, Kind, RuleId, Severity
from agreementlint.verdict import Held

RULE = Rule(
    id=RuleId("from-a-plugin"),
    title="From a plugin",
    family="plugins",
    severity=Severity.INFO,
    confidence=Confidence.LOW,
    demand=Demand.FORBID,
    kinds=frozenset({Kind.TWO_PARTY}),
    passes_when="always",
    why="",
    advice="",
    model_clause="",
    authorities=(),
    cases=(Case("a", "held", "", Kind.TWO_PARTY), Case("b", "violated", "", Kind.TWO_PARTY)),
    source="",
    check=lambda agreement: Held(()),
)
