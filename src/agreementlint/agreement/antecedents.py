"""Whom "she" or "he" at the head of a sentence stands for: the one party that acts in the sentence before."""

from __future__ import annotations

from collections.abc import Sequence

from agreementlint.agreement.model import Statement
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
_ALONE = frozenset(ROLE_NUMBER[role] for role in (Role.COACH, Role.CLIENT, Role.SPONSOR))


def act_as_before(
    statements: Sequence[Statement], tokens: Tokens, units: Sequence[range], mentions: Mentions, scope: Scope
) -> None:
    """Gives "She shall lock it away" behind "The Coach keeps a notebook." the coach for the one who acts.

    Only where one party acts in the sentence before, is named there in the third person, and nobody else is, not even as an object.
    """
    acted: tuple[int, int] = (-1, 0)  # the block and who acted in it last
    for statement in statements:
        unit = units[statement.unit]
        if not unit:
            continue
        stems = tokens.stems[unit.start : unit.stop]
        if stems[0] in _PRONOUNS and acted[0] == statement.block and acted[1] and not scope.actor[unit.start]:
            for at in unit:
                if scope.actor[at] or (at > unit.start and at in mentions):
                    break
                scope.actor[at] = acted[1]
        roles = set(scope.actor[unit.start : unit.stop]) - {0}
        alone = len(roles) == 1 and roles <= _ALONE
        # "The coach gives the client a copy. She …" may mean either.
        alone = alone and all(mentions[at][0] in roles for at in unit if at in mentions)
        clear = alone and _OTHER_PEOPLE.isdisjoint(stems) and _SPEAKING.isdisjoint(stems)
        acted = (statement.block, roles.pop() if clear else 0)
