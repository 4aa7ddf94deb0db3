"""The command `waive`: writes an entry into a side file of waivers, keyed by the words that the finding is about."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from agreementlint.cli.batch import check_files
from agreementlint.cli.configured import configuration_of, take_configuration, with_plugins
from agreementlint.cli.files import STANDARD_INPUT, is_folder, shown
from agreementlint.cli.selection import plugin_choice, rules_named, take_plugins, take_rules
from agreementlint.cli.terminal import say
from agreementlint.cli.waiving import current_rules, day
from agreementlint.cli.workplace import Job, set_up
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.fingerprint import fingerprint
from agreementlint.inline_waivers import what_is_wrong
from agreementlint.suggestion import did_you_mean
from agreementlint.verdict import Violated
from agreementlint.waiver import Waiver
from agreementlint.waiverfile import entry


def take(parser: ArgumentParser) -> None:
    parser.add_argument("path", metavar="FILE", help="the document with the finding")
    parser.add_argument("rule", metavar="RULE", help="the rule whose finding may stand")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why, in a sentence")
    parser.add_argument("--by", required=True, metavar="WHO", help="who has decided it")
    parser.add_argument("--until", type=day, metavar="DATE", help="the last day on which it holds")
    parser.add_argument(
        "--waivers",
        default="",
        metavar="FILE",
        help="the file to write to (that of the configuration, or waivers.yaml)",
    )
    take_configuration(parser)
    take_rules(parser)
    take_plugins(parser)


def run(arguments: Namespace) -> ExitStatus:
    path: str = arguments.path
    rule: str = arguments.rule
    if path == STANDARD_INPUT or is_folder(path) or not Path(path).is_file():
        raise BadConfiguration(f"there is no file {path!r}. A waiver is for one document; name it")
    wrong = what_is_wrong(arguments.reason, arguments.by, arguments.until or "")
    if wrong:
        raise BadConfiguration(f"--reason, --by: {wrong}")
    configuration = configuration_of(arguments, [path])
    choice = with_plugins(plugin_choice(arguments), configuration)
    workplace = set_up(Job(rules=tuple(arguments.rules), plugins=choice, configuration=configuration))
    known = current_rules(workplace.every)
    if rule not in known:
        raise BadConfiguration(
            f"there is no rule {rule!r}. {did_you_mean(rule, known) or 'See: agreementlint rules list'}"
        )
    if configuration is not None and known[rule] & rules_named(workplace.every, configuration.mandatory):
        raise BadConfiguration(f"{rule!r} is mandatory ({configuration.path}); it cannot be waived")
    documents, unreadable = check_files([shown(path)], workplace, 1)
    if unreadable:
        raise unreadable[0]
    keys = {
        fingerprint(document.agreement, outcome.rule.id, problem): None
        for document in documents
        for outcome in document.outcomes
        if outcome.rule.id in known[rule] and isinstance(outcome.verdict, Violated)
        for problem in outcome.verdict.problems
    }
    if not keys:
        raise BadConfiguration(f"{rule!r} finds nothing in {path}; there is nothing to waive")
    default = configuration.waivers if configuration is not None else ""
    side = Path(arguments.waivers or default or "waivers.yaml")
    name, until = shown(path, str(side.parent)), arguments.until or ""
    waivers = [
        Waiver(key.rule, arguments.reason, arguments.by, until, "", section=key.section, words=key.words)
        for key in keys
    ]
    entries = "".join(entry(waiver, name) for waiver in waivers)
    before = side.read_text("utf-8") if side.is_file() else ""
    side.write_text(before + ("" if before.endswith("\n") or not before else "\n") + entries, "utf-8", newline="\n")
    say(f"{shown(side)}:\n{entries}")
    return ExitStatus.CLEAN
