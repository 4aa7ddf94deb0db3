"""The process that reads and checks the files given to the page, one question after the other; it keeps nothing."""

from __future__ import annotations

import gc
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import IO, TypeVar

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import FactReader, understand
from agreementlint.conclusion import Gate, conclude, is_supported
from agreementlint.document import Document
from agreementlint.drafting.loading import load_drafting
from agreementlint.errors import BadConfiguration, CrashedOn, PluginFailed, UnreadableFile
from agreementlint.fingerprint import fingerprint
from agreementlint.inline_waivers import remarks_of
from agreementlint.lint import lint, with_facts
from agreementlint.packs import DRAFT, built_in_folder
from agreementlint.plugins import EVERY_PLUGIN, PluginChoice, Plugins, load_plugins, load_rules_with
from agreementlint.profile import climbed, ladder_of
from agreementlint.reach import Rung, standings
from agreementlint.readers import format_of
from agreementlint.readers.apart import read_untrusted
from agreementlint.readers.limits import LIMITS
from agreementlint.readers.wire import received, send
from agreementlint.report import DocumentReport, Report
from agreementlint.reporters.page_content import Keeping
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.to_html import body_of, to_html
from agreementlint.reporters.to_json import to_json
from agreementlint.review.reviewing import REVIEWERS, next_name
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind, RuleId
from agreementlint.values import dataclass
from agreementlint.verdict import Violated
from agreementlint.waiver import FAMILY
from agreementlint.waiverfile import waivers_in
from agreementlint.waivers import Terms, with_waivers
from agreementlint.web.draft_exchange import STEP, WRITE
from agreementlint.web.drafting import next_stand, written
from agreementlint.web.exchange import (
    CHECK,
    WAIVERS,
    Allowed,
    Answer,
    Made,
    Open,
    Question,
    Taken,
    Task,
    Upload,
    WaiverFile,
    with_clauses,
)

MEMORY = 1_000_000_000  # of the process, address space that is only reserved included
Asked = TypeVar("Asked")
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Tools:
    """What checking needs, loaded once."""

    plugins: Plugins
    ruleset: RuleSet
    ladder: tuple[Rung, ...]

    @property
    def facts(self) -> tuple[FactReader, ...]:
        return tuple(reader.read for reader in self.plugins.facts)

    @property
    def current(self) -> dict[str, frozenset[RuleId]]:
        """Every id of a rule, old ones included, and the ids that it stands for."""
        found: dict[str, frozenset[RuleId]] = {}
        for rule in self.ruleset.rules:
            for name in (rule.id, *rule.formerly):
                found[name] = found.get(name, frozenset()) | {rule.id}
        return found

    def terms(self, question: Question) -> Terms:
        """What waivers are held against."""
        return Terms(question.today, self.current, frozenset(map(RuleId, question.mandatory)))


