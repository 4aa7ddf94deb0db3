"""A rule: a value with one function, whether it was written in YAML or in Python."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import overload

from agreementlint.agreement.model import Agreement
from agreementlint.ourpickles import unpickled
from agreementlint.terms import Confidence, Kind, RuleId, Severity
from agreementlint.values import dataclass
from agreementlint.verdict import Verdict


class Demand(StrEnum):
    """Whether a rule asks for something to be there or for something not to be there."""

    REQUIRE = "require"
    FORBID = "forbid"


class PlaceholderSort(StrEnum):
    """What sort of thing is written in a placeholder's stead."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PARTY = "party"  # the word that stands for one of the parties: "the Coach", "I"
    TEXT = "text"
    LIST = "list"
    DATE = "date"
    DURATION = "duration"
    MONEY = "money"
    NUMBER = "number"
    CONTACT = "contact"
    PLACE = "place"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name that stands in braces in model clauses, and what is written in its stead."""

    name: str
    sort: PlaceholderSort
    means: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Authority:
    """A clause of a code or a law that stands behind a rule."""

    standard: str
    clause: str
    confirmed: bool

    @property
    def citation(self) -> str:
        """ "ICF Code of Ethics 2025, 2.3", or the standard alone where no clause is named."""
        return f"{self.standard}, {self.clause}" if self.clause else self.standard


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


class KeptCases(Sequence[Case]):
    """Cases as they are kept with compiled rules: only who proves or explains a rule has to wait until they are read."""

    __slots__ = ("_cases", "_kept")

    def __init__(self, kept: bytes) -> None:
        self._kept = kept
        self._cases: tuple[Case, ...] | None = None

    @classmethod
    def of(cls, cases: Sequence[Case]) -> KeptCases:
        """These cases."""
        return cls(pickle.dumps(tuple(cases), pickle.HIGHEST_PROTOCOL))

    def _read(self) -> tuple[Case, ...]:
        if self._cases is None:
            found = unpickled(self._kept)
            assert isinstance(found, tuple)
            self._cases = found
        return self._cases

    @overload
    def __getitem__(self, index: int) -> Case: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Case, ...]: ...
    def __getitem__(self, index: int | slice) -> Case | tuple[Case, ...]:
        return self._read()[index]

    def __len__(self) -> int:
        return len(self._read())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._read() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._read())

    def __repr__(self) -> str:
        return repr(self._read())

    def __reduce__(self) -> tuple[type[KeptCases], tuple[bytes]]:
        return KeptCases, (self._kept,)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is asked of a document, for whom, why, and how it is found out.

    `check` is pure; it raises nothing on purpose (an exception becomes the outcome `Crashed`).
    `rests_on` says what it rests on where no authority is confirmed; `since` is the version it came with, `formerly` ids that it had before; a rule with `replaced_by` is
    deprecated: it is not checked any more, and its id stands for those rules.
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
    cases: Sequence[Case]
    source: str
    check: Callable[[Agreement], Verdict]
    since: str = ""
    formerly: tuple[RuleId, ...] = ()
    replaced_by: tuple[RuleId, ...] = ()
    rests_on: str = ""
