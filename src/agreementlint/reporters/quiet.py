"""The shortest report: a line for each thing that keeps the run from passing, and nothing where it passes."""

from __future__ import annotations

from collections.abc import Iterator

from agreementlint.conclusion import Conclusion, ExitStatus
from agreementlint.report import Report
from agreementlint.reporters.findings import findings_of, worst_first
from agreementlint.reporters.layout import Row, Style, Words, row
from agreementlint.reporters.wording import as_sentence


def what_stops(report: Report, conclusion: Conclusion) -> Iterator[Row]:
    """ "drafts/one.md:7: Title (rule-id)" for each finding that stops the run, then the reasons for its status."""
    if conclusion.status is ExitStatus.CLEAN:
        return
    for finding in worst_first(findings_of(report, conclusion, stopping=True)):
        line = f":{finding.spot.line}" if finding.spot.line is not None else ""
        said = as_sentence(finding.message) if finding.is_trouble else finding.title
        yield row(Words(finding.path + line, Style.NAME), f": {said} ", Words(finding.rule, Style.DIM))
    for reason in conclusion.reasons:
        yield row(Words("Result: ", Style.ERROR), f"{as_sentence(reason)} (exit status {conclusion.status.value})")
