"""Which cells of a table head their column or row, where the file does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import mean

from agreementlint.document import BlockKind
from agreementlint.latepattern import LatePattern
from agreementlint.readers.passage import Draft

HEAD_LENGTH = 60
# What a column's head does not have: a figure, an address, a blank, an end of sentence, the colon of a form's label.
NO_HEAD = LatePattern(r"\d|@|__|\[|[.:;]$")


def with_heads(drafts: Sequence[Draft], table: int, marked: set[int]) -> list[Draft]:
    """The drafts with `header` set on the cells that head a column or a row of this table.

    `marked` are the rows that the file itself calls heads; the first column heads the rows as well if it alone is
    bold below them. Else the first row heads the columns if it alone is bold; the first column heads the rows if it
    alone is; else short words over longer ones do.
    """
    cells = [draft for draft in drafts if draft.table == table and draft.kind is BlockKind.CELL]
    heads = marked or bold_first_row(cells) or set()
    if heads:
        below = [cell for cell in cells if cell.row not in heads]
        named = bool(marked) and bold_first_column(below)
        return [
            replace(draft, header=True)
            if draft.table == table and (draft.row in heads or (named and draft.column == 0))
            else draft
            for draft in drafts
        ]
    if heads_rows(cells):
        return [
            replace(draft, header=True) if draft.table == table and draft.column == 0 else draft for draft in drafts
        ]
    if heads_columns(cells):
        return [replace(draft, header=True) if draft.table == table and draft.row == 0 else draft for draft in drafts]
    return list(drafts)


def bold_first_row(cells: Sequence[Draft]) -> set[int]:
    first = [cell for cell in cells if cell.row == 0]
    rest = [cell for cell in cells if cell.row > 0]
    if first and rest and all(cell.bold for cell in first) and not all(cell.bold for cell in rest):
        return {0} if len({cell.column for cell in first}) > 1 else set()
    return set()


def bold_first_column(cells: Sequence[Draft]) -> bool:
    """Whether the first column is bold and nothing beside it is."""
    return bool(cells) and all(cell.bold == (cell.column == 0) for cell in cells)


def heads_rows(cells: Sequence[Draft]) -> bool:
    """Whether the first column says what stands beside it: it alone is bold, or most of it ends with a colon."""
    first = [cell for cell in cells if cell.column == 0]
    rest = [cell for cell in cells if cell.column > 0]
    if not first or not rest:
        return False
    if all(cell.bold for cell in first) and not any(cell.bold for cell in rest):
        return True
    return sum(cell.passage.text.endswith(":") for cell in first) * 2 > len(first)


def heads_columns(cells: Sequence[Draft]) -> bool:
    """Whether the first row is short words over text that is, in the last column at least, clearly longer."""
    first = [cell for cell in cells if cell.row == 0]
    rest = [cell for cell in cells if cell.row > 0]
    if len({cell.column for cell in first}) < 2 or not rest:
        return False
    if any(len(cell.passage.text) > HEAD_LENGTH or NO_HEAD.search(cell.passage.text) for cell in first):
        return False
    last = max(cell.column for cell in first)
    head = [len(cell.passage.text) for cell in first if cell.column == last]
    below = [len(cell.passage.text) for cell in rest if cell.column == last]
    return last > 1 or (bool(below) and mean(below) >= 1.5 * mean(head))
