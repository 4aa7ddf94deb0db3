"""Turns a text file's bytes into characters, and says how where that was a guess."""

from __future__ import annotations

import codecs
import re

from agreementlint.errors import UnreadableFile
from agreementlint.readers.limits import LIMITS, in_megabytes
from agreementlint.values import dataclass

_SAVE_AS_TEXT = "Save it as plain text in UTF-8, or as .docx, and check that file"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's characters, without its byte order mark, and notes for the reader of the report."""

    text: str
    notes: tuple[str, ...] = ()


def decode(path: str, data: bytes, limit: int = LIMITS.text_bytes, declared: str = "") -> Decoded:
    """The characters of a text file: by byte order mark, as strict UTF-8, else by the likeliest encoding.

    `declared` is the encoding that the file itself names, which counts before a guess.
    """
    if len(data) > limit:
        advice = f"The limit is {in_megabytes(limit)}; check the documents in it one by one"
        raise UnreadableFile(path, f"the file is too large ({in_megabytes(len(data))})", advice)
    decoded = _by_mark(path, data) or _without_mark(path, data, declared)
    if "\0" in decoded.text:
        raise UnreadableFile(path, "the file is not text (it holds NUL characters)", _SAVE_AS_TEXT)
    if max(decoded.text.count("\n"), decoded.text.count("\r")) > LIMITS.text_lines:
        advice = f"The limit is {LIMITS.text_lines} lines; check the documents in it one by one"
        raise UnreadableFile(path, "the file has too many lines", advice)
    if not decoded.text.strip():
        raise UnreadableFile(path, "the file is empty", "Check that the right file was given and that it was saved")
    return decoded


def _by_mark(path: str, data: bytes) -> Decoded | None:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                problem = f"the file says that it is {encoding.upper()} but is not, at byte {error.start + len(mark)}"
                raise UnreadableFile(path, problem, _SAVE_AS_TEXT) from error
    return None


def _without_mark(path: str, data: bytes, declared: str) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise UnreadableFile(path, "the file is not text (it holds NUL bytes)", _SAVE_AS_TEXT)
    if declared:
        try:
            return Decoded(data.decode(declared))
        except (LookupError, UnicodeDecodeError):
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000], cp_isolation=["cp1252", "cp1250", "mac_roman", "cp1251", "latin_1"]).best()
    for encoding in (best.encoding if best else "cp1252", "cp1252", "latin_1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_binary(text):
            break
        name = encoding.replace("cp", "Windows-") if encoding.startswith("cp") else encoding
        return Decoded(text, (f"the file is not UTF-8; it was read as {name}, so check letters with accents",))
    raise UnreadableFile(path, "the file is not text in any encoding that is known", _SAVE_AS_TEXT)


def _is_binary(text: str) -> bool:
    """Whether control characters show that this was never text."""
    controls = sum(1 for char in text[:4000] if ord(char) < 32 and char not in "\t\n\r\f\v")
    return controls * 50 > len(text[:4000])


_DECLARATION = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_-]{1,40})""", re.I)


def declared_in_html(data: bytes) -> str:
    """The encoding that an HTML file names in its head, or an empty string."""
    match = _DECLARATION.search(data[:4096])
    return match[1].decode("ascii") if match else ""
