"""The code quality report that GitLab shows in merge requests."""

from __future__ import annotations

import json

from agreementlint.conclusion import Conclusion
from agreementlint.report import Report
from agreementlint.reporters.findings import Finding, findings_of
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.to_json import JsonObject
from agreementlint.terms import Severity


def to_gitlab(report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
    """A list with an entry for each finding; what has no line is shown at the first."""
    del presentation
    entries = [_entry(finding) for finding in findings_of(report, conclusion)]
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def _entry(finding: Finding) -> JsonObject:
    spot = finding.spot
    lines: JsonObject = {"begin": spot.line or 1}
    if spot.end_line is not None:
        lines["end"] = spot.end_line
    return {
        "description": f"{finding.title}: {finding.told}",
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _severity(finding),
        "location": {"path": finding.path, "lines": lines},
    }


def _severity(finding: Finding) -> str:
    if finding.is_trouble:
        return "blocker"
    match finding.severity:
        case Severity.ERROR:
            return "critical" if finding.stops else "major"
        case Severity.WARNING:
            return "minor"
        case Severity.INFO:
            return "info"
