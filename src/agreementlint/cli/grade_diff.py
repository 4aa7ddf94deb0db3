"""The task `grade diff`: what a new rubric, new rules, a resubmission or a decision would change, before it does."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from agreementlint.cli.grading import Classroom, classroom, remembered, take_into
from agreementlint.cli.terminal import deliver, page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.gradebook.differences import CriterionDifference, MarkDifference, differences
from agreementlint.grading.classtable import number
from agreementlint.grading.marks import CriterionMark, MarkState, SubmissionMark
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.grading.rubric import Points
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, row
from agreementlint.reporters.wording import count

_NONE = "no mark"


def take(parser: ArgumentParser) -> None:
    parser.add_argument(
        "source", nargs="?", default="", metavar="FOLDER", help="the submissions as they are now, if they are elsewhere"
    )
    parser.add_argument("--rubric", default="", metavar="RUBRIC", help="another rubric: a file or a name")
    parser.add_argument("--format", choices=("console", "json"), default="console", help="console (default) or json")
    take_into(parser)


def run(arguments: Namespace) -> ExitStatus:
    folder = MarksFolder(arguments.into)
    room = remembered(folder)
    before = _recorded(room)
    room = _with_other(arguments, folder, room)
    found = differences(before, room.marks())
    if arguments.format == "json":
        deliver(json.dumps([_as_json(each) for each in found], ensure_ascii=False, indent=2) + "\n")
    else:
        say(paint(_shown(found, len(before)), page()))
    return ExitStatus.FINDINGS if found else ExitStatus.CLEAN


def _recorded(room: Classroom) -> tuple[SubmissionMark, ...]:
    """The marks of the last run with the decisions that the gradebook has."""
    place = room.place
    with place.opened() as book:
        if place.assignment not in book.assignments():
            raise BadConfiguration(
                "no mark of this class is in the gradebook yet, so there is nothing to hold others against. "
                "First: agreementlint grade FOLDER --rubric RUBRIC"
            )
        return book.current(place.assignment)


def _with_other(arguments: Namespace, folder: MarksFolder, room: Classroom) -> Classroom:
    """The class as it would be marked: nothing of this is remembered."""
    settings = room.settings
    if arguments.source:
        settings = settings.model_copy(update={"source": folder.from_here(arguments.source)})
    if arguments.rubric:
        is_file = Path(arguments.rubric).suffix in (".yaml", ".yml")
        rubric = folder.from_here(arguments.rubric) if is_file else arguments.rubric
        settings = settings.model_copy(update={"rubric": rubric})
    return room if settings == room.settings else classroom(folder, settings)


def _shown(found: Sequence[MarkDifference], total: int) -> Iterator[Row]:
    if not found:
        yield row(f"Nothing would change in {count(total, 'mark')}.")
        return
    moved = [each for each in found if each.is_of_the_mark]
    yield row(f"{count(len(moved), 'mark')} of {total} would change; {len(found) - len(moved)} on the way to it only.")
    yield BLANK
    for each in found:
        change = each.change
        sign = f" ({'+' if change > 0 else ''}{number(change)})" if change else ""
        name = Words(each.mark.submission.shown_as, Style.NAME)
        style = Style.WARNING if each.is_of_the_mark else Style.DIM
        yield row(name, ": ", Words(f"{_final(each.before)} → {_final(each.after)}{sign}", style),
                  Words(f", {'; '.join(each.causes)}", Style.DIM))  # fmt: skip
        for criterion in each.criteria:
            yield row(f"{criterion.title}: {_points(criterion.before)} → {_points(criterion.after)}", indent=4)
            if criterion.after is not None and criterion.after.stale:
                yield row(criterion.after.stale, indent=4, marker=Words("!", Style.WARNING))
    yield BLANK
    yield row("Nothing was changed. To apply it: agreementlint grade, with the same folder and rubric.")


def _final(mark: SubmissionMark | None) -> str:
    if mark is None:
        return "not there"
    if mark.final is None:
        return _NONE
    return f"{number(mark.final)} of {number(mark.maximum)}{' (provisional)' if mark.needs_review else ''}"


def _points(mark: CriterionMark | None) -> str:
    if mark is None:
        return "not there"
    if not mark.counts and mark.manual is None:
        return "does not count"
    said = _NONE if mark.effective is None else f"{number(mark.effective)} of {number(mark.maximum)}"
    if mark.manual is not None:
        return f"{said} by {mark.by}, automatically {_number(mark.auto)}"
    return f"{said} (provisional)" if mark.state is MarkState.NEEDS_REVIEW else said


def _number(points: Points | None) -> str:
    return _NONE if points is None else number(points)


def _as_json(each: MarkDifference) -> dict[str, object]:
    return {
        "key": str(each.mark.submission.key),
        "name": each.mark.submission.shown_as,
        "before": None if each.before is None else _decimal(each.before.final),
        "after": None if each.after is None else _decimal(each.after.final),
        "causes": [cause.name.lower() for cause in each.causes],
        "criteria": [_criterion_as_json(criterion) for criterion in each.criteria],
    }


def _criterion_as_json(each: CriterionDifference) -> dict[str, object]:
    before, after = (None if mark is None else _decimal(mark.effective) for mark in (each.before, each.after))
    return {"criterion": each.criterion, "before": before, "after": after}


def _decimal(points: Points | None) -> float | None:
    return None if points is None else float(points)
