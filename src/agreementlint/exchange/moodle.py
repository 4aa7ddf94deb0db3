"""Moodle's offline grading worksheet: our grades and feedback put into the file that Moodle exported."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.exchange.cells import Row, Sheet, read_sheet
from agreementlint.exchange.marks import Fate, Filled, Marked, Placed, Roster, Student
from agreementlint.exchange.moodle_headings import NOT_CHANGEABLE, Role, columns_of
from agreementlint.exchange.numbers import decimal_mark, number_in, rounded, written
from agreementlint.values import dataclass

_PARTICIPANT = re.compile(r"\D*?(\d+)\s*")
_SCALE_ITEMS = re.compile(r"\s*(?:[\r\n\t,]| {2,})\s*")
_PLACES = 2  # Moodle shows as many


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a worksheet is to be filled.

    columns: headings for roles that the file's language does not tell; rescale: points out of another maximum are
    brought to the worksheet's; replace: a mark or a feedback that is there already gives way to ours; scale: items
    of the scale with the least percentage that earns each, where the worksheet has a scale and no points.
    """

    columns: tuple[tuple[str, str], ...] = ()
    rescale: bool = False
    replace: bool = False
    feedback: bool = True
    scale: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Worksheet:
    """An exported worksheet with its columns known."""

    sheet: Sheet
    columns: Mapping[Role, int]

    def value(self, row: Row, role: Role) -> str:
        column = self.columns.get(role)
        return "" if column is None or column >= len(row.cells) else row.cells[column].value.strip()

    def student(self, row: Row) -> Student:
        number = _PARTICIPANT.fullmatch(self.value(row, Role.IDENTIFIER))
        logins = tuple(filter(None, (self.value(row, Role.EMAIL),)))
        return Student(number[1] if number else "", logins, self.value(row, Role.NAME))

    def rows(self) -> Iterator[tuple[int, Row]]:
        return ((index, row) for index, row in enumerate(self.sheet.rows) if index and not row.is_blank)

    @property
    def scale(self) -> tuple[str, ...]:
        """The items of the scale, lowest first; none where grades are points."""
        for _, row in self.rows():
            if text := self.value(row, Role.SCALE):
                return tuple(item for item in _SCALE_ITEMS.split(text) if item)
        return ()


def read_worksheet(path: str, data: bytes, columns: Sequence[tuple[str, str]] = ()) -> Worksheet:
    """The worksheet in a CSV file; raises UnreadableFile or BadConfiguration where Moodle would not take it back."""
    sheet = read_sheet(path, data)
    worksheet = Worksheet(sheet, columns_of(path, sheet.header, dict(columns)))
    width = len(sheet.header)
    for _, row in worksheet.rows():
        if len(row.cells) != width:
            problem = f"line {row.line} has {len(row.cells)} cells where the first line has {width}"
            raise UnreadableFile(path, problem, "Export the worksheet again and change nothing in it")
        if not worksheet.student(row).id:
            problem = f"line {row.line} names no participant: {worksheet.value(row, Role.IDENTIFIER)!r}"
            raise UnreadableFile(path, problem, "Export the worksheet again, or say with --column which column does")
    return worksheet


def fill_worksheet(worksheet: Worksheet, marks: Sequence[Marked], wishes: Wishes = Wishes()) -> Filled:  # noqa: B008
    """The worksheet with our grades; whatever is not ours stays as it is, byte by byte.

    A mark without points changes nothing, and no cell is ever emptied.
    """
    writer = _Writer(worksheet, wishes)
    rows = dict(worksheet.rows())
    students = {index: worksheet.student(row) for index, row in rows.items()}
    roster = Roster(students.items())
    changes: dict[tuple[int, int], str] = {}
    placed: list[Placed] = []
    met: set[int] = set()
    for marked in marks:
        found = roster.rows_of(marked.student)
        again = met & set(found)
        met.update(found)
        if len(found) != 1:
            fate = Fate.UNCLEAR if found else Fate.NOT_FOUND
            placed.append(Placed(marked.student, fate, _lines([rows[each] for each in found])))
            continue
        if again:
            placed.append(Placed(marked.student, Fate.UNCLEAR, f"line {rows[found[0]].line} has a mark already"))
            continue
        own, outcome = writer.changes(rows[found[0]], marked)
        changes |= {(found[0], column): value for column, value in own.items()}
        placed.append(outcome)
    without = tuple(student for index, student in students.items() if index not in met)
    return Filled(worksheet.sheet.changed(changes).to_bytes(), tuple(placed), without)


