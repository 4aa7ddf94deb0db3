"""Tables of plain text: drawn with dashes ("---- ----"), boxes of "+---+---+", and columns that single tabs divide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from agreementlint.latepattern import LatePattern
from agreementlint.readers.labels import label_of
from agreementlint.readers.passage import Line, Passage, joined, passage_of
from agreementlint.values import dataclass

_RULER = LatePattern(r"\s*-{2,}(?: +-{2,})+\s*$")  # one stretch of dashes over each column
_FULL = LatePattern(r"\s*-{5,}\s*$")
_DASHES = LatePattern(r"-+")
_BOX = LatePattern(r"\s*\+(?:[-=:]{2,}\+){2,}\s*$")
_MOST_LINES = 500  # of one table
_MOST_HEAD = 6  # of its head


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table from line `first` up to `last` (not included): its rows of cells, and whether the first is a head."""

    first: int
    last: int
    rows: tuple[tuple[Passage, ...], ...]
    headed: bool


def drawn_tables(lines: Sequence[Line]) -> Iterator[DrawnTable]:
    """The tables in the lines of a file, one after the other."""
    index = free = 0
    while index < len(lines):
        text = lines[index].text
        table = None
        if "--" in text or "==" in text:
            if _BOX.match(text):
                table = _boxed(lines, index)
            elif _RULER.match(text):
                table = _ruled(lines, index, free)
        if table is not None and len(table.rows) > table.headed:
            yield table
            index = free = table.last
        else:
            index += 1


def _cells(lines: Sequence[Line], starts: Sequence[int], ends: Sequence[int]) -> tuple[Passage, ...]:
    """One cell for each column: what the lines have there, joined."""
    return tuple(
        joined(
            (cell for line in lines if (cell := passage_of(line.text[start:end], line.offset + start).stripped())), " "
        )
        for start, end in zip(starts, ends, strict=True)
    )


def _rows_between(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each row where blank lines divide the rows."""
    rows: list[list[Line]] = [[]]
    for line in lines:
        if line.text.strip():
            rows[-1].append(line)
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row]


def _ruled(lines: Sequence[Line], at: int, free: int) -> DrawnTable | None:
    """The table around a ruler; its head stands directly above, not before line `free`."""
    spans = [found.span() for found in _DASHES.finditer(lines[at].text)]
    gaps = [range(left[1], right[0]) for left, right in pairwise(spans)]
    starts = [0, *(start for start, _ in spans[1:])]
    ends = [*starts[1:], 10_000]

    def fits(line: Line) -> bool:
        return all(not line.text[gap.start : gap.stop].strip() for gap in gaps)

    head = at
    while head > free and lines[head - 1].text.strip() and fits(lines[head - 1]) and at - head < _MOST_HEAD:
        head -= 1
    above = lines[head:at]
    bordered = not above or (head > free and _FULL.match(lines[head - 1].text) is not None)
    blank, stop = 0, at + 1
    while stop < len(lines) and stop - at < _MOST_LINES and not (blank and not bordered):
        text = lines[stop].text
        if _FULL.match(text) or _RULER.match(text):
            break
        if not text.strip():
            blank = blank or stop
        elif not fits(lines[stop]):
            return None
        stop += 1
    closed = stop < len(lines) and not (blank and not bordered)
    if bordered and not closed:
        return None
    last = stop + 1 if closed else blank or stop
    body = lines[at + 1 : stop]
    rows = _rows_between(body) if bordered and blank else [[line] for line in body if line.text.strip()]
    if not rows:
        return None
    cells = [_cells(row, starts, ends) for row in ([above] if above else []) + rows]
    return DrawnTable(head, last, tuple(cells), bool(above))


def _boxed(lines: Sequence[Line], at: int) -> DrawnTable | None:
    """The table whose upper edge is at this line."""
    edges = [index for index, char in enumerate(lines[at].text) if char == "+"]
    starts, ends = [edge + 1 for edge in edges[:-1]], edges[1:]
    rows: list[tuple[Passage, ...]] = []
    row: list[Line] = []
    headed = False
    closed = index = at + 1
    while index < len(lines):
        text = lines[index].text
        if text.strip().startswith("+"):
            if row:
                rows.append(_cells(row, starts, ends))
                headed = headed or (len(rows) == 1 and "=" in text)
            if not rows:
                break
            closed, row = index + 1, []
        elif text.strip().startswith("|"):
            if text[edges[-1] + 1 :].strip() or any(text[edge : edge + 1].strip(" |+") for edge in edges):
                break  # words stand where the edges are: to cut cells there would lose them
            row.append(lines[index])
        else:
            break
        index += 1
    return DrawnTable(at, closed, tuple(rows), headed) if rows else None


def between_tabs(text: str) -> list[tuple[int, int]]:
    """Where each cell of a line starts and ends if every tab divides two, of which some may be empty."""
    ends = [index for index, char in enumerate(text) if char == "\t"] + [len(text.rstrip(" \r\n"))]
    return list(zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True))


def is_rest_of_row(text: str, head: str) -> bool:
    """Whether a line below a table with such a head holds one cell only and none in the first column."""
    words = text.strip()
    return (
        text.startswith("\t")
        and bool(words)
        and "\t" not in words
        and text.rstrip(" \r\n").count("\t") <= head.count("\t")
        and label_of(words) is None
    )


def in_columns(texts: Sequence[str], found: Sequence[int]) -> list[list[tuple[int, int]]] | None:
    """The cells of each line where every tab divides two of them; None if tabs only set columns under each other.

    `found` are how many cells each line has if tabs side by side are one divider: if all lines have as many, they are.
    """
    if len(set(found)) < 2 or any("\t" not in text for text in texts):
        return None
    rows = [between_tabs(text) for text in texts]
    width = len(rows[0])
    full = all(texts[0][start:end].strip() for start, end in rows[0])
    return rows if full and all(len(row) <= width for row in rows) else None
