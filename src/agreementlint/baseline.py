"""A baseline: the findings that a repository had when it began, which are shown but fail no run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from agreementlint.fingerprint import Fingerprint, fingerprint
from agreementlint.report import DocumentReport, Outcome
from agreementlint.rule import Demand, Rule
from agreementlint.terms import Confidence, Kind, RuleId, Severity, Shortfall
from agreementlint.verdict import Held, NotApplicable, Problem, Violated
from agreementlint.waiver import Waiver

Debts = Mapping[Fingerprint, int]  # how many problems of a kind one document has had


def debts_of(document: DocumentReport, never: frozenset[RuleId] = frozenset()) -> Debts:
    """What stands in a baseline for a document: its problems that nobody waives, but for rules of `never`."""
    return Counter(
        fingerprint(document.agreement, outcome.rule.id, problem)
        for outcome in document.outcomes
        if isinstance(outcome.verdict, Violated) and outcome.waived is None and outcome.rule.family != "waivers"
        for problem in (outcome.verdict.problems if outcome.rule.id not in never else ())
    )


def with_baseline(
    document: DocumentReport, debts: Debts, place: str, never: frozenset[RuleId], *, stale_is: Severity
) -> DocumentReport:
    """The report with the findings that the baseline has, waived; and a finding of severity `stale_is` for each entry
    that is paid. Pure.

    An outcome counts as known if all of its problems are; `place` is the baseline's path, `never` are rules whose
    findings no baseline may have.
    """
    left = Counter(debts)
    now = debts_of(document, never)
    outcomes = []
    for outcome in document.outcomes:
        keys: Counter[Fingerprint] = Counter()
        if isinstance(outcome.verdict, Violated) and outcome.waived is None and outcome.rule.id not in never:
            keys.update(fingerprint(document.agreement, outcome.rule.id, each) for each in outcome.verdict.problems)
        if keys and keys <= left:
            known = Waiver(outcome.rule.id, "it was there when the baseline was written", "", "", place)
            outcomes.append(replace(outcome, waived=known))
        else:
            outcomes.append(outcome)
    # Where nothing could be told, nobody knows whether it is paid.
    told = {each.rule.id for each in document.outcomes if isinstance(each.verdict, Held | NotApplicable | Violated)}
    paid = {key: number for key, number in (left - Counter(now)).items() if key.rule in told}
    return replace(
        document, outcomes=(*outcomes, *(_paid(key, number, place, stale_is) for key, number in paid.items()))
    )


def pruned(debts: Debts, now: Debts) -> Debts:
    """Those of the debts that are still there."""
    return Counter(debts) & Counter(now)


def in_order(debts: Iterable[tuple[str, Fingerprint]]) -> list[tuple[str, Fingerprint]]:
    """By path, rule, section and words."""
    return sorted(debts, key=lambda each: (each[0], each[1].rule, each[1].section, each[1].words))


def _paid(key: Fingerprint, number: int, place: str, severity: Severity) -> Outcome:
    where = f" under “{key.section}”" if key.section else ""
    times = f", {number} times" if number > 1 else ""
    message = f"{place} has a finding of {key.rule!r}{where}{times} that is there no longer"
    verdict = Violated((Problem(Shortfall.DEFECT, message),))
    return Outcome(replace(STALE, severity=severity), verdict, Confidence.HIGH)


STALE = Rule(
    id=RuleId("baseline-stale"),
    title="The baseline has a finding that is there no longer",
    family="waivers",
    severity=Severity.INFO,
    confidence=Confidence.HIGH,
    demand=Demand.FORBID,
    kinds=frozenset(Kind) - {Kind.OTHER},
    passes_when="",
    why="What was put right may come back unseen as long as it stands in the baseline.",
    advice="Take it out: agreementlint baseline prune",
    model_clause="",
    authorities=(),
    cases=(),
    source="agreementlint",
    check=lambda _: Held(()),
)
