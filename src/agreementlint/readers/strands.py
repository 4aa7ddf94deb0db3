"""The stories of a word processor's file while it is read, and the blocks that their paragraphs become."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from typing import Final, NamedTuple

from agreementlint.document import BlockKind, Changes, Document, Format, Story, Unread
from agreementlint.readers.compose import Composer
from agreementlint.readers.docx_changes import IN_FORCE
from agreementlint.readers.docx_pictures import ROOM_FOR_A_CLAUSE
from agreementlint.readers.docx_styles import RunLook
from agreementlint.readers.docx_text import BLANK_FROM, TAB_BLANK
from agreementlint.readers.passage import Draft
from agreementlint.readers.placed import PlacedText, Stretches, text_of, tidied
from agreementlint.readers.table_heads import with_heads
from agreementlint.readers.typed_paragraphs import (
    is_clause,
    lines_between_breaks,
    paragraphs,
    with_numbered_headings,
)
from agreementlint.readers.unseen import SAME_COLOUR, Ink, Paint, left_out, with_unseen
from agreementlint.text import Place, WordPlace
from agreementlint.values import dataclass

ORDER: Final = (Story.BODY, Story.FOOTNOTE, Story.ENDNOTE, Story.HEADER, Story.FOOTER, Story.COMMENT)
ALMOST_NO_TEXT: Final = 200  # characters; what is said may then stand in any picture


class InTable(NamedTuple):
    """The cell that a paragraph stands in; all from 0."""

    table: int
    row: int
    column: int


@dataclass(slots=True)
class Written:
    """A paragraph as a word processor holds it.

    `plain` are the indices of the stretches that are not emphasised; `level` is a heading's, from 1;
    `label` and `depth` are those of a list item; `indent` counts in characters.
    """

    story: Story = Story.BODY
    stretches: Stretches = field(default_factory=list)
    plain: set[int] = field(default_factory=set)
    level: int = 0
    label: str = ""
    depth: int = 0
    indent: int = 0
    cell: InTable | None = None
    contents: bool = False
    boxes: list[Written] = field(default_factory=list)
    is_gone: bool = False  # with the cell that it stands in, as came out when it had been read

    def put_before(self, earlier: Written) -> None:
        """Joins the words of a paragraph whose end is not there to these; it is what it was if it has any."""
        if earlier.stretches:
            self.level, self.contents = earlier.level, earlier.contents
        if earlier.stretches or earlier.label:
            self.label, self.depth = earlier.label, earlier.depth
        self.plain = earlier.plain | {index + len(earlier.stretches) for index in self.plain}
        self.stretches = earlier.stretches + self.stretches
        self.boxes = earlier.boxes + self.boxes


@dataclass(slots=True)
class Strands:
    """All paragraphs of a file, story by story, and what else is to be said about it."""

    strands: dict[Story, list[Written]] = field(default_factory=dict)
    head_rows: dict[int, set[int]] = field(default_factory=dict)  # those that the file itself marks, by table
    tables: int = 0
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)  # what is not there in this view of the tracked changes
    reasons: dict[tuple[str, int, int], str] = field(default_factory=dict)  # why nobody sees a run, by its place
    is_covered: bool = False  # something but white paper may be behind the pages
    tracked: bool = False
    pictures: int = 0
    unread: list[Unread] = field(default_factory=list)

    def next_table(self) -> int:
        self.tables += 1
        return self.tables - 1

    def add(self, written: Written, story: Story) -> None:
        """Adds a paragraph to the end of a story, and behind it the text boxes that hang on it."""
        self.strands.setdefault(story, []).append(written)
        for box in written.boxes:
            self.add(box, story)
        written.boxes = []

    def picture(self, name: str, width: float, height: float) -> None:
        """Notes a picture of this size in centimetres (0 by 0 if unknown); a large one may show terms."""
        if width * height >= ROOM_FOR_A_CLAUSE:
            why = f"a picture of {width:.0f} by {height:.0f} cm; words that it shows were not read"
            self.unread.append(Unread(name or "a picture", why))
        else:
            self.pictures += 1

    def put(self, written: Written, text: str, place: WordPlace, look: RunLook, why_unseen: str = "") -> None:
        """Adds characters to a paragraph; hidden and struck ones are kept apart, a gap that is underlined draws a blank."""
        if look.hidden:
            self.hidden.append(text)
            return
        if look.struck:
            self.struck.append(text)
            return
        if why_unseen:
            self.reasons[place.part, place.paragraph, place.run] = why_unseen
        if text.isspace() and "\n" not in text:
            if look.underlined and (len(text) >= BLANK_FROM or "\t" in text):
                written.stretches += [("_", place)] * (len(TAB_BLANK) if "\t" in text else len(text))
                return
        elif not (look.bold or look.underlined or look.capitals):
            written.plain.add(len(written.stretches))
        written.stretches.append((text, place))

    def take_away(self, paragraphs: Iterable[Written]) -> None:
        """Takes the words out of paragraphs that turn out not to be there in this view of the tracked changes."""
        for written in paragraphs:
            if written.stretches:
                self.gone.append(text_of(written.stretches))
            written.stretches, written.plain, written.is_gone = [], set(), True

    def draw(self, inks: Iterable[tuple[WordPlace, Ink]], around: Paint) -> None:
        """Notes which of these runs nobody sees before what turns out to be around them."""
        for place, ink in inks:
            if why := ink.why_unseen(around):
                self.reasons[place.part, place.paragraph, place.run] = why

    def document(self, path: str, format: Format, changes: Changes = Changes.FINAL) -> Document:
        placed = PlacedText()
        drafts: list[Draft] = []
        for story in ORDER:
            told = set[str]()
            for draft in self.drafts(self.strands.get(story, ()), placed):
                words = draft.passage.text
                if story in (Story.HEADER, Story.FOOTER) and words in told:
                    continue  # first, left and right pages mostly say the same
                told.add(words)
                drafts.append(draft)
        if self.pictures and sum(len(draft.passage.text) for draft in drafts) < ALMOST_NO_TEXT:
            self.unread.append(Unread("a picture", "there is hardly any text, and words in pictures are not read"))
        document = placed.document(path, format, drafts, self.unread, self.notes(changes))
        return with_unseen(document, self.why_unseen, ("".join(self.hidden),))

    def why_unseen(self, place: Place) -> str:
        if not isinstance(place, WordPlace):
            return ""
        why = self.reasons.get((place.part, place.paragraph, place.run), "")
        return "" if self.is_covered and why == SAME_COLOUR else why

    def drafts(self, strand: Sequence[Written], placed: PlacedText) -> list[Draft]:
        composer = Composer()
        columns: dict[int, int] = {}
        strand = [written for written in strand if not written.is_gone]
        for written in strand:
            if written.cell is not None:
                columns[written.cell.table] = max(columns.get(written.cell.table, 0), written.cell.column)
        for written in strand:
            if written.cell is not None and not columns[written.cell.table]:
                written.cell = None  # a frame around text, not a table
            composer.story = written.story
            depth = 0 if written.level or written.cell is not None else written.depth
            while composer.list_depth > depth:
                composer.close_list()
            while composer.list_depth < depth:
                composer.open_list()
            add_block(composer, placed, written)
        composer.drafts[:] = self.with_table_heads(composer.drafts)
        return with_numbered_headings(composer.finished())

    def with_table_heads(self, drafts: Sequence[Draft]) -> list[Draft]:
        result = list(drafts)
        reach: dict[int, tuple[int, int]] = {}
        for index, draft in enumerate(result):
            if draft.table >= 0:
                reach[draft.table] = (reach.get(draft.table, (index, 0))[0], index + 1)
        for table, (first, last) in reach.items():
            result[first:last] = with_heads(result[first:last], table, self.head_rows.get(table, set()))
        return result

    def notes(self, changes: Changes) -> list[str]:
        notes: list[str] = []
        if self.tracked:
            notes.append(f"The file has tracked changes; {IN_FORCE[changes].said}.")
        elif changes is not Changes.FINAL:
            notes.append("The file has no tracked changes.")
        notes += left_out("Hidden text", "".join(self.hidden))
        notes += left_out("Struck-out text", " ".join(self.struck))
        notes += left_out("Text that a tracked change takes away", " ".join(self.gone))
        if self.pictures:
            notes.append(f"{self.pictures} image{'s' * (self.pictures > 1)} not read")
        return notes


def add_block(composer: Composer, placed: PlacedText, written: Written) -> None:
    """Gives one paragraph to the composer as the heading, item, cell or running text that it is."""
    text = text_of(written.stretches)
    if not text or text.isspace():
        return
    whole = tidied(written.stretches)
    if written.contents:
        put(composer, Draft(BlockKind.CONTENTS, placed.passage(whole), label=written.label))
    elif written.level and not is_clause(text):
        if written.label and any(character.isalnum() for character in written.label):
            composer.nesting.clear()
            put(composer, Draft(BlockKind.HEADING, placed.passage(whole), level=written.level, label=written.label))
        else:
            composer.heading(placed.passage(whole), written.level)
    elif written.cell is not None:
        table, row, column = written.cell
        draft = Draft(BlockKind.CELL, placed.passage(whole), written.depth, written.label, bold=not written.plain)
        put(composer, replace(draft, table=table, row=row, column=column))
    elif written.label:
        composer.item(written.label, lines_between_breaks(placed, written.stretches, written.plain))
    else:
        lines = lines_between_breaks(placed, written.stretches, written.plain)
        for group in paragraphs([replace(line, indent=written.indent) for line in lines]):
            composer.paragraph(group)


def put(composer: Composer, draft: Draft) -> None:
    """Adds a draft of which there is nothing left to find out."""
    if draft.passage:
        composer.drafts.append(replace(draft, story=composer.story))
