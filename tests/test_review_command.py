"""The command `review`: what it writes where, what it refuses, and that LibreOffice opens what it wrote."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import office
import pytest
from every_container import para, run, word_file

from agreementlint.cli import main
from agreementlint.review.reviewing import next_name

ROOT = Path(__file__).parents[1]

EXAMPLES = ROOT / "examples"
GOOD = "good-sponsored.docx"
needs_office = pytest.mark.skipif(
    not office.IS_THERE, reason="LibreOffice must be installed to see whether it opens a reviewed file"
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(EXAMPLES / GOOD, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def says(capsys: pytest.CaptureFixture[str]) -> str:
    printed = capsys.readouterr()
    return printed.out + printed.err


def test_a_copy_is_written_beside_the_document_which_stays_as_it_was(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", GOOD]) == 0
    assert "good-sponsored.reviewed.docx: " in says(capsys)
    assert (desk / GOOD).read_bytes() == (EXAMPLES / GOOD).read_bytes()
    assert sorted(path.name for path in desk.iterdir()) == [GOOD, "good-sponsored.reviewed.docx"]


def test_the_exit_status_is_that_of_check(desk: Path) -> None:
    arguments = [GOOD, "--kind", "internal"]
    assert main(["review", *arguments]) == main(["check", *arguments]) == 1


def test_a_copy_that_nobody_has_changed_is_renewed_and_the_same(desk: Path) -> None:
    main(["review", GOOD])
    first = (desk / "good-sponsored.reviewed.docx").read_bytes()
    assert main(["review", GOOD]) == 0
    assert (desk / "good-sponsored.reviewed.docx").read_bytes() == first
    main(["review", "good-sponsored.reviewed.docx"])
    assert (desk / "good-sponsored.reviewed-2.docx").read_bytes() == first


def test_a_copy_that_was_worked_on_is_left_alone_unless_that_is_said(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = desk / "good-sponsored.reviewed.docx"
    main(["review", GOOD])
    with zipfile.ZipFile(copy, "a") as archive:
        archive.writestr("word/media/mine.txt", "mine")
    mine = copy.read_bytes()
    says(capsys)
    assert main(["review", GOOD]) == 2
    assert "agreementlint review good-sponsored.reviewed.docx" in says(capsys)
    assert copy.read_bytes() == mine
    assert main(["review", GOOD, "--overwrite"]) == 0
    assert copy.read_bytes() != mine


def test_a_file_that_is_not_ours_is_not_written_over(desk: Path) -> None:
    (desk / "letter.docx").write_bytes(b"PK dear client")
    assert main(["review", GOOD, "--output", "letter.docx"]) == 2
    assert (desk / "letter.docx").read_bytes() == b"PK dear client"


def test_the_document_itself_is_never_written_over(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", GOOD, "--output", GOOD, "--overwrite"]) == 2
    assert "not written over it" in says(capsys)
    assert (desk / GOOD).read_bytes() == (EXAMPLES / GOOD).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.docx"], "there is no file 'nowhere.docx'"),
        (["."], "is a folder"),
        ([GOOD, "--output", "x.pdf"], "does not end in .docx"),
        ([GOOD, "--output", "nowhere/x.docx"], "there is no folder"),
        ([GOOD, "--select", "nothing-like-this"], "there is no rule or family"),
    ],
)
def test_a_wrong_argument_is_named(
    desk: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", *arguments]) == 2
    assert message in says(capsys)
    assert [path.name for path in desk.iterdir()] == [GOOD]


def test_what_is_no_agreement_is_not_reviewed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "list.docx").write_bytes(word_file(para(run("Milk, eggs and bread."))))
    assert main(["review", "list.docx"]) == 4
    assert "nothing was written" in says(capsys)
    assert not (desk / "list.reviewed.docx").exists()


def test_a_choice_of_rules_is_all_that_is_remarked_on(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", GOOD, "--select", "retention-period"]) == 0
    assert "0 remarks" in says(capsys)


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("terms.docx", "terms.reviewed.docx"),
        ("terms.v2.docx", "terms.v2.reviewed.docx"),
        ("terms.reviewed.docx", "terms.reviewed-2.docx"),
        ("terms.reviewed-9.docx", "terms.reviewed-10.docx"),
    ],
)
def test_a_copy_has_a_name_of_its_own(name: str, copy: str) -> None:
    assert next_name(name, ".docx") == copy


@needs_office
def test_libreoffice_opens_a_reviewed_file_and_reads_the_same_text_and_every_comment(desk: Path) -> None:
    assert main(["review", GOOD, "--kind", "internal"]) == 1
    assert main(["review", GOOD, "--kind", "internal", "--suggest", "--output", "suggested.docx"]) == 1
    files = [desk / name for name in (GOOD, "good-sponsored.reviewed.docx", "suggested.docx")]
    office.convert(files, "txt:Text (encoded):UTF8", desk)
    office.convert(files[1:], "fodt", desk)
    before, after = (file.with_suffix(".txt").read_text(encoding="utf-8") for file in files[:2])
    assert after == before
    for file in files[1:]:
        reviewed = zipfile.ZipFile(file)
        opened = file.with_suffix(".fodt").read_text(encoding="utf-8")
        comments = reviewed.read("word/comments.xml").decode().count("<w:comment ")
        insertions = reviewed.read("word/document.xml").decode().count("</w:r></w:ins>")
        assert opened.count("<office:annotation ") == comments > 1
        assert opened.count("<text:insertion>") >= insertions
