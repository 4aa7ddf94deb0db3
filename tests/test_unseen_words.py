"""Words that stand in a file and that its reader does not see are said to be there, and honest files hold none."""

from __future__ import annotations

from pathlib import Path

import pytest
from every_container import SPACES, para, row, run, table, text_box, word_file
from lxml import etree
from test_pdf import SECRECY, pdf, stream, typed

from agreementlint.cli import main
from agreementlint.document import Document
from agreementlint.readers import read_document
from agreementlint.readers.docx_styles import Styles
from agreementlint.readers.docx_unseen import UnseenRuns
from agreementlint.readers.from_docx import read_docx
from agreementlint.readers.from_html import read_html
from agreementlint.readers.from_pdf import read_pdf
from agreementlint.readers.pdf_unseen import MOST_DRAWN
from agreementlint.readers.unseen import HIDDEN, NOT_DRAWN, SAME_COLOUR, TOO_SMALL, contrast
from agreementlint.readers.wire import packed, unpacked
from agreementlint.text import WordPlace

ROOT = Path(__file__).parents[1]

ENOUGH = para(run("The Coach keeps everything that the Client says in the sessions confidential. " * 3))
SECRET = "Records are kept for seven years and then shredded."
WHITE = '<w:color w:val="FFFFFF"/>'


def told(document: Document) -> list[tuple[str, str]]:
    for each in document.unseen:
        if each.span is not None:
            assert " ".join(each.span.of(document.text).split()) == each.words
    return [(each.why, each.words) for each in document.unseen]


def word(body: str, styles: str = "", **parts: str) -> Document:
    if styles:
        parts["styles"] = styles
    return read_docx("a.docx", word_file(ENOUGH + body, **parts))


def shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


STYLES = (
    f'<w:style w:type="character" w:styleId="Ghost"><w:rPr>{WHITE}</w:rPr></w:style>'
    f'<w:style w:type="character" w:styleId="Child"><w:basedOn w:val="Ghost"/></w:style>'
    f'<w:style w:type="paragraph" w:styleId="Pale"><w:rPr><w:color w:val="FAFAFA"/></w:rPr></w:style>'
    f'<w:style w:type="paragraph" w:styleId="Banner"><w:pPr>{shade("1F3864")}</w:pPr><w:rPr>{WHITE}</w:rPr></w:style>'
    f'<w:style w:type="table" w:styleId="Dark"><w:tblStylePr w:type="firstRow"><w:tcPr>{shade("000000")}</w:tcPr>'
    "</w:tblStylePr></w:style>"
)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (para(run(SECRET, WHITE)), SAME_COLOUR),
        (para(run(SECRET, '<w:color w:val="F5F5F5"/>')), SAME_COLOUR),
        (para(run(SECRET, '<w:color w:val="000000" w:themeColor="background1"/>')), SAME_COLOUR),
        (para(run(SECRET, '<w:rStyle w:val="Child"/>')), SAME_COLOUR),
        (para(run(SECRET), properties='<w:pStyle w:val="Pale"/>'), SAME_COLOUR),
        (para(run(SECRET, f'<w:color w:val="1F3864"/>{shade("1F3864")}')), SAME_COLOUR),
        (para(run(SECRET, '<w:color w:val="000000"/><w:highlight w:val="black"/>')), SAME_COLOUR),
        (para(run(SECRET, f'{WHITE}<w:shd w:val="solid" w:color="FFFFFF"/>')), SAME_COLOUR),
        (table(row(para(run("A")), para(run(SECRET, WHITE)))), SAME_COLOUR),
        (para(run(SECRET, '<w:sz w:val="2"/>')), TOO_SMALL),
        (para(run(SECRET, "<w:vanish/>")), HIDDEN),
    ],
)
def test_words_that_word_shows_nobody_are_found(body: str, why: str) -> None:
    assert told(word(body, STYLES)) == [(why, SECRET)]


@pytest.mark.parametrize(
    "body",
    [
        para(run(SECRET, '<w:color w:val="808080"/>')),
        para(run(SECRET, '<w:color w:val="D0CECE"/>')),
        para(run(SECRET, f"{WHITE}{shade('1F3864')}")),
        para(run(SECRET, f'{WHITE}<w:highlight w:val="darkBlue"/>')),
        para(run(SECRET, WHITE), properties=shade("000000")),
        para(run(SECRET), properties='<w:pStyle w:val="Banner"/>'),
        para(run(SECRET, '<w:color w:val="auto"/>'), properties='<w:pStyle w:val="Pale"/>'),
        para(run(SECRET, f'{WHITE}<w:shd w:val="pct50" w:fill="FFFFFF"/>')),
        para(run(SECRET, f'{WHITE}<w:shd w:val="nil"/>'), properties=shade("000000")),
        table(row(f"<w:tc><w:tcPr>{shade('44546A')}</w:tcPr>{para(run(SECRET, WHITE))}</w:tc>", para(run("B")))),
        table(row(para(run(SECRET, WHITE)), para(run("B")))).replace(
            "<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="Dark"/></w:tblPr>'
        ),
        para(text_box(para(run(SECRET, WHITE)), "")),
        para(run(SECRET, '<w:sz w:val="12"/>')),
        para(run(" . ", WHITE), run(SECRET)),
    ],
)
def test_pale_words_on_a_dark_or_unknown_ground_are_honest(body: str) -> None:
    assert told(word(body, STYLES)) == []


