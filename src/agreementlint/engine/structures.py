"""Structures that no single statement shows: signatures, named parties, open slots."""

from __future__ import annotations

from typing import assert_never

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.names import is_firm
from agreementlint.engine.checks import Feature
from agreementlint.engine.finding import Finding, Miss
from agreementlint.engine.signing import find_signatures
from agreementlint.engine.slots import find_open_slots
from agreementlint.terms import ConceptId, Kind, Role, Shortfall
from agreementlint.text import Span

_LONG = 60  # words


def find_structure(feature: Feature, agreement: Agreement) -> Finding:
    """Whether the document shows a structure, with the words that show it."""
    match feature:
        case Feature.SIGNATURES:
            return find_signatures(agreement)
        case Feature.PARTIES_NAMED:
            return find_named_parties(agreement, _expected(agreement))
        case Feature.CLIENT_NAMED:
            return find_named_client(agreement)
        case Feature.SPONSOR_NAMED:
            return find_named_parties(agreement, (Role.SPONSOR,))
        case Feature.OPEN_SLOTS:
            return find_open_slots(agreement)
        case Feature.COMPANIONS:
            return find_companions(agreement)
        case _:
            assert_never(feature)


def find_companions(agreement: Agreement) -> Finding:
    """Whether an agreement is read together with its data-handling plan."""
    plan = agreement.kind is Kind.DATA_PLAN
    return Finding(any((other.kind is Kind.DATA_PLAN) is not plan for other in agreement.companions))


def find_named_parties(agreement: Agreement, roles: tuple[Role, ...]) -> Finding:
    """Whether each of these roles is bound to a name or a named slot."""
    spans: list[Span] = []
    missing: list[Role] = []
    for role in roles:
        bound = next((party.span for party in agreement.parties if party.role is role and party.span), None)
        if bound is None:
            missing.append(role)
        else:
            spans.append(bound)
    if not missing:
        return Finding(True, tuple(dict.fromkeys(_sentence(span, agreement) for span in spans)))
    reason = f"the {missing[0]} is not named"
    return Finding(False, (), tuple(Miss(-1, span, 1, reason, Shortfall.PARTIAL) for span in spans))


def _sentence(span: Span, agreement: Agreement) -> Span:
    """The sentence in which words stand; they themselves where it is long, as a preamble is, or no statement."""
    around = (each.span for each in agreement.statements if each.span.start <= span.start and span.end <= each.span.end)
    return next((each for each in around if len(agreement.quote(each).split()) <= _LONG), span)


def find_named_client(agreement: Agreement) -> Finding:
    """Whether the one who is coached is bound to a name or slot; a firm called "the Client" is who pays."""
    clients = [party for party in agreement.parties if party.role is Role.CLIENT and party.span]
    people = [party.span for party in clients if party.span and not is_firm(party.name)]
    if people:
        return Finding(True, (_sentence(people[0], agreement),))
    reason = "a firm is called the client, and who is coached is not said"
    return Finding(
        False, (), tuple(Miss(-1, party.span, 1, reason, Shortfall.PARTIAL) for party in clients if party.span)
    )


def _expected(agreement: Agreement) -> tuple[Role, ...]:
    """Coach and client, and a sponsor who is spoken of."""
    spoken_of = sum(map(len, agreement.mentions.get(ConceptId("sponsor"), {}).values()))
    if agreement.kind is Kind.SPONSORED and spoken_of:
        return (Role.COACH, Role.CLIENT, Role.SPONSOR)
    return (Role.COACH, Role.CLIENT)
