"""The comments of a Word file: which are ours, and how one is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from agreementlint.readers.docx_changes import letters_in
from agreementlint.readers.docx_names import PARAGRAPH, RUN, TEXT, W
from agreementlint.readers.from_docx import COMMENT, REVIEW_MARK, REVIEWER
from agreementlint.review.remarks import Line, Look
from agreementlint.review.word_marks import ID, RANGE_END, RANGE_START, REFERENCE, SPACE, is_reference
from agreementlint.review.word_package import WordPackage

if TYPE_CHECKING:
    from lxml import etree

INITIALS: Final = "al"
WRITTEN_BY: Final = W + "author"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
PARAGRAPH_ID: Final = W14 + "paraId"
_LOOKS: Final = {
    Look.LEADING: ("b", {}),
    Look.CLAUSE: ("i", {}),
    Look.MARK: ("color", {W + "val": "6A6A6A"}),
}
_NO_LONGER: Final = Line(
    "agreementlint does not find this any more. What follows is what it said before.", Look.LEADING
)


class WordComments:
    """The comments of one file; those of other authors are never touched."""

    __slots__ = ("_answered", "_package", "_root")

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        name = package.linked("comments")
        self._root = package.part(name) if name is not None else None
        self._answered = self._ids_that_are_answered()

    def _ids_that_are_answered(self) -> frozenset[str]:
        """The paragraph ids of comments that somebody has answered or marked as done."""
        name = self._package.linked("commentsExtended")
        root = self._package.part(name) if name is not None else None
        entries = list(root) if root is not None else []
        parents = {entry.get(W15 + "paraIdParent", "") for entry in entries}
        done = {entry.get(W15 + "paraId", "") for entry in entries if entry.get(W15 + "done") in ("1", "true")}
        return frozenset((parents | done) - {""})

    def ours(self) -> Iterator[tuple[str, etree._Element]]:
        """The comments that an earlier review wrote, each with the key of its remark."""
        for comment in list(self._root) if self._root is not None else ():
            if comment.tag == COMMENT and comment.get(WRITTEN_BY) == REVIEWER:
                paragraphs = list(comment.iter(PARAGRAPH))
                found = REVIEW_MARK.search(letters_in(paragraphs[-1])) if paragraphs else None
                if found is not None:
                    yield found[1], comment

    def is_answered(self, comment: etree._Element) -> bool:
        return any(paragraph.get(PARAGRAPH_ID) in self._answered for paragraph in comment.iter(PARAGRAPH))

    def take_away(self, comment: etree._Element, body: etree._Element) -> None:
        """Removes a comment and the marks that tie it to the body."""
        untie(body, comment.get(ID, ""))
        above = comment.getparent()
        if above is not None:
            above.remove(comment)

    def first_free_number(self) -> int:
        taken = [each.get(ID, "") for each in self._root if each.tag == COMMENT] if self._root is not None else []
        return max((int(id) for id in taken if id.isascii() and id.isdigit() and len(id) < 10), default=-1) + 1

    def write(self, number: int, lines: tuple[Line, ...]) -> None:
        """Adds a comment; its marks in the body are made apart."""
        from lxml import etree

        if self._root is None:
            self._root = etree.Element(W + "comments", nsmap={"w": W[1:-1]})
            self._package.add_comments(self._root)
        comment = etree.SubElement(self._root, COMMENT)
        comment.set(ID, str(number))
        comment.set(WRITTEN_BY, REVIEWER)
        comment.set(W + "initials", INITIALS)
        fill(comment, lines)

    def rewrite(self, comment: etree._Element, lines: tuple[Line, ...]) -> None:
        """Puts new words into a comment that has answers, which stay tied to it."""
        ids = [paragraph.get(PARAGRAPH_ID) for paragraph in comment.iter(PARAGRAPH)]
        for child in list(comment):
            comment.remove(child)
        fill(comment, lines)
        if ids and ids[-1]:
            list(comment.iter(PARAGRAPH))[-1].set(PARAGRAPH_ID, ids[-1])

    def say_that_it_is_gone(self, comment: etree._Element) -> None:
        first = next(comment.iter(PARAGRAPH))
        if letters_in(first) != _NO_LONGER.text:
            first.addprevious(paragraph_of(_NO_LONGER))


def untie(body: etree._Element, number: str) -> None:
    """Removes the marks of a comment from the body."""
    for element in list(body.iter(RANGE_START, RANGE_END, REFERENCE)):
        if element.get(ID) != number:
            continue
        run = element.getparent()
        if element.tag == REFERENCE and run is not None and is_reference(run):
            element = run
        above = element.getparent()
        if above is not None:
            above.remove(element)


def fill(comment: etree._Element, lines: tuple[Line, ...]) -> None:
    comment.extend([paragraph_of(line, opens=number == 0) for number, line in enumerate(lines)])


def paragraph_of(line: Line, *, opens: bool = False) -> etree._Element:
    """A paragraph of a comment in 10 points; the first one has the mark that Word expects there."""
    from lxml import etree

    paragraph = etree.Element(PARAGRAPH)
    properties = etree.SubElement(paragraph, W + "pPr")
    etree.SubElement(properties, W + "spacing", {W + "before": "0", W + "after": "60"})
    if opens:
        etree.SubElement(etree.SubElement(paragraph, RUN), W + "annotationRef")
    run = etree.SubElement(paragraph, RUN)
    look = etree.SubElement(run, W + "rPr")
    if line.look in _LOOKS:
        name, attributes = _LOOKS[line.look]
        etree.SubElement(look, W + name, attributes)
    etree.SubElement(look, W + "sz", {W + "val": "20"})
    text = etree.SubElement(run, TEXT, {SPACE: "preserve"})
    text.text = line.text
    return paragraph
