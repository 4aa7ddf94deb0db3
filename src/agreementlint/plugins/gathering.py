"""Gathers what plugins bring from their hooks, every fault of each with its name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from agreementlint.engine.checks import FactForm
from agreementlint.engine.factcheck import FactCheck
from agreementlint.errors import BadConfiguration, Fault
from agreementlint.packs import built_in_folder, load_rules
from agreementlint.plugins.guarded import GuardedFacts, GuardedReader, GuardedReporter
from agreementlint.plugins.hooks import GROUP, HOOKS, ConfiguredRules, FactReader, FileReader, new_manager
from agreementlint.plugins.inspection import (
    api_fault,
    checked_configured_rules,
    checked_fact_reader,
    checked_file_reader,
    checked_folder,
    checked_reporter,
    checked_rule,
    unknown_hooks,
)
from agreementlint.plugins.settings import filled_in
from agreementlint.reporters import REPORTERS
from agreementlint.reporters.presentation import Reporter
from agreementlint.rule import Rule
from agreementlint.ruleset import RuleSet
from agreementlint.suggestion import meant
from agreementlint.terms import ConceptId
from agreementlint.values import dataclass

if TYPE_CHECKING:
    import pluggy

    from agreementlint.config import PluginTable

Brought = TypeVar("Brought")
Named = tuple[tuple[str, Brought], ...]  # each with the name of the plugin that brings it


@dataclass(frozen=True, slots=True)
class Plugins:
    """Everything that the installed plugins bring, each with its plugin's name, and the plugins' names."""

    names: tuple[str, ...] = ()
    brought_rules: Named[Rule] = ()
    brought_folders: Named[Path] = ()
    brought_readers: Named[FileReader] = ()
    brought_facts: Named[FactReader] = ()
    brought_reporters: Named[tuple[str, Reporter]] = ()
    settings: Named[object] = ()  # what each that can be told something goes by

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for _, rule in self.brought_rules)

    @property
    def folders(self) -> tuple[Path, ...]:
        return tuple(folder for _, folder in self.brought_folders)

    @property
    def readers(self) -> tuple[FileReader, ...]:
        return tuple(reader for _, reader in self.brought_readers)

    @property
    def facts(self) -> tuple[FactReader, ...]:
        return tuple(reader for _, reader in self.brought_facts)

    @property
    def reporters(self) -> tuple[tuple[str, Reporter], ...]:
        return tuple(reporter for _, reporter in self.brought_reporters)


def gather_plugins(plugins: Mapping[str, object], told: Sequence[PluginTable] = ()) -> Plugins:
    """What the given plugins (modules or objects, by name) bring; every fault of each is reported at once.

    `told` is what the configuration tells them.
    """
    manager = _registered(plugins)
    faults: list[Fault | str] = []
    hooks = [getattr(manager.hook, name) for name in HOOKS]
    rules_hook, configured_hook, folders_hook, readers_hook, facts_hook, reporters_hook = hooks
    configured: dict[str, ConfiguredRules[object]] = {}
    for name, each in _brought(configured_hook, checked_configured_rules, faults):
        if name in configured:
            faults.append(f"plugin {name!r}, {configured_hook.name}: one ConfiguredRules is wanted, not several")
        configured[name] = each
    faults += _told_what_nobody_hears(told, plugins, sorted(configured))
    settings = dict(_settings(configured, told, faults))
    rules = list(_brought(rules_hook, checked_rule, faults))
    for name, value in settings.items():
        rules += _returned(name, configured_hook.name, partial(configured[name].rules, value), checked_rule, faults)
    rules.sort(key=itemgetter(0))
    folders = list(_brought(folders_hook, checked_folder, faults))
    readers = list(_brought(readers_hook, checked_file_reader, faults))
    facts = list(_brought(facts_hook, checked_fact_reader, faults))
    reporters = list(_brought(reporters_hook, checked_reporter, faults))
    faults += _clashes("rule", [(name, rule.id) for name, rule in rules])
    faults += _clashes("suffix", [(name, suffix) for name, reader in readers for suffix in reader.suffixes])
    own_reporters = [(GROUP, name) for name, _ in REPORTERS]
    faults += _clashes("format", own_reporters + [(name, reporter[0]) for name, reporter in reporters])
    if faults:
        raise BadConfiguration(*faults)
    return Plugins(
        names=tuple(sorted(plugins)),
        brought_rules=tuple((name, replace(rule, source=f"plugin {name}")) for name, rule in rules),
        brought_folders=tuple(folders),
        brought_readers=tuple((name, replace(each, read=GuardedReader(name, each.read))) for name, each in readers),
        brought_facts=tuple((name, replace(each, read=GuardedFacts(name, each.read))) for name, each in facts),
        brought_reporters=tuple(
            (name, (word, GuardedReporter(name, reporter))) for name, (word, reporter) in reporters
        ),
        settings=tuple(settings.items()),
    )


def load_rules_with(plugins: Plugins, folders: Sequence[Path] = ()) -> RuleSet:
    """The rules of folders (the built-in ones by default) and behind them those of plugins, in YAML and in Python.

    Raises BadConfiguration with every fault.
    """
    if not plugins.folders:
        ruleset = load_rules(folders or None)
        return replace(
            ruleset, rules=with_plugin_rules(ruleset.rules, plugins, ruleset.facts, ruleset.lexicon.concepts)
        )
    ruleset = load_rules([*(folders or [built_in_folder()]), *plugins.folders])
    rules = tuple(replace(rule, source=_bringer(rule, plugins) or rule.source) for rule in ruleset.rules)
    return replace(ruleset, rules=with_plugin_rules(rules, plugins, ruleset.facts, ruleset.lexicon.concepts))


def _bringer(rule: Rule, plugins: Plugins) -> str:
    """The plugin in whose folder a rule's file stands."""
    path = Path(rule.source)
    return next((f"plugin {name}" for name, folder in plugins.brought_folders if path.is_relative_to(folder)), "")


