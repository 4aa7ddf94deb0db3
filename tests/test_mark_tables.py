"""Tables of marks open in a spreadsheet with numbers as numbers, and calculate nothing."""

from __future__ import annotations

import csv
import sys
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from agreementlint.errors import BadConfiguration
from agreementlint.exchange.tables import Table, as_csv, as_workbook

TABLE = Table(
    "Marks: agreement",
    ("student", "final", "note"),
    (
        ("Roe, Jane", Decimal("7.50"), "=HYPERLINK(\"http://example.org\")"),
        ("José", None, "two\nlines"),
        ("-Smith", Decimal(10), "007"),
    ),
)  # fmt: skip


def test_a_csv_file_is_read_by_any_spreadsheet() -> None:
    data = as_csv(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))) == [
        ["student", "final", "note"],
        ["Roe, Jane", "7.5", '\'=HYPERLINK("http://example.org")'],
        ["José", "", "two\nlines"],
        ["'-Smith", "10", "007"],
    ]


def test_a_csv_file_may_have_semicolons_and_decimal_commas() -> None:
    assert as_csv(TABLE, ";", ",").decode("utf-8-sig").splitlines()[1].split(";")[1] == "7,5"


def test_a_workbook_has_numbers_as_numbers_and_no_formula() -> None:
    workbook = load_workbook(BytesIO(as_workbook([TABLE])))
    [sheet] = workbook.worksheets
    assert sheet.title == "Marks  agreement"
    cells = {cell.coordinate: (cell.value, cell.data_type) for row in sheet.iter_rows() for cell in row}
    assert cells["B2"] == (7.5, "n")
    assert cells["B4"] == (10, "n")
    thirds = Table("Marks", ("points",), ((Decimal("3.3333"),),))
    assert load_workbook(BytesIO(as_workbook([thirds]))).worksheets[0]["A2"].value == 3.33
    assert cells["C2"] == ('\'=HYPERLINK("http://example.org")', "s")
    assert cells["C4"] == ("007", "s")
    assert cells["B3"] == (None, "n")
    assert "f" not in {kind for _, kind in cells.values()}


def test_the_same_marks_make_the_same_workbook() -> None:
    assert as_workbook([TABLE]) == as_workbook([TABLE])


def test_without_the_extra_a_workbook_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(BadConfiguration, match=r"agreementlint\[grading\]"):
        as_workbook([TABLE])
