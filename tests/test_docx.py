"""What is read from Word files: every container, every label, the exact places, and what is refused."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from lxml import etree
from made_docx import SPACES, W_NAME, docx, lines, para, read, run, words

from agreementlint.document import BlockKind, Changes, Document, Story
from agreementlint.readers.from_docx import read_docx
from agreementlint.text import WordPlace

W = f"{{{W_NAME}}}"


def table(*rows: tuple[str, ...], head: bool = False) -> str:
    marked = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    lines = "".join(
        f"<w:tr>{marked if number == 0 else ''}{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>"
        for number, row in enumerate(rows)
    )
    return f"<w:tbl>{lines}</w:tbl>"


def read_as(changes: Changes, body: str) -> Document:
    return read_docx("agreement.docx", docx(body), changes)


# Every container that Word has, with one marked text in each.
CONTAINERS = "".join(
    (
        para("Body {{body}} text"),
        '<w:p><w:r><w:footnoteReference w:id="2"/><w:endnoteReference w:id="2"/></w:r></w:p>',
        f"<w:p>{run('Split {{p_')}{run('split}} run', '<w:b/>')}</w:p>",
        table((para("cell {{table}}"), table((para("nested {{nested}}"), para("y"))) + para("x"))),
        f"<w:sdt><w:sdtContent>{para('control {{block_control}}')}</w:sdtContent></w:sdt>",
        f"<w:p>{run('a ')}<w:sdt><w:sdtContent>{run('{{inline_control}}')}</w:sdtContent></w:sdt></w:p>",
        f'<w:p><w:ins w:id="1" w:author="a">{run("inserted {{inserted}}")}</w:ins></w:p>',
        f'<w:p><w:moveTo w:id="3" w:author="a">{run("moved {{moved_here}}")}</w:moveTo></w:p>',
        f'<w:p><w:moveFrom w:id="4" w:author="a">{run("moved {{moved_away}}")}</w:moveFrom></w:p>',
        f'<w:p>{run("keep ")}<w:del w:id="2"><w:r><w:delText>gone {{{{deleted}}}}</w:delText></w:r></w:del></w:p>',
        f"<w:p>{run('hidden {{hidden}}', '<w:vanish/>')}</w:p>",
        f'<w:p><w:hyperlink r:id="rIdX">{run("link {{link}}")}</w:hyperlink></w:p>',
        f"<w:p><w:smartTag>{run('tag {{smart_tag}}')}</w:smartTag></w:p>",
        f'<w:p><w:fldSimple w:instr="MERGEFIELD x">{run("{{simple_field}}")}</w:fldSimple></w:p>',
        f"""<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>
        {para("box {{text_box}}")}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>
        <w:txbxContent>{para("box {{text_box}}")}</w:txbxContent></v:textbox></w:pict></mc:Fallback>
        </mc:AlternateContent></w:r></w:p>""",
        f"""<w:p>{run("Field: ")}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD
        {{{{code}}}} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("«{{result}}»")}
        <w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>""",
        "<w:p><w:r><w:t>tab</w:t><w:tab/><w:t>{{tab}}</w:t><w:br/><w:t>{{break}} non</w:t><w:noBreakHyphen/>"
        "<w:t>dis</w:t><w:softHyphen/><w:t>clo\u00adsure</w:t></w:r></w:p>",
    )
)
STORY_PARTS = {
    "footnotes": f'<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="0">{para("{{separator}}")}</w:footnote>'
    f'<w:footnote w:id="2">{para("{{footnote}}")}</w:footnote></w:footnotes>',
    "endnotes": f'<w:endnotes {SPACES}><w:endnote w:id="2">{para("{{endnote}}")}</w:endnote></w:endnotes>',
    "header1": f"<w:hdr {SPACES}>{para('{{header}}')}</w:hdr>",
    "header2": f"<w:hdr {SPACES}>{para('{{header}}')}</w:hdr>",
    "footer1": f"<w:ftr {SPACES}>{para('{{footer}}')}</w:ftr>",
    "comments": f'<w:comments {SPACES}><w:comment w:id="0">{para("{{comment}}")}</w:comment></w:comments>',
}
READ_ONCE = (
    *("body", "p_split", "table", "nested", "block_control", "inline_control", "inserted", "moved_here", "link"),
    *("smart_tag", "simple_field", "text_box", "result", "tab", "break"),
    *("footnote", "endnote", "header", "footer", "comment"),
)
NOT_READ = ("moved_away", "deleted", "hidden", "code", "separator")


@pytest.mark.parametrize("name", READ_ONCE)
def test_the_text_of_every_container_is_read_once(name: str) -> None:
    assert read(CONTAINERS, **STORY_PARTS).text.count(f"{{{{{name}}}}}") == 1


@pytest.mark.parametrize("name", NOT_READ)
def test_deleted_hidden_and_technical_text_is_no_text_of_the_agreement(name: str) -> None:
    assert f"{{{{{name}}}}}" not in read(CONTAINERS, **STORY_PARTS).text


def test_hidden_text_and_tracked_changes_are_mentioned() -> None:
    notes = " ".join(read(CONTAINERS).notes)
    assert "{{hidden}}" in notes
    assert "tracked changes" in notes


def test_hyphens_and_breaks_read_as_they_are_seen() -> None:
    assert "tab {{tab}} {{break}} non-disclosure" in read(CONTAINERS).text


def test_each_story_is_told_by_name() -> None:
    document = read(CONTAINERS, **STORY_PARTS)
    told = {words(document, block): block.story for block in document.blocks if block.story is not Story.BODY}
    assert told == {
        "box {{text_box}}": Story.TEXT_BOX,
        "{{footnote}}": Story.FOOTNOTE,
        "{{endnote}}": Story.ENDNOTE,
        "{{header}}": Story.HEADER,
        "{{footer}}": Story.FOOTER,
        "{{comment}}": Story.COMMENT,
    }


UNDERLINED = '<w:u w:val="single"/>'
BLANKS = "".join(
    (
        f"<w:p>{run('Name:')}{run('      ', UNDERLINED)}{run(' Date:')}"
        '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/></w:r></w:p>',
        f"<w:p>{run('Fee: ')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Enter the fee')}"
        "</w:sdtContent></w:sdt></w:p>",
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
        '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> I agree</w:t></w:r></w:p>',
    )
)
TRICKY = "".join(
    (
        para("  two   spaces\u00a0and a tail  "),
        para("soft\u00adhyphen and zero\u200bwidth"),
        f'<w:p><w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr>{run("The Coach will ")}</w:p>' + para("keep secrets."),
        "<w:p><w:r><w:t>First.</w:t><w:br/><w:br/><w:t>Second.</w:t></w:r></w:p>",
        para("(a) where the law requires it;"),
    )
)
SAMPLES = {
    "containers": docx(CONTAINERS, **STORY_PARTS),
    "blanks": docx(BLANKS),
    "tricky": docx(TRICKY),
    "tables": docx(table((para("What"), para("How long")), (para("Notes"), para("Seven years")))),
}
STAND_INS = "[]_☒☐"


def run_text(element: etree._Element) -> str:
    """The characters of a run as the places count them, worked out without the reader."""
    text = ""
    for child in element:
        if child.tag == W + "t":
            text += child.text or ""
        elif child.tag in (W + "tab", W + "br"):
            text += " "
        elif child.tag == W + "noBreakHyphen":
            text += "-"
    return text


def word_at(parts: dict[str, etree._Element], place: WordPlace, length: int) -> str:
    paragraph = list(parts[place.part].iter(W + "p"))[place.paragraph]
    runs = [
        element
        for element in paragraph.iter(W + "r")
        if next(above for above in element.iterancestors() if above.tag == W + "p") is paragraph
    ]
    return run_text(runs[place.run])[place.offset : place.offset + length]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_piece_stands_exactly_where_its_place_says(name: str) -> None:
    document = read_docx("agreement.docx", SAMPLES[name])
    archive = zipfile.ZipFile(BytesIO(SAMPLES[name]))
    parts = {part: etree.fromstring(archive.read(part)) for part in archive.namelist() if part.endswith(".xml")}
    covered: set[int] = set()
    assert document.pieces
    for piece in document.pieces:
        assert isinstance(piece.place, WordPlace)
        text = document.text[piece.start : piece.end]
        if text.strip(STAND_INS):
            found = word_at(parts, piece.place, piece.end - piece.start)
            assert "".join(" " if letter.isspace() else letter for letter in found) == text
        covered.update(range(piece.start, piece.end))
    assert covered == {at for block in document.blocks for at in range(block.start, block.end)}


@pytest.mark.parametrize("name", SAMPLES)
def test_blocks_are_trimmed_and_divided_by_one_line_feed(name: str) -> None:
    document = read_docx("agreement.docx", SAMPLES[name])
    assert "\n".join(lines(document)) == document.text
    assert all(line == " ".join(line.split()) and line for line in lines(document))


def test_blanks_are_read_as_open_slots() -> None:
    document = read(BLANKS)
    assert lines(document) == ["Name:______ Date:____", "Fee: ____", "I agree"]
    assert document.blocks[-1].label == "☒"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert "The Coach will keep secrets." in lines(read(TRICKY))


def test_two_line_breaks_divide_a_paragraph() -> None:
    assert {"First.", "Second."} <= set(lines(read(TRICKY)))


def test_a_label_typed_by_hand_is_no_part_of_the_item() -> None:
    document = read(TRICKY)
    item = document.blocks[-1]
    assert (item.kind, item.label, words(document, item)) == (BlockKind.ITEM, "(a)", "where the law requires it;")


def cells(document: Document) -> list[tuple[int, int, int, bool, str]]:
    return [(b.table, b.row, b.column, b.header, words(document, b)) for b in document.blocks]


def test_cells_know_their_table_row_and_column() -> None:
    body = table((para("What"), para("How long")), (para("Notes"), para("Seven years after the end")), head=True)
    body += "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + para("wide") + "</w:tc><w:tc>"
    body += para("third") + "</w:tc></w:tr></w:tbl>"
    assert cells(read(body)) == [
        (0, 0, 0, True, "What"),
        (0, 0, 1, True, "How long"),
        (0, 1, 0, False, "Notes"),
        (0, 1, 1, False, "Seven years after the end"),
        (1, 0, 0, False, "wide"),
        (1, 0, 2, False, "third"),
    ]


def test_a_bold_first_column_heads_its_rows() -> None:
    body = table((para("Coach", look="<w:b/>"), para("Jo Hart")), (para("Client", look="<w:b/>"), para("Ann Lee")))
    assert [block.header for block in read(body).blocks] == [True, False, True, False]


def test_a_column_of_form_labels_heads_its_rows() -> None:
    body = table((para("Coach:"), para("Jo Hart")), (para("Client:"), para("Ann Lee")))
    assert [block.header for block in read(body).blocks] == [True, False, True, False]


def test_a_frame_of_one_cell_is_no_table() -> None:
    body = table((para("Confidentiality", properties='<w:outlineLvl w:val="0"/>') + para("The Coach keeps it."),))
    assert [(block.kind, block.table) for block in read(body).blocks] == [
        (BlockKind.HEADING, -1),
        (BlockKind.PARAGRAPH, -1),
    ]


def test_a_content_control_gives_its_name_as_caption() -> None:
    name = '<w:sdtPr><w:alias w:val="Retention"/></w:sdtPr>'
    body = f"<w:sdt>{name}<w:sdtContent>{para('Six years')}</w:sdtContent></w:sdt>"
    assert read(body).blocks[0].caption == "Retention"


def test_embedded_documents_are_named_as_unread() -> None:
    assert [unread.part for unread in read(para("See the annex."), package="", image="").unread] == ["word/package.xml"]


def test_a_file_of_pictures_is_unread_and_one_with_a_logo_is_not() -> None:
    picture = "<w:p><w:r><w:drawing/></w:r></w:p>"
    assert [unread.part for unread in read(picture).unread] == ["word/document.xml"]
    assert read(picture + para("The Coach keeps all of it confidential. " * 10)).unread == ()


def test_strict_word_files_are_read_too() -> None:
    plain = docx(para("Confidential"))
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(plain)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            strict = old.read(name).replace(W_NAME.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            new.writestr(name, strict)
    assert lines(read_docx("a.docx", held.getvalue())) == ["Confidential"]


def changed(mark: str, inside: str) -> str:
    return f'<w:{mark} w:id="1" w:author="a">{inside}</w:{mark}>'


def ended(mark: str, inside: str) -> str:
    """A paragraph whose end carries a mark of a tracked change."""
    return f'<w:p><w:pPr><w:rPr><w:{mark} w:id="7"/></w:rPr></w:pPr>{inside}</w:p>'


def removed(text: str) -> str:
    return changed("del", f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>')


def row(text: str, mark: str = "") -> str:
    marked = f"<w:trPr><w:{mark}/></w:trPr>" if mark else ""
    return f"<w:tr>{marked}<w:tc>{para(text)}</w:tc><w:tc>{para(text.upper())}</w:tc></w:tr>"


CHANGED = "".join(
    (
        f"<w:p>{run('kept for ')}{removed('five')}{changed('ins', run('seven'))}{run(' years')}</w:p>",
        f"<w:p>{changed('ins', removed('neither') + run('added'))}</w:p>",
        f"<w:p>{changed('moveFrom', run('moved'))}</w:p><w:p>{changed('moveTo', run('moved'))}</w:p>",
        ended("del", run("joined ")) + para("in the end"),
        ended("ins", run("joined ")) + para("at first"),
        f"<w:tbl>{row('one')}{row('two', 'ins')}{row('three', 'del')}</w:tbl>",
    )
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            Changes.FINAL,
            "kept for seven years|added|moved|joined in the end|joined|at first|one|ONE|two|TWO",
        ),
        (
            Changes.ORIGINAL,
            "kept for five years|moved|joined|in the end|joined at first|one|ONE|three|THREE",
        ),
        (
            Changes.BOTH,
            "kept for five seven years|neitheradded|moved|moved|joined|in the end|joined|at first"
            "|one|ONE|two|TWO|three|THREE",
        ),
    ],
)
def test_tracked_changes_are_read_as_accepted_as_not_made_or_both(changes: Changes, expected: str) -> None:
    document = read_as(changes, CHANGED)
    assert "|".join(lines(document)) == expected
    assert any("tracked changes" in note for note in document.notes)


def test_a_changed_format_counts_as_it_was_in_the_original() -> None:
    body = (
        '<w:p><w:pPr><w:outlineLvl w:val="0"/><w:pPrChange w:id="1"><w:pPr/></w:pPrChange></w:pPr>'
        '<w:r><w:rPr><w:rPrChange w:id="2"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>Fees</w:t></w:r></w:p>'
        + para("They are due.")
    )
    assert [block.kind for block in read(body).blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert lines(read_as(Changes.ORIGINAL, body)) == ["They are due."]


def test_what_a_tracked_change_takes_away_is_quoted_in_the_notes() -> None:
    assert any("“five" in note for note in read(CHANGED).notes)
    assert any("“seven" in note for note in read_as(Changes.ORIGINAL, CHANGED).notes)
    assert not any("left out" in note for note in read_as(Changes.BOTH, CHANGED).notes)
