"""What is read from PDF files: paragraphs, columns, tables, running lines, broken words, places, and what is refused."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from types import ModuleType

import pytest

from agreementlint.document import Block, BlockKind, Document, Story
from agreementlint.errors import UnreadableFile
from agreementlint.readers.from_pdf import read_pdf
from agreementlint.text import PagePlace

Line = tuple[float, float, float, bool, str]  # left, baseline, size, bold, words
WIDTH, HEIGHT = 595, 842
LEFT, TOP, LEADING = 72.0, 760.0, 14.0


def stream(lines: Sequence[Line], matrix: str = "1 0 0 1") -> bytes:
    """The drawing of these lines; `matrix` turns the letters, and then left and baseline are where they begin."""
    out = b""
    for left, baseline, size, bold, words in lines:
        escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
        start = f"BT /F{2 if bold else 1} {size} Tf {matrix} {left} {baseline} Tm (".encode()
        out += start + escaped + b") Tj ET\n"
    return out


def pdf(*pages: bytes, page_keys: str = "", objects: Sequence[str] = (), root: str = "", trailer: str = "") -> bytes:
    """A PDF file with a page for each drawing; `objects` are further objects, numbered from 5."""
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(),
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        *(text.encode() for text in objects),
    ]
    kids: list[int] = []
    for drawing in pages:
        bodies.append(b"<< /Length %d >>\nstream\n" % len(drawing) + drawing + b"endstream")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {page_keys} /Contents {len(bodies)} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /Im1 5 0 R >> >> >>".encode()
        )
        kids.append(len(bodies))
    bodies[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + table
    end = f"trailer << /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    return out + head + end


def typed(*lines: str, left: float = LEFT, top: float = TOP, size: float = 11, bold: bool = False) -> list[Line]:
    """Lines one under the other; an empty one leaves its line free."""
    return [(left, top - LEADING * number, size, bold, words) for number, words in enumerate(lines) if words]


def words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def read(*pages: Sequence[Line]) -> Document:
    return read_pdf("agreement.pdf", pdf(*(stream(page) for page in pages)))


def told(document: Document) -> list[tuple[BlockKind, str, str]]:
    return [(block.kind, block.label, words(document, block)) for block in document.blocks]


PARAGRAPH, ITEM, HEADING, CONTENTS = BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING, BlockKind.CONTENTS
SECRECY = (
    "The Coach keeps everything that the Client says in the sessions confidential and tells",
    "nobody about it, except where the law or a court requires it, or where there is danger.",
)
AGREEMENT = [
    *typed("Coaching Agreement", size=18, bold=True),
    *typed("Confidentiality", size=13, bold=True, top=725),
    *typed(*SECRECY, "It lasts for ever.", "", "The Coach may speak:", top=705),
    *typed("(a)", "", "(b)", left=80, top=630),
    *typed("where a court orders it, or where the law of the land requires the Coach to", left=100, top=630),
    *typed("speak; and", "where there is a danger.", left=100, top=616),
]


def test_lines_are_joined_to_paragraphs_headings_and_items() -> None:
    assert told(read(AGREEMENT)) == [
        (HEADING, "", "Coaching Agreement"),
        (HEADING, "", "Confidentiality"),
        (PARAGRAPH, "", f"{SECRECY[0]} {SECRECY[1]} It lasts for ever."),
        (PARAGRAPH, "", "The Coach may speak:"),
        (ITEM, "(a)", "where a court orders it, or where the law of the land requires the Coach to speak; and"),
        (ITEM, "(b)", "where there is a danger."),
    ]


def test_larger_letters_make_higher_headings() -> None:
    assert [block.level for block in read(AGREEMENT).blocks[:2]] == [1, 2]


def test_a_bold_line_is_marked_and_kept_apart() -> None:
    document = read([*typed("Fees", bold=True), *typed("The fee is due every month.", top=746)])
    assert [(words(document, block), block.bold) for block in document.blocks] == [
        ("Fees", True),
        ("The fee is due every month.", False),
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("keeps all of it confiden-", "tial for ever.", "keeps all of it confidential for ever."),
        ("signs a non-", "disclosure agreement.", "signs a non-disclosure agreement."),
        ("may extend or ex-", "tend the term.", "may extend or extend the term."),
        ("is a self-", "employed coach.", "is a self-employed coach."),
        ("works with an ex-", "employee of the Client.", "works with an ex-employee of the Client."),
        ("in the years 2024-", "2026 only.", "in the years 2024-2026 only."),
    ],
)
def test_a_word_broken_at_a_line_end_is_mended(first: str, second: str, joined: str) -> None:
    assert read(typed(f"The Coach {first}", second)).text == f"The Coach {joined}"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"The coach keeps the secret number {number} of" for number in range(8)]
    right = [f"Fees are due on the first day of month {number}" for number in range(8)]
    page = [
        *typed("An agreement over the whole width of the page, from the left margin to the right one"),
        *typed(*left, top=730),
        *typed(*right, top=730, left=320),
    ]
    text = read(page).text
    assert text.index("number 7") < text.index("month 0")
    assert text.index("whole width") < text.index("number 0")


def test_a_table_becomes_cells_with_their_heads() -> None:
    page = [
        *typed("What", bold=True),
        *typed("How long", bold=True, left=250),
        *typed("Notes", top=740),
        *typed("Seven years after the end of", "the coaching, then shredded", left=250, top=740),
        *typed("Invoices", top=706),
        *typed("Ten years", left=250, top=706),
    ]
    document = read(page)
    assert [(b.kind, b.row, b.column, b.header, words(document, b)) for b in document.blocks] == [
        (BlockKind.CELL, 0, 0, True, "What"),
        (BlockKind.CELL, 0, 1, True, "How long"),
        (BlockKind.CELL, 1, 0, False, "Notes"),
        (BlockKind.CELL, 1, 1, False, "Seven years after the end of the coaching, then shredded"),
        (BlockKind.CELL, 2, 0, False, "Invoices"),
        (BlockKind.CELL, 2, 1, False, "Ten years"),
    ]


def test_centred_and_right_set_columns_are_columns() -> None:
    rows = [[(72.0, "What"), (250.0, "How long"), (430.0, "Ends")]]
    rows.append([(72.0, "Notes"), (248.5, "two years"), (410.0, "shredded")])
    rows.append([(72.0, "Invoices"), (262.0, "ten"), (418.0, "deleted")])
    lines = [(left, TOP - LEADING * number, 11.0, False, said) for number, row in enumerate(rows) for left, said in row]
    document = read(lines)
    assert [(block.row, block.column, words(document, block)) for block in document.blocks] == [
        (0, 0, "What"),
        (0, 1, "How long"),
        (0, 2, "Ends"),
        (1, 0, "Notes"),
        (1, 1, "two years"),
        (1, 2, "shredded"),
        (2, 0, "Invoices"),
        (2, 1, "ten"),
        (2, 2, "deleted"),
    ]


def test_a_last_cell_that_goes_on_below_its_row_is_one_cell() -> None:
    page = [
        *typed("Notes", "Invoices"),
        *typed("Seven years", "Ten years after the end of", "the coaching", left=250),
    ]
    cells = [words(document, block) for document in (read(page),) for block in document.blocks]
    assert cells == ["Notes", "Seven years", "Invoices", "Ten years after the end of the coaching"]


def test_a_word_that_a_narrow_cell_divides_without_a_hyphen_is_whole() -> None:
    page = [
        *typed("All of it is stored in Singapore and in Cork.", top=TOP + 40),
        *typed("Notes", "", "", "Bills"),
        *typed("Vault, Singapo", "re data cen-", "tre", "At home", "or in the office", left=250),
    ]
    cells = [words(document, block) for document in (read(page),) for block in document.blocks]
    assert "Vault, Singapore data centre" in cells
    assert "At home or in the office" in cells


def test_lines_to_be_signed_are_no_table() -> None:
    page = [*typed("Coach: __________", "Date: __________"), *typed("Client: __________", "Date: ________", left=300)]
    assert {block.kind for block in read(page).blocks} == {PARAGRAPH}


def test_a_table_of_contents_says_nothing() -> None:
    page = [*typed("Contents", size=16), *typed("1. Confidentiality ............ 2", "2. Fees", top=730)]
    page += typed("3", left=500, top=716)
    assert told(read(page)) == [
        (CONTENTS, "", "Contents"),
        (CONTENTS, "1.", "Confidentiality ............ 2"),
        (CONTENTS, "2.", "Fees 3"),
    ]


def running(number: int, *lines: str) -> list[Line]:
    return [
        *typed("Agreement of Hart and Lee", top=810, size=9),
        *typed(f"Page {number} of 3", top=30, size=9),
        *typed(*lines),
    ]


def test_what_runs_along_the_pages_is_told_once_and_apart() -> None:
    document = read(running(1, *SECRECY[:1]), running(2, *SECRECY[1:]), running(3, "Fees are due."))
    assert [(block.story, words(document, block)) for block in document.blocks] == [
        (Story.BODY, " ".join(SECRECY)),
        (Story.BODY, "Fees are due."),
        (Story.HEADER, "Agreement of Hart and Lee"),
        (Story.FOOTER, "Page 1 of 3"),
    ]


IMAGE = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
SCAN = b"q 595 0 0 842 0 0 cm /Im1 Do Q\n"
PICTURE = f"{IMAGE}\nstream\n0\nendstream"


def test_a_scanned_page_is_unread_and_an_empty_one_is_not() -> None:
    document = read_pdf("a.pdf", pdf(stream(AGREEMENT), SCAN, b"", objects=(PICTURE,)))
    assert [unread.part for unread in document.unread] == ["page 2"]
    assert "OCR" in document.unread[0].why


def test_a_scan_with_a_stamped_line_is_unread() -> None:
    stamped = [SCAN + stream(typed("Envelope 4711", top=820)) for _ in range(3)]
    document = read_pdf("a.pdf", pdf(*stamped, objects=(PICTURE,)))
    assert [unread.part for unread in document.unread] == ["page 1", "page 2", "page 3"]


def form_field(rest: str) -> str:
    return f"<< /Type /Annot /Subtype /Widget /Rect [150 755 300 772] /F 4 /DA (/F1 11 Tf) {rest} >>"


@pytest.mark.parametrize(
    ("field", "seen"),
    [
        ("/FT /Tx /T (a) /V (seven years)", "Retention: seven years"),
        ("/FT /Tx /T (a)", "Retention: ____"),
        ("/FT /Btn /T (a) /V /Off /AS /Off", "Retention: ☐"),
    ],
)
def test_a_form_field_is_read_where_it_stands(field: str, seen: str) -> None:
    data = pdf(
        stream(typed("Retention:")),
        objects=("<< >>", form_field(field)),
        page_keys="/Annots [6 0 R]",
        root="/AcroForm << /Fields [6 0 R] /DR << /Font << /F1 3 0 R >> >> >>",
    )
    assert read_pdf("a.pdf", data).text == seen


def test_a_remark_is_a_comment() -> None:
    note = "<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (Who is told?) >>"
    document = read_pdf("a.pdf", pdf(stream(AGREEMENT), objects=("<< >>", note), page_keys="/Annots [6 0 R]"))
    assert [words(document, block) for block in document.blocks if block.story is Story.COMMENT] == ["Who is told?"]


def test_a_remark_with_more_words_than_a_page_may_hold_makes_its_page_unread() -> None:
    note = f"<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents ({'a ' * 150_000}) >>"
    document = read_pdf("a.pdf", pdf(stream(AGREEMENT), objects=("<< >>", note), page_keys="/Annots [6 0 R]"))
    assert [(unread.part, unread.why) for unread in document.unread] == [
        ("page 1", "too much text on one page; split the file")
    ]


def test_files_that_hang_on_a_pdf_are_named_as_unread() -> None:
    file = "<< /Type /Annot /Subtype /FileAttachment /Rect [10 10 30 30] /Contents (The terms) >>"
    names = "/Names << /EmbeddedFiles << /Names [(a) 7 0 R (b) 7 0 R] >> >>"
    spec = "<< /Type /Filespec /F (terms.txt) >>"
    document = read_pdf(
        "a.pdf",
        pdf(stream(AGREEMENT), objects=("<< >>", file, spec), page_keys="/Annots [6 0 R]", root=names),
    )
    assert [unread.part for unread in document.unread] == ["3 attached files"]


TURNED = {1: ("0 1 -1 0", "/Rotate 90"), 2: ("-1 0 0 -1", "/Rotate 180"), 3: ("0 -1 1 0", "/Rotate 270")}


def turned(quarters: int) -> bytes:
    spots = {
        1: [(100.0, 72.0), (114.0, 72.0)],
        2: [(500.0, 100.0), (500.0, 114.0)],
        3: [(500.0, 800.0), (486.0, 800.0)],
    }
    lines = [(x, y, 11.0, False, text) for (x, y), text in zip(spots[quarters], SECRECY, strict=True)]
    return pdf(stream(lines, TURNED[quarters][0]), page_keys=TURNED[quarters][1])


@pytest.mark.parametrize("quarters", TURNED)
def test_a_turned_page_is_read_upright(quarters: int) -> None:
    assert read_pdf("a.pdf", turned(quarters)).text == " ".join(SECRECY)


SAMPLES: Mapping[str, bytes] = {
    "agreement": pdf(stream(AGREEMENT)),
    "running": pdf(*(stream(running(number, *SECRECY)) for number in range(1, 4))),
    "broken word": pdf(stream(typed("The Coach keeps it confiden-", "tial and signs a non-", "disclosure duty."))),
    **{f"turned {quarters}": turned(quarters) for quarters in TURNED},
}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_piece_stands_in_its_box(name: str) -> None:
    import pypdfium2

    document = read_pdf("a.pdf", SAMPLES[name])
    covered: set[int] = set()
    source = pypdfium2.PdfDocument(SAMPLES[name])
    texts = [page.get_textpage() for page in source]
    for piece in document.pieces:
        assert isinstance(piece.place, PagePlace)
        left, bottom, right, top = piece.place.box
        found = texts[piece.place.page - 1].get_text_bounded(left - 0.3, bottom - 0.3, right + 0.3, top + 0.3)
        assert document.text[piece.start : piece.end].strip() in found.replace("\x02", "-")
        covered.update(range(piece.start, piece.end))
    source.close()
    assert covered == {at for block in document.blocks for at in range(block.start, block.end)}


@pytest.mark.parametrize("name", SAMPLES)
def test_blocks_are_trimmed_and_divided_by_one_line_feed(name: str) -> None:
    document = read_pdf("a.pdf", SAMPLES[name])
    lines = [words(document, block) for block in document.blocks]
    assert "\n".join(lines) == document.text
    assert all(line == " ".join(line.split()) and line for line in lines)


WHOLE = SAMPLES["agreement"]
LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'00' * 32}> /U <{'11' * 32}> >> /ID [<00> <00>]"
UNREADABLE = {
    "the file is empty": b"",
    "it is no PDF": b"Dear client",
    "cut short": WHOLE[: len(WHOLE) // 2],
    "damaged": b"%PDF-1.7 nothing in here %%EOF",
    "password protected": pdf(stream(AGREEMENT), trailer=LOCK),
}


@pytest.mark.parametrize("problem", UNREADABLE)
def test_what_cannot_be_read_says_why_and_what_to_do(problem: str) -> None:
    with pytest.raises(UnreadableFile, match=problem) as caught:
        read_pdf("agreement.pdf", UNREADABLE[problem])
    assert caught.value.advice


@pytest.mark.parametrize("share", range(1, 20))
def test_a_file_cut_short_anywhere_is_refused(share: int) -> None:
    with pytest.raises(UnreadableFile):
        read_pdf("agreement.pdf", WHOLE[: len(WHOLE) * share // 20])


def test_without_pypdfium2_the_advice_is_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> ModuleType:
        if name.startswith("pypdfium2"):
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]  # handed through as it came

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnreadableFile, match=r"agreementlint\[pdf\]"):
        read_pdf("agreement.pdf", WHOLE)
