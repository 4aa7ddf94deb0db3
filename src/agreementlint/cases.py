"""Proves a rule on its own cases, for `rules test` and for the test suite alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import understand
from agreementlint.engine.factcheck import FactCheck
from agreementlint.lint import lint
from agreementlint.readers import read_document
from agreementlint.rule import Case, Rule
from agreementlint.ruleset import RuleSet
from agreementlint.standing import standing_negatives
from agreementlint.terms import Kind
from agreementlint.values import dataclass
from agreementlint.verdict import Crashed, Held, NotApplicable, OutcomeVerdict, Undetermined, Violated, name_of

NOT_HELD = "not held"  # what is expected of a standing negative


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case and what the rule said of it. A known gap passes whatever is said: it is named, not tested.

    A standing negative, made from a case that is held, passes whenever it is not held. `reasons` says what
    the rule went by: the words that it took for its clause, or why those that come near do not count.
    """

    rule: Rule
    case: Case
    said: str
    reasons: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return self.case.expected in ("gap", self.said) or (self.case.expected == NOT_HELD and self.said != "held")


def prove(rule: Rule, ruleset: RuleSet) -> tuple[CaseResult, ...]:
    """What a rule says of each of its cases and of what they are turned into, each read as a small document."""
    if isinstance(rule.check, FactCheck):
        rule = replace(rule, check=rule.check.with_forms(ruleset.facts))
    alone = RuleSet((rule,), ruleset.lexicon, ruleset.resemblance)
    results = []
    known = {case.text for case in rule.cases}  # one that the rule is known to get wrong is named among its gaps
    negatives = (
        replace(negative.case, text=negative.text, expected=NOT_HELD, why=f"{negative.sort} of a case that is held")
        for negative in standing_negatives(rule)
        if negative.text not in known
    )
    for case in (*rule.cases, *negatives):
        name = "case.md" if case.expected == NOT_HELD else _name_of(case.text)
        document = read_document(name, case.text.encode())
        report = lint(document, alone, case.kind, companions=document_beside(case, ruleset))
        if not report.outcomes:
            results.append(CaseResult(rule, case, "absent"))
            continue
        verdict = report.outcomes[0].verdict
        results.append(CaseResult(rule, case, name_of(verdict), tuple(_reasons(verdict, document.text))))
    return tuple(results)


def _reasons(verdict: OutcomeVerdict, text: str) -> Iterator[str]:
    """What a verdict goes by, each reason with the words that it is about."""
    match verdict:
        case Held(evidence):
            yield from (f"“{text[span.start : span.end]}” is taken for it" for span in evidence[:1])
        case Violated(problems):
            for problem in problems:
                yield from (f"“{text[span.start : span.end]}” counts against it" for span in problem.evidence[:1])
                yield from (
                    f"“{text[miss.span.start : miss.span.end]}” does not count: {miss.reason}"
                    for miss in problem.near_misses[:1]
                )
        case NotApplicable(reason) | Undetermined(reason):
            yield reason
        case Crashed(error):
            yield error
        case _:
            assert_never(verdict)


def _name_of(text: str) -> str:
    """A case that begins as a data-handling plan in YAML must is read as one."""
    return "case.yaml" if text.startswith("version: 1\n") else "case.txt"


def document_beside(case: Case, ruleset: RuleSet) -> tuple[Agreement, ...]:
    """The document that goes with a case's: a plan beside an agreement, an agreement beside a plan."""
    if not case.beside:
        return ()
    kind = Kind.TWO_PARTY if case.kind is Kind.DATA_PLAN else Kind.DATA_PLAN
    return (understand(read_document("beside.txt", case.beside.encode()), ruleset.lexicon, kind),)