def main() -> None:
    """Answers questions until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us ends us
    choice = pickle.loads(received(sys.stdin.buffer, LIMITS.reading_memory) or b"")  # from who started us
    assert isinstance(choice, PluginChoice)
    tools = load_tools(choice)
    gc.collect()
    gc.freeze()  # rules and modules stay until the end; from here on rubbish is looked for in documents alone
    _keep_to_limits()
    serve(sys.stdin.buffer, sys.stdout.buffer, tools)


def load_tools(choice: PluginChoice = EVERY_PLUGIN) -> Tools:
    """Our rules and those of the plugins; raises BadConfiguration where a plugin is wrong."""
    plugins = load_plugins(choice)
    ruleset = load_rules_with(plugins)
    rules = tuple(rule for rule in ruleset.rules if not rule.replaced_by)
    ladder = tuple(climbed(ladder_of(None, ruleset.profiles), rules))
    return Tools(plugins, replace(ruleset, rules=rules), ladder)


def serve(questions: IO[bytes], answers: IO[bytes], tools: Tools) -> None:
    """Does the task that each question names, until there are no more."""
    known = tasks(tools)
    while (name := received(questions, LIMITS.reading_memory)) is not None:
        asked = received(questions, LIMITS.reading_memory)
        if asked is None:
            return
        send(answers, known[name.decode()](asked))
        del asked
        gc.collect()


def answer_to(question: Question, tools: Tools) -> Answer:
    """The report on the files of a question."""
    reports: list[DocumentReport] = []
    unreadable: list[UnreadableFile] = []
    reviewed: list[Made] = []
    kinds: list[str] = []
    understood = _understood(question, tools) if question.together else {}
    for upload in question.uploads:
        companions = [agreement for name, agreement in understood.items() if name != upload.name]
        try:
            report = _checked(upload, question, tools, companions)
            reports.append(report)
            kinds.append(report.kind.value)
        except UnreadableFile as error:
            unreadable.append(error)
            kinds.append("")
        except Exception as error:
            problem = f"agreementlint failed on it ({type(error).__name__})"
            unreadable.append(CrashedOn(upload.name, problem, "That is a bug; please report it"))
            kinds.append("")
        else:
            reviewed += _reviewed(upload, question, report, tools)
    report_on_all = Report(tuple(reports), tuple(unreadable))
    conclusion = conclude(report_on_all, Gate(), strict=False)
    last = question.kept[-1].waiver if question.kept else None
    keeping = Keeping(question.mandatory, by=last.by if last else "")
    return Answer(
        body_of(report_on_all, conclusion, keeping),
        to_html(report_on_all, conclusion, Presentation()),
        to_json(report_on_all, conclusion, Presentation()),
        tuple(kinds),
        tuple(reviewed),
        tuple(each for report in reports for each in _open(report, question.mandatory)),
    )


def _checked(upload: Upload, question: Question, tools: Tools, companions: Sequence[Agreement]) -> DocumentReport:
    document = _read(upload, tools)
    report = lint(document, tools.ruleset, upload.kind, tools.facts, companions)
    report = _with_kept(replace(report, remarks=remarks_of(document.format, upload.data)), question, tools)
    told = standings(tools.ladder, report.outcomes) if is_supported(report) else ()
    return replace(with_facts(report, tools.ruleset.facts), standings=told)


def taken_from(file: WaiverFile, tools: Tools) -> Taken:
    """What a file of waivers keeps, for documents by their names: here there are no folders."""
    try:
        found = waivers_in(file.text, file.name, tools.current, frozenset(map(RuleId, file.mandatory)))
    except BadConfiguration as error:
        return Taken(fault=str(error))
    return Taken(tuple(Allowed(PurePosixPath(path).name, replace(waiver, place="")) for path, waiver in found))


def _with_kept(report: DocumentReport, question: Question, tools: Tools) -> DocumentReport:
    """The report with what is kept marked as such; what was kept and is found no more is passed over."""
    found = {(each.rule, each.section, each.words) for each in _open(report, ())}
    kept = [each.waiver for each in question.kept if each.file == report.path]
    waivers = [each for each in kept if (each.rule, each.section, each.words) in found]
    return with_waivers(report, waivers, tools.terms(question))


def _open(report: DocumentReport, mandatory: Sequence[str]) -> Iterator[Open]:
    """The problems of a report that may be kept, each once."""
    told: dict[Open, None] = {}
    for outcome in report.outcomes:
        rule = outcome.rule
        if isinstance(outcome.verdict, Violated) and rule.id not in mandatory and rule.family != FAMILY:
            for problem in outcome.verdict.problems:
                key = fingerprint(report.agreement, rule.id, problem)
                told[Open(report.path, rule.id, rule.title, key.section, key.words)] = None
    yield from told


def _read(upload: Upload, tools: Tools) -> Document:
    try:
        for reader in tools.plugins.readers:
            if Path(upload.name).suffix.lower() in reader.suffixes:
                return reader.read(upload.name, upload.data)
        return read_untrusted(upload.name, upload.data)
    except BadConfiguration as error:  # a data-handling plan that does not follow its schema
        raise UnreadableFile(upload.name, str(error), "Correct these lines") from None
    except PluginFailed as error:
        raise UnreadableFile(upload.name, str(error), "Please report it to whoever keeps the plugin") from None


def _understood(question: Question, tools: Tools) -> dict[str, Agreement]:
    """The documents that go with each other; what cannot be read is reported where it is checked itself."""
    found: dict[str, Agreement] = {}
    for upload in question.uploads:
        with suppress(UnreadableFile):
            agreement = understand(_read(upload, tools), tools.ruleset.lexicon, upload.kind, tools.facts)
            if agreement.kind is not Kind.OTHER:
                found[upload.name] = agreement
    return found


def _reviewed(upload: Upload, question: Question, report: DocumentReport, tools: Tools) -> list[Made]:
    """The file with remarks, where its format takes them; a file that takes none is no failure of the report."""
    if not report.outcomes:
        return []
    try:
        reviewer = REVIEWERS.get(format_of(upload.name, upload.data))
        if reviewer is None or reviewer.suffix == ".html":  # the report is that page
            return []
        data = reviewer.unreviewed(upload.name, upload.data)
        own = report
        if data != upload.data:  # it was reviewed before: our earlier remarks are none of the document
            own = lint(reviewer.read(upload.name, data), tools.ruleset, upload.kind, tools.facts)
            own = _with_kept(own, question, tools)
        name = next_name(upload.name, reviewer.suffix)
        made = [Made(name, reviewer.review(upload.name, data, own, suggest=False).data)]
        if reviewer.suffix == ".docx":
            suggested = reviewer.review(upload.name, data, own, suggest=True)
            made += [Made(with_clauses(name), suggested.data)] if suggested.data != made[0].data else []
    except Exception:
        return []
    return made


def _keep_to_limits() -> None:
    """Lets this process write no file and dump no memory from now on, and holds it to its memory."""
    if sys.platform == "win32":
        return
    import resource  # which is not there on Windows

    limits = ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0))
    for limit, most in limits:
        _, highest = resource.getrlimit(limit)
        with suppress(ValueError, OSError):  # macOS refuses the first
            most = most if highest == resource.RLIM_INFINITY else min(most, highest)
            resource.setrlimit(limit, (most, most))


def tasks(tools: Tools) -> Mapping[str, Callable[[bytes], bytes]]:
    """What can be asked of the process, by name; a new task is a line here."""
    # What drafts are made of is loaded when the first one is begun: nobody who checks a file is to wait for it.
    plan = cache(lambda: load_drafting(built_in_folder() / DRAFT, tools.ruleset))
    return {
        CHECK.name: _done(CHECK, lambda question: answer_to(question, tools)),
        WAIVERS.name: _done(WAIVERS, lambda file: taken_from(file, tools)),
        STEP.name: _done(STEP, lambda step: next_stand(step, plan(), tools.ruleset)),
        WRITE.name: _done(WRITE, lambda wanted: written(wanted, plan())),
    }


def _done(task: Task[Asked, Told], does: Callable[[Asked], Told]) -> Callable[[bytes], bytes]:
    return lambda asked: task.pack_answer(does(task.read(asked)))
