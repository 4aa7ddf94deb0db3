"""What content controls, form fields and symbols of a Word file come to when they are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from every_container import code, control, mark, para, row, run, table, text_box, word_file

from agreementlint.document import Document
from agreementlint.readers.from_docx import read_docx
from agreementlint.text import WordPlace, place_at

ROOT = Path(__file__).parents[1]

TICKED = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
UNTICKED = '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'
PROMPT = "<w:showingPlcHdr/>"
ONE_CELL = f"<w:tc><w:tcPr/>{para(run('Choose an item.'))}</w:tc>"


def read(body: str) -> Document:
    return read_docx("a.docx", word_file(body))


def lines(body: str) -> list[str]:
    document = read(body)
    return [document.text[block.start : block.end] for block in document.blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (para(run("I agree "), control(run("✔"), TICKED)), ["I agree ☒"]),
        (para(run("I agree "), control(run("x"), UNTICKED)), ["I agree ☐"]),
        (para(run("I agree "), control('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', UNTICKED)), ["I agree ☐"]),
        (table(row(control(f"<w:tc><w:tcPr/>{para(run('x'))}</w:tc>", TICKED), para(run("yes")))), ["☒", "yes"]),
        (para(run("Fee: "), control(run("Enter the fee"), PROMPT)), ["Fee: ____"]),
        (control(para(run("seven years")), PROMPT), ["____"]),
        (table(row(para(run("Fee")), control(ONE_CELL, PROMPT))), ["Fee", "____"]),
        (control(table(row(para(run("a")), para(run("b")))), PROMPT), ["____", "____"]),
        (para(control(run("90 EUR"), '<w:showingPlcHdr w:val="0"/>')), ["90 EUR"]),
        (para(control(run("Seven years"), '<w:dropDownList><w:listItem w:value="7"/></w:dropDownList>')), ["Seven years"]),
        (para(run("Name: "), mark("begin"), code(" MACROBUTTON NoMacro [Type it] "), mark("end")), ["Name: ____"]),
        (
            para(run("Name: "), mark("begin"), code(" FORMTEXT "), mark("separate"), run("\u2002" * 5), mark("end")),
            ["Name: _____"],
        ),
    ],
    ids=[
        *("ticked box", "box that is not ticked", "state over symbol", "box around a cell", "prompt in a line"),
        *("prompt of a block", "prompt of a cell", "prompt of a table", "prompt no longer shown", "chosen entry"),
        *("button to type over", "empty form field"),
    ],
)  # fmt: skip
def test_boxes_read_as_their_state_and_prompts_as_blanks(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_a_blank_stands_from_the_first_to_the_last_character_of_its_prompt() -> None:
    document = read(para(run("Fee: "), control(run("Enter ") + run("the fee"), PROMPT)))
    start = document.text.index("____")
    assert [place_at(document.pieces, at) for at in (start, start + 3)] == [
        WordPlace("word/document.xml", 0, 1, 0),
        WordPlace("word/document.xml", 0, 2, 6),
    ]


FORM_BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
FORM_LIST = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="weekly"/>'
    '<w:listEntry w:val="monthly"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (FORM_BOX.format("<w:checked/>"), "☒"),
        (FORM_BOX.format('<w:default w:val="1"/>'), "☒"),
        (FORM_BOX.format('<w:default w:val="1"/><w:checked w:val="0"/>'), "☐"),
        (FORM_LIST, "monthly"),
    ],
)
def test_old_form_fields_read_as_what_they_show(field: str, shown: str) -> None:
    assert lines(para(run("Sessions: "), field)) == [f"Sessions: {shown}"]


@pytest.mark.parametrize(
    ("symbol", "read_as"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "✓"),
        ('<w:sym w:font="Symbol" w:char="F061"/>', "•"),
        ('<w:sym w:font="Arial" w:char="00A7"/>', "§"),
        ('<w:sym w:char="D800"/>', ""),
        ('<w:sym w:char="none"/>', ""),
        (
            '<mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:char="1F60A"/></mc:Choice>'
            "<mc:Fallback><w:t>?</w:t></mc:Fallback></mc:AlternateContent>",
            "😊",
        ),
    ],
)
def test_symbols_read_as_what_they_depict(symbol: str, read_as: str) -> None:
    assert lines(f"<w:p><w:r><w:t>a</w:t>{symbol}<w:t>b</w:t></w:r></w:p>")[0].replace(" ", "") == f"a{read_as}b"


@pytest.mark.parametrize(
    "box",
    [
        text_box(para(run("secret")), "").replace('<wp:docPr id="1"', '<wp:docPr id="1" hidden="1"'),
        "<w:r><w:pict>"
        '<v:shape style="width:9pt;visibility:hidden"><v:textbox><w:txbxContent><w:p><w:r><w:t>secret</w:t></w:r></w:p>'
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    ],
)
def test_a_hidden_text_box_is_left_out_and_told(box: str) -> None:
    document = read(para(run("Open."), box))
    assert document.text == "Open."
    assert "“secret”" in document.notes[0]
