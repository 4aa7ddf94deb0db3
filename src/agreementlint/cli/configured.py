"""Which configuration holds for a run: the closest one above its files, and whether all that it names exists."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import replace
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.cli.files import CONFIGURATIONS, STANDARD_INPUT, Gathered, is_folder, shown
from agreementlint.cli.selection import every_rule, names_of, plugin_choice, rules_named
from agreementlint.conclusion import Gate
from agreementlint.document import Changes
from agreementlint.errors import BadConfiguration, Fault
from agreementlint.plugins import PluginChoice, Plugins, load_plugins, not_installed
from agreementlint.ruleset import RuleSet

if TYPE_CHECKING:
    from agreementlint.config import Configuration, Place

_PYPROJECT = "pyproject.toml"


def take_configuration(parser: ArgumentParser) -> None:
    """The options about the configuration, which every command has that follows one."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--config", default="", metavar="FILE", help="this configuration file instead of the closest one above PATH"
    )
    which.add_argument("--no-config", action="store_true", help="as if there were no configuration file")


def configuration_of(arguments: Namespace, paths: Sequence[str]) -> Configuration | None:
    """The configuration that the options name or that is closest above the paths; None where there is none.

    Raises BadConfiguration, with every fault of it.
    """
    if arguments.no_config:
        return None
    if arguments.config and not Path(arguments.config).is_file():
        raise BadConfiguration(f"--config: there is no file {arguments.config!r}. See: agreementlint init")
    path = Path(arguments.config) if arguments.config else nearest(common_folder(paths))
    return None if path is None else read(path)


def read(path: Path) -> Configuration:
    """The configuration in a file. Raises BadConfiguration."""
    from agreementlint.configs import read_configuration  # with pydantic, a third of a cold start

    return read_configuration(path)


def gate_of(configuration: Configuration | None) -> Gate:
    """What fails a run where no option says it."""
    return Gate() if configuration is None else Gate(configuration.fail_on, configuration.confidence)


def is_strict(configuration: Configuration | None) -> bool:
    """Whether a verdict that could not be told makes a run incomplete where no option says so."""
    return configuration is not None and configuration.strict


def changes_of(configuration: Configuration | None, asked_for: str | None) -> Changes:
    """Which side of tracked changes is read: as the option says, else as the configuration does."""
    if asked_for:
        return Changes(asked_for)
    return Changes.FINAL if configuration is None else configuration.changes


def nearest(folder: Path) -> Path | None:
    """The configuration file of a folder, or of the closest one above it in the same repository."""
    for each in (folder, *folder.parents):
        found = _in_folder(each)
        if found is not None:
            return found
        if _is_there(each / ".git"):
            return None
    return None


def refuse_closer_ones(configuration: Configuration | None, paths: Iterable[str]) -> None:
    """Raises BadConfiguration where a file has a closer configuration than that of the run: it must not be passed over."""
    ours = configuration.files[-1] if configuration is not None else ""
    folders = {Path(path).absolute().parent for path in paths if path != STANDARD_INPUT}
    others = {str(found.resolve()): found for folder in sorted(folders) if (found := nearest(folder)) is not None}
    faults = [
        f"{shown(found)}: this configuration is closer to some of the files than"
        f" {shown(ours) if ours else 'that of the run, which is none'}. Check its folder in a run of its own, or say"
        " with --config FILE or --no-config what holds for all"
        for whole, found in others.items()
        if whole != ours
    ]
    if faults:
        raise BadConfiguration(*faults)


def without_excluded(gathered: Gathered, configuration: Configuration | None, named: Sequence[str]) -> Gathered:
    """The files without those in folders that the configuration passes over, or that it is written in itself.

    What is named by itself is never passed over.
    """
    if configuration is None:
        return gathered
    asked_for = {shown(path) for path in named}
    own = (*configuration.files, configuration.waivers, configuration.baseline)
    ours = {shown(path) for path in own if path}
    kept = tuple(
        path
        for path in gathered.paths
        if path in asked_for or (path not in ours and not configuration.leaves_out(shown(path, configuration.folder)))
    )
    return replace(gathered, paths=kept)


