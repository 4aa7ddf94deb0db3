"""The command `grade`: its tasks, each in a module of its own."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from types import ModuleType
from typing import Final

from agreementlint.cli import (
    grade_anonymous,
    grade_diff,
    grade_export,
    grade_feedback,
    grade_import,
    grade_mark,
    grade_override,
    grade_report,
    grade_serve,
    grade_similarity,
    grade_trail,
    grade_withdraw,
)
from agreementlint.conclusion import ExitStatus

# The first is meant where none is named. Their names stand in the table of commands as well.
TASKS: Final[tuple[tuple[str, str, ModuleType], ...]] = (
    ("mark", "mark a class (the word may be left out: agreementlint grade FOLDER)", grade_mark),
    ("override", "set the points of a criterion yourself, with your name and reason", grade_override),
    ("withdraw", "take a decision of yours back, so that the automatic value counts again", grade_withdraw),
    ("feedback", "write the feedback for every student", grade_feedback),
    ("export", "put the marks into the files that Moodle, Canvas and others take", grade_export),
    ("diff", "show what another rubric, other rules or other work would change, before it does", grade_diff),
    ("trail", "show who changed which mark, when and why", grade_trail),
    ("import", "put an exported gradebook into another", grade_import),
    ("report", "write the report on the class, with plots", grade_report),
    ("serve", "open the marking pages in the browser", grade_serve),
    ("anonymous", "write copies without names, and share them out among markers", grade_anonymous),
    ("similarity", "show which submissions share passages, side by side", grade_similarity),
)


def take(parser: ArgumentParser) -> None:
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    for name, summary, module in TASKS:
        module.take(tasks.add_parser(name, help=summary, description=summary, allow_abbrev=False))


def run(arguments: Namespace) -> ExitStatus:
    module = next(module for name, _, module in TASKS if name == arguments.task)
    status: ExitStatus = module.run(arguments)
    return status
