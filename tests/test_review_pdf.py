"""Reviewed PDFs: highlights with notes on the words, behind the file as it was."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from agreementlint.cli import main
from agreementlint.errors import UnreadableFile
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.review.pdf import is_pdf_as_written, reviewed_pdf, unreviewed_pdf
from agreementlint.review.remarks import remarks_on

EXAMPLES = Path(__file__).parents[1] / "examples"
WEAK = (EXAMPLES / "weak-sponsored.pdf").read_bytes()
RULES = load_rules()


def review(data: bytes) -> bytes:
    free = unreviewed_pdf("a.pdf", data)
    report = lint(read_document("a.pdf", free), RULES)
    return reviewed_pdf("a.pdf", free, report.document, remarks_on(report, suggest=False))


@pytest.fixture(scope="module")
def reviewed() -> bytes:
    return review(WEAK)


def notes(data: bytes) -> list[tuple[int, DictionaryObject]]:
    return [
        (number, note.get_object())
        for number, page in enumerate(PdfReader(BytesIO(data)).pages)
        for note in page.annotations or ()
    ]


def corners_of(note: DictionaryObject) -> list[float]:
    corners = note["/QuadPoints"]
    assert isinstance(corners, ArrayObject)
    return [float(str(each)) for each in corners]


def words_under(data: bytes, page: int, corners: list[float]) -> str:
    text = pypdfium2.PdfDocument(data)[page].get_textpage()
    found = []
    for at in range(0, len(corners), 8):
        left, top, right, _, _, bottom = corners[at : at + 6]
        found.append(text.get_text_bounded(left - 0.5, bottom, right - 0.5, top))
    return "".join("".join(found).split())


def test_every_finding_is_in_the_note_of_a_highlight_on_its_words(reviewed: bytes) -> None:
    report = lint(read_document("a.pdf", WEAK), RULES)
    remarks = remarks_on(report, suggest=False)
    said = {
        words_under(WEAK, page, corners_of(note)): str(note["/Contents"])
        for page, note in notes(reviewed)
        if str(note["/Subtype"]) == "/Highlight"
    }
    wanted = [remark for remark in remarks if remark.words is not None]
    assert wanted
    for remark in wanted:
        assert remark.words is not None
        words = "".join(remark.words.of(report.document.text).split())
        assert remark.lines[-1].text in said[words]


def test_the_note_on_the_whole_stands_on_the_first_page(reviewed: bytes) -> None:
    [(page, note)] = [(page, note) for page, note in notes(reviewed) if str(note["/Subtype"]) == "/Text"]
    assert page == 0
    assert "None of this is legal advice." in str(note["/Contents"])


def test_the_file_as_it_was_is_the_beginning_of_the_reviewed_one(reviewed: bytes) -> None:
    assert reviewed.startswith(WEAK)
    assert unreviewed_pdf("a.pdf", reviewed) == WEAK
    assert is_pdf_as_written(reviewed)
    assert not is_pdf_as_written(WEAK)


def test_reviewed_twice_gives_the_same_file(reviewed: bytes) -> None:
    assert review(reviewed) == reviewed


def test_what_a_review_says_is_no_part_of_the_text_that_is_read(reviewed: bytes) -> None:
    assert read_document("a.pdf", reviewed).text == read_document("a.pdf", WEAK).text


def test_notes_of_others_stay_when_a_copy_that_was_worked_on_is_reviewed_again(reviewed: bytes) -> None:
    writer = PdfWriter(clone_from=BytesIO(reviewed))
    mine = Text(rect=(50, 550, 70, 570), text="Ask Ana about this.", title_bar="Coach")
    writer.add_annotation(0, mine)
    held = BytesIO()
    writer.write(held)
    assert not is_pdf_as_written(held.getvalue())
    again = review(held.getvalue())
    others = [note for _, note in notes(again) if note.get("/T") != "agreementlint"]
    assert [str(note["/Contents"]) for note in others] == ["Ask Ana about this."]
    assert len(notes(again)) == len(notes(reviewed)) + 1
    assert review(again) == again


def test_a_signed_file_is_refused_with_advice() -> None:
    writer = PdfWriter(BytesIO(WEAK))
    signature = DictionaryObject(
        {
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject("Signature1"),
            NameObject("/V"): DictionaryObject({NameObject("/Type"): NameObject("/Sig")}),
        }
    )
    fields = ArrayObject([writer._add_object(signature)])
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): fields})
    held = BytesIO()
    writer.write(held)
    with pytest.raises(UnreadableFile, match="digitally signed") as refused:
        unreviewed_pdf("a.pdf", held.getvalue())
    assert "not yet signed" in refused.value.advice


def test_a_protected_file_is_refused_with_advice() -> None:
    writer = PdfWriter(BytesIO(WEAK))
    writer.encrypt("", "owner", algorithm="RC4-128")
    held = BytesIO()
    writer.write(held)
    with pytest.raises(UnreadableFile, match="protected"):
        unreviewed_pdf("a.pdf", held.getvalue())


def test_a_damaged_file_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        unreviewed_pdf("a.pdf", b"%PDF-1.7 and nothing else")


def test_the_command_writes_a_copy_and_suggests_nothing_in_a_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "terms.pdf").write_bytes(WEAK)
    assert main(["review", "terms.pdf", "--suggest"]) == 2
    assert "in a Word document only" in capsys.readouterr().err
    assert main(["review", "terms.pdf"]) == 1
    assert (tmp_path / "terms.reviewed.pdf").read_bytes().startswith(WEAK)
