"""Reads a manifest: a table (.csv) of who handed in which file, and when."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from agreementlint.errors import BadConfiguration, Fault
from agreementlint.grading.late import parsed_time
from agreementlint.grading.submission import Submission
from agreementlint.suggestion import meant
from agreementlint.values import dataclass

_COLUMNS: Final = ("key", "file", "name", "email", "submitted_at", "due", "late", "group")
_YES: Final = frozenset({"yes", "true", "1", "late", "x"})
_NO: Final = frozenset({"", "no", "false", "0"})


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a manifest. `ids` are further columns, by their heads, for the way back."""

    key: str
    file: str
    name: str
    submitted_at: datetime | None
    due: datetime | None
    late: bool
    group: str
    ids: tuple[tuple[str, str], ...]

    def put_on(self, submission: Submission) -> Submission:
        """The submission with what this line says of it."""
        return replace(
            submission,
            name=self.name or submission.name,
            submitted_at=self.submitted_at or submission.submitted_at,
            due=self.due or submission.due,
            late=self.late or submission.late,
            group=self.group or submission.group,
            ids=tuple((dict(submission.ids) | dict(self.ids)).items()),
        )


def read_manifest(path: Path) -> tuple[Row, ...]:
    """The lines of a manifest. It has the column `file` or `key`, and may have the others; commas, semicolons or tabs.

    Raises BadConfiguration with every fault.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadConfiguration(f"{path}: {(error.strerror or type(error).__name__).lower()}") from None
    except UnicodeDecodeError:
        raise BadConfiguration(Fault(str(path), 1, 1, "the file is not UTF-8; save it as CSV UTF-8")) from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        head = [name.strip() for name in next(reader, [])]
        lines = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise BadConfiguration(Fault(str(path), reader.line_num, 1, f"no table of this form: {error}")) from None
    columns = {name.casefold().replace(" ", "_"): at for at, name in enumerate(head)}
    if "file" not in columns and "key" not in columns:
        near = next(filter(None, (meant(name, ("file", "key")) for name in columns)), "")
        said = f"a column 'file' or 'key' is wanted{near}"
        raise BadConfiguration(Fault(str(path), 1, 1, said, first.rstrip("\r")))
    faults: list[Fault] = []
    rows = [_row(path, number, cells, columns, head, faults) for number, cells in lines if any(map(str.strip, cells))]
    faults += _doubles(path, [(number, row) for (number, _), row in zip(_full(lines), rows, strict=True)])
    if faults:
        raise BadConfiguration(*faults)
    return tuple(rows)


def _full(lines: Sequence[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    return [(number, cells) for number, cells in lines if any(map(str.strip, cells))]


def _row(
    path: Path, number: int, cells: Sequence[str], columns: dict[str, int], head: Sequence[str], faults: list[Fault]
) -> Row:
    def cell(name: str) -> str:
        at = columns.get(name, -1)
        return cells[at].strip() if 0 <= at < len(cells) else ""

    def fault(message: str) -> None:
        faults.append(Fault(str(path), number, 1, message))

    def time(name: str) -> datetime | None:
        found = parsed_time(cell(name)) if cell(name) else None
        if cell(name) and found is None:
            fault(f"{name}: a time such as 2026-11-20T23:59:00+01:00 is wanted, not {cell(name)!r}")
        return found

    key = cell("key") or cell("file").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if not key:
        fault("neither 'key' nor 'file' says whose line this is")
    if cell("late").casefold() not in _YES | _NO:
        fault(f"late: yes or no is wanted, not {cell('late')!r}")
    known = {columns[name] for name in _COLUMNS if name in columns and name != "email"}
    others = tuple(
        (head[at], value.strip()) for at, value in enumerate(cells) if at < len(head) and at not in known and value
    )
    late = cell("late").casefold() in _YES
    return Row(key, cell("file"), cell("name"), time("submitted_at"), time("due"), late, cell("group"), others)


def _doubles(path: Path, rows: Sequence[tuple[int, Row]]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, row in rows:
        if row.file and row.file in first:
            yield Fault(str(path), number, 1, f"{row.file!r} stands in line {first[row.file]} already")
        first.setdefault(row.file, number)
