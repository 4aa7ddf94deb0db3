"""Two versions of a document are compared by what they promise, with both wordings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agreementlint.cli import main
from agreementlint.comparison import Comparison, Course, compare
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind

RULES = load_rules()
ONLY = RuleSet(
    tuple(
        rule
        for rule in RULES.rules
        if rule.id
        in ("coach-confidentiality-duty", "retention-period", "vague-or-endless-retention", "recording-consent")
    ),
    RULES.lexicon,
    facts=RULES.facts,
)
SECRET = "The Coach keeps everything the Client says confidential."
RETENTION = "The Coach keeps session notes for two years after the last session and then destroys them."


def compared(old: str, new: str) -> Comparison:
    before, after = (lint(read_document("v.txt", text.encode()), ONLY, Kind.TWO_PARTY) for text in (old, new))
    return compare(before, after, ONLY.facts)


def courses(comparison: Comparison) -> dict[str, Course]:
    return {change.rule.id: change.course for change in comparison.changes}


def test_two_copies_have_no_changes() -> None:
    assert compared(SECRET, SECRET).changes == ()
    assert compared(RETENTION, RETENTION).terms == ()


def test_a_promise_that_is_gone_is_lost_and_one_that_came_in_is_new() -> None:
    found = courses(compared(SECRET, RETENTION))
    assert found["coach-confidentiality-duty"] is Course.LOST
    assert found["retention-period"] is Course.ADDED


def test_what_should_not_be_there_counts_as_lost_when_it_comes_in() -> None:
    found = courses(compared(SECRET, f"{SECRET} The Coach keeps session notes for as long as the Coach sees fit."))
    assert found["vague-or-endless-retention"] is Course.LOST


def test_what_does_not_apply_any_more_is_no_change() -> None:
    recorded = f"{SECRET} The Coach records the sessions on video."
    assert "recording-consent" not in courses(compared(recorded, SECRET))


def test_a_rule_that_begins_to_apply_and_is_not_satisfied_is_lost() -> None:
    found = courses(compared(SECRET, f"{SECRET} The Coach records the sessions on video."))
    assert found["recording-consent"] is Course.LOST


def test_another_period_is_shown_though_both_satisfy_the_rule() -> None:
    new = RETENTION.replace("two years", "seven years")
    comparison = compared(RETENTION, new)
    assert comparison.changes == ()
    [term] = comparison.terms
    assert [span.of(RETENTION) for span in term.old] == [RETENTION]
    assert [span.of(new) for span in term.new] == [new]


def test_the_same_period_in_other_words_is_no_change() -> None:
    assert compared(RETENTION, RETENTION.replace("two years", "24 months")).terms == ()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    head = "# Coaching agreement\n\nThis coaching agreement is between Ann Lee (the Coach) and Bo Ray (the Client).\n\n"
    for name, text in (("old.md", f"{SECRET} {RETENTION}"), ("new.md", RETENTION), ("cake.md", "Beat the eggs.")):
        Path(name).write_text(head * (name != "cake.md") + text, encoding="utf-8")
    return tmp_path


def test_both_wordings_are_shown_and_a_lost_error_ends_with_status_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "old.md", "new.md"]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "Lost (" in shown
    assert f"Before: “{SECRET}” (line 5, under “Coaching agreement”) Now: nothing says so." in shown
    assert main(["compare", "new.md", "old.md"]) == 0
    assert "New (" in capsys.readouterr().out


def test_json_has_a_line_for_each_change(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", "old.md", "new.md", "--format", "json"])
    out = json.loads(capsys.readouterr().out)
    change = next(each for each in out["changes"] if each["rule"] == "coach-confidentiality-duty")
    assert change["change"] == "lost"
    assert change["old"] == {"verdict": "held", "evidence": [SECRET]}
    assert change["new"]["verdict"] == "violated"
    assert out["old"] == {"path": "old.md", "kind": "two_party"}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["old.md", "cake.md"], 4, "cake.md is not a coaching agreement"),
        (["old.md", "none.md"], 2, "there is no file 'none.md'"),
        (["old.md", "."], 2, "is a folder"),
    ],
)
def test_what_cannot_be_compared_is_said(
    folder: Path, arguments: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *arguments]) == status
    assert said in capsys.readouterr().err


def test_what_was_not_read_makes_a_comparison_incomplete(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("deutsch.md").write_text(
        "# Coachingvertrag\n"
        + 3
        * "\nDer Coach behandelt alles vertraulich, was die Klientin in den Sitzungen erzählt, und gibt"
        " es an niemanden weiter. Die Notizen werden nach zwei Jahren vernichtet, und zwar von dem Coach selbst.\n",
        encoding="utf-8",
    )
    assert main(["compare", "old.md", "deutsch.md", "--kind", "two_party"]) == 3
    assert "deutsch.md is in German" in capsys.readouterr().err
