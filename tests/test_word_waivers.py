"""A comment in Word that says that a finding may stand is a waiver, and no words of the agreement."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest

from agreementlint.cli import main
from agreementlint.readers import read_document
from agreementlint.readers.docx_remarks import word_remarks

RULE = "unfilled-placeholder"
WHY = "because the client fills this in on the day of signing; by Ida Holm"
CHECK = ["--select", f"{RULE},limit-law-or-court", "--today", "2026-11-22"]


def agreement(*comments: tuple[str, str], place: str = "[place of the sessions]") -> bytes:
    """An agreement with a blank under each of two headings, and comments on paragraphs that begin with some words."""
    document = docx.Document()
    document.add_heading("Coaching Agreement", 1)
    document.add_paragraph("This coaching agreement is made between the Coach and the Client. The coach coaches.")
    document.add_heading("Fees", 2)
    document.add_paragraph("The client pays the coach EUR [amount] for each session.")
    document.add_heading("Place", 2)
    document.add_paragraph(f"Sessions take place at {place}.")
    for begins, text in comments:
        paragraph = next(each for each in document.paragraphs if each.text.startswith(begins))
        document.add_comment(paragraph.runs, text, author="Ida", initials="I")
    held = BytesIO()
    document.save(held)
    return held.getvalue()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(capsys: pytest.CaptureFixture[str], data: bytes) -> dict[str, tuple[str, object]]:
    """The verdict of each rule and who waived it, as JSON says."""
    Path("a.docx").write_bytes(data)
    main(["check", "a.docx", *CHECK, "--format", "json"])
    [document] = json.loads(capsys.readouterr().out)["documents"]
    return {each["rule"]: (each["verdict"], each["waived"]) for each in document["outcomes"]}


def test_a_comment_on_words_of_its_section_waives_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys, agreement())[RULE] == ("violated", None)
    whole = found(capsys, agreement(("Coaching Agreement", f"agreementlint: allow {RULE} {WHY}")))
    assert whole[RULE][0] == "violated"
    assert isinstance(whole[RULE][1], dict)
    assert main(["check", "a.docx", *CHECK, "--ignore", "limit-law-or-court"]) == 0
    assert "a.docx, paragraph 1" in " ".join(capsys.readouterr().out.split())


def test_a_comment_holds_for_its_section_alone(capsys: pytest.CaptureFixture[str]) -> None:
    waiver = f"agreementlint: allow {RULE} {WHY}"
    for begins, is_waived in (("The client pays", True), ("Fees", True), ("Sessions take place", False)):
        said = found(capsys, agreement((begins, waiver), place="the office"))
        assert (isinstance(said[RULE][1], dict), "waiver-unused" in said) == (is_waived, not is_waived)
    # Nor does it hold where one of the blanks stands in another section.
    assert found(capsys, agreement(("The client pays", waiver)))[RULE] == ("violated", None)


def test_a_comment_that_is_no_waiver_is_a_finding_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    said = found(capsys, agreement(("The client pays", f"agreementlint: allow {RULE} because fine")))
    assert (said[RULE], said["waiver-malformed"][0]) == (("violated", None), "violated")
    main(["check", "a.docx", *CHECK])
    assert "The waiver at a.docx, paragraph 4:" in " ".join(capsys.readouterr().out.split())


def test_what_a_waiver_says_is_no_clause_and_other_comments_are_read_as_before(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clause = "The coach may disclose information where a court order requires it."
    waiver = f"agreementlint: allow {RULE} because {clause}; by Ida Holm"
    assert found(capsys, agreement(("The client pays", waiver)))["limit-law-or-court"][0] == "violated"
    assert clause not in read_document("a.docx", agreement(("The client pays", waiver))).text
    assert clause in read_document("a.docx", agreement(("The client pays", clause))).text


def test_a_waiver_in_a_damaged_file_is_nothing() -> None:
    assert list(word_remarks(b"PK and no comments")) == []
    assert list(word_remarks(agreement(("The client pays", "What of this?")))) == []
