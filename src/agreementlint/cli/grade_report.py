"""The task `grade report`: what the marks of a class tell together, as a page with plots."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from agreementlint.cli.files import shown
from agreementlint.cli.grading import remembered, take_into
from agreementlint.cli.terminal import page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.grading.classfigures import ClassFigures, figures_of
from agreementlint.grading.classreport import class_report, spread_says
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.grading.overrides import read_overrides
from agreementlint.reporters.layout import Row, paint, row
from agreementlint.reporters.wording import count


def take(parser: ArgumentParser) -> None:
    take_into(parser)
    parser.add_argument(
        "--marker",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="the decisions of another marker on the same class (an overrides.yaml), to compare (may be repeated)",
    )


def run(arguments: Namespace) -> ExitStatus:
    folder = MarksFolder(arguments.into)
    room = remembered(folder)
    rubric = room.examiner.rubric
    keys = [submission.key for submission in room.found.submissions]
    others = []
    for path in arguments.marker:
        if not path.is_file():
            raise BadConfiguration(f"--marker: there is no file {str(path)!r}")
        others.append(read_overrides(path, rubric, keys))
    names = sorted({each.by for decisions in others for each in decisions})
    figures = figures_of(room.marks(), rubric, others)
    written = folder.path / "class.html"
    folder.write(written, class_report(figures, rubric, names).encode("utf-8"))
    say(paint(_told(figures, written), page()))
    return ExitStatus.CLEAN


def _told(figures: ClassFigures, written: Path) -> Iterator[Row]:
    yield row(f"{count(figures.submissions, 'submission')}, {figures.waiting} still to be looked at.")
    if figures.spread is not None:
        yield row(spread_says(figures.spread))
    yield row(f"The class report: {shown(written)}")
