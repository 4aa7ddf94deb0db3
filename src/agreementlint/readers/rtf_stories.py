"""Gathers the characters of an RTF file into paragraphs, and these into stories, lists and tables."""

from __future__ import annotations

from dataclasses import field
from typing import Final, assert_never

from agreementlint.document import Changes, Story
from agreementlint.readers.placed import advanced
from agreementlint.readers.rtf_cells import CellChange, RowCells
from agreementlint.readers.rtf_inks import Colours, why_unseen
from agreementlint.readers.rtf_state import State
from agreementlint.readers.rtf_tables import Lists, Style
from agreementlint.readers.strands import InTable, Strands, Written
from agreementlint.readers.unseen import ANYTHING, WHITE, Paint
from agreementlint.text import WordPlace
from agreementlint.values import dataclass

TWIPS_IN_CHARACTER: Final = 120


@dataclass(slots=True)
class TableAt:
    """Where we are in a table."""

    number: int
    row: int = 0
    column: int = 0
    cell: int = 0  # how many cells of the row have ended, those that this view does not have included


@dataclass(slots=True)
class OpenStory:
    """A story while it is read: its current paragraph, the tables around it, and the label that waits for it."""

    story: Story
    depth: int  # how many groups are open inside which it ends
    number: int
    written: Written
    is_box: bool = False
    runs: int = 0
    tables: list[TableAt] = field(default_factory=list)
    head_row: bool = False
    label: str = ""
    boxes: list[Written] = field(default_factory=list)
    cells: RowCells = field(default_factory=RowCells)
    was_deleted: bool | None = None  # the words before, which were deleted or inserted; None for others


