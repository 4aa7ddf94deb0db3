"""What stands around a statement: the headings above it, its neighbours, and how far words are from an act in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from agreementlint.agreement.model import Agreement, Hit, Statement
from agreementlint.agreement.stances import Place
from agreementlint.language.tokensets import TokenSet
from agreementlint.terms import Polarity

_NEAR = 2
# How the hits of a choice may stand, and where they are.
Places = list[tuple[tuple[Polarity, ...], Mapping[int, Sequence[Hit]]]]


def units_above(statement: Statement, agreement: Agreement) -> TokenSet:
    """The units of a statement, of what introduces it and of the headings above it."""
    layout = agreement.stances.layout
    known = layout.above.get(statement.index)
    if known is None:
        headings = agreement.heading_units(statement)
        known = layout.above[statement.index] = layout.set_of((statement.unit, *statement.context, *headings))
    return known


def units_nearby(statement: Statement, agreement: Agreement) -> TokenSet:
    """The same with the units of the statements before and after it in its section, or of the parts that it points to."""
    layout = agreement.stances.layout
    known = layout.nearby.get(statement.index)
    if known is None:
        near = () if statement.pointed else agreement.neighbours(statement, _NEAR)
        units = layout.set_of((*statement.pointed, *(each.unit for each in near if each.section == statement.section)))
        known = layout.nearby[statement.index] = units_above(statement, agreement) | units
    return known


def stands_near(places: Places, units: Iterable[int], act: Hit, own: int, within: int) -> bool:
    """Whether a choice stands in one of the units; in the unit `own` not further than `within` from the act."""
    for accepted, by_unit in places:
        for unit in units:
            for hit in by_unit.get(unit, ()):
                if hit.polarity in accepted and (unit != own or distance(act, hit) <= within):
                    return True
    return False


def distance(one: Hit | Place, other: Hit | Place) -> int:
    """How many tokens one has to go from the words of one to those of the other; 0 where they overlap."""
    return max(one.first - other.last, other.first - one.last, 0)
