"""The process in which large files, and those of formats with a history of attacks, are read, for `apart`."""

from __future__ import annotations

import gc
import json
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from agreementlint.document import Changes, Format
from agreementlint.errors import UnreadableFile
from agreementlint.readers import read_document
from agreementlint.readers.limits import LIMITS
from agreementlint.readers.wire import CRASHED, READ, TOO_MUCH_MEMORY, UNREADABLE, packed, received, send


def main() -> None:
    """Reads files until standard input ends; nothing of them may be left on disk, a memory dump included."""
    with suppress(ImportError):  # now, for later memory is short; without it every file is told what to install
        import pypdfium2  # noqa: F401
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us ends us
    gc.disable()  # what is read holds no circles, so that to look for them only costs time
    gc.freeze()  # nor is there anything to be found, after a file, in what was here before it
    keep_to_limits()
    serve(sys.stdin.buffer, sys.stdout.buffer, watch)


def keep_to_limits() -> None:
    """Holds this process to its memory and lets it write no file from now on. Windows knows no such limits."""
    if sys.platform == "win32":
        return
    import resource  # which is not there on Windows

    for limit, most in (
        (resource.RLIMIT_AS, LIMITS.reading_memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, highest = resource.getrlimit(limit)
        if highest != resource.RLIM_INFINITY:
            most = min(most, highest)
        with suppress(ValueError, OSError):  # macOS refuses the first
            resource.setrlimit(limit, (most, most))


def watch(seconds: int) -> None:
    """Lets the system end this process after so many seconds of processor time, wherever it is; 0 for never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def serve(requests: IO[bytes], answers: IO[bytes], watch: Callable[[int], None]) -> None:
    """Answers each request (a path, a format or nothing, a view, the file's bytes) until there are no more."""
    while True:
        path, format, changes, data = (received(requests, LIMITS.file_bytes) for _ in range(4))
        if path is None or format is None or changes is None or data is None:
            return
        watch(LIMITS.reading_seconds)
        answer = answer_for(
            path.decode("utf-8", "surrogateescape"), format.decode("ascii"), data, Changes(changes.decode("ascii"))
        )
        watch(0)
        send(answers, answer)
        del path, format, changes, data, answer
        gc.collect()  # while whoever asked goes on


def answer_for(path: str, format: str, data: bytes, changes: Changes = Changes.FINAL) -> bytes:
    """What became of one file."""
    try:
        return READ + packed(read_document(path, data, Format(format) if format else None, changes))
    except UnreadableFile as error:
        return UNREADABLE + json.dumps([error.problem, error.advice]).encode()
    except MemoryError:
        return TOO_MUCH_MEMORY
    except Exception as error:
        return CRASHED + type(error).__name__.encode()
