"""Marks go into the worksheet that Moodle exported, and Moodle takes exactly them and nothing else."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moodle_import import ENGLISH, GERMAN, Assignment, Imported, Language, Stored, imported

from agreementlint.errors import AgreementlintError, BadConfiguration, UnreadableFile
from agreementlint.exchange.marks import Fate, Filled, MarkCell, Marked, Student
from agreementlint.exchange.moodle import Wishes, as_editor_text, fill_worksheet, read_worksheet

UNTIMED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ENGLISH_SHEET = (
    "Identifier,Full name,Email address,Status,Group,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Online text,Last modified (grade),Feedback comments\n"
    'Participant 101,"Roe, Jane",jane@example.org,"Submitted for grading - ",Red,,100.00,Yes,'
    '"Monday, 2 March 2026, 10:15 AM",,-,\n'
    "Participant 102,José Müller,jose@example.org,Submitted for grading - Graded,Red,61.50,100.00,Yes,"
    '"Monday, 2 March 2026, 11:00 AM","<p>Online, with ""quotes""</p>","Tuesday, 3 March 2026, 9:00 AM",<p>Old words</p>\n'
    "Participant 103,Ann Lee,ann@example.org,No submission - ,Blue,,100.00,No,-,,-,\n"
    "Participant 104,O'Neil Finn,finn@example.org,Submitted for grading - Assignment was overdue by: 2 days,"
    'Blue,,100.00,Yes,"Friday, 6 March 2026, 1:00 AM",,-,\n'
)
GERMAN_SHEET = (
    "\ufeff"
    'ID;"Vollständiger Name";E-Mail-Adresse;Status;Bewertung;Bestwertung;"Bewertung kann geändert werden";'
    '"Zuletzt geändert (Abgabe)";"Zuletzt geändert (Bewertung)";"Feedback als Kommentar"\r\n'
    'Teilnehmer/in201;"Jürgen Groß";j.gross@example.org;"Zur Bewertung abgegeben - ";;"20,00";Ja;'
    '"Montag, 2. März 2026, 10:15";-;\r\n'
    'Teilnehmer/in202;"Anna Weiß";a.weiss@example.org;"Zur Bewertung abgegeben - Bewertet - ";"12,50";"20,00";Ja;'
    '"Montag, 2. März 2026, 11:00";"Dienstag, 3. März 2026, 09:00";\r\n'
    'Teilnehmer/in203;"Max Klein";m.klein@example.org;"Keine Abgabe - ";;"20,00";Nein;-;-;\r\n'
)
ANONYMOUS_SHEET = (
    "Identifier,Status,Grade,Maximum Grade,Grade can be changed,Last modified (grade),Feedback comments\r\n"
    "Participant 9,Submitted for grading - ,,10.00,Yes,-,\r\n"
    "Participant 8,Submitted for grading - ,,10.00,Yes,-,\r\n"
)
SCALE_SHEET = (
    'ID,"Vollständiger Name",Status,Bewertung,Skala,"Bewertung kann geändert werden","Zuletzt geändert (Bewertung)"\n'
    'Teilnehmer/in1,"Max Klein","Zur Bewertung abgegeben - ",,"nicht bestanden    bestanden",Ja,-\n'
    'Teilnehmer/in2,"Anna Weiß","Zur Bewertung abgegeben - ",,"nicht bestanden    bestanden",Ja,-\n'
    'Teilnehmer/in3,"Ute Ohm","Zur Bewertung abgegeben - ",bestanden,"nicht bestanden    bestanden",Ja,-\n'
)


def mark(id: str, points: str | None, feedback: str = "", maximum: str = "100", name: str = "") -> Marked:
    return Marked(
        Student(id=id, name=name), MarkCell(None if points is None else Decimal(points), Decimal(maximum), feedback)
    )


def filled(sheet: str, *marks: Marked, wishes: Wishes = Wishes()) -> Filled:  # noqa: B008
    return fill_worksheet(read_worksheet("grades.csv", sheet.encode()), marks, wishes)


def fates(result: Filled) -> list[Fate]:
    return [each.fate for each in result.placed]


def server(sheet: str, delimiter: str = ",") -> dict[int, Stored]:
    """What Moodle had stored when it exported the sheet."""
    rows = list(csv.reader(io.StringIO(sheet.removeprefix("\ufeff"), newline=""), delimiter=delimiter))
    words = GERMAN if rows[0][0] == "ID" else ENGLISH
    stored = {}
    for row in rows[1:]:
        cells = dict(zip(rows[0], row, strict=True))
        grade = cells[words.grade].replace(",", ".")
        stored[int(cells[words.identifier].removeprefix(words.participant))] = Stored(
            Decimal(grade) if grade[:1].isdigit() else grade or None,
            cells.get(words.feedback, ""),
            "No" in row or "Nein" in row,
        )
    return stored


def test_moodle_takes_our_grades_and_feedback_and_changes_nobody_else() -> None:
    result = filled(ENGLISH_SHEET, mark("101", "72.5", "Good.\nMind the period."), mark("104", "40"))
    assert fates(result) == [Fate.WRITTEN, Fate.WRITTEN]
    assert result.is_whole
    assert [student.name for student in result.without_mark] == ["José Müller", "Ann Lee"]
    assert imported(result.data, Assignment(server(ENGLISH_SHEET))) == Imported(
        {101: Decimal("72.50"), 104: Decimal("40.00")}, {101: "<p>Good.<br>Mind the period.</p>"}
    )


def test_only_the_cells_of_ours_are_other_bytes() -> None:
    result = filled(ENGLISH_SHEET, mark("101", "72.5", "Good."))
    row = ENGLISH_SHEET.splitlines(keepends=True)[1]
    changed = row.replace("Red,,100.00", "Red,72.50,100.00").replace("-,\n", "-,<p>Good.</p>\n")
    assert result.data.decode() == ENGLISH_SHEET.replace(row, changed)


def test_a_german_worksheet_keeps_its_mark_semicolons_commas_and_line_ends() -> None:
    marks = [mark("201", "15.25", "Gut, weiter so", "20"), mark("202", "12.50", maximum="20")]
    result = filled(GERMAN_SHEET, *marks)
    assert fates(result) == [Fate.WRITTEN, Fate.SAME]
    expected = GERMAN_SHEET.replace(';;"20,00";Ja', ';15,25;"20,00";Ja').replace(
        '10:15";-;\r\n', '10:15";-;<p>Gut, weiter so</p>\r\n'
    )
    assert result.data.decode() == expected
    there = Assignment(server(GERMAN_SHEET, ";"), Decimal(20), language=GERMAN, delimiter=";")
    assert imported(result.data, there).grades == {201: Decimal("15.25")}


def test_the_same_marks_twice_change_nothing_the_second_time() -> None:
    marks = [mark("101", "72.5", "Good."), mark("104", "40")]
    first = filled(ENGLISH_SHEET, *marks)
    second = filled(first.data.decode(), *marks)
    assert second.data == first.data
    assert fates(second) == [Fate.SAME, Fate.SAME]


def test_a_mark_that_nobody_has_decided_changes_nothing() -> None:
    result = filled(ENGLISH_SHEET, mark("101", None, "It could not be read."), mark("102", None))
    assert result.data.decode() == ENGLISH_SHEET
    assert fates(result) == [Fate.NO_POINTS, Fate.NO_POINTS]
    assert not result.is_whole


def test_a_locked_grade_stays() -> None:
    result = filled(ENGLISH_SHEET, mark("103", "50"))
    assert (fates(result), result.data.decode()) == ([Fate.LOCKED], ENGLISH_SHEET)
    assert fates(filled(GERMAN_SHEET, mark("203", "5", maximum="20"))) == [Fate.LOCKED]


def test_a_grade_that_somebody_gave_stays_unless_it_is_to_be_replaced() -> None:
    kept = filled(ENGLISH_SHEET, mark("102", "70", "New words"))
    assert (fates(kept), kept.data.decode()) == ([Fate.KEPT], ENGLISH_SHEET)
    assert "61.50" in kept.placed[0].detail
    replaced = filled(ENGLISH_SHEET, mark("102", "70", "New words"), wishes=Wishes(replace=True))
    there = Assignment(server(ENGLISH_SHEET))
    assert imported(replaced.data, there) == Imported({102: Decimal("70.00")}, {102: "<p>New words</p>"})


def test_other_feedback_that_is_there_stays_where_only_the_grade_is_missing() -> None:
    sheet = ENGLISH_SHEET.replace("Graded,Red,61.50", "Graded,Red,")
    result = filled(sheet, mark("102", "70", "New words"))
    assert (fates(result), "it has other feedback" in result.placed[0].detail) == ([Fate.WRITTEN], True)
    assert imported(result.data, Assignment(server(sheet))) == Imported({102: Decimal("70.00")}, {})


def test_feedback_that_is_there_is_never_emptied() -> None:
    result = filled(ENGLISH_SHEET, mark("102", "70"), wishes=Wishes(replace=True))
    assert imported(result.data, Assignment(server(ENGLISH_SHEET))) == Imported({102: Decimal("70.00")}, {})


def test_a_grade_that_is_newer_on_the_server_is_left_to_the_server() -> None:
    there = Assignment({**server(ENGLISH_SHEET), 101: Stored(Decimal(50), newer=True)})
    result = filled(ENGLISH_SHEET, mark("101", "72.5"))
    assert imported(result.data, there) == Imported()
    assert imported(result.data, there, ignore_modified=True).grades == {101: Decimal("72.50")}


def test_an_anonymous_worksheet_is_filled_by_the_identifier() -> None:
    result = filled(ANONYMOUS_SHEET, mark("8", "7.5", maximum="10"), mark("", "3", maximum="10", name="Jane Roe"))
    assert fates(result) == [Fate.WRITTEN, Fate.NOT_FOUND]
    assert imported(result.data, Assignment(server(ANONYMOUS_SHEET), Decimal(10))).grades == {8: Decimal("7.50")}


def test_without_a_column_for_feedback_only_grades_are_written() -> None:
    wishes = Wishes(scale=(("nicht bestanden", Decimal(0)), ("bestanden", Decimal(50))))
    marks = [mark("1", "49.9", "Words"), mark("2", "50", "Words"), mark("3", "90")]
    result = filled(SCALE_SHEET, *marks, wishes=wishes)
    assert fates(result) == [Fate.WRITTEN, Fate.WRITTEN, Fate.SAME]
    assert "Words" not in result.data.decode()
    there = Assignment(server(SCALE_SHEET), scale=("nicht bestanden", "bestanden"), language=GERMAN)
    assert imported(result.data, there).grades == {1: "nicht bestanden", 2: "bestanden"}


@pytest.mark.parametrize(
    ("scale", "problem"),
    [
        ((), r"has a scale \(nicht bestanden, bestanden\).*--scale \"nicht bestanden=0,bestanden=50\""),
        ((("passed", Decimal(0)),), "no item 'passed'"),
        ((("bestanden", Decimal(50)),), "nothing is said of 0 %"),
    ],
)
def test_a_scale_needs_words_of_its_own_for_every_mark(scale: tuple[tuple[str, Decimal], ...], problem: str) -> None:
    with pytest.raises(BadConfiguration, match=problem):
        filled(SCALE_SHEET, mark("1", "10"), wishes=Wishes(scale=scale))


def test_another_maximum_is_refused_unless_points_are_to_be_brought_to_it() -> None:
    with pytest.raises(BadConfiguration, match=r"Moodle marks out of 20, the rubric out of 100.*--rescale"):
        filled(GERMAN_SHEET, mark("201", "75"))
    result = filled(GERMAN_SHEET, mark("201", "75.33"), wishes=Wishes(rescale=True))
    assert ';15,07;"20,00";Ja' in result.data.decode()


def test_a_mark_above_the_maximum_is_not_written_since_moodle_would_drop_it() -> None:
    result = filled(ENGLISH_SHEET, mark("101", "104"))
    assert (fates(result), result.data.decode()) == ([Fate.TOO_HIGH], ENGLISH_SHEET)


def test_a_student_is_found_by_address_or_name_where_there_is_no_id() -> None:
    by_login = Marked(Student(logins=("JANE@example.org",)), MarkCell(Decimal(1), Decimal(100)))
    by_name = Marked(Student(name="Müller, José"), MarkCell(Decimal("61.5"), Decimal(100)))
    assert fates(filled(ENGLISH_SHEET, by_login, by_name)) == [Fate.WRITTEN, Fate.SAME]


def test_whoever_has_another_number_is_not_taken_for_somebody_of_the_same_name() -> None:
    assert fates(filled(ENGLISH_SHEET, mark("999", "70", name="Jane Roe"))) == [Fate.NOT_FOUND]


def test_two_marks_for_one_row_and_one_mark_for_two_rows_are_told_apart() -> None:
    doubled = ENGLISH_SHEET + ENGLISH_SHEET.splitlines(keepends=True)[1]
    assert fates(filled(doubled, mark("101", "1"))) == [Fate.UNCLEAR]
    assert fates(filled(ENGLISH_SHEET, mark("101", "1"), mark("101", "2"))) == [Fate.WRITTEN, Fate.UNCLEAR]
    assert fates(filled(ENGLISH_SHEET, mark("101", None), mark("101", "2"))) == [Fate.NO_POINTS, Fate.UNCLEAR]


def test_columns_of_a_language_that_is_not_known_can_be_named() -> None:
    odd = ANONYMOUS_SHEET.replace("Grade,", "Punti,", 1).replace("Identifier", "Codice")
    with pytest.raises(BadConfiguration) as told:
        read_worksheet("voti.csv", odd.encode())
    assert "identifier or the grade" in str(told.value)
    assert "#3 'Punti'" in str(told.value)
    assert '--column "identifier=#1"' in str(told.value)
    columns = (("grade", "Punti"), ("identifier", "#1"))
    with pytest.raises(BadConfiguration, match=r'which column holds the maximum, as in --column "maximum=#4"'):
        read_worksheet("voti.csv", odd.replace("Maximum Grade", "Massimo").encode(), columns)
    without = read_worksheet(
        "voti.csv", odd.replace("Maximum Grade", "Massimo").encode(), (*columns, ("maximum", "none"))
    )
    assert "9,Submitted for grading - ,77.5," in fill_worksheet(without, [mark("9", "77.5")]).data.decode()
    worksheet = read_worksheet("voti.csv", odd.encode(), columns)
    result = fill_worksheet(worksheet, [mark("9", "5", maximum="10")])
    assert result.data.decode() == odd.replace("9,Submitted for grading - ,,", "9,Submitted for grading - ,5.00,")


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ((("marks", "Grade"),), "no role 'marks'"),
        ((("grade", "Points"),), "there is no such column"),
        ((("grade", "#99"),), "there is no such column"),
    ],
)
def test_a_wrong_column_is_told(columns: tuple[tuple[str, str], ...], problem: str) -> None:
    with pytest.raises(BadConfiguration, match=problem):
        read_worksheet("grades.csv", ENGLISH_SHEET.encode(), columns)


def test_a_heading_that_is_there_twice_asks_which() -> None:
    doubled = ENGLISH_SHEET.replace("Status,", "Grade,")
    with pytest.raises(BadConfiguration, match=r"#4 'Grade', #6 'Grade'"):
        read_worksheet("grades.csv", doubled.encode())


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Participant 105,too short\n", "2 cells where the first line has 12"),
        ("Someone" + "," * 11 + "\n", "no participant"),
    ],
)
def test_a_worksheet_that_was_damaged_is_refused_with_the_line(line: str, problem: str) -> None:
    with pytest.raises(UnreadableFile, match=problem):
        read_worksheet("grades.csv", (ENGLISH_SHEET + line).encode())


@UNTIMED
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_bytes_of_any_kind_are_read_or_refused(data: bytes) -> None:
    for headed in (data, ENGLISH_SHEET.encode() + data, data + ENGLISH_SHEET.encode()):
        try:
            filled = fill_worksheet(read_worksheet("grades.csv", headed), [mark("101", "72.5", "Good.")])
        except AgreementlintError:
            continue
        assert filled.placed


def test_feedback_is_text_that_neither_a_browser_nor_a_spreadsheet_runs() -> None:
    said = as_editor_text("=HYPERLINK(1)\n\n<b>5 < 6</b> & more\r\nnext")
    assert said == "<p>=HYPERLINK(1)</p><p>&lt;b&gt;5 &lt; 6&lt;/b&gt; &amp; more<br>next</p>"
    assert as_editor_text("  ") == ""


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
grades = st.none() | st.decimals(0, 100, places=2)


@UNTIMED
@given(
    st.lists(st.tuples(names, grades, grades, names), min_size=1, max_size=6),
    st.sampled_from([(ENGLISH, ","), (GERMAN, ";"), (GERMAN, ",")]),
    st.booleans(),
)
def test_whatever_a_class_is_called_moodle_gets_our_marks_and_keeps_all_others(
    rows: list[tuple[str, Decimal | None, Decimal | None, str]], spoken: tuple[Language, str], replace: bool
) -> None:
    words, delimiter = spoken
    page = io.StringIO()
    table = csv.writer(page, delimiter=delimiter, lineterminator="\n")
    table.writerow([words.identifier, "Status", words.grade, words.modified, words.feedback])
    for number, (name, grade, _, _) in enumerate(rows):
        shown = "" if grade is None else f"{grade:.2f}".replace(".", words.decimal)
        table.writerow([f"{words.participant}{number}", name, shown, "-", ""])
    exported = page.getvalue()
    ours = [mark(str(number), None if new is None else str(new), said) for number, (_, _, new, said) in enumerate(rows)]
    result = filled(exported, *ours, wishes=Wishes(replace=replace))
    stored = {number: Stored(grade) for number, (_, grade, _, _) in enumerate(rows)}
    changed = imported(result.data, Assignment(stored, language=words, delimiter=delimiter)).grades
    assert changed == {
        number: new
        for number, (_, old, new, _) in enumerate(rows)
        if new is not None and new != old and (old is None or replace)
    }
    before = list(csv.reader(io.StringIO(exported, newline=""), delimiter=delimiter))
    after = list(csv.reader(io.StringIO(result.data.decode(), newline=""), delimiter=delimiter))
    assert [[row[0], row[1], row[3]] for row in after] == [[row[0], row[1], row[3]] for row in before]
