"""Which of a Word file's tracked changes are in force: content, paragraph marks, rows, cells and properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agreementlint.document import Changes
from agreementlint.readers.docx_names import (
    DELETED_TEXT,
    DELETION,
    INSERTION,
    MOVED_AWAY,
    MOVED_HERE,
    ROW_PROPERTIES,
    TEXT,
    W,
    is_on,
)
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

FORMER_PARAGRAPH: Final = W + "pPrChange"
FORMER_RUN: Final = W + "rPrChange"


@dataclass(frozen=True, slots=True)
class InForce:
    """One view of the tracked changes.

    `gone` are the elements whose content is not there in it; as a mark on a paragraph's end or a row they mean
    that the end or the row is not there. `gone_cells` are the marks of cells that are not there. `former` is
    true where properties count as they were before they were changed.
    """

    gone: frozenset[str]
    gone_cells: frozenset[str]
    former: bool
    said: str

    def has_row(self, row: etree._Element) -> bool:
        properties = next(row.iterchildren(ROW_PROPERTIES), None)
        return properties is None or not any(mark.tag in self.gone for mark in properties)

    def has_end(self, mark: etree._Element | None) -> bool:
        """Whether a paragraph ends where its mark with these properties stands, or its words run on."""
        return mark is None or not any(child.tag in self.gone for child in mark)


IN_FORCE: Final = {
    Changes.FINAL: InForce(
        frozenset((DELETION, MOVED_AWAY)),
        frozenset((W + "cellDel",)),
        False,
        "it was read as if all of them were accepted",
    ),
    Changes.ORIGINAL: InForce(
        frozenset((INSERTION, MOVED_HERE)),
        frozenset((W + "cellIns",)),
        True,
        "it was read as if none of them had been made",
    ),
    Changes.BOTH: InForce(
        frozenset(), frozenset(), False, "inserted and deleted words were read together, as if all of them stood there"
    ),
}


def former(properties: etree._Element | None, change: str) -> etree._Element | None:
    """Properties as they were before they were changed, themselves if they were not."""
    mark = next(properties.iterchildren(change), None) if properties is not None else None
    return properties if mark is None else next(iter(mark), None)


def is_hidden_row(row: etree._Element) -> bool:
    properties = next(row.iterchildren(ROW_PROPERTIES), None)
    return properties is not None and bool(is_on(properties.find(W + "hidden")))


def letters_in(element: etree._Element) -> str:
    """All letters inside an element that is not read, to say what was left out."""
    return "".join(text.text or "" for text in element.iter(TEXT, DELETED_TEXT))
