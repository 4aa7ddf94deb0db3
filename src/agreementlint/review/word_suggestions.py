"""Clauses that are suggested in a Word file: inserted paragraphs that the author accepts or rejects in Word."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from agreementlint.readers.docx_changes import FORMER_PARAGRAPH, FORMER_RUN
from agreementlint.readers.docx_names import (
    CONTROL,
    DELETION,
    INSERTION,
    MOVED_AWAY,
    MOVED_HERE,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    TABLE,
    TEXT,
    TEXT_BOX,
    W,
)
from agreementlint.readers.from_docx import REVIEWER
from agreementlint.review.word_comments import WRITTEN_BY
from agreementlint.review.word_marks import ID, SPACE

if TYPE_CHECKING:
    from lxml import etree

_SECTION: Final = W + "sectPr"
_BLOCKS: Final = (PARAGRAPH, TABLE, CONTROL, W + "customXml")
_CHANGES: Final = (INSERTION, DELETION, MOVED_HERE, MOVED_AWAY, FORMER_RUN, FORMER_PARAGRAPH)
_NOT_FOR_A_NEW_PARAGRAPH: Final = tuple(
    W + each for each in ("sectPr", "pPrChange", "framePr", "pageBreakBefore", "rPr")
)
# What sets single words apart; a clause is set in the letters of the text around it.
_NOT_FOR_A_NEW_RUN: Final = frozenset(
    W + each
    for each in (
        *(
            "rStyle",
            "b",
            "bCs",
            "i",
            "iCs",
            "u",
            "strike",
            "dstrike",
            "caps",
            "smallCaps",
            "highlight",
            "shd",
            "vanish",
        ),
        *("vertAlign", "position", "em", "effect", "bdr", "rPrChange", "ins", "del", "moveFrom", "moveTo", "webHidden"),
    )
)


class WordSuggestions:
    """Inserts paragraphs into a body as tracked changes; several after the same one stand in the order of their coming."""

    __slots__ = ("_body", "_last", "_number")

    def __init__(self, body: etree._Element) -> None:
        self._body = body
        self._number = first_free_change(body)
        self._last: dict[etree._Element, etree._Element] = {}

    def insert(self, clause: str, after: etree._Element, pattern: etree._Element | None) -> None:
        """Suggests a clause after a paragraph (after the table that holds it), set like the paragraph `pattern`."""
        place = top_level(after)
        before = self._last.get(place, place)
        following = next(before.itersiblings(*_BLOCKS), None)
        at_the_end = following is None and before.tag == PARAGRAPH
        paragraph = new_paragraph(before if at_the_end else pattern)
        run = new_run(clause, pattern)
        if at_the_end:
            # Nothing follows with which the end of an inserted paragraph could run together when it is rejected:
            # the end of the one before is the new one, and the clause stands before the end that was there.
            self._mark_end(before)
        else:
            self._mark_end(paragraph)
        inserted = self._inserted()
        inserted.append(run)
        paragraph.append(inserted)
        before.addnext(paragraph)
        self._last[place] = paragraph

    def _inserted(self) -> etree._Element:
        from lxml import etree

        mark = etree.Element(INSERTION, {ID: str(self._number), WRITTEN_BY: REVIEWER})
        self._number += 1
        return mark

    def _mark_end(self, paragraph: etree._Element) -> None:
        """Says that a paragraph's end is inserted; its look comes first but for such marks."""
        from lxml import etree

        properties = next(paragraph.iterchildren(PARAGRAPH_PROPERTIES), None)
        if properties is None:
            properties = etree.Element(PARAGRAPH_PROPERTIES)
            paragraph.insert(0, properties)
        look = next(properties.iterchildren(RUN_PROPERTIES), None)
        if look is None:
            look = etree.Element(RUN_PROPERTIES)
            later = next(properties.iterchildren(_SECTION, FORMER_PARAGRAPH), None)
            if later is not None:
                later.addprevious(look)
            else:
                properties.append(look)
        look.insert(0, self._inserted())


def first_free_change(body: etree._Element) -> int:
    """The number of the next tracked change."""
    taken = [change.get(ID, "") for change in body.iter(*_CHANGES)]
    return max((int(id) for id in taken if id.isascii() and id.isdigit() and len(id) < 10), default=999) + 1


def top_level(paragraph: etree._Element) -> etree._Element:
    """What stands in the text for a paragraph: itself, or the table or the paragraph that holds it."""
    place = paragraph
    for above in paragraph.iterancestors(TABLE, TEXT_BOX, PARAGRAPH):
        if above.tag != TEXT_BOX:
            place = above
    return place


def new_paragraph(pattern: etree._Element | None) -> etree._Element:
    """An empty paragraph that is set as the pattern is."""
    from lxml import etree

    paragraph = etree.Element(PARAGRAPH)
    properties = next(pattern.iterchildren(PARAGRAPH_PROPERTIES), None) if pattern is not None else None
    if properties is not None:
        own = deepcopy(properties)
        for child in list(own):
            if child.tag in _NOT_FOR_A_NEW_PARAGRAPH:
                own.remove(child)
        own.tail = None
        if len(own):
            paragraph.append(own)
    return paragraph


def new_run(text: str, pattern: etree._Element | None) -> etree._Element:
    """A run in the letters of the pattern's first one, without what sets single words apart."""
    from lxml import etree

    run = etree.Element(RUN)
    model = next(pattern.iterchildren(RUN), None) if pattern is not None else None
    look = next(model.iterchildren(RUN_PROPERTIES), None) if model is not None else None
    kept = [deepcopy(child) for child in look if child.tag not in _NOT_FOR_A_NEW_RUN] if look is not None else []
    if kept:
        etree.SubElement(run, RUN_PROPERTIES).extend(kept)
    etree.SubElement(run, TEXT, {SPACE: "preserve"}).text = text
    return run


def take_back(body: etree._Element) -> None:
    """Removes what an earlier review suggested and nobody has accepted, rejected or changed since."""
    paragraphs = [each for each in body.iter(PARAGRAPH) if next(each.iter(INSERTION), None) is not None]
    for paragraph in paragraphs:
        if _end_is_ours(paragraph) is not None and _is_all_ours(paragraph):
            _remove(paragraph)
    for paragraph in paragraphs:
        mark = _end_is_ours(paragraph)
        following = paragraph.getnext()
        if mark is None or paragraph.getparent() is None or following is None:
            continue
        if following.tag == PARAGRAPH and _is_all_ours(following):
            _remove(following)
            _unmark_end(mark)


def _end_is_ours(paragraph: etree._Element) -> etree._Element | None:
    mark = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{RUN_PROPERTIES}/{INSERTION}")
    return mark if mark is not None and mark.get(WRITTEN_BY) == REVIEWER else None


def _is_all_ours(paragraph: etree._Element) -> bool:
    content = [child for child in paragraph if child.tag != PARAGRAPH_PROPERTIES]
    return bool(content) and all(child.tag == INSERTION and child.get(WRITTEN_BY) == REVIEWER for child in content)


def _unmark_end(mark: etree._Element) -> None:
    """Removes the mark and what had to be made for it."""
    emptied: etree._Element | None = mark
    while emptied is not None and emptied.tag != PARAGRAPH and not len(emptied):
        above = emptied.getparent()
        _remove(emptied)
        emptied = above


def _remove(element: etree._Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)