def with_plugins(choice: PluginChoice, configuration: Configuration | None) -> PluginChoice:
    """The plugins of a run, and what the configuration tells them.

    Raises BadConfiguration where one that the configuration asks for is not installed.
    """
    if configuration is None:
        return choice
    choice = replace(choice, told=configuration.plugins)
    if not configuration.required:
        return choice
    places = {name: configuration.places[f"require_plugins.{at}"] for at, name in enumerate(configuration.required)}
    if choice.none:
        raise BadConfiguration(f"--no-plugins: {configuration.path} asks for {', '.join(places)}")
    missing = not_installed(tuple(places))
    if missing:
        raise BadConfiguration(*(fault_at(places[name], problem) for name, problem in missing.items()))
    return choice


def rules_here(arguments: Namespace) -> tuple[Plugins, RuleSet]:
    """The plugins and all rules of a command without documents: those that a check in this folder would have."""
    configuration = configuration_of(arguments, ["."])
    plugins = load_plugins(with_plugins(plugin_choice(arguments), configuration))
    return plugins, every_rule(plugins, (*(configuration.rules if configuration else ()), *arguments.rules))


def prove(configuration: Configuration, ruleset: RuleSet, ignored: Sequence[str] = ()) -> None:
    """Raises BadConfiguration where a configuration names what does not exist or takes away what must stay.

    `ignored` are the rules and families that the command line leaves out.
    """
    from agreementlint import configs

    current = [rule for rule in ruleset.rules if not rule.replaced_by]
    names = {str(name) for rule in current for name in names_of(rule)}
    names |= {str(old) for rule in ruleset.rules for old in (*rule.formerly, *((rule.id,) if rule.replaced_by else ()))}
    faults: list[Fault | str] = [
        *configs.unknown_names(configuration, names, [profile.name for profile in ruleset.profiles]),
    ]
    bound = rules_named(ruleset, configuration.mandatory) if configuration.mandatory else frozenset()
    if bound:
        stands_for = {name: rules_named(ruleset, [name]) & bound for name in (*configuration.names, *ignored)}
        faults += configs.broken_promises(configuration, stands_for)
        faults += [
            f"--ignore: {sorted(stands_for[name])[0]!r} is mandatory ({configuration.path}); it cannot be left out"
            for name in ignored
            if stands_for[name]
        ]
    if faults:
        raise BadConfiguration(*faults)


def prove_paths(configuration: Configuration, *, baseline_is_made: bool = False) -> None:
    """Raises BadConfiguration where a folder of rules does not exist or a pattern matches no file."""
    from agreementlint import configs

    faults = [
        *configs.missing_files(configuration, baseline_is_made=baseline_is_made),
        *configs.idle_patterns(configuration),
    ]
    if faults:
        raise BadConfiguration(*faults)


def fault_at(place: Place, message: str) -> Fault:
    """A fault at the place where a value was written."""
    return Fault(place.path, place.line, place.column, message, place.source_line)


def common_folder(paths: Sequence[str]) -> Path:
    """The folder that all the paths are in; of a pattern that before its first wild part."""
    folders = [str(_folder(path)) for path in paths]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # other drives have no folder in common
        return Path(folders[0])


def _folder(path: str) -> Path:
    if path == STANDARD_INPUT:
        return Path.cwd()
    whole = Path(path).absolute()
    if is_folder(path):
        return Path(os.path.normpath(whole))
    while has_magic(str(whole)) and not whole.exists():
        whole = whole.parent
    return Path(os.path.normpath(whole if whole.is_dir() else whole.parent))


def _is_there(path: Path) -> bool:
    """Whether a file or folder is seen; where one may not look there is none, and the documents there are named."""
    try:
        return path.exists()
    except OSError:
        return False


def _in_folder(folder: Path) -> Path | None:
    found = [folder / name for name in CONFIGURATIONS if _is_there(folder / name)]
    try:
        data = (folder / _PYPROJECT).read_bytes()
    except OSError:
        data = b""
    if b"agreementlint" in data:
        from agreementlint.tomlplaces import has_table

        if has_table(shown(folder / _PYPROJECT), data):
            found.append(folder / _PYPROJECT)
    if len(found) > 1:
        both = " and ".join(shown(each) for each in found)
        raise BadConfiguration(f"{both} both configure agreementlint; keep one of them")
    return found[0] if found else None
