"""The command `config`: where each value of a configuration was written, and whether all of it holds."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from agreementlint.cli.configured import (
    configuration_of,
    prove,
    prove_paths,
    refuse_closer_ones,
    take_configuration,
    with_plugins,
)
from agreementlint.cli.files import is_folder, shown
from agreementlint.cli.selection import every_rule, plugin_choice, take_plugins
from agreementlint.cli.terminal import complain, say
from agreementlint.conclusion import ExitStatus
from agreementlint.config import DEFAULT, Configuration, matches
from agreementlint.plugins import Plugins, load_plugins

_LISTS = ("select", "ignore", "mandatory", "rules", "require_plugins", "exclude")


def take(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, summary in (
        ("show", "print every value with the place where it was written; for a file what holds for it"),
        ("check", "check the configuration by itself: its keys, rules, profiles, plugins, folders and patterns"),
    ):
        of_action = actions.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        of_action.add_argument(
            "path", nargs="?", default=".", metavar="PATH", help="the file or folder for which it is (this folder)"
        )
        take_configuration(of_action)
        take_plugins(of_action)


def run(arguments: Namespace) -> ExitStatus:
    configuration = configuration_of(arguments, [arguments.path])
    if configuration is None:
        complain(f"there is no configuration for {arguments.path}; the defaults hold. To begin one: agreementlint init")
        return ExitStatus.CLEAN if arguments.action == "show" else ExitStatus.MISUSE
    if arguments.action == "check":
        _prove(configuration, arguments)
        say(f"{configuration.path}: nothing is wrong with it\n")
        return ExitStatus.CLEAN
    path = "" if is_folder(arguments.path) else shown(arguments.path, configuration.folder)
    plugins = load_plugins(with_plugins(plugin_choice(arguments), configuration))
    lines = [
        *_values(configuration),
        *_of_plugins(configuration, plugins),
        *(_for_file(configuration, path) if path else ()),
    ]
    widest = max(len(key) for key, _, _ in lines)
    wide = max(len(value) for _, value, _ in lines)
    say("".join(f"{key:<{widest}}  {value:<{wide}}  {source}".rstrip() + "\n" for key, value, source in lines))
    return ExitStatus.CLEAN


def _prove(configuration: Configuration, arguments: Namespace) -> None:
    """Raises BadConfiguration where something that it names does not exist."""
    prove_paths(configuration)
    plugins = load_plugins(with_plugins(plugin_choice(arguments), configuration))
    prove(configuration, every_rule(plugins, configuration.rules))
    if not arguments.config:
        refuse_closer_ones(configuration, [arguments.path])


Line = tuple[str, str, str]  # a key, its value, and where it was written


def _values(configuration: Configuration) -> Iterator[Line]:
    """Every value that can be set, in the order of the file."""
    manner = configuration.manner
    for key, value in (
        ("kind", manner.kind or "found out"),
        ("profile", manner.profile or "none"),
        ("fail_on", configuration.fail_on),
        ("confidence", configuration.confidence),
        ("strict", "true" if configuration.strict else "false"),
        ("changes", configuration.changes),
        ("waivers", _path(configuration.waivers)),
        ("baseline", _path(configuration.baseline)),
    ):
        yield key, str(value), _source(configuration, key)
    for key, values in zip(
        _LISTS,
        (
            manner.selected,
            manner.ignored,
            configuration.mandatory,
            tuple(_path(folder) for folder in configuration.rules),
            configuration.required,
            configuration.exclude,
        ),
        strict=True,
    ):
        if not values:
            yield key, "every rule" if key == "select" else "none", DEFAULT
        for number, value in enumerate(values):
            yield key, value, _source(configuration, f"{key}.{number}")
    for rule, severity in dict(manner.severities).items():
        yield f"severities.{rule}", severity or "off", _source(configuration, f"severities.{rule}")
    for name, files in configuration.engagements:
        for number, file in enumerate(files):
            key = f"engagements.{name}"
            yield key, shown(file), _source(configuration, f"{key}.{number}")
    for number in range(len(configuration.overrides)):
        yield from _override(configuration, number)


def _of_plugins(configuration: Configuration, plugins: Plugins) -> Iterator[Line]:
    """What each plugin that has settings goes by; a value as it was written, else the plugin's default."""
    tables = {table.plugin: table for table in configuration.plugins}
    for name, settings in plugins.settings:
        table = tables.get(name)
        for each in fields(settings) if is_dataclass(settings) else ():
            written = table is not None and each.name in table.values
            value = table.values[each.name] if table is not None and written else getattr(settings, each.name)
            place = str(table.places[(each.name,)]) if table is not None and written else DEFAULT
            yield f"plugins.{name}.{each.name}", "none" if value is None else str(value), place


def _override(configuration: Configuration, number: int) -> Iterator[Line]:
    override = configuration.overrides[number]
    key = f"overrides.{number}"
    values = [(f"paths.{at}", pattern) for at, pattern in enumerate(override.paths)]
    values += [("kind", override.kind.value)] if override.kind else []
    values += [("profile", override.profile)] if override.profile else []
    values += [(f"severities.{rule}", severity or "off") for rule, severity in override.severities]
    values += [(f"ignore.{at}", name) for at, name in enumerate(override.ignored)]
    for name, value in values:
        shown_key = name.rpartition(".")[0] if name.split(".")[0] in ("paths", "ignore") else name
        yield f"{key}.{shown_key}", value, _source(configuration, f"{key}.{name}")


def _for_file(configuration: Configuration, path: str) -> Iterator[Line]:
    """What holds for one file in the end, and which overrides made it so."""
    manner = configuration.manner_of(path)
    fitting = [
        f"overrides.{number}"
        for number, override in enumerate(configuration.overrides)
        if any(matches(pattern, path) for pattern in override.paths)
    ]
    yield "", "", ""
    yield f"for {path}", ", ".join(fitting) or "no override", ""
    yield "kind", manner.kind or "found out", _last(configuration, fitting, "kind")
    yield "profile", manner.profile or "none", _last(configuration, fitting, "profile")
    for rule, severity in dict(manner.severities).items():
        yield f"severities.{rule}", severity or "off", _last(configuration, fitting, f"severities.{rule}")
    for name in manner.ignored:
        yield "ignore", name, ""


def _last(configuration: Configuration, fitting: list[str], key: str) -> str:
    """Where the value was written that counts for a file."""
    keys = [f"{override}.{key}" for override in reversed(fitting)]
    return next(
        (_source(configuration, each) for each in keys if each in configuration.places), _source(configuration, key)
    )


def _path(path: str) -> str:
    return shown(path) if path else "none"


def _source(configuration: Configuration, key: str) -> str:
    return str(configuration.places[key]) if key in configuration.places else DEFAULT
