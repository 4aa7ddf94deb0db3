"""How long one file may take: no text, however it was made, keeps the others or the person waiting."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

from agreementlint.errors import UnreadableFile
from agreementlint.readers.limits import LIMITS


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
    before = signal.signal(signal.SIGVTALRM, _stop)
    # Again and again: what is raised in a clean-up (a generator's, say) would be lost.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.1)
    try:
        yield
    except _OutOfTime:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        problem = f"checking it takes longer than {seconds:g} seconds"
        raise UnreadableFile(path, problem, "Check the documents in it one by one, or split it") from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _OutOfTime
