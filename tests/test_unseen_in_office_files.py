"""Words in .odt and .rtf files that their reader does not see are said to be there, and honest files hold none."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from test_odt import odt
from test_unseen_words import SECRET, told

from agreementlint.document import Document
from agreementlint.readers.from_odt import read_odt
from agreementlint.readers.from_rtf import read_rtf
from agreementlint.readers.unseen import HIDDEN, SAME_COLOUR, TOO_SMALL

ODT_STYLES = (
    '<style:style style:name="White" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="Child" style:family="text" style:parent-style-name="White"/>'
    '<style:style style:name="Tiny" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>'
    '<style:style style:name="Percent" style:family="text"><style:text-properties fo:font-size="2%"/></style:style>'
    '<style:style style:name="Ghost" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Auto" style:family="text"><style:text-properties style:use-window-font-color="true"/></style:style>'
    '<style:style style:name="Marked" style:family="text"><style:text-properties fo:color="#ffffff"'
    ' fo:background-color="#000080"/></style:style>'
    '<style:style style:name="Navy" style:family="text"><style:text-properties fo:color="#000080"'
    ' fo:background-color="#000080"/></style:style>'
    '<style:style style:name="Pale" style:family="paragraph"><style:text-properties fo:color="#fafafa"/></style:style>'
    '<style:style style:name="Banner" style:family="paragraph"><style:paragraph-properties fo:background-color="#1f3864"/>'
    '<style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="Dark" style:family="table-cell"><style:table-cell-properties fo:background-color="#000000"/>'
    "</style:style>"
)


def open_document(body: str, page: str = "") -> Document:
    styles = ODT_STYLES + f"<style:page-layout><style:page-layout-properties {page}/></style:page-layout>"
    content = odt(f"<text:p>The Coach keeps notes.</text:p>{body}<text:p>End.</text:p>")
    return read_odt("a.odt", replaced(content, "<office:automatic-styles>", f"<office:automatic-styles>{styles}"))


def replaced(archive: bytes, old: str, new: str) -> bytes:
    """The archive with one string in its content changed."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data.replace(old.encode(), new.encode()) if name == "content.xml" else data)
    return buffer.getvalue()


def span(style: str, words: str = SECRET) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def cell(content: str, style: str = "") -> str:
    return f'<table:table-cell table:style-name="{style}"><text:p>{content}</text:p></table:table-cell>'


def rows(*cells: str) -> str:
    return f"<table:table><table:table-row>{''.join(cells)}</table:table-row></table:table>"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (f"<text:p>{span('White')}</text:p>", SAME_COLOUR),
        (f"<text:p>Seen {span('Child')}</text:p>", SAME_COLOUR),
        (f"<text:p>{span('Navy')}</text:p>", SAME_COLOUR),
        (f'<text:p text:style-name="Pale">{SECRET}</text:p>', SAME_COLOUR),
        (rows(cell("A"), cell(span("White"))), SAME_COLOUR),
        (f"<text:p>{span('Tiny')}</text:p>", TOO_SMALL),
        (f"<text:p>{span('Percent')}</text:p>", TOO_SMALL),
        (f"<text:p>{span('Ghost')}</text:p>", HIDDEN),
        (
            f"<text:p>A<text:note><text:note-body><text:p>{span('White')}</text:p></text:note-body></text:note></text:p>",
            SAME_COLOUR,
        ),
    ],
)
def test_words_that_libreoffice_shows_nobody_are_found(body: str, why: str) -> None:
    document = open_document(body)
    assert told(document) == [(why, SECRET)]
    assert any(SECRET in note for note in document.notes)


@pytest.mark.parametrize(
    ("body", "page"),
    [
        (f"<text:p>{span('Marked')}</text:p>", ""),
        (f'<text:p text:style-name="Banner">{SECRET}</text:p>', ""),
        (f'<text:p text:style-name="Pale">{span("Auto")}</text:p>', ""),
        (rows(cell("A"), cell(span("White"), "Dark")), ""),
        (
            f"<text:p><draw:frame><draw:text-box><text:p>{span('White')}</text:p></draw:text-box></draw:frame></text:p>",
            "",
        ),
        (f"<text:p>{span('White')}</text:p>", 'fo:background-color="#00aa00"'),
        (f"<text:p>{span('White', ' . ')}{SECRET}</text:p>", ""),
    ],
)
def test_pale_words_on_a_dark_or_unknown_ground_are_honest_in_opendocument(body: str, page: str) -> None:
    assert told(open_document(body, page)) == []


def rich(body: str) -> Document:
    colours = rb"{\colortbl;\red255\green255\blue255;\red0\green0\blue128;\red250\green250\blue250;}"
    return read_rtf(
        "a.rtf",
        b"{\\rtf1" + colours + rb"\pard The Coach keeps notes.\par " + body.encode() + rb"\pard\plain End.\par}",
    )


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (rf"\pard{{\cf1 {SECRET}}}\par", SAME_COLOUR),
        (rf"\pard Seen {{\cf3 {SECRET}}}\par", SAME_COLOUR),
        (rf"\pard{{\cf2\chcbpat2 {SECRET}}}\par", SAME_COLOUR),
        (rf"\trowd\clcbpat2\cellx1\cellx2\pard\intbl A\cell\cf1 {SECRET}\cell\row", SAME_COLOUR),
        (rf"\pard{{\fs2 {SECRET}}}\par", TOO_SMALL),
        (rf"\pard{{\v {SECRET}}}\par", HIDDEN),
        (rf"\pard A{{\footnote\pard\plain\cf1 {SECRET}\par}}\par", SAME_COLOUR),
    ],
)
def test_words_that_rich_text_shows_nobody_are_found(body: str, why: str) -> None:
    document = rich(body)
    assert told(document) == [(why, SECRET)]
    assert any(SECRET in note for note in document.notes)


@pytest.mark.parametrize(
    "body",
    [
        rf"\pard{{\cf0 {SECRET}}}\par",
        rf"\pard{{\cf2 {SECRET}}}\par",
        rf"\pard{{\cf9 {SECRET}}}\par",
        rf"\pard{{\cf1\highlight2 {SECRET}}}\par",
        rf"\pard\cbpat2{{\cf1 {SECRET}}}\par",
        rf"\pard{{\fs12 {SECRET}}}\par",
        rf"\pard{{\cf1\fs2\plain {SECRET}}}\par",
        rf"\trowd\cellx1\clcbpat2\cellx2\pard\intbl A\cell\cf1 {SECRET}\cell\row",
        rf"\pard\intbl\cf1 {SECRET}\cell\row",
        rf"{{\shp{{\*\shpinst{{\shptxt\pard\cf1 {SECRET}\par}}}}}}",
        rf"{{\*\background}}\pard{{\cf1 {SECRET}}}\par",
    ],
)
def test_pale_words_on_a_dark_or_unknown_ground_are_honest_in_rich_text(body: str) -> None:
    assert told(rich(body)) == []
