"""Baselines: known findings fail no run, new ones do, and what was put right is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from agreementlint.cli import main

EXAMPLES = Path(__file__).parents[1] / "examples"
FILE = "agreementlint-baseline.json"
CHECK = ["check", "weak.md", "--baseline", FILE]
BLANK = "\n\n## Meetings\n\nThe coach will meet the client at [insert place].\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    shutil.copy(EXAMPLES / "weak-internal.md", tmp_path / "weak.md")
    shutil.copy(EXAMPLES / "good-two-party.md", tmp_path / "good.md")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def entries(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((folder / FILE).read_text("utf-8"))["findings"]
    return found


def test_known_findings_fail_no_run_and_a_new_one_does(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "weak.md"]) == 1
    assert main(["baseline", "write", "."]) == 0
    capsys.readouterr()
    assert main([*CHECK, "--fail-on-stale"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "it was there when the baseline was written (agreementlint-baseline.json)" in said
    assert main([*CHECK, "--fail-on", "info", "--confidence", "low"]) == 0
    path = folder / "weak.md"
    path.write_text(path.read_text("utf-8") + BLANK, "utf-8")
    assert main(CHECK) == 1


def test_a_baseline_names_no_line_and_survives_edits_elsewhere(folder: Path) -> None:
    path = folder / "weak.md"
    path.write_text(path.read_text("utf-8") + BLANK, "utf-8")
    assert main(["baseline", "write", "."]) == 0
    assert {key for each in entries(folder) for key in each} == {"path", "rule", "section", "words", "count"}
    first, _, rest = path.read_text("utf-8").partition("\n")
    path.write_text(f"{first}\n\nThe parties have met before.\n{rest}", "utf-8")
    assert main(CHECK) == 0
    rewrite(path, "[insert place]", "[insert the address]")
    assert main(CHECK) == 1


def test_what_was_put_right_is_told_fails_on_request_and_is_pruned(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "weak.md"
    path.write_text(path.read_text("utf-8") + BLANK, "utf-8")
    assert main(["baseline", "write", "."]) == 0
    before = entries(folder)
    rewrite(path, "[insert place]", "the office")
    capsys.readouterr()
    assert main(CHECK) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "a finding of 'unfilled-placeholder' under" in said
    assert "there no longer" in said
    assert main([*CHECK, "--fail-on-stale"]) == 1
    assert main(["baseline", "prune", "."]) == 0
    after = entries(folder)
    assert [each for each in before if each not in after] == [
        each for each in before if each["rule"] == "unfilled-placeholder"
    ]
    assert main([*CHECK, "--fail-on-stale"]) == 0


def test_pruning_adds_nothing_and_updating_does(folder: Path) -> None:
    assert main(["baseline", "write", "."]) == 0
    path = folder / "weak.md"
    path.write_text(path.read_text("utf-8") + BLANK, "utf-8")
    assert main(["baseline", "prune", "."]) == 0
    assert main(CHECK) == 1
    assert main(["baseline", "update", "."]) == 0
    assert main(CHECK) == 0


def test_files_that_are_not_in_a_run_keep_their_entries_and_those_that_are_gone_do_not(folder: Path) -> None:
    shutil.copy(folder / "weak.md", folder / "other.md")
    assert main(["baseline", "write", "."]) == 0
    assert main(["baseline", "update", "weak.md"]) == 0
    assert {each["path"] for each in entries(folder)} >= {"weak.md", "other.md"}
    (folder / "other.md").unlink()
    assert main(["baseline", "prune", "weak.md"]) == 0
    assert "other.md" not in {each["path"] for each in entries(folder)}


def test_a_baseline_is_the_same_from_wherever_it_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "agreementlint.yaml").write_text(f"baseline: {FILE}\n", "utf-8")
    assert main(["baseline", "write", "."]) == 0
    here = (folder / FILE).read_bytes()
    (folder / FILE).unlink()
    (folder / "drafts").mkdir()
    monkeypatch.chdir(folder / "drafts")
    assert main(["baseline", "write", ".."]) == 0
    assert (folder / FILE).read_bytes() == here
    assert main(["check", ".."]) == 0


def test_nothing_is_written_when_something_could_not_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no package")
    assert main(["baseline", "write", "."]) == 3
    assert "the baseline was not written" in capsys.readouterr().err
    assert not (folder / FILE).exists()


def test_a_mandatory_finding_cannot_be_parked(folder: Path) -> None:
    (folder / "agreementlint.yaml").write_text("mandatory: [limit-law-or-court]\n", "utf-8")
    assert main(["baseline", "write", "."]) == 0
    assert "limit-law-or-court" not in {each["rule"] for each in entries(folder)}
    assert main(CHECK) == 1
    entry = {"path": "weak.md", "rule": "limit-law-or-court"}
    (folder / FILE).write_text(json.dumps({"version": 1, "findings": [entry]}), "utf-8")
    assert main([*CHECK, "--select", "limit-law-or-court"]) == 1


@pytest.mark.parametrize(
    ("text", "place", "advice"),
    [
        ('{"version": 2, "findings": []}', "1:13", "write it anew: agreementlint baseline write"),
        ('{"version": 1}', "1:1", "write it anew"),
        ('{"version": 1, "findngs": []}', "1:16", "did you mean 'findings'?"),
        ('{"version": 1, "findings": [\n{"path": "a"', "3:1", "look for a bracket"),
        ("[]", "1:1", "write it anew"),
    ],
)
def test_what_is_no_baseline_stops_the_run_with_its_place_and_advice(
    text: str, place: str, advice: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / FILE).write_text(text, "utf-8")
    assert main(CHECK) == 2
    message = capsys.readouterr().err
    assert f"{FILE}:{place}" in message
    assert advice in message


def test_a_baseline_that_is_not_there_stops_the_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(CHECK) == 2
    assert "there is no baseline here" in capsys.readouterr().err
    assert main(["baseline", "prune", "."]) == 2
    (folder / "agreementlint.yaml").write_text("baseline: agreementlint-basline.json\n", "utf-8")
    (folder / FILE).write_text('{"version": 1, "findings": []}', "utf-8")
    assert main(["check", "weak.md"]) == 2
    assert f"agreementlint.yaml:1:1: there is no file 'agreementlint-basline.json'; did you mean '{FILE}'?" in (
        " ".join(capsys.readouterr().err.split())
    )


def test_writing_never_takes_the_place_of_a_baseline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "write", "good.md"]) == 0
    assert main(["baseline", "write", "weak.md"]) == 2
    assert "is there already" in capsys.readouterr().err
