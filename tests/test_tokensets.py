"""Sets of tokens as numbers say the same as sets of numbers, and a sum finds the units of any tokens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agreementlint.language.tokensets import Units, members, set_of, where

TOKENS = st.sets(st.integers(0, 299))


@given(TOKENS)
def test_a_set_has_the_tokens_that_it_was_made_of(tokens: set[int]) -> None:
    assert members(set_of(tuple(tokens), 300)) == sorted(tokens)


@given(TOKENS, TOKENS)
def test_one_operation_compares_all_tokens(one: set[int], other: set[int]) -> None:
    assert members(set_of(tuple(one), 300) & set_of(tuple(other), 300)) == sorted(one & other)


@given(st.lists(st.integers(0, 9), max_size=40), st.data())
def test_the_units_that_hold_a_token_are_found_by_their_last_tokens(lengths: list[int], data: st.DataObject) -> None:
    ranges, start = [], 0
    for length in lengths:
        ranges.append(range(start, start + length))
        start += length
    tokens = data.draw(st.sets(st.integers(0, start - 1))) if start else set()
    units = Units(ranges, start)
    assert members(units.holding(set_of(tuple(tokens), start))) == [unit[-1] for unit in ranges if tokens & set(unit)]
    assert all(token in ranges[units.of[token]] for token in tokens)


def test_the_tokens_with_a_wanted_value_are_a_set() -> None:
    assert members(where(bytearray([0, 2, 1, 2, 3]), (2, 3))) == [1, 3, 4]
    assert where(bytearray(), (1,)) == 0
