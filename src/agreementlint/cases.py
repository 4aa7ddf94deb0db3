"""Proves a rule on its own cases, for `rules test` and for the test suite alike."""

from __future__ import annotations

from dataclasses import dataclass

from agreementlint.lint import lint
from agreementlint.readers import read_document
from agreementlint.rule import Case, Rule
from agreementlint.ruleset import RuleSet
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
        report = lint(document, alone, case.kind)
        said = name_of(report.outcomes[0].verdict) if report.outcomes else "absent"
        results.append(CaseResult(rule, case, said))
    return tuple(results)
