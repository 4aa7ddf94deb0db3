"""Proves a rule on its own cases, for `rules test` and for the test suite alike."""

from __future__ import annotations

from dataclasses import dataclass

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import understand
from agreementlint.lint import lint
from agreementlint.readers import read_document
from agreementlint.rule import Case, Rule
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind
from agreementlint.verdict import name_of


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case and what the rule said of it. A known gap passes whatever is said: it is named, not tested."""

    rule: Rule
    case: Case
    said: str

    @property
    def passed(self) -> bool:
        return self.case.expected in ("gap", self.said)


def prove(rule: Rule, ruleset: RuleSet) -> tuple[CaseResult, ...]:
    """What a rule says of each of its cases, each read as a small document by itself."""
    alone = RuleSet((rule,), ruleset.lexicon, ruleset.resemblance)
    results = []
    for case in rule.cases:
        document = read_document("case.txt", case.text.encode())
        report = lint(document, alone, case.kind, companions=_beside(case, ruleset))
        said = name_of(report.outcomes[0].verdict) if report.outcomes else "absent"
        results.append(CaseResult(rule, case, said))
    return tuple(results)


def _beside(case: Case, ruleset: RuleSet) -> tuple[Agreement, ...]:
    """The document that goes with a case's: a plan beside an agreement, an agreement beside a plan."""
    if not case.beside:
        return ()
    kind = Kind.TWO_PARTY if case.kind is Kind.DATA_PLAN else Kind.DATA_PLAN
    return (understand(read_document("beside.txt", case.beside.encode()), ruleset.lexicon, kind),)
