"""Which words of an OpenDocument part are there in one view of its tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agreementlint.document import Changes
from agreementlint.readers.odt_names import HEADING, ITEM, LIST, OFFICE, PARAGRAPH, TEXT, XML_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

REGION: Final = TEXT + "changed-region"
DELETED_HERE: Final = TEXT + "change"
INSERTED_FROM: Final = TEXT + "change-start"
INSERTED_TO: Final = TEXT + "change-end"
MEETING: Final = ((DELETED_HERE, INSERTED_FROM), (INSERTED_TO, DELETED_HERE))
MARKS: Final = frozenset((DELETED_HERE, INSERTED_FROM, INSERTED_TO))


class Tracked:
    """The tracked changes of a part while it is read in one view: what was deleted, and which insertions are open.

    No change counts in what was deleted, while its reader is `restoring` it.
    """

    __slots__ = ("_changes", "_deleted", "_inserted", "_open", "any", "restoring")

    def __init__(self, root: etree._Element, changes: Changes) -> None:
        self._changes = changes
        self._deleted: dict[str, etree._Element] = {}
        self._inserted: set[str] = set()
        self._open: set[str] = set()
        self.restoring = False
        self.any = False
        for region in root.iter(REGION):
            self.any = True
            name = _named(region)
            for change in region:
                if change.tag == TEXT + "deletion":
                    self._deleted[name] = change
                elif change.tag == TEXT + "insertion":
                    self._inserted.add(name)

    @property
    def is_gone(self) -> bool:
        """Whether what is read now is not there in this view."""
        return bool(self._open)

    def are_beside(self, mark: etree._Element) -> bool:
        """Whether what was deleted and what was written instead are both read and meet at this mark."""
        before = mark.getprevious()
        pair = (before.tag, mark.tag) if before is not None and not before.tail else ()
        return self._changes is Changes.BOTH and pair in MEETING

    def mark(self, mark: etree._Element) -> None:
        """Goes over the mark with which an insertion begins or ends."""
        name = mark.get(TEXT + "change-id", "")
        if mark.tag == INSERTED_TO:
            self._open.discard(name)
        elif self._changes is Changes.ORIGINAL and name in self._inserted and not self.restoring:
            self._open.add(name)

    def taken_away(self) -> Iterator[str]:
        """The letters of deletions that are not there in this view."""
        if self._changes is Changes.FINAL:
            for deletion in self._deleted.values():
                for paragraph in paragraphs_in(deletion):
                    yield "".join(map(str, paragraph.itertext())) + " "

    def restored(self, mark: etree._Element) -> list[etree._Element]:
        """What stood at the mark of a deletion and stands there in this view, at the first mark that names it."""
        if self._changes is Changes.FINAL or self.is_gone or self.restoring:
            return []
        deletion = self._deleted.pop(mark.get(TEXT + "change-id", ""), None)
        return [child for child in deletion if child.tag != OFFICE + "change-info"] if deletion is not None else []


def item_depth(paragraph: etree._Element) -> int:
    """How deep the list item stands that the paragraph begins, from 1; 0 if it begins none."""
    item = paragraph.getparent()
    if item is None or item.tag != ITEM or item[0] is not paragraph:
        return 0
    return sum(1 for _ in paragraph.iterancestors(LIST))


def _named(region: etree._Element) -> str:
    return region.get(TEXT + "id") or region.get(XML_ID) or ""


def paragraphs_in(element: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs in lists, tables and the like, without those that hang on one of them."""
    if element.tag in (PARAGRAPH, HEADING):
        yield element
    else:
        for child in element:
            yield from paragraphs_in(child)
