"""The rule of the example plugin, proved on its own cases and on what it says."""

from __future__ import annotations

import agreementlint_example
import pytest
from agreementlint_example.session_length import SESSION_TOO_SHORT

from agreementlint.api import BringsRules, Kind, Violated
from agreementlint.testing import CaseResult, prove_plugin, verdict_on

PLUGIN: BringsRules = agreementlint_example  # mypy: the module brings what a plugin brings


@pytest.mark.parametrize("result", prove_plugin(PLUGIN), ids=lambda result: result.case.text)
def test_the_rule_says_of_each_of_its_cases_what_it_must(result: CaseResult) -> None:
    assert result.passed, result.case.why


def test_the_evidence_is_the_sentence_that_names_the_length() -> None:
    text = "The coach coaches the client. Each coaching session lasts ten minutes."
    verdict = verdict_on(SESSION_TOO_SHORT, text, Kind.TWO_PARTY)
    assert isinstance(verdict, Violated)
    assert [span.of(text) for span in verdict.problems[0].evidence] == ["Each coaching session lasts ten minutes."]
