"""Words on their way from a text file into a document, each with the place that it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from agreementlint.document import Block, BlockKind, Document, Format, Story, Unread
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Kind
from agreementlint.text import FilePlace, Piece
from agreementlint.values import dataclass

# Characters that are not seen and say nothing: control characters, zero-width ones, marks of direction, soft hyphens.
INVISIBLE = LatePattern("[\x01-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
LINE_END = LatePattern(r"\r\n|\n|\r")

Origin = tuple[int, int, int]  # start and end in the passage's text, offset of the start in the file


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source: its number from 0, its first offset, and its characters without the line end."""

    number: int
    offset: int
    text: str


class Source:
    """A decoded file and its lines."""

    __slots__ = ("lines", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        lines: list[Line] = []
        start = 0
        for number, end in enumerate(LINE_END.finditer(text)):
            lines.append(Line(number, start, text[start : end.start()]))
            start = end.end()
        lines.append(Line(len(lines), start, text[start:]))
        self.lines: tuple[Line, ...] = tuple(lines)
        self.starts = [line.offset for line in lines]

    def place(self, offset: int) -> FilePlace:
        number = bisect_right(self.starts, offset) - 1
        return FilePlace(offset, number + 1, offset - self.starts[number] + 1)


@dataclass(frozen=True, slots=True)
class Passage:
    """Some text and, for each range of it that stands in the file as it is, the offset there."""

    text: str = ""
    origins: tuple[Origin, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def cut(self, start: int, end: int) -> Passage:
        """The characters from `start` up to `end`."""
        if start <= 0 and end >= len(self.text):
            return self
        low = bisect_right(self.origins, start, key=lambda origin: origin[1])
        high = bisect_left(self.origins, end, key=lambda origin: origin[0])
        kept = tuple(
            (max(first, start) - start, min(last, end) - start, offset + max(start - first, 0))
            for first, last, offset in self.origins[low:high]
        )
        return Passage(self.text[start:end], kept)

    def stripped(self) -> Passage:
        text = self.text
        start = len(text) - len(text.lstrip())
        return self.cut(start, max(start, len(text.rstrip())))


def passage_of(text: str, offset: int) -> Passage:
    """Text that stands in the file at `offset`, without its invisible characters."""
    if not text:
        return Passage()
    if (text.isascii() and text.isprintable()) or not INVISIBLE.search(text):
        return Passage(text, ((0, len(text), offset),))
    seen: list[Passage] = []
    start = 0
    for gap in INVISIBLE.finditer(text):
        if gap.start() > start:
            seen.append(Passage(text[start : gap.start()], ((0, gap.start() - start, offset + start),)))
        start = gap.end()
    if start < len(text):
        seen.append(Passage(text[start:], ((0, len(text) - start, offset + start),)))
    return joined(seen)


def joined(passages: Iterable[Passage], between: str = "") -> Passage:
    """The passages one after the other, with `between` (which stands nowhere in the file) between them."""
    texts: list[str] = []
    origins: list[Origin] = []
    length = 0
    for passage in passages:
        if texts and between:
            texts.append(between)
            length += len(between)
        for start, end, offset in passage.origins:
            start, end = start + length, end + length
            if origins and origins[-1][1] == start and origins[-1][2] + start - origins[-1][0] == offset:
                origins[-1] = (origins[-1][0], end, origins[-1][2])
            else:
                origins.append((start, end, offset))
        texts.append(passage.text)
        length += len(passage.text)
    return Passage("".join(texts), tuple(origins))


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before it has its place in the document's text."""

    kind: BlockKind
    passage: Passage
    level: int = 0
    label: str = ""
    story: Story = Story.BODY
    table: int = -1
    row: int = -1
    column: int = -1
    header: bool = False
    caption: str = ""
    bold: bool = False

    def block(self, start: int) -> Block:
        """The block where its text begins at `start` of the document's."""
        end = start + len(self.passage.text)
        return Block(
            self.kind, start, end, self.level, self.label, self.story, self.table, self.row, self.column, self.header,
            self.caption, self.bold,
        )  # fmt: skip


def stacked(drafts: Sequence[Draft]) -> Iterator[tuple[int, Draft]]:
    """The drafts that have words, each with where it begins when they stand one under the other."""
    at = 0
    for draft in drafts:
        if draft.passage.text:
            yield at, draft
            at += len(draft.passage.text) + 1


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a reader has to say about the file besides its text."""

    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()


NO_REMARKS = Remarks()


def document_of(
    path: str,
    format: Format,
    source: Source,
    drafts: Sequence[Draft],
    remarks: Remarks = NO_REMARKS,
    stated_kind: Kind | None = None,
    engagement: str = "",
) -> Document:
    """The drafts, one under the other, as a document with its blocks and pieces."""
    texts: list[str] = []
    blocks: list[Block] = []
    pieces: list[Piece] = []
    for at, draft in stacked(drafts):
        texts.append(draft.passage.text)
        blocks.append(draft.block(at))
        for first, last, offset in draft.passage.origins:
            pieces.append(Piece(at + first, at + last, source.place(offset)))
    return Document(
        path=path,
        format=format,
        text="\n".join(texts),
        blocks=tuple(blocks),
        pieces=tuple(pieces),
        unread=remarks.unread,
        notes=remarks.notes,
        stated_kind=stated_kind,
        engagement=engagement,
    )
