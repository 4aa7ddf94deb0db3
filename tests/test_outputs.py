"""What every format for machines says of one run is complete and the same bytes each time; SARIF by its schema."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from sample_reports import (
    AWKWARD,
    MACHINE,
    TEXT,
    WHOLE,
    every_verdict,
    found_in,
    read,
    report_on,
    rule_saying,
    span_of,
    vague,
    written,
)
from sarif.loader import load_sarif_file

from agreementlint.conclusion import ExitStatus, Gate, conclude
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.report import Report
from agreementlint.reporters.findings import TROUBLES, findings_of, worst_first
from agreementlint.terms import Confidence, RuleId, Severity, Shortfall
from agreementlint.text import PagePlace, Piece, WordPlace
from agreementlint.verdict import Held, Problem, Violated
from agreementlint.waiver import Waiver


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
        assert re.search("not-checked|nothing was checked", written(name, Report(())), re.IGNORECASE)


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


def test_a_waived_finding_is_in_every_format_with_its_reason_and_fails_nothing() -> None:
    waiver = Waiver(RuleId("records-kept"), "The sponsor keeps the notes", "A. Talwar", "2027-01-31", "a.yaml:3:1")
    report = report_on(read(), rule_saying(vague(read())))
    waived = Report((replace(report, outcomes=tuple(replace(each, waived=waiver) for each in report.outcomes)),))
    assert conclude(waived, Gate(), strict=False).status is ExitStatus.CLEAN
    for name in MACHINE:
        assert "The sponsor keeps the notes" in written(name, waived), name
    if SARIF_SCHEMA.is_file():
        validator = Draft4Validator(json.loads(SARIF_SCHEMA.read_text(encoding="utf-8")))
        assert list(validator.iter_errors(json.loads(written("sarif", waived)))) == []
    results = json.loads(written("sarif", waived))["runs"][0]["results"]
    assert [result["suppressions"][0]["kind"] for result in results] == ["external", "external"]
    assert "<failure" not in written("junit", waived)
    assert "::error" not in written("github", waived)
    rows = list(csv.DictReader(io.StringIO(written("csv", waived))))
    assert [(row["waived"], row["fails_the_run"]) for row in rows] == [("The sponsor keeps the notes", "no")] * 2
