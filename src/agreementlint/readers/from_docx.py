"""Reads a .docx file: every story of it, in one view of its tracked changes, and what in it was not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from agreementlint.document import Changes, Document, Format, Story, Unread
from agreementlint.errors import UnreadableFile
from agreementlint.latepattern import LatePattern
from agreementlint.readers.archive import ClosedPart, OfficeArchive, opened_archive
from agreementlint.readers.docx_body import NOWHERE, PartBlocks, Shared
from agreementlint.readers.docx_changes import IN_FORCE, InForce, letters_in
from agreementlint.readers.docx_names import W
from agreementlint.readers.docx_numbering import Numbering, roman
from agreementlint.readers.docx_package import Relationship, first_part, main_part, relationships
from agreementlint.readers.docx_pictures import HOLDERS, WATERMARK, equation_objects, pictures, unread_picture
from agreementlint.readers.docx_remarks import is_addressed
from agreementlint.readers.docx_styles import Styles
from agreementlint.readers.docx_unseen import UnseenRuns
from agreementlint.readers.passage import Draft
from agreementlint.readers.placed import PlacedText
from agreementlint.readers.unseen import with_unseen
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

# The last word of a relationship's type, and the story that its part tells.
NOTES: Final = (("footnotes", Story.FOOTNOTE), ("endnotes", Story.ENDNOTE))
MARGINS: Final = (("header", Story.HEADER), ("footer", Story.FOOTER), ("comments", Story.COMMENT))
EMBEDDED: Final = {
    "oleObject": "an embedded object; its words were not read",
    "package": "an embedded document; its words were not read",
    "control": "an ActiveX control; what was entered in it was not read",
    "aFChunk": "an inserted document that Word has not yet merged; open the file in Word and save it again",
    "subDocument": "a subdocument in another file; it was not read",
    "diagramData": "a SmartArt drawing; its words were not read",
}
NOTE_MARK: Final = {Story.FOOTNOTE: W + "footnoteReference", Story.ENDNOTE: W + "endnoteReference"}
EQUATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
COMMENT: Final = W + "comment"
REVIEWER: Final = "agreementlint"  # the author of a review's comments, which end with the mark
REVIEW_MARK: Final = LatePattern(r"agreementlint: ([a-z0-9-]{1,80}(?: \d{1,4})?) \([^()]{1,80}\)$")
ALMOST_NO_TEXT: Final = 200  # characters
QUOTED: Final = 60


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A part that was read: its blocks, and what its words and the rest of the file say of each other."""

    blocks: PartBlocks
    drafts: list[Draft]
    links: list[Relationship] | None  # None where nothing that is not read could be a term of the agreement
    remarks: tuple[str, ...] = ()


def read_docx(path: str, data: bytes, changes: Changes = Changes.FINAL) -> Document:
    """The document in the bytes of a .docx file; `path` is only for naming it.

    Raises UnreadableFile for what is empty, cut short, locked, hostile or no Word document. What the
    places mean is said in `docx_text`.
    """
    archive = opened_archive(path, data, partly=True)
    main = main_part(archive)
    links = relationships(archive, main)
    root = archive.parsed(main)
    if root is None:
        raise UnreadableFile(path, "it holds no Word document", "Open it in Word or LibreOffice and save it as .docx")
    in_force = IN_FORCE[changes]
    shared = Shared(
        Styles(first_part(archive, links, "styles")),
        Numbering(first_part(archive, links, "numbering")),
        in_force,
        PlacedText(),
    )
    body = read_body(main, root, links, shared)
    unseen = UnseenRuns(shared.styles)
    unseen.look_at(main, root)
    read = [body]
    closed: list[Unread] = []
    for kind, story in NOTES:
        for name, part_root in parts(archive, links, kind, closed, may_hold_terms=True):
            read.append(read_notes(name, part_root, relationships(archive, name), story, body, shared))
            unseen.look_at(name, part_root)
    for kind, story in MARGINS:
        told: set[str] = set()
        for name, part_root in parts(archive, links, kind, closed, may_hold_terms=False):
            part = read_margin(name, part_root, story, shared)
            words = "\n".join(draft.passage.text for draft in part.drafts)
            if story is Story.COMMENT or words not in told:  # first, odd and even pages mostly say the same
                read.append(part)
                unseen.look_at(name, part_root)
            told.add(words)
    drafts = [draft for part in read for draft in part.drafts]
    little = sum(len(draft.passage.text) for draft in drafts) < ALMOST_NO_TEXT
    unread = tuple(unread_in(read, little=little))
    if little and not unread and next(root.iter(*HOLDERS), None) is not None:
        unread = (Unread(main, "a picture; its words were not read"),)
    unread += (*closed, *unopened(archive, {gap.part.lower() for gap in closed}))
    document = shared.text.document(path, Format.DOCX, drafts, unread, list(notes_on(read, in_force, changes)))
    return with_unseen(document, unseen, (" ".join(part.blocks.words.hidden) for part in read))


