"""A copy of a Word file without a student's names: in its words, its properties, its comments and its changes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from agreementlint.grading.scrubbing import Scrubber
from agreementlint.readers.archive import OfficeArchive, opened_archive, parsed_part

if TYPE_CHECKING:
    from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"  # of charts, diagrams and shapes
LETTERS: Final = (f"{W}t", f"{W}delText", f"{W}instrText")
WHO: Final = (f"{W}author", f"{W15}author")
WHOSE: Final = (f"{W}initials", f"{W15}userId", f"{W15}providerId")
PERSONAL: Final = frozenset({"creator", "lastModifiedBy", "Company", "Manager"})
THUMBNAIL: Final = "docprops/thumbnail"
BEGINNING: Final = (1980, 1, 1, 0, 0, 0)  # of all members, so that two copies are the same bytes


def scrubbed_docx(path: str, data: bytes, scrubber: Scrubber) -> bytes:
    """The file with the alias for the names; pictures and embedded files stay as they are.

    Raises UnreadableFile where it is no Word file that can be opened.
    """
    archive = opened_archive(path, data)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name, member in archive.members.items():
            if name.startswith(THUMBNAIL):  # a picture of the first page, with whatever stands on it
                continue
            content = archive.unpacked(member)
            if name.endswith((".xml", ".rels")) and name != "[content_types].xml":
                content = _part(archive, name, content, scrubber)
            copy.writestr(zipfile.ZipInfo(member.filename, BEGINNING), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _part(archive: OfficeArchive, name: str, content: bytes, scrubber: Scrubber) -> bytes:
    from lxml import etree

    root = parsed_part(archive.path, name, content)
    if name.endswith(".rels"):
        _links(root, scrubber)
    elif name.startswith(("docprops/", "customxml/")):  # the fields of a cover page are kept in the latter
        _properties(root, scrubber)
    else:
        _words(root, scrubber)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _links(root: etree._Element, scrubber: Scrubber) -> None:
    """Addresses that name a person or a folder of theirs, and the link to the picture that is left out."""
    for link in list(root):
        if THUMBNAIL in link.get("Target", "").lower():
            root.remove(link)
        elif link.get("TargetMode") == "External":
            link.set("Target", scrubber.text(link.get("Target", "")))


def _properties(root: etree._Element, scrubber: Scrubber) -> None:
    for element in root.iter("*"):
        if element.tag.rpartition("}")[2] in PERSONAL:
            element.text = scrubber.alias if element.text else element.text
        elif element.text:
            element.text = scrubber.text(element.text)


def _words(root: etree._Element, scrubber: Scrubber) -> None:
    for element in root.iter("*"):
        for name in WHO:
            if name in element.attrib:
                element.set(name, scrubber.alias)
        for name in WHOSE:
            if name in element.attrib:
                element.set(name, "")
    for held in _passages(root):
        text = "".join(each.text or "" for each in held)
        for start, end in reversed(scrubber.found(text)):
            _put(held, start, end, scrubber.alias)


def _passages(root: etree._Element) -> Iterator[list[etree._Element]]:
    """The letters of each paragraph, in order; a name may go over several runs."""
    for paragraph in root.iter(f"{W}p"):
        yield [each for each in paragraph.iter(*LETTERS) if next(each.iterancestors(f"{W}p")) is paragraph]
    for paragraph in root.iter(f"{A}p"):
        yield list(paragraph.iter(f"{A}t"))


def _put(held: Sequence[etree._Element], start: int, end: int, alias: str) -> None:
    """Puts the alias where the characters from `start` to before `end` of these letters stand."""
    at = 0
    written = alias
    for element in held:
        text = element.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            element.text = text[:first] + written + text[last:]
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            written = ""
