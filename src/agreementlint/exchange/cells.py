"""A table of separated values in which single cells can be changed while every other byte stays what it was."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from agreementlint.errors import UnreadableFile
from agreementlint.values import dataclass

DELIMITERS = (",", ";", "\t")

# With a byte order mark the encoding is certain; the longer marks first, since UTF-32 begins as UTF-16 does.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_MARK = ("utf-8", "cp1252", "latin-1")  # the last reads anything, and gives back what it read

_ENDING = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it stands in the file, with its quotes."""

    raw: str

    @property
    def quoted(self) -> bool:
        return self.raw.startswith('"')

    @property
    def value(self) -> str:
        """What a spreadsheet shows."""
        if not self.quoted:
            return self.raw
        inside, after = _closing(self.raw)
        return inside + after

    def saying(self, value: str, delimiter: str) -> Cell:
        """A cell with another value, quoted if this one was or if the value asks for it."""
        if value == self.value:
            return self
        needs = self.quoted or any(character in value for character in (delimiter, '"', "\r", "\n"))
        # Some writers quote what has a blank in it: a value that begins or ends with one would be trimmed elsewhere.
        needs = needs or value != value.strip()
        return Cell('"{}"'.format(value.replace('"', '""')) if needs else value)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record and the characters that end it (none at the end of some files)."""

    cells: tuple[Cell, ...]
    ending: str
    line: int  # of its first character, from 1

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(cell.value for cell in self.cells)

    @property
    def is_blank(self) -> bool:
        return not any(cell.value.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of separated values: what it says, and everything that is needed to write the same bytes again."""

    path: str
    rows: tuple[Row, ...]
    delimiter: str
    encoding: str
    mark: bytes

    @property
    def header(self) -> tuple[str, ...]:
        return self.rows[0].values if self.rows else ()

    def changed(self, changes: Mapping[tuple[int, int], str]) -> Sheet:
        """The sheet with other values at (row, column), both from 0; the cells must be there."""
        by_row: dict[int, dict[int, str]] = {}
        for (row, column), value in changes.items():
            by_row.setdefault(row, {})[column] = value
        rows = list(self.rows)
        for index, values in by_row.items():
            cells = list(rows[index].cells)
            for column, value in values.items():
                cells[column] = cells[column].saying(value, self.delimiter)
            rows[index] = Row(tuple(cells), rows[index].ending, rows[index].line)
        return Sheet(self.path, tuple(rows), self.delimiter, self.encoding, self.mark)

    def only(self, rows: Sequence[int], columns: Sequence[int]) -> Sheet:
        """The sheet with these rows and columns alone, in this order; the cells stay as they are written."""
        kept = tuple(
            Row(tuple(self.rows[row].cells[column] for column in columns), self.rows[row].ending, self.rows[row].line)
            for row in rows
        )
        return Sheet(self.path, kept, self.delimiter, self.encoding, self.mark)

    def to_bytes(self) -> bytes:
        """The bytes of the file; UnreadableFile where its encoding lacks a character that was put in."""
        text = "".join(self.delimiter.join(cell.raw for cell in row.cells) + row.ending for row in self.rows)
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            character = text[error.start]
            raise UnreadableFile(
                self.path,
                f"its encoding ({self.encoding}) has no character {character!r}, which the feedback needs",
                "Export it again as UTF-8",
            ) from None


def read_sheet(path: str, data: bytes, delimiter: str | None = None) -> Sheet:
    """The table in a file; `path` is only what errors call it.

    The delimiter is found out where it is not given. Raises UnreadableFile for what is no such table.
    """
    text, encoding, mark = _decoded(data)
    if not text.strip():
        raise UnreadableFile(path, "it is empty", "Export it again")
    if "\x00" in text or data.startswith(b"PK\x03\x04"):
        raise UnreadableFile(path, "it is no table in text (CSV)", "If it is a workbook, save it as CSV first")
    separator = delimiter or _delimiter(text)
    return Sheet(path, tuple(_rows(path, text, separator)), separator, encoding, mark)


def _decoded(data: bytes) -> tuple[str, str, bytes]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding, mark
            except UnicodeDecodeError:
                break
    for encoding in _WITHOUT_MARK[:-1]:
        try:
            return data.decode(encoding), encoding, b""
        except UnicodeDecodeError:
            continue
    return data.decode(_WITHOUT_MARK[-1]), _WITHOUT_MARK[-1], b""


def _delimiter(text: str) -> str:
    """The one that cuts the most rows into as many cells as the first, and those into the most cells."""

    def score(delimiter: str) -> tuple[int, int]:
        lengths = [len(row.cells) for row in _rows("", text, delimiter, strict=False) if not row.is_blank]
        return (Counter(lengths)[lengths[0]], lengths[0]) if lengths and lengths[0] > 1 else (0, 0)

    return max(DELIMITERS, key=lambda delimiter: (score(delimiter), -DELIMITERS.index(delimiter)))


def _rows(path: str, text: str, delimiter: str, *, strict: bool = True) -> Iterator[Row]:
    start, line = 0, 1
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    while start < len(text):
        cells, at = [], start
        while True:
            begin = at
            if text.startswith('"', at):
                at = _after_quotes(text, at)
                if at < 0:
                    if strict:
                        problem = f"the quotation mark that opens in line {line + text.count(chr(10), start, begin)}"
                        raise UnreadableFile(path, f"{problem} is not closed", "Export it again, or mend the line")
                    at = len(text)
            at = _end(plain, text, at)
            cells.append(Cell(text[begin:at]))
            if not text.startswith(delimiter, at):
                break
            at += len(delimiter)
        ending = _ENDING.match(text, at)
        yield Row(tuple(cells), ending[0] if ending else "", line)
        following = ending.end() if ending else at
        line += len(_ENDING.findall(text, start, following))
        start = following


def _end(plain: re.Pattern[str], text: str, at: int) -> int:
    found = plain.match(text, at)
    return found.end() if found else at


def _after_quotes(text: str, at: int) -> int:
    """Where the quotes that open at `at` have closed; -1 if they never do."""
    at = text.find('"', at + 1)
    while at >= 0 and text.startswith('""', at):
        at = text.find('"', at + 2)
    return at + 1 if at >= 0 else -1


def _closing(raw: str) -> tuple[str, str]:
    """What stands inside the quotes of a cell, and what somebody left behind them."""
    end = _after_quotes(raw, 0)
    if end < 0:
        return raw[1:].replace('""', '"'), ""
    return raw[1 : end - 1].replace('""', '"'), raw[end:]
