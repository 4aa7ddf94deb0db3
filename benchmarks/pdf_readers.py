"""Reading PDF files with pypdf and pdfplumber, for comparison of the time: each gives the words and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pdfplumber
import pypdf


def with_pypdf(data: bytes) -> int:
    """How many characters it finds; it gives no places of words."""
    return sum(len(page.extract_text()) for page in pypdf.PdfReader(BytesIO(data)).pages)


def with_pdfplumber(data: bytes) -> int:
    """How many words it finds, each with its box, as our reader gives them."""
    with pdfplumber.open(BytesIO(data)) as document:
        return sum(len(page.extract_words()) for page in document.pages)


OTHERS: tuple[tuple[str, Callable[[bytes], int]], ...] = (("pypdf", with_pypdf), ("pdfplumber", with_pdfplumber))
