"""The blocks of one part of a Word file: headings, paragraphs, list items, table cells and text boxes in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from agreementlint.document import BlockKind, Story
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
from agreementlint.readers.labels import Label, Nesting, Numeral, label_of
from agreementlint.readers.placed import PlacedDraft, Stretches, cut, text_of, tidied
from agreementlint.readers.table_heads import with_heads

if TYPE_CHECKING:
    from lxml import etree

SKIPPED: Final = frozenset(
    (DELETION, MOVED_AWAY, PARAGRAPH_PROPERTIES, CONTROL_PROPERTIES, CELL_PROPERTIES, W + "sectPr")
)
# Two line breaks, or one before a typed label, divide what is a single paragraph to Word and several to a reader.
DIVIDED: Final = re.compile(r"[^\S\n]*\n(?:\s*\n\s*|[^\S\n]*(?=\(?[0-9a-zA-Z]{1,3}[.)]\s|[•●▪·]|[–-]\s))")
SENTENCE_END: Final = re.compile(r"[.;:,!?]['\"”’)\]]*$")
BULLET: Final = "•"
TICK_BOXES: Final = "☐☑☒["
HEADING_LENGTH: Final = 150
HEADING_WORDS: Final = 12


class InTable(NamedTuple):
    """The cell that a paragraph stands in."""

    table: int
    row: int
    column: int


@dataclass(slots=True)
class Surroundings:
    """What holds for all blocks inside an element."""

    story: Story
    cell: InTable | None = None
    caption: str = ""
    contents: bool = False
    placeholder: bool = False


@dataclass(slots=True)
class Shared:
    """What the parts of one file share: styles, lists, and the number of the next table."""

    styles: Styles
    numbering: Numbering
    tables: int = 0


class PartBlocks:
    """Reads the blocks of one part; `drafts` grows as it goes."""

    __slots__ = ("carried", "drafts", "nesting", "part", "shared", "words")

    def __init__(self, part: str, root: etree._Element, shared: Shared) -> None:
        self.part = part
        self.shared = shared
        self.words = PartWords(part, root, shared.styles)
        self.nesting = Nesting()
        self.drafts: list[PlacedDraft] = []
        self.carried: Stretches = []

    def read(self, parent: etree._Element, around: Surroundings) -> None:
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
        stretches = self.carried + words.stretches
        self.carried = []
        if joins_the_next(properties):
            self.words.tracked = True
            self.carried = stretches
        else:
            self.add(stretches, words, properties, style, around)
        for box in words.boxes:
            self.box(box, around)

    def finish(self, around: Surroundings) -> None:
        """The last paragraph's mark may be deleted; its words still stand."""
        if stretches := tidied(self.carried):
            self.carried = []
            self.drafts.append(PlacedDraft(BlockKind.PARAGRAPH, stretches, story=around.story))

    def box(self, box: etree._Element, around: Surroundings) -> None:
        fields, carried = self.words.fields, self.carried
        self.words.fields, self.carried = [], []
        self.read(box, Surroundings(Story.TEXT_BOX if around.story is Story.BODY else around.story))
        self.words.fields, self.carried = fields, carried

    def add(
        self,
        stretches: Stretches,
        words: ParagraphWords,
        properties: etree._Element | None,
        style: ParagraphStyle,
        around: Surroundings,
    ) -> None:
        label, depth = self.listed(properties, style)
        text = text_of(stretches)
        if not text or text.isspace():
            return
        draft = PlacedDraft(
            BlockKind.PARAGRAPH,
            stretches,
            story=around.story,
            caption=around.caption,
            bold=words.emphasised,
        )
        if around.cell is not None:
            draft = replace(draft, table=around.cell.table, row=around.cell.row, column=around.cell.column)
        if around.contents or style.contents or words.in_contents:
            self.drafts.append(replace(draft, kind=BlockKind.CONTENTS, stretches=tidied(stretches), label=label))
            return
        level = heading_level(properties, style)
        if level and not is_clause(text):
            self.nesting.clear()
            self.drafts.append(
                replace(draft, kind=BlockKind.HEADING, stretches=tidied(stretches), level=level, label=label)
            )
            return
        if label:
            kind = BlockKind.ITEM if around.cell is None else BlockKind.CELL
            self.drafts.append(replace(draft, kind=kind, stretches=tidied(stretches), level=depth, label=label))
            return
        for part in divided(stretches, text):
            self.typed(replace(draft, stretches=part))

    def typed(self, draft: PlacedDraft) -> None:
        """A paragraph outside Word's lists: an item if a label was typed in front of it, else a paragraph or cell."""
        stretches = tidied(draft.stretches)
        text = text_of(stretches)
        found = label_of(text)
        in_table = draft.table >= 0  # there "A. Smith" and "4. May" are more likely than labels
        if found is not None and found.body < len(text) and not (in_table and found.numeral is not Numeral.BULLET):
            label = self.nesting.resolved(found)
            self.drafts.append(
                replace(
                    draft,
                    kind=BlockKind.CELL if in_table else BlockKind.ITEM,
                    stretches=cut(stretches, label.body, len(text)),
                    level=self.nesting.enter(label),
                    label=printed_label(label),
                )
            )
            return
        kind = BlockKind.CELL if in_table else BlockKind.PARAGRAPH
        self.drafts.append(replace(draft, kind=kind, stretches=stretches))

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
        start = len(self.drafts)
        marked: set[int] = set()
        for row_number, (row, cells) in enumerate(rows):
            properties = row.find(ROW_PROPERTIES)
            if properties is not None and is_on(properties.find(W + "tblHeader")):
                marked.add(row_number)
            column = number_of(properties, W + "gridBefore") or 0
            for cell in cells:
                self.nesting.clear()
                self.read(cell, replace(around, cell=InTable(number, row_number, column)))
                column += number_of(cell.find(CELL_PROPERTIES), W + "gridSpan") or 1
        self.nesting.clear()
        self.drafts[start:] = with_heads(self.drafts[start:], number, marked)


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


