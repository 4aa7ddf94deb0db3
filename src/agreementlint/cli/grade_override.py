"""The task `grade override`: writes down what a marker decides, in a file that no later run changes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from decimal import Decimal, InvalidOperation

from agreementlint.cli.files import shown
from agreementlint.cli.grading import mark_called, remembered, take_into
from agreementlint.cli.suggestion import did_you_mean
from agreementlint.cli.terminal import say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.grading.classtable import class_table, number
from agreementlint.grading.marks import Override
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.grading.overrides import write_override


def take(parser: ArgumentParser) -> None:
    parser.add_argument("submission", metavar="SUBMISSION", help="its key (the first column of marks.csv) or name")
    parser.add_argument("criterion", metavar="CRITERION", help="the criterion's id in the rubric")
    parser.add_argument(
        "points", metavar="POINTS", help="the points that you give; 'as-it-is' confirms the automatic ones"
    )
    parser.add_argument("--by", required=True, metavar="NAME", help="your name")
    parser.add_argument("--reason", required=True, metavar="WHY", help="why, for whoever looks at it later")
    parser.add_argument(
        "--comment",
        default="",
        metavar="TEXT",
        help="for the student: a text, or its name in the rubric's comment bank",
    )
    take_into(parser)


def run(arguments: Namespace) -> ExitStatus:
    folder = MarksFolder(arguments.into)
    room = remembered(folder)
    rubric = room.examiner.rubric
    mark = mark_called(arguments.submission, room.marks())
    found = next((each for each in mark.criteria if each.criterion == arguments.criterion), None)
    if found is None:
        known = [each.id for each in rubric.criteria]
        hint = did_you_mean(arguments.criterion, known) or f"There are {', '.join(known)}"
        raise BadConfiguration(f"there is no criterion {arguments.criterion!r}. {hint}")
    points = _points(arguments.points, found.auto, found.maximum)
    for name, value in (("--by", arguments.by), ("--reason", arguments.reason)):
        if not value.strip():
            raise BadConfiguration(f"{name} is empty; whoever looks at the mark later needs it")
    write_override(
        folder.overrides,
        Override(
            mark.submission.key, found.criterion, points, arguments.by, arguments.reason, found.auto, arguments.comment
        ),
    )
    marks = room.marks()
    folder.write(folder.table, class_table(marks, rubric).encode("utf-8-sig"))
    again = mark_called(mark.submission.key, marks)
    was = "no value" if found.effective is None else number(found.effective)
    total = "still no mark" if again.final is None else f"{number(again.final)} of {number(again.maximum)}"
    say(
        f"{again.submission.shown_as}, {found.title}: {number(points)} of {number(found.maximum)} (before: {was}).\n"
        f"The whole: {total}. Written to {shown(folder.overrides)}.\n"
    )
    return ExitStatus.CLEAN


def _points(words: str, auto: Decimal | None, maximum: Decimal) -> Decimal:
    if words == "as-it-is":
        if auto is None:
            raise BadConfiguration("there is no automatic value to confirm; give the points")
        return auto
    try:
        points = Decimal(words.replace(",", "."))
    except InvalidOperation:
        raise BadConfiguration(f"a number of points, or 'as-it-is', is wanted, not {words!r}") from None
    if not points.is_finite() or not 0 <= points <= maximum:
        raise BadConfiguration(f"from 0 to {number(maximum)} points can be given, not {words}")
    return points
