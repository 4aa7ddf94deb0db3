"""Verdicts: what a rule says of a document, with the words that prove it."""

from __future__ import annotations

from agreementlint.terms import Confidence, Shortfall
from agreementlint.text import Span
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Words that come near to satisfying a rule, and why they do not count.

    `wrong_party`: they bind another party; `off_subject`: they are about another thing; `other_way`: they do what
    they should rule out.
    """

    span: Span
    reason: str
    wrong_party: bool = False
    off_subject: bool = False
    other_way: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """What can safely be written in place of some words."""

    words: Span
    instead: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which the document falls short of a rule.

    `evidence` is the words that are the problem (empty where nothing is there); `near_misses` are the
    nearest statements that were looked at and refused; `belongs_in` is the heading under which the
    missing clause would stand, or None; `confidence` is lower where the document itself was not read with
    certainty (numbers that were guessed, a part that may be a document of its own); `corrections` are words in
    the evidence for which the document itself leaves no doubt what should stand there, empty where nothing is safe.
    """

    shortfall: Shortfall
    message: str
    evidence: tuple[Span, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    belongs_in: Span | None = None
    confidence: Confidence = Confidence.HIGH
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """The document satisfies the rule; `evidence` is empty only for a rule that forbids."""

    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Violated:
    """The document does not satisfy the rule."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The rule's trigger is not met."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undetermined:
    """It could not be told."""

    reason: str


@dataclass(frozen=True, slots=True)
class Crashed:
    """The rule raised; `error` names the exception, never the document's words."""

    error: str


Verdict = Held | Violated | NotApplicable | Undetermined
OutcomeVerdict = Verdict | Crashed


def name_of(verdict: OutcomeVerdict) -> str:
    """The word for a verdict as it stands in JSON."""
    match verdict:
        case Held():
            return "held"
        case Violated():
            return "violated"
        case NotApplicable():
            return "not_applicable"
        case Undetermined():
            return "undetermined"
        case Crashed():
            return "crashed"
