"""Reviews any document as a page: the HTML report, which shows its words with marks that lead to the remarks."""

from __future__ import annotations

from hashlib import sha256

from agreementlint.conclusion import Gate, conclude
from agreementlint.latepattern import LatePattern
from agreementlint.report import DocumentReport, Report
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.to_html import to_html

_STAMP = LatePattern(r"<!-- agreementlint review ([0-9a-f]{64}) -->\n$")
_STAMP_LENGTH = 120


def reviewed_page(report: DocumentReport) -> bytes:
    """The page, with a note at its end by which it can be told that nothing was changed since it was written."""
    in_all = Report((report,))
    written = to_html(in_all, conclude(in_all, Gate(), strict=False), Presentation()).encode(errors="backslashreplace")
    return written + f"<!-- agreementlint review {sha256(written).hexdigest()} -->\n".encode()


def is_page_as_written(data: bytes) -> bool:
    """Whether a page is one of ours to which nobody has done anything."""
    found = _STAMP.search(data[-_STAMP_LENGTH:].decode("latin-1"))
    return found is not None and sha256(data[: -len(found[0])]).hexdigest() == found[1]
