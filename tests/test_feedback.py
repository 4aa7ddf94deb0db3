"""Feedback: the student's own words, no clause where the rubric shows none, nothing that is for the marker alone."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from agreementlint.cli import main
from agreementlint.cli.grade_feedback import file_stem
from agreementlint.grading.examining import examiner_for
from agreementlint.grading.feedback import Feedback, feedback_on
from agreementlint.grading.feedback_text import feedback_html, feedback_markdown
from agreementlint.grading.feedback_word import feedback_word
from agreementlint.grading.marking import marked_again
from agreementlint.grading.marks import Flag, FlagKind, Override, SubmissionMark
from agreementlint.grading.rubric import Rubric
from agreementlint.grading.rubrics import read_rubric, rubric_path
from agreementlint.grading.storage import contents, stored
from agreementlint.grading.submission import Submission, SubmissionKey, SubmittedFile
from agreementlint.packs import load_rules
from agreementlint.plugins import Plugins

EXAMPLES = Path(__file__).parents[1] / "examples"
RULESET = load_rules()
RULES = {rule.id: rule for rule in RULESET.rules}
RUBRIC = read_rubric(rubric_path("three-party"), RULESET.rules)
EXAMINER = examiner_for(RUBRIC, RULESET, "rules", Plugins())


def submitted(name: str) -> Submission:
    file = stored(SubmittedFile(str(EXAMPLES / name), name, "", name))
    return Submission(SubmissionKey("11"), "Ada <Lovelace>", (file,))


WEAK = EXAMINER.examined(submitted("weak-sponsored.pdf"))


def feedback(mark: SubmissionMark = WEAK, rubric: Rubric = RUBRIC) -> Feedback:
    return feedback_on(mark, rubric, RULES, "weak.pdf")


def test_every_quote_is_the_student_s_own_words() -> None:
    again = EXAMINER.read_again(WEAK)
    assert again is not None
    text = " ".join(again[1].text.split())
    points = [point for part in feedback().parts for point in part.points_seen]
    quotes = [quote for point in points for quote in (*point.quotes, *(words for words, _ in point.near))]
    assert len(quotes) > 10
    for quote in quotes:
        assert all(" ".join(piece.split()) in text for piece in quote.split(" … ")), quote


def test_without_a_model_solution_feedback_gives_hints_and_no_clause_away() -> None:
    page = feedback_html(feedback()) + feedback_markdown(feedback())
    short = [why for each in WEAK.criteria for why in each.why if why.credit is not None and why.credit < 1]
    assert len(short) > 20
    for why in short:
        rule = RULES[why.rule]
        assert rule.advice not in page
        assert " ".join(rule.model_clause.split())[:40] not in page
    assert "Could each of the three say from your text what the other two owe them?" in page


def test_with_a_model_solution_the_clause_stands_beside_what_is_missing() -> None:
    shown = feedback(rubric=replace(RUBRIC, model_solution=True))
    missing = [point for part in shown.parts for point in part.points_seen if point.standing == "missing"]
    assert missing
    assert all(point.clause and point.advice for point in missing)
    assert missing[0].clause in feedback_markdown(shown).replace("\\", "")


def test_what_the_marker_alone_must_know_is_in_no_feedback() -> None:
    flags = (
        Flag(FlagKind.SIMILARITY, "It shares passages with Ben.", stops=True),
        Flag(FlagKind.GAMING, "White text.", stops=True),
        Flag(FlagKind.GROUP, "The very same file came from Ben.", stops=True),
        Flag(FlagKind.LATE, "It came 2 days late."),
    )
    decided = Override(SubmissionKey("11"), "exchange", Decimal(3), "Ana Secret", "Too generous before.")
    mark = replace(marked_again(WEAK, WEAK.submission, RUBRIC, [decided]), flags=flags)
    page = feedback_html(feedback(mark)) + feedback_markdown(feedback(mark))
    for secret in ("Ben", "White text", "Ana Secret", "Too generous"):
        assert secret not in page
    assert "It came 2 days late." in page


def test_what_is_provisional_is_called_so_until_somebody_has_looked() -> None:
    assert WEAK.needs_review
    assert "Provisional: your marker will look at it." in feedback_markdown(feedback())
    decided = Override(SubmissionKey("11"), "whole", Decimal(30), "Ana", "Read.", WEAK.raw)
    settled = marked_again(WEAK, WEAK.submission, RUBRIC, [decided])
    text = feedback_markdown(feedback(settled))
    assert "**30 of 100 points.**" in text
    assert "marker will look" not in text


def test_a_submission_without_a_mark_is_told_so_and_gets_no_nought() -> None:
    unread = EXAMINER.examined(replace(submitted("weak-sponsored.pdf"), files=()))
    page = feedback_html(feedback(unread)) + feedback_markdown(feedback(unread))
    assert "No mark yet" in page
    assert "Nothing was handed in." in page
    assert "0 of 100" not in page


def test_a_comment_of_the_marker_stands_with_its_criterion() -> None:
    decided = Override(SubmissionKey("11"), "exchange", Decimal(9), "Ana", "Read.", comment="See me on Monday.")
    mark = marked_again(WEAK, WEAK.submission, RUBRIC, [decided])
    part = next(each for each in feedback(mark).parts if each.title.startswith("Terms"))
    assert (part.points, part.comment) == ("9", "See me on Monday.")


def test_lateness_is_told_apart_from_the_mark() -> None:
    late = replace(WEAK, raw=Decimal(24), penalty=Decimal(5), final=Decimal(19))
    assert "19 of 100 points (24 less 5 for lateness)" in feedback_markdown(feedback(late))
    assert "24 less 5 for lateness" in feedback_html(feedback(late))


def test_nothing_that_a_student_wrote_becomes_markup() -> None:
    because = WEAK.criteria[0].why[0]
    nasty = replace(
        because, quotes=(replace(because.quotes[0], words="<script>alert(1)</script> [x](y) **b**"),), near=()
    )
    mark = replace(WEAK, criteria=(replace(WEAK.criteria[0], why=(nasty,)), *WEAK.criteria[1:]))
    page = feedback_html(feedback(mark))
    assert "<script" not in page
    assert "Ada &lt;Lovelace&gt;" in page
    assert re.search(r"(?<!\\)\[x\]", feedback_markdown(feedback(mark))) is None


def test_a_page_needs_nothing_else_and_is_the_same_for_the_same_feedback() -> None:
    page = feedback_html(feedback())
    assert page == feedback_html(feedback())
    assert not re.search(r"(src|href)=\"(?!#)", page)


def test_comments_stand_on_the_student_s_words_and_the_text_stays() -> None:
    submission = submitted("good-sponsored.docx")
    mark = EXAMINER.examined(submission)
    again = EXAMINER.read_again(mark)
    assert again is not None
    file, document = again
    data = contents(file)
    commented = feedback_word(data, document, mark, RUBRIC, RULES)
    before, after = docx.Document(io.BytesIO(data)), docx.Document(io.BytesIO(commented))
    assert [each.text for each in before.paragraphs] == [each.text for each in after.paragraphs]
    comments = [comment.text for comment in after.comments]
    assert any("100 of 100 points" in text for text in comments)
    assert sum("is there" in text for text in comments) > 30
    assert feedback_word(data, document, mark, RUBRIC, RULES) == commented


@pytest.mark.parametrize("key", ["11", "Ada Lovelace", "../../etc/passwd", "...", "Ōe"])
def test_a_student_s_files_stay_in_the_folder_whatever_the_student_is_called(key: str) -> None:
    stem = file_stem(key)
    assert re.fullmatch(r"[\w][\w.-]*", stem)
    assert stem == "11" or key not in ("11",)
    assert file_stem("a b") != file_stem("a-b")


@pytest.fixture
def moodle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a Moodle download of three."""
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.write(EXAMPLES / "good-sponsored.docx", "Ada Lovelace_11_assignsubmission_file/agreement.docx")
        archive.write(EXAMPLES / "weak-sponsored.pdf", "Ben Okri_12_assignsubmission_file/weak.pdf")
        archive.writestr("Cy Carr_13_assignsubmission_file/photo.jpg", b"\xff\xd8")
    return tmp_path


