"""What the marks of a class tell together: how they are spread, what each criterion tells, how far markers agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from statistics import fmean, quantiles
from typing import Final

from agreementlint.grading.marks import MarkState, Override, SubmissionMark
from agreementlint.grading.rubric import Criterion, Rubric
from agreementlint.grading.submission import SubmissionKey
from agreementlint.statistics.alpha import Scale, krippendorff_alpha
from agreementlint.statistics.items import FEWEST, Item, TooFew, analyse
from agreementlint.statistics.raters import Weights, cohen_kappa, fleiss_kappa, percent_agreement
from agreementlint.values import dataclass

BINS: Final = 10
FEWEST_COMPARED: Final = 10  # with fewer decisions a coefficient says nothing
LEVELS: Final = (0.0, 1.0, 2.0)  # missing, partly, met
PARTLY_FROM, MET_FROM = Decimal("0.2"), Decimal("0.8")
Points = Mapping[tuple[SubmissionKey, str], Decimal]  # of each submission and criterion


@dataclass(frozen=True, slots=True)
class RaterAgreement:
    """How far raters agree on a criterion that each of them decided.

    `same` is the share of decisions with the same points. `kappa` is beyond chance on the levels missing, partly and
    met: Cohen's with linear weights for two raters, Fleiss' for more. `alpha` is Krippendorff's on the points. These
    two are None where there are too few decisions or nothing varies.
    """

    compared: int
    same: float | None
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class CriterionFigures:
    """What a criterion tells; `item` is None where the class is too small for that."""

    id: str
    title: str
    maximum: Decimal
    marked: int
    mean_share: float | None
    item: Item | None
    tool: RaterAgreement
    markers: RaterAgreement | None


@dataclass(frozen=True, slots=True)
class Spread:
    """How final marks are spread, in percent of what could be reached; `bins` counts them by tens."""

    count: int
    provisional: int
    bins: tuple[int, ...]
    mean: float
    lowest: float
    quarters: tuple[float, float, float]
    highest: float


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """Everything that the class report tells; `spread` is None where nothing has a mark yet."""

    submissions: int
    waiting: int
    unread: int
    spread: Spread | None
    too_few: TooFew | None
    criteria: tuple[CriterionFigures, ...]


def figures_of(
    marks: Sequence[SubmissionMark], rubric: Rubric, others: Sequence[Sequence[Override]] = ()
) -> ClassFigures:
    """The figures of a class; `others` are the decisions of further markers on the same work."""
    maxima = {each.id: float(each.points) for each in rubric.criteria if not each.bonus}
    points = [
        {each.criterion: None if each.effective is None or not each.counts else float(each.effective)
         for each in mark.criteria}
        for mark in marks
    ]  # fmt: skip
    items = analyse(points, maxima, FEWEST) if maxima else ()
    by_name = {} if isinstance(items, TooFew) else {item.name: item for item in items}
    own = {
        (mark.submission.key, each.criterion): each.manual
        for mark in marks
        for each in mark.criteria
        if each.manual is not None
    }
    decided = [own, *({(each.submission, each.criterion): each.points for each in those} for those in others)]
    return ClassFigures(
        len(marks),
        sum(mark.state is MarkState.NEEDS_REVIEW for mark in marks),
        sum(mark.state is MarkState.NOT_GRADABLE for mark in marks),
        _spread(marks),
        items if isinstance(items, TooFew) else None,
        tuple(_criterion(each, marks, by_name.get(each.id), decided) for each in rubric.criteria),
    )


def _spread(marks: Iterable[SubmissionMark]) -> Spread | None:
    told = [(100 * float(mark.final / mark.maximum), mark.needs_review) for mark in marks if mark.final is not None]
    if not told:
        return None
    shares = sorted(share for share, _ in told)
    bins = [0] * BINS
    for share in shares:
        bins[min(max(int(share * BINS / 100), 0), BINS - 1)] += 1
    low, middle, high = quantiles(shares, n=4, method="inclusive") if len(shares) > 1 else (shares[0],) * 3
    provisional = sum(open_ for _, open_ in told)
    return Spread(len(told), provisional, tuple(bins), fmean(shares), shares[0], (low, middle, high), shares[-1])


def _criterion(
    criterion: Criterion, marks: Sequence[SubmissionMark], item: Item | None, decided: Sequence[Points]
) -> CriterionFigures:
    got = [each for mark in marks for each in mark.criteria if each.criterion == criterion.id]
    shares = [float(each.effective / criterion.points) for each in got if each.effective is not None and each.counts]
    by_tool = [(each.auto, each.manual) for each in got if each.auto is not None and each.manual is not None]
    return CriterionFigures(
        criterion.id,
        criterion.title,
        criterion.points,
        len(shares),
        fmean(shares) if shares else None,
        item,
        _agreement(by_tool, criterion),
        _between(criterion, decided) if len(decided) > 1 else None,
    )


def _between(criterion: Criterion, decided: Sequence[Points]) -> RaterAgreement:
    """How far the markers agree where at least two of them decided."""
    keys = sorted({key for points in decided for key in points if key[1] == criterion.id})
    return _agreement([tuple(points.get(key) for points in decided) for key in keys], criterion)


def _agreement(ratings: Sequence[tuple[Decimal | None, ...]], criterion: Criterion) -> RaterAgreement:
    compared = [each for each in ratings if sum(points is not None for points in each) > 1]
    units = [[None if points is None else float(points / criterion.points) for points in each] for each in compared]
    same = percent_agreement(units)
    if len(compared) < FEWEST_COMPARED:
        return RaterAgreement(len(compared), same, None, None)
    complete = [[points for points in each if points is not None] for each in compared if None not in each]
    levels = [[_level(points / criterion.points) for points in each] for each in complete]
    kappa = None
    if levels and len(compared[0]) == 2:
        kappa = cohen_kappa([one for one, _ in levels], [other for _, other in levels], Weights.LINEAR, LEVELS)
    elif levels:
        kappa = fleiss_kappa([[each.count(level) for level in LEVELS] for each in levels])
    return RaterAgreement(len(compared), same, kappa, krippendorff_alpha(units, Scale.INTERVAL))


def _level(share: Decimal) -> float:
    return LEVELS[2] if share >= MET_FROM else LEVELS[1] if share >= PARTLY_FROM else LEVELS[0]
