"""The command `grade`: a class marked, resumed and decided on, with nothing lost and nothing told that is not so."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from made_class import students

from agreementlint.cli import main
from agreementlint.grading.classwork import class_marks, examine_class
from agreementlint.grading.collecting import find_submissions
from agreementlint.grading.examining import Examiner, examiner_for
from agreementlint.grading.marks import FlagKind, MarkState, SubmissionMark
from agreementlint.grading.rubrics import read_rubric, rubric_path
from agreementlint.grading.shelf import FolderShelf
from agreementlint.grading.submission import Submission
from agreementlint.packs import contents_hash, load_rules
from agreementlint.plugins import Plugins

EXAMPLES = Path(__file__).parents[1] / "examples"
RULES = load_rules()
RUBRIC = read_rubric(rubric_path("two-party"), RULES.rules)
EXAMINER = examiner_for(RUBRIC, RULES, "rules", Plugins())


def loaded() -> Examiner:
    return EXAMINER


class Dying(Examiner):
    """An examiner that one name ends the process of."""

    __slots__ = ()

    def examined(self, submission: Submission) -> SubmissionMark:
        if submission.key == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().examined(submission)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a class of four in it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "ada.md").write_text(students(60, seed=8)[57].text, encoding="utf-8")  # has all that is asked
    shutil.copy(EXAMPLES / "weak-internal.md", folder / "ben.md")
    (folder / "cy.docx").write_bytes(b"no document")
    (folder / "dee.txt").write_text("Sorry!", encoding="utf-8")
    return tmp_path


Said = Callable[[], str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    def all_of_it() -> str:
        out, err = capsys.readouterr()
        return out + err

    return all_of_it


def table(desk: Path) -> dict[str, dict[str, str]]:
    text = (desk / "marks" / "marks.csv").read_text(encoding="utf-8-sig")
    return {row["key"]: row for row in csv.DictReader(io.StringIO(text))}


GRADE = ["grade", "class", "--rubric", "two-party"]
ANA = ["--by", "Ana", "--reason", "I read it myself."]


def test_a_class_is_marked_and_what_is_not_certain_is_said(desk: Path, said: Said) -> None:
    assert main(GRADE) == 3
    text = said()
    assert "4 submissions in a folder, 100 points in all." in text
    rows = table(desk)
    assert (rows["ada"]["mark"], rows["ada"]["state"]) == ("100", "auto")
    assert (rows["ben"]["state"], rows["ben"]["provisional"]) == ("needs_review", "yes")
    assert float(rows["ben"]["mark"]) < 49
    assert "an agreement with an internal coach" in rows["ben"]["flags"]


def test_a_file_that_cannot_be_read_costs_one_mark_and_is_never_nought(desk: Path, said: Said) -> None:
    main(GRADE)
    rows = table(desk)
    assert [(rows[key]["mark"], rows[key]["state"]) for key in ("cy", "dee")] == [("", "not_gradable")] * 2
    assert "cy.docx could not be read" in rows["cy"]["flags"]
    assert "There is hardly a word in dee.txt." in rows["dee"]["flags"]
    assert "2 submissions could not be read and have no mark." in said()


def test_a_class_of_which_nothing_is_open_ends_well(desk: Path) -> None:
    for name in ("ben.md", "cy.docx", "dee.txt"):
        (desk / "class" / name).unlink()
    assert main(GRADE) == 0


def test_a_decision_survives_every_later_run(desk: Path, said: Said) -> None:
    main(GRADE)
    assert main(["grade", "override", "ben", "records", "5", *ANA]) == 0
    assert "ben, Records from the first note to the shredder: 5 of 20" in said()
    assert main(["grade", "override", "ben", "whole", "as-it-is", *ANA]) == 0
    assert main(["grade", "override", "cy", "whole", "40,5", *ANA]) == 0
    before = (desk / "marks" / "overrides.yaml").read_bytes()
    assert main(["grade", "class"]) == 3
    assert (desk / "marks" / "overrides.yaml").read_bytes() == before
    rows = table(desk)
    assert (rows["ben"]["state"], rows["ben"]["records (20)"]) == ("overridden", "5")
    assert (rows["cy"]["mark"], rows["cy"]["state"]) == ("40.5", "overridden")


def test_a_resubmission_flags_the_decision_on_the_old_one(desk: Path, said: Said) -> None:
    main(GRADE)
    main(["grade", "override", "ben", "records", "5", *ANA])
    shutil.copy(EXAMPLES / "good-two-party.md", desk / "class" / "ben.md")
    said()
    assert main(["grade", "class"]) == 3
    assert "the value under the marker's has changed." in table(desk)["ben"]["flags"]
    assert table(desk)["ben"]["records (20)"] == "5"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["bean", "records", "5"], "there is no submission 'bean'. Did you mean 'ben'?"),
        (["ben", "recods", "5"], "there is no criterion 'recods'. Did you mean 'records'?"),
        (["ben", "records", "21"], "from 0 to 20 points can be given, not 21"),
        (["ben", "records", "some"], "a number of points, or 'as-it-is', is wanted"),
        (["cy", "records", "as-it-is"], "there is no automatic value to confirm"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(desk: Path, said: Said, arguments: list[str], expected: str) -> None:
    main(GRADE)
    assert main(["grade", "override", *arguments, *ANA]) == 2
    assert expected in said()
    assert not (desk / "marks" / "overrides.yaml").exists()


def test_a_decision_needs_a_name_and_a_reason(desk: Path, said: Said) -> None:
    main(GRADE)
    assert main(["grade", "override", "ben", "records", "5", "--by", "Ana", "--reason", " "]) == 2
    assert "--reason is empty" in said()


def test_one_folder_of_marks_is_for_one_class(desk: Path, said: Said) -> None:
    main(GRADE)
    shutil.copytree(desk / "class", desk / "other")
    assert main(["grade", "other", "--rubric", "two-party"]) == 2
    assert "marks holds the marks of class" in said()
    assert main(["grade", "other", "--rubric", "two-party", "--into", "elsewhere"]) == 3


def test_what_is_missing_to_begin_is_said(desk: Path, said: Said) -> None:
    assert main(["grade", "class"]) == 2
    assert "--rubric is missing" in said()
    assert main(["grade", "nowhere", "--rubric", "two-party"]) == 2
    assert "there is no file or folder" in said()
    assert main(["grade", "override", "ben", "records", "5", *ANA]) == 2
    assert "nothing was marked into 'marks'" in said()
    assert main(["grade", "class", "--rubric", "two-party", "--jobs", "-1"]) == 2
    assert not (desk / "marks").exists()


def test_a_rubric_of_one_s_own_is_found_again_from_the_folder_of_marks(desk: Path) -> None:
    assert main(["rubric", "new", "own.yaml"]) == 0
    main(["grade", "class", "--rubric", "own.yaml"])
    first = table(desk)["ada"]["mark"]
    assert main(["grade", "class"]) == 3
    assert table(desk)["ada"]["mark"] == first


def test_marks_that_are_kept_are_not_made_again(desk: Path) -> None:
    shelf = FolderShelf(desk / "kept")
    found = find_submissions(desk / "class").submissions
    first = {mark.submission.key: mark for mark in examine_class(found, loaded, shelf, 2)}
    assert len(list((desk / "kept").iterdir())) == len(found) == 4

    class Never(Examiner):
        __slots__ = ()

        def examined(self, submission: Submission) -> SubmissionMark:
            raise AssertionError

    never = Never(RUBRIC, EXAMINER.ruleset, "rules", Plugins())
    again = {mark.submission.key: mark for mark in examine_class(found, lambda: never, shelf, 2)}
    assert again == first


def test_an_interrupted_run_goes_on_where_it_was_and_loses_nothing(desk: Path) -> None:
    shelf = FolderShelf(desk / "kept")
    found = find_submissions(desk / "class").submissions
    run = examine_class(found, loaded, shelf, 1)
    done = next(run)
    run.close()  # type: ignore[attr-defined]  # a generator, as an interrupt ends it
    assert shelf.kept(done.submission.key, done.run) == done
    whole = {mark.submission.key: mark for mark in examine_class(found, loaded, shelf, 2)}
    fresh = {mark.submission.key: mark for mark in examine_class(found, loaded, FolderShelf(desk / "new"), 2)}
    assert whole == fresh


def test_a_mark_that_was_kept_damaged_is_made_again(desk: Path) -> None:
    shelf = FolderShelf(desk / "kept")
    found = find_submissions(desk / "class").submissions
    first = list(examine_class(found, loaded, shelf, 2))
    for path in (desk / "kept").iterdir():
        path.write_text("{", encoding="utf-8")
    again = examine_class(found, loaded, shelf, 2)
    assert {mark.submission.key: mark for mark in again} == {mark.submission.key: mark for mark in first}


def test_a_submission_that_ends_its_process_costs_its_own_mark(desk: Path) -> None:
    shutil.copy(EXAMPLES / "good-two-party.md", desk / "class" / "deadly.md")
    dying = Dying(RUBRIC, EXAMINER.ruleset, "rules", Plugins())
    found = find_submissions(desk / "class").submissions
    shelf = FolderShelf(desk / "kept")
    marks = {str(mark.submission.key): mark for mark in examine_class(found, lambda: dying, shelf, 2)}
    assert marks["deadly"].state is MarkState.NOT_GRADABLE
    assert "SIGKILL" in marks["deadly"].flags[0].sentence
    assert marks["ada"].final == 100
    deadly = next(each for each in found if each.key == "deadly")
    assert shelf.kept(deadly.key, dying.run_of(deadly)) is None


def test_the_very_same_file_of_two_students_is_flagged_and_a_group_s_is_only_named(desk: Path) -> None:
    shutil.copy(desk / "class" / "ada.md", desk / "class" / "eve.md")
    found = find_submissions(desk / "class").submissions
    marks = class_marks(found, examine_class(found, loaded, FolderShelf(desk / "kept"), 2), RUBRIC, ())
    flags = {str(mark.submission.key): [(flag.kind, flag.stops) for flag in mark.flags] for mark in marks}
    assert flags["ada"] == flags["eve"] == [(FlagKind.GROUP, True)]
    manifest = desk / "groups.csv"
    manifest.write_text("file,group\nada.md,G1\neve.md,G1\n", encoding="utf-8")
    grouped = find_submissions(desk / "class", manifest).submissions
    marks = class_marks(grouped, examine_class(grouped, loaded, FolderShelf(desk / "kept"), 2), RUBRIC, ())
    flags = {str(mark.submission.key): [(flag.kind, flag.stops) for flag in mark.flags] for mark in marks}
    assert flags["ada"] == [(FlagKind.GROUP, False)]


def test_of_several_files_the_one_that_is_the_work_is_marked_and_the_others_are_named(desk: Path) -> None:
    folder = desk / "class" / "fay"
    folder.mkdir()
    shutil.copy(EXAMPLES / "good-two-party.md", folder / "agreement.md")
    (folder / "letter.md").write_text("# Letter\n\n" + "Here is my homework on the agreement. " * 20, encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    [fay] = [each for each in find_submissions(desk / "class").submissions if each.key == "fay"]
    mark = EXAMINER.examined(fay)
    assert mark.raw == 100
    flags = {flag.kind: flag for flag in mark.flags}
    assert "agreement.md was marked, and not letter.md" in flags[FlagKind.SEVERAL_FILES].sentence
    assert not flags[FlagKind.SEVERAL_FILES].stops
    assert flags[FlagKind.UNREADABLE].stops


def test_other_rules_another_rubric_and_other_words_are_other_runs(desk: Path) -> None:
    ada, ben, *_ = find_submissions(desk / "class").submissions
    runs = {
        EXAMINER.run_of(ada),
        EXAMINER.run_of(ben),
        Examiner(RUBRIC, RULES, "other").run_of(ada),
        Examiner(read_rubric(rubric_path("three-party"), RULES.rules), RULES, "rules").run_of(ada),
    }
    assert len(runs) == 4
    assert len(contents_hash()) == 64


def test_words_of_students_are_no_formulas_in_the_table(desk: Path) -> None:
    shutil.copy(EXAMPLES / "good-two-party.md", desk / "class" / "=cmd.md")
    main(GRADE)
    assert "'=cmd" in table(desk)


def test_a_folder_of_marks_that_is_damaged_is_told_and_not_guessed_at(desk: Path, said: Said) -> None:
    main(GRADE)
    (desk / "marks" / "class.json").write_text("{", encoding="utf-8")
    said()
    assert main(["grade", "feedback"]) == 2
    assert "is damaged" in said()


def test_a_plugin_that_a_class_was_marked_with_is_asked_for_again(desk: Path, said: Said) -> None:
    assert main([*GRADE, "--require-plugin", "nowhere"]) == 2
    assert "the plugin 'nowhere' is not installed" in said()
    main(GRADE)
    settings = desk / "marks" / "class.json"
    known = json.loads(settings.read_text(encoding="utf-8"))
    settings.write_text(json.dumps(known | {"required_plugins": ["nowhere"]}), encoding="utf-8")
    said()
    for later in (GRADE, ["grade", "feedback"]):
        assert main(later) == 2
        assert "the plugin 'nowhere' is not installed" in said()
    assert main([*GRADE, "--no-plugins"]) != 2


def test_a_plan_that_does_not_follow_its_schema_is_unread_and_the_first_mistake_is_named(desk: Path) -> None:
    (desk / "plans").mkdir()
    (desk / "plans" / "ada.yaml").write_text("controller: {name: Ida}\nrecrds: []\n", encoding="utf-8")
    shutil.copy(EXAMPLES / "data-handling-plan.yaml", desk / "plans" / "ben.yaml")
    assert main(["grade", "plans", "--rubric", "data-plan"]) == 3
    rows = table(desk)
    assert rows["ada"]["state"] == "not_gradable"
    assert "recrds" in rows["ada"]["flags"]
    assert float(rows["ben"]["mark"]) > 80
