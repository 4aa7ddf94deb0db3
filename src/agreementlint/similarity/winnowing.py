"""Fingerprints of a text: the smallest of every few neighbouring hashes, so that no long shared passage is missed.

Source: S. Schleimer, D. Wilkerson, A. Aiken, Winnowing: Local Algorithms for Document Fingerprinting (2003).
"""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from agreementlint.latepattern import LatePattern
from agreementlint.text import Span
from agreementlint.values import dataclass

WORD: Final = LatePattern(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Winnowing:
    """How fine the net is: words in a hashed group, and how many neighbouring groups give one fingerprint.

    Shared passages shorter than `group` words are never found, those of `guarantee` words or more always are.
    """

    group: int = 6
    window: int = 5

    @property
    def guarantee(self) -> int:
        return self.window + self.group - 1


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as they are compared (case, accents' spelling and signs aside), and where each stands."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span:
        """Where the words from `start` to before `end` stand; there is at least one."""
        return Span(self.spans[start].start, self.spans[end - 1].end)


def words_of(text: str) -> Words:
    """The words of a text, in order."""
    found = list(WORD.finditer(text))
    return Words(tuple(_compared(each[0]) for each in found), tuple(Span(*each.span()) for each in found))


def _compared(word: str) -> str:
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).replace("’", "'")
    return word.casefold()


def group_hashes(words: Sequence[str], size: int) -> list[int]:
    """The hash of every group of `size` neighbouring words; the same on every machine and in every run."""
    data = [word.encode("utf-8", "surrogatepass") for word in words]
    return [
        int.from_bytes(blake2b(b" ".join(data[start : start + size]), digest_size=8).digest(), "big")
        for start in range(len(data) - size + 1)
    ]


def fingerprints(hashes: Sequence[int], window: int) -> list[int]:
    """The places, in order, of the hashes that are the smallest of some `window` neighbours, the last where two are.

    Of fewer hashes than a window holds it is the smallest of them all.
    """
    places: list[int] = []
    rising: deque[int] = deque()  # places of what may still become the smallest, smallest first
    for place, value in enumerate(hashes):
        while rising and hashes[rising[-1]] >= value:
            rising.pop()
        rising.append(place)
        if rising[0] <= place - window:
            rising.popleft()
        if place >= min(window, len(hashes)) - 1 and (not places or places[-1] != rising[0]):
            places.append(rising[0])
    return places
