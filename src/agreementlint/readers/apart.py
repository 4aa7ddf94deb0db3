"""Reads large files, and those of formats with a history of attacks, in a process of their own, which may fail."""

from __future__ import annotations

import json
import os
import signal
import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from agreementlint.document import Changes, Document, Format
from agreementlint.errors import CrashedOn, UnreadableFile
from agreementlint.readers import format_of, read_document
from agreementlint.readers.limits import LIMITS, MOST_PACKED, in_megabytes, too_large
from agreementlint.readers.wire import READ, TOO_MUCH_MEMORY, UNREADABLE, received, send, unpacked

if TYPE_CHECKING:
    from subprocess import Popen

APART: Final = (Format.PDF,)
_START: Final = "import sys; sys.path[:] = sys.argv[1:]; from agreementlint.readers.reading_process import main; main()"
_PIPE: Final = 1_000_000  # bytes that wait to be taken, where the system grants it: most files and answers at once
_ANOTHER_WAY: Final = "Export it again from the program it came from, or check a .docx of it"
_SMALLER: Final = "Split the document, or save it anew in the program it was written in"


def read_untrusted(path: str, data: bytes, format: Format | None = None, changes: Changes = Changes.FINAL) -> Document:
    """As `read_document`, and what could hang, swell or break down the program that reads it is read apart.

    One process, started when it is first needed, serves this one until its end; it is started anew when
    a file has broken it. Raises UnreadableFile where a file takes too much time or memory or breaks it.
    """
    if len(data) > LIMITS.file_bytes:
        raise too_large(path)
    if not data.strip():
        return read_document(path, data, format, changes)  # which says what is wrong with it
    chosen = format or format_of(path, data)
    if chosen not in APART and _weight(chosen, data) <= LIMITS.weighty_bytes:
        return read_document(path, data, chosen, changes)
    return _reader(os.getpid()).read(path, data, chosen, changes)


def _weight(format: Format, data: bytes) -> int:
    """How many bytes a file comes to once it is unpacked; text has limits of its own, far below what weighs."""
    match format:
        case Format.DOCX | Format.ODT if len(data) > LIMITS.weighty_bytes // MOST_PACKED:
            from agreementlint.readers.archive import unpacked_size  # with zipfile, of which text has no need

            return unpacked_size(BytesIO(data))
        case Format.RTF:
            return len(data)
        case _:
            return 0


def expect(paths: tuple[str, ...]) -> None:
    """Starts the process already if one of these will need it, so that it gets ready while we do other things."""
    if any(path.lower().endswith(".pdf") for path in paths):
        _reader(os.getpid()).start()


@cache
def _reader(_process: int) -> ReaderApart:
    """The reader of this process; one that was forked from it must not talk to the same."""
    return ReaderApart()


class ReaderApart:
    """A process that reads files, and what to do when it does not answer."""

    __slots__ = ("__weakref__", "_end", "_process", "_seconds")

    def __init__(self, waiting_seconds: float = LIMITS.waiting_seconds) -> None:
        self._process: Popen[bytes] | None = None
        self._end: Callable[[], object] | None = None
        self._seconds = waiting_seconds

    def start(self) -> Popen[bytes]:
        """The process, started if it is not there; it sees the modules that we see and nothing of the folder."""
        from subprocess import DEVNULL, PIPE, Popen  # with its like, as long to import as our own modules

        if self._process is not None and self._process.poll() is not None:
            self.stop()  # it ended between two files, for which neither of them is to blame
        if self._process is None:
            command = [sys.executable, "-I", "-S", "-c", _START, *filter(None, sys.path)]
            self._process = Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
            _widen(self._process)
            self._end = weakref.finalize(self, _ended, self._process)
        return self._process

    def stop(self) -> int:
        """Ends the process and says how it ended: its status, or the number of a signal below zero."""
        process, end = self._process, self._end
        self._process = self._end = None
        if process is None or end is None:
            return 0
        end()
        return process.returncode

    def read(self, path: str, data: bytes, format: Format | None = None, changes: Changes = Changes.FINAL) -> Document:
        """Reads one file there; raises UnreadableFile for what it says of it or what becomes of it."""
        advice = _ANOTHER_WAY if format in (None, *APART) else _SMALLER
        answer = self._answer(path, data, format, changes)
        if answer is None:
            raise _broken(path, self.stop(), advice)
        kind, rest = answer[:1], answer[1:]
        try:
            if kind == READ:
                return unpacked(path, rest)
            if kind == UNREADABLE:
                problem, advice = json.loads(rest)
                raise UnreadableFile(path, str(problem), str(advice))
        except (ValueError, KeyError, TypeError, IndexError, RecursionError):
            raise _broken(path, self.stop(), advice) from None
        if kind == TOO_MUCH_MEMORY:
            self.stop()  # there is no telling what is left of it
            problem = f"reading it takes more than {in_megabytes(LIMITS.reading_memory)} of memory"
            raise UnreadableFile(path, problem, advice)
        name = rest[:100].decode("ascii", "replace")
        raise CrashedOn(path, f"agreementlint failed on it ({name})", "That is a bug; please report it")

    def _answer(self, path: str, data: bytes, format: Format | None, changes: Changes) -> bytes | None:
        """What the process says, or None if it ended, or had to be ended, without a word."""
        from threading import Timer

        process = self.start()
        if process.stdin is None or process.stdout is None:
            return None
        patience = Timer(self._seconds, process.kill)
        patience.start()
        try:
            send(
                process.stdin, path.encode("utf-8", "surrogateescape"), (format or "").encode(), changes.encode(), data
            )
            return received(process.stdout, LIMITS.reading_memory)
        except OSError:  # it is no longer there
            return None
        finally:
            patience.cancel()


def _broken(path: str, status: int, advice: str) -> UnreadableFile:
    memory, seconds = in_megabytes(LIMITS.reading_memory), LIMITS.reading_seconds
    if sys.platform != "win32" and status == -signal.SIGPROF:
        problem = f"reading it takes longer than {seconds} seconds"
    else:
        problem = f"it breaks the program that reads such files, or needs more than {memory} of memory or too much time"
    return UnreadableFile(path, problem, advice)


def _widen(process: Popen[bytes]) -> None:
    """Makes the pipes larger where that is granted; a user who has many of them open already does without."""
    with suppress(OSError, AttributeError, ImportError):  # neither the module nor the request is there everywhere
        import fcntl

        for stream in (process.stdin, process.stdout):
            if stream is not None:
                fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, _PIPE)


def _ended(process: Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):  # what could not be sent any more
                stream.close()
