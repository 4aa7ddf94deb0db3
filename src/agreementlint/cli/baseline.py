"""The command `baseline`: writes down the findings of today, adds to them, or takes out what was put right."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path

from agreementlint.baseline import Debts, debts_of, pruned
from agreementlint.cli.baselines import baseline_of, folder_of, mandatory_in
from agreementlint.cli.batch import check_files
from agreementlint.cli.configured import (
    configuration_of,
    prove_paths,
    refuse_closer_ones,
    take_configuration,
    with_plugins,
    without_excluded,
)
from agreementlint.cli.files import gather, known_suffixes, shown
from agreementlint.cli.selection import plugin_choice, take_plugins, take_rules
from agreementlint.cli.terminal import complain, say
from agreementlint.cli.waiving import waived
from agreementlint.cli.workplace import Job, set_up
from agreementlint.conclusion import ExitStatus, Gate, conclude
from agreementlint.document import Changes
from agreementlint.errors import BadConfiguration
from agreementlint.readers.apart import expect
from agreementlint.report import Report
from agreementlint.reporters.wording import count

DEFAULT_FILE = "agreementlint-baseline.json"


def take(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, summary in (
        ("write", "write a baseline with every finding of today; none may be there yet"),
        ("update", "add the findings of today and take out those that are there no longer"),
        ("prune", "take out the findings that are there no longer, and add none"),
    ):
        of_action = actions.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        of_action.add_argument("paths", nargs="+", metavar="PATH", help="files and folders, as for check")
        of_action.add_argument(
            "--baseline",
            default="",
            metavar="FILE",
            help=f"the file (that of the configuration, or {DEFAULT_FILE})",
        )
        take_configuration(of_action)
        take_rules(of_action)
        take_plugins(of_action)


def run(arguments: Namespace) -> ExitStatus:
    configuration = configuration_of(arguments, arguments.paths)
    if configuration is not None:
        prove_paths(configuration, baseline_is_made=arguments.action == "write")
    expect(arguments.paths)
    workplace = set_up(
        Job(
            rules=tuple(arguments.rules),
            plugins=with_plugins(plugin_choice(arguments), configuration),
            changes=Changes.FINAL if configuration is None else configuration.changes,
            configuration=configuration,
        )
    )
    path = Path(baseline_of(workplace, arguments.baseline) or DEFAULT_FILE)
    if arguments.action == "write" and path.exists():
        raise BadConfiguration(f"{shown(path)} is there already. To bring it up to date: agreementlint baseline update")
    if arguments.action != "write" and not path.exists():
        raise BadConfiguration(f"{shown(path)}: there is no baseline here. To begin one: agreementlint baseline write")
    from agreementlint.baselinefile import read_baseline, written

    old = read_baseline(path, shown(path)) if path.exists() else {}
    gathered = without_excluded(
        gather(arguments.paths, known_suffixes(workplace.plugins)), configuration, arguments.paths
    )
    if not arguments.config and not arguments.no_config:
        refuse_closer_ones(configuration, gathered.paths)
    documents, unreadable = check_files(gathered.paths, workplace)
    documents = waived(documents, workplace, "", None)
    conclusion = conclude(Report(tuple(documents), (*gathered.unreadable, *unreadable)), Gate(), strict=False)
    if conclusion.status not in (ExitStatus.CLEAN, ExitStatus.FINDINGS):
        # What was not looked at may have any finding; a baseline that leaves it out or in would be a guess.
        for reason in (*conclusion.reasons, "the baseline was not written"):
            complain(reason)
        return conclusion.status
    root, never = folder_of(workplace), mandatory_in(workplace)
    now = {str(Path(root, document.path).resolve()): debts_of(document, never) for document in documents}
    new: dict[str, Debts] = {}
    for each in sorted({*old, *now}):
        debts = old.get(each, {}) if each not in now else now[each]
        if each in now and arguments.action == "prune":
            debts = pruned(old.get(each, {}), now[each])
        if debts and Path(each).exists():
            new[shown(each, str(path.parent))] = debts
    path.write_text(written(new), encoding="utf-8", newline="\n")
    before, after = (Counter[str]({name: sum(of.values()) for name, of in each.items()}) for each in (old, new))
    say(f"{shown(path)}: {count(after.total(), 'finding')} (before: {before.total()})\n")
    return ExitStatus.CLEAN
