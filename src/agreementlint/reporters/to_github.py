"""Workflow commands that GitHub turns into annotations, the worst first; what its limits hide is counted and listed."""

from __future__ import annotations

from collections.abc import Iterator

from agreementlint.conclusion import Conclusion
from agreementlint.report import Report
from agreementlint.reporters.findings import Finding, findings_of, worst_first
from agreementlint.reporters.layout import harmless
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.wording import as_sentence, count
from agreementlint.terms import Severity

LIMIT = 10  # annotations of one kind that GitHub shows for a step
_COMMAND: dict[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def to_github(report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
    """For each severity at most ten commands; then, for the log, what is not among them, and the result."""
    del presentation
    findings = worst_first(findings_of(report, conclusion))
    lines: list[str] = []
    hidden: list[Finding] = []
    for severity in Severity:
        of_it = [finding for finding in findings if finding.severity is severity]
        # Where not all fit, the tenth says how many more there are.
        shown = of_it if len(of_it) <= LIMIT else of_it[: LIMIT - 1]
        lines += [_annotation(finding) for finding in shown]
        if len(of_it) > len(shown):
            more = count(len(of_it) - len(shown), f"more {severity.value}")
            title = f"title={_property(f'{more} not shown here')}"
            message = f"GitHub shows {LIMIT} annotations of a kind. All findings are in the log and in the summary."
            lines.append(f"::{_COMMAND[severity]} {title}::{_message(message)}")
            hidden += of_it[len(shown) :]
    lines += _listed(hidden)
    lines += [_logged(f"Result: {as_sentence(reason)}") for reason in conclusion.reasons]
    lines.append(f"Exit status: {conclusion.status.value}")
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Finding) -> str:
    spot = finding.spot
    properties = {"file": finding.path}
    if spot.line is not None and spot.end_line is not None:
        properties |= {"line": str(spot.line), "endLine": str(spot.end_line)}
        if spot.line == spot.end_line:  # columns of two lines are refused
            properties |= {"col": str(spot.column), "endColumn": str(spot.end_column)}
    properties["title"] = f"{finding.title} ({finding.rule})"
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    advice = f"\n{as_sentence(finding.advice)}" if finding.advice else ""
    return f"::{_COMMAND[finding.severity]} {said}::{_message(finding.told + advice)}"


def _listed(hidden: list[Finding]) -> Iterator[str]:
    if hidden:
        yield f"Not shown as annotations ({len(hidden)}):"
    for finding in hidden:
        line = f":{finding.spot.line}" if finding.spot.line is not None else ""
        yield _logged(f"{finding.path}{line}: {finding.severity.value}: {finding.title} ({finding.rule})")


def _logged(text: str) -> str:
    """A line that is no command: those begin with two colons, or hold the older mark anywhere."""
    return "- " + " ".join(harmless(text).split()).replace("##[", "## [")


def _message(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return harmless(text).replace("##[", "## [")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
