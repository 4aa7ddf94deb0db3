"""Where we are in the tables of an RTF file, and what its rows, once they end, make of the words in their cells."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import field
from enum import StrEnum
from typing import assert_never

from agreementlint.document import Changes
from agreementlint.readers.strands import Strands, Written
from agreementlint.readers.unseen import ANYTHING, Ink, Paint
from agreementlint.text import WordPlace
from agreementlint.values import dataclass

Inks = list[tuple[WordPlace, Ink]]  # the runs in which letters might not be seen, and how they are drawn


class CellChange(StrEnum):
    """What a tracked change does to a whole cell, by the word that says so."""

    INSERTED = "clins"
    DELETED = "cldel"


def gone_cells(changes: Changes) -> CellChange | None:
    """The change to a cell after which this view does not have it."""
    match changes:
        case Changes.FINAL:
            return CellChange.DELETED
        case Changes.ORIGINAL:
            return CellChange.INSERTED
        case Changes.BOTH:
            return None
        case _:
            assert_never(changes)


@dataclass(slots=True)
class RowCells:
    """What is told of a row's cells in their order; `fill` and `change` wait for the end of the one that is told of."""

    fills: list[Paint | None] = field(default_factory=list)  # None shows what is behind the table
    changes: list[CellChange | None] = field(default_factory=list)
    fill: Paint | None = None
    change: CellChange | None = None
    is_head: bool = False

    def begin(self) -> None:
        self.fills, self.changes, self.fill, self.change, self.is_head = [], [], None, None, False

    def end_row(self) -> None:
        """Forgets the changes, which are those of one row; what the cells look like holds until it is told anew."""
        self.changes, self.change = [], None

    def end_cell(self) -> None:
        self.fills.append(self.fill)
        self.changes.append(self.change)
        self.fill = self.change = None

    def behind(self, cell: int) -> Paint | None:
        return self.fills[cell] if cell < len(self.fills) else ANYTHING

    def change_of(self, cell: int) -> CellChange | None:
        return self.changes[cell] if cell < len(self.changes) else None


@dataclass(slots=True)
class InCell:
    """A paragraph of a row that has not ended, with all that hangs on it: boxes, notes, the rows of inner tables."""

    cell: int
    written: list[Written]
    inks: Inks


@dataclass(slots=True)
class TableAt:
    """Where we are in a table: its row and cell from 0, and the paragraphs of the row.

    What a row makes of its cells may be told behind them, that of inner tables always is: so they wait for its end.
    """

    number: int
    row: int = 0
    cell: int = 0
    waiting: list[InCell] = field(default_factory=list)

    def end_row(self, told: RowCells, gone: CellChange | None, strands: Strands) -> InCell:
        """Applies what is told of the cells; returns their paragraphs, with the inks that hang on what is around them."""
        kept = InCell(self.cell, [], [])
        missing = [cell for cell in range(self.cell) if gone is not None and told.change_of(cell) is gone]
        for each in self.waiting:
            change = told.change_of(each.cell)
            strands.tracked = strands.tracked or change is not None
            if change is not None and change is gone:
                strands.take_away(each.written)
                continue
            kept.written += each.written
            fill = told.behind(each.cell)
            if fill is None:
                kept.inks += each.inks
            else:
                strands.draw(each.inks, fill)
            before = bisect_left(missing, each.cell)
            for written in each.written if before else ():
                if written.cell is not None and written.cell.table == self.number:
                    written.cell = written.cell._replace(column=written.cell.column - before)
        self.row += 1
        self.cell = 0
        self.waiting = []
        return kept
