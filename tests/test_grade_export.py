"""The task `grade export` carries the marks of a class into the files of a school, and says who was left out."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from canvas_import import Course
from canvas_import import imported as taken_by_canvas
from moodle_import import Assignment, Stored, imported
from openpyxl import load_workbook

from agreementlint.cli import main

EXAMPLES = Path(__file__).parents[1] / "examples"
WORKSHEET = (
    "Identifier,Full name,Status,Grade,Maximum Grade,Grade can be changed,Last modified (grade),Feedback comments\n"
    'Participant 101,"Roe, Jane",Submitted for grading,,100.00,Yes,-,\n'
    "Participant 102,José Müller,Submitted for grading,,100.00,Yes,-,\n"
    "Participant 103,Ann Lee,No submission,,100.00,Yes,-,\n"
)
GRADEBOOK = (
    "Student,ID,SIS Login ID,Section,Agreement (901)\n"
    "    Points Possible,,,,20\n"
    '"Roe, Jane",101,jane,A,\n'
    '"Müller, José",102,jose,A,12\n'
)
RESULT = {
    "schema": "classroom50/result/v1", "classroom": "c", "assignment": "a", "assignment_type": "individual",
    "owner": "jane", "submission": "submit/1", "commit": "d", "release": "r", "review": "v",
    "datetime": "2026-03-02T10:15:00Z", "score": 0, "max-score": 0, "tests": [],
    "submitted_by": {"username": "jane", "id": 7},
}  # fmt: skip

Run = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a Moodle download of two, one of them without a word, and their marks; on one somebody decided."""
    folder = tmp_path_factory.mktemp("class")
    with zipfile.ZipFile(folder / "moodle.zip", "w") as archive:
        work = (EXAMPLES / "good-two-party.md").read_text(encoding="utf-8")
        archive.writestr("Jane Roe_101_assignsubmission_file/agreement.md", work)
        archive.writestr("José Müller_102_assignsubmission_file/agreement.md", "Buy milk.")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["grade", "moodle.zip", "--rubric", "two-party", "--jobs", "1"]) == 3
        assert main(["grade", "override", "101", "whole", "100", "--by", "Ada", "--reason", "read by hand"]) == 0
    return folder


