"""Documents of one engagement are checked as a set, and the report says which of them carries what."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from agreementlint.cli import main

EXAMPLES = Path(__file__).parents[1] / "examples"
AGREEMENT = """# Coaching agreement

between Ida Holm (the Coach) and Sam Reyes (the Client).

## Records

The Coach keeps session notes {years} years after the end of the coaching and then shreds them.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    shutil.copy(EXAMPLES / "weak-internal.md", tmp_path / "weak.md")
    shutil.copy(EXAMPLES / "good-two-party.md", tmp_path / "good.md")
    shutil.copy(EXAMPLES / "data-handling-plan.yaml", tmp_path / "plan.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def documents(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, dict[str, list[str]]]:
    """For each document its notes and the rules that it violates."""
    main(["check", *arguments, "--format", "json"])
    found = json.loads(capsys.readouterr().out)["documents"]
    return {
        each["path"]: {
            "notes": each["notes"],
            "violated": [outcome["rule"] for outcome in each["outcomes"] if outcome["verdict"] == "violated"],
        }
        for each in found
    }


def test_documents_that_the_configuration_puts_together_are_checked_together_even_if_one_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    together = documents(capsys, "good.md", "plan.yaml", "--together")
    (folder / "agreementlint.yaml").write_text("engagements:\n  Meridian: [good.md, plan.yaml]\n", "utf-8")
    assert documents(capsys, "good.md") == together
    assert documents(capsys, ".").keys() == {"good.md", "plan.yaml", "weak.md"}
    assert documents(capsys, "weak.md").keys() == {"weak.md"}


def test_front_matter_puts_documents_together(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, years in (("one.md", "three"), ("two.md", "seven")):
        text = AGREEMENT.format(years=years)
        (folder / name).write_text(f"---\nengagement: Meridian 2026\nkind: two_party\n---\n\n{text}", "utf-8")
    found = documents(capsys, ".")
    assert found["one.md"]["notes"] == [
        "It was checked together with two.md (a coaching agreement between a coach and a client)"
    ]
    assert found["good.md"]["notes"] == []


def test_front_matter_joins_an_engagement_of_the_configuration(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = AGREEMENT.format(years="three")
    (folder / "one.md").write_text(f"---\nengagement: meridian\n---\n\n{text}", "utf-8")
    (folder / "agreementlint.yaml").write_text("engagements:\n  Meridian: [good.md, plan.yaml]\n", "utf-8")
    notes = documents(capsys, ".")["one.md"]["notes"]
    assert "good.md (" in notes[0]
    assert "plan.yaml (a data-handling plan)" in notes[0]


def test_the_report_says_which_document_carries_what_is_missing_in_another(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "agreementlint.yaml").write_text("engagements:\n  Meridian: [good.md, weak.md]\n", "utf-8")
    found = documents(capsys, ".")["weak.md"]
    [carried] = [note for note in found["notes"] if note.startswith("Missing here, but stated in good.md: ")]
    names = carried.partition(": ")[2].split(", ")
    assert "limit-law-or-court" in names
    assert set(names) <= set(found["violated"])


def test_a_companion_that_cannot_be_read_makes_the_run_incomplete(folder: Path) -> None:
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no package")
    (folder / "agreementlint.yaml").write_text("engagements:\n  Meridian: [good.md, broken.docx]\n", "utf-8")
    assert main(["check", "good.md"]) == 3


def test_what_does_not_fit_is_refused_with_its_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text, place, advice in (
        ("engagements:\n  Meridian: [good.md, pln.yaml]\n", "2:23", "did you mean 'plan.yaml'?"),
        ("engagements:\n  Meridian: [good.md]\n", "2:13", "name the other one"),
    ):
        (folder / "agreementlint.yaml").write_text(text, "utf-8")
        assert main(["check", "good.md"]) == 2
        message = capsys.readouterr().err
        assert f"agreementlint.yaml:{place}: " in message
        assert advice in message


def test_too_many_documents_of_one_name_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(13):
        text = f"---\nengagement: Template\n---\n\n{AGREEMENT.format(years='three')}"
        (folder / f"copy-{number}.md").write_text(text, "utf-8")
    assert main(["check", "."]) == 2
    assert "Give each engagement a name of its own" in capsys.readouterr().err


def test_a_contradiction_between_documents_of_an_engagement_is_found_and_only_there(folder: Path) -> None:
    path = folder / "good.md"
    text = path.read_text("utf-8")
    assert "kept for two years after" in text
    path.write_text(text.replace("kept for two years after", "kept for six years after"), "utf-8")
    rule = ["--select", "agreement-plan-contradiction", "--fail-on", "warning", "--confidence", "low"]
    assert main(["check", ".", *rule]) == 0
    (folder / "agreementlint.yaml").write_text("engagements:\n  Meridian: [good.md, plan.yaml]\n", "utf-8")
    assert main(["check", ".", *rule]) == 1
    path.write_text(text, "utf-8")
    assert main(["check", ".", *rule]) == 0
