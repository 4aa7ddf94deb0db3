"""The blocks of one part of a Word file: headings, paragraphs, list items, table cells and text boxes in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from agreementlint.document import BlockKind, Story
from agreementlint.readers.compose import Composer, TextLine
from agreementlint.readers.docx_changes import FORMER_PARAGRAPH, InForce, former, is_hidden_row, letters_in
from agreementlint.readers.docx_controls import StandIn, stand_in
from agreementlint.readers.docx_names import (
    ALTERNATE,
    CELL,
    CELL_PROPERTIES,
    CONTROL,
    CONTROL_CONTENT,
    CONTROL_PROPERTIES,
    INSERTION,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    ROW_PROPERTIES,
    RUN_PROPERTIES,
    TABLE,
    VALUE,
    W,
    chosen_branch,
    is_on,
    number_of,
    value_of,
    whole_number,
)
from agreementlint.readers.docx_numbering import Numbering
from agreementlint.readers.docx_styles import BODY_TEXT_LEVEL, ParagraphStyle, Styles
from agreementlint.readers.docx_text import ParagraphWords, PartWords
from agreementlint.readers.passage import Draft, Passage
from agreementlint.readers.placed import PlacedText, text_of, tidied
from agreementlint.readers.table_heads import with_heads
from agreementlint.readers.typed_paragraphs import (
    is_clause,
    lines_between_breaks,
    paragraphs,
    with_numbered_headings,
)
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

SILENT: Final = frozenset((PARAGRAPH_PROPERTIES, CONTROL_PROPERTIES, CELL_PROPERTIES, W + "sectPr"))
PARAGRAPH_STYLE, LIST_PLACE, OUTLINE_LEVEL = W + "pStyle", W + "numPr", W + "outlineLvl"
LIST_ID, LIST_LEVEL = W + "numId", W + "ilvl"


class InTable(NamedTuple):
    """The cell that a paragraph stands in."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for all blocks inside an element; `instead` is what is read in the place of all their words."""

    cell: InTable | None = None
    caption: str = ""
    contents: bool = False
    instead: StandIn | None = None


NOWHERE: Final = Surroundings()
Held = Iterator[tuple["etree._Element", Surroundings]]
Properties = Mapping[str, "etree._Element"]
NO_PROPERTIES: Final[Properties] = {}


@dataclass(slots=True)
class Shared:
    """What the parts of one file share: styles, lists, the view of the changes, the placed text, the next table."""

    styles: Styles
    numbering: Numbering
    changes: InForce
    text: PlacedText
    tables: int = 0


