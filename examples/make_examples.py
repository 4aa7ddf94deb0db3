"""Writes the Word and PDF examples from their texts in `sources/`, byte for byte the same each time.

python examples/make_examples.py                     all of them
python examples/make_examples.py TEXT.source OUT     one file; OUT ends in .docx or .pdf
"""

from __future__ import annotations

import re
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, assert_never
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
MADE_FROM = (("good-sponsored.docx", "good-sponsored.source"), ("weak-sponsored.pdf", "weak-sponsored.source"))


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, paragraph, numbered or bulleted item; `level` is a heading's level."""

    kind: Literal["heading", "paragraph", "number", "bullet"]
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row heads the columns."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A text to be written: what stands at the head of each page, and the parts in their order."""

    header: str
    parts: tuple[Line | Table, ...]


def read_source(text: str) -> Source:
    header, parts, rows = "", list[Line | Table](), list[tuple[str, ...]]()
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            parts.append(Table(tuple(rows)))
            rows = []
        if line.startswith("header: "):
            header = line.removeprefix("header: ")
        elif found := re.match(r"(#+) (.+)", line):
            parts.append(Line("heading", found[2], len(found[1])))
        elif found := re.match(r"\d+\. (.+)", line):
            parts.append(Line("number", found[1]))
        elif line.startswith("- "):
            parts.append(Line("bullet", line[2:]))
        elif line:
            parts.append(Line("paragraph", line))
    return Source(header, tuple(parts))


# --- Word ---------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BULLETS, NUMBERS = 0, 1  # the two abstract numberings


def word_paragraph(text: str, properties: str = "") -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def word_table(table: Table) -> str:
    rows = []
    for index, cells in enumerate(table.rows):
        heads = "<w:trPr><w:tblHeader/></w:trPr>" if index == 0 else ""
        filled = "".join(f"<w:tc><w:tcPr/>{word_paragraph(cell)}</w:tc>" for cell in cells)
        rows.append(f"<w:tr>{heads}{filled}</w:tr>")
    columns = "<w:gridCol/>" * len(table.rows[0])
    properties = '<w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"


def word_body(source: Source) -> tuple[str, int]:
    """The body, and how many numbered lists it has: each has its own numbering, so that it begins at 1."""
    written, lists, before = list[str](), 0, ""
    for part in source.parts:
        if isinstance(part, Table):
            written.append(word_table(part))
            before = ""
            continue
        match part.kind:
            case "heading":
                look = f'<w:pStyle w:val="Heading{part.level}"/>'
            case "number":
                lists += before != "number"
                look = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{lists + 1}"/></w:numPr>'
            case "bullet":
                look = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
            case "paragraph":
                look = ""
            case _:
                assert_never(part.kind)
        written.append(word_paragraph(part.text, look))
        before = part.kind
    return "".join(written), lists


def word_numbering(lists: int) -> str:
    def abstract(number: int, form: str, text: str) -> str:
        level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        return f'<w:abstractNum w:abstractNumId="{number}">{level}</w:abstractNum>'

    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numberings = [f'<w:num w:numId="1"><w:abstractNumId w:val="{BULLETS}"/></w:num>']
    numberings += [
        f'<w:num w:numId="{index + 2}"><w:abstractNumId w:val="{NUMBERS}"/>{restart}</w:num>' for index in range(lists)
    ]
    kinds = abstract(BULLETS, "bullet", "\u2022") + abstract(NUMBERS, "decimal", "%1.")
    return f"{XML}<w:numbering {W}>{kinds}{''.join(numberings)}</w:numbering>"


def word_styles() -> str:
    def heading(level: int) -> str:
        look = f'<w:rPr><w:b/><w:sz w:val="{38 - 6 * level}"/></w:rPr>'
        rank = f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        name = f'<w:name w:val="heading {level}"/>'
        return f'<w:style w:type="paragraph" w:styleId="Heading{level}">{name}{rank}{look}</w:style>'

    sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
    inner = '<w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/>'
    borders = f"<w:tblPr><w:tblBorders>{sides}{inner}</w:tblBorders></w:tblPr>"
    grid = f'<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/>{borders}</w:style>'
    return f"{XML}<w:styles {W}>{''.join(map(heading, (1, 2, 3)))}{grid}</w:styles>"


