"""A Word file with every container that text can stand in, each with a text of its own.

Readers are compared by which of its texts they lose, give twice, or give though they are not shown.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
    ' mc:Ignorable="w14 w16se"'
)
VML_BOX = "<v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>"


def run(text: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def row(*cells: str, properties: str = "") -> str:
    held = "".join(cell if cell.startswith(("<w:sdt", "<w:tc>")) else f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{held}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def control(inside: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def change(mark: str, inside: str) -> str:
    return f'<w:{mark} w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z">{inside}</w:{mark}>'


def removed(text: str) -> str:
    return change("del", f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>')


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def alternative(choice: str, fallback: str, needs: str = "wps") -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{needs}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def text_box(inside: str, fallback: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
        '<wp:docPr id="1" name="b"/><a:graphic><a:graphicData uri="u"><wps:wsp><wps:txbx><w:txbxContent>'
        f"{inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{VML_BOX.format(fallback)}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


DELETED_CELL = f"<w:tc><w:tcPr>{change('cellDel', '')}</w:tcPr>{para(run('@'))}</w:tc>"


@dataclass(frozen=True, slots=True)
class Container:
    """A container: its name, the XML that holds its text, the part it stands in, and whether the text is shown."""

    name: str
    before: str
    after: str
    part: str = "document"
    shown: bool = True


def _in(name: str, pattern: str, part: str = "document", *, shown: bool = True) -> Container:
    before, after = pattern.split("@")
    return Container(name, before, after, part, shown)


# In reading order. "@" is where the text stands; what one entry opens, a later one may close.
CONTAINERS = (
    _in("paragraph", para(run("@"))),
    _in("bold part of a paragraph", para(run("plain "), run("@", "<w:b/>"), run(" plain"))),
    _in("block content control", control(para(run("@")))),
    _in("inline content control", para(run("in "), control(run("@")), run(" line"))),
    _in("content control in a control", control(control(para(control(run("@")))))),
    _in("content control around a row", table(control(row(para(run("@")), para(run("b")))), row(para(), para()))),
    _in("content control around a cell", table(row(control(f"<w:tc><w:tcPr/>{para(run('@'))}</w:tc>"), para(run("b"))))),
    _in("tracked insertion", para(run("a "), change("ins", run("@")))),
    _in("tracked move, new place", para(change("moveTo", run("@")))),
    _in("tracked row", table(row(para(run("@")), para(run("b")), properties=change("ins", "")))),
    _in("tracked deletion", para(run("kept "), removed("@")), shown=False),
    _in("tracked move, old place", para(change("moveFrom", run("@"))), shown=False),
    _in("deleted row", table(row(para(run("a"))), row(para(run("@")), properties=change("del", ""))), shown=False),
    _in("hidden run", para(run("@", "<w:vanish/>")), shown=False),
    _in("run in a hidden style", para(run("@", '<w:rStyle w:val="Secret"/>')), shown=False),
    _in("hidden row", table(row(para(run("a"))), row(para(run("@")), properties="<w:hidden/>")), shown=False),
    _in("hyperlink", para('<w:hyperlink w:anchor="x">', run("@"), "</w:hyperlink>")),
    _in("smart tag", para('<w:smartTag w:element="e">', run("@"), "</w:smartTag>")),
    _in("custom XML", f'<w:customXml w:element="e">{para(run("@"))}</w:customXml>'),
    _in("direction", para("<w:bdo>", run("@"), "</w:bdo>")),
    _in("ruby base", para("<w:r><w:ruby><w:rt/><w:rubyBase>", run("@"), "</w:rubyBase></w:ruby></w:r>", run(" b"))),
    _in("simple field", para('<w:fldSimple w:instr=" AUTHOR ">', run("@"), "</w:fldSimple>")),
    _in("complex field, code", para(mark("begin"), code("@"), mark("separate"), run("x"), mark("end")), shown=False),
    _in("complex field", para(mark("begin"), code(" REF a "), mark("separate"), run("@"), mark("end"))),
    _in(
        "field in a field",
        para(
            *(mark("begin"), code(" IF "), mark("begin"), code(" REF a "), mark("separate"), run("1"), mark("end")),
            *(code(" = 1 "), mark("separate"), run("@"), mark("end")),
        ),
    ),
    _in("after a field without an end", para(mark("begin"), code(" REF a "), run("@"))),
    _in("text box", para(run("with "), text_box(para(run("@")), para(run("copy"))))),
    _in("old text box", para(f"<w:r><w:pict>{VML_BOX.format(para(run('@')))}</w:pict></w:r>")),
    _in("table in a text box", para(text_box(table(row(para(run("@")), para(run("b")))), para()))),
    _in("table cell", table(row(para(run("@")), para(run("b"))))),
    _in("nested table", table(row(para(run("a")), table(row(para(run("@")), para(run("b")))) + para(run("c"))))),
    _in("after a tab, a break and a no-break hyphen",
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>non</w:t><w:noBreakHyphen/><w:t>c @</w:t></w:r></w:p>"),
    _in("after a symbol", '<w:p><w:r><w:t>a</w:t><w:sym w:font="Wingdings" w:char="F0FE"/><w:t xml:space="preserve"> @</w:t></w:r></w:p>'),
    _in("alternative inside a run", "<w:p><w:r><w:t>a.</w:t><mc:AlternateContent><mc:Choice Requires='x9'>"
        "<w:t>copy</w:t></mc:Choice><mc:Fallback><w:t>@</w:t></mc:Fallback></mc:AlternateContent><w:t> b</w:t></w:r></w:p>"),
    _in("alternative around runs", para(alternative(run("@"), run("copy")))),
    _in("alternative around a paragraph", alternative(para(run("@")), para(run("copy")))),
    _in("alternative around a row", table(alternative(row(para(run("@")), para(run("b"))), row(para(), para())))),
    _in("alternative that is not understood", alternative(para(run("copy")), para(run("@")), needs="x9")),
    _in("drawing beside runs", para(text_box(para(run("@")), "").removeprefix("<w:r>").removesuffix("</w:r>"))),
    _in("block that was moved away", change("moveFrom", para(run("@"))), shown=False),
    _in("cell that was deleted", table(row(para(run("a")), DELETED_CELL, para(run("b")))), shown=False),
    _in("list item", para(run("@"), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')),
    _in("heading", para(run("@"), properties='<w:outlineLvl w:val="0"/>')),
    _in("footnote", f'<w:footnote w:id="2">{para(run("@"))}</w:footnote>', "footnotes"),
    _in("footnote that nothing refers to", f'<w:footnote w:id="3">{para(run("@"))}</w:footnote>', "footnotes", shown=False),
    _in("endnote", f'<w:endnote w:id="2">{para(run("@"))}</w:endnote>', "endnotes"),
    _in("header", para(run("@")), "header1"),
    _in("footer", para(run("@")), "footer1"),
    _in("comment", f'<w:comment w:id="0" w:author="a">{para(run("@"))}</w:comment>', "comments"),
)  # fmt: skip
ROOTS = {
    "document": "document",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header1": "hdr",
    "footer1": "ftr",
    "comments": "comments",
    "styles": "styles",
    "numbering": "numbering",
}
REFERENCES = '<w:p><w:r><w:footnoteReference w:id="2"/><w:endnoteReference w:id="2"/></w:r></w:p>'
STYLES = '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def text_in(container: Container) -> str:
    """The text that stands in a container, and nowhere else: "n07 tracked insertion"."""
    return f"n{CONTAINERS.index(container):02} {container.name}"


def word_file(body: str, **parts: str) -> bytes:
    """A .docx file with this body; `parts` are what stands in the roots of its other parts."""
    contents = {"document": f"<w:body>{body}</w:body>", **parts}
    kinds = {name: name.rstrip("0123456789") for name in parts}
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        types = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.'
            f'{"document.main" if name == "document" else kinds[name]}+xml"/>'
            for name in contents
        )
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        )
        archive.writestr("_rels/.rels", _relationships({"word/document": "officeDocument"}))
        archive.writestr("word/_rels/document.xml.rels", _relationships(kinds))
        for name, content in contents.items():
            root = ROOTS[name]
            archive.writestr(f"word/{name}.xml", f'<?xml version="1.0"?><w:{root} {SPACES}>{content}</w:{root}>')
    return held.getvalue()


def _relationships(kinds: dict[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>'
        for number, (name, kind) in enumerate(kinds.items())
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def every_container() -> bytes:
    """The file with all of them."""
    parts: dict[str, str] = {"document": REFERENCES}
    for container in CONTAINERS:
        filled = f"{container.before}{text_in(container)}{container.after}"
        parts[container.part] = parts.get(container.part, "") + filled
    return word_file(parts.pop("document"), **parts, styles=STYLES, numbering=NUMBERING)
