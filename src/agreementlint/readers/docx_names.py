"""The names of the WordprocessingML elements that are read, and how an on/off property is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

PARAGRAPH: Final = W + "p"
PARAGRAPH_PROPERTIES: Final = W + "pPr"
RUN: Final = W + "r"
RUN_PROPERTIES: Final = W + "rPr"
TEXT: Final = W + "t"
DELETED_TEXT: Final = W + "delText"
TABLE: Final = W + "tbl"
ROW: Final = W + "tr"
ROW_PROPERTIES: Final = W + "trPr"
CELL: Final = W + "tc"
CELL_PROPERTIES: Final = W + "tcPr"
CONTROL: Final = W + "sdt"
CONTROL_PROPERTIES: Final = W + "sdtPr"
CONTROL_CONTENT: Final = W + "sdtContent"
TEXT_BOX: Final = W + "txbxContent"
INSERTION: Final = W + "ins"
DELETION: Final = W + "del"
MOVED_HERE: Final = W + "moveTo"
MOVED_AWAY: Final = W + "moveFrom"
ALTERNATE: Final = MC + "AlternateContent"
CHOICE: Final = MC + "Choice"
FALLBACK: Final = MC + "Fallback"
VALUE: Final = W + "val"

# What a choice of AlternateContent may require and still be read here; text boxes need no more than these.
UNDERSTOOD: Final = frozenset(
    ("wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "w16cex", "w16sdtdh", "a14", "v", "v2")
)


def is_on(element: etree._Element | None) -> bool | None:
    """An on/off property: None if it is absent, on unless its value says otherwise."""
    if element is None:
        return None
    return element.get(VALUE, "true") not in ("false", "0", "off")


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """The w:val of the child with this name."""
    child = parent.find(name) if parent is not None else None
    return child.get(VALUE) if child is not None else None


def number_of(parent: etree._Element | None, name: str) -> int | None:
    """The w:val of the child with this name as a whole number; None if it is absent or no number."""
    return whole_number(value_of(parent, name))


def whole_number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.removeprefix("-").isdigit() and len(text) < 10 else None


def chosen_branch(alternate: etree._Element) -> etree._Element | None:
    """The one branch of mc:AlternateContent that is shown: the first choice that is understood, else the fallback."""
    for choice in alternate.iterchildren(CHOICE):
        if all(prefix in UNDERSTOOD for prefix in choice.get("Requires", "").split()):
            return choice
    return alternate.find(FALLBACK)
