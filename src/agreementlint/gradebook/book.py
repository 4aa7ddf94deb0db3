"""A gradebook that is open: marks and decisions go in with their trail, and come out as the values they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from agreementlint.errors import BadConfiguration
from agreementlint.gradebook.connecting import Done, engine_for, in_transaction, prepare
from agreementlint.gradebook.rows import Ledger, begun, names, opened, shown
from agreementlint.gradebook.values import (
    AssignmentContents,
    Change,
    ConflictingDecision,
    Decision,
    KeptMark,
    RunRecord,
    What,
)
from agreementlint.grading.marking import marked_again
from agreementlint.grading.marks import WHOLE, Override, SubmissionMark
from agreementlint.grading.rubric import Rubric
from agreementlint.grading.submission import SubmissionKey

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

Clock = Callable[[], datetime]


class Gradebook:
    """An open gradebook; `now` tells the time for the audit trail and nothing else. Close it, or use it with `with`."""

    def __init__(self, where: str, now: Clock) -> None:
        """Opens a path or URL, and makes the tables where there are none. Raises BadConfiguration, UnreadableFile."""
        self._engine: Engine = engine_for(where)
        self._now = now
        try:
            prepare(self._engine)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    def assignments(self) -> tuple[str, ...]:
        """Their names, in the order in which they came."""
        return self._do(names)

    def record(self, assignment: str, rubric: Rubric, marks: Sequence[SubmissionMark], by: str) -> int:
        """Keeps a run and gives its number; submissions that are not in it keep the mark they had.

        Every automatic value and every final mark that changes is a line of the audit trail.
        """

        def work(connection: Connection) -> int:
            ledger = begun(connection, assignment)
            before = {kept.mark.submission.key: kept.mark for kept in ledger.latest()}
            run = RunRecord(1 + sum(1 for _ in ledger.runs()), self._now(), by, rubric)
            ledger.add_run(run)
            trail = _Trail(ledger, run.at)
            for mark in marks:
                earlier = before.get(mark.submission.key)
                if earlier == mark:
                    continue
                ledger.add_mark(KeptMark(run.number, mark))
                for criterion, old, new in _differences(earlier, mark):
                    trail.add(by, What.MARKED, mark.submission.key, criterion, old, new, f"run {run.number}")
            return run.number

        return self._do(work)

    def runs(self, assignment: str) -> tuple[RunRecord, ...]:
        """Every run over an assignment, the first first."""
        return self._do(lambda connection: tuple(opened(connection, assignment).runs()))

    def marks(self, assignment: str, run: int | None = None) -> tuple[SubmissionMark, ...]:
        """The marks as a run gave them, the last by default, with the decisions that were known then; by key.

        A submission that a run left out has the mark of the run before.
        """
        return self._do(lambda connection: tuple(each.mark for each in opened(connection, assignment).latest(run)))

    def current(self, assignment: str) -> tuple[SubmissionMark, ...]:
        """The marks of the last run with every decision of today; by key.

        A mark that an earlier run gave is counted by that run's rubric.
        """

        def work(connection: Connection) -> tuple[list[RunRecord], list[KeptMark], list[Decision]]:
            ledger = opened(connection, assignment)
            return list(ledger.runs()), list(ledger.latest()), list(ledger.decisions())

        runs, marks, decisions = self._do(work)
        rubrics = {run.number: run.rubric for run in runs}
        overrides = [each.override for each in decisions]
        return tuple(
            marked_again(each.mark, each.mark.submission, rubrics[each.run], overrides) for each in marks
        )  # fmt: skip

    def decisions(self, assignment: str) -> tuple[Decision, ...]:
        """The markers' decisions, by submission and criterion."""
        return self._do(lambda connection: tuple(opened(connection, assignment).decisions()))

    def overrides(self, assignment: str) -> tuple[Override, ...]:
        """The decisions as marking takes them; none for an assignment that is not in the gradebook yet."""
        if assignment not in self.assignments():
            return ()
        return tuple(each.override for each in self.decisions(assignment))

    def decide(
        self, assignment: str, override: Override, *, seen: int | None = None, replace: bool = False
    ) -> Decision:
        """Keeps a marker's decision on a criterion.

        `seen` is the version of the decision that the marker saw, 0 where there was none. Where it has changed since
        or, without `seen`, where another person's is there, ConflictingDecision is raised and nothing is changed,
        unless ours is to `replace` it. Whatever was replaced stays in the audit trail.
        """

        def work(connection: Connection) -> Decision:
            ledger = opened(connection, assignment)
            there = ledger.decision(override.submission, override.criterion)
            if not replace and _is_in_the_way(there, override, seen):
                raise ConflictingDecision(there, override)
            decision = Decision(override, self._now(), ledger.last_change() + 1)
            ledger.put_decision(decision)
            old, new = shown(None if there is None else there.override.points), shown(override.points)
            trail = _Trail(ledger, decision.at)
            trail.add(override.by, What.OVERRIDDEN, override.submission, override.criterion, old, new, override.reason)
            return decision

        return self._do(work)

    def withdraw(self, assignment: str, submission: SubmissionKey, criterion: str, by: str, reason: str) -> None:
        """Takes a decision back, so that the automatic value counts again. Raises BadConfiguration if there is none."""

        def work(connection: Connection) -> None:
            ledger = opened(connection, assignment)
            there = ledger.decision(submission, criterion)
            if there is None:
                raise BadConfiguration(f"nobody has decided on {criterion} of {submission}")
            ledger.drop_decision(submission, criterion)
            trail = _Trail(ledger, self._now())
            trail.add(by, What.WITHDRAWN, submission, criterion, shown(there.override.points), "", reason)

        self._do(work)

    def trail(self, assignment: str) -> tuple[Change, ...]:
        """Who changed what, when and why, the first first."""
        return self._do(lambda connection: tuple(opened(connection, assignment).changes()))

    def contents(self, assignment: str) -> AssignmentContents:
        """Everything that is kept of an assignment."""

        def work(connection: Connection) -> AssignmentContents:
            ledger = opened(connection, assignment)
            runs, marks = tuple(ledger.runs()), tuple(ledger.kept())
            return AssignmentContents(
                assignment, runs, marks, tuple(ledger.decisions()), tuple(ledger.changes())
            )  # fmt: skip

        return self._do(work)

    def add(self, several: Sequence[AssignmentContents]) -> None:
        """Puts in what `contents` gave, all or nothing. Raises BadConfiguration where one of that name is there."""

        def work(connection: Connection) -> None:
            for contents in several:
                if contents.name in names(connection):
                    raise BadConfiguration(f"the gradebook has {contents.name!r} already; nothing was put in")
                ledger = begun(connection, contents.name)
                for run in contents.runs:
                    ledger.add_run(run)
                for kept in contents.marks:
                    ledger.add_mark(kept)
                for decision in contents.decisions:
                    ledger.put_decision(decision)
                for change in contents.changes:
                    ledger.add_change(change)

        self._do(work)

    def _do(self, work: Callable[[Connection], Done]) -> Done:
        return in_transaction(self._engine, work)


class _Trail:
    """The audit trail while a transaction writes to it."""

    def __init__(self, ledger: Ledger, at: datetime) -> None:
        self._ledger, self._at, self._number = ledger, at, ledger.last_change()

    def add(
        self, by: str, what: What, submission: SubmissionKey, criterion: str, old: str, new: str, reason: str
    ) -> None:
        self._number += 1
        self._ledger.add_change(
            Change(self._number, self._at, by, what, submission, criterion, old, new, reason)
        )  # fmt: skip


def _is_in_the_way(there: Decision | None, ours: Override, seen: int | None) -> bool:
    if seen is not None:
        return (0 if there is None else there.version) != seen
    return there is not None and there.override.by != ours.by


def _differences(before: SubmissionMark | None, after: SubmissionMark) -> Iterator[tuple[str, str, str]]:
    """Each criterion whose automatic value is another, and the whole where the final mark is."""
    autos = {} if before is None else {each.criterion: shown(each.auto) for each in before.criteria}
    for each in after.criteria:
        old, new = autos.get(each.criterion, ""), shown(each.auto)
        if old != new:
            yield each.criterion, old, new
    old, new = shown(None if before is None else before.final), shown(after.final)
    if old != new:
        yield WHOLE, old, new
