"""How two series of numbers go together: by their values (Pearson) and by their ranks (Spearman)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import fsum, sqrt


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value from 1 for the lowest; values that are the same share the mean of their ranks."""
    found = [0.0] * len(values)
    before = 0
    for _, group in groupby(sorted(range(len(values)), key=values.__getitem__), key=values.__getitem__):
        tied = list(group)
        for index in tied:
            found[index] = before + (len(tied) + 1) / 2
        before += len(tied)
    return found


def pearson(first: Sequence[float], second: Sequence[float]) -> float | None:
    """The product-moment correlation, -1 to 1; None where a series does not vary.

    Raises ValueError where the series are not of one length.
    """
    if len(first) != len(second):
        raise ValueError(f"a series of {len(first)} and one of {len(second)} cannot be compared")
    if len(set(first)) < 2 or len(set(second)) < 2:
        return None
    count = len(first)
    centre, other_centre = fsum(first) / count, fsum(second) / count
    away = [value - centre for value in first]
    other_away = [value - other_centre for value in second]
    spread = sqrt(fsum(value * value for value in away)) * sqrt(fsum(value * value for value in other_away))
    if not spread:  # they vary by less than a number can hold
        return None
    together = fsum(one * other for one, other in zip(away, other_away, strict=True)) / spread
    return max(-1.0, min(1.0, together))


def spearman(first: Sequence[float], second: Sequence[float]) -> float | None:
    """The rank correlation, -1 to 1, ties shared; None where a series does not vary.

    Raises ValueError where the series are not of one length.
    """
    return pearson(ranks(first), ranks(second))
