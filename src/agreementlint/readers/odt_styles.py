"""OpenDocument's styles: what a paragraph or a stretch of text inherits, and how its lists are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from agreementlint.latepattern import LatePattern
from agreementlint.readers.docx_styles import CONTENTS_NAME, HEADING_NAME, PLAIN, RunLook
from agreementlint.readers.list_counter import ListLevel
from agreementlint.readers.odt_names import DRAW, FORMATTING, STYLE, TEXT
from agreementlint.readers.unseen import ANYTHING, NOTHING_SAID, WHITE, Ink, Paint, colour_of
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

NUMBER_FORMS: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
TEXT_PROPERTIES: Final = STYLE + "text-properties"
PARAGRAPH_PROPERTIES: Final = STYLE + "paragraph-properties"
PAGE_PROPERTIES: Final = (STYLE + "page-layout-properties", STYLE + "header-footer-properties")
GRAPHIC_PROPERTIES: Final = STYLE + "graphic-properties"
SIZE: Final = LatePattern(r"(\d{1,4}(?:\.\d{1,9})?)(pt|in|cm|mm|px|pc|%)")
POINTS: Final = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "pc": 12.0, "%": 0.12}


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters are marked, and how they are drawn."""

    look: RunLook = PLAIN
    ink: Ink = NOTHING_SAID

    def over(self, below: Letters) -> Letters:
        """These where they speak, else those below."""
        return Letters(self.look.over(below.look), self.ink.over(below.ink))


@dataclass(frozen=True, slots=True)
class Look:
    """A style with all that it inherits; `level` is a heading's, from 1, and 0 for running text."""

    letters: Letters = Letters()
    level: int = 0
    contents: bool = False


def whole_number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise


class Styles:
    """All styles of a file by family and name, each resolved once."""

    __slots__ = ("elements", "fills", "lists", "outline", "resolved")

    def __init__(self, roots: list[etree._Element]) -> None:
        self.elements: dict[tuple[str, str], etree._Element] = {}
        self.resolved: dict[tuple[str, str], Look] = {}
        self.fills: dict[tuple[str, str], Paint | None] = {}
        self.lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        for root in roots:
            for style in root.iter(STYLE + "style"):
                self.elements[style.get(STYLE + "family", ""), style.get(STYLE + "name", "")] = style
            for style in root.iter(STYLE + "default-style"):  # what styles without a parent inherit
                self.elements[style.get(STYLE + "family", ""), ""] = style
            for style in root.iter(TEXT + "list-style"):
                self.lists[style.get(STYLE + "name", "")] = list_levels(style)
            for style in root.iter(TEXT + "outline-style"):
                self.outline = list_levels(style)

    def covers_pages(self, roots: Iterable[etree._Element]) -> bool:
        """Whether something but white paper may be behind the text: a coloured page, a picture that runs through it."""
        for root in roots:
            if any(fill_of(page) not in (None, WHITE) for page in root.iter(*PAGE_PROPERTIES)):
                return True
            if any(each.get(STYLE + "run-through") == "background" for each in root.iter(GRAPHIC_PROPERTIES)):
                return True
        return False

    def look(self, family: str, name: str | None) -> Look:
        """The style of a "paragraph" or of "text" with this name; a plain look where there is none."""
        key = (family, name or "")
        if key not in self.resolved:
            self.resolved[key] = self.inherited(key)
        return self.resolved[key]

    def inherited(self, key: tuple[str, str]) -> Look:
        letters = Letters()
        level: int | None = None
        contents = False
        for name, style in self.chain(key):
            own_ink = ink_of(style.find(TEXT_PROPERTIES)).over(Ink(behind=fill_of(style.find(PARAGRAPH_PROPERTIES))))
            letters = letters.over(Letters(letters_of(style.find(TEXT_PROPERTIES)), own_ink))
            shown = (style.get(STYLE + "display-name") or name).replace("_20_", " ").lower()
            contents = contents or bool(CONTENTS_NAME.match(shown))
            own = style.get(STYLE + "default-outline-level")
            if level is None and own is not None:
                level = whole_number(own, 0)
            elif level is None and (heading := HEADING_NAME.fullmatch(shown)):
                level = int(heading[1])
            elif level is None and shown == "title":
                level = 1
        return Look(letters, 0 if contents else level or 0, contents)

    def chain(self, key: tuple[str, str]) -> Iterator[tuple[str, etree._Element]]:
        """The style and those above it, nearest first; a circle of styles ends where it closes."""
        seen = set[tuple[str, str]]()
        while key in self.elements and key not in seen:
            seen.add(key)
            style = self.elements[key]
            yield key[1], style
            key = (key[0], style.get(STYLE + "parent-style-name", ""))

    def fill(self, family: str, name: str | None) -> Paint | None:
        """What a style of a table, a row, a cell or a section puts behind letters; None where it leaves what is there."""
        key = (family, name or "")
        if key not in self.fills:
            fills = (fill_of(properties) for _, style in self.chain(key) for properties in style)
            self.fills[key] = next((fill for fill in fills if fill is not None), None)
        return self.fills[key]


