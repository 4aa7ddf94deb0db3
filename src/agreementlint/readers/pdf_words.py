"""The door to pypdfium2: the words of a PDF's pages with their boxes, and what its form fields and remarks hold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, compress, pairwise
from operator import and_, sub
from typing import Final

from agreementlint.errors import UnreadableFile
from agreementlint.latepattern import LatePattern
from agreementlint.readers.docx_pictures import WINGDINGS
from agreementlint.readers.limits import LIMITS
from agreementlint.readers.pdf_annotations import TooMuchAdded, added_words, without_struck
from agreementlint.readers.pdf_letters import Letters
from agreementlint.readers.pdf_page import Fragment, Page, Pages, PdfDocument, PdfPage, PdfTextPage
from agreementlint.readers.pdf_questions import Questions, questions
from agreementlint.readers.pdf_unseen import Drawing, Looks, unseen_boxes
from agreementlint.readers.unseen import READ_FROM

# pdfium's own sign for a hyphen at a line's end is U+FFFE, in some of its answers U+0002.
WORD = LatePattern(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
HYPHEN = LatePattern(r"[\x02\ufffe]")
LINE_END = LatePattern(r"[\x02\ufffe\r\n]+")
SPACE = LatePattern(r"[^\S ]")
MEANINGLESS = LatePattern("[\ufffd\ue000-\uf8ff\x00\x01\x03-\x08]")
PICTURE = LatePattern("[\ue000-\uf8ff]")  # what has no meaning of its own: fonts of signs keep theirs there
WIDE_GAP: Final = 1.25  # in letter heights: from here on two words are not parts of one phrase
OTHER_LINE: Final = 0.6  # of a letter's height
PASSWORD_ERROR: Final = 4
MAPPING_SAMPLES: Final = 40
FEW_OBJECTS: Final = 20  # a rule or a frame, not words drawn as outlines
IMAGE: Final = 3  # page object type
# Ligatures, and the signs for a hyphen.
ODD_LETTER = LatePattern("[\x02\ufb00-\ufb06\ufffe]")
ODD_LETTERS: Final = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
    0x02: "-", 0xFFFE: "-",
}  # fmt: skip


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
        files: int = pypdfium2.raw.FPDFDoc_GetAttachmentCount(document.raw)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(path, f"a page of it is damaged ({error})", "Export it again as PDF") from error
    finally:
        document.close()
    files = max(files, 0) + sum(page.files for page in pages)
    return Pages(pages, count, form == pypdfium2.raw.FORMTYPE_XFA_FULL, files)


def _pages(document: PdfDocument, count: int) -> Iterator[Page]:
    ask, drawing = questions(), Drawing()
    for index in range(count):
        page = document[index]
        text_page = page.get_textpage()
        try:
            yield _page(index + 1, document, page, text_page, ask, drawing)
        finally:
            text_page.close()
            page.close()


def _page(
    number: int, document: PdfDocument, page: PdfPage, text_page: PdfTextPage, ask: Questions, drawing: Drawing
) -> Page:
    from pypdfium2 import raw

    width, height = page.get_size()
    length = text_page.count_chars()
    if length > LIMITS.page_characters:
        return Page(number, height, (), is_too_long=True)
    text = text_page.get_text_range() if length else ""
    if len(text) != length:  # then letters and characters do not go side by side: ask for each letter
        text = _letters(text_page.raw, length)
    letters = Letters(ask, page, text_page, length)
    if (turn := letters.turn) is not None:
        height = turn.height if turn.quarters == 2 else turn.width
    looks = Looks(ask, page, text_page)
    fragments = _fragments(text, letters, looks)
    try:
        filled, remarks, struck, files = added_words(document, page)
    except TooMuchAdded:
        return Page(number, height, (), is_too_long=True)
    gone: list[str] = []
    if struck:
        fragments, gone = without_struck(fragments, struck)
    fragments += filled
    seen = len(text.split()) + len(filled)
    picture, is_blank = 0.0, False
    if seen < 20:
        boxes = [found.get_bounds() for found in page.get_objects((IMAGE,))]
        area = max((abs(right - left) * abs(top - bottom) for left, bottom, right, top in boxes), default=0.0)
        picture = area / max(width * height, 1.0)
        is_blank = not seen and not boxes and raw.FPDFPage_CountObjects(page.raw) < FEW_OBJECTS
    is_garbled = _is_garbled(text) or _is_unmapped(text, text_page.raw)
    unseen = tuple(unseen_boxes(page, looks.doubts, drawing))
    return Page(
        number,
        height,
        tuple(fragments),
        tuple(remarks),
        picture,
        is_blank,
        is_garbled,
        unseen=unseen,
        files=files,
        struck=tuple(gone),
    )


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


def _fragments(text: str, letters: Letters, looks: Looks) -> list[Fragment]:
    """The words of a page's text in their order in the file, cut at line ends, wide gaps and jumps."""
    words, starts = _words(text)
    if not words:
        return []
    ends = [start + len(word) - 1 for start, word in zip(starts, words, strict=True)]
    if ODD_LETTER.search(text):
        words = [word.translate(ODD_LETTERS) for word in words]
    if PICTURE.search(text):
        words = [with_sign(word) for word in words]
    opens = {bisect_left(starts, found.start()) for found in LINE_END.finditer(text)}
    lefts, bottoms, _, tops = letters.boxes(starts)
    rights = letters.boxes(ends)[2]
    cuts = _cuts(opens, lefts, bottoms, rights, tops)
    ranges = list(pairwise([*cuts, len(words)]))
    firsts, lasts = [starts[first] for first, _ in ranges], [ends[last - 1] for _, last in ranges]
    sizes = letters.sizes(firsts)
    bold = map(and_, letters.bold(firsts), letters.bold(lasts))
    fragments: list[Fragment] = []
    for (first, last), size, is_bold in zip(ranges, sizes, bold, strict=True):
        if words[first] == "o" and (last - first == 1 or len(words[first + 1]) > 1 or words[first + 1] in "aAI"):
            words[first] = "◦"  # what Word has for a bullet of the second level
        if last - first > 1 and len(words[first]) == 1:  # as large as what follows a bullet
            size = max(size, *letters.sizes([ends[last - 1]]))
        left, right, top = lefts[first], max(lefts[first], rights[last - 1]), max(tops[first:last])
        edges = left, bottoms[first], right, top
        fragments.append(Fragment(words[first:last], lefts[first:last].tolist(), *edges, size, is_bold, letters.turn))
    if looks.unusual or min(map(sub, tops, bottoms)) < READ_FROM:
        for fragment, (first, last) in zip(fragments, ranges, strict=True):
            for number in range(first, last):
                looks.at(starts[number], tops[number] - bottoms[number], fragment, number - first)
    return fragments


