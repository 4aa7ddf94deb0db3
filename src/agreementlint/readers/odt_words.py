"""The words of one OpenDocument paragraph, and the notes, comments and text boxes that hang on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from agreementlint.document import Story, Unread
from agreementlint.latepattern import LatePattern
from agreementlint.readers.docx_fields import BOX, TICKED_BOX
from agreementlint.readers.docx_text import TAB_BLANK
from agreementlint.readers.odt_changes import DELETED_HERE, MARKS, Tracked, item_depth, paragraphs_in
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
from agreementlint.readers.odt_styles import Letters, Styles, whole_number
from agreementlint.readers.placed import advanced
from agreementlint.readers.strands import Strands, Written
from agreementlint.readers.unseen import ANYTHING, NOTHING_SAID, WHITE, Paint
from agreementlint.text import WordPlace
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

ONE_CHARACTER: Final = {TEXT + "tab": "\t", TEXT + "line-break": "\n", TEXT + "s": " "}
MOST_SPACES: Final = 200
OBJECTS: Final = (DRAW + "object", DRAW + "object-ole", DRAW + "plugin", DRAW + "applet", DRAW + "floating-frame")
HANGING: Final = (NOTE, COMMENT)
EMBEDDED: Final = "an embedded object; its words were not read"


LENGTH: Final = LatePattern(r"(\d{1,6}(?:\.\d{1,9})?)(cm|mm|in|pt|pc|px)")
CENTIMETRES: Final = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}


def centimetres(length: str | None) -> float:
    """A length as OpenDocument writes it ("4.5in"); 0 for what is none."""
    found = LENGTH.fullmatch(length or "")
    return float(found[1]) * CENTIMETRES[found[2]] if found else 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file while it is read; `read` reads blocks into a story, those of a text box into the list, before what is behind them.

    `numbers` are those of its paragraphs in document order, `tracked` its tracked changes.
    """

    name: str
    styles: Styles
    strands: Strands
    controls: Mapping[str, etree._Element]
    numbers: Mapping[etree._Element, int]
    tracked: Tracked
    read: Callable[[Iterable[etree._Element], Story, list[Written], Paint], None]


