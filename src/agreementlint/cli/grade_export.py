"""The task `grade export`: puts the marks of a class into the files that a school's system takes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from agreementlint.cli.carrying import arrival, carried, outcome_of, ratings_of
from agreementlint.cli.files import contents, shown
from agreementlint.cli.grading import Classroom, mark_called, remembered, take_into
from agreementlint.cli.terminal import complain, page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.exchange.autograders import classroom50, gradescope, read_assigned
from agreementlint.exchange.canvas import fill_gradebook, read_gradebook
from agreementlint.exchange.canvas_rubric import canvas_rubric
from agreementlint.exchange.marks import Fate, Filled
from agreementlint.exchange.moodle import Wishes, fill_worksheet, read_worksheet
from agreementlint.exchange.moodle_headings import Role
from agreementlint.exchange.tables import as_csv, as_workbook
from agreementlint.gradebook.keeping import exported
from agreementlint.grading.classtable import class_table
from agreementlint.grading.marks import SubmissionMark
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.grading.submission import Source
from agreementlint.reporters.layout import paint, row
from agreementlint.reporters.wording import count
from agreementlint.values import dataclass

FOLDER = "export"


@dataclass(frozen=True, slots=True)
class Target:
    """A form of export: its name, what it is for, the arguments it takes besides those of all, and what it does."""

    name: str
    summary: str
    take: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Classroom, tuple[SubmissionMark, ...]], ExitStatus]


def take(parser: ArgumentParser) -> None:
    targets = parser.add_subparsers(dest="target", metavar="TARGET", required=True)
    for target in TARGETS:
        own = targets.add_parser(target.name, help=target.summary, description=target.summary, allow_abbrev=False)
        target.take(own)
        take_into(own)
        own.add_argument("--output", "-o", default="", metavar="FILE", help="where to write it")


def run(arguments: Namespace) -> ExitStatus:
    room = remembered(MarksFolder(arguments.into))
    target = next(each for each in TARGETS if each.name == arguments.target)
    return target.run(arguments, room, room.marks())


def _take_provisional(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--provisional",
        action="store_true",
        help="marks that a person has still to look at, too; without it they are left out",
    )


def _take_filling(parser: ArgumentParser) -> None:
    _take_provisional(parser)
    parser.add_argument("--replace", action="store_true", help="put ours where another mark is already")
    parser.add_argument(
        "--rescale", action="store_true", help="bring our points to the maximum that the file has, if it is another"
    )


def _take_moodle(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="WORKSHEET", help='the file of "Download grading worksheet"')
    _take_filling(parser)
    parser.add_argument("--no-feedback", action="store_true", help="fill in grades and no feedback comments")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="ROLE=HEADING",
        help="which column is which, where the language of the worksheet is not known; #3 is the third column",
    )
    parser.add_argument(
        "--scale", default="", metavar="ITEM=PERCENT,...", help="which percentage earns which item of a scale"
    )


def _moodle(arguments: Namespace, room: Classroom, marks: tuple[SubmissionMark, ...]) -> ExitStatus:
    columns = tuple(_pair("--column", each, "grade=Note") for each in arguments.column)
    worksheet = read_worksheet(shown(arguments.file), contents(arguments.file), columns)
    wishes = Wishes(columns, arguments.rescale, arguments.replace, not arguments.no_feedback, _scale(arguments.scale))
    ours = carried(marks, Source.MOODLE, provisional=arguments.provisional, feedback=not arguments.no_feedback)
    if Role.FEEDBACK not in worksheet.columns and not arguments.no_feedback:
        complain("the worksheet has no column that is known to be for feedback comments: only grades are filled in")
    return _deliver(arguments, room, Path(arguments.file).name, fill_worksheet(worksheet, ours, wishes))


def _take_canvas(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="GRADEBOOK", help='the file of "Export Entire Gradebook"')
    parser.add_argument(
        "--assignment", default="", metavar="NAME", help="its title or number, where the file has several"
    )
    _take_filling(parser)


def _canvas(arguments: Namespace, room: Classroom, marks: tuple[SubmissionMark, ...]) -> ExitStatus:
    gradebook = read_gradebook(shown(arguments.file), contents(arguments.file), arguments.assignment)
    ours = carried(marks, Source.CANVAS, provisional=arguments.provisional, feedback=False)
    filled = fill_gradebook(gradebook, ours, replace=arguments.replace, rescale=arguments.rescale)
    return _deliver(arguments, room, Path(arguments.file).name, filled)


def _take_nothing(parser: ArgumentParser) -> None:
    del parser


def _canvas_rubric(arguments: Namespace, room: Classroom, marks: tuple[SubmissionMark, ...]) -> ExitStatus:
    del marks
    rubric = room.examiner.rubric
    path = _write(arguments, room, f"{rubric.id}-canvas.csv", canvas_rubric(rubric.title, ratings_of(rubric)))
    say(f"{path}: {len(rubric.criteria)} criteria. In Canvas: Rubrics, Import Rubric.\n")
    return ExitStatus.CLEAN


def _take_one(parser: ArgumentParser) -> None:
    parser.add_argument("--submission", default="", metavar="KEY", help="which submission, where there are several")
    _take_provisional(parser)


def _take_gradescope(parser: ArgumentParser) -> None:
    _take_one(parser)
    parser.add_argument(
        "--visibility",
        choices=("visible", "hidden", "after_due_date", "after_published"),
        default="visible",
        help="when students see it (default: visible, and after_published while a mark waits for a person)",
    )


def _gradescope(arguments: Namespace, room: Classroom, marks: tuple[SubmissionMark, ...]) -> ExitStatus:
    mark = _one(arguments.submission, marks)
    data = gradescope(outcome_of(mark, provisional=arguments.provisional), arguments.visibility)
    path = _write(arguments, room, "results.json", data)
    say(f"{path}: the results of {mark.submission.shown_as}.\n")
    return ExitStatus.INCOMPLETE if mark.needs_review else ExitStatus.CLEAN


def _take_classroom50(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="RESULT", help="the result.json of the submission, which says whose it is")
    _take_one(parser)


def _classroom50(arguments: Namespace, room: Classroom, marks: tuple[SubmissionMark, ...]) -> ExitStatus:
    mark = _one(arguments.submission, marks)
    assigned = read_assigned(shown(arguments.file), contents(arguments.file))
    data = classroom50(outcome_of(mark, provisional=arguments.provisional), assigned)
    say(f"{_write(arguments, room, 'result.json', data)}: the result of {mark.submission.shown_as}.\n")
    return ExitStatus.INCOMPLETE if mark.needs_review else ExitStatus.CLEAN


def _take_csv(parser: ArgumentParser) -> None:
    parser.add_argument("--delimiter", choices=(",", ";"), default=",", help="what stands between two cells")
    parser.add_argument("--decimal", choices=(".", ","), default=".", help="the decimal mark")


def _csv(arguments: Namespace, room: Classroom, marks: tuple[SubmissionMark, ...]) -> ExitStatus:
    data = as_csv(class_table(marks, room.examiner.rubric), arguments.delimiter, arguments.decimal)
    say(f"{_write(arguments, room, 'marks.csv', data)}: {len(marks)} lines.\n")
    return ExitStatus.CLEAN


def _xlsx(arguments: Namespace, room: Classroom, marks: tuple[SubmissionMark, ...]) -> ExitStatus:
    data = as_workbook([class_table(marks, room.examiner.rubric)])
    say(f"{_write(arguments, room, 'marks.xlsx', data)}: {len(marks)} lines.\n")
    return ExitStatus.CLEAN


def _gradebook(arguments: Namespace, room: Classroom, marks: tuple[SubmissionMark, ...]) -> ExitStatus:
    del marks
    with room.place.opened() as book:
        found = tuple(book.contents(name) for name in book.assignments())
    path = _write(arguments, room, "gradebook.json", exported(found))
    say(f"{path}: {count(len(found), 'assignment')} with every run, decision and change.\n")
    return ExitStatus.CLEAN


TARGETS: tuple[Target, ...] = (
    Target("moodle", "fill the grading worksheet that Moodle exported", _take_moodle, _moodle),
    Target("canvas", "fill the gradebook that Canvas exported", _take_canvas, _canvas),
    Target("canvas-rubric", "write the rubric as a file that Canvas imports", _take_nothing, _canvas_rubric),
    Target("gradescope", "write the results.json of one submission", _take_gradescope, _gradescope),
    Target("classroom50", "fill the result.json of one submission", _take_classroom50, _classroom50),
    Target("csv", "write the marks as a table", _take_csv, _csv),
    Target("xlsx", "write the marks as a workbook", _take_nothing, _xlsx),
    Target("gradebook", "write the whole gradebook as JSON, for a copy or another database", _take_nothing, _gradebook),
)


def _deliver(arguments: Namespace, room: Classroom, name: str, filled: Filled) -> ExitStatus:
    if any(each.fate is Fate.WRITTEN for each in filled.placed):
        last = f"To upload: {_write(arguments, room, name, filled.data)}"
    else:
        last = "There is nothing to upload, and no file was written."
    say(paint([*arrival(filled), row(last)], page()))
    return ExitStatus.CLEAN if filled.is_whole else ExitStatus.INCOMPLETE


def _write(arguments: Namespace, room: Classroom, name: str, data: bytes) -> str:
    """Writes a file, never over the one that was exported: if something is wrong, that is still there."""
    path = Path(arguments.output) if arguments.output else room.folder.path / FOLDER / name
    exported = getattr(arguments, "file", "")
    if exported and path.exists() and path.samefile(exported):
        raise BadConfiguration(f"{shown(path)} is the exported file itself; give another name with --output")
    room.folder.write(path, data)
    return shown(path)


def _one(wanted: str, marks: Sequence[SubmissionMark]) -> SubmissionMark:
    if wanted:
        return mark_called(wanted, marks)
    if len(marks) == 1:
        return marks[0]
    raise BadConfiguration(f"there are {len(marks)} submissions; say which with --submission KEY")


def _pair(option: str, text: str, example: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise BadConfiguration(f"{option}: two words and = between them are wanted, as in {example}, not {text!r}")
    return name.strip(), value.strip()


def _scale(text: str) -> tuple[tuple[str, Decimal], ...]:
    found = []
    for part in filter(str.strip, text.split(",")):
        item, least = _pair("--scale", part, "passed=50")
        try:
            found.append((item, Decimal(least.removesuffix("%").strip())))
        except InvalidOperation:
            raise BadConfiguration(f"--scale: a percentage is wanted after {item!r}, not {least!r}") from None
    return tuple(found)
