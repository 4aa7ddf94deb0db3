"""A table for spreadsheets: a row for every finding and for every rule that found nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import assert_never

from agreementlint.conclusion import Conclusion
from agreementlint.exchange.formulas import inert
from agreementlint.report import DocumentReport, Outcome, Report
from agreementlint.reporters.findings import Finding, Spot, findings_of, spot_of
from agreementlint.reporters.layout import harmless, shortened
from agreementlint.reporters.presentation import Presentation
from agreementlint.verdict import Crashed, Held, NotApplicable, Undetermined, Violated, name_of

COLUMNS = (
    "document", "kind", "rule", "title", "severity", "confidence", "verdict", "shortfall", "message", "quote",
    "line", "column", "place", "section", "fails_the_run", "waived", "fingerprint",
)  # fmt: skip


def to_csv(report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
    """Comma-separated with a head; line feeds end rows, and no cell is one that a spreadsheet would calculate."""
    del presentation
    kinds = {document.path: document.kind.value for document in report.documents}
    rows = [_of_finding(finding, kinds.get(finding.path, "")) for finding in findings_of(report, conclusion)]
    for document in report.documents:
        rows += _without_finding(document, strict=conclusion.strict)
    page = StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sorted(rows, key=lambda row: row[0]):
        writer.writerow([_cell(value) for value in row])
    return page.getvalue()


def _of_finding(finding: Finding, kind: str) -> tuple[str, ...]:
    return (
        finding.path,
        kind,
        finding.rule,
        finding.title,
        finding.severity.value,
        finding.confidence.value,
        "incomplete" if finding.is_trouble else "violated",
        finding.shortfall,
        finding.message,
        finding.quote,
        *_place(finding.spot),
        "yes" if finding.stops else "no",
        "" if finding.waived is None else finding.waived.reason,
        finding.fingerprint,
    )


def _without_finding(document: DocumentReport, *, strict: bool) -> Iterator[tuple[str, ...]]:
    """The rules that hold, do not apply, or whose answer could not be told (with --strict that is a finding)."""
    for outcome in document.outcomes:
        match outcome.verdict:
            case Held(evidence):
                proof = evidence[0] if evidence else None
                quote = "" if proof is None else shortened(document.agreement.quote(proof), 200)
                spot = Spot() if proof is None else spot_of(document.agreement, proof)
                yield _of_outcome(document, outcome, "", quote, spot)
            case NotApplicable(reason):
                yield _of_outcome(document, outcome, reason, "", Spot())
            case Undetermined(reason):
                if not strict:
                    yield _of_outcome(document, outcome, reason, "", Spot())
            case Violated() | Crashed():
                pass
            case other:
                assert_never(other)


def _of_outcome(document: DocumentReport, outcome: Outcome, said: str, quote: str, spot: Spot) -> tuple[str, ...]:
    rule, sure = outcome.rule, outcome.confidence.value
    judged = (rule.id, rule.title, rule.severity.value, sure, name_of(outcome.verdict), "", said, quote)
    return (document.path, document.kind.value, *judged, *_place(spot), "no", "", "")


def _place(spot: Spot) -> tuple[str, str, str, str]:
    line, column = ("" if number is None else str(number) for number in (spot.line, spot.column))
    return line, column, spot.part, spot.heading


def _cell(text: str) -> str:
    """The text on one line; a spreadsheet would take what begins so for a formula."""
    return inert(" ".join(harmless(text).split()))
