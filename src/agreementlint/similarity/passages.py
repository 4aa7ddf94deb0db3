"""The passages that two texts share word for word, those of a base text that both started from left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from agreementlint.similarity.winnowing import Winnowing, Words, fingerprints, group_hashes, words_of
from agreementlint.text import Span
from agreementlint.values import dataclass

TRIED: Final = 8  # places in the other text that the same words are looked at in; the longest passage counts


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that stands in both texts; `own` is how many of its words are in no base text."""

    first: Span
    second: Span
    words: int
    own: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A text made ready for comparison: its words, which of them are the author's own, and its fingerprints.

    `own[i]` is how many of the first i words are in no base text. `prints` are places of groups by their hash.
    """

    words: Words
    own: tuple[int, ...]
    prints: Mapping[int, tuple[int, ...]]

    @property
    def own_words(self) -> int:
        return self.own[-1]

    def own_in(self, start: int, end: int) -> int:
        return self.own[end] - self.own[start]


def base_of(texts: Iterable[str], winnowing: Winnowing) -> frozenset[int]:
    """Every group of words of these texts, as what does not count where it is found."""
    return frozenset(value for text in texts for value in group_hashes(words_of(text).words, winnowing.group))


def printed(text: str, base: frozenset[int], winnowing: Winnowing) -> Printed:
    """The text ready for comparison; groups of words that the base texts hold give no fingerprint."""
    words = words_of(text)
    hashes = group_hashes(words.words, winnowing.group)
    own, count, given = [0], 0, -1  # `given` is the last word that a group of the base text holds
    for place in range(len(words.words)):
        if place < len(hashes) and hashes[place] in base:
            given = place + winnowing.group - 1
        count += place > given
        own.append(count)
    prints: defaultdict[int, list[int]] = defaultdict(list)
    for place in fingerprints(hashes, winnowing.window):
        if hashes[place] not in base:
            prints[hashes[place]].append(place)
    return Printed(words, tuple(own), {value: tuple(places) for value, places in prints.items()})


def shared(first: Printed, second: Printed, winnowing: Winnowing, least: int = 0) -> tuple[Shared, ...]:
    """The shared passages with at least `least` words of the author's own, in the order of the first text.

    Whatever stands in both in `winnowing.guarantee` or more words, none of them of a base text, is touched by one.
    """
    found = []
    for start, other, length in _met(first, second, winnowing):
        own = first.own_in(start, start + length)
        if own >= max(1, least):
            span = first.words.span(start, start + length)
            found.append(Shared(span, second.words.span(other, other + length), length, own))
    return tuple(found)


def own_words_shared(first: Printed, second: Printed, winnowing: Winnowing, least: int = 0) -> int:
    """How many of the first text's own words stand in shared passages."""
    reached = total = 0
    for start, _, length in _met(first, second, winnowing):
        end = start + length
        if first.own_in(start, end) >= max(1, least):
            total += first.own_in(max(start, reached), max(end, reached))
            reached = max(reached, end)
    return total


def _met(first: Printed, second: Printed, winnowing: Winnowing) -> Iterator[tuple[int, int, int]]:
    """Where shared passages begin in both texts, and how many words they have; in the order of the first text."""
    mine, theirs = first.words.words, second.words.words
    common = sorted(
        (place, value) for value in first.prints.keys() & second.prints.keys() for place in first.prints[value]
    )
    reached = 0
    for place, value in common:
        if place + winnowing.group <= reached:
            continue
        longest = (0, 0, 0)
        for other in islice(second.prints[value], TRIED):
            before, after = _reach(mine, theirs, place, other, reached)
            longest = max(longest, (after + before, place - before, other - before))
        length, start, other_start = longest
        if length >= winnowing.group:  # a hash that two groups have by chance reaches nowhere
            reached = start + length
            yield start, other_start, length


def _reach(mine: Sequence[str], theirs: Sequence[str], place: int, other: int, floor: int) -> tuple[int, int]:
    """How many words are the same before these places, not further back than `floor`, and from them on."""
    most = min(len(mine) - place, len(theirs) - other)
    after = next((step for step in range(most) if mine[place + step] != theirs[other + step]), most)
    most = min(max(place - floor, 0), other)
    before = next((step for step in range(most) if mine[place - step - 1] != theirs[other - step - 1]), most)
    return before, after
