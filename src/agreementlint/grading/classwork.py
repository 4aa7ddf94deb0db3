"""Marks a class in several processes, so that one broken file costs one mark, and keeps each mark as it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from agreementlint.grading.examining import Examiner
from agreementlint.grading.marking import marked_again, not_gradable
from agreementlint.grading.marks import Flag, FlagKind, Override, SubmissionMark
from agreementlint.grading.rubric import Rubric
from agreementlint.grading.shelf import Shelf
from agreementlint.grading.submission import Submission
from agreementlint.workers import Bounds, Lost, answers

# Of one submission: far more than sixty pages take, and little enough that a class is not kept waiting.
BOUNDS: Final = Bounds(waiting=120, toil=30, memory=1_000_000_000)


def examine_class(
    submissions: Sequence[Submission], loaded: Callable[[], Examiner], shelf: Shelf, workers: int
) -> Iterator[SubmissionMark]:
    """The mark of each submission by itself as it is made, those that were kept first; each is kept before it is given.

    `loaded` gives the examiner; it is called here once, and anew in workers that are not forked from here.
    """
    examiner = loaded()
    waiting = []
    for submission in submissions:
        mark = shelf.kept(submission.key, examiner.run_of(submission))
        if mark is None:
            waiting.append(submission)
        else:
            yield mark
    if not waiting:
        return
    for number, answer in answers(_Work(examiner, loaded), waiting, workers=workers, bounds=BOUNDS):
        if isinstance(answer, Lost):
            submission = waiting[number]
            said = f"It could not be marked: {answer.in_words}."
            flag = Flag(FlagKind.UNREADABLE, said, stops=True)
            yield not_gradable(examiner.rubric, submission, examiner.run_of(submission), [flag])
            continue  # nothing is kept: next time it may not be lost
        shelf.keep(answer)
        yield answer


class _Work:
    """Examines submissions; a process that was not forked from here loads for itself what that needs."""

    __slots__ = ("_examiner", "_loaded")

    def __init__(self, examiner: Examiner, loaded: Callable[[], Examiner]) -> None:
        self._examiner, self._loaded = examiner, loaded

    def __call__(self, submission: Submission) -> SubmissionMark:
        return self._examiner.examined(submission)

    def __reduce__(self) -> tuple[Callable[[Callable[[], Examiner]], _Work], tuple[Callable[[], Examiner]]]:
        return _anew, (self._loaded,)


def _anew(loaded: Callable[[], Examiner]) -> _Work:
    return _Work(loaded(), loaded)


def class_marks(
    submissions: Sequence[Submission],
    examined: Iterable[SubmissionMark],
    rubric: Rubric,
    overrides: Sequence[Override],
) -> tuple[SubmissionMark, ...]:
    """The marks of a class in the order of its submissions, with the marker's decisions and what only a class shows."""
    by_key = {mark.submission.key: mark for mark in examined}
    alike = _the_same_bytes(submissions)
    marks = []
    for submission in submissions:
        kept = by_key.get(submission.key)
        if kept is None:
            continue
        mark = marked_again(kept, submission, rubric, overrides, _about_the_class(submission, alike))
        marks.append(mark)
    return tuple(marks)


def _the_same_bytes(submissions: Iterable[Submission]) -> dict[tuple[str, ...], list[Submission]]:
    found: dict[tuple[str, ...], list[Submission]] = {}
    for each in submissions:
        hashes = tuple(sorted(file.hash for file in each.files))
        if hashes and all(hashes):
            found.setdefault(hashes, []).append(each)
    return {hashes: those for hashes, those in found.items() if len(those) > 1}


def _about_the_class(submission: Submission, alike: dict[tuple[str, ...], list[Submission]]) -> list[Flag]:
    hashes = tuple(sorted(file.hash for file in submission.files))
    others = [each for each in alike.get(hashes, ()) if each.key != submission.key]
    if len(submission.members) > 1:
        with_whom = ", ".join(key for key in submission.members if key != submission.key)
        return [Flag(FlagKind.GROUP, f"The work of a group, with {with_whom}.")]
    if not others:
        return []
    names = ", ".join(each.shown_as for each in others)
    return [Flag(FlagKind.GROUP, f"The very same file came from {names}. Is it the work of a group?", stops=True)]
