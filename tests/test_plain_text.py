"""What the reader of plain text makes of a file."""

from __future__ import annotations

import pytest

from agreementlint.document import Block, BlockKind, Document, Format
from agreementlint.readers import read_document
from agreementlint.text import FilePlace, place_at


def read(text: str, format: Format = Format.TEXT) -> Document:
    return read_document("agreement", text.encode(), format)


def words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def outline(text: str, format: Format = Format.TEXT) -> list[tuple[str, str, str]]:
    """The kind, the label and the words of each block."""
    document = read(text, format)
    return [(block.kind.value, block.label, words(document, block)) for block in document.blocks]


def depths(text: str, format: Format = Format.TEXT) -> list[tuple[str, int]]:
    document = read(text, format)
    return [(words(document, block), block.level) for block in document.blocks if block.kind is BlockKind.ITEM]


def test_wrapped_lines_make_one_paragraph() -> None:
    source = "The Coach keeps notes of each session in\na locked cabinet and shows them to nobody.\n\nFees are due.\n"
    assert outline(source) == [
        ("paragraph", "", "The Coach keeps notes of each session in a locked cabinet and shows them to nobody."),
        ("paragraph", "", "Fees are due."),
    ]


@pytest.mark.parametrize(
    "title",
    ["Confidentiality", "CONFIDENTIALITY", "4. Confidentiality", "3. What coaching is", "Conflict of interest"],
)
def test_a_bare_title_is_a_heading_and_says_nothing(title: str) -> None:
    assert [kind for kind, _, _ in outline(title)] == ["heading"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Fees are 200 EUR",
        "No recordings",
        "Notes deleted yearly",
        "Coach keeps notes",
        "Nothing is shared",
        "COACHING IS NOT THERAPY AND IS NO SUBSTITUTE FOR IT.",
        "All conversations remain between us.",
        "Notes: shredded",
    ],
)
def test_a_short_statement_is_no_heading(sentence: str) -> None:
    assert [kind for kind, _, _ in outline(sentence)] == ["paragraph"]


def test_titles_are_told_by_capitals_underlines_and_numbers() -> None:
    source = "AGREEMENT\n\nRecords\n-------\nWe keep notes.\n\n4. Return of Notes\nNotes are handed back at the end.\n"
    assert outline(source) == [
        ("heading", "", "AGREEMENT"),
        ("heading", "", "Records"),
        ("paragraph", "", "We keep notes."),
        ("heading", "4.", "Return of Notes"),
        ("paragraph", "", "Notes are handed back at the end."),
    ]


def test_short_numbered_items_are_a_list_and_no_headings() -> None:
    assert [kind for kind, _, _ in outline("We keep:\n1. Name\n2. Address\n3. Goals\n")] == [
        "paragraph",
        "item",
        "item",
        "item",
    ]


def test_items_nest_by_style_and_indent() -> None:
    source = "1.1 We tell:\n  (a) police;\n    (i) local;\n  (b) doctors.\n1.2 We tell nobody else.\n- one\n  - two\n- three\n"
    assert [level for _, level in depths(source)] == [1, 2, 3, 2, 1, 2, 3, 2]


def test_the_text_goes_on_below_a_list() -> None:
    source = (
        "Benefits include:\n- clearer priorities and\n  better habits\n- more calm\nNone of these can be promised.\n"
    )
    assert outline(source) == [
        ("paragraph", "", "Benefits include:"),
        ("item", "-", "clearer priorities and better habits"),
        ("item", "-", "more calm"),
        ("paragraph", "", "None of these can be promised."),
    ]


def test_bars_and_tabs_divide_cells() -> None:
    document = read("Coach | Jane Doe\nClient | ____\n\nRecord\tKept for\nNotes\t3 years\n\nA | B | C\n", Format.TEXT)
    assert [(words(document, b), b.table, b.row, b.column, b.header) for b in document.blocks] == [
        ("Coach", 0, 0, 0, True),
        ("Jane Doe", 0, 0, 1, False),
        ("Client", 0, 1, 0, True),
        ("____", 0, 1, 1, False),
        ("Record", 1, 0, 0, True),
        ("Kept for", 1, 0, 1, True),
        ("Notes", 1, 1, 0, False),
        ("3 years", 1, 1, 1, False),
        ("A", 2, 0, 0, False),
        ("B", 2, 0, 1, False),
        ("C", 2, 0, 2, False),
    ]


