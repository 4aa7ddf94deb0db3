"""Lateness: what a late submission costs by the rubric, and when it cannot be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from agreementlint.grading.late import in_words, lateness_of
from agreementlint.grading.marks import FlagKind
from agreementlint.grading.rubric import LatePolicy, Of
from agreementlint.grading.submission import Submission, SubmissionKey

SUBMISSION = Submission(SubmissionKey("s1"), "Ada")
DUE = datetime(2026, 11, 20, 12, tzinfo=UTC)
POLICY = LatePolicy(
    DUE, timedelta(minutes=15), timedelta(days=1), Decimal("0.05"), Of.TOTAL, Decimal("0.2"), timedelta(days=10)
)


@pytest.mark.parametrize(
    ("by", "share", "stops"),
    [
        (timedelta(hours=-1), "0", False),
        (timedelta(minutes=15), "0", False),
        (timedelta(minutes=16), "0.05", False),
        (timedelta(days=1, minutes=15), "0.05", False),
        (timedelta(days=1, minutes=16), "0.1", False),
        (timedelta(days=9), "0.2", False),
        (timedelta(days=11), "0.2", True),
    ],
)
def test_every_period_begun_costs_its_share_up_to_the_most(by: timedelta, share: str, stops: bool) -> None:
    found = lateness_of(replace(SUBMISSION, submitted_at=DUE + by), POLICY)
    assert found.share == Decimal(share)
    assert [flag.stops for flag in found.flags] == ([stops] if found.share else [])


def test_a_penalty_is_of_the_total_or_of_what_was_earned_and_never_more_than_that() -> None:
    late = replace(SUBMISSION, submitted_at=DUE + timedelta(days=2))
    of_total = lateness_of(late, POLICY)
    assert of_total.penalty(Decimal(50), Decimal(100)) == 10
    assert of_total.penalty(Decimal(4), Decimal(100)) == 4
    of_earned = lateness_of(late, replace(POLICY, of=Of.EARNED))
    assert of_earned.penalty(Decimal(50), Decimal(100)) == 5


def test_an_extension_of_one_student_goes_before_the_rubric_s_time() -> None:
    extended = replace(SUBMISSION, submitted_at=DUE + timedelta(days=2), due=DUE + timedelta(days=3))
    assert lateness_of(extended, POLICY).share == 0


def test_where_lateness_cannot_be_told_nothing_is_taken_and_the_marker_is_asked() -> None:
    naive = lateness_of(replace(SUBMISSION, submitted_at=datetime(2026, 11, 25)), POLICY)
    assert (naive.share, naive.flags[0].kind, naive.flags[0].stops) == (Decimal(0), FlagKind.TIME_UNKNOWN, True)
    unknown = lateness_of(replace(SUBMISSION, late=True), POLICY)
    assert unknown.flags[0].kind is FlagKind.TIME_UNKNOWN
    assert lateness_of(SUBMISSION, POLICY).flags == ()
    no_policy = lateness_of(replace(SUBMISSION, late=True), None)
    assert (no_policy.share, no_policy.flags[0].kind) == (Decimal(0), FlagKind.LATE)


def test_a_delay_is_told_in_its_two_largest_units() -> None:
    periods = (timedelta(days=2, hours=3, minutes=9), timedelta(hours=1), timedelta(minutes=7), timedelta(seconds=5))
    assert [in_words(each) for each in periods] == ["2 days 3 hours", "1 hour", "7 minutes", "less than a minute"]
