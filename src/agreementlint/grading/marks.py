"""Marks: what each criterion got and why, what a marker made of it, and what a submission comes to."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from agreementlint.grading.rubric import Points
from agreementlint.grading.submission import Submission, SubmissionKey
from agreementlint.terms import Confidence, RuleId, Shortfall
from agreementlint.values import dataclass


class MarkState(StrEnum):
    """Who a mark is from, and whether it can be given as it is."""

    AUTO = "auto"
    NEEDS_REVIEW = "needs_review"
    OVERRIDDEN = "overridden"
    NOT_GRADABLE = "not_gradable"  # a file that could not be read: never zero


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a submission, with their code-point offsets in its text as it was read."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Because:
    """What one rule adds to a criterion: its verdict, the credit for it, how sure that is, and the words.

    `credit` is 0 to 1, None where it could not be told. A rule that does not apply has `counts` false and a weight
    that is in no sum. With `deducts` the rule forbids: its weight is taken away where it is broken.
    `near` are words that come near and were refused, each with its reason.
    """

    rule: RuleId
    title: str
    verdict: str
    credit: Decimal | None
    weight: Decimal
    confidence: Confidence
    sentence: str
    quotes: tuple[Quoted, ...] = ()
    near: tuple[tuple[Quoted, str], ...] = ()
    shortfall: Shortfall | None = None
    counts: bool = True
    deducts: bool = False
    doubt: str = ""  # why a person should look at it; nothing where it is sure


@dataclass(frozen=True, slots=True)
class CriterionMark:
    """What a criterion got.

    `auto` is None where it could not be told, `manual` None where nobody overrode it. Where the state is
    NEEDS_REVIEW `auto` is provisional and is shown as such. A criterion none of whose rules applies has `counts`
    false: what it is worth is spread over the others. `by` and `reason` are the marker's. `stale` says that the
    automatic value has changed since the marker set a value over it, and from what.
    """

    criterion: str
    title: str
    maximum: Points
    auto: Points | None
    manual: Points | None
    state: MarkState
    why: tuple[Because, ...]
    by: str = ""
    reason: str = ""
    comment: str = ""
    bonus: bool = False
    counts: bool = True
    stale: str = ""

    @property
    def effective(self) -> Points | None:
        """The marker's value where there is one, else the automatic one."""
        return self.auto if self.manual is None else self.manual

    @property
    def is_open(self) -> bool:
        """Whether a person has still to look at it."""
        return self.state is MarkState.NEEDS_REVIEW or bool(self.stale)


WHOLE = "whole"  # where an override is of the whole mark, this stands in place of a criterion's id


@dataclass(frozen=True, slots=True)
class Override:
    """A value that a marker set for a criterion, or for the whole (before lateness); `over` is the automatic value at that time, None where there was none.

    Without `watched` nobody wrote down what it was set over, and a change under it is not told.
    """

    submission: SubmissionKey
    criterion: str
    points: Points
    by: str
    reason: str
    over: Points | None = None
    comment: str = ""
    watched: bool = True


class FlagKind(StrEnum):
    """What the marker is to be told about a submission."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    PARTLY_READ = "partly_read"
    WRONG_KIND = "wrong_kind"
    LANGUAGE = "language"
    SEVERAL_FILES = "several_files"
    LATE = "late"
    TIME_UNKNOWN = "time_unknown"
    GROUP = "group"
    REQUIRED = "required"
    STALE = "stale"
    GAMING = "gaming"
    SIMILARITY = "similarity"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something the marker should know: one sentence and, where there are some, the words.

    `stops` says that the mark must not be given before somebody has looked.
    """

    kind: FlagKind
    sentence: str
    quotes: tuple[Quoted, ...] = ()
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """What a mark was made with; two runs that are equal here make the same mark. Hashes are SHA-256 in hex."""

    rubric: str
    rubric_version: int
    rubric_hash: str
    tool: str
    rules_hash: str
    input_hash: str


@dataclass(frozen=True, slots=True)
class SubmissionMark:
    """What a submission comes to.

    `raw` is the sum of the effective criteria with bonus and caps, None while a criterion that counts has no value, or
    what a marker `decided` for the whole; `penalty` is what lateness takes; `final` is raw without it, rounded. All are
    provisional while `needs_review`. `stale` says what has changed under the decision on the whole. `file` is the
    name of the file that was marked.
    """

    submission: Submission
    criteria: tuple[CriterionMark, ...]
    maximum: Points
    raw: Points | None
    penalty: Points
    final: Points | None
    flags: tuple[Flag, ...]
    run: Run
    decided: Override | None = None
    stale: str = ""
    file: str = ""

    @property
    def state(self) -> MarkState:
        """Not gradable before open, open before overridden, and automatic where nobody has to look.

        Who decided on the whole has looked at all that was open then.
        """
        if self.decided is not None:
            return MarkState.NEEDS_REVIEW if self.stale else MarkState.OVERRIDDEN
        if any(each.state is MarkState.NOT_GRADABLE for each in self.criteria):
            return MarkState.NOT_GRADABLE
        if any(each.is_open for each in self.criteria) or any(flag.stops for flag in self.flags):
            return MarkState.NEEDS_REVIEW
        if any(each.state is MarkState.OVERRIDDEN for each in self.criteria):
            return MarkState.OVERRIDDEN
        return MarkState.AUTO

    @property
    def needs_review(self) -> bool:
        return self.state in (MarkState.NEEDS_REVIEW, MarkState.NOT_GRADABLE)


def rounded(points: Points, step: Decimal) -> Points:
    """Points at the edge: to a whole number of steps, half up."""
    return ((points / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step).quantize(step)
