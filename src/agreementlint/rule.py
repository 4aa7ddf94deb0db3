"""A rule: a value with one function, whether it was written in YAML or in Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from agreementlint.agreement.model import Agreement
from agreementlint.terms import Confidence, Kind, RuleId, Severity
from agreementlint.verdict import Verdict


class Demand(StrEnum):
    """Whether a rule asks for something to be there or for something not to be there."""

    REQUIRE = "require"
    FORBID = "forbid"


@dataclass(frozen=True, slots=True)
class Authority:
    """A clause of a code or a law that stands behind a rule."""

    standard: str
    clause: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A text, what the rule must say of it, and why.

    `kind` is that of the document it stands for; `beside` the words of one that goes with it.
    """

    text: str
    expected: str  # "held", "violated", "not_applicable", or "gap" for a known gap
    why: str
    kind: Kind
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is asked of a document, for whom, why, and how it is found out.

    `check` is pure; it raises nothing on purpose (an exception becomes the outcome `Crashed`).
    """

    id: RuleId
    title: str
    family: str
    severity: Severity
    confidence: Confidence
    demand: Demand
    kinds: frozenset[Kind]
    passes_when: str
    why: str
    advice: str
    model_clause: str
    authorities: tuple[Authority, ...]
    cases: tuple[Case, ...]
    source: str
    check: Callable[[Agreement], Verdict]
