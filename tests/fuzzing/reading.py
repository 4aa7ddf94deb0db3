"""What must hold for any bytes whatever: a reader answers or refuses, and what it says of places fits together."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import pairwise

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import understand
from agreementlint.document import BlockKind, Changes, Document, Format
from agreementlint.errors import BadConfiguration, CrashedOn, UnreadableFile
from agreementlint.language.lexicon import Lexicon
from agreementlint.packs import load_rules
from agreementlint.readers.apart import read_untrusted

# By its first byte an input is told to be a file of a format; those in capitals are the words of a part in an archive.
NAMES = {
    b"m": "a.md",
    b"t": "a.txt",
    b"h": "a.html",
    b"y": "a.yaml",
    b"j": "a.json",
    b"r": "a.rtf",
    b"p": "a.pdf",
    b"d": "a.docx",
    b"o": "a.odt",
    b"-": "-",
    b"D": "a.docx",
    b"O": "a.odt",
}
PARTS = {b"D": "word/document.xml", b"O": "content.xml"}
WITH_CHANGES = (Format.DOCX, Format.ODT, Format.RTF)
LONGEST = 20_000  # bytes: what is wrong with a long text is wrong with a short one, sooner


Read = Callable[[str, bytes, None, Changes], Document]


def try_reading(data: bytes, read: Read = read_untrusted) -> Document | None:
    """The document in these bytes, or None where they are refused; any other error is a bug."""
    first, rest = data[:1], data[1:LONGEST]
    name = NAMES.get(first, "a.txt")
    if first not in PARTS:
        return try_file(name, rest, read)
    document = try_file(name, in_archive(PARTS[first], rest), read)
    if document is None and (mended := well_formed(rest)):
        return try_file(name, in_archive(PARTS[first], mended), read)
    return document


def try_file(name: str, data: bytes, read: Read) -> Document | None:
    """The document in a file of this name, or None where it is refused; any other error is a bug."""
    try:
        document = read(name, data, None, Changes.FINAL)
        for changes in Changes if document.format in WITH_CHANGES else ():
            assert_that_places_fit(read(name, data, None, changes))
    except CrashedOn:
        raise
    except (UnreadableFile, BadConfiguration):
        return None
    assert_that_places_fit(document)
    assert_that_statements_fit(understand(document, lexicon()))
    return document


@cache
def lexicon() -> Lexicon:
    return load_rules().lexicon


def well_formed(content: bytes) -> bytes:
    """The XML that somebody may have meant with these bytes: most that are changed at random are none any more."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False)
    try:
        root = etree.fromstring(content, parser)
        return b"" if root is None else etree.tostring(root)
    except (etree.XMLSyntaxError, etree.SerialisationError):  # nothing of it is XML, or no text
        return b""


def in_archive(part: str, content: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        if part == "content.xml":
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(part, content)
    return held.getvalue()


def assert_that_places_fit(document: Document) -> None:
    """Blocks follow each other with a line feed between, pieces with nothing doubled, and all can be written down."""
    size = len(document.text)
    document.text.encode("utf-8")
    assert "\0" not in document.text
    for block in document.blocks:
        assert 0 <= block.start < block.end <= size
        assert document.text[block.start : block.end].strip()
        assert block.kind is BlockKind.CODE or "\n" not in document.text[block.start : block.end]
    for before, after in pairwise(document.blocks):
        assert before.end < after.start
    for piece in document.pieces:
        assert 0 <= piece.start < piece.end <= size
    for first, second in pairwise(document.pieces):
        assert first.end <= second.start
    for unread in document.unread:
        assert unread.part
        assert unread.why


def assert_that_statements_fit(agreement: Agreement) -> None:
    """Every statement, section and quantity lies in the text, and every statement in its block.

    What a mark in a table of yes and no says begins with the head of its row.
    """
    size = len(agreement.document.text)
    blocks = agreement.document.blocks
    row_heads = {(block.table, block.row): block.start for block in reversed(blocks) if block.table >= 0}
    for statement in agreement.statements:
        block = blocks[statement.block]
        assert statement.span.start < statement.span.end <= block.end
        assert statement.span.start in range(block.start, block.end) or (
            statement.span.start == row_heads.get((block.table, block.row))
        )
        assert -1 <= statement.section < len(agreement.sections)
    for span in (
        *(section.heading for section in agreement.sections),
        *(quantity.span for quantity in agreement.quantities),
        *(party.span for party in agreement.parties if party.span is not None),
    ):
        assert 0 <= span.start <= span.end <= size
