"""What a check found: the words that satisfy it, or how near the document came."""

from __future__ import annotations

from dataclasses import dataclass

from agreementlint.terms import Shortfall
from agreementlint.text import Span


@dataclass(frozen=True, slots=True)
class Miss:
    """A statement that comes near: how many parts it has, why it does not count, and what that makes of it."""

    statement: int
    span: Span
    parts: int
    reason: str
    shortfall: Shortfall


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of a check. `evidence` is best first; `misses` nearest first."""

    found: bool
    evidence: tuple[Span, ...] = ()
    misses: tuple[Miss, ...] = ()
