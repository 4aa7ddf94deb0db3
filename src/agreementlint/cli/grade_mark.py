"""The task `grade mark`: marks every submission against a rubric and says which marks wait for a look."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from agreementlint.cli.files import shown
from agreementlint.cli.gradebooks import address, record, take_gradebook
from agreementlint.cli.grading import Classroom, classroom, take_into
from agreementlint.cli.selection import take_plugins, take_rules
from agreementlint.cli.terminal import complain, page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.exchange.tables import as_csv
from agreementlint.grading.classtable import class_table, number
from agreementlint.grading.marking import points_in_doubt
from agreementlint.grading.marks import MarkState, SubmissionMark
from agreementlint.grading.marksfolder import MarksFolder, SettingsModel
from agreementlint.grading.submission import Source
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, row
from agreementlint.reporters.wording import count

_STATES = {
    MarkState.AUTO: Words("      ", Style.FINE),
    MarkState.OVERRIDDEN: Words("yours ", Style.INFO),
    MarkState.NEEDS_REVIEW: Words("look  ", Style.WARNING),
    MarkState.NOT_GRADABLE: Words("unread", Style.ERROR),
}
_SOURCES = {
    Source.FOLDER: "a folder",
    Source.MOODLE: "a Moodle download",
    Source.CANVAS: "a Canvas download",
    Source.MANIFEST: "a manifest",
}


def take(parser: ArgumentParser) -> None:
    parser.add_argument(
        "source", metavar="FOLDER", help="a folder of submissions, a Moodle or Canvas download (.zip or unpacked), or a"
        " manifest (.csv)"
    )  # fmt: skip
    parser.add_argument(
        "--rubric", default="", metavar="RUBRIC", help="a rubric file, or the name of one that comes along"
    )
    parser.add_argument(
        "--manifest", default="", metavar="FILE", help="a table (.csv) with names, times and groups beside the folder"
    )
    take_into(parser)
    take_gradebook(parser)
    parser.add_argument("--by", default="", metavar="NAME", help="who marks, for the gradebook's trail of changes")
    parser.add_argument(
        "--jobs",
        type=int,
        default=0,
        metavar="N",
        help="in so many processes (default: as many as there are processors)",
    )
    take_plugins(parser)
    take_rules(parser)


def run(arguments: Namespace) -> ExitStatus:
    folder = MarksFolder(arguments.into)
    settings = _settings(arguments, folder)
    room = classroom(folder, settings)
    folder.remember(settings)
    for place in room.found.passed_over:
        complain(f"passed over, since it is no submission: {place}")
    try:
        marks = room.marks(arguments.jobs)
    except KeyboardInterrupt:
        complain("what was marked so far is kept; the same command goes on from there")
        raise
    folder.write(folder.table, as_csv(class_table(marks, room.examiner.rubric)))
    record(room.place, room.examiner.rubric, marks, room.decisions(), arguments.by)
    say(paint(_listed(room, marks), page()))
    return ExitStatus.INCOMPLETE if any(mark.needs_review for mark in marks) else ExitStatus.CLEAN


def _settings(arguments: Namespace, folder: MarksFolder) -> SettingsModel:
    """What is to be marked with what; the rubric of the last time where none is named."""
    if arguments.jobs < 0:
        raise BadConfiguration(f"--jobs: a number from 1 on is wanted, not {arguments.jobs}")
    source = folder.from_here(arguments.source)
    earlier = folder.remembered()
    if earlier is not None and earlier.source != source:
        was = shown(folder.found(earlier.source))
        raise BadConfiguration(f"{shown(folder.path)} holds the marks of {was}; give another folder with --into")
    rubric = arguments.rubric or (folder.found(earlier.rubric) if earlier is not None else "")
    if not rubric:
        raise BadConfiguration("--rubric is missing. Those that come along: agreementlint rubric list")
    is_file = Path(rubric).suffix in (".yaml", ".yml")
    named = arguments.rubric or (earlier.rubric if earlier is not None else "")
    manifest = arguments.manifest and folder.from_here(arguments.manifest)
    return SettingsModel(
        source=source,
        rubric=folder.from_here(rubric) if is_file else named,
        manifest=manifest or (earlier.manifest if earlier is not None else ""),
        rules=[folder.from_here(each) for each in arguments.rules] or (earlier.rules if earlier is not None else []),
        no_plugins=arguments.no_plugins,
        required_plugins=_required(arguments, earlier),
        gradebook=address(arguments.gradebook, folder) or (earlier.gradebook if earlier is not None else ""),
        assignment=arguments.assignment or (earlier.assignment if earlier is not None else ""),
    )


def _required(arguments: Namespace, earlier: SettingsModel | None) -> list[str]:
    """The plugins that must be there: those named now, else those of the last time, unless none is wanted any more."""
    named: list[str] = arguments.require_plugin
    return named if named or arguments.no_plugins or earlier is None else earlier.required_plugins


def _listed(room: Classroom, marks: Sequence[SubmissionMark]) -> Iterator[Row]:
    rubric = room.examiner.rubric
    yield row(Words(rubric.title, Style.TITLE), " ", Words(f"{rubric.id}, version {rubric.version}", Style.DIM))
    yield row(f"{count(len(marks), 'submission')} in {_SOURCES[room.found.source]}, {rubric.total:f} points in all.")
    yield BLANK
    for mark in marks:
        yield from _line(mark)
    waiting = sum(mark.state is MarkState.NEEDS_REVIEW for mark in marks)
    unread = sum(mark.state is MarkState.NOT_GRADABLE for mark in marks)
    yield BLANK
    if waiting:
        yield row(f"{count(waiting, 'mark')} provisional until you have looked at what is named; nothing else is open.")
    if unread:
        yield row(f"{count(unread, 'submission')} could not be read and {'has' if unread == 1 else 'have'} no mark.")
    yield row(f"All marks: {shown(room.folder.table)}. Your own decisions go into {shown(room.folder.overrides)}:")
    yield row(
        f"agreementlint grade override KEY CRITERION POINTS --by NAME --reason WHY --into {shown(room.folder.path)}",
        indent=2,
    )


def _line(mark: SubmissionMark) -> Iterator[Row]:
    points = "   –" if mark.final is None else f"{number(mark.final):>6}"
    yield row(Words(f"{mark.submission.shown_as}", Style.NAME), " ", Words(f"({mark.submission.key})", Style.DIM),
              marker=Words(f"{points:>6} {_STATES[mark.state].text}", _STATES[mark.state].style))  # fmt: skip
    in_doubt = [each for each in mark.criteria if each.is_open and mark.state is MarkState.NEEDS_REVIEW]
    for each in in_doubt:
        stake = number(points_in_doubt(each))
        doubt = next((why.title for why in each.why if why.doubt), each.stale)
        yield row(Words(f"{each.criterion}: {doubt}", Style.DIM), f" ({stake} points hang on it)", indent=14)
    for flag in mark.flags:
        yield row(flag.sentence, indent=14, marker=Words("!" if flag.stops else "-"))