def letters_of(properties: etree._Element | None) -> RunLook:
    """The look that a style sets by itself."""
    if properties is None:
        return PLAIN
    weight = properties.get(FORMATTING + "font-weight")
    display = properties.get(TEXT + "display")
    underline = properties.get(STYLE + "text-underline-style")
    case = properties.get(FORMATTING + "text-transform")
    line, lines = (properties.get(STYLE + f"text-line-through-{what}") for what in ("style", "type"))
    return RunLook(
        None if weight is None else weight == "bold" or (weight.isdigit() and int(weight) >= 600),
        None if display is None else display == "none",
        None if underline is None else underline != "none",
        None if case is None else case == "uppercase",
        None if line is None and lines is None else "none" not in (line, lines),
    )


def ink_of(properties: etree._Element | None) -> Ink:
    """How a style by itself has letters drawn; a size in percent is taken of twelve points."""
    if properties is None:
        return NOTHING_SAID
    colour: Paint | None = colour_of(properties.get(FORMATTING + "color"))
    if properties.get(STYLE + "use-window-font-color") == "true":
        colour = ANYTHING
    size = SIZE.fullmatch(properties.get(FORMATTING + "font-size", ""))
    points = float(size[1]) * POINTS[size[2]] if size else None
    behind = fill_of(properties)
    return NOTHING_SAID if colour is None and points is None and behind is None else Ink(colour, points, behind)


def fill_of(properties: etree._Element | None) -> Paint | None:
    """What is put behind letters; None where it leaves what is there."""
    if properties is None:
        return None
    if properties.get(DRAW + "fill", "none") not in ("none", "solid"):
        return ANYTHING
    if any(image.attrib for image in properties.iterchildren(STYLE + "background-image")):
        return ANYTHING
    said = properties.get(FORMATTING + "background-color", "transparent")
    return None if said == "transparent" else colour_of(said) or ANYTHING


def list_levels(style: etree._Element) -> dict[int, ListLevel]:
    """The levels of a list style, from 1."""
    levels: dict[int, ListLevel] = {}
    for element in style:
        kind = str(element.tag).rpartition("}")[2]
        if not kind.startswith(("list-level-style", "outline-level-style")):
            continue
        level = whole_number(element.get(TEXT + "level"), 1)
        levels[level] = ListLevel(
            form=NUMBER_FORMS.get(element.get(STYLE + "num-format", ""), ""),
            prefix=element.get(STYLE + "num-prefix", ""),
            suffix=element.get(STYLE + "num-suffix", ""),
            start=whole_number(element.get(TEXT + "start-value"), 1),
            shown=whole_number(element.get(TEXT + "display-levels"), 1),
            bullet=kind.endswith(("bullet", "image")),
        )
    return levels
