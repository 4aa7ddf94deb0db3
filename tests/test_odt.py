"""An .odt file is read whole: headings, lists with their labels, tables, notes, boxes, and what cannot be read."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from agreementlint.document import BlockKind, Document, Format, Story
from agreementlint.errors import UnreadableFile
from agreementlint.readers import read_document
from agreementlint.text import WordPlace, place_at

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "style": "style",
        "table": "table",
        "draw": "drawing",
        "form": "form",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "manifest": "manifest",
    }.items()
) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
MIMETYPE = "application/vnd.oasis.opendocument.text"
STYLES = """
<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Blank" style:family="text"><style:text-properties style:text-underline-style="solid"/></style:style>
<style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Chapter" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Chapter"/>
<style:style style:name="Contents_20_1" style:display-name="Contents 1" style:family="paragraph"/>
<text:list-style style:name="Clauses">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
  <text:list-level-style-number text:level="3" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
</text:list-style>
<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1" text:bullet-char="*"/></text:list-style>
"""


def odt(body: str, master: str = "", look: str = "", **parts: str) -> bytes:
    """The bytes of an .odt file with this content of office:text and of its master page, and further styles."""
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}{look}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = (
        f"<office:document-styles {NAMES}><office:master-styles><style:master-page>{master}</style:master-page>"
        "</office:master-styles></office:document-styles>"
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        for name, text in {"content.xml": content, "styles.xml": styles, **parts}.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def read(body: str, master: str = "") -> Document:
    return read_document("agreement.odt", odt(body, master))


def told(document: Document) -> list[tuple[str, str, str]]:
    """Each block's kind, label and words."""
    return [(block.kind.value, block.label, document.text[block.start : block.end]) for block in document.blocks]


def words(document: Document, story: Story = Story.BODY) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.story is story]


def test_an_odt_file_is_known_by_its_first_bytes_whatever_it_is_called() -> None:
    assert read_document("agreement", odt("<text:p>The Coach keeps notes.</text:p>")).format is Format.ODT


def test_headings_have_the_level_that_the_file_or_their_style_gives_them() -> None:
    document = read(
        '<text:h text:outline-level="1">Agreement</text:h><text:p text:style-name="Chapter">Records</text:p>'
        "<text:p>The Coach keeps notes.</text:p>"
    )
    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_list_labels_are_counted_as_the_list_style_says() -> None:
    inner = (
        "<text:list><text:list-item><text:p>two one</text:p><text:list><text:list-item><text:p>deep</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
    )
    document = read(
        '<text:list text:style-name="Clauses"><text:list-item><text:p>one</text:p></text:list-item>'
        f"<text:list-item><text:p>two</text:p><text:p>and more of two</text:p>{inner}</text:list-item></text:list>"
        "<text:p>Between the lists stands a sentence.</text:p>"
        '<text:list text:style-name="Clauses" text:continue-numbering="true"><text:list-item><text:p>three</text:p>'
        '</text:list-item></text:list><text:list text:style-name="Clauses"><text:list-item text:start-value="7">'
        "<text:p>seven</text:p></text:list-item></text:list>"
        '<text:list text:style-name="Dots"><text:list-header><text:p>A header</text:p></text:list-header>'
        "<text:list-item><text:p>a dot</text:p></text:list-item></text:list>"
    )
    assert told(document) == [
        ("item", "1.", "one"),
        ("item", "2.", "two"),
        ("paragraph", "", "and more of two"),
        ("item", "2.1", "two one"),
        ("item", "(a)", "deep"),
        ("paragraph", "", "Between the lists stands a sentence."),
        ("item", "3.", "three"),
        ("item", "7.", "seven"),
        ("paragraph", "", "A header"),
        ("item", "•", "a dot"),
    ]
    assert [block.level for block in document.blocks if block.kind is BlockKind.ITEM] == [1, 1, 2, 3, 1, 1, 1]


def test_lists_that_are_named_go_on_where_they_are_continued() -> None:
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    document = read(
        f'<text:list xml:id="first" text:style-name="Clauses">{item.format("one")}</text:list>'
        f'<text:list text:style-name="Clauses">{item.format("one again")}</text:list>'
        f'<text:list text:continue-list="first" text:style-name="Clauses">{item.format("two")}</text:list>'
        '<text:numbered-paragraph text:style-name="Clauses" text:level="1"><text:p>alone</text:p></text:numbered-paragraph>'
    )
    assert [label for _, label, _ in told(document)] == ["1.", "1.", "2.", "1."]


