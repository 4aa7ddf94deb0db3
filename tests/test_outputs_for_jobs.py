"""What JUnit XML and GitHub show of a run, read as their services read it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import junitparser
import pytest
from lxml import etree
from sample_reports import (
    AWKWARD,
    TEXT,
    WHOLE,
    every_verdict,
    read,
    report_on,
    rule_saying,
    span_of,
    written,
)

from agreementlint.conclusion import Gate
from agreementlint.report import Report
from agreementlint.reporters.to_github import LIMIT
from agreementlint.terms import Severity, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Problem, Violated

# Written by hand after what Jenkins (junit-10) says of the elements and attributes that are used here.
JUNIT = etree.RelaxNG(
    etree.fromstring(b"""<grammar xmlns="http://relaxng.org/ns/structure/1.0"
      datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="testsuites"><attribute name="name"/><ref name="counts"/>
    <zeroOrMore><element name="testsuite">
      <attribute name="name"/><attribute name="file"/><ref name="counts"/>
      <attribute name="skipped"><data type="nonNegativeInteger"/></attribute>
      <zeroOrMore><element name="testcase"><attribute name="name"/><attribute name="classname"/>
        <optional><choice><ref name="skipped"/><ref name="error"/><ref name="failure"/></choice></optional>
        <optional><element name="system-out"><text/></element></optional>
      </element></zeroOrMore>
    </element></zeroOrMore>
  </element></start>
  <define name="counts">
    <attribute name="tests"><data type="nonNegativeInteger"/></attribute>
    <attribute name="failures"><data type="nonNegativeInteger"/></attribute>
    <attribute name="errors"><data type="nonNegativeInteger"/></attribute>
  </define>
  <define name="skipped"><element name="skipped"><ref name="why"/></element></define>
  <define name="error"><element name="error"><ref name="why"/></element></define>
  <define name="failure"><element name="failure"><ref name="why"/></element></define>
  <define name="why"><attribute name="type"/><attribute name="message"/><text/></define>
</grammar>""")
)


@pytest.mark.parametrize("report", [WHOLE, Report(())], ids=["everything", "nothing"])
@pytest.mark.parametrize("strict", [False, True])
def test_junit_has_the_elements_and_attributes_that_services_read(report: Report, strict: bool) -> None:
    JUNIT.assertValid(etree.fromstring(written("junit", report, strict=strict).encode()))


def test_junitparser_reads_failures_errors_and_what_was_skipped() -> None:
    parsed = junitparser.JUnitXml.fromstring(written("junit").encode())
    states = {
        (suite.name, case.name): [type(result).__name__ for result in case.result] for suite in parsed for case in suite
    }
    assert states[AWKWARD, "records-kept"] == ["Failure"]
    assert states[AWKWARD, "records-weak"] == []
    assert states[AWKWARD, "notes-named"] == []
    assert states[AWKWARD, "sponsor-named"] == ["Skipped"]
    assert states[AWKWARD, "table-read"] == ["Skipped"]
    assert states[AWKWARD, "rule-crashed"] == ["Error"]
    assert states["old.doc", "file-not-read"] == ["Error"]
    assert states["list.md", "every rule"] == ["Skipped"]
    counted = Counter(type(result).__name__ for suite in parsed for case in suite for result in case.result)
    assert (parsed.failures, parsed.errors) == (counted["Failure"], counted["Error"])
    assert parsed.tests == sum(1 for suite in parsed for _ in suite)


def test_a_finding_below_the_gate_passes_in_junit_and_is_told_in_its_output() -> None:
    parsed = junitparser.JUnitXml.fromstring(written("junit", Report((every_verdict(read()),))).encode())
    weak = next(case for suite in parsed for case in suite if case.name == "records-weak")
    assert "for as long as she sees fit" in (weak.system_out or "")
    held_to_warnings = written("junit", Report((every_verdict(read()),)), gate=Gate(Severity.WARNING))
    assert held_to_warnings.count("<failure") == 2


def test_what_xml_cannot_hold_is_left_out_of_junit() -> None:
    document = read(text=TEXT.replace("sees fit", "sees\x1b\ufffe\uffff <fit> & ]]>"))
    span = span_of(document, "for as long as she")
    problem = Problem(Shortfall.DEFECT, "m", (Span(span.start, len(document.text)),))
    text = written("junit", Report((report_on(document, rule_saying(Violated((problem,)))),)))
    assert "<fit> & ]]>" in etree.tostring(etree.fromstring(text.encode()), method="text", encoding="unicode")


def commands(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("::")]


def test_github_gets_the_worst_first_with_file_line_and_title() -> None:
    lines = commands(written("github", Report((every_verdict(read()),))))
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 3 + ["::warning"] * 2 + ["::notice"] * 2
    assert lines[0].startswith("::error file=drafts/one.md,title=A rule crashed (rule-crashed)::")
    assert lines[1].startswith(
        "::error file=drafts/one.md,line=7,endLine=7,col=25,endColumn=52,title=Title of records-kept (records-kept)::"
    )
    assert lines[1].endswith("%0AAdvice of records-kept.")


def test_github_annotations_escape_what_would_end_a_property_or_a_line() -> None:
    lines = commands(written("github"))
    assert any("file=drafts of März/a%2C b%3A 100%25 #1.md,line=7" in line for line in lines)


def many(number: int, severity: Severity) -> Report:
    document = read()
    problem = Violated((Problem(Shortfall.MISSING, "Nothing is said of it"),))
    rules = [rule_saying(problem, f"rule-{severity}-{index}", severity) for index in range(number)]
    return Report((report_on(document, *rules),))


@pytest.mark.parametrize("severity", Severity)
def test_what_the_limit_of_ten_hides_is_counted_and_listed(severity: Severity) -> None:
    assert len(commands(written("github", many(LIMIT, severity)))) == LIMIT
    text = written("github", many(LIMIT + 7, severity))
    assert len(commands(text)) == LIMIT
    assert f"title=8 more {severity}s not shown here::" in commands(text)[-1]
    assert "Not shown as annotations (8):\n" in text
    assert sum(line.startswith("- drafts/one.md: ") for line in text.splitlines()) == 8
    assert f"rule-{severity}-{LIMIT + 6})\n" in text


def test_words_of_a_document_are_never_a_workflow_command() -> None:
    evil = "\n::add-mask::x\r\n##[error]y %0A::set-output name=a::b"
    problem = Problem(Shortfall.DEFECT, f"This is bad {evil}")
    rules = [replace(rule_saying(Violated((problem,)), f"r-{number}"), title=f"T{evil}") for number in range(30)]
    text = written("github", Report((report_on(read(f"a{evil}.md"), *rules),)))
    assert len(commands(text)) == LIMIT
    assert all(line.startswith("::error ") for line in commands(text))
    assert "##[" not in text
    assert not any(line.lstrip().startswith("::") and not line.startswith("::error ") for line in text.splitlines())


def test_a_job_summary_is_cut_where_it_would_be_dropped_and_says_so() -> None:
    long = Violated((Problem(Shortfall.MISSING, "word " * 3_000),))
    report = report_on(read(), rule_saying(long))
    documents = tuple(
        replace(report, document=replace(report.document, path=f"{number:02}.md")) for number in range(90)
    )
    text = written("github-summary", Report(documents))
    assert len(text.encode()) < 1024 * 1024 < len(written("markdown", Report(documents)).encode())
    kept = text.count("\n## ")
    assert 0 < kept < 90
    assert f"{90 - kept} documents left out here" in text
    assert "| 89.md |" in text
    assert written("github-summary") == written("markdown")
