"""The gradebook of a class: where it is, and how marks and decisions come into it and out of it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from agreementlint.cli.terminal import complain
from agreementlint.errors import BadConfiguration
from agreementlint.gradebook.book import Gradebook
from agreementlint.gradebook.values import What
from agreementlint.grading.marks import WHOLE, Override, SubmissionMark
from agreementlint.grading.marksfolder import MarksFolder, SettingsModel
from agreementlint.grading.rubric import Rubric
from agreementlint.grading.submission import SubmissionKey
from agreementlint.values import dataclass

_OWN = "gradebook.db"
_NOBODY = "agreementlint"


@dataclass(frozen=True, slots=True)
class Shelved:
    """Which gradebook a class is in, and under which name; `is_shared` where its decisions count before the file's."""

    where: str
    assignment: str
    is_shared: bool

    def opened(self) -> Gradebook:
        return Gradebook(self.where, lambda: datetime.now(UTC))


def take_gradebook(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--gradebook",
        default="",
        metavar="ADDRESS",
        help="the gradebook that several markers share: a file, or postgresql://USER@HOST/NAME; without it the class"
        f" has one of its own, {_OWN} among its marks",
    )
    parser.add_argument(
        "--assignment",
        default="",
        metavar="NAME",
        help="what the gradebook calls this class's work (default: the rubric)",
    )


def address(given: str, folder: MarksFolder) -> str:
    """A gradebook's address as settings keep it: a path from the folder, or a URL that tells no password."""
    if "://" not in given:
        return folder.from_here(given) if given else ""
    parts = urlsplit(given)
    if parts.password or "password" in parse_qs(parts.query):
        raise BadConfiguration(
            "--gradebook: leave the password out, it would be kept in a file. PostgreSQL takes it from the variable "
            "PGPASSWORD or the file .pgpass"
        )
    return given


def shelved(folder: MarksFolder, settings: SettingsModel, rubric: Rubric) -> Shelved:
    """The gradebook of a class."""
    given = settings.gradebook
    where = given if "://" in given else str(folder.found(given or _OWN))
    return Shelved(where, settings.assignment or rubric.id, bool(given))


def shared_decisions(place: Shelved, rubric: Rubric, own: Sequence[Override]) -> tuple[Override, ...]:
    """The decisions that count: those of a shared gradebook, and those of the own file on which it has none.

    What the two have differently is told. Without a shared gradebook the file's are all there are.
    """
    if not place.is_shared:
        return tuple(own)
    with place.opened() as book:
        there = _by_place(book.overrides(place.assignment))
        taken_back = _taken_back(book, place)
    criteria = {WHOLE, *(each.id for each in rubric.criteria)}
    mine = {of: each for of, each in _by_place(own).items() if of not in taken_back}
    for of, each in _by_place(own).items():
        kept = there.get(of)
        if of in taken_back:
            complain(
                f"{each.criterion} of {each.submission}: the decision in the file was taken back in the gradebook and "
                "does not count. To decide again: agreementlint grade override"
            )
        elif kept is not None and kept.points != each.points:
            complain(
                f"{each.criterion} of {each.submission}: {kept.by}'s {kept.points:f} points in the gradebook count, "
                f"not {each.by}'s {each.points:f} in the file"
            )
    return tuple((mine | {of: each for of, each in there.items() if each.criterion in criteria}).values())


def _by_place(overrides: Sequence[Override]) -> dict[tuple[str, str], Override]:
    return {(each.submission, each.criterion): each for each in overrides}


def _taken_back(book: Gradebook, place: Shelved) -> frozenset[tuple[str, str]]:
    """What was decided once and is no more."""
    if place.assignment not in book.assignments():
        return frozenset()
    last = {
        (each.submission, each.criterion): each.what
        for each in book.trail(place.assignment)
        if each.what is not What.MARKED
    }
    return frozenset(of for of, what in last.items() if what is What.WITHDRAWN)


def decide_together(place: Shelved, override: Override, *, replace: bool) -> None:
    """Puts a decision into the gradebook that markers share. Raises ConflictingDecision where somebody else has one."""
    if place.is_shared:
        with place.opened() as book:
            book.decide(place.assignment, override, replace=replace)


def withdraw_together(place: Shelved, submission: SubmissionKey, criterion: str, by: str, reason: str) -> bool:
    """Takes a decision out of the class's gradebook, whoever made it, and says whether there was one."""
    book = _opened(place)
    if book is None:
        return False
    with book:
        there = _by_place(book.overrides(place.assignment))
        if (submission, criterion) not in there:
            return False
        book.withdraw(place.assignment, submission, criterion, by, reason)
        return True


def record(
    place: Shelved, rubric: Rubric, marks: Sequence[SubmissionMark], decisions: Sequence[Override], by: str
) -> None:
    """Keeps a run, and the decisions that are not in the gradebook yet."""
    book = _opened(place)
    if book is not None:
        with book:
            book.record(place.assignment, rubric, marks, by or _NOBODY)
            _follow(book, place, decisions, by)


def follow(place: Shelved, decisions: Sequence[Override], by: str) -> None:
    """Has a class's own gradebook hold the decisions of the file, and no others; a shared one gets those it lacks."""
    book = _opened(place)
    if book is not None:
        with book:
            if place.assignment in book.assignments():
                _follow(book, place, decisions, by)


def _opened(place: Shelved) -> Gradebook | None:
    """The gradebook; None, with a word about it, where a class's own cannot be kept: its marks are there without it."""
    try:
        return place.opened()
    except BadConfiguration as error:
        if place.is_shared:
            raise
        complain(f"no trail of changes is kept: {error}")
        return None


def _follow(book: Gradebook, place: Shelved, decisions: Sequence[Override], by: str) -> None:
    there = _by_place(book.overrides(place.assignment))
    for each in decisions:
        kept = there.pop((each.submission, each.criterion), None)
        if kept is None or (kept != each and not place.is_shared):
            book.decide(place.assignment, each, replace=not place.is_shared)
    if not place.is_shared:
        for each in there.values():
            gone = "it is no longer in the file of decisions"
            book.withdraw(place.assignment, each.submission, each.criterion, by or _NOBODY, gone)