class PartBlocks:
    """Reads the blocks of one part; `composer.drafts` grows as it goes."""

    __slots__ = ("carried", "changes", "composer", "part", "shared", "words")

    def __init__(self, part: str, root: etree._Element, shared: Shared) -> None:
        self.part = part
        self.shared = shared
        self.changes = shared.changes
        self.words = PartWords(part, root, shared.styles, shared.changes)
        self.composer = Composer()
        self.carried: ParagraphWords | None = None

    def read(self, parent: Iterable[etree._Element], around: Surroundings) -> None:
        for child in parent:
            tag = child.tag
            if tag == PARAGRAPH:
                self.paragraph(child, around)
            elif tag == TABLE:
                self.table(child, around)
            elif tag in SILENT:
                pass
            elif tag in self.changes.gone:
                self.words.gone.append(letters_in(child))
            elif tag == CONTROL:
                content = next(child.iterchildren(CONTROL_CONTENT), None)
                if content is not None:
                    self.read(content, inside_control(child, around))
            elif tag == ALTERNATE:
                branch = chosen_branch(child)
                if branch is not None:
                    self.read(branch, around)
            elif len(child):
                self.read(child, around)

    def paragraph(self, paragraph: etree._Element, around: Surroundings) -> None:
        element = next(paragraph.iterchildren(PARAGRAPH_PROPERTIES), None)
        mark = None
        properties = NO_PROPERTIES
        if element is not None:
            properties = {child.tag: child for child in element}
            mark = properties.get(RUN_PROPERTIES)
            if self.changes.former and FORMER_PARAGRAPH in properties:
                before = former(element, FORMER_PARAGRAPH)
                properties = {child.tag: child for child in before} if before is not None else NO_PROPERTIES
        named = properties.get(PARAGRAPH_STYLE)
        style = self.shared.styles.paragraph(named.get(VALUE) if named is not None else None)
        words = self.words.paragraph(paragraph, style.look, around.instead)
        if self.carried is not None:
            words.put_before(self.carried)
            self.carried = None
        if not self.changes.has_end(mark):
            self.carried = words
            return
        start = len(self.composer.drafts)
        self.add(words, properties, style, around)
        if around.caption:
            drafts = self.composer.drafts
            drafts[start:] = [replace(draft, caption=around.caption) for draft in drafts[start:]]
        for box in words.boxes:
            self.box(box)

    def finished(self) -> list[Draft]:
        """All drafts; the last paragraph's mark may be deleted, its words still stand."""
        if self.carried is not None:
            self.composer.paragraph(lines_between_breaks(self.shared.text, tidied(self.carried.stretches)))
            boxes, self.carried = self.carried.boxes, None
            for box in boxes:
                self.box(box)
        return with_numbered_headings(self.composer.finished())

    def box(self, box: Iterable[etree._Element]) -> None:
        fields, carried, story = self.words.fields, self.carried, self.composer.story
        self.words.fields, self.carried = [], None
        if story is Story.BODY:
            self.composer.story = Story.TEXT_BOX
        self.read(box, NOWHERE)
        self.composer.story = story
        self.words.fields, self.carried = fields, carried

    def add(
        self,
        words: ParagraphWords,
        properties: Properties,
        style: ParagraphStyle,
        around: Surroundings,
    ) -> None:
        label, depth = self.listed(properties.get(LIST_PLACE), style)
        text = text_of(words.stretches)
        if not text or text.isspace():
            return
        composer = self.composer
        if around.contents or style.contents or words.in_contents:
            self.put(Draft(BlockKind.CONTENTS, self.whole(words), label=label))
            return
        level = heading_level(properties.get(OUTLINE_LEVEL), style)
        heads = level and not is_clause(text)
        if heads or not label:
            self.end_list()
        if heads:
            if label:
                composer.nesting.clear()
                self.put(Draft(BlockKind.HEADING, self.whole(words), level=level, label=label))
            else:
                composer.heading(self.whole(words), level)
        elif around.cell is not None:
            table, row, column = around.cell
            cell = Draft(BlockKind.CELL, self.whole(words), depth, label, composer.story, table, row, column)
            composer.drafts.append(cell if words.plain else replace(cell, bold=True))
        elif label:
            if not composer.list_depth:  # a list under a label that was typed by hand is one step deeper
                composer.open_list()
            composer.list_depth = depth
            composer.item(label, self.lines(words))
        else:
            for lines in paragraphs(self.lines(words)):
                composer.paragraph(lines)

    def end_list(self) -> None:
        if self.composer.list_depth:
            self.composer.list_depth = 1
            self.composer.close_list()

    def put(self, draft: Draft) -> None:
        """Adds a draft of which there is nothing left to find out."""
        story = self.composer.story
        self.composer.drafts.append(draft if draft.story is story else replace(draft, story=story))

    def whole(self, words: ParagraphWords) -> Passage:
        return self.shared.text.passage(tidied(words.stretches))

    def lines(self, words: ParagraphWords) -> list[TextLine]:
        return lines_between_breaks(self.shared.text, words.stretches, words.plain)

    def listed(self, own: etree._Element | None, style: ParagraphStyle) -> tuple[str, int]:
        """The label that Word's lists give to a paragraph with this w:numPr, and its depth; ("", 0) outside lists."""
        list_id, level, linked = style.list_id, style.list_level, style.list_style
        if own is None and list_id is None:
            return "", 0
        if own is not None:
            said = {child.tag: child.get(VALUE) for child in own}
            if self.changes.former and INSERTION in said:
                said = {}
            own_id, own_level = whole_number(said.get(LIST_ID)), whole_number(said.get(LIST_LEVEL))
            if own_id is not None:
                list_id, level, linked = own_id, own_level, None
            elif own_level is not None:
                level, linked = own_level, None
        if list_id is None:
            return "", 0
        found = self.shared.numbering.label(list_id, level, linked)
        return (found.label, found.depth) if found is not None else ("", 0)

    def table(self, table: etree._Element, around: Surroundings) -> None:
        rows = [(row, self.cells(row, inner)) for row, inner in self.held(table, ROW, around) if self.has_row(row)]
        if all(len(cells) <= 1 for _, cells in rows):  # a frame around text, not a table
            for _, cells in rows:
                for cell, inner in cells:
                    self.read(cell, inner)
            return
        number = self.shared.tables
        self.shared.tables += 1
        start = len(self.composer.drafts)
        marked: set[int] = set()
        for row_number, (row, cells) in enumerate(rows):
            properties = next(row.iterchildren(ROW_PROPERTIES), None)
            column = 0
            if properties is not None:
                if is_on(properties.find(W + "tblHeader")):
                    marked.add(row_number)
                column = number_of(properties, W + "gridBefore") or 0
            for cell, inner in cells:
                place = InTable(number, row_number, column)
                self.read(cell, Surroundings(place, inner.caption, inner.contents, inner.instead))
                column += number_of(next(cell.iterchildren(CELL_PROPERTIES), None), W + "gridSpan") or 1
        drafts = self.composer.drafts
        drafts[start:] = with_heads(drafts[start:], number, marked)

    def has_row(self, row: etree._Element) -> bool:
        """Whether a row is there and can be seen; if not, its letters are noted."""
        if not self.changes.has_row(row):
            self.words.gone.append(letters_in(row))
            return False
        if is_hidden_row(row):
            self.words.hidden.append(letters_in(row))
            return False
        return True

    def cells(self, row: etree._Element, around: Surroundings) -> list[tuple[etree._Element, Surroundings]]:
        cells: list[tuple[etree._Element, Surroundings]] = []
        for cell, inner in self.held(row, CELL, around):
            properties = next(cell.iterchildren(CELL_PROPERTIES), None)
            if properties is not None and any(mark.tag in self.changes.gone_cells for mark in properties):
                self.words.gone.append(letters_in(cell))
            else:
                cells.append((cell, inner))
        return cells

    def held(self, parent: etree._Element, tag: str, around: Surroundings) -> Held:
        """The rows of a table or cells of a row, those in content controls and other containers too."""
        for child in parent:
            if child.tag == tag:
                yield child, around
            elif child.tag == CONTROL:
                content = next(child.iterchildren(CONTROL_CONTENT), None)
                if content is not None:
                    yield from self.held(content, tag, inside_control(child, around))
            elif child.tag == ALTERNATE:
                branch = chosen_branch(child)
                if branch is not None:
                    yield from self.held(branch, tag, around)
            elif child.tag in self.changes.gone:
                self.words.gone.append(letters_in(child))
            elif len(child) and child.tag not in SILENT and child.tag not in (TABLE, PARAGRAPH, ROW_PROPERTIES):
                yield from self.held(child, tag, around)


def inside_control(control: etree._Element, around: Surroundings) -> Surroundings:
    """What holds inside a content control: its name, and whether it is a table of contents or not yet filled in."""
    properties = control.find(CONTROL_PROPERTIES)
    if properties is None:
        return around
    gallery = value_of(properties.find(W + "docPartObj"), W + "docPartGallery")
    return replace(
        around,
        caption=value_of(properties, W + "alias") or around.caption,
        contents=around.contents or gallery == "Table of Contents",
        instead=around.instead or stand_in(control),
    )


def heading_level(own: etree._Element | None, style: ParagraphStyle) -> int:
    """The level of a heading by its own w:outlineLvl, else by its style; 0 for other text."""
    level = whole_number(own.get(VALUE)) if own is not None else None
    if level is None:
        return style.outline
    return 0 if level >= BODY_TEXT_LEVEL else level + 1
