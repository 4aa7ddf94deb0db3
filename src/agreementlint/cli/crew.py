"""The workers of a run: what each does, what it may take, and what is said of a file with which one was lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from agreementlint.cli.onefile import Checked, Failed, check_file, out_of_memory
from agreementlint.cli.workplace import Job, Workplace, set_up
from agreementlint.errors import CrashedOn
from agreementlint.readers.limits import LIMITS
from agreementlint.workers import Bounds, Fate, Lost, answers

if TYPE_CHECKING:
    from agreementlint.cli.memory import Memory

BOUNDS: Final = Bounds(LIMITS.working_wait, LIMITS.working_seconds, LIMITS.working_memory)


def in_workers(
    paths: Sequence[str], workplace: Workplace, processes: int, memory: Memory | None
) -> Iterator[tuple[str, Checked | Failed]]:
    """What comes of each file, as they are done; the first are begun first."""
    for number, answer in answers(_Checker(workplace, memory), paths, workers=processes, bounds=BOUNDS):
        path = paths[number]
        yield path, failed(workplace.name(path), answer) if isinstance(answer, Lost) else answer


def failed(name: str, lost: Lost) -> Failed:
    """What became of a file whose worker was lost, and what to do."""
    alone = "Check it by itself; if that fails as well, save it anew in the program it was written in"
    match lost.fate:
        case Fate.SWELLED:
            return out_of_memory(name)
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


class _Checker:
    """What a worker does; it finds the rules loaded where it was forked, and loads them itself elsewhere."""

    __slots__ = ("_memory", "_workplace")

    def __init__(self, workplace: Workplace, memory: Memory | None) -> None:
        self._workplace, self._memory = workplace, memory

    def __call__(self, path: str) -> Checked | Failed:
        return check_file(path, self._workplace, self._memory)

    def __reduce__(self) -> tuple[Callable[[Job, Memory | None], _Checker], tuple[Job, Memory | None]]:
        return _checker, (self._workplace.job, self._memory)


def _checker(job: Job, memory: Memory | None) -> _Checker:
    return _Checker(set_up(job), memory)
