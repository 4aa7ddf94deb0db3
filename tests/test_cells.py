"""A change of single cells leaves every other byte of a table as it was, whatever wrote the table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreementlint.errors import UnreadableFile
from agreementlint.exchange.cells import Sheet, read_sheet
from agreementlint.exchange.formulas import inert
from agreementlint.exchange.numbers import decimal_mark, number_in, written

UNTIMED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), max_size=8)
AWKWARD = st.sampled_from(["", " ", "a,b", "a;b", 'say "no"', "one\r\ntwo", "one\ntwo", "=1+1", "8,5", '"', "\t"])


@dataclass(frozen=True, slots=True)
class Table:
    """A table as somebody's program would have written it: some cells in quotes that need none."""

    values: tuple[tuple[str, ...], ...]
    delimiter: str
    data: bytes


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width, height = draw(st.integers(2, 5)), draw(st.integers(1, 5))
    delimiter, ending = draw(st.sampled_from([",", ";", "\t"])), draw(st.sampled_from(["\r\n", "\n"]))
    row = st.lists(st.one_of(TEXT, AWKWARD), min_size=width, max_size=width)
    values = (tuple(["Key", *draw(row)][:width]), *(tuple(draw(row)) for _ in range(height)))
    lines = [delimiter.join(_written(value, delimiter, draw(st.booleans())) for value in each) for each in values]
    text = ending.join(lines) + (ending if draw(st.booleans()) or not lines[-1] else "")
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig"]))
    return Table(values, delimiter, text.encode(encoding))


def _written(value: str, delimiter: str, quoted: bool) -> str:
    if quoted or any(each in value for each in f'{delimiter}"\r\n'):
        return '"' + value.replace('"', '""') + '"'
    return value


def values_of(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.values for row in sheet.rows]


@UNTIMED
@given(tables())
def test_a_table_is_read_as_it_was_meant_and_written_back_byte_for_byte(table: Table) -> None:
    sheet = read_sheet("marks.csv", table.data, table.delimiter)
    assert values_of(sheet) == list(table.values)
    assert sheet.to_bytes() == table.data


@UNTIMED
@given(tables(), st.data())
def test_a_changed_cell_changes_no_other_byte(table: Table, data: st.DataObject) -> None:
    sheet = read_sheet("marks.csv", table.data, table.delimiter)
    row = data.draw(st.integers(1, len(sheet.rows) - 1))
    column = data.draw(st.integers(0, len(sheet.rows[row].cells) - 1))
    value = data.draw(st.one_of(TEXT, AWKWARD))
    changed = sheet.changed({(row, column): value})
    raws = [[cell.raw for cell in each.cells] for each in sheet.rows]
    assert changed.rows[row].cells[column].value == value
    raws[row][column] = changed.rows[row].cells[column].raw
    expected = "".join(
        sheet.delimiter.join(each) + old.ending for each, old in zip(raws, sheet.rows, strict=True)
    ).encode()
    assert changed.to_bytes() == sheet.mark + expected
    again = read_sheet("marks.csv", changed.to_bytes(), table.delimiter)
    assert values_of(again) == values_of(changed)


@UNTIMED
@given(tables())
def test_the_standard_reader_sees_the_same_cells(table: Table) -> None:
    text = table.data.decode("utf-8-sig")
    standard = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=table.delimiter) if row]
    ours = [row.values for row in read_sheet("marks.csv", table.data, table.delimiter).rows if row.values != ("",)]
    assert ours == standard


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32"])
def test_an_encoding_is_kept(encoding: str) -> None:
    data = "Name;Bewertung\r\nJürgen Groß;8,5\r\n".encode(encoding)
    sheet = read_sheet("marks.csv", data)
    assert values_of(sheet)[1] == ("Jürgen Groß", "8,5")
    assert sheet.to_bytes() == data
    assert sheet.changed({(1, 1): "9,0"}).to_bytes() == "Name;Bewertung\r\nJürgen Groß;9,0\r\n".encode(encoding)


def test_bytes_that_no_usual_encoding_has_are_kept() -> None:
    data = b"Name,Grade\n\x81\x8d\xff,1\n"
    sheet = read_sheet("marks.csv", data)
    assert sheet.changed({(1, 1): "2"}).to_bytes() == b"Name,Grade\n\x81\x8d\xff,2\n"


def test_a_character_that_the_encoding_lacks_is_named() -> None:
    sheet = read_sheet("marks.csv", "Müller;x\r\na;b\r\n".encode("cp1252"))
    with pytest.raises(UnreadableFile, match=r"cp1252.*'✓'.*Export it again as UTF-8"):
        sheet.changed({(1, 1): "✓"}).to_bytes()


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ('a;b\n"1,5";"2,5"\n1,5;2,5\n', ";"),
        ("a\tb\n1,0\t2\n", "\t"),
        ('ID,"Full, name",Grade\n1,"Roe; Jane",\n', ","),
        ("alone\n", ","),
    ],
)
def test_the_delimiter_is_the_one_that_cuts_every_row_alike(text: str, delimiter: str) -> None:
    assert read_sheet("marks.csv", text.encode()).delimiter == delimiter


def test_a_quotation_mark_that_never_closes_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableFile, match=r"quotation mark that opens in line 3"):
        read_sheet("marks.csv", b'a,b\n1,2\n1,"2\n3,4\n', ",")


@pytest.mark.parametrize(("data", "problem"), [(b"", "empty"), (b" \n\n", "empty"), (b"PK\x03\x04xyz", "no table")])
def test_what_is_no_table_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(UnreadableFile, match=problem):
        read_sheet("marks.csv", data)


def test_text_behind_a_closing_quotation_mark_is_kept() -> None:
    data = b'a,b\n"x"y,2\n'
    sheet = read_sheet("marks.csv", data)
    assert sheet.rows[1].values == ("xy", "2")
    assert sheet.changed({(1, 1): "3"}).to_bytes() == b'a,b\n"x"y,3\n'


def test_rows_know_their_line_in_the_file() -> None:
    sheet = read_sheet("marks.csv", b'a,b\n"one\ntwo",2\n3,4\n', ",")
    assert [row.line for row in sheet.rows] == [1, 2, 4]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "|calc", "  =1", "＝1"])
def test_text_that_a_spreadsheet_would_calculate_is_made_inert(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Well done", "a=b", "8 - 5", "'=1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8.5", "8.5"), ("8,5", "8.5"), ("1.234,50", "1234.50"), ("1,234.50", "1234.50"), ("1 234,5", "1234.5"),
        ("85 %", "85"), ("100", "100"), ("-1", "-1"), ("1'000.5", "1000.5"),
    ],
)  # fmt: skip
def test_a_number_is_read_with_either_decimal_mark(text: str, number: str) -> None:
    assert number_in(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "-", "EX", "N/A", "pass", "1e5", "=1", "0x1"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_in(text) is None


def test_the_decimal_mark_is_that_of_most_numbers() -> None:
    assert decimal_mark(["8,5", "100", "EX", "7,25", "1.5"]) == ","
    assert decimal_mark(["10", "", "pass"]) is None


@pytest.mark.parametrize(
    ("points", "text"),
    [
        ("7.5", "7.5"),
        ("7.005", "7.01"),
        ("10", "10"),
        ("100.00", "100"),
        ("0.004", "0"),
        ("-0.001", "0"),
        ("1E+2", "100"),
    ],
)
def test_points_are_written_as_plain_digits_rounded_half_up(points: str, text: str) -> None:
    assert written(Decimal(points)) == text
    assert written(Decimal(points), ",") == text.replace(".", ",")
