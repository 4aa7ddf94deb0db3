"""Whom "you" means in a letter to several people: the one whom the sentence, or one before it, calls by name."""

from __future__ import annotations

from collections.abc import Sequence

from agreementlint.agreement.model import Statement
from agreementlint.language.clause import Mentions
from agreementlint.language.standing import ROLE_NUMBER
from agreementlint.language.tokens import Tokens
from agreementlint.terms import Role

_ADDRESSED = frozenset(ROLE_NUMBER[role] for role in (Role.CLIENT, Role.SPONSOR))
_SECOND = frozenset("you your yours yourself".split())
_SPOKEN = _SECOND | frozenset("i me my we us our".split())
_AND = frozenset(("and", "or"))
_FEW = 9  # tokens behind a name that is called in which it is spoken to


def as_addressed(
    statements: Sequence[Statement], tokens: Tokens, units: Sequence[range], mentions: Mentions
) -> Mentions:
    """The mentions without the names that are only called ("Ana, what you say"), and with "you" for who is called.

    Who is called is "you" to the end of the block, or until somebody else is called.
    """
    turned = dict(mentions)
    called: tuple[int, int] = (-1, 0)  # the block and the role of who was called in it last
    for statement in statements:
        unit = units[statement.unit]
        if not unit:
            continue
        role, width = mentions.get(unit.start, (0, 0))
        if role in _ADDRESSED and _is_called(unit, width, tokens):
            called = (statement.block, role)
            del turned[unit.start]
        if called[0] == statement.block:
            for at in unit:
                if tokens.normals[at] in _SECOND and turned.get(at, (0, 0))[0] in _ADDRESSED:
                    turned[at] = (called[1], turned[at][1])
    return turned


def _is_called(unit: range, width: int, tokens: Tokens) -> bool:
    """Whether a statement begins with a name that is spoken to."""
    behind = unit.start + width
    if tokens.normals[unit.start] in _SPOKEN or behind >= unit.stop or tokens.stems[behind] != ",":
        return False
    spoken = tokens.normals[behind + 1 : min(behind + 1 + _FEW, unit.stop)]
    second = next((at for at, word in enumerate(spoken) if word in _SECOND), None)
    # In "Sponsor, HR and your manager see the goals" they stand in a row.
    return second is not None and _AND.isdisjoint(spoken[:second])
