"""Gives jobs to workers, takes their answers, and replaces the workers that are lost."""

from __future__ import annotations

import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Generic, Literal, TypeVar

from agreementlint.errors import AgreementlintError
from agreementlint.workers.bounds import UNBOUNDED, Bounds
from agreementlint.workers.exchange import Answered, Asked, Ready
from agreementlint.workers.lost import Fate, Lost
from agreementlint.workers.worker import be_worker

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext
    from multiprocessing.process import BaseProcess

Job = TypeVar("Job")
Answer = TypeVar("Answer")

# A forked process has everything imported already. Elsewhere than on Linux it is not safe.
Start = Literal["fork", "spawn"]
START: Final[Start] = "fork" if sys.platform == "linux" else "spawn"
STARTING_SECONDS: Final = 60  # to start a process and to load in it what the work needs
_MOST_FALSE_STARTS: Final = 3  # one after the other; then nothing but the work itself can be the reason


class NoWorkers(AgreementlintError):
    """Workers end before they can be given a job."""


def answers(
    work: Callable[[Job], Answer],
    jobs: Sequence[Job],
    *,
    workers: int,
    bounds: Bounds = UNBOUNDED,
    start: Start = START,
) -> Iterator[tuple[int, Answer | Lost]]:
    """The number of each job with its answer, or with what became of it, as they are done.

    The first jobs are given out first. `start` is how processes are started: "fork" or "spawn". Raises NoWorkers
    where processes end as soon as they are started.
    """
    from multiprocessing import get_context

    crew = _Crew(work, jobs, bounds, get_context("fork") if start == "fork" else get_context("spawn"))
    try:
        yield from crew.answers(max(1, workers))
    finally:
        crew.dismiss()


class _Worker(Generic[Job, Answer]):
    """A process, the pipes to and from it, the job that it has and until when something must be heard of it."""

    __slots__ = ("has", "is_ready", "process", "replies", "requests", "until")

    def __init__(
        self,
        process: BaseProcess,
        requests: Connection[Asked[Job], object],
        replies: Connection[object, Ready | Answered[Answer] | Lost],
    ) -> None:
        self.process, self.requests, self.replies = process, requests, replies
        self.has: int | None = None
        self.is_ready = False
        self.until = time.monotonic() + STARTING_SECONDS

    def end(self) -> int:
        """Ends the process and says how it ended."""
        self.process.kill()
        self.process.join()
        status = self.process.exitcode or 0
        self.requests.close()
        self.replies.close()
        self.process.close()
        return status


class _Crew(Generic[Job, Answer]):
    """The workers of one run and the jobs that wait."""

    def __init__(
        self, work: Callable[[Job], Answer], jobs: Sequence[Job], bounds: Bounds, context: ForkContext | SpawnContext
    ) -> None:
        self._work, self._jobs, self._bounds, self._context = work, jobs, bounds, context
        self._waiting = deque(range(len(jobs)))
        self._workers: list[_Worker[Job, Answer]] = []
        self._false_starts = 0

    def answers(self, size: int) -> Iterator[tuple[int, Answer | Lost]]:
        while left := self._left():
            while len(self._workers) < min(size, left):
                self._start()
            for worker in self._heard_of():
                yield from self._listen(worker)
            for worker in [each for each in self._workers if each.until <= time.monotonic()]:
                yield from self._lose(worker, Fate.WAITED)

    def dismiss(self) -> None:
        """Ends every worker."""
        for worker in self._workers:
            worker.process.kill()
        while self._workers:
            self._workers.pop().end()

    def _left(self) -> int:
        """How many jobs have no answer yet."""
        return len(self._waiting) + sum(1 for worker in self._workers if worker.has is not None)

    def _start(self) -> None:
        # Two pipes that go one way each: one that goes both ways is a socket, and this program opens none.
        asked: Connection[object, Asked[Job]]
        answer: Connection[Ready | Answered[Answer] | Lost, object]
        requests: Connection[Asked[Job], object]
        replies: Connection[object, Ready | Answered[Answer] | Lost]
        asked, requests = self._context.Pipe(duplex=False)
        replies, answer = self._context.Pipe(duplex=False)
        ends = [requests, replies, *(end for each in self._workers for end in (each.requests, each.replies))]
        others = ends if self._context.get_start_method() == "fork" else []
        with _no_interrupt():
            process = self._context.Process(
                target=be_worker, args=(self._work, asked, answer, others, self._bounds), daemon=True
            )
            process.start()
            self._workers.append(_Worker(process, requests, replies))
        asked.close()
        answer.close()

    def _heard_of(self) -> list[_Worker[Job, Answer]]:
        """The workers that have something to say or have ended, once there are any or one is overdue."""
        from multiprocessing.connection import wait

        sources = {each.replies: each for each in self._workers} | {
            each.process.sentinel: each for each in self._workers
        }
        patience = min(each.until for each in self._workers) - time.monotonic()
        found = wait(list(sources), None if patience == float("inf") else max(0, patience))
        return list(dict.fromkeys(worker for source, worker in sources.items() if source in found))

    def _listen(self, worker: _Worker[Job, Answer]) -> Iterator[tuple[int, Answer | Lost]]:
        try:
            said = worker.replies.recv() if worker.replies.poll() else None
        except (EOFError, OSError):
            said = None
        number = worker.has
        match said:
            case None:
                yield from self._lose(worker, Fate.DIED)
            case Ready():
                self._false_starts = 0
                self._give(worker)
            case Answered(answer) if number is not None:
                yield number, answer
                self._give(worker)
            case Lost(fate=Fate.SWELLED):
                yield from self._lose(worker, Fate.SWELLED)
            case Lost() if number is not None:
                yield number, said
                self._give(worker)

    def _give(self, worker: _Worker[Job, Answer]) -> None:
        """Gives the next job to a worker that has none; without any it may go."""
        worker.has, worker.is_ready = None, True
        if not self._waiting:
            self._workers.remove(worker)
            worker.end()
            return
        worker.has = self._waiting.popleft()
        worker.until = time.monotonic() + self._bounds.waiting if self._bounds.waiting else float("inf")
        try:
            worker.requests.send(Asked(self._jobs[worker.has]))
        except OSError:  # it ended without a job: this one has nothing to do with it
            self._waiting.appendleft(worker.has)
            worker.has = None

    def _lose(self, worker: _Worker[Job, Answer], fate: Fate) -> Iterator[tuple[int, Answer | Lost]]:
        self._workers.remove(worker)
        number, was_ready = worker.has, worker.is_ready
        status = worker.end()
        if number is not None:
            if sys.platform != "win32" and status == -signal.SIGPROF:
                fate = Fate.TOILED
            yield number, Lost(fate, status if fate is Fate.DIED else 0)
        elif not was_ready:
            self._false_starts += 1
            if self._false_starts >= _MOST_FALSE_STARTS:
                raise NoWorkers(f"processes to check files in end as soon as they are started (status {status})")


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Keeps an interrupt until later, so that a process that has just been started does not get it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
