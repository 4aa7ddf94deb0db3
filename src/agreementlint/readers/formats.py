"""Tells a file's format by its first bytes and its name, and says what to do with one that is not supported."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from agreementlint.document import Format
from agreementlint.errors import UnreadableFile

_SUPPORTED: Final = ".docx, .odt, .rtf, .pdf, .md, .txt, .html, .yaml or .json"
_AS_DOCX: Final = "Open it and save it as .docx, then check that file"

_OF_A_PICTURE: Final = "Run text recognition on it, or give the document that it shows"
_AS_TEXT: Final = "Copy the agreement in it into a document, save that as .docx, and check it"
_UNPACK: Final = "Unpack it into a folder and check that folder"
_FROM_MAIL: Final = (
    "Open it in your mail program and save the attached agreement, or the text of the message as .txt; check that file"
)

# First bytes of files that are recognised and not read.
_FOREIGN: Final = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file, or a .docx with a password", f"{_AS_DOCX}, without a password"),
    *((magic, "a picture", _OF_A_PICTURE) for magic in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")),
    (b"\x1f\x8b", "a packed file", _UNPACK),
    (b"Rar!", "a packed file", _UNPACK),
    (b"7z\xbc\xaf", "a packed file", _UNPACK),
    (b"PK\x05\x06", "an empty zip archive", "Check that the right file was given"),
)
_FOREIGN_NAMES: Final = {
    ".doc": ("an old Word file", _AS_DOCX),
    ".pages": ("a Pages file", "Export it as .docx or .pdf, then check that file"),
    ".eml": ("an e-mail", _FROM_MAIL),
    ".msg": ("an e-mail", _FROM_MAIL),
    ".mbox": ("a folder of e-mails", _FROM_MAIL),
    ".fodt": ("a flat OpenDocument file", "Open it in LibreOffice and save it as .odt, then check that file"),
    ".wpd": ("a WordPerfect file", _AS_DOCX),
    ".xml": ("an XML file", _AS_DOCX),
    **dict.fromkeys(
        (".mhtml", ".mht"), ("a saved web page", "Open it in a browser, save the page as .html, and check that")
    ),
    **dict.fromkeys((".xls", ".xlsx", ".ods"), ("a spreadsheet", _AS_TEXT)),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), ("a presentation", _AS_TEXT)),
    ".epub": ("an electronic book", _AS_TEXT),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"), ("a picture", _OF_A_PICTURE)
    ),
}
# Formats that show themselves by their first bytes: a file that is only named so is none.
_NAMED: Final = {
    Format.DOCX: "Word document (.docx)",
    Format.ODT: "OpenDocument text (.odt)",
    Format.RTF: "rich text file (.rtf)",
    Format.PDF: "PDF",
}
# A message as it travels: at least two of the headers that every one has, one after the other.
_MAIL_START = re.compile(
    rb"(?:(?:Return-Path|Delivered-To|Received|From|To|Subject|Date|Message-ID|MIME-Version|X-[\w-]+|DKIM-Signature"
    rb"|Content-Type):[^\n]*\n(?:[ \t][^\n]*\n)*){2,}[\s\S]{0,1500}?\n?(?:Message-ID|MIME-Version|Received):",
    re.I,
)
_HTML_START = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S)


def recognised(path: str, data: bytes, extensions: Mapping[str, Format]) -> Format:
    """The format of a file; UnreadableFile if it is none that is read."""
    extension = PurePath(path).suffix.lower() if path != "-" else ""
    stated = extensions.get(extension)
    if b"%PDF-" in data[:1024] and stated in (None, Format.PDF):
        return Format.PDF
    if data.startswith(b"{\\rtf"):
        return Format.RTF
    if data.startswith(b"PK\x03\x04"):
        return _zipped(path, data, extension)
    for magic, what, advice in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableFile(path, f"it is {what}, which is not supported", advice)
    if stated in _NAMED:
        kind = _NAMED[stated]
        raise UnreadableFile(
            path, f"it is named as a {kind} but is none", "Save it again from the program it came from"
        )
    if stated is not None:
        return stated
    if extension == ".doc" and _HTML_START.match(data.removeprefix(b"\xef\xbb\xbf")):
        return Format.HTML  # as many programs write what Word is to open
    if _MAIL_START.match(data[:2000]):
        raise UnreadableFile(path, "it is an e-mail, which is not supported", _FROM_MAIL)
    if extension in _FOREIGN_NAMES:
        what, advice = _FOREIGN_NAMES[extension]
        raise UnreadableFile(path, f"it is {what}, which is not supported", advice)
    if extension:
        raise UnreadableFile(path, f"files of type {extension} are not supported", f"Save it as {_SUPPORTED}")
    return Format.HTML if _HTML_START.match(data.removeprefix(b"\xef\xbb\xbf")) else _plain(data)


def _zipped(path: str, data: bytes, extension: str) -> Format:
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return Format.ODT
    if b"word/" in data or (extension == ".docx" and b"[Content_Types].xml" in data):
        return Format.DOCX
    if extension in _FOREIGN_NAMES and extension != ".doc":
        what, advice = _FOREIGN_NAMES[extension]
        raise UnreadableFile(path, f"it is {what}, which is not supported", advice)
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
        raise UnreadableFile(path, "it is an OpenDocument file, but no text", _AS_DOCX)
    if extension == ".odt" and b"content.xml" in data:
        return Format.ODT
    if extension == ".docx":
        raise UnreadableFile(path, "it is named as a Word document (.docx) but is none", "Save it again from Word")
    raise UnreadableFile(path, "it is a zip archive, which is not supported", _UNPACK)


_PLAN_START = re.compile(rb"(?:\s*#[^\n]*\n|\s*---\s*\n|\s*\n)*(?:version|controller|records)\s*:", re.I)
_JSON_PLAN_START = re.compile(rb'\s*\{\s*"(?:version|title|controller|records)"\s*:')
_MARKDOWN_SIGN = re.compile(rb"^(?:#{1,6} \S|\s*[-*] \[[ x]\] |\|.*\|\s*$|\*\*\S)|\*\*\S[^*\n]*\*\*|\]\(", re.M)


def _plain(data: bytes) -> Format:
    """Standard input, or a file without an extension, that is text: a plan, Markdown or plain text."""
    head = data[:20_000].removeprefix(b"\xef\xbb\xbf")
    if _PLAN_START.match(head):
        return Format.YAML
    if _JSON_PLAN_START.match(head):
        return Format.JSON
    return Format.MARKDOWN if _MARKDOWN_SIGN.search(head) else Format.TEXT
