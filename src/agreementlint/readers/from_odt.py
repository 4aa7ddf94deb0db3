"""Reads an .odt file: every story of it, in one view of its tracked changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from agreementlint.document import Changes, Document, Format, Story
from agreementlint.errors import UnreadableFile
from agreementlint.readers.archive import OfficeArchive, opened_archive
from agreementlint.readers.list_counter import Counter, ListLevel
from agreementlint.readers.odt_changes import DELETED_HERE, MARKS, Tracked
from agreementlint.readers.odt_names import (
    APPARATUS,
    FORM,
    HEADING,
    INDEXES,
    ITEM,
    LIST,
    MANIFEST,
    NUMBERED,
    OFFICE,
    PARAGRAPH,
    SECTION,
    STYLE,
    TABLE,
    TEXT,
    WHOLE_TABLE,
    XML_ID,
)
from agreementlint.readers.odt_styles import Letters, Styles, whole_number
from agreementlint.readers.odt_words import ParagraphWords, Part
from agreementlint.readers.strands import InTable, Strands, Written
from agreementlint.readers.unseen import ANYTHING, WHITE, Paint
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

CONTENT = "content.xml"
MARGINS = {"header": Story.HEADER, "footer": Story.FOOTER}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for all blocks inside an element."""

    story: Story = Story.BODY
    cell: InTable | None = None
    contents: bool = False
    list_style: str = ""
    depth: int = 0
    counter: Counter | None = None
    behind: Paint = WHITE


def read_odt(path: str, data: bytes, changes: Changes = Changes.FINAL) -> Document:
    """The document in the bytes of an .odt file; `path` is only for naming it.

    In WordPlace(part, paragraph, run, offset) `paragraph` counts every text:p and text:h of the part in document
    order; `run` counts, in one paragraph, its stretches of characters and its text:s, text:tab and
    text:line-break elements. Raises UnreadableFile for what is cut short, locked, hostile or no such document.
    """
    archive = opened_archive(path, data)
    refuse_locked(archive)
    content = archive.parsed(CONTENT)
    body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise UnreadableFile(
            path, "it holds no text document", "Open it in LibreOffice and save it as .odt or .docx, then check that"
        )
    common = archive.parsed("styles.xml")
    roots = [root for root in (common, content) if root is not None]
    strands = Strands()
    reading = PartReading(CONTENT, content, Styles(roots), strands, changes)
    strands.is_covered = reading.styles.covers_pages(roots)
    reading.story(body, Surroundings())
    for element in common.iter(STYLE + "master-page") if common is not None else ():
        margins = PartReading("styles.xml", element, reading.styles, strands, changes)
        for margin in element:
            name = str(margin.tag).rpartition("}")[2].partition("-")[0]
            if name in MARGINS and margin.get(STYLE + "display", "true") != "false":
                margins.story(margin, Surroundings(MARGINS[name]))
    return strands.document(path, Format.ODT, changes)


