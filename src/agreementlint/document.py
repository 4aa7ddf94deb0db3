"""A document as it was read: its text, its blocks, where each piece came from, and what was not read."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from agreementlint.terms import Kind
from agreementlint.text import Piece, Span, WordsOnPages
from agreementlint.values import dataclass


class Format(StrEnum):
    """The file formats that are read."""

    MARKDOWN = "markdown"
    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    PDF = "pdf"
    YAML = "yaml"
    JSON = "json"


PLAN_FORMATS = frozenset({Format.YAML, Format.JSON})  # values under keys instead of running text


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CONTENTS = "contents"  # a line of a table of contents: names a clause, says nothing
    CODE = "code"  # shown as a sample; no text of the agreement


class Story(StrEnum):
    """Which strand of the document a block belongs to."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXT_BOX = "text_box"
    COMMENT = "comment"


class Changes(StrEnum):
    """Which side of a file's tracked changes is read: as if all were accepted, as if none were made, or both sides."""

    FINAL = "final"
    ORIGINAL = "original"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table cell: a range of the text, without markup or list label.

    `level` is the heading's level or the list item's depth, both from 1. `label` is a list item's or
    heading's own number or letter as printed ("(a)", "4.2"), which is not part of the range. A cell has
    its table, row and column, all from 0, and `header` if it heads its column or row. `caption` is what
    the format itself says the block is about where the text does not (a YAML key, a form field's name).
    `bold` is true for a paragraph that is emphasised from end to end.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    label: str = ""
    story: Story = Story.BODY
    table: int = -1
    row: int = -1
    column: int = -1
    header: bool = False
    caption: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of the file that was not read, and why; `may_hold_terms` if the agreement's own words may be in it."""

    part: str
    why: str
    may_hold_terms: bool = True


@dataclass(frozen=True, slots=True)
class Unseen:
    """Words that stand in the file and that its reader does not see, and why; `span` is None if they were not read."""

    why: str
    words: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that was read from one file.

    Blocks are in reading order, do not overlap, and are divided by at least one line feed in `text`.
    `stated_kind` is what the file says of itself: a data-handling plan in YAML by its format, Markdown by the
    `kind` of its front matter. `engagement` is the name of the engagement that its front matter says it belongs to.
    `unseen` are words that nobody sees, those that were read with their range of the text. `words` are the pieces of
    a document on pages as long as nobody has asked for them; who gives pieces gives no words.
    """

    path: str
    format: Format
    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    stated_kind: Kind | None = None
    engagement: str = ""
    unseen: tuple[Unseen, ...] = ()
    words: WordsOnPages | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", None)  # of a copy with other pieces they would be those of the first

    if not TYPE_CHECKING:  # for which `pieces` is there like every other field

        def __getattr__(self, name: str) -> tuple[Piece, ...]:
            """The pieces, thousands in a document on pages, where they were not made yet."""
            if name != "pieces":
                raise AttributeError(name)
            if (words := self.words) is not None:  # taken once: another thread may be doing the same
                object.__setattr__(self, "pieces", words.pieces())
                object.__setattr__(self, "words", None)
            return object.__getattribute__(self, name)

    def ranges(self) -> Iterable[tuple[int, int]]:
        """Where each piece starts and ends in the text."""
        if (words := self.words) is not None:
            return zip(words.starts, words.ends, strict=True)
        return ((piece.start, piece.end) for piece in self.pieces)


def on_pages(document: Document, words: WordsOnPages) -> Document:
    """The document, which must be made for this without pieces, with these words in their place."""
    object.__delattr__(document, "pieces")
    object.__setattr__(document, "words", words)
    return document


def fault_of(document: Document) -> str:
    """What is wrong with the blocks and pieces of a document; empty where all is well."""
    length, last = len(document.text), 0
    for block in document.blocks:
        if not isinstance(block, Block):
            return f"{type(block).__name__} stands among the blocks"
        if not last <= block.start <= block.end <= length:
            return "blocks overlap, are out of order or reach beyond the text"
        last = block.end
    last = 0
    for start, end in document.ranges():
        if not last <= start <= end <= length:
            return "pieces overlap, are out of order or reach beyond the text"
        last = end
    return ""
