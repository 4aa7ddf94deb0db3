"""The marks of a class as a table for a spreadsheet: a line for each submission, a column for each criterion."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from agreementlint.grading.marking import points_in_doubt
from agreementlint.grading.marks import MarkState, SubmissionMark, rounded
from agreementlint.grading.rubric import Points, Rubric

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def class_table(marks: Sequence[SubmissionMark], rubric: Rubric) -> str:
    """The table as CSV with line feeds; a mark that a person has still to look at has `provisional` beside it.

    What could not be told is an empty cell, never 0. Words of students that a spreadsheet would take for a formula
    are made words again.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    criteria = [f"{each.id} ({each.points:f})" for each in rubric.criteria]
    head = ("key", "name", "mark", "of", "raw", "penalty", "state", "provisional", "points in doubt")
    writer.writerow((*head, *criteria, "look at", "flags"))
    for mark in marks:
        in_doubt = sum((points_in_doubt(each) for each in mark.criteria), Points(0))
        to_see = "; ".join(each.title for each in mark.criteria if each.is_open and mark.needs_review)
        writer.writerow(
            (
                words(mark.submission.key),
                words(mark.submission.shown_as),
                number(mark.final),
                number(mark.maximum),
                number(mark.raw),
                number(mark.penalty),
                mark.state.value,
                "yes" if mark.state is MarkState.NEEDS_REVIEW else "",
                number(rounded(in_doubt, Points("0.1"))),
                *(number(each.effective) for each in mark.criteria),
                to_see,
                words(" ".join(flag.sentence for flag in mark.flags)),
            )
        )
    return stream.getvalue()


def number(points: Points | None) -> str:
    """Points at two places at most; nothing where there are none."""
    return "" if points is None else f"{rounded(points, Points('0.01')).normalize() + 0:f}"


def words(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
