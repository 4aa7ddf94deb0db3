"""A clause that is denied as a whole satisfies no rule, a clause that is limited by its denial may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementlint.language.denial import deniable, is_flat_denial
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
        ("Secrecy does not apply where the law demands it.", "demands", False),
        ("Secrecy does not extend to crimes.", "crimes", False),
        ("The coach does not speak if a court asks.", "asks", False),
        ("Complaints by any of the parties are not sent to the board.", "complaints", True),
        ("The coach does not speak even if a court asks.", "asks", True),
        ("Secrecy does not apply.", "secrecy", True),
    ],
)
def test_a_denial_is_flat_where_the_verb_of_the_clause_is_denied(text: str, act: str, flat: bool) -> None:
    tokens, _ = tokenize(text, Stems(), [(0, len(text))])
    at = tokens.normals.index(act)
    assert is_flat_denial(tokens.stems, at, at) is flat


@pytest.mark.parametrize(
    ("text", "act", "flat"),
    [
        ("She is not compelled to produce it by statute, by a regulator with power to call for it, by order or by writ.", "writ", True),
        ("The data is not used to train any model of anybody anywhere in the world, storage is limited to Spain.", "limited", False),
    ],
)  # fmt: skip
def test_a_denial_far_ahead_counts_until_another_verb_begins_a_clause(text: str, act: str, flat: bool) -> None:
    tokens, _ = tokenize(text, Stems(), [(0, len(text))])
    at, cause = tokens.normals.index(act), tokens.normals.index("not")
    assert is_flat_denial(tokens.stems, at, at, True, cause) is flat


@given(
    st.lists(st.lists(st.sampled_from(["not", "cannot", "do", "be", "note", "keep", ".", ",", "that"]), max_size=12))
)
def test_only_words_that_are_said_to_be_deniable_are_flatly_denied(sentences: list[list[str]]) -> None:
    stems: list[str] = []
    units = []
    for sentence in sentences:
        units.append(range(len(stems), len(stems) + len(sentence)))
        stems += sentence
    may_be = deniable(stems, units)
    for unit in units:
        for first in unit:
            for last in range(first, unit.stop):
                assert first in may_be or not is_flat_denial(stems, first, last)
