"""Counts the items of a list and prints their labels ("(a)", "4.2"), for formats that say how but not which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from agreementlint.readers.docx_numbering import in_form
from agreementlint.values import dataclass

DEEPEST: Final = 10


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list; an empty `form` prints no number, `bullet` prints a bullet.

    The forms are those of `docx_numbering.in_form`.
    """

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1  # how many levels the label shows ("4.2": 2)
    bullet: bool = False


class Counter:
    """How far one list has counted at each of its levels."""

    __slots__ = ("counts",)

    def __init__(self) -> None:
        self.counts: list[int | None] = [None] * (DEEPEST + 1)

    def label(self, levels: Mapping[int, ListLevel], level: int, restart: int | None = None) -> str:
        """The label of the next item at this level (from 1); an empty string where none is printed."""
        level = min(max(level, 1), DEEPEST)
        own = levels.get(level, ListLevel(bullet=not levels))
        here = self.counts[level]
        self.counts[level] = restart if restart is not None else own.start if here is None else here + 1
        self.counts[level + 1 :] = [None] * (DEEPEST - level)
        if own.bullet:
            return "•"
        if not own.form:
            return ""
        numbers = []
        for at in range(max(1, level - own.shown + 1), level + 1):
            shown = levels.get(at, ListLevel())
            count = self.counts[at]
            if shown.form:
                numbers.append(in_form(shown.start if count is None else count, shown.form))
        return f"{own.prefix}{'.'.join(numbers)}{own.suffix}".strip()