def refuse_locked(archive: OfficeArchive) -> None:
    manifest = archive.parsed("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(MANIFEST + "encryption-data"), None) is not None:
        raise UnreadableFile(
            archive.path,
            "it is password protected",
            "Open it in LibreOffice, save it without a password, and check that file",
        )


class PartReading:
    """Reads the blocks of one part into the strands of the file."""

    def __init__(
        self, part: str, root: etree._Element, styles: Styles, strands: Strands, changes: Changes = Changes.FINAL
    ) -> None:
        self.styles = styles
        self.strands = strands
        self.tracked = Tracked(root, changes)
        self.strands.tracked = self.strands.tracked or self.tracked.any
        self.strands.gone += self.tracked.taken_away()
        self.numbers = {each: number for number, each in enumerate(root.iter(PARAGRAPH, HEADING))}
        controls = {
            control.get(key, ""): control
            for forms in root.iter(OFFICE + "forms")
            for control in forms.iter()
            for key in (FORM + "id", XML_ID)
            if control.get(key)
        }
        self.part = Part(part, styles, self.strands, controls, self.numbers, self.tracked, self.apart)
        self.outline = Counter()
        self.last_of_style: dict[str, Counter] = {}
        self.named_lists: dict[str, Counter] = {}
        self.carried: Written | None = None  # words of a paragraph whose end is not there

    def story(self, elements: Iterable[etree._Element], around: Surroundings) -> None:
        """Reads all of a story."""
        self.blocks(elements, around, [])
        self.add_carried([])

    def apart(self, elements: Iterable[etree._Element], story: Story, boxes: list[Written], behind: Paint) -> None:
        """Reads the blocks of a note, a comment or a text box, for which nothing holds of what is around it."""
        carried, self.carried = self.carried, None
        self.blocks(elements, Surroundings(story, behind=behind), boxes)
        self.add_carried(boxes)
        self.carried = carried

    def blocks(self, parent: Iterable[etree._Element], around: Surroundings, boxes: list[Written]) -> None:
        """Reads what stands in `parent`; blocks of a text box go to `boxes`, all others to their story."""
        for child in parent:
            tag = child.tag
            if tag in (PARAGRAPH, HEADING):
                self.paragraph(child, around, boxes)
            elif tag == LIST:
                self.listed(child, around, boxes)
            elif tag == NUMBERED:
                self.numbered(child, around, boxes)
            elif tag == WHOLE_TABLE:
                self.table(child, around, boxes)
            elif tag == SECTION and child.get(TEXT + "display") in ("none", "condition"):
                self.hide(child)
            elif tag in INDEXES:
                self.blocks(child, replace(around, contents=True), boxes)
            elif tag == DELETED_HERE:
                deleted = self.tracked.restored(child)
                within, self.tracked.restoring = self.tracked.restoring, True
                self.blocks(deleted, around, boxes)
                self.tracked.restoring = within
            elif tag in MARKS:
                self.tracked.mark(child)
            elif tag not in APPARATUS and isinstance(tag, str):
                if tag == SECTION and self.styles.fill("section", child.get(TEXT + "style-name")):
                    self.blocks(child, replace(around, behind=ANYTHING), boxes)
                elif tag.startswith((TEXT, TABLE, OFFICE)):
                    self.blocks(child, around, boxes)
                else:  # a frame that is anchored to the page
                    words = ParagraphWords(self.part, Written(around.story), 0)
                    words.element(child, Letters())
                    self.add(words.written, around.story, boxes)

    def hide(self, element: etree._Element) -> None:
        self.strands.hidden.append("".join(str(words) for words in element.itertext()) + " ")

    def paragraph(self, element: etree._Element, around: Surroundings, boxes: list[Written], label: str = "") -> None:
        look = self.styles.look("paragraph", element.get(TEXT + "style-name"))
        if any(mark.get(TEXT + "is-hidden") == "true" for mark in element.iter(TEXT + "hidden-paragraph")):
            self.hide(element)
            return
        written = Written(around.story, label=label, depth=around.depth, cell=around.cell)
        written.contents = around.contents or look.contents
        if element.tag == HEADING:
            written.level = whole_number(element.get(TEXT + "outline-level"), look.level or 1)
            if not label and element.get(TEXT + "is-list-header") != "true" and not self.tracked.is_gone:
                written.label = self.outline.label(self.styles.outline or {1: ListLevel()}, written.level)
        else:
            written.level = look.level
        carried, self.carried = self.carried, None
        words = ParagraphWords(self.part, written, self.numbers[element], around.behind)
        words.inside(element, look.letters)
        counter = around.counter or Counter()
        for restored, depth in words.items:
            restored.label = counter.label(self.styles.lists.get(around.list_style, {}), depth)
            restored.depth = depth
        if carried is not None and (carried.story, carried.cell) == (written.story, written.cell):
            written.put_before(carried)
        elif carried is not None:
            self.add(carried, carried.story, boxes)
        for each in words.earlier:
            self.add(each, around.story, boxes)
        if self.tracked.is_gone:  # and its end with it
            self.carried = words.written
        else:
            self.add(words.written, around.story, boxes)

    def add_carried(self, boxes: list[Written]) -> None:
        """Ends the paragraph whose end is not there: nothing follows to which its words could be joined."""
        if self.carried is not None:
            self.add(self.carried, self.carried.story, boxes)
            self.carried = None

    def add(self, written: Written, story: Story, boxes: list[Written]) -> None:
        if story is Story.TEXT_BOX:
            boxes.append(written)
            boxes += written.boxes
            written.boxes = []
        else:
            self.strands.add(written, story)

    # Lists

    def listed(self, element: etree._Element, around: Surroundings, boxes: list[Written]) -> None:
        style = element.get(TEXT + "style-name", "") or around.list_style
        counter = around.counter
        if counter is None:
            continued = element.get(TEXT + "continue-list", "")
            if continued in self.named_lists:
                counter = self.named_lists[continued]
            elif element.get(TEXT + "continue-numbering") == "true" and style in self.last_of_style:
                counter = self.last_of_style[style]
            else:
                counter = Counter()
        self.last_of_style[style] = counter
        if element.get(XML_ID):
            self.named_lists[element.get(XML_ID, "")] = counter
        inside = replace(around, list_style=style, depth=around.depth + 1, counter=counter)
        for item in element:
            if item.tag == ITEM:
                self.item(item, inside, boxes, counter)
            elif item.tag == TEXT + "list-header":
                self.blocks(item, inside, boxes)

    def item(self, item: etree._Element, around: Surroundings, boxes: list[Written], counter: Counter) -> None:
        """Reads a list item; its first paragraph bears the label."""
        restart = item.get(TEXT + "start-value")
        first = next(iter(item), None)
        if first is None or first.tag not in (PARAGRAPH, HEADING):
            self.blocks(item, around, boxes)
            return
        levels = self.styles.lists.get(around.list_style, {})
        label = ""
        if not self.tracked.is_gone:  # else its words belong to the paragraph before
            label = counter.label(levels, around.depth, whole_number(restart, 1) if restart is not None else None)
        self.paragraph(first, around, boxes, label)
        self.blocks(list(item)[1:], around, boxes)

    def numbered(self, element: etree._Element, around: Surroundings, boxes: list[Written]) -> None:
        style = element.get(TEXT + "style-name", "")
        depth = whole_number(element.get(TEXT + "level"), 1)
        key = f"{element.get(TEXT + 'list-id', '')} {style}"
        counter = self.named_lists.setdefault(key, Counter())
        self.item(element, replace(around, list_style=style, depth=depth, counter=counter), boxes, counter)

    # Tables

    def table(self, table: etree._Element, around: Surroundings, boxes: list[Written]) -> None:
        number = self.strands.next_table()
        behind = self.styles.fill("table", table.get(TABLE + "style-name")) or around.behind
        heads = self.strands.head_rows.setdefault(number, set())
        for row_number, (row, is_head) in enumerate(rows_of(table)):
            if is_head:
                heads.add(row_number)
            column = 0
            of_row = self.styles.fill("table-row", row.get(TABLE + "style-name")) or behind
            for cell in row:
                if cell.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                    of_cell = self.styles.fill("table-cell", cell.get(TABLE + "style-name")) or of_row
                    inside = Surroundings(around.story, InTable(number, row_number, column), behind=of_cell)
                    self.blocks(cell, inside, boxes)
                    column += whole_number(cell.get(TABLE + "number-columns-repeated"), 1)


def rows_of(table: etree._Element, is_head: bool = False) -> list[tuple[etree._Element, bool]]:
    """The rows of a table, those in groups too, and whether each is marked as a head."""
    rows: list[tuple[etree._Element, bool]] = []
    for child in table:
        if child.tag == TABLE + "table-row":
            rows.append((child, is_head))
        elif child.tag in (TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"):
            rows += rows_of(child, is_head or child.tag == TABLE + "table-header-rows")
    return rows
