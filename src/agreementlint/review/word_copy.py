"""The words of a document that Word cannot open as it is, as a Word file that a review can be put into."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from typing import Final, assert_never
from xml.sax.saxutils import escape

from agreementlint.document import Block, BlockKind, Document, Story
from agreementlint.drafting.docx_parts import PARTS, W
from agreementlint.latepattern import LatePattern
from agreementlint.text import Piece, WordPlace

MAIN: Final = "word/document.xml"
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # of a ZIP file: the same words are the same bytes on every day
_NOT_IN_XML: Final = LatePattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNKNOWN: Final = "\ufffd"
_DEEPEST: Final = 6
_STORIES: Final = {
    Story.HEADER: "Page header",
    Story.FOOTER: "Page footer",
    Story.FOOTNOTE: "Footnote",
    Story.ENDNOTE: "Endnote",
    Story.TEXT_BOX: "Text box",
    Story.COMMENT: "Comment",
}


def word_copy(document: Document) -> tuple[bytes, Document]:
    """A Word file with the words of a document, and the document with its words found in that file.

    Headings, lists and tables stay what they are, numbers as they were printed; no other look is kept. Text and
    blocks are those of `document`, so that what was said of it holds for the file.
    """
    writer = _Writer(document)
    body = "".join(writer.parts())
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        written = {**dict(PARTS), **_OTHERS, "word/styles.xml": _styles(), MAIN: _main(body)}
        for name, content in written.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else it depends on the machine
            archive.writestr(entry, content.encode())
    return target.getvalue(), replace(document, pieces=tuple(writer.pieces))


class _Writer:
    """Writes paragraph after paragraph and notes where each stretch of the text came to stand."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._paragraph = -1
        self.pieces: list[Piece] = []

    def parts(self) -> Iterator[str]:
        for table, group in groupby(self._document.blocks, key=lambda block: block.table):
            if table < 0:
                yield from (self._block(block) for block in group)
            else:
                yield self._table(list(group))
        self.pieces.sort(key=lambda piece: piece.start)

    def _table(self, cells: Sequence[Block]) -> str:
        width = max(cell.column for cell in cells) + 1
        rows = "".join(self._row(list(group), width) for _, group in groupby(cells, key=lambda cell: cell.row))
        grid = f'<w:gridCol w:w="{9070 // width}"/>' * width
        # Two tables that touch would become one; the empty paragraph keeps them apart.
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{self._written('', 'Normal')}"
        )

    def _row(self, cells: Sequence[Block], width: int) -> str:
        by_column = {column: list(group) for column, group in groupby(cells, key=lambda cell: cell.column)}
        return "<w:tr>" + "".join(self._cell(by_column.get(column, ())) for column in range(width)) + "</w:tr>"

    def _cell(self, blocks: Sequence[Block]) -> str:
        words = "".join(self._block(block) for block in blocks) or self._written("", "Normal")
        return f"<w:tc><w:tcPr/>{words}</w:tc>"

    def _block(self, block: Block) -> str:
        runs = ""
        number = 0
        label = "•" if block.label in ("-", "*", "+") else block.label
        for before in (_STORIES.get(block.story, ""), block.caption, label):
            if before:
                runs += f'<w:r><w:rPr><w:color w:val="595959"/></w:rPr>{_text(before)}<w:tab/></w:r>'
                number += 1
        self._paragraph += 1
        at = block.start
        for line in self._document.text[block.start : block.end].split("\n"):
            if at > block.start:
                runs += "<w:r><w:br/></w:r>"
                number += 1
            if line:
                bold = "<w:rPr><w:b/></w:rPr>" if block.bold or block.header else ""
                runs += f"<w:r>{bold}{_text(line)}</w:r>"
                self.pieces.append(Piece(at, at + len(line), WordPlace(MAIN, self._paragraph, number, 0)))
                number += 1
            at += len(line) + 1
        return _paragraph(runs, _style(block))

    def _written(self, words: str, style: str) -> str:
        self._paragraph += 1
        return _paragraph(f"<w:r>{_text(words)}</w:r>" if words else "", style)


def _style(block: Block) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return f"Heading{max(1, min(block.level, _DEEPEST))}"
        case BlockKind.ITEM:
            return f"Item{max(1, min(block.level, _DEEPEST))}"
        case BlockKind.PARAGRAPH | BlockKind.CELL | BlockKind.CONTENTS | BlockKind.CODE:
            return "Normal" if block.story is Story.BODY else "Aside"
        case _:
            assert_never(block.kind)


def _paragraph(runs: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _text(words: str) -> str:
    """Words as they stand in a run; what XML cannot hold becomes a sign of the same length."""
    return f'<w:t xml:space="preserve">{escape(_NOT_IN_XML.sub(_UNKNOWN, words))}</w:t>'


def _main(body: str) -> str:
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return f"{_HEAD}<w:document {W}><w:body>{body}{page}</w:body></w:document>"


_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PROPERTIES: Final = (
    f"{_HEAD}<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>en-GB</dc:language></cp:coreProperties>'
)
# In drafts Word numbers the headings; here numbers are words of the document.
_OTHERS: Final = {"docProps/core.xml": _PROPERTIES, "word/numbering.xml": f"{_HEAD}<w:numbering {W}/>"}


def _styles() -> str:
    """The styles of drafts with headings that are not numbered, items by depth, and a table with lines."""
    styles = dict(PARTS)["word/styles.xml"]
    rest = styles[: styles.index('<w:style w:type="paragraph" w:styleId="Title"')]
    sizes = (32, 28, 26, 24, 22, 22)
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/>'
        f'<w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:color w:val="1F3864"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        for level, size in enumerate(sizes, 1)
    )
    items = "".join(
        f'<w:style w:type="paragraph" w:styleId="Item{level}"><w:name w:val="Item {level}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:ind w:left="{425 * level}" w:hanging="425"/></w:pPr></w:style>'
        for level in range(1, _DEEPEST + 1)
    )
    line = 'w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"'
    edges = "".join(f"<w:{edge} {line}/>" for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    others = (
        '<w:style w:type="paragraph" w:styleId="Aside"><w:name w:val="Aside"/><w:basedOn w:val="Normal"/>'
        '<w:rPr><w:color w:val="404040"/><w:sz w:val="20"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
        '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style></w:styles>"
    )
    return rest + headings + items + others
