"""The door through which every file comes: which format it has, and the reader for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from agreementlint.document import Changes, Document, Format
from agreementlint.errors import UnreadableFile
from agreementlint.readers.decoding import declared_in_html, decode
from agreementlint.readers.limits import LIMITS, too_large
from agreementlint.values import dataclass

__all__ = ["EXTENSIONS", "format_of", "read_document"]


def _markdown(path: str, data: bytes, changes: Changes) -> Document:
    from agreementlint.readers.from_markdown import read_markdown

    decoded = decode(path, data, LIMITS.text_bytes)
    return read_markdown(path, decoded.text, decoded.notes)


def _text(path: str, data: bytes, changes: Changes) -> Document:
    from agreementlint.readers.from_text import read_text

    decoded = decode(path, data, LIMITS.text_bytes)
    return read_text(path, decoded.text, decoded.notes)


def _html(path: str, data: bytes, changes: Changes) -> Document:
    from agreementlint.readers.from_html import read_html

    decoded = decode(path, data, LIMITS.text_bytes, declared_in_html(data))
    return read_html(path, decoded.text, decoded.notes)


def _yaml(path: str, data: bytes, changes: Changes) -> Document:
    from agreementlint.readers.from_plan import read_plan

    decoded = decode(path, data, LIMITS.plan_bytes)
    return read_plan(path, decoded.text, Format.YAML, decoded.notes)


def _json(path: str, data: bytes, changes: Changes) -> Document:
    from agreementlint.readers.from_plan import read_plan

    decoded = decode(path, data, LIMITS.plan_bytes)
    return read_plan(path, decoded.text, Format.JSON, decoded.notes)


def _docx(path: str, data: bytes, changes: Changes) -> Document:
    from agreementlint.readers.from_docx import read_docx

    return read_docx(path, data, changes)


def _odt(path: str, data: bytes, changes: Changes) -> Document:
    from agreementlint.readers.from_odt import read_odt

    return read_odt(path, data, changes)


def _rtf(path: str, data: bytes, changes: Changes) -> Document:
    from agreementlint.readers.from_rtf import read_rtf

    return read_rtf(path, data, changes)


def _pdf(path: str, data: bytes, changes: Changes) -> Document:
    from agreementlint.readers.from_pdf import read_pdf

    return read_pdf(path, data)


@dataclass(frozen=True, slots=True)
class _Reader:
    format: Format
    extensions: tuple[str, ...]
    read: Callable[[str, bytes, Changes], Document]


_READERS: Final = (
    _Reader(Format.MARKDOWN, (".md", ".markdown"), _markdown),
    _Reader(Format.TEXT, (".txt", ".text"), _text),
    _Reader(Format.HTML, (".html", ".htm"), _html),
    _Reader(Format.DOCX, (".docx",), _docx),
    _Reader(Format.ODT, (".odt",), _odt),
    _Reader(Format.RTF, (".rtf",), _rtf),
    _Reader(Format.PDF, (".pdf",), _pdf),
    _Reader(Format.YAML, (".yaml", ".yml"), _yaml),
    _Reader(Format.JSON, (".json",), _json),
)
EXTENSIONS: Final = {extension: reader.format for reader in _READERS for extension in reader.extensions}


def format_of(path: str, data: bytes) -> Format:
    """The format of a file, by its first bytes, then by its name; standard input ("-") by its first bytes alone."""
    from agreementlint.readers.formats import recognised

    return recognised(path, data, EXTENSIONS)


def read_document(path: str, data: bytes, format: Format | None = None, changes: Changes = Changes.FINAL) -> Document:
    """Reads one file's bytes; `path` is for its name and for messages, nothing is opened.

    `changes` says which side of tracked changes is read where the format has them.

    Raises UnreadableFile for what is no readable document, and BadConfiguration, with every fault,
    for a data-handling plan in YAML that does not follow its schema.
    """
    if len(data) > LIMITS.file_bytes:
        raise too_large(path)
    if not data[:4096].strip() and not data.strip():
        raise UnreadableFile(path, "the file is empty", "Check that the right file was given and that it was saved")
    chosen = format or format_of(path, data)
    return next(reader for reader in _READERS if reader.format is chosen).read(path, data, changes)
