"""A passage of a text, in which phrases with gaps are looked for by moving sets of tokens over each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from agreementlint.language.occurrences import Stretch
from agreementlint.terms import ConceptId

Part = int  # the number of some words that follow each other


class Row(NamedTuple):
    """A phrase of two or more segments: the parts of which each is one, and how many tokens may stand before it."""

    concepts: tuple[ConceptId, ...]
    segments: tuple[frozenset[Part], ...]
    gaps: tuple[int, ...]


class Passage:
    """The tokens from `begin` on, and the parts that stand there.

    A set of tokens is a number whose bit i stands for token `begin + i`: one operation then moves or
    compares all of them, which pays because rows are many and few of them occur.
    `starts` are the first tokens of units, `barriers` the tokens that no gap goes over.
    """

    __slots__ = ("_barring", "_begin", "_parts", "_starts")

    def __init__(self, begin: int, starts: Iterable[int], barriers: Iterable[int]) -> None:
        self._begin = begin
        self._starts = _set_of(starts, begin)
        self._barring = _set_of(barriers, begin) | self._starts >> 1  # no gap goes on from these to the next token
        self._parts: dict[Part, tuple[int, int, int]] = {}  # first tokens, those right behind it, how many it has

    def add(self, part: Part, firsts: Iterable[int], width: int) -> None:
        """A part, with its first tokens and how many tokens it has."""
        opening = _set_of(firsts, self._begin)
        self._parts[part] = (opening, opening << width, width)

    def find(self, rows: Sequence[Row]) -> Iterator[tuple[int, tuple[Stretch, ...]]]:
        """Every place of the rows, with the row's number: behind each opening the nearest words that complete it."""
        parts, present = self._parts, set(self._parts)
        for number, (_, segments, gaps) in enumerate(rows):
            opening = present & segments[0]
            following = opening and present & segments[1]
            if following:  # most rows fail here or at the next test
                stops = firsts = 0
                for part in opening:
                    stops |= parts[part][1]
                for part in following:
                    firsts |= parts[part][0]
                gap = gaps[1]
                if _widened(stops, gap) & firsts:
                    near = stops & _widened(firsts, gap) >> gap
                    chosen = [opening, following, *[present & segment for segment in segments[2:]]]
                    for stretches in self._matches(near, firsts, chosen, gaps):
                        yield number, stretches

    def _matches(
        self, near: int, firsts: int, segments: Sequence[set[Part]], gaps: Sequence[int]
    ) -> list[tuple[Stretch, ...]]:
        """The places of a row in their order, out of those whose first segment ends right before one of `near`."""
        begin, parts = self._begin, self._parts
        found: list[tuple[Stretch, ...]] = []
        while near:
            behind = near & -near
            near ^= behind
            stop = behind.bit_length() - 1
            rest = self._rest(stop, firsts, segments, gaps, 1)
            if rest is not None:
                widths = {parts[part][2] for part in segments[0] if parts[part][1] & behind}
                found += [((begin + stop - width, begin + stop), *rest) for width in widths]
        return sorted(found)

    def _rest(
        self, stop: int, firsts: int, segments: Sequence[set[Part]], gaps: Sequence[int], at: int
    ) -> tuple[Stretch, ...] | None:
        """The nearest words of the segments from `at` on, which begins at `firsts`, behind `stop` in the same unit."""
        if self._starts >> stop & 1:
            return None
        parts, begin = self._parts, self._begin
        ahead = firsts >> stop & (2 << gaps[at]) - 1
        barring = self._barring >> stop & (2 << gaps[at]) - 1
        while ahead:
            nearest = ahead & -ahead
            if barring & nearest - 1:
                return None
            first = stop + nearest.bit_length() - 1
            here = 1 << first
            widths = {parts[part][2] for part in segments[at] if parts[part][0] & here}
            if at + 1 == len(segments):
                return ((begin + first, begin + first + min(widths)),)
            following = 0
            for part in segments[at + 1]:
                following |= parts[part][0]
            for width in sorted(widths):
                rest = self._rest(first + width, following, segments, gaps, at + 1)
                if rest is not None:
                    return ((begin + first, begin + first + width), *rest)
            ahead ^= nearest
        return None


def _set_of(tokens: Iterable[int], begin: int) -> int:
    bits = 0
    for token in tokens:
        bits |= 1 << token - begin
    return bits


def _widened(bits: int, gap: int) -> int:
    """The tokens of a set and up to `gap` behind each."""
    wide = 1
    while wide <= gap:
        step = min(wide, gap + 1 - wide)
        bits |= bits << step
        wide += step
    return bits
