"""Words on their way from a word processor's file into a document: stretches of text, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from agreementlint.document import Block, Document, Format, Unread
from agreementlint.errors import UnreadableFile
from agreementlint.latepattern import LatePattern
from agreementlint.readers.limits import LIMITS
from agreementlint.readers.passage import Draft, Passage, stacked
from agreementlint.text import Piece, WordPlace

Stretch = tuple[str, WordPlace]  # some text and the place of its first character
Stretches = list[Stretch]

UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
# White space other than one plain space between words, and characters that are not seen and say nothing.
UNTIDY = LatePattern(rf"  |[^\S ]|[{UNSEEN}]")
TOKEN = LatePattern(rf"(?P<unseen>[{UNSEEN}]+)|(?P<space>\s+)|[^\s{UNSEEN}]+")


def text_of(stretches: Sequence[Stretch]) -> str:
    return stretches[0][0] if len(stretches) == 1 else "".join([text for text, _ in stretches])


def advanced(place: WordPlace, by: int) -> WordPlace:
    """The place `by` characters further on."""
    return WordPlace(place.part, place.paragraph, place.run, place.offset + by)


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
    # White space other than a plain one and what is not seen is not "printable": asked first, since it is fast.
    if (text.isprintable() and "  " not in text) or not UNTIDY.search(text):
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


class PlacedText:
    """All stretches of a file one behind the other; a passage's origins are offsets in this text."""

    __slots__ = ("length", "places", "starts", "texts")

    def __init__(self) -> None:
        self.length = 0
        self.starts: list[int] = []
        self.places: list[WordPlace] = []
        self.texts: list[str] = []

    def passage(self, stretches: Sequence[Stretch]) -> Passage:
        """The stretches as a passage; one space at the end only stands ready for what may be joined to it."""
        start = at = self.length
        if len(stretches) == 1 and (text := stretches[0][0]) and text[-1] != " ":  # nearly always
            self.starts.append(start)
            self.places.append(stretches[0][1])
            self.texts.append(text)
            self.length += len(text)
            return Passage(text, ((0, len(text), start),))
        filled = [stretch for stretch in stretches if stretch[0]]
        texts = [text for text, _ in filled]
        self.texts += texts
        self.places += [place for _, place in filled]
        self.starts += accumulate([len(text) for text in texts[:-1]], initial=at) if filled else ()
        whole = "".join(texts)
        self.length = at + len(whole)
        if whole.endswith(" "):
            whole = whole[:-1]
        return Passage(whole, ((0, len(whole), start),)) if whole else Passage()

    def pieces(self, passage: Passage, at: int) -> list[Piece]:
        """The passage's pieces when it begins at `at` of the document's text.

        Lines are joined by a space; it has the place of the white space that stands there in the file.
        """
        pieces: list[Piece] = []
        covered = 0
        follows = 0
        for first, last, offset in passage.origins:
            if first == covered + 1 and covered:
                self._add(pieces, at + covered, at + first, follows)
            self._add(pieces, at + first, at + last, offset)
            covered, follows = last, offset + last - first
        return pieces

    def _add(self, pieces: list[Piece], start: int, end: int, offset: int) -> None:
        """Adds the pieces of an unbroken range, cut where the stretches meet."""
        index = bisect_right(self.starts, offset) - 1
        within = offset - self.starts[index]
        places, texts = self.places, self.texts
        if within:
            upto = min(end, start + len(texts[index]) - within)
            pieces.append(Piece(start, upto, advanced(places[index], within)))
            start = upto
            index += 1
        while start < end:
            upto = start + len(texts[index])
            if upto > end:
                upto = end
            pieces.append(Piece(start, upto, places[index]))
            start = upto
            index += 1

    def document(
        self, path: str, format: Format, drafts: Sequence[Draft], unread: Sequence[Unread], notes: Sequence[str]
    ) -> Document:
        """The drafts, one under the other, as a document with its blocks and pieces; UnreadableFile if it is too long."""
        refuse_too_long(path, self.length)
        texts: list[str] = []
        blocks: list[Block] = []
        pieces: list[Piece] = []
        for at, draft in stacked(drafts):
            texts.append(draft.passage.text)
            blocks.append(draft.block(at))
            pieces += self.pieces(draft.passage, at)
        return Document(path, format, "\n".join(texts), tuple(blocks), tuple(pieces), tuple(unread), tuple(notes))


def refuse_too_long(path: str, characters: int) -> None:
    """Raises UnreadableFile for more text than can be checked."""
    if characters > LIMITS.characters:
        advice = "Check the documents in it one by one, or split it"
        raise UnreadableFile(path, f"it holds more than {LIMITS.characters} characters", advice)
