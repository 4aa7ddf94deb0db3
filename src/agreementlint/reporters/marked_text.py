"""The document of an HTML report: its blocks with the words that findings and proofs refer to marked in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby, pairwise

from agreementlint.document import Block, BlockKind, Document, Story
from agreementlint.reporters.layout import harmless
from agreementlint.text import Span
from agreementlint.values import dataclass

_STORIES = {
    Story.BODY: "",
    Story.HEADER: "Header",
    Story.FOOTER: "Footer",
    Story.FOOTNOTE: "Footnote",
    Story.ENDNOTE: "Endnote",
    Story.TEXT_BOX: "Text box",
    Story.COMMENT: "Comment",
}


class Tone(StrEnum):
    """What a mark says of the words under it, the weightiest first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEAR = "near"  # looked at and refused
    HELD = "held"  # proves a promise


_WEIGHT = {tone: weight for weight, tone in enumerate(Tone)}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that something refers to: `anchor` is the mark's own name on the page, `target` that of what refers to it.

    `sign` is shown behind the words: the number of a finding, or a tick; `label` says what the link leads to.
    """

    span: Span
    tone: Tone
    anchor: str
    target: str
    sign: str
    label: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Words under the same marks: `by` is the weightiest, `begun` are those that begin here, `ended` those that end."""

    text: str
    by: Mark | None = None
    begun: tuple[Mark, ...] = ()
    ended: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block as it is shown: its sort ("heading", "cell" ...), level from 1 to 6, label, and words.

    `gaps` are the marks of clauses that would belong under it.
    """

    sort: str
    level: int
    label: str
    caption: str
    story: str
    header: bool
    segments: tuple[Segment, ...]
    gaps: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """The rows of a table, each with its cells."""

    rows: tuple[tuple[ShownBlock, ...], ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A document as it is shown, and the anchors that are found in it: words outside of every block have none."""

    parts: tuple[ShownBlock | ShownTable, ...]
    anchors: frozenset[str]


def marked(document: Document, marks: Iterable[Mark], gaps: Iterable[Mark]) -> MarkedText:
    """The blocks of a document with marks on their words; `gaps` stand behind the block where their span begins."""
    blocks = tuple(_blocks(document, sorted(marks, key=_order), sorted(gaps, key=_order)))
    parts: list[ShownBlock | ShownTable] = []
    for table, group in groupby(zip(document.blocks, blocks, strict=True), key=lambda pair: pair[0].table):
        if table < 0:
            parts.extend(shown for _, shown in group)
        else:
            rows = groupby(group, key=lambda pair: pair[0].row)
            parts.append(ShownTable(tuple(tuple(shown for _, shown in row) for _, row in rows)))
    segments = [segment for block in blocks for segment in block.segments]
    anchors = {mark.anchor for segment in segments for mark in segment.begun}
    return MarkedText(tuple(parts), frozenset(anchors.union(gap.anchor for block in blocks for gap in block.gaps)))


def _order(mark: Mark) -> tuple[int, int, str]:
    return mark.span.start, mark.span.end, mark.anchor


def _blocks(document: Document, marks: Sequence[Mark], gaps: Sequence[Mark]) -> Iterator[ShownBlock]:
    """Marks and blocks are both in the order of the text, so that each is looked at only where it may matter."""
    following, belonging = 0, 0
    active: list[Mark] = []
    begun: set[str] = set()
    for block in document.blocks:
        while following < len(marks) and marks[following].span.start < block.end:
            active.append(marks[following])
            following += 1
        active = [mark for mark in active if mark.span.end > block.start]
        here: list[Mark] = []
        while belonging < len(gaps) and gaps[belonging].span.start < block.end:
            here.append(gaps[belonging])
            belonging += 1
        yield ShownBlock(
            sort=block.kind.value,
            level=max(1, min(block.level, 6)),
            label=harmless(block.label),
            caption=harmless(block.caption),
            story=_STORIES[block.story],
            header=block.header,
            segments=tuple(_segments(document.text, block, active, begun)),
            gaps=tuple(here),
        )


def _segments(text: str, block: Block, marks: Sequence[Mark], begun: set[str]) -> Iterator[Segment]:
    edges = {block.start, block.end}
    for mark in marks:
        edges |= {min(max(mark.span.start, block.start), block.end), min(max(mark.span.end, block.start), block.end)}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        over = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
        over.sort(key=lambda mark: _WEIGHT[mark.tone])
        new = tuple(mark for mark in over if mark.anchor not in begun)
        begun |= {mark.anchor for mark in new}
        done = tuple(mark for mark in over if mark.span.end == end or (end == block.end and mark.span.end > end))
        yield Segment(harmless(text[start:end]), over[0] if over else None, new, done)


def is_heading(block: ShownBlock) -> bool:
    """Whether a block is a heading of the document."""
    return block.sort == BlockKind.HEADING
