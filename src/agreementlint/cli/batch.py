"""Checks files one after the other, or in workers of which each may be lost without harm to the other files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from agreementlint.cli.files import STANDARD_INPUT
from agreementlint.cli.onefile import Checked, Failed, check_file
from agreementlint.cli.workplace import Job, Workplace, set_up
from agreementlint.errors import CrashedOn, UnreadableFile
from agreementlint.readers.limits import LIMITS, in_megabytes
from agreementlint.report import DocumentReport, Outcome
from agreementlint.workers import Bounds, Fate, Lost, answers

# To start a process, and to find in it again what this one has found, takes about as long as to check this many bytes.
WORTH_A_PROCESS: Final = 200_000
# Files that libraries in C open: what breaks one of these breaks the process.
_BREAKABLE: Final = frozenset({".docx", ".odt"})
BOUNDS: Final = Bounds(LIMITS.working_wait, LIMITS.working_seconds, LIMITS.working_memory)


def check_files(
    paths: Sequence[str], workplace: Workplace, processes: int, tell: Callable[[], None] = lambda: None
) -> tuple[list[DocumentReport], list[UnreadableFile]]:
    """The reports of the files that were read and the reasons for the others, in the order of the paths.

    `tell` is called whenever one more file is done.
    """
    found: dict[int, Checked | Failed] = {}
    alone = STANDARD_INPUT in paths or (processes < 2 and not are_breakable(paths, workplace))
    for number, answer in (_here if alone else _in_workers)(paths, workplace, processes):
        found[number] = answer
        tell()
    ordered = [found[number] for number in range(len(paths))]
    reports = [_with_rules(checked, workplace) for checked in ordered if isinstance(checked, Checked)]
    failed = [each.error(each.path, each.problem, each.advice) for each in ordered if isinstance(each, Failed)]
    return reports, failed


def processes_for(paths: Sequence[str], wanted: int) -> int:
    """How many processes to use: as many as were asked for; for 0 as many as the work pays for."""
    if wanted:
        return min(wanted, len(paths))
    processors = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, min(processors, len(paths), sum(map(_size, paths)) // WORTH_A_PROCESS))


def are_breakable(paths: Sequence[str], workplace: Workplace) -> bool:
    """Whether one of several files may break the process that reads it, so that the others would be lost."""
    suffixes = _BREAKABLE.union(*(reader.suffixes for reader in workplace.plugins.readers))
    return len(paths) > 1 and any(Path(path).suffix.lower() in suffixes for path in paths)


class _Checker:
    """What a worker does; it finds the rules loaded where it was forked, and loads them itself elsewhere."""

    __slots__ = ("_workplace",)

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def __call__(self, path: str) -> Checked | Failed:
        return check_file(path, self._workplace)

    def __reduce__(self) -> tuple[Callable[[Job], _Checker], tuple[Job]]:
        return _checker, (self._workplace.job,)


def _checker(job: Job) -> _Checker:
    return _Checker(set_up(job))


def _here(paths: Sequence[str], workplace: Workplace, _processes: int) -> Iterator[tuple[int, Checked | Failed]]:
    for number, path in enumerate(paths):
        try:
            yield number, check_file(path, workplace)
        except MemoryError:
            yield number, _lost(workplace.name(path), Lost(Fate.SWELLED))


def _in_workers(paths: Sequence[str], workplace: Workplace, processes: int) -> Iterator[tuple[int, Checked | Failed]]:
    # The heaviest first: else one of them may be left to a single worker at the end.
    order = sorted(range(len(paths)), key=lambda number: -_size(paths[number]))
    jobs = [paths[number] for number in order]
    for place, answer in answers(_Checker(workplace), jobs, workers=processes, bounds=BOUNDS):
        number = order[place]
        yield number, _lost(workplace.name(paths[number]), answer) if isinstance(answer, Lost) else answer


def _lost(name: str, lost: Lost) -> Failed:
    """What became of a file whose worker was lost, and what to do."""
    alone = "Check it by itself; if that fails as well, save it anew in the program it was written in"
    match lost.fate:
        case Fate.SWELLED:
            problem = f"checking it takes more than {in_megabytes(LIMITS.working_memory)} of memory"
            return Failed(name, problem, "Split the document, or save it anew in the program it was written in")
        case Fate.TOILED | Fate.WAITED:
            seconds = LIMITS.working_seconds if lost.fate is Fate.TOILED else LIMITS.working_wait
            return Failed(name, f"checking it takes longer than {seconds:g} seconds and was ended", alone)
        case Fate.RAISED:
            return Failed(
                name, f"agreementlint failed on it ({lost.error})", "That is a bug; please report it", CrashedOn
            )
        case Fate.DIED:
            memory = "The system may be short of memory: use fewer processes (--jobs). " if lost.status == -9 else ""
            return Failed(name, f"while it was checked, {lost.in_words}", memory + alone)


def _with_rules(checked: Checked, workplace: Workplace) -> DocumentReport:
    rules = {rule.id: rule for rule in workplace.how(checked.report.path)[1].ruleset.rules}
    outcomes = tuple(Outcome(rules[rule], verdict, sure) for rule, verdict, sure in checked.verdicts)
    return replace(checked.report, outcomes=outcomes)


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0
