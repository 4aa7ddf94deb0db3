"""The parts of a Word file that are the same in every draft: styles, numbering, footer and how they hang together."""

from __future__ import annotations

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
W = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}"'

_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)

_PACKAGE_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)

_DOCUMENT_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId4" Type="{_OFFICE}/footer" Target="footer1.xml"/>'
    "</Relationships>"
)

_SETTINGS = f'{_HEAD}<w:settings {W}><w:defaultTabStop w:val="709"/><w:themeFontLang w:val="en-GB"/></w:settings>'


def _style(name: str, shown: str, paragraph: str = "", run: str = "", parent: str = "Normal", after: str = "") -> str:
    following = f'<w:next w:val="{after}"/>' if after else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="{parent}"/>'
        f"{following}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_NUMBERED = '<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
_BIG = '<w:b/><w:color w:val="1F3864"/><w:sz w:val="26"/><w:szCs w:val="26"/>'
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"'

_STYLES = (
    f"{_HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'
    '<w:szCs w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    + _style("Title", "Title", '<w:spacing w:after="300"/>', '<w:b/><w:color w:val="1F3864"/><w:sz w:val="40"/>')
    + _style(
        "Heading1", "heading 1",
        f'<w:keepNext/>{_NUMBERED.format(level=0)}<w:spacing w:before="320" w:after="120"/><w:outlineLvl w:val="0"/>',
        _BIG, after="Clause",
    )
    + _style("Clause", "Clause", _NUMBERED.format(level=1))
    + _style(
        "Signatures", "Signatures",
        '<w:keepNext/><w:spacing w:before="400" w:after="120"/><w:outlineLvl w:val="0"/>', _BIG,
    )
    + _style("TableText", "Table Text", '<w:spacing w:after="60"/>')
    + _style("TableHead", "Table Head", '<w:keepNext/><w:spacing w:before="60" w:after="60"/>', "<w:b/>")
    + _style("Footer", "footer", '<w:jc w:val="center"/>', '<w:color w:val="595959"/><w:sz w:val="18"/>')
    + '<w:style w:type="table" w:styleId="SignatureTable"><w:name w:val="Signature Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f"<w:top {_LINE}/><w:bottom {_LINE}/><w:insideH {_LINE}/>"
    "</w:tblBorders></w:tblPr></w:style></w:styles>"
)  # fmt: skip

_NUMBERING = (
    f'{_HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/>'
    '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:tabs><w:tab w:val="num" w:pos="709"/></w:tabs><w:ind w:left="709" w:hanging="709"/></w:pPr></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Clause"/>'
    '<w:lvlText w:val="%1.%2"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:tabs><w:tab w:val="num" w:pos="709"/></w:tabs><w:ind w:left="709" w:hanging="709"/></w:pPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)

_FOOTER = (
    f'{_HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)

PARTS: tuple[tuple[str, str], ...] = (
    ("[Content_Types].xml", _CONTENT_TYPES),
    ("_rels/.rels", _PACKAGE_RELATIONS),
    ("word/_rels/document.xml.rels", _DOCUMENT_RELATIONS),
    ("word/styles.xml", _STYLES),
    ("word/numbering.xml", _NUMBERING),
    ("word/settings.xml", _SETTINGS),
    ("word/footer1.xml", _FOOTER),
)
