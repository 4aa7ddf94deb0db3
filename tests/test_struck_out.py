"""Words that somebody struck out are no text of the agreement, in whatever format they are struck out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from every_container import para, run, word_file
from test_odt import odt

from agreementlint.readers import read_document

THROUGH = 'style:text-line-through-style="{}" style:text-line-through-type="{}"'.format
STYLES = "".join(
    f'<style:style style:name="{name}" style:family="{family}"><style:text-properties {line}/></style:style>'
    for name, family, line in (
        ("Struck", "text", THROUGH("solid", "single")),
        ("Twice", "paragraph", THROUGH("solid", "double")),
        ("Restored", "text", THROUGH("none", "none")),
    )
)
P = "<text:p>{}</text:p>".format
SPAN = '<text:span text:style-name="{}">{}</text:span>'.format
WHOLE = "The Coach tells nobody."
FILES: Mapping[str, bytes] = {
    "a.md": f"Notes are kept ~~ten~~ two years.\n\n~~{WHOLE}~~\n\nThe end.".encode(),
    "a.html": f"<p>Notes are kept <s>ten</s> two years.<p><del>{WHOLE}</del><p>The end.".encode(),
    "a.docx": word_file(
        para(run("Notes are kept "), run("ten", "<w:strike/>"), run(" two years."))
        + para(run(WHOLE, "<w:dstrike/>"))
        + para(run("The end.", '<w:strike w:val="0"/>'))
    ),
    "a.odt": odt(
        P(f"Notes are kept {SPAN('Struck', 'ten')} two years.")
        + f'<text:p text:style-name="Twice">{WHOLE}</text:p><text:p text:style-name="Twice">'
        + SPAN("Restored", "The end.")
        + "</text:p>",
        look=STYLES,
    ),
    "a.rtf": (
        rf"{{\rtf1 Notes are kept {{\strike ten}} two years.\par \striked1 {WHOLE}\striked0\par "
        r"\strike x\plain The end.\par}"
    ).encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_struck_out_is_no_text_and_a_note_says_so(name: str) -> None:
    document = read_document(name, FILES[name])
    assert [" ".join(line.split()) for line in document.text.splitlines()] == ["Notes are kept two years.", "The end."]
    [note] = document.notes
    assert "truck-out" in note
    assert "left out" in note


@pytest.mark.parametrize("line", ["strike", "dstrike"])
def test_a_run_that_says_it_is_not_struck_does_not_inherit_the_line_of_its_style(line: str) -> None:
    style = f'<w:style w:type="character" w:styleId="Gone"><w:rPr><w:{line}/></w:rPr></w:style>'
    named = '<w:rStyle w:val="Gone"/>'
    body = para(run("Kept.", f'{named}<w:{line} w:val="0"/>')) + para(run("Gone.", named))
    assert read_document("a.docx", word_file(body, styles=style)).text.split() == ["Kept."]


def test_a_line_through_letters_whose_style_is_none_is_no_line() -> None:
    unseen = f'<style:style style:name="Plain" style:family="text"><style:text-properties {THROUGH("none", "single")}/></style:style>'
    document = read_document("a.odt", odt(P(SPAN("Plain", WHOLE)), look=unseen))
    assert (document.text.strip(), document.notes) == (WHOLE, ())


def test_the_end_of_a_double_line_leaves_the_single_one() -> None:
    file = rb"{\rtf1 Kept. \strike Gone. \striked1 Gone. \striked0 Gone. \strike0 Kept too.\par}"
    assert read_document("a.rtf", file).text.split() == ["Kept.", "Kept", "too."]
