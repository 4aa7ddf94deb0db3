"""The blocks of one part of a Word file: headings, paragraphs, list items, table cells and text boxes in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from agreementlint.document import BlockKind, Story
from agreementlint.readers.compose import Composer, TextLine
from agreementlint.readers.docx_names import (
    ALTERNATE,
    CELL,
    CELL_PROPERTIES,
    CONTROL,
    CONTROL_CONTENT,
    CONTROL_PROPERTIES,
    DELETION,
    MOVED_AWAY,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    ROW_PROPERTIES,
    RUN_PROPERTIES,
    TABLE,
    W,
    chosen_branch,
    is_on,
    number_of,
    value_of,
)
from agreementlint.readers.docx_numbering import Numbering
from agreementlint.readers.docx_styles import BODY_TEXT_LEVEL, ParagraphStyle, Styles
from agreementlint.readers.docx_text import ParagraphWords, PartWords, shows_placeholder
from agreementlint.readers.passage import Draft, Passage
from agreementlint.readers.placed import PlacedText, text_of, tidied
from agreementlint.readers.table_heads import with_heads
from agreementlint.readers.typed_paragraphs import (
    is_clause,
    lines_between_breaks,
    paragraphs,
    with_numbered_headings,
)

if TYPE_CHECKING:
    from lxml import etree

SKIPPED: Final = frozenset(
    (DELETION, MOVED_AWAY, PARAGRAPH_PROPERTIES, CONTROL_PROPERTIES, CELL_PROPERTIES, W + "sectPr")
)


class InTable(NamedTuple):
    """The cell that a paragraph stands in."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for all blocks inside an element."""

    cell: InTable | None = None
    caption: str = ""
    contents: bool = False
    placeholder: bool = False


@dataclass(slots=True)
class Shared:
    """What the parts of one file share: styles, lists, the placed text, and the number of the next table."""

    styles: Styles
    numbering: Numbering
    text: PlacedText
    tables: int = 0


