"""Marks as a table for any spreadsheet: separated values or a workbook, in which nothing is ever calculated."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO, StringIO

from agreementlint.errors import BadConfiguration
from agreementlint.exchange.formulas import inert
from agreementlint.exchange.numbers import Mark, rounded, written
from agreementlint.values import dataclass

Value = str | Decimal | None

_PLACES = 2
_WIDEST = 60  # characters of a column in a workbook


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its headings and its rows, each as long as the headings; numbers are numbers."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def as_csv(table: Table, delimiter: str = ",", mark: Mark = ".") -> bytes:
    """UTF-8 with a byte order mark, without which Excel misreads accents; rows end as the format's standard says."""
    page = StringIO()
    writer = csv.writer(page, delimiter=delimiter, lineterminator="\r\n")
    for row in (table.headings, *table.rows):
        writer.writerow([_text(value, mark) for value in row])
    return page.getvalue().encode("utf-8-sig")


def as_workbook(tables: Sequence[Table]) -> bytes:
    """An .xlsx file with a sheet for each table, the same bytes for the same tables.

    Raises BadConfiguration where what writes workbooks is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise BadConfiguration(
            "a workbook needs the extra grading: pip install 'agreementlint[grading]'. CSV needs nothing more"
        ) from None
    page = BytesIO()
    # In memory: names of students must not be left in a temporary file.
    how = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(page, how)
    workbook.set_properties({"created": datetime(1980, 1, 1)})
    bold = workbook.add_format({"bold": True})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    for table in tables:
        sheet = workbook.add_worksheet(_sheet_name(table.title))
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(table.headings):
            sheet.write_string(0, column, heading, bold)
            longest = max([len(heading), *(len(_text(row[column], ".")) for row in table.rows)])
            sheet.set_column(column, column, min(longest, _WIDEST) + 2)
        for line, row in enumerate(table.rows, 1):
            for column, value in enumerate(row):
                match value:
                    case Decimal():
                        sheet.write_number(line, column, float(rounded(value, _PLACES)))
                    case str():
                        sheet.write_string(line, column, inert(value), wrapped)
                    case None:
                        pass
    workbook.close()
    return page.getvalue()


def _text(value: Value, mark: Mark) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return written(value, mark, _PLACES)
        case str():
            return inert(value)


def _sheet_name(title: str) -> str:
    """What Excel takes as the name of a sheet."""
    plain = "".join(" " if character in "[]:*?/\\" else character for character in title).strip(" '")
    return plain[:31] or "Marks"
