"""Rows of a PDF's words on their way into a document: the text of a row at once, the boxes of its words at the end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from agreementlint.document import Document, Format, Unread, on_pages
from agreementlint.readers.passage import Draft, Passage, stacked
from agreementlint.readers.pdf_page import Fragment
from agreementlint.readers.placed import refuse_too_long
from agreementlint.text import WordsOnPages


class Row(NamedTuple):
    """Words that stand side by side on a page, from 1, and their text with one space behind each.

    The text's end may be cut off where a broken word is mended, and a tab may stand for a space.
    """

    text: str
    page: int
    fragments: Sequence[Fragment]


class PlacedRows:
    """All rows of a file one behind the other; a passage's origins are offsets in their text."""

    __slots__ = ("length", "rows", "starts")

    def __init__(self) -> None:
        self.length = 0
        self.starts: list[int] = []
        self.rows: list[Row] = []

    def passage(self, rows: Sequence[Row]) -> Passage:
        """The rows as a passage; the space behind the last word only stands ready for what may be joined to it."""
        start = self.length
        for row in rows:
            if row.text:
                self.starts.append(self.length)
                self.rows.append(row)
                self.length += len(row.text)
        text = rows[0].text if len(rows) == 1 else "".join([row.text for row in rows])
        text = text.removesuffix(" ")
        return Passage(text, ((0, len(text), start),)) if text else Passage()

    def words(self, placed: Sequence[tuple[int, Passage]]) -> WordsOnPages:
        """The pieces of passages that begin at these offsets of a document's text.

        Where rows are joined, the space belongs to the word before it, as it does inside of them.
        """
        starts: list[int] = []
        ends: list[int] = []
        pages: list[int] = []
        sides: list[float] = []
        for at, passage in placed:
            covered = 0
            for first, last, offset in passage.origins:
                if covered and first == covered + 1:
                    ends[-1] += 1
                covered = last
                shift, upto = at + first - offset, offset + last - first
                for index in range(bisect_right(self.starts, offset) - 1, bisect_left(self.starts, upto)):
                    begins, row = self.starts[index], self.rows[index]
                    shown = max(begins, offset) + shift, min(begins + len(row.text), upto) + shift
                    bounds, of_words = words_of(row, begins + shift, *shown)
                    starts += bounds[:-1]
                    ends += bounds[1:]
                    pages += [row.page] * (len(bounds) - 1)
                    sides += of_words
        return WordsOnPages(tuple(starts), tuple(ends), tuple(pages), tuple(sides))

    def document(self, path: str, drafts: Sequence[Draft], unread: Sequence[Unread], notes: Sequence[str]) -> Document:
        """The drafts, one under the other, as a document with its blocks and pieces; UnreadableFile if it is too long."""
        refuse_too_long(path, self.length)
        blocks = [(at, draft) for at, draft in stacked(drafts)]
        text = "\n".join([draft.passage.text for _, draft in blocks])
        made = tuple([draft.block(at) for at, draft in blocks])
        words = self.words([(at, draft.passage) for at, draft in blocks])
        return on_pages(Document(path, Format.PDF, text, made, (), tuple(unread), tuple(notes)), words)


def words_of(row: Row, at: int, start: int, end: int) -> tuple[list[int], list[float]]:
    """The bounds between those words of a row that stands at `at` which lie between two offsets, and their boxes' sides."""
    if len(row.fragments) == 1:
        fragment = row.fragments[0]
        bounds = list(accumulate([len(word) + 1 for word in fragment.texts], initial=at))
        sides = fragment.sides()
    else:
        bounds = list(accumulate([len(word) + 1 for each in row.fragments for word in each.texts], initial=at))
        sides = [side for each in row.fragments for side in each.sides()]
    if start > at or end <= bounds[-2]:
        skipped, upto = bisect_right(bounds, start) - 1, bisect_left(bounds, end)
        bounds, sides = bounds[skipped : upto + 1], sides[4 * skipped : 4 * upto]
        bounds[0] = start
    bounds[-1] = end
    return bounds, sides