class PartBlocks:
    """Reads the blocks of one part; `composer.drafts` grows as it goes."""

    __slots__ = ("carried", "composer", "part", "shared", "words")

    def __init__(self, part: str, root: etree._Element, shared: Shared) -> None:
        self.part = part
        self.shared = shared
        self.words = PartWords(part, root, shared.styles)
        self.composer = Composer()
        self.carried: ParagraphWords | None = None

    def read(self, parent: Iterable[etree._Element], around: Surroundings) -> None:
        for child in parent:
            tag = child.tag
            if tag == PARAGRAPH:
                self.paragraph(child, around)
            elif tag == TABLE:
                self.table(child, around)
            elif tag in SKIPPED:
                self.words.tracked = self.words.tracked or tag in (DELETION, MOVED_AWAY)
            elif tag == CONTROL:
                content = child.find(CONTROL_CONTENT)
                if content is not None:
                    self.read(content, inside_control(child, around))
            elif tag == ALTERNATE:
                branch = chosen_branch(child)
                if branch is not None:
                    self.read(branch, around)
            else:
                self.read(child, around)

    def paragraph(self, paragraph: etree._Element, around: Surroundings) -> None:
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        style = self.shared.styles.paragraph(value_of(properties, W + "pStyle"))
        words = self.words.paragraph(paragraph, style.look, around.placeholder)
        if self.carried is not None:
            words.put_before(self.carried)
            self.carried = None
        if joins_the_next(properties):
            self.words.tracked = True
            self.carried = words
            return
        start = len(self.composer.drafts)
        self.add(words, properties, style, around)
        if around.caption:
            drafts = self.composer.drafts
            drafts[start:] = [replace(draft, caption=around.caption) for draft in drafts[start:]]
        for box in words.boxes:
            self.box(box, around)

    def finished(self) -> list[Draft]:
        """All drafts; the last paragraph's mark may be deleted, its words still stand."""
        if self.carried is not None:
            self.composer.paragraph(lines_between_breaks(self.shared.text, tidied(self.carried.stretches)))
            self.carried = None
        return with_numbered_headings(self.composer.finished())

    def box(self, box: Iterable[etree._Element], around: Surroundings) -> None:
        fields, carried, story = self.words.fields, self.carried, self.composer.story
        self.words.fields, self.carried = [], None
        if story is Story.BODY:
            self.composer.story = Story.TEXT_BOX
        self.read(box, Surroundings())
        self.composer.story = story
        self.words.fields, self.carried = fields, carried

    def add(
        self,
        words: ParagraphWords,
        properties: etree._Element | None,
        style: ParagraphStyle,
        around: Surroundings,
    ) -> None:
        label, depth = self.listed(properties, style)
        text = text_of(words.stretches)
        if not text or text.isspace():
            return
        composer = self.composer
        if around.contents or style.contents or words.in_contents:
            self.put(Draft(BlockKind.CONTENTS, self.whole(words), label=label))
            return
        level = heading_level(properties, style)
        if level and not is_clause(text):
            if label:
                composer.nesting.clear()
                self.put(Draft(BlockKind.HEADING, self.whole(words), level=level, label=label))
            else:
                composer.heading(self.whole(words), level)
        elif around.cell is not None:
            table, row, column = around.cell
            draft = Draft(BlockKind.CELL, self.whole(words), depth, label, table=table, row=row, column=column)
            self.put(replace(draft, bold=not words.plain))
        elif label:
            composer.list_depth = depth
            composer.item(label, self.lines(words))
            composer.list_depth = 0
        else:
            for lines in paragraphs(self.lines(words)):
                composer.paragraph(lines)

    def put(self, draft: Draft) -> None:
        """Adds a draft of which there is nothing left to find out."""
        self.composer.drafts.append(replace(draft, story=self.composer.story))

    def whole(self, words: ParagraphWords) -> Passage:
        return self.shared.text.passage(tidied(words.stretches))

    def lines(self, words: ParagraphWords) -> list[TextLine]:
        return lines_between_breaks(self.shared.text, words.stretches, words.plain)

    def listed(self, properties: etree._Element | None, style: ParagraphStyle) -> tuple[str, int]:
        """The label that Word's lists give to a paragraph, and its depth; ("", 0) outside lists."""
        list_id, level, linked = style.list_id, style.list_level, style.list_style
        own = properties.find(W + "numPr") if properties is not None else None
        if own is not None:
            own_id, own_level = number_of(own, W + "numId"), number_of(own, W + "ilvl")
            if own_id is not None:
                list_id, level, linked = own_id, own_level, None
            elif own_level is not None:
                level, linked = own_level, None
        if list_id is None:
            return "", 0
        found = self.shared.numbering.label(list_id, level, linked)
        return (found.label, found.depth) if found is not None else ("", 0)

    def table(self, table: etree._Element, around: Surroundings) -> None:
        rows = [(row, list(children(row, CELL))) for row in children(table, ROW) if not is_deleted(row)]
        if all(len(cells) <= 1 for _, cells in rows):  # a frame around text, not a table
            for _, cells in rows:
                for cell in cells:
                    self.read(cell, around)
            return
        number = self.shared.tables
        self.shared.tables += 1
        start = len(self.composer.drafts)
        marked: set[int] = set()
        for row_number, (row, cells) in enumerate(rows):
            properties = row.find(ROW_PROPERTIES)
            if properties is not None and is_on(properties.find(W + "tblHeader")):
                marked.add(row_number)
            column = number_of(properties, W + "gridBefore") or 0
            for cell in cells:
                self.read(cell, replace(around, cell=InTable(number, row_number, column)))
                column += number_of(cell.find(CELL_PROPERTIES), W + "gridSpan") or 1
        drafts = self.composer.drafts
        drafts[start:] = with_heads(drafts[start:], number, marked)


def children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, those in content controls and tracked insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == CONTROL:
            content = child.find(CONTROL_CONTENT)
            if content is not None:
                yield from children(content, tag)
        elif child.tag not in SKIPPED and child.tag not in (TABLE, PARAGRAPH):
            yield from children(child, tag)


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
        placeholder=around.placeholder or shows_placeholder(control),
    )


def is_deleted(row: etree._Element) -> bool:
    properties = row.find(ROW_PROPERTIES)
    return properties is not None and properties.find(DELETION) is not None


def joins_the_next(properties: etree._Element | None) -> bool:
    """Whether the mark at the paragraph's end is deleted or moved away, so that its words run on."""
    mark = properties.find(RUN_PROPERTIES) if properties is not None else None
    return mark is not None and (mark.find(DELETION) is not None or mark.find(MOVED_AWAY) is not None)


def heading_level(properties: etree._Element | None, style: ParagraphStyle) -> int:
    own = number_of(properties, W + "outlineLvl")
    if own is None:
        return style.outline
    return 0 if own >= BODY_TEXT_LEVEL else own + 1
