"""What holds in a group of an RTF file, and where the characters of each group go."""

from __future__ import annotations

from dataclasses import field, fields
from enum import Enum, auto
from operator import attrgetter
from typing import Final

from agreementlint.document import Story
from agreementlint.readers.docx_styles import RunLook
from agreementlint.readers.rtf_tokens import Word
from agreementlint.values import dataclass


class Destination(Enum):
    """Where the characters of a group go."""

    TEXT = auto()
    NOWHERE = auto()  # but groups inside it may be text
    LABEL = auto()
    FIELD_CODE = auto()
    FONTS = auto()
    STYLES = auto()
    LISTS = auto()
    LEVEL_TEXT = auto()
    OVERRIDES = auto()
    COLOURS = auto()
    CHOICE = auto()  # an entry of a form's list


# Groups by the word they begin with; those after a star that are not here are left out.
DESTINATIONS: Final = {
    "fonttbl": Destination.FONTS,
    "colortbl": Destination.COLOURS,
    "stylesheet": Destination.STYLES,
    "listtable": Destination.LISTS,
    "leveltext": Destination.LEVEL_TEXT,
    "listoverridetable": Destination.OVERRIDES,
    "listtext": Destination.LABEL,
    "pntext": Destination.LABEL,
    "fldinst": Destination.FIELD_CODE,
    "fldrslt": Destination.TEXT,
    "formfield": Destination.NOWHERE,
    "ffl": Destination.CHOICE,
    "shp": Destination.NOWHERE,
    "shpgrp": Destination.NOWHERE,
    "shpinst": Destination.NOWHERE,
    "do": Destination.NOWHERE,
    "object": Destination.NOWHERE,
    "result": Destination.TEXT,
    "nesttableprops": Destination.NOWHERE,
    "shppict": Destination.NOWHERE,
    "moMath": Destination.TEXT,
    "ud": Destination.TEXT,
}
STORIES: Final = {
    "footnote": Story.FOOTNOTE,
    "header": Story.HEADER,
    "headerl": Story.HEADER,
    "headerr": Story.HEADER,
    "headerf": Story.HEADER,
    "footer": Story.FOOTER,
    "footerl": Story.FOOTER,
    "footerr": Story.FOOTER,
    "footerf": Story.FOOTER,
    "annotation": Story.COMMENT,
    "shptxt": Story.TEXT_BOX,
    "dptxbxtext": Story.TEXT_BOX,
}
LEFT_OUT: Final = frozenset(
    (
        "filetbl", "info", "nonshppict", "shprslt", "objdata", "objclass", "objname", "template", "upr",
        "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "xe", "tc", "rxe", "nonesttables", "levelnumbers",
        "sp", "pn", "tcn", "bkmkstart", "bkmkend", "background", "listpicture", "revtbl", "private", "listname",
    )
)  # fmt: skip


@dataclass(slots=True)
class State:
    """What holds inside a group and is forgotten at its end."""

    goes: Destination = Destination.TEXT
    bold: bool = False
    hidden: bool = False
    underlined: bool = False
    capitals: bool = False
    struck: bool = False
    struck_twice: bool = False  # by a double line, which is turned on and off by itself
    deleted: bool = False
    inserted: bool = False
    lost: bool = False  # it hangs on words that are not there in this view of the changes
    colour: int = 0  # of the letters by its number in the table of colours; 0 is what the page asks for
    behind: int = 0  # and of what is behind them
    paragraph_behind: int = 0
    half_points: int | None = None
    font: int | None = None
    fallback: int = 1  # how many characters follow a \u for programs that do not know it
    style: int = 0
    outline: int | None = None
    list_number: int = 0
    list_level: int = 0
    in_table: bool = False
    nesting: int = 1
    indent: int = 0
    contents: bool = False
    in_form: bool = False
    inner_row: bool = False  # what is told of a row is told of one of an inner table

    @property
    def told_row(self) -> int:
        """How deep the table is of whose row something is told here."""
        return max(self.nesting, 2) if self.inner_row else 1

    @property
    def look(self) -> RunLook:
        return RunLook(self.bold, self.hidden, self.underlined, self.capitals, self.struck or self.struck_twice)

    def letter_word(self, word: Word) -> bool:
        """Sets what a word says of letters; False for a word that says nothing of them, or of the font."""
        number = word.number or 0
        match word.name:
            case "b":
                self.bold = word.is_on
            case "v":
                self.hidden = word.is_on
            case "ul" | "uld" | "uldash" | "uldb" | "ulth" | "ulw" | "ulwave" | "ulnone":
                self.underlined = word.is_on and word.name != "ulnone"
            case "caps" | "scaps":
                self.capitals = word.is_on
            case "strike":
                self.struck = word.is_on
            case "striked":
                self.struck_twice = word.is_on
            case "deleted" | "mvf":
                self.deleted = word.is_on
            case "revised" | "mvt":
                self.inserted = word.is_on
            case "cf":
                self.colour = number
            case "highlight" | "chcbpat" | "cb":
                self.behind = number
            case "fs":
                self.half_points = word.number
            case "plain":
                self.plain_letters()
            case "uc":
                self.fallback = max(number, 0)
            case _:
                return False
        return True

    def inside(self) -> State:
        """What holds at the start of a group inside this one: the same, until it is changed there."""
        return State(*_ALL(self))

    def plain_paragraph(self) -> None:
        """Forgets what held for paragraphs (\\pard)."""
        self.style, self.outline, self.list_number, self.list_level = 0, None, 0, 0
        self.in_table, self.nesting, self.indent, self.paragraph_behind = False, 1, 0, 0

    def plain_letters(self) -> None:
        """Forgets what held for letters (\\plain)."""
        self.bold = self.hidden = self.underlined = self.capitals = False
        self.struck = self.struck_twice = self.deleted = self.inserted = False
        self.font = self.half_points = None
        self.colour = self.behind = 0


_ALL: Final = attrgetter(*(each.name for each in fields(State)))


@dataclass(slots=True)
class FieldAt:
    """A field: the depth of its group, its code, and what a form's field shows."""

    depth: int
    code: str = ""
    chosen: int | None = None
    chosen_at_first: int = 0
    choices: list[str] = field(default_factory=list)
