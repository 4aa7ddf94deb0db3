"""A rubric as the CSV file from which Canvas makes one."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

from agreementlint.exchange.formulas import inert
from agreementlint.exchange.numbers import written
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Rating:
    """What a criterion can get, and for what."""

    name: str
    description: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class RatedCriterion:
    """A criterion with its ratings; Canvas wants at least one."""

    name: str
    description: str
    ratings: tuple[Rating, ...]


def canvas_rubric(name: str, criteria: tuple[RatedCriterion, ...]) -> bytes:
    """The file, in UTF-8: a row for each criterion, most points first; any points between two ratings may be given."""
    most = max((len(each.ratings) for each in criteria), default=0)
    page = StringIO()
    table = csv.writer(page, lineterminator="\r\n")
    head = ["Rubric Name", "Criteria Name", "Criteria Description", "Criteria Enable Range"]
    table.writerow(head + ["Rating Name", "Rating Description", "Rating Points"] * most)
    for each in criteria:
        ratings = sorted(each.ratings, key=lambda rating: rating.points, reverse=True)
        cells = [
            cell
            for rating in ratings
            for cell in (*map(inert, (rating.name, rating.description)), written(rating.points))
        ]
        blanks = [""] * (3 * most - len(cells))
        table.writerow([inert(name), inert(each.name), inert(each.description), "true", *cells, *blanks])
    return page.getvalue().encode("utf-8")
