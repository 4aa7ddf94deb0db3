"""JUnit XML, which most CI services show as test results: a suite for each document, a case for each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import assert_never

from agreementlint.conclusion import Conclusion, is_supported, why_unchecked
from agreementlint.report import DocumentReport, Outcome, Report
from agreementlint.reporters.findings import Finding, findings_of
from agreementlint.reporters.layout import harmless
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.wording import as_sentence
from agreementlint.values import dataclass
from agreementlint.verdict import Crashed, Held, NotApplicable, Undetermined, Violated


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case: `state` is the element that says how it went, empty for passed."""

    name: str
    state: str = ""
    message: str = ""
    text: str = ""
    remarks: str = ""


def to_junit(report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
    """What fails the run is a failure, what keeps it from being complete an error, what was not asked skipped.

    Findings below the gate pass, as the run does, and are told in the output of their case.
    """
    del presentation
    findings: dict[str, list[Finding]] = {}
    for finding in findings_of(report, conclusion):
        findings.setdefault(finding.path, []).append(finding)
    documents = {document.path: document for document in report.documents}
    suites = [
        (path, list(_cases(documents.get(path), findings.get(path, [])))) for path in sorted({*documents, *findings})
    ]
    total = Counter(case.state for _, cases in suites for case in cases)
    number = sum(len(cases) for _, cases in suites)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(
        f'<testsuites name="agreementlint" tests="{number}" failures="{total["failure"]}" errors="{total["error"]}">'
    )
    for path, cases in suites:
        lines += _suite(path, cases)
    lines.append("</testsuites>")
    return "".join(f"{line}\n" for line in lines)


def _cases(document: DocumentReport | None, findings: Sequence[Finding]) -> Iterator[_Case]:
    for finding in findings:
        if finding.is_trouble:
            yield _Case(finding.rule, "error", finding.title, finding.told)
    if document is None:
        return
    if not document.outcomes and is_supported(document):
        yield _Case("every rule", "skipped", why_unchecked(document))
    for outcome in document.outcomes if is_supported(document) else ():
        case = _case(outcome, [finding for finding in findings if finding.rule == outcome.rule.id])
        if case is not None:
            yield case


def _case(outcome: Outcome, findings: Sequence[Finding]) -> _Case | None:
    name = outcome.rule.id
    match outcome.verdict:
        case Held():
            return _Case(name)
        case NotApplicable(reason):
            return _Case(name, "skipped", f"Does not apply: {as_sentence(reason)}")
        case Undetermined(reason):
            return _Case(name, "skipped", f"Could not be told: {as_sentence(reason)}")
        case Violated():
            told = "\n".join(finding.told for finding in findings)
            advice = f"\n{as_sentence(outcome.rule.advice)}" if outcome.rule.advice else ""
            if any(finding.stops for finding in findings):
                return _Case(name, "failure", outcome.rule.title, told + advice)
            said = f"{outcome.rule.severity.value}, confidence {outcome.confidence.value}: {outcome.rule.title}"
            return _Case(name, remarks=f"{said}\n{told}{advice}")
        case Crashed():
            return None  # told as an error above
        case other:
            assert_never(other)


def _suite(path: str, cases: Sequence[_Case]) -> Iterator[str]:
    went = Counter(case.state for case in cases)
    yield (
        f'  <testsuite name={_attribute(path)} tests="{len(cases)}" failures="{went["failure"]}"'
        f' errors="{went["error"]}" skipped="{went["skipped"]}" file={_attribute(path)}>'
    )
    for case in cases:
        head = f"    <testcase name={_attribute(case.name)} classname={_attribute(path)}"
        if not case.state and not case.remarks:
            yield f"{head}/>"
            continue
        yield f"{head}>"
        if case.state:
            told = f" type={_attribute(case.name)} message={_attribute(case.message)}"
            yield f"      <{case.state}{told}>{_text(case.text)}</{case.state}>"
        if case.remarks:
            yield f"      <system-out>{_text(case.remarks)}</system-out>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _attribute(text: str) -> str:
    return f'"{escape(" ".join(_legal(text).split()))}"'


def _text(text: str) -> str:
    return escape(_legal(text), quote=False)


def _legal(text: str) -> str:
    """The text without what XML has no words for: control characters, lone halves of pairs, two that are no letters."""
    text = harmless(text).encode("utf-8", "backslashreplace").decode()
    return text.replace("\ufffe", "").replace("\uffff", "")
