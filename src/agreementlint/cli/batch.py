"""Checks files one after the other, or in several processes where there is enough of it to pay for them."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.stances import no_stances
from agreementlint.agreement.understand import understand
from agreementlint.cli.configured import prove
from agreementlint.cli.deadline import in_time
from agreementlint.cli.files import STANDARD_INPUT, contents, read, shown
from agreementlint.cli.selection import Selection, choose_by_profile, every_rule, translated
from agreementlint.conclusion import is_supported
from agreementlint.document import Changes, Document, Format
from agreementlint.errors import CrashedOn, PluginCrashedOn, PluginFailed, UnreadableFile
from agreementlint.lint import lint, with_facts
from agreementlint.plugins import EVERY_PLUGIN, PluginChoice, Plugins, load_plugins
from agreementlint.reach import standings
from agreementlint.report import DocumentReport, Outcome
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Confidence, Kind, RuleId
from agreementlint.values import dataclass
from agreementlint.verdict import OutcomeVerdict
from agreementlint.waiver import Remark

if TYPE_CHECKING:
    from agreementlint.config import Configuration, Manner

# To start a process and to load the rules in it takes about as long as to check this many bytes.
WORTH_A_PROCESS = 200_000


@dataclass(frozen=True, slots=True)
class Job:
    """How files are to be checked; a value that can be sent to another process."""

    kind: Kind | None = None
    selected: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    profile: str = ""
    rules: tuple[str, ...] = ()  # folders whose rules are added to our own
    stdin_name: str = STANDARD_INPUT
    stdin_format: Format | None = None
    plugins: PluginChoice = EVERY_PLUGIN
    changes: Changes = Changes.FINAL
    together: tuple[tuple[str, ...], ...] = ()  # sets of files each of which is compared with the others of its set
    configuration: Configuration | None = None
    facts: bool = False  # whether what the documents promise is reported as well


@dataclass(frozen=True, slots=True)
class Workplace:
    """A job with the plugins and rules that it needs."""

    job: Job
    plugins: Plugins
    every: RuleSet  # all rules, whether chosen or not
    selection: Selection  # for files of which the configuration says nothing of their own
    notices: tuple[str, ...] = ()  # what to tell about old ids of rules in the job
    by_manner: dict[Manner, Selection] = field(default_factory=dict)

    @property
    def ruleset(self) -> RuleSet:
        return self.selection.ruleset

    def how(self, name: str) -> tuple[Kind | None, Selection]:
        """What a file is taken for (None to find out) and the rules for it; `name` as it is in reports."""
        job, configuration = self.job, self.job.configuration
        if configuration is None:
            return job.kind, self.selection
        manner = configuration.manner_of(name, job.kind, job.profile, job.selected, job.ignored)
        if manner not in self.by_manner:
            self.by_manner[manner] = _chosen(self.every, manner, configuration)
        return manner.kind, self.by_manner[manner]

    def name(self, path: str) -> str:
        """A file as reports name it: from the folder of the configuration, else from the working folder."""
        if path == STANDARD_INPUT:
            return self.job.stdin_name
        return path if self.job.configuration is None else shown(path, self.job.configuration.folder)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A report without its rules, whose functions cannot be sent from process to process."""

    report: DocumentReport
    verdicts: tuple[tuple[RuleId, OutcomeVerdict, Confidence], ...]


@dataclass(frozen=True, slots=True)
class _Failed:
    """A file that could not be read, or on which we or a plugin crashed, in the words of UnreadableFile."""

    path: str
    problem: str
    advice: str
    error: type[UnreadableFile] = UnreadableFile


