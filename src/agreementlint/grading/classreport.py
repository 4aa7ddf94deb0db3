"""The report on a class as one HTML page without script: marks, criteria and agreement, with plots and in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from agreementlint.grading.classfigures import ClassFigures, CriterionFigures, RaterAgreement, Spread
from agreementlint.grading.plots import bars, histogram, steps
from agreementlint.grading.rubric import Rubric
from agreementlint.reporters.to_html import environment, style_sheet
from agreementlint.reporters.wording import count
from agreementlint.statistics.items import Item
from agreementlint.values import dataclass

HERE: Final = Path(__file__).parent / "templates"
NEARLY_ALL: Final = 0.9
HARDLY_ANY: Final = 0.3
WORSE_FROM: Final = -0.1  # nearer to 0 it may well be chance
TELLS_LITTLE: Final = 0.15  # correlation of a criterion with the rest of the mark
TELLS_WELL: Final = 0.3


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion as the report shows it; figures are texts, empty where there are none."""

    title: str
    marked: int
    mean: str
    item_rest: str
    upper_lower: str
    quintiles: str
    says: str
    look: bool


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """How far two sides agree on a criterion, as texts."""

    title: str
    compared: int
    same: str
    kappa: str
    alpha: str
    says: str


def class_report(figures: ClassFigures, rubric: Rubric, markers: Sequence[str] = ()) -> str:
    """The whole page; the same bytes for the same figures. `markers` are the names of further markers."""
    return _rendered("class_report.html", figures, rubric, markers, style_sheet() + plot_style())


def class_report_body(figures: ClassFigures, rubric: Rubric) -> str:
    """What stands between head and foot of that page, for a page around it that has the style."""
    return _rendered("class_body.html", figures, rubric, (), "")


def plot_style() -> str:
    """The style of tables and plots."""
    return (HERE / "class_report.css").read_text(encoding="utf-8")


def _rendered(template: str, figures: ClassFigures, rubric: Rubric, markers: Sequence[str], style: str) -> str:
    spread = figures.spread
    decided = [each for each in figures.criteria if each.tool.compared]
    between = [(each, each.markers) for each in figures.criteria if each.markers is not None]
    return (
        environment(HERE)
        .get_template(template)
        .render(
            rubric=rubric,
            figures=figures,
            spread=spread,
            spread_says=spread_says(spread) if spread is not None else "",
            histogram="" if spread is None else histogram(spread.bins, "How many marks lie where, in percent"),
            means=bars([(each.title, each.mean_share) for each in figures.criteria], "Mean share of the points"),
            rows=[_row(each) for each in figures.criteria],
            tool=[_agreement(each, each.tool, "the tool") for each in decided],
            markers=markers,
            between=[_agreement(each, found, "the other marker") for each, found in between],
            style=style,
            count=count,
        )
    )


def spread_says(spread: Spread) -> str:
    """The spread of the marks in a sentence or two."""
    low, middle, high = spread.quarters
    return (
        f"Half of the marks lie between {low:.0f} and {high:.0f} percent, half of them above {middle:.0f}. The mean is"
        f" {spread.mean:.0f} percent, the lowest mark {spread.lowest:.0f} and the highest {spread.highest:.0f}."
    )


def _row(figures: CriterionFigures) -> CriterionRow:
    item = figures.item
    says, look = _says(figures, item)
    return CriterionRow(
        figures.title,
        figures.marked,
        "" if figures.mean_share is None else f"{100 * figures.mean_share:.0f} %",
        _two_places(item.item_rest if item else None),
        _two_places(item.upper_lower if item else None),
        steps(item.quintiles, "Mean share from the weakest fifth of the class to the strongest") if item else "",
        says,
        look,
    )


def _says(figures: CriterionFigures, item: Item | None) -> tuple[str, bool]:
    """What the figures mean for who teaches, and whether the criterion should be looked at."""
    mean = figures.mean_share
    if mean is None:
        return "Nobody has a mark here yet.", False
    said, look = [], False
    if mean >= NEARLY_ALL:
        said.append("Nearly everybody has this.")
    elif mean <= HARDLY_ANY:
        said.append("Hardly anybody has this: was it taught, and does the assignment ask for it?")
        look = True
    rest = item.item_rest if item is not None else None
    if rest is None:
        return " ".join(said), look
    if rest < WORSE_FROM:
        said.append("Strong work did worse here than weak work: the criterion or its rules may be wrong.")
        look = True
    elif rest < TELLS_LITTLE and mean < NEARLY_ALL:
        said.append("It hardly tells strong work from weak.")
    elif rest >= TELLS_WELL:
        said.append("It tells strong work from weak.")
    return " ".join(said), look


def _agreement(figures: CriterionFigures, found: RaterAgreement, whom: str) -> AgreementRow:
    return AgreementRow(
        figures.title,
        found.compared,
        "" if found.same is None else f"{100 * found.same:.0f} %",
        _two_places(found.kappa),
        _two_places(found.alpha),
        _agreement_says(found, whom),
    )


def _agreement_says(found: RaterAgreement, whom: str) -> str:
    """In the words that Landis and Koch (1977) gave to kappa, made plain; they are a custom and not a law."""
    if not found.compared:
        return "Nothing was decided by both."
    if found.kappa is None:
        return "There are too few decisions for more than that, or they do not differ."
    match found.kappa:
        case kappa if kappa >= 0.8:
            return f"You and {whom} agree almost always."
        case kappa if kappa >= 0.6:
            return f"You and {whom} agree well."
        case kappa if kappa >= 0.4:
            return f"You and {whom} agree in part: talk about what the criterion asks."
        case _:
            return f"You and {whom} agree little more than by chance: do not rely on either alone."


def _two_places(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
