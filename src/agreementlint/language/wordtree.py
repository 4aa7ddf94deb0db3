"""The phrases of a lexicon as a tree that grows where texts lead: what no text has the words of is never worked out.

A branch is a row of words that some phrases begin with. What may follow there is worked out when a text first gets
there, and kept for the next one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress, repeat
from operator import contains
from typing import NamedTuple

from agreementlint.language.phrases import ABSENT, END, OR, WORDS
from agreementlint.terms import ConceptId


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
    for the same is one part, whatever its words.
    """

    __slots__ = ("concepts", "segments", "width")

    def __init__(self, width: int, concepts: tuple[ConceptId, ...], segments: frozenset[int]) -> None:
        self.width, self.concepts, self.segments = width, concepts, segments


# A place inside a segment: the letters that may come, the words that begin with them, and the choices behind these.
_Position = tuple[str, str, str]


class _Branch:
    """A row of words: the part that it is, if any, and the longer rows by their next letter; None where none was met yet."""

    __slots__ = ("part", "positions", "step")

    def __init__(self, positions: Sequence[_Position], letters: str, part: Part | None) -> None:
        self.positions, self.part = positions, part
        self.step: dict[str, _Branch | None] = dict.fromkeys(letters)


class Segments(NamedTuple):
    """The segments of phrases by their numbers: each as text, and the letters that its second word may have.

    `openings` gives by a letter those that may begin with it and go on, `followers` all that may follow it in these,
    `alone` those of which it is all: their numbers, with spaces between.
    """

    texts: Sequence[str]
    seconds: Sequence[str]
    openings: Mapping[str, str]
    followers: Mapping[str, str]
    alone: Mapping[str, str]


class WordTree:
    """The tree of some segments.

    `forms` gives by the letter of a stem that of the stem with a form, where a phrase demands one; `part_of` makes a
    part of a width and its segments.
    """

    __slots__ = ("_opened", "_part_of", "_plain", "_segments", "_stems")

    def __init__(
        self,
        segments: Segments,
        forms: Mapping[str, Mapping[str, str]],
        part_of: Callable[[int, Sequence[int]], Part],
    ) -> None:
        self._segments = segments
        self._plain = {letter: stem for stem, letters in forms.items() for letter in letters.values()}
        self._part_of = part_of
        self._stems: dict[str, _Branch] = {}
        self._opened: dict[
            str, tuple[tuple[int, ...], tuple[str, ...]]
        ] = {}  # by first letter: segments, second letters

    def find(self, text: Sequence[str], units: Iterable[range]) -> defaultdict[Part, list[int]]:
        """The first tokens of every part in the units of a text, which has a letter for each token."""
        stems, plain = self._stems, self._plain
        for letter in set(text) - stems.keys():
            stems[letter] = self._stem(letter)
        found: defaultdict[Part, list[int]] = defaultdict(list)
        for unit in units:
            stop = unit.stop
            for first in unit:
                branch = stems[text[first]]
                if branch.part is not None:
                    found[branch.part].append(first)
                at = first + 1
                while at < stop:
                    step, letter = branch.step, text[at]
                    if letter not in step:
                        letter = plain.get(letter, letter)
                        if letter not in step:
                            break
                    following = step[letter]
                    if following is None:
                        positions = branch.positions if at > first + 1 else self._second(text[first], letter)
                        following = step[letter] = self._grown(positions, letter, at - first + 1)
                    branch = following
                    at += 1
                    if branch.part is not None:
                        found[branch.part].append(first)
        return found

    def _stem(self, letter: str) -> _Branch:
        """The branch of a first letter. Its positions are many: they are worked out for each second letter by itself."""
        ended: list[int] = []
        letters = ""
        for each in self._with_plain(letter):
            ended += map(int, self._segments.alone.get(each, "").split())
            letters += self._segments.followers.get(each, "")
        return _Branch((), letters, self._part_of(1, ended) if ended else None)

    def _second(self, first: str, second: str) -> Sequence[_Position]:
        """The positions behind the first letter of those segments that go on with the second one."""
        behind: list[_Position] = []
        texts = self._segments.texts
        for each in self._with_plain(first):
            numbers, seconds = self._opened_by(each)
            for letter in self._with_plain(second):
                starts: list[_Position] = []
                for number in compress(numbers, map(contains, seconds, repeat(letter))):
                    _open(texts[number], starts, [])
                _follow(starts, each, behind, [])
        return behind

    def _opened_by(self, letter: str) -> tuple[Sequence[int], Sequence[str]]:
        """The segments that a letter may begin, and what may follow it in each."""
        known = self._opened.get(letter)
        if known is None:
            numbers = tuple(map(int, self._segments.openings.get(letter, "").split()))
            known = self._opened[letter] = numbers, tuple(map(self._segments.seconds.__getitem__, numbers))
        return known

    def _grown(self, positions: Sequence[_Position], letter: str, width: int) -> _Branch:
        """The branch to which a letter leads from these positions; its words are `width`."""
        behind: list[_Position] = []
        ended: list[int] = []
        for each in self._with_plain(letter):
            _follow(positions, each, behind, ended)
        letters = "".join([firsts for firsts, _, _ in behind])
        return _Branch(behind, letters, self._part_of(width, ended) if ended else None)

    def _with_plain(self, letter: str) -> str:
        """A letter and, where it is that of a stem with its form, that of the stem."""
        return letter + self._plain[letter] if letter in self._plain else letter


def _follow(positions: Iterable[_Position], letter: str, behind: list[_Position], ended: list[int]) -> None:
    """Adds the positions behind a letter, and the numbers of the segments that end with it."""
    opening = OR + letter
    for _, words, after in [position for position in positions if letter in position[0]]:
        for option in words.split(opening)[1:]:
            if option and option[0] != OR:
                rest = option.partition(OR)[0]
                behind.append((rest[0], OR + rest, after))
            else:
                _open(after, behind, ended)


def _open(text: str, positions: list[_Position], ended: list[int]) -> None:
    """Adds the positions at which what is left of a segment goes on, and its number where it may end here."""
    while True:
        choice, more, text = text.partition(END)
        if not more:
            ended.append(int(choice))
            return
        firsts, _, words = choice.partition(WORDS)
        positions.append((firsts, words, text))
        if firsts[0] != ABSENT:
            return
