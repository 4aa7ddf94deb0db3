"""The processes that check files for the page: they are asked in turn, and one that does not answer is ended."""

from __future__ import annotations

import pickle
import sys
from contextlib import suppress
from queue import Empty, LifoQueue
from subprocess import DEVNULL, PIPE, Popen
from threading import Timer
from typing import Final, TypeVar

from agreementlint.plugins import EVERY_PLUGIN, PluginChoice
from agreementlint.readers.limits import LIMITS
from agreementlint.readers.wire import received, send
from agreementlint.web.exchange import Task

_START: Final = "import sys; sys.path[:] = sys.argv[1:]; from agreementlint.web.checking import main; main()"
PROCESSES: Final = 2
Asked = TypeVar("Asked")
Told = TypeVar("Told")


class Unanswered(Exception):
    """The process that checks was ended by a file, or took too long over it."""


class Checkers:
    """A few processes, each with these plugins; who asks waits for one that is free."""

    def __init__(
        self,
        processes: int = PROCESSES,
        seconds: float = 20,
        command: tuple[str, ...] = (),
        plugins: PluginChoice = EVERY_PLUGIN,
    ) -> None:
        self._seconds = seconds
        # It goes to our own process; what comes back from there is never unpickled.
        self._plugins = pickle.dumps(plugins)
        self._command = command or (sys.executable, "-I", "-S", "-c", _START, *filter(None, sys.path))
        self._free: LifoQueue[Popen[bytes] | None] = LifoQueue()
        for _ in range(processes):
            self._free.put(None)

    def ask(self, task: Task[Asked, Told], question: Asked) -> Told:
        """The answer to a question; raises Unanswered where there is none within the time."""
        process = self._free.get()
        try:
            process = process if process is not None and process.poll() is None else self._started()
            return self._answer(process, task, question)
        except Unanswered:
            if process is not None:
                _end(process)
            process = None
            raise
        finally:
            self._free.put(process)

    def start(self) -> None:
        """Starts the processes before anybody asks, so that nobody waits for the rules."""
        idle = []
        with suppress(Empty):
            while True:
                idle.append(self._free.get_nowait())
        for process in idle:
            self._free.put(process or self._started())

    def stop(self) -> None:
        """Ends every process that is not at work."""
        while not self._free.empty():
            process = self._free.get_nowait()
            if process is not None:
                _end(process)

    def _started(self) -> Popen[bytes]:
        process = Popen(self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
        if process.stdin is not None:
            with suppress(OSError):  # one that has ended already does not answer either
                send(process.stdin, self._plugins)
        return process

    def _answer(self, process: Popen[bytes], task: Task[Asked, Told], question: Asked) -> Told:
        if process.stdin is None or process.stdout is None:
            raise Unanswered
        patience = Timer(self._seconds, process.kill)
        patience.start()
        try:
            send(process.stdin, task.name.encode(), task.pack(question))
            answer = received(process.stdout, LIMITS.reading_memory)
            if answer is None:
                raise Unanswered
            return task.read_answer(answer)
        except (OSError, ValueError, TypeError):  # it is gone, or it says what is no answer
            raise Unanswered from None
        finally:
            patience.cancel()


def _end(process: Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
