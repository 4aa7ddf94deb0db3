"""How long one file may take: no text, however it was made, keeps the others or the person waiting."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import current_thread, main_thread
from types import FrameType
from typing import Final

from agreementlint.errors import UnreadableFile
from agreementlint.readers.limits import LIMITS

_OURS: Final = __name__.split(".")[0]
_TICK: Final = 0.02  # seconds of processor time after which it is raised again
_PATIENCE: Final = 50  # ticks that may fall into the code of others, which may hold a lock just then


class _OutOfTime(BaseException):
    """Not an Exception: a rule's failure is caught where it happens, and this must end them all."""


@contextmanager
def in_time(path: str, seconds: float = LIMITS.checking_seconds) -> Iterator[None]:
    """Ends what is done within, by raising UnreadableFile, after so many seconds of processor time.

    Where the system has no such clock (Windows), and in threads, it may take as long as it takes.
    """
    if sys.platform == "win32" or current_thread() is not main_thread():
        yield
        return
    among_others = count(1)

    def stop(_signal: int, frame: FrameType | None) -> None:
        where = "" if frame is None else str(frame.f_globals.get("__name__"))
        if where == __name__:
            return  # the clock is being put away
        if where.split(".")[0] == _OURS or next(among_others) >= _PATIENCE:
            raise _OutOfTime

    before = signal.signal(signal.SIGVTALRM, stop)
    # Again and again: what is raised in a clean-up (a generator's, say) would be lost.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _TICK)
    try:
        yield
    except _OutOfTime:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        problem = f"checking it takes longer than {seconds:g} seconds"
        raise UnreadableFile(path, problem, "Check the documents in it one by one, or split it") from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
