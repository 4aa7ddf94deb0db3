"""Lists of conditions: what a lead-in that ends with "if" says holds only where an item of its list does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from agreementlint.agreement.model import Statement
from agreementlint.language.tokens import Tokens
from agreementlint.terms import ConceptId

CONDITION_LIST = ConceptId("condition-list")

_IF = frozenset("if where when whenever unless until once provided".split())
_CASES = frozenset(
    "case cases event events circumstance circumstances condition conditions situation situations".split()
)
_SIGNS = frozenset(":-–—.…,;")


def condition_places(
    statements: Iterable[Statement], tokens: Tokens, units: Sequence[range]
) -> Iterator[tuple[ConceptId, int, int]]:
    """Where lists of conditions stand, on the lead-in and on each of its items: concept, first token, number of tokens."""
    known: dict[int, bool] = {}
    for statement in statements:
        for lead in statement.context:
            if lead not in known:
                known[lead] = _is_left_open(tokens, units[lead])
                if known[lead]:
                    yield CONDITION_LIST, units[lead].stop - 1, 1
            if known[lead] and units[statement.unit]:
                yield CONDITION_LIST, units[statement.unit].start, 1


def _is_left_open(tokens: Tokens, unit: range) -> bool:
    """Whether a lead-in ends with a word of condition ("may end this if:", "in the following cases:")."""
    words = [tokens.normals[index] for index in unit[-6:] if tokens.normals[index] not in _SIGNS]
    if not words:
        return False
    if words[-1] in _IF or words[-2:] == ["provided", "that"]:
        return len(unit) > 2  # "If" by itself is the head of a column
    return words[-1] in _CASES and "following" in words
