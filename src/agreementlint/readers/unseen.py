"""Words that stand in a file and that nobody sees: in the colour of the page, too small to read, or hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Final, assert_never

from agreementlint.document import Document, Unseen
from agreementlint.latepattern import LatePattern
from agreementlint.text import FilePlace, PagePlace, Piece, Place, Span, WordPlace, place_at
from agreementlint.values import dataclass

Colour = tuple[int, int, int]  # red, green and blue, 0 to 255

WHITE: Final = (255, 255, 255)
BLACK: Final = (0, 0, 0)
SEEN_FROM: Final = 1.25  # contrast, from 1 (the same colour) to 21 (black on white); pale grey on white has 1.4
READ_FROM: Final = 4.0  # points; small print has five and more
QUOTED: Final = 60  # characters that a note shows

SAME_COLOUR: Final = "its letters have the colour of what is behind them"
TOO_SMALL: Final = "its letters are too small to read"
HIDDEN: Final = "it is marked as hidden"
NOT_DRAWN: Final = "it is not drawn on the page"

_HEX = LatePattern(r"#?([0-9a-fA-F]{6})$")


@dataclass(frozen=True, slots=True)
class Anything:
    """A colour that cannot be told: a picture, a shape, a style that is not read, or one that fits what is behind."""


ANYTHING: Final = Anything()
Paint = Colour | Anything


def colour_of(text: str | None) -> Colour | None:
    """The colour that six hexadecimal digits name, or None."""
    found = _HEX.match(text) if text else None
    if found is None:
        return None
    number = int(found[1], 16)
    return number >> 16, number >> 8 & 255, number & 255


@lru_cache(256)  # a file has few colours, and letters in each of them on every line
def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours as the accessibility guidelines for the web (WCAG 2) reckon it, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def is_unseen(ink: Paint, behind: Paint) -> bool:
    """Whether letters of this colour are not to be seen before that one; never where one of them cannot be told."""
    if isinstance(ink, Anything) or isinstance(behind, Anything):
        return False
    return contrast(ink, behind) < SEEN_FROM


@dataclass(frozen=True, slots=True)
class Ink:
    """How letters are drawn, None where nothing is said; a colour that follows what is behind can always be seen."""

    colour: Paint | None = None
    points: float | None = None
    behind: Paint | None = None

    def over(self, below: Ink) -> Ink:
        """This ink where it speaks, else the one below."""
        if below is NOTHING_SAID or self is NOTHING_SAID:
            return below if self is NOTHING_SAID else self
        return Ink(
            below.colour if self.colour is None else self.colour,
            below.points if self.points is None else self.points,
            below.behind if self.behind is None else self.behind,
        )

    def why_unseen(self, around: Paint) -> str:
        """Why letters are not seen before what is around them, "" if they are."""
        if self.points is not None and self.points < READ_FROM:
            return TOO_SMALL
        behind = around if self.behind is None else self.behind
        return SAME_COLOUR if self.colour is not None and is_unseen(self.colour, behind) else ""


NOTHING_SAID: Final = Ink()


def with_unseen(document: Document, why: Callable[[Place], str], left_out: Iterable[str] = ()) -> Document:
    """The document with what in it nobody sees, and a note on each such passage.

    `why` says why words at a place are unseen, "" where they are not. `left_out` are hidden words that were not read
    and on which there is a note already.
    """
    found = list(_passages(document, why))
    unread = [Unseen(HIDDEN, words) for words in (" ".join(each.split()) for each in left_out) if words]
    if not found and not unread:
        return document
    notes = [_note(document, each) for each in found]
    return replace(document, notes=(*document.notes, *notes), unseen=(*document.unseen, *found, *unread))


def _passages(document: Document, why: Callable[[Place], str]) -> Iterator[Unseen]:
    """Neighbouring words that are unseen for one reason, as one passage."""

    def reason(piece: Piece) -> str:
        return why(piece.place)

    for said, pieces in groupby(document.pieces, key=reason):
        if said:
            held = list(pieces)
            words = " ".join(document.text[held[0].start : held[-1].end].split())
            if any(letter.isalnum() for letter in words):
                yield Unseen(said, words, Span(held[0].start, held[-1].end))


def _note(document: Document, unseen: Unseen) -> str:
    where = _where(place_at(document.pieces, unseen.span.start)) if unseen.span else ""
    words = unseen.words if len(unseen.words) <= QUOTED else unseen.words[:QUOTED].rstrip() + " …"
    return f"Text{where} was read that a reader does not see, {len(unseen.words)} characters; {unseen.why}: “{words}”"


def left_out(what: str, text: str) -> list[str]:
    """The note on text that the reader of the document does not see; none where there is no such text."""
    words = " ".join(text.split())
    if not words:
        return []
    shown = words if len(words) <= QUOTED else words[:QUOTED].rstrip() + " …"
    return [f"{what} was left out, {len(words)} characters: “{shown}”"]


def _where(place: Place | None) -> str:
    match place:
        case None:
            return ""
        case FilePlace(_, line, _):
            return f" in line {line}"
        case WordPlace(part, paragraph, _, _):
            return f" in paragraph {paragraph + 1}" + (f" of {part}" if part else "")
        case PagePlace(page, _):
            return f" on page {page}"
        case _:
            assert_never(place)
