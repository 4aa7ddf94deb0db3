"""The command `plugins`: which are installed, where they come from and what they bring."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from agreementlint.cli.configured import rules_here, take_configuration
from agreementlint.cli.selection import take_plugins, take_rules
from agreementlint.cli.terminal import page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.plugins import API_VERSION, Installed, Plugins, installed_plugins
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, row
from agreementlint.reporters.wording import count
from agreementlint.ruleset import RuleSet


def take(parser: ArgumentParser) -> None:
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    listed = tasks.add_parser("list", help="every installed plugin: name, version, what it brings, where from")
    take_rules(listed)
    take_plugins(listed)
    take_configuration(listed)


def run(arguments: Namespace) -> ExitStatus:
    plugins, ruleset = rules_here(
        arguments
    )  # a rule id that is taken, or a fact that there is not, is said here as well
    installed = [each for each in installed_plugins() if each.name in plugins.names]
    say(paint([*_listed(installed, plugins, ruleset), row(_summary(installed))], page()))
    return ExitStatus.CLEAN


def _summary(installed: list[Installed]) -> str:
    return f"{count(len(installed), 'plugin')}; plugin API {'.'.join(map(str, API_VERSION))}"


def _listed(installed: list[Installed], plugins: Plugins, ruleset: RuleSet) -> Iterator[Row]:
    for each in installed:
        yield row(Words(each.name, Style.NAME), f" {each.version}")
        for noun, names in (
            ("rule", [str(rule.id) for rule in ruleset.rules if rule.source == f"plugin {each.name}"]),
            ("folder of rules and words", [str(path) for name, path in plugins.brought_folders if name == each.name]),
            ("reader", [" ".join(reader.suffixes) for name, reader in plugins.brought_readers if name == each.name]),
            ("reader of quantities", [reader.name for name, reader in plugins.brought_facts if name == each.name]),
            ("format", [reporter[0] for name, reporter in plugins.brought_reporters if name == each.name]),
        ):
            if names:
                first, of, rest = noun.partition(" of ")
                yield row(f"brings {count(len(names), noun, f'{first}s{of}{rest}')}: {', '.join(names)}", indent=2)
        for name, settings in plugins.settings:
            if name == each.name and is_dataclass(settings):
                keys = ", ".join(key.name for key in fields(settings))
                yield row(f"can be told in the configuration: {keys}", indent=2)
        yield row(Words(f"from the package {each.package}, {each.path}", Style.DIM), indent=2)
        yield BLANK
