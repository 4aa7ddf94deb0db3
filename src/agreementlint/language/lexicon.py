"""The compiled lexicon: finds every concept of a text in one pass over its stems."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import ahocorasick

from agreementlint.language.phrases import Part, Phrase, parse
from agreementlint.language.tokens import Stems, Tokens
from agreementlint.terms import ConceptId

_BARRIERS = frozenset(";?!")


class Match(NamedTuple):
    """Words that stand for one or more concepts: first and last token, and the stretches that matched.

    `matched` is empty where the words follow each other without a gap.
    """

    concepts: tuple[ConceptId, ...]
    first: int
    last: int
    matched: tuple[range, ...] = ()


class Lexicon:
    """Concepts and the phrases that stand for them, compiled for one pass.

    `entries` gives each concept's phrases; `includes` the concepts whose words count for it as well.
    Raises BadPhrase.
    """

    def __init__(
        self, entries: Mapping[ConceptId, tuple[str, ...]], includes: Mapping[ConceptId, tuple[ConceptId, ...]]
    ) -> None:
        self.stems = Stems()
        self.concepts = tuple(entries)
        self._parts: list[Part] = []
        self._classes_of: list[list[int]] = []  # by part: the classes that it belongs to
        self._whole: list[tuple[ConceptId, ...]] = []  # by part: the concepts that it stands for alone
        self._opening: list[list[_Row]] = []  # by class: the rows of segments that it opens
        self._numbers: dict[str, int] = {}  # by stem
        parts: dict[Part, int] = {}
        classes: dict[tuple[Part, ...], int] = {}
        owners = _owners(entries, includes)
        for concept, phrases in entries.items():
            for text in phrases:
                for phrase in parse(text, self.stems):
                    self._add(tuple(owners[concept]), phrase, parts, classes)

    def _add(
        self,
        concepts: tuple[ConceptId, ...],
        phrase: Phrase,
        parts: dict[Part, int],
        classes: dict[tuple[Part, ...], int],
    ) -> None:
        if len(phrase) == 1:
            for part in phrase[0].parts:
                number = self._part(part, parts)
                self._whole[number] = tuple(dict.fromkeys(self._whole[number] + concepts))
            return
        row = []
        for segment in phrase:
            if segment.parts not in classes:
                number = classes[segment.parts] = len(self._opening)
                self._opening.append([])
                for part in segment.parts:
                    self._classes_of[self._part(part, parts)].append(number)
            row.append((classes[segment.parts], segment.gap))
        self._opening[row[0][0]].append((concepts, tuple(row[1:])))

    def _part(self, part: Part, parts: dict[Part, int]) -> int:
        if part not in parts:
            parts[part] = len(self._parts)
            self._parts.append(part)
            self._classes_of.append([])
            self._whole.append(())
            for stem in part.stems:
                self._numbers.setdefault(stem, len(self._numbers) + 1)
        return parts[part]

    def __getstate__(self) -> tuple[object, ...]:
        _ = self._automaton  # built before it is kept, so that no start has to build it again
        return tuple(self.__dict__[name] for name in _KEPT)

    def __setstate__(self, state: tuple[object, ...]) -> None:
        self.stems = Stems()
        self.__dict__.update(zip(_KEPT, state, strict=True))

    @cached_property
    def _automaton(self) -> tuple[ahocorasick.Automaton, list[list[int]]]:
        automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS, ahocorasick.KEY_SEQUENCE)
        by_stems: dict[tuple[int, ...], list[int]] = {}
        for index, part in enumerate(self._parts):
            by_stems.setdefault(tuple(self._numbers[stem] for stem in part.stems), []).append(index)
        groups = list(by_stems.values())
        for number, key in enumerate(by_stems):
            automaton.add_word(key, number)
        automaton.make_automaton()
        return automaton, groups

    def find(self, tokens: Tokens, units: Sequence[range]) -> list[Match]:
        """Every concept in the tokens, in no promised order; nothing matches across two units."""
        if not self._parts or not len(tokens):
            return []
        unit_of = [0] * len(tokens)
        for index, unit in enumerate(units):
            unit_of[unit.start : unit.stop] = [index] * len(unit)
        found: list[Match] = []
        by_part = self._places(tokens, unit_of, found)
        present: dict[int, list[list[tuple[int, int]]]] = {}
        for part, here in by_part.items():
            for number in self._classes_of[part]:
                if number in present:
                    present[number].append(here)
                else:
                    present[number] = [here]
        blocked = {index for index, stem in enumerate(tokens.stems) if stem in _BARRIERS}
        places: dict[int, list[tuple[int, int]]] = {}
        for opening in sorted(present):
            for concepts, row in self._opening[opening]:
                if not all(number in present for number, _ in row):
                    continue
                for number in (opening, *(number for number, _ in row)):
                    if number not in places:
                        places[number] = sorted(chain.from_iterable(present[number]))
                for first, stop in places[opening]:
                    matched = _extended(row, 0, stop, places, units[unit_of[first]].stop, blocked)
                    if matched is not None:
                        found.append(Match(concepts, first, matched[-1].stop - 1, (range(first, stop), *matched)))
        return found

    def _places(self, tokens: Tokens, unit_of: Sequence[int], found: list[Match]) -> dict[int, list[tuple[int, int]]]:
        """Where each part stands that a longer phrase is made of; whole phrases are put into `found` on the way."""
        automaton, groups = self._automaton
        numbers, normals, parts, whole, classes_of = (
            self._numbers, tokens.normals, self._parts, self._whole, self._classes_of,
        )  # fmt: skip
        places: dict[int, list[tuple[int, int]]] = {}
        for last, group in automaton.iter(tuple([numbers.get(stem, 0) for stem in tokens.stems])):
            for index in groups[group]:
                part = parts[index]
                first = last - len(part.stems) + 1
                if first < last and unit_of[first] != unit_of[last]:
                    continue
                if part.exact and not all(normals[first + at] == form for at, form in part.exact):
                    continue
                if classes_of[index]:
                    if index in places:
                        places[index].append((first, last + 1))
                    else:
                        places[index] = [(first, last + 1)]
                if whole[index]:
                    found.append(Match(whole[index], first, last))
        return places


_Row = tuple[tuple[ConceptId, ...], tuple[tuple[int, int], ...]]  # concepts, then (class, widest gap) of what follows
_KEPT = ("concepts", "_parts", "_classes_of", "_whole", "_opening", "_numbers", "_automaton")


def _extended(
    row: tuple[tuple[int, int], ...],
    at: int,
    stop: int,
    places: Mapping[int, list[tuple[int, int]]],
    end: int,
    blocked: set[int],
) -> tuple[range, ...] | None:
    """The nearest places of the rest of a row behind `stop`, inside the unit that ends at `end`."""
    if at == len(row):
        return ()
    number, gap = row[at]
    options = places[number]
    for index in range(bisect_left(options, (stop, 0)), len(options)):
        first, last = options[index]
        if first - stop > gap or first >= end:
            return None
        if gap and any(token in blocked for token in range(stop, first)):
            return None
        rest = _extended(row, at + 1, last, places, end, blocked)
        if rest is not None:
            return (range(first, last), *rest)
    return None


def _owners(
    entries: Mapping[ConceptId, tuple[str, ...]], includes: Mapping[ConceptId, tuple[ConceptId, ...]]
) -> dict[ConceptId, list[ConceptId]]:
    """For each concept, itself and every concept that includes it, directly or not."""
    owners = {concept: [concept] for concept in entries}
    for concept in entries:
        seen = {concept}
        waiting = list(includes.get(concept, ()))
        while waiting:
            part = waiting.pop()
            if part not in seen:
                seen.add(part)
                owners[part].append(concept)
                waiting.extend(includes.get(part, ()))
    return owners
