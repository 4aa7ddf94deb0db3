"""What a report says, in JSON for machines and in words for coaches."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from sample_reports import report_on, rule_saying, span_of

from agreementlint import __version__
from agreementlint.conclusion import Gate, conclude
from agreementlint.document import Document, Unread
from agreementlint.errors import UnreadableFile
from agreementlint.readers import read_document
from agreementlint.report import Report
from agreementlint.reporters import REPORTERS
from agreementlint.reporters.layout import Style, Words, as_it_stands, barred, harmless, paint, row, shortened
from agreementlint.reporters.places import in_words
from agreementlint.reporters.presentation import Detail, Presentation
from agreementlint.reporters.to_console import to_console
from agreementlint.reporters.to_json import to_json
from agreementlint.reporters.wording import CONFIDENCE_IN_WORDS, KIND_IN_WORDS, SHORTFALL_IN_WORDS, with_slots
from agreementlint.rule import Demand
from agreementlint.terms import Confidence, Kind, Severity, Shortfall
from agreementlint.text import FilePlace, PagePlace, WordPlace
from agreementlint.verdict import Held, NearMiss, NotApplicable, Problem, Undetermined, Violated

TEXT = """# Coaching Agreement

The coach and the client agree on coaching.

## Records

The coach keeps “notes” for as long as she sees fit.
"""
GERMAN = """Der Coach und die Kundin vereinbaren, dass der Coach nicht von dem spricht, was die Kundin ihm sagt,
und das ist für die beiden eine Pflicht und wird auf dem Papier mit einer Unterschrift bestätigt. Die Aufzeichnungen
werden von dem Coach in einem Schrank verwahrt, zu dem nur er den Schlüssel hat, und nach zwei Jahren vernichtet.
"""
VALIDATOR = Draft202012Validator(
    json.loads(files("agreementlint.reporters").joinpath("outcomes.schema.json").read_text(encoding="utf-8"))
)


def document_called(path: str = "drafts/one.md", text: str = TEXT) -> Document:
    return read_document(path, text.encode())


def shown(report: Report, detail: Detail = Detail.NORMAL, width: int = 100, *, colour: bool = False) -> str:
    return to_console(report, conclude(report, Gate(), strict=False), Presentation(width, colour, detail))


def as_json(report: Report) -> str:
    return to_json(report, conclude(report, Gate(), strict=False), Presentation())


DOCUMENT = document_called()
VAGUE = span_of(DOCUMENT, "for as long as she sees fit")
KEPT = span_of(DOCUMENT, "The coach keeps “notes” for as long as she sees fit.")
HEADING = span_of(DOCUMENT, "Records")
PARTIAL = Violated(
    (
        Problem(
            Shortfall.PARTIAL,
            "This draft does not say how long notes are kept",
            (VAGUE,),
            (NearMiss(KEPT, "names no length of time"),),
            HEADING,
        ),
    )
)
EVERY_VERDICT = (
    rule_saying(PARTIAL),
    rule_saying(Held((KEPT,)), "notes-named"),
    rule_saying(NotApplicable("No sponsor is named"), "sponsor-named"),
    rule_saying(Undetermined("The table could not be followed"), "table-read"),
    rule_saying(RuntimeError("never shown"), "broken-rule"),
)
REPORT = Report((report_on(DOCUMENT, *EVERY_VERDICT),))


def test_json_of_every_verdict_follows_the_published_schema() -> None:
    found = json.loads(as_json(REPORT))
    VALIDATOR.validate(found)
    assert [outcome["verdict"] for outcome in found["documents"][0]["outcomes"]] == [
        "violated",
        "held",
        "not_applicable",
        "undetermined",
        "crashed",
    ]
    assert found["tool"] == {"name": "agreementlint", "version": __version__}


@pytest.mark.parametrize(
    "spoil",
    [
        {"verdict": "fine"},
        {"verdict": "held"},
        {"severity": "fatal"},
        {"reason": "x"},
        {"problems": []},
        {"evidence": [{"quote": "x"}]},
        {"extra": 1},
    ],
)
def test_the_schema_refuses_an_outcome_that_contradicts_itself(spoil: dict[str, object]) -> None:
    found = json.loads(as_json(REPORT))
    found["documents"][0]["outcomes"][0] |= spoil
    assert not VALIDATOR.is_valid(found)


def test_a_quote_in_json_is_the_documents_text_between_its_offsets_and_has_its_line_and_column() -> None:
    problem = json.loads(as_json(REPORT))["documents"][0]["outcomes"][0]["problems"][0]
    quote = problem["evidence"][0]
    assert quote == {
        "quote": DOCUMENT.text[quote["start"] : quote["end"]],
        "start": VAGUE.start,
        "end": VAGUE.end,
        "line": 7,
        "column": TEXT.splitlines()[6].index("for as long") + 1,
        "place": "line 7",
    }
    assert problem["near_misses"][0]["reason"] == "names no length of time"
    assert problem["belongs_in"]["quote"] == "Records"


def test_json_is_the_same_bytes_in_whatever_order_the_files_were_read() -> None:
    reports = tuple(report_on(document_called(path), *EVERY_VERDICT) for path in ("b.md", "a.md", "ä.md"))
    bad = UnreadableFile("aa.doc", "it is an old Word file", "Save it as .docx")
    text = as_json(Report(reports, (bad,)))
    assert text == as_json(Report(tuple(reversed(reports)), (bad,)))
    assert [document["path"] for document in json.loads(text)["documents"]] == ["a.md", "aa.doc", "b.md", "ä.md"]
    assert "ä.md" in text
    assert "“notes”" in text
    assert text.endswith("]}\n")


def test_an_unreadable_file_is_in_the_json_without_a_kind_and_with_the_reason() -> None:
    found = json.loads(as_json(Report((), (UnreadableFile("a.doc", "it is an old Word file", "Save it as .docx"),))))
    VALIDATOR.validate(found)
    assert found["documents"] == [
        {
            "path": "a.doc",
            "kind": None,
            "outcomes": [],
            "unread": [
                {"part": "the whole file", "why": "it is an old Word file. Save it as .docx", "may_hold_terms": True}
            ],
            "notes": [],
            "profiles": [],
        }
    ]


def test_an_empty_run_is_valid_json() -> None:
    VALIDATOR.validate(json.loads(as_json(Report(()))))


def test_a_document_of_kind_other_has_no_outcomes_in_json_and_is_named_in_words() -> None:
    report = Report((report_on(document_called(text="Buy milk, eggs and bread."), *EVERY_VERDICT, kind=None),))
    found = json.loads(as_json(report))
    VALIDATOR.validate(found)
    assert (found["documents"][0]["kind"], found["documents"][0]["outcomes"]) == ("other", [])
    text = shown(report)
    assert "Nothing was checked: not a coaching agreement or data-handling plan." in text
    assert "nothing was checked in drafts/one.md" in text


def test_a_finding_says_what_is_wrong_shows_the_words_and_gives_a_clause_with_slots() -> None:
    text = shown(REPORT)
    for part in (
        "Title of records-kept (error; incomplete) records-kept",
        "This draft does not say how long notes are kept.",
        "“for as long as she sees fit” (line 7, under “Records”)",
        "names no length of time.",
        "Where it belongs: under “Records” (line 5)",
        "Why it matters: Why of records-kept.",
        "What to do: Advice of records-kept.",
        "│ [coach name] keeps notes for [number] years.",
    ):
        assert part in text


def test_what_is_fine_does_not_apply_could_not_be_told_and_crashed_is_listed() -> None:
    text = shown(REPORT)
    for part in (
        "✓ Title of notes-named: “The coach keeps “notes” for as long as she sees fit.”",
        "- Title of sponsor-named: No sponsor is named.",
        "? Title of table-read: The table could not be followed.",
        "✗ The rule broken-rule crashed (RuntimeError in rule broken-rule)",
        "1 document checked: 1 error, 1 fine, 1 not applicable, 1 could not be told, 1 crashed",
    ):
        assert part in text
    assert "never shown" not in text


def test_the_worst_comes_first_by_family_and_within_it() -> None:
    rules = [
        rule_saying(PARTIAL, "a-remark", Severity.INFO, family="basics"),
        rule_saying(PARTIAL, "a-warning", Severity.WARNING, family="records"),
        rule_saying(PARTIAL, "unsure-error", Severity.ERROR, Confidence.LOW, family="conflicts"),
        rule_saying(PARTIAL, "sure-error", Severity.ERROR, Confidence.HIGH, family="records"),
    ]
    text = shown(Report((report_on(DOCUMENT, *rules),)), Detail.BRIEF)
    order = ["Records", "sure-error", "a-warning", "Conflicts", "unsure-error", "Basics", "a-remark"]
    places = [text.index(f"{word}\n") for word in order]
    assert places == sorted(places)
    assert "(error; incomplete; not sure; please check)" in text


def test_words_that_are_both_evidence_and_near_miss_are_shown_once_with_the_reason() -> None:
    twice = Violated((Problem(Shortfall.PARTIAL, "m", (KEPT,), (NearMiss(KEPT, "names no length of time"),)),))
    text = shown(Report((report_on(DOCUMENT, rule_saying(twice)),)))
    assert text.count("The coach keeps") == 1
    assert "names no length of time." in text
    assert "Nearest to it" not in text


def test_a_rule_that_forbids_is_fine_where_nothing_was_found() -> None:
    rule = replace(rule_saying(Held(())), demand=Demand.FORBID)
    assert "✓ Title of records-kept: none found" in shown(Report((report_on(DOCUMENT, rule),)))


def test_why_and_model_clause_are_kept_for_errors_unless_all_is_asked_for() -> None:
    report = Report((report_on(DOCUMENT, rule_saying(PARTIAL, severity=Severity.WARNING)),))
    assert "Advice of" in shown(report)
    assert "Why of" not in shown(report)
    assert "Why of" in shown(report, Detail.VERBOSE)
    assert "[coach name]" in shown(report, Detail.VERBOSE)
    assert "Advice of" not in shown(report, Detail.BRIEF)


def test_unread_parts_unreadable_files_and_foreign_languages_are_said() -> None:
    document = document_called()
    partly = Document(
        document.path, document.format, document.text, document.blocks, document.pieces, (Unread("page 3", "a scan"),)
    )
    german = document_called("deutsch.md", GERMAN)
    text = shown(
        Report(
            (report_on(partly, *EVERY_VERDICT), report_on(german, *EVERY_VERDICT)),
            (UnreadableFile("old.doc", "it is an old Word file", "Save it as .docx"),),
        )
    )
    for part in (
        "! page 3: a scan.",
        "This document is in German. Only English is understood",
        "This file could not be read: it is an old Word file. Save it as .docx.",
        "1 file could not be read.",
        "1 document could be read only in part.",
        "1 document in a language that is not supported: German.",
    ):
        assert part in text


def test_plain_text_has_no_escape_and_no_line_beyond_the_width() -> None:
    long = Violated((Problem(Shortfall.DEFECT, "word " * 80, (KEPT,)),))
    report = Report((report_on(document_called(), *EVERY_VERDICT, rule_saying(long, "long-winded")),))
    for width in (40, 100):
        lines = shown(report, Detail.VERBOSE, width).splitlines()
        assert max(map(len, lines)) <= width
        assert not any("\x1b" in line for line in lines)


def test_colour_changes_nothing_but_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = shown(REPORT, colour=True)
    assert "\x1b[" in coloured
    without = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in without.splitlines()] == shown(REPORT).splitlines()


def test_rows_are_wrapped_in_the_same_places_with_colour_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    long = "The coach keeps “notes” of each session, 記録, and destroys them " * 3
    marker = Words("✗", Style.ERROR)
    rows = [
        row(),
        row(Words(long, Style.NAME), Words("(error", Style.ERROR), "; likely) ", "", Words("end", Style.DIM), indent=2),
        row("A", Words("word", Style.QUOTED), "in parts", indent=4, marker=marker),
        row("x" * 90, Words(" y"), Words(long, Style.FINE), marker=marker),
        barred(long, indent=6),
        as_it_stands("  12 | " + long),
    ]
    for width in (20, 40, 79, 100):
        plain = paint(rows, Presentation(width))
        without = re.sub(r"\x1b\[[0-9;]*m", "", paint(rows, Presentation(width, colour=True)))
        assert [line.rstrip() for line in without.splitlines()] == plain.splitlines()
    assert paint([row(long, indent=2)], Presentation(40)).splitlines()[:3] == [
        "  The coach keeps “notes” of each",
        "  session, 記録, and destroys them The",
        "  coach keeps “notes” of each session,",
    ]


def test_words_of_a_document_cannot_steer_the_terminal() -> None:
    assert harmless("a\x1b[2Jb\u202ec\x00") == "a[2Jbc"
    page = paint([row("x\x1b]0;title\x07y\r\n", Words("\x9b31m", Style.ERROR))], Presentation())
    assert page == "x]0;titley 31m\n"


def test_a_long_quote_loses_its_middle_at_word_boundaries() -> None:
    text = " ".join(f"word{number}" for number in range(100))
    short = shortened(text, 200)
    assert len(short) <= 203
    head, tail = short.split(" … ")
    assert text.startswith(f"{head} ")
    assert text.endswith(f" {tail}")
    assert shortened("a\n b", 200) == "a b"


def test_wide_characters_are_counted_as_two_columns() -> None:
    lines = paint([row("漢字 " * 30)], Presentation(width=40)).splitlines()
    assert lines[0] == " ".join(["漢字"] * 8)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (None, ""),
        (FilePlace(0, 12, 3), "line 12"),
        (PagePlace(2, (0, 0, 1, 1)), "page 2"),
        (WordPlace("word/document.xml", 13, 0, 0), "paragraph 14"),
        (WordPlace("word/footnotes.xml", 0, 0, 0), "paragraph 1 of footnotes"),
    ],
)
def test_a_place_is_said_in_words(place: FilePlace | PagePlace | WordPlace | None, words: str) -> None:
    assert in_words(place) == words


def test_every_closed_word_has_its_wording() -> None:
    assert set(KIND_IN_WORDS) == set(Kind)
    assert set(SHORTFALL_IN_WORDS) == set(Shortfall)
    assert set(CONFIDENCE_IN_WORDS) == set(Confidence)


def test_placeholders_become_slots_and_other_braces_stay() -> None:
    assert with_slots("{coach_name} keeps {{x}} and {Y} for {n2}") == "[coach name] keeps {{x}} and {Y} for [n2]"


def test_the_table_of_reporters_names_each_once_and_console_first() -> None:
    names = [name for name, _ in REPORTERS]
    assert names[0] == "console"
    assert len(names) == len(set(names))
