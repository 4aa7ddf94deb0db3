"""A page of a PDF as words with boxes, and the few things that are used of pypdfium2, which ships no types."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import chain, repeat
from typing import Protocol

from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page's text is turned, in quarters to the left, and the page's own width and height."""

    quarters: int
    width: float
    height: float

    def upright(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Turns a box of the page (left, bottom, right, top) so that the text runs to the right."""
        left, bottom, right, top = box
        if self.quarters == 1:
            return bottom, self.width - right, top, self.width - left
        if self.quarters == 2:
            return self.width - right, self.height - top, self.width - left, self.height - bottom
        return self.height - top, left, self.height - bottom, right

    def back(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Turns an upright box back to where it is on the page."""
        left, bottom, right, top = box
        if self.quarters == 1:
            return self.width - top, left, self.width - bottom, right
        if self.quarters == 2:
            return self.width - right, self.height - top, self.width - left, self.height - bottom
        return bottom, self.height - right, top, self.height - left


@dataclass(slots=True)
class Fragment:
    """Words that stand side by side on one line without a wide gap, and where each begins.

    The edges are those of upright text; `turn` tells where they are on a page whose text is turned.
    """

    texts: list[str]
    lefts: list[float]
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    turn: Turn | None = None

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def boxes(self) -> list[tuple[float, float, float, float]]:
        """The box of each word on the page, with the white space behind it: left, bottom, right, top."""
        ends = (*self.lefts[1:], self.right)
        boxes = list(zip(self.lefts, repeat(self.bottom), ends, repeat(self.top)))
        return boxes if self.turn is None else [self.turn.back(box) for box in boxes]

    def sides(self) -> list[float]:
        """The sides of all these boxes one behind the other, four for each word."""
        if self.turn is not None:
            return list(chain.from_iterable(self.boxes()))
        count = len(self.lefts)
        sides = [self.bottom] * (4 * count)
        sides[0::4] = self.lefts
        sides[2::4] = (*self.lefts[1:], self.right)
        sides[3::4] = [self.top] * count
        return sides

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one page, number from 1; `picture` is the share of it that its largest picture takes.

    `remarks` are what somebody wrote about it, each as one word. `unseen` are the boxes of words that
    nobody sees, each with the reason; `files` is how many hang on the page, `struck` are the words of it that somebody struck out.
    """

    number: int
    height: float
    fragments: tuple[Fragment, ...]
    remarks: tuple[Fragment, ...] = ()
    picture: float = 0.0
    is_blank: bool = False
    is_garbled: bool = False
    is_too_long: bool = False
    unseen: tuple[tuple[tuple[float, float, float, float], str], ...] = ()
    files: int = 0
    struck: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that were read, how many there are, whether only Adobe Reader shows the form, how many files it holds."""

    pages: tuple[Page, ...]
    count: int
    is_dynamic_form: bool
    files: int = 0


class Drawn(Protocol):
    """What is used of pypdfium2.PdfBitmap."""

    width: int
    height: int
    stride: int
    buffer: bytes


class PdfPage(Protocol):
    """What is used of pypdfium2.PdfPage."""

    raw: ctypes._Pointer[ctypes.Structure]

    def get_textpage(self) -> PdfTextPage: ...
    def get_size(self) -> tuple[float, float]: ...
    def get_rotation(self) -> int: ...
    def render(self, *, scale: float, grayscale: bool) -> Drawn: ...
    def get_objects(self, filter: tuple[int, ...] | None = None) -> Iterator[PdfObject]: ...
    def close(self) -> None: ...


class PdfTextPage(Protocol):
    """What is used of pypdfium2.PdfTextPage."""

    raw: ctypes._Pointer[ctypes.Structure]

    def get_text_range(self) -> str: ...
    def count_chars(self) -> int: ...
    def close(self) -> None: ...


class PdfObject(Protocol):
    """What is used of pypdfium2.PdfObject."""

    def get_bounds(self) -> tuple[float, float, float, float]: ...


class PdfDocument(Protocol):
    """What is used of pypdfium2.PdfDocument."""

    formenv: object

    def __getitem__(self, index: int) -> PdfPage: ...
