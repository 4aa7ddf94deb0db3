"""Rows of the tables as values, and values as rows; all of it inside a transaction of somebody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from agreementlint.errors import BadConfiguration
from agreementlint.gradebook.keeping import override_as_json, override_from_json, rubric_as_json, rubric_from_json
from agreementlint.gradebook.schema import tables
from agreementlint.gradebook.values import Change, Decision, KeptMark, RunRecord, What
from agreementlint.grading.keeping import as_json, from_json
from agreementlint.grading.rubric import Points
from agreementlint.grading.submission import SubmissionKey

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Ledger:
    """One assignment in an open transaction."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection, self._owner = connection, owner

    def runs(self) -> Iterator[RunRecord]:
        table = tables().runs
        rows = table.select().where(table.c.assignment == self._owner).order_by(table.c.number)
        for row in self._connection.execute(rows):
            yield RunRecord(row.number, datetime.fromisoformat(row.at), row.by, rubric_from_json(row.rubric))

    def add_run(self, run: RunRecord) -> None:
        self._insert(
            tables().runs.name, number=run.number, at=_text(run.at), by=run.by, rubric=rubric_as_json(run.rubric)
        )

    def kept(self) -> Iterator[KeptMark]:
        """Every mark of every run, in the order in which they came."""
        table = tables().marks
        rows = table.select().where(table.c.assignment == self._owner).order_by(table.c.id)
        for row in self._connection.execute(rows):
            yield KeptMark(row.run, from_json(row.mark))

    def latest(self, run: int | None = None) -> Iterator[KeptMark]:
        """The mark of each submission as of a run, by key; only those are read whole."""
        table = tables().marks
        rows = table.select().with_only_columns(table.c.id, table.c.submission, table.c.run)
        rows = rows.where(table.c.assignment == self._owner).order_by(table.c.run)
        if run is not None:
            rows = rows.where(table.c.run <= run)
        newest = {str(row.submission): int(row.id) for row in self._connection.execute(rows)}
        marks = table.select().where(table.c.id.in_(list(newest.values())))
        found = [KeptMark(row.run, from_json(row.mark)) for row in self._connection.execute(marks)]
        yield from sorted(found, key=lambda kept: kept.mark.submission.key)

    def add_mark(self, kept: KeptMark) -> None:
        key = str(kept.mark.submission.key)
        self._insert(tables().marks.name, run=kept.run, submission=key, mark=as_json(kept.mark))

    def decisions(self) -> Iterator[Decision]:
        table = tables().decisions
        rows = table.select().where(table.c.assignment == self._owner).order_by(table.c.id)
        found = [_decision(row.decision, row.at, row.version) for row in self._connection.execute(rows)]
        yield from sorted(found, key=lambda each: (each.override.submission, each.override.criterion))

    def decision(self, submission: str, criterion: str) -> Decision | None:
        table = tables().decisions
        rows = table.select().where(table.c.assignment == self._owner)
        found = self._connection.execute(
            rows.where(table.c.submission == submission).where(table.c.criterion == criterion)
        ).one_or_none()
        return None if found is None else _decision(found.decision, found.at, found.version)

    def put_decision(self, decision: Decision) -> None:
        """Keeps a decision, in the place of the one on the same criterion."""
        said = decision.override
        self.drop_decision(said.submission, said.criterion)
        self._insert(
            tables().decisions.name,
            submission=str(said.submission),
            criterion=said.criterion,
            decision=override_as_json(said),
            at=_text(decision.at),
            version=decision.version,
        )

    def drop_decision(self, submission: str, criterion: str) -> None:
        table = tables().decisions
        of_it = table.delete().where(table.c.assignment == self._owner).where(table.c.submission == submission)
        self._connection.execute(of_it.where(table.c.criterion == criterion))

    def changes(self) -> Iterator[Change]:
        table = tables().changes
        rows = table.select().where(table.c.assignment == self._owner).order_by(table.c.number)
        for row in self._connection.execute(rows):
            at, key = datetime.fromisoformat(row.at), SubmissionKey(row.submission)
            yield Change(row.number, at, row.by, What(row.what), key, row.criterion, row.old, row.new, row.reason)

    def last_change(self) -> int:
        """The number of the last line of the trail; 0 where there is none."""
        table = tables().changes
        rows = table.select().with_only_columns(table.c.number).where(table.c.assignment == self._owner)
        return self._connection.execute(rows.order_by(table.c.number.desc()).limit(1)).scalar() or 0

    def add_change(self, change: Change) -> None:
        self._insert(
            tables().changes.name,
            number=change.number,
            at=_text(change.at),
            by=change.by,
            what=change.what.value,
            submission=str(change.submission),
            criterion=change.criterion,
            old=change.old,
            new=change.new,
            reason=change.reason,
        )

    def _insert(self, table: str, **values: str | int) -> None:
        self._connection.execute(tables().every.tables[table].insert().values(assignment=self._owner, **values))


def names(connection: Connection) -> tuple[str, ...]:
    """The assignments in the order in which they came."""
    table = tables().assignments
    return tuple(str(row.name) for row in connection.execute(table.select().order_by(table.c.id)))


def opened(connection: Connection, assignment: str) -> Ledger:
    """An assignment that is there. Raises BadConfiguration where it is not."""
    owner = _owner(connection, assignment)
    if owner is None:
        there = ", ".join(names(connection)) or "none yet"
        raise BadConfiguration(f"the gradebook has no assignment {assignment!r}; it has {there}")
    return Ledger(connection, owner)


def begun(connection: Connection, assignment: str) -> Ledger:
    """An assignment, made where it is not there yet."""
    owner = _owner(connection, assignment)
    if owner is None:
        connection.execute(tables().assignments.insert().values(name=assignment))
        owner = _owner(connection, assignment)
    return Ledger(connection, owner or 0)


def shown(points: Points | None) -> str:
    """Points as the trail has them: plain digits, nothing where there are none."""
    return "" if points is None else f"{points.normalize():f}"


def _owner(connection: Connection, assignment: str) -> int | None:
    table = tables().assignments
    found = connection.execute(table.select().where(table.c.name == assignment)).one_or_none()
    return None if found is None else int(found.id)


def _decision(override: str, at: str, version: int) -> Decision:
    return Decision(override_from_json(override), datetime.fromisoformat(at), version)


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
