"""What was not read is said in every report, and makes nothing missing that may stand in it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from every_container import (
    CONTAINERS,
    change,
    control,
    every_container,
    para,
    removed,
    run,
    text_box,
    text_in,
    word_file,
)

from agreementlint.cli import main
from agreementlint.document import Document, Unread
from agreementlint.language.lexicon import Lexicon
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.readers.from_docx import read_docx
from agreementlint.rule import Demand, Rule
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Held, OutcomeVerdict, Problem, Undetermined, Verdict, Violated

ROOT = Path(__file__).parents[1]

RULE = load_rules().rules[0]
TEXT = "# Coaching Agreement\n\nThe coach and the client agree on coaching.\n"
SPAN = Span(0, 8)


def said(verdict: Verdict, *unread: Unread, demand: Demand = Demand.REQUIRE) -> OutcomeVerdict:
    """What becomes of a rule's verdict on a document of which something was not read."""

    def check(_: object) -> Verdict:
        return verdict

    document = replace(read_document("a.md", TEXT.encode()), unread=unread)
    rule = replace(RULE, check=check, demand=demand, kinds=frozenset({Kind.TWO_PARTY}))
    return outcome_of(document, rule)


def outcome_of(document: Document, rule: Rule) -> OutcomeVerdict:
    return lint(document, RuleSet((rule,), Lexicon({}, {})), Kind.TWO_PARTY).outcomes[0].verdict


def lacking(shortfall: Shortfall) -> Violated:
    return Violated((Problem(shortfall, "It does not say so", (SPAN,)),))


SCAN = Unread("word/media/image1.png", "a picture of 16 by 20 cm")
REMARK = Unread("word/comments.xml", "over a limit", may_hold_terms=False)


@pytest.mark.parametrize("shortfall", [Shortfall.MISSING, Shortfall.PARTIAL])
def test_what_may_stand_in_an_unread_part_is_not_called_missing(shortfall: Shortfall) -> None:
    verdict = said(lacking(shortfall), SCAN)
    assert isinstance(verdict, Undetermined)
    assert "word/media/image1.png" in verdict.reason


@pytest.mark.parametrize("shortfall", [Shortfall.CONTRADICTED, Shortfall.DEFECT])
def test_words_that_are_there_count_whatever_else_was_not_read(shortfall: Shortfall) -> None:
    assert said(lacking(shortfall), SCAN) == lacking(shortfall)


def test_a_document_that_was_not_read_whole_is_not_called_free_of_what_must_not_be_said() -> None:
    assert isinstance(said(Held(()), SCAN, demand=Demand.FORBID), Undetermined)
    assert isinstance(said(Held((SPAN,)), SCAN), Held)


def test_an_unread_part_that_can_hold_no_terms_changes_no_verdict() -> None:
    assert said(lacking(Shortfall.MISSING), REMARK) == lacking(Shortfall.MISSING)
    assert said(Held(()), REMARK, demand=Demand.FORBID) == Held(())
    assert isinstance(said(lacking(Shortfall.MISSING), REMARK, SCAN), Undetermined)


ENOUGH = para(run("The Coach keeps everything that the Client says confidential. " * 5))