def test_a_table_written_in_one_line_has_its_rows_back() -> None:
    source = "What | Period | From: notes | 3 years | the last session; bills | 7 years | year end"
    document = read(source)
    assert [(words(document, b), b.row, b.column) for b in document.blocks if b.header] == [
        ("What", 0, 0),
        ("Period", 0, 1),
        ("From", 0, 2),
    ]
    assert [words(document, b) for b in document.blocks if b.row == 2] == ["bills", "7 years", "year end"]


def test_contents_with_page_numbers_are_told_from_clauses() -> None:
    source = "1. Confidentiality ........ 2\n2. Records ... 3\n\nWe meet.\n"
    assert [kind for kind, _, _ in outline(source)] == ["contents", "contents", "paragraph"]


def cells_of(text: str) -> list[tuple[int, int, bool, str]]:
    document = read_document("a.txt", text.encode())
    return [
        (block.row, block.column, block.header, document.text[block.start : block.end])
        for block in document.blocks
        if block.kind is BlockKind.CELL
    ]


def test_columns_under_dashes_are_a_table() -> None:
    text = (
        "Our records:\n\n  Record         How long      \n  -------------- ---------------\n"
        "  Session notes  three years\n  Invoices       seven years\n\nThe Coach keeps them.\n"
    )
    assert cells_of(text) == [
        (0, 0, True, "Record"),
        (0, 1, True, "How long"),
        (1, 0, False, "Session notes"),
        (1, 1, False, "three years"),
        (2, 0, False, "Invoices"),
        (2, 1, False, "seven years"),
    ]
    document = read_document("a.txt", text.encode())
    place = place_at(document.pieces, document.text.index("seven"))
    assert place == FilePlace(text.index("seven"), 6, 18)


def test_rows_between_blank_lines_inside_borders_may_have_several_lines() -> None:
    assert cells_of(
        "---------------------------\nRecord      How long\n----------- ---------------\nSession     three\n"
        "notes       years\n\nInvoices    seven years\n---------------------------\n\nThe end of it all.\n"
    ) == [
        (0, 0, True, "Record"),
        (0, 1, True, "How long"),
        (1, 0, False, "Session notes"),
        (1, 1, False, "three years"),
        (2, 0, False, "Invoices"),
        (2, 1, False, "seven years"),
    ]


def test_a_table_without_a_head_between_two_rulers_is_headed_by_its_first_column() -> None:
    assert cells_of("-------- ------\nCoach    Ann\nClient   Ben\n-------- ------\n") == [
        (0, 0, True, "Coach"),
        (0, 1, False, "Ann"),
        (1, 0, True, "Client"),
        (1, 1, False, "Ben"),
    ]


def test_a_box_of_bars_and_plusses_is_a_table() -> None:
    assert cells_of(
        "+---------+----------+\n| Record  | How long |\n+=========+==========+\n| Session | three    |\n"
        "| notes   | years    |\n+---------+----------+\n"
    ) == [
        (0, 0, True, "Record"),
        (0, 1, True, "How long"),
        (1, 0, False, "Session notes"),
        (1, 1, False, "three years"),
    ]


def test_a_box_loses_no_words_that_stand_where_its_edges_are() -> None:
    text = "+--+--+\n|a |b |\n+--+--+\n|won|drous|\n+--+--+\n"
    assert "".join(read(text).text.split()).startswith("abwondrous")


@pytest.mark.parametrize(
    "text",
    [
        "-------- ------\nThe words run on over the gap and so this is none.\n",
        "-------- ------\nCoach    Ann\n",
        "+---+---+\nno bars\n",
        "-------- ------\n\n\n",
    ],
)
def test_dashes_alone_make_no_table(text: str) -> None:
    assert cells_of(f"The Coach keeps notes.\n\n{text}") == []


