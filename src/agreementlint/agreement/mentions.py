"""Mentions: every concept that occurs, unit by unit, with how it stands in its clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from agreementlint.agreement.model import Hit
from agreementlint.language.occurrences import Occurrences, Place, Stretch
from agreementlint.language.quantities import CalendarDate, Duration, Money, Quantity, Slot, Unit
from agreementlint.language.scope import MODALITIES, NEGATED, PLAIN, POLARITIES, ROLES, Scope
from agreementlint.language.tokens import Tokens
from agreementlint.terms import ConceptId, Role

_QUANTITIES = tuple(map(ConceptId, ("duration", "short-duration", "money", "date", "slot")))
_DURATION, _SHORT_DURATION, _MONEY, _DATE, _SLOT = _QUANTITIES
_BRIEF_UNITS = frozenset({Unit.MINUTE, Unit.HOUR})

_NAMED_BY_SLOTS = (
    (_DURATION, frozenset("period months years weeks days duration retention".split())),
    (_MONEY, frozenset("fee fees amount price rate sum".split())),
    (_DATE, frozenset("date datum day".split())),
)

# Concepts that need no lexicon: parties, and quantities by their type.
BUILT_IN = tuple(ConceptId(role) for role in Role) + _QUANTITIES
_OF_ROLE = tuple(None if role is None else ConceptId(role) for role in ROLES)


class Mentions(Mapping[ConceptId, Mapping[int, Sequence[Hit]]]):
    """For each concept that occurs the units that it occurs in, with its hits.

    How a concept stands is worked out when it is first asked for; most are never asked for.
    """

    __slots__ = ("_built_in", "_hits", "_known", "_occurrences", "_scope")

    def __init__(self, occurrences: Occurrences, built_in: Mapping[ConceptId, Sequence[Place]], scope: Scope) -> None:
        self._occurrences = occurrences
        self._built_in = built_in
        self._scope = scope
        self._known: dict[ConceptId, dict[int, list[Hit]]] = {}
        self._hits: dict[Place, Hit] = {}

    def __getitem__(self, concept: ConceptId) -> Mapping[int, Sequence[Hit]]:
        by_unit = self._known.get(concept)
        if by_unit is None:
            by_unit = self._known[concept] = self._read(concept)
        if not by_unit:
            raise KeyError(concept)
        return by_unit

    def __iter__(self) -> Iterator[ConceptId]:
        yield from self._occurrences.concepts()
        yield from self._built_in

    def __len__(self) -> int:
        return len(self._occurrences.concepts()) + len(self._built_in)

    def _read(self, concept: ConceptId) -> dict[int, list[Hit]]:
        words: Iterable[Place] = self._built_in.get(concept, ()) or self._occurrences.words(concept)
        unit_of, hits, scope = self._occurrences.unit_of, self._hits, self._scope
        polarities, modalities, actors = scope.polarity, scope.modality, scope.actor
        by_unit: dict[int, list[Hit]] = {}
        for place in words:
            hit = hits.get(place)
            if hit is None:
                last, first = place
                polarity = polarities[first]
                if polarity == NEGATED and first <= scope.cause[first] <= last:
                    polarity = PLAIN
                hit = Hit(first, last, POLARITIES[polarity], MODALITIES[modalities[first]], ROLES[actors[first]])
                hits[place] = hit
            unit = unit_of[hit[0]]
            if unit in by_unit:
                by_unit[unit].append(hit)
            else:
                by_unit[unit] = [hit]
        for stretches in self._occurrences.phrases(concept):
            first, last = stretches[0][0], stretches[-1][1] - 1
            stance = POLARITIES[_polarity(stretches, scope)]
            hit = Hit(first, last, stance, MODALITIES[modalities[first]], ROLES[actors[first]])
            known = by_unit.setdefault(unit_of[first], [])
            if hit not in known:
                known.append(hit)
        return by_unit


def _polarity(stretches: Sequence[Stretch], scope: Scope) -> int:
    """The polarity of a phrase with gaps; a denial inside its words does not change it but one in a gap does."""
    first, last = stretches[0][0], stretches[-1][1] - 1
    for token in (first, last):
        if scope.polarity[token] == NEGATED:
            cause = scope.cause[token]
            return PLAIN if any(begin <= cause < end for begin, end in stretches) else NEGATED
        if scope.polarity[token] != PLAIN:
            break
    return scope.polarity[first]


def party_places(mentions: Mapping[int, tuple[int, int]]) -> dict[ConceptId, list[Place]]:
    """The mentions of parties, as concepts named after their roles."""
    places: dict[ConceptId, list[Place]] = {}
    for first, (number, width) in mentions.items():
        concept = _OF_ROLE[number]
        if concept is not None:
            places.setdefault(concept, []).append((first + width - 1, first))
    return places


def quantity_places(quantities: Sequence[Quantity], tokens: Tokens) -> dict[ConceptId, list[Place]]:
    """The quantities, as concepts named after their types."""
    starts, ends = tokens.starts, tokens.ends
    in_order = sorted(starts) == starts
    # Captions stand between the blocks they caption but behind the text's end: places are not in token order.
    order: Sequence[int] = range(len(tokens)) if in_order else sorted(range(len(tokens)), key=starts.__getitem__)
    if not in_order:
        starts, ends = [starts[index] for index in order], [ends[index] for index in order]
    places: dict[ConceptId, list[Place]] = {}
    for quantity in quantities:
        first = bisect_left(ends, quantity.span.start + 1)
        last = bisect_right(starts, quantity.span.end - 1) - 1
        if first <= last < len(order):
            for concept in _concepts_of(quantity):
                places.setdefault(concept, []).append((order[last], order[first]))
    return places


def _concepts_of(quantity: Quantity) -> tuple[ConceptId, ...]:
    """The concept of a quantity; a blank that names a quantity ("[PERIOD]") stands for one as well."""
    match quantity:
        case Duration(unit=unit):
            return (_SHORT_DURATION if unit in _BRIEF_UNITS else _DURATION,)
        case Money():
            return (_MONEY,)
        case CalendarDate():
            return (_DATE,)
        case Slot(name=name):
            words = set(name.lower().replace("_", " ").split())
            return (_SLOT, *(concept for concept, names in _NAMED_BY_SLOTS if words & names))
