"""Results of earlier runs on disk, each sealed with a secret that is made of the document itself.

The name of an entry and its secret are the two halves of one hash, of the document and of all that its result depends
on. Who has the document can find and open the entry; who has only the entry learns nothing from it but its size.
"""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from agreementlint.cachefolder import cache_folder, made
from agreementlint.ourpickles import BadPickle, unpickled
from agreementlint.sealing import sealed, unsealed
from agreementlint.values import dataclass

MOST_BYTES: Final = 200_000_000  # of all entries together; the ones that were not used for longest go
_EFFORT: Final = 1  # to make entries small; a document of which little is quoted is mostly blank
_BARE: Final = -zlib.MAX_WBITS  # without the sum that would tell of a change: the seal does
_ENTRY: Final = ".result"
_A_DAY: Final = 86_400
_HALF: Final = ".half"
_BROKEN_OFF: Final = 3600  # seconds after which what is half written is nobody's work any more


@dataclass(frozen=True, slots=True)
class Key:
    """Under which name a result is kept, and the secret that opens it."""

    name: str
    secret: bytes


def key_of(parts: Iterable[bytes]) -> Key:
    """A key that changes with any of the parts, and with where one ends and the next begins."""
    digest = blake2b()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    whole = digest.digest()
    return Key(whole[:32].hex(), whole[32:])


def recall(key: Key) -> object:
    """What was kept under this key; None if nothing was, or if it cannot be read any more."""
    try:
        with (_folder() / f"{key.name}{_ENTRY}").open("rb", 0) as file:
            content = unsealed(file.read(), key.secret)
            if content is None:
                return None
            if os.fstat(file.fileno()).st_mtime < time.time() - _A_DAY:
                os.utime(file.fileno())  # what is used stays
        found = unpickled(zlib.decompress(content, _BARE))
    except (OSError, RuntimeError, zlib.error, BadPickle):  # RuntimeError: the user has no home folder
        return None
    return found


def keep(key: Key, content: bytes) -> str:
    """Keeps a pickled result whole or not at all; why it could not be kept, empty where it was."""
    half = None
    try:
        folder = made(_folder())
        half = folder / f"{key.name}-{os.getpid()}-{time.monotonic_ns()}{_HALF}"
        half.write_bytes(sealed(zlib.compress(content, _EFFORT, _BARE), key.secret))
        half.replace(folder / f"{key.name}{_ENTRY}")
    except (OSError, RuntimeError) as error:
        if half is not None:
            with suppress(OSError):
                half.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return f"{reason.lower()} ({folder_in_words()})"
    return ""


def clear(most_bytes: int = MOST_BYTES) -> None:
    """Removes the entries that were not used for longest, until the others have room, and what was broken off."""
    with suppress(OSError, RuntimeError):
        entries = []
        with os.scandir(_folder()) as found:
            for each in found:
                with suppress(OSError):
                    state = each.stat()
                    if each.name.endswith(_ENTRY):
                        entries.append((state.st_mtime_ns, state.st_size, each.path))
                    elif each.name.endswith(_HALF) and state.st_mtime < time.time() - _BROKEN_OFF:
                        Path(each.path).unlink(missing_ok=True)
        room = most_bytes
        for _, size, path in sorted(entries, reverse=True):
            room -= size
            if room < 0:
                with suppress(OSError):
                    Path(path).unlink(missing_ok=True)


def folder_in_words() -> str:
    """The folder of the entries, for a message."""
    try:
        return str(_folder())
    except RuntimeError:
        return "there is no home folder"


def _folder() -> Path:
    return cache_folder() / "results"