class RtfStories:
    """The stories that are open, the innermost last; what is finished goes to the strands."""

    __slots__ = ("changes", "colours", "lists", "open_stories", "paragraphs", "strands", "styles")

    def __init__(self, changes: Changes = Changes.FINAL) -> None:
        self.changes = changes
        self.colours = Colours()
        self.strands = Strands()
        self.lists = Lists()
        self.styles: dict[int, Style] = {}
        self.open_stories: list[OpenStory] = []
        self.paragraphs = 0
        self.open(Story.BODY, 0)

    @property
    def here(self) -> OpenStory:
        return self.open_stories[-1]

    def open(self, story: Story, depth: int) -> None:
        """Begins a story that lasts until fewer than `depth` groups are open."""
        is_box = story is Story.TEXT_BOX
        if is_box and self.here.story is not Story.BODY:
            story = self.here.story
        self.open_stories.append(OpenStory(story, depth, self.next_number(), Written(story), is_box))

    def next_number(self) -> int:
        self.paragraphs += 1
        return self.paragraphs - 1

    def close(self, state: State) -> None:
        """Ends the innermost story."""
        self.end_paragraph(state)
        closed = self.open_stories.pop()
        if closed.boxes:
            self.here.written.boxes += closed.boxes

    def put(self, text: str, state: State) -> None:
        """Adds characters to the paragraph that is being read."""
        here = self.here
        changed_cell = self.changed_cell(state)
        if state.deleted or state.inserted or state.lost or changed_cell:
            self.strands.tracked = True
            if self.is_gone(state) or (changed_cell and changed_cell is self.gone_cells):
                self.strands.gone.append(text)
                return
            if state.deleted is not state.inserted:
                self.set_apart(here, state)
        else:
            here.was_deleted = None
        if state.contents:
            here.written.contents = True
        place = WordPlace("", here.number, here.runs, 0)
        here.runs += 1
        self.strands.put(here.written, text, place, state.look, why_unseen(state, self.colours, self.around(state)))

    def is_gone(self, state: State) -> bool:
        """Whether what is read now is not there in this view of the tracked changes."""
        match self.changes:
            case Changes.FINAL:
                return state.lost or state.deleted
            case Changes.ORIGINAL:
                return state.lost or state.inserted
            case Changes.BOTH:
                return False
            case _:
                assert_never(self.changes)

    @property
    def gone_cells(self) -> CellChange | None:
        """The change to a cell after which this view does not have it."""
        match self.changes:
            case Changes.FINAL:
                return CellChange.DELETED
            case Changes.ORIGINAL:
                return CellChange.INSERTED
            case Changes.BOTH:
                return None
            case _:
                assert_never(self.changes)

    def changed_cell(self, state: State) -> CellChange | None:
        """What was done to the whole cell that is being read; of cells in cells that is not known."""
        if not state.in_table or state.nesting > 1:
            return None
        return self.here.cells.change_of(self.here.tables[0].cell if self.here.tables else 0)

    def set_apart(self, here: OpenStory, state: State) -> None:
        """Puts a space, beside the words before it, between what was deleted and what was written instead."""
        if here.was_deleted is not None and here.was_deleted is not state.deleted and here.written.stretches:
            before, place = here.written.stretches[-1]
            here.written.stretches.append((" ", advanced(place, len(before))))
        here.was_deleted = state.deleted

    def around(self, state: State) -> Paint:
        """What is behind letters that say nothing of it themselves: their box, their cell, else the page."""
        here = self.here
        if here.is_box or (state.in_table and state.nesting > 1):
            return ANYTHING
        return here.cells.behind(here.tables[0].cell if here.tables else 0) if state.in_table else WHITE

    def end_paragraph(self, state: State) -> None:
        """Ends the paragraph with the properties that hold at its end."""
        here = self.here
        written = here.written
        style = self.styles.get(state.style)
        if state.in_table:
            table = self.table(here, state.nesting)
            written.cell = InTable(table.number, table.row, table.column)
        else:
            here.tables.clear()
            written.cell = None  # of a cell before that was empty
        if any(not text.isspace() for text, _ in written.stretches):
            if style is not None and style.is_contents:
                written.contents = True
            level = style.level if style is not None else 0
            if state.outline is not None:
                level = 0 if state.outline > 8 else state.outline + 1
            written.level = level
            written.label = here.label or self.label(state)
            written.depth = state.list_level + 1 if written.label else 0
            written.indent = max(state.indent, 0) // TWIPS_IN_CHARACTER
        here.label = ""
        if not written.stretches and not written.boxes:
            here.number, here.runs = self.next_number(), 0
            return
        if here.is_box:
            here.boxes.append(written)
            here.boxes += written.boxes
            written.boxes = []
        else:
            self.strands.add(written, here.story)
        here.written = Written(here.story)
        here.number, here.runs = self.next_number(), 0

    def label(self, state: State) -> str:
        """A label that the file leaves to the program to count."""
        return self.lists.label(state.list_number, state.list_level + 1) if state.list_number else ""

    # Tables

    def table(self, here: OpenStory, nesting: int) -> TableAt:
        """The table that is `nesting` deep around the current paragraph."""
        del here.tables[nesting:]
        while len(here.tables) < nesting:
            here.tables.append(TableAt(self.strands.next_table()))
        return here.tables[-1]

    def end_cell(self, state: State, nesting: int) -> None:
        here = self.here
        state.in_table, state.nesting = True, nesting
        changed_cell = self.changed_cell(state)
        self.end_paragraph(state)
        table = self.table(here, nesting)
        table.cell += 1
        if not changed_cell or changed_cell is not self.gone_cells:
            table.column += 1

    def begin_row(self) -> None:
        """Forgets what was said of the row before."""
        self.here.head_row = False
        self.here.cells.begin()

    def end_row(self, nesting: int) -> None:
        here = self.here
        table = self.table(here, nesting)
        if here.head_row:
            self.strands.head_rows.setdefault(table.number, set()).add(table.row)
        table.row += 1
        table.column = table.cell = 0
        if nesting == 1:
            here.cells.end_row()
