"""Occurrences: where each concept of a lexicon stands in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from agreementlint.terms import ConceptId

Place = tuple[int, int]  # last and first token, in this order, so that places sort as they are read
Stretch = tuple[int, int]  # first token and the one behind the last


class Occurrences:
    """Where each concept stands: by words that follow each other (parts) or by phrases with gaps (rows).

    `unit_of` gives the unit of every token. The places of a concept are put together when they are asked for.
    """

    __slots__ = ("_of_part", "_of_row", "_parts", "_rows", "unit_of")

    def __init__(self, unit_of: Sequence[int]) -> None:
        self.unit_of = unit_of
        self._of_part: dict[int, tuple[list[int], int]] = {}  # first tokens, and how many each has
        self._of_row: dict[int, list[tuple[Stretch, ...]]] = {}
        self._parts: defaultdict[ConceptId, list[int]] = defaultdict(list)
        self._rows: defaultdict[ConceptId, list[int]] = defaultdict(list)

    def add_words(self, part: int, concepts: Iterable[ConceptId], firsts: list[int], width: int) -> None:
        """Words that follow each other and stand for all these concepts."""
        known = self._of_part.get(part)
        if known is not None:
            known[0].extend(firsts)
            return
        self._of_part[part] = firsts, width
        for concept in concepts:
            self._parts[concept].append(part)

    def add_phrase(self, row: int, concepts: Iterable[ConceptId], stretches: tuple[Stretch, ...]) -> None:
        """A phrase with gaps that stands for all these concepts: the words that were asked for."""
        known = self._of_row.get(row)
        if known is not None:
            known.append(stretches)
            return
        self._of_row[row] = [stretches]
        for concept in concepts:
            self._rows[concept].append(row)

    def concepts(self) -> Collection[ConceptId]:
        """Every concept that occurs."""
        return dict.fromkeys((*self._parts, *self._rows))

    def words(self, concept: ConceptId) -> Iterable[Place]:
        """Each place of a concept where words follow each other without a gap, as they are read."""
        parts = self._parts.get(concept, ())
        found: list[Place] = []
        for part in parts:
            firsts, width = self._of_part[part]
            found += [(first + width - 1, first) for first in firsts]
        if len(parts) > 1:
            found.sort()
            return dict.fromkeys(found)
        return found

    def phrases(self, concept: ConceptId) -> Iterator[tuple[Stretch, ...]]:
        """Each place of a concept by a phrase with gaps."""
        for row in sorted(self._rows.get(concept, ())):
            yield from self._of_row[row]
