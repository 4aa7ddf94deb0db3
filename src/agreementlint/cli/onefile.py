"""Checks one file, in whatever process; what comes of it can be sent to another."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import understand
from agreementlint.cli.deadline import in_time
from agreementlint.cli.files import STANDARD_INPUT, contents, read
from agreementlint.cli.slimming import with_what_is_shown, without_analysis
from agreementlint.cli.workplace import Workplace
from agreementlint.conclusion import is_supported
from agreementlint.document import Document, Format
from agreementlint.errors import CrashedOn, PluginCrashedOn, PluginFailed, UnreadableFile
from agreementlint.lint import lint, with_facts
from agreementlint.reach import standings
from agreementlint.readers.limits import LIMITS, in_megabytes
from agreementlint.report import DocumentReport
from agreementlint.terms import Confidence, Kind, RuleId
from agreementlint.values import dataclass
from agreementlint.verdict import Crashed, OutcomeVerdict
from agreementlint.waiver import Remark

if TYPE_CHECKING:
    from agreementlint.cli.memory import Memory


@dataclass(frozen=True, slots=True)
class Checked:
    """A report without its rules, whose functions cannot be sent from process to process."""

    report: DocumentReport
    verdicts: tuple[tuple[RuleId, OutcomeVerdict, Confidence], ...]
    unkept: str = ""  # why it could not be kept for later runs


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be read, or on which we or a plugin crashed, in the words of UnreadableFile."""

    path: str
    problem: str
    advice: str
    error: type[UnreadableFile] = UnreadableFile


def check_file(path: str, workplace: Workplace, memory: Memory | None = None) -> Checked | Failed:
    """One file's report, or why there is none; one file that we fail on must not hide what the others say.

    With a memory the report is kept for later runs.
    """
    facts = tuple(reader.read for reader in workplace.plugins.facts)
    name = workplace.name(path)
    kind, selection = workplace.how(name)
    try:
        with in_time(name):
            data = _data(path, workplace)
            others = _others(path, workplace)
            document = _read(path, data, workplace)
            report = lint(document, selection.ruleset, kind, facts, _companions(others, workplace))
            if workplace.job.facts:
                report = with_facts(report, selection.ruleset.facts)
    except UnreadableFile as error:
        return Failed(error.path, error.problem, error.advice, type(error))
    except PluginFailed as error:
        advice = "Please report it to whoever keeps the plugin"
        return Failed(name, str(error), advice, PluginCrashedOn)
    except MemoryError:
        raise
    except Exception as error:
        problem = f"agreementlint failed on it ({type(error).__name__})"
        return Failed(name, problem, "That is a bug; please report it", CrashedOn)
    outcomes = report.outcomes
    told = standings(selection.ladder, outcomes) if is_supported(report) else ()
    reported = tuple(outcome for outcome in outcomes if outcome.rule.id in selection.reported)
    slight = without_analysis(report) if workplace.job.whole else with_what_is_shown(report, reported)
    checked = Checked(
        replace(slight, outcomes=(), standings=told, remarks=remarks_in_file(document, data)),
        tuple((outcome.rule.id, outcome.verdict, outcome.confidence) for outcome in reported),
    )
    # What crashed may have done so for want of memory, and would not again.
    if memory is None or any(isinstance(outcome.verdict, Crashed) for outcome in outcomes):
        return checked
    from agreementlint.resultcache import keep

    return replace(
        checked,
        unkept=keep(memory.key(name, kind, selection, data, others), pickle.dumps(checked, pickle.HIGHEST_PROTOCOL)),
    )


def remembered(path: str, workplace: Workplace, memory: Memory) -> Checked | None:
    """The report of an earlier run on just these bytes, under just these rules; None where there is none."""
    from agreementlint.resultcache import recall

    name = workplace.name(path)
    kind, selection = workplace.how(name)
    try:
        found = recall(memory.key(name, kind, selection, contents(path), _others(path, workplace)))
    except UnreadableFile:
        return None  # which is said where it is checked
    return found if isinstance(found, Checked) else None


def out_of_memory(name: str) -> Failed:
    """What is said of a file that took more memory than there was for it."""
    problem = f"checking it takes more than {in_megabytes(LIMITS.working_memory)} of memory, or than there is"
    return Failed(name, problem, "Split the document, or save it anew in the program it was written in")


def _data(path: str, workplace: Workplace) -> bytes:
    try:
        return contents(path)
    except UnreadableFile as error:
        raise type(error)(workplace.name(path), error.problem, error.advice) from None


def remarks_in_file(document: Document, data: bytes) -> tuple[Remark, ...]:
    """The comments in a file that are addressed to us; what reads them is loaded only where there may be some."""
    if document.format is not Format.DOCX and b"agreementlint:" not in data:
        return ()
    from agreementlint.inline_waivers import remarks_of

    return remarks_of(document.format, data)


def _read(path: str, data: bytes, workplace: Workplace) -> Document:
    job = workplace.job
    stated = job.stdin_format if path == STANDARD_INPUT else None
    return read(workplace.name(path), data, workplace.plugins, stated, job.changes)


def _others(path: str, workplace: Workplace) -> list[tuple[str, bytes]]:
    """The documents that go with one, unread; what cannot be read is reported where it is checked itself."""
    others = {other for each in workplace.job.together if path in each for other in each}
    found = []
    for other in sorted(others - {path}):
        with suppress(UnreadableFile):
            found.append((other, _data(other, workplace)))
    return found


def _companions(others: Sequence[tuple[str, bytes]], workplace: Workplace) -> list[Agreement]:
    """Those of the documents that go with one which are agreements or plans."""
    facts = tuple(reader.read for reader in workplace.plugins.facts)
    companions = []
    for other, data in others:
        with suppress(UnreadableFile):
            companion = understand(_read(other, data, workplace), workplace.every.lexicon, None, facts)
            if companion.kind is not Kind.OTHER:
                companions.append(companion)
    return companions
