"""What the Markdown reader makes of a file."""

from __future__ import annotations

import pytest

from agreementlint.document import Block, BlockKind, Document, Format, Story
from agreementlint.readers import read_document
from agreementlint.text import FilePlace, place_at


def read(text: str, format: Format = Format.MARKDOWN) -> Document:
    return read_document("agreement", text.encode(), format)


def words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def outline(text: str, format: Format = Format.MARKDOWN) -> list[tuple[str, str, str]]:
    """The kind, the label and the words of each block."""
    document = read(text, format)
    return [(block.kind.value, block.label, words(document, block)) for block in document.blocks]


def depths(text: str, format: Format = Format.MARKDOWN) -> list[tuple[str, int]]:
    document = read(text, format)
    return [(words(document, block), block.level) for block in document.blocks if block.kind is BlockKind.ITEM]


def test_markup_links_escapes_and_entities_are_not_text() -> None:
    source = "The **Coach** [keeps](http://x.example) \\*all\\* `notes` &amp; drafts<!-- gone --> for&nbsp;you."
    assert outline(source) == [("paragraph", "", "The Coach keeps *all* notes & drafts for\u00a0you.")]


def test_struck_out_words_are_no_text_of_the_agreement() -> None:
    document = read("We keep notes ~~for ever~~ for a year. <del>Always.</del>")
    assert document.text == "We keep notes  for a year."
    assert document.notes == ("2 struck-out passages left out",)


def test_lists_have_labels_and_depths() -> None:
    source = (
        "1. We keep notes.\n\n   They are short.\n   - inner\n2. We shred them.\n\n- [ ] open\n- [x] done\n- ☐ box\n"
    )
    assert outline(source) == [
        ("item", "1.", "We keep notes."),
        ("paragraph", "", "They are short."),
        ("item", "-", "inner"),
        ("item", "2.", "We shred them."),
        ("item", "[ ]", "open"),
        ("item", "[x]", "done"),
        ("item", "☐", "box"),
    ]
    assert [level for _, level in depths(source)] == [1, 2, 1, 1, 1, 1]


def test_a_list_under_a_typed_number_is_deeper_than_it() -> None:
    source = "3.3 The duty ends:\n\n- before a danger;\n- before a law.\n\n3.4 It goes on.\n"
    assert [level for _, level in depths(source)] == [1, 2, 2, 1]


def test_lists_numbered_all_alike_are_labelled_as_rendered() -> None:
    assert [label for _, label, _ in outline("1. a b\n1. c d\n1. e f\n")] == ["1.", "2.", "3."]


def test_typed_labels_make_items() -> None:
    source = "The coach tells:\n(a) the police, if\nthe law says so;\n(b) a doctor.\n\n1.1 In this Agreement we agree:\n\nJ. Smith is the coach.\n"
    assert outline(source) == [
        ("paragraph", "", "The coach tells:"),
        ("item", "(a)", "the police, if the law says so;"),
        ("item", "(b)", "a doctor."),
        ("item", "1.1", "In this Agreement we agree:"),
        ("paragraph", "", "J. Smith is the coach."),
    ]


def test_a_line_that_only_happens_to_begin_like_a_label_goes_on() -> None:
    assert outline("as set out in clause\n(b) above and lasting\n2.5 hours each") == [
        ("paragraph", "", "as set out in clause (b) above and lasting 2.5 hours each")
    ]


def test_tables_have_rows_columns_and_heads() -> None:
    document = read("| What | How \\| long |\n|---|---|\n| **Notes** | 3 years |\n| | 1 year |\n")
    cells = [(words(document, b), b.row, b.column, b.header) for b in document.blocks]
    assert cells == [
        ("What", 0, 0, True),
        ("How | long", 0, 1, True),
        ("Notes", 1, 0, True),
        ("3 years", 1, 1, False),
        ("1 year", 2, 1, False),
    ]


def test_form_lines_stand_by_themselves() -> None:
    assert outline("**Coach:** Jane Doe\n**Client:** ______\nSigned at\n\nName: ____\nDate: ____") == [
        ("paragraph", "", "Coach: Jane Doe"),
        ("paragraph", "", "Client: ______"),
        ("paragraph", "", "Signed at"),
        ("paragraph", "", "Name: ____"),
        ("paragraph", "", "Date: ____"),
    ]


def test_placeholders_in_angle_brackets_are_text() -> None:
    assert read("Signed by <Client Name> on <u>date</u> <br> in __/__/____.").text == (
        "Signed by <Client Name> on date in __/__/____."
    )


def test_contents_lines_are_told_from_clauses() -> None:
    kinds = [kind for kind, _, _ in outline("Contents\n\n1. Fees\n2. Retention of notes\n\nThe parties meet.")]
    assert kinds == ["contents", "contents", "contents", "paragraph"]


def test_lines_of_contents_that_run_on_as_one_paragraph_are_contents() -> None:
    text = "### Contents\n\n1 What you join\n2 Mentor coaching\n3 Recordings of clients\n4 Fees\n\n1 coach meets 2 clients.\n"
    assert [kind for kind, _, _ in outline(text)] == ["contents", "contents", "paragraph"]


