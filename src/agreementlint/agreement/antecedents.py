"""Whom "she" or "he" at the head of a sentence stands for: the one party called so, or who acts in the sentence before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agreementlint.agreement.model import Party, Statement
from agreementlint.language.clause import Mentions
from agreementlint.language.standing import ROLE_NUMBER, Scope
from agreementlint.language.tokens import Tokens, stemmed
from agreementlint.terms import Role

_PRONOUNS = frozenset(["she", "he"])
_SPEAKING = stemmed("i we you me us my our your")
# Somebody else in the sentence before who may be meant as well.
_OTHER_PEOPLE = stemmed(
    "supervisor assistant colleague mentor accountant bookkeeper partner administrator lawyer solicitor manager deputy "
    "executor executrix employee successor trustee secretary doctor child parent interviewee person friend associate "
    "boss head director owner officer"
)
_CALLED = {"mr": "he", "ms": "she", "mrs": "she", "miss": "she", "herr": "he", "frau": "she"}
_ALONE = frozenset(ROLE_NUMBER[role] for role in (Role.COACH, Role.CLIENT, Role.SPONSOR))


def act_as_before(
    statements: Sequence[Statement],
    tokens: Tokens,
    units: Sequence[range],
    mentions: Mentions,
    scope: Scope,
    parties: Sequence[Party],
) -> None:
    """Gives "She shall lock it away" behind "The Coach keeps a notebook." the coach for the one who acts.

    Only where one party acts in the sentence before, is named there in the third person, and nobody else is, not even as an object.
    Where the client is a Mr Webb and all others are women, "he" is the client whoever acts in the sentence before.
    """
    called = _pronouns(parties)
    acted: tuple[int, int] = (-1, 0)  # the block and who acted in it last
    outsiders = False  # whether the sentence before speaks of somebody who is no party
    for statement in statements:
        unit = units[statement.unit]
        if not unit:
            continue
        stems = tokens.stems[unit.start : unit.stop]
        if stems[0] in _PRONOUNS and not scope.actor[unit.start]:
            meant = acted[1] if acted[0] == statement.block else 0
            if called and not outsiders:
                meant = called.get(stems[0], 0 if meant in called.values() else meant)
            for at in unit if meant else ():
                if scope.actor[at] or (at > unit.start and at in mentions):
                    break
                scope.actor[at] = meant
        outsiders = not _OTHER_PEOPLE.isdisjoint(stems)
        roles = set(scope.actor[unit.start : unit.stop]) - {0}
        alone = len(roles) == 1 and roles <= _ALONE
        # "The coach gives the client a copy. She …" may mean either.
        alone = alone and all(mentions[at][0] in roles for at in unit if at in mentions)
        clear = alone and not outsiders and _SPEAKING.isdisjoint(stems)
        acted = (statement.block, roles.pop() if clear else 0)


def _pronouns(parties: Sequence[Party]) -> Mapping[str, int]:
    """The pronoun by which one party alone is spoken of, told from "Mr" and "Ms", with the number of its role."""
    roles: dict[str, set[Role]] = {}
    for party in parties:
        if party.name and (pronoun := _CALLED.get(party.name.split()[0].rstrip(".").lower())):
            roles.setdefault(pronoun, set()).add(party.role)
    return {
        pronoun: ROLE_NUMBER[role]
        for pronoun, those in roles.items()
        if len(those) == 1 and ROLE_NUMBER[role := next(iter(those))] in _ALONE
    }
