"""Each side of the tracked changes in .odt and .rtf files can be read, and what is not there in it is said."""

from __future__ import annotations

import pytest
from test_odt import odt, told, words
from test_rtf import HEAD

from agreementlint.document import Changes, Story
from agreementlint.readers import read_document


def deleted(name: str, *paragraphs: str) -> str:
    return f'<text:changed-region text:id="{name}"><text:deletion>{"".join(paragraphs)}</text:deletion></text:changed-region>'


def inserted(name: str) -> str:
    return f'<text:changed-region xml:id="{name}"><text:insertion/></text:changed-region>'


def mark(kind: str, name: str) -> str:
    return f'<text:{kind} text:change-id="{name}"/>'


DELETED, BEGINS, ENDS = "change", "change-start", "change-end"
P = "<text:p>{}</text:p>".format
CHANGED = (
    "<text:tracked-changes>"
    + deleted("ten", P("ten"))
    + inserted("two")
    + deleted("ends", P("end struck"), P("whole struck"), P("start struck "))
    + inserted("split")
    + inserted("new")
    + deleted("list", "<text:list><text:list-item><text:p>an item struck</text:p></text:list-item></text:list>")
    + inserted("note")
    + "</text:tracked-changes>"
    + P(f"Notes are kept {mark(DELETED, 'ten')}{mark(BEGINS, 'two')}two{mark(ENDS, 'two')} years.")
    + P(f"Start kept {mark(DELETED, 'ends')}end kept.")
    + P(f"Once {mark(BEGINS, 'split')}")
    + P(f"{mark(ENDS, 'split')}one.")
    + '<text:list text:style-name="Clauses"><text:list-item><text:p>first</text:p></text:list-item><text:list-item>'
    + P(f"{mark(BEGINS, 'new')}new")
    + "</text:list-item><text:list-item>"
    + P(f"{mark(ENDS, 'new')}second")
    + "</text:list-item></text:list>"
    + mark(DELETED, "list")
    + P(
        f"End{mark(BEGINS, 'note')}<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
        f"{mark(ENDS, 'note')}."
    )
)


@pytest.mark.parametrize(
    ("changes", "shown", "note"),
    [
        (
            Changes.FINAL,
            [
                ("", "Notes are kept two years."),
                ("", "Start kept end kept."),
                ("", "Once"),
                ("", "one."),
                ("1.", "first"),
                ("2.", "new"),
                ("3.", "second"),
                ("", "End."),
                ("", "A note."),
            ],
            "as if all of them were accepted",
        ),
        (
            Changes.ORIGINAL,
            [
                ("", "Notes are kept ten years."),
                ("", "Start kept end struck"),
                ("", "whole struck"),
                ("", "start struck end kept."),
                ("", "Once one."),
                ("1.", "first"),
                ("2.", "second"),
                ("•", "an item struck"),
                ("", "End."),
            ],
            "as if none of them had been made",
        ),
        (
            Changes.BOTH,
            [
                ("", "Notes are kept ten two years."),
                ("", "Start kept end struck"),
                ("", "whole struck"),
                ("", "start struck end kept."),
                ("", "Once"),
                ("", "one."),
                ("1.", "first"),
                ("2.", "new"),
                ("3.", "second"),
                ("•", "an item struck"),
                ("", "End."),
                ("", "A note."),
            ],
            "read together",
        ),
    ],
)
def test_each_side_of_tracked_changes_in_opendocument_can_be_read(
    changes: Changes, shown: list[tuple[str, str]], note: str
) -> None:
    document = read_document("a.odt", odt(CHANGED), changes=changes)
    assert [(label, words) for _, label, words in told(document)] == shown
    assert note in document.notes[0]


def test_what_a_change_takes_away_is_quoted_in_a_note() -> None:
    final, original, both = (read_document("a.odt", odt(CHANGED), changes=each).notes[1:] for each in Changes)
    assert "“ten end struck whole struck start struck an item struck”" in final[0]
    assert "“two new A note.”" in original[0]
    assert both == ()


def test_a_file_without_tracked_changes_says_so_where_another_side_is_asked_for() -> None:
    for data in (odt(P("Text.")), HEAD + rb"\pard Text.\par}"):
        assert read_document("a", data, changes=Changes.BOTH).notes == ("The file has no tracked changes.",)
        assert read_document("a", data).notes == ()


def test_an_insertion_that_never_ends_takes_nothing_else_with_it() -> None:
    """It holds to the end of the story, in which it stands, and no cell runs on into the next."""
    cells = "".join(
        f"<table:table-cell>{P(each)}</table:table-cell>" for each in ("one", mark(BEGINS, "new") + "two", "three")
    )
    body = f"<text:tracked-changes>{inserted('new')}</text:tracked-changes>{P('Kept.')}<table:table><table:table-row>{cells}"
    body += "</table:table-row></table:table>"
    document = read_document("a.odt", odt(body), changes=Changes.ORIGINAL)
    assert words(document) == ["Kept.", "one"]
    assert "two three" in document.notes[1]


@pytest.mark.parametrize("inside", [P(mark(DELETED, "inner") + "one"), mark(DELETED, "inner") + P("one")])
def test_a_mark_within_a_deletion_does_not_end_what_is_restored(inside: str) -> None:
    body = deleted("outer", inside, P(mark(BEGINS, "new") + "two" + mark(ENDS, "new"))) + inserted("new")
    body = f"<text:tracked-changes>{body}</text:tracked-changes>{P('Kept.')}{mark(DELETED, 'outer')}{P('End.')}"
    document = read_document("a.odt", odt(body), changes=Changes.ORIGINAL)
    assert words(document) == ["Kept.", "one", "two", "End."]