def test_a_numbered_heading_keeps_its_number_as_label() -> None:
    document = read(
        '<text:list text:style-name="Clauses"><text:list-item><text:h text:outline-level="2">Records</text:h>'
        "</text:list-item></text:list><text:p>The Coach keeps notes.</text:p>"
    )
    assert told(document)[0] == ("heading", "1.", "Records")


def test_tables_have_rows_columns_and_heads_and_those_of_one_column_are_frames() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell}{cell}</table:table-row>"
    document = read(
        f"<table:table><table:table-header-rows>{row.format('Record', 'How long')}</table:table-header-rows>"
        f"{row.format('Notes', 'three years')}"
        '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>All of it</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row></table:table>"
        f"<table:table><table:table-row>{cell.format('The Coach keeps notes.')}</table:table-row></table:table>"
    )
    cells = [(block.kind, block.table, block.row, block.column, block.header) for block in document.blocks]
    assert cells == [
        (BlockKind.CELL, 0, 0, 0, True),
        (BlockKind.CELL, 0, 0, 1, True),
        (BlockKind.CELL, 0, 1, 0, False),
        (BlockKind.CELL, 0, 1, 1, False),
        (BlockKind.CELL, 0, 2, 0, False),
        (BlockKind.PARAGRAPH, -1, -1, -1, False),
    ]


def test_notes_comments_boxes_headers_and_footers_are_stories_of_their_own() -> None:
    document = read(
        "<text:p>The Coach<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A footnote.</text:p></text:note-body></text:note> keeps"
        "<text:note text:note-class='endnote'><text:note-body><text:p>An endnote.</text:p></text:note-body></text:note>"
        "<office:annotation><dc:creator>Ann</dc:creator><text:p>A comment.</text:p></office:annotation> notes."
        "<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>"
        "<text:p>After the box.</text:p>"
        "<draw:frame><draw:text-box><text:p>On the page.</text:p></draw:text-box></draw:frame>"
        "<text:p><draw:custom-shape><text:p>In a shape.</text:p></draw:custom-shape></text:p>",
        "<style:header><text:p>A header.</text:p></style:header>"
        "<style:header-left><text:p>A header.</text:p></style:header-left>"
        "<style:footer><text:p>A footer.</text:p></style:footer>"
        "<style:footer-first style:display='false'><text:p>Not shown.</text:p></style:footer-first>",
    )
    assert words(document) == ["The Coach keeps notes.", "After the box."]
    assert words(document, Story.TEXT_BOX) == ["In a box.", "On the page.", "In a shape."]
    assert words(document, Story.FOOTNOTE) == ["A footnote."]
    assert words(document, Story.ENDNOTE) == ["An endnote."]
    assert words(document, Story.COMMENT) == ["A comment."]
    assert words(document, Story.HEADER) == ["A header."]
    assert words(document, Story.FOOTER) == ["A footer."]
    assert document.text.splitlines()[:2] == ["The Coach keeps notes.", "In a box."]


def test_tracked_changes_are_read_as_accepted_and_said_to_be_there() -> None:
    document = read(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>The Coach <text:change-start text:change-id="c"/>always <text:change-end text:change-id="c"/>'
        "keeps notes.</text:p>"
    )
    assert document.text == "The Coach always keeps notes."
    assert any("tracked changes" in note for note in document.notes)


def test_hidden_text_is_left_out_and_quoted_in_a_note() -> None:
    document = read(
        '<text:p>Shown.<text:span text:style-name="Hidden">secret words</text:span></text:p>'
        '<text:section text:display="none"><text:p>a whole section</text:p></text:section>'
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>a hidden paragraph</text:p>'
        '<text:p>Also shown.<text:hidden-text text:string-value="never" text:is-hidden="true"/>'
        '<text:hidden-text text:string-value=" and this" text:is-hidden="false"/></text:p>'
    )
    assert document.text == "Shown.\nAlso shown. and this"
    (note,) = document.notes
    assert "secret words" in note
    assert note.startswith("Hidden text was left out")


def test_fields_links_and_odd_spaces_are_read_as_shown() -> None:
    document = read(
        '<text:p>Page <text:page-number>4</text:page-number><text:s text:c="3"/>of<text:tab/>the\n   '
        '<text:a xlink:href="https://example.org">agreement</text:a><text:line-break/>'
        'with <text:placeholder text:placeholder-type="text">client name</text:placeholder>'
        "<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>above</text:ruby-text></text:ruby>"
        '<text:span text:style-name="Blank"><text:tab/></text:span>.</text:p>'
    )
    assert document.text == "Page 4 of the agreement with [client name]base____."


