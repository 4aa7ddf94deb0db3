"""The phrases of a lexicon as a tree that grows where texts lead: what no text has the words of is never worked out.

A branch is a row of words that some phrases begin with. What may follow there is worked out when a text first gets
there, and kept for the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, Protocol

from agreementlint.language.phrases import ABSENT, OR
from agreementlint.terms import ConceptId

_MOST_BRANCHES = (
    500_000  # a bound, so that texts without end cannot fill the memory; a megabyte of agreements makes 90,000
)


class Row(NamedTuple):
    """A phrase of two or more segments, by their numbers, and how many tokens may stand before each.

    `concept` is the one whose phrase it is; rows are numbered in the order of the lexicon.
    """

    number: int
    segments: tuple[int, ...]
    gaps: tuple[int, ...]
    concept: ConceptId


class Part:
    """Words that follow each other directly: how many they are and what they stand for.

    `concepts` are those whose phrases they are by themselves, `segments` what they are in phrases with gaps. What stands
    for the same is one part, whatever its words. `owners` are the concepts and all that include them, `opens` are
    the phrases with gaps of which they may be the first segment, `follows` those of which they may be the second: bit i
    stands for row i.
    """

    __slots__ = ("concepts", "follows", "opens", "owners", "segments", "width")

    def __init__(
        self,
        width: int,
        concepts: tuple[ConceptId, ...],
        segments: frozenset[int],
        owners: frozenset[ConceptId],
        opens: int,
        follows: int,
    ) -> None:
        self.width, self.concepts, self.segments = width, concepts, segments
        self.owners, self.opens, self.follows = owners, opens, follows


Places = Sequence[tuple[int, Part]]  # parts with their first tokens, in order


# What is left of a segment: the letters that may come, the words that begin with them unless each has but one letter, and
# what is left behind these; its number where nothing is.
Rest = tuple[str, str, "Rest"] | int
_Position = tuple[str, str, Rest]


class _Branch(dict[str, "_Branch | None"]):
    """A row of words: the part that it is, if any, and by the next letter the longer rows; None where no phrase goes on.

    What a letter leads to is worked out when it is first asked for.
    """

    __slots__ = ("_grow", "part")

    def __init__(self, grow: Callable[[str], _Branch | None], part: Part | None = None) -> None:
        self._grow, self.part = grow, part

    def __missing__(self, letter: str) -> _Branch | None:
        self[letter] = grown = self._grow(letter)
        return grown


class Uses(NamedTuple):
    """The segments that a letter may begin and that then go on, those whose second word it may be, those it is all of."""

    opening: frozenset[int]
    going_on: frozenset[int]
    alone: Sequence[int]


class Segments(Protocol):
    """The segments of phrases by their numbers."""

    def choices(self, number: int, /) -> Rest:
        """All of a segment."""

    def uses(self, letter: str, /) -> Uses:
        """What a letter is in segments."""


class WordTree:
    """The tree of some segments.

    `forms` gives by the letter of a stem that of the stem with a form, where a phrase demands one; `part_of` makes a
    part of a width and its segments.
    """

    __slots__ = ("_branches", "_part_of", "_plain", "_root", "_segments")

    def __init__(
        self,
        segments: Segments,
        forms: Mapping[str, Mapping[str, str]],
        part_of: Callable[[int, Sequence[int]], Part],
    ) -> None:
        self._segments = segments
        self._plain = {letter: stem for stem, letters in forms.items() for letter in letters.values()}
        self._part_of = part_of
        self._root = _Branch(self._stem)
        self._branches = 0  # what was worked out, letters that lead nowhere among it

    def find(self, text: Sequence[str], units: Iterable[range]) -> Iterator[Places]:
        """For each unit of a text, which has a letter for each token, the parts in it with their first tokens."""
        root = self._root
        if self._branches > _MOST_BRANCHES:
            root.clear()
            self._branches = 0
        for unit in units:
            found: list[tuple[int, Part]] = []
            stop = unit.stop
            for first in unit:
                branch = root[text[first]]
                at = first + 1
                while branch is not None:
                    if branch.part is not None:
                        found.append((first, branch.part))
                    if at == stop:
                        break
                    branch = branch[text[at]]
                    at += 1
            yield found

    def _stem(self, letter: str) -> _Branch:
        """The branch of a first letter. Its positions are many: they are worked out for each second letter by itself."""
        ended = [number for each in self._with_plain(letter) for number in self._segments.uses(each).alone]
        return _Branch(partial(self._second, letter), self._part_of(1, ended) if ended else None)

    def _second(self, first: str, second: str) -> _Branch | None:
        """The branch of two letters; what segments say of the first is read only where they go on with the second."""
        behind: list[_Position] = []
        for each in self._with_plain(first):
            starts: list[_Position] = []
            opening = self._segments.uses(each).opening
            for letter in self._with_plain(second):
                for number in opening & self._segments.uses(letter).going_on:
                    _open(self._segments.choices(number), starts, [])
            _follow(starts, each, behind, [])
        if not behind:
            self._branches += 1
            return None
        return self._grown(behind, 2, second)

    def _grown(self, positions: Sequence[_Position], width: int, letter: str) -> _Branch | None:
        """The branch to which a letter leads from these positions; its words are `width`."""
        self._branches += 1
        behind: list[_Position] = []
        ended: list[int] = []
        for each in self._with_plain(letter):
            _follow(positions, each, behind, ended)
        if not behind and not ended:
            return None
        return _Branch(partial(self._grown, behind, width + 1), self._part_of(width, ended) if ended else None)

    def _with_plain(self, letter: str) -> str:
        """A letter and, where it is that of a stem with its form, that of the stem."""
        return letter + self._plain[letter] if letter in self._plain else letter


def _follow(positions: Iterable[_Position], letter: str, behind: list[_Position], ended: list[int]) -> None:
    """Adds the positions behind a letter, and the numbers of the segments that end with it."""
    opening = OR + letter
    for _, words, after in [position for position in positions if letter in position[0]]:
        if not words:
            _open(after, behind, ended)
        for option in words.split(opening)[1:]:
            if option and option[0] != OR:
                rest = option.partition(OR)[0]
                behind.append((rest[0], OR + rest, after))
            else:
                _open(after, behind, ended)


def _open(rest: Rest, positions: list[_Position], ended: list[int]) -> None:
    """Adds the positions at which what is left of a segment goes on, and its number where it may end here."""
    while not isinstance(rest, int):
        positions.append(rest)
        if rest[0][0] != ABSENT:
            return
        rest = rest[2]
    ended.append(rest)
