"""The compiled rules on disk, so that a cold start need not parse and check them again."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from agreementlint import __version__
from agreementlint.cachefolder import cache_folder, made
from agreementlint.ourpickles import BadPickle, unpickled
from agreementlint.rule import KeptCases
from agreementlint.ruleset import RuleSet

_MAGIC = b"agreementlint-rules-59\n"  # to be raised with whatever changes what is kept
_HEAD = len(_MAGIC) + hashlib.sha256().digest_size
_MOST_FILES = 8  # rule sets that are kept: those of other folders and versions, too


def key_of(files: Iterable[tuple[str, bytes]]) -> str:
    """A key that changes with any rule file, with the tool's version, with Python's and with the machine's order of bytes."""
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]} {sys.byteorder}".encode())
    for name, content in files:
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def read_cache(key: str) -> RuleSet | None:
    """The rules that were compiled under this key; None if there are none or the file is damaged."""
    try:
        file = cache_folder() / f"{key}.rules"
        content = file.read_bytes()
        # Megabytes that need not be copied.
        body = memoryview(content)[_HEAD:]
        if content[:_HEAD] != _MAGIC + hashlib.sha256(body).digest():
            return None
        found = unpickled(content, _HEAD)
    except (OSError, RuntimeError, BadPickle):
        return None  # RuntimeError: the user has no home folder, as in a container
    if not isinstance(found, RuleSet):
        return None
    with suppress(OSError):  # a folder that may only be read from
        os.utime(file)  # what is used stays
    return found


def write_cache(key: str, ruleset: RuleSet) -> None:
    """Keeps compiled rules for the next start; a folder that cannot be written to is no error."""
    rules = tuple(replace(rule, cases=KeptCases.of(rule.cases)) for rule in ruleset.rules)
    body = pickle.dumps(replace(ruleset, rules=rules), protocol=pickle.HIGHEST_PROTOCOL)
    try:
        folder = made(cache_folder())
        half = folder / f"rules-{os.getpid()}-{time.monotonic_ns()}"
        with half.open("xb") as file:
            file.write(_MAGIC + hashlib.sha256(body).digest() + body)
        half.replace(folder / f"{key}.rules")
        _clear(folder)
    except (OSError, RuntimeError):
        return


def _clear(folder: Path) -> None:
    """Removes all but the files that were used last, and what a run that was broken off has left half written."""
    for pattern, most in (("*.rules", _MOST_FILES), ("rules-*", 1)):
        found = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for file in found[most:]:
            file.unlink(missing_ok=True)