@pytest.fixture
def desk(marked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    desk = tmp_path / "desk"
    shutil.copytree(marked, desk)
    (desk / "Grades.csv").write_text(WORKSHEET, encoding="utf-8", newline="")
    (desk / "gradebook.csv").write_text(GRADEBOOK, encoding="utf-8", newline="")
    (desk / "result.json").write_text(json.dumps(RESULT), encoding="utf-8")
    monkeypatch.chdir(desk)
    return desk


@pytest.fixture
def export(desk: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        status = main(["grade", "export", *arguments])
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return run


def test_a_worksheet_is_filled_and_those_who_are_left_out_are_named(export: Run, desk: Path) -> None:
    status, said = export("moodle", "Grades.csv")
    assert status == 3
    assert "2 marks: 1 written, 1 not marked yet." in said
    assert "José Müller: not marked yet." in said
    assert "not in the class: Ann Lee." in said
    there = Assignment({101: Stored(), 102: Stored(), 103: Stored()})
    done = imported((desk / "marks/export/Grades.csv").read_bytes(), there)
    assert done.grades == {101: Decimal(100)}
    assert done.feedback[101].startswith("<p>100 of 100 points<br>")
    assert (desk / "Grades.csv").read_text(encoding="utf-8") == WORKSHEET


def test_once_a_marker_has_decided_on_everybody_nobody_is_left_out(export: Run, desk: Path) -> None:
    assert main(["grade", "override", "102", "whole", "21", "--by", "Ada", "--reason", "read by hand"]) == 0
    status, said = export("moodle", "Grades.csv")
    assert (status, "2 written" in said) == (0, True)


def test_where_everything_is_there_already_no_file_is_written(export: Run, desk: Path) -> None:
    (desk / "gradebook.csv").write_text(GRADEBOOK.replace("jane,A,", "jane,A,20"), encoding="utf-8")
    status, said = export("canvas", "gradebook.csv", "--rescale")
    assert (status, "1 there already" in said, "nothing to upload" in said) == (3, True, True)
    assert not (desk / "marks/export").exists()


def test_feedback_can_be_left_out(export: Run, desk: Path) -> None:
    export("moodle", "Grades.csv", "--no-feedback", "-o", "out.csv")
    assert "points" not in (desk / "out.csv").read_text(encoding="utf-8")


def test_a_worksheet_without_a_column_for_feedback_is_told(export: Run, desk: Path) -> None:
    (desk / "Grades.csv").write_text(WORKSHEET.replace("Feedback comments", "Notes"), encoding="utf-8", newline="")
    assert "only grades are filled in" in export("moodle", "Grades.csv")[1]
    assert "only grades are filled in" not in export("moodle", "Grades.csv", "--no-feedback")[1]
    assert "only grades are filled in" not in export("moodle", "Grades.csv", "--column", "feedback=Notes")[1]


def test_the_exported_file_is_never_written_over(export: Run, desk: Path) -> None:
    status, said = export("moodle", "Grades.csv", "--output", "Grades.csv")
    assert (status, "is the exported file itself" in said) == (2, True)
    assert (desk / "Grades.csv").read_text(encoding="utf-8") == WORKSHEET


def test_a_gradebook_of_canvas_is_filled(export: Run, desk: Path) -> None:
    status, said = export("canvas", "gradebook.csv")
    assert (status, "has 20 points, the rubric 100" in said) == (2, True)
    status, said = export("canvas", "gradebook.csv", "--rescale")
    assert (status, "1 written, 1 not marked yet" in said) == (3, True)
    course = Course({901: "Agreement"}, {(102, 901): "12.0"}, (101, 102))
    data = (desk / "marks/export/gradebook.csv").read_bytes()
    assert taken_by_canvas(data, course).scores == {(101, 901): "20"}


def test_a_rubric_and_tables_are_written(export: Run, desk: Path) -> None:
    assert (
        export("canvas-rubric")[0] == export("csv", "--delimiter", ";", "--decimal", ",")[0] == export("xlsx")[0] == 0
    )
    out = desk / "marks/export"
    assert (out / "two-party-canvas.csv").read_text(encoding="utf-8").startswith("Rubric Name,")
    rows = list(csv.reader(io.StringIO((out / "marks.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
    assert [row[:3] for row in rows[1:]] == [["101", "Jane Roe", "100"], ["102", "José Müller", ""]]
    [sheet] = load_workbook(out / "marks.xlsx").worksheets
    assert [cell.value for cell in sheet[2]][:3] == ["101", "Jane Roe", 100]


def test_results_for_autograders_are_those_of_one_submission(export: Run, desk: Path) -> None:
    assert export("gradescope")[1].startswith("agreementlint: there are 2 submissions")
    assert export("gradescope", "--submission", "101", "--visibility", "hidden")[0] == 0
    assert json.loads((desk / "marks/export/results.json").read_bytes())["visibility"] == "hidden"
    assert export("gradescope", "--submission", "101")[0] == 0
    assert json.loads((desk / "marks/export/results.json").read_bytes())["score"] == 100
    assert export("gradescope", "--submission", "102")[0] == 2
    assert export("classroom50", "result.json", "--submission", "Jane Roe")[0] == 0
    result = json.loads((desk / "marks/export/result.json").read_bytes())
    assert (result["score"], result["max-score"], result["submitted_by"]) == (100, 100, {"username": "jane", "id": 7})
    assert {name: result[name] for name in RESULT if name not in ("score", "max-score", "tests")} == {
        name: value for name, value in RESULT.items() if name not in ("score", "max-score", "tests")
    }


@pytest.mark.parametrize("content", ["{}", "[]", "nonsense", json.dumps({"schema": "classroom50/result/v1"})])
def test_what_is_no_result_of_classroom_50_is_told(export: Run, desk: Path, content: str) -> None:
    (desk / "result.json").write_text(content, encoding="utf-8")
    status, said = export("classroom50", "result.json", "--submission", "101")
    assert (status, "result.json: it" in said) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("moodle", "Grades.csv", "--column", "grade"), "two words and = between them"),
        (("moodle", "Grades.csv", "--scale", "passed=many"), "a percentage is wanted"),
        (("moodle", "nowhere.csv"), "nowhere.csv"),
        (("csv", "--into", "elsewhere"), "nothing was marked into 'elsewhere'"),
    ],
)
def test_a_wrong_argument_is_told(export: Run, arguments: tuple[str, ...], problem: str) -> None:
    status, said = export(*arguments)
    assert status in (2, 3)
    assert problem in said
