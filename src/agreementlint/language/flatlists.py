"""Lists of whole numbers that are kept as bytes: of the thousands that a lexicon has, a text needs few."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import NamedTuple


class FlatLists(NamedTuple):
    """Lists of whole numbers below 2 ** 32 behind each other, and where each ends; both in the machine's own order of bytes."""

    numbers: bytes
    ends: bytes

    def opened(self) -> Lists:
        """The lists for reading."""
        return Lists(self)


class Lists:
    """Flat lists for reading: each is made when it is asked for by its place."""

    __slots__ = ("_ends", "_numbers")

    def __init__(self, kept: FlatLists) -> None:
        self._numbers, self._ends = numbers_in(kept.numbers), numbers_in(kept.ends)

    def __getitem__(self, place: int) -> list[int]:
        return self._numbers[self._ends[place - 1] if place else 0 : self._ends[place]].tolist()

    def __len__(self) -> int:
        return len(self._ends)


def flat(lists: Sequence[Sequence[int]]) -> FlatLists:
    """Lists as they are kept."""
    return FlatLists(bytes_of(chain.from_iterable(lists)), bytes_of(accumulate(map(len, lists))))


def bytes_of(numbers: Iterable[int]) -> bytes:
    """A single list as it is kept."""
    return array("I", numbers).tobytes()


def numbers_in(kept: bytes) -> memoryview[int]:
    """The numbers of a single list, without a copy."""
    return memoryview(kept).cast("I")
