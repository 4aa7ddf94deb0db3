"""Occurrences: where each concept of a lexicon stands in a text, worked out when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from agreementlint.language.gaps import Gaps, Parts, Stretch, Widths
from agreementlint.language.tokensets import TokenSet, Units, members
from agreementlint.language.wordtree import Part, Row
from agreementlint.terms import ConceptId


class Occurrences:
    """Where each concept stands: by words that follow each other (parts) or by phrases with gaps (rows)."""

    __slots__ = ("_gaps", "_openings", "_parts", "_parts_of", "_places", "_rows", "_rows_of", "_words", "units")

    def __init__(self, places: Mapping[Part, Sequence[int]], barriers: TokenSet, units: Units, size: int) -> None:
        self.units = units
        self._parts = Parts(places, size)
        self._places = places
        self._gaps = Gaps(self._parts, units, barriers, size)
        self._openings: dict[int, Widths] = {}
        self._words: dict[ConceptId, Widths] = {}
        self._rows: dict[ConceptId, Sequence[tuple[Row, Widths]]] = {}
        self._parts_of: defaultdict[ConceptId, list[Part]] = defaultdict(list)
        for part in places:
            for concept in part.concepts:
                self._parts_of[concept].append(part)
        there = self._parts.segments
        possible = {row.number: row for part in places for row in part.rows if there.issuperset(row.segments)}
        self._rows_of: defaultdict[ConceptId, list[Row]] = defaultdict(list)  # those whose segments are all there
        for number in sorted(possible):
            for concept in possible[number].concepts:
                self._rows_of[concept].append(possible[number])

    def concepts(self) -> Collection[ConceptId]:
        """Every concept that occurs."""
        return dict.fromkeys((*self._parts_of, *(concept for concept in self._rows_of if self.rows(concept))))

    def places(self) -> Iterator[tuple[int, tuple[ConceptId, ...]]]:
        """The first token of every place of any concept, and the concepts."""
        for part, firsts in self._places.items():
            if part.concepts:
                for first in firsts:
                    yield first, part.concepts
        for concept in self._rows_of:
            for _, openings in self.rows(concept):
                for firsts_of_row in openings.values():
                    for first in members(firsts_of_row):
                        yield first, (concept,)

    def words(self, concept: ConceptId) -> Widths:
        """The places of a concept where words follow each other without a gap."""
        known = self._words.get(concept)
        if known is None:
            known = self._words[concept] = self._parts.by_width(self._parts_of.get(concept, ()))
        return known

    def rows(self, concept: ConceptId) -> Sequence[tuple[Row, Widths]]:
        """The phrases with gaps by which a concept occurs, with the places of their first words."""
        known = self._rows.get(concept)
        if known is None:
            opened = ((row, self._opened(row)) for row in self._rows_of.get(concept, ()))
            known = self._rows[concept] = [each for each in opened if each[1]]
        return known

    def _opened(self, row: Row) -> Widths:
        known = self._openings.get(row.number)
        if known is None:
            known = self._openings[row.number] = self._gaps.openings(row)
        return known

    def stretches(self, row: Row, openings: Widths, tokens: TokenSet) -> Iterator[tuple[Stretch, ...]]:
        """The places of a phrase that open among these tokens, in order: the stretches of words that were asked for."""
        return self._gaps.stretches(row, openings, tokens)
