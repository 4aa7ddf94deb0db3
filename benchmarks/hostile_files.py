"""Files that were made to hang, blind or break whatever reads them, each with the exit statuses that are right for it."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{level} '{f'&a{level - 1};' * 10}'>" for level in range(1, 12)
)
SECRET = "/etc/passwd"
CLAUSE = "The coach shall not disclose what the client says. "
REFUSED, EMPTY, ANSWERED = frozenset({3}), frozenset({4}), frozenset({0, 1, 4})
EITHER = REFUSED | ANSWERED

# The first bytes that formats are told by; random ones follow.
MAGIC = {
    "pdf": b"%PDF-1.7\n",
    "docx": b"PK\x03\x04\x14\0\0\0\x08\0word/document.xml",
    "odt": b"PK\x03\x04\x14" + b"\0" * 25 + b"mimetypeapplication/vnd.oasis.opendocument.text",
    "rtf": b"{\\rtf1\\ansi ",
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "html": b"<!DOCTYPE html><html><body>",
    "yaml": b"version: 1\ncontroller:\n",
    "json": b'{"version": 1, "controller": {',
    "md": b"# Coaching Agreement\n",
    "txt": b"\xff\xfe",
    "text": b"\xef\xbb\xbf",
    "eml": b"From: a@example.org\nSubject: agreement\n\n",
    "zip": b"PK\x05\x06",
}


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file's name, how it is made, which exit statuses of `check` are right, and if it takes seconds to answer."""

    name: str
    make: Callable[[], bytes]
    statuses: frozenset[int] = REFUSED
    is_slow: bool = False


def archive(parts: dict[str, str | bytes], store: tuple[str, ...] = ()) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content, zipfile.ZIP_STORED if name in store else zipfile.ZIP_DEFLATED)
    return held.getvalue()


def word(body: str, before: str = "", **parts: str) -> bytes:
    """A Word document with this body; `numbering` and `styles` are the insides of further parts."""
    further = {f"word/{name}.xml": f"<w:{name} {WORD}>{content}</w:{name}>" for name, content in parts.items()}
    document = f"{before}<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return archive({"word/document.xml": document, **further})


def odf(body: str, before: str = "") -> bytes:
    content = f"{before}<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}, store=("mimetype",))


def paragraph(words: str, rest: str = "") -> str:
    return f"<w:p>{rest}<w:r><w:t>{words}</w:t></w:r></w:p>"


def lying_about_its_size() -> bytes:
    """An archive whose list of contents says that 40 MB are a hundred bytes."""
    data = bytearray(archive({"word/document.xml": b" " * 40_000_000}))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + place
        data[at : at + 4] = struct.pack("<I", 100)
    return bytes(data)


def in_utf16(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")


def pdf(*objects: bytes | str, root: int = 1, trailer: str = "") -> bytes:
    """A PDF of these objects, numbered from 1."""
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + (content if isinstance(content, bytes) else content.encode()) + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    end = f"trailer << /Size {len(objects) + 1} /Root {root} 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + head + end.encode()


def stream(content: bytes, keys: str = "", packed: bool = False) -> bytes:
    data = zlib.compress(content, 9) if packed else content
    packing = "/Filter /FlateDecode" if packed else ""
    return f"<< /Length {len(data)} {packing} {keys} >>\nstream\n".encode() + data + b"\nendstream"


FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
    "/Resources << /Font << /F1 4 0 R >> /XObject << /X 6 0 R >> >> {} >>"
)
SHOWN = b"BT /F1 11 Tf 72 700 Td (The coach keeps what the client says confidential.) Tj ET\n"


def one_page(
    drawing: bytes, *further: bytes | str, font: bytes | str = FONT, page: str = "", packed: bool = False
) -> bytes:
    pages = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return pdf(CATALOGUE, pages, PAGE.format(page), font, stream(drawing, packed=packed), *further)


def repeated_pages(count: int) -> bytes:
    kids = "3 0 R " * count
    return pdf(CATALOGUE, f"<< /Type /Pages /Count {count} /Kids [{kids}] >>", PAGE.format(""), FONT, stream(SHOWN))


