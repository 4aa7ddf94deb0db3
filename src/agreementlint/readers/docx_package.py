"""How the parts of a Word file hang together: which is the main one, and what each refers to."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from agreementlint.errors import UnreadableFile
from agreementlint.readers.archive import OfficeArchive
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another: its id, the last word of its type, and the other part's name."""

    id: str
    kind: str
    target: str


def main_part(archive: OfficeArchive) -> str:
    """The name of the part with the body, by the archive's own list of relationships or by custom."""
    for link in relationships(archive, ""):
        if link.kind == "officeDocument" and link.target in archive:
            if not link.target.lower().startswith("word/") and ("xl/workbook.xml" in archive or "ppt" in link.target):
                raise UnreadableFile(archive.path, "it is no Word document", "Save its text as .docx")
            return link.target
    if "word/document.xml" in archive:
        return "word/document.xml"
    if "content.xml" in archive:
        advice = "Open it in LibreOffice or Word and save it as .docx"
        raise UnreadableFile(archive.path, "it is an OpenDocument file, not a .docx", advice)
    raise UnreadableFile(
        archive.path, "it is an archive without a Word document in it", "Open it in Word and save it as .docx"
    )


def relationships(archive: OfficeArchive, part: str) -> list[Relationship]:
    """The links from a part ("" for the whole archive) to parts inside the archive."""
    folder = dirname(part)
    root = archive.parsed(join(folder, "_rels", part.removeprefix(folder).lstrip("/") + ".rels"))
    links: list[Relationship] = []
    for link in root if root is not None else ():
        id, target = link.get("Id", ""), link.get("Target", "")
        kind = link.get("Type", "").rsplit("/", 1)[-1]
        if link.get("TargetMode") == "External":
            if kind in ("subDocument", "image"):
                links.append(Relationship(id, kind, target))
            continue
        name = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        links.append(Relationship(id, kind, name))
    return links


def first_part(archive: OfficeArchive, links: list[Relationship], kind: str) -> etree._Element | None:
    return next((archive.parsed(link.target) for link in links if link.kind == kind), None)
