"""A rich text file is read whole: characters of every encoding, headings, lists, tables, notes, boxes and fields."""

from __future__ import annotations

import pytest

from agreementlint.document import BlockKind, Document, Format, Story
from agreementlint.errors import UnreadableFile
from agreementlint.readers import read_document
from agreementlint.readers.limits import LIMITS
from agreementlint.text import WordPlace, place_at

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Helvetica;}{\f1\fnil\fcharset2 Symbol;}"
    rb"{\f2\fnil\fcharset204 Arial Cyr;}{\f3 Wingdings;}}{\colortbl;\red1\green2\blue3;}"
    rb"{\stylesheet{\s1\outlinelevel0\b heading 1;}{\s2 heading 2;}{\s3 toc 1;}{\*\cs9 Strong;}}"
    rb"{\*\listtable{\list{\listlevel\levelnfc0\levelstartat1{\leveltext\'02\'00.;}{\levelnumbers\'01;}}"
    rb"{\listlevel\levelnfc4\levelstartat1{\leveltext\'03(\'01);}{\levelnumbers\'02;}}\listid77}"
    rb"{\list{\listlevel\levelnfc23{\leveltext\'01\u61623 ?;}{\levelnumbers;}}\listid78}}"
    rb"{\*\listoverridetable{\listoverride\listid77\listoverridecount0\ls1}{\listoverride\listid78\ls2}}"
    rb"{\info{\title Not text}}{\*\generator Somebody;}"
    b"\r\n"
)


def rtf(body: bytes) -> Document:
    return read_document("agreement.rtf", HEAD + body + b"}")


def told(document: Document) -> list[tuple[str, int, str, str]]:
    """Each block's kind, level, label and words."""
    return [
        (block.kind.value, block.level, block.label, document.text[block.start : block.end])
        for block in document.blocks
    ]


def words(document: Document, story: Story = Story.BODY) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.story is story]


def test_a_rich_text_file_is_known_by_its_first_bytes_whatever_it_is_called() -> None:
    assert read_document("agreement.doc", HEAD + rb"The Coach keeps notes.\par}").format is Format.RTF


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (rb"the client\'92s caf\'e9", "the client’s café"),
        (rb"\u8220?quoted\u8221?", "“quoted”"),
        (rb"{\uc2\u8364 EU5}", "€5"),
        (rb"{\uc0\u8364}5", "€5"),
        (rb"\uc1\u233\'e9tude", "étude"),
        (rb"\u-10179?\u-8704? face", "😀 face"),
        (rb"\u-8704?lone", "\ufffdlone"),
        (rb"{\f2\'cf\'f0\'e8\'e2\'e5\'f2}", "Привет"),
        (rb"a {\f1\'b7} dot", "a • dot"),
        (rb"box {\f3\'fe}", "box ☒"),
        (rb"box \u61608?", "box ☐"),
        (rb"\lquote a\rquote  \ldblquote b\rdblquote  c\emdash d\endash e\bullet", "‘a’ “b” c—d–e•"),
        (rb"non\_disclosure co\-operation a\~b", "non-disclosure cooperation a b"),
        (rb"\{curly\} back\\slash", "{curly} back\\slash"),
        (b"broken\r\n over lines", "broken over lines"),
        (rb"a\line b\tab c", "a b c"),
        (rb"raw {\bin5 }}{{}after", "raw after"),
        (rb"{\*\unknown lost}kept", "kept"),
        (rb"{\v hidden}shown", "shown"),
        (rb"{\deleted gone}{\revised\revauth1 new}", "new"),
        (b"caf\xe9", "café"),
        (rb"signed: {\ul\tab}", "signed: ____"),
        (rb"{\field{\*\fldinst HYPERLINK \"https://example.org\"}{\fldrslt the site}}", "the site"),
        (rb"{\pict\pngblip 89504e47}after", "after"),
        (rb"{\upr{twice}{\*\ud twice}}once", "once"),
        (rb"{\xe{entry}}text", "text"),
    ],
)
def test_characters_are_read_as_shown(written: bytes, shown: str) -> None:
    assert rtf(rb"\pard " + written + rb"\par").text == shown


@pytest.mark.parametrize("head", [rb"\mac", rb"\ansicpg10000", rb"\ansicpg99999\mac"])
def test_the_code_page_of_the_file_counts(head: bytes) -> None:
    assert read_document("a.rtf", rb"{\rtf1" + head + rb" caf\'8e\par}").text == "café"


