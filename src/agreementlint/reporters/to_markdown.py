"""Markdown for a merge request, a wiki or the summary of a job."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementlint.conclusion import Conclusion, is_supported, why_unchecked
from agreementlint.report import DocumentReport, Report
from agreementlint.reporters.findings import Finding, findings_of, worst_first
from agreementlint.reporters.layout import harmless
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.wording import CONFIDENCE_IN_WORDS, KIND_IN_WORDS, as_sentence
from agreementlint.terms import Severity
from agreementlint.verdict import Held, NotApplicable, Undetermined

_SPECIAL = re.compile(r"[\\`*_{}\[\]|~<>$]|://|^[-+#=]|^\d{1,9}[.)](?!\S)")


def to_markdown(report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
    """A heading, the result, a table of the documents and a list of findings for each, the worst first."""
    del presentation
    return "".join(markdown_parts(report, conclusion))


def markdown_parts(report: Report, conclusion: Conclusion) -> list[str]:
    """The head, then what is said of each document that has findings."""
    findings: dict[str, list[Finding]] = {}
    for finding in findings_of(report, conclusion):
        findings.setdefault(finding.path, []).append(finding)
    lines = ["# agreementlint", ""]
    lines += [f"- {plain(as_sentence(reason))}" for reason in conclusion.reasons]
    lines += [f"- Exit status {conclusion.status.value}", ""]
    documents = {document.path: document for document in report.documents}
    if documents or findings:
        lines += ["| Document | Read as | Errors | Warnings | Remarks | Fine | Does not apply | Not told |"]
        lines += ["| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
        for path in sorted({*documents, *findings}):
            lines.append(_table_row(path, documents.get(path), findings.get(path, [])))
    head = "".join(f"{line}\n" for line in lines)
    return [head, *("".join(f"{line}\n" for line in _section(path, found)) for path, found in sorted(findings.items()))]


def _table_row(path: str, document: DocumentReport | None, findings: list[Finding]) -> str:
    numbers = [sum(finding.severity is severity for finding in findings) for severity in Severity]
    kind = "not read"
    if document is not None:
        kind = KIND_IN_WORDS[document.kind] if is_supported(document) else why_unchecked(document)
        for verdict in (Held, NotApplicable, Undetermined):
            numbers.append(sum(isinstance(outcome.verdict, verdict) for outcome in document.outcomes))
    numbers += [0] * (6 - len(numbers))
    return f"| {plain(path)} | {plain(kind)} | {' | '.join(map(str, numbers))} |"


def _section(path: str, findings: list[Finding]) -> Iterator[str]:
    yield from ("", f"## {plain(path)}", "")
    for finding in worst_first(tuple(findings)):
        doubt = CONFIDENCE_IN_WORDS[finding.confidence]
        said = finding.severity.value + (f"; {doubt}" if doubt else "")
        yield f"- **{plain(finding.title)}** ({said}) `{finding.rule}`  "
        yield f"  {plain(finding.told)}"
        if finding.advice:
            yield f"  <br>{plain(as_sentence(finding.advice))}"


def plain(text: str) -> str:
    """The text as it stands, on one line: nothing in a document may become markup, a link or a cell of its own."""
    text = " ".join(harmless(text).split()).replace("&", "&amp;")
    return _SPECIAL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    """The mark with a backslash: of "1." at the beginning, which would be an item of a list, before the full stop."""
    number = match[0].rstrip(".)")
    return f"{number}\\{match[0].removeprefix(number)}" if number.isdecimal() else f"\\{match[0]}"
