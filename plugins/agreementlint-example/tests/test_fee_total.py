"""The rule of the example plugin, proved on its own cases and on what it must leave open."""

from __future__ import annotations

import pytest
from agreementlint_example import agreementlint_rules
from agreementlint_example.fee_total import FEE_TOTAL_ADDS_UP

from agreementlint.cases import CaseResult, prove
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind
from agreementlint.verdict import OutcomeVerdict, Undetermined, Violated

LEXICON = load_rules().lexicon


def verdict_on(text: str) -> OutcomeVerdict:
    ruleset = RuleSet((FEE_TOTAL_ADDS_UP,), LEXICON)
    return lint(read_document("case.txt", text.encode()), ruleset, Kind.TWO_PARTY).outcomes[0].verdict


@pytest.mark.parametrize("result", prove(FEE_TOTAL_ADDS_UP, load_rules()), ids=lambda result: result.case.text[:40])
def test_the_rule_says_of_each_of_its_cases_what_it_must(result: CaseResult) -> None:
    assert result.said == result.case.expected, result.case.why


def test_the_message_shows_the_sum_and_the_words() -> None:
    text = "There are six sessions. The fee is GBP 140 per session, GBP 900 in total."
    verdict = verdict_on(text)
    assert isinstance(verdict, Violated)
    assert verdict.problems[0].message == "6 sessions at 140 each come to 840, but the total is given as 900."
    assert "".join(span.of(text) for span in verdict.problems[0].evidence) == text.replace(". ", ".")


@pytest.mark.parametrize(
    "text",
    [
        "There are six sessions. The fee is GBP 140 per session, GBP 1,008 in total with VAT.",
        "There are six sessions, then ten sessions. The fee is GBP 140 per session, GBP 840 in total.",
    ],
)
def test_what_may_have_another_reason_is_left_open(text: str) -> None:
    assert isinstance(verdict_on(text), Undetermined)


def test_the_hook_brings_the_rule() -> None:
    assert agreementlint_rules() == (FEE_TOTAL_ADDS_UP,)
