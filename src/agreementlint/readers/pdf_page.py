"""A page of a PDF as words with boxes, and the few things that are used of pypdfium2, which ships no types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Remark(NamedTuple):
    """What somebody wrote about the page and its box in points, from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Fragment:
    """Words that stand side by side on one line without a wide gap, and where each begins.

    `hyphen` if the last word is broken off at the line's end.
    """

    texts: list[str]
    lefts: list[float]
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    hyphen: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one page, number from 1; `picture` is the share of it that its largest picture takes."""

    number: int
    height: float
    fragments: tuple[Fragment, ...]
    remarks: tuple[Remark, ...] = ()
    picture: float = 0.0
    is_blank: bool = False
    is_garbled: bool = False
    is_too_long: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that were read, how many there are, and whether the file is a form that only Adobe Reader shows."""

    pages: tuple[Page, ...]
    count: int
    is_dynamic_form: bool


class Box(Protocol):
    """The four floats that pdfium fills in."""

    left: float
    top: float
    right: float
    bottom: float


class Matrix(Protocol):
    """How letters are scaled and turned."""

    a: float
    b: float
    c: float
    d: float


class Name(Protocol):
    """A font's name, which pdfium fills in."""

    value: bytes


class Flags(Protocol):
    """A font's flags, which pdfium fills in."""

    value: int


class PdfPage(Protocol):
    """What is used of pypdfium2.PdfPage."""

    raw: object

    def get_textpage(self) -> PdfTextPage: ...
    def get_size(self) -> tuple[float, float]: ...
    def get_objects(self, filter: tuple[int, ...] | None = None) -> Iterator[PdfObject]: ...
    def close(self) -> None: ...


class PdfTextPage(Protocol):
    """What is used of pypdfium2.PdfTextPage."""

    raw: object

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