def test_white_words_before_a_picture_or_a_coloured_page_may_be_seen() -> None:
    anchor = '<w:r><w:drawing><wp:anchor behindDoc="{}"><a:graphic/></wp:anchor></w:drawing></w:r>'
    assert told(word(para(anchor.format(1)) + para(run(SECRET, WHITE)))) == []
    assert told(word(para(anchor.format(0)) + para(run(SECRET, WHITE)))) == [(SAME_COLOUR, SECRET)]
    body = para(run(SECRET, WHITE))
    for colour, why in (("00AA00", ""), ("FFFFFF", SAME_COLOUR)):
        root = etree.fromstring(f'<w:document {SPACES}><w:background w:color="{colour}"/>{body}</w:document>')
        unseen = UnseenRuns(Styles(None))
        unseen.look_at("word/document.xml", root)
        assert unseen(WordPlace("word/document.xml", 0, 0, 0)) == why


def test_white_words_in_a_footnote_or_footer_are_found() -> None:
    assert told(word("", footer1=para(run(SECRET, WHITE)))) == [(SAME_COLOUR, SECRET)]


def html(body: str, sheet: str = "", head: str = "") -> Document:
    style = f"<style>{sheet}</style>" if sheet else ""
    return read_html(
        "a.html", f"<html><head>{head}{style}</head><body><p>Seen.</p>{body}<p>Seen, too.</p></body></html>"
    )


SHEET = (
    "/* .seen { display: none } */ .gone, p.off { display: none } #ghost { color: #FEFEFE } .tiny { font-size: 1px }"
    " .hero .banner { background: #123456 } .banner { color: white } @media print { .paper { display: none } }"
)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (f'<p style="display:none">{SECRET}</p>', HIDDEN),
        (f'<p class="x gone">{SECRET}</p>', HIDDEN),
        (f"<p class=OFF>{SECRET}</p>", HIDDEN),
        (f"<p id=ghost>{SECRET}</p>", SAME_COLOUR),
        (f"<div class=tiny><p>{SECRET}</div>", TOO_SMALL),
        (f'<p style="color: #fff">{SECRET}</p>', SAME_COLOUR),
        (f'<p style="color:rgb(250, 250, 250)">{SECRET}</p>', SAME_COLOUR),
        (f'<div style="color:white"><ul><li>{SECRET}</ul></div>', SAME_COLOUR),
        (f"<font color=white>{SECRET}</font>", SAME_COLOUR),
        (f'<p style="color:transparent">{SECRET}</p>', HIDDEN),
        (f'<p style="opacity:0">{SECRET}</p>', HIDDEN),
        (f'<p style="font-size:0">{SECRET}</p>', TOO_SMALL),
        (f'<p style="position:absolute;left:-9999px">{SECRET}</p>', HIDDEN),
    ],
)
def test_words_that_a_browser_does_not_show_are_found(body: str, why: str) -> None:
    assert told(html(body, SHEET)) == [(why, SECRET)]


@pytest.mark.parametrize(
    "body",
    [
        f'<p style="color:#777">{SECRET}</p>',
        f'<p style="color:white;background:#333">{SECRET}</p>',
        f'<div style="background-color:navy"><p style="color:#fff">{SECRET}</p></div>',
        f'<div style="background:url(sea.png)"><p style="color:#fff">{SECRET}</p></div>',
        f"<table><tr bgcolor=black><td><font color=#ffffff>{SECRET}</font></table>",
        f'<td background="sea.png"><font color=#ffffff>{SECRET}</font></td>',
        f"<p class=banner>{SECRET}</p>",
        f"<p class=paper>{SECRET}</p>",
        f"<p class=seen>{SECRET}</p>",
        f'<p style="color:#fff">  </p><p>{SECRET}</p>',
        f'<p style="font-size:0.8em">{SECRET}</p>',
        f'<p style="color:rgba(255,255,255,.5)">{SECRET}</p>',
    ],
)
def test_pale_words_on_a_dark_ground_of_a_page_are_honest(body: str) -> None:
    assert told(html(body, SHEET)) == []


