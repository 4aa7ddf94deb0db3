"""Turns a text file's bytes into characters, and says how where that was a guess."""

from __future__ import annotations

import codecs
import re

from agreementlint.errors import UnreadableFile
from agreementlint.readers.limits import LIMITS, in_megabytes
from agreementlint.values import dataclass

WESTERN = "cp1252"
FOR_OTHER_LANGUAGES = ("cp1250", "cp1251", "latin_1")
FEW_SIGNS = 0.3  # of all bytes
ASCII = 0x7F
MOST_STRAYS = 3  # for each sequence of UTF-8
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_STRAY = re.compile("[\udc80-\udcff]")  # what a byte that is no UTF-8 is made into
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
    if mixed := _mixed(data):
        return mixed
    for encoding in (_likeliest(data), WESTERN, "latin_1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_binary(text):
            break
        name = encoding.replace("cp", "Windows-") if encoding.startswith("cp") else encoding
        return Decoded(text, (f"the file is not UTF-8; it was read as {name}, so check letters with accents",))
    raise UnreadableFile(path, "the file is not text in any encoding that is known", _SAVE_AS_TEXT)


def _mixed(data: bytes) -> Decoded | None:
    """The characters of a file in UTF-8 into which some of Windows-1252 were pasted; None where it is nothing such."""
    text, strays = _STRAY.subn(_western, data.decode("utf-8", "surrogateescape"))
    if MOST_STRAYS * len(_SEQUENCE.findall(data)) < strays or _is_binary(text):
        return None
    return Decoded(text, ("the file is partly UTF-8 and partly Windows-1252; check letters with accents",))


def _western(stray: re.Match[str]) -> str:
    """What a byte that is no UTF-8 stands for in Windows-1252."""
    return stray[0].encode("utf-8", "surrogateescape").decode(WESTERN, "replace")


def _likeliest(data: bytes) -> str:
    """The likeliest encoding of bytes that are no UTF-8."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000], cp_isolation=["cp1252", "cp1250", "mac_roman", "cp1251", "latin_1"]).best()
    found = best.encoding if best else WESTERN
    # A few signs in an English text fit several encodings, and the wrong one makes "Ł" of a pound sign.
    few = sum(byte > ASCII for byte in data) < FEW_SIGNS * len(data)
    return WESTERN if few and found in FOR_OTHER_LANGUAGES else found


def _is_binary(text: str) -> bool:
    """Whether control characters show that this was never text."""
    controls = sum(1 for char in text[:4000] if ord(char) < 32 and char not in "\t\n\r\f\v")
    return controls * 50 > len(text[:4000])


_DECLARATION = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_-]{1,40})""", re.I)


def declared_in_html(data: bytes) -> str:
    """The encoding that an HTML file names in its head, or an empty string."""
    match = _DECLARATION.search(data[:4096])
    return match[1].decode("ascii") if match else ""
