"""What a rich text file tells of a row counts wherever it stands: before the cells, behind them, in an inner table."""

from __future__ import annotations

import pytest

from agreementlint.document import Changes, Document, Story
from agreementlint.readers import read_document

HEAD = rb"{\rtf1\ansi{\colortbl;\red255\green255\blue255;\red0\green0\blue128;}\pard Before.\par "
END = rb"\pard After.\par}"
WHITE_LETTERS = rb"{\cf1 nobody sees this}"


def rtf(body: bytes, changes: Changes = Changes.FINAL) -> Document:
    return read_document("agreement.rtf", HEAD + body + END, changes=changes)


def cells(document: Document) -> list[tuple[int, int, int, str]]:
    """Each cell's table, row, column and words; what comes before and after the tables has to be there as well."""
    body = [block for block in document.blocks if block.story is Story.BODY]
    assert [document.text[body[at].start : body[at].end] for at in (0, -1)] == ["Before.", "After."]
    return [
        (block.table, block.row, block.column, document.text[block.start : block.end])
        for block in body
        if block.table >= 0
    ]


def row(told: bytes, *words: bytes, behind: bool = True) -> bytes:
    """A row of which these things are told behind its cells or before them."""
    row_told, cells_told = rb"\trowd" + told, rb"".join(rb"\pard\intbl " + word + rb"\cell" for word in words)
    return (cells_told + row_told if behind else row_told + cells_told) + rb"\row "


def inner_row(told: bytes, *words: bytes) -> bytes:
    told_behind = rb"{\*\nesttableprops\trowd" + told + rb"\nestrow}{\nonesttables\par}"
    return rb"".join(rb"\pard\intbl\itap2 " + word + rb"\nestcell" for word in words) + told_behind


@pytest.mark.parametrize("behind", [True, False])
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (Changes.FINAL, [(0, 0, 0, "What"), (0, 0, 1, "Where"), (0, 1, 0, "Notes"), (0, 1, 1, "years")]),
        (Changes.ORIGINAL, [(0, 0, 0, "What"), (0, 0, 1, "How long"), (0, 1, 0, "Notes"), (0, 1, 1, "years")]),
        (
            Changes.BOTH,
            [(0, 0, 0, "What"), (0, 0, 1, "How long"), (0, 0, 2, "Where"), (0, 1, 0, "Notes"), (0, 1, 1, "years")],
        ),
    ],
)
def test_cells_that_were_added_or_struck_are_so_where_it_is_told_behind_them(
    behind: bool, changes: Changes, told: list[tuple[int, int, int, str]]
) -> None:
    document = rtf(
        row(rb"\cellx1\cldel\cellx2\clins\cellx3", b"What", b"How long", b"Where", behind=behind)
        + row(rb"\cellx1\cellx2", b"Notes", b"years", behind=behind),
        changes,
    )
    assert cells(document) == told
    assert "tracked changes" in document.notes[0]
    assert all("“How long”" in note for note in document.notes[1:] if changes is Changes.FINAL)


def test_the_heads_of_a_table_are_told_behind_them() -> None:
    document = rtf(row(rb"\trhdr\cellx1\cellx2", b"notes kept", b"two") + row(rb"\cellx1\cellx2", b"bills", b"ten"))
    assert [block.header for block in document.blocks if block.table >= 0] == [True, True, False, False]


def test_a_head_row_that_holds_a_table_is_still_a_head_row() -> None:
    inner = inner_row(rb"\cellx1\cellx2", b"a", b"b")
    document = rtf(
        row(rb"\trhdr\cellx1\cellx2", rb"Topic\par" + inner + rb"\pard\intbl", b"Rule", behind=False)
        + row(rb"\cellx1\cellx2", b"Notes", b"two years", behind=False)
    )
    heads = {document.text[block.start : block.end] for block in document.blocks if block.header}
    assert heads == {"Topic", "Rule"}


@pytest.mark.parametrize(
    ("told", "unseen"),
    [
        (row(rb"\cellx1\cellx2", b"A", WHITE_LETTERS), True),
        (row(rb"\cellx1\clcbpat2\cellx2", b"A", WHITE_LETTERS), False),
        (row(rb"\clcbpat2\cellx1\cellx2", b"A", WHITE_LETTERS), True),
        (row(rb"\cellx1\clcbpat2\cellx2", b"A", inner_row(rb"\cellx1\cellx2", WHITE_LETTERS, b"b")), False),
        (row(rb"\clcbpat2\cellx1\cellx2", b"A", inner_row(rb"\cellx1\cellx2", WHITE_LETTERS, b"b")), True),
        (row(rb"\cellx1\cellx2", b"A", inner_row(rb"\clcbpat2\cellx1\cellx2", WHITE_LETTERS, b"b")), False),
        (row(rb"\cellx1\clcbpat2\cellx2", b"A", inner_row(rb"\clcbpat1\cellx1\cellx2", WHITE_LETTERS, b"b")), True),
        (rb"\pard\intbl A\cell " + WHITE_LETTERS + rb"\cell\row", False),
    ],
)
def test_what_is_behind_letters_is_told_behind_the_cells_of_their_row_or_of_the_row_around_it(
    told: bytes, unseen: bool
) -> None:
    assert [each.words for each in rtf(told).unseen] == ["nobody sees this"] * unseen