def is_clause(text: str) -> bool:
    """Whether a paragraph in a heading's style is a whole clause: some templates number their clauses that way."""
    text = text.strip()
    if len(text) > HEADING_LENGTH:
        return True
    return len(text.split()) >= HEADING_WORDS and bool(SENTENCE_END.search(text))


def printed_label(label: Label) -> str:
    """Every bullet is one to a reader; a box is ticked or not."""
    is_bullet = label.numeral is Numeral.BULLET and label.printed[0] not in TICK_BOXES
    return BULLET if is_bullet else label.printed


def divided(stretches: Stretches, text: str) -> list[Stretches]:
    if "\n" not in text:
        return [stretches]
    parts: list[Stretches] = []
    start = 0
    for division in DIVIDED.finditer(text):
        parts.append(cut(stretches, start, division.start()))
        start = division.end()
    parts.append(cut(stretches, start, len(text)))
    return [part for part in parts if text_of(part).strip()]


def with_numbered_headings(drafts: list[PlacedDraft]) -> list[PlacedDraft]:
    """The drafts with short, bold, numbered lines made headings where text follows them, as typists set clauses."""
    out: list[PlacedDraft] = []
    above = 0
    for number, draft in enumerate(drafts):
        after = drafts[number + 1] if number + 1 < len(drafts) else None
        if draft.kind is BlockKind.HEADING:
            above = draft.level
        elif after is not None and is_numbered_heading(draft, after):
            draft = replace(draft, kind=BlockKind.HEADING, level=min(above, 1) + draft.level)
        out.append(draft)
    return out


def is_numbered_heading(draft: PlacedDraft, after: PlacedDraft) -> bool:
    if draft.kind is not BlockKind.ITEM or not draft.bold or draft.table >= 0 or after.story is not draft.story:
        return False
    if not any(character.isalnum() for character in draft.label) or (
        after.kind is BlockKind.ITEM and after.bold and after.level <= draft.level
    ):
        return False
    text = draft.text
    return len(text.split()) <= HEADING_WORDS and not SENTENCE_END.search(text.rstrip(":"))
