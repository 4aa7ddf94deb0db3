"""Phrases with gaps, found by moving sets of tokens over each other: rows are many and few of them occur."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from agreementlint.language.tokensets import TokenSet, Units, members, set_of
from agreementlint.language.wordtree import Part, Row

Widths = Mapping[int, TokenSet]  # the first tokens of words, by how many tokens they have
Stretch = tuple[int, int]  # first token and the one behind the last


class Parts:
    """The parts that a text has, by the sets of their first tokens, and those of the `needed` segments that they make."""

    __slots__ = ("_of_segment", "_sets", "_stops_of", "_widths_of")

    def __init__(self, places: Mapping[Part, Sequence[int]], needed: frozenset[int], size: int) -> None:
        self._sets = {part: set_of(firsts, size) for part, firsts in places.items()}
        self._of_segment: defaultdict[int, list[Part]] = defaultdict(list)
        for part in places:
            for segment in needed & part.segments:
                self._of_segment[segment].append(part)
        self._stops_of: dict[int, TokenSet] = {}  # by segment, since many rows begin alike
        self._widths_of: dict[int, Widths] = {}

    def by_width(self, parts: Iterable[Part]) -> Widths:
        """The first tokens of these parts, by how many tokens they have."""
        found: dict[int, TokenSet] = {}
        sets = self._sets
        for part in parts:
            width = part.width
            found[width] = found.get(width, 0) | sets[part]
        return found

    def widths(self, segment: int) -> Widths:
        """The first tokens of a segment, by how many tokens it has there."""
        known = self._widths_of.get(segment)
        if known is None:
            known = self._widths_of[segment] = self.by_width(self._of_segment[segment])
        return known

    def firsts(self, segment: int) -> TokenSet:
        """The first tokens of a segment."""
        return reduce(or_, self.widths(segment).values(), 0)

    def stops(self, segment: int) -> TokenSet:
        """The tokens right behind a segment."""
        known = self._stops_of.get(segment)
        if known is None:
            widths = self.widths(segment).items()
            known = self._stops_of[segment] = reduce(or_, [firsts << width for width, firsts in widths])
        return known


class Gaps:
    """How far a gap may go in a text, and the phrases with gaps that its parts make.

    `barriers` are the tokens that no gap goes over.
    """

    __slots__ = ("_open", "_parts", "_reaching", "_within")

    def __init__(self, parts: Parts, units: Units, barriers: TokenSet, size: int) -> None:
        everywhere = (1 << size) - 1
        self._parts = parts
        self._within = everywhere ^ units.starts  # what continues a phrase never opens a unit
        self._reaching: dict[tuple[int, int], TokenSet] = {}
        one = everywhere & ~(barriers | units.lasts)  # from these a gap goes on to the next token
        # In these steps a set widens by as many tokens as a gap may have.
        self._open = ((1, one), (2, one & one >> 1), (3, one & one >> 1 & one >> 2))

    def openings(self, row: Row) -> Widths:
        """The first tokens of every place of a row whose segments are all there, by the width of its first words."""
        segments, gaps = row.segments, row.gaps
        before = self._before(segments[1], gaps[1]) if len(segments) == 2 else self._ways(row)[0]
        if not self._parts.stops(segments[0]) & before:
            return {}
        places = ((width, firsts & before >> width) for width, firsts in self._parts.widths(segments[0]).items())
        return {width: firsts for width, firsts in places if firsts}

    def _before(self, segment: int, gap: int) -> TokenSet:
        """The tokens at which a segment may follow; remembered, since many rows end alike."""
        key = segment, gap
        known = self._reaching.get(key)
        if known is None:
            known = self._reaching[key] = self._reach(self._parts.firsts(segment), gap)
        return known

    def _reach(self, tokens: TokenSet, gap: int) -> TokenSet:
        """The tokens that one of the given ones follows, or is, with at most a gap between."""
        if gap and tokens:
            for step, open_ in self._open:
                tokens |= tokens >> step & open_
        return tokens & self._within

    def _ways(self, row: Row) -> list[TokenSet]:
        """For each segment but the first, the tokens at which it may follow so that the row can be completed."""
        segments, gaps = row.segments, row.gaps
        before = self._before(segments[-1], gaps[-1])
        ways = [before]
        for number, gap in zip(segments[-2:0:-1], gaps[-2:0:-1], strict=True):
            completed = 0
            for width, firsts in self._parts.widths(number).items():
                completed |= firsts & before >> width
            before = self._reach(completed, gap)
            ways.append(before)
        return ways[::-1]

    def stretches(self, row: Row, openings: Widths, tokens: TokenSet) -> Iterator[tuple[Stretch, ...]]:
        """The places of a row with openings among these tokens, in order: behind each the nearest words that do."""
        ways = (*self._ways(row)[1:], -1)
        follow = [self._parts.widths(number) for number in row.segments[1:]]
        places = ((first, width) for width, firsts in openings.items() for first in members(firsts & tokens))
        for first, width in sorted(places):
            place = [(first, first + width)]
            for by_width, way in zip(follow, ways, strict=True):
                place.append(_nearest(by_width, way, place[-1][1]))
            yield tuple(place)


def _nearest(by_width: Widths, way: TokenSet, stop: int) -> Stretch:
    """The nearest and then shortest words from `stop` on that end where one of `way` stands."""
    best = (1 << 62, 0)
    for width, firsts in by_width.items():
        ahead = (firsts & way >> width) >> stop
        if ahead:
            best = min(best, ((ahead & -ahead).bit_length() - 1, width))
    first = stop + best[0]
    return first, first + best[1]
