"""Word files made of a few paragraphs, and the words of their blocks."""

from __future__ import annotations

import zipfile
from io import BytesIO

from agreementlint.document import Block, Document
from agreementlint.readers.from_docx import read_docx

W_NAME = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W_NAME}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(text: str, style: str = "", properties: str = "", look: str = "") -> str:
    style_mark = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style_mark}{properties}</w:pPr>{run(text, look)}</w:p>"


def docx(body: str, **parts: str) -> bytes:
    """A .docx file with this body; `parts` are further XML parts by their name without ".xml"."""
    rels = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{name.rstrip("123")}" Target="{name}.xml"/>'
        for number, name in enumerate(parts)
    )
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}">{rels}</Relationships>')
        archive.writestr(
            "word/document.xml", f'<?xml version="1.0"?><w:document {SPACES}><w:body>{body}</w:body></w:document>'
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return held.getvalue()


def words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def lines(document: Document) -> list[str]:
    return [words(document, block) for block in document.blocks]


def read(body: str, **parts: str) -> Document:
    return read_docx("agreement.docx", docx(body, **parts))
