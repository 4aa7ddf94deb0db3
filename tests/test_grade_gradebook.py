"""The tasks of `grade` around the gradebook: what would change, who changed what, and markers who share one."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from agreementlint.cli import main

PROJECT = Path(__file__).parents[1]
Run = Callable[..., tuple[int, str]]
MARKED = (0, 3)  # whether a person has still to look is for the rules to say
RUBRIC = """\
version: 1
title: An agreement in two parts
kind: two_party
criteria:
- {id: records, title: Records, points: 20, rules: [retention-period]}
- {id: limits, title: Limits, points: 10, rules: [limit-law-or-court]}
"""


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("class")
    (folder / "drafts").mkdir()
    for name, source in (("jane", "good-two-party.md"), ("ann", "good-two-party.md")):
        text = (PROJECT / "examples" / source).read_text(encoding="utf-8")
        (folder / "drafts" / f"{name}.md").write_text(f"{text}\n\nWritten by {name}.\n", encoding="utf-8")
    (folder / "parts.yaml").write_text(RUBRIC, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["grade", "drafts", "--rubric", "parts.yaml", "--jobs", "1", "--by", "Ada"]) in MARKED
    return folder


@pytest.fixture
def desk(marked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    desk = tmp_path / "desk"
    shutil.copytree(marked, desk)
    monkeypatch.chdir(desk)
    return desk


@pytest.fixture
def grade(desk: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        status = main(["grade", *arguments])
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return run


def decide(grade: Run, points: str, *more: str, by: str = "Ada", into: str = "marks") -> tuple[int, str]:
    return grade("override", "jane", "records", points, "--by", by, "--reason", "read it", "--into", into, *more)


def line(key: str, into: str = "marks") -> dict[str, str]:
    """What the table of the class says of a submission."""
    rows = csv.DictReader(io.StringIO(Path(into, "marks.csv").read_text(encoding="utf-8-sig")))
    return next(row for row in rows if row["key"] == key)


def mark_with(records: float, key: str = "jane", into: str = "marks") -> float:
    """The mark that a value for the records makes."""
    return records + float(line(key, into)["limits (10)"])


def test_right_after_marking_nothing_would_change(grade: Run) -> None:
    assert grade("diff") == (0, "Nothing would change in 2 marks.\n")


def test_another_rubric_is_held_against_the_marks_and_not_applied(grade: Run, desk: Path) -> None:
    (desk / "mine.yaml").write_text(RUBRIC.replace("points: 20", "points: 30"), encoding="utf-8")
    status, said = grade("diff", "--rubric", "mine.yaml")
    assert status == 1
    assert "2 marks of 2 would change" in said
    assert "the rubric is another" in said
    assert grade("diff")[0] == 0


def test_a_resubmission_is_held_against_the_marks(grade: Run, desk: Path) -> None:
    before = float(line("jane")["mark"])
    (desk / "drafts" / "jane.md").write_text("# Coaching agreement\n\n" + "The coach coaches the client. " * 20)
    status, said = grade("diff", "--format", "json")
    assert status == 1
    [found] = json.loads(said)
    assert (found["key"], found["causes"], found["before"]) == ("jane", ["work"], before)
    assert found["after"] != before
    assert "records" in {criterion["criterion"] for criterion in found["criteria"]}


def test_a_decision_that_is_written_into_the_file_by_hand_is_shown_before_it_counts(grade: Run, desk: Path) -> None:
    assert decide(grade, "5")[0] == 0
    assert grade("diff")[0] == 0
    path = desk / "marks" / "overrides.yaml"
    path.write_text(path.read_text("utf-8").replace("points: 5", "points: 6"))
    status, said = grade("diff")
    assert (status, "a marker has decided" in said, "5 of 20 by Ada" in said) == (1, True, True)


def test_the_trail_says_who_changed_what(grade: Run, desk: Path) -> None:
    automatic = line("jane")["records (20)"]
    decide(grade, "5")
    decide(grade, "7.5", by="Ben")
    (desk / "marks" / "overrides.yaml").unlink()
    grade("drafts", "--by", "Cem")
    status, said = grade("trail", "--submission", "jane", "--format", "json")
    assert status == 0
    decided = [
        (each["by"], each["what"], each["old"], each["new"])
        for each in json.loads(said)
        if each["criterion"] == "records"
    ]
    assert decided == [
        ("Ada", "marked", "", automatic),
        ("Ada", "overridden", "", "5"),
        ("Ben", "overridden", "5", "7.5"),
        ("Cem", "withdrawn", "7.5", ""),
    ]
    assert "Ben decided on jane, records: 5 → 7.5 (read it)" in " ".join(grade("trail")[1].split())


def test_a_gradebook_is_exported_and_put_into_another_without_loss(grade: Run, desk: Path) -> None:
    decide(grade, "5")
    assert grade("export", "gradebook")[0] == 0
    first = (desk / "marks/export/gradebook.json").read_bytes()
    assert grade("import", "marks/export/gradebook.json", "--gradebook", "copy.db")[0] == 0
    shutil.copy("copy.db", "marks/gradebook.db")
    grade("export", "gradebook", "-o", "again.json")
    assert (desk / "again.json").read_bytes() == first
    status, said = grade("import", "again.json", "--gradebook", "copy.db")
    assert (status, "has 'parts' already" in said) == (2, True)


def test_markers_who_share_a_gradebook_see_each_others_decisions(grade: Run, desk: Path) -> None:
    for into, by in (("hers", "Ada"), ("his", "Ben")):
        shared = ("--gradebook", "shared.db", "--assignment", "spring", "--into", into, "--by", by)
        assert grade("drafts", "--rubric", "parts.yaml", "--jobs", "1", *shared)[0] in MARKED
    assert decide(grade, "5", into="hers")[0] == 0
    assert float(line("jane", "hers")["mark"]) == mark_with(5, into="hers")
    status, said = decide(grade, "9", by="Ben", into="his")
    assert (status, "Ada gave records of jane 5 points" in said) == (2, True)
    assert not (desk / "his" / "overrides.yaml").exists()
    assert decide(grade, "9", "--replace", by="Ben", into="his")[0] == 0
    status, said = grade("export", "csv", "--into", "hers")
    assert "Ben's 9 points in the gradebook count, not Ada's 5 in the file" in said
    shutil.copy("hers/export/marks.csv", "hers/marks.csv")
    assert float(line("jane", "hers")["mark"]) == mark_with(9, into="hers")


def test_a_decision_is_taken_back_in_the_file_and_in_the_gradebook_and_nothing_else_is(grade: Run, desk: Path) -> None:
    before = line("jane")["mark"]
    decide(grade, "5")
    assert grade("override", "ann", "limits", "7", "--by", "Ada", "--reason", "why")[0] == 0
    path = desk / "marks" / "overrides.yaml"
    path.write_text(path.read_text("utf-8").replace("- submission: ann", "# Ann asked.\n- submission: ann"))
    back = ("withdraw", "jane", "records", "--by", "Ben", "--reason", "a slip")
    status, said = grade(*back)
    assert (status, f"the automatic value counts again.\nThe whole: {before} of 30" in said) == (0, True)
    text = path.read_text("utf-8")
    assert ("jane" in text, "# Ann asked.\n- submission: ann" in text) == (False, True)
    assert "Ben took back the decision on jane, records: 5 → none (a slip)" in " ".join(grade("trail")[1].split())
    status, said = grade(*back)
    assert (status, "nobody has decided on 'records' of jane" in said) == (2, True)


def test_a_decision_that_was_taken_back_does_not_come_again_from_another_markers_file(grade: Run) -> None:
    for into, by in (("hers", "Ada"), ("his", "Ben")):
        shared = ("--gradebook", "shared.db", "--into", into, "--by", by)
        assert grade("drafts", "--rubric", "parts.yaml", "--jobs", "1", *shared)[0] in MARKED
    decide(grade, "5", into="hers")
    assert grade("withdraw", "jane", "records", "--by", "Ben", "--reason", "no", "--into", "his")[0] == 0
    status, said = grade("drafts", "--into", "hers")
    assert (status in MARKED, "was taken back in the gradebook" in said) == (True, True)
    assert line("jane", "hers")["mark"] == line("jane")["mark"]
    assert decide(grade, "6", into="hers")[0] == 0
    assert float(line("jane", "hers")["mark"]) == mark_with(6, into="hers")


@pytest.mark.parametrize("address", ["ada:secret@localhost/marks", "localhost/marks?user=ada&password=secret"])
def test_a_password_is_not_kept_in_a_file(grade: Run, address: str) -> None:
    status, said = grade("drafts", "--gradebook", f"postgresql://{address}")
    assert (status, "PGPASSWORD" in said, "secret" in said) == (2, True, False)


def test_without_the_extra_a_class_is_marked_without_a_trail(grade: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    status, said = grade("drafts")
    assert (status in MARKED, "no trail of changes is kept" in said) == (True, True)
    assert decide(grade, "5")[0] == 0


def test_before_a_class_was_marked_there_is_nothing_to_compare(grade: Run, desk: Path) -> None:
    (desk / "marks" / "gradebook.db").unlink()
    status, said = grade("diff")
    assert (status, "no mark of this class is in the gradebook yet" in said) == (2, True)
    assert grade("trail") == (0, "0 changes.\n")
