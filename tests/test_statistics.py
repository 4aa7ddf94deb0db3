"""The statistics about marks give the figures that were published for published data, and keep what they promise."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import pointbiserialr, spearmanr
from sklearn.metrics import cohen_kappa_score

from agreementlint.statistics.alpha import Scale, krippendorff_alpha
from agreementlint.statistics.correlation import pearson, ranks, spearman
from agreementlint.statistics.items import Item, TooFew, analyse
from agreementlint.statistics.raters import Weights, cohen_kappa, fleiss_kappa, percent_agreement

Table = list[list[int]]


def ratings(table: Table) -> tuple[list[float], list[float]]:
    """The ratings of two raters from the table of how often they met."""
    met = [(row, column) for row, counts in enumerate(table) for column, met in enumerate(counts) for _ in range(met)]
    return [float(row) for row, _ in met], [float(column) for _, column in met]


# Fifty grant proposals read by two readers, and the two tables of a hundred that stand beside it: Wikipedia, "Cohen's
# kappa", "Simple example" and "Same percentages but different numbers".
# SexualFun: 91 couples, Hout, Duncan and Sobel 1987; R package vcd, Kappa(SexualFun), with "Equal-Spacing" weights.
@pytest.mark.parametrize(
    ("table", "weights", "published"),
    [
        ([[20, 5], [10, 15]], Weights.NONE, 0.4000),
        ([[45, 15], [25, 15]], Weights.NONE, 0.1304),
        ([[25, 35], [5, 35]], Weights.NONE, 0.2593),
        ([[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]], Weights.NONE, 0.1293),
        ([[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]], Weights.LINEAR, 0.2374),
    ],
)
def test_cohens_kappa_is_what_was_published(table: Table, weights: Weights, published: float) -> None:
    assert cohen_kappa(*ratings(table), weights) == pytest.approx(published, abs=5e-5)


PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=40)


@pytest.mark.parametrize("weights", list(Weights))
@given(PAIRS)
@settings(max_examples=40, deadline=None)
def test_cohens_kappa_is_that_of_scikit_learn(weights: Weights, pairs: list[tuple[int, int]]) -> None:
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    found = cohen_kappa(first, second, weights)
    assume(found is not None)
    named = None if weights is Weights.NONE else weights.value
    assert found == pytest.approx(cohen_kappa_score(first, second, weights=named), abs=1e-9)


def test_a_disagreement_is_as_large_as_the_steps_of_the_scale_between_the_ratings() -> None:
    first, second = [0.0, 2.0, 10.0, 10.0], [2.0, 2.0, 10.0, 2.0]
    whole = cohen_kappa(first, second, Weights.LINEAR, (0, 2, 4, 6, 8, 10))
    assert whole == pytest.approx(cohen_kappa_score([0, 1, 5, 5], [1, 1, 5, 1], weights="linear", labels=range(6)))
    assert whole != cohen_kappa(first, second, Weights.LINEAR)


# Ten subjects, fourteen raters, five categories: Wikipedia, "Fleiss' kappa", "Worked example".
FLEISS = (
    *((0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1)),
    *((7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7)),
)


def test_fleiss_kappa_is_what_was_published() -> None:
    assert fleiss_kappa(FLEISS) == pytest.approx(0.2099, abs=5e-5)


# Twelve units, four observers, some ratings missing: Krippendorff 2011, example C; R package irr, kripp.alpha.
# fmt: off
EXAMPLE_C: list[list[float | None]] = [
    [1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1], [None, None, 3, None],
]
# fmt: on


@pytest.mark.parametrize(
    ("scale", "published"),
    [(Scale.NOMINAL, 0.7434), (Scale.ORDINAL, 0.8154), (Scale.INTERVAL, 0.8491), (Scale.RATIO, 0.7974)],
)
def test_krippendorffs_alpha_with_missing_ratings_is_what_was_published(scale: Scale, published: float) -> None:
    assert krippendorff_alpha(EXAMPLE_C, scale) == pytest.approx(published, abs=5e-5)


# Two observers, ten units in two categories and twelve in five: Krippendorff 2011, examples A and B.
@pytest.mark.parametrize(
    ("first", "second", "published"),
    [("0100000010", "1110010000", 0.095), ("aabbdcccedda", "babbbccceddd", 0.692)],
)
def test_krippendorffs_alpha_of_two_observers_is_what_was_published(first: str, second: str, published: float) -> None:
    units = [(float(ord(one)), float(ord(other))) for one, other in zip(first, second, strict=True)]
    assert krippendorff_alpha(units, Scale.NOMINAL) == pytest.approx(published, abs=5e-4)


# Ten people's intelligence quotient and hours of television: Wikipedia, "Spearman's rank correlation", "Example".
def test_spearmans_correlation_is_what_was_published() -> None:
    quotient, hours = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110], [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    assert spearman(quotient, hours) == pytest.approx(-0.1758, abs=5e-5)


NUMBERS = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=3, max_size=30)


@given(NUMBERS)
@settings(max_examples=40, deadline=None)
def test_spearmans_correlation_is_that_of_scipy_ties_and_all(pairs: list[tuple[int, int]]) -> None:
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    found = spearman(first, second)
    assume(found is not None)
    assert found == pytest.approx(float(spearmanr(first, second).statistic), abs=1e-9)


def test_tied_values_share_the_mean_of_their_ranks() -> None:
    assert ranks([30, 10, 20, 20]) == [4.0, 1.0, 2.5, 2.5]


# Five items of the Law School Admission Test, 1000 people by pattern of answers (Bock and Lieberman 1970); the shares
# and point-biserial correlations, with and without the item itself, as descript(LSAT) of the R package ltm gives them.
LSAT = {
    **{"00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3, "00111": 4},
    **{"01000": 1, "01001": 8, "01011": 16, "01101": 3, "01110": 2, "01111": 15, "10000": 10, "10001": 29},
    **{"10010": 14, "10011": 81, "10100": 3, "10101": 28, "10110": 15, "10111": 80, "11000": 16, "11001": 56},
    **{"11010": 21, "11011": 173, "11100": 11, "11101": 61, "11110": 28, "11111": 298},
}
FIVE = {f"Item {number}": 1.0 for number in range(1, 6)}


def lsat() -> list[dict[str, float | None]]:
    people = [pattern for pattern, count in LSAT.items() for _ in range(count)]
    return [dict(zip(FIVE, map(float, pattern), strict=True)) for pattern in people]


def items(points: Sequence[dict[str, float | None]], maxima: dict[str, float]) -> tuple[Item, ...]:
    found = analyse(points, maxima, fewest=2)
    assert not isinstance(found, TooFew)
    return found


def test_the_analysis_of_the_items_of_an_admission_test_is_what_was_published() -> None:
    found = items(lsat(), FIVE)
    assert [each.facility for each in found] == pytest.approx([0.924, 0.709, 0.553, 0.763, 0.870])
    assert [each.item_rest for each in found] == pytest.approx([0.1128, 0.1532, 0.1728, 0.1444, 0.1216], abs=5e-5)
    with_item = [each.point_biserial for each in found]
    assert with_item == pytest.approx([0.3620, 0.5668, 0.6184, 0.5344, 0.4354], abs=5e-5)


# The example of scipy.stats.pointbiserialr: an item that three of seven fail, and the totals 0 to 6.
def test_the_point_biserial_correlation_is_that_of_scipys_example() -> None:
    right, totals = [0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0], [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    assert pearson(right, totals) == pytest.approx(0.8660254037844386)
    assert pearson(right, totals) == pytest.approx(float(pointbiserialr(right, totals).statistic))


def test_the_upper_and_lower_27_percent_of_a_hundred_are_27_each() -> None:
    """22 of the best 27 and 11 of the weakest 27 have it right: 22/27 - 11/27."""
    work: list[dict[str, float | None]] = [{"item": 0.0, "rest": float(2 * place)} for place in range(100)]
    for right in [*range(11), *range(78, 100)]:
        work[right]["item"] = 1.0
    item, _ = items(work, {"item": 1.0, "rest": 1000.0})
    assert item.upper_lower == pytest.approx(0.4074, abs=5e-5)
    assert item.quintiles == pytest.approx((0.55, 0.0, 0.0, 0.1, 1.0))


def test_a_class_that_is_too_small_gets_no_figures() -> None:
    work: list[dict[str, float | None]] = [{"a": 1.0 if place < 19 else None} for place in range(28)]
    assert analyse(work, {"a": 2.0}) == TooFew(19, 20)
    assert not isinstance(analyse([*work, {"a": 0.0}], {"a": 2.0}), TooFew)


def test_an_item_that_nobody_was_marked_in_has_no_figures() -> None:
    found = items([{"a": 1.0, "b": None}, {"a": 0.0}], {"a": 2.0, "b": 1.0})
    assert found[1] == Item("b", 0, None, None, None, None, (None,) * 5)
    assert found[0].item_rest is None


def test_an_item_with_partial_credit_has_no_point_biserial_correlation() -> None:
    first, second = items([{"a": 1.0, "b": 1.0}, {"a": 0.5, "b": 0.0}, {"a": 0.0, "b": 0.0}], {"a": 1.0, "b": 1.0})
    assert first.point_biserial is None
    assert second.point_biserial == pytest.approx(float(pointbiserialr([1, 0, 0], [2.0, 0.5, 0.0]).statistic))


SCORE = st.one_of(st.none(), st.integers(0, 4))
POINTS = st.lists(st.tuples(st.integers(0, 4), SCORE, SCORE, SCORE), min_size=2, max_size=30)


@given(POINTS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_work_changes_no_figure(points: list[tuple[int | None, ...]], shuffler: random.Random) -> None:
    maxima = {"a": 4.0, "b": 5.0, "c": 7.0, "d": 10.0}
    work: list[dict[str, float | None]] = [dict(zip(maxima, each, strict=True)) for each in points]
    found = items(work, maxima)
    shuffler.shuffle(work)
    for before, after in zip(found, items(work, maxima), strict=True):
        assert (before.facility, before.marked) == (after.facility, after.marked)
        assert after.quintiles == pytest.approx(before.quintiles)
        figures = (before.item_rest, before.point_biserial, before.upper_lower)
        assert (after.item_rest, after.point_biserial, after.upper_lower) == pytest.approx(figures)
        assert all(-1 - 1e-9 <= figure <= 1 + 1e-9 for figure in figures if figure is not None)


RATED = st.lists(
    st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=4, max_size=4), min_size=1, max_size=15
)  # units of four raters


@pytest.mark.parametrize("scale", list(Scale))
@given(RATED, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_neither_the_order_of_units_nor_of_raters_changes_alpha(
    scale: Scale, units: list[list[int | None]], shuffler: random.Random
) -> None:
    found = krippendorff_alpha(units, scale)
    order = shuffler.sample(range(4), 4)
    moved = [[unit[rater] for rater in order] for unit in shuffler.sample(units, len(units))]
    assert krippendorff_alpha(moved, scale) == pytest.approx(found)
    assert found is None or found <= 1
    shared = percent_agreement(units)
    assert shared is None or 0 <= shared <= 1
    assert percent_agreement(moved) == pytest.approx(shared)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_raters_who_always_agree_have_the_coefficient_1(scores: list[int], shuffler: random.Random) -> None:
    units = [[score] * 3 for score in scores]
    counts = [[3 * (score == category) for category in range(5)] for score in scores]
    found = [cohen_kappa(scores, scores, weights) for weights in Weights]
    found += [fleiss_kappa(counts), *(krippendorff_alpha(units, scale) for scale in Scale)]
    assert found == [pytest.approx(1.0) if len(set(scores)) > 1 else None] * 8
    assert percent_agreement(units) == 1.0


@given(PAIRS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_neither_the_order_of_units_nor_which_rater_is_first_changes_kappa(
    pairs: list[tuple[int, int]], shuffler: random.Random
) -> None:
    mixed = shuffler.sample(pairs, len(pairs))
    for weights in Weights:
        found = cohen_kappa([one for one, _ in pairs], [other for _, other in pairs], weights)
        assert found is None or -1 - 1e-9 <= found <= 1
        assert cohen_kappa([other for _, other in mixed], [one for one, _ in mixed], weights) == pytest.approx(found)


def test_nothing_to_compare_gives_no_figure() -> None:
    assert percent_agreement([[1, None], [None, None]]) is None
    assert krippendorff_alpha([[1, None], [2]], Scale.NOMINAL) is None
    assert cohen_kappa([], []) is None
    assert fleiss_kappa([]) is None
    assert fleiss_kappa([[1, 0], [0, 1]]) is None
    assert pearson([1, 1], [1, 2]) is None
    assert pearson([0.0, 5e-324], [1.0, 2.0]) is None


def test_percent_agreement_leaves_out_who_did_not_rate() -> None:
    assert percent_agreement([[1, 1, 2], [1, 1, None], [3, None, None]]) == pytest.approx((1 / 3 + 1) / 2)


def test_data_that_do_not_fit_together_are_refused() -> None:
    with pytest.raises(ValueError, match="2 units, the other 1"):
        cohen_kappa([1, 2], [1])
    with pytest.raises(ValueError, match=r"not among the categories: \[7\]"):
        cohen_kappa([1, 7], [1, 2], categories=(1, 2))
    with pytest.raises(ValueError, match="same number of ratings"):
        fleiss_kappa([[2, 1], [1, 1]])
    with pytest.raises(ValueError, match="below 0"):
        krippendorff_alpha([[-1, 1]], Scale.RATIO)
    with pytest.raises(ValueError, match="cannot be compared"):
        pearson([1], [1, 2])
    with pytest.raises(ValueError, match="worth nothing: b"):
        analyse([], {"a": 1, "b": 0})
