"""The signs of a PDF's picture fonts are read as what they depict: a bullet opens an item, a box is ticked or not."""

from __future__ import annotations

import pytest
from test_pdf import LEADING, LEFT, TOP, Line, pdf, stream, told

from agreementlint.document import Block, BlockKind, Document
from agreementlint.readers.from_pdf import read_pdf

AS_LETTERS = b"/BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding"
AS_SIGNS = b"/BaseFont /Helvetica-Bold /ToUnicode 6 0 R".ljust(len(AS_LETTERS))
HANGING = 18.0  # points, by which Word sets the words of an item to the right


def meaning(code: int) -> str:
    """What a file says of a font in which every sign from A to Z has this code, as many programs write it."""
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> "
        f"endcodespacerange 1 beginbfchar <41> <{code:04X}> endbfchar endcmap end end"
    )
    return f"<< /Length {len(table)} >>\nstream\n{table}\nendstream"


def items(sign: str, *words: str, apart: float = HANGING, bold: bool) -> list[Line]:
    """A lead-in, and items whose sign stands apart from their words."""
    lines: list[Line] = [(LEFT, TOP, 11, False, "The Coach may speak where:")]
    for number, each in enumerate(words, 1):
        lines.append((LEFT + HANGING, TOP - LEADING * number, 11, bold, sign))
        lines.append((LEFT + HANGING + apart, TOP - LEADING * number, 11, False, each))
    return lines


def with_signs(code: int, lines: list[Line]) -> Document:
    data = pdf(stream(lines), objects=("<< >>", meaning(code)))
    assert data.count(AS_LETTERS) == 1
    return read_pdf("a.pdf", data.replace(AS_LETTERS, AS_SIGNS))


@pytest.mark.parametrize(
    ("code", "label"),
    [
        (0xF0B7, "•"),
        (0xF0A7, "•"),
        (0xF0D8, "•"),
        (0xF0FC, "✓"),
        (0xF0A8, "☐"),
        (0xF0FE, "☒"),
        (0xF095, "•"),
        (0xE00C, "•"),
    ],
)
@pytest.mark.parametrize("apart", [HANGING, 12.0])
def test_what_a_font_of_signs_opens_a_line_with_is_the_bullet_or_box_of_an_item(
    code: int, label: str, apart: float
) -> None:
    document = with_signs(code, items("A", "a court orders it;", "somebody is in danger.", apart=apart, bold=True))
    assert told(document) == [
        (BlockKind.PARAGRAPH, "", "The Coach may speak where:"),
        (BlockKind.ITEM, label, "a court orders it;"),
        (BlockKind.ITEM, label, "somebody is in danger."),
    ]


@pytest.mark.parametrize("apart", [HANGING, 12.0])
def test_the_round_letter_that_word_has_for_a_bullet_is_one(apart: float) -> None:
    lines = items("o", "a court orders it;", "The law asks for it.", apart=apart, bold=False)
    assert told(read_pdf("a.pdf", pdf(stream(lines)))) == [
        (BlockKind.PARAGRAPH, "", "The Coach may speak where:"),
        (BlockKind.ITEM, "◦", "a court orders it;"),
        (BlockKind.ITEM, "◦", "The law asks for it."),
    ]


def test_letters_set_apart_from_each_other_hold_no_bullet() -> None:
    document = read_pdf("a.pdf", pdf(stream([(LEFT, TOP, 11, False, "o u r   n o t e s")])))
    assert document.text.startswith("o u r")


def test_a_sign_in_the_middle_of_a_line_is_no_item() -> None:
    lines = [
        (LEFT, TOP, 11.0, False, "The Coach keeps notes"),
        (LEFT + 120, TOP, 11.0, True, "A"),
        (LEFT + 130, TOP, 11.0, False, "for two years."),
    ]
    document = with_signs(0xF095, lines)
    kinds: list[Block] = list(document.blocks)
    assert [block.kind for block in kinds] == [BlockKind.PARAGRAPH]
    assert document.text == "The Coach keeps notes • for two years."