def set_up(job: Job) -> Workplace:
    """Loads the plugins and the chosen rules; raises BadConfiguration where one of them is wrong."""
    plugins = load_plugins(job.plugins)
    configuration = job.configuration
    ruleset = every_rule(plugins, job.rules if configuration is None else (*configuration.rules, *job.rules))
    names = (*job.selected, *job.ignored)
    if configuration is None:
        selection = choose_by_profile(ruleset, job.profile, job.selected, job.ignored)
    else:
        prove(configuration, ruleset, job.ignored)
        names = (*names, *configuration.names)
        manner = configuration.manner_of("", job.kind, job.profile, job.selected, job.ignored)
        selection = _chosen(ruleset, manner, configuration)
    notices = translated(ruleset, names)[1]
    notices += selection.profile.notices if selection.profile else ()
    workplace = Workplace(job, plugins, ruleset, selection, notices)
    gc.freeze()  # rules and modules stay until the end; from here on rubbish is looked for in documents alone
    gc.enable()
    return workplace


def _chosen(ruleset: RuleSet, manner: Manner, configuration: Configuration) -> Selection:
    return choose_by_profile(
        ruleset, manner.profile, manner.selected, manner.ignored, manner.severities, configuration.mandatory
    )


def check_files(
    paths: Sequence[str], workplace: Workplace, processes: int
) -> tuple[list[DocumentReport], list[UnreadableFile]]:
    """The reports of the files that were read and the reasons for the others, in no particular order."""
    if processes < 2 or STANDARD_INPUT in paths:
        answers = [_check(path, workplace) for path in paths]
    else:
        answers = _check_in_processes(paths, workplace.job, processes)
    reports = [_with_rules(sent, workplace) for sent in answers if isinstance(sent, _Sent)]
    failed = [each.error(each.path, each.problem, each.advice) for each in answers if isinstance(each, _Failed)]
    return reports, failed


def _with_rules(sent: _Sent, workplace: Workplace) -> DocumentReport:
    rules = {rule.id: rule for rule in workplace.how(sent.report.path)[1].ruleset.rules}
    outcomes = tuple(Outcome(rules[rule], verdict, sure) for rule, verdict, sure in sent.verdicts)
    return replace(sent.report, outcomes=outcomes)


def processes_for(paths: Sequence[str], wanted: int) -> int:
    """How many processes to use: as many as were asked for; for 0 as many as the work pays for."""
    if wanted:
        return min(wanted, len(paths))
    processors = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, min(processors, len(paths), sum(map(_size, paths)) // WORTH_A_PROCESS))


def _check_in_processes(paths: Sequence[str], job: Job, processes: int) -> list[_Sent | _Failed]:
    from concurrent.futures import ProcessPoolExecutor  # with the next, a third of a cold start
    from multiprocessing import get_context

    heaviest_first = sorted(paths, key=_size, reverse=True)
    shares = [heaviest_first[first::processes] for first in range(processes)]
    # A forked process has everything imported already; there are no threads here that could be lost in it.
    context = get_context("fork" if sys.platform == "linux" else None)
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        return [answer for share in pool.map(_check_share, [job] * processes, shares) for answer in share]


def _check_share(job: Job, paths: Sequence[str]) -> list[_Sent | _Failed]:
    """What one process does."""
    workplace = set_up(job)
    return [_check(path, workplace) for path in paths]


def _check(path: str, workplace: Workplace) -> _Sent | _Failed:
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
        return _Failed(error.path, error.problem, error.advice, type(error))
    except PluginFailed as error:
        advice = "Please report it to whoever keeps the plugin"
        return _Failed(name, str(error), advice, PluginCrashedOn)
    except Exception as error:
        problem = f"agreementlint failed on it ({type(error).__name__})"
        return _Failed(name, problem, "That is a bug; please report it", CrashedOn)
    outcomes = report.outcomes
    told = standings(selection.ladder, outcomes) if is_supported(report) else ()
    verdicts = tuple(
        (outcome.rule.id, outcome.verdict, outcome.confidence)
        for outcome in outcomes
        if outcome.rule.id in selection.reported
    )
    return _Sent(
        replace(_for_reporters(report), outcomes=(), standings=told, remarks=_remarks(document, data)), verdicts
    )


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


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0
