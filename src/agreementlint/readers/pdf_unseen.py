"""Words of a PDF page that its letters give and the page does not show: white, transparent, not drawn, or too small.

What is drawn in a pale colour, or not drawn at all, may stand before a dark field or a scanned picture of the same
words. So the page is drawn as a viewer would draw it, and a word is unseen where nothing stands out in its box.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Final

from agreementlint.readers.pdf_page import Drawn, Fragment, PdfPage, PdfTextPage
from agreementlint.readers.pdf_questions import Questions, address_of
from agreementlint.readers.unseen import NOT_DRAWN, READ_FROM, SAME_COLOUR, TOO_SMALL
from agreementlint.text import PagePlace, Place
from agreementlint.values import dataclass

PALE: Final = 0xD0  # every part of a colour from here on: it may not be seen on white
CLEAR: Final = 0x20  # alpha
MOST_PIXELS: Final = 4_000_000
SCALE: Final = 2.0  # pixels for a point
STANDS_OUT: Final = 20  # of 255 steps of grey between the lightest and the darkest pixel
MARGIN: Final = 0.2  # of a word's box on each side, where its neighbours' letters may reach
MOST_ROWS: Final = 64  # of a word's box that are looked at
MOST_DOUBTS: Final = 1_000  # words of a page that are looked at
MOST_DRAWN: Final = 30  # pages of a file: drawing one takes longer than reading it
INVISIBLE: Final = frozenset((3, 7))  # text rendering modes: neither filled nor drawn along its edge

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that may not be seen, by its number in a fragment, and why."""

    fragment: Fragment
    word: int
    why: str


class Looks:
    """Asks pdfium how single letters of a page's text are drawn, where anything on the page is drawn unusually."""

    __slots__ = ("_ask", "_page", "doubts", "unusual")

    def __init__(self, ask: Questions, page: PdfPage, text_page: PdfTextPage) -> None:
        self._ask = ask
        self._page = text_page
        self.doubts: list[Doubt] = []
        self.unusual = self._any_unusual(page)

    def _any_unusual(self, page: PdfPage) -> bool:
        """Whether a text on the page is pale or not drawn; a part that holds further parts is taken for unusual."""
        from pypdfium2 import raw

        ask = self._ask
        parts = list(map(ask.part, repeat(address_of(page.raw)), range(raw.FPDFPage_CountObjects(page.raw))))
        kinds = list(map(ask.kind, parts))
        if raw.FPDF_PAGEOBJ_FORM in kinds:
            return True
        texts = [part for part, kind in zip(parts, kinds, strict=True) if kind == raw.FPDF_PAGEOBJ_TEXT]
        if not INVISIBLE.isdisjoint(map(ask.mode, texts)):
            return True
        return any(is_pale(*colour) for colour in self._colours(texts))

    def _colours(self, texts: Sequence[int | None]) -> set[tuple[int, ...]]:
        """The colours in which texts are filled: red, green, blue and alpha; where none is told, black."""
        channels = array("I", [0, 0, 0, 0xFF] * len(texts))
        at, size = channels.buffer_info()[0], channels.itemsize
        places = [range(at + each * size, at + 4 * len(texts) * size, 4 * size) for each in range(4)]
        deque(map(self._ask.fill_colour, texts, *places), maxlen=0)
        return set(zip(*(channels[each::4] for each in range(4)), strict=True))

    def at(self, index: int, height: float, fragment: Fragment, word: int) -> None:
        """Notes a word of the fragment, whose first letter is at `index` and as high as this, if in doubt."""
        if 0 < height < READ_FROM:
            why = TOO_SMALL
        elif not self.unusual:
            return
        elif self._is_pale(index):
            why = SAME_COLOUR
        elif (part := self._ask.part_of_letter(address_of(self._page.raw), index)) and self._ask.mode(
            part
        ) in INVISIBLE:
            why = NOT_DRAWN
        else:
            return
        self.doubts.append(Doubt(fragment, word, why))

    def _is_pale(self, index: int) -> bool:
        from pypdfium2 import raw

        channels = [ctypes.c_uint() for _ in range(4)]
        return bool(raw.FPDFText_GetFillColor(self._page.raw, index, *channels)) and is_pale(
            *(channel.value for channel in channels)
        )


def is_pale(red: int, green: int, blue: int, alpha: int) -> bool:
    return alpha < CLEAR or min(red, green, blue) >= PALE


@dataclass(slots=True)
class Drawing:
    """How many pages of a file may still be drawn."""

    left: int = MOST_DRAWN


def unseen_boxes(page: PdfPage, doubts: Sequence[Doubt], drawing: Drawing) -> Iterator[tuple[Box, str]]:
    """The boxes of the words in doubt that really cannot be seen, and why; on pages that are not drawn it is left open."""
    picture: Picture | None = None
    for doubt in doubts[:MOST_DOUBTS]:
        box = doubt.fragment.boxes()[doubt.word]
        if doubt.why != TOO_SMALL:
            if picture is None:
                if not drawing.left:
                    continue
                drawing.left -= 1
                picture = Picture(page)
            if picture.stands_out(box):
                continue
        yield box, doubt.why


class Picture:
    """A page as it is drawn, in shades of grey."""

    __slots__ = ("drawn", "page", "pixels")

    def __init__(self, page: PdfPage) -> None:
        width, height = page.get_size()
        scale = min(SCALE, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        self.page = page
        self.drawn: Drawn = page.render(scale=scale, grayscale=True)
        self.pixels = bytes(self.drawn.buffer)

    def stands_out(self, box: Box) -> bool:
        """Whether anything is to be seen inside a box given in points."""
        left, bottom, right, top = box
        across, up = (right - left) * MARGIN, (top - bottom) * MARGIN
        corners = [self.pixel(left + across, bottom + up), self.pixel(right - across, top - up)]
        (first, last), (upper, lower) = (sorted(each) for each in zip(*corners, strict=True))
        first, upper = max(first, 0), max(upper, 0)
        last, lower = min(last + 1, self.drawn.width), min(lower + 1, self.drawn.height)
        step, stride = (lower - upper) // MOST_ROWS + 1, self.drawn.stride
        seen = b"".join(self.pixels[row * stride + first : row * stride + last] for row in range(upper, lower, step))
        return bool(seen) and max(seen) - min(seen) >= STANDS_OUT

    def pixel(self, x: float, y: float) -> tuple[int, int]:
        """The column and row of a point of the page, which may be turned or cut."""
        from pypdfium2 import raw

        column, row = ctypes.c_int(), ctypes.c_int()
        whole = (0, 0, self.drawn.width, self.drawn.height, 0)
        raw.FPDF_PageToDevice(self.page.raw, *whole, x, y, ctypes.byref(column), ctypes.byref(row))
        return column.value, row.value


class UnseenWords:
    """The words of a file that nobody sees; called with a place it says why."""

    __slots__ = ("reasons",)

    def __init__(self, unseen: Iterator[tuple[int, Box, str]]) -> None:
        self.reasons = {(page, box): why for page, box, why in unseen}

    def __call__(self, place: Place) -> str:
        return self.reasons.get((place.page, place.box), "") if isinstance(place, PagePlace) else ""
