"""Which paragraphs of a Word file are headings, items and contents, and the labels that Word computes for them."""

from __future__ import annotations

import pytest
from made_docx import SPACES, para, read, run, words

from agreementlint.document import BlockKind, Document

STYLES = f"""<w:styles {SPACES}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause Title"/><w:basedOn w:val="Heading1"/>
  <w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="SubClause"><w:name w:val="Sub Clause"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Quiet"><w:name w:val="Quiet"/><w:basedOn w:val="Clause"/>
  <w:pPr><w:outlineLvl w:val="9"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>
  <w:rPr><w:b w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Circle"><w:name w:val="Circle"/><w:basedOn w:val="Circle"/></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""


def level(number: int, form: str, pattern: str, extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


NUMBERING = f"""<w:numbering {SPACES}>
<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "(%2)")}
{level(2, "lowerRoman", "(%3)")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1", '<w:pStyle w:val="Clause"/>', start=3)}
{level(1, "decimal", "%1.%2", '<w:pStyle w:val="SubClause"/>')}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">{level(0, "bullet", "")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""


def in_list(text: str, list_id: int, depth: int = 0, mark: str = "") -> str:
    return para(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>{mark}')


def labels(document: Document) -> list[tuple[str, str, int]]:
    return [(block.label, words(document, block), block.level) for block in document.blocks]


def test_list_labels_are_computed_as_word_prints_them() -> None:
    body = "".join(
        (
            in_list("one", 1),
            in_list("one a", 1, 1),
            in_list("one b", 1, 1),
            in_list("one b i", 1, 2),
            in_list("two", 1),
            in_list("two a", 1, 1),
            in_list("bullet", 3),
            in_list("seven", 4),
            in_list("eight", 4),
            in_list("nine", 1),
            in_list("no list", 0),
        )
    )
    assert labels(read(body, numbering=NUMBERING, styles=STYLES)) == [
        ("1.", "one", 1),
        ("(a)", "one a", 2),
        ("(b)", "one b", 2),
        ("(i)", "one b i", 3),
        ("2.", "two", 1),
        ("(a)", "two a", 2),
        ("•", "bullet", 1),
        ("7.", "seven", 1),
        ("8.", "eight", 1),
        ("9.", "nine", 1),
        ("", "no list", 0),
    ]


def test_numbering_comes_through_styles_and_their_links() -> None:
    body = para("Confidentiality", "Clause") + para("It is kept.", "SubClause") + para("So are notes.", "SubClause")
    body += para("Fees", "Clause") + para("They are due.", "SubClause")
    document = read(body, numbering=NUMBERING, styles=STYLES)
    assert [(block.kind, block.label) for block in document.blocks] == [
        (BlockKind.HEADING, "3"),
        (BlockKind.ITEM, "3.1"),
        (BlockKind.ITEM, "3.2"),
        (BlockKind.HEADING, "4"),
        (BlockKind.ITEM, "4.1"),
    ]


@pytest.mark.parametrize(
    ("style", "kind", "depth"),
    [
        ("Heading1", BlockKind.HEADING, 1),
        ("berschrift2", BlockKind.HEADING, 2),
        ("Clause", BlockKind.HEADING, 1),
        ("Quiet", BlockKind.PARAGRAPH, 0),
        ("TOC1", BlockKind.CONTENTS, 0),
        ("Circle", BlockKind.PARAGRAPH, 0),
        ("Unknown", BlockKind.PARAGRAPH, 0),
    ],
)
def test_a_heading_is_known_by_its_style_chain(style: str, kind: BlockKind, depth: int) -> None:
    block = read(para("The Coach keeps it secret.", style), styles=STYLES).blocks[0]
    assert (block.kind, block.level) == (kind, depth)


def test_a_whole_clause_in_a_heading_style_is_no_heading() -> None:
    clause = "The Coach keeps everything that the Client says in the sessions confidential at all times."
    assert read(para(clause, "Heading1"), styles=STYLES).blocks[0].kind is BlockKind.PARAGRAPH


def test_a_paragraph_set_in_bold_from_end_to_end_is_marked() -> None:
    body = para("Confidentiality", look="<w:b/>") + f"<w:p>{run('Half ', '<w:b/>')}{run('bold')}</w:p>"
    assert [block.bold for block in read(body).blocks] == [True, False]


def test_a_short_bold_numbered_line_over_text_is_a_heading() -> None:
    one = in_list("Confidentiality", 1).replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")
    document = read(one + para("The Coach keeps it.") + in_list("Fees are due monthly.", 1), numbering=NUMBERING)
    assert [(block.kind, block.label) for block in document.blocks] == [
        (BlockKind.HEADING, "1."),
        (BlockKind.PARAGRAPH, ""),
        (BlockKind.ITEM, "2."),
    ]


def test_titles_forms_and_labels_typed_by_hand_are_told_as_in_plain_text() -> None:
    body = para("1. Confidentiality") + para("The Coach keeps it, except:") + para("(a) when a court orders it;")
    body += "<w:p><w:r><w:t>Name: ____</w:t><w:br/><w:t>Date: ____</w:t></w:r></w:p>"
    assert [
        (block.kind, block.label, words(document, block)) for document in [read(body)] for block in document.blocks
    ] == [
        (BlockKind.HEADING, "1.", "Confidentiality"),
        (BlockKind.PARAGRAPH, "", "The Coach keeps it, except:"),
        (BlockKind.ITEM, "(a)", "when a court orders it;"),
        (BlockKind.PARAGRAPH, "", "Name: ____"),
        (BlockKind.PARAGRAPH, "", "Date: ____"),
    ]


def test_a_table_of_contents_says_nothing() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = (
        f"<w:p>{field.format('begin')}<w:r><w:instrText> TOC \\o </w:instrText></w:r>{field.format('separate')}"
        f"{run('Confidentiality')}<w:r><w:tab/><w:t>2</w:t></w:r></w:p>{para('Fees 3')}<w:p>{field.format('end')}</w:p>"
        + para("The agreement")
    )
    assert [block.kind for block in read(body).blocks] == [
        BlockKind.CONTENTS,
        BlockKind.CONTENTS,
        BlockKind.PARAGRAPH,
    ]


def outline(*levels: str, extra: str = "") -> str:
    """A numbering part with lists 1 and 2 of these levels; `extra` overrides in list 2."""
    return (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{extra}</w:num></w:numbering>'
    )


def override(depth: int, inside: str) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}">{inside}</w:lvlOverride>'


NUMBERS = level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)")
WHICH = {
    "a level that was passed over has begun": (
        outline(*NUMBERS),
        [(1, 0), (1, 2), (1, 1), (1, 2)],
        ["1.", "(a)", "1.2", "(a)"],
    ),
    "a list that goes on after another one": (outline(*NUMBERS), [(1, 0), (2, 0), (2, 1), (1, 0)], ["1.", "2.", "2.1", "3."]),
    "a list that starts anew": (
        outline(*NUMBERS, extra=override(0, '<w:startOverride w:val="5"/>') + override(1, '<w:startOverride w:val="3"/>')),
        [(1, 0), (2, 0), (2, 1), (2, 0), (2, 1), (1, 0)],
        ["1.", "5.", "5.3", "6.", "6.3", "7."],
    ),
    "a level that an override forms anew": (
        outline(*NUMBERS, extra=override(1, level(1, "upperLetter", "[%2]"))),
        [(2, 0), (2, 1), (1, 1)],
        ["1.", "[A]", "1.2"],
    ),
    "a level that never restarts": (
        outline(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2", '<w:lvlRestart w:val="0"/>')),
        [(1, 0), (1, 1), (1, 0), (1, 1)],
        ["1.", "1.1", "2.", "2.2"],
    ),
    "a level that restarts after the first alone": (
        outline(NUMBERS[0], NUMBERS[1], level(2, "lowerLetter", "(%3)", '<w:lvlRestart w:val="1"/>')),
        [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)],
        ["1.", "1.1", "(a)", "1.2", "(b)", "2.", "2.1", "(a)"],
    ),
    "figures for a Roman part where the law wants them": (
        outline(level(0, "upperRoman", "Article %1"), level(1, "decimal", "%1.%2", "<w:isLgl/>")),
        [(1, 0), (1, 0), (1, 1)],
        ["Article I", "Article II", "2.1"],
    ),
    "a Roman part inside a label": (
        outline(level(0, "upperRoman", "Article %1"), level(1, "decimal", "%1.%2")),
        [(1, 0), (1, 1)],
        ["Article I", "I.1"],
    ),
    "a bullet among the numbers": (
        outline(level(0, "decimal", "%1."), level(1, "bullet", "-"), level(2, "decimal", "%1.%2%3.")),
        [(1, 0), (1, 2)],
        ["1.", "1.1."],
    ),
    "letters after z, roman, ordinals and words": (
        outline(
            *(level(0, "lowerLetter", "%1)", start=26), level(1, "lowerRoman", "%2)", start=9)),
            *(level(2, "ordinal", "%3"), level(3, "cardinalText", "%4", start=2), level(4, "decimalZero", "%5")),
        ),
        [(1, 0), (1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 4)],
        ["z)", "aa)", "ix)", "x)", "1st", "2nd", "Two", "01"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WHICH)
def test_labels_count_as_in_word(name: str) -> None:
    numbering, places, expected = WHICH[name]
    body = "".join(in_list(f"item {number}", list_id, depth) for number, (list_id, depth) in enumerate(places))
    assert [block.label for block in read(body, numbering=numbering).blocks] == expected


def test_a_list_style_lends_its_levels() -> None:
    numbering = (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Ours"/>{level(0, "decimal", "§ %1")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    body = in_list("one", 1) + in_list("two", 2)
    assert [block.label for block in read(body, numbering=numbering).blocks] == ["§ 1", "§ 2"]
