"""Canvas's gradebook: our scores put into the file that Canvas exported, and only what changes is given back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.exchange.cells import Row, Sheet, read_sheet
from agreementlint.exchange.marks import Fate, Filled, Marked, Placed, Roster, Student
from agreementlint.exchange.numbers import decimal_mark, number_in, rounded, written
from agreementlint.values import dataclass

_PLACES = 2  # Canvas compares scores at as many
_ASSIGNMENT = re.compile(r"(?P<title>.*) \((?P<id>\d+)\)\s*", re.DOTALL)
_TOTALS = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
_NO_STUDENT = re.compile(r"\s*(Muted|Manual Posting.*)?\s*", re.IGNORECASE)
_NOT_ASSIGNED, _EXCUSED = "n/a", "ex"


@dataclass(frozen=True, slots=True)
class Gradebook:
    """An exported gradebook with the column of one assignment; `fixed` are the columns that say who a student is."""

    sheet: Sheet
    fixed: int
    column: int
    possible: Decimal | None
    students: tuple[tuple[int, Student], ...]

    @property
    def assignment(self) -> str:
        return self.sheet.header[self.column]


def read_gradebook(path: str, data: bytes, assignment: str = "") -> Gradebook:
    """The gradebook in a CSV file; `assignment` is a title or id of it, and may be left out where there is but one.

    Raises UnreadableFile or BadConfiguration where Canvas would not take the file back or would create an assignment.
    """
    sheet = read_sheet(path, data)
    header = sheet.header
    fixed = _fixed(path, header)
    column = _column(path, header, fixed, assignment)
    possible: Decimal | None = None
    students = []
    for index, row in _rows(sheet):
        if len(row.cells) != len(header):
            problem = f"line {row.line} has {len(row.cells)} cells where the first line has {len(header)}"
            raise UnreadableFile(path, problem, "Export the gradebook again and change nothing in it")
        values = row.values
        if "Points Possible" in values[0]:
            if re.search(r"read\s+only", values[column]):
                raise BadConfiguration(f"{path}: Canvas takes no scores for {header[column]!r}: it is read-only")
            possible = number_in(values[column])
        elif not all(_NO_STUDENT.fullmatch(value) for value in values):
            students.append((index, _student(header, values)))
    return Gradebook(sheet, fixed, column, possible, tuple(students))


def fill_gradebook(
    gradebook: Gradebook, marks: Sequence[Marked], *, replace: bool = False, rescale: bool = False
) -> Filled:
    """The gradebook with our scores: the students whose score changes, and the one assignment.

    A row or a cell that Canvas does not get cannot be cleared by it. No cell is ever emptied, an excuse and another
    score stay unless they are to be replaced.
    """
    sheet, column = gradebook.sheet, gradebook.column
    shown = [row.cells[column].value for _, row in _rows(sheet)]
    point = decimal_mark(shown) or "."
    pad = any(re.search(r"[.,]\d\d$", cell) for cell in shown)
    roster = Roster(gradebook.students)
    changes: dict[tuple[int, int], str] = {}
    placed, met = [], set[int]()
    for marked in marks:
        found = roster.rows_of(marked.student)
        again = met & set(found)
        met.update(found)
        if len(found) != 1 or again:
            placed.append(Placed(marked.student, Fate.UNCLEAR if found else Fate.NOT_FOUND))
            continue
        now = sheet.rows[found[0]].cells[column].value.strip()
        fate, detail, points = _fate(gradebook, marked, now, replace=replace, rescale=rescale)
        if fate is Fate.WRITTEN and points is not None:
            detail = changes[found[0], column] = written(points, point, _PLACES, pad=pad)
        placed.append(Placed(marked.student, fate, detail))
    others = {row for row, _ in gradebook.students} - {row for row, _ in changes}
    rows = [0, *(index for index, _ in _rows(sheet) if index not in others)]
    result = sheet.changed(changes).only(rows, [*range(gradebook.fixed), column])
    without = tuple(each for row, each in gradebook.students if row not in met)
    return Filled(result.to_bytes(), tuple(placed), without)


def _fate(
    gradebook: Gradebook, marked: Marked, now: str, *, replace: bool, rescale: bool
) -> tuple[Fate, str, Decimal | None]:
    points = marked.mark.points
    if points is None:
        return Fate.NO_POINTS, "", None
    if now.casefold() == _NOT_ASSIGNED:
        return Fate.LOCKED, "it was not assigned to the student", None
    points = rounded(_brought(gradebook, points, marked.mark.maximum, rescale=rescale), _PLACES)
    before = number_in(now)
    if before is not None and rounded(before, _PLACES) == points:
        return Fate.SAME, now, None
    if now not in ("", "-") and not replace:
        said = "the student is excused" if now.casefold() == _EXCUSED else f"it has {now}, ours is {written(points)}"
        return Fate.KEPT, said, None
    return Fate.WRITTEN, "", points


def _brought(gradebook: Gradebook, points: Decimal, maximum: Decimal, *, rescale: bool) -> Decimal:
    possible = gradebook.possible
    if not possible or possible == maximum:
        return points
    if not rescale or not maximum:
        raise BadConfiguration(
            f"{gradebook.sheet.path}: in Canvas {gradebook.assignment!r} has {possible.normalize():f} points, the rubric "
            f"{maximum.normalize():f}. Give --rescale if the points are to be brought to Canvas's, or change one of the two"
        )
    return points * possible / maximum


def _rows(sheet: Sheet) -> Iterator[tuple[int, Row]]:
    return ((index, row) for index, row in enumerate(sheet.rows) if index and row.values != ("",))


def _fixed(path: str, header: Sequence[str]) -> int:
    """How many columns say who a student is; the last of them is the section."""
    names = [*header[:3], "", "", ""]
    known = ("Student" in names[0] and "ID" in names[1]) or ("LastName" in names[0] and "ID" in names[2])
    section = next((index for index, name in enumerate(header[:9]) if "Section" in name), -1)
    if not known or section < 2:
        raise UnreadableFile(
            path,
            "its first line is not that of a Canvas gradebook (Student, ID, ..., Section, assignments)",
            'In Canvas: Grades, Export, "Export Entire Gradebook"; give that file and change nothing in it',
        )
    return section + 1


def _column(path: str, header: Sequence[str], fixed: int, wanted: str) -> int:
    """The column of the assignment; one that Canvas does not know would be created there, so that it is refused."""
    found = {
        index: match
        for index, name in enumerate(header)
        if index >= fixed and not _TOTALS.search(name) and (match := _ASSIGNMENT.fullmatch(name))
    }
    wanted = wanted.strip()
    chosen = [
        index for index, match in found.items() if wanted in ("", header[index].strip(), match["title"], match["id"])
    ]
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(repr(header[index]) for index in found) or "none"
    if not wanted:
        raise BadConfiguration(f"{path}: say which assignment, with --assignment. Its assignments: {names}")
    several = "several assignments are called" if chosen else "there is no assignment"
    raise BadConfiguration(f"{path}: {several} {wanted!r}; give the number in brackets. Its assignments: {names}")


def _student(header: Sequence[str], values: Sequence[str]) -> Student:
    cells = dict(zip(header, values, strict=True))
    name = cells.get("Student", "") or f"{cells.get('FirstName', '')} {cells.get('LastName', '')}"
    logins = (cells.get("SIS User ID", ""), cells.get("SIS Login ID", ""))
    return Student(cells.get("ID", "").strip(), tuple(each.strip() for each in logins if each.strip()), name.strip())
