"""What `rules check` warns of: words that tell nothing apart, and rules whose authority nobody has looked up or named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agreementlint.cli import main

LEXICON = "- concept: bringing-tea\n  phrases: [bring ... tea]\n- concept: everywhere\n  phrases: [the]\n"
RULE = """title: Tea is brought
severity: error
kinds: [two_party]
subject: who brings tea
passes_when: Says who brings tea.
why: It matters.
advice: Say it.
model_clause: The coach brings tea.
{authority}
check: {{states: {{act: {act}, with: [[{beside}]]}}}}
cases:
  held:
{held}
  violated:
{violated}
"""
CONFIRMED = "authorities: [{standard: Our terms, confirmed: true}]"
UNCONFIRMED = "authorities: [{standard: Our terms}]"
RESTS = "rests_on: Whoever has been without tea knows it."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine" / "lexicon").mkdir(parents=True)
    (tmp_path / "mine" / "tea").mkdir()
    (tmp_path / "mine" / "lexicon" / "tea.yaml").write_text(LEXICON, "utf-8")
    return tmp_path


def check(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    authority: str = CONFIRMED,
    act: str = "bringing-tea",
    beside: str = "coach",
    form: str = "console",
) -> tuple[int, str]:
    held, violated = (
        "\n".join(f"  - {words} {number}." for number in range(12))
        for words in ("The coach brings tea", "The client runs")
    )
    text = RULE.format(authority=authority, act=act, beside=beside, held=held, violated=violated)
    (folder / "mine" / "tea" / "tea-brought.yaml").write_text(text, "utf-8")
    status = main(["rules", "check", "mine", "--alone", "--strict", "--format", form])
    return status, capsys.readouterr().out


def test_our_own_rules_give_no_cause_for_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "check", "--strict"]) == 0
    assert ": 0 errors, 0 warnings\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("authority", "place", "message"),
    [
        ("authorities: []", "1:8", "no authority: say under 'authorities' which code or law is behind the rule"),
        (UNCONFIRMED, "2:11", "'error' is more than its evidence bears: no authority is confirmed."),
        (f"{CONFIRMED}\n{RESTS}", "10:1", "an authority is confirmed: take 'rests_on' out"),
    ],
)
def test_thin_authority_is_a_warning(
    folder: Path, capsys: pytest.CaptureFixture[str], authority: str, place: str, message: str
) -> None:
    status, said = check(folder, capsys, authority)
    assert status == 1
    assert f"tea-brought.yaml:{place}: warning: {message}" in said
    assert said.endswith("2 files: 0 errors, 1 warning\n")


@pytest.mark.parametrize("authority", [RESTS, f"{UNCONFIRMED}\n{RESTS}"])
def test_what_a_rule_says_it_rests_on_instead_is_counted_and_no_warning(
    folder: Path, capsys: pytest.CaptureFixture[str], authority: str
) -> None:
    counted = (
        "2 files: 0 errors, 0 warnings\n1 rule without a confirmed authority, as said in the file under 'rests_on'\n"
    )
    assert check(folder, capsys, authority) == (0, counted)
    status, said = check(folder, capsys, authority, form="json")
    whole = json.loads(said)
    assert (status, whole["warnings"], [each["severity"] for each in whole["remarks"]]) == (0, 0, ["info"])
    assert check(folder, capsys, authority, form="github")[1].startswith("::notice file=")


def test_explain_says_what_a_rule_rests_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(folder, capsys, f"{UNCONFIRMED}\n{RESTS}")
    assert main(["explain", "tea-brought", "--rules", "mine", "--no-config"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Our terms (citation not confirmed)" in said
    assert "No authority is confirmed. What it rests on: Whoever has been without tea knows it." in said


def test_a_concept_that_is_everywhere_is_a_warning_where_a_check_rests_on_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = check(folder, capsys, act="everywhere", beside="bringing-tea")
    assert status == 1
    assert "tea.yaml:3:12: warning: the concept 'everywhere' is in 100% of all cases" in said


def test_a_concept_that_only_narrows_what_another_found_may_be_everywhere(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(folder, capsys, act="bringing-tea", beside="everywhere") == (0, "2 files: 0 errors, 0 warnings\n")


def test_a_phrase_that_is_written_like_a_regular_expression_is_pointed_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mine" / "lexicon" / "tea.yaml").write_text(
        "- concept: bringing-tea\n  phrases: ['(bring|carry)? tea', bring ... tea, '(why|when) [not] ? tea']\n", "utf-8"
    )
    status, said = check(folder, capsys)
    assert (status, said.count("write [word] for what may be absent")) == (1, 1)
    assert "mine/lexicon/tea.yaml:2:13: warning" in said
