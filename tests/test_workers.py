"""A worker that dies, hangs or swells costs one job, which is named, and leaves nothing behind."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe, active_children
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import NoReturn

import pytest
from processes import ended

from agreementlint.workers import START, Bounds, Fate, Lost, answers
from agreementlint.workers.bounds import UNBOUNDED
from agreementlint.workers.exchange import Answered, Asked, Ready
from agreementlint.workers.supervision import NoWorkers
from agreementlint.workers.worker import serve

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="what is done to the workers here needs signals")

HERE = Path(__file__).resolve()


def fate_of(job: str) -> str:
    """What the jobs of these tests do."""
    match job:
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "broken":
            faulthandler.disable()  # pytest has it show where
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leaves":
            os._exit(7)
        case "sleeps":
            time.sleep(1000)
        case "toils":
            while True:
                pass
        case "swells":
            return str(len(b"x" * 800_000_000))
        case "raises":
            raise LookupError("words of a document")
        case "stops":
            raise SystemExit(9)
        case "waits":
            time.sleep(0.2)
        case "answers what cannot be sent":
            return _Stubborn()
    return job.upper()


class _Stubborn(str):
    def __reduce__(self) -> NoReturn:
        raise ValueError("not from process to process")


@dataclass(frozen=True)
class Loaded:
    """Work that would be costly to load, and says how it came into the process."""

    how: str = "inherited"

    def __call__(self, job: str) -> str:
        return f"{job} {self.how}"

    def __reduce__(self) -> tuple[type[Loaded], tuple[str]]:
        return Loaded, ("loaded again",)


def done(jobs: list[str], workers: int = 2, bounds: Bounds = UNBOUNDED) -> dict[str, str | Lost]:
    found = list(answers(fate_of, jobs, workers=workers, bounds=bounds))
    assert sorted(number for number, _ in found) == list(range(len(jobs)))
    assert active_children() == []
    return {jobs[number]: answer for number, answer in found}


@pytest.mark.parametrize(
    ("job", "lost", "words"),
    [
        ("killed", Lost(Fate.DIED, -signal.SIGKILL), "its process was killed (SIGKILL)"),
        ("broken", Lost(Fate.DIED, -signal.SIGSEGV), "its process was killed (SIGSEGV)"),
        ("leaves", Lost(Fate.DIED, 7), "its process ended by itself (status 7)"),
        ("stops", Lost(Fate.DIED, 9), "its process ended by itself (status 9)"),
        ("sleeps", Lost(Fate.WAITED), "its process did not answer in time"),
        ("toils", Lost(Fate.TOILED), "it takes too much processor time"),
        ("raises", Lost(Fate.RAISED, error="LookupError"), "it failed (LookupError)"),
        ("answers what cannot be sent", Lost(Fate.RAISED, error="ValueError"), "it failed (ValueError)"),
    ],
)
def test_a_job_that_breaks_its_worker_costs_itself_and_is_named(job: str, lost: Lost, words: str) -> None:
    bounds = Bounds(waiting=1.0 if job == "sleeps" else 60, toil=0.3)
    jobs = ["a", "b", job, "c", "d"]
    assert done(jobs, bounds=bounds) == {"a": "A", "b": "B", job: lost, "c": "C", "d": "D"}
    assert lost.in_words == words


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its address space")
def test_a_job_that_swells_costs_itself() -> None:
    found = done(["a", "swells", "b"], bounds=Bounds(memory=200_000_000))
    assert found == {"a": "A", "swells": Lost(Fate.SWELLED), "b": "B"}
    assert Lost(Fate.SWELLED).in_words == "it takes too much memory"


def test_every_job_may_break_its_worker() -> None:
    assert set(done(["killed"] * 5).values()) == {Lost(Fate.DIED, -signal.SIGKILL)}


def test_more_workers_than_jobs_and_no_jobs_at_all_are_fine() -> None:
    assert done(["a"], workers=8) == {"a": "A"}
    assert done([]) == {}


def test_what_is_loaded_once_is_found_loaded_by_a_forked_worker_and_loaded_again_by_another() -> None:
    if START == "fork":
        assert dict(answers(Loaded(), ["a", "b"], workers=2, start="fork")) == {0: "a inherited", 1: "b inherited"}
    assert dict(answers(Loaded(), ["a", "b"], workers=2, start="spawn")) == {0: "a loaded again", 1: "b loaded again"}


def test_workers_that_are_not_forked_are_replaced_as_well() -> None:
    found = dict(answers(fate_of, ["a", "killed", "b"], workers=1, start="spawn"))
    assert found == {0: "A", 1: Lost(Fate.DIED, -signal.SIGKILL), 2: "B"}


def _never() -> NoReturn:
    os._exit(3)


class Unloadable:
    """Work that breaks the process into which it is loaded."""

    def __call__(self, job: str) -> str:
        return job

    def __reduce__(self) -> tuple[Callable[[], NoReturn], tuple[()]]:
        return _never, ()


def test_workers_that_never_begin_end_the_run_and_not_the_jobs() -> None:
    with pytest.raises(NoWorkers, match="as soon as they are started"):
        list(answers(Unloadable(), ["a", "b"], workers=1, start="spawn"))
    assert active_children() == []


def test_no_process_is_left_where_somebody_does_not_wait_for_the_end() -> None:
    found = answers(fate_of, ["a", "sleeps", "sleeps"], workers=2)
    assert next(found) == (0, "A")
    assert active_children() != []
    del found
    assert active_children() == []


PARENT = """
import sys, time
sys.path[:0] = {path!r}
from test_workers import report_and_sleep
from agreementlint.workers import answers
for _ in answers(report_and_sleep, ["a", "b"], workers=2, start={start!r}):
    pass
"""


def report_and_sleep(job: str) -> str:
    os.write(1, b"at work\n")  # at once, not the words and then the end of the line
    time.sleep(1000)
    return job


@pytest.mark.parametrize("start", ["fork", "spawn"])
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers end when their job is done")
def test_workers_end_with_the_program_however_it_ends(ending: signal.Signals, start: str) -> None:
    code = PARENT.format(path=[str(HERE.parent), *sys.path], start=start)
    command = [sys.executable, "-c", code]
    with ended(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)) as parent:
        assert parent.stdout is not None
        assert [parent.stdout.readline() for _ in range(2)] == [b"at work\n", b"at work\n"]
        parent.send_signal(ending)
        parent.communicate(timeout=60)  # the pipe ends when the last who holds it ends
        assert parent.returncode != 0


def test_a_worker_answers_until_nobody_asks_any_more() -> None:
    worker, requests, replies = at_work(fate_of)
    for job, answer in (("a", Answered("A")), ("raises", Lost(Fate.RAISED, error="LookupError"))):
        requests.send(Asked(job))
        assert replies.recv() == answer
    requests.close()
    worker.join(60)
    assert not worker.is_alive()


def test_a_worker_that_has_swelled_goes() -> None:
    worker, requests, replies = at_work(_swells)
    requests.send(Asked("a"))
    assert replies.recv() == Lost(Fate.SWELLED)
    worker.join(60)
    assert not worker.is_alive()


def at_work(
    work: Callable[[str], str],
) -> tuple[Thread, Connection[object, object], Connection[object, object]]:
    """A worker that is a thread of this process, and the pipes to and from it."""
    asked, requests = Pipe(duplex=False)
    replies, answer = Pipe(duplex=False)
    worker = Thread(target=serve, args=(work, asked, answer, UNBOUNDED))
    worker.start()
    assert replies.recv() == Ready()
    return worker, requests, replies


def _swells(job: str) -> str:
    raise MemoryError(job)
