"""What the tasks of `grade` share: which class is meant, how its marks come about, and how they are shown."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from agreementlint.cli.gradebooks import Shelved, shared_decisions, shelved
from agreementlint.cli.selection import every_rule, rule_folders
from agreementlint.errors import BadConfiguration
from agreementlint.grading.classwork import class_marks, examine_class
from agreementlint.grading.collecting import Class, find_submissions
from agreementlint.grading.examining import Examiner, examiner_for
from agreementlint.grading.marks import Override, SubmissionMark
from agreementlint.grading.marksfolder import MarksFolder, SettingsModel
from agreementlint.grading.overrides import read_overrides
from agreementlint.grading.rubrics import read_rubric, rubric_path
from agreementlint.grading.shelf import FolderShelf
from agreementlint.grading.similarflags import with_noticed
from agreementlint.packs import contents_hash
from agreementlint.plugins import PluginChoice, load_plugins
from agreementlint.terms import Kind
from agreementlint.values import dataclass

_MOST_WORKERS = 8


@dataclass(frozen=True, slots=True)
class Classroom:
    """A class with all that its marks are made from."""

    folder: MarksFolder
    settings: SettingsModel
    found: Class
    examiner: Examiner
    plugins: PluginChoice

    @property
    def place(self) -> Shelved:
        """The class's gradebook."""
        return shelved(self.folder, self.settings, self.examiner.rubric)

    def decisions(self) -> tuple[Override, ...]:
        """What markers have decided: in the file and, where there is one, in the gradebook that they share."""
        keys = [submission.key for submission in self.found.submissions]
        own = read_overrides(self.folder.overrides, self.examiner.rubric, keys)
        return shared_decisions(self.place, self.examiner.rubric, own)

    def marks(self, workers: int = 0) -> tuple[SubmissionMark, ...]:
        """The marks of the class with the marker's decisions; what is not kept yet is marked, with a bar that tells."""
        submissions, overrides = self.found.submissions, self.decisions()
        examined = examine_class(
            submissions, partial(_loaded, self.examiner), FolderShelf(self.folder.kept), workers or processors()
        )
        marks = class_marks(submissions, _with_bar(examined, len(submissions)), self.examiner.rubric, overrides)
        return with_noticed(marks, self.folder.noticed)


def take_into(parser: ArgumentParser) -> None:
    """The option that says where the marks of a class are."""
    parser.add_argument(
        "--into",
        type=Path,
        default=Path("marks"),
        metavar="FOLDER",
        help="the folder of the class's marks, decisions and feedback (default: marks)",
    )


def classroom(folder: MarksFolder, settings: SettingsModel) -> Classroom:
    """Loads what a class is marked with. Raises BadConfiguration with every fault."""
    choice = PluginChoice(settings.no_plugins, tuple(settings.required_plugins))
    plugins = load_plugins(choice)
    rules = [str(folder.found(path)) for path in settings.rules]
    ruleset = every_rule(plugins, rules)
    path = folder.found(settings.rubric) if settings.rubric.endswith((".yaml", ".yml")) else settings.rubric
    rubric = read_rubric(rubric_path(str(path)), ruleset.rules)
    folders = rule_folders([Path(each) for each in rules]) if rules else None
    rules_hash = "+".join((contents_hash(folders), *plugins.names))
    source = folder.found(settings.source)
    if not source.exists():
        raise BadConfiguration(f"there is no file or folder {str(source)!r}")
    manifest = folder.found(settings.manifest) if settings.manifest else None
    found = find_submissions(source, manifest, plans=rubric.kind is Kind.DATA_PLAN)
    return Classroom(folder, settings, found, examiner_for(rubric, ruleset, rules_hash, plugins), choice)


def remembered(folder: MarksFolder) -> Classroom:
    """The class that was marked into a folder. Raises BadConfiguration where none was."""
    settings = folder.remembered()
    if settings is None:
        said = f"nothing was marked into {str(folder.path)!r}. First: agreementlint grade FOLDER --rubric RUBRIC"
        raise BadConfiguration(f"{said} --into {folder.path}")
    return classroom(folder, settings)


def processors() -> int:
    """How many processors this program may use."""
    available = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, min(available, _MOST_WORKERS))


def _loaded(examiner: Examiner) -> Examiner:
    return examiner


def _with_bar(marks: Iterable[SubmissionMark], total: int) -> Iterator[SubmissionMark]:
    """The marks as they come, counted on a terminal's standard error."""
    if not sys.stderr.isatty():
        yield from marks
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("marking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        for mark in marks:
            bar.advance(task)
            yield mark


def mark_called(name: str, marks: Sequence[SubmissionMark]) -> SubmissionMark:
    """The mark of a submission by its key, its alias or, where only one has it, its name. Raises BadConfiguration."""
    from agreementlint.suggestion import did_you_mean

    by_key = [mark for mark in marks if name in (mark.submission.key, mark.submission.alias)]
    found = by_key or [mark for mark in marks if mark.submission.name.casefold() == name.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        keys = ", ".join(mark.submission.key for mark in found)
        raise BadConfiguration(f"{name!r} is the name of several submissions; use the key: {keys}")
    known = [str(mark.submission.key) for mark in marks]
    hint = did_you_mean(name, known) or "The keys stand in the first column of marks.csv"
    raise BadConfiguration(f"there is no submission {name!r}. {hint}")
