"""The rules of the practice plugin, proved on their cases, on our examples, and with settings of a practice."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import agreementlint_practice
import pytest
from agreementlint_practice import rules_for
from agreementlint_practice.fees import FEE_TOTAL_ADDS_UP
from agreementlint_practice.lengths import Period
from agreementlint_practice.notice import NOTICE_FITS_CANCELLATION
from agreementlint_practice.retention import retention_rule
from agreementlint_practice.settings import Settings
from agreementlint_practice.term import DATES_FIT_THE_TERM, SESSIONS_FIT_THE_TERM

from agreementlint.api import (
    BringsConfiguredRules,
    BringsRules,
    Held,
    Kind,
    NotApplicable,
    Rule,
    Undetermined,
    Unit,
    Violated,
    hookimpl,
)
from agreementlint.testing import CaseResult, prove_plugin, rules_of, verdict_on

PLUGIN: BringsRules = agreementlint_practice  # mypy: the module brings what a plugin brings
CONFIGURED: BringsConfiguredRules[Settings] = agreementlint_practice
RETENTION = "retention-fits-the-law-declared"
KEPT = "Notes are kept for two years after the last session."
DECLARED = Settings(claims=Period(Decimal(6), Unit.YEAR), money_records=Period(Decimal(7), Unit.YEAR))
README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


class WithSettings:
    """The plugin as it is where both periods are declared."""

    AGREEMENTLINT_API = "1.1"

    @hookimpl
    def agreementlint_rules(self) -> tuple[Rule, ...]:
        return (*agreementlint_practice.agreementlint_rules(), *rules_for(DECLARED))


@pytest.mark.parametrize("result", prove_plugin(WithSettings()), ids=lambda result: result.case.text[:60])
def test_a_rule_says_of_each_of_its_cases_what_it_must(result: CaseResult) -> None:
    assert result.passed, f"{result.rule.id} says {result.said}: {result.case.why}"


def test_without_a_declared_period_there_is_no_rule_on_retention() -> None:
    assert RETENTION not in {rule.id for rule in rules_of(PLUGIN)}
    assert RETENTION in {rule.id for rule in rules_for(Settings(claims=DECLARED.claims))}


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
    for rule in rules_of(WithSettings()):
        assert isinstance(verdict_on(rule, text, Kind.TWO_PARTY), NotApplicable)


def test_notice_that_settles_booked_sessions_is_held_with_those_words() -> None:
    [*_, settled] = [case for case in NOTICE_FITS_CANCELLATION.cases if case.expected == "held"]
    verdict = verdict_on(NOTICE_FITS_CANCELLATION, settled.text, Kind.TWO_PARTY)
    assert isinstance(verdict, Held)
    assert any("booked" in span.of(settled.text) for span in verdict.evidence)


def checked(folder: Path, configuration: str, *, then: str = "check") -> tuple[int, str]:
    """What a run says in a folder with this configuration; the plugin is found as an installed one is."""
    site = folder / "site" / "agreementlint_practice-1.0.dist-info"
    site.mkdir(parents=True, exist_ok=True)
    (site / "METADATA").write_text("Metadata-Version: 2.1\nName: agreementlint-practice\nVersion: 1.0\n", "utf-8")
    (site / "entry_points.txt").write_text("[agreementlint]\npractice = agreementlint_practice\n", "utf-8")
    (folder / "agreementlint.yaml").write_text(configuration, "utf-8")
    (folder / "agreement.md").write_text(f"# Coaching Agreement\n\n{KEPT}\n", "utf-8")
    command = {
        "check": ["check", "agreement.md", "--kind", "two_party", "--select", RETENTION],
        "show": ["config", "show"],
        "schema": ["schema", "config"],
    }
    found = [str(site.parent), *sys.path]
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from agreementlint.cli import main; sys.exit(main())", *command[then]],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, found)), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_what_the_readme_declares_is_what_records_are_held_against(tmp_path: Path) -> None:
    [shown] = re.findall(r"^```yaml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    status, said = checked(tmp_path, shown)
    assert (status, "which is shorter than the 6 years" in " ".join(said.split())) == (0, True), said
    status, said = checked(tmp_path, shown, then="show")
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert (status, "plugins.practice.claims 6 years agreementlint.yaml:3:5" in lines) == (0, True), said


def test_an_editor_is_told_what_may_be_declared(tmp_path: Path) -> None:
    status, said = checked(tmp_path, "", then="schema")
    table = json.loads(said)["properties"]["plugins"]["properties"]["practice"]
    assert (status, table["additionalProperties"]) == (0, False)
    assert {key: value["type"] for key, value in table["properties"].items()} == {
        "claims": "string", "money_records": "string"
    }  # fmt: skip


def test_the_configuration_shows_what_is_not_declared_as_well(tmp_path: Path) -> None:
    status, said = checked(tmp_path, "plugins: {practice: {claims: 6 years}}\n", then="show")
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert (status, "plugins.practice.money_records none default" in lines) == (0, True), said


@pytest.mark.parametrize(
    ("told", "place", "message"),
    [
        ("{claim: 6 years}", "2:14", "the plugin 'practice' has no setting 'claim'; did you mean 'claims'?"),
        ("{zzz: 6 years}", "2:14", "the plugin 'practice' has no setting 'zzz'; the keys are claims, money_records"),
        ("{claims: 6}", "2:14", "claims: input should be a valid string, not 6"),
        ("{claims: six years}", "2:14", "claims: a period such as \"6 years\" is wanted, not 'six years'"),
        ("5", "2:13", "practice: input should be a valid dictionary"),
    ],
)
def test_a_mistake_in_the_settings_is_an_error_at_its_place(
    tmp_path: Path, told: str, place: str, message: str
) -> None:
    status, said = checked(tmp_path, f"plugins:\n  practice: {told}\n")
    assert status == 2
    assert f"agreementlint.yaml:{place}: {message}" in said
