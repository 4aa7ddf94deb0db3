"""What a run remembers of earlier ones: results of the same documents under the same rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

from agreementlint import __version__
from agreementlint.cli.selection import Selection
from agreementlint.cli.workplace import Workplace
from agreementlint.plugins import installed_plugins
from agreementlint.resultcache import Key, key_of
from agreementlint.terms import Kind

_INSTALLED = (".dist-info", ".egg-info")


class Memory:
    """Gives a document's result the key under which it is kept: all that the result depends on is in it."""

    __slots__ = ("_base", "_of_selection")

    def __init__(self, base: bytes) -> None:
        self._base = base
        self._of_selection: dict[int, bytes] = {}

    def __reduce__(self) -> tuple[type[Memory], tuple[bytes]]:
        return Memory, (self._base,)

    def key(
        self, name: str, kind: Kind | None, selection: Selection, data: bytes, others: Sequence[tuple[str, bytes]]
    ) -> Key:
        """The key for a document: its name in reports, how it is checked, its bytes and those of its companions."""
        parts = [self._base, self._selected(selection), (kind or "").encode(), _bytes(name), data]
        for other, content in others:
            parts += [_bytes(other), content]
        return key_of(parts)

    def _selected(self, selection: Selection) -> bytes:
        if id(selection) not in self._of_selection:
            rules = [(rule.id, rule.severity, rule.confidence) for rule in selection.ruleset.rules]
            ladder = [
                (profile.name, profile.version, profile.confirmed, sorted(severities.items()))
                for profile, severities in selection.ladder
            ]
            self._of_selection[id(selection)] = _digest(_bytes(repr((rules, sorted(selection.reported), ladder))))
        return self._of_selection[id(selection)]


def memory_for(workplace: Workplace) -> Memory:
    """The memory of a run: program, rules, plugins and what else holds for every file are in its keys."""
    job = workplace.job
    parts = [
        f"{__version__} {sys.version} {sys.platform}",
        *_program(),
        workplace.every.key,
        repr((job.changes, job.facts, job.whole, job.plugins.told)),
        *_plugins(workplace),
    ]
    return Memory(_digest(b"\0".join(map(_bytes, parts))))


def _program() -> Iterator[str]:
    """The state of our own files, and the names of all installed packages, which have their versions in them."""
    yield from _states(Path(__file__).parents[1])
    for folder in sys.path:
        try:
            yield from sorted(each.name for each in Path(folder or ".").iterdir() if each.suffix in _INSTALLED)
        except OSError:
            continue


def _plugins(workplace: Workplace) -> Iterator[str]:
    if not workplace.plugins.names:
        return
    for plugin in installed_plugins():
        yield f"{plugin.name} {plugin.package} {plugin.version} {plugin.path}"
        path = Path(plugin.path)
        yield from _states(path.parent if path.name == "__init__.py" else path)


def _states(place: Path) -> Iterator[str]:
    """Every file of a folder with its size and the time of its last change; without what Python compiles."""
    files = sorted(place.rglob("*")) if place.is_dir() else [place]
    for file in files:
        if file.suffix != ".pyc" and file.is_file():
            state = file.stat()
            yield f"{file} {state.st_size} {state.st_mtime_ns}"


def _digest(data: bytes) -> bytes:
    return blake2b(data).digest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
