"""What a worker does: it takes one job after the other, answers each, and ends when nobody gives it any more."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from agreementlint.workers.bounds import Bounds, keep_to_memory, watch_toil
from agreementlint.workers.exchange import Answered, Asked, Ready
from agreementlint.workers.lost import Fate, Lost

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Job = TypeVar("Job")
Answer = TypeVar("Answer")


def be_worker(
    work: Callable[[Job], Answer],
    requests: Connection[object, Asked[Job]],
    replies: Connection[Ready | Answered[Answer] | Lost, object],
    others: Sequence[Connection[object, object]],
    bounds: Bounds,
) -> None:
    """A worker's life. `others` are ends of pipes that are not for us."""
    _begin()
    for other in others:
        other.close()  # as long as we held them, nobody would see that who gives jobs has gone
    keep_to_memory(bounds)
    serve(work, requests, replies, bounds)


def serve(
    work: Callable[[Job], Answer],
    requests: Connection[object, Asked[Job]],
    replies: Connection[Ready | Answered[Answer] | Lost, object],
    bounds: Bounds,
) -> None:
    """Answers jobs until nobody is there who asks, or until one has taken more memory than there is."""
    swelled = pickle.dumps(Lost(Fate.SWELLED))  # now, for then there may be no memory to make it
    try:
        replies.send(Ready())
        while True:
            asked = requests.recv()
            watch_toil(bounds.toil)
            reply = _reply(work, asked.job)
            replies.send_bytes(swelled if reply is None else reply)
            watch_toil(0)
            if reply is None:
                return  # there is no telling what is left of this process
            del asked, reply
    except (EOFError, OSError):
        return


def _reply(work: Callable[[Job], Answer], job: Job) -> bytes | None:
    """The answer, ready to be sent; None where memory was short."""
    try:
        return pickle.dumps(Answered(work(job)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return None
    except Exception as error:
        return pickle.dumps(Lost(Fate.RAISED, error=type(error).__name__))


def _begin() -> None:
    """An interrupt is for who started us; when that one is gone, so are we."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        return
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    if sys.platform == "linux":
        _end_with_parent()


def _end_with_parent() -> None:
    """Lets the system end this process when its parent has gone, also where a library never comes back to Python."""
    import fcntl
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is None:
        return
    # A pipe of which the parent holds the other end: when that is closed, a signal comes that ends us.
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(parent.sentinel, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(parent.sentinel, fcntl.F_SETFL, fcntl.fcntl(parent.sentinel, fcntl.F_GETFL) | os.O_ASYNC)
    if wait([parent.sentinel], 0):
        os._exit(1)  # it had gone before we could ask
