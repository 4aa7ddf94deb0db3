"""Checks one file, in whatever process; what comes of it can be sent to another."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.stances import no_stances
from agreementlint.agreement.understand import understand
from agreementlint.cli.deadline import in_time
from agreementlint.cli.files import STANDARD_INPUT, contents, read
from agreementlint.cli.workplace import Workplace
from agreementlint.conclusion import is_supported
from agreementlint.document import Document
from agreementlint.errors import CrashedOn, PluginCrashedOn, PluginFailed, UnreadableFile
from agreementlint.lint import lint, with_facts
from agreementlint.reach import standings
from agreementlint.readers.limits import LIMITS, in_megabytes
from agreementlint.report import DocumentReport
from agreementlint.terms import Confidence, Kind, RuleId
from agreementlint.values import dataclass
from agreementlint.verdict import OutcomeVerdict
from agreementlint.waiver import Remark


@dataclass(frozen=True, slots=True)
class Checked:
    """A report without its rules, whose functions cannot be sent from process to process."""

    report: DocumentReport
    verdicts: tuple[tuple[RuleId, OutcomeVerdict, Confidence], ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be read, or on which we or a plugin crashed, in the words of UnreadableFile."""

    path: str
    problem: str
    advice: str
    error: type[UnreadableFile] = UnreadableFile


def check_file(path: str, workplace: Workplace) -> Checked | Failed:
    """One file's report, or why there is none; one file that we fail on must not hide what the others say."""
    facts = tuple(reader.read for reader in workplace.plugins.facts)
    name = workplace.name(path)
    kind, selection = workplace.how(name)
    try:
        with in_time(name):
            data = _data(path, workplace)
            document = _read(path, data, workplace)
            report = lint(document, selection.ruleset, kind, facts, _companions(path, workplace))
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
    verdicts = tuple(
        (outcome.rule.id, outcome.verdict, outcome.confidence)
        for outcome in outcomes
        if outcome.rule.id in selection.reported
    )
    return Checked(
        replace(_for_reporters(report), outcomes=(), standings=told, remarks=_remarks(document, data)), verdicts
    )


def out_of_memory(name: str) -> Failed:
    """What is said of a file that took more memory than there was for it."""
    problem = f"checking it takes more than {in_megabytes(LIMITS.working_memory)} of memory, or than there is"
    return Failed(name, problem, "Split the document, or save it anew in the program it was written in")


def _data(path: str, workplace: Workplace) -> bytes:
    try:
        return contents(path)
    except UnreadableFile as error:
        raise type(error)(workplace.name(path), error.problem, error.advice) from None


def _remarks(document: Document, data: bytes) -> tuple[Remark, ...]:
    """The comments in a file that are addressed to us; what reads them is loaded only where there are some."""
    if b"agreementlint:" not in data:
        return ()
    from agreementlint.inline_waivers import remarks_of

    return remarks_of(document.format, data)


def _read(path: str, data: bytes, workplace: Workplace) -> Document:
    job = workplace.job
    stated = job.stdin_format if path == STANDARD_INPUT else None
    return read(workplace.name(path), data, workplace.plugins, stated, job.changes)


def _companions(path: str, workplace: Workplace) -> list[Agreement]:
    """The documents that go with one; what cannot be read is reported where it is checked itself."""
    facts = tuple(reader.read for reader in workplace.plugins.facts)
    companions = []
    others = {other for each in workplace.job.together if path in each for other in each}
    for other in sorted(others):
        if other != path:
            with suppress(UnreadableFile):
                companion = understand(
                    _read(other, _data(other, workplace), workplace), workplace.every.lexicon, None, facts
                )
                if companion.kind is not Kind.OTHER:
                    companions.append(companion)
    return companions


def _for_reporters(report: DocumentReport) -> DocumentReport:
    """The report without the analysis of the words, which only rules need: a thousand documents must fit in memory."""
    agreement = replace(
        report.agreement,
        units=(),
        starts=(),
        ends=(),
        stems=(),
        mentions={},
        stances=no_stances(),
        statement_of_unit={},
        introduced_by={},
        companions=(),
    )
    return replace(report, agreement=agreement)
