"""Applies the waivers of a run: those in the documents and those of a side file, as of today."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from pathlib import Path

from agreementlint.cli.files import shown
from agreementlint.cli.selection import names_of, rules_named
from agreementlint.cli.workplace import Workplace
from agreementlint.report import DocumentReport
from agreementlint.ruleset import RuleSet
from agreementlint.terms import RuleId


def take_waivers(parser: ArgumentParser) -> None:
    """The options about waivers."""
    parser.add_argument(
        "--waivers",
        default="",
        metavar="FILE",
        help="a file of waivers for documents in which no comment can be written",
    )
    parser.add_argument("--today", type=day, metavar="DATE", help="the day on which waivers must still hold (today)")


def day(text: str) -> str:
    """A day as it is written in waivers, for argparse."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ArgumentTypeError(f"a day such as 2027-01-31 is wanted, not {text!r}") from None


def waived(
    documents: Sequence[DocumentReport], workplace: Workplace, file: str, today: str | None
) -> list[DocumentReport]:
    """The reports with their waived findings marked.

    Raises BadConfiguration where the side file is wrong.
    """
    configuration = workplace.job.configuration
    side = file or (configuration.waivers if configuration is not None else "")
    if not side and not any(document.remarks for document in documents):
        return list(documents)
    from datetime import date

    from agreementlint.waivers import Terms, with_waivers

    current = current_rules(workplace.every)
    mandatory = rules_named(workplace.every, configuration.mandatory) if configuration is not None else frozenset()
    entries = []
    root = configuration.folder if configuration is not None else "."
    if side:
        from agreementlint.waiverfile import read_waivers

        entries = read_waivers(Path(side), shown(side, root), current, mandatory)
    terms = Terms(today or date.today().isoformat(), current, mandatory)
    return [
        with_waivers(
            document, [each for path, each in entries if path == str(Path(root, document.path).resolve())], terms
        )
        for document in documents
    ]


def current_rules(ruleset: RuleSet) -> dict[str, frozenset[RuleId]]:
    """Every id of a rule, old ones included, and the ids that it stands for."""
    ids = {str(rule.id) for rule in ruleset.rules} | {str(old) for rule in ruleset.rules for old in rule.formerly}
    families = {name for rule in ruleset.rules for name in names_of(rule)} - ids
    return {each: rules_named(ruleset, [each]) for each in sorted(ids - families)}
