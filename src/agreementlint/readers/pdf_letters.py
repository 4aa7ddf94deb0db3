"""The letters of a PDF page, asked about many at a time: where they stand, how large they are, whether they are bold."""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import Counter, deque
from collections.abc import Sequence
from itertools import repeat
from typing import Final

from agreementlint.latepattern import LatePattern
from agreementlint.readers.pdf_page import PdfPage, PdfTextPage, Turn
from agreementlint.readers.pdf_questions import Questions, Write, address_of

BOLD_NAME = LatePattern(r"bold|black|heavy|demi|semibd|CMBX", re.I)
FONT_NAME: Final = 128
FORCED_BOLD: Final = 1 << 18  # the font flag of that name
BOLD_WEIGHT: Final = 600
SMALLEST_SCALE: Final = 0.01
BOX_NUMBERS: Final = 4  # left, top, right, bottom
MATRIX_NUMBERS: Final = 6
TURN_SAMPLES: Final = 9


class Letters:
    """The letters of one page's text by their numbers; `turn` is how most of them are turned, if they are."""

    __slots__ = ("_ask", "_bold", "_page", "_text_page", "turn")

    def __init__(self, ask: Questions, page: PdfPage, text_page: PdfTextPage, length: int) -> None:
        self._ask = ask
        self._text_page = text_page  # which must outlive its address
        self._page = address_of(text_page.raw)
        self._bold: dict[int, bool] = {}
        self.turn = self._turn(page, length)

    def boxes(self, letters: Sequence[int]) -> tuple[array[float], ...]:
        """Left, bottom, right and top of all of these letters, as if the text stood upright."""
        found = self._numbers(self._ask.box, letters, BOX_NUMBERS)
        lefts, tops, rights, bottoms = (found[at::BOX_NUMBERS] for at in range(BOX_NUMBERS))
        if self.turn is None or not letters:
            return lefts, bottoms, rights, tops
        upright = map(self.turn.upright, zip(lefts, bottoms, rights, tops, strict=True))
        return tuple(array("d", side) for side in zip(*upright, strict=True))

    def sizes(self, letters: Sequence[int]) -> list[float]:
        """The size of each of these letters as it is printed, in points."""
        from pypdfium2 import raw

        matrices = self._numbers(self._ask.matrix, letters, MATRIX_NUMBERS)
        scales = zip(matrices[1::MATRIX_NUMBERS], matrices[3::MATRIX_NUMBERS], strict=True)
        sizes = map(raw.FPDFText_GetFontSize, repeat(self._text_page.raw), letters)
        return [size * max(abs(b), abs(d), SMALLEST_SCALE) for size, (b, d) in zip(sizes, scales, strict=True)]

    def bold(self, letters: Sequence[int]) -> list[bool]:
        """Whether each of these letters is bold."""
        parts = list(map(self._ask.part_of_letter, repeat(self._page), letters))
        fonts = {part: self._ask.font(part) for part in set(parts) if part}
        return [
            self._bold_in(fonts.get(part) if part else None, letter)
            for letter, part in zip(letters, parts, strict=True)
        ]

    def _bold_in(self, font: int | None, letter: int) -> bool:
        """Whether a letter in this font is bold; what is found for one letter holds for all of a font."""
        known = self._bold.get(font) if font else None
        if known is None:
            known = self._is_bold(letter)
            if font:
                self._bold[font] = known
        return known

    def _is_bold(self, letter: int) -> bool:
        from pypdfium2 import raw

        page, name, flags = self._text_page.raw, ctypes.create_string_buffer(FONT_NAME), ctypes.c_int()
        raw.FPDFText_GetFontInfo(page, letter, name, FONT_NAME, flags)
        if BOLD_NAME.search(name.value.decode("latin-1")) or flags.value & FORCED_BOLD:
            return True
        weight: int = raw.FPDFText_GetFontWeight(page, letter)
        return weight >= BOLD_WEIGHT

    def _turn(self, page: PdfPage, length: int) -> Turn | None:
        """How most of the page's text is turned, by a few of its letters; None if it is upright."""
        samples = range(0, length, length // TURN_SAMPLES + 1)
        matrices = self._numbers(self._ask.matrix, samples, MATRIX_NUMBERS)
        found: Counter[int] = Counter()
        for a, b, d in zip(*(matrices[at::MATRIX_NUMBERS] for at in (0, 1, 3)), strict=True):
            sideways = abs(b) > abs(a)
            found[(1 if b > 0 else 3) if sideways else (2 if a < 0 and d < 0 else 0)] += 1
        quarters = found.most_common(1)[0][0] if found else 0
        if not quarters:
            return None
        width, height = page.get_size()
        return Turn(quarters, height, width) if page.get_rotation() in (90, 270) else Turn(quarters, width, height)

    def _numbers(self, write: Write, letters: Sequence[int], each: int) -> array[float]:
        """What pdfium writes for each of the letters: so many numbers for one, those of all side by side."""
        numbers = array("f", bytes(4 * each * len(letters)))
        at = numbers.buffer_info()[0]
        step = numbers.itemsize * each
        deque(map(write, repeat(self._page), letters, range(at, at + step * len(letters), step)), maxlen=0)
        return numbers
