"""Holds the reports of a run against a baseline."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from agreementlint.cli.files import shown
from agreementlint.cli.selection import rules_named
from agreementlint.cli.workplace import Workplace
from agreementlint.report import DocumentReport
from agreementlint.terms import RuleId, Severity


def take_baseline(parser: ArgumentParser) -> None:
    """The options about a baseline."""
    parser.add_argument("--baseline", default="", metavar="FILE", help="findings in this file fail no run")
    parser.add_argument(
        "--fail-on-stale", action="store_true", help="an entry of the baseline that is paid is an error (else a remark)"
    )


def baseline_of(workplace: Workplace, file: str) -> str:
    """The path of the baseline that the option or the configuration names; empty where neither does."""
    configuration = workplace.job.configuration
    return file or (configuration.baseline if configuration is not None else "")


def mandatory_in(workplace: Workplace) -> frozenset[RuleId]:
    """The rules whose findings no baseline may have."""
    configuration = workplace.job.configuration
    return rules_named(workplace.every, configuration.mandatory) if configuration is not None else frozenset()


def folder_of(workplace: Workplace) -> str:
    """Where the paths in reports start from."""
    return "." if workplace.job.configuration is None else workplace.job.configuration.folder


def parked(
    documents: Sequence[DocumentReport], workplace: Workplace, file: str, *, fail_on_stale: bool
) -> list[DocumentReport]:
    """The reports with the findings of the baseline waived. Raises BadConfiguration where it is none."""
    path = baseline_of(workplace, file)
    if not path:
        return list(documents)
    from agreementlint.baseline import with_baseline
    from agreementlint.baselinefile import read_baseline

    root = folder_of(workplace)
    place = shown(path, root)
    debts = read_baseline(Path(path), place)
    never = mandatory_in(workplace)
    severity = Severity.ERROR if fail_on_stale else Severity.INFO
    return [
        with_baseline(
            document, debts.get(str(Path(root, document.path).resolve()), {}), place, never, stale_is=severity
        )
        for document in documents
    ]
