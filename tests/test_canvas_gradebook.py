"""Scores go into the gradebook that Canvas exported, and Canvas changes exactly them and clears nothing."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from canvas_import import Course, Imported, imported
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreementlint.errors import AgreementlintError, BadConfiguration, UnreadableFile
from agreementlint.exchange.canvas import fill_gradebook, read_gradebook
from agreementlint.exchange.canvas_rubric import RatedCriterion, Rating, canvas_rubric
from agreementlint.exchange.marks import Fate, MarkCell, Marked, Student

UNTIMED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

GRADEBOOK = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Notes,Agreement (901),Essay (902),"
    "Assignments Current Score,Current Score,Final Score,Override Score\r\n"
    ",,,,,,Manual Posting,,,,,\r\n"
    "    Points Possible,,,,,,20.00,100.00,(read only),(read only),(read only),\r\n"
    '"Roe, Jane",11,S11,jane,Group A,,,88.00,88.00,88.00,44.00,\r\n'
    '"Müller, José",12,S12,jose,Group A,"likes, commas",15.00,70.00,72.00,72.00,72.00,\r\n'
    '"Lee, Ann",13,S13,ann,Group B,,EX,,,,,\r\n'
    '"O\'Neil, Finn",14,S14,finn,Group B,,N/A,55.00,55.00,55.00,55.00,\r\n'
    '"Student, Test",99,,testing,Group B,,,,,,,\r\n'
)
SEMICOLONS = (
    "\ufeffStudent;ID;SIS Login ID;Section;Vereinbarung (7);Current Score;Final Score\n"
    "    Points Possible;;;;10,00;(read only);(read only)\n"
    "Groß, Jürgen;21;jg;Kurs 1;;;\n"
    "Weiß, Anna;22;aw;Kurs 1;8,50;85,00;85,00\n"
)
COURSE = Course(
    {901: "Agreement", 902: "Essay"},
    {(12, 901): "15.0", (13, 901): "EX", (11, 902): "88.0", (12, 902): "70.0", (14, 902): "55.0"},
    (11, 12, 13, 14, 99),
)
GERMAN_COURSE = Course({7: "Vereinbarung"}, {(22, 7): "8.5"}, (21, 22))


def mark(id: str, points: str | None, maximum: str = "20", logins: tuple[str, ...] = (), name: str = "") -> Marked:
    return Marked(Student(id, logins, name), MarkCell(None if points is None else Decimal(points), Decimal(maximum)))


def test_canvas_changes_our_scores_and_nothing_else() -> None:
    gradebook = read_gradebook("grades.csv", GRADEBOOK.encode(), "Agreement")
    result = fill_gradebook(gradebook, [mark("11", "17.5"), mark("12", "15"), mark("13", "3"), mark("14", "4")])
    assert [each.fate for each in result.placed] == [Fate.WRITTEN, Fate.SAME, Fate.KEPT, Fate.LOCKED]
    assert [student.name for student in result.without_mark] == ["Student, Test"]
    assert imported(result.data, COURSE) == Imported({(11, 901): "17.50"})


def test_only_rows_that_change_and_one_assignment_are_given_back() -> None:
    result = fill_gradebook(read_gradebook("grades.csv", GRADEBOOK.encode(), "901"), [mark("11", "17.5")])
    assert result.data.decode() == (
        "Student,ID,SIS User ID,SIS Login ID,Section,Agreement (901)\r\n"
        ",,,,,Manual Posting\r\n"
        "    Points Possible,,,,,20.00\r\n"
        '"Roe, Jane",11,S11,jane,Group A,17.50\r\n'
    )


def test_semicolons_and_decimal_commas_are_kept() -> None:
    gradebook = read_gradebook("noten.csv", SEMICOLONS.encode())
    result = fill_gradebook(gradebook, [mark("21", "7.25", "10"), mark("22", "8.504", "10")])
    assert result.data.decode() == (
        "\ufeffStudent;ID;SIS Login ID;Section;Vereinbarung (7)\n"
        "    Points Possible;;;;10,00\n"
        "Groß, Jürgen;21;jg;Kurs 1;7,25\n"
    )
    assert imported(result.data, GERMAN_COURSE) == Imported({(21, 7): "7.25"})


def test_a_score_or_an_excuse_that_is_there_gives_way_only_where_that_is_wished() -> None:
    gradebook = read_gradebook("grades.csv", GRADEBOOK.encode(), "Agreement (901)")
    marks = [mark("12", "16"), mark("13", "3"), mark("14", "4")]
    assert imported(fill_gradebook(gradebook, marks).data, COURSE) == Imported()
    result = fill_gradebook(gradebook, marks, replace=True)
    assert imported(result.data, COURSE) == Imported({(12, 901): "16.00", (13, 901): "3.00"})


def test_no_mark_is_no_empty_cell() -> None:
    gradebook = read_gradebook("grades.csv", GRADEBOOK.encode(), "Agreement")
    result = fill_gradebook(gradebook, [mark("12", None), mark("11", None)], replace=True)
    assert [each.fate for each in result.placed] == [Fate.NO_POINTS, Fate.NO_POINTS]
    assert imported(result.data, COURSE) == Imported()


def test_the_whole_file_with_a_blank_would_have_cleared_a_score() -> None:
    """The hazard that the cut avoids: the importer of this test sees it."""
    blank = GRADEBOOK.replace("15.00,70.00", ",70.00")
    assert imported(blank.encode(), COURSE).scores == {(12, 901): ""}


def test_a_student_is_found_by_login_or_name_and_not_by_guess() -> None:
    gradebook = read_gradebook("grades.csv", GRADEBOOK.encode(), "Agreement")
    marks = [
        mark("", "1", logins=("S11",)), mark("", "2", logins=("JOSE",)), mark("", "3", name="Ann Lee"),
        mark("", "4", name="Nobody"), mark("11", "5"),
    ]  # fmt: skip
    fates = [each.fate for each in fill_gradebook(gradebook, marks, replace=True).placed]
    assert fates == [Fate.WRITTEN, Fate.WRITTEN, Fate.WRITTEN, Fate.NOT_FOUND, Fate.UNCLEAR]


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        ("", "say which assignment, with --assignment. Its assignments: 'Agreement (901)', 'Essay (902)'"),
        ("Agrement", "there is no assignment 'Agrement'"),
        ("Notes", "there is no assignment 'Notes'"),
    ],
)
def test_an_assignment_that_canvas_would_create_is_refused(wanted: str, problem: str) -> None:
    with pytest.raises(BadConfiguration) as told:
        read_gradebook("grades.csv", GRADEBOOK.encode(), wanted)
    assert problem in str(told.value)


def test_a_read_only_assignment_is_refused() -> None:
    closed = GRADEBOOK.replace("20.00,100.00", "(read only),100.00")
    with pytest.raises(BadConfiguration, match="read-only"):
        read_gradebook("grades.csv", closed.encode(), "Agreement")


def test_other_points_possible_are_refused_unless_marks_are_to_be_brought_to_them() -> None:
    gradebook = read_gradebook("grades.csv", GRADEBOOK.encode(), "Essay")
    with pytest.raises(BadConfiguration, match="has 100 points, the rubric 20"):
        fill_gradebook(gradebook, [mark("13", "10")])
    result = fill_gradebook(gradebook, [mark("13", "10")], rescale=True)
    assert imported(result.data, COURSE) == Imported({(13, 902): "50.00"})


@pytest.mark.parametrize("header", ["Name,Grade\n", "Student,ID,SIS Login ID,Agreement (901)\n"])
def test_what_is_no_gradebook_is_refused_with_how_to_get_one(header: str) -> None:
    with pytest.raises(UnreadableFile, match="Export Entire Gradebook"):
        read_gradebook("grades.csv", (header + "a,b,c,d\n").encode())


def test_names_may_stand_in_two_columns() -> None:
    split = GRADEBOOK.replace("Student,ID", "LastName,FirstName,ID").replace('"Roe, Jane"', "Roe,Jane")
    split = "".join(split.splitlines(keepends=True)[:1] + split.splitlines(keepends=True)[3:4])
    result = fill_gradebook(read_gradebook("grades.csv", split.encode(), "901"), [mark("", "9", name="Jane Roe")])
    assert result.data.decode().splitlines()[1] == "Roe,Jane,11,S11,jane,Group A,9"


def test_a_damaged_row_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableFile, match="line 9 has 2 cells"):
        read_gradebook("grades.csv", (GRADEBOOK + "x,1\n").encode(), "901")


@UNTIMED
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_bytes_of_any_kind_are_read_or_refused(data: bytes) -> None:
    for headed in (data, GRADEBOOK.encode() + data):
        try:
            filled = fill_gradebook(read_gradebook("grades.csv", headed, "901"), [mark("11", "17.5")])
        except AgreementlintError:
            continue
        assert filled.placed


def rubric_rows(data: bytes) -> list[dict[str, list[str]]]:
    """What Canvas makes of a rubric file; raises ValueError for what its import refuses."""
    lines = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    head = lines[0]
    if head[:4] != ["Rubric Name", "Criteria Name", "Criteria Description", "Criteria Enable Range"]:
        raise ValueError("headings")
    found = []
    for line in lines[1:]:
        if len(line) != len(head) or not line[0] or not line[1] or line[3] not in ("true", "false"):
            raise ValueError("a row without name or range")
        ratings = [line[place : place + 3] for place in range(4, len(line), 3) if any(line[place : place + 3])]
        points = [float(rating[2].replace(",", ".")) for rating in ratings]
        if not ratings or points != sorted(points, reverse=True):
            raise ValueError("ratings")
        found.append(
            {name: [cells[index] for cells in ratings] for index, name in enumerate(("names", "said", "points"))}
        )
    return found


def test_a_rubric_becomes_a_file_that_canvas_takes() -> None:
    full, none = Rating("Met", "Says who hears what", Decimal(5)), Rating("Missing", "", Decimal(0))
    half = Rating("Partly", "=vague", Decimal("2.5"))
    data = canvas_rubric(
        "Two-party agreement",
        (
            RatedCriterion("Confidentiality", "Its limits, named", (none, full, half)),
            RatedCriterion("Fees", "", (full, none)),
        ),
    )
    assert rubric_rows(data) == [
        {
            "names": ["Met", "Partly", "Missing"],
            "said": ["Says who hears what", "'=vague", ""],
            "points": ["5", "2.5", "0"],
        },
        {"names": ["Met", "Missing"], "said": ["Says who hears what", ""], "points": ["5", "0"]},
    ]
