"""What the readers of Markdown, plain text and HTML make of a file, and that every character keeps its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from agreementlint.document import Block, BlockKind, Document, Format
from agreementlint.errors import AgreementlintError, UnreadableFile
from agreementlint.readers import format_of, read_document
from agreementlint.readers.limits import LIMITS
from agreementlint.readers.markdown_inline import inline_text
from agreementlint.readers.passage import passage_of
from agreementlint.text import FilePlace, place_at

LINE_END = re.compile(r"\r\n|\n|\r")


def read(text: str, format: Format = Format.MARKDOWN) -> Document:
    return read_document("agreement", text.encode(), format)


def words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def assert_places_are_exact(document: Document, decoded: str) -> None:
    last = 0
    for piece in document.pieces:
        place = piece.place
        assert isinstance(place, FilePlace)
        length = piece.end - piece.start
        assert piece.start >= last
        assert length > 0
        assert document.text[piece.start : piece.end] == decoded[place.offset : place.offset + length]
        before = LINE_END.split(decoded[: place.offset])
        assert (place.line, place.column) == (len(before), len(before[-1]) + 1)
        last = piece.end
    last = -1
    for block in document.blocks:
        assert last < block.start < block.end <= len(document.text)
        assert words(document, block).strip()
        assert block.kind is BlockKind.CODE or "\n" not in words(document, block)
        last = block.end


SNIPPETS = st.sampled_from(
    [
        *(
            "# ",
            "## ",
            "- ",
            "1. ",
            "a) ",
            "(a) ",
            "> ",
            "\n",
            "\n\n",
            "**",
            "*",
            "_",
            "__",
            "~~",
            "`",
            "[",
            "]",
            "(u)",
        ),
        *(
            "<br>",
            "<!--",
            "-->",
            "|",
            "| a | b |\n|---|---|\n",
            "\\",
            "&amp;",
            "&shy;",
            "word",
            "The coach keeps notes",
        ),
        *(
            "Coach: ____",
            "\u00ad",
            "\u200b",
            "é",
            " ",
            "  \n",
            "\t",
            "---\n",
            "```\n",
            "    ",
            "\r\n",
            "1.1 ",
            "•",
            "🙂",
        ),
        *("Contents\n", "....... 3", "[^1]", "[^1]: ", " | ", "TITLE LINE\n", "====\n", "Name: Jo\n", "<b>", "</b>"),
        *(
            "<table><tr><td>",
            "</table>",
            "<p>",
            "<ul><li>",
            "</ul>",
            "<div hidden>",
            "</div>",
            "<pre>",
            "<dl><dt>",
            "<dd>",
        ),
        *("<h2>", "</h2>", "<script>", "</script>", "<input value='a b'>", "<ol type=a>", "<del>", "</del>", "&bogus;"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SNIPPETS, max_size=40).map("".join), st.sampled_from((Format.MARKDOWN, Format.TEXT, Format.HTML)))
def test_every_piece_of_text_stands_in_the_file_where_it_says(source: str, format: Format) -> None:
    try:
        document = read(source, format)
    except UnreadableFile:
        assert not source.strip()
        return
    assert_places_are_exact(document, source)


INLINES = st.sampled_from(
    [
        *(
            "*",
            "**",
            "***",
            "_",
            "__",
            "~~",
            "`",
            "``",
            "[",
            "]",
            "(u)",
            "(",
            "\\",
            "&amp;",
            "a",
            "b c",
            " ",
            ".",
            "\n",
        ),
        *("<b>", "</b>", "<https://x.example>", '[x](y "t")', "![i](j)", "!", "é", '"', "\\*"),
    ]
)


def rendered(source: str) -> str:
    """The text that markdown-it-py renders, without struck-out words and white space."""
    text, struck = "", 0
    for token in MarkdownIt("commonmark").enable("strikethrough").parseInline(source)[0].children or []:
        struck += token.nesting if token.type.startswith("s_") else 0
        if not struck and token.type in ("text", "code_inline", "text_special"):
            text += token.content
    return re.sub(r"\s", "", text)


@settings(max_examples=300, deadline=None)
@given(st.lists(INLINES, min_size=1, max_size=14).map("".join))
def test_inline_markup_is_read_as_markdown_it_renders_it(source: str) -> None:
    source = source.strip()
    if not source or "____" in source or "~~~" in source:
        return  # blanks to be filled in, and runs of tildes, are read differently on purpose
    lines = inline_text(passage_of(source, 0)).lines
    assert re.sub(r"\s", "", "".join(line.text for line in lines)) == rendered(source)


def test_places_count_lines_whatever_ends_them() -> None:
    document = read("# One\r\n\r\nThe *Coach* keeps\r\nnotes.\r\n")
    start = document.text.index("notes")
    assert place_at(document.pieces, start) == FilePlace(28, 4, 1)
    assert words(document, document.blocks[1]) == "The Coach keeps notes."


class TestDecoding:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_encodings_are_told_apart(self, encoding: str) -> None:
        text = "The “Coach” keeps the client’s notes – naïve as that is – for £5 in a café.\n" * 3
        document = read_document("a.txt", text.encode(encoding))
        assert "client’s notes – naïve" in document.text
        assert bool(document.notes) == (encoding == "cp1252")

    @pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
    def test_a_few_western_signs_in_english_are_western(self, encoding: str) -> None:
        text = "The fee is £120 a session.\nNaïve or not, the Coach tells nobody.\n"
        document = read_document("a.txt", text.encode(encoding))
        assert "£120" in document.text
        assert "Naïve" in document.text
        assert "Windows-1252" in document.notes[0]

    def test_western_letters_pasted_into_utf_8_are_read_as_both(self) -> None:
        document = read_document("a.txt", "Fee – 5.\n".encode() + "The “Client” pays.".encode("cp1252"))
        assert document.text == "Fee – 5.\nThe “Client” pays."
        assert document.notes == ("the file is partly UTF-8 and partly Windows-1252; check letters with accents",)

    @pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf\n"])
    def test_an_empty_file_is_refused(self, data: bytes) -> None:
        with pytest.raises(UnreadableFile, match="the file is empty"):
            read_document("a.md", data)

    @pytest.mark.parametrize(
        "data", [b"text\0more", b"\xff\0\xfe\x01\x02", bytes(range(128, 160)) * 9 + bytes(range(32))]
    )
    def test_binary_is_refused(self, data: bytes) -> None:
        with pytest.raises(UnreadableFile, match="not text"):
            read_document("a.txt", data)

    def test_a_file_that_is_too_large_is_refused(self) -> None:
        with pytest.raises(UnreadableFile, match="too large"):
            read_document("a.txt", b"a" * (LIMITS.text_bytes + 1))
        with pytest.raises(UnreadableFile, match="too many lines"):
            read_document("a.txt", b"a\n" * (LIMITS.text_lines + 1))


class TestFormats:
    @pytest.mark.parametrize(
        ("path", "data", "format"),
        [
            ("a.md", b"x", Format.MARKDOWN),
            ("A.TXT", b"x", Format.TEXT),
            ("a.htm", b"x", Format.HTML),
            ("a.yml", b"x", Format.YAML),
            ("a.pdf", b"%PDF-1.7", Format.PDF),
            ("a.docx", b"PK\x03\x04....word/document.xml", Format.DOCX),
            ("-", b"PK\x03\x04....word/document.xml", Format.DOCX),
            ("-", b"%PDF-1.7", Format.PDF),
            ("-", b"<!DOCTYPE html><p>x", Format.HTML),
            ("-", b"# plan\nversion: 1\ncontroller:\n  name: x\n", Format.YAML),
            ("-", b'{"version": 1, "controller": {}}', Format.JSON),
            ("-", b"To: the client\nFrom: the coach\n\nI keep notes.", Format.TEXT),
            ("a.doc", b"<html><body><p>I keep notes.", Format.HTML),
            ("-", b"# Agreement\n\ntext", Format.MARKDOWN),
            ("-", b"The coach keeps notes.", Format.TEXT),
        ],
    )
    def test_a_format_is_told_by_first_bytes_then_by_name(self, path: str, data: bytes, format: Format) -> None:
        assert format_of(path, data) is format

    @pytest.mark.parametrize(
        ("path", "data", "problem"),
        [
            ("a.docx", b"hello", r"named as a Word document \(.docx\) but is none"),
            ("a.docx", b"PK\x03\x04....xl/workbook.xml", "is none"),
            ("a.docx", b"\xd0\xcf\x11\xe0....", "password"),
            ("a.pdf", b"hello", "named as a PDF but is none"),
            ("a.doc", b"\xd0\xcf\x11\xe0....", "not supported"),
            ("a", b"PK\x03\x04" + b"." * 26 + b"mimetypeapplication/vnd.oasis.opendocument.calc", "no text"),
            ("a.rtf", b"hello", "is none"),
            ("a.png", b"\x89PNG....", "a picture"),
            ("a.zip", b"PK\x03\x04....", "zip archive"),
            ("a.eml", b"From: x", "an e-mail"),
            ("a.xlsx", b"PK....", "a spreadsheet"),
            ("a.pptx", b"PK....", "a presentation"),
            ("a.mhtml", b"From: x", "a saved web page"),
            ("a.heic", b"0000 ftypheic", "a picture"),
            ("a", b"II*\0", "a picture"),
            ("message", b"From: a\r\nTo: b\r\n c\r\nMIME-Version: 1.0\r\n\r\ntext", "an e-mail"),
            ("a.json", b'{"name": "a package"}', "it is JSON, but not a data-handling plan"),
            ("a.json", b"[1, 2", "it is not a data-handling plan in JSON"),
            ("a.xyz", b"x", "files of type .xyz are not supported"),
        ],
    )
    def test_other_files_are_refused_with_advice(self, path: str, data: bytes, problem: str) -> None:
        with pytest.raises(UnreadableFile, match=problem) as refused:
            read_document(path, data)
        assert refused.value.advice

    def test_a_format_that_is_stated_counts(self) -> None:
        assert read_document("a.txt", b"# Title", Format.MARKDOWN).text == "Title"


@pytest.mark.parametrize("format", [Format.MARKDOWN, Format.TEXT, Format.HTML])
@pytest.mark.parametrize(
    "pattern", ["[", "*a ", "`a``", '<a b="', "> ", "- ", ". . ", ".......", "<ul><li>", "a\n- b\n"]
)
def test_reading_takes_time_in_proportion_to_length(format: Format, pattern: str) -> None:
    # A quadratic reader takes minutes for this; a linear one, a moment.
    try:
        read(pattern * (60_000 // len(pattern)), format)
    except AgreementlintError as error:
        pytest.fail(str(error))
