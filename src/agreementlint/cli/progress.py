"""How far a run has come: a bar on a terminal, and nothing anywhere else."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

MANY: Final = 10  # files, below which a run is over before anybody could read a bar
_PACE: Final = 0.1  # seconds between two pictures


@contextmanager
def bar(files: int) -> Iterator[Callable[[], None]]:
    """What is to be called whenever one more of so many files is done; the bar is gone when the run is over."""
    if files < MANY or not _is_terminal():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    # No thread draws it: processes are forked meanwhile, and what a thread holds then is held for ever in them.
    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
    ) as picture:
        task = picture.add_task("", total=files)
        picture.refresh()
        drawn = time.monotonic()

        def done() -> None:
            nonlocal drawn
            picture.advance(task)
            if time.monotonic() - drawn >= _PACE:
                picture.refresh()
                drawn = time.monotonic()

        yield done


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
