"""The rules of the practice plugin, proved on their cases, on our examples, and with settings of a practice."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import agreementlint_practice
import pytest
from agreementlint_practice import practice_rules, read_settings
from agreementlint_practice.fees import FEE_TOTAL_ADDS_UP
from agreementlint_practice.lengths import Period
from agreementlint_practice.notice import NOTICE_FITS_CANCELLATION
from agreementlint_practice.retention import retention_rule
from agreementlint_practice.settings import FILE, Settings
from agreementlint_practice.term import DATES_FIT_THE_TERM, SESSIONS_FIT_THE_TERM

from agreementlint.api import BringsRules, Held, Kind, NotApplicable, Rule, Undetermined, Unit, Violated, hookimpl
from agreementlint.testing import CaseResult, prove_plugin, rules_of, verdict_on

PLUGIN: BringsRules = agreementlint_practice  # mypy: the module brings what a plugin brings
DECLARED = Settings(claims=Period(Decimal(6), Unit.YEAR), money_records=Period(Decimal(7), Unit.YEAR))
README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


class WithSettings:
    """The plugin as a program registers it that has settings of its own."""

    AGREEMENTLINT_API = "1.0"

    @hookimpl
    def agreementlint_rules(self) -> tuple[Rule, ...]:
        return practice_rules(DECLARED)


@pytest.mark.parametrize("result", prove_plugin(WithSettings()), ids=lambda result: result.case.text[:60])
def test_a_rule_says_of_each_of_its_cases_what_it_must(result: CaseResult) -> None:
    assert result.passed, f"{result.rule.id} says {result.said}: {result.case.why}"


def test_without_a_declared_period_there_is_no_rule_on_retention(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "retention-fits-the-law-declared" not in {rule.id for rule in rules_of(PLUGIN)}
    (tmp_path / FILE).write_text('[retention]\nclaims = "6 years"\n', "utf-8")
    assert "retention-fits-the-law-declared" in {rule.id for rule in rules_of(PLUGIN)}


def test_the_message_shows_the_sum_and_the_words() -> None:
    text = "There are six sessions. The fee is GBP 140 per session, GBP 900 in total."
    verdict = verdict_on(FEE_TOTAL_ADDS_UP, text, Kind.TWO_PARTY)
    assert isinstance(verdict, Violated)
    assert verdict.problems[0].message == "6 sessions at 140 each come to 840, but the total is given as 900."
    assert "".join(span.of(text) for span in verdict.problems[0].evidence) == text.replace(". ", ".")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (FEE_TOTAL_ADDS_UP, "There are six sessions. The fee is GBP 140 per session, GBP 1,008 in total with VAT."),
        (
            FEE_TOTAL_ADDS_UP,
            "There are six sessions, then ten sessions. The fee is GBP 140 per session, GBP 840 in total.",
        ),
        (
            DATES_FIT_THE_TERM,
            "The coaching lasts six months. The programme lasts one year. It runs from 4 May 2026 to 1 June 2026.",
        ),
        (
            SESSIONS_FIT_THE_TERM,
            "Six sessions take place every week, then six sessions every month. The coaching lasts one month.",
        ),
    ],
)
def test_what_may_have_another_reason_is_left_open(rule: Rule, text: str) -> None:
    assert isinstance(verdict_on(rule, text, Kind.TWO_PARTY), Undetermined)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Notes are kept for two years after the last session.",
            "The coach's records are kept for 2 years, which is shorter than the 6 years in which you declared",
        ),
        (
            "Invoices are kept for five years.",
            "Invoices and the like are kept for 5 years, but the law that you declared",
        ),
    ],
)
def test_a_period_that_does_not_go_with_the_declared_law_is_said_with_both_numbers(text: str, message: str) -> None:
    verdict = verdict_on(retention_rule(DECLARED), text, Kind.TWO_PARTY)
    assert isinstance(verdict, Violated)
    assert verdict.problems[0].message.startswith(message)


def test_the_same_facts_of_a_plan_in_yaml_are_judged_in_the_same_way() -> None:
    plan = (
        "version: 1\ncontroller: {name: Marit Hollis}\nrecords:\n- name: Session notes\n  retention: {period: 2 years,"
        " event: the last session}\n- name: Invoices\n  retention: {period: 8 years, event: the tax year}\n"
    )
    verdict = verdict_on(retention_rule(DECLARED), plan, Kind.DATA_PLAN, name="plan.yaml")
    assert isinstance(verdict, Violated)
    assert len(verdict.problems) == 1


def test_a_document_that_says_nothing_of_the_matter_is_left_alone() -> None:
    text = "The coach coaches the client."
    for rule in practice_rules(DECLARED):
        assert isinstance(verdict_on(rule, text, Kind.TWO_PARTY), NotApplicable)


def test_notice_that_settles_booked_sessions_is_held_with_those_words() -> None:
    [*_, settled] = [case for case in NOTICE_FITS_CANCELLATION.cases if case.expected == "held"]
    verdict = verdict_on(NOTICE_FITS_CANCELLATION, settled.text, Kind.TWO_PARTY)
    assert isinstance(verdict, Held)
    assert any("booked" in span.of(settled.text) for span in verdict.evidence)


def test_settings_are_read_from_the_file_of_the_readme(tmp_path: Path) -> None:
    [shown] = re.findall(r"^```toml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    (tmp_path / FILE).write_text(shown, "utf-8")
    assert read_settings(tmp_path / FILE) == DECLARED
    assert read_settings(tmp_path / "nothing.toml") == Settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[retention]\nclaim = '6 years'\n", "unknown key 'claim' in [retention]; did you mean 'claims'?"),
        ("[retention]\nzzz = '6 years'\n", "the keys: claims, money-records"),
        ("[retention]\nclaims = 6\n", 'claims must be a period such as "6 years", not 6'),
        ("[retention]\nclaims = 'six years'\n", "not 'six years'"),
        ("[records]\n", "one table [retention] is wanted, not records"),
        ("retention = 5\n", "one table [retention] is wanted, not a value"),
        ("[retention\n", "not TOML"),
    ],
)
def test_a_mistake_in_the_settings_is_an_error_that_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(ValueError, match="agreementlint-practice") as refused:
        agreementlint_practice.agreementlint_rules()
    assert message in str(refused.value)
