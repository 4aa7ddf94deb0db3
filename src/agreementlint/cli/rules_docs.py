"""The task `rules docs`: a page about each rule, written anew or compared with what is there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from agreementlint.cli.selection import plugins_beside, rules_beside, take_folder
from agreementlint.cli.terminal import complain, say
from agreementlint.conclusion import ExitStatus
from agreementlint.packs import load_rules
from agreementlint.reporters.wording import count
from agreementlint.ruledocs import MADE, rule_pages


def take(parser: ArgumentParser) -> None:
    take_folder(parser, "a folder of rules; ours if none is given")
    parser.add_argument(
        "--output", type=Path, default=Path("docs/rules"), metavar="DIR", help="where to write (default: docs/rules)"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if a page is not current")


def run(arguments: Namespace) -> ExitStatus:
    folder: Path | None = arguments.folder
    if folder is None:
        plugins_beside(arguments, folder)  # the pages are about our own rules; one that is required has to be there
        ruleset = load_rules()
    else:
        ruleset = rules_beside(arguments, folder)
        own = tuple(rule for rule in ruleset.rules if Path(rule.source).is_relative_to(folder))
        ruleset = replace(ruleset, rules=own)
    if not ruleset.rules:
        complain(f"there are no rules in {folder}")
        return ExitStatus.NOTHING_CHECKED
    pages, output = rule_pages(ruleset), arguments.output
    there = {path.name: path.read_text(encoding="utf-8") for path in output.glob("*.md")}
    there = {name: text for name, text in there.items() if MADE in text or name in pages}  # others are none of ours
    changed = sorted(name for name in pages.keys() | there.keys() if pages.get(name) != there.get(name))
    if arguments.check:
        for name in changed:
            complain(f"{output / name} is not current. Write it anew: agreementlint rules docs")
        say(f"{count(len(pages), 'page')}, {len(changed)} not current\n")
        return ExitStatus.FINDINGS if changed else ExitStatus.CLEAN
    output.mkdir(parents=True, exist_ok=True)
    for name in changed:
        if name in pages:
            (output / name).write_text(pages[name], encoding="utf-8", newline="\n")
        else:
            (output / name).unlink()  # of a rule that has gone
    say(f"{count(len(pages), 'page')} in {output}, {len(changed)} of them changed\n")
    return ExitStatus.CLEAN
