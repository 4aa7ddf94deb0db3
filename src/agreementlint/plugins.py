"""Plugins: the four hooks, and what installed plugins bring, checked and typed; the only module that knows pluggy."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pluggy

from agreementlint.document import Document
from agreementlint.errors import BadConfiguration
from agreementlint.language.quantities import Quantity
from agreementlint.latepattern import LatePattern
from agreementlint.reporters import REPORTERS
from agreementlint.reporters.presentation import Reporter
from agreementlint.rule import Demand, Rule
from agreementlint.terms import Confidence, Kind, Severity

PACKAGE = GROUP = "agreementlint"

Brought = TypeVar("Brought")

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)

_RULE_ID = LatePattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_REPORTER_NAME = LatePattern(r"[a-z][a-z0-9_-]*")
_INSTALLED = (".dist-info", ".egg-info")
_SUFFIX = LatePattern(r"\.[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class FileReader:
    """Reads the files with these suffixes (".odt"): path and bytes in, a document out, or UnreadableFile raised."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[str, bytes], Document]


@dataclass(frozen=True, slots=True)
class FactReader:
    """Finds further quantities in a document's text; they join those that are found without it."""

    name: str
    read: Callable[[str], Iterable[Quantity]]


class Hooks:
    """What a plugin may implement: any of these functions, marked with `hookimpl`."""

    @hookspec
    def agreementlint_rules(self) -> Iterable[Rule]:
        """Rules that words cannot say; their ids must be new."""
        return ()

    @hookspec
    def agreementlint_readers(self) -> Iterable[FileReader]:
        """Readers of further file formats; a suffix that is read already is taken over."""
        return ()

    @hookspec
    def agreementlint_facts(self) -> Iterable[FactReader]:
        """Readers of further quantities."""
        return ()

    @hookspec
    def agreementlint_reporters(self) -> Iterable[tuple[str, Reporter]]:
        """Further values of --format, each with its function."""
        return ()


@dataclass(frozen=True, slots=True)
class Plugins:
    """Everything that the installed plugins bring, and the plugins' names."""

    names: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    readers: tuple[FileReader, ...] = ()
    facts: tuple[FactReader, ...] = ()
    reporters: tuple[tuple[str, Reporter], ...] = ()


def load_plugins() -> Plugins:
    """The plugins that are installed beside this package; one that does not load is an error, never a warning."""
    if not _any_installed(sys.path):
        return Plugins()
    from importlib.metadata import entry_points  # as costly as the rest of start-up together

    plugins: dict[str, object] = {}
    faults: list[str] = []
    for point in sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value)):
        try:
            plugin = point.load()
        except Exception as error:
            faults.append(f"plugin {point.name!r} could not be loaded: {_in_short(error)}. Mend it or uninstall it.")
            continue
        if plugins.setdefault(point.name, plugin) is not plugin:
            faults.append(f"two plugins are called {point.name!r}. Uninstall one of them.")
    if faults:
        raise BadConfiguration(*faults)
    return gather_plugins(plugins)


def gather_plugins(plugins: Mapping[str, object]) -> Plugins:
    """What the given plugins (modules or objects, by name) bring; every fault of each is reported at once."""
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(Hooks)
    faults: list[str] = []
    for name, plugin in sorted(plugins.items()):
        try:
            manager.register(plugin, name=name)
        except pluggy.PluginValidationError as error:
            faults.append(f"plugin {name!r} does not fit its hook: {' '.join(str(error).split())}")
        else:
            faults.extend(_strangers(manager, name, plugin))
    if faults:
        raise BadConfiguration(*faults)

    hook = manager.hook
    rules = list(_brought(hook.agreementlint_rules, _rule, faults))
    readers = list(_brought(hook.agreementlint_readers, _file_reader, faults))
    facts = list(_brought(hook.agreementlint_facts, _fact_reader, faults))
    reporters = list(_brought(hook.agreementlint_reporters, _reporter, faults))
    faults += _clashes("rule", [(name, rule.id) for name, rule in rules])
    faults += _clashes("suffix", [(name, suffix) for name, reader in readers for suffix in reader.suffixes])
    own_reporters = [(PACKAGE, name) for name, _ in REPORTERS]
    faults += _clashes("format", own_reporters + [(name, reporter[0]) for name, reporter in reporters])
    if faults:
        raise BadConfiguration(*faults)
    return Plugins(
        names=tuple(sorted(plugins)),
        rules=tuple(replace(rule, source=f"plugin {name}") for name, rule in rules),
        readers=tuple(reader for _, reader in readers),
        facts=tuple(reader for _, reader in facts),
        reporters=tuple(reporter for _, reporter in reporters),
    )


