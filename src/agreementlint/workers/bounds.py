"""What one job may take, and how a worker is held to it."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """Times in seconds, memory in bytes; 0 for as much as it likes.

    `waiting` is by the clock, and kept by who waits: a job that sleeps or is stuck ends as well. `toil` is processor
    time, which does not depend on what else the machine does; the system keeps it. `memory` is address space on top
    of what a worker has when it starts. Only Linux keeps the last, and Windows neither of the last two.
    """

    waiting: float = 0
    toil: float = 0
    memory: int = 0


UNBOUNDED: Final = Bounds()


def keep_to_memory(bounds: Bounds) -> None:
    """Holds this process to its memory from now on and lets it leave no picture of its memory on disk."""
    if sys.platform == "win32":
        return
    import resource  # which is not there on Windows

    limits = [(resource.RLIMIT_CORE, 0)]
    if bounds.memory and sys.platform == "linux":
        limits.append((resource.RLIMIT_AS, _address_space() + bounds.memory))
    for limit, most in limits:
        _, highest = resource.getrlimit(limit)
        if highest != resource.RLIM_INFINITY:
            most = min(most, highest)
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, highest))


def watch_toil(seconds: float) -> None:
    """Lets the system end this process after so many seconds of processor time, wherever it is; 0 for never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _address_space() -> int:
    """What this process has now, in bytes."""
    import resource

    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()
