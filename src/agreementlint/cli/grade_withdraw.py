"""The task `grade withdraw`: takes a marker's decision back, so that the automatic value counts again."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from agreementlint.cli.files import shown
from agreementlint.cli.gradebooks import withdraw_together
from agreementlint.cli.grading import mark_called, remembered, take_into
from agreementlint.cli.terminal import say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.exchange.tables import as_csv
from agreementlint.grading.classtable import class_table, number
from agreementlint.grading.marks import WHOLE
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.grading.overrides import drop_override


def take(parser: ArgumentParser) -> None:
    parser.add_argument("submission", metavar="SUBMISSION", help="its key (the first column of marks.csv) or name")
    parser.add_argument("criterion", metavar="CRITERION", help=f"the criterion's id, or {WHOLE!r} for the whole mark")
    parser.add_argument("--by", required=True, metavar="NAME", help="your name")
    parser.add_argument("--reason", required=True, metavar="WHY", help="why, for whoever looks at it later")
    take_into(parser)


def run(arguments: Namespace) -> ExitStatus:
    folder = MarksFolder(arguments.into)
    room = remembered(folder)
    mark = mark_called(arguments.submission, room.marks())
    key = mark.submission.key
    was_kept = withdraw_together(room.place, key, arguments.criterion, arguments.by, arguments.reason)
    was_written = drop_override(folder.overrides, key, arguments.criterion)
    if not was_kept and not was_written:
        raise BadConfiguration(f"nobody has decided on {arguments.criterion!r} of {mark.submission.shown_as}")
    marks = room.marks()
    folder.write(folder.table, as_csv(class_table(marks, room.examiner.rubric)))
    again = mark_called(key, marks)
    total = "no mark yet" if again.final is None else f"{number(again.final)} of {number(again.maximum)}"
    say(
        f"{again.submission.shown_as}, {arguments.criterion}: the automatic value counts again.\n"
        f"The whole: {total}. Taken out of {shown(folder.overrides)}.\n"
    )
    return ExitStatus.CLEAN
