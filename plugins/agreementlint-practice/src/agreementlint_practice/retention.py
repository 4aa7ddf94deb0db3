"""The rule that records are kept as long as the law that the practice declares wants it, and no longer."""

from __future__ import annotations

from collections.abc import Iterator

from agreementlint.api import (
    Agreement,
    Authority,
    Case,
    Confidence,
    Demand,
    Fact,
    FactCheck,
    Facts,
    Held,
    Kind,
    Named,
    NotApplicable,
    Problem,
    Rule,
    RuleId,
    Severity,
    Shortfall,
    Verdict,
    Violated,
)
from agreementlint_practice.lengths import Period, periods_of
from agreementlint_practice.settings import Settings

_MONEY = "money-record"


def retention_rule(settings: Settings) -> Rule:
    """The rule for a practice that has declared at least one period."""

    def judge(agreement: Agreement, facts: Facts) -> Verdict:
        return _judged(settings, facts.of(agreement, "keeping"))

    return Rule(
        id=RuleId("retention-fits-the-law-declared"),
        title="Records are kept as long as the declared law wants, and no longer",
        family="records",
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        demand=Demand.FORBID,
        kinds=frozenset(Kind) - {Kind.OTHER},
        passes_when="The periods for records go with the limitation periods declared in the configuration.",
        why=(
            "Notes that are gone while a claim can still be made cannot speak for anybody; notes that are kept after"
            " that are a risk without a reason; and invoices have to be kept as long as tax law says."
        ),
        advice="Change the period, or say in the document why these records are kept shorter or longer.",
        model_clause="Coaching records are kept for {period} after {trigger_event} and then destroyed.",
        authorities=(Authority("GDPR", "Article 5(1)(e)", confirmed=True),),
        cases=_cases(settings),
        source="agreementlint_practice.retention",
        check=FactCheck({"keeping": ("period", "records")}, judge),
    )


def _judged(settings: Settings, keeping: tuple[Fact, ...]) -> Verdict:
    problems = tuple(problem for fact in keeping for problem in _problems(settings, fact))
    if problems:
        return Violated(problems)
    if not keeping:
        return NotApplicable("The document does not say how long its records are kept.")
    return Held(tuple(dict.fromkeys(fact.span for fact in keeping)))


def _problems(settings: Settings, fact: Fact) -> Iterator[Problem]:
    records = {value.concept for value in fact.of("records") if isinstance(value, Named)}
    for kept, words in periods_of((fact,), "period"):
        if _MONEY in records and settings.money_records is not None and kept.days < settings.money_records.days:
            wanted = f"the law that you declared wants {settings.money_records}"
            yield Problem(Shortfall.DEFECT, f"Invoices and the like are kept for {kept}, but {wanted}.", (words,))
        if records - {_MONEY} and settings.claims is not None and kept.days != settings.claims.days:
            than = "shorter" if kept.days < settings.claims.days else "longer"
            message = (
                f"The coach's records are kept for {kept}, which is {than} than the {settings.claims} in which"
                " you declared that a claim can be made."
            )
            yield Problem(Shortfall.DEFECT, message, (words,))


def _cases(settings: Settings) -> tuple[Case, ...]:
    """Cases for what was declared: a rule proves itself with the settings that it runs with."""
    rows: list[tuple[str, str, str]] = []
    if settings.claims is not None:
        longer = Period(settings.claims.amount + 1, settings.claims.unit)
        rows += [
            (f"Notes are kept for {settings.claims} after the last session.", "held", "as long as declared"),
            (f"Notes are kept for {longer} after the last session.", "violated", "longer than a claim can be made"),
        ]
    if settings.money_records is not None:
        longer = Period(settings.money_records.amount + 3, settings.money_records.unit)
        rows += [
            (f"Invoices are kept for {longer}.", "held", "longer than the law wants is no breach"),
            ("Invoices are kept for 1 week.", "violated", "shorter than the law wants"),
        ]
    return tuple(Case(text, expected, why, Kind.TWO_PARTY) for text, expected, why in rows)
