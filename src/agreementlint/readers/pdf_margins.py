"""What runs along the top and bottom of a PDF's pages: repeated lines and page numbers, no part of the body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from agreementlint.latepattern import LatePattern
from agreementlint.readers.pdf_layout import PageLine
from agreementlint.values import dataclass

MARGIN: Final = 0.12  # of the page's height, at the top and at the bottom
REPEATED: Final = 0.4  # of the pages: odd and even pages may differ
SAME_HEIGHT: Final = 4.0  # points
PAGE_MARK = LatePattern(
    r"[-–—\s\[(|]*(?:(?:page|p\.?|pg\.?)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|\|)\s*\d{1,4})?[-–—\s\])|]*", re.I
)
FIGURES = LatePattern(r"\d+")


@dataclass(frozen=True, slots=True)
class Strands:
    """The lines of the body, and each line that runs along the top or bottom once."""

    body: tuple[PageLine, ...]
    headers: tuple[PageLine, ...]
    footers: tuple[PageLine, ...]


def strands_of(pages: Sequence[tuple[float, Sequence[PageLine]]]) -> Strands:
    """Tells the running lines from the body; `pages` are each page's height and lines."""
    found: Counter[tuple[str, int]] = Counter()
    for height, lines in pages:
        found.update({mark for line in lines if edge(line, height) for mark in marks(line)})
    needed = max(2, REPEATED * len(pages))
    body: list[PageLine] = []
    headers: dict[str, PageLine] = {}
    footers: dict[str, PageLine] = {}
    for height, lines in pages:
        outermost = {id(line) for line in (*lines[:1], *lines[-1:])}
        lowest = min((line.bottom for line in lines), default=0.0)
        highest = max((line.top for line in lines), default=0.0)
        for line in lines:
            side = edge(line, height)
            is_outermost = id(line) in outermost or line.bottom == lowest or line.top == highest
            numbered = is_outermost and (len(pages) > 1 or "of" in line.text) and bool(PAGE_MARK.fullmatch(line.text))
            if side and (numbered or any(found[mark] >= needed for mark in marks(line))):
                (headers if side > 0 else footers).setdefault(likeness(line), line)
            else:
                body.append(line)
    return Strands(tuple(body), tuple(headers.values()), tuple(footers.values()))


def edge(line: PageLine, height: float) -> int:
    """1 for a line along the top of the page, -1 along the bottom, 0 between."""
    if line.bottom > height * (1 - MARGIN):
        return 1
    return -1 if line.top < height * MARGIN else 0


def likeness(line: PageLine) -> str:
    """The line's text with every number alike."""
    return FIGURES.sub("#", line.text.lower())


def marks(line: PageLine) -> tuple[tuple[str, int], tuple[str, int]]:
    """The line's text at its height, which two neighbouring steps stand for so that no rounding divides them."""
    step = int(line.middle / SAME_HEIGHT)
    half = int(line.middle / SAME_HEIGHT + 0.5)
    return (likeness(line), step * 2), (likeness(line), half * 2 + 1)