def parts(
    archive: OfficeArchive, links: list[Relationship], kind: str, closed: list[Unread], *, may_hold_terms: bool
) -> Iterator[tuple[str, etree._Element]]:
    """The roots of the parts of a kind; those that cannot be read are put with the `closed` ones."""
    for link in links:
        if link.kind != kind:
            continue
        try:
            root = archive.parsed(link.target)
        except ClosedPart as error:
            closed.append(Unread(link.target, error.problem, may_hold_terms))
            continue
        if root is not None:
            yield link.target, root


def unopened(archive: OfficeArchive, told: set[str]) -> Iterator[Unread]:
    """The other parts that stay closed; what a Word file says stands in none of them."""
    for name, reason in archive.closed.items():
        if name not in told:
            yield Unread(archive.members[name].filename, reason.problem, may_hold_terms=False)


def read_body(name: str, root: etree._Element, links: list[Relationship], shared: Shared) -> StoryPart:
    part = PartBlocks(name, root, shared)
    part.read(root, NOWHERE)
    remarks = ("Equations were not read.",) if next(root.iter(EQUATION), None) is not None else ()
    return StoryPart(part, part.finished(), links, remarks)


def read_notes(
    name: str, root: etree._Element, links: list[Relationship], story: Story, body: StoryPart, shared: Shared
) -> StoryPart:
    """The footnotes or endnotes, in the order in which the body refers to them, each with its number as label."""
    part = PartBlocks(name, root, shared)
    part.composer.story = story
    notes = {note.get(W + "id", ""): note for note in root if note.get(W + "type", "normal") == "normal"}
    asked = dict.fromkeys(id for mark, id in body.blocks.words.note_marks if mark == NOTE_MARK[story])
    begins: dict[int, str] = {}
    for number, id in enumerate((id for id in asked if id in notes), 1):
        begins[len(part.composer.drafts)] = str(number) if story is Story.FOOTNOTE else roman(number)
        part.read(notes.pop(id), NOWHERE)
    part.words.hidden += [letters_in(note) for note in notes.values()]  # nothing refers to them: nobody sees them
    drafts = part.finished()
    for index, label in begins.items():
        if index < len(drafts) and not drafts[index].label:
            drafts[index] = replace(drafts[index], label=label)
    return StoryPart(part, drafts, links)


def read_margin(name: str, root: etree._Element, story: Story, shared: Shared) -> StoryPart:
    """A header, a footer or the comments."""
    part = PartBlocks(name, root, shared)
    part.composer.story = story
    part.read([child for child in root if not (is_of_a_review(child) or is_addressed(child))], NOWHERE)
    marks = dict.fromkeys(mark.get("string", "").strip() for mark in root.iter(WATERMARK))
    return StoryPart(part, part.finished(), None, tuple(f"A watermark says “{mark}”." for mark in marks if mark))


def is_of_a_review(comment: etree._Element) -> bool:
    """Whether a comment is one that our review wrote: what we say of a document is no part of it."""
    return (
        comment.tag == COMMENT
        and comment.get(W + "author") == REVIEWER
        and bool(REVIEW_MARK.search(letters_in(comment)))
    )


def unread_in(read: Sequence[StoryPart], *, little: bool) -> Iterator[Unread]:
    """What in these parts may hold terms and was not read: objects, other documents, pictures of some size.

    Where there is `little` text, any picture may be all of the agreement.
    """
    for part in read:
        if part.links is None:
            continue
        drawings = part.blocks.words.drawings
        equations = equation_objects(drawings)
        targets = {link.id: link.target for link in part.links}
        for link in part.links:
            if link.kind in EMBEDDED and link.id not in equations:
                yield Unread(link.target, EMBEDDED[link.kind])
        shown = {picture.id: picture for picture in pictures(drawings) if little or picture.may_hold_a_clause}
        for picture in shown.values():
            yield unread_picture(picture, targets.get(picture.id, part.blocks.part))


def notes_on(read: Sequence[StoryPart], in_force: InForce, changes: Changes) -> Iterator[str]:
    if any(part.blocks.words.tracked for part in read):
        yield f"The file has tracked changes; {in_force.said}."
    elif changes is not Changes.FINAL:
        yield "The file has no tracked changes."
    for part in read:
        words = part.blocks.words
        for what, letters in (
            ("Hidden text", words.hidden),
            ("Struck-out text", words.struck),
            ("Text that a tracked change takes away", words.gone),
        ):
            left_out = " ".join(" ".join(letters).split())
            if left_out:
                size = len(" ".join("".join(letters).split()))
                shown = left_out if len(left_out) <= QUOTED else left_out[:QUOTED].rstrip() + " …"
                yield f"{what} in {part.blocks.part} was left out, {size} characters: “{shown}”"
    drawings = [drawing for part in read if part.links is not None for drawing in part.blocks.words.drawings]
    small = {picture.id for picture in pictures(drawings) if not picture.may_hold_a_clause}
    if small:
        said = "A small picture was" if len(small) == 1 else f"{len(small)} small pictures were"
        yield f"{said} passed over; words in pictures are not read."
    yield from dict.fromkeys(remark for part in read for remark in part.remarks)
