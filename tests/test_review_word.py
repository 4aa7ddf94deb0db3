"""Reviewed Word files: comments on the very words, suggestions that can be taken or left, and nothing else changed."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from every_container import para, run, table, word_file
from lxml import etree

from agreementlint.document import BlockKind, Document
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.readers.from_docx import read_docx
from agreementlint.report import DocumentReport
from agreementlint.review.remarks import Remark, remarks_on
from agreementlint.review.word import reviewed_word, unreviewed_word
from agreementlint.terms import RuleId
from agreementlint.verdict import Held

ROOT = Path(__file__).parents[1]

TRAINING = sorted((ROOT / "training" / "documents").glob("*.md"))
RULES = load_rules()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/>'
    f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    for level in range(1, 7)
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
IN_A_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def runs_of(text: str) -> str:
    """The text in runs of changing looks, cut where no word begins or ends."""
    looks = ("", "<w:b/>", "", '<w:i/><w:color w:val="AA0000"/>')
    parts = [text[at : at + 17] for at in range(0, len(text), 17)]
    return "".join(run(escape(part), looks[number % 4]) for number, part in enumerate(parts))


def as_word(document: Document) -> bytes:
    """The blocks of a document as a Word file, rows of tables as tables of one row."""
    body: list[str] = []
    blocks = list(document.blocks)
    while blocks:
        block = blocks.pop(0)
        text = document.text[block.start : block.end]
        match block.kind:
            case BlockKind.HEADING:
                body.append(para(runs_of(text), properties=f'<w:pStyle w:val="H{min(block.level, 6)}"/>'))
            case BlockKind.ITEM:
                body.append(para(runs_of(text), properties=IN_A_LIST))
            case BlockKind.CELL:
                cells = [block]
                while blocks and (blocks[0].table, blocks[0].row) == (block.table, block.row):
                    cells.append(blocks.pop(0))
                filled = [para(runs_of(document.text[cell.start : cell.end])) for cell in cells]
                body.append(table("<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in filled) + "</w:tr>"))
                body.append("<w:p/>")
            case _:
                body.append(para(runs_of(text)))
    return word_file("".join(body), styles=STYLES, numbering=NUMBERING)


@dataclass(frozen=True)
class Reviewed:
    """A Word file, what was said of it, and the review of it."""

    before: bytes
    report: DocumentReport
    remarks: tuple[Remark, ...]
    after: bytes


def review(data: bytes, *, suggest: bool) -> Reviewed:
    free = unreviewed_word("agreement.docx", data)
    report = lint(read_docx("agreement.docx", free), RULES)
    remarks = remarks_on(report, suggest=suggest)
    return Reviewed(data, report, remarks, reviewed_word("agreement.docx", free, report.document, remarks))


@cache
def reviewed(path: Path) -> Reviewed:
    return review(as_word(read_document(path.name, path.read_bytes())), suggest=True)


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(f"word/{name}.xml"))


def body_of(data: bytes) -> etree._Element:
    return part(data, "document")


def letters(body: etree._Element) -> list[list[tuple[str, bytes]]]:
    """Paragraph by paragraph each character with the look of its run; empty paragraphs as well."""
    return [
        [
            (letter, etree.tostring(look) if (look := text.getparent().find(f"{W}rPr")) is not None else b"")  # type: ignore[union-attr]
            for text in paragraph.iter(f"{W}t", f"{W}delText")
            for letter in text.text or ""
        ]
        for paragraph in body.iter(f"{W}p")
    ]


def properties(body: etree._Element) -> list[bytes]:
    found = [paragraph.find(f"{W}pPr") for paragraph in body.iter(f"{W}p")]
    return [b"" if each is None or not len(each) else etree.tostring(each) for each in found]


def commented(body: etree._Element, number: str) -> str:
    """The words between the marks of a comment."""
    inside, text = False, ""
    for element in body.iter():
        if element.tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd") and element.get(f"{W}id") == number:
            inside = element.tag.endswith("Start")
        elif inside and element.tag == f"{W}t":
            text += element.text or ""
        elif inside and element.tag in (f"{W}tab", f"{W}br", f"{W}p", f"{W}cr"):
            text += " "
    return " ".join(text.split())


def comments(data: bytes) -> dict[str, tuple[str, list[str]]]:
    """The comments by their number: author and lines."""
    return {
        comment.get(f"{W}id", ""): (
            comment.get(f"{W}author", ""),
            ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in comment.iter(f"{W}p")],
        )
        for comment in part(data, "comments").iter(f"{W}comment")
    }


def our_key(lines: Sequence[str]) -> str:
    return lines[-1].removeprefix("agreementlint: ").partition(" (")[0]


def rejected(body: etree._Element) -> etree._Element:
    """The body when all insertions by agreementlint are rejected: an end that goes joins what follows to what was."""
    for mark in list(body.iter(f"{W}ins")):
        if mark.get(f"{W}author") == "agreementlint" and mark.getparent().tag == f"{W}p":  # type: ignore[union-attr]
            mark.getparent().remove(mark)  # type: ignore[union-attr]
    for paragraph in list(body.iter(f"{W}p")):
        mark_of_end = paragraph.find(f"{W}pPr/{W}rPr/{W}ins")
        if mark_of_end is not None and mark_of_end.get(f"{W}author") == "agreementlint":
            following = next(paragraph.itersiblings(f"{W}p", f"{W}tbl", f"{W}sdt"))
            content = [child for child in paragraph if child.tag != f"{W}pPr"]
            assert following.tag == f"{W}p" or not content
            for place, child in enumerate(content):
                following.insert(place + (following.find(f"{W}pPr") is not None), child)
            paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]
    return body


@pytest.mark.parametrize("path", TRAINING, ids=lambda path: path.stem)
def test_every_comment_is_on_exactly_the_words_that_it_is_about(path: Path) -> None:
    done = reviewed(path)
    if not done.report.outcomes:
        return
    body, text = body_of(done.after), done.report.document.text
    found = {our_key(lines): commented(body, number) for number, (_, lines) in comments(done.after).items()}
    assert set(found) == {remark.key for remark in done.remarks}
    assert {remark.key: " ".join(remark.words.of(text).split()) for remark in done.remarks if remark.words} == {
        key: words for key, words in found.items() if key != "summary"
    }


@pytest.mark.parametrize("path", TRAINING, ids=lambda path: path.stem)
def test_when_suggestions_are_rejected_text_and_looks_are_the_same_as_before(path: Path) -> None:
    done = reviewed(path)
    before, after = body_of(done.before), rejected(body_of(done.after))
    assert letters(after) == letters(before)
    assert properties(after) == properties(before)


@pytest.mark.parametrize("path", TRAINING, ids=lambda path: path.stem)
def test_when_suggestions_are_accepted_the_text_has_the_clauses_and_nothing_else_is_new(path: Path) -> None:
    done = reviewed(path)
    before = [" ".join("".join(letter for letter, _ in line).split()) for line in letters(body_of(done.before))]
    after = [" ".join("".join(letter for letter, _ in line).split()) for line in letters(body_of(done.after))]
    clauses = [remark.suggestion.clause for remark in done.remarks if remark.suggestion]
    for clause in clauses:
        after.remove(clause)
    assert after == before


@pytest.mark.parametrize("path", TRAINING, ids=lambda path: path.stem)
def test_reviewed_twice_gives_the_same_bytes(path: Path) -> None:
    done = reviewed(path)
    assert review(done.after, suggest=True).after == done.after


@pytest.mark.parametrize("path", TRAINING[::12], ids=lambda path: path.stem)
def test_without_suggestions_again_the_clauses_are_gone_and_the_verdicts_are_the_same(path: Path) -> None:
    done = reviewed(path)
    again = review(done.after, suggest=False)
    assert letters(body_of(again.after)) == letters(body_of(done.before))
    verdicts = [(outcome.rule.id, type(outcome.verdict)) for outcome in done.report.outcomes]
    for data in (done.after, again.after):
        free = unreviewed_word("agreement.docx", data)
        report = lint(read_docx("agreement.docx", free), RULES)
        assert [(outcome.rule.id, type(outcome.verdict)) for outcome in report.outcomes] == verdicts
    with_comments = lint(read_docx("agreement.docx", again.after), RULES)
    assert [(outcome.rule.id, type(outcome.verdict)) for outcome in with_comments.outcomes] == verdicts


def test_nearly_every_clause_that_is_suggested_satisfies_its_rule_once_it_is_accepted() -> None:
    suggested, satisfied = 0, 0
    for path in TRAINING[::4]:
        done = reviewed(path)
        accepted = lint(read_docx("agreement.docx", done.after), RULES, done.report.kind)
        verdicts = {outcome.rule.id: outcome.verdict for outcome in accepted.outcomes}
        wanted = [verdicts[RuleId(remark.key)] for remark in done.remarks if remark.suggestion]
        suggested += len(wanted)
        satisfied += sum(isinstance(verdict, Held) for verdict in wanted)
    assert suggested > 100
    assert satisfied >= 0.9 * suggested  # the code of ethics, say, stays open until its name is filled in
