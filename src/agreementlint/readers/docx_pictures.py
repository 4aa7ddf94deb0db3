"""Drawings, pictures and objects in Word files: the text boxes in them, and what in them was not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import TYPE_CHECKING, Final

from agreementlint.document import Unread
from agreementlint.latepattern import LatePattern
from agreementlint.readers.docx_changes import letters_in
from agreementlint.readers.docx_names import ALTERNATE, TEXT_BOX, W, chosen_branch
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DRAWING_PLACE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
VML: Final = "{urn:schemas-microsoft-com:vml}"
RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SYMBOL_EX: Final = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
WATERMARK: Final = VML + "textpath"

HOLDERS: Final = frozenset((W + "drawing", W + "pict", W + "object"))
FRAMES: Final = frozenset((DRAWING_PLACE + "inline", DRAWING_PLACE + "anchor"))
FRAME_NAME: Final = DRAWING_PLACE + "docPr"
WINGDINGS: Final = {0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0xFE: "☒", 0xFD: "☒", 0x78: "☒", 0xFC: "✓", 0xFB: "✗", 0xB7: "•"}

CENTIMETRE: Final = 360_000  # in the unit of drawings
POINTS: Final = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 0.75}
LENGTH: Final = LatePattern(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,6}(?:\.\d{1,9})?)\s*(pt|in|cm|mm|px|)")
HIDDEN_SHAPE: Final = LatePattern(r"visibility\s*:\s*hidden")
ROOM_FOR_A_CLAUSE: Final = 75.0  # square centimetres: ten lines across a page, more than a logo takes


@dataclass(slots=True)
class Boxes:
    """The contents of the text boxes in a drawing that are shown, and the letters of those that are hidden."""

    shown: list[Iterable[etree._Element]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def boxes_in(holder: etree._Element) -> Boxes:
    """The text boxes in a drawing, each once: one branch of every AlternateContent, none in another."""
    boxes = Boxes()
    if next(holder.iter(TEXT_BOX), None) is None:
        return boxes
    waiting = [holder]
    while waiting:
        element = waiting.pop()
        if element.tag == TEXT_BOX:
            boxes.shown.append(element)
        elif is_hidden(element):
            boxes.hidden.append(letters_in(element))
        elif element.tag == ALTERNATE:
            branch = chosen_branch(element)
            waiting += [branch] if branch is not None else []
        else:
            waiting += reversed(list(element))
    return boxes


def is_hidden(element: etree._Element) -> bool:
    """Whether a drawing's frame or a shape is not shown."""
    if element.tag in FRAMES:
        name = element.find(FRAME_NAME)
        return name is not None and name.get("hidden") in ("1", "true")
    return element.tag.startswith(VML) and bool(HIDDEN_SHAPE.search(element.get("style", "")))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the id of its file, its size in centimetres (0 by 0 if unknown), its paragraph from 0."""

    id: str
    width: float
    height: float
    paragraph: int

    @property
    def may_hold_a_clause(self) -> bool:
        return self.width * self.height >= ROOM_FOR_A_CLAUSE


def pictures(holders: Iterable[tuple[etree._Element, int]]) -> Iterator[Picture]:
    """The pictures in drawings, those that are called decorative left out."""
    for holder, paragraph in holders:
        if next(holder.iter(DECORATIVE), None) is not None or next(holder.iter(OFFICE + "OLEObject"), None) is not None:
            continue
        size = next(holder.iter(DRAWING_PLACE + "extent"), None)
        for picture in holder.iter(DRAWING + "blip", VML + "imagedata"):
            if picture.tag == DRAWING + "blip":
                width, height = (_number(size, name) / CENTIMETRE for name in ("cx", "cy"))
                id = picture.get(RELATIONSHIP + "embed") or picture.get(RELATIONSHIP + "link") or ""
            else:
                shape = picture.getparent()
                width, height = shape_size(shape.get("style", "") if shape is not None else "")
                id = picture.get(RELATIONSHIP + "id", "")
            yield Picture(id, width, height, paragraph)


def shape_size(style: str) -> tuple[float, float]:
    """Width and height of a VML shape, in centimetres."""
    found = (each.groups() for each in LENGTH.finditer(style))
    sizes = {name: float(number) * POINTS[unit] / POINTS["cm"] for name, number, unit in found}
    return sizes.get("width", 0.0), sizes.get("height", 0.0)


def _number(element: etree._Element | None, name: str) -> int:
    text = element.get(name, "0") if element is not None else "0"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def unread_picture(picture: Picture, part: str) -> Unread:
    size = f" of {picture.width:.0f} by {picture.height:.0f} cm" if picture.width and picture.height else ""
    why = f"a picture{size} in paragraph {picture.paragraph + 1}; words that it shows were not read"
    return Unread(part, why)


def equation_objects(holders: Iterable[tuple[etree._Element, int]]) -> frozenset[str]:
    """The ids of embedded objects that are equations, which hold no terms."""
    return frozenset(
        element.get(RELATIONSHIP + "id", "")
        for holder, _ in holders
        for element in holder.iter(OFFICE + "OLEObject")
        if element.get("ProgID", "").startswith("Equation")
    )


def symbol(element: etree._Element) -> str:
    """The one character of a w:sym or w16se:symEx; those of a picture font are shown by what they depict."""
    try:
        number = int(element.get(W + "char", element.get(SYMBOL_EX + "char", "")), 16)
    except ValueError:
        return " "
    if 0xF000 <= number <= 0xF0FF or "wingdings" in element.get(W + "font", "").lower():
        return WINGDINGS.get(number & 0xFF, "•")
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF else " "
