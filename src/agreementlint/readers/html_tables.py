"""Makes cells of the blocks that stand in a table of an HTML file, unless the table only lays out the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from agreementlint.document import BlockKind
from agreementlint.readers.compose import Composer
from agreementlint.values import dataclass

SPANNED_COLUMNS: Final = 60  # in which cells are looked for that reach down: beyond them no agreement has any
MOST_ROWS: Final = 65_534  # as browsers have it


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    column: int
    header: bool
    first: int  # its drafts
    last: int


class OpenTable:
    """A table (or a list of terms and their descriptions) while its cells are read."""

    def __init__(self, composer: Composer, is_list: bool) -> None:
        self.composer = composer
        self.is_list = is_list
        self.row = -1
        self.column = 0
        self.in_head = False
        self.started: tuple[bool, int, int, int] | None = None  # is it a header, its first draft, width and height
        self.taken: dict[int, int] = {}  # the last row down to which a cell above takes a column
        self.cells: list[_Cell] = []
        self.number = composer.next_table()

    def start(self, name: str, width: int = 1, height: int = 1) -> None:
        match name:
            case "thead":
                self.in_head = True
            case "tr":
                self.row, self.column = self.row + 1, 0
            case "dt":
                self.row, self.column = self.row + 1, 0
                self.started = (True, len(self.composer.drafts), 1, 1)
            case "dd":
                self.row, self.column = max(self.row, 0), 1
                self.started = (False, len(self.composer.drafts), 1, 1)
            case _:
                self.row = max(self.row, 0)
                while self.taken.get(self.column, -1) >= self.row:
                    self.column += 1
                self.started = (name == "th" or self.in_head, len(self.composer.drafts), width, height)

    def end(self, name: str) -> None:
        if name == "thead":
            self.in_head = False
        elif self.started is not None:
            header, first, width, height = self.started
            self.cells.append(_Cell(self.row, self.column, header, first, len(self.composer.drafts)))
            if height != 1:  # 0 reaches to the end
                last_row = self.row + height - 1 if height else MOST_ROWS
                self.taken |= dict.fromkeys(range(self.column, min(self.column + width, SPANNED_COLUMNS)), last_row)
            self.column += width
            self.started = None

    def close(self) -> None:
        """Turns the blocks of each cell into cells; a table of one column, or with headings in it, is layout."""
        if self.started is not None:
            self.end("td")
        drafts = self.composer.drafts
        spanned = [drafts[index] for cell in self.cells for index in range(cell.first, cell.last)]
        columns = max((cell.column for cell in self.cells), default=0)
        if not columns or any(draft.kind is BlockKind.HEADING or draft.table >= 0 for draft in spanned):
            return
        heads = self._heads()
        for cell in self.cells:
            for index in range(cell.first, cell.last):
                drafts[index] = replace(
                    drafts[index],
                    kind=BlockKind.CELL,
                    level=0,
                    table=self.number,
                    row=cell.row,
                    column=cell.column,
                    header=cell.header or (cell.row, cell.column) in heads,
                )

    def _heads(self) -> set[tuple[int, int]]:
        """The cells that are bold to set them off from the rest, where the file marks no heads."""
        if any(cell.header for cell in self.cells):
            return set()
        drafts = self.composer.drafts
        bold = {
            (cell.row, cell.column)
            for cell in self.cells
            if cell.last > cell.first and all(drafts[i].bold for i in range(cell.first, cell.last))
        }
        filled = {(cell.row, cell.column) for cell in self.cells if cell.last > cell.first}
        for part in ({at for at in filled if at[0] == 0}, {at for at in filled if at[1] == 0}):
            if len(part) > 1 and part == bold:
                return part
        return set()