def test_a_clause_marked_up_as_a_heading_is_a_paragraph() -> None:
    source = "## 3.1 The Coach shall keep all notes in a locked cabinet.\n\n## 4. Fees\n"
    assert outline(source) == [
        ("item", "3.1", "The Coach shall keep all notes in a locked cabinet."),
        ("heading", "4.", "Fees"),
    ]


def test_bold_paragraphs_say_so_and_indented_prose_is_prose() -> None:
    document = read("**What we keep**\n\n    Notes are kept.\n\n```\nsample\n```\n")
    assert [(b.kind.value, b.bold) for b in document.blocks] == [
        ("paragraph", True),
        ("paragraph", False),
        ("code", False),
    ]


def test_front_matter_and_link_targets_are_left_out_but_definitions_of_terms_are_not() -> None:
    source = "---\ntitle: X\n---\nSee [the code][1].\n\n[1]: https://code.example\n\n[Coach]: Jane\n"
    assert read(source).text == "See the code.\n[Coach]: Jane"


def test_footnotes_are_a_story_of_their_own() -> None:
    document = read("We keep notes[^1] safe.\n\n[^1]: In a *safe*.\n")
    assert document.text == "We keep notes safe.\nIn a safe."
    assert (document.blocks[1].story, document.blocks[1].label) == (Story.FOOTNOTE, "1")


def test_a_comment_that_is_never_closed_is_reported() -> None:
    unread = read("One.\n\n<!-- draft\n\nNotes are kept.\n").unread
    assert [(part.part, part.why) for part in unread] == [
        ("line 3 to line 5", "it is inside an HTML comment that is never closed")
    ]


def test_a_heading_without_markup_is_found_where_the_file_has_none_with_it() -> None:
    source = (
        "7. Return of Materials\nAll documents shall be given back at once.\n\n8. NO LICENCE\n\nNothing is licensed.\n"
    )
    assert [kind for kind, _, _ in outline(source)] == ["heading", "paragraph", "heading", "paragraph"]


def test_invisible_characters_are_dropped() -> None:
    source = "con\u00adfi\u200bdential"
    document = read(source)
    assert document.text == "confidential"
    assert place_at(document.pieces, 3) == FilePlace(4, 1, 5)


def test_a_first_column_that_alone_is_bold_heads_the_rows() -> None:
    document = read("| | |\n|---|---|\n| **Supervisor** | Jo |\n| **Starting** | May |\n")
    assert [words(document, block) for block in document.blocks if block.header] == ["Supervisor", "Starting"]


def test_letters_with_numbers_are_labels() -> None:
    assert outline("A1. Discretion is kept.\n\nA2. The exception is danger.\n") == [
        ("item", "A1.", "Discretion is kept."),
        ("item", "A2.", "The exception is danger."),
    ]


@pytest.mark.parametrize(
    "deep",
    ["".join(f"{'  ' * level}- level {level}\n" for level in range(60)), "> " * 60 + "words\n", "- " * 60 + "words\n"],
    ids=["lists", "quotations", "one line"],
)
def test_what_stands_inside_of_too_many_lists_is_unread_and_not_lost(deep: str) -> None:
    document = read_document("a.md", ("# Agreement\n\n" + deep).encode())
    assert [unread.why for unread in document.unread] == [
        "it is inside of too many lists and quotations; write it with fewer"
    ]
    assert document.unread[0].part.startswith("line ")


def test_lists_in_each_other_as_people_write_them_are_read_whole() -> None:
    deep = "".join(f"{'  ' * level}- level {level}\n" for level in range(15))
    document = read_document("a.md", deep.encode())
    assert "level 14" in document.text
    assert document.unread == ()


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (
            "1. Limits\n   a. where the law asks for it\n   b. where there is a risk\n      i. to the Client\n      ii. to others\n"
            "2. Records\n",
            [
                ("1.", "Limits"),
                ("a.", "where the law asks for it"),
                ("b.", "where there is a risk"),
                ("i.", "to the Client"),
                ("ii.", "to others"),
                ("2.", "Records"),
            ],
        ),
        (
            "1. Definitions\n1.1 The Platform is a website\n1.2 The Mentee is a person\n\n2. Fees\n",
            [
                ("1.", "Definitions"),
                ("1.1", "The Platform is a website"),
                ("1.2", "The Mentee is a person"),
                ("2.", "Fees"),
            ],
        ),
        ("Notes are kept as said in section\n(1) above and section\n(2) below\n", None),
        ("Notes are kept for the Client by\nA. Smith with\nB. Jones\n", None),
    ],
)
@pytest.mark.parametrize("name", ["agreement.md", "agreement.txt"])
def test_items_under_an_item_need_no_full_stop_before_them(
    text: str, blocks: list[tuple[str, str]] | None, name: str
) -> None:
    document = read_document(name, text.encode())
    found = [(block.label, document.text[block.start : block.end]) for block in document.blocks]
    assert found == blocks if blocks else not any(label for label, _ in found)
