"""Rubrics: what an assignment asks for, what each part of it is worth, and what becomes of late and of extra work."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from agreementlint.terms import Kind, RuleId
from agreementlint.values import dataclass

Points = Decimal  # exact; rounded half up only at the edge, by the rubric's rounding


class Circumstance(StrEnum):
    """What an assignment can say is the case, so that the agreement must deal with it."""

    RECORDING = "recording"
    VIDEO_SESSIONS = "video-sessions"
    AI_TOOLS = "ai-tools"
    AI_NOTE_TAKER = "ai-note-taker"
    TESTIMONIALS = "testimonials"
    CREDENTIAL_HOURS = "credential-hours"
    FEEDBACK_360 = "feedback-360"
    SPONSOR_REPORTS = "sponsor-reports"
    STAKEHOLDERS = "stakeholders"
    PAPER_RECORDS = "paper-records"
    OTHER_ROLES = "other-roles"
    MINOR_CLIENT = "minor-client"
    CONSUMER = "consumer"


@dataclass(frozen=True, slots=True)
class Scenario:
    """What the assignment gives: a text for people, the circumstances, and single rules that therefore apply."""

    text: str = ""
    given: tuple[Circumstance, ...] = ()
    applies: tuple[RuleId, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleShare:
    """A rule in a criterion: its weight among the others, and the share of it that half a clause earns (0 to 1)."""

    rule: RuleId
    weight: Decimal = Decimal(1)
    partial: Decimal = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a criterion must reach, as a share of its points (0 to 1), and the most that the whole gets otherwise.

    `cap` is in points of the whole; 0 where the whole fails.
    """

    at_least: Decimal
    cap: Points

    @property
    def fails(self) -> bool:
        return self.cap == 0


class Level(StrEnum):
    """How a submission stands with a criterion, for the choice of a comment."""

    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A part of the assignment: what it is worth, the rules that tell, and what is said of it to the student.

    `hint` is shown where the criterion is not met, and gives no clause away; `comments` are texts of the bank.
    A `bonus` criterion adds to the total of the others and is not part of it.
    """

    id: str
    title: str
    points: Points
    rules: tuple[RuleShare, ...]
    required: Requirement | None = None
    bonus: bool = False
    hint: str = ""
    comments: tuple[tuple[Level, str], ...] = ()

    def comment_on(self, level: Level) -> str:
        return next((text for when, text in self.comments if when is level), "")


class Of(StrEnum):
    """What a penalty is a share of."""

    TOTAL = "total"
    EARNED = "earned"


@dataclass(frozen=True, slots=True)
class LatePolicy:
    """What late work loses: `share` (0 to 1) for every `per` begun after `due` and `grace`, never more than `most`.

    Work later than `refused_after` is marked and flagged, and the marker decides. `due` is None where the
    learning platform or the manifest gives it for each submission.
    """

    due: datetime | None
    grace: timedelta
    per: timedelta
    share: Decimal
    of: Of
    most: Decimal
    refused_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Rubric:
    """A whole rubric; `id` is its file's name, `hash` that of the file's bytes.

    `rounding` is the step of the final mark (1, 0.5, 0.01), `bonus_cap` the most that bonus criteria add, and
    `ceiling` the most that a final mark can be. With `model_solution` feedback shows the model clauses.
    Where no more points than the `tolerance` hang on clauses that were found but are doubtful, these count as found.
    """

    id: str
    version: int
    title: str
    kind: Kind
    criteria: tuple[Criterion, ...]
    scenario: Scenario = Scenario()
    rounding: Decimal = Decimal("0.01")
    bonus_cap: Points | None = None
    ceiling: Points | None = None
    late: LatePolicy | None = None
    model_solution: bool = False
    comments: tuple[tuple[str, str], ...] = ()  # the bank: each text by the name that overrides use for it
    source: str = ""
    hash: str = ""
    tolerance: Points = Decimal(0)

    @property
    def total(self) -> Points:
        """What all criteria without bonus are worth together."""
        return sum((each.points for each in self.criteria if not each.bonus), Points(0))

    @property
    def rules(self) -> tuple[RuleId, ...]:
        """Every rule that a criterion asks, each once, in the order of the criteria."""
        return tuple(dict.fromkeys(share.rule for each in self.criteria for share in each.rules))

    def criterion(self, id: str) -> Criterion:
        return next(each for each in self.criteria if each.id == id)


def percent(share: Decimal) -> str:
    """A share as people write it: "5 %", "12.5 %"."""
    return f"{(share * 100).normalize() + 0:f} %"
