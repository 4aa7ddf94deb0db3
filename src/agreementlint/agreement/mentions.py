"""Mentions: every concept that occurs, unit by unit, with how it stands in its clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from agreementlint.agreement.conditions import CONDITION_LIST
from agreementlint.agreement.model import Hit
from agreementlint.agreement.products import NAMED_PLACE
from agreementlint.agreement.stances import Stances
from agreementlint.language.gaps import Widths
from agreementlint.language.quantities import CalendarDate, Duration, Money, Quantity, Slot, Unit
from agreementlint.language.standing import MODALITIES, POLARITIES, ROLES, Scope
from agreementlint.language.tokens import Tokens
from agreementlint.language.tokensets import set_of
from agreementlint.terms import ConceptId, Role

_QUANTITIES = tuple(map(ConceptId, ("duration", "short-duration", "money", "date", "slot")))
_DURATION, _SHORT_DURATION, _MONEY, _DATE, _SLOT = _QUANTITIES
_BRIEF_UNITS = frozenset({Unit.MINUTE, Unit.HOUR})

_NAMED_BY_SLOTS = (
    (_DURATION, frozenset("period months years weeks days duration retention".split())),
    (_MONEY, frozenset("fee fees amount price rate sum".split())),
    (_DATE, frozenset("date datum day".split())),
)

# Concepts that need no lexicon: parties, quantities by their type, names of systems, and lists of conditions.
BUILT_IN = (*(ConceptId(role) for role in Role), *_QUANTITIES, NAMED_PLACE, CONDITION_LIST)
_OF_ROLE = tuple(None if role is None else ConceptId(role) for role in ROLES)


class Mentions(Mapping[ConceptId, Mapping[int, Sequence[Hit]]]):
    """For each concept that occurs the units that it occurs in, with its hits, worked out when first asked for."""

    __slots__ = ("_known", "_scope", "_stances", "_units")

    def __init__(self, stances: Stances, scope: Scope, units: Sequence[range]) -> None:
        self._stances = stances
        self._scope = scope
        self._units = units
        self._known: dict[ConceptId, _OfConcept] = {}

    def __getitem__(self, concept: ConceptId) -> Mapping[int, Sequence[Hit]]:
        known = self._known.get(concept)
        if known is None:
            if not self._stances.of(concept).anyhow:
                raise KeyError(concept)
            known = self._known[concept] = _OfConcept(concept, self._stances, self._scope, self._units)
        return known

    def __iter__(self) -> Iterator[ConceptId]:
        return iter(self._stances.concepts())

    def __len__(self) -> int:
        return len(self._stances.concepts())


class _OfConcept(Mapping[int, Sequence[Hit]]):
    """The units that a concept occurs in, with its hits."""

    __slots__ = ("_concept", "_known", "_scope", "_stances", "_units")

    def __init__(self, concept: ConceptId, stances: Stances, scope: Scope, units: Sequence[range]) -> None:
        self._concept = concept
        self._stances = stances
        self._scope = scope
        self._units = units
        self._known: dict[int, Sequence[Hit]] = dict.fromkeys(stances.units_in_turn(concept), ())

    def __getitem__(self, unit: int) -> Sequence[Hit]:
        hits = self._known[unit]
        if not hits:
            hits = self._known[unit] = tuple(dict.fromkeys(self._read(self._units[unit])))
        return hits

    def __iter__(self) -> Iterator[int]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def _read(self, tokens: range) -> Iterator[Hit]:
        modalities, actors = self._scope.modality, self._scope.actor
        for first, last, polarity in self._stances.places(self._concept, tokens):
            yield Hit(first, last, POLARITIES[polarity], MODALITIES[modalities[first]], ROLES[actors[first]])


def party_places(mentions: Mapping[int, tuple[int, int]]) -> Iterator[tuple[ConceptId, int, int]]:
    """The mentions of parties as concepts named after their roles: concept, first token and number of tokens."""
    for first, (number, width) in mentions.items():
        concept = _OF_ROLE[number]
        if concept is not None:
            yield concept, first, width


def quantity_places(quantities: Sequence[Quantity], tokens: Tokens) -> Iterator[tuple[ConceptId, int, int]]:
    """The quantities as concepts named after their types: concept, first token and number of tokens."""
    starts, ends = tokens.starts, tokens.ends
    in_order = sorted(starts) == starts
    # Captions stand between the blocks they caption but behind the text's end: places are not in token order.
    order: Sequence[int] = range(len(tokens)) if in_order else sorted(range(len(tokens)), key=starts.__getitem__)
    if not in_order:
        starts, ends = [starts[index] for index in order], [ends[index] for index in order]
    for quantity in quantities:
        first = bisect_left(ends, quantity.span.start + 1)
        last = bisect_right(starts, quantity.span.end - 1) - 1
        if first <= last < len(order):
            for concept in _concepts_of(quantity):
                yield concept, order[first], order[last] + 1 - order[first]


def as_sets(places: Iterable[tuple[ConceptId, int, int]], size: int) -> dict[ConceptId, Widths]:
    """The places of concepts as sets of first tokens by number of tokens."""
    firsts: dict[ConceptId, dict[int, list[int]]] = {}
    for concept, first, width in places:
        firsts.setdefault(concept, {}).setdefault(width, []).append(first)
    return {
        concept: {width: set_of(tokens, size) for width, tokens in by_width.items()}
        for concept, by_width in firsts.items()
    }


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
