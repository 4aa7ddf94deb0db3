"""Marks of a class as what is carried to a school's system, and what is said of their arrival."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from agreementlint.exchange.autograders import Outcome, Result
from agreementlint.exchange.canvas_rubric import RatedCriterion, Rating
from agreementlint.exchange.marks import LEFT_OUT, Filled, MarkCell, Marked, Student, counted
from agreementlint.grading.classtable import number
from agreementlint.grading.marks import CriterionMark, SubmissionMark
from agreementlint.grading.rubric import Criterion, Level, Rubric
from agreementlint.grading.submission import Source, Submission
from agreementlint.reporters.layout import Row, Style, Words, row
from agreementlint.reporters.wording import count

_ID_OF = {Source.MOODLE: "participant", Source.CANVAS: "user"}  # what a platform calls a student by, among the ids
_NOT_LOGINS = frozenset({*_ID_OF.values(), "attachment", "plugin", "anonymous"})
_IN_WORDS = {Level.MET: "Met", Level.PARTLY: "Partly met", Level.MISSING: "Not met"}
_MOST_NAMES = 5


def carried(
    marks: Sequence[SubmissionMark], platform: Source, *, provisional: bool = False, feedback: bool = True
) -> list[Marked]:
    """Each student with a mark; without points where a person has still to look, unless provisional ones will do.

    Whoever handed nothing in but is of a group has the group's mark, unless a marker has decided otherwise.
    """
    of_group = {mark.submission.group: mark for mark in marks if mark.submission.group and mark.submission.files}
    found = []
    for mark in marks:
        own = mark
        if not mark.submission.files and len(mark.submission.members) > 1 and not _is_decided(mark):
            own = of_group.get(mark.submission.group, mark)
        points = own.final if provisional or not own.needs_review else None
        text = in_short(own) if feedback and points is not None else ""
        found.append(Marked(student_of(mark.submission, platform), MarkCell(points, own.maximum, text)))
    return found


def _is_decided(mark: SubmissionMark) -> bool:
    """Whether a marker has decided anything about this very student."""
    return mark.decided is not None or any(each.manual is not None for each in mark.criteria)


def student_of(submission: Submission, platform: Source) -> Student:
    """By what this platform calls a student, and by what a manifest or a file's name says.

    The number that another platform gives a student is no id here: it may be somebody else's.
    """
    id = submission.id(_ID_OF[platform])
    logins = [value for name, value in submission.ids if name not in _NOT_LOGINS and value]
    if submission.source in (Source.FOLDER, Source.MANIFEST):
        logins.append(submission.key)
    elif submission.source is platform and not id and not submission.id("anonymous"):
        id = submission.key  # of somebody of whom only a manifest beside the download tells
    return Student(id, tuple(logins), submission.name, submission.alias)


def in_short(mark: SubmissionMark) -> str:
    """The mark as a text for the student: the whole, and each criterion with what was said of it."""
    lines = [f"{number(mark.final)} of {number(mark.maximum)} points"]
    if mark.penalty:
        lines[0] += f" ({number(mark.raw)} less {number(mark.penalty)} for lateness)"
    for each in mark.criteria:
        if each.counts:
            comment = f" {each.comment}" if each.comment else ""
            lines.append(f"{each.title}: {number(each.effective)} of {number(each.maximum)}.{comment}")
    return "\n".join(lines)


def outcome_of(mark: SubmissionMark, *, provisional: bool = False) -> Outcome:
    """The mark as an autograder gives it; a criterion that waits for a person has no points."""
    results = []
    for each in mark.criteria:
        if each.counts or each.effective is not None:
            settled = provisional or not each.is_open or not mark.needs_review  # or one has decided on the whole
            results.append(Result(each.title, each.effective if settled else None, each.maximum, _said(each)))
    final = mark.final if provisional or not mark.needs_review else None
    waits = "" if final is not None else "Some of it waits for a person."
    return Outcome(final, mark.maximum, tuple(results), waits)


def ratings_of(rubric: Rubric) -> tuple[RatedCriterion, ...]:
    """The criteria of a rubric with three ratings each: all points, half of them, none."""
    return tuple(RatedCriterion(each.title, each.hint, _ratings(each)) for each in rubric.criteria)


def arrival(filled: Filled) -> Iterator[Row]:
    """What became of the marks, in rows: how many, who was left out and why, and who has none."""
    said = ", ".join(f"{total} {fate.value}" for fate, total in counted(filled.placed).items())
    yield row(f"{count(len(filled.placed), 'mark')}: {said}." if said else "There was no mark to carry.")
    for each in filled.placed:
        if each.fate in LEFT_OUT:
            detail = f" ({each.detail})" if each.detail else ""
            yield row(
                Words(str(each.student), Style.NAME),
                f": {each.fate.value}{detail}.",
                indent=4,
                marker=Words("!", Style.WARNING),
            )
    if filled.without_mark:
        names = [str(each) for each in filled.without_mark[:_MOST_NAMES]]
        more = f" and {len(filled.without_mark) - _MOST_NAMES} more" if len(filled.without_mark) > _MOST_NAMES else ""
        yield row(f"In the file, and not in the class: {'; '.join(names)}{more}.", indent=4, marker=Words("-"))


def _said(mark: CriterionMark) -> str:
    reasons = [f"{each.title}: {each.sentence}" for each in mark.why if each.counts and each.credit != Decimal(1)]
    return "\n".join(filter(None, (mark.comment, *reasons)))


def _ratings(criterion: Criterion) -> tuple[Rating, ...]:
    shares = ((Level.MET, Decimal(1)), (Level.PARTLY, Decimal("0.5")), (Level.MISSING, Decimal(0)))
    return tuple(
        Rating(_IN_WORDS[level], criterion.comment_on(level), criterion.points * share) for level, share in shares
    )
