"""Reads rich text (.rtf): every story of it, in one view of its tracked changes."""

from __future__ import annotations

import re
from typing import Final

from agreementlint.document import Changes, Document, Format, Story, Unread
from agreementlint.errors import UnreadableFile
from agreementlint.readers.docx_fields import BOX, TICKED_BOX
from agreementlint.readers.docx_text import TAB_BLANK
from agreementlint.readers.limits import LIMITS
from agreementlint.readers.rtf_letters import SIGNS, Font, Letters
from agreementlint.readers.rtf_rows import row_word
from agreementlint.readers.rtf_state import DESTINATIONS, LEFT_OUT, STORIES, Destination, FieldAt, State
from agreementlint.readers.rtf_stories import RtfStories
from agreementlint.readers.rtf_tables import RtfList, Style
from agreementlint.readers.rtf_tokens import Byte, Characters, Closing, Opening, RtfTokens, Word

SAVE_AGAIN: Final = "Open it in Word or LibreOffice and save it as .docx, then check that file"
CODE_PAGES: Final = {"mac": 10000, "pc": 437, "pca": 850}
LETTERED: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
EMBEDDED: Final = "an embedded object; its words were not read"
LONGEST_NAME: Final = 400  # of a label, a field's code, a style or a font
PICTURE_HEAD: Final = 600  # characters in which a picture says how large it is
TWIPS_IN_CENTIMETRE: Final = 567
PICTURE_SIZE: Final = re.compile(r"\\pic(w|h)goal(\d{1,7})")
UNDEFINED: Final = 25  # what a form's field has for a result while nobody has touched it


def read_rtf(path: str, data: bytes, changes: Changes = Changes.FINAL) -> Document:
    """The document in the bytes of an .rtf file; `path` is only for naming it.

    In WordPlace(part, paragraph, run, offset) the part is empty; `paragraph` counts the paragraphs of all stories in
    the order in which they begin, `run` the stretches of characters in one that no brace, control word or line end
    interrupts. Raises UnreadableFile for what is no rich text, holds too much or is nested too deeply.
    """
    if not data.startswith(b"{\\rtf"):
        raise UnreadableFile(path, "it is not rich text (.rtf)", SAVE_AGAIN)
    reading = RtfReading(path, data.replace(b"\0", b" ").decode("latin-1"), changes)
    reading.read()
    return reading.stories.strands.document(path, Format.RTF, changes)


