"""Feedback goes back under the names by which Moodle and Canvas find the student."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from canvas_import import comments
from moodle_import import feedback_files

from agreementlint.exchange.archives import Returned, canvas_feedback, moodle_feedback
from agreementlint.exchange.marks import Fate, Student

NOTE = (("feedback.html", b"<p>Well done</p>"),)
SUBMITTED = {101: {"agreement.docx": b"work"}, 102: {}}


def returned(place: str, files: tuple[tuple[str, bytes], ...] = NOTE, id: str = "", name: str = "Jane Roe") -> Returned:
    return Returned(Student(id=id, name=name), (place,) if place else (), files)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Jane Roe_101_assignsubmission_file/agreement.docx", "feedback.html"),
        ("Jane Roe_101_assignsubmission_file_/agreement.docx", "feedback.html"),
        ("Red-Jane Roe_101_assignsubmission_file/drafts/agreement.docx", "feedback.html"),
        ("download/Jane Roe_101_assignsubmission_file_/agreement.docx", "feedback.html"),
        ("Jane Roe_101_assignsubmission_file_agreement.docx", "feedback.html"),
        ("Participant_101_assignsubmission_file/agreement.docx", "feedback.html"),
        ("Jane Roe_101_assignsubmission_onlinetext/onlinetext.html", "feedback.html"),
    ],
)
def test_moodle_files_a_feedback_where_the_work_came_from(place: str, name: str) -> None:
    result = moodle_feedback([returned(place)])
    assert [each.fate for each in result.placed] == [Fate.WRITTEN]
    assert feedback_files(result.data, SUBMITTED) == {(101, name): b"<p>Well done</p>"}


def test_moodle_gets_a_folder_of_its_own_form_where_the_download_is_not_known() -> None:
    result = moodle_feedback([returned("", id="102", name="Ann_Marie  Lee")])
    assert feedback_files(result.data, SUBMITTED) == {(102, "feedback.html"): b"<p>Well done</p>"}


def test_moodle_takes_a_changed_file_and_passes_over_one_that_is_as_handed_in() -> None:
    files = (("agreement.docx", b"work"), ("agreement.reviewed.docx", b"work with comments"))
    result = moodle_feedback([returned("Jane Roe_101_assignsubmission_file/agreement.docx", files)])
    assert feedback_files(result.data, SUBMITTED) == {(101, "agreement.reviewed.docx"): b"work with comments"}


@pytest.mark.parametrize("name", [".hidden.html", "~lock.html", "../../evil.html", "..\\evil.html"])
def test_a_feedback_file_is_neither_hidden_nor_led_elsewhere(name: str) -> None:
    result = moodle_feedback([returned("Jane Roe_101_assignsubmission_file/a.docx", ((name, b"x"),))])
    [stored] = zipfile.ZipFile(BytesIO(result.data)).namelist()
    assert stored.startswith("Jane Roe_101_assignsubmission_file/")
    assert stored.count("/") == 1
    assert len(feedback_files(result.data, SUBMITTED)) == 1


def test_a_student_without_a_place_in_the_download_is_told_and_not_lost() -> None:
    result = moodle_feedback([returned("agreement.docx"), returned("Jane Roe_101_assignsubmission_file/a.docx")])
    assert [each.fate for each in result.placed] == [Fate.NOT_FOUND, Fate.WRITTEN]
    assert not result.is_whole


def test_two_students_with_one_place_are_told_and_neither_overwrites_the_other() -> None:
    place = "Jane Roe_101_assignsubmission_file/a.docx"
    result = moodle_feedback([returned(place), returned(place, (("feedback.html", b"other"),))])
    assert [each.fate for each in result.placed] == [Fate.WRITTEN, Fate.UNCLEAR]
    assert feedback_files(result.data, SUBMITTED) == {(101, "feedback.html"): b"<p>Well done</p>"}


ATTACHMENTS = {5678: (1234, "agreement.docx"), 5679: (1235, "plan.pdf"), 5680: (1236, "x.docx")}


@pytest.mark.parametrize(
    ("place", "user"),
    [
        ("roejane_1234_5678_agreement.docx", 1234),
        ("leeann_LATE_1235_5679_my_plan_2.pdf", 1235),
        ("submissions/müllerjosé_1236_5680_x.docx", 1236),
    ],
)
def test_canvas_finds_whose_comment_a_file_is(place: str, user: int) -> None:
    result = canvas_feedback([returned(place)])
    assert [key[0] for key in comments(result.data, ATTACHMENTS)] == [user]


def test_canvas_gets_a_reviewed_file_under_the_very_name_that_it_gave() -> None:
    files = (("agreement.reviewed.docx", b"reviewed"), ("feedback.html", b"words"))
    result = canvas_feedback([returned("roejane_1234_5678_agreement.docx", files)])
    assert comments(result.data, ATTACHMENTS) == {
        (1234, "roejane_1234_5678_agreement.docx"): b"reviewed",
        (1234, "roejane_1234_5678_feedback.html"): b"words",
    }


def test_an_anonymous_download_keeps_its_names() -> None:
    result = canvas_feedback([returned("anon_aB3dE_5678_agreement.docx")])
    assert zipfile.ZipFile(BytesIO(result.data)).namelist() == ["anon_aB3dE_5678_feedback.html"]


@pytest.mark.parametrize("place", ["roejane_1234_text.html", "roejane_1234_link.html", "agreement.docx"])
def test_what_canvas_could_not_place_is_told(place: str) -> None:
    result = canvas_feedback([returned(place)])
    assert [each.fate for each in result.placed] == [Fate.NOT_FOUND]
    assert comments(result.data, ATTACHMENTS) == {}


def test_the_same_feedback_makes_the_same_archive() -> None:
    each = [returned("A B_101_assignsubmission_file/a.docx"), returned("C D_102_assignsubmission_file/a.docx")]
    assert moodle_feedback(each).data == moodle_feedback(list(reversed(each))).data
