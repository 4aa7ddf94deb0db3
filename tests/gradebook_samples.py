"""Rubrics, marks and decisions for tests of the gradebook, and a marker who works in a process of his own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from multiprocessing.synchronize import Barrier

from hypothesis import strategies as st

from agreementlint.gradebook.book import Clock, Gradebook
from agreementlint.gradebook.values import (
    AssignmentContents,
    Change,
    ConflictingDecision,
    Decision,
    KeptMark,
    RunRecord,
    What,
)
from agreementlint.grading.marks import (
    Because,
    CriterionMark,
    Flag,
    FlagKind,
    MarkState,
    Override,
    Quoted,
    Run,
    SubmissionMark,
)
from agreementlint.grading.rubric import Circumstance, Criterion, LatePolicy, Of, Rubric, RuleShare, Scenario
from agreementlint.grading.submission import Source, Submission, SubmissionKey, SubmittedFile
from agreementlint.terms import Confidence, Kind, RuleId, Shortfall

CRITERIA = ("confidentiality", "records", "fees")


def ticking(start: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)) -> Clock:
    """A clock that goes on by a minute whenever it is looked at."""

    def ticks() -> Iterator[datetime]:
        at = start
        while True:
            yield at
            at += timedelta(minutes=1)

    going = ticks()
    return lambda: next(going)


def rubric(version: int = 1) -> Rubric:
    share = (RuleShare(RuleId("limit-law-or-court")),)
    criteria = tuple(Criterion(each, each.title(), Decimal(10), share) for each in CRITERIA)
    return Rubric("agreement", version, "An agreement", Kind.TWO_PARTY, criteria, hash=f"{version:064x}")


def marked(key: str, *points: str | None, version: int = 1, hash: str = "a" * 64) -> SubmissionMark:
    """A mark with these automatic values; None where it could not be told."""
    criteria = tuple(
        CriterionMark(
            name,
            name.title(),
            Decimal(10),
            None if each is None else Decimal(each),
            None,
            MarkState.NEEDS_REVIEW if each is None else MarkState.AUTO,
            (_because(each),),
        )
        for name, each in zip(CRITERIA, points, strict=True)
    )
    total = None if None in points else sum((Decimal(each) for each in points if each is not None), Decimal(0))
    run = Run("agreement", version, f"{version:064x}", "0.1.0", "b" * 64, hash)
    submission = Submission(SubmissionKey(key), f"Student {key}")
    return SubmissionMark(submission, criteria, Decimal(30), total, Decimal(0), total, (), run)


def _because(points: str | None) -> Because:
    credit = None if points is None else Decimal(points) / 10
    doubt = "It could not be told." if points is None else ""
    return Because(
        RuleId("limit-law-or-court"), "Law", "held", credit, Decimal(1), Confidence.HIGH, "It says so.", doubt=doubt
    )


def override(key: str, criterion: str, points: str, by: str = "Ada", over: str | None = "5") -> Override:
    return Override(
        SubmissionKey(key),
        criterion,
        Decimal(points),
        by,
        "It is said elsewhere",
        None if over is None else Decimal(over),
    )


def marker(where: str, by: str, criterion: str, keys: list[str], rounds: int, together: Barrier) -> None:
    """Records a run, decides on one criterion, and adds to points that others add to; in a process of its own."""
    together.wait(120)
    with Gradebook(where, lambda: datetime.now(UTC)) as book:
        book.record("agreement", rubric(), [marked(key, "5", "5", "5") for key in keys], by)
        for each in range(rounds):
            for key in keys:
                book.decide("agreement", override(key, criterion, str(each), by))
        added = 0
        while added < rounds:
            shared = (each for each in book.decisions("agreement") if each.override.submission == "shared")
            there = next(shared, None)
            points, seen = (0, 0) if there is None else (int(there.override.points), there.version)
            with suppress(ConflictingDecision):
                book.decide("agreement", override("shared", "fees", str(points + 1), by), seen=seen)
                added += 1


# Text that a server takes: PostgreSQL keeps no NUL, and no database a lone surrogate.
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
points = st.decimals(-100, 1000, places=4)
times = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
keys = st.builds(SubmissionKey, words)
rule_ids = st.sampled_from([RuleId("limit-law-or-court"), RuleId("retention-period")])
quotes = st.builds(Quoted, words, st.integers(0, 9), st.integers(0, 9))
files = st.builds(SubmittedFile, words, words, words, words, st.booleans())
submissions = st.builds(
    Submission, keys, words, st.lists(files, max_size=2).map(tuple), words, st.sampled_from(Source),
    st.none() | times, st.none() | times, st.booleans(), words, st.lists(words, max_size=2).map(tuple),
    st.lists(st.tuples(words, words), max_size=2).map(tuple),
)  # fmt: skip
reasons = st.builds(
    Because, rule_ids, words, words, st.none() | points, points, st.sampled_from(Confidence), words,
    st.lists(quotes, max_size=2).map(tuple), st.lists(st.tuples(quotes, words), max_size=1).map(tuple),
    st.none() | st.sampled_from(Shortfall), st.booleans(), st.booleans(), words,
)  # fmt: skip
criterion_marks = st.builds(
    CriterionMark, words, words, points, st.none() | points, st.none() | points, st.sampled_from(MarkState),
    st.lists(reasons, max_size=2).map(tuple), words, words, words, st.booleans(), st.booleans(), words,
)  # fmt: skip
flags = st.builds(Flag, st.sampled_from(FlagKind), words, st.lists(quotes, max_size=1).map(tuple), st.booleans())
marks = st.builds(
    SubmissionMark, submissions, st.lists(criterion_marks, max_size=2).map(tuple), points, st.none() | points, points,
    st.none() | points, st.lists(flags, max_size=1).map(tuple), st.builds(Run, words, st.integers(0, 9), words, words, words, words),
)  # fmt: skip
policies = st.builds(
    LatePolicy, st.none() | times, st.timedeltas(timedelta(0), timedelta(9)), st.timedeltas(timedelta(1), timedelta(9)),
    points, st.sampled_from(Of), points, st.none() | st.timedeltas(timedelta(0), timedelta(99)),
)  # fmt: skip
scenarios = st.builds(
    Scenario,
    words,
    st.lists(st.sampled_from(Circumstance), max_size=2).map(tuple),
    st.lists(rule_ids, max_size=2).map(tuple),
)
criteria = st.builds(
    Criterion, words, words, points, st.lists(st.builds(RuleShare, rule_ids, points, points), max_size=2).map(tuple)
)
rubrics = st.builds(
    Rubric, words, st.integers(0, 9), words, st.sampled_from(Kind), st.lists(criteria, max_size=2).map(tuple), scenarios,
    points, st.none() | points, st.none() | points, st.none() | policies, st.booleans(),
    st.lists(st.tuples(words, words), max_size=2).map(tuple), words, words,
)  # fmt: skip
overrides = st.builds(Override, keys, words, points, words, words, st.none() | points, words, st.booleans())
decisions = st.builds(Decision, overrides, times, st.integers(1, 99))
changes = st.builds(
    Change, st.integers(1, 99), times, words, st.sampled_from(What), keys, words, words, words, words
)  # fmt: skip


@st.composite
def contents(draw: st.DrawFn, name: str) -> AssignmentContents:
    """An assignment as a gradebook may hold it: numbers once, one decision on a criterion, known runs."""
    runs = [
        RunRecord(number, draw(times), draw(words), draw(rubrics)) for number in range(1, 1 + draw(st.integers(0, 2)))
    ]
    kept = [
        KeptMark(run.number, mark)
        for run in runs
        for mark in draw(st.lists(marks, max_size=2, unique_by=lambda mark: mark.submission.key))
    ]
    decided = draw(st.lists(decisions, max_size=3, unique_by=_place))
    trail = draw(st.lists(changes, max_size=3, unique_by=lambda change: change.number))
    return AssignmentContents(
        name,
        tuple(runs),
        tuple(kept),
        tuple(sorted(decided, key=_place)),
        tuple(sorted(trail, key=lambda change: change.number)),
    )


def _place(decision: Decision) -> tuple[str, str]:
    return decision.override.submission, decision.override.criterion
