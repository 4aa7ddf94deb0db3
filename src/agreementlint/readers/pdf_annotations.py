"""What was added to a PDF page and is not in its own text: form fields, typed-on text, and remarks."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import compress
from typing import Final, NamedTuple

from agreementlint.readers.limits import LIMITS
from agreementlint.readers.passage import INVISIBLE
from agreementlint.readers.pdf_page import Fragment, PdfDocument, PdfPage

FREE_TEXT, ATTACHMENT, WIDGET = 3, 17, 20  # annotation types
STRIKE_OUT: Final = 12
REMARKS: Final = (1, 9, 10, 11, STRIKE_OUT)  # a note, a highlight, three kinds of underline and strike-out
CHECK_BOX, RADIO, TEXT_FIELD = 2, 3, 6  # form field types
CHOICES: Final = (4, 5)
MOST_STRUCK: Final = 400  # lines of a page
OF_A_REVIEW: Final = "agreementlint: "  # what the names of the notes begin with that our review writes
HIDDEN_FLAGS: Final = 2 | 32  # hidden, no view
LINE, TWO_LINES = 12.0, 24.0  # points: what is typed into a tall field stands on its first line

Box = tuple[float, float, float, float]


class TooMuchAdded(Exception):
    """More words in one field or remark than are read of a whole page."""


class Added(NamedTuple):
    """What was typed into form fields and onto a page, remarks, what strikes words out, and how many files hang on it."""

    filled: list[Fragment]
    remarks: list[Fragment]
    struck: list[Box]
    files: int


def added_words(document: PdfDocument, page: PdfPage) -> Added:
    """What was added to a page: none of it is in the page's own text.

    Raises TooMuchAdded.
    """
    from pypdfium2 import raw

    filled: list[Fragment] = []
    remarks: list[Fragment] = []
    struck: list[Box] = []
    files = 0
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            kind: int = raw.FPDFAnnot_GetSubtype(annotation)
            if raw.FPDFAnnot_GetFlags(annotation) & HIDDEN_FLAGS:
                continue
            files += kind == ATTACHMENT
            rectangle = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(annotation, rectangle)
            left, right = sorted((float(rectangle.left), float(rectangle.right)))
            bottom, top = sorted((float(rectangle.bottom), float(rectangle.top)))
            line_bottom = bottom if top - bottom <= TWO_LINES else top - LINE
            if kind == WIDGET and document.formenv is not None:
                shown = _field_value(document.formenv, annotation)
            elif _wide(raw.FPDFAnnot_GetStringValue, annotation, b"NM").startswith(OF_A_REVIEW):
                continue  # what we say of a document is no part of it
            elif kind == FREE_TEXT or kind in REMARKS:
                shown = _wide(raw.FPDFAnnot_GetStringValue, annotation, b"Contents")
            else:
                continue
            if kind == STRIKE_OUT and len(struck) < MOST_STRUCK:
                struck += _lines_of(annotation)
            words = shown.split()
            if words and kind in REMARKS:
                remarks.append(Fragment([" ".join(words)], [left], left, bottom, right, top, LINE, False))
            elif words:
                lefts = [left] * len(words)
                filled.append(Fragment(words, lefts, left, line_bottom, right, top, LINE, False))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return Added(filled, remarks, struck[:MOST_STRUCK], files)


def _lines_of(annotation: object) -> Iterator[Box]:
    """The boxes, line by line, of the words that an annotation marks."""
    from pypdfium2 import raw

    corners = raw.FS_QUADPOINTSF()
    for index in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), MOST_STRUCK)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, index, corners):
            across = (corners.x1, corners.x2, corners.x3, corners.x4)
            up = (corners.y1, corners.y2, corners.y3, corners.y4)
            yield min(across), min(up), max(across), max(up)


def without_struck(fragments: Sequence[Fragment], struck: Sequence[Box]) -> tuple[list[Fragment], list[str]]:
    """The fragments without the words whose middle lies in one of the boxes, and these words."""
    kept: list[Fragment] = []
    gone: list[str] = []
    for fragment in fragments:
        stays = [not any(_holds(box, word) for box in struck) for word in fragment.boxes()]
        gone += [text for text, stay in zip(fragment.texts, stays, strict=True) if not stay]
        if all(stays):
            kept.append(fragment)
        elif any(stays):
            texts, lefts = list(compress(fragment.texts, stays)), list(compress(fragment.lefts, stays))
            kept.append(replace(fragment, texts=texts, lefts=lefts, left=lefts[0]))
    return kept, gone


def _holds(box: Box, word: Box) -> bool:
    left, bottom, right, top = word
    return box[0] <= (left + right) / 2 <= box[2] and box[1] <= (bottom + top) / 2 <= box[3]


def _field_value(forms: object, annotation: object) -> str:
    """What a form field shows; an empty one is a blank, a box is ticked or not."""
    from pypdfium2 import raw

    kind: int = raw.FPDFAnnot_GetFormFieldType(forms, annotation)
    if kind in (CHECK_BOX, RADIO):
        return "☒" if raw.FPDFAnnot_IsChecked(forms, annotation) else "☐"
    if kind == TEXT_FIELD or kind in CHOICES:
        return _wide(raw.FPDFAnnot_GetFormFieldValue, forms, annotation).strip() or "____"
    return ""


def _wide(ask: Callable[..., int], *about: object) -> str:
    """The string that pdfium gives to this question, without what nobody sees; it writes UTF-16 with a closing zero."""
    length = ask(*about, None, 0)
    if length > 2 * LIMITS.page_characters:
        raise TooMuchAdded
    if length <= 2:
        return ""
    room = ctypes.create_string_buffer(length)
    ask(*about, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), length)
    return INVISIBLE.sub("", room.raw[: length - 2].decode("utf-16-le", "replace").replace("\0", " "))
