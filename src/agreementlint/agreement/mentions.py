"""Mentions: every concept that occurs, unit by unit, with how it stands in its clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from agreementlint.agreement.model import Hit
from agreementlint.language.lexicon import Match
from agreementlint.language.quantities import CalendarDate, Duration, Money, Quantity, Slot, Unit
from agreementlint.language.scope import MODALITIES, NEGATED, PLAIN, POLARITIES, ROLES, Scope
from agreementlint.language.tokens import Tokens
from agreementlint.terms import ConceptId, Role

_QUANTITIES = tuple(map(ConceptId, ("duration", "short-duration", "money", "date", "slot")))
_DURATION, _SHORT_DURATION, _MONEY, _DATE, _SLOT = _QUANTITIES
_BRIEF_UNITS = frozenset({Unit.MINUTE, Unit.HOUR})

# Concepts that need no lexicon: parties, and quantities by their type.
BUILT_IN = tuple(ConceptId(role) for role in Role) + _QUANTITIES


def read_mentions(
    matches: Sequence[Match], units: Sequence[range], size: int, scope: Scope
) -> dict[ConceptId, dict[int, list[Hit]]]:
    """For each concept the units that it occurs in, with its hits; `size` is the number of tokens."""
    unit_of = [0] * size
    for index, tokens in enumerate(units):
        unit_of[tokens.start : tokens.stop] = [index] * len(tokens)
    polarities, modalities, actors = scope.polarity, scope.modality, scope.actor
    mentions: dict[ConceptId, dict[int, list[Hit]]] = {}
    made: dict[tuple[int, int, tuple[range, ...]], Hit] = {}
    for concepts, first, last, matched in matches:
        hit = made.get((first, last, matched))
        if hit is None:
            polarity = polarities[first]
            if polarity == NEGATED or (matched and polarity == PLAIN):
                polarity = _polarity(first, last, matched, scope)
            hit = Hit(first, last, POLARITIES[polarity], MODALITIES[modalities[first]], ROLES[actors[first]])
            made[first, last, matched] = hit
        unit = unit_of[first]
        for concept in concepts:
            by_unit = mentions.get(concept)
            if by_unit is None:
                by_unit = mentions[concept] = {}
            hits = by_unit.get(unit)
            if hits is None:
                by_unit[unit] = [hit]
            elif hit not in hits:
                hits.append(hit)
    return mentions


def _polarity(first: int, last: int, matched: tuple[range, ...], scope: Scope) -> int:
    """The polarity of a phrase, which a denial inside the phrase does not change but one in its gap does."""
    stretches = matched or (range(first, last + 1),)
    polarity, cause = scope.polarity[first], scope.cause[first]
    if polarity == NEGATED:
        return PLAIN if any(cause in stretch for stretch in stretches) else NEGATED
    if scope.polarity[last] == NEGATED and not any(scope.cause[last] in stretch for stretch in stretches):
        return NEGATED
    return polarity


def party_matches(mentions: Mapping[int, tuple[int, int]]) -> list[Match]:
    """The mentions of parties as concepts named after their roles."""
    return [
        Match((ConceptId(role),), first, first + width - 1)
        for first, (number, width) in mentions.items()
        if (role := ROLES[number]) is not None
    ]


def quantity_matches(quantities: Sequence[Quantity], tokens: Tokens) -> list[Match]:
    """The quantities as concepts named after their types."""
    # Captions stand between the blocks they caption but behind the text's end: places are not in token order.
    order = sorted(range(len(tokens)), key=tokens.starts.__getitem__)
    starts = [tokens.starts[index] for index in order]
    ends = [tokens.ends[index] for index in order]
    matches = []
    for quantity in quantities:
        first = bisect_left(ends, quantity.span.start + 1)
        last = bisect_right(starts, quantity.span.end - 1) - 1
        if first <= last < len(order):
            matches.append(Match((_concept_of(quantity),), order[first], order[last]))
    return matches


def _concept_of(quantity: Quantity) -> ConceptId:
    match quantity:
        case Duration(unit=unit):
            return _SHORT_DURATION if unit in _BRIEF_UNITS else _DURATION
        case Money():
            return _MONEY
        case CalendarDate():
            return _DATE
        case Slot():
            return _SLOT