def with_plugin_rules(
    rules: tuple[Rule, ...], plugins: Plugins, forms: Iterable[FactForm] = (), concepts: Collection[ConceptId] = ()
) -> tuple[Rule, ...]:
    """The rules with those of the plugins behind them, which are given the facts that they read.

    An id that is there already, and a fact or concept that there is not, is an error that names the plugin.
    """
    sources = {rule.id: rule.source for rule in rules}
    known = tuple(forms)
    faults = [
        f"{rule.source} brings a rule {rule.id!r}, but {sources[rule.id]} has one. Rename it in the plugin."
        for rule in plugins.rules
        if rule.id in sources
    ]
    faults += [
        f"{rule.source}, rule {rule.id!r}: {fault}"
        for rule in plugins.rules
        if isinstance(rule.check, FactCheck)
        for fault in rule.check.faults(known, concepts)
    ]
    if faults:
        raise BadConfiguration(*faults)
    return rules + tuple(with_facts(rule, known) for rule in plugins.rules)


def with_facts(rule: Rule, forms: Iterable[FactForm]) -> Rule:
    """A rule whose check can read the facts that it names."""
    if not isinstance(rule.check, FactCheck):
        return rule
    return replace(rule, check=rule.check.with_forms(tuple(forms)))


def _registered(plugins: Mapping[str, object]) -> pluggy.PluginManager:
    import pluggy

    manager = new_manager()
    faults: list[str] = []
    for name, plugin in sorted(plugins.items()):
        fault = api_fault(plugin)
        if fault:
            faults.append(f"plugin {name!r}: {fault}.")
            continue
        try:
            manager.register(plugin, name=name)
        except pluggy.PluginValidationError as error:
            faults.append(f"plugin {name!r} does not fit its hook: {' '.join(str(error).split())}")
        except (Exception, SystemExit) as error:  # it is looked through for hooks, and a property may raise
            faults.append(f"plugin {name!r} could not be registered: {in_short(error)}")
        else:
            callers = manager.get_hookcallers(plugin) or []
            strangers = [caller.name for caller in callers if not caller.has_spec()]
            faults += [f"plugin {name!r} {fault}" for fault in unknown_hooks(strangers)]
            if not callers:
                faults.append(f"plugin {name!r} implements no hook. The hooks: {', '.join(HOOKS)}")
    if faults:
        raise BadConfiguration(*faults)
    return manager


def _settings(
    configured: Mapping[str, ConfiguredRules[object]], told: Sequence[PluginTable], faults: list[Fault | str]
) -> Iterator[tuple[str, object]]:
    """What each plugin that can be told something goes by: its defaults, filled in with what it is told."""
    tables = {table.plugin: table for table in told}
    for name, rules in configured.items():
        form = rules.settings
        try:
            yield name, filled_in(form, tables[name]) if name in tables else form()
        except BadConfiguration as error:
            faults += error.faults
        except (Exception, SystemExit) as error:
            faults.append(f"plugin {name!r}: its settings could not be made: {in_short(error)}")


def _told_what_nobody_hears(
    told: Sequence[PluginTable], plugins: Iterable[str], listening: Sequence[str]
) -> Iterator[Fault]:
    """Every table of the configuration for a plugin that is not there, or has no settings."""
    for table in told:
        if table.plugin not in listening:
            place = table.places[()]
            what = "has no settings" if table.plugin in plugins else "is not installed"
            there = f"; those with settings: {', '.join(listening)}" if listening else ""
            hint = meant(table.plugin, listening) or there
            message = f"the plugin {table.plugin!r} {what}{hint}"
            yield Fault(place.path, place.line, place.column, message, place.source_line)


def _brought(
    hook: pluggy.HookCaller, checked: Callable[[object], Brought], faults: list[Fault | str]
) -> Iterator[tuple[str, Brought]]:
    """Each value that a plugin returned from a hook, with the plugin's name, in the order of the names."""
    for implementation in sorted(hook.get_hookimpls(), key=lambda each: each.plugin_name):
        yield from _returned(implementation.plugin_name, hook.name, implementation.function, checked, faults)


def _returned(
    plugin: str,
    hook: str,
    function: Callable[[], object],
    checked: Callable[[object], Brought],
    faults: list[Fault | str],
) -> Iterator[tuple[str, Brought]]:
    try:
        returned = function()
        values: tuple[object, ...] = tuple(returned) if isinstance(returned, Iterable) else (returned,)
    except (Exception, SystemExit) as error:
        faults.append(f"plugin {plugin!r} failed in {hook}: {in_short(error)}")
        return
    for value in values:
        try:
            yield plugin, checked(value)
        except (ValueError, TypeError, AttributeError) as error:
            faults.append(f"plugin {plugin!r}, {hook}: {error}")


def _clashes(noun: str, brought: Iterable[tuple[str, str]]) -> Iterator[str]:
    first: dict[str, str] = {}
    for plugin, name in brought:
        if name in first:
            yield f"plugin {plugin!r} brings the {noun} {name!r}, but {first[name]!r} has it already"
        first.setdefault(name, plugin)


def in_short(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
