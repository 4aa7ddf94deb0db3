"""The text in which words are looked for: letter forms that only look different are made alike, places stay."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from unicodedata import normalize

from agreementlint.document import Document
from agreementlint.latepattern import LatePattern

# Spaces and hyphens that do not break, apostrophes of other kinds, full-width forms, mathematical letters.
_ODD = LatePattern(
    "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2010\u2011\u02bc\u201b\u2032\uff01-\uff5e\U0001d400-\U0001d7ff]"
    r"|[‘`´](?<=[^\W\d_].)(?=[^\W\d_])"
)
_HYPHENS: Final = "\u2010\u2011"
_APOSTROPHES: Final = "\u02bc\u201b\u2032‘`´"


def as_matched(document: Document) -> Document:
    """The document with each character in its usual form, one for one, so that every place stays what it is."""
    if document.text.isascii() or not _ODD.search(document.text):
        return document
    return replace(document, text=_ODD.sub(_usual, document.text))


def _usual(found: re.Match[str]) -> str:
    char = found[0]
    if char.isspace():
        return " "
    if char in _HYPHENS:
        return "-"
    if char in _APOSTROPHES:
        return "’"
    usual = normalize("NFKC", char)
    return usual if len(usual) == 1 else char
