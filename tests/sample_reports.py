"""Reports that hold every verdict and everything that can go wrong in a run, and what a format says of them."""

from __future__ import annotations

from dataclasses import replace

from agreementlint.conclusion import Gate, conclude
from agreementlint.document import Document, Unread
from agreementlint.errors import CrashedOn, UnreadableFile
from agreementlint.language.lexicon import Lexicon
from agreementlint.lint import lint
from agreementlint.readers import read_document
from agreementlint.report import DocumentReport, Report
from agreementlint.reporters import REPORTERS
from agreementlint.reporters.findings import Finding, findings_of
from agreementlint.reporters.presentation import Presentation
from agreementlint.rule import Demand, Rule
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Confidence, Kind, RuleId, Severity, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Held, NearMiss, NotApplicable, Problem, Undetermined, Verdict, Violated

TEXT = """# Coaching Agreement

The coach and the client agree on coaching.

## Records

The coach keeps “notes” for as long as she sees fit.
"""
BY_NAME = dict(REPORTERS)
MACHINE = [name for name, _ in REPORTERS if name != "console"]
AWKWARD = "drafts of März/a, b: 100% #1.md"


def span_of(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def rule_saying(
    verdict: Verdict | Exception,
    name: str = "records-kept",
    severity: Severity = Severity.ERROR,
    confidence: Confidence = Confidence.HIGH,
    family: str = "records",
) -> Rule:
    def check(_: object) -> Verdict:
        if isinstance(verdict, Exception):
            raise verdict
        return verdict

    return Rule(
        id=RuleId(name),
        title=f"Title of {name}",
        family=family,
        severity=severity,
        confidence=confidence,
        demand=Demand.REQUIRE,
        kinds=frozenset(Kind) - {Kind.OTHER},
        passes_when="it says so",
        why=f"Why of {name}",
        advice=f"Advice of {name}",
        model_clause="{coach_name} keeps notes for {number} years.",
        authorities=(),
        cases=(),
        source="a test",
        check=check,
    )


def read(path: str = "drafts/one.md", text: str = TEXT) -> Document:
    return read_document(path, text.encode())


def vague(document: Document) -> Violated:
    words = span_of(document, "for as long as she sees fit")
    near = NearMiss(span_of(document, "The coach keeps “notes”"), "names no length of time")
    problem = Problem(
        Shortfall.PARTIAL, "This does not say how long notes are kept", (words,), (near,), span_of(document, "Records")
    )
    return Violated((problem, Problem(Shortfall.MISSING, "Nothing is said of how notes are destroyed")))


def report_on(document: Document, *rules: Rule, kind: Kind | None = Kind.TWO_PARTY) -> DocumentReport:
    return lint(document, RuleSet(rules, Lexicon({}, {})), kind)


def every_verdict(document: Document) -> DocumentReport:
    return report_on(
        document,
        rule_saying(vague(document)),
        rule_saying(vague(document), "records-weak", Severity.WARNING),
        rule_saying(vague(document), "records-remark", Severity.INFO, Confidence.LOW),
        rule_saying(Held((span_of(document, "The coach keeps"),)), "notes-named"),
        rule_saying(NotApplicable("No sponsor is named"), "sponsor-named"),
        rule_saying(Undetermined("The table could not be followed"), "table-read"),
        rule_saying(RuntimeError("never shown"), "broken-rule"),
    )


def partly_read() -> DocumentReport:
    document = read("partly.md")
    return every_verdict(replace(document, unread=(Unread("page 3", "a scan"),)))


GERMAN = read("deutsch.md", "Der Coach und die Kundin vereinbaren, dass der Coach nicht von dem spricht. " * 6)
WHOLE = Report(
    (
        every_verdict(read()),
        every_verdict(read(AWKWARD)),
        partly_read(),
        report_on(GERMAN, rule_saying(Held(())), kind=None),
        report_on(read("list.md", "Buy milk, eggs and bread."), rule_saying(Held(())), kind=None),
    ),
    (
        UnreadableFile("old.doc", "it is an old Word file", "Save it as .docx"),
        CrashedOn("odd.md", "agreementlint failed on it", "That is a bug; please report it"),
    ),
)


def written(name: str, report: Report = WHOLE, *, strict: bool = False, gate: Gate | None = None) -> str:
    return BY_NAME[name](report, conclude(report, gate or Gate(), strict=strict), Presentation())


def found_in(report: Report, *, strict: bool = False) -> tuple[Finding, ...]:
    return findings_of(report, conclude(report, Gate(), strict=strict))
