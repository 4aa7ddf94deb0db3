"""The task `grade import`: puts a gradebook that was exported into another one, whole or not at all."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from agreementlint.cli.files import contents, shown
from agreementlint.cli.terminal import say
from agreementlint.conclusion import ExitStatus
from agreementlint.gradebook.book import Gradebook
from agreementlint.gradebook.keeping import imported
from agreementlint.reporters.wording import count


def take(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="what `grade export gradebook` wrote")
    parser.add_argument(
        "--gradebook", required=True, metavar="ADDRESS", help="where to: a file, or postgresql://USER@HOST/NAME"
    )


def run(arguments: Namespace) -> ExitStatus:
    found = imported(shown(arguments.file), contents(arguments.file))
    with Gradebook(arguments.gradebook, lambda: datetime.now(UTC)) as book:
        book.add(found)
    names = ", ".join(each.name for each in found) or "none"
    say(f"{count(len(found), 'assignment')} put in: {names}.\n")
    return ExitStatus.CLEAN
