"""What is carried to a school's system: a student's points and feedback, and what became of them there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class MarkCell:
    """One mark out of a maximum, with feedback as plain text; no points where nobody has decided them."""

    points: Decimal | None
    maximum: Decimal
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Student:
    """By what a student can be found again; any of these may be empty."""

    id: str = ""  # as the system counts: a Moodle participant, a Canvas user
    logins: tuple[str, ...] = ()  # logins, e-mail addresses, numbers of the school
    name: str = ""
    alias: str = ""  # what messages call a student who is marked without a name

    def __str__(self) -> str:
        return self.alias or self.name or next(iter(self.logins), "") or self.id


@dataclass(frozen=True, slots=True)
class Marked:
    """A student with a mark. Each member of a group has the group's."""

    student: Student
    mark: MarkCell


class Fate(StrEnum):
    """What became of one mark."""

    WRITTEN = "written"
    SAME = "there already"
    NO_POINTS = "not marked yet"
    KEPT = "with another mark there, which was kept"
    LOCKED = "locked there"
    TOO_HIGH = "above the maximum there"
    NOT_FOUND = "not in the file"
    UNCLEAR = "fitting more than one row"


# What leaves somebody without the mark that we have for them.
LEFT_OUT = frozenset({Fate.NO_POINTS, Fate.KEPT, Fate.LOCKED, Fate.TOO_HIGH, Fate.NOT_FOUND, Fate.UNCLEAR})


@dataclass(frozen=True, slots=True)
class Placed:
    """The fate of one student's mark, with what there is to add to it."""

    student: Student
    fate: Fate
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A file to upload, what became of each mark, and the students in it for whom there is none."""

    data: bytes
    placed: tuple[Placed, ...]
    without_mark: tuple[Student, ...]

    @property
    def is_whole(self) -> bool:
        return not any(each.fate in LEFT_OUT for each in self.placed)


class Roster:
    """The students of a file by the row in which they stand, found by id, else login, else name."""

    def __init__(self, rows: Iterable[tuple[int, Student]]) -> None:
        self._ways: tuple[dict[str, list[int]], ...] = ({}, {}, {})
        for row, student in rows:
            for way, keys in zip(self._ways, ((student.id,), student.logins, (student.name,)), strict=True):
                for key in {_alike(key) for key in keys if key.strip()}:
                    way.setdefault(key, []).append(row)

    def rows_of(self, student: Student) -> tuple[int, ...]:
        """Every row that the student may be, by the first of the ways that finds any.

        Whoever has an id and is not found by it is not taken for somebody of the same name.
        """
        names = () if student.id else (student.name, _turned(student.name))
        ways = ((student.id,), student.logins, names)
        for way, keys in zip(self._ways, ways, strict=True):
            found = {row for key in keys if key.strip() for row in way.get(_alike(key), ())}
            if found:
                return tuple(sorted(found))
        return ()


def counted(placed: Iterable[Placed]) -> dict[Fate, int]:
    """How many marks had which fate, in the order of `Fate`."""
    numbers = Counter(each.fate for each in placed)
    return {fate: numbers[fate] for fate in Fate if numbers[fate]}


def _alike(key: str) -> str:
    return " ".join(key.casefold().split())


def _turned(name: str) -> str:
    """ "Roe, Jane" for "Jane Roe" and the other way round; schools' files have either."""
    if "," in name:
        last, _, first = name.partition(",")
        return f"{first.strip()} {last.strip()}"
    first, _, last = name.strip().rpartition(" ")
    return f"{last}, {first}" if first else ""
