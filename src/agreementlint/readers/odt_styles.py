"""OpenDocument's styles: what a paragraph or a stretch of text inherits, and how its lists are numbered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from agreementlint.readers.docx_styles import CONTENTS_NAME, HEADING_NAME, PLAIN, RunLook
from agreementlint.readers.list_counter import ListLevel
from agreementlint.readers.odt_names import FORMATTING, STYLE, TEXT
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

NUMBER_FORMS: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
TEXT_PROPERTIES: Final = STYLE + "text-properties"


@dataclass(frozen=True, slots=True)
class Look:
    """A style with all that it inherits; `level` is a heading's, from 1, and 0 for running text."""

    letters: RunLook = PLAIN
    level: int = 0
    contents: bool = False


def whole_number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise


class Styles:
    """All styles of a file by family and name, each resolved once."""

    __slots__ = ("elements", "lists", "outline", "resolved")

    def __init__(self, roots: list[etree._Element]) -> None:
        self.elements: dict[tuple[str, str], etree._Element] = {}
        self.resolved: dict[tuple[str, str], Look] = {}
        self.lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        for root in roots:
            for style in root.iter(STYLE + "style"):
                self.elements[style.get(STYLE + "family", ""), style.get(STYLE + "name", "")] = style
            for style in root.iter(TEXT + "list-style"):
                self.lists[style.get(STYLE + "name", "")] = list_levels(style)
            for style in root.iter(TEXT + "outline-style"):
                self.outline = list_levels(style)

    def look(self, family: str, name: str | None) -> Look:
        """The style of a "paragraph" or of "text" with this name; a plain look where there is none."""
        key = (family, name or "")
        if key not in self.resolved:
            self.resolved[key] = self.inherited(key)
        return self.resolved[key]

    def inherited(self, key: tuple[str, str]) -> Look:
        letters = PLAIN
        level: int | None = None
        contents = False
        for name, style in self.chain(key):
            letters = letters.over(letters_of(style.find(TEXT_PROPERTIES)))
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


def letters_of(properties: etree._Element | None) -> RunLook:
    """The look that a style sets by itself."""
    if properties is None:
        return PLAIN
    weight = properties.get(FORMATTING + "font-weight")
    display = properties.get(TEXT + "display")
    underline = properties.get(STYLE + "text-underline-style")
    case = properties.get(FORMATTING + "text-transform")
    return RunLook(
        None if weight is None else weight == "bold" or (weight.isdigit() and int(weight) >= 600),
        None if display is None else display == "none",
        None if underline is None else underline != "none",
        None if case is None else case == "uppercase",
    )


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
