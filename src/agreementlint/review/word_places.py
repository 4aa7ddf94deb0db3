"""Where in a Word file the words of a remark stand: runs and offsets, or the mark at which a box or note hangs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from agreementlint.readers.docx_names import ALTERNATE, DELETION, MOVED_AWAY, PARAGRAPH, RUN, TEXT_BOX, W
from agreementlint.readers.docx_text import paragraph_runs
from agreementlint.review.word_package import WordPackage
from agreementlint.text import Piece, Span, WordPlace
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

_NOTES: Final = {W + "footnotes": "the footnote", W + "endnotes": "the endnote"}
_MARGINS: Final = {
    W + "hdr": "the page header",
    W + "ftr": "the page footer",
    W + "comments": "a comment",
}


@dataclass(frozen=True, slots=True)
class Exactly:
    """Words in the body: from an offset in one run up to an offset in the same or a later one."""

    first: etree._Element
    start: int
    last: etree._Element
    end: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Words to which Word allows no comment: the element in a run of the body at which they hang, and what they are in."""

    mark: etree._Element
    what: str


@dataclass(frozen=True, slots=True)
class AtTheTop:
    """Words of which nothing in the body is a sign; `what` they stand in, empty for the whole document."""

    what: str


Anchor = Exactly | Beside | AtTheTop


class WordPlaces:
    """Finds the places of one document in the parts that they name."""

    __slots__ = ("_ends", "_numbered", "_pieces", "package")

    def __init__(self, package: WordPackage, pieces: tuple[Piece, ...]) -> None:
        self.package = package
        self._pieces = pieces
        self._ends = [piece.end for piece in pieces]
        self._numbered: dict[str, list[etree._Element]] = {}

    def anchor(self, words: Span | None) -> Anchor:
        """Where a remark on these words is tied; on several stories only the first counts."""
        places = list(self._places(words)) if words is not None else []
        if not places:
            return AtTheTop("")
        part = places[0][0].part
        paragraph = self.paragraph(places[0][0])
        if part != self.package.main:
            return self._in_other_part(part, paragraph)
        if _above(paragraph, TEXT_BOX) is not None:
            holder = _holder(paragraph)
            return AtTheTop("a text box") if holder is None else Beside(holder, "the text box here")
        if _above(paragraph, ALTERNATE) is not None:
            return AtTheTop("a part that the file holds in two versions")
        ends = [
            (place, length)
            for place, length in places
            if place.part == part and _above(self.paragraph(place), TEXT_BOX, ALTERNATE) is None
        ]
        (first, _), (last, length) = ends[0], ends[-1]
        return Exactly(self._run(first), first.offset, self._run(last), last.offset + length)

    def paragraph(self, place: WordPlace) -> etree._Element:
        if place.part not in self._numbered:
            root = self.package.part(place.part)
            self._numbered[place.part] = list(root.iter(PARAGRAPH)) if root is not None else []
        return self._numbered[place.part][place.paragraph]

    def paragraph_at(self, offset: int) -> etree._Element | None:
        """The paragraph of the body in which a character of the document stands; the one that holds its box or table."""
        places = list(self._places(Span(offset, offset + 1)))
        if not places or places[0][0].part != self.package.main:
            return None
        return self.paragraph(places[0][0])

    def _run(self, place: WordPlace) -> etree._Element:
        return paragraph_runs(self.paragraph(place))[place.run]

    def _places(self, words: Span) -> Iterator[tuple[WordPlace, int]]:
        """The place of each stretch of the words, and its length."""
        for piece in self._pieces[bisect_right(self._ends, words.start) :]:
            if piece.start >= words.end:
                break
            if isinstance(piece.place, WordPlace):
                begin, end = max(piece.start, words.start), min(piece.end, words.end)
                where = piece.place
                yield (
                    WordPlace(where.part, where.paragraph, where.run, where.offset + begin - piece.start),
                    end - begin,
                )

    def _in_other_part(self, part: str, paragraph: etree._Element) -> Anchor:
        root = self.package.part(part)
        story = root.tag if root is not None else ""
        if story not in _NOTES:
            return AtTheTop(_MARGINS.get(story, "another part of the file"))
        note = paragraph
        while (above := note.getparent()) is not None and above is not root:
            note = above
        mark = self._mark_of_note(note.get(W + "id", ""), story)
        return AtTheTop(_NOTES[story]) if mark is None else Beside(mark, f"{_NOTES[story]} here")

    def _mark_of_note(self, id: str, story: str) -> etree._Element | None:
        wanted = W + ("footnoteReference" if story == W + "footnotes" else "endnoteReference")
        for mark in self.package.body().iter(wanted):
            here = mark.get(W + "id") == id and _above(mark, RUN) is not None
            if here and _above(mark, TEXT_BOX, ALTERNATE, DELETION, MOVED_AWAY) is None:
                return mark
        return None


def _above(element: etree._Element, *tags: str) -> etree._Element | None:
    return next(element.iterancestors(*tags), None)


def _holder(paragraph: etree._Element) -> etree._Element | None:
    """What in a run of the body holds the text box in which a paragraph stands, however deep."""
    holder = None
    for inner, outer in pairwise([paragraph, *paragraph.iterancestors()]):
        if outer.tag == RUN:
            holder = inner if _above(outer, TEXT_BOX, ALTERNATE) is None else None
    return holder
