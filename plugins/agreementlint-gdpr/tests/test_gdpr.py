"""The rules of the GDPR plugin, proved on their cases, on our examples, and by the words that they show."""

from __future__ import annotations

import re
from pathlib import Path

import agreementlint_gdpr
import pytest
from agreementlint_gdpr.basis import BASIS_OF_EACH_RECORD
from agreementlint_gdpr.clocks import BREACH_WITHIN_72_HOURS
from agreementlint_gdpr.items import INFORMATION_OR_NOTICE, PROCESSING_ON_BEHALF
from agreementlint_gdpr.providers import SAFEGUARD_OF_EACH_TRANSFER

from agreementlint.api import BringsRuleFolders, BringsRules, Kind, NotApplicable, Rule, Violated
from agreementlint.cli import main
from agreementlint.testing import CaseResult, prove_plugin, rules_of, verdict_on

PLUGIN: BringsRules = agreementlint_gdpr  # mypy: the module brings what a plugin brings
WITH_WORDS: BringsRuleFolders = agreementlint_gdpr
PLAN = (Path(__file__).parents[3] / "examples" / "data-handling-plan.yaml").read_text("utf-8")
README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def messages(rule: Rule, text: str, kind: Kind = Kind.DATA_PLAN, name: str = "plan.yaml") -> list[str]:
    verdict = verdict_on(rule, text, kind, name=name, plugin=PLUGIN)
    return [problem.message for problem in verdict.problems] if isinstance(verdict, Violated) else []


@pytest.mark.parametrize(
    "result", prove_plugin(PLUGIN), ids=lambda result: f"{result.rule.id}-{result.case.text[-30:]}"
)
def test_a_rule_says_of_each_of_its_cases_what_it_must(result: CaseResult) -> None:
    assert result.passed, f"{result.rule.id} says {result.said}: {result.case.why}"


@pytest.mark.parametrize("rule", rules_of(PLUGIN), ids=lambda rule: rule.id)
def test_the_example_plan_has_no_finding(rule: Rule) -> None:
    if Kind.DATA_PLAN in rule.kinds:
        assert messages(rule, PLAN) == []


def test_a_plan_in_json_is_judged_like_one_in_yaml() -> None:
    plan = '{"version": 1, "controller": {"name": "A"}, "records": [{"name": "Notes"}, {"name": "Log", "basis": "consent"}]}'
    assert messages(BASIS_OF_EACH_RECORD, plan, name="plan.json") == ["No legal basis is given for “Notes”."]


def test_each_record_without_a_basis_is_named() -> None:
    plan = PLAN.replace("    basis: contract\n", "")
    assert messages(BASIS_OF_EACH_RECORD, plan) == [
        "No legal basis is given for “Session notes”.",
        "No legal basis is given for “Goal sheets and messages”.",
    ]


def test_a_provider_outside_of_europe_without_safeguard_is_named_with_its_country() -> None:
    plan = PLAN.replace("location: United Kingdom", "location: Texas")
    assert messages(SAFEGUARD_OF_EACH_TRANSFER, plan) == [
        "“Fernhill Portal Ltd” keeps data in “Texas”, and nothing is named that protects it there."
    ]


def test_the_time_of_a_breach_is_compared_as_a_length_of_time() -> None:
    plan = PLAN.replace("notify_authority: within 72 hours", "notify_authority: within four days")
    assert messages(BREACH_WITHIN_72_HOURS, plan) == [
        "The authority is told of a breach within 4 days, which is later than 72 hours."
    ]


def test_the_missing_items_of_a_processing_contract_are_listed() -> None:
    text = "The coach acts as a processor on instructions of the sponsor and keeps the data confidential and secure."
    assert messages(PROCESSING_ON_BEHALF, text, Kind.SPONSORED, "a.txt") == [
        "Data is processed on behalf of another, but there is nothing on: sub-processors, help with requests and breaches,"
        " deletion or return at the end, audit."
    ]


def test_the_readme_lists_the_rules_that_there_are() -> None:
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", README, re.MULTILINE)) == {rule.id for rule in rules_of(PLUGIN)}


def test_only_articles_whose_text_was_seen_are_cited_as_confirmed() -> None:
    seen = {f"Article {number}" for number in ("5(1)(e)", 6, 9, 13, 28, 30, 33, 34)}
    cited = {each.clause for rule in rules_of(PLUGIN) for each in rule.authorities if each.confirmed}
    assert cited <= seen
    assert all(rule.authorities for rule in rules_of(PLUGIN))


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        (
            "The coach complies with the GDPR.",
            "who is responsible, purposes and legal basis, recipients, how long it is",
        ),
        (
            "As the GDPR asks, the data is kept for two years.",
            "purposes and legal basis, recipients, rights, complaint.",
        ),
        ("Under the GDPR the coach is the controller. Nothing is passed on.", "purposes and legal basis, how long"),
        ("Under the GDPR there is no privacy notice.", "who is responsible"),
        ("The Data Protection Act 2018 applies.", "who is responsible"),
    ],
)
def test_what_people_are_not_told_is_named(text: str, absent: str) -> None:
    [message] = messages(INFORMATION_OR_NOTICE, text, Kind.TWO_PARTY, "a.md")
    assert absent in message


def test_a_law_of_another_country_is_not_the_gdpr() -> None:
    text = "The Digital Personal Data Protection Act, 2023 applies."
    assert isinstance(verdict_on(INFORMATION_OR_NOTICE, text, Kind.TWO_PARTY, plugin=PLUGIN), NotApplicable)


def test_the_words_of_the_plugin_have_no_mistake() -> None:
    [folder] = agreementlint_gdpr.agreementlint_rule_folders()
    assert main(["rules", "check", str(folder), "--strict"]) == 0
