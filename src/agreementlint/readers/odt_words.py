"""The words of one OpenDocument paragraph, and the notes, comments and text boxes that hang on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from agreementlint.document import Story, Unread
from agreementlint.latepattern import LatePattern
from agreementlint.readers.docx_fields import BOX, TICKED_BOX
from agreementlint.readers.docx_styles import RunLook
from agreementlint.readers.docx_text import TAB_BLANK
from agreementlint.readers.odt_names import (
    APPARATUS,
    BLOCKS,
    COMMENT,
    DRAW,
    EXTENSION,
    FIELD,
    FORM,
    HEIGHT,
    LINK,
    NOTE,
    TEXT,
    WIDTH,
)
from agreementlint.readers.odt_styles import Styles, whole_number
from agreementlint.readers.strands import Strands, Written
from agreementlint.text import WordPlace
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

ONE_CHARACTER: Final = {TEXT + "tab": "\t", TEXT + "line-break": "\n", TEXT + "s": " "}
MOST_SPACES: Final = 200
OBJECTS: Final = (DRAW + "object", DRAW + "object-ole", DRAW + "plugin", DRAW + "applet", DRAW + "floating-frame")
EMBEDDED: Final = "an embedded object; its words were not read"


LENGTH: Final = LatePattern(r"(\d{1,6}(?:\.\d{1,9})?)(cm|mm|in|pt|pc|px)")
CENTIMETRES: Final = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}


def centimetres(length: str | None) -> float:
    """A length as OpenDocument writes it ("4.5in"); 0 for what is none."""
    found = LENGTH.fullmatch(length or "")
    return float(found[1]) * CENTIMETRES[found[2]] if found else 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file while it is read; `read` reads blocks into a story, those of a text box into the list."""

    name: str
    styles: Styles
    strands: Strands
    controls: Mapping[str, etree._Element]
    read: Callable[[Iterable[etree._Element], Story, list[Written]], None]


class ParagraphWords:
    """Reads what stands in one paragraph into a Written, run by run."""

    __slots__ = ("number", "part", "runs", "written")

    def __init__(self, part: Part, written: Written, number: int) -> None:
        self.part = part
        self.written = written
        self.number = number
        self.runs = 0

    def inside(self, element: etree._Element, look: RunLook) -> None:
        """Reads the characters and elements in an element."""
        self.characters(element.text, look)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in APPARATUS:
                self.element(child, look)
            self.characters(child.tail, look)

    def element(self, element: etree._Element, look: RunLook) -> None:
        tag = str(element.tag)
        strands = self.part.strands
        if tag in ONE_CHARACTER:
            count = min(whole_number(element.get(TEXT + "c"), 1), MOST_SPACES) if tag == TEXT + "s" else 1
            self.emit(ONE_CHARACTER[tag] * count, look)
            self.runs += 1
        elif tag == TEXT + "span":
            own = self.part.styles.look("text", element.get(TEXT + "style-name")).letters
            self.inside(element, own.over(look))
        elif tag == NOTE:
            story = Story.ENDNOTE if element.get(TEXT + "note-class") == "endnote" else Story.FOOTNOTE
            for body in element.iterchildren(TEXT + "note-body"):
                self.part.read(body, story, [])
        elif tag == COMMENT:
            self.part.read([child for child in element if child.tag in BLOCKS], Story.COMMENT, [])
        elif tag == TEXT + "placeholder" or element.get(EXTENSION + "showing-place-holder") == "true":
            self.stand_in("[", look)
            self.inside(element, look)
            self.stand_in("]", look)
        elif tag == TEXT + "hidden-text":
            if element.get(TEXT + "is-hidden", "true") == "true":
                strands.hidden.append(element.get(TEXT + "string-value", "") + " ")
            else:
                self.stand_in(element.get(TEXT + "string-value", ""), look)
        elif tag == FIELD + "fieldmark" or tag == FIELD + "fieldmark-start":
            self.field(element, look)
        elif tag.startswith(DRAW) or tag.rpartition("}")[0].endswith("dr3d:1.0"):
            self.drawing(element, look)
        elif tag in BLOCKS:  # against the format's rules, and still text
            self.box([element])
        else:
            self.inside(element, look)

    def drawing(self, element: etree._Element, look: RunLook) -> None:
        """A frame, shape or control: text boxes are read, pictures counted, embedded objects named."""
        strands = self.part.strands
        name = element.get(DRAW + "name") or ""
        if element.tag == DRAW + "control":
            self.control(element.get(DRAW + "control", ""), look)
            return
        objects = [child for child in element if child.tag in OBJECTS]
        for child in objects:
            href = child.get(LINK + "href", "").removeprefix("./")
            strands.unread.append(Unread(name or href or "an object", EMBEDDED))
        blocks: list[etree._Element] = []
        for child in element:
            if child.tag == DRAW + "image":
                if not objects:  # else it only shows what the object looks like
                    strands.picture(name, *(centimetres(element.get(side)) for side in (WIDTH, HEIGHT)))
            elif child.tag == DRAW + "text-box":
                self.box(child)
            elif child.tag in BLOCKS:
                blocks.append(child)
            elif isinstance(child.tag, str) and child.tag.startswith(DRAW) and child.tag not in OBJECTS:
                self.drawing(child, look)
        if blocks:
            self.box(blocks)

    def box(self, blocks: Iterable[etree._Element]) -> None:
        story = self.written.story
        self.part.read(blocks, Story.TEXT_BOX if story is Story.BODY else story, self.written.boxes)

    def control(self, name: str, look: RunLook) -> None:
        """A form control: a box's mark, or what was entered, or a blank to be filled in."""
        control = self.part.controls.get(name)
        if control is None:
            return
        match str(control.tag).rpartition("}")[2]:
            case "checkbox" | "radio":
                state = control.get(FORM + "current-state") or control.get(FORM + "current-selected")
                self.stand_in(TICKED_BOX if state in ("checked", "true") else BOX, look)
                self.stand_in(f" {control.get(FORM + 'label', '')}".rstrip(), look)
            case "text" | "textarea" | "formatted-text" | "combobox" | "date" | "number":
                self.stand_in(control.get(FORM + "current-value") or control.get(FORM + "value") or TAB_BLANK, look)
            case _:
                pass

    def field(self, mark: etree._Element, look: RunLook) -> None:
        """A form field that came from Word: only its box has no text of its own."""
        if not mark.get(FIELD + "type", "").endswith("FORMCHECKBOX"):
            return
        ticked = any(
            param.get(FIELD + "name") == "Checkbox_Checked" and param.get(FIELD + "value") == "true"
            for param in mark.iterchildren(FIELD + "param")
        )
        self.stand_in(TICKED_BOX if ticked else BOX, look)

    # Characters

    def characters(self, text: str | None, look: RunLook) -> None:
        """One stretch of characters as the file has it; its line ends are spaces, its tabs too."""
        if text:
            self.emit(text.replace("\n", " ").replace("\r", " ").replace("\t", " "), look)
            self.runs += 1

    def stand_in(self, text: str, look: RunLook) -> None:
        """Characters that stand nowhere in the file's text, each at the place beside it."""
        for character in text:
            self.emit(character, look)

    def emit(self, text: str, look: RunLook) -> None:
        place = WordPlace(self.part.name, self.number, self.runs, 0)
        self.part.strands.put(self.written, text, place, look)
