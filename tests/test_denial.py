"""A clause that is denied as a whole satisfies no rule, a clause that is limited by its denial may."""

from __future__ import annotations

import pytest

from agreementlint.engine.denial import is_flat_denial
from agreementlint.language.tokens import Stems, tokenize


@pytest.mark.parametrize(
    ("text", "act", "flat"),
    [
        ("The book is not kept in the rooms.", "kept", True),
        ("The notes are not kept in the rooms.", "notes", True),
        ("The coach will never store the notes.", "store", True),
        ("The coach cannot promise to store the notes.", "store", True),
        ("The notes are kept in the rooms.", "kept", False),
        ("Notes are not kept longer than two years.", "kept", False),
        ("Nothing is disclosed without consent.", "disclosed", False),
        ("What is not public stays private.", "private", False),
        ("If I am not the right one, I find another.", "find", False),
        ("The client decides. The coach does not.", "decides", False),
        ("Not a word is told.", "told", False),
    ],
)
def test_a_denial_is_flat_where_the_verb_of_the_clause_is_denied(text: str, act: str, flat: bool) -> None:
    tokens, _ = tokenize(text, Stems(), [(0, len(text))])
    at = tokens.normals.index(act)
    assert is_flat_denial(tokens.stems, at, at) is flat
