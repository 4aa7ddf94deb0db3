"""The command `plugins`: which are installed, where they come from and what they bring."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from agreementlint.cli.selection import every_rule, plugin_choice, take_plugins
from agreementlint.cli.terminal import page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.plugins import API_VERSION, Installed, Plugins, installed_plugins, load_plugins
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, row
from agreementlint.reporters.wording import count


def take(parser: ArgumentParser) -> None:
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    listed = tasks.add_parser("list", help="every installed plugin: name, version, what it brings, where from")
    take_plugins(listed)


def run(arguments: Namespace) -> ExitStatus:
    plugins = load_plugins(plugin_choice(arguments))
    every_rule(plugins)  # so that a rule id that is taken, or a fact that there is not, is said here as well
    installed = [each for each in installed_plugins() if each.name in plugins.names]
    say(paint([*_listed(installed, plugins), row(_summary(installed))], page()))
    return ExitStatus.CLEAN


def _summary(installed: list[Installed]) -> str:
    return f"{count(len(installed), 'plugin')}; plugin API {'.'.join(map(str, API_VERSION))}"


def _listed(installed: list[Installed], plugins: Plugins) -> Iterator[Row]:
    for each in installed:
        yield row(Words(each.name, Style.NAME), f" {each.version}")
        for noun, names in (
            ("rule", [str(rule.id) for name, rule in plugins.brought_rules if name == each.name]),
            ("reader", [" ".join(reader.suffixes) for name, reader in plugins.brought_readers if name == each.name]),
            ("reader of quantities", [reader.name for name, reader in plugins.brought_facts if name == each.name]),
            ("format", [reporter[0] for name, reporter in plugins.brought_reporters if name == each.name]),
        ):
            if names:
                plural = "readers of quantities" if noun == "reader of quantities" else ""
                yield row(f"brings {count(len(names), noun, plural)}: {', '.join(names)}", indent=2)
        yield row(Words(f"from the package {each.package}, {each.path}", Style.DIM), indent=2)
        yield BLANK
