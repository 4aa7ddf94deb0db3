"""A second look at the kind of a document where no cue decides it: of which kind's texts its words are most like.

A linear model over stems, trained on texts of our own by `training/train_kinds.py`. It is asked only where the cues of
`kind.py` end at what remains when nothing speaks for anything else.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from agreementlint.agreement.kind_weights import KIND_WEIGHTS
from agreementlint.terms import Kind

BIAS = "(bias)"
WORDS_OF_THE_KIND = "its words are those of other documents of this kind"
_MOST_WORDS = 20_000  # what a document is shows in its first pages
_FIRST = 0.8  # how much what the cues came to weighs beside the words, as a difference of logarithms
_FOREIGN = 0.3  # a text that is likelier than this to be about something else stays so
_AGREEMENTS = (Kind.TWO_PARTY, Kind.SPONSORED, Kind.INTERNAL, Kind.MENTOR, Kind.GROUP)

Likelihoods = Mapping[Kind, float]


@cache
def _table() -> tuple[tuple[Kind, ...], Mapping[str, tuple[float, ...]]]:
    """The kinds in the order of the columns, and the weights of each stem."""
    head, *lines = KIND_WEIGHTS.strip().split("\n")
    rows = (line.split(" ") for line in lines)
    return tuple(map(Kind, head.split(" "))), {stem: tuple(map(float, weights)) for stem, *weights in rows}


def weighed(stems: Iterable[str], known: Collection[str]) -> dict[str, float]:
    """How much each known stem counts in a text: less than in proportion, and all together alike in any text."""
    counts = Counter(stem for stem in stems if stem in known)
    values = {stem: 1 + math.log(count) for stem, count in sorted(counts.items())}
    length = math.sqrt(math.fsum(value * value for value in values.values()))
    return {stem: value / length for stem, value in values.items()}


def likelihoods(stems: Sequence[str]) -> Likelihoods:
    """How likely a text of these stems is to be of each kind; together they make 1."""
    kinds, weights = _table()
    values = weighed(stems[:_MOST_WORDS], weights)
    scores = [
        weights[BIAS][column] + math.fsum(value * weights[stem][column] for stem, value in values.items())
        for column in range(len(kinds))
    ]
    highest = max(scores)
    odds = [math.exp(score - highest) for score in scores]
    return {kind: each / sum(odds) for kind, each in zip(kinds, odds, strict=True)}


def arrangement_by_words(likely: Likelihoods) -> Kind:
    """Who stands by its words in an arrangement of which no cue shows that anybody else does than coach and client."""
    return _likeliest(_AGREEMENTS, Kind.TWO_PARTY, likely)


def subject_by_words(likely: Likelihoods) -> Kind:
    """Of what kind a text is by its words that showed no sign of any; OTHER where that is not unlikely."""
    return Kind.OTHER if likely[Kind.OTHER] > _FOREIGN else _likeliest(tuple(Kind), Kind.OTHER, likely)


def _likeliest(kinds: Iterable[Kind], found: Kind, likely: Likelihoods) -> Kind:
    return max(kinds, key=lambda kind: math.log(max(likely[kind], 1e-9)) + _FIRST * (kind is found))
