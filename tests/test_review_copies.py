"""Documents that Word cannot open get a Word file of their words for the remarks, or a page; every remark is on its words."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import office
import pytest
from lxml import etree

from agreementlint.cli import main
from agreementlint.document import Block, BlockKind, Document, Format, Story
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.readers.from_docx import read_docx
from agreementlint.review.remarks import remarks_on
from agreementlint.review.reviewing import REVIEWERS
from agreementlint.review.word import reviewed_word
from agreementlint.review.word_copy import word_copy

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
WEAK = EXAMPLES / "weak-internal.md"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RULES = load_rules()
MARKDOWN = """# Coaching Agreement

Between Ada Moreno ("Coach") & Sam <Okafor> ("Client").

## 1. Records

1. The Coach keeps notes
   for as long as she sees fit.
2. The Client pays.
   - by invoice
   - in EUR

| What | How long |
| --- | --- |
| Notes | as needed |
| Invoices | seven years |

```
sample
```

Signed: ______
"""
HTML = "<h1>Coaching Agreement</h1><p>The <b>coach</b> keeps notes<br>for ever.</p><ul><li>One</li></ul>"
TEXT = "COACHING AGREEMENT\n\n1. Records\n\nThe coach keeps notes for as long as she sees fit.\n\n(a) one\n(b) two\n"
DOCUMENTS = [("a.md", MARKDOWN), ("a.html", HTML), ("a.txt", TEXT), ("b.md", WEAK.read_text("utf-8"))]


def words_of(block: Block, document: Document) -> str:
    return " ".join(document.text[block.start : block.end].split())


def commented(data: bytes) -> dict[str, str]:
    """The words between the marks of each comment, by the number of the comment."""
    body = etree.fromstring(zipfile.ZipFile(BytesIO(data)).read("word/document.xml"))
    inside: dict[str, str] = {}
    opened: set[str] = set()
    for element in body.iter():
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            opened.add(number)
        elif element.tag == f"{W}commentRangeEnd":
            opened.discard(number)
        elif element.tag in (f"{W}t", f"{W}br", f"{W}p", f"{W}tab"):
            for each in opened:
                inside[each] = inside.get(each, "") + ((element.text or "") if element.tag == f"{W}t" else " ")
    return {number: " ".join(words.split()) for number, words in inside.items()}


@pytest.mark.parametrize(("name", "text"), DOCUMENTS)
def test_the_copy_holds_every_block_in_its_order_and_reads_as_it_did(name: str, text: str) -> None:
    document = read_document(name, text.encode())
    again = read_docx("copy.docx", word_copy(document)[0])
    before = [words_of(block, document) for block in document.blocks]
    after = " ".join(again.text.split())
    for words in before:
        assert words in after
        after = after[after.index(words) + len(words) :]
    headings = [words_of(each, document) for each in document.blocks if each.kind is BlockKind.HEADING]
    read = [words_of(each, again) for each in again.blocks if each.kind is BlockKind.HEADING]
    assert [words for words in read if words in headings] == headings


@pytest.mark.parametrize(("name", "text"), DOCUMENTS)
def test_every_comment_is_on_exactly_the_words_that_it_is_about(name: str, text: str) -> None:
    report = lint(read_document(name, text.encode()), RULES)
    remarks = remarks_on(report, suggest=False)
    copy, document = word_copy(report.document)
    data = reviewed_word("copy.docx", copy, document, remarks)
    found = commented(data)
    tied = [remark for remark in remarks if remark.words is not None]
    assert len(tied) > 10
    numbers = {remark.key: str(number) for number, remark in enumerate(remarks)}
    for remark in tied:
        assert remark.words is not None
        assert found[numbers[remark.key]] == " ".join(remark.words.of(document.text).split())


def test_words_in_any_part_and_signs_that_xml_cannot_hold_are_in_the_copy() -> None:
    text = "Terms\nkept\x01for ever\n<b> & more\nleft\nright"
    blocks = (
        Block(BlockKind.HEADING, 0, 5, level=9, label="1."),
        Block(BlockKind.PARAGRAPH, 6, 19, story=Story.FOOTNOTE),
        Block(BlockKind.ITEM, 20, 30, level=2, label="-"),
        Block(BlockKind.CELL, 31, 35, table=0, row=0, column=0, header=True),
        Block(BlockKind.CELL, 36, 41, table=0, row=1, column=2, caption="place"),
    )
    document = Document("x.odt", Format.ODT, text, blocks, ())
    data, copied = word_copy(document)
    again = read_docx("x.docx", data)
    for words in ("Terms", "Footnote", "kept\ufffdfor ever", "<b> & more", "left", "place", "right"):
        assert words in again.text
    assert "•" in [block.label for block in again.blocks]
    assert [piece.start for piece in copied.pieces] == [0, 6, 20, 31, 36]
    assert word_copy(replace(document, path="y.odt"))[0] == data


def test_a_clause_is_suggested_in_the_copy_and_the_file_itself_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(WEAK, tmp_path)
    assert main(["review", WEAK.name, "--suggest"]) == 1
    first = Path("weak-internal.reviewed.docx").read_bytes()
    body = zipfile.ZipFile(BytesIO(first)).read("word/document.xml").decode()
    assert body.count("<w:ins ") > 20
    assert "This is a copy of the words of weak-internal.md" in str(
        zipfile.ZipFile(BytesIO(first)).read("word/comments.xml")
    )
    assert main(["review", WEAK.name, "--suggest"]) == 1
    assert Path("weak-internal.reviewed.docx").read_bytes() == first
    assert Path(WEAK.name).read_bytes() == WEAK.read_bytes()
    assert f"{body.count('</w:r></w:ins>')} clauses suggested" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["weak-internal.md", "good-sponsored.docx", "weak-sponsored.pdf", "data-handling-plan.yaml"]
)
def test_any_document_is_reviewed_as_a_page_which_is_not_written_over_when_somebody_has_changed_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(EXAMPLES / name, tmp_path)
    assert main(["review", name, "--output", "review.html"]) in (0, 1)
    first = Path("review.html").read_bytes()
    assert first.startswith(b"<!doctype html>")
    assert main(["review", name, "--output", "review.html"]) in (0, 1)
    assert Path("review.html").read_bytes() == first
    Path("review.html").write_bytes(first.replace(b"agreement", b"letter", 1))
    assert main(["review", name, "--output", "review.html"]) == 2
    assert main(["review", name, "--output", "review.html", "--suggest", "--overwrite"]) == 2
    assert "a page shows each clause" in capsys.readouterr().err


def test_a_plan_in_yaml_is_reviewed_as_a_page_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(EXAMPLES / "data-handling-plan.yaml", tmp_path)
    assert main(["review", "data-handling-plan.yaml"]) == 0
    assert "What this plan promises" in Path("data-handling-plan.reviewed.html").read_text("utf-8")


def test_every_format_that_is_read_can_be_reviewed() -> None:
    assert set(REVIEWERS) == set(Format)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("format", ["odt", "rtf"])
def test_open_document_and_rich_text_are_reviewed_as_word_files(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    subprocess.run(["pandoc", "--standalone", str(WEAK), "--output", f"weak.{format}"], check=True)
    assert main(["review", f"weak.{format}"]) == 1
    comments = zipfile.ZipFile("weak.reviewed.docx").read("word/comments.xml").decode()
    assert comments.count("<w:comment ") > 50


@pytest.mark.skipif(not office.IS_THERE, reason="LibreOffice is not installed")
def test_libreoffice_opens_a_copy_and_reads_every_comment(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN, "utf-8")
    main(["review", str(tmp_path / "a.md")])
    copy = tmp_path / "a.reviewed.docx"
    office.convert([copy], "fodt", tmp_path)
    opened = (tmp_path / "a.reviewed.fodt").read_text("utf-8")
    written = zipfile.ZipFile(copy).read("word/comments.xml").decode().count("<w:comment ")
    assert opened.count("<office:annotation ") == written > 10
    assert opened.count("<table:table-row") == 3
