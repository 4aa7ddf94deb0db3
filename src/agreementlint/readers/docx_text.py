"""The words of one Word paragraph, as they stand when every tracked change is accepted and every field is shown.

The places: in WordPlace(part, paragraph, run, offset) `paragraph` counts every w:p of the part in document order
and `run` counts the w:r elements of that paragraph in document order, without those of a text box inside it
(`paragraph_runs`). `offset` counts the characters of the run's w:t elements; w:tab, w:ptab, w:br, w:cr,
w:noBreakHyphen and w:sym count as one character each. White space is read as one plain space. A few
characters are stand-ins: an underlined gap and an empty form field are read as underscores, a ticked form
box as "☒", the placeholder of an empty content control gets square brackets; these carry the place of what
they stand for or beside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from agreementlint.readers.docx_names import (
    ALTERNATE,
    CONTROL,
    CONTROL_CONTENT,
    CONTROL_PROPERTIES,
    DELETION,
    INSERTION,
    MOVED_AWAY,
    MOVED_HERE,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    TABLE,
    TEXT,
    TEXT_BOX,
    VALUE,
    W,
    chosen_branch,
    is_on,
    value_of,
    whole_number,
)
from agreementlint.readers.docx_styles import PLAIN, RunLook, Styles, look_of
from agreementlint.readers.placed import Stretches, text_of
from agreementlint.text import WordPlace

if TYPE_CHECKING:
    from lxml import etree

# Line breaks are kept apart from other white space until the paragraph is cut where two of them meet.
LINE_BREAK: Final = "\n"
ONE_CHARACTER: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": LINE_BREAK,
    W + "cr": LINE_BREAK,
    W + "noBreakHyphen": "-",
}
BLOCKS: Final = frozenset((PARAGRAPH, TABLE))
HOLDERS: Final = frozenset((W + "drawing", W + "pict", W + "object"))
WINGDINGS: Final = {0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0xFE: "☒", 0xFD: "☒", 0x78: "☒", 0xFC: "✓", 0xFB: "✗", 0xB7: "•"}
BLANK_FROM: Final = 3  # spaces that are underlined together and thus draw a blank
TAB_BLANK: Final = "____"
BOX, TICKED_BOX = "☐", "☒"


def paragraph_runs(paragraph: etree._Element) -> list[etree._Element]:
    """The runs that WordPlace.run counts: those of the paragraph itself, not those of a text box inside it."""
    runs = list(paragraph.iter(RUN))
    if not runs or next(paragraph.iterdescendants(PARAGRAPH), None) is None:
        return runs
    return [run for run in runs if next(run.iterancestors(PARAGRAPH)) is paragraph]


@dataclass(slots=True)
class Field:
    """A complex field: its code so far, and whether its result has begun."""

    code: str = ""
    shown: bool = False

    @property
    def is_contents(self) -> bool:
        return self.shown and self.code.split(None, 1)[:1] in (["TOC"], ["INDEX"])

    @property
    def is_form_text(self) -> bool:
        return self.shown and self.code.strip().startswith("FORMTEXT")


@dataclass(slots=True)
class ParagraphWords:
    """What was read from a paragraph: its words and their places, and the text boxes that hang on it.

    `plain` are the indices of the stretches that are not emphasised.
    """

    number: int
    runs: dict[etree._Element, int]
    look: RunLook
    stretches: Stretches = field(default_factory=list)
    boxes: list[Iterable[etree._Element]] = field(default_factory=list)
    in_contents: bool = False
    plain: list[int] = field(default_factory=list)

    def put_before(self, earlier: ParagraphWords) -> None:
        """Joins the words of a paragraph whose end was deleted to these."""
        self.plain = [*earlier.plain, *(index + len(earlier.stretches) for index in self.plain)]
        self.stretches = earlier.stretches + self.stretches
        self.boxes = earlier.boxes + self.boxes


class PartWords:
    """Reads the paragraphs of one part in document order; fields may reach over several of them."""

    __slots__ = ("fields", "hidden", "numbers", "part", "styles", "tracked")

    def __init__(self, part: str, root: etree._Element, styles: Styles) -> None:
        self.part = part
        self.styles = styles
        self.numbers = {paragraph: number for number, paragraph in enumerate(root.iter(PARAGRAPH))}
        self.fields: list[Field] = []
        self.hidden: list[str] = []
        self.tracked = False

    def paragraph(self, paragraph: etree._Element, look: RunLook, placeholder: bool = False) -> ParagraphWords:
        """The words of a paragraph whose style gives its runs this look; `placeholder` if a control is still empty."""
        runs = {run: number for number, run in enumerate(paragraph_runs(paragraph))}
        words = ParagraphWords(self.numbers[paragraph], runs, look)
        if placeholder:
            self.bracketed(paragraph, words)
        else:
            self.inline(paragraph, words)
        return words

    def bracketed(self, parent: etree._Element, words: ParagraphWords) -> None:
        """Reads a placeholder and puts square brackets around it, unless it has some."""
        opening = len(words.stretches)
        words.stretches.append(("", WordPlace(self.part, words.number, 0, 0)))
        self.inline(parent, words)
        text = text_of(words.stretches[opening:]).strip()
        if text and not (text.startswith("[") and text.endswith("]")):
            words.stretches[opening] = ("[", words.stretches[opening + 1][1])
            words.stretches.append(("]", words.stretches[-1][1]))

    def inline(self, parent: etree._Element, words: ParagraphWords) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self.run(child, words)
            elif tag in (PARAGRAPH_PROPERTIES, CONTROL_PROPERTIES):
                continue
            elif tag in (DELETION, MOVED_AWAY):
                self.tracked = True
            elif tag == CONTROL:
                self.control(child, words)
            elif tag == ALTERNATE:
                branch = chosen_branch(child)
                if branch is not None:
                    self.inline(branch, words)
            elif tag in BLOCKS:  # against the format's rules, and still text
                words.boxes.append([child])
            elif tag in HOLDERS or tag == TEXT_BOX:
                words.boxes += shown_boxes(child)
            elif tag == W + "fldSimple":
                self.fields.append(Field(child.get(W + "instr", ""), shown=True))
                self.inline(child, words)
                self.fields.pop()
            else:
                if tag in (INSERTION, MOVED_HERE):
                    self.tracked = True
                self.inline(child, words)

    def control(self, control: etree._Element, words: ParagraphWords) -> None:
        content = control.find(CONTROL_CONTENT)
        if content is None:
            return
        if shows_placeholder(control):
            self.bracketed(content, words)
        else:
            self.inline(content, words)

    def run(self, run: etree._Element, words: ParagraphWords) -> None:
        number = words.runs[run]
        look = words.look
        text = ""
        start = 0
        for child in run:
            tag = child.tag
            if tag == TEXT:
                content = child.text
                if content:
                    text += content.replace("\n", " ") if "\n" in content else content
            elif tag == RUN_PROPERTIES:
                look = self.look(child, words.look)
            elif tag in ONE_CHARACTER:
                text += ONE_CHARACTER[tag]
            elif tag == W + "sym":
                text += symbol(child)
            elif tag == W + "fldChar":
                self.emit(text, WordPlace(self.part, words.number, number, start), look, words)
                start += len(text)
                text = ""
                self.field_mark(child, WordPlace(self.part, words.number, number, start), look, words)
            elif tag == W + "instrText":
                if self.fields and not self.fields[-1].shown:
                    self.fields[-1].code += child.text or ""
            elif tag in HOLDERS or tag == ALTERNATE:
                words.boxes += shown_boxes(child)
            elif tag == W + "ruby":
                base = child.find(W + "rubyBase")
                if base is not None:
                    self.inline(base, words)
        if text:
            self.emit(text, WordPlace(self.part, words.number, number, start), look, words)

    def look(self, properties: etree._Element, below: RunLook) -> RunLook:
        """The look of a run with these properties in a paragraph whose style gives the look `below`."""
        own = look_of(properties)
        if own is PLAIN:
            return below
        if own.style is not None:
            own = own.over(self.styles.run(own.style))
        return own.over(below)

    def emit(self, text: str, place: WordPlace, look: RunLook, words: ParagraphWords) -> None:
        if not text:
            return
        if self.fields:
            if not all(field.shown for field in self.fields):
                return
            words.in_contents = words.in_contents or any(field.is_contents for field in self.fields)
        if look.hidden:
            self.hidden.append(text)
            return
        if text.isspace() and text != LINE_BREAK:
            underlined_blank = look.underlined and (len(text) >= BLANK_FROM or "\t" in text)
            if underlined_blank or (self.fields and self.fields[-1].is_form_text):
                words.stretches += blank(text, place)
                return
        elif not (look.bold or look.underlined or look.capitals):
            words.plain.append(len(words.stretches))
        words.stretches.append((text, place))

    def field_mark(self, mark: etree._Element, place: WordPlace, look: RunLook, words: ParagraphWords) -> None:
        match mark.get(W + "fldCharType"):
            case "begin":
                shown = form_field(mark)
                if shown:
                    self.emit_beside(shown, place, look, words)
                self.fields.append(Field())
            case "separate" if self.fields:
                self.fields[-1].shown = True
            case "end" if self.fields:
                self.fields.pop()

    def emit_beside(self, text: str, place: WordPlace, look: RunLook, words: ParagraphWords) -> None:
        """Characters that stand nowhere in the file, each at the place beside it."""
        for character in text:
            self.emit(character, place, look, words)


def blank(text: str, place: WordPlace) -> Stretches:
    """A gap that is drawn as a line, as underscores."""
    stretches: Stretches = []
    for offset, character in enumerate(text):
        here = WordPlace(place.part, place.paragraph, place.run, place.offset + offset)
        stretches += [("_", here)] * (len(TAB_BLANK) if character == "\t" else 1)
    return stretches


def shows_placeholder(control: etree._Element) -> bool:
    """Whether nobody has filled in this content control."""
    properties = control.find(CONTROL_PROPERTIES)
    return properties is not None and bool(is_on(properties.find(W + "showingPlcHdr")))


def shown_boxes(holder: etree._Element) -> list[Iterable[etree._Element]]:
    """The contents of the text boxes in a drawing, each once: one branch of every AlternateContent, none in another."""
    if next(holder.iter(TEXT_BOX), None) is None:
        return []
    boxes: list[Iterable[etree._Element]] = []
    waiting = [holder]
    while waiting:
        element = waiting.pop()
        if element.tag == TEXT_BOX:
            boxes.append(element)
        elif element.tag == ALTERNATE:
            branch = chosen_branch(element)
            waiting += [branch] if branch is not None else []
        else:
            waiting += reversed(list(element))
    return boxes


def symbol(element: etree._Element) -> str:
    """The one character of a w:sym; those of a picture font are shown by what they depict."""
    code = element.get(W + "char", "")
    try:
        number = int(code, 16)
    except ValueError:
        return " "
    if number >= 0xF000 or "wingdings" in element.get(W + "font", "").lower():
        return WINGDINGS.get(number & 0xFF, "•")
    return chr(number) if number >= 0x20 else " "


def form_field(mark: etree._Element) -> str:
    """What an old form field shows by itself: its ticked or empty box, or the entry that is chosen in its list."""
    data = mark.find(W + "ffData")
    if data is None:
        return ""
    box = data.find(W + "checkBox")
    if box is not None:
        ticked = is_on(box.find(W + "checked"))
        return TICKED_BOX if (is_on(box.find(W + "default")) if ticked is None else ticked) else BOX
    choices = data.find(W + "ddList")
    if choices is None:
        return ""
    entries = [entry.get(VALUE, "") for entry in choices.iterchildren(W + "listEntry")]
    chosen = whole_number(value_of(choices, W + "result")) or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""
