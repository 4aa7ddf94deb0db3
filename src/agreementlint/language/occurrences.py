"""Occurrences: where each concept of a lexicon stands in a text, worked out when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from agreementlint.language.gaps import Gaps, Part, Parts, Phrasebook, Row, Stretch, Widths
from agreementlint.language.tokensets import TokenSet, Units
from agreementlint.terms import ConceptId


class Occurrences:
    """Where each concept stands: by words that follow each other (parts) or by phrases with gaps (rows)."""

    __slots__ = ("_book", "_gaps", "_openings", "_parts", "_parts_of", "units")

    def __init__(
        self, book: Phrasebook, places: Mapping[Part, Sequence[int]], barriers: TokenSet, units: Units, size: int
    ) -> None:
        self.units = units
        self._book = book
        self._parts = Parts(book, places, size)
        self._gaps = Gaps(self._parts, units, barriers, size)
        self._openings: dict[int, Widths] = {}
        self._parts_of: defaultdict[ConceptId, list[Part]] = defaultdict(list)
        for part in places.keys() & book.whole.keys():
            for concept in book.whole[part]:
                self._parts_of[concept].append(part)

    def concepts(self) -> Collection[ConceptId]:
        """Every concept that occurs."""
        by_phrases = (concept for concept in self._book.rows_of if any(self.rows(concept)))
        return dict.fromkeys((*self._parts_of, *by_phrases))

    def words(self, concept: ConceptId) -> Widths:
        """The places of a concept where words follow each other without a gap."""
        return self._parts.by_width(self._parts_of.get(concept, ()))

    def rows(self, concept: ConceptId) -> Iterator[tuple[Row, Widths]]:
        """The phrases with gaps by which a concept occurs, with the places of their first words."""
        rows, known = self._book.rows, self._openings
        for number in self._book.rows_of.get(concept, ()):
            openings = known.get(number)
            if openings is None:
                openings = known[number] = self._gaps.openings(rows[number])
            if openings:
                yield rows[number], openings

    def stretches(self, row: Row, openings: Widths, tokens: TokenSet) -> Iterator[tuple[Stretch, ...]]:
        """The places of a phrase that open among these tokens, in order: the stretches of words that were asked for."""
        return self._gaps.stretches(row, openings, tokens)
