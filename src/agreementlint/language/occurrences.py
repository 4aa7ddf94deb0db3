"""Occurrences: where each concept of a lexicon stands in a text, worked out when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from agreementlint.language.gaps import Gaps, Part, Parts, Phrasebook, Row, Stretch, Widths
from agreementlint.language.tokensets import TokenSet, Units, members
from agreementlint.terms import ConceptId


class Occurrences:
    """Where each concept stands: by words that follow each other (parts) or by phrases with gaps (rows)."""

    __slots__ = ("_book", "_gaps", "_openings", "_parts", "_parts_of", "_places", "_rows", "_words", "units")

    def __init__(
        self, book: Phrasebook, places: Mapping[Part, Sequence[int]], barriers: TokenSet, units: Units, size: int
    ) -> None:
        self.units = units
        self._book = book
        self._parts = Parts(book, places, size)
        self._places = places
        self._gaps = Gaps(self._parts, units, barriers, size)
        self._openings: dict[int, Widths] = {}
        self._words: dict[ConceptId, Widths] = {}
        self._rows: dict[ConceptId, Sequence[tuple[Row, Widths]]] = {}
        self._parts_of: defaultdict[ConceptId, list[Part]] = defaultdict(list)
        for part in places.keys() & book.whole.keys():
            for concept in book.whole[part]:
                self._parts_of[concept].append(part)

    def concepts(self) -> Collection[ConceptId]:
        """Every concept that occurs."""
        by_phrases = (concept for concept in self._book.rows_of if self.rows(concept))
        return dict.fromkeys((*self._parts_of, *by_phrases))

    def places(self) -> Iterator[tuple[int, tuple[ConceptId, ...]]]:
        """The first token of every place of any concept, and the concepts."""
        whole = self._book.whole
        for part in self._places.keys() & whole.keys():
            concepts = whole[part]
            for first in self._places[part]:
                yield first, concepts
        for concept in self._book.rows_of:
            for _, openings in self.rows(concept):
                for firsts in openings.values():
                    for first in members(firsts):
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
            rows = self._book.rows
            opened = ((rows[number], self._opened(number)) for number in self._book.rows_of.get(concept, ()))
            known = self._rows[concept] = [each for each in opened if each[1]]
        return known

    def _opened(self, number: int) -> Widths:
        known = self._openings.get(number)
        if known is None:
            known = self._openings[number] = self._gaps.openings(self._book.rows[number])
        return known

    def stretches(self, row: Row, openings: Widths, tokens: TokenSet) -> Iterator[tuple[Stretch, ...]]:
        """The places of a phrase that open among these tokens, in order: the stretches of words that were asked for."""
        return self._gaps.stretches(row, openings, tokens)
