"""SARIF 2.1.0, which code scanning and many editors read."""

from __future__ import annotations

import json
from urllib.parse import quote

from agreementlint import __version__
from agreementlint.conclusion import Conclusion, ExitStatus
from agreementlint.report import Report
from agreementlint.reporters.findings import TROUBLES, Finding, Remark, Spot, findings_of
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.to_json import JsonObject, JsonValue
from agreementlint.reporters.wording import as_sentence, with_slots
from agreementlint.rule import Rule
from agreementlint.terms import Confidence, Severity
from agreementlint.waiver import Waiver

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL: dict[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# Code scanning sorts by these two properties, in these words.
_WEIGHT: dict[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}


def to_sarif(report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
    """One run with a result for each finding and a descriptor for each rule that was asked, found or not."""
    del presentation
    findings = findings_of(report, conclusion)
    asked = {outcome.rule.id: outcome.rule for document in report.documents for outcome in document.outcomes}
    troubles = [name for name in TROUBLES if any(finding.rule == name for finding in findings)]
    descriptors = [_rule(rule) for _, rule in sorted(asked.items())] + [_trouble(name) for name in troubles]
    index = {name: number for number, name in enumerate((*sorted(asked), *troubles))}
    paths = sorted({each.path for each in report.documents} | {each.path for each in report.unreadable})
    driver: JsonObject = {"name": "agreementlint", "semanticVersion": __version__, "rules": list(descriptors)}
    invocation: JsonObject = {
        "executionSuccessful": conclusion.status in (ExitStatus.CLEAN, ExitStatus.FINDINGS),
        "exitCode": conclusion.status.value,
        "exitCodeDescription": "; ".join(conclusion.reasons),
    }
    artifacts: list[JsonValue] = [{"location": {"uri": uri_of(path)}} for path in paths]
    run: JsonObject = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "artifacts": artifacts,
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.rule]) for finding in findings],
    }
    whole: JsonObject = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def uri_of(path: str) -> str:
    """A path as a relative URI reference: blanks, colons and letters beyond ASCII are written as their UTF-8 bytes."""
    return quote(path, safe="/", encoding="utf-8", errors="surrogateescape")


def _rule(rule: Rule) -> JsonObject:
    help_text = [as_sentence(part) for part in (rule.why, rule.advice) if part]
    markdown = list(help_text)
    if rule.model_clause:
        clause = " ".join(with_slots(rule.model_clause).split())
        help_text.append(f"A clause you can use: {clause}")
        markdown.append(f"A clause you can use:\n\n> {clause}")
    if rule.authorities:
        sources = "; ".join(each.citation for each in rule.authorities)
        help_text.append(f"Sources: {sources}.")
        markdown.append(f"Sources: {sources}.")
    tags: list[JsonValue] = [rule.family]
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": as_sentence(rule.why or rule.title)},
        "help": {"text": "\n\n".join(help_text) or rule.title, "markdown": "\n\n".join(markdown) or rule.title},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {
            "precision": rule.confidence.value,
            "problem.severity": _WEIGHT[rule.severity],
            "tags": tags,
        },
    }


def _trouble(name: str) -> JsonObject:
    return {
        "id": name,
        "shortDescription": {"text": TROUBLES[name]},
        "fullDescription": {"text": as_sentence(TROUBLES[name])},
        "help": {"text": "The run is incomplete: nothing can be concluded from what this document does not show."},
        "defaultConfiguration": {"level": "error"},
        "properties": {"precision": Confidence.HIGH.value, "problem.severity": "error", "tags": ["incomplete"]},
    }


def _result(finding: Finding, index: int) -> JsonObject:
    result: JsonObject = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVEL[finding.severity],
        "message": {"text": finding.told},
        "locations": [_location(finding.path, finding.spot)],
        # The second is the name that code scanning looks for; it would hash the bytes of a Word file otherwise.
        "partialFingerprints": {
            "agreementlint/v1": finding.fingerprint,
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
        },
        "suppressions": [] if finding.waived is None else [_suppression(finding.waived)],
        "properties": {
            "confidence": finding.confidence.value,
            "shortfall": finding.shortfall,
            "failsTheRun": "yes" if finding.stops else "no",
        },
    }
    if finding.related:
        result["relatedLocations"] = [
            _related(finding.path, remark, number) for number, remark in enumerate(finding.related)
        ]
    return result


def _suppression(waiver: Waiver) -> JsonObject:
    kind = "inSource" if waiver.line else "external"
    by = f" (by {waiver.by})" if waiver.by else ""
    return {"kind": kind, "status": "accepted", "justification": f"{waiver.reason}{by}"}


def _related(path: str, remark: Remark, number: int) -> JsonObject:
    return {
        "id": number,
        "message": {"text": f"“{remark.quote}”: {as_sentence(remark.message)}"},
        **_location(path, remark.spot),
    }


def _location(path: str, spot: Spot) -> JsonObject:
    """The file, the lines where it has some, and the section, paragraph or page in the words of its format."""
    # Code scanning refuses a location without a region: what has no lines, or stands nowhere, is shown at the first.
    region: JsonObject = {"startLine": spot.line or 1}
    if spot.line is not None:
        region |= {"startColumn": spot.column, "endLine": spot.end_line, "endColumn": spot.end_column}
    location: JsonObject = {"physicalLocation": {"artifactLocation": {"uri": uri_of(path)}, "region": region}}
    logical: list[JsonValue] = []
    if spot.heading:
        logical.append({"name": spot.heading, "kind": "section"})
    if spot.anchor and spot.line is None:
        kind = "page" if spot.anchor.startswith("page=") else "paragraph"
        logical.append({"name": spot.part, "fullyQualifiedName": spot.anchor, "kind": kind})
    if logical:
        location["logicalLocations"] = logical
    return location
