"""Words on their way from a paged file into a document: stretches of text, each with its place in Word or on a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agreementlint.document import Block, BlockKind, Document, Format, Story, Unread
from agreementlint.text import PagePlace, Piece, WordPlace

Stretch = tuple[str, WordPlace | PagePlace]  # some text and the place of its first character
Stretches = list[Stretch]

# White space other than one plain space between words, and characters that are not seen and say nothing.
UNTIDY = re.compile("  |[^\\S ]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
TOKEN = re.compile(
    "(?P<unseen>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+)|(?P<space>\\s+)"
    "|[^\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)


@dataclass(frozen=True, slots=True)
class PlacedDraft:
    """A block before it has its place in the document's text; the fields are those of Block."""

    kind: BlockKind
    stretches: Stretches
    level: int = 0
    label: str = ""
    story: Story = Story.BODY
    table: int = -1
    row: int = -1
    column: int = -1
    header: bool = False
    caption: str = ""
    bold: bool = False

    @property
    def text(self) -> str:
        return text_of(self.stretches)


def text_of(stretches: Sequence[Stretch]) -> str:
    return "".join([text for text, _ in stretches])


def advanced(place: WordPlace | PagePlace, by: int) -> WordPlace | PagePlace:
    """The place `by` characters further on; a box on a page stays what it is."""
    match place:
        case WordPlace(part, paragraph, run, offset):
            return WordPlace(part, paragraph, run, offset + by)
        case PagePlace():
            return place


def cut(stretches: Sequence[Stretch], start: int, end: int) -> Stretches:
    """The characters from `start` up to `end` of the stretches' text."""
    kept: Stretches = []
    at = 0
    for text, place in stretches:
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            kept.append((text[first:last], advanced(place, first) if first else place))
        at += len(text)
    return kept


def tidied(stretches: Stretches) -> Stretches:
    """The stretches with one plain space between words, none at the ends, and no unseen characters."""
    text = text_of(stretches)
    if not UNTIDY.search(text):
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return stretches if start == 0 and end == len(text) else cut(stretches, start, end)
    tidy: Stretches = []
    after_space = True
    for text, place in stretches:
        kept = ""
        kept_from = upto = 0
        for token in TOKEN.finditer(text):
            if token["unseen"] or (token["space"] and after_space):
                continue
            if token.start() != upto and kept:
                tidy.append((kept, advanced(place, kept_from)))
                kept = ""
            if not kept:
                kept_from = token.start()
            after_space = bool(token["space"])
            kept += " " if after_space else token[0]
            upto = token.start() + 1 if after_space else token.end()
        if kept:
            tidy.append((kept, advanced(place, kept_from)))
    length = sum(len(text) for text, _ in tidy)
    return cut(tidy, 0, length - 1) if after_space and length else tidy


def document_of(
    path: str,
    format: Format,
    drafts: Sequence[PlacedDraft],
    unread: Sequence[Unread],
    notes: Sequence[str],
) -> Document:
    """The drafts, one under the other, as a document with its blocks and pieces."""
    texts: list[str] = []
    blocks: list[Block] = []
    pieces: list[Piece] = []
    at = 0
    for draft in drafts:
        start = at
        for text, place in draft.stretches:
            pieces.append(Piece(at, at + len(text), place))
            at += len(text)
            texts.append(text)
        if at == start:
            continue
        blocks.append(
            Block(
                draft.kind,
                start,
                at,
                draft.level,
                draft.label,
                draft.story,
                draft.table,
                draft.row,
                draft.column,
                draft.header,
                draft.caption,
                draft.bold,
            )
        )
        texts.append("\n")
        at += 1
    return Document(path, format, "".join(texts[:-1]), tuple(blocks), tuple(pieces), tuple(unread), tuple(notes))
