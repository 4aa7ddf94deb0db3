"""Programs that tests start: none outlives its test, however that ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import Popen
from typing import AnyStr


@contextmanager
def ended(process: Popen[AnyStr]) -> Iterator[Popen[AnyStr]]:
    """The process, which is ended with the block; as a context of its own it would be waited for without an end."""
    with process:
        try:
            yield process
        finally:
            process.kill()
