"""Item analysis: how hard each item of a test was, and whether it tells strong work from weak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import floor, fsum
from typing import Final

from agreementlint.statistics.correlation import pearson
from agreementlint.values import dataclass

FEWEST: Final = 20  # with fewer pieces of work a single one moves every figure
OUTER: Final = 0.27  # Kelley 1939: the share at each end that tells most
FIFTHS: Final = 5


@dataclass(frozen=True, slots=True)
class Item:
    """What one item tells; scores are shares of what could be reached, 0 to 1.

    `facility` is the mean score. `item_rest` is the correlation of the item with the rest of the test,
    `point_biserial` that with the whole test (only where the item is right or wrong, with nothing between).
    `upper_lower` is the mean score of the best 27 % less that of the weakest. `quintiles` are the mean scores of five
    groups of one size, the weakest first. None where nothing can be said: nobody differs, or nobody was marked.
    """

    name: str
    marked: int
    facility: float | None
    item_rest: float | None
    point_biserial: float | None
    upper_lower: float | None
    quintiles: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class TooFew:
    """There are fewer pieces of work than figures can be given for."""

    marked: int
    fewest: int


def analyse(
    points: Sequence[Mapping[str, float | None]], maxima: Mapping[str, float], fewest: int = FEWEST
) -> tuple[Item, ...] | TooFew:
    """The analysis of each item, in the order of `maxima`, which says how many points each is worth.

    `points` are those of each piece of work by item; None, or no entry, where it was not marked. A piece of work
    counts by the share of what it could reach in the items that were marked in it. Who stands at the border of a
    group with others of the same score counts in it by a share, so that the order of the work changes nothing.

    Raises ValueError for an item that is worth nothing.
    """
    worthless = [name for name, maximum in maxima.items() if maximum <= 0]
    if worthless:
        raise ValueError(f"worth nothing: {', '.join(worthless)}")
    work = [_marked(each, maxima) for each in points]
    work = [each for each in work if each]
    if len(work) < fewest:
        return TooFew(len(work), fewest)
    return tuple(_item(name, maxima, work) for name in maxima)


def _marked(points: Mapping[str, float | None], maxima: Mapping[str, float]) -> dict[str, float]:
    return {name: found for name in maxima if (found := points.get(name)) is not None}


def _item(name: str, maxima: Mapping[str, float], work: Sequence[Mapping[str, float]]) -> Item:
    there = [each for each in work if name in each]
    scores = [each[name] / maxima[name] for each in there]
    totals = [_share(each, maxima) for each in there]
    with_rest = [each for each in there if len(each) > 1]
    rest = [_share({other: each[other] for other in each if other != name}, maxima) for each in with_rest]
    outer = max(1, floor(OUTER * len(there) + 0.5))
    upper = _mean(scores, totals, len(there) - outer, len(there))
    lower = _mean(scores, totals, 0, outer)
    width = len(there) / FIFTHS
    return Item(
        name,
        len(there),
        fsum(scores) / len(scores) if scores else None,
        pearson([each[name] for each in with_rest], rest),
        pearson(scores, totals) if set(scores) <= {0.0, 1.0} else None,
        None if upper is None or lower is None else upper - lower,
        tuple(_mean(scores, totals, fifth * width, (fifth + 1) * width) for fifth in range(FIFTHS)),
    )


def _share(points: Mapping[str, float], maxima: Mapping[str, float]) -> float:
    share = fsum(points.values()) / fsum(maxima[name] for name in points)
    return round(share, 12)  # so that equal work is equal whatever its points are made of


def _mean(scores: Sequence[float], totals: Sequence[float], start: float, end: float) -> float | None:
    """The mean score of who stands from `start` to `end` when all are put in the order of their totals."""
    summed, counted, before = [], [], 0
    for _, group in groupby(sorted(range(len(scores)), key=totals.__getitem__), key=totals.__getitem__):
        tied = list(group)
        inside = max(0.0, min(end, before + len(tied)) - max(start, before))
        summed.append(inside * fsum(scores[index] for index in tied) / len(tied))
        counted.append(inside)
        before += len(tied)
    within = fsum(counted)
    return fsum(summed) / within if within else None
