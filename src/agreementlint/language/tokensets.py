"""Sets of tokens as whole numbers: bit i stands for token i, so that one operation moves or compares all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

TokenSet = int
_FEW = 6


def set_of(tokens: Sequence[int], size: int) -> TokenSet:
    """The set of these tokens of a text that has `size` of them."""
    if len(tokens) <= _FEW:
        return reduce(or_, map((1).__lshift__, tokens), 0)
    field = bytearray(size + 7 >> 3)  # built in place: to join single tokens takes as long as the text for each
    for token in tokens:
        field[token >> 3] |= 1 << (token & 7)
    return int.from_bytes(field, "little")


def members(tokens: TokenSet) -> list[int]:
    """The tokens of a set in their order."""
    found = []
    while tokens:
        last = tokens.bit_length() - 1
        found.append(last)
        tokens ^= 1 << last
    found.reverse()
    return found


class Units:
    """The units of a text: ranges of tokens that are read by themselves. A set of units is that of their last tokens.

    `of` gives the unit of every token.
    """

    __slots__ = ("_before_last", "lasts", "of", "starts")

    def __init__(self, ranges: Sequence[range], size: int) -> None:
        self.of = [0] * size
        for index, unit in enumerate(ranges):
            if unit:
                self.of[unit.start : unit.stop] = [index] * len(unit)
        self.starts = set_of([unit.start for unit in ranges if unit], size)
        self.lasts = set_of([unit.stop - 1 for unit in ranges if unit], size)
        self._before_last = (1 << size) - 1 ^ self.lasts

    def holding(self, tokens: TokenSet) -> TokenSet:
        """The units that hold one of these tokens."""
        # A sum carries from any token of a unit over all that follow to the unit's last one, and no further.
        return ((tokens & self._before_last) + self._before_last | tokens) & self.lasts

    def numbers(self, units: TokenSet) -> list[int]:
        """The numbers of these units, in their order."""
        return [self.of[last] for last in members(units)]


def where(values: bytearray, wanted: Iterable[int]) -> TokenSet:
    """The tokens whose value is one of the wanted ones; `values` has one for each token."""
    digits = bytearray(b"0" * 256)
    for value in wanted:
        digits[value] = ord("1")
    return int(values.translate(digits)[::-1] or b"0", 2)