def test_a_moodle_download_comes_back_as_an_archive_that_moodle_takes(
    moodle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grade", "class.zip", "--rubric", "three-party"]) == 3
    assert main(["grade", "feedback", "--provisional", "--format", "docx,html,md"]) == 0
    assert "feedback-for-moodle.zip" in capsys.readouterr().out
    with zipfile.ZipFile(moodle / "marks" / "feedback-for-moodle.zip") as archive:
        assert archive.namelist() == [
            *(f"Ada Lovelace_11_assignsubmission_file/11.feedback.{each}" for each in ("docx", "html", "md")),
            *(f"Ben Okri_12_assignsubmission_file/12.feedback.{each}" for each in ("html", "md")),
            *(f"Cy Carr_13_assignsubmission_file/13.feedback.{each}" for each in ("html", "md")),
        ]


def test_feedback_waits_for_marks_that_somebody_has_to_look_at(
    moodle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["grade", "class.zip", "--rubric", "three-party"])
    main(["grade", "override", "Ben Okri", "whole", "as-it-is", "--by", "Ana", "--reason", "Read."])
    capsys.readouterr()
    assert main(["grade", "feedback", "--format", "docx"]) == 3
    assert "1 mark waits for you to look" in capsys.readouterr().err
    given = sorted(each.name for each in (moodle / "marks" / "feedback").iterdir())
    assert given == ["11.feedback.docx", "12.feedback.html"]


def test_a_format_that_there_is_not_is_told_with_what_was_meant(
    moodle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grade", "feedback", "--format", "dox"]) == 2
    assert "there is no format 'dox'. Did you mean 'docx'?" in capsys.readouterr().err


def test_a_file_that_is_no_longer_what_was_marked_gets_no_comments() -> None:
    mark = EXAMINER.examined(submitted("good-sponsored.docx"))
    [file] = mark.submission.files
    other = replace(mark.submission, files=(replace(file, hash="0" * 64),))
    assert EXAMINER.read_again(replace(mark, submission=other)) is None
    assert EXAMINER.read_again(replace(mark, file="")) is None


def test_feedback_that_the_platform_cannot_place_leaves_the_run_incomplete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.write(EXAMPLES / "good-sponsored.docx", "lovelaceada_11_501_agreement.docx")
        archive.writestr("carrcy_13_text.html", "<p>I will hand it in later.</p>")
    main(["grade", "class.zip", "--rubric", "three-party"])
    capsys.readouterr()
    assert main(["grade", "feedback", "--provisional"]) == 3
    assert "Give it in another way" in capsys.readouterr().err
