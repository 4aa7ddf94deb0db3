"""To add a rule or a fact takes one file: done here in a copy of the rules, with nothing else touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from agreementlint.cases import prove
from agreementlint.packs import built_in_folder, load_rules, rule_files
from agreementlint.ruletypes.examine import type_errors
from agreementlint.ruletypes.reading import read_files

RULE = """title: Notes do not outlive their use
severity: info
kinds: [two_party]
subject: notes are kept longer than eight years
passes_when: No note is kept longer than eight years.
why: What is kept can be lost.
advice: Keep notes no longer than you need them.
model_clause: "{coach} keeps notes for {period}."
authorities: [{standard: Our own practice}]
check: {compares: {fact: retention, part: period, at_most: 8 years, absent: met}}
cases:
  held:
  - Notes are kept for two years after the last session.
  - The coach likes long walks.
  violated:
  - Notes are kept for ten years after the last session.
  - text: Notes are kept for two years after the last session. I delete your file twelve years after we finish.
    why: one of the two is too long
"""
FACT = """- fact: cooling-off
  means: how long a consumer may step back
  stated_by: [consumer-withdrawal-right]
  parts: {period: duration}
  needs: [period]
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AGREEMENTLINT_CACHE_DIR", str(tmp_path / "cache"))
    copy = tmp_path / "rules"
    shutil.copytree(built_in_folder(), copy)
    return copy


def test_a_rule_is_added_with_one_file(rules: Path) -> None:
    before = {rule.id for rule in load_rules().rules}
    (rules / "records" / "short-lived-notes.yaml").write_text(RULE, encoding="utf-8")
    ruleset = load_rules([rules])
    [new] = [rule for rule in ruleset.rules if rule.id not in before]
    assert (new.id, new.family) == ("short-lived-notes", "records")
    assert [result.case.text for result in prove(new, ruleset) if not result.passed] == []


def test_a_fact_is_added_with_one_file_and_rules_may_ask_for_it(rules: Path) -> None:
    (rules / "facts" / "withdrawal.yaml").write_text(FACT, encoding="utf-8")
    asking = RULE.replace("fact: retention", "fact: cooling-off")
    (rules / "terms" / "cooling-off-period.yaml").write_text(asking, encoding="utf-8")
    assert list(type_errors(read_files(rule_files([rules])), phrases=True)) == []