def test_headings_are_told_by_their_outline_level_or_style() -> None:
    document = rtf(
        rb"\pard\s1 Agreement\par\pard\s2 Records\par\pard\outlinelevel2 Notes\par\pard\plain The Coach keeps notes.\par"
        rb"\pard\outlinelevel9 No heading.\par"
    )
    assert [(kind, level) for kind, level, _, _ in told(document)] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("paragraph", 0),
        ("paragraph", 0),
    ]


def test_list_labels_are_those_that_the_file_shows() -> None:
    document = rtf(
        rb"\pard\ls1{\listtext\tab 4.\tab}first\par\pard\ls1\ilvl1{\listtext (a)\tab}deeper\par"
        rb"\pard{\pntext\f1\'B7\tab}{\*\pn\pnlvlblt}a dot\par"
    )
    assert told(document) == [
        ("item", 1, "4.", "first"),
        ("item", 2, "(a)", "deeper"),
        ("item", 1, "•", "a dot"),
    ]


def test_list_labels_that_the_file_leaves_out_are_counted() -> None:
    document = rtf(
        rb"\pard\ls1 first\par\pard\ls1\ilvl1 a deeper one\par\pard\ls1\ilvl0 second\par"
        rb"\pard\ls2 a dot\par\pard\ls9 of no list\par"
    )
    assert told(document) == [
        ("item", 1, "1.", "first"),
        ("item", 2, "(a)", "a deeper one"),
        ("item", 1, "2.", "second"),
        ("item", 1, "•", "a dot"),
        ("paragraph", 0, "", "of no list"),
    ]


def test_tables_have_rows_columns_and_heads_and_those_of_one_column_are_frames() -> None:
    row = rb"\trowd%s\cellx100\cellx200\pard\intbl %s\cell %s\cell\row"
    document = rtf(
        row % (rb"\trhdr", b"Record", b"How long")
        + row % (b"", b"Notes", rb"three\par years")
        + rb"\pard Between.\par"
        + rb"\trowd\cellx100\pard\intbl The Coach keeps notes.\cell\row"
    )
    found = [(block.kind, block.table, block.row, block.column, block.header) for block in document.blocks]
    assert found == [
        (BlockKind.CELL, 0, 0, 0, True),
        (BlockKind.CELL, 0, 0, 1, True),
        (BlockKind.CELL, 0, 1, 0, False),
        (BlockKind.CELL, 0, 1, 1, False),
        (BlockKind.CELL, 0, 1, 1, False),
        (BlockKind.PARAGRAPH, -1, -1, -1, False),
        (BlockKind.PARAGRAPH, -1, -1, -1, False),
    ]


def test_what_follows_a_table_whose_last_cell_is_empty_stands_in_no_cell() -> None:
    document = rtf(
        rb"\trowd\cellx1\cellx2{\pard\intbl A\par}\cell{\pard\intbl B\par}\cell\intbl\row"
        rb"\trowd\cellx1\cellx2{\pard\intbl C\par}\cell{\cell}\intbl\row{\pard\par}{\pard After.\par}"
    )
    assert [(kind, words) for kind, _, _, words in told(document)] == [
        ("cell", "A"),
        ("cell", "B"),
        ("cell", "C"),
        ("paragraph", "After."),
    ]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    document = rtf(
        rb"\trowd\cellx1\cellx2\pard\intbl outer\par"
        rb"\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}"
        rb"\pard\intbl after\cell beside\cell\row"
    )
    found = {document.text[block.start : block.end]: (block.table, block.column) for block in document.blocks}
    assert found == {"outer": (0, 0), "a": (1, 0), "b": (1, 1), "after": (0, 0), "beside": (0, 1)}


def test_notes_comments_boxes_headers_and_footers_are_stories_of_their_own() -> None:
    document = rtf(
        rb"{\header\pard A header.\par}{\headerl\pard A header.\par}{\footer\pard A footer.\par}{\*\ftnsep\chftnsep}"
        rb"\pard The Coach{\super\chftn{\footnote\pard\b A footnote.}} keeps{\*\footnote\ftnalt An endnote.}"
        rb"{\*\atnid AB}{\*\annotation\pard A comment.} notes."
        rb"{\shp{\*\shpinst{\sp{\sn fill}{\sv 1}}{\shptxt\pard In a box.\par}}{\shprslt In a box.\par}}\par"
        rb"\pard After the box.\par"
    )
    assert words(document) == ["The Coach keeps notes.", "After the box."]
    assert words(document, Story.TEXT_BOX) == ["In a box."]
    assert words(document, Story.FOOTNOTE) == ["A footnote."]
    assert words(document, Story.ENDNOTE) == ["An endnote."]
    assert words(document, Story.COMMENT) == ["A comment."]
    assert words(document, Story.HEADER) == ["A header."]
    assert words(document, Story.FOOTER) == ["A footer."]


