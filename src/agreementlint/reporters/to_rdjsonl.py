"""Diagnostics for reviewdog, one JSON object in a line."""

from __future__ import annotations

import json

from agreementlint.conclusion import Conclusion
from agreementlint.report import Report
from agreementlint.reporters.findings import Finding, findings_of
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.to_json import JsonObject
from agreementlint.terms import Severity

_SEVERITY: dict[Severity, str] = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def to_rdjsonl(report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
    del presentation
    lines = (json.dumps(_diagnostic(finding), ensure_ascii=False) for finding in findings_of(report, conclusion))
    return "".join(f"{line}\n" for line in lines)


def _diagnostic(finding: Finding) -> JsonObject:
    location: JsonObject = {"path": finding.path}
    if finding.spot.line is not None:
        # Whole lines: columns are counted in bytes of UTF-8 here, which a report does not know.
        location["range"] = {"start": {"line": finding.spot.line}, "end": {"line": finding.spot.end_line}}
    return {
        "message": f"{finding.title}: {finding.told}",
        "location": location,
        "severity": _SEVERITY[finding.severity],
        "source": {"name": "agreementlint"},
        "code": {"value": finding.rule},
    }
