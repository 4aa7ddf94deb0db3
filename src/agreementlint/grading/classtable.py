"""The marks of a class as a table for a spreadsheet: a line for each submission, a column for each criterion."""

from __future__ import annotations

from collections.abc import Sequence

from agreementlint.exchange.tables import Table, Value
from agreementlint.grading.marking import points_in_doubt
from agreementlint.grading.marks import MarkState, SubmissionMark, rounded
from agreementlint.grading.rubric import Points, Rubric

_HEAD = ("key", "name", "mark", "of", "raw", "penalty", "state", "provisional", "points in doubt")


def class_table(marks: Sequence[SubmissionMark], rubric: Rubric) -> Table:
    """The table; a mark that a person has still to look at has `provisional` beside it.

    What could not be told is an empty cell, never 0.
    """
    criteria = (f"{each.id} ({each.points:f})" for each in rubric.criteria)
    rows: list[tuple[Value, ...]] = []
    for mark in marks:
        in_doubt = sum((points_in_doubt(each) for each in mark.criteria), Points(0))
        points = {each.criterion: each.effective for each in mark.criteria}
        rows.append(
            (
                str(mark.submission.key),
                mark.submission.shown_as,
                mark.final,
                mark.maximum,
                mark.raw,
                mark.penalty,
                mark.state.value,
                "yes" if mark.state is MarkState.NEEDS_REVIEW else "",
                rounded(in_doubt, Points("0.1")),
                *(points.get(each.id) for each in rubric.criteria),
                "; ".join(each.title for each in mark.criteria if each.is_open and mark.needs_review),
                " ".join(flag.sentence for flag in mark.flags),
            )
        )
    return Table(rubric.title, (*_HEAD, *criteria, "look at", "flags"), tuple(rows))


def number(points: Points | None) -> str:
    """Points at two places at most; nothing where there are none."""
    return "" if points is None else f"{rounded(points, Points('0.01')).normalize() + 0:f}"
