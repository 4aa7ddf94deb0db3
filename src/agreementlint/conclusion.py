"""What a whole run comes to: its exit status, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from agreementlint.errors import CrashedOn, PluginCrashedOn
from agreementlint.report import DocumentReport, Outcome, Report
from agreementlint.terms import SUPPORTED_LANGUAGES, Confidence, Kind, Severity
from agreementlint.values import dataclass
from agreementlint.verdict import Crashed, Undetermined, Violated

MUST_BE_PUT_RIGHT = "must be put right"
_SEVERITIES, _CONFIDENCES = tuple(Severity), tuple(Confidence)  # the worst and the surest first


class ExitStatus(IntEnum):
    """The exit status of every command."""

    CLEAN = 0
    FINDINGS = 1
    MISUSE = 2
    INCOMPLETE = 3
    NOTHING_CHECKED = 4
    CRASHED = 5
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Gate:
    """Which findings make a run fail: those at least as severe and at least as sure."""

    severity: Severity = Severity.ERROR
    confidence: Confidence = Confidence.HIGH

    def stops(self, outcome: Outcome) -> bool:
        violated = isinstance(outcome.verdict, Violated) and outcome.waived is None
        return violated and self.bars(outcome.rule.severity, outcome.confidence)

    def bars(self, severity: Severity, confidence: Confidence) -> bool:
        """Whether a finding that is so severe and so sure makes a run fail."""
        return _at_least(_SEVERITIES, severity, self.severity) and _at_least(_CONFIDENCES, confidence, self.confidence)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The exit status and a sentence for every reason that there is, the deciding one first; what it was held to."""

    status: ExitStatus
    reasons: tuple[str, ...]
    gate: Gate = Gate()
    strict: bool = False


def conclude(report: Report, gate: Gate, *, strict: bool) -> Conclusion:
    """What the run comes to; of several reasons the one that matters most decides: 5, 3, 1, 4, 0.

    Status 2 never comes from a report: it stands for a run that could not begin.
    """
    reasons: list[tuple[ExitStatus, str]] = []
    outcomes = [outcome for document in report.documents for outcome in document.outcomes]

    crashed = sorted({outcome.rule.id for outcome in outcomes if isinstance(outcome.verdict, Crashed)})
    if crashed:
        reasons.append((ExitStatus.CRASHED, f"{_count(len(crashed), 'rule')} crashed: {', '.join(crashed)}"))
    failures = [each for each in report.unreadable if isinstance(each, CrashedOn)]
    for whose, failed_on in (
        ("agreementlint itself", [each.path for each in failures if not isinstance(each, PluginCrashedOn)]),
        ("a plugin", [each.path for each in failures if isinstance(each, PluginCrashedOn)]),
    ):
        if failed_on:
            reasons.append((ExitStatus.CRASHED, f"{whose} failed on {', '.join(failed_on)}"))
    reasons.extend((ExitStatus.INCOMPLETE, gap) for gap in _gaps(report, strict=strict))
    stopping = sum(1 for outcome in outcomes if gate.stops(outcome))
    if stopping:
        reasons.append((ExitStatus.FINDINGS, f"{_count(stopping, 'finding')} {MUST_BE_PUT_RIGHT}"))
    if not outcomes:
        reasons.extend((ExitStatus.NOTHING_CHECKED, why) for why in _why_nothing_checked(report))
    unchecked = sum(1 for document in report.documents if not document.outcomes and is_supported(document))
    aside = (f"{_count(unchecked, 'document')} not checked",) if outcomes and unchecked else ()
    if not reasons:
        return Conclusion(ExitStatus.CLEAN, ("nothing that must be put right was found", *aside), gate, strict)
    return Conclusion(reasons[0][0], (*(sentence for _, sentence in reasons), *aside), gate, strict)


def is_supported(document: DocumentReport) -> bool:
    """Whether the document is in a language whose words are understood."""
    return document.language in SUPPORTED_LANGUAGES


def why_unchecked(document: DocumentReport) -> str:
    """Why a document that was read has no outcomes at all."""
    if not is_supported(document):
        return f"in {document.language}, which is not supported"
    if document.kind is Kind.OTHER:
        return "not a coaching agreement or data-handling plan"
    return f"none of the chosen rules is for a document of kind {document.kind.value}"


def _gaps(report: Report, *, strict: bool) -> list[str]:
    gaps = []
    unreadable = sum(1 for each in report.unreadable if not isinstance(each, CrashedOn))
    if unreadable:
        gaps.append(f"{_count(unreadable, 'file')} could not be read")
    partly = sum(1 for document in report.documents if document.unread)
    if partly:
        gaps.append(f"{_count(partly, 'document')} could be read only in part")
    foreign = [document for document in report.documents if not is_supported(document)]
    if foreign:
        languages = ", ".join(sorted({document.language for document in foreign}))
        gaps.append(f"{_count(len(foreign), 'document')} in a language that is not supported: {languages}")
    open_verdicts = sum(
        1
        for document in report.documents
        for outcome in document.outcomes
        if isinstance(outcome.verdict, Undetermined) and is_supported(document)
    )
    if strict and open_verdicts:
        gaps.append(f"{_count(open_verdicts, 'verdict')} could not be told")
    return gaps


def _why_nothing_checked(report: Report) -> list[str]:
    if not report.documents:
        return [] if report.unreadable else ["nothing was checked: no file was found"]
    return [f"nothing was checked in {document.path}: {why_unchecked(document)}" for document in report.documents]


def _at_least(order: Sequence[str], word: str, bar: str) -> bool:
    return order.index(word) <= order.index(bar)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
