"""The compiled lexicon: finds every concept of a text in one pass over its stems."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

import ahocorasick

from agreementlint.language.phrases import WIDEST_GAP, Part, expand
from agreementlint.language.tokens import Stems, Tokens
from agreementlint.terms import ConceptId

_BARRIERS = frozenset(";?!")


class Match(NamedTuple):
    """A concept's words: first and last token, and the tokens that matched (gaps left out)."""

    concept: ConceptId
    first: int
    last: int
    matched: tuple[range, ...]


class Lexicon:
    """Concepts and the phrases that stand for them, compiled for one pass.

    `entries` gives each concept's phrases; `includes` the concepts whose words count for it as well.
    """

    def __init__(
        self, entries: Mapping[ConceptId, tuple[str, ...]], includes: Mapping[ConceptId, tuple[ConceptId, ...]]
    ) -> None:
        self.stems = Stems()
        self.concepts = tuple(entries)
        self._parts: list[Part] = []
        self._whole: list[list[ConceptId]] = []  # by part: the concepts that it stands for alone
        self._opening: list[list[tuple[ConceptId, tuple[int, ...]]]] = []  # by part: gapped phrases it opens
        self._numbers: dict[str, int] = {}
        numbers: dict[Part, int] = {}
        owners = _owners(entries, includes)
        for concept, phrases in entries.items():
            for text in phrases:
                for phrase in expand(text, self.stems):
                    ids = [self._number(part, numbers) for part in phrase.parts]
                    for owner in owners[concept]:
                        if len(ids) == 1:
                            if owner not in self._whole[ids[0]]:
                                self._whole[ids[0]].append(owner)
                        else:
                            self._opening[ids[0]].append((owner, tuple(ids)))

    def _number(self, part: Part, numbers: dict[Part, int]) -> int:
        if part not in numbers:
            numbers[part] = len(self._parts)
            self._parts.append(part)
            self._whole.append([])
            self._opening.append([])
            for stem in part.stems:
                self._numbers.setdefault(stem, len(self._numbers) + 1)
        return numbers[part]

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

    def find(self, tokens: Tokens, units: Iterable[range]) -> list[Match]:
        """Every concept in the tokens, in no promised order; nothing matches across two units."""
        if not self._parts or not len(tokens):
            return []
        automaton, groups = self._automaton
        numbers = self._numbers
        unit_of = [0] * len(tokens)
        for index, unit in enumerate(units):
            for token in unit:
                unit_of[token] = index
        places: dict[int, list[int]] = {}
        normals = tokens.normals
        parts = self._parts
        whole = self._whole
        found: list[Match] = []
        for last, group in automaton.iter(tuple(numbers.get(stem, 0) for stem in tokens.stems)):
            for index in groups[group]:
                part = parts[index]
                first = last - len(part.stems) + 1
                if first < last and unit_of[first] != unit_of[last]:
                    continue
                if part.exact and any(normals[first + at] != form for at, form in part.exact):
                    continue
                places.setdefault(index, []).append(first)
                if whole[index]:
                    matched = (range(first, last + 1),)
                    found.extend(Match(concept, first, last, matched) for concept in whole[index])
        for index, firsts in places.items():
            for concept, ids in self._opening[index]:
                if all(part_id in places for part_id in ids):
                    for first in firsts:
                        match = self._gapped(concept, ids, first, places, tokens, unit_of)
                        if match is not None:
                            found.append(match)
        return found

    def _gapped(
        self,
        concept: ConceptId,
        ids: tuple[int, ...],
        first: int,
        places: Mapping[int, list[int]],
        tokens: Tokens,
        unit_of: list[int],
    ) -> Match | None:
        matched = [range(first, first + len(self._parts[ids[0]].stems))]
        for part_id in ids[1:]:
            here = matched[-1].stop
            options = places[part_id]
            at = bisect_left(options, here)
            if at == len(options):
                return None
            begin = options[at]
            if begin - here > WIDEST_GAP or unit_of[begin] != unit_of[first]:
                return None
            if any(tokens.stems[between] in _BARRIERS for between in range(here, begin)):
                return None
            matched.append(range(begin, begin + len(self._parts[part_id].stems)))
        return Match(concept, first, matched[-1].stop - 1, tuple(matched))


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
