"""Checks a document against rules: the second of the two pure functions in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import FactReader, understand
from agreementlint.document import Document
from agreementlint.engine.resemblance import Opinion, Reading, Resemblance, Weights, likelihood_of
from agreementlint.report import DocumentReport, Outcome
from agreementlint.rule import Demand, Rule
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Confidence, Kind, Shortfall
from agreementlint.verdict import Crashed, Held, NearMiss, OutcomeVerdict, Problem, Undetermined, Violated

LIKELY = 0.5  # above it a document counts as saying what its frames did not find
FAR = 0.01  # below it a near miss is not worth showing
UNLIKELY = 0.05  # below it what the frames found does not count
_SURENESS = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def lint(
    document: Document, ruleset: RuleSet, kind: Kind | None = None, facts: Sequence[FactReader] = ()
) -> DocumentReport:
    """Every rule's outcome for a document; `kind` overrides what it seems to be, `facts` read further ones. Pure."""
    agreement = understand(document, ruleset.lexicon, kind, facts)
    outcomes: tuple[Outcome, ...] = ()
    if agreement.kind is not Kind.OTHER:
        applying = [rule for rule in ruleset.rules if agreement.kind in rule.kinds]
        reading = Reading(agreement) if ruleset.resemblance.weights else None
        outcomes = tuple(_outcome(rule, agreement, ruleset.resemblance, reading) for rule in applying)
    return DocumentReport(document, agreement, agreement.kind, agreement.kind_evidence, agreement.language, outcomes)


def _outcome(rule: Rule, agreement: Agreement, resemblance: Resemblance, reading: Reading | None) -> Outcome:
    verdict = verdict_of(rule, agreement)
    confidence = rule.confidence
    if reading is not None and rule.demand is Demand.REQUIRE and isinstance(verdict, Held | Violated):
        opinion = resemblance.opinion(rule.id, reading, verdict.evidence if isinstance(verdict, Held) else ())
        if opinion is not None:
            revised = second_opinion(verdict, opinion)
            if revised is not verdict:
                verdict, confidence = revised, min(confidence, Confidence.MEDIUM, key=_SURENESS.index)
            if isinstance(verdict, Violated):
                verdict = _without_far_ones(verdict, resemblance.weights[rule.id], reading)
    return Outcome(rule, _unless_unread(verdict, agreement.document), confidence)


def _without_far_ones(verdict: Violated, weights: Weights, reading: Reading) -> Violated:
    """The verdict with only those near misses that read at least a little like what is asked for."""

    def is_near(miss: NearMiss) -> bool:
        likelihood = likelihood_of(weights, reading, miss.span)
        return likelihood is None or likelihood >= FAR

    return Violated(
        tuple(
            replace(problem, near_misses=tuple(miss for miss in problem.near_misses if is_near(miss)))
            for problem in verdict.problems
        )
    )


def _unless_unread(verdict: OutcomeVerdict, document: Document) -> OutcomeVerdict:
    """What was not read can make nothing missing."""
    if not document.unread or not isinstance(verdict, Violated):
        return verdict
    if any(problem.shortfall is Shortfall.DEFECT for problem in verdict.problems):
        return verdict
    gap = document.unread[0]
    return Undetermined(f"Not found, but {gap.part} could not be read ({gap.why}).")


def second_opinion(verdict: Held | Violated, opinion: Opinion) -> Held | Violated:
    """The verdict of the frames, or the other one where the words as a whole speak clearly against it."""
    if isinstance(verdict, Violated):
        denied = any(problem.shortfall is Shortfall.CONTRADICTED for problem in verdict.problems)
        return Held(opinion.evidence) if opinion.likelihood > LIKELY and not denied else verdict
    if opinion.likelihood >= UNLIKELY or not verdict.evidence:
        return verdict
    near = tuple(
        NearMiss(span, "it has the words, but does not read like a text that says so") for span in verdict.evidence
    )
    return Violated((Problem(Shortfall.MISSING, "The document has words for it, but does not say it.", (), near),))


def verdict_of(rule: Rule, agreement: Agreement) -> OutcomeVerdict:
    """What a rule by itself says of an agreement."""
    if agreement.language != "English":
        return Undetermined(f"The document is in {agreement.language}; only English is supported.")
    try:
        verdict = rule.check(agreement)
    except Exception as error:  # a rule may come from a plugin: whatever it raises is an outcome, not our end
        return Crashed(f"{type(error).__name__} in rule {rule.id}")
    return verdict
