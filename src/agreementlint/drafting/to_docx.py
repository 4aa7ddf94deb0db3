"""Writes a draft as a Word file: headings and clauses numbered by Word, and a table to sign with dates."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import assert_never
from xml.sax.saxutils import escape

from agreementlint.drafting.docx_parts import PARTS, W
from agreementlint.drafting.model import BlockSort, Draft, DraftBlock

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a ZIP file: the same draft is the same bytes on every day
_WIDTHS = (3900, 3370, 1800)  # of the table to sign, in twentieths of a point


def to_docx(draft: Draft) -> bytes:
    """The bytes of the file; equal drafts give equal bytes."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            *PARTS,
            ("docProps/core.xml", _properties(draft)),
            ("word/document.xml", _document(draft)),
        ):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else it depends on the machine
            archive.writestr(entry, content.encode())
    return target.getvalue()


def _document(draft: Draft) -> str:
    body = "".join(_paragraph(block) for block in draft.blocks)
    if draft.signatures:
        body += "".join(_signatures(draft))
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {W}><w:body>{body}{page}</w:body></w:document>'


def _properties(draft: Draft) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(draft.title)}</dc:title>'
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def _paragraph(block: DraftBlock) -> str:
    match block.sort:
        case BlockSort.TITLE:
            style = "Title"
        case BlockSort.HEADING:
            style = "Heading1"  # its number, and that of a clause, is the style's
        case BlockSort.SIGNATURE_HEADING:
            style = "Signatures"
        case BlockSort.CLAUSE:
            style = "Clause"
        case _:
            assert_never(block.sort)
    return _words(block.text, style)


def _words(text: str, style: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _signatures(draft: Draft) -> Iterator[str]:
    """The table to sign; no row of it is divided between pages."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="SignatureTable"/><w:tblW w:w="9070" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    yield _row(("Party", "Signature", "Date"), "TableHead", "<w:tblHeader/>")
    for part, name in draft.signatures:
        yield _row((f"{name}, {part}", "_" * 24, "_" * 12), "TableText", '<w:trHeight w:val="850" w:hRule="atLeast"/>')
    yield "</w:tbl>"


def _row(cells: tuple[str, str, str], style: str, properties: str) -> str:
    columns = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>{_words(text, style)}</w:tc>'
        for width, text in zip(_WIDTHS, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{columns}</w:tr>"
