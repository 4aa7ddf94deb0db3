"""Findings: what every format for machines says of a report, taken out of it once and put in one order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from agreementlint.agreement.model import Agreement
from agreementlint.conclusion import Conclusion, ExitStatus, is_supported, why_unchecked
from agreementlint.errors import CrashedOn, UnreadableFile
from agreementlint.report import DocumentReport, Outcome, Report
from agreementlint.reporters.layout import shortened
from agreementlint.reporters.places import heading_above, in_words, place_of
from agreementlint.reporters.wording import allowed, as_sentence
from agreementlint.terms import Confidence, Severity
from agreementlint.text import FilePlace, PagePlace, Place, Span, WordPlace, place_at
from agreementlint.values import dataclass
from agreementlint.verdict import Crashed, Problem, Undetermined, Violated
from agreementlint.waiver import Waiver

# What keeps a run from being complete is shown where the findings are. The names are those of no rule.
FILE_NOT_READ = "file-not-read"
PART_NOT_READ = "part-not-read"
LANGUAGE_NOT_SUPPORTED = "language-not-supported"
NOT_CHECKED = "not-checked"
RULE_CRASHED = "rule-crashed"
NOT_TOLD = "could-not-be-told"

TROUBLES: dict[str, str] = {
    FILE_NOT_READ: "A file could not be read",
    PART_NOT_READ: "A part of the document could not be read",
    LANGUAGE_NOT_SUPPORTED: "The document is in a language that is not supported",
    NOT_CHECKED: "Nothing was checked",
    RULE_CRASHED: "A rule crashed",
    NOT_TOLD: "It could not be told whether the rule is followed",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in a file.

    Lines and columns (code points) count from 1, the end column is the one behind the last character; they are None
    where the file has no lines or no words prove the finding. `part` is the place in the words of a person ("page 2"),
    `anchor` the same for machines ("word/document.xml#paragraph=14"), `heading` what stands over it.
    """

    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    part: str = ""
    anchor: str = ""
    heading: str = ""

    @property
    def in_words(self) -> str:
        """ "line 12, under “Records”", or as much of that as is known."""
        return ", ".join(each for each in (self.part, f"under “{self.heading}”" if self.heading else "") if each)


