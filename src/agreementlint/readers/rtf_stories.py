"""Gathers the characters of an RTF file into paragraphs, and these into stories, lists and tables."""

from __future__ import annotations

from dataclasses import field
from typing import Final, assert_never

from agreementlint.document import Changes, Story
from agreementlint.readers.placed import advanced
from agreementlint.readers.rtf_cells import InCell, Inks, RowCells, TableAt, gone_cells
from agreementlint.readers.rtf_inks import Colours, ink_of
from agreementlint.readers.rtf_state import State
from agreementlint.readers.rtf_tables import Lists, Style
from agreementlint.readers.strands import InTable, Strands, Written
from agreementlint.readers.unseen import ANYTHING, WHITE, Paint
from agreementlint.text import WordPlace
from agreementlint.values import dataclass

TWIPS_IN_CHARACTER: Final = 120


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
    cells: dict[int, RowCells] = field(default_factory=dict)  # of the row that is read, by how deep its table is
    label: str = ""
    boxes: list[Written] = field(default_factory=list)
    hanging: list[Written] = field(default_factory=list)  # notes and comments on words of the current paragraph
    inks: Inks = field(default_factory=list)  # of the current paragraph
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
        self.leave_tables(self.here, 0)
        closed = self.open_stories.pop()
        if closed.boxes:
            self.here.written.boxes += closed.boxes

    def put(self, text: str, state: State) -> None:
        """Adds characters to the paragraph that is being read."""
        here = self.here
        if state.deleted or state.inserted or state.lost:
            self.strands.tracked = True
            if self.is_gone(state):
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
        if ink := ink_of(state, self.colours):
            here.inks.append((place, ink))
        self.strands.put(here.written, text, place, state.look)

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

    def set_apart(self, here: OpenStory, state: State) -> None:
        """Puts a space, beside the words before it, between what was deleted and what was written instead."""
        if here.was_deleted is not None and here.was_deleted is not state.deleted and here.written.stretches:
            before, place = here.written.stretches[-1]
            here.written.stretches.append((" ", advanced(place, len(before))))
        here.was_deleted = state.deleted

    def end_paragraph(self, state: State) -> None:
        """Ends the paragraph with the properties that hold at its end."""
        here = self.here
        written = here.written
        style = self.styles.get(state.style)
        table = self.table(here, state.nesting) if state.in_table else None
        if table is not None:
            written.cell = InTable(table.number, table.row, table.cell)
        else:
            self.leave_tables(here, 0)
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
        together = [*([written] if written.stretches else ()), *written.boxes, *here.hanging]
        if table is not None and together:  # what becomes of the cell comes out at the end of its row
            table.waiting.append(InCell(table.cell, together, here.inks))
        else:
            self.strands.draw(here.inks, self.around(here))
        here.hanging, here.inks = [], []
        if written.stretches or written.boxes:
            self.add(here)
            here.written = Written(here.story)
        if len(self.open_stories) > 1 and not here.is_box:
            self.open_stories[-2].hanging += together
        here.number, here.runs = self.next_number(), 0

    def add(self, here: OpenStory) -> None:
        """Gives what was written to its story, or a box to the paragraph it hangs on."""
        written = here.written
        if not here.is_box:
            self.strands.add(written, here.story)
            return
        here.boxes += [written, *written.boxes]
        written.boxes = []

    def around(self, here: OpenStory) -> Paint:
        """What is behind letters that say nothing of it themselves, nor do cells around them: their box, else the page."""
        return ANYTHING if here.is_box else WHITE

    def label(self, state: State) -> str:
        """A label that the file leaves to the program to count."""
        return self.lists.label(state.list_number, state.list_level + 1) if state.list_number else ""

    # Tables

    def table(self, here: OpenStory, nesting: int) -> TableAt:
        """The table that is `nesting` deep around the current paragraph."""
        self.leave_tables(here, nesting)
        while len(here.tables) < nesting:
            here.tables.append(TableAt(self.strands.next_table()))
        return here.tables[-1]

    def leave_tables(self, here: OpenStory, nesting: int) -> None:
        """Ends the tables that are deeper than this, and the row in each of which the end is not there."""
        while len(here.tables) > nesting:
            if here.tables[-1].waiting:
                self.settle_row(here)
            here.tables.pop()
            if here.tables:  # what is told of outer rows is often told before they begin
                here.cells.pop(len(here.tables) + 1, None)

    def end_cell(self, state: State, nesting: int) -> None:
        state.in_table, state.nesting = True, nesting
        self.end_paragraph(state)
        self.table(self.here, nesting).cell += 1

    def row_cells(self, nesting: int) -> RowCells:
        """What is told of the row that is read in the table so deep."""
        return self.here.cells.setdefault(nesting, RowCells())

    def end_row(self, nesting: int) -> None:
        here = self.here
        table = self.table(here, nesting)
        if self.row_cells(nesting).is_head:
            self.strands.head_rows.setdefault(table.number, set()).add(table.row)
        self.settle_row(here)

    def settle_row(self, here: OpenStory) -> None:
        """Ends the row of the innermost table; what is around it, if that is a cell, decides on what is left open."""
        nesting = len(here.tables)
        told = self.row_cells(nesting)
        kept = here.tables[-1].end_row(told, gone_cells(self.changes), self.strands)
        told.end_row()
        if nesting > 1:
            outer = here.tables[-2]
            outer.waiting.append(InCell(outer.cell, kept.written, kept.inks))
        else:
            self.strands.draw(kept.inks, self.around(here))
