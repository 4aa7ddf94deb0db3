"""What every format for machines says of one run: valid by its published form, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import junitparser
import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from lxml import etree
from markdown_it import MarkdownIt
from sarif.loader import load_sarif_file

from agreementlint.conclusion import ExitStatus, Gate, conclude
from agreementlint.document import Document, Unread
from agreementlint.errors import CrashedOn, UnreadableFile
from agreementlint.language.lexicon import Lexicon
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.report import DocumentReport, Report
from agreementlint.reporters import REPORTERS
from agreementlint.reporters.findings import TROUBLES, Finding, findings_of, worst_first
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.to_csv import COLUMNS
from agreementlint.reporters.to_github import LIMIT
from agreementlint.rule import Demand, Rule
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Confidence, Kind, RuleId, Severity, Shortfall
from agreementlint.text import PagePlace, Piece, Span, WordPlace
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
) -> Rule:
    def check(_: object) -> Verdict:
        if isinstance(verdict, Exception):
            raise verdict
        return verdict

    return Rule(
        id=RuleId(name),
        title=f"Title of {name}",
        family="records",
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


# ----------------------------------------------------------------------------------------------------------- the model


def test_what_kept_the_run_from_being_complete_is_among_the_findings() -> None:
    found = {(finding.path, finding.rule) for finding in found_in(WHOLE) if finding.is_trouble}
    assert found == {
        ("partly.md", "part-not-read"),
        ("deutsch.md", "language-not-supported"),
        ("old.doc", "file-not-read"),
        ("odd.md", "rule-crashed"),
        ("drafts/one.md", "rule-crashed"),
        (AWKWARD, "rule-crashed"),
        ("partly.md", "rule-crashed"),
    }
    assert ("drafts/one.md", "could-not-be-told") in {
        (finding.path, finding.rule) for finding in found_in(WHOLE, strict=True)
    }


@pytest.mark.parametrize("name", MACHINE)
def test_a_run_in_which_nothing_was_checked_is_empty_in_no_format(name: str) -> None:
    other = Report((report_on(read("list.md", "Buy milk."), rule_saying(Held(())), kind=None),))
    assert "list.md" in written(name, other)
    if name != "json":  # which holds nothing but the documents
        assert "not-checked" in written(name, Report(()))


def test_no_rule_has_the_name_of_what_goes_wrong_in_a_run() -> None:
    assert {rule.id for rule in load_rules().rules} & set(TROUBLES) == set()


def test_a_finding_stops_the_run_exactly_where_it_is_at_the_gate() -> None:
    stopping = {finding.rule for finding in found_in(WHOLE) if finding.stops and not finding.is_trouble}
    assert stopping == {"records-kept"}
    low = conclude(WHOLE, Gate(Severity.INFO, Confidence.LOW), strict=False)
    assert all(finding.stops for finding in findings_of(WHOLE, low))


def test_fingerprints_are_unique_and_outlive_edits_elsewhere() -> None:
    found = found_in(WHOLE)
    assert len({finding.fingerprint for finding in found}) == len(found)
    before = found_in(Report((every_verdict(read()),)))
    moved = TEXT.replace("# Coaching Agreement\n", "# Coaching Agreement\n\nA new sentence stands here.\n")
    after = found_in(Report((every_verdict(read(text=moved)),)))
    assert [finding.fingerprint for finding in before] == [finding.fingerprint for finding in after]
    assert [finding.spot.line for finding in before] != [finding.spot.line for finding in after]


def test_the_fingerprint_changes_with_the_words_that_prove_the_finding() -> None:
    before = found_in(Report((every_verdict(read()),)))[0]
    text = TEXT.replace("The coach keeps “notes” for as long", "The coach keeps “notes”, for as long")
    document = read(text=text.replace("sees fit", "sees fit, and longer"))
    longer = Violated(
        (Problem(Shortfall.PARTIAL, "m", (span_of(document, "for as long as she sees fit, and longer"),)),)
    )
    assert found_in(Report((report_on(document, rule_saying(longer)),)))[0].fingerprint != before.fingerprint


def test_two_findings_on_the_same_words_have_two_fingerprints() -> None:
    document = read()
    words = span_of(document, "she sees fit")
    twice = Violated((Problem(Shortfall.DEFECT, "m", (words,)), Problem(Shortfall.DEFECT, "m", (words,))))
    first, second = found_in(Report((report_on(document, rule_saying(twice)),)))
    assert first.fingerprint != second.fingerprint


@pytest.mark.parametrize("name", MACHINE)
@pytest.mark.parametrize("strict", [False, True])
def test_the_bytes_are_the_same_in_whatever_order_the_files_were_read(name: str, strict: bool) -> None:
    turned = Report(tuple(reversed(WHOLE.documents)), tuple(reversed(WHOLE.unreadable)))
    assert written(name, turned, strict=strict) == written(name, strict=strict)
    assert "\r" not in written(name)


@pytest.mark.parametrize("name", [name for name in MACHINE if name != "json"])
def test_windows_line_ends_change_nothing(name: str) -> None:
    unix, windows = read(), read_document("drafts/one.md", TEXT.replace("\n", "\r\n").encode())
    assert written(name, Report((every_verdict(unix),))) == written(name, Report((every_verdict(windows),)))


# --------------------------------------------------------------------------------------------------------------- SARIF

SARIF_SCHEMA = Path(sys.prefix) / "editor/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"


@pytest.mark.skipif(not SARIF_SCHEMA.is_file(), reason="no SARIF schema: `make test` installs it where npm is there")
@pytest.mark.parametrize("report", [WHOLE, Report(())], ids=["everything", "nothing"])
def test_sarif_follows_the_published_schema(report: Report) -> None:
    validator = Draft4Validator(json.loads(SARIF_SCHEMA.read_text(encoding="utf-8")))
    for strict in (False, True):
        assert list(validator.iter_errors(json.loads(written("sarif", report, strict=strict)))) == []


def test_sarif_tools_read_every_finding_with_its_severity_rule_and_line(tmp_path: Path) -> None:
    (tmp_path / "out.sarif").write_text(written("sarif", Report((every_verdict(read()),))), encoding="utf-8")
    file = load_sarif_file(str(tmp_path / "out.sarif"))
    records = file.get_records()
    assert Counter(record["Severity"] for record in records) == {"error": 3, "warning": 2, "note": 2}
    assert [record["Line"] for record in records if record["Code"] == "records-kept"] == [7, 1]
    assert {record["Location"] for record in records} == {"drafts/one.md"}


def test_sarif_names_the_exact_place_in_lines_and_columns_of_code_points() -> None:
    run = json.loads(written("sarif", Report((every_verdict(read()),))))["runs"][0]
    place = run["results"][0]["locations"][0]
    line = TEXT.splitlines()[6]
    assert run["columnKind"] == "unicodeCodePoints"
    assert place["physicalLocation"]["region"] == {
        "startLine": 7,
        "startColumn": line.index("for as long") + 1,
        "endLine": 7,
        "endColumn": line.index("fit") + 4,
    }
    assert place["logicalLocations"] == [{"name": "Records", "kind": "section"}]
    assert run["results"][0]["relatedLocations"][0]["message"]["text"].endswith("names no length of time.")


@pytest.mark.parametrize(
    ("place", "logical"),
    [
        (
            WordPlace("word/footnotes.xml", 3, 0, 0),
            {
                "name": "paragraph 4 of footnotes",
                "fullyQualifiedName": "word/footnotes.xml#paragraph=4",
                "kind": "paragraph",
            },
        ),
        (PagePlace(2, (0, 0, 1, 1)), {"name": "page 2", "fullyQualifiedName": "page=2", "kind": "page"}),
    ],
)
def test_what_has_no_lines_has_a_logical_location(place: WordPlace | PagePlace, logical: dict[str, str]) -> None:
    document = read()
    document = replace(document, pieces=(Piece(0, len(document.text), place),))
    location = json.loads(written("sarif", Report((report_on(document, rule_saying(vague(document))),))))["runs"][0][
        "results"
    ][0]["locations"][0]
    assert location["logicalLocations"] == [{"name": "Records", "kind": "section"}, logical]
    assert location["physicalLocation"]["region"] == {"startLine": 1}


def test_a_path_with_blanks_colons_and_letters_beyond_ascii_is_a_relative_uri() -> None:
    run = json.loads(written("sarif"))["runs"][0]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    uri = next(uri for uri in uris if "100" in uri)
    assert unquote(uri) == AWKWARD
    assert uri.isascii()
    assert not {" ", ":", "#", "?"} & set(uri)


def test_sarif_lists_every_rule_that_was_asked_with_help_and_says_how_the_run_ended() -> None:
    run = json.loads(written("sarif"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert {"notes-named", "sponsor-named", "records-kept"} <= {rule["id"] for rule in rules}
    kept = next(rule for rule in rules if rule["id"] == "records-kept")
    assert "Why of records-kept." in kept["help"]["text"]
    assert "> [coach name] keeps notes for [number] years." in kept["help"]["markdown"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert (run["invocations"][0]["executionSuccessful"], run["invocations"][0]["exitCode"]) == (False, 5)
    fine = json.loads(written("sarif", Report((report_on(read(), rule_saying(Held(()))),))))["runs"][0]
    assert (fine["results"], fine["invocations"][0]["executionSuccessful"]) == ([], True)


# --------------------------------------------------------------------------------------------------------------- JUnit

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


# -------------------------------------------------------------------------------------------------- GitHub annotations


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


# ------------------------------------------------------------------------------------- GitLab, reviewdog, Markdown, CSV

# GitLab publishes no schema file; these are the keys and values of its documentation of the report.
GITLAB = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "additionalProperties": False,
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{40}$"},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "not": {"pattern": "^(/|\\./)"}},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {
                                "begin": {"type": "integer", "minimum": 1},
                                "end": {"type": "integer", "minimum": 1},
                            },
                        },
                    },
                },
            },
        },
    }
)
# Written by hand after reviewdog's description of a Diagnostic; stricter: no key beside those that are used.
POSITION = {"type": "object", "properties": {"line": {"type": "integer", "minimum": 1}}, "additionalProperties": False}
RDJSON = Draft202012Validator(
    {
        "type": "object",
        "required": ["message", "location", "severity"],
        "additionalProperties": False,
        "properties": {
            "message": {"type": "string", "minLength": 1},
            "location": {
                "type": "object",
                "required": ["path"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "minLength": 1},
                    "range": {
                        "type": "object",
                        "required": ["start", "end"],
                        "properties": {"start": POSITION, "end": POSITION},
                        "additionalProperties": False,
                    },
                },
            },
            "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
            "source": {"type": "object", "properties": {"name": {"type": "string"}}, "additionalProperties": False},
            "code": {"type": "object", "properties": {"value": {"type": "string"}}, "additionalProperties": False},
        },
    }
)


@pytest.mark.parametrize("strict", [False, True])
def test_gitlab_gets_what_its_documentation_asks_for_and_no_fingerprint_twice(strict: bool) -> None:
    entries = json.loads(written("gitlab", strict=strict))
    GITLAB.validate(entries)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == len(found_in(WHOLE, strict=strict))
    severities = {entry["check_name"]: entry["severity"] for entry in entries}
    assert severities["records-kept"] == "critical"
    assert severities["records-remark"] == "info"
    assert severities["file-not-read"] == "blocker"


@pytest.mark.parametrize("strict", [False, True])
def test_reviewdog_gets_one_diagnostic_in_each_line(strict: bool) -> None:
    lines = [json.loads(line) for line in written("rdjsonl", strict=strict).split("\n")[:-1]]
    for line in lines:
        RDJSON.validate(line)
    assert len(lines) == len(found_in(WHOLE, strict=strict))
    assert {"start": {"line": 7}, "end": {"line": 7}} in [line["location"].get("range") for line in lines]


def test_in_markdown_words_of_a_document_are_words_and_nothing_else() -> None:
    evil = "<script>x</script> [a](b) ![c](d) | `e` *f* _g_ \\ &lt; http://h.example $i$ ~~j~~"
    problem = Problem(Shortfall.DEFECT, f"# {evil}")
    report = Report((report_on(read(f"{evil}.md"), rule_saying(Violated((problem,)))),))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(written("markdown", report))
    inside = [child for token in tokens for child in token.children or []]
    assert {child.type for child in inside} <= {
        "text", "text_special", "softbreak", "hardbreak", "strong_open", "strong_close", "code_inline", "html_inline",
    }  # fmt: skip
    assert {child.content for child in inside if child.type == "html_inline"} == {"<br>"}
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2"]
    assert " ".join(evil.split()) in "".join(child.content for child in inside)


@pytest.mark.parametrize(("words", "written_as"), [("1. a", "1\\. a"), ("- a", "\\- a"), ("a - 1. b", "a - 1. b")])
def test_a_message_that_looks_like_a_list_is_none(words: str, written_as: str) -> None:
    report = Report((report_on(read(), rule_saying(Violated((Problem(Shortfall.MISSING, words),)))),))
    assert f"\n  {written_as}.\n" in written("markdown", report)


def test_markdown_says_the_result_and_has_a_row_for_every_document_and_file() -> None:
    text = written("markdown")
    assert "- Exit status 5\n" in text
    table = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    assert len(table) == 1 + len(WHOLE.documents) + len(WHOLE.unreadable)
    assert "| drafts/one.md | a coaching agreement between a coach and a client | 3 | 2 | 2 | 1 | 1 | 1 |" in table


def test_csv_has_a_row_for_every_finding_and_every_other_outcome() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    assert tuple(rows[0]) == COLUMNS
    verdicts = [row["verdict"] for row in rows if row["document"] == "drafts/one.md"]
    assert sorted(verdicts) == sorted(["violated"] * 6 + ["incomplete", "held", "not_applicable", "undetermined"])
    first = next(row for row in rows if row["rule"] == "records-kept" and row["document"] == "drafts/one.md")
    assert (first["line"], first["column"], first["section"], first["fails_the_run"]) == ("7", "25", "Records", "yes")
    strict = list(csv.DictReader(io.StringIO(written("csv", strict=True))))
    assert len(strict) == len(rows)
    assert sum(row["verdict"] == "undetermined" for row in strict) == 0


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "|cmd"])
def test_no_cell_is_a_formula(start: str) -> None:
    report = Report((report_on(read(f"{start}.md"), rule_saying(Violated((Problem(Shortfall.DEFECT, start),)))),))
    row = next(csv.DictReader(io.StringIO(written("csv", report))))
    assert row["document"].startswith("'")
    assert row["message"] == f"'{start}"


# ---------------------------------------------------------------------------------------------------------------- order


def test_the_worst_is_first_whatever_order_it_was_found_in() -> None:
    order = [(each.is_trouble, each.stops, each.severity) for each in worst_first(found_in(WHOLE))]
    troubles = sum(1 for trouble, _, _ in order if trouble)
    assert all(trouble for trouble, _, _ in order[:troubles])
    assert [severity for _, _, severity in order[troubles:]] == sorted(
        (severity for _, _, severity in order[troubles:]), key=list(Severity).index
    )


def test_the_conclusion_says_what_it_was_held_to() -> None:
    found = conclude(WHOLE, Gate(Severity.WARNING), strict=True)
    assert (found.status, found.gate, found.strict) == (ExitStatus.CRASHED, Gate(Severity.WARNING), True)
