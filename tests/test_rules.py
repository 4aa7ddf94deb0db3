"""Every rule that comes with the package is proved by its own cases, and says what a coach needs to hear."""

from __future__ import annotations

import pytest

from agreementlint.cases import prove
from agreementlint.packs import load_rules
from agreementlint.rule import Rule

RULESET = load_rules()


@pytest.mark.parametrize("rule", RULESET.rules, ids=lambda rule: str(rule.id))
def test_a_rule_is_right_on_its_own_cases(rule: Rule) -> None:
    wrong = [
        f"expected {result.case.expected}, said {result.said}: {result.case.text!r}"
        for result in prove(rule, RULESET)
        if result.case.expected != "gap" and not result.passed
    ]
    assert wrong == []


@pytest.mark.parametrize("rule", RULESET.rules, ids=lambda rule: str(rule.id))
def test_a_rule_says_why_and_what_to_do(rule: Rule) -> None:
    for words in (rule.title, rule.why, rule.advice, rule.model_clause, rule.passes_when):
        assert len(words) > 8
        assert "TODO" not in words


@pytest.mark.parametrize("rule", RULESET.rules, ids=lambda rule: str(rule.id))
def test_a_rule_has_cases_on_both_sides(rule: Rule) -> None:
    expected = [case.expected for case in rule.cases]
    assert expected.count("held") >= 2
    assert expected.count("violated") >= 2
