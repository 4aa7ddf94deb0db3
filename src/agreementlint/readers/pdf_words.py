"""The door to pypdfium2: the words of a PDF's pages with their boxes, and what its form fields and remarks hold."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from agreementlint.errors import UnreadableFile
from agreementlint.latepattern import LatePattern
from agreementlint.readers.limits import LIMITS
from agreementlint.readers.pdf_annotations import TooMuchAdded, added_words
from agreementlint.readers.pdf_page import (
    Box,
    Flags,
    Fragment,
    Matrix,
    Name,
    Page,
    Pages,
    PdfDocument,
    PdfPage,
    PdfTextPage,
    Turn,
)
from agreementlint.readers.pdf_unseen import Drawing, Looks, unseen_boxes
from agreementlint.readers.unseen import READ_FROM
from agreementlint.values import dataclass

# pdfium's own sign for a hyphen at a line's end is U+FFFE, in some of its answers U+0002.
WORD = LatePattern(r"(?P<word>[^\s\x02\ufffe]+)|(?P<hyphen>[\x02\ufffe])|(?P<line_end>[\r\n]+)")
BOLD_NAME = LatePattern(r"bold|black|heavy|demi|semibd|CMBX", re.I)
FONT_NAME: Final = 128
MEANINGLESS = LatePattern("[\ufffd\ue000-\uf8ff\x00\x01\x03-\x08]")
FORCED_BOLD: Final = 1 << 18  # the font flag of that name
BOLD_WEIGHT: Final = 600
WIDE_GAP: Final = 1.25  # in letter heights: from here on two words are not parts of one phrase
SUSPICIOUS_GAP: Final = 0.5
LETTER_WIDTH: Final = 0.4  # of a narrow letter, in letter heights
PASSWORD_ERROR: Final = 4
TURN_SAMPLES: Final = 9
MAPPING_SAMPLES: Final = 40
FEW_OBJECTS: Final = 20  # a rule or a frame, not words drawn as outlines
IMAGE: Final = 3  # page object type
LIGATURES: Final = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


@dataclass(frozen=True, slots=True)
class TextFunctions:
    """The functions of pdfium that are asked about single letters of a page's text."""

    page: object
    box: Box
    matrix: Matrix
    fill_box: Callable[[object, int, Box], int]
    fill_matrix: Callable[[object, int, Matrix], int]
    font_size: Callable[[object, int], float]
    font_weight: Callable[[object, int], int]
    font_flags: Callable[[object, int, object, int, object], int]
    name: Name
    flags: Flags
    count_objects: Callable[[object], int]
    bold_fonts: dict[tuple[bytes, int], bool]

    def is_bold(self, index: int) -> bool:
        self.font_flags(self.page, index, self.name, FONT_NAME, self.flags)
        font = (self.name.value, self.flags.value)
        if font not in self.bold_fonts:
            bold = bool(BOLD_NAME.search(font[0].decode("latin-1"))) or bool(font[1] & FORCED_BOLD)
            self.bold_fonts[font] = bold or self.font_weight(self.page, index) >= BOLD_WEIGHT
        return self.bold_fonts[font]

    def size(self, index: int) -> float:
        self.fill_matrix(self.page, index, self.matrix)
        matrix = self.matrix
        return self.font_size(self.page, index) * max(abs(matrix.d), abs(matrix.b), 0.01)


def read_pages(path: str, data: bytes) -> Pages:
    """Every page of a PDF; raises UnreadableFile where pypdfium2 is missing or the file cannot be opened."""
    try:
        import pypdfium2
    except ImportError as error:
        advice = 'Install the reader with: pip install "agreementlint[pdf]"'
        raise UnreadableFile(path, "reading PDF files needs pypdfium2", advice) from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == PASSWORD_ERROR:
            advice = "Open it with its password, print or export it to a PDF without one, and check that"
            raise UnreadableFile(path, "it is password protected", advice) from error
        raise UnreadableFile(
            path, "the file is cut short, damaged or no PDF", "Get a fresh copy of it, or export it again"
        ) from error
    try:
        count = len(document)
        form = document.get_formtype()
        if form:
            document.init_forms()
        pages = tuple(_pages(document, min(count, LIMITS.pages)))
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(path, f"a page of it is damaged ({error})", "Export it again as PDF") from error
    finally:
        document.close()
    return Pages(pages, count, form == pypdfium2.raw.FORMTYPE_XFA_FULL)


def _pages(document: PdfDocument, count: int) -> Iterator[Page]:
    from pypdfium2 import raw

    box: Box = raw.FS_RECTF()
    matrix: Matrix = raw.FS_MATRIX()
    bold_fonts: dict[tuple[bytes, int], bool] = {}
    drawing = Drawing()
    for index in range(count):
        page = document[index]
        text_page = page.get_textpage()
        try:
            functions = TextFunctions(
                text_page.raw,
                box,
                matrix,
                raw.FPDFText_GetLooseCharBox,
                raw.FPDFText_GetMatrix,
                raw.FPDFText_GetFontSize,
                raw.FPDFText_GetFontWeight,
                raw.FPDFText_GetFontInfo,
                ctypes.create_string_buffer(FONT_NAME),
                ctypes.c_int(),
                raw.FPDFPage_CountObjects,
                bold_fonts,
            )
            yield _page(index + 1, document, page, text_page, functions, drawing)
        finally:
            text_page.close()
            page.close()


