"""Word's styles: what a paragraph or run inherits through the chain of basedOn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agreementlint.latepattern import LatePattern
from agreementlint.readers.docx_names import (
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    VALUE,
    W,
    is_on,
    number_of,
    value_of,
)
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

HEADING_NAME = LatePattern(r"heading ([1-9])")
OTHER_HEADING = LatePattern(r"^(?!.*\btable\b).*\bheading\b(?:.*?([1-9]))?")  # the heading of a table heads cells
CONTENTS_NAME = LatePattern(r"(?:toc|contents|table of figures|index) ?(?:heading|[0-9]?)$")
BODY_TEXT_LEVEL = 9  # Word's own way of saying "no heading" in an outline level


@dataclass(frozen=True, slots=True)
class RunLook:
    """What a run or style says about its letters, None where it says nothing; `style` is the run's own style."""

    bold: bool | None = None
    hidden: bool | None = None
    underlined: bool | None = None
    capitals: bool | None = None
    struck: bool | None = None
    style: str | None = None

    def over(self, below: RunLook) -> RunLook:
        """This look where it speaks, else the one below."""
        return RunLook(
            below.bold if self.bold is None else self.bold,
            below.hidden if self.hidden is None else self.hidden,
            below.underlined if self.underlined is None else self.underlined,
            below.capitals if self.capitals is None else self.capitals,
            below.struck if self.struck is None else self.struck,
        )


PLAIN = RunLook()


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with everything it inherits; `outline` is the heading's level from 1, 0 for body text."""

    outline: int = 0
    list_id: int | None = None
    list_level: int | None = None
    list_style: str | None = None
    look: RunLook = PLAIN
    contents: bool = False


BOLD, HIDDEN, UNDERLINED, CAPITALS, STYLE = W + "b", W + "vanish", W + "u", W + "caps", W + "rStyle"
STRUCK, STRUCK_TWICE = W + "strike", W + "dstrike"
TELLING = frozenset((BOLD, HIDDEN, UNDERLINED, CAPITALS, STYLE, STRUCK, STRUCK_TWICE))


def look_of(properties: etree._Element | None) -> RunLook:
    """The look that w:rPr sets by itself, without any style."""
    if properties is None:
        return PLAIN
    said = {child.tag: child for child in properties if child.tag in TELLING}
    if not said:
        return PLAIN
    underline = said.get(UNDERLINED)
    struck = [is_on(said[each]) for each in (STRUCK, STRUCK_TWICE) if each in said]
    return RunLook(
        is_on(said.get(BOLD)),
        is_on(said.get(HIDDEN)),
        None if underline is None else underline.get(VALUE, "single") != "none",
        is_on(said.get(CAPITALS)),
        any(struck) if struck else None,  # what is said not to be struck does not inherit it
        None if STYLE not in said else said[STYLE].get(VALUE),
    )


class Styles:
    """The styles of a document, each resolved once."""

    __slots__ = ("default", "elements", "looks", "resolved")

    def __init__(self, root: etree._Element | None) -> None:
        self.elements: dict[str, etree._Element] = {}
        self.resolved: dict[str | None, ParagraphStyle] = {}
        self.looks: dict[str, RunLook] = {}
        self.default: str | None = None
        for style in root.iterchildren(W + "style") if root is not None else ():
            style_id = style.get(W + "styleId", "")
            self.elements[style_id] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self.default = style_id

    def chain(self, style_id: str | None) -> list[tuple[str, etree._Element]]:
        """The style and those it is based on, nearest first; a circle of styles ends where it closes."""
        links: dict[str, etree._Element] = {}
        while style_id is not None and style_id not in links and style_id in self.elements:
            links[style_id] = self.elements[style_id]
            style_id = value_of(links[style_id], W + "basedOn")
        return list(links.items())

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        known = self.resolved.get(style_id)
        if known is None:
            key = style_id if style_id in self.elements else self.default
            known = self.resolved[style_id] = self.named_only(style_id) if key is None else self.inherited(key)
        return known

    def named_only(self, style_id: str | None) -> ParagraphStyle:
        """A style that no list of styles explains: its id may still be Word's own ("Heading1")."""
        found = re.fullmatch(r"heading ?([1-9])", (style_id or "").lower())
        return ParagraphStyle(outline=int(found[1])) if found else ParagraphStyle()

    def inherited(self, style_id: str) -> ParagraphStyle:
        outline: int | None = None
        list_id: int | None = None
        list_level: int | None = None
        list_style: str | None = None
        look = PLAIN
        contents = False
        loose_outline = 0
        for link_id, style in self.chain(style_id):
            name = (value_of(style, W + "name") or link_id).lower()
            properties = style.find(PARAGRAPH_PROPERTIES)
            look = look.over(look_of(style.find(RUN_PROPERTIES)))
            contents = contents or bool(CONTENTS_NAME.match(name))
            if properties is not None:
                if outline is None and (level := number_of(properties, W + "outlineLvl")) is not None:
                    outline = 0 if level >= BODY_TEXT_LEVEL else level + 1
                numbering = properties.find(W + "numPr")
                if list_id is None and numbering is not None:
                    list_id = number_of(numbering, W + "numId")
                    list_level = number_of(numbering, W + "ilvl") if list_level is None else list_level
                    list_style = link_id
            if outline is None and (heading := HEADING_NAME.match(name)):
                outline = int(heading[1])
            elif outline is None and name == "title":
                outline = 1
            elif not loose_outline and (other := OTHER_HEADING.search(name)):
                loose_outline = int(other[1] or 2)
        return ParagraphStyle(
            outline=0 if contents else loose_outline if outline is None else outline,
            list_id=list_id,
            list_level=list_level,
            list_style=list_style,
            look=look,
            contents=contents,
        )

    def run(self, style_id: str) -> RunLook:
        """The look of a character style."""
        if style_id not in self.looks:
            look = PLAIN
            for _, style in self.chain(style_id):
                look = look.over(look_of(style.find(RUN_PROPERTIES)))
            self.looks[style_id] = look
        return self.looks[style_id]