def picture(width: float, height: float, extra: str = "") -> str:
    """A paragraph with a picture of this size in centimetres."""
    return para(
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{int(width * 360000)}" cy="{int(height * 360000)}"/>'
        f'<wp:docPr id="1" name="p">{extra}</wp:docPr><a:graphic><a:graphicData uri="u"><a:blip r:embed="r7"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def old_picture(style: str) -> str:
    return para(f'<w:r><w:pict><v:shape style="{style}"><v:imagedata r:id="r7"/></v:shape></w:pict></w:r>')


DECORATIVE = (
    '<a:extLst><a:ext uri="u"><d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)


@pytest.mark.parametrize(
    ("shown", "unread"),
    [
        (picture(16, 24), True),
        (picture(16, 5), True),
        (picture(4, 2), False),
        (picture(16, 24, DECORATIVE), False),
        (old_picture("width:450pt;height:600pt"), True),
        (old_picture("position:absolute;width:3cm;height:20mm"), False),
        (para(change("del", f"{picture(16, 24)[17:-6]}")), False),
        (para(text_box(picture(16, 24), "")), True),
    ],
    ids=["page", "ten lines", "logo", "decorative", "old page", "old logo", "deleted", "in a text box"],
)
def test_a_picture_that_has_room_for_a_clause_is_unread_and_a_logo_is_not(shown: str, unread: bool) -> None:
    document = read_docx("a.docx", word_file(ENOUGH + shown))
    assert [gap.may_hold_terms for gap in document.unread] == [True] * unread


def test_where_there_is_hardly_any_text_a_small_picture_may_be_all_of_it() -> None:
    document = read_docx("a.docx", word_file(para(run("See below.")) + picture(4, 2)))
    assert ["paragraph 2" in gap.why for gap in document.unread] == [True]


def test_a_small_picture_is_mentioned() -> None:
    assert read_docx("a.docx", word_file(ENOUGH + picture(4, 2))).notes == (
        "A small picture was passed over; words in pictures are not read.",
    )


def test_a_watermark_and_equations_are_mentioned() -> None:
    mark = '<w:p><w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r></w:p>'
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    equation = f"<w:p><m:oMath {math}><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"
    notes = read_docx("a.docx", word_file(ENOUGH + equation, header1=mark)).notes
    assert set(notes) == {"A watermark says “DRAFT”.", "Equations were not read."}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


TITLE = para(run("Coaching Agreement"))
SCANNED = TITLE + para(run("Jo Hart (the Coach) agrees to coach Ann Lee (the Client).")) + picture(16, 24)


def test_an_unread_part_is_in_every_report_and_the_run_is_incomplete(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "scan.docx").write_bytes(word_file(SCANNED))
    assert main(["check", "scan.docx", "--select", "confidentiality"]) == 3
    shown = capsys.readouterr().out
    assert "What was not read (1)" in shown
    assert "Not found, but" in shown
    assert main(["check", "scan.docx", "--format", "json"]) == 3
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert [gap["may_hold_terms"] for gap in document["unread"]] == [True]
    assert not [
        outcome["rule"]
        for outcome in document["outcomes"]
        for problem in outcome["problems"]
        if problem["shortfall"] == "missing"
    ]
    assert main(["outline", "scan.docx"]) == 3
    assert "a picture of 16 by 24 cm in paragraph 3" in " ".join(capsys.readouterr().out.split())


def test_hidden_text_proves_nothing_and_is_told_in_every_report(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clause = "The Coach keeps records for seven years and then shreds them."
    for name, look in (("open", ""), ("hidden", "<w:vanish/>")):
        (folder / f"{name}.docx").write_bytes(word_file(TITLE + ENOUGH + para(run(clause, look))))
    main(
        ["check", "open.docx", "hidden.docx", "--kind", "two_party", "--select", "retention-period", "--format", "json"]
    )
    hidden, shown = json.loads(capsys.readouterr().out)["documents"]
    assert [each["outcomes"][0]["verdict"] for each in (hidden, shown)] == ["violated", "held"]
    assert shown["notes"] == []
    assert clause[:40] in hidden["notes"][0]


def test_an_unfilled_control_proves_nothing(folder: Path) -> None:
    clause = "The Coach keeps records for seven years and then shreds them."
    body = TITLE + ENOUGH + control(para(run(clause)), "<w:showingPlcHdr/>")
    document = read_docx("a.docx", word_file(body))
    assert "seven years" not in document.text
    assert document.text.endswith("____")


@pytest.mark.parametrize(("changes", "verdict"), [("final", "violated"), ("original", "held"), ("both", "held")])
def test_the_side_of_tracked_changes_decides_what_is_checked(
    changes: str, verdict: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clause = "The Coach keeps records for seven years and then shreds them."
    (folder / "a.docx").write_bytes(word_file(TITLE + ENOUGH + para(removed(clause))))
    only = ["--kind", "two_party", "--select", "retention-period", "--format", "json"]
    main(["check", "a.docx", *only, "--changes", changes])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert [outcome["verdict"] for outcome in document["outcomes"]] == [verdict]


def test_outline_shows_story_by_story_what_was_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "every.docx").write_bytes(every_container())
    assert main(["outline", "every.docx"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for part in (
        "the text: ",
        "headers: 2 words, 1 paragraph (no rule looks for clauses here)",
        "footnotes: 2 words, 1 paragraph",
        "text boxes: ",
        f"“{text_in(CONTAINERS[-1])}”",
        "n10 tracked deletion",
    ):
        assert part in shown
    main(["outline", "every.docx", "--changes", "original"])
    assert "as if none of them had been made" in " ".join(capsys.readouterr().out.split())
