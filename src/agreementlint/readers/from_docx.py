"""Reads a .docx file: every story of it, in the view where all tracked changes are accepted."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Final

from agreementlint.document import Document, Format, Story, Unread
from agreementlint.errors import UnreadableFile
from agreementlint.readers.archive import OfficeArchive, opened_archive
from agreementlint.readers.docx_body import PartBlocks, Shared, Surroundings
from agreementlint.readers.docx_names import W
from agreementlint.readers.docx_numbering import Numbering
from agreementlint.readers.docx_styles import Styles
from agreementlint.readers.passage import Draft
from agreementlint.readers.placed import PlacedText

if TYPE_CHECKING:
    from lxml import etree

# The last word of a relationship's type, and the story that its part tells.
STORIES: Final = (
    ("footnotes", Story.FOOTNOTE),
    ("endnotes", Story.ENDNOTE),
    ("header", Story.HEADER),
    ("footer", Story.FOOTER),
    ("comments", Story.COMMENT),
)
EMBEDDED: Final = {
    "oleObject": "an embedded object; its words were not read",
    "package": "an embedded document; its words were not read",
    "aFChunk": "an inserted document that Word has not yet merged; open the file in Word and save it again",
    "subDocument": "a subdocument in another file; it was not read",
    "diagramData": "a SmartArt drawing; its words were not read",
}
SEPARATORS: Final = ("separator", "continuationSeparator", "continuationNotice")
PICTURES: Final = (W + "drawing", W + "pict")
ALMOST_NO_TEXT: Final = 200  # characters
QUOTED: Final = 60


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another: the last word of its type, and the other part's name."""

    kind: str
    target: str


def read_docx(path: str, data: bytes) -> Document:
    """The document in the bytes of a .docx file; `path` is only for naming it.

    Raises UnreadableFile for what is empty, cut short, locked, hostile or no Word document. What the
    places mean is said in `docx_text`.
    """
    archive = opened_archive(path, data)
    main = main_part(archive)
    links = relationships(archive, main)
    shared = Shared(
        Styles(first_part(archive, links, "styles")),
        Numbering(first_part(archive, links, "numbering")),
        PlacedText(),
    )
    root = archive.parsed(main)
    if root is None:
        raise UnreadableFile(path, "it holds no Word document", "Open it in Word or LibreOffice and save it as .docx")
    parts = [read_part(main, root, Story.BODY, shared)]
    for kind, story in STORIES:
        for link in links:
            if link.kind == kind and (part_root := archive.parsed(link.target)) is not None:
                parts.append(read_part(link.target, part_root, story, shared))
    drafts: list[Draft] = []
    told: set[tuple[Story, str]] = set()
    for part in parts:
        finished = part.finished()
        story = part.composer.story
        if story in (Story.HEADER, Story.FOOTER):  # first, odd and even pages mostly say the same
            words = "\n".join(draft.passage.text for draft in finished)
            if (story, words) in told:
                continue
            told.add((story, words))
        drafts += finished
    unread = [Unread(link.target, EMBEDDED[link.kind]) for link in links if link.kind in EMBEDDED]
    if (
        sum(len(draft.passage.text) for draft in drafts) < ALMOST_NO_TEXT
        and next(root.iter(*PICTURES), None) is not None
    ):
        unread.append(Unread(main, "a picture; its words were not read"))
    return shared.text.document(path, Format.DOCX, drafts, unread, notes_on(parts))


def read_part(name: str, root: etree._Element, story: Story, shared: Shared) -> PartBlocks:
    part = PartBlocks(name, root, shared)
    part.composer.story = story
    for child in root:
        if child.get(W + "type") not in SEPARATORS:
            part.read([child], Surroundings())
    return part


def notes_on(parts: list[PartBlocks]) -> list[str]:
    notes: list[str] = []
    if any(part.words.tracked for part in parts):
        notes.append("The file has tracked changes; it was read as if all of them were accepted.")
    for part in parts:
        hidden = "".join(part.words.hidden).strip()
        if hidden:
            shown = hidden if len(hidden) <= QUOTED else hidden[:QUOTED].rstrip() + " …"
            notes.append(f"Hidden text in {part.part} was left out, {len(hidden)} characters: “{shown}”")
    return notes


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
        target = link.get("Target", "")
        kind = link.get("Type", "").rsplit("/", 1)[-1]
        if link.get("TargetMode") == "External":
            if kind == "subDocument":
                links.append(Relationship(kind, target))
            continue
        name = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        links.append(Relationship(kind, name))
    return links


def first_part(archive: OfficeArchive, links: list[Relationship], kind: str) -> etree._Element | None:
    return next((archive.parsed(link.target) for link in links if link.kind == kind), None)