def without_mapping() -> bytes:
    """A page whose font gives its letters no meaning: what is shown can be seen and not read."""
    descendant = (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Hidden /CIDToGIDMap /Identity "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    font = "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Hidden /Encoding /Identity-H /DescendantFonts [6 0 R] >>"
    letters = "".join(f"{3 + number % 60:04x}" for number in range(400))
    return one_page(f"BT /F1 11 Tf 72 700 Td <{letters}> Tj ET".encode(), descendant, font=font)


def endless_previous() -> bytes:
    """A table of contents that says that the one before it is itself."""
    data = pdf(CATALOGUE, "<< /Type /Pages /Count 0 /Kids [] >>")
    at = data.index(b"xref\n")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)


def annotated(count: int) -> bytes:
    remark = "<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (Who is told?) >>"
    return one_page(SHOWN, "<< >>", remark, page=f"/Annots [{'7 0 R ' * count}]")


def at_random(name: str, start: bytes) -> bytes:
    return start + random.Random(name).randbytes(20_000)


def text(words: str, length: int) -> bytes:
    return (words * (length // len(words) + 1))[:length].encode()


def word_files() -> Iterator[Hostile]:
    yield Hostile("bomb.docx", lambda: archive({"word/document.xml": b" " * 40_000_000}))
    yield Hostile("lying-bomb.docx", lying_about_its_size)
    yield Hostile("bomb-in-many-parts.docx", lambda: archive({f"word/{n}.xml": b" " * 15_000_000 for n in range(5)}))
    yield Hostile("deep.docx", lambda: word("<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000))
    yield Hostile(
        "deep-tables.docx",
        lambda: word("<w:tbl><w:tr><w:tc>" * 60 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 60),
        EITHER,
    )
    yield Hostile("entity-bomb.docx", lambda: word(paragraph("&a11;"), before=LAUGHS + "]>"))
    secret = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{SECRET}">]>'
    yield Hostile("external-entity.docx", lambda: word(paragraph("&s;"), before=secret))
    hidden = secret + f"<w:document {WORD}><w:body>{paragraph('&s;')}</w:body></w:document>"
    yield Hostile("external-entity-in-utf-16.docx", lambda: archive({"word/document.xml": in_utf16(hidden)}))
    in_ebcdic = f'<?xml version="1.0" encoding="IBM037"?>{hidden}'.encode("cp037")
    yield Hostile("external-entity-in-ebcdic.docx", lambda: archive({"word/document.xml": in_ebcdic}))
    yield Hostile("two-million-paragraphs.docx", lambda: word("<w:p/>" * 2_000_000), is_slow=True)
    yield Hostile("endless-tags.docx", lambda: word("<" * 1_000_000))
    for name in ("../../../evil.xml", "/etc/evil.xml", "C:\\evil.xml", "word/..\\..\\evil.xml"):
        shown = "".join(letter if letter.isalnum() else "-" for letter in name)
        yield Hostile(f"path-{shown}.docx", partial(archive, {"word/document.xml": f"<a {WORD}/>", name: "x"}))
    yield Hostile("many-parts.docx", lambda: archive({f"word/{number}.xml": "" for number in range(3_000)}))
    yield Hostile("surrogate.docx", lambda: word(paragraph("a&#xD800;b")))
    levels = "".join(f'<w:lvl w:ilvl="{level}"><w:lvlText w:val="%1."/></w:lvl>' for level in range(100_000))
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    item = '<w:pPr><w:numPr><w:ilvl w:val="99999"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    yield Hostile("list-levels.docx", lambda: word(paragraph(CLAUSE, item), numbering=numbering), EITHER)
    circle = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    yield Hostile(
        "circle-of-styles.docx",
        lambda: word(paragraph(CLAUSE, '<w:pPr><w:pStyle w:val="A"/></w:pPr>'), styles=circle),
        EITHER,
    )
    wide = "<w:tbl><w:tr>" + f"<w:tc>{paragraph('x')}</w:tc>" * 50_000 + "</w:tr></w:tbl>"
    yield Hostile("wide-table.docx", lambda: word(wide), EITHER)
    spans = (
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>{paragraph("x")}</w:tc></w:tr></w:tbl>'
    )
    yield Hostile("huge-span.docx", lambda: word(spans), EITHER)


def open_document_files() -> Iterator[Hostile]:
    yield Hostile("bomb.odt", lambda: odf(" " * 40_000_000))
    yield Hostile("entity-bomb.odt", lambda: odf("<text:p>&a11;</text:p>", before=LAUGHS + "]>"))
    yield Hostile(
        "external-entity.odt", lambda: odf("<text:p>&s;</text:p>", f'<!DOCTYPE x [<!ENTITY s SYSTEM "{SECRET}">]>')
    )
    yield Hostile(
        "deep.odt", lambda: odf("<text:list><text:list-item>" * 50_000 + "</text:list-item></text:list>" * 50_000)
    )
    yield Hostile("two-million-paragraphs.odt", lambda: odf("<text:p/>" * 2_000_000), is_slow=True)
    yield Hostile("spaces.odt", lambda: odf('<text:p><text:s text:c="2000000000"/>x</text:p>'), EITHER)
    rows = '<table:table xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><table:table-row table:number-rows-repeated="2000000000"><table:table-cell table:number-columns-repeated="2000000000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
    yield Hostile("repeated-rows.odt", lambda: odf(rows), EITHER)
    yield Hostile("deep.rtf", lambda: b"{\\rtf1 " + b"{" * 500_000 + b"x" + b"}" * 500_000 + b"}", EITHER)
    yield Hostile("unclosed.rtf", lambda: b"{\\rtf1 " + b"{\\b " * 100_000, EITHER)
    yield Hostile("binary.rtf", lambda: b"{\\rtf1 \\bin2000000000 x}", EITHER)
    yield Hostile("letters.rtf", lambda: b"{\\rtf1 " + b"\\u-10179 ?" * 50_000 + b"}", EITHER)


def page_files() -> Iterator[Hostile]:
    yield Hostile("circle-of-pages.pdf", lambda: pdf(CATALOGUE, "<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"))
    yield Hostile(
        "page-that-is-its-parent.pdf", lambda: pdf(CATALOGUE, "<< /Type /Pages /Count 1 /Kids [1 0 R] /Parent 2 0 R >>")
    )
    yield Hostile(
        "huge-count.pdf",
        lambda: pdf(
            CATALOGUE, "<< /Type /Pages /Count 2147483647 /Kids [3 0 R] >>", PAGE.format(""), FONT, stream(SHOWN)
        ),
        EITHER,
    )
    yield Hostile("many-pages.pdf", lambda: repeated_pages(100_000))
    yield Hostile("without-mapping.pdf", without_mapping)
    yield Hostile("endless-previous.pdf", endless_previous)
    yield Hostile("bomb.pdf", lambda: one_page(b" " * 40_000_000, packed=True), EITHER)
    yield Hostile(
        "drawing-bomb.pdf", lambda: one_page(b"0 0 m 9 9 l S\n" * 10_000_000, packed=True), EITHER, is_slow=True
    )
    yield Hostile("text-bomb.pdf", lambda: one_page(SHOWN * 2_000_000, packed=True), is_slow=True)
    yield Hostile(
        "drawing-in-itself.pdf",
        lambda: one_page(
            b"/X Do\n" + SHOWN,
            stream(
                b"/X Do /X Do\n",
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
            ),
        ),
        EITHER,
        is_slow=True,
    )
    yield Hostile("deep-arrays.pdf", lambda: one_page(SHOWN, "[" * 500_000 + "]" * 500_000), EITHER)
    yield Hostile("deep-drawing.pdf", lambda: one_page(b"q " * 1_000_000 + SHOWN), EITHER)
    yield Hostile("many-remarks.pdf", lambda: annotated(500_000), EITHER, is_slow=True)
    yield Hostile("huge-page.pdf", lambda: one_page(SHOWN).replace(b"[0 0 595 842]", b"[0 0 1e38 1e38]"), EITHER)
    yield Hostile("letters-of-no-size.pdf", lambda: one_page(SHOWN.replace(b"11 Tf", b"0 Tf")), EITHER)
    yield Hostile("letters-at-infinity.pdf", lambda: one_page(SHOWN.replace(b"72 700", b"1e38 -1e38")), EITHER)
    yield Hostile(
        "length-beyond-the-end.pdf", lambda: one_page(SHOWN).replace(b"/Length", b"/Length 99999999999 /Was"), EITHER
    )


def text_files() -> Iterator[Hostile]:
    yield Hostile("two-hundred-megabytes.txt", lambda: text(CLAUSE, 200_000_000), is_slow=True)
    yield Hostile("two-hundred-megabytes.md", lambda: text(CLAUSE, 200_000_000), is_slow=True)
    yield Hostile("two-million-lines.txt", lambda: b"\n" * 2_000_000 + b"a")
    yield Hostile("surrogate.txt", lambda: b"The coach \xed\xa0\x80 keeps notes.", EITHER)
    yield Hostile("surrogate.md", lambda: b"The coach &#xD800; keeps notes.", EITHER)
    yield Hostile("surrogate.html", lambda: b"<p>The coach &#xD800;&#xDFFF; keeps notes.", EITHER)
    yield Hostile("surrogate.yaml", lambda: b'version: 1\ncontroller:\n  name: "\\ud800"\n')
    yield Hostile("surrogate.json", lambda: b'{"version": 1, "controller": {"name": "\\ud800"}}')
    yield Hostile("list-levels.md", lambda: b"".join(b" " * min(n, 400) + b"- a\n" for n in range(2_000)), EITHER)
    yield Hostile("list-levels.html", lambda: b"<ul><li>" * 100_000 + b"x", EITHER, is_slow=True)
    yield Hostile("list-markers.md", lambda: b"- " * 100_000 + b"x", EITHER)
    yield Hostile("quotes.md", lambda: b"> " * 100_000 + b"x", EITHER)
    yield Hostile("brackets.md", lambda: b"[" * 400_000, EITHER, is_slow=True)
    yield Hostile("stars.md", lambda: b"**a *b " * 60_000, EITHER, is_slow=True)
    yield Hostile("deep.html", lambda: b"<div>" * 150_000 + b"x", EITHER, is_slow=True)
    yield Hostile("unclosed.html", lambda: b'<p class="' * 60_000, EITHER, is_slow=True)
    yield Hostile("attributes.html", lambda: b"<p " + b"a=b " * 200_000 + b">x", EITHER)
    yield Hostile("tables.html", lambda: b"<table><tr><td>" * 50_000 + b"x", EITHER, is_slow=True)
    yield Hostile("huge-span.html", lambda: b"<table><tr><td colspan=2000000000 rowspan=2000000000>x</table>", EITHER)
    yield Hostile("one-long-clause.txt", lambda: text("the coach shall not disclose ", 900_000), EITHER, is_slow=True)
    yield Hostile("labels.txt", lambda: text("(a) ", 900_000), EITHER, is_slow=True)
    yield Hostile("capitals.txt", lambda: text("The Alpha Beta ", 900_000), EITHER, is_slow=True)
    yield Hostile("blanks.txt", lambda: text("____ ", 900_000), EITHER, is_slow=True)
    yield Hostile("letters.txt", lambda: text("a", 900_000), EITHER)
    yield Hostile("spaces.txt", lambda: b"a" + b" " * 900_000 + b"b", EITHER)
    yield Hostile("accents.txt", lambda: ("a" + "\u0301" * 400_000).encode(), EITHER)
    yield Hostile("turned-round.txt", lambda: ("The coach \u202e" * 20_000).encode(), EITHER, is_slow=True)
    yield Hostile(
        "alias-bomb.yaml",
        lambda: (
            b"version: 1\na: &a [x, x]\n"
            + b"".join(b"%c: &%c [*%c, *%c]\n" % (n, n, n - 1, n - 1) for n in range(98, 123))
        ),
    )
    yield Hostile("deep.yaml", lambda: b"version: 1\ncontroller: " + b"[" * 100_000)
    yield Hostile("deep-blocks.yaml", lambda: b"version: 1\n" + b"".join(b" " * n + b"a:\n" for n in range(900)))
    yield Hostile("deep.json", lambda: b'{"version": 1, "controller": ' + b"[" * 100_000)
    yield Hostile("nothing-but-zeros.md", lambda: b"\0" * 100_000)


def files() -> tuple[Hostile, ...]:
    """All of them."""
    noise = (Hostile(f"at-random.{name}", partial(at_random, name, start), EITHER) for name, start in MAGIC.items())
    return (*word_files(), *open_document_files(), *page_files(), *text_files(), *noise)