def as_editor_text(feedback: str) -> str:
    """Plain text as Moodle keeps feedback, which is HTML. It begins with a tag, so no spreadsheet calculates it."""
    paragraphs = [part for part in re.split(r"\n\s*\n", feedback.replace("\r\n", "\n").strip()) if part.strip()]
    return "".join(f"<p>{html.escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in paragraphs)


class _Writer:
    """What a worksheet asks of every cell that is put into it."""

    def __init__(self, worksheet: Worksheet, wishes: Wishes) -> None:
        self.worksheet, self.wishes = worksheet, wishes
        self.items = worksheet.scale
        cells = [worksheet.value(row, role) for _, row in worksheet.rows() for role in (Role.MAXIMUM, Role.GRADE)]
        self.mark = decimal_mark(cells) or "."  # Moodle takes a point whatever its language
        self.pad = any("." in cell or "," in cell for cell in cells)
        if self.items:
            _check_scale(worksheet.sheet.path, self.items, wishes.scale)

    def changes(self, row: Row, marked: Marked) -> tuple[dict[int, str], Placed]:
        student, mark = marked.student, marked.mark
        if mark.points is None:
            return {}, Placed(student, Fate.NO_POINTS)
        if self.worksheet.value(row, Role.CHANGEABLE).casefold() in NOT_CHANGEABLE:
            return {}, Placed(student, Fate.LOCKED, f"line {row.line}")
        now = self.worksheet.value(row, Role.GRADE)
        if self.items:
            grade = self._item(mark.points / mark.maximum * 100 if mark.maximum else Decimal(0))
            is_same = grade == now
        else:
            points, highest = self._points(row, mark.points, mark.maximum)
            grade = written(points, self.mark, _PLACES, pad=self.pad)
            if points > highest:
                return {}, Placed(student, Fate.TOO_HIGH, f"{grade} of {highest.normalize():f}")
            before = number_in(now)
            is_same = before is not None and rounded(before, _PLACES) == points
        return self._written(row, marked, grade, now, is_same=is_same)

    def _written(
        self, row: Row, marked: Marked, grade: str, now: str, *, is_same: bool
    ) -> tuple[dict[int, str], Placed]:
        columns = self.worksheet.columns
        changes: dict[int, str] = {}
        kept = []
        if not is_same and now and not self.wishes.replace:
            kept.append(f"it has {now}, ours is {grade}")
        elif not is_same:
            changes[columns[Role.GRADE]] = grade
        said = self.worksheet.value(row, Role.FEEDBACK)
        ours = as_editor_text(marked.mark.feedback) if self.wishes.feedback and Role.FEEDBACK in columns else ""
        if ours and ours != said and not kept:
            if said and not self.wishes.replace:
                kept.append("it has other feedback")
            else:
                changes[columns[Role.FEEDBACK]] = ours
        if kept and not changes:
            return changes, Placed(marked.student, Fate.KEPT, "; ".join(kept))
        return changes, Placed(marked.student, Fate.WRITTEN if changes else Fate.SAME, "; ".join((grade, *kept)))

    def _points(self, row: Row, points: Decimal, maximum: Decimal) -> tuple[Decimal, Decimal]:
        highest = number_in(self.worksheet.value(row, Role.MAXIMUM))
        if highest is None or highest == maximum:
            return rounded(points, _PLACES), maximum
        if not self.wishes.rescale or not maximum:
            raise BadConfiguration(
                f"{self.worksheet.sheet.path}: Moodle marks out of {highest.normalize():f}, the rubric out of "
                f"{maximum.normalize():f}. Give --rescale if the points are to be brought to Moodle's maximum, or change "
                "one of the two"
            )
        return rounded(points * highest / maximum, _PLACES), highest

    def _item(self, percent: Decimal) -> str:
        earned = [(least, item) for item, least in self.wishes.scale if percent >= least]
        return max(earned)[1]


def _check_scale(path: str, items: Sequence[str], wanted: Sequence[tuple[str, Decimal]]) -> None:
    """Moodle takes only the very words of the scale, and something must be there for the lowest mark."""
    example = ",".join(f"{item}={0 if number == 0 else 50}" for number, item in enumerate((items[0], items[-1])))
    advice = f'Say which percentage earns which item, as in --scale "{example}"'
    if not wanted:
        raise BadConfiguration(f"{path}: this assignment has a scale ({', '.join(items)}) and no points. {advice}")
    strangers = [item for item, _ in wanted if item not in items]
    if strangers:
        raise BadConfiguration(
            f"{path}: the scale has no item {strangers[0]!r}. Its items are {', '.join(items)}. {advice}"
        )
    if min(least for _, least in wanted) > 0:
        raise BadConfiguration(f"--scale: nothing is said of 0 %, so the lowest marks would have no item. {advice}")


def _lines(rows: Sequence[Row]) -> str:
    return f"lines {', '.join(str(row.line) for row in rows)}" if rows else ""
