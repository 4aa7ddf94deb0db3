"""Tables on a PDF page: lines whose parts stand under each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from agreementlint.latepattern import LatePattern
from agreementlint.readers.labels import label_of
from agreementlint.readers.pdf_layout import PageLine
from agreementlint.readers.pdf_page import Fragment
from agreementlint.values import dataclass

ALIGNED: Final = 6.0  # points
ROW_GAP: Final = 1.2  # of the smallest line distance in the table: from here on a new row begins
REST_GAP: Final = 1.6  # of a line's height: up to here a lone line below a row goes on with it
LONGEST_GAP: Final = 3.5  # of a line's height: from here on the table has ended
BLANK = LatePattern(r"_{3,}|\.{5,}|(?:\. ){4,}")
PAGE_NUMBER = LatePattern(r"(?:\d{1,3}|[ivxl]{1,6})$")


@dataclass(frozen=True, slots=True)
class PageCell:
    """The fragments of a cell line by line, with its row and column from 0."""

    row: int
    column: int
    lines: tuple[tuple[Fragment, ...], ...]


@dataclass(frozen=True, slots=True)
class PageTable:
    """The cells of a table and how many lines it took."""

    cells: tuple[PageCell, ...]
    length: int


def parts_of(line: PageLine) -> list[tuple[Fragment, ...]]:
    """What stands apart on a line; a label and its words ("(a)", "1.") belong together."""
    parts: list[tuple[Fragment, ...]] = []
    for fragment in line.fragments:
        if parts and is_label(parts[-1]):
            parts[-1] = (*parts[-1], fragment)
        else:
            parts.append((fragment,))
    return parts


def is_label(part: Sequence[Fragment]) -> bool:
    if len(part) != 1 or len(part[0].texts) > 1:
        return False
    text = part[0].text
    label = label_of(text + " x")
    return label is not None and label.body > len(text)


def table_at(lines: Sequence[PageLine], start: int) -> PageTable | None:
    """The table that begins at this line, if at least two lines from here on share their columns."""
    first = parts_of(lines[start])
    if len(first) < 2 or is_no_row(lines[start]):
        return None
    columns = [(part[0].left, part[-1].right) for part in first]
    taken: list[list[tuple[int, tuple[Fragment, ...]]]] = []
    full_rows = 0
    end = start
    for index in range(start, len(lines)):
        line = lines[index]
        if index > start and not continues(lines[index - 1], line):
            break
        placed = in_columns(parts_of(line), columns)
        if placed is None or is_no_row(line):
            break
        taken.append(placed)
        if len(placed) > 1:
            full_rows += 1
            end = index + 1
    while end - start < len(taken) and is_rest_of_cell(lines[end - 1], lines[end], taken[end - start]):
        end += 1
    taken = taken[: end - start]
    if full_rows < 2:
        return None
    return PageTable(cells_of(lines[start:end], taken), end - start)


def is_rest_of_cell(before: PageLine, line: PageLine, placed: Sequence[tuple[int, tuple[Fragment, ...]]]) -> bool:
    """Whether a line below the last whole row is what was left of its cells, none of which is its first."""
    near = before.middle - line.middle <= REST_GAP * line.fragments[0].height
    return near and all(column > 0 for column, _ in placed)


def is_no_row(line: PageLine) -> bool:
    """Lines to be filled in or signed, and lines of a table of contents, only look like rows."""
    parts = line.fragments
    return bool(BLANK.search(line.text)) or (len(parts) == 2 and bool(PAGE_NUMBER.fullmatch(parts[1].text)))


def continues(before: PageLine, line: PageLine) -> bool:
    if (before.page, before.column) != (line.page, line.column):
        return False
    return before.middle - line.middle <= LONGEST_GAP * max(before.fragments[0].height, line.fragments[0].height)


def in_columns(
    parts: Sequence[tuple[Fragment, ...]], columns: Sequence[tuple[float, float]]
) -> list[tuple[int, tuple[Fragment, ...]]] | None:
    """Each part with its column; None if one stands beside the columns or reaches into the next.

    A part belongs to the column with which it begins or, where words are centred or set to the right, whose middle or
    end it shares.
    """
    placed: list[tuple[int, tuple[Fragment, ...]]] = []
    for part in parts:
        begins, ends = part[0].left, part[-1].right
        near = [number for number, (left, _) in enumerate(columns) if abs(left - begins) <= ALIGNED] or [
            number
            for number, (left, right) in enumerate(columns)
            if number and (abs(right - ends) <= ALIGNED or abs(left + right - begins - ends) <= 2 * ALIGNED)
        ]
        if not near:
            return None
        column = near[0]
        if column + 1 < len(columns) and ends > columns[column + 1][0]:
            return None
        if placed and placed[-1][0] >= column:
            return None
        placed.append((column, part))
    return placed


def cells_of(
    lines: Sequence[PageLine], taken: Sequence[list[tuple[int, tuple[Fragment, ...]]]]
) -> tuple[PageCell, ...]:
    """The cells; a row begins where the distance is larger, or with words in the first column if all are alike."""
    distances = [before.middle - line.middle for before, line in pairwise(lines)]
    smallest = min(distances, default=0.0)
    uneven = bool(distances) and max(distances) > ROW_GAP * smallest
    wrapped = uneven and median(distances) < ROW_GAP * smallest * 2
    cells: dict[tuple[int, int], list[tuple[Fragment, ...]]] = {}
    row = 0
    for index, placed in enumerate(taken):
        if index:
            in_first = any(column == 0 for column, _ in placed)
            opens = distances[index - 1] > ROW_GAP * smallest if wrapped else in_first
            if opens and (in_first or wrapped):
                row += 1
        for column, part in placed:
            cells.setdefault((row, column), []).append(part)
    return tuple(PageCell(number, column, tuple(parts)) for (number, column), parts in sorted(cells.items()))
