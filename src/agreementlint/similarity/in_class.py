"""Which texts of a class share passages with each other, the pairs that share most first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Final

from agreementlint.similarity.passages import Printed, Shared, base_of, own_words_shared, printed, shared
from agreementlint.similarity.winnowing import Winnowing
from agreementlint.values import dataclass

LEAST_OWN: Final = 12  # words of one's own in a passage; shorter ones meet by chance in agreements
COMMON_FROM: Final = 0.25  # of the class: what so many share comes from a source that all were given
FEWEST_COMMON: Final = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and what they share; each share is that of the text's own words (not of a base text), 0 to 1."""

    first: str
    second: str
    first_share: float
    second_share: float
    passages: tuple[Shared, ...]

    @property
    def share(self) -> float:
        return max(self.first_share, self.second_share)


@dataclass(frozen=True, slots=True)
class ClassSimilarity:
    """All pairs that share a passage, and from how many texts on a passage counted as given to all."""

    pairs: tuple[Pair, ...]
    compared: int
    common_from: int


def compare_class(
    texts: Mapping[str, str],
    base: Iterable[str] = (),
    winnowing: Winnowing | None = None,
    least: int = LEAST_OWN,
    common_from: int | None = None,
) -> ClassSimilarity:
    """The pairs among texts (by key) that share passages of at least `least` words that are in no base text.

    What `common_from` or more texts share counts as base text: a code of ethics that all quote tells nothing about
    two of them. Without it that is a quarter of the class, and at least five.
    """
    net = winnowing or Winnowing()
    from_here = max(FEWEST_COMMON, round(COMMON_FROM * len(texts))) if common_from is None else common_from
    given = base_of(base, net)
    ready = {key: printed(texts[key], given, net) for key in sorted(texts)}
    spread = Counter(value for each in ready.values() for value in each.prints)
    usual = frozenset(value for value, count in spread.items() if count >= from_here)
    if usual:
        ready = {key: printed(texts[key], given | usual, net) for key in ready}
    pairs = [
        _pair(one, other, ready[one], ready[other], net, least)
        for one, other in combinations(ready, 2)
        if ready[one].prints.keys() & ready[other].prints.keys()
    ]
    telling = sorted((pair for pair in pairs if pair.passages), key=lambda pair: (-pair.share, pair.first, pair.second))
    return ClassSimilarity(tuple(telling), len(texts), from_here)


def _pair(one: str, other: str, first: Printed, second: Printed, net: Winnowing, least: int) -> Pair:
    first_share, second_share = _share(first, second, net, least), _share(second, first, net, least)
    return Pair(one, other, first_share, second_share, shared(first, second, net, least))


def _share(mine: Printed, theirs: Printed, net: Winnowing, least: int) -> float:
    return own_words_shared(mine, theirs, net, least) / mine.own_words if mine.own_words else 0.0
