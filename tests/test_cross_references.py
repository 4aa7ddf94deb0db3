"""Facts about references to numbered parts, attachments and headings, and how sure a broken one is."""

from __future__ import annotations

import io
import zipfile

import pytest

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import understand
from agreementlint.checks.broken_cross_reference import check
from agreementlint.checks.numbering import readings, roman_value
from agreementlint.language.lexicon import Lexicon
from agreementlint.readers import read_document
from agreementlint.terms import Confidence, Kind
from agreementlint.verdict import Held, Problem, Violated

LEXICON = Lexicon({}, {})
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def agreement(text: str | bytes, name: str = "case.md") -> Agreement:
    content = text.encode() if isinstance(text, str) else text
    return understand(read_document(name, content), LEXICON, Kind.TWO_PARTY)


def broken(read: Agreement) -> list[tuple[str, Confidence]]:
    """What is referred to and is not there, as it stands in the text, and how sure that is."""
    return [(read.quote(problem.evidence[0]), problem.confidence) for problem in problems(read)]


def problems(read: Agreement) -> tuple[Problem, ...]:
    verdict = check(read)
    return verdict.problems if isinstance(verdict, Violated) else ()


SECTIONS = "## 1. Sessions\n\nWe meet.{0}\n\n## 2. Fees\n\nYou pay.\n\n## 3. Ending\n\nEither may stop.\n"


@pytest.mark.parametrize(
    "words",
    [
        "Section 2 applies.",
        "Sections 1 and 3 apply.",
        "Sections 1 to 3 apply.",
        "See section II.",
        "See clause two hundred.",
        "Section 5 of the Act applies.",
        "The Companies Act 2006, section 36, applies.",
        "Clause 4 of the Master Agreement applies.",
        "Sections 4, 5 and 6 of the Partnership Act apply.",
        "Section 4 and section 5 of the Code apply.",
        "Section 501(c)(3) status is held.",
        "Article 6 GDPR and Article 9 apply.",
        "The fee of section 2(b) of that Code is due.",
        "In section 5 days may pass.",
    ],
)
def test_what_is_there_or_leads_elsewhere_is_not_broken(words: str) -> None:
    assert broken(agreement(SECTIONS.format(" " + words))) == []


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("Section 9 applies.", "Section 9"),
        ("See clause 4.", "clause 4"),
        ("§ 7 applies.", "§ 7"),
        ("Sections 2 and 5 apply.", "5"),
        ("Sections 3 to 6 apply.", "6"),
        ("Section VI of this Agreement applies.", "Section VI"),
        ("See section 2.3.", "section 2.3"),
    ],
)
def test_a_number_that_is_not_there_is_shown_in_its_own_words(words: str, quote: str) -> None:
    assert broken(agreement(SECTIONS.format(" " + words))) == [(quote, Confidence.HIGH)]


def test_a_number_that_is_named_twice_is_one_problem_with_both_places() -> None:
    [problem] = problems(agreement(SECTIONS.format(" See section 9, and again section 9.")))
    assert len(problem.evidence) == 2


def test_two_numbers_are_two_problems() -> None:
    assert len(problems(agreement(SECTIONS.format(" See section 8 and section 9.")))) == 2


def test_numbers_of_plain_text_are_less_sure_than_those_of_a_format_that_has_them() -> None:
    text = SECTIONS.format(" See section 9.").replace("## ", "")
    assert broken(agreement(text, "case.txt")) == [("section 9", Confidence.MEDIUM)]


def test_a_document_whose_numbers_were_not_read_gives_little_certainty() -> None:
    assert broken(agreement("What you say is secret, save as section 4 allows.")) == [("section 4", Confidence.LOW)]


def test_an_attachment_is_surely_missing_only_where_others_are_there() -> None:
    text = "The goals are in Schedule A, the fees in Schedule B.\n\n"
    assert broken(agreement(text)) == [("Schedule A", Confidence.LOW)]
    assert broken(agreement(text + "# Schedule A\n\nTo lead meetings.\n")) == [("Schedule B", Confidence.HIGH)]


def test_an_attachment_is_there_if_a_heading_begins_with_its_name() -> None:
    text = "The goals are in Schedule A, the fees in Annex 2.\n\n## Schedule A: Goals\n\nTo lead.\n\n### ANNEX 2 — Fees\n\n90 a session.\n"
    assert broken(agreement(text)) == []


def test_an_attachment_that_is_said_to_be_a_paper_of_its_own_is_doubtful() -> None:
    text = "The fees are in Schedule B, which is handed over separately.\n\n# Schedule A\n\nTo lead meetings.\n"
    assert broken(agreement(text)) == [("Schedule B", Confidence.LOW)]


def word_file(*paragraphs: tuple[str, int | None]) -> bytes:
    """A .docx whose paragraphs are numbered by Word: text and level of the list, None for no list."""
    level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
    levels = (
        level.format(0, "decimal", "%1.") + level.format(1, "decimal", "%1.%2") + level.format(2, "lowerLetter", "(%3)")
    )
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = "".join(
        "<w:p>"
        + ("" if depth is None else f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>')
        + f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        for text, depth in paragraphs
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}/numbering" Target="numbering.xml"/></Relationships>',
        "word/numbering.xml": numbering,
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return content.getvalue()


def test_numbers_that_word_computes_count_as_printed() -> None:
    read = agreement(
        word_file(
            ("Sessions", 0), ("We meet six times, unless clause 2.2(b) applies or clause 2.2(c) does.", 1),
            ("Fees", 0), ("You pay each session; see clause 1.1 and clause 2.3.", 1), ("No fee is due", 1),
            ("when I am ill, and", 2), ("when you cancel a day before.", 2),
        ),
        "case.docx",
    )  # fmt: skip
    assert broken(read) == [("clause 2.2(c)", Confidence.HIGH), ("clause 2.3", Confidence.HIGH)]


@pytest.mark.parametrize(
    ("numeral", "parts"),
    [("4.02", ("4", "2")), ("IV", ("4",)), ("IX.3", ("9", "3")), ("Two", ("2",)), ("B", ("b",))],
)
def test_a_number_is_the_same_however_it_is_written(numeral: str, parts: tuple[str, ...]) -> None:
    assert parts in readings(numeral)


@pytest.mark.parametrize(("letters", "value"), [("xiv", 14), ("XL", 40), ("house", 0), ("", 0)])
def test_roman_numerals_are_told_from_words(letters: str, value: int) -> None:
    assert roman_value(letters) == value


def test_a_text_without_references_holds() -> None:
    assert check(agreement("What you say is secret.")) == Held(())
