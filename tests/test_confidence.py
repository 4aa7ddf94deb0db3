"""Severity and confidence are two things: a rule may be grave and what it found doubtful."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from agreementlint.conclusion import ExitStatus, Gate, conclude
from agreementlint.language.lexicon import Lexicon
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.report import Report
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.to_console import to_console
from agreementlint.reporters.to_json import to_json
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Confidence, Kind, Severity, Shortfall
from agreementlint.verdict import Problem, Violated


def report_saying(*sureness: Confidence, of_rule: Confidence = Confidence.HIGH) -> Report:
    def check(_: object) -> Violated:
        return Violated(tuple(Problem(Shortfall.DEFECT, f"A {each} one", confidence=each) for each in sureness))

    grave = next(rule for rule in load_rules().rules if rule.severity is Severity.ERROR)
    rule = replace(grave, check=check, confidence=of_rule, kinds=frozenset({Kind.TWO_PARTY}))
    document = read_document("one.md", b"The coach and the client agree.")
    return Report((lint(document, RuleSet((rule,), Lexicon({}, {})), Kind.TWO_PARTY),))


@pytest.mark.parametrize(
    ("sureness", "of_rule", "expected"),
    [
        ((Confidence.HIGH,), Confidence.HIGH, Confidence.HIGH),
        ((Confidence.LOW, Confidence.MEDIUM), Confidence.HIGH, Confidence.MEDIUM),
        ((Confidence.LOW, Confidence.HIGH), Confidence.HIGH, Confidence.HIGH),
        ((Confidence.HIGH,), Confidence.LOW, Confidence.LOW),
        ((), Confidence.MEDIUM, Confidence.MEDIUM),
    ],
)
def test_an_outcome_is_as_sure_as_its_surest_problem_and_never_surer_than_its_rule(
    sureness: tuple[Confidence, ...], of_rule: Confidence, expected: Confidence
) -> None:
    [document] = report_saying(*sureness, of_rule=of_rule).documents
    assert [outcome.confidence for outcome in document.outcomes] == [expected]


@pytest.mark.parametrize(("sureness", "status"), [(Confidence.HIGH, 1), (Confidence.MEDIUM, 0), (Confidence.LOW, 0)])
def test_a_doubtful_error_does_not_break_a_build(sureness: Confidence, status: int) -> None:
    assert conclude(report_saying(sureness), Gate(), strict=False).status == ExitStatus(status)


def test_json_says_how_sure_each_problem_is() -> None:
    report = report_saying(Confidence.LOW, Confidence.MEDIUM)
    said = json.loads(to_json(report, conclude(report, Gate(), strict=False), Presentation()))
    [outcome] = said["documents"][0]["outcomes"]
    assert outcome["confidence"] == "medium"
    assert [problem["confidence"] for problem in outcome["problems"]] == ["low", "medium"]


def test_the_console_marks_a_problem_that_is_less_sure_than_the_finding() -> None:
    report = report_saying(Confidence.LOW, Confidence.HIGH)
    said = to_console(report, conclude(report, Gate(), strict=False), Presentation())
    assert "A low one. (not sure; please check)" in said
    assert "A high one.\n" in said
