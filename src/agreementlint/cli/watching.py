"""Does a task again whenever one of its files changes, until the user has had enough."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from agreementlint.cli.terminal import complain, say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration, UnreadableFile

_WAIT = 200  # milliseconds until it is looked whether the user has had enough


def watched(once: Callable[[], ExitStatus], folders: Iterable[Path], written: Iterable[Path] = ()) -> ExitStatus:
    """Does it at once, and again whenever a file in the folders has changed; `written` are files that it writes itself.

    Mistakes are told and do not end the watch. Raises BadConfiguration where the library for it is not installed.
    """
    status = ExitStatus.NOTHING_CHECKED
    for number, changed in enumerate(_changes(folders, {str(path.resolve()) for path in written})):
        if changed or number == 0:
            status = _told(once)
    return status


def _told(once: Callable[[], ExitStatus]) -> ExitStatus:
    try:
        status = once()
    except BadConfiguration as error:
        complain(str(error))
        status = ExitStatus.MISUSE
    except UnreadableFile as error:
        complain(str(error))
        status = ExitStatus.INCOMPLETE
    say("Waiting for a change; Ctrl-C ends it.\n")
    return status


def _changes(folders: Iterable[Path], written: Collection[str]) -> Iterator[Collection[object]]:
    """The files that have changed, again and again, at times none; a user's interruption is raised.

    The first is given when the watch has begun, so that no change after it is missed.
    """
    folders = sorted({folder.resolve() for folder in folders})
    for folder in folders:
        if not folder.is_dir():
            raise BadConfiguration(f"there is no folder {str(folder)!r}")
    try:
        from watchfiles import Change, DefaultFilter, watch
    except ImportError:
        raise BadConfiguration("--watch needs the package watchfiles: pip install 'agreementlint[watch]'") from None
    usual = DefaultFilter()

    def is_of_interest(change: Change, path: str) -> bool:
        return path not in written and usual(change, path)

    yield from watch(
        *folders, watch_filter=is_of_interest, raise_interrupt=True, yield_on_timeout=True, rust_timeout=_WAIT
    )
