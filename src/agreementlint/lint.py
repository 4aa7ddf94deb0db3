"""Checks a document against rules: the second of the two pure functions in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agreementlint.agreement.model import Agreement, Statement
from agreementlint.agreement.understand import FactReader, understand
from agreementlint.document import PLAN_FORMATS, Document
from agreementlint.engine.checks import FactForm
from agreementlint.engine.evaluate import RequireCheck, asks_firmly, names_any, never_named, ruled_out
from agreementlint.engine.facts import read_facts
from agreementlint.engine.resemblance import Opinion, Reading, Resemblance, Weights
from agreementlint.report import DocumentReport, Outcome
from agreementlint.rule import Demand, Rule
from agreementlint.ruleset import RuleSet
from agreementlint.soundness import fault_of
from agreementlint.terms import SUPPORTED_LANGUAGES, Confidence, Kind, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Crashed, Held, NearMiss, NotApplicable, OutcomeVerdict, Undetermined, Violated

LIKELY = 0.4  # above it a clause by itself counts as saying what its frames did not find
MOST_LIKELY = 0.9  # the same in a document, which has many statements that may read alike by chance
# At least this where nothing showed that the rule concerns the text: who says how recordings are handled does record.
UNASKED = 0.7
_CLAUSE = 2  # statements of a text that is hardly more than one clause
_SAID = (Shortfall.CONTRADICTED, Shortfall.DEFECT)  # words that are there, whatever else may be
FAR = 0.03  # below it a near miss is not worth showing
SHOWN = 6  # pieces of evidence for a rule that holds


def lint(
    document: Document,
    ruleset: RuleSet,
    kind: Kind | None = None,
    facts: Sequence[FactReader] = (),
    companions: Sequence[Agreement] = (),
) -> DocumentReport:
    """Every rule's outcome for a document. Pure.

    `kind` overrides what it seems to be, `facts` read further quantities, `companions` are the
    documents that go with it.
    """
    if kind is not None and document.stated_kind not in (None, kind):
        note = f"The document says of itself that it is {document.stated_kind}; it was checked as {kind}, as you said."
        document = replace(document, notes=(*document.notes, note))
    agreement = replace(understand(document, ruleset.lexicon, kind, facts), companions=tuple(companions))
    outcomes: tuple[Outcome, ...] = ()
    if agreement.kind is not Kind.OTHER:
        applying = [rule for rule in ruleset.rules if agreement.kind in rule.kinds]
        reading = Reading(agreement)
        outcomes = tuple(_outcome(rule, agreement, ruleset.resemblance, reading) for rule in applying)
    return DocumentReport(document, agreement, agreement.kind, agreement.kind_evidence, agreement.language, outcomes)


def with_facts(report: DocumentReport, forms: Sequence[FactForm]) -> DocumentReport:
    """The report with what the document promises; of each form only what a reader of facts needs to know. Pure."""
    slight = {form.name: replace(form, checks=()) for form in forms}
    facts = (fact for form in forms for fact in read_facts(form, report.agreement))
    return replace(report, facts=tuple(replace(fact, form=slight[fact.form.name]) for fact in facts))


def _outcome(rule: Rule, agreement: Agreement, resemblance: Resemblance, reading: Reading) -> Outcome:
    verdict = verdict_of(rule, agreement)
    prose = agreement.document.format not in PLAN_FORMATS  # a value by itself has no words to be weighed
    weights = resemblance.weights.get(rule.id) if rule.demand is Demand.REQUIRE and prose else None
    if isinstance(verdict, Held) and verdict.evidence:
        verdict = Held(_clearest_first(verdict.evidence, weights, rule, reading)[:SHOWN])
    elif weights is not None and isinstance(verdict, Violated | NotApplicable):
        opinion = weights.opinion(reading)
        if overrules(opinion, verdict, len(agreement.statements)) and not _is_barred(opinion, rule, reading):
            return Outcome(rule, Held(opinion.evidence), rule.confidence.at_most(Confidence.MEDIUM))
        if isinstance(verdict, Violated):
            verdict = _without_far_ones(verdict, weights, reading)
    verdict = _unless_unread(verdict, rule.demand, agreement.document)
    return Outcome(rule, verdict, rule.confidence.at_most(_surest(verdict)))


def _surest(verdict: OutcomeVerdict) -> Confidence:
    """A violation is as sure as the surest of its problems."""
    if not isinstance(verdict, Violated):
        return Confidence.HIGH
    sureness = {problem.confidence for problem in verdict.problems}
    return next((each for each in Confidence if each in sureness), Confidence.HIGH)


def needed_likelihood(statements: int) -> float:
    """How likely it must be in a text of so many statements that one of them says what its frames did not find.

    The odds that are asked for grow with the statements, since the likeliest of many is likely by chance alone.
    """
    odds = LIKELY / (1 - LIKELY) * max(statements / _CLAUSE, 1)
    return min(odds / (1 + odds), MOST_LIKELY)


def overrules(opinion: Opinion, verdict: Violated | NotApplicable, statements: int) -> bool:
    """Whether a text of so many statements speaks so clearly for a rule that its frames were too narrow.

    A denial stands, and words that bind another party, are about another thing or do what should be ruled out speak
    for nothing.
    """
    needed = needed_likelihood(statements)
    if isinstance(verdict, NotApplicable):
        return opinion.likelihood > max(needed, UNASKED)
    if opinion.likelihood <= needed or any(p.shortfall is Shortfall.CONTRADICTED for p in verdict.problems):
        return False
    misses = (miss for problem in verdict.problems for miss in problem.near_misses)
    refused = {miss.span for miss in misses if miss.wrong_party or miss.off_subject or miss.other_way}
    return not opinion.evidence or not refused.issuperset(opinion.evidence)


def _is_barred(opinion: Opinion, rule: Rule, reading: Reading) -> bool:
    """Whether words that speak for a rule name what none of its frames allows, or only wish what is to be firm."""
    if not isinstance(rule.check, RequireCheck) or not opinion.evidence:
        return False
    barred = never_named(rule.check.check)
    if rule.check.trigger is not None:
        barred |= never_named(rule.check.trigger) | ruled_out(rule.check.trigger)
    places = [reading.index_of(span) for span in opinion.evidence]
    statements = [reading.agreement.statements[place] for place in places if place is not None]
    if asks_firmly(rule.check.check) and any(_only_wishes(statement, reading.agreement) for statement in statements):
        return True
    if any(reading.agreement.stances.is_disowned(statement.unit) for statement in statements):
        return True
    return any(names_any(barred, statement, reading.agreement) for statement in statements)


def _only_wishes(statement: Statement, agreement: Agreement) -> bool:
    """Whether a good part of a statement says what would be well and not what is so."""
    unit = agreement.stances.tokens_of(statement.unit)
    return 3 * (agreement.stances.wished & unit).bit_count() >= unit.bit_count()


def _clearest_first(found: tuple[Span, ...], weights: Weights | None, rule: Rule, reading: Reading) -> tuple[Span, ...]:
    """The words first that read most like what is asked for; where none do, the likeliest of the document join them.

    Frames look for what must be there, and in a long document they may find it in words that say it only by the way.
    """
    if weights is None:
        return found
    clearness = {span: weights.likelihood_of(span, reading) or 0.0 for span in found}
    clearest: tuple[Span, ...] = ()
    if max(clearness.values()) <= LIKELY:
        opinion = weights.opinion(reading)
        if opinion.likelihood > LIKELY and not _is_barred(opinion, rule, reading):
            clearest = opinion.evidence
    rest = sorted((span for span in clearness if span not in clearest), key=clearness.__getitem__, reverse=True)
    return (*clearest, *rest)


def _without_far_ones(verdict: Violated, weights: Weights, reading: Reading) -> Violated:
    """The verdict with only those near misses that read at least a little like what is asked for."""

    def is_near(miss: NearMiss) -> bool:
        likelihood = weights.likelihood_of(miss.span, reading)
        return likelihood is None or likelihood >= FAR

    return Violated(
        tuple(
            replace(problem, near_misses=tuple(miss for miss in problem.near_misses if is_near(miss)))
            for problem in verdict.problems
        )
    )


def _unless_unread(verdict: OutcomeVerdict, demand: Demand, document: Document) -> OutcomeVerdict:
    """What was not read can make nothing missing, and nothing free of what it may hold."""
    gap = next((gap for gap in document.unread if gap.may_hold_terms), None)
    if gap is None:
        return verdict
    unread = f"{gap.part} could not be read ({gap.why})."
    if isinstance(verdict, Held) and demand is Demand.FORBID:
        return Undetermined(f"None was found, but {unread}")
    if not isinstance(verdict, Violated) or any(problem.shortfall in _SAID for problem in verdict.problems):
        return verdict
    missing = all(problem.shortfall is Shortfall.MISSING for problem in verdict.problems)
    return Undetermined(f"{'Not found' if missing else 'Only a part of it was found'}, but {unread}")


def verdict_of(rule: Rule, agreement: Agreement) -> OutcomeVerdict:
    """What a rule by itself says of an agreement."""
    if agreement.language not in SUPPORTED_LANGUAGES:
        return Undetermined(f"The document is in {agreement.language}; only English is supported.")
    try:
        verdict = rule.check(agreement)
    except (Exception, SystemExit) as error:  # a rule may come from a plugin: it cannot be what ends the run
        return Crashed(f"{type(error).__name__} in rule {rule.id}")
    fault = fault_of(verdict, len(agreement.document.text))
    return Crashed(f"{fault} in rule {rule.id}") if fault else verdict
