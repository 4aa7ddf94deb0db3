"""The task `grade override`: writes down what a marker decides, in a file that no later run changes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from decimal import InvalidOperation

from agreementlint.cli.files import shown
from agreementlint.cli.gradebooks import decide_together, follow
from agreementlint.cli.grading import mark_called, remembered, take_into
from agreementlint.cli.terminal import say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.exchange.tables import as_csv
from agreementlint.grading.classtable import class_table, number
from agreementlint.grading.marking import without_decision
from agreementlint.grading.marks import WHOLE, Override, SubmissionMark
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.grading.overrides import write_override
from agreementlint.grading.rubric import Points, Rubric
from agreementlint.suggestion import did_you_mean
from agreementlint.values import dataclass

AS_IT_IS = "as-it-is"


def take(parser: ArgumentParser) -> None:
    parser.add_argument("submission", metavar="SUBMISSION", help="its key (the first column of marks.csv) or name")
    parser.add_argument(
        "criterion", metavar="CRITERION", help=f"the criterion's id in the rubric, or {WHOLE!r} for the whole mark"
    )
    parser.add_argument(
        "points", metavar="POINTS", help=f"the points that you give; {AS_IT_IS!r} confirms the automatic ones"
    )
    parser.add_argument("--by", required=True, metavar="NAME", help="your name")
    parser.add_argument("--reason", required=True, metavar="WHY", help="why, for whoever looks at it later")
    parser.add_argument(
        "--comment",
        default="",
        metavar="TEXT",
        help="for the student: a text, or its name in the rubric's comment bank",
    )
    parser.add_argument(
        "--replace", action="store_true", help="put it in the place of another marker's decision in a shared gradebook"
    )
    take_into(parser)


def run(arguments: Namespace) -> ExitStatus:
    folder = MarksFolder(arguments.into)
    room = remembered(folder)
    rubric = room.examiner.rubric
    mark = mark_called(arguments.submission, room.marks())
    of = _of(arguments.criterion, mark, rubric)
    points = _points(arguments.points, of)
    for name, value in (("--by", arguments.by), ("--reason", arguments.reason)):
        if not value.strip():
            raise BadConfiguration(f"{name} is empty; whoever looks at the mark later needs it")
    override = Override(
        mark.submission.key, of.criterion, points, arguments.by, arguments.reason, of.auto, arguments.comment
    )
    decide_together(room.place, override, replace=arguments.replace)
    write_override(folder.overrides, override)
    follow(room.place, room.decisions(), arguments.by)
    marks = room.marks()
    folder.write(folder.table, as_csv(class_table(marks, rubric)))
    again = mark_called(mark.submission.key, marks)
    was = "no value" if of.now is None else number(of.now)
    total = "still no mark" if again.final is None else f"{number(again.final)} of {number(again.maximum)}"
    say(
        f"{again.submission.shown_as}, {of.title}: {number(points)} of {number(of.maximum)} (before: {was}).\n"
        f"The whole: {total}. Written to {shown(folder.overrides)}.\n"
    )
    return ExitStatus.CLEAN


@dataclass(frozen=True, slots=True)
class _Of:
    """What is decided on: its value without any decision on it (`auto`), its value `now`, and the most it can be."""

    criterion: str
    title: str
    auto: Points | None
    now: Points | None
    maximum: Points


def _of(criterion: str, mark: SubmissionMark, rubric: Rubric) -> _Of:
    if criterion == WHOLE:
        undecided = without_decision(mark, rubric)
        return _Of(WHOLE, "the whole", undecided.raw, mark.raw, rubric.ceiling or rubric.total * 2)
    for each in mark.criteria:
        if each.criterion == criterion:
            return _Of(criterion, each.title, each.auto, each.effective, each.maximum)
    known = [*(each.id for each in rubric.criteria), WHOLE]
    hint = did_you_mean(criterion, known) or f"There are {', '.join(known)}"
    raise BadConfiguration(f"there is no criterion {criterion!r}. {hint}")


def _points(words: str, of: _Of) -> Points:
    if words == AS_IT_IS:
        if of.auto is None:
            raise BadConfiguration("there is no automatic value to confirm; give the points")
        return of.auto
    try:
        points = Points(words.replace(",", "."))
    except InvalidOperation:
        raise BadConfiguration(f"a number of points, or {AS_IT_IS!r}, is wanted, not {words!r}") from None
    if not points.is_finite() or not 0 <= points <= of.maximum:
        raise BadConfiguration(f"from 0 to {number(of.maximum)} points can be given, not {words}")
    return points
