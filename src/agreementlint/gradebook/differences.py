"""What other marks change against those that were given: whose, by how much, and because of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from agreementlint.grading.marks import WHOLE, CriterionMark, SubmissionMark
from agreementlint.grading.rubric import Points
from agreementlint.values import dataclass


class Cause(StrEnum):
    """Why a mark is another."""

    NEW = "handed in since"
    GONE = "no longer there"
    WORK = "the work is another"
    RUBRIC = "the rubric is another"
    RULES = "the rules are other ones"
    TOOL = "the version of agreementlint is another"
    DECISION = "a marker has decided"
    CLASS = "something else about the class"


@dataclass(frozen=True, slots=True)
class CriterionDifference:
    """A criterion before and after; None where a rubric has none."""

    criterion: str
    before: CriterionMark | None
    after: CriterionMark | None

    @property
    def title(self) -> str:
        there = self.after or self.before
        return there.title if there is not None else self.criterion


@dataclass(frozen=True, slots=True)
class MarkDifference:
    """A submission whose mark, or whose way to it, is another; None where it was not or is no longer there."""

    before: SubmissionMark | None
    after: SubmissionMark | None
    criteria: tuple[CriterionDifference, ...]
    causes: tuple[Cause, ...]

    @property
    def mark(self) -> SubmissionMark:
        """The later mark, else the one that is gone."""
        there = self.after or self.before
        assert there is not None
        return there

    @property
    def change(self) -> Points | None:
        """The points that the final mark gains or loses; None where one of the two has none."""
        if self.before is None or self.after is None or self.before.final is None or self.after.final is None:
            return None
        return self.after.final - self.before.final

    @property
    def is_of_the_mark(self) -> bool:
        """Whether the final mark or what it is out of changes, or whether it can be given."""
        return _given(self.before) != _given(self.after)


def differences(before: Sequence[SubmissionMark], after: Sequence[SubmissionMark]) -> tuple[MarkDifference, ...]:
    """Every submission of which something is another, those with the greatest change first."""
    earlier = {mark.submission.key: mark for mark in before}
    later = {mark.submission.key: mark for mark in after}
    found = []
    for key in dict.fromkeys((*later, *earlier)):
        old, new = earlier.get(key), later.get(key)
        criteria = tuple(_criteria(old, new))
        if criteria or _given(old) != _given(new) or _state(old) != _state(new):
            found.append(MarkDifference(old, new, criteria, tuple(_causes(old, new))))
    return tuple(sorted(found, key=_greatest_first))


def _greatest_first(each: MarkDifference) -> tuple[int, Points, str]:
    change = each.change
    name = each.mark.submission.shown_as.casefold()
    return (0, Points(0), name) if change is None else (1, -abs(change), name)


def _criteria(old: SubmissionMark | None, new: SubmissionMark | None) -> Iterator[CriterionDifference]:
    before = {} if old is None else {each.criterion: each for each in old.criteria}
    after = {} if new is None else {each.criterion: each for each in new.criteria}
    for criterion in dict.fromkeys((*after, *before)):
        one, other = before.get(criterion), after.get(criterion)
        if _worth(one) != _worth(other):
            yield CriterionDifference(criterion, one, other)


def _worth(mark: CriterionMark | None) -> tuple[object, ...] | None:
    """What counts of a criterion; words and reasons may be others without the mark being another."""
    if mark is None:
        return None
    out_of = None if mark.effective is None else mark.maximum
    return out_of, mark.auto, mark.manual, mark.state, mark.counts, mark.bonus, bool(mark.stale)


def _given(mark: SubmissionMark | None) -> tuple[object, ...] | None:
    if mark is None:
        return None
    out_of = None if mark.final is None else mark.maximum
    return mark.final, out_of, mark.penalty, mark.needs_review


def _state(mark: SubmissionMark | None) -> object:
    return None if mark is None else mark.state


def _causes(old: SubmissionMark | None, new: SubmissionMark | None) -> Iterator[Cause]:
    if old is None or new is None:
        yield Cause.NEW if old is None else Cause.GONE
        return
    before, after = old.run, new.run
    causes = (
        (Cause.WORK, before.input_hash != after.input_hash),
        (Cause.RUBRIC, (before.rubric, before.rubric_hash) != (after.rubric, after.rubric_hash)),
        (Cause.RULES, before.rules_hash != after.rules_hash),
        (Cause.TOOL, before.tool != after.tool),
        (Cause.DECISION, _decided(old) != _decided(new)),
    )
    found = [cause for cause, is_so in causes if is_so]
    yield from found or [Cause.CLASS]


def _decided(mark: SubmissionMark) -> dict[str, Points]:
    decided = {each.criterion: each.manual for each in mark.criteria if each.manual is not None}
    return decided | ({} if mark.decided is None else {WHOLE: mark.decided.points})