class ParagraphWords:
    """Reads what stands in one paragraph into a Written, run by run.

    Where a deletion that is restored held the ends of paragraphs, those before the last are `earlier`, and those that
    began items of a list are `items`, each with how deep it stood.
    """

    __slots__ = ("behind", "earlier", "items", "number", "part", "runs", "written")

    def __init__(self, part: Part, written: Written, number: int, behind: Paint = WHITE) -> None:
        self.part = part
        self.written = written
        self.number = number
        self.behind = behind
        self.runs = 0
        self.earlier: list[Written] = []
        self.items: list[tuple[Written, int]] = []

    def inside(self, element: etree._Element, letters: Letters) -> None:
        """Reads the characters and elements in an element."""
        self.characters(element.text, letters)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in APPARATUS:
                self.element(child, letters)
            self.characters(child.tail, letters)

    def element(self, element: etree._Element, letters: Letters) -> None:
        tag = str(element.tag)
        strands = self.part.strands
        if tag in ONE_CHARACTER:
            count = min(whole_number(element.get(TEXT + "c"), 1), MOST_SPACES) if tag == TEXT + "s" else 1
            self.emit(ONE_CHARACTER[tag] * count, letters)
            self.runs += 1
        elif tag in MARKS:
            if self.part.tracked.are_beside(element):
                self.set_apart()
            if tag == DELETED_HERE:
                self.restore(self.part.tracked.restored(element))
            else:
                self.part.tracked.mark(element)
        elif tag == TEXT + "span":
            own = self.part.styles.look("text", element.get(TEXT + "style-name")).letters
            self.inside(element, own.over(letters))
        elif self.part.tracked.is_gone and (tag in HANGING or tag.startswith(DRAW)):
            strands.gone.append("".join(map(str, element.itertext())))
        elif tag == NOTE:
            story = Story.ENDNOTE if element.get(TEXT + "note-class") == "endnote" else Story.FOOTNOTE
            for body in element.iterchildren(TEXT + "note-body"):
                self.part.read(body, story, [], WHITE)
        elif tag == COMMENT:
            self.part.read([child for child in element if child.tag in BLOCKS], Story.COMMENT, [], WHITE)
        elif tag == TEXT + "placeholder" or element.get(EXTENSION + "showing-place-holder") == "true":
            self.stand_in("[", letters)
            self.inside(element, letters)
            self.stand_in("]", letters)
        elif tag == TEXT + "hidden-text":
            if element.get(TEXT + "is-hidden", "true") == "true":
                strands.hidden.append(element.get(TEXT + "string-value", "") + " ")
            else:
                self.stand_in(element.get(TEXT + "string-value", ""), letters)
        elif tag == FIELD + "fieldmark" or tag == FIELD + "fieldmark-start":
            self.field(element, letters)
        elif tag.startswith(DRAW) or tag.rpartition("}")[0].endswith("dr3d:1.0"):
            self.drawing(element, letters)
        elif tag in BLOCKS:  # against the format's rules, and still text
            self.box([element])
        else:
            self.inside(element, letters)

    def set_apart(self) -> None:
        """Puts a space, beside the words before it, between what was deleted and what was written instead."""
        if self.written.stretches:
            text, place = self.written.stretches[-1]
            self.written.stretches.append((" ", advanced(place, len(text))))

    def restore(self, deleted: Sequence[etree._Element]) -> None:
        """Reads what was deleted here; each paragraph in it behind the first ends the one that is being read."""
        within, self.part.tracked.restoring = self.part.tracked.restoring, True
        number, runs = self.number, self.runs
        for index, paragraph in enumerate(each for child in deleted for each in paragraphs_in(child)):
            look = self.part.styles.look("paragraph", paragraph.get(TEXT + "style-name"))
            if index:
                self.earlier.append(self.written)
                self.written = Written(self.written.story, level=look.level, cell=self.written.cell)
                if depth := item_depth(paragraph):
                    self.items.append((self.written, depth))
            self.number, self.runs = self.part.numbers[paragraph], 0
            self.inside(paragraph, look.letters)
        self.number, self.runs = number, runs
        self.part.tracked.restoring = within

    def drawing(self, element: etree._Element, letters: Letters) -> None:
        """A frame, shape or control: text boxes are read, pictures counted, embedded objects named."""
        strands = self.part.strands
        name = element.get(DRAW + "name") or ""
        if element.tag == DRAW + "control":
            self.control(element.get(DRAW + "control", ""), letters)
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
                self.drawing(child, letters)
        if blocks:
            self.box(blocks)

    def box(self, blocks: Iterable[etree._Element]) -> None:
        story = self.written.story
        self.part.read(blocks, Story.TEXT_BOX if story is Story.BODY else story, self.written.boxes, ANYTHING)

    def control(self, name: str, letters: Letters) -> None:
        """A form control: a box's mark, or what was entered, or a blank to be filled in."""
        control = self.part.controls.get(name)
        if control is None:
            return
        match str(control.tag).rpartition("}")[2]:
            case "checkbox" | "radio":
                state = control.get(FORM + "current-state") or control.get(FORM + "current-selected")
                self.stand_in(TICKED_BOX if state in ("checked", "true") else BOX, letters)
                self.stand_in(f" {control.get(FORM + 'label', '')}".rstrip(), letters)
            case "text" | "textarea" | "formatted-text" | "combobox" | "date" | "number":
                self.stand_in(control.get(FORM + "current-value") or control.get(FORM + "value") or TAB_BLANK, letters)
            case "listbox":
                chosen = [
                    option.get(FORM + "label", "")
                    for option in control
                    if (option.get(FORM + "current-selected") or option.get(FORM + "selected")) == "true"
                ]
                self.stand_in(", ".join(chosen) or TAB_BLANK, letters)
            case "fixed-text":
                self.stand_in(control.get(FORM + "label", ""), letters)
            case _:
                pass

    def field(self, mark: etree._Element, letters: Letters) -> None:
        """A form field that came from Word: its box and its list have no text of their own."""
        said = [
            (each.get(FIELD + "name"), each.get(FIELD + "value", "")) for each in mark.iterchildren(FIELD + "param")
        ]
        match mark.get(FIELD + "type", "").rpartition(".")[2]:
            case "FORMCHECKBOX":
                self.stand_in(TICKED_BOX if ("Checkbox_Checked", "true") in said else BOX, letters)
            case "FORMDROPDOWN":
                entries = [value for name, value in said if name == "Dropdown_ListEntry"]
                chosen = whole_number(dict(said).get("Dropdown_Selected"), len(entries))
                self.stand_in("".join(entries[chosen : chosen + 1]) or TAB_BLANK, letters)
            case _:
                pass

    # Characters

    def characters(self, text: str | None, letters: Letters) -> None:
        """One stretch of characters as the file has it; its line ends are spaces, its tabs too."""
        if text:
            why = letters.ink.why_unseen(self.behind) if letters.ink is not NOTHING_SAID else ""
            self.emit(text.replace("\n", " ").replace("\r", " ").replace("\t", " "), letters, why)
            self.runs += 1

    def stand_in(self, text: str, letters: Letters) -> None:
        """Characters that stand nowhere in the file's text, each at the place beside it."""
        for character in text:
            self.emit(character, letters)

    def emit(self, text: str, letters: Letters, why_unseen: str = "") -> None:
        if self.part.tracked.is_gone:
            self.part.strands.gone.append(text)
            return
        place = WordPlace(self.part.name, self.number, self.runs, 0)
        self.part.strands.put(self.written, text, place, letters.look, why_unseen)
