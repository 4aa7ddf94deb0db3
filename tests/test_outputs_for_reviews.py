"""What GitLab, reviewdog, Markdown and spreadsheets get of a run."""

from __future__ import annotations

import csv
import io
import json

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from sample_reports import (
    WHOLE,
    found_in,
    read,
    report_on,
    rule_saying,
    written,
)

from agreementlint.report import Report
from agreementlint.reporters.to_csv import COLUMNS
from agreementlint.terms import Shortfall
from agreementlint.verdict import Problem, Violated

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