@pytest.mark.parametrize(
    ("changes", "kept"), [(Changes.FINAL, "three"), (Changes.ORIGINAL, "two"), (Changes.BOTH, "two three")]
)
def test_words_in_an_inner_table_are_on_their_side_of_the_changes(changes: Changes, kept: str) -> None:
    inner = inner_row(
        rb"\cellx1\cellx2",
        b"Notes",
        rb"for {\deleted\revauthdel1\revdttmdel-2015295488 two}"
        rb"{\revised\revauth1\revdttm-2015295488\crauth1\crdate-2015295488 three} years",
    )
    document = rtf(row(rb"\cellx1\cellx2", inner + rb"\pard\intbl behind", b"beside", behind=False), changes)
    assert cells(document) == [
        (1, 0, 0, "Notes"),
        (1, 0, 1, f"for {kept} years"),
        (0, 0, 0, "behind"),
        (0, 0, 1, "beside"),
    ]


@pytest.mark.parametrize("behind", [True, False])
def test_a_row_struck_from_an_inner_table_strikes_nothing_of_the_cells_around_it(behind: bool) -> None:
    inner = (
        inner_row(rb"\cellx1\cellx2", b"Notes", b"two years")
        + inner_row(rb"\cldel\cellx1\cldel\cellx2", b"Diaries", b"for ever")
        + inner_row(rb"\cellx1\clins\cellx2", b"Bills", b"ten years")
    )
    told = row(rb"\cellx1\cellx2", rb"Records\par" + inner + rb"\pard\intbl behind", b"beside", behind=behind)
    around = [(0, 0, 0, "Records"), (0, 0, 0, "behind"), (0, 0, 1, "beside")]
    final, original = cells(rtf(told)), cells(rtf(told, Changes.ORIGINAL))
    assert [each for each in final if each[0] == 0] == around
    assert [each for each in original if each[0] == 0] == around
    assert [words for table, *_, words in final if table] == ["Notes", "two years", "Bills", "ten years"]
    assert [words for table, *_, words in original if table] == ["Notes", "two years", "Diaries", "for ever", "Bills"]


@pytest.mark.parametrize("behind", [True, False])
def test_a_cell_that_was_struck_takes_its_tables_boxes_and_notes_with_it(behind: bool) -> None:
    struck = (
        rb"old\par"
        + inner_row(rb"\cellx1\cellx2", b"inner", b"table")
        + rb"\pard\intbl{\footnote\pard\plain A note.\par}"
        rb"{\shp{\*\shpinst{\shptxt\pard A box.\par}}} words"
    )
    told = row(rb"\cellx1\cldel\cellx2\cellx3", rb"kept{\footnote\pard\plain Kept.\par}", struck, b"new", behind=behind)
    final, original = rtf(told), rtf(told, Changes.ORIGINAL)
    assert cells(final) == [(0, 0, 0, "kept"), (0, 0, 1, "new")]
    assert [block.story for block in final.blocks if block.story is not Story.BODY] == [Story.FOOTNOTE]
    assert {"A note.", "A box.", "inner", "table", "old", "words", "Kept."} <= set(original.text.splitlines())
    assert not {"A note.", "A box.", "inner", "table", "old", "words"} & set(final.text.splitlines())


def test_words_of_a_row_without_an_end_are_kept() -> None:
    assert [words for *_, words in cells(rtf(rb"\pard\intbl Notes\cell two years\cell"))] == ["Notes", "two years"]
    inner = rb"\pard\intbl\itap2 a\nestcell b\nestcell"
    assert [words for *_, words in cells(rtf(row(rb"\cellx1\cellx2", inner + rb"\pard\intbl c", b"d")))] == list("abcd")


def test_a_table_in_a_table_in_a_table_leaves_every_cell_where_it_is() -> None:
    innermost = (
        rb"\pard\intbl\itap3 c1\nestcell c2\nestcell c3\nestcell{\*\nesttableprops\trowd\cellx1\cldel\cellx2\cellx3\nestrow}"
        rb"{\nonesttables\par}"
    )
    inner = inner_row(rb"\cellx1\cellx2", rb"b1\par" + innermost + rb"\pard\intbl\itap2 b1 too", b"b2")
    assert cells(rtf(row(rb"\cellx1\cellx2", rb"a1\par" + inner + rb"\pard\intbl a1 too", b"a2"))) == [
        (0, 0, 0, "a1"),
        (1, 0, 0, "b1"),
        (2, 0, 0, "c1"),
        (2, 0, 1, "c3"),
        (1, 0, 0, "b1 too"),
        (1, 0, 1, "b2"),
        (0, 0, 0, "a1 too"),
        (0, 0, 1, "a2"),
    ]
