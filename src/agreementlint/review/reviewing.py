"""The table of formats that can be reviewed, and what a reviewed copy is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import Final, Protocol

from agreementlint.document import Document, Format
from agreementlint.errors import BadConfiguration
from agreementlint.latepattern import LatePattern
from agreementlint.readers.apart import read_untrusted
from agreementlint.report import DocumentReport
from agreementlint.review.remarks import Line, remarks_on
from agreementlint.values import dataclass

_REVIEWED: Final = LatePattern(r"(.*)\.reviewed(?:-(\d{1,4}))?$")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A reviewed file, how many remarks it has beside the one on the whole, and how many suggested clauses."""

    data: bytes
    remarks: int
    clauses: int


class Writer(Protocol):
    """Puts a review into a file that was freed from earlier ones."""

    def __call__(self, path: str, data: bytes, report: DocumentReport, *, suggest: bool) -> Reviewed: ...


@dataclass(frozen=True, slots=True)
class Reviewer:
    """How files of one format are reviewed, and with which ending the reviewed file is written.

    `unreviewed` gives a file without what an earlier review put in; `is_as_written` says whether a file is a
    review that nobody has changed since.
    """

    format: Format
    suffix: str
    opened_in: str
    unreviewed: Callable[[str, bytes], bytes]
    review: Writer
    is_as_written: Callable[[bytes], bool]

    def read(self, path: str, data: bytes) -> Document:
        return read_untrusted(path, data, self.format)


def _unreviewed_word(path: str, data: bytes) -> bytes:
    from agreementlint.review.word import unreviewed_word

    return unreviewed_word(path, data)


def _review_word(path: str, data: bytes, report: DocumentReport, *, suggest: bool) -> Reviewed:
    from agreementlint.review.word import reviewed_word

    remarks = remarks_on(report, suggest=suggest)
    written = reviewed_word(path, data, report.document, remarks)
    return Reviewed(written, len(remarks) - 1, sum(remark.suggestion is not None for remark in remarks))


def _is_word_as_written(data: bytes) -> bool:
    from agreementlint.review.word_package import is_as_written

    return is_as_written(data)


def _unreviewed_pdf(path: str, data: bytes) -> bytes:
    from agreementlint.review.pdf import unreviewed_pdf

    return unreviewed_pdf(path, data)


def _review_pdf(path: str, data: bytes, report: DocumentReport, *, suggest: bool) -> Reviewed:
    from agreementlint.review.pdf import reviewed_pdf

    if suggest:
        raise BadConfiguration("--suggest: a clause can be suggested in a Word document only, not in a PDF")
    remarks = remarks_on(report, suggest=False)
    return Reviewed(reviewed_pdf(path, data, report.document, remarks), len(remarks) - 1, 0)


def _is_pdf_as_written(data: bytes) -> bool:
    from agreementlint.review.pdf import is_pdf_as_written

    return is_pdf_as_written(data)


def _as_it_is(_path: str, data: bytes) -> bytes:
    return data


def _review_copy(path: str, data: bytes, report: DocumentReport, *, suggest: bool) -> Reviewed:
    from agreementlint.review.word import reviewed_word
    from agreementlint.review.word_copy import word_copy

    del data  # its words are in the report
    remarks = remarks_on(report, suggest=suggest)
    note = Line(
        f"This is a copy of the words of {PurePath(path).name}, made for these remarks; the file itself is as it was."
    )
    first = replace(remarks[0], lines=(remarks[0].lines[0], note, *remarks[0].lines[1:]))
    copy, document = word_copy(report.document)
    written = reviewed_word(path, copy, document, (first, *remarks[1:]))
    return Reviewed(written, len(remarks) - 1, sum(remark.suggestion is not None for remark in remarks))


def _review_page(path: str, data: bytes, report: DocumentReport, *, suggest: bool) -> Reviewed:
    from agreementlint.review.page import reviewed_page

    del path, data
    if suggest:
        raise BadConfiguration("--suggest: a clause can be suggested in a Word document only; a page shows each clause")
    return Reviewed(reviewed_page(report), len(remarks_on(report, suggest=False)) - 1, 0)


def _is_page_as_written(data: bytes) -> bool:
    from agreementlint.review.page import is_page_as_written

    return is_page_as_written(data)


def as_page(format: Format) -> Reviewer:
    """How a file of any format is reviewed as a page."""
    return Reviewer(format, ".html", "a browser", _as_it_is, _review_page, _is_page_as_written)


REVIEWERS: Final = {
    each.format: each
    for each in (
        Reviewer(Format.DOCX, ".docx", "Word", _unreviewed_word, _review_word, _is_word_as_written),
        Reviewer(Format.PDF, ".pdf", "a PDF reader", _unreviewed_pdf, _review_pdf, _is_pdf_as_written),
        # Nothing can be put into these: their words get a Word file of their own, or a page.
        *(
            Reviewer(format, ".docx", "Word", _as_it_is, _review_copy, _is_word_as_written)
            for format in (Format.MARKDOWN, Format.TEXT, Format.HTML, Format.ODT, Format.RTF)
        ),
        *(as_page(format) for format in (Format.YAML, Format.JSON)),
    )
}


def next_name(name: str, suffix: str) -> str:
    """The name of the reviewed copy: "terms.docx" gives "terms.reviewed.docx", that gives "terms.reviewed-2.docx"."""
    stem = PurePath(name).stem
    earlier = _REVIEWED.match(stem)
    if earlier is None:
        return f"{stem}.reviewed{suffix}"
    return f"{earlier[1]}.reviewed-{int(earlier[2] or 1) + 1}{suffix}"
