"""Checks files one after the other, or in workers of which each may be lost without harm to the other files."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from agreementlint.cli.files import STANDARD_INPUT
from agreementlint.cli.onefile import Checked, Failed, check_file, out_of_memory, remembered
from agreementlint.cli.terminal import complain
from agreementlint.cli.workplace import Workplace
from agreementlint.errors import UnreadableFile
from agreementlint.readers.limits import LIMITS, MOST_PACKED
from agreementlint.report import DocumentReport, Outcome

if TYPE_CHECKING:
    from agreementlint.cli.memory import Memory
    from agreementlint.cli.selection import Selection
    from agreementlint.rule import Rule
    from agreementlint.terms import RuleId

# To start a process, and to find in it again what this one has found, takes about as long as to check this many bytes.
WORTH_A_PROCESS: Final = 200_000
# Files that libraries in C open: what breaks one of these breaks the process.
_BREAKABLE: Final = frozenset({".docx", ".odt"})


def check_files(
    paths: Sequence[str],
    workplace: Workplace,
    wanted: int = 0,
    tell: Callable[[], None] = lambda: None,
    memory: Memory | None = None,
) -> tuple[list[DocumentReport], list[UnreadableFile]]:
    """The reports of the files that were read and the reasons for the others, in the order of the paths.

    `wanted` is the number of processes, 0 for as many as pay; `tell` is called whenever one more file is done. With a
    memory the reports of earlier runs are taken where they would come out the same.
    """
    found: dict[str, Checked | Failed] = {}
    if memory is not None:
        found |= _remembered(paths, workplace, memory, tell)
    new = [path for path in paths if path not in found]
    processes = processes_for(new, wanted)
    alone = STANDARD_INPUT in new or (processes < 2 and not are_harmful(new, workplace))
    for path, answer in _here(new, workplace, memory) if alone else _elsewhere(new, workplace, processes, memory):
        found[path] = answer
        tell()
    ordered = [found[path] for path in paths]
    if memory is not None and new:
        _tidy(ordered)
    reports = _with_rules([each for each in ordered if isinstance(each, Checked)], workplace)
    failed = [each.error(each.path, each.problem, each.advice) for each in ordered if isinstance(each, Failed)]
    return reports, failed


def processes_for(paths: Sequence[str], wanted: int) -> int:
    """How many processes to use: as many as were asked for; for 0 as many as the work pays for."""
    if wanted:
        return min(wanted, len(paths))
    processors = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, min(processors, len(paths), sum(map(_size, paths)) // WORTH_A_PROCESS))


def are_harmful(paths: Sequence[str], workplace: Workplace) -> bool:
    """Whether one of several files may break the process that reads it, or one takes more memory than others."""
    suffixes = _BREAKABLE.union(*(reader.suffixes for reader in workplace.plugins.readers))
    breakable = len(paths) > 1 and any(Path(path).suffix.lower() in suffixes for path in paths)
    return breakable or any(map(_is_weighty, paths))


def _is_weighty(path: str) -> bool:
    """Whether a file, unpacked, is so large that it is checked where memory is bounded."""
    size = _size(path)
    if Path(path).suffix.lower() in _BREAKABLE and size > LIMITS.weighty_bytes // MOST_PACKED:
        from agreementlint.readers.archive import unpacked_size  # with zipfile, of which text has no need

        size = max(size, unpacked_size(path))
    return size > LIMITS.weighty_bytes


def _remembered(
    paths: Sequence[str], workplace: Workplace, memory: Memory, tell: Callable[[], None]
) -> dict[str, Checked]:
    found = {}
    gc.disable()  # all that is found stays until the end
    for path in paths:
        known = remembered(path, workplace, memory)
        if known is not None:
            found[path] = known
            tell()
    gc.freeze()
    gc.enable()
    return found


Answers = Iterator[tuple[str, Checked | Failed]]


def _here(paths: Sequence[str], workplace: Workplace, memory: Memory | None) -> Answers:
    for path in paths:
        try:
            yield path, check_file(path, workplace, memory)
        except MemoryError:
            yield path, out_of_memory(workplace.name(path))


def _elsewhere(paths: Sequence[str], workplace: Workplace, processes: int, memory: Memory | None) -> Answers:
    from agreementlint.cli.crew import in_workers  # which one file has no need of

    # The heaviest first: else one of them may be left to a single worker at the end.
    yield from in_workers(sorted(paths, key=_size, reverse=True), workplace, processes, memory)


def _tidy(answers: Sequence[Checked | Failed]) -> None:
    """Keeps the cache within its bounds, and says so once where it could not be written."""
    from agreementlint.resultcache import clear

    unkept = [each.unkept for each in answers if isinstance(each, Checked) and each.unkept]
    if unkept:
        complain(f"results were not kept for later runs: {unkept[0]}")
    clear()


def _with_rules(found: Sequence[Checked], workplace: Workplace) -> list[DocumentReport]:
    """The reports with the rules that each was checked by, which are the same for most."""
    reports = []
    rules: dict[RuleId, Rule] = {}
    last: Selection | None = None
    for checked in found:
        _, selection = workplace.how(checked.report.path)
        if selection is not last:
            last, rules = selection, {rule.id: rule for rule in selection.ruleset.rules}
        outcomes = tuple([Outcome(rules[rule], verdict, sure) for rule, verdict, sure in checked.verdicts])
        reports.append(replace(checked.report, outcomes=outcomes))
    return reports


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0
