"""Where the frames of a rule and the second opinion disagree about a document, so that a person should decide; pure."""

from __future__ import annotations

from typing import Final

from agreementlint.document import PLAN_FORMATS
from agreementlint.engine.resemblance import Reading, Weights
from agreementlint.report import DocumentReport, Outcome
from agreementlint.rule import Demand
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Confidence, RuleId
from agreementlint.verdict import Held, Violated

# A clause whose words are less likely than this to be one, in a document of which nothing else reads like it: among
# those that are found in labelled documents a quarter, and of those that are wrongly found more than a half.
UNLIKELY: Final = 0.2
LIKELY: Final = 0.4  # above it words read like the clause, though a document must speak more clearly to hold by them


def disagreements(report: DocumentReport, ruleset: RuleSet) -> dict[RuleId, str]:
    """What is doubtful about verdicts of high confidence, by rule; in words for the marker."""
    if report.document.format in PLAN_FORMATS:
        return {}  # a value under a key has no words to be weighed
    reading = Reading(report.agreement)
    found = {}
    for outcome in report.outcomes:
        weights = ruleset.resemblance.weights.get(outcome.rule.id)
        if weights is None or outcome.confidence is not Confidence.HIGH or outcome.rule.demand is not Demand.REQUIRE:
            continue
        doubt = _doubt(outcome, weights, reading)
        if doubt:
            found[outcome.rule.id] = doubt
    return found


def _doubt(outcome: Outcome, weights: Weights, reading: Reading) -> str:
    match outcome.verdict:
        case Held(evidence):
            likelihoods = [likely for span in evidence if (likely := weights.likelihood_of(span, reading)) is not None]
            if likelihoods and max(likelihoods) < UNLIKELY and weights.opinion(reading).likelihood < LIKELY:
                return "The words have what is asked for, but do not read like such a clause."
        case Violated() if weights.opinion(reading).likelihood > LIKELY:
            return "Something in the text reads like such a clause, but has not what is asked for."
        case _:
            pass
    return ""