def test_a_style_sheet_in_another_file_leaves_open_what_is_behind() -> None:
    link = '<link rel="stylesheet" href="site.css">'
    assert told(html(f'<p style="color:#fff">{SECRET}</p>', head=link)) == []
    assert told(html(f'<p style="font-size:1px">{SECRET}</p>', head=link)) == [(TOO_SMALL, SECRET)]


def test_tags_without_an_end_take_their_colour_no_further() -> None:
    body = f'<ul><li style="color:#fff">{SECRET}<li>Two</ul><table><tr><td style="color:#fff">{SECRET}<td>Four</table>'
    assert told(html(body)) == [(SAME_COLOUR, SECRET), (SAME_COLOUR, SECRET)]


def test_a_style_sheet_that_never_ends_and_one_of_braces_alone_are_read() -> None:
    assert told(html(f"<p>{SECRET}</p>", "}{{}{ .gone {display:none")) == []
    assert told(read_html("a.html", f"<p style='color:#fff'>{SECRET}</p><style>/* p {{display:none}}")) == [
        (SAME_COLOUR, SECRET)
    ]


def page(drawing: bytes, keys: str = "") -> Document:
    return read_pdf("a.pdf", pdf(stream(typed(*SECRECY)) + drawing, page_keys=keys))


LINE = stream(typed(SECRET, top=600))
DARK_FIELD = b"0 0 0 rg 60 590 450 30 re f\n"


@pytest.mark.parametrize("keys", ["", "/Rotate 90", "/CropBox [20 20 500 800]"])
@pytest.mark.parametrize(
    ("drawing", "why"),
    [
        (b"1 1 1 rg\n" + LINE, SAME_COLOUR),
        (b"3 Tr\n" + LINE, NOT_DRAWN),
        (stream(typed(SECRET, top=600, size=1)), TOO_SMALL),
    ],
)
def test_words_that_a_pdf_does_not_show_are_found(drawing: bytes, why: str, keys: str) -> None:
    assert told(page(drawing, keys)) == [(why, SECRET)]


@pytest.mark.parametrize(
    "drawing",
    [
        b"0.5 g\n" + LINE,
        DARK_FIELD + b"1 1 1 rg\n" + LINE,
        b"3 Tr\n" + LINE + b"0 Tr\n" + LINE,  # as a scan shows the words under those that were recognised
        stream(typed(SECRET, top=600, size=6)),
    ],
)
def test_pale_or_undrawn_words_that_a_pdf_shows_all_the_same_are_honest(drawing: bytes) -> None:
    assert told(page(drawing)) == []


def test_of_a_very_long_file_the_first_pages_are_looked_at() -> None:
    def drawn(number: int) -> bytes:
        seen = stream(typed(f"Clause {number} is here for everybody to see.", top=720 - 3 * number))
        return seen + b"1 1 1 rg\n" + stream(typed(f"Nobody sees number {number}.", top=500 - 3 * number))

    found = read_pdf("a.pdf", pdf(*map(drawn, range(MOST_DRAWN + 2)))).unseen
    assert [each.words for each in found] == [f"Nobody sees number {number}." for number in range(MOST_DRAWN)]


def test_a_note_says_where_the_words_stand_and_begins_to_quote_them() -> None:
    long = SECRET * 2
    assert word(para(run(long, WHITE))).notes == (
        f"Text in paragraph 2 of word/document.xml was read that a reader does not see, {len(long)} characters; its"
        " letters have the colour of what is behind them: “Records are kept for seven years and then shredded.Records"
        " a …”",
    )
    assert html(f"\n<p style='font-size:1px'>{SECRET}</p>").notes[0].startswith("Text in line 2 was read")
    assert page(b"3 Tr\n" + LINE).notes[0].startswith("Text on page 1 was read")


def test_check_says_that_there_are_words_that_nobody_sees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "agreement.docx"
    file.write_bytes(word_file(ENOUGH + para(run(SECRET, WHITE))))
    main(["check", str(file)])
    assert "a reader does not see" in " ".join(capsys.readouterr().out.split())


def test_unseen_words_come_back_from_the_process_that_read_them() -> None:
    document = word(para(run(SECRET, WHITE)) + para(run("gone", "<w:vanish/>")))
    assert len(document.unseen) == 2
    assert unpacked(document.path, packed(document)) == document


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.*")), ids=lambda path: path.name)
def test_the_examples_hold_nothing_unseen(path: Path) -> None:
    if path.suffix != ".py":
        assert read_document(path.name, path.read_bytes()).unseen == ()


def test_contrast_is_that_of_the_guidelines_for_the_web() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((0x77, 0x77, 0x77), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)