def test_a_line_that_names_a_part_is_a_heading_and_a_reference_at_a_line_end_is_none() -> None:
    document = read_document(
        "a.txt",
        b"Article IV. Records\n\n6.02 Whoever reads a document under this article or under Section\n"
        b"6.03 or receives one shall keep what it says confidential for good.\n",
    )
    told = [(block.kind, block.label, document.text[block.start : block.end]) for block in document.blocks]
    assert told[0] == (BlockKind.HEADING, "Article IV", "Records")
    assert [label for _, label, _ in told[1:]] == ["6.02"]


@pytest.mark.parametrize("mark", ["\f\f", "\f  page 2 of 3 \f", " - 2 -\f"])
def test_a_sentence_goes_on_behind_what_turns_the_page(mark: str) -> None:
    source = f"The Coach keeps notes of each\n\n{mark}\n\nsession in a locked cabinet.\n"
    assert outline(source) == [("paragraph", "", "The Coach keeps notes of each session in a locked cabinet.")]


def test_very_many_page_marks_on_one_line_are_read_in_a_moment() -> None:
    # Trying each of them as the one that turns the page takes minutes for this.
    assert outline("\f" * 150_000 + "Fees are due.\n") == [("paragraph", "", "Fees are due.")]


def test_a_form_feed_ends_a_page_and_may_stand_anywhere_in_a_line() -> None:
    source = "The Coach keeps all that is said and tells\n\n\fnobody about it.\nThe Client pays.\fFees are due.\n\x1a"
    document = read(source)
    shown = [document.text[block.start : block.end] for block in document.blocks]
    assert shown == ["The Coach keeps all that is said and tells nobody about it.", "The Client pays.", "Fees are due."]
    assert place_at(document.pieces, document.text.index("Fees")) == FilePlace(source.index("Fees"), 4, 18)


def test_a_list_begins_inside_a_sentence_where_its_second_item_follows() -> None:
    items = "1.1 The Coach keeps it all,\n    save that she may\n    (a) tell the police;\n    (b) obey a court.\n1.2 It lasts.\n"
    document = read(items)
    assert [(block.label, block.level) for block in document.blocks] == [("1.1", 1), ("(a)", 2), ("(b)", 2), ("1.2", 1)]
    assert [block.label for block in read("1.1 She keeps it, see\n    clause\n    (a) and\n    (b) of it.\n").blocks][
        :1
    ] == ["1.1"]


def test_cells_between_tabs_that_are_empty_leave_the_others_in_their_columns() -> None:
    table = (
        "What\tHow long\tWhere\nNotes\ttwo years\tin a safe\n\tthen shredded\nRecordings\t\tnone are made\n"
        "\tthree years\twith the bank\nBills\tten years\n"
    )
    assert [(row, column, words) for row, column, _, words in cells_of(table)] == [
        (0, 0, "What"), (0, 1, "How long"), (0, 2, "Where"),
        (1, 0, "Notes"), (1, 1, "two years"), (1, 2, "in a safe"), (1, 1, "then shredded"),
        (2, 0, "Recordings"), (2, 2, "none are made"),
        (3, 1, "three years"), (3, 2, "with the bank"),
        (4, 0, "Bills"), (4, 1, "ten years"),
    ]  # fmt: skip


@pytest.mark.parametrize("between", ["\t", "\t\t", " \t \t"])
def test_tabs_that_only_set_columns_under_each_other_divide_two_cells(between: str) -> None:
    assert [(row, column, words) for row, column, _, words in cells_of(f"What\t\tHow long\nNotes{between}two years\n")] == [
        (0, 0, "What"), (0, 1, "How long"), (1, 0, "Notes"), (1, 1, "two years"),
    ]  # fmt: skip


def test_an_indented_item_below_a_table_is_an_item() -> None:
    assert outline("What\tHow long\nNotes\ttwo years\n\t1.\tThe Coach shreds them.\n")[-1] == (
        "item", "1.", "The Coach shreds them.",
    )  # fmt: skip