def _page(
    number: int,
    document: PdfDocument,
    page: PdfPage,
    text_page: PdfTextPage,
    functions: TextFunctions,
    drawing: Drawing,
) -> Page:
    width, height = page.get_size()
    length = text_page.count_chars()
    if length > LIMITS.page_characters:
        return Page(number, height, (), is_too_long=True)
    text = text_page.get_text_range() if length else ""
    if len(text) != length:  # then letters and characters do not go side by side: ask for each letter
        text = _letters(text_page.raw, length)
    turn = _turn(page, length, functions)
    if turn is not None:
        height = turn.height if turn.quarters == 2 else turn.width
        functions = replace(functions, fill_box=_upright(functions.fill_box, turn))
    looks = Looks(page, text_page.raw)
    fragments = list(_fragments(text, functions, looks))
    for fragment in fragments if turn is not None else ():
        fragment.turn = turn
    try:
        filled, remarks = added_words(document, page)
    except TooMuchAdded:
        return Page(number, height, (), is_too_long=True)
    fragments += filled
    seen = len(text.split()) + len(filled)
    picture, is_blank = 0.0, False
    if seen < 20:
        boxes = [found.get_bounds() for found in page.get_objects((IMAGE,))]
        area = max((abs(right - left) * abs(top - bottom) for left, bottom, right, top in boxes), default=0.0)
        picture = area / max(width * height, 1.0)
        is_blank = not seen and not boxes and functions.count_objects(page.raw) < FEW_OBJECTS
    is_garbled = _is_garbled(text) or _is_unmapped(text, text_page.raw)
    unseen = tuple(unseen_boxes(page, looks.doubts, drawing))
    return Page(number, height, tuple(fragments), tuple(remarks), picture, is_blank, is_garbled, unseen=unseen)


def _turn(page: PdfPage, length: int, functions: TextFunctions) -> Turn | None:
    """How most of the page's text is turned, by a few of its letters; None if it is upright."""
    found: Counter[int] = Counter()
    matrix = functions.matrix
    for index in range(0, length, length // TURN_SAMPLES + 1):
        functions.fill_matrix(functions.page, index, matrix)
        sideways = abs(matrix.b) > abs(matrix.a)
        found[(1 if matrix.b > 0 else 3) if sideways else (2 if matrix.a < 0 and matrix.d < 0 else 0)] += 1
    quarters = found.most_common(1)[0][0] if found else 0
    if not quarters:
        return None
    width, height = page.get_size()
    return Turn(quarters, height, width) if page.get_rotation() in (90, 270) else Turn(quarters, width, height)


def _upright(fill: Callable[[object, int, Box], int], turn: Turn) -> Callable[[object, int, Box], int]:
    def filled(page: object, index: int, box: Box) -> int:
        done = fill(page, index, box)
        turn.upright(box)
        return done

    return filled


def _is_garbled(text: str) -> bool:
    """Whether the letters of a page have no meaning: a font without a table of its characters."""
    if len(text) < 20:
        return False
    return len(MEANINGLESS.findall(text)) * 5 > len(text)


def _is_unmapped(text: str, text_page: object) -> bool:
    """Whether many of the page's letters, by a sample, are numbers of shapes that the font gives no meaning."""
    from pypdfium2 import raw

    letters = [index for index in range(0, len(text), len(text) // MAPPING_SAMPLES + 1) if not text[index].isspace()]
    unmapped: int = sum(raw.FPDFText_HasUnicodeMapError(text_page, index) == 1 for index in letters)
    return unmapped * 5 > len(letters)


def _fragments(text: str, functions: TextFunctions, looks: Looks) -> Iterator[Fragment]:
    """The words of a page's text in their order in the file, cut at line ends, wide gaps and jumps.

    Asking for a box is what costs time here, so that only the first letter of a word is asked for, and
    its last one where the next word seems to be far away.
    """
    fill, page, box, unusual = functions.fill_box, functions.page, functions.box, looks.unusual
    current: Fragment | None = None
    last = width = 0
    before = 0.0  # where the last word began, and how many letters it has
    for found in WORD.finditer(text):
        start, end = found.span()
        if found.lastgroup != "word":
            if current is not None:
                if found.lastgroup == "hyphen":
                    current.texts[-1] += "-"
                    last = start
                yield _closed(current, last, functions)
                current = None
            continue
        fill(page, start, box)
        left, bottom, top = box.left, box.bottom, box.top
        height = top - bottom
        if current is not None:
            expected = before + width * LETTER_WIDTH * height
            if left < before or abs(bottom - current.bottom) > 0.6 * height:
                yield _closed(current, last, functions)
                current = None
            elif left - expected > SUSPICIOUS_GAP * height:
                fill(page, last, box)
                if left - box.right > WIDE_GAP * height:
                    yield _closed(current, last, functions)
                    current = None
        word = found[0]
        if not word.isascii():
            word = word.translate(LIGATURES)
        if current is None:
            size, bold = functions.size(start), functions.is_bold(start)
            current = Fragment([word], [left], left, bottom, left, top, size, bold)
        else:
            current.texts.append(word)
            current.lefts.append(left)
            if top > current.top:
                current.top = top
        if unusual or height < READ_FROM:
            looks.at(start, height, current)
        before, width, last = left, len(word), end - 1
    if current is not None:
        yield _closed(current, last, functions)


def _closed(fragment: Fragment, last: int, functions: TextFunctions) -> Fragment:
    """The fragment with its right edge, bold only if both ends are, and as large as what follows a bullet."""
    functions.fill_box(functions.page, last, functions.box)
    fragment.right = max(fragment.right, functions.box.right)
    fragment.bold = fragment.bold and functions.is_bold(last)
    if len(fragment.texts) > 1 and len(fragment.texts[0]) == 1:
        fragment.size = max(fragment.size, functions.size(last))
    return fragment


def _letters(text_page: object, length: int) -> str:
    from pypdfium2 import raw

    codes: list[int] = [raw.FPDFText_GetUnicode(text_page, index) for index in range(length)]
    return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else " " for code in codes)
