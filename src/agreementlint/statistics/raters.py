"""How far raters agree beyond chance: shares, and the kappas of Cohen (weighted, too) and of Fleiss.

Every coefficient is 1 where all agree. It is None where it is not defined: there is nothing to compare, or all ratings
are one and the same, so that chance alone would make them agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import product
from typing import Final


class Weights(StrEnum):
    """How much a disagreement counts by its distance: all alike, the distance itself, or its square."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


_COST: Final[dict[Weights, Callable[[int], int]]] = {
    Weights.NONE: lambda steps: int(steps != 0),
    Weights.LINEAR: abs,
    Weights.QUADRATIC: lambda steps: steps * steps,
}


def percent_agreement(units: Sequence[Sequence[float | None]]) -> float | None:
    """The share, 0 to 1, of pairs of ratings of one unit that are the same, as the mean over the units.

    A unit is what is rated; its ratings are one for each rater, None where a rater gave none. Units with
    fewer than two ratings say nothing and are left out.
    """
    shares = []
    for unit in units:
        given = Counter(rating for rating in unit if rating is not None)
        raters = given.total()
        if raters > 1:
            shares.append(sum(count * (count - 1) for count in given.values()) / (raters * (raters - 1)))
    return sum(shares) / len(shares) if shares else None


def cohen_kappa(
    first: Sequence[float],
    second: Sequence[float],
    weights: Weights = Weights.NONE,
    categories: Sequence[float] | None = None,
) -> float | None:
    """Cohen's kappa of two raters who rated the same units, in the same order.

    `categories` are the steps of the scale in their order; a disagreement is as large as the number of steps
    between the ratings. Without them the scale is what was given, from low to high. (Cohen 1960, 1968)

    Raises ValueError where the raters did not rate as many units, or a rating is none of the categories.
    """
    if len(first) != len(second):
        raise ValueError(f"one rater rated {len(first)} units, the other {len(second)}")
    scale = sorted({*first, *second}) if categories is None else list(dict.fromkeys(categories))
    step = {category: index for index, category in enumerate(scale)}
    unknown = {*first, *second} - step.keys()
    if unknown:
        raise ValueError(f"not among the categories: {sorted(unknown)}")
    cost, rated = _COST[weights], len(first)
    observed = sum(cost(step[one] - step[other]) for one, other in zip(first, second, strict=True))
    by_first, by_second = Counter(first), Counter(second)
    expected = sum(
        by_first[one] * by_second[other] * cost(step[one] - step[other]) for one, other in product(by_first, by_second)
    )
    return 1 - observed * rated / expected if expected else None


def fleiss_kappa(counts: Sequence[Sequence[int]]) -> float | None:
    """Fleiss' kappa of any number of raters, from how many of them put each unit (row) in each category (column).

    Every unit has the same number of raters, at least two; they need not be the same people. (Fleiss 1971)

    Raises ValueError where the rows are not of one length and one sum.
    """
    if not counts:
        return None
    raters, width = sum(counts[0]), len(counts[0])
    if any(sum(row) != raters or len(row) != width or min(row, default=0) < 0 for row in counts):
        raise ValueError("every unit needs the same number of ratings and a count for each category")
    if raters < 2:
        return None
    pairs = len(counts) * raters * (raters - 1)
    agreed = sum(count * (count - 1) for row in counts for count in row) / pairs
    by_chance = sum((sum(column) / (len(counts) * raters)) ** 2 for column in zip(*counts, strict=True))
    one_category = sum(any(column) for column in zip(*counts, strict=True)) == 1
    return None if one_category else (agreed - by_chance) / (1 - by_chance)
