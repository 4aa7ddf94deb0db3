"""The lines of a PDF page in reading order: one column after the other, top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from agreementlint.readers.pdf_page import Fragment, Page
from agreementlint.values import dataclass

COLUMN_LINES: Final = 5  # so many lines on each side make two columns
COLUMN_FILL: Final = 0.6  # of a column's width that its middling line takes; cells of a table take less
GUTTER: Final = 6.0  # points that a column may stick out


@dataclass(frozen=True, slots=True)
class PageLine:
    """The fragments of one line, left to right, and the edges of the column that it stands in."""

    page: int
    fragments: tuple[Fragment, ...]
    column: int
    column_left: float
    column_right: float
    left: float
    right: float
    bottom: float
    top: float
    middle: float  # of the first fragment
    size: float
    bold: bool
    text: str


def lines_of(page: Page) -> list[PageLine]:
    """The page's lines, column by column; lines across both columns divide the page into bands."""
    fragments = list(page.fragments)
    if not fragments:
        return []
    gutter = column_gutter(fragments)
    if gutter is None:
        return region(page.number, fragments, 0)
    lines: list[PageLine] = []
    across = [
        fragment for fragment in fragments if fragment.left < gutter - GUTTER and fragment.right > gutter + GUTTER
    ]
    edges = sorted({fragment.middle for fragment in across}, reverse=True)
    column = 0
    for above, below in pairwise([float("inf"), *edges, float("-inf")]):
        between = [fragment for fragment in fragments if below < fragment.middle < above]
        for side in (
            [fragment for fragment in between if fragment.right <= gutter + GUTTER],
            [fragment for fragment in between if fragment.right > gutter + GUTTER],
        ):
            if side:
                lines += region(page.number, side, column)
                column += 1
        divider = [fragment for fragment in fragments if fragment.middle == below]
        if divider:
            lines += region(page.number, divider, column)
            column += 1
    return lines


def region(page: int, fragments: Sequence[Fragment], column: int) -> list[PageLine]:
    """The lines of one column or of a page without columns."""
    left = min(fragment.left for fragment in fragments)
    right = max(fragment.right for fragment in fragments)
    rows: list[list[Fragment]] = []
    order = sorted([(-each.middle, each.left, number) for number, each in enumerate(fragments)])
    for _, _, number in order:
        fragment = fragments[number]
        if rows and stands_beside(rows[-1][0], fragment):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [line_of(page, row, column, left, right) for row in rows]


def line_of(page: int, row: list[Fragment], column: int, column_left: float, column_right: float) -> PageLine:
    if len(row) == 1:  # nearly always
        one = row[0]
        edges = one.left, one.right, one.bottom, one.top, one.middle
        return PageLine(page, (one,), column, column_left, column_right, *edges, one.size, one.bold, one.text)
    row.sort(key=lambda one: one.left)
    return PageLine(
        page,
        tuple(row),
        column,
        column_left,
        column_right,
        left=row[0].left,
        right=row[-1].right,
        bottom=min([fragment.bottom for fragment in row]),
        top=max([fragment.top for fragment in row]),
        middle=row[0].middle,
        size=max([fragment.size for fragment in row]),
        bold=all(fragment.bold for fragment in row),
        text=text_of(row),
    )


def text_of(fragments: Sequence[Fragment]) -> str:
    """The words of fragments with one space between them."""
    return " ".join([fragment.text for fragment in fragments])


def stands_beside(first: Fragment, second: Fragment) -> bool:
    """Whether two fragments are on one line: they overlap by half of the lower one's height."""
    overlap = min(first.top, second.top) - max(first.bottom, second.bottom)
    return overlap >= 0.5 * min(first.height, second.height)


def column_gutter(fragments: Sequence[Fragment]) -> float | None:
    """The middle of the gap between two columns of running text, or None where there is one column or a table."""
    left = min(fragment.left for fragment in fragments)
    right = max(fragment.right for fragment in fragments)
    width = right - left
    starts = (
        sorted({round(fragment.left) for fragment in fragments if 0.35 < (fragment.left - left) / width < 0.65})
        if width
        else []
    )
    for start in starts:
        on_right = [fragment for fragment in fragments if fragment.left >= start - 1]
        on_left = [fragment for fragment in fragments if fragment.right < start]
        across = len(fragments) - len(on_right) - len(on_left)
        if min(len(on_left), len(on_right)) < COLUMN_LINES or across * 4 > len(fragments):
            continue
        left_edge = max(fragment.right for fragment in on_left)
        left_fill = median(fragment.right - fragment.left for fragment in on_left) / (left_edge - left)
        right_fill = median(fragment.right - fragment.left for fragment in on_right) / (right - start)
        if min(left_fill, right_fill) >= COLUMN_FILL:
            return (left_edge + start) / 2
    return None