def write_docx(source: Source, target: Path) -> None:
    body, lists = word_body(source)
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/></w:sectPr>'
    parts = ("styles", "numbering", "header")
    files = ("styles.xml", "numbering.xml", "header1.xml")
    override = "".join(
        f'<Override PartName="/word/{file}" ContentType="{WORD_TYPES}.{part}+xml"/>'
        for part, file in zip(("document.main", *parts), ("document.xml", *files), strict=True)
    )
    relations = "".join(
        f'<Relationship Id="rId{index}" Type="{R}/{part}" Target="{file}"/>'
        for index, (part, file) in enumerate(zip(parts, files, strict=True), 1)
    )
    entries = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{override}</Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        "word/document.xml": f'{XML}<w:document {W} xmlns:r="{R}"><w:body>{body}{section}</w:body></w:document>',
        "word/styles.xml": word_styles(),
        "word/numbering.xml": word_numbering(lists),
        "word/header1.xml": f'{XML}<w:hdr {W} xmlns:r="{R}">{word_paragraph(source.header)}</w:hdr>',
    }
    # Stored, not deflated, and with a fixed date: another zlib or another day must not change a byte.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)


# --- PDF ----------------------------------------------------------------------------------------

# Widths of Helvetica's characters from the space to the tilde, in thousandths of the font size.
# fmt: off
WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)
# fmt: on
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595, 842, 72


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of print: font resource, size, distance from the left margin, space above, text."""

    font: Literal["F1", "F2"]
    size: float
    indent: int
    above: float
    text: str


def wrapped(text: str, size: float, width: float) -> list[str]:
    lines, line = list[str](), ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and sum(WIDTHS[ord(c) - 32] if " " <= c <= "~" else 556 for c in longer) * size / 1000 > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def printed(part: Line | Table, number: int) -> list[Printed]:
    if isinstance(part, Table):
        return [line for row in part.rows for line in printed(Line("paragraph", "   ".join(row)), 0)]
    if part.kind == "heading":
        size = 18 - 3 * part.level
        return [Printed("F2", size, 0, 14, line) for line in wrapped(part.text, size, 420)]
    label = {"number": f"{number}. ", "bullet": "\u2022 ", "paragraph": ""}[part.kind]
    indent = 18 if label else 0
    lines = wrapped(label + part.text, 10.5, PAGE_WIDTH - 2 * MARGIN - indent)
    return [Printed("F1", 10.5, indent, 5 if index == 0 else 0, line) for index, line in enumerate(lines)]


def pages_of(source: Source) -> list[list[tuple[float, Printed]]]:
    """Each page's lines with their height above the page's foot."""
    pages: list[list[tuple[float, Printed]]] = [[]]
    height, number = float(PAGE_HEIGHT - MARGIN), 0
    for part in source.parts:
        number = number + 1 if isinstance(part, Line) and part.kind == "number" else 0
        for line in printed(part, number):
            height -= line.above + line.size * 1.35
            if height < MARGIN:
                pages.append([])
                height = PAGE_HEIGHT - MARGIN - line.size * 1.35
            pages[-1].append((height, line))
    return pages


def pdf_string(text: str) -> bytes:
    return b"(" + re.sub(rb"([\\()])", rb"\\\1", text.encode("cp1252")) + b")"


def page_content(lines: list[tuple[float, Printed]], header: str, page: int, pages: int) -> bytes:
    head = (PAGE_HEIGHT - 40.0, Printed("F1", 8, 0, 0, header))
    foot = (40.0, Printed("F1", 8, 0, 0, f"Page {page} of {pages}"))
    return b"\n".join(
        b"BT /%b %.1f Tf %d %.2f Td %b Tj ET"
        % (line.font.encode(), line.size, MARGIN + line.indent, height, pdf_string(line.text))
        for height, line in (head, *lines, foot)
        if line.text
    )


def write_pdf(source: Source, target: Path) -> None:
    pages = pages_of(source)
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /Helvetica >>",
        b"<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /Helvetica-Bold >>",
    ]
    for index, lines in enumerate(pages):
        content = page_content(lines, source.header, index + 1, len(pages))
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] /Contents {6 + 2 * index} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        ]
    written, places = bytearray(b"%PDF-1.4\n"), list[int]()
    for index, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (index, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, table_at = len(objects) + 1, len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, table_at)
    target.write_bytes(written)


def make(source: Path, target: Path) -> None:
    text = read_source(source.read_text(encoding="utf-8"))
    if target.suffix == ".docx":
        write_docx(text, target)
    else:
        write_pdf(text, target)


def main(arguments: list[str]) -> None:
    if arguments:
        source, target = map(Path, arguments)
        make(source, target)
        return
    for name, written_in in MADE_FROM:
        make(HERE / "sources" / written_in, HERE / name)


if __name__ == "__main__":
    main(sys.argv[1:])
