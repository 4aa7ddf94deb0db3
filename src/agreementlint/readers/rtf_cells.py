"""What an RTF file says of the cells of a row before their words: what is behind them, which were added or struck."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from agreementlint.readers.unseen import ANYTHING, WHITE, Paint
from agreementlint.values import dataclass


class CellChange(StrEnum):
    """What a tracked change does to a whole cell, by the word that says so."""

    INSERTED = "clins"
    DELETED = "cldel"


@dataclass(slots=True)
class RowCells:
    """The cells of a row in their order; `fill` and `change` wait for the end of the one that is told of."""

    fills: list[Paint] = field(default_factory=list)
    changes: list[CellChange | None] = field(default_factory=list)
    fill: Paint = WHITE
    change: CellChange | None = None

    def begin(self) -> None:
        self.fills, self.changes, self.fill, self.change = [], [], WHITE, None

    def end_row(self) -> None:
        """Forgets the changes, which are those of one row; where it is told of behind its cells the next is none such."""
        self.changes, self.change = [], None

    def end_cell(self) -> None:
        self.fills.append(self.fill)
        self.changes.append(self.change)
        self.fill, self.change = WHITE, None

    def behind(self, cell: int) -> Paint:
        return self.fills[cell] if cell < len(self.fills) else ANYTHING

    def change_of(self, cell: int) -> CellChange | None:
        return self.changes[cell] if cell < len(self.changes) else None