def test_a_text_box_in_a_footer_belongs_to_the_footer() -> None:
    document = rtf(rb"{\footer\pard Page 1{\shp{\*\shpinst{\shptxt\pard Draft.\par}}}\par}\pard Text.\par")
    assert words(document, Story.FOOTER) == ["Page 1", "Draft."]


def test_what_is_hidden_changed_or_a_picture_is_said_in_notes() -> None:
    document = rtf(rb"\pard a{\v secret words}{\deleted gone}{\*\shppict{\pict 00}}{\nonshppict{\pict 00}}\par")
    assert document.text == "a"
    tracked, hidden, gone, pictures = document.notes
    assert "tracked changes" in tracked
    assert "secret words" in hidden
    assert "“gone”" in gone
    assert pictures == "1 image not read"


def test_the_label_of_an_empty_item_is_not_that_of_the_next_paragraph() -> None:
    document = rtf(rb"\pard{\listtext 1.\tab}One\par{\listtext 2.\tab}{\deleted Two}\par\pard Three\par")
    assert [(label, words) for _, _, label, words in told(document)] == [("1.", "One"), ("", "Three")]


def test_an_embedded_object_is_named_and_what_it_shows_is_read() -> None:
    document = rtf(rb"\pard Fees: {\object\objemb{\*\objclass Excel}{\*\objdata 00}{\result shown}}\par")
    assert document.text == "Fees: shown"
    assert [gap.part for gap in document.unread] == ["an object in the text"]


def test_form_fields_show_their_state() -> None:
    box = rb"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1%s\ffdefres0}}}{\fldrslt}}"
    document = rtf(
        rb"\pard Yes " + box % rb"\ffres1" + b" no " + box % rb"\ffres25"
        + rb" name {\field{\*\fldinst FORMTEXT}{\fldrslt \u8194?\u8194?}}"
        rb" form {\field{\*\fldinst FORMDROPDOWN{\*\formfield\ffres1{\*\ffl phone}{\*\ffl video}}}{\fldrslt}}\par"
    )  # fmt: skip
    assert document.text == "Yes ☒ no ☐ name ________ form video"


def test_a_large_picture_is_unread() -> None:
    (large,) = rtf(rb"\pard See: {\pict\picwgoal9638\pichgoal14175 00}\par").unread
    assert large.why == "a picture of 17 by 25 cm; words that it shows were not read"


def test_a_table_of_contents_is_contents() -> None:
    document = rtf(
        rb"\pard{\field{\*\fldinst TOC \\o}{\fldrslt Confidentiality\tab 3\par Records\tab 4}}\par"
        rb"\pard\s3 More 9\par\pard The Coach keeps notes.\par"
    )
    assert [kind for kind, _, _, _ in told(document)] == ["contents", "contents", "contents", "paragraph"]


def test_every_character_has_its_paragraph_run_and_offset() -> None:
    document = rtf(rb"\pard One.\par The {\b Coach} keeps\par")
    at = document.text.index("oach")
    assert place_at(document.pieces, at) == WordPlace("", 1, 1, 1)


def test_a_file_that_is_cut_short_says_so() -> None:
    document = read_document("agreement.rtf", HEAD + rb"\pard The Coach {\b keeps {\footnote a note")
    assert words(document) == ["The Coach keeps"]
    assert words(document, Story.FOOTNOTE) == ["a note"]
    assert [gap.why for gap in document.unread] == ["the file is cut short"]


def test_what_stands_behind_the_end_is_no_text() -> None:
    assert read_document("a.rtf", HEAD + rb"\pard Text.\par}} {\par more}").text == "Text."


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"{" * (LIMITS.rtf_groups + 1), "inside each other"),
        (b"a " * (LIMITS.rtf_characters // 2 + 1), "characters"),
    ],
)
def test_what_goes_over_a_limit_is_refused(body: bytes, problem: str) -> None:
    with pytest.raises(UnreadableFile, match=problem):
        rtf(body)


@pytest.mark.parametrize("data", [b"plain text", b"\xef\xbb\xbf{\\rtf1 x}"])
def test_a_file_that_is_only_named_so_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="is none"):
        read_document("agreement.rtf", data)