def with_plugin_rules(rules: tuple[Rule, ...], plugins: Plugins) -> tuple[Rule, ...]:
    """The rules with those of the plugins behind them; an id that is there already is an error."""
    sources = {rule.id: rule.source for rule in rules}
    faults = [
        f"{rule.source} brings a rule {rule.id!r}, but {sources[rule.id]} has one. Rename it in the plugin."
        for rule in plugins.rules
        if rule.id in sources
    ]
    if faults:
        raise BadConfiguration(*faults)
    return rules + plugins.rules


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


def _strangers(manager: pluggy.PluginManager, name: str, plugin: object) -> Iterator[str]:
    hooks = [each for each in vars(Hooks) if each.startswith(GROUP)]
    callers = manager.get_hookcallers(plugin) or []
    for caller in callers:
        if not caller.has_spec():
            yield f"plugin {name!r} implements {caller.name!r}, which is no hook. The hooks: {', '.join(hooks)}"
    if not callers:
        yield f"plugin {name!r} implements no hook. The hooks: {', '.join(hooks)}"


def _brought(
    hook: pluggy.HookCaller, checked: Callable[[object], Brought], faults: list[str]
) -> Iterator[tuple[str, Brought]]:
    """Each value that a plugin returned from a hook, with the plugin's name, in the order of the names."""
    for implementation in sorted(hook.get_hookimpls(), key=lambda each: each.plugin_name):
        name = implementation.plugin_name
        try:
            returned = implementation.function()
            values: tuple[object, ...] = tuple(returned) if isinstance(returned, Iterable) else (returned,)
        except Exception as error:
            faults.append(f"plugin {name!r} failed in {hook.name}: {_in_short(error)}")
            continue
        for value in values:
            try:
                yield name, checked(value)
            except (ValueError, TypeError, AttributeError) as error:
                faults.append(f"plugin {name!r}, {hook.name}: {error}")


def _rule(value: object) -> Rule:
    if not isinstance(value, Rule):
        raise ValueError(f"a Rule is wanted, not {type(value).__name__}")
    wrong = [
        problem
        for holds, problem in (
            (_RULE_ID.fullmatch(value.id), "its id must be lower-case words with hyphens"),
            (value.title, "it has no title"),
            (value.family, "it has no family"),
            (isinstance(value.severity, Severity), "its severity is no Severity"),
            (isinstance(value.confidence, Confidence), "its confidence is no Confidence"),
            (isinstance(value.demand, Demand), "its demand is no Demand"),
            (value.kinds and all(isinstance(kind, Kind) for kind in value.kinds), "its kinds must be a set of Kind"),
            (callable(value.check), "its check is no function"),
            (any(case.expected == "held" for case in value.cases), "it has no case that holds"),
            (any(case.expected == "violated" for case in value.cases), "it has no case that is violated"),
        )
        if not holds
    ]
    if wrong:
        raise ValueError(f"rule {value.id!r}: {'; '.join(wrong)}")
    return value


def _file_reader(value: object) -> FileReader:
    if not isinstance(value, FileReader) or not callable(value.read):
        raise ValueError(f"a FileReader with a function is wanted, not {type(value).__name__}")
    if not value.suffixes or not all(_SUFFIX.fullmatch(suffix) for suffix in value.suffixes):
        raise ValueError(f"reader {value.name!r}: its suffixes must look like '.odt'")
    return value


def _fact_reader(value: object) -> FactReader:
    if not isinstance(value, FactReader) or not callable(value.read):
        raise ValueError(f"a FactReader with a function is wanted, not {type(value).__name__}")
    return value


def _reporter(value: object) -> tuple[str, Reporter]:
    match value:
        case (str(name), reporter) if _REPORTER_NAME.fullmatch(name) and callable(reporter):
            return name, reporter
    raise ValueError("a pair is wanted of a name in lower case and a function")


def _clashes(noun: str, brought: Iterable[tuple[str, str]]) -> Iterator[str]:
    first: dict[str, str] = {}
    for plugin, name in brought:
        if name in first:
            yield f"plugin {plugin!r} brings the {noun} {name!r}, but {first[name]!r} has it already"
        first.setdefault(name, plugin)


def _in_short(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
