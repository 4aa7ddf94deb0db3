"""What a new rubric, a new version, a resubmission or a decision changes is shown with its cause."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from gradebook_samples import marked, rubric

from agreementlint.gradebook.differences import Cause, MarkDifference, differences
from agreementlint.grading.marking import marked_again
from agreementlint.grading.marks import Override, SubmissionMark
from agreementlint.grading.submission import SubmissionKey


def one(before: SubmissionMark, after: SubmissionMark) -> MarkDifference:
    [found] = differences([before], [after])
    return found


def test_equal_marks_differ_in_nothing() -> None:
    marks = [marked("1", "5", "5", "5"), marked("2", None, "5", "5")]
    assert differences(marks, list(reversed(marks))) == ()


def test_a_resubmission_is_told_with_the_criteria_that_change() -> None:
    found = one(marked("1", "5", "5", "5"), marked("1", "5", "8", "4", hash="c" * 64))
    assert [each.criterion for each in found.criteria] == ["records", "fees"]
    assert (found.causes, found.change, found.is_of_the_mark) == ((Cause.WORK,), Decimal(2), True)


def test_a_new_rubric_and_new_rules_are_causes_of_their_own() -> None:
    after = marked("1", "5", "5", "6", version=2)
    after = replace(after, run=replace(after.run, rules_hash="d" * 64, tool="0.2.0"))
    assert one(marked("1", "5", "5", "5"), after).causes == (Cause.RUBRIC, Cause.RULES, Cause.TOOL)


def test_other_reasons_for_the_same_points_are_no_difference() -> None:
    before = marked("1", "5", "5", "5")
    words = tuple(replace(each, why=(), comment="other words") for each in before.criteria)
    assert differences([before], [replace(before, criteria=words)]) == ()


def test_a_decision_is_told_as_such() -> None:
    before = marked("1", "5", "5", "5")
    decision = Override(SubmissionKey("1"), "fees", Decimal(9), "Ada", "because", Decimal(5))
    after = marked_again(before, before.submission, rubric(), [decision])
    found = one(before, after)
    assert (found.causes, found.change) == ((Cause.DECISION,), Decimal(4))


def test_a_value_that_changed_under_a_decision_is_a_difference_though_the_mark_is_the_same() -> None:
    decision = Override(SubmissionKey("1"), "fees", Decimal(9), "Ada", "because", Decimal(5))
    marks = [
        marked_again(mark, mark.submission, rubric(), [decision])
        for mark in (marked("1", "5", "5", "5"), marked("1", "5", "5", "7", hash="c" * 64))
    ]
    found = one(*marks)
    assert found.change == 0
    assert found.criteria[0].after is not None
    assert found.criteria[0].after.stale


def test_who_is_new_and_who_is_gone_is_told() -> None:
    found = differences([marked("1", "5", "5", "5")], [marked("2", "5", "5", "5")])
    assert {(each.mark.submission.key, *each.causes) for each in found} == {("2", Cause.NEW), ("1", Cause.GONE)}
    assert {each.change for each in found} == {None}


def test_the_greatest_change_is_shown_first_after_those_without_a_mark() -> None:
    before = [marked(key, "5", "5", "5") for key in "1234"]
    after = [marked("1", "5", "5", "6"), marked("2", "0", "0", "0"), marked("3", None, "5", "5"), before[3]]
    assert [each.mark.submission.key for each in differences(before, after)] == ["3", "2", "1"]


def test_a_criterion_that_a_rubric_no_longer_has_is_shown() -> None:
    before = marked("1", "5", "5", "5")
    [gone] = one(before, replace(before, criteria=before.criteria[:2])).criteria
    assert (gone.title, gone.after) == ("Fees", None)
