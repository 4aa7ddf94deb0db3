"""The words of one Word paragraph, as they stand in one view of the tracked changes and with every field shown.

Of a WordPlace(part, paragraph, run, offset)

- `paragraph` counts every w:p of the part in document order;
- `run` counts the w:r of that paragraph in document order, without those of a text box inside it (`paragraph_runs`);
- `offset` counts characters: those of the run's w:t and w:delText, and one for each w:tab, w:ptab, w:br, w:cr,
  w:noBreakHyphen, w:sym and w16se:symEx. Of mc:AlternateContent only the branch that is shown counts.

White space is read as one plain space. Stand-ins carry the place of what they stand for or beside: underscores for an
underlined gap, an empty form field and the prompt of an empty content control; "☒" or "☐" for a check box.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import TYPE_CHECKING, Final

from agreementlint.readers.docx_changes import FORMER_RUN, InForce, former, letters_in
from agreementlint.readers.docx_controls import StandIn, stand_in
from agreementlint.readers.docx_fields import FIELD_MARK, FIELD_MARK_TYPE, Field, form_field, never_ended
from agreementlint.readers.docx_names import (
    ALTERNATE,
    CONTROL,
    CONTROL_CONTENT,
    CONTROL_PROPERTIES,
    DELETED_TEXT,
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
    W,
    chosen_branch,
)
from agreementlint.readers.docx_pictures import HOLDERS, SYMBOL_EX, boxes_in, symbol
from agreementlint.readers.docx_styles import PLAIN, RunLook, Styles, look_of
from agreementlint.readers.placed import Stretches, advanced
from agreementlint.text import WordPlace
from agreementlint.values import dataclass

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
SYMBOLS: Final = frozenset((W + "sym", SYMBOL_EX + "symEx"))
NOTE_MARKS: Final = frozenset((W + "footnoteReference", W + "endnoteReference"))
LETTERS: Final = frozenset((TEXT, DELETED_TEXT))
DIVIDERS: Final = frozenset((FIELD_MARK, ALTERNATE))
FIELD_CODE: Final = W + "instrText"
BLOCKS: Final = frozenset((PARAGRAPH, TABLE))
SILENT: Final = frozenset((PARAGRAPH_PROPERTIES, CONTROL_PROPERTIES))
CHANGES: Final = frozenset((INSERTION, DELETION, MOVED_HERE, MOVED_AWAY))
BLANK_FROM: Final = 3  # spaces that are underlined together and thus draw a blank
TAB_BLANK: Final = "____"


def paragraph_runs(paragraph: etree._Element) -> list[etree._Element]:
    """The runs that WordPlace.run counts: those of the paragraph itself, not those of a text box inside it."""
    runs = list(paragraph.iter(RUN))
    if not runs or next(paragraph.iterdescendants(PARAGRAPH), None) is None:
        return runs
    return [run for run in runs if next(run.iterancestors(PARAGRAPH)) is paragraph]


@dataclass(slots=True)
class ParagraphWords:
    """What was read from a paragraph: its words and their places, and the text boxes that hang on it.

    `plain` are the indices of the stretches that are not emphasised; `runs` are the numbers of the runs where
    they do not simply follow each other.
    """

    number: int
    paragraph: etree._Element
    look: RunLook
    stretches: Stretches = field(default_factory=list)
    boxes: list[Iterable[etree._Element]] = field(default_factory=list)
    in_contents: bool = False
    plain: list[int] = field(default_factory=list)
    runs: dict[etree._Element, int] = field(default_factory=dict)

    def number_runs(self) -> None:
        if not self.runs:
            self.runs = {run: number for number, run in enumerate(paragraph_runs(self.paragraph))}

    def put_before(self, earlier: ParagraphWords) -> None:
        """Joins the words of a paragraph whose end is not there to these."""
        self.plain = [*earlier.plain, *(index + len(earlier.stretches) for index in self.plain)]
        self.stretches = earlier.stretches + self.stretches
        self.boxes = earlier.boxes + self.boxes


class PartWords:
    """Reads the paragraphs of one part in document order; fields may reach over several of them.

    As it goes it notes what is hidden or struck out, what a tracked change took away, which notes are referred to, and which
    drawings and objects it came by, with the number of their paragraph.
    """

    __slots__ = (
        *("changes", "drawings", "endless", "fields", "gone", "hidden", "note_marks"),
        *("numbers", "part", "struck", "styles", "tracked"),
    )

    def __init__(self, part: str, root: etree._Element, styles: Styles, changes: InForce) -> None:
        self.part = part
        self.styles = styles
        self.changes = changes
        self.numbers: dict[etree._Element, int] = {}
        self.tracked = False
        marks: list[etree._Element] = []
        for element in root.iter(PARAGRAPH, FIELD_MARK, *CHANGES):
            if element.tag == PARAGRAPH:
                self.numbers[element] = len(self.numbers)
            elif element.tag == FIELD_MARK:
                marks.append(element)
            else:
                self.tracked = True
        self.endless = never_ended(marks, changes.gone) if marks else frozenset()
        self.fields: list[Field] = []
        self.hidden: list[str] = []
        self.struck: list[str] = []
        self.gone: list[str] = []
        self.note_marks: list[tuple[str, str]] = []
        self.drawings: list[tuple[etree._Element, int]] = []

    def paragraph(self, paragraph: etree._Element, look: RunLook, instead: StandIn | None) -> ParagraphWords:
        """The words of a paragraph whose style gives its runs this look; `instead` if they stand for something."""
        words = ParagraphWords(self.numbers[paragraph], paragraph, look)
        if instead is not None:
            self.standing_in(instead, paragraph, words)
            return words
        number = 0
        for child in paragraph:
            tag = child.tag
            if tag == RUN and not words.runs:  # where only runs came by so far, their numbers follow each other
                self.content(child, number, 0, look, words)
                number += 1
            elif len(child) and tag not in SILENT:
                words.number_runs()
                self.one(child, tag, words)
        return words

    def inline(self, parent: Iterable[etree._Element], words: ParagraphWords) -> None:
        for child in parent:
            if child.tag not in SILENT:
                self.one(child, child.tag, words)

    def one(self, child: etree._Element, tag: str, words: ParagraphWords) -> None:
        if tag == RUN:
            self.content(child, words.runs[child], 0, words.look, words)
        elif tag in self.changes.gone:
            self.gone.append(letters_in(child))
        elif tag == CONTROL:
            content = next(child.iterchildren(CONTROL_CONTENT), None)
            instead = stand_in(child)
            if content is not None and instead is not None:
                self.standing_in(instead, content, words)
            elif content is not None:
                self.inline(content, words)
        elif tag == ALTERNATE:
            branch = chosen_branch(child)
            if branch is not None:
                self.inline(branch, words)
        elif tag in BLOCKS:  # against the format's rules, and still text
            words.boxes.append([child])
        elif tag in HOLDERS or tag == TEXT_BOX:
            self.drawing(child, words)
        elif tag == W + "fldSimple":
            self.fields.append(Field(child.get(W + "instr", ""), shown=True))
            self.inline(child, words)
            self.fields.pop()
        elif len(child):
            if tag in CHANGES:
                self.set_apart(child, words)
            self.inline(child, words)

    def set_apart(self, change: etree._Element, words: ParagraphWords) -> None:
        """Puts a space, beside the words before it, between what was deleted and what was written instead."""
        before = change.getprevious()
        if before is not None and before.tag in CHANGES and before.tag != change.tag and words.stretches:
            text, place = words.stretches[-1]
            words.stretches.append((" ", advanced(place, len(text))))

    def standing_in(self, instead: StandIn, parent: Iterable[etree._Element], words: ParagraphWords) -> None:
        """Reads a control whose characters stand for something: its first and last keep their places."""
        opening = len(words.stretches)
        words.number_runs()
        self.inline(parent, words)
        held = [(text, place) for text, place in words.stretches[opening:] if text]
        del words.stretches[opening:]
        words.plain = [index for index in words.plain if index < opening]
        if not held:
            return
        last, place = held[-1]
        words.plain.append(opening)
        words.stretches.append((instead.value[0], held[0][1]))
        words.stretches += [(letter, advanced(place, len(last) - 1)) for letter in instead.value[1:]]

    def content(
        self, parent: Iterable[etree._Element], number: int, start: int, look: RunLook, words: ParagraphWords
    ) -> int:
        """Reads what is in a run, or in a part of it that begins at offset `start`; the offset where it ends."""
        text = ""
        for child in parent:
            tag = child.tag
            if tag in LETTERS:
                letters = child.text
                if letters:
                    text += letters.replace("\n", " ") if "\n" in letters else letters
            elif tag == RUN_PROPERTIES:
                look = self.look(child, words.look)
            elif tag in ONE_CHARACTER:
                text += ONE_CHARACTER[tag]
            elif tag in SYMBOLS:
                text += symbol(child)
            elif tag == FIELD_CODE:
                if self.fields and not self.fields[-1].shown:
                    self.fields[-1].code += child.text or ""
            elif tag in DIVIDERS:
                self.emit(text, WordPlace(self.part, words.number, number, start), look, words)
                start += len(text)
                text = ""
                if tag == FIELD_MARK:
                    self.field_mark(child, WordPlace(self.part, words.number, number, start), look, words)
                elif (branch := chosen_branch(child)) is not None:
                    start = self.content(branch, number, start, look, words)
            elif tag in NOTE_MARKS:
                if self.is_shown() and not look.hidden:
                    self.note_marks.append((tag, child.get(W + "id", "")))
            elif tag in HOLDERS:
                self.drawing(child, words)
            elif tag == W + "ruby":
                words.number_runs()
                base = child.find(W + "rubyBase")
                if base is not None:
                    self.inline(base, words)
        if text:
            self.emit(text, WordPlace(self.part, words.number, number, start), look, words)
        return start + len(text)

    def drawing(self, holder: etree._Element, words: ParagraphWords) -> None:
        found = boxes_in(holder)
        words.boxes += found.shown
        self.hidden += found.hidden
        self.drawings.append((holder, words.number))

    def look(self, properties: etree._Element, below: RunLook) -> RunLook:
        """The look of a run with these properties in a paragraph whose style gives the look `below`."""
        own = look_of(former(properties, FORMER_RUN) if self.changes.former else properties)
        if own is PLAIN:
            return below
        if own.style is not None:
            own = own.over(self.styles.run(own.style))
        return own.over(below)

    def is_shown(self) -> bool:
        return not self.fields or all(field.shown for field in self.fields)

    def emit(self, text: str, place: WordPlace, look: RunLook, words: ParagraphWords) -> None:
        if not text:
            return
        if self.fields:
            if not self.is_shown():
                return
            words.in_contents = words.in_contents or any(field.is_contents for field in self.fields)
        if look.hidden:
            self.hidden.append(text)
            return
        if look.struck:
            self.struck.append(text)
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
        match mark.get(FIELD_MARK_TYPE):
            case "begin" if mark not in self.endless:
                self.emit_beside(form_field(mark), place, look, words)
                self.fields.append(Field())
            case "separate" if self.fields:
                self.fields[-1].shown = True
            case "end" if self.fields:
                if self.fields.pop().is_prompt:
                    self.emit_beside(StandIn.BLANK, place, look, words)

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
