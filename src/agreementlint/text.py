"""Spans of text, and the exact places in a file that they came from."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A place in a text file: code-point offset from 0, line and column from 1."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A place in a .docx file: the part's name, the paragraph and run in it, the offset in the run, all from 0."""

    part: str
    paragraph: int
    run: int
    offset: int


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A place on a page of a .pdf file: page from 1, box as (left, bottom, right, top) in points."""

    page: int
    box: tuple[float, float, float, float]


Place = FilePlace | WordPlace | PagePlace


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of a document's text that came, character by character, from one place in the file.

    For a FilePlace or WordPlace character `start + i` of the text is character `offset + i` of the
    file or run; for a PagePlace the box encloses the whole piece.
    """

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class WordsOnPages:
    """Pieces whose places are on pages, side by side: where each starts and ends in the text, its page, and its box.

    `sides` are left, bottom, right and top of the first box, then of the second: thousands of numbers in one row are
    made, sent and looked through in a fraction of the time that as many boxes take.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    pages: tuple[int, ...]
    sides: tuple[float, ...]

    def pieces(self) -> tuple[Piece, ...]:
        sides = iter(self.sides)
        places = map(PagePlace, self.pages, zip(sides, sides, sides, sides, strict=True))
        return tuple([Piece(*each) for each in zip(self.starts, self.ends, places, strict=True)])


_START = attrgetter("start")  # in a bisection quicker than a function of ours


def piece_at(pieces: tuple[Piece, ...], offset: int) -> Piece | None:
    """The piece that holds the character at `offset`, or the nearest one before it; None if there is none."""
    index = bisect_right(pieces, offset, key=_START) - 1
    return pieces[index] if index >= 0 else None


def place_at(pieces: tuple[Piece, ...], offset: int) -> Place | None:
    """The exact place of the character at `offset`, or None where the text came from nowhere in the file."""
    piece = piece_at(pieces, offset)
    if piece is None:
        return None
    within = min(offset, piece.end) - piece.start
    match piece.place:
        case FilePlace(start, line, column):
            return FilePlace(start + within, line, column + within)
        case WordPlace(part, paragraph, run, start):
            return WordPlace(part, paragraph, run, start + within)
        case PagePlace():
            return piece.place
