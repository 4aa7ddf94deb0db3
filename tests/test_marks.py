"""Marks: who they are from, what they are rounded to, and that nothing of them is lost on the way to a file and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from agreementlint.grading.keeping import as_json, from_json
from agreementlint.grading.marks import (
    Because,
    CriterionMark,
    Flag,
    FlagKind,
    MarkState,
    Quoted,
    Run,
    SubmissionMark,
    rounded,
)
from agreementlint.grading.submission import Submission, SubmissionKey, SubmittedFile
from agreementlint.terms import Confidence, RuleId

WHY = Because(
    RuleId("retention-period"),
    "Retention period",
    "held",
    Decimal(1),
    Decimal(1),
    Confidence.HIGH,
    "The document says it.",
    (Quoted("six years", 10, 19),),
)
CRITERION = CriterionMark("records", "Records", Decimal(10), Decimal("7.5"), None, MarkState.AUTO, (WHY,))
MARK = SubmissionMark(
    Submission(
        SubmissionKey("participant 7"),
        "Ōe, Kenzaburō",
        (SubmittedFile("a/b.docx", "b.docx", "0" * 64),),
        submitted_at=datetime(2026, 11, 20, 23, 59, tzinfo=UTC),
        ids=(("participant", "7"),),
    ),
    (CRITERION,),
    Decimal(10),
    Decimal("7.5"),
    Decimal(0),
    Decimal("7.5"),
    (Flag(FlagKind.LATE, "It came late."),),
    Run("two-party", 1, "r", "0.1.0", "s", "i"),
)


def test_a_mark_comes_back_from_json_as_it_was() -> None:
    assert from_json(as_json(MARK)) == MARK


def test_what_is_no_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="submission"):
        from_json("{}")


@pytest.mark.parametrize(
    ("points", "step", "expected"),
    [
        ("2.5", "1", "3"),
        ("2.25", "0.5", "2.5"),
        ("72.344", "0.01", "72.34"),
        ("72.345", "0.01", "72.35"),
        ("3", "5", "5"),
    ],
)
def test_points_are_rounded_half_up_to_a_whole_number_of_steps(points: str, step: str, expected: str) -> None:
    assert str(rounded(Decimal(points), Decimal(step))) == expected


def test_the_marker_s_value_goes_before_the_automatic_one_even_where_it_is_nought() -> None:
    assert CRITERION.effective == Decimal("7.5")
    assert replace(CRITERION, manual=Decimal(0)).effective == 0


def test_a_submission_is_as_open_as_the_most_open_of_its_criteria() -> None:
    def with_states(*states: MarkState) -> SubmissionMark:
        return replace(MARK, criteria=tuple(replace(CRITERION, state=state) for state in states))

    assert with_states(MarkState.AUTO).state is MarkState.AUTO
    assert with_states(MarkState.AUTO, MarkState.OVERRIDDEN).state is MarkState.OVERRIDDEN
    assert with_states(MarkState.OVERRIDDEN, MarkState.NEEDS_REVIEW).needs_review
    assert with_states(MarkState.NEEDS_REVIEW, MarkState.NOT_GRADABLE).state is MarkState.NOT_GRADABLE


def test_a_flag_that_stops_and_a_value_that_changed_under_a_marker_s_call_for_a_look() -> None:
    assert not MARK.needs_review
    assert replace(MARK, flags=(Flag(FlagKind.GAMING, "White text.", stops=True),)).needs_review
    assert replace(MARK, criteria=(replace(CRITERION, manual=Decimal(3), stale="7 then"),)).needs_review
