"""Runs of a Word file whose letters are there and not to be seen: white on white, or too small to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agreementlint.readers.docx_names import (
    CELL,
    CELL_PROPERTIES,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    TABLE,
    TEXT,
    TEXT_BOX,
    VALUE,
    W,
    value_of,
    whole_number,
)
from agreementlint.readers.docx_styles import Styles
from agreementlint.readers.docx_text import paragraph_runs
from agreementlint.readers.unseen import (
    ANYTHING,
    BLACK,
    NOTHING_SAID,
    READ_FROM,
    WHITE,
    Ink,
    Paint,
    colour_of,
)
from agreementlint.text import Place, WordPlace

if TYPE_CHECKING:
    from lxml import etree

COLOUR, SIZE, SHADING, HIGHLIGHT = W + "color", W + "sz", W + "shd", W + "highlight"
RUN_STYLE, PARAGRAPH_STYLE = W + "rStyle", W + "pStyle"
TABLE_PROPERTIES, TABLE_STYLE = W + "tblPr", W + "tblStyle"
FILL, THEME_COLOUR = W + "fill", W + "themeColor"
ANCHOR: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
PAGE_COLOURS: Final = frozenset(("background1", "light1"))
HALF_POINTS: Final = 2
PALE: Final = 0xD0  # every part of a colour from here on: it may not be seen on white
HIGHLIGHTS: Final = {
    **{"black": BLACK, "white": WHITE, "yellow": (255, 255, 0), "green": (0, 255, 0), "cyan": (0, 255, 255)},
    **{"magenta": (255, 0, 255), "blue": (0, 0, 255), "red": (255, 0, 0), "darkBlue": (0, 0, 128)},
    **{"darkCyan": (0, 128, 128), "darkGreen": (0, 128, 0), "darkMagenta": (128, 0, 128), "darkRed": (128, 0, 0)},
    **{"darkYellow": (128, 128, 0), "darkGray": (128, 128, 128), "lightGray": (192, 192, 192)},
}


class UnseenRuns:
    """The runs of a file that nobody sees, gathered part by part; called with a place it says why."""

    __slots__ = ("inks", "reasons", "styles", "suspicious_styles")

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.inks: dict[str, Ink] = {}
        self.reasons: dict[tuple[str, int, int], str] = {}
        self.suspicious_styles = any(_is_suspicious(style) for style in styles.elements.values())

    def __call__(self, place: Place) -> str:
        if isinstance(place, WordPlace):
            return self.reasons.get((place.part, place.paragraph, place.run), "")
        return ""

    def look_at(self, part: str, root: etree._Element) -> None:
        """Goes through a part run by run, but only where something in it or in the styles gives reason to."""
        if not self.suspicious_styles and not _is_suspicious(root):
            return
        page = _page(root)
        for number, paragraph in enumerate(root.iter(PARAGRAPH)):
            around: Paint | None = None
            properties = paragraph.find(PARAGRAPH_PROPERTIES)
            for index, run in enumerate(paragraph_runs(paragraph)):
                if not any(text.text and not text.text.isspace() for text in run.iter(TEXT)):
                    continue
                if around is None:
                    around = self.around(paragraph, page)
                why = self.why(run.find(RUN_PROPERTIES), properties, around)
                if why:
                    self.reasons[part, number, index] = why

    def why(self, own: etree._Element | None, paragraph: etree._Element | None, around: Paint) -> str:
        ink = _ink(own)
        named = value_of(own, RUN_STYLE)
        if named is not None:
            ink = ink.over(self.styled(named))
        style = value_of(paragraph, PARAGRAPH_STYLE) or self.styles.default
        behind = _fill(paragraph.find(SHADING)) if paragraph is not None else None
        ink = ink.over(Ink(behind=behind))
        if style is not None:
            ink = ink.over(self.styled(style))
        return ink.why_unseen(around)

    def styled(self, name: str) -> Ink:
        if name not in self.inks:
            ink = NOTHING_SAID
            for _, style in self.styles.chain(name):
                properties = style.find(PARAGRAPH_PROPERTIES)
                shading = properties.find(SHADING) if properties is not None else None
                ink = ink.over(_ink(style.find(RUN_PROPERTIES))).over(Ink(behind=_fill(shading)))
            self.inks[name] = ink
        return self.inks[name]

    def around(self, paragraph: etree._Element, page: Paint) -> Paint:
        """What is behind a paragraph that says nothing of it itself: its cell, its table, else the page."""
        for above in paragraph.iterancestors(CELL, TABLE, TEXT_BOX):
            if above.tag == TEXT_BOX:
                return ANYTHING
            properties = above.find(CELL_PROPERTIES if above.tag == CELL else TABLE_PROPERTIES)
            fill = _fill(properties.find(SHADING)) if properties is not None else None
            if fill is not None:
                return fill
            named = value_of(properties, TABLE_STYLE) if above.tag == TABLE else None
            if named is not None and any(self.shades(style) for _, style in self.styles.chain(named)):
                return ANYTHING
        return page

    @staticmethod
    def shades(style: etree._Element) -> bool:
        return any(_fill(shading) not in (None, WHITE) for shading in style.iter(SHADING))


def _ink(properties: etree._Element | None) -> Ink:
    """How w:rPr itself has letters drawn."""
    if properties is None:
        return NOTHING_SAID
    said = {child.tag: child for child in properties}
    behind: Paint | None = None
    if HIGHLIGHT in said:
        behind = HIGHLIGHTS.get(said[HIGHLIGHT].get(VALUE, ""))
    if behind is None:
        behind = _fill(said.get(SHADING))
    half_points = whole_number(said[SIZE].get(VALUE)) if SIZE in said else None
    points = None if half_points is None else half_points / HALF_POINTS
    return Ink(_letters(said.get(COLOUR)), points, behind)


def _letters(colour: etree._Element | None) -> Paint | None:
    if colour is None:
        return None
    if colour.get(VALUE) == "auto" and THEME_COLOUR not in colour.attrib:
        return ANYTHING
    if colour.get(THEME_COLOUR) in PAGE_COLOURS and W + "themeShade" not in colour.attrib:
        return WHITE
    return colour_of(colour.get(VALUE))


def _fill(shading: etree._Element | None) -> Paint | None:
    """What a shading puts behind letters; None where it leaves what is there."""
    if shading is None:
        return None
    match shading.get(VALUE, "clear"):
        case "clear":
            return colour_of(shading.get(FILL)) or (ANYTHING if W + "themeFill" in shading.attrib else None)
        case "nil":
            return None
        case "solid":
            return colour_of(shading.get(COLOUR)) or BLACK
        case _:
            return ANYTHING


def _page(root: etree._Element) -> Paint:
    """What is behind the text of a page: a colour of its own, or a picture, leave it open."""
    page = root.find(W + "background")
    if page is not None and colour_of(page.get(COLOUR)) not in (None, WHITE):
        return ANYTHING
    behind = any(anchor.get("behindDoc") in ("1", "true") for anchor in root.iter(ANCHOR))
    return ANYTHING if behind else WHITE


def _is_suspicious(element: etree._Element) -> bool:
    """Whether anything inside could make letters unseen; asked first, since it is fast."""
    inked = shaded = False
    for colour in element.iter(COLOUR):
        found = colour_of(colour.get(VALUE))
        if colour.get(THEME_COLOUR) in PAGE_COLOURS or (found is not None and min(found) >= PALE):
            return True
        inked = inked or found is not None
    if inked:
        shaded = any(_fill(shading) not in (None, WHITE) for shading in element.iter(SHADING))
        shaded = shaded or next(element.iter(HIGHLIGHT), None) is not None
    small = HALF_POINTS * READ_FROM
    return shaded or any((whole_number(size.get(VALUE)) or small) < small for size in element.iter(SIZE))
