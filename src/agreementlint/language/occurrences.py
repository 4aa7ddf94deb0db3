"""Occurrences: where each concept of a lexicon stands in a text, worked out when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from agreementlint.language.gaps import Gaps, Parts, Stretch, Widths
from agreementlint.language.tokensets import TokenSet, Units, members
from agreementlint.language.wordtree import Part, Row
from agreementlint.terms import ConceptId


class Family(NamedTuple):
    """Which concepts each concept includes directly, and for each that is included itself and all that include it."""

    includes: Mapping[ConceptId, tuple[ConceptId, ...]]
    owners: Mapping[ConceptId, tuple[ConceptId, ...]]


class Occurrences:
    """Where each concept stands: by words that follow each other (parts) or by phrases with gaps (rows).

    `rows` are those whose segments are all there. A concept stands where its own phrases do and where those stand that
    it includes; no circle of these is allowed.
    """

    __slots__ = (
        "_family",
        "_gaps",
        "_openings",
        "_parts",
        "_parts_of",
        "_places",
        "_rows",
        "_rows_of",
        "_words",
        "possible",
        "units",
    )

    def __init__(
        self,
        places: Mapping[Part, Sequence[int]],
        rows: Sequence[Row],
        family: Family,
        barriers: TokenSet,
        units: Units,
        size: int,
    ) -> None:
        self.units = units
        self._family = family
        self._places = places
        self._openings: dict[int, Widths] = {}
        self._words: dict[ConceptId, Widths] = {}
        self._rows: dict[ConceptId, Sequence[tuple[Row, Widths]]] = {}
        self._parts_of: defaultdict[ConceptId, list[Part]] = defaultdict(list)
        for part in places:
            for concept in part.concepts:
                self._parts_of[concept].append(part)
        self._rows_of: defaultdict[ConceptId, list[Row]] = defaultdict(list)
        for row in rows:
            self._rows_of[row.concept].append(row)
        needed = frozenset([segment for row in rows for segment in row.segments])
        self._parts = Parts(places, needed, size)
        self._gaps = Gaps(self._parts, units, barriers, size)
        own = self._parts_of.keys() | self._rows_of.keys()
        self.possible = own.union(*map(self.owners, own))  # no other concept has a place

    def concepts(self) -> Collection[ConceptId]:
        """Every concept that occurs."""
        by_rows = (concept for concept in self._rows_of if self.own_rows(concept))
        own = dict.fromkeys((*self._parts_of, *by_rows))
        return dict.fromkeys([each for concept in own for each in self.owners(concept)])

    def owners(self, concept: ConceptId) -> tuple[ConceptId, ...]:
        """A concept and all that include it."""
        return self._family.owners.get(concept, (concept,))

    def included(self, concept: ConceptId) -> tuple[ConceptId, ...]:
        """The concepts that a concept includes directly."""
        return self._family.includes.get(concept, ())

    def places(self) -> Iterator[tuple[int, tuple[ConceptId, ...]]]:
        """The first token of every place of any phrase, and the concepts whose own phrase it is."""
        for part, firsts in self._places.items():
            if part.concepts:
                for first in firsts:
                    yield first, part.concepts
        for concept in self._rows_of:
            for _, openings in self.own_rows(concept):
                for firsts_of_row in openings.values():
                    for first in members(firsts_of_row):
                        yield first, (concept,)

    def own_words(self, concept: ConceptId) -> Widths:
        """The places of a concept's own phrases where words follow each other without a gap."""
        parts = self._parts_of.get(concept)
        return self._parts.by_width(parts) if parts else {}

    def words(self, concept: ConceptId) -> Widths:
        """The places of a concept where words follow each other without a gap."""
        known = self._words.get(concept)
        if known is None:
            found = dict(self.own_words(concept))
            self._words[concept] = found
            for part in self.included(concept):
                for width, firsts in self.words(part).items():
                    found[width] = found.get(width, 0) | firsts
            known = found
        return known

    def own_rows(self, concept: ConceptId) -> Sequence[tuple[Row, Widths]]:
        """A concept's own phrases with gaps by which it occurs, with the places of their first words."""
        opened = [(row, self._opened(row)) for row in self._rows_of.get(concept, ())]
        return [each for each in opened if each[1]]

    def rows(self, concept: ConceptId) -> Sequence[tuple[Row, Widths]]:
        """The phrases with gaps by which a concept occurs, in their order, with the places of their first words."""
        known = self._rows.get(concept)
        if known is None:
            known = self._rows[concept] = self.own_rows(concept)
            included = self.included(concept)
            if included:
                found = {each[0].number: each for part in included for each in self.rows(part)}
                found.update({each[0].number: each for each in known})
                known = self._rows[concept] = [found[number] for number in sorted(found)]
        return known

    def _opened(self, row: Row) -> Widths:
        known = self._openings.get(row.number)
        if known is None:
            known = self._openings[row.number] = self._gaps.openings(row)
        return known

    def stretches(self, row: Row, openings: Widths, tokens: TokenSet) -> Iterator[tuple[Stretch, ...]]:
        """The places of a phrase that open among these tokens, in order: the stretches of words that were asked for."""
        return self._gaps.stretches(row, openings, tokens)
