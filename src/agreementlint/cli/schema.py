"""The command `schema`: the JSON Schema of a file that people write, for completion and checks in an editor."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from agreementlint.cli.selection import plugin_choice, take_plugins
from agreementlint.cli.terminal import deliver, page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.plugins import load_plugins
from agreementlint.reporters.layout import Words, paint, row
from agreementlint.schemas import SCHEMAS, by_name, made, with_plugins
from agreementlint.suggestion import did_you_mean


def take(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="which schema to print; without it they are listed")
    parser.add_argument(
        "--write", action="store_true", help="for those who change agreementlint: write all of them anew"
    )
    take_plugins(parser)


def run(arguments: Namespace) -> ExitStatus:
    if arguments.write:
        for schema in SCHEMAS:
            schema.path.parent.mkdir(exist_ok=True)
            schema.path.write_text(made(schema), encoding="utf-8", newline="\n")
            say(f"{schema.path}\n")
        return ExitStatus.CLEAN
    name: str | None = arguments.name
    if name is None:
        widest = max(len(schema.name) for schema in SCHEMAS)
        rows = [
            row(f"{schema.title} ({', '.join(schema.files)})", marker=Words(f"{schema.name:<{widest}}"))
            for schema in SCHEMAS
        ]
        say(paint(rows, page()))
        return ExitStatus.CLEAN
    known = by_name()
    if name not in known:
        raise BadConfiguration(
            f"there is no schema {name!r}. {did_you_mean(name, known) or 'See: agreementlint schema'}"
        )
    deliver(with_plugins(known[name], load_plugins(plugin_choice(arguments))))
    return ExitStatus.CLEAN
