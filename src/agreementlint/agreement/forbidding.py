"""Whom a bare "Do not pass it on" binds: the one to whom the document speaks as "you"."""

from __future__ import annotations

from collections.abc import Sequence

from agreementlint.agreement.model import Party, Statement
from agreementlint.document import Block, BlockKind
from agreementlint.language.clause import Mentions
from agreementlint.language.standing import ROLE_NUMBER, Scope
from agreementlint.language.tokens import Tokens, stemmed
from agreementlint.terms import Role

_OPENERS = stemmed("and but so also then please")
_DO = stemmed("do")
_POSSESSIVE = frozenset("my your our his her its their".split())
_READERS = (Role.CLIENT, Role.SPONSOR)


def bind_the_reader(
    statements: Sequence[Statement],
    blocks: Sequence[Block],
    tokens: Tokens,
    units: Sequence[range],
    mentions: Mentions,
    scope: Scope,
    parties: Sequence[Party],
) -> None:
    """Gives "Don't repeat what I tell you" the reader for the one who acts, up to where somebody else is named.

    An item of a list may belong to whoever stands in its heading and is left as it is.
    """
    reader = next((party.role for party in parties if "you" in party.aliases and party.role in _READERS), None)
    if reader is None:
        return
    for statement in statements:
        unit = units[statement.unit]
        at = unit.start + (len(unit) > 0 and tokens.stems[unit.start] in _OPENERS)
        if at + 2 >= unit.stop or blocks[statement.block].kind is not BlockKind.PARAGRAPH:
            continue
        if tokens.stems[at] in _DO and tokens.stems[at + 1] == "not":
            for each in range(at, unit.stop):
                if scope.actor[each] or (each in mentions and tokens.normals[each] not in _POSSESSIVE):
                    break
                scope.actor[each] = ROLE_NUMBER[reader]