class RtfReading:
    """Goes through the tokens once and gives characters and the ends of paragraphs to the stories."""

    def __init__(self, path: str, text: str, changes: Changes) -> None:
        self.path = path
        self.tokens = RtfTokens(text)
        self.letters = Letters()
        self.stories = RtfStories(changes)
        self.stack: list[State] = []
        self.state = State()
        self.fields: list[FieldAt] = []
        self.skip = 0  # how many characters stand in for a \u that was read
        self.waiting = bytearray()  # bytes that may belong to one character
        self.starred = False
        self.fresh = False  # directly after a brace
        self.gathered: dict[Destination, str] = {}  # the label, pattern or code that is being read
        self.characters = 0

    def read(self) -> None:
        for count, token in enumerate(self.tokens):
            if count > LIMITS.rtf_tokens:
                problem = f"it holds more than {LIMITS.rtf_tokens} marks and stretches"
                raise UnreadableFile(self.path, problem, SAVE_AGAIN)
            if self.waiting and not isinstance(token, Byte):
                self.decode_waiting()
            match token:
                case Opening():
                    self.open_group()
                case Closing():
                    self.close_group()
                    if not self.stack:
                        return
                case Word():
                    self.word(token)
                case Characters(text):
                    self.text(text)
                case Byte(value):
                    self.byte(value)
        self.stories.strands.unread.append(Unread("the end of the file", "the file is cut short"))
        while self.stack:
            self.close_group()

    # Groups

    def open_group(self) -> None:
        if len(self.stack) >= LIMITS.rtf_groups:
            problem = f"more than {LIMITS.rtf_groups} groups in it are inside each other"
            raise UnreadableFile(self.path, problem, SAVE_AGAIN)
        self.stack.append(self.state)
        self.state = self.state.inside()
        self.skip, self.starred, self.fresh = 0, False, True

    def close_group(self) -> None:
        self.skip = 0
        depth = len(self.stack)
        ended, state = self.state, self.stack.pop() if self.stack else State()
        if ended.goes is not state.goes:
            self.end_destination(ended.goes)
        if self.stories.here.depth == depth and depth:
            self.stories.close(ended)
        while self.fields and self.fields[-1].depth == depth:
            self.fields.pop()
        self.state = state
        if not self.stack:
            while self.stories.open_stories:
                self.stories.close(ended)

    def end_destination(self, goes: Destination) -> None:
        gathered = self.gathered.pop(goes, "")
        match goes:
            case Destination.LABEL:
                self.stories.here.label = label_in(gathered)
            case Destination.LEVEL_TEXT:
                self.stories.lists.end_level_text(gathered)
            case Destination.FIELD_CODE if self.fields:
                self.fields[-1].code = gathered
                self.form_box(self.fields[-1])
            case Destination.CHOICE if self.fields:
                self.fields[-1].choices.append(gathered)
            case _:
                pass

    def destination(self, name: str) -> bool:
        """Whether the word that begins a group says where its characters go; sets it, or leaves the group out."""
        state = self.state
        if name in LEFT_OUT:
            self.stories.strands.is_covered = self.stories.strands.is_covered or name == "background"
            self.leave()
        elif name in STORIES:
            state.lost = self.stories.is_gone(state)
            self.stories.open(STORIES[name], len(self.stack))
            state.goes = Destination.TEXT
            state.plain_paragraph()
            state.plain_letters()
            state.contents = state.in_form = state.inner_row = False
        elif name == "pict":
            sizes = dict(PICTURE_SIZE.findall(self.tokens.text[self.tokens.at : self.tokens.at + PICTURE_HEAD]))
            width, height = (int(sizes.get(side, 0)) / TWIPS_IN_CENTIMETRE for side in ("w", "h"))
            self.stories.strands.picture("", width, height)
            self.leave()
        elif name in DESTINATIONS:
            state.goes = DESTINATIONS[name]
            self.gathered[state.goes] = ""
            self.begin(name)
        elif name == "field":
            self.fields.append(FieldAt(len(self.stack)))
        elif self.starred:
            self.leave()
        else:
            return False
        return True

    def begin(self, name: str) -> None:
        state = self.state
        if name == "nesttableprops":
            state.inner_row = True
        elif name == "object":
            self.stories.strands.unread.append(Unread("an object in the text", EMBEDDED))
        elif name == "fldrslt" and self.fields:
            code = self.fields[-1].code.split(None, 1)[:1]
            state.contents = state.contents or code in (["TOC"], ["INDEX"])
            state.in_form = code == ["FORMTEXT"]
            if code == ["FORMDROPDOWN"]:
                self.emit_choice(self.fields[-1])

    def leave(self) -> None:
        self.tokens.leave_group()

    # Control words

    def word(self, word: Word) -> None:
        name = word.name
        fresh, self.fresh = self.fresh, False
        if name == "*":
            self.starred = True
            return
        if (fresh or self.starred) and self.destination(name):
            self.starred = False
            return
        self.starred = False
        if name in SIGNS:
            if self.skip:
                self.skip -= 1
            else:
                self.emit(SIGNS[name])
        elif name == "u":
            self.emit(self.letters.unit(word.number or 0))
            self.skip = self.state.fallback
        elif not (
            self.state.letter_word(word)
            or self.font_word(word)
            or self.paragraph_word(word)
            or row_word(word, self.state, self.stories)
        ):
            self.head_word(word)

    def font_word(self, word: Word) -> bool:
        state = self.state
        match word.name:
            case "f":
                state.font = word.number
                if state.goes is Destination.FONTS and word.number is not None:
                    self.letters.fonts.setdefault(word.number, Font())
            case "ansicpg":
                self.letters.set_code_page(word.number or 1252)
            case "mac" | "pc" | "pca":
                self.letters.set_code_page(CODE_PAGES[word.name])
            case "fcharset" if state.goes is Destination.FONTS and state.font is not None:
                self.letters.set_charset(state.font, word.number or 0)
            case _:
                return False
        return True

    def paragraph_word(self, word: Word) -> bool:
        state, number = self.state, word.number or 0
        stories = self.stories
        match word.name:
            case "par" | "sect" | "\n" | "\r":
                if state.goes is Destination.TEXT and not stories.is_gone(state):  # else the words run on
                    stories.end_paragraph(state)
            case "pard":
                state.plain_paragraph()
            case "s":
                state.style = number
                if state.goes is Destination.STYLES:
                    stories.styles[number] = Style()
            case "outlinelevel":
                state.outline = number
                if state.goes is Destination.STYLES and state.style in stories.styles:
                    stories.styles[state.style].outline = number
            case "ls":
                state.list_number = number
                if state.goes is Destination.OVERRIDES:
                    stories.lists.overrides[number] = stories.lists.overriding
            case "ilvl":
                state.list_level = min(max(number, 0), 8)
            case "li" | "fi" | "lin":
                state.indent = number if word.name != "fi" else state.indent + min(number, 0)
            case "intbl":
                state.in_table = True
            case "cbpat":
                state.paragraph_behind = number
            case "itap":
                state.in_table, state.nesting = number > 0, min(max(number, 1), 20)
            case "ftnalt":
                stories.here.story = stories.here.written.story = Story.ENDNOTE
            case _:
                return False
        return True

    def head_word(self, word: Word) -> None:
        """The words of the tables at the head of the file, of shapes and of form fields."""
        stories, number = self.stories, word.number or 0
        match word.name:
            case "shpfblwtxt" if number:
                stories.strands.is_covered = True
            case "red" | "green" | "blue" if self.state.goes is Destination.COLOURS:
                stories.colours.part(word.name, number)
            case "list":
                stories.lists.lists.append(RtfList())
            case "listlevel":
                stories.lists.begin_level()
            case "levelnfc" | "levelnfcn":
                stories.lists.change_level(form=number)
            case "levelstartat":
                stories.lists.change_level(start=number)
            case "listid" if self.state.goes is Destination.OVERRIDES:
                stories.lists.overriding = number
            case "listid" if stories.lists.lists:
                stories.lists.lists[-1].number = number
            case "ffres" if self.fields:
                self.fields[-1].chosen = None if number == UNDEFINED else number
            case "ffdefres" if self.fields:
                self.fields[-1].chosen_at_first = number
            case _:
                pass

    # Form fields

    def form_box(self, field: FieldAt) -> None:
        if field.code.split(None, 1)[:1] == ["FORMCHECKBOX"]:
            chosen = field.chosen_at_first if field.chosen is None else field.chosen
            self.stories.put(TICKED_BOX if chosen else BOX, self.state)

    def emit_choice(self, field: FieldAt) -> None:
        chosen = field.chosen_at_first if field.chosen is None else field.chosen
        if 0 <= chosen < len(field.choices):
            self.stories.put(field.choices[chosen], self.state)

    # Characters

    def text(self, text: str) -> None:
        self.fresh = False
        if self.skip:
            skipped = min(self.skip, len(text))
            self.skip -= skipped
            text = text[skipped:]
        if not text:
            return
        if text.isascii():
            self.emit(text)
        else:
            self.emit(self.letters.decoded(text.encode("latin-1"), self.state.font))

    def byte(self, value: int) -> None:
        self.fresh = False
        if self.skip:
            self.skip -= 1
        elif self.state.goes is Destination.LEVEL_TEXT:
            self.gather(chr(value))
        else:
            self.waiting.append(value)

    def decode_waiting(self) -> None:
        data, self.waiting = bytes(self.waiting), bytearray()
        self.emit(self.letters.decoded(data, self.state.font))

    def gather(self, text: str) -> None:
        goes = self.state.goes
        self.gathered[goes] = (self.gathered.get(goes, "") + text)[:LONGEST_NAME]

    def emit(self, text: str) -> None:
        state = self.state
        match state.goes:
            case Destination.TEXT:
                self.characters += len(text)
                if self.characters > LIMITS.rtf_characters:
                    limit = f"it holds more than {LIMITS.rtf_characters} characters"
                    raise UnreadableFile(self.path, limit, "Check the documents in it one by one")
                if state.in_form and text and text.isspace() and "\n" not in text:
                    text = TAB_BLANK
                if text:
                    self.stories.put(text, state)
            case Destination.STYLES:
                if style := self.stories.styles.get(state.style):
                    style.name = (style.name + text.removesuffix(";"))[:LONGEST_NAME]
            case Destination.COLOURS:
                for _ in range(text.count(";")):
                    self.stories.colours.end_entry()
            case Destination.FONTS:
                if state.font in self.letters.fonts:
                    self.letters.name_font(state.font, text.removesuffix(";"))
            case Destination.LABEL | Destination.LEVEL_TEXT | Destination.FIELD_CODE | Destination.CHOICE:
                self.gather(text)
            case _:
                pass


def label_in(text: str) -> str:
    """The label as printed; whatever sign a font has for a bullet is a bullet."""
    label = text.strip()
    if label and not LETTERED.intersection(label) and label not in "☐☑☒✓✗":
        return "•"
    return "•" if label in ("o", "§") else label
