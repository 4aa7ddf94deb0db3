"""What a check found: the words that satisfy it, or how near the document came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from agreementlint.terms import Shortfall
from agreementlint.text import Span
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Miss:
    """A statement that comes near: how many parts it has, why it does not count, and what that makes of it.

    `wrong_party` is set where it binds another party than the one that is asked for, `off_subject` where it has
    all that is asked for and is about another thing, `other_way` where it has all of it and does what it should
    rule out. The reason names concepts by their ids in braces.
    """

    statement: int
    span: Span
    parts: int
    reason: str
    shortfall: Shortfall
    wrong_party: bool = False
    off_subject: bool = False
    other_way: bool = False


class LateMisses(Sequence[Miss]):
    """Misses that are worked out when they are first looked at: of most findings only whether they are is asked."""

    __slots__ = ("_known", "_work_out")

    def __init__(self, work_out: Callable[[], tuple[Miss, ...]]) -> None:
        self._work_out = work_out
        self._known: tuple[Miss, ...] | None = None

    def _all(self) -> tuple[Miss, ...]:
        if self._known is None:
            self._known = self._work_out()
        return self._known

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Miss: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Miss]: ...

    def __getitem__(self, index: int | slice) -> Miss | Sequence[Miss]:
        return self._all()[index]


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of a check. `evidence` is best first; `misses` nearest first."""

    found: bool
    evidence: tuple[Span, ...] = ()
    misses: Sequence[Miss] = ()