def with_sign(word: str) -> str:
    """The word with what its first letter depicts, if that is one of a font of pictures and not of one of letters."""
    if not PICTURE.match(word) or PICTURE.match(word, 1):
        return word
    code = ord(word[0])
    sign = WINGDINGS.get(code & 0xFF) if 0xF000 <= code <= 0xF0FF else None
    return (sign or ("•" if len(word) == 1 else word[0])) + word[1:]


def _words(text: str) -> tuple[list[str], list[int]]:
    """The words of a text and where each starts; a hyphen's sign ends a word."""
    plain = text.replace("\r", " ").replace("\n", " ")
    divides = not plain.isprintable()
    if divides:
        plain = SPACE.sub(" ", plain)
    parts = plain.split(" ")  # a pattern takes three times as long
    words = list(filter(None, parts))
    starts = list(compress(accumulate([len(part) + 1 for part in parts], initial=0), parts))
    if divides and HYPHEN.search(plain):
        divided = [
            (found[0], start + found.start())
            for word, start in zip(words, starts, strict=True)
            for found in WORD.finditer(word)
        ]
        return [word for word, _ in divided], [start for _, start in divided]
    return words, starts


def _cuts(
    opens: Container[int],
    lefts: Sequence[float],
    bottoms: Sequence[float],
    rights: Sequence[float],
    tops: Sequence[float],
) -> list[int]:
    """The numbers of the words that begin a fragment: those in `opens`, and those that stand apart from the one before."""
    cuts = [0]
    level = bottoms[0]
    neighbours = zip(lefts, rights, lefts[1:], bottoms[1:], tops[1:])  # noqa: B905  # the last word has none
    for number, (before, ended, left, bottom, top) in enumerate(neighbours, 1):
        height = top - bottom
        if (
            number in opens
            or left < before
            or left - ended > WIDE_GAP * height
            or abs(bottom - level) > OTHER_LINE * height
        ):
            cuts.append(number)
            level = bottom
    return cuts


def _letters(text_page: object, length: int) -> str:
    from pypdfium2 import raw

    codes: list[int] = [raw.FPDFText_GetUnicode(text_page, index) for index in range(length)]
    return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else " " for code in codes)