def test_a_mark_within_words_that_were_deleted_does_not_end_what_is_restored() -> None:
    body = deleted("outer", P(f"one {mark(DELETED, 'inner')}{mark(BEGINS, 'new')}two{mark(ENDS, 'new')} ")) + inserted(
        "new"
    )
    body = f"<text:tracked-changes>{body}</text:tracked-changes>{P(mark(DELETED, 'outer') + 'End.')}"
    document = read_document("a.odt", odt(body), changes=Changes.ORIGINAL)
    assert words(document) == ["one two End."]


CHANGED_RTF = (
    rb"\pard Notes are kept {\deleted\revauthdel1 ten}{\revised\revauth1 two} years.\par"
    rb"\pard Start kept {\deleted end struck\par whole struck{\footnote\pard\plain A note struck.\par}\par start struck }end kept.\par"
    rb"\pard Once {\revised\par}one.\par \pard{\mvf moved}{\mvt moved} away.\par"
    rb"\trowd\cellx1\cellx2\intbl Who\cell{\deleted gone\cell}\row\pard End.\par"
)


@pytest.mark.parametrize(
    ("changes", "shown", "notes"),
    [
        (
            Changes.FINAL,
            ["Notes are kept two years.", "Start kept end kept.", "Once", "one.", "moved away.", "Who", "End."],
            [],
        ),
        (
            Changes.ORIGINAL,
            [
                "Notes are kept ten years.",
                "Start kept end struck",
                "whole struck",
                "start struck end kept.",
                "Once one.",
                "moved away.",
                "Who",
                "gone",
                "End.",
            ],
            ["A note struck."],
        ),
        (
            Changes.BOTH,
            [
                "Notes are kept ten two years.",
                "Start kept end struck",
                "whole struck",
                "start struck end kept.",
                "Once",
                "one.",
                "moved moved away.",
                "Who",
                "gone",
                "End.",
            ],
            ["A note struck."],
        ),
    ],
)
def test_each_side_of_tracked_changes_in_rich_text_can_be_read(
    changes: Changes, shown: list[str], notes: list[str]
) -> None:
    document = read_document("agreement.rtf", HEAD + CHANGED_RTF + b"}", changes=changes)
    assert words(document) == shown
    assert words(document, Story.FOOTNOTE) == notes
    assert "tracked changes" in document.notes[0]


CHANGED_CELLS = (
    rb"\trowd\cellx1\clins\clinsauth1\cellx2\cldel\clinsdttm-2015295488\cellx3"
    rb"\intbl Who\cell When\cell Why\par and how\cell\row"
    rb"\trowd\cellx1\clins\cellx2\cldel\cellx3\intbl Coach\cell now\cell gone\cell\row\pard End.\par"
)


@pytest.mark.parametrize(
    ("changes", "cells"),
    [
        (Changes.FINAL, [(0, 0, "Who"), (0, 1, "When"), (1, 0, "Coach"), (1, 1, "now")]),
        (Changes.ORIGINAL, [(0, 0, "Who"), (0, 1, "Why"), (0, 1, "and how"), (1, 0, "Coach"), (1, 1, "gone")]),
    ],
)
def test_whole_cells_that_were_added_or_struck_are_there_on_one_side_only(
    changes: Changes, cells: list[tuple[int, int, str]]
) -> None:
    document = read_document("agreement.rtf", HEAD + CHANGED_CELLS + b"}", changes=changes)
    found = [(block.row, block.column, document.text[block.start : block.end]) for block in document.blocks]
    assert found == [*cells, (-1, -1, "End.")]
    assert "tracked changes" in document.notes[0]


def test_what_is_told_behind_the_cells_of_a_row_strikes_none_of_the_next_row() -> None:
    told_behind = (
        rb"\intbl Who\cell When\cell\trowd\cellx1\cldel\cellx2\row\intbl Coach\cell Weekly\cell\row\pard End.\par"
    )
    assert "Weekly" in words(read_document("agreement.rtf", HEAD + told_behind + b"}"))


def test_the_date_of_a_change_is_no_text() -> None:
    changed = rb"\pard We tell {\revised\revauth1\revdttm-2015295488 nobody} else.\par"
    assert words(read_document("agreement.rtf", HEAD + changed + b"}")) == ["We tell nobody else."]


def test_items_that_are_restored_have_the_labels_that_they_had() -> None:
    struck = "".join(f"<text:list-item>{P(each)}</text:list-item>" for each in ("doctors", "courts", ""))
    region = deleted("gone", f'<text:list text:style-name="Clauses">{struck}</text:list>')
    items = (P("police"), P(mark(DELETED, "gone") + "family"))
    listed = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    body = f'<text:tracked-changes>{region}</text:tracked-changes><text:list text:style-name="Clauses">{listed}</text:list>'
    shown = {
        changes: [(block.label, document.text[block.start : block.end]) for block in document.blocks]
        for changes in (Changes.FINAL, Changes.ORIGINAL)
        for document in (read_document("a.odt", odt(body), changes=changes),)
    }
    assert shown[Changes.FINAL] == [("1.", "police"), ("2.", "family")]
    assert shown[Changes.ORIGINAL] == [("1.", "police"), ("2.", "doctors"), ("3.", "courts"), ("4.", "family")]
