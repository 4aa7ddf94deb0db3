"""How late a submission is by the times of the learning platform, never of a clock, and what that costs."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from agreementlint.grading.marks import Flag, FlagKind
from agreementlint.grading.rubric import LatePolicy, Of, Points, percent
from agreementlint.grading.submission import Submission
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Lateness:
    """What lateness takes from a mark, as a share (0 to 1) of the total or of what was earned, and what to tell."""

    share: Decimal = Decimal(0)
    of: Of = Of.TOTAL
    flags: tuple[Flag, ...] = ()

    def penalty(self, earned: Points, total: Points) -> Points:
        """In points, never more than was earned."""
        return min(earned, self.share * (total if self.of is Of.TOTAL else earned))


def lateness_of(submission: Submission, policy: LatePolicy | None) -> Lateness:
    """How late a submission is; where that cannot be told nothing is taken and the marker is asked.

    A time due that belongs to the submission (an extension) goes before that of the rubric.
    """
    due = submission.due or (policy.due if policy is not None else None)
    submitted = submission.submitted_at
    if policy is None:
        said = "The learning platform says that it came late; the rubric takes nothing for that."
        return Lateness(flags=(Flag(FlagKind.LATE, said),) if submission.late else ())
    if due is None or submitted is None:
        if not submission.late:
            return Lateness()
        missing = "when it was due" if due is None else "when it came"
        said = f"The learning platform says that it came late, but not {missing}; no penalty was taken."
        return Lateness(flags=(Flag(FlagKind.TIME_UNKNOWN, said, stops=True),))
    if (due.tzinfo is None) != (submitted.tzinfo is None):
        said = "Of the time it was due and the time it came only one has a time zone; no penalty was taken."
        return Lateness(flags=(Flag(FlagKind.TIME_UNKNOWN, said, stops=True),))
    by = submitted - due
    if by <= policy.grace:
        return Lateness()
    periods = _begun(by - policy.grace, policy.per)
    share = min(policy.most, policy.share * periods)
    of = "the total" if policy.of is Of.TOTAL else "what was earned"
    said = f"It came {in_words(by)} late; {percent(share)} of {of} is taken."
    too_late = policy.refused_after is not None and by > policy.refused_after
    if too_late:
        said += " That is later than work is accepted."
    return Lateness(share, policy.of, (Flag(FlagKind.LATE, said, stops=too_late),))


def in_words(period: timedelta) -> str:
    """A period in its two largest units: "2 days 3 hours", "7 minutes"."""
    minutes = int(period.total_seconds()) // 60
    parts = ((minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute"))
    said = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number]
    return " ".join(said[:2]) or "less than a minute"


def _begun(period: timedelta, per: timedelta) -> int:
    """How many periods were begun."""
    return -(-period // per)


def parsed_time(text: str) -> datetime | None:
    """A time as ISO 8601 writes it; None where the text is none."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None