def test_lists_to_choose_from_show_what_was_chosen() -> None:
    options = '<form:option form:label="monthly"/><form:option form:label="weekly" form:current-selected="true"/>'
    entries = "".join(
        f'<field:param field:name="Dropdown_{name}" field:value="{value}"/>'
        for name, value in (("ListEntry", "one year"), ("ListEntry", "two years"), ("Selected", "1"))
    )
    body = (
        f'<office:forms><form:form><form:listbox form:id="c1">{options}</form:listbox><form:listbox form:id="c2"/>'
        '<form:fixed-text form:id="c3" form:label="Kept:"/></form:form></office:forms>'
        '<text:p>Held <draw:control draw:control="c1"/> or <draw:control draw:control="c2"/>.</text:p>'
        '<text:p><draw:control draw:control="c3"/> '
        f'<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMDROPDOWN">{entries}</field:fieldmark>, then '
        '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMDROPDOWN"/>.</text:p>'
    )
    assert [each for _, _, each in told(read(body))] == ["Held weekly or ____.", "Kept: two years, then ____."]


def test_form_controls_and_fields_show_their_state() -> None:
    document = read(
        '<office:forms><form:form><form:checkbox form:id="c1" form:label="Yes" form:current-state="checked"/>'
        '<form:text form:id="c2" form:current-value="Ada"/><form:text form:id="c3"/></form:form></office:forms>'
        '<text:p>Agreed: <draw:control draw:control="c1"/> name: <draw:control draw:control="c2"/>, '
        '<draw:control draw:control="c3"/><draw:control draw:control="nowhere"/></text:p>'
        '<text:p>May record: <field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX">'
        '<field:param field:name="Checkbox_Checked" field:value="true"/></field:fieldmark></text:p>'
    )
    assert document.text == "Agreed: ☒ Yes name: Ada, ____\nMay record: ☒"


def test_a_table_of_contents_is_contents() -> None:
    document = read(
        "<text:table-of-content><text:table-of-content-source><text:p>code</text:p></text:table-of-content-source>"
        "<text:index-body><text:index-title><text:p>Contents</text:p></text:index-title>"
        "<text:p>Confidentiality 3</text:p></text:index-body></text:table-of-content>"
        '<text:p text:style-name="Contents_20_1">Records 4</text:p><text:p>The Coach keeps notes.</text:p>'
    )
    assert [kind for kind, _, _ in told(document)] == ["contents", "contents", "contents", "paragraph"]


def test_embedded_objects_are_named_and_pictures_counted() -> None:
    document = read(
        '<text:p>See: <draw:frame draw:name="Fees"><draw:object xlink:href="./Object 1"/>'
        '<draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame>'
        '<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame></text:p>'
    )
    assert [(gap.part, "embedded object" in gap.why) for gap in document.unread][:1] == [("Fees", True)]
    assert document.notes == ("1 image not read",)


def test_a_large_picture_is_unread_and_so_is_any_where_there_is_hardly_a_word() -> None:
    frame = '<draw:frame draw:name="Scan" svg:width="17cm" svg:height="{}"><draw:image/></draw:frame>'
    (large,) = read(f"<text:p>See:{frame.format('10in')}</text:p>").unread
    assert (large.part, large.why) == ("Scan", "a picture of 17 by 25 cm; words that it shows were not read")
    (any_picture,) = read(f"<text:p>See:{frame.format('1mm')}</text:p>").unread
    assert any_picture.part == "a picture"
    enough = "The Coach keeps notes. " * 20
    assert read(f"<text:p>{enough}{frame.format('around')}</text:p>").unread == ()


def test_every_character_has_its_paragraph_run_and_offset() -> None:
    document = read(
        '<text:p>One.</text:p><text:p>The <text:span text:style-name="Bold">Coach</text:span> keeps</text:p>'
    )
    at = document.text.index("oach")
    assert place_at(document.pieces, at) == WordPlace("content.xml", 1, 1, 1)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (odt("<text:p>x</text:p>", **{"META-INF/manifest.xml": f"<manifest:manifest {NAMES}><manifest:file-entry>"
              "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"}), "password"),
        (odt("<text:p>x</text:p>", **{"content.xml": f"<office:document-content {NAMES}/>"}), "no text document"),
        (odt("<text:p>x</text:p>")[:400], "cut short"),
        (b"no archive", "is none"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, problem: str) -> None:
    with pytest.raises(UnreadableFile, match=problem):
        read_document("agreement.odt", data)


def test_a_spreadsheet_is_refused() -> None:
    data = odt("<text:p>x</text:p>").replace(MIMETYPE.encode(), b"application/vnd.oasis.opendocument.calc")
    with pytest.raises(UnreadableFile, match="it is a spreadsheet"):
        read_document("fees.ods", data)