@dataclass(frozen=True, slots=True)
class Remark:
    """Words beside a finding: a near miss with the reason why it does not count, or where a clause belongs."""

    spot: Spot
    quote: str
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of one rule in one document, or one thing that kept the run from being complete.

    `rule` is a rule's id or a key of TROUBLES; `stops` says whether it makes the run fail; `fingerprint` stays the
    same when other words of the document change. What is `waived` is a remark, whatever its rule's severity, and says so.
    """

    path: str
    rule: str
    title: str
    severity: Severity
    confidence: Confidence
    shortfall: str
    message: str
    advice: str
    spot: Spot
    quote: str
    stops: bool
    fingerprint: str = ""
    related: tuple[Remark, ...] = ()
    waived: Waiver | None = None

    @property
    def is_trouble(self) -> bool:
        return self.rule in TROUBLES

    @property
    def told(self) -> str:
        """What is wrong, with the words and their place, in one line."""
        quote = f" “{self.quote}”" if self.quote else ""
        where = f" ({self.spot.in_words})" if self.spot.in_words else ""
        return f"{as_sentence(self.message)}{quote}{where}"


def findings_of(report: Report, conclusion: Conclusion, *, stopping: bool = False) -> tuple[Finding, ...]:
    """Every finding of a run, by path and then by rule; what could not be read or checked is among them.

    With `stopping` those alone that make the run fail, which are told in less time.
    """
    found = [each for document in report.documents for each in _in_document(document, conclusion, stopping=stopping)]
    found += [_unreadable(file) for file in report.unreadable]
    if not any(document.outcomes for document in report.documents):
        found += [
            _trouble(document.path, NOT_CHECKED, f"This document was not checked: {why_unchecked(document)}")
            for document in report.documents
            if is_supported(document)
        ]
        if conclusion.status is ExitStatus.NOTHING_CHECKED and not report.documents:
            found.append(_trouble(".", NOT_CHECKED, "Nothing was checked: no file was found"))
    # Python sorts stably: problems of one document keep the order of its rules.
    return tuple(_with_fingerprints(sorted(found, key=lambda each: each.path)))


def worst_first(findings: tuple[Finding, ...]) -> list[Finding]:
    """What stops the run first, then by severity and confidence; else in the order they had."""
    severities, confidences = tuple(Severity), tuple(Confidence)
    return sorted(
        findings,
        key=lambda each: (
            not each.is_trouble,
            not each.stops,
            severities.index(each.severity),
            confidences.index(each.confidence),
        ),
    )


def _in_document(document: DocumentReport, conclusion: Conclusion, *, stopping: bool) -> Iterator[Finding]:
    for gap in document.unread:
        yield _trouble(document.path, PART_NOT_READ, f"{gap.part} was not read: {gap.why}")
    if not is_supported(document):
        message = f"The document is in {document.language}; only English is understood"
        yield _trouble(document.path, LANGUAGE_NOT_SUPPORTED, message)
        return
    for outcome in document.outcomes:
        verdict = outcome.verdict
        if isinstance(verdict, Violated):
            for problem in verdict.problems:
                if not stopping or _stops(outcome, problem, conclusion):
                    yield _finding(document, outcome, problem, conclusion)
        elif isinstance(verdict, Crashed):
            message = f"The rule {outcome.rule.id} has said nothing about this document: {verdict.error}"
            yield _trouble(document.path, RULE_CRASHED, message)
        elif isinstance(verdict, Undetermined) and conclusion.strict:
            message = f"{outcome.rule.title} ({outcome.rule.id}): {verdict.reason}"
            yield _trouble(document.path, NOT_TOLD, message)


def _stops(outcome: Outcome, problem: Problem, conclusion: Conclusion) -> bool:
    rule = outcome.rule
    return outcome.waived is None and conclusion.gate.bars(rule.severity, rule.confidence.at_most(problem.confidence))


def _finding(document: DocumentReport, outcome: Outcome, problem: Problem, conclusion: Conclusion) -> Finding:
    rule, agreement = outcome.rule, document.agreement
    proof = problem.evidence[0] if problem.evidence else None
    shown = proof if proof is not None else problem.belongs_in
    related = [
        Remark(spot_of(agreement, near.span), shortened(agreement.quote(near.span), 200), near.reason)
        for near in problem.near_misses
    ]
    if proof is not None and problem.belongs_in is not None:
        quote = shortened(agreement.quote(problem.belongs_in), 200)
        related.append(Remark(spot_of(agreement, problem.belongs_in), quote, "the clause belongs here"))
    waiver = outcome.waived
    return Finding(
        path=document.path,
        rule=rule.id,
        title=rule.title,
        severity=rule.severity if waiver is None else Severity.INFO,
        confidence=rule.confidence.at_most(problem.confidence),
        shortfall=problem.shortfall.value,
        message=problem.message if waiver is None else f"{as_sentence(allowed(waiver))} {problem.message}",
        advice=rule.advice if waiver is None else "",
        spot=Spot() if shown is None else spot_of(agreement, shown),
        quote="" if proof is None else shortened(agreement.quote(proof), 200),
        stops=_stops(outcome, problem, conclusion),
        fingerprint=_words_of(agreement, problem),
        related=tuple(related),
        waived=waiver,
    )


def _unreadable(file: UnreadableFile) -> Finding:
    name = RULE_CRASHED if isinstance(file, CrashedOn) else FILE_NOT_READ
    message = f"This file was not read: {as_sentence(file.problem)} {file.advice}"
    return _trouble(file.path, name, " ".join(message.split()))


def _trouble(path: str, name: str, message: str) -> Finding:
    return Finding(
        path, name, TROUBLES[name], Severity.ERROR, Confidence.HIGH, "incomplete", message, "", Spot(), "", stops=True
    )


def spot_of(agreement: Agreement, span: Span) -> Spot:
    """Where a span of the text stands in its file."""
    start = place_of(agreement, span)
    heading = " ".join(heading_above(agreement, span).split())
    if not isinstance(start, FilePlace):
        return Spot(part=in_words(start), anchor=_anchor(start), heading=heading)
    end = place_at(agreement.document.pieces, max(span.start, span.end - 1))
    if not isinstance(end, FilePlace) or (end.line, end.column) < (start.line, start.column):
        end = start
    part = in_words(start)
    return Spot(start.line, start.column, end.line, end.column + 1, part, f"line={start.line}", heading)


def _anchor(place: Place | None) -> str:
    match place:
        case WordPlace(part, paragraph, _, _):
            return f"{part}#paragraph={paragraph + 1}"
        case PagePlace(page, _):
            return f"page={page}"
        case _:
            return ""


def _words_of(agreement: Agreement, problem: Problem) -> str:
    """What tells a problem from others of its rule: the words that prove it and the heading above, not their places."""
    if not problem.evidence:
        return ""  # where a missing clause belongs changes with every new section
    words = [heading_above(agreement, problem.evidence[0]), *(agreement.quote(span) for span in problem.evidence)]
    return "\x1f".join(" ".join(each.casefold().split()) for each in words)


def _with_fingerprints(findings: list[Finding]) -> Iterator[Finding]:
    """The findings, each with a hash of what it is about; equal ones are counted, so that no two are the same."""
    from hashlib import sha256  # with OpenSSL, of which a report for people has no need

    seen = Counter[str]()
    for each in findings:
        about = each.message if each.is_trouble else each.fingerprint
        key = "\x1e".join((each.path, each.rule, each.shortfall, about))
        seen[key] += 1
        digest = sha256(f"{key}\x1e{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()
        yield replace(each, fingerprint=digest[:40])
