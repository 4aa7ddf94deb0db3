"""Reads a .pdf file: its text layer, form fields and remarks, with the box of every word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from agreementlint.document import BlockKind, Document, Story, Unread
from agreementlint.errors import UnreadableFile
from agreementlint.readers.passage import Draft, Passage
from agreementlint.readers.pdf_layout import PageLine, lines_of
from agreementlint.readers.pdf_margins import strands_of
from agreementlint.readers.pdf_page import Page, Pages
from agreementlint.readers.pdf_paragraphs import PageComposer, row_of
from agreementlint.readers.pdf_rows import PlacedRows, Row
from agreementlint.readers.pdf_unseen import UnseenWords
from agreementlint.readers.pdf_words import read_pages
from agreementlint.readers.unseen import left_out, with_unseen

END_MARK: Final = b"%%EOF"
END_WITHIN: Final = 4_096  # bytes of the end; some programs write a little behind the mark
MOSTLY_PICTURE: Final = 0.4  # of the page
NO_TEXT: Final = "no text layer; run OCR (for example ocrmypdf) and check the result"


def read_pdf(path: str, data: bytes) -> Document:
    """The document in the bytes of a .pdf file; `path` is only for naming it.

    The place of a word is its page, from 1, and its box in points from the lower left corner; the
    white space behind a word belongs to it. Raises UnreadableFile for what is empty, cut short, locked,
    or no PDF, and where pypdfium2 is not installed.
    """
    refuse(path, data)
    read = read_pages(path, data)
    pages = [(page.height, lines_of(page)) for page in read.pages]
    strands = strands_of(pages)
    text = PlacedRows()
    composer = PageComposer(text, strands.body)
    composer.read(strands.body)
    drafts = [without_tabs(draft) for draft in composer.composer.finished()]
    for story, lines in ((Story.HEADER, strands.headers), (Story.FOOTER, strands.footers)):
        for line in lines:
            passage = text.passage([row_of(line)]).stripped()
            drafts.append(without_tabs(Draft(BlockKind.PARAGRAPH, passage, story=story)))
    for page in read.pages:
        for remark in page.remarks:
            passage = text.passage([Row(remark.text, page.number, [remark])])
            drafts.append(Draft(BlockKind.PARAGRAPH, passage, story=Story.COMMENT))
    notes = left_out("Struck-out text", " ".join(word for page in read.pages for word in page.struck))
    document = text.document(path, drafts, unread_parts(read, strands.body), notes)
    unseen = UnseenWords((page.number, box, why) for page in read.pages for box, why in page.unseen)
    return with_unseen(document, unseen) if unseen.reasons else document


def refuse(path: str, data: bytes) -> None:
    if not data:
        raise UnreadableFile(path, "the file is empty", "Check that it was copied or downloaded completely")
    if b"%PDF-" not in data[:1024]:
        raise UnreadableFile(path, "it is no PDF", "Check that the file is what its name says")
    if END_MARK not in data[-END_WITHIN:]:
        raise UnreadableFile(path, "the file is cut short", "Get a fresh copy of it, or export it again")


def without_tabs(draft: Draft) -> Draft:
    """The draft with plain spaces where a tab told a line of contents."""
    if "\t" not in draft.passage.text:
        return draft
    return replace(draft, passage=Passage(draft.passage.text.replace("\t", " "), draft.passage.origins))


def unread_parts(read: Pages, body: Sequence[PageLine]) -> list[Unread]:
    """What the file shows to a person and this reader could not read."""
    with_words = {line.page for line in body}
    unread = [
        Unread(f"page {page.number}", why)
        for page in read.pages
        if (why := why_unread(page, page.number in with_words))
    ]
    if len(read.pages) < read.count:
        unread.append(Unread(f"pages {len(read.pages) + 1} to {read.count}", "over the limit of pages; split the file"))
    if read.is_dynamic_form:
        why = "a form that only Adobe Reader shows; print it to a new PDF and check that"
        unread.append(Unread("form", why))
    if read.files:
        part = "an attached file" if read.files == 1 else f"{read.files} attached files"
        unread.append(Unread(part, "not read; take it out of the PDF, and check it if it is part of the agreement"))
    return unread


def why_unread(page: Page, has_words: bool) -> str:
    """Why a page was not read, or "" if it was."""
    if page.is_too_long:
        return "too much text on one page; split the file"
    if page.is_garbled:
        return "its letters have no meaning without the font; run OCR (for example ocrmypdf --force-ocr) on it"
    if page.is_blank or has_words:
        return ""
    is_empty = not page.fragments and not page.struck
    return NO_TEXT if is_empty or page.picture >= MOSTLY_PICTURE else ""
