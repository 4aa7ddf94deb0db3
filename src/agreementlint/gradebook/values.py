"""What a gradebook holds, as values that know nothing of how they are kept."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from agreementlint.errors import BadConfiguration
from agreementlint.grading.marks import Override, SubmissionMark
from agreementlint.grading.rubric import Rubric
from agreementlint.grading.submission import SubmissionKey
from agreementlint.values import dataclass


class What(StrEnum):
    """What was done to a gradebook."""

    MARKED = "marked"
    OVERRIDDEN = "overridden"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the audit trail: who changed what from which value to which, when and why.

    `criterion` is "whole" for the whole mark; a value is empty where there was or is none.
    """

    number: int
    at: datetime
    by: str
    what: What
    submission: SubmissionKey
    criterion: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """An override as it is kept, with its time; `version` is the number of its line in the audit trail."""

    override: Override
    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run over an assignment: its number in it (from 1), when it was recorded, who ran it, and the rubric."""

    number: int
    at: datetime
    by: str
    rubric: Rubric


@dataclass(frozen=True, slots=True)
class KeptMark:
    """The mark that a run gave; a run keeps only marks that differ from those of the run before."""

    run: int
    mark: SubmissionMark


@dataclass(frozen=True, slots=True)
class AssignmentContents:
    """Everything that is kept of an assignment, in the order in which it came."""

    name: str
    runs: tuple[RunRecord, ...]
    marks: tuple[KeptMark, ...]
    decisions: tuple[Decision, ...]
    changes: tuple[Change, ...]


class ConflictingDecision(BadConfiguration):
    """Somebody else has decided, or taken a decision back, in the meantime; carries what is there now."""

    def __init__(self, there: Decision | None, ours: Override) -> None:
        about = f"{ours.criterion} of {ours.submission}"
        if there is None:
            said = f"the decision on {about} that you saw has been taken back"
        else:
            points, by = f"{there.override.points.normalize():f}", there.override.by
            said = f"{by} gave {about} {points} points on {there.at:%Y-%m-%d at %H:%M} UTC ({there.override.reason})"
        super().__init__(f"{said}. Nothing was changed; with --replace yours is put in its place")
        self.there = there
