"""What was added to a PDF page and is not in its own text: form fields, typed-on text, and remarks."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Final, NamedTuple

from agreementlint.readers.limits import LIMITS
from agreementlint.readers.pdf_page import Fragment, PdfDocument, PdfPage

FREE_TEXT, ATTACHMENT, WIDGET = 3, 17, 20  # annotation types
REMARKS: Final = (1, 9, 10, 11, 12)  # a note, a highlight, three kinds of underline and strike-out
CHECK_BOX, RADIO, TEXT_FIELD = 2, 3, 6  # form field types
CHOICES: Final = (4, 5)
OF_A_REVIEW: Final = "agreementlint: "  # what the names of the notes begin with that our review writes
HIDDEN_FLAGS: Final = 2 | 32  # hidden, no view
LINE, TWO_LINES = 12.0, 24.0  # points: what is typed into a tall field stands on its first line


class TooMuchAdded(Exception):
    """More words in one field or remark than are read of a whole page."""


class Added(NamedTuple):
    """What was typed into form fields and onto a page, remarks, and how many files hang on it."""

    filled: list[Fragment]
    remarks: list[Fragment]
    files: int


def added_words(document: PdfDocument, page: PdfPage) -> Added:
    """What was added to a page: none of it is in the page's own text.

    Raises TooMuchAdded.
    """
    from pypdfium2 import raw

    filled: list[Fragment] = []
    remarks: list[Fragment] = []
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
            words = shown.split()
            if words and kind in REMARKS:
                remarks.append(Fragment([" ".join(words)], [left], left, bottom, right, top, LINE, False))
            elif words:
                lefts = [left] * len(words)
                filled.append(Fragment(words, lefts, left, line_bottom, right, top, LINE, False))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return Added(filled, remarks, files)


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
    """The string that pdfium gives to this question, which it writes as UTF-16 with a closing zero."""
    length = ask(*about, None, 0)
    if length > 2 * LIMITS.page_characters:
        raise TooMuchAdded
    if length <= 2:
        return ""
    room = ctypes.create_string_buffer(length)
    ask(*about, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), length)
    return room.raw[: length - 2].decode("utf-16-le", "replace")
