"""Occurrences: where each concept of a lexicon stands in a text, worked out when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from agreementlint.language.gaps import Gaps, Parts, Stretch, Widths
from agreementlint.language.tokensets import TokenSet, Units, members
from agreementlint.language.wordtree import Part, Places, Row
from agreementlint.terms import ConceptId


class Family(NamedTuple):
    """Which concepts each concept includes directly, and for each that is included itself and all that include it."""

    includes: Mapping[ConceptId, tuple[ConceptId, ...]]
    owners: Mapping[ConceptId, tuple[ConceptId, ...]]

    def owning(self, concepts: Collection[ConceptId]) -> list[ConceptId]:
        """These concepts and all that include one of them; one may come repeatedly."""
        return [each for concept in concepts for each in self.owners.get(concept, (concept,))]


class Occurrences:
    """Where each concept stands: by words that follow each other (parts) or by phrases with gaps (rows).

    `places` are the parts in each unit, `rows` the phrases of which a unit has the first two segments near each other.    A concept stands where its own phrases do and where those stand that
    it includes; no circle of these is allowed.
    """

    __slots__ = (
        "_family",
        "_gaps",
        "_openings",
        "_parts",
        "_parts_of",
        "_rows",
        "_rows_of",
        "_words",
        "places",
        "possible",
        "units",
    )

    def __init__(
        self,
        places: Sequence[Places],
        rows: Sequence[Row],
        family: Family,
        barriers: TokenSet,
        units: Units,
        size: int,
    ) -> None:
        self.units = units
        self._family = family
        self.places = places
        self._openings: dict[int, Widths] = {}
        self._words: dict[ConceptId, Widths] = {}
        self._rows: dict[ConceptId, Sequence[tuple[Row, Widths]]] = {}
        self._parts_of: defaultdict[ConceptId, list[Part]] = defaultdict(list)
        firsts_of: defaultdict[Part, list[int]] = defaultdict(list)
        for parts in places:
            for first, part in parts:
                firsts_of[part].append(first)
        for part in firsts_of:
            for concept in part.concepts:
                self._parts_of[concept].append(part)
        self._rows_of: defaultdict[ConceptId, list[Row]] = defaultdict(list)
        for row in rows:
            self._rows_of[row.concept].append(row)
        needed = frozenset([segment for row in rows for segment in row.segments])
        self._parts = Parts(firsts_of, needed, size)
        self._gaps = Gaps(self._parts, units, barriers, size)
        # No other concept has a place.
        self.possible = frozenset(family.owning(self._rows_of)).union(*[part.owners for part in firsts_of])

    def concepts(self) -> Collection[ConceptId]:
        """Every concept that occurs."""
        by_rows = (concept for concept in self._rows_of if self.own_rows(concept))
        own = dict.fromkeys((*self._parts_of, *by_rows))
        return dict.fromkeys(self._family.owning(own))

    def owners(self, concept: ConceptId) -> frozenset[ConceptId]:
        """A concept and all that include it."""
        return frozenset(self._family.owning((concept,)))

    def included(self, concept: ConceptId) -> tuple[ConceptId, ...]:
        """The concepts that a concept includes directly."""
        return self._family.includes.get(concept, ())

    def openings(self) -> Iterator[tuple[ConceptId, int]]:
        """The first token of every place of a phrase with gaps, and the concept whose own it is."""
        for concept in self._rows_of:
            for _, openings in self.own_rows(concept):
                for firsts in openings.values():
                    for first in members(firsts):
                        yield concept, first

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
