"""Which Word files are refused before they can do harm, and what the person who gave them is told."""

from __future__ import annotations

import tracemalloc
import zipfile
from io import BytesIO

import pytest

from agreementlint.errors import UnreadableFile
from agreementlint.readers.from_docx import read_docx

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def para(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, before: str = "", packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        content = f'{before}<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", content)
    return held.getvalue()


def archive_with(**parts: bytes | str) -> bytes:
    held = BytesIO(docx("<w:p/>"))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def locked(data: bytes) -> bytes:
    """The archive with the first member marked as encrypted in the list of contents."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + b"\x01" + data[at + 1 :]


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]>'
WHOLE = docx(para("The Coach keeps it confidential. " * 200))
UNREADABLE = {
    "the file is empty": b"",
    "cut short": WHOLE[: len(WHOLE) // 2],
    "not a Word document": b"Dear client",
    "is a PDF": b"%PDF-1.7",
    "password protected or an old .doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "is password protected": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "is encrypted": locked(WHOLE),
    "points outside": archive_with(**{"../evil.xml": "<a/>"}),
    "unpacks to over": docx(" " * 5_000_000),
    "larger than 20 MB": docx(" " * 20_000_001),
    "more than 60 MB": archive_with(**{f"word/part{number}.xml": b" " * 999_000 for number in range(61)}),
    "without a Word document": b"PK\x05\x06" + b"\0" * 18,
    "document type": docx("<w:p/>", before=BOMB),
    "more than 300000 elements": docx("<w:p/>" * 300_001, packing=zipfile.ZIP_STORED),
    "not well formed": docx("<w:p>"),
}


@pytest.mark.parametrize("problem", UNREADABLE)
def test_what_cannot_be_read_says_why_and_what_to_do(problem: str) -> None:
    with pytest.raises(UnreadableFile, match=problem.strip()) as caught:
        read_docx("agreement.docx", UNREADABLE[problem])
    assert caught.value.advice


def test_a_part_that_is_larger_than_it_says_is_not_unpacked() -> None:
    data = bytearray(docx("<w:p/>" + " " * 40_000_000))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + place
        data[at : at + 4] = (100).to_bytes(4, "little")
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFile, match="is damaged"):
            read_docx("agreement.docx", bytes(data))
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("share", range(1, 20))
def test_a_file_cut_short_anywhere_is_refused(share: int) -> None:
    with pytest.raises(UnreadableFile):
        read_docx("agreement.docx", WHOLE[: len(WHOLE) * share // 20])


def test_deep_nesting_is_answered() -> None:
    deep = "<w:sdt><w:sdtContent>" * 120 + para("deep") + "</w:sdtContent></w:sdt>" * 120
    assert read_docx("agreement.docx", docx(deep)).text == "deep"
    with pytest.raises(UnreadableFile):
        read_docx("agreement.docx", docx("<w:customXml>" * 2000 + para("x") + "</w:customXml>" * 2000))


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ENOUGH = para("The Coach keeps everything that the Client says confidential. " * 5)


def with_part(name: str, content: bytes) -> bytes:
    """A file whose body is whole and which has one further part."""
    link = f'<Relationship Id="r1" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
    held = BytesIO(docx(ENOUGH))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{link}</Relationships>")
        archive.writestr(f"word/{name}.xml", content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "why", "may_hold_terms"),
    [
        ("footnotes", b" " * 5_000_000, "unpacks to over", True),
        ("endnotes", b"<w:endnotes", "not well formed", True),
        ("comments", b"".join(b"<a%d/>" % number for number in range(300_001)), "more than 300000 elements", False),
        ("header", b" " * 20_000_001, "larger than 20 MB", False),
        ("customXml", b" " * 5_000_000, "unpacks to over", False),
    ],
)
def test_a_part_over_a_limit_or_damaged_is_unread_and_the_others_are_read(
    name: str, content: bytes, why: str, may_hold_terms: bool
) -> None:
    document = read_docx("a.docx", with_part(name, content))
    assert "confidential" in document.text
    (gap,) = document.unread
    assert (gap.part, gap.may_hold_terms) == (f"word/{name}.xml", may_hold_terms)
    assert why in gap.why


def test_an_encrypted_part_is_unread() -> None:
    data = with_part("footnotes", b"<a/>")
    at = data.rindex(b"PK\x01\x02") + 8
    document = read_docx("a.docx", data[:at] + b"\x01" + data[at + 1 :])
    assert [(gap.part, gap.may_hold_terms) for gap in document.unread] == [("word/footnotes.xml", True)]


def test_a_document_type_in_any_part_refuses_the_file() -> None:
    with pytest.raises(UnreadableFile, match="document type"):
        read_docx("a.docx", with_part("footnotes", BOMB.encode() + b"<a/>"))
