"""Krippendorff's alpha: agreement of any number of raters, some of whose ratings may be missing, on any kind of scale.

Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import accumulate, product

Difference = Callable[[float, float], float]


class Scale(StrEnum):
    """What may be compared: same or not; before or after; how far apart; how many times as large."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def krippendorff_alpha(units: Sequence[Sequence[float | None]], scale: Scale) -> float | None:
    """The alpha of ratings; 1 is perfect agreement, 0 is what chance alone gives, below 0 is worse than chance.

    A unit is what is rated; its ratings are one for each rater, None where a rater gave none. On a nominal scale
    the numbers only stand for the categories. None where there is nothing to compare or all ratings are the same.

    Raises ValueError for a rating below 0 on a ratio scale.
    """
    given = [[rating for rating in unit if rating is not None] for unit in units]
    pairable = [Counter(ratings) for ratings in given if len(ratings) > 1]
    totals = sum(pairable, Counter[float]())
    if scale is Scale.RATIO and any(value < 0 for value in totals):
        raise ValueError("a ratio scale has no ratings below 0")
    difference = _difference(scale, totals)
    observed = sum(_disagreement(unit, difference) / (unit.total() - 1) for unit in pairable)
    expected = _disagreement(totals, difference) / (totals.total() - 1) if len(totals) > 1 else 0.0
    return 1 - observed / expected if expected else None


def _disagreement(ratings: Counter[float], difference: Difference) -> float:
    """The sum of the differences of all ordered pairs of these ratings."""
    return sum(ratings[one] * ratings[other] * difference(one, other) for one, other in product(ratings, ratings))


def _difference(scale: Scale, totals: Counter[float]) -> Difference:
    """The squared difference of two ratings on this scale; `totals` says how often each was given."""
    match scale:
        case Scale.NOMINAL:
            return lambda one, other: float(one != other)
        case Scale.INTERVAL:
            return lambda one, other: (one - other) ** 2
        case Scale.RATIO:
            return lambda one, other: ((one - other) / (one + other)) ** 2 if one != other else 0.0
        case Scale.ORDINAL:
            values = sorted(totals)
            below = accumulate((totals[value] for value in values), initial=0)
            middle = {value: before + totals[value] / 2 for value, before in zip(values, below, strict=False)}
            return lambda one, other: (middle[one] - middle[other]) ** 2
