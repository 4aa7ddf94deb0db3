"""Finds the installed plugins and loads them: all, none, or not without some that must be there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from agreementlint.errors import BadConfiguration
from agreementlint.plugins.gathering import Plugins, gather_plugins, in_short
from agreementlint.plugins.hooks import GROUP
from agreementlint.suggestion import did_you_mean
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from agreementlint.config import PluginTable

_INSTALLED = (".dist-info", ".egg-info")


@dataclass(frozen=True, slots=True)
class PluginChoice:
    """Which plugins a run uses: those that are installed, or none; those that must be there, and what they are told."""

    none: bool = False
    required: tuple[str, ...] = ()
    told: tuple[PluginTable, ...] = ()


EVERY_PLUGIN: Final = PluginChoice()


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed plugin: its name, the package that it came in, that package's version, and the file it is in."""

    name: str
    package: str
    version: str
    path: str


def load_plugins(choice: PluginChoice = EVERY_PLUGIN) -> Plugins:
    """The plugins that are installed beside this package; one that does not load is an error, never a warning.

    Raises BadConfiguration with every fault, a required plugin that is not there among them.
    """
    if choice.none:
        if choice.required:
            raise BadConfiguration("--no-plugins and --require-plugin do not go together")
        return Plugins()
    points = _points()
    _require(choice.required, points)
    plugins: dict[str, object] = {}
    faults: list[str] = []
    for point in points:
        try:
            plugin = point.load()
        except (Exception, SystemExit) as error:  # a module that ends the program would end it without a verdict
            faults.append(f"plugin {point.name!r} could not be loaded: {in_short(error)}. Mend it or uninstall it.")
            continue
        if plugins.setdefault(point.name, plugin) is not plugin:
            faults.append(f"two plugins are called {point.name!r}. Uninstall one of them.")
    if faults:
        raise BadConfiguration(*faults)
    return gather_plugins(plugins, choice.told) if plugins or choice.told else Plugins()


def installed_plugins() -> tuple[Installed, ...]:
    """Where each installed plugin comes from; those that are broken among them."""
    found = {}
    for point in _points():
        module = sys.modules.get(point.module)
        path = getattr(module, "__file__", None) or ""
        found[point.name] = Installed(point.name, _package(point), point.dist.version if point.dist else "", path)
    return tuple(found.values())


def _points() -> list[EntryPoint]:
    """The entry points of our group, in the order of their names."""
    if not _any_installed(sys.path):
        return []
    from importlib.metadata import entry_points  # as costly as the rest of start-up together

    return sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value))


def not_installed(names: Sequence[str]) -> dict[str, str]:
    """Those that are not there, by their own or their package's name, and what there is instead."""
    return _missing(names, _points()) if names else {}


def _require(names: Sequence[str], points: Sequence[EntryPoint]) -> None:
    """Raises BadConfiguration where one that must be there is not."""
    missing = _missing(names, points)
    if missing:
        raise BadConfiguration(*(f"--require-plugin: {problem}" for problem in missing.values()))


def _missing(names: Sequence[str], points: Sequence[EntryPoint]) -> dict[str, str]:
    known = [name for point in points for name in (point.name, _package(point)) if name]
    missing = {}
    for name in names:
        if name in known:
            continue
        there = did_you_mean(name, known) or f"There are: {', '.join(sorted(set(known))) or 'none'}"
        missing[name] = f"the plugin {name!r} is not installed. {there}"
    return missing


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else ""


def _any_installed(folders: Sequence[str]) -> bool:
    """Whether any installed package names our group: a glance at its file, without importlib.metadata's price."""
    for folder in folders:
        try:
            installed = [each for each in Path(folder or ".").iterdir() if each.suffix in _INSTALLED]
        except NotADirectoryError:
            return True  # a zip file: only importlib.metadata can look inside
        except OSError:
            continue
        for package in installed:
            try:
                if f"[{GROUP}]" in (package / "entry_points.txt").read_text(encoding="utf-8", errors="replace"):
                    return True
            except OSError:
                continue
    return False
