"""The checks that a rule may ask for: a closed union of frozen values."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from agreementlint.terms import ConceptId, Kind, Polarity, Role
from agreementlint.values import dataclass


class Stance(StrEnum):
    """How a concept has to stand in its clause."""

    AFFIRMED = "affirmed"  # plain, or named as an exception
    DENIED = "not"
    EXCEPTED = "except"
    ANYHOW = "any"

    def accepts(self, polarity: Polarity) -> bool:
        match self:
            case Stance.AFFIRMED:
                return polarity is not Polarity.NEGATED
            case Stance.DENIED:
                return polarity is Polarity.NEGATED
            case Stance.EXCEPTED:
                return polarity is Polarity.EXCEPTED
            case Stance.ANYHOW:
                return True


class Term(NamedTuple):
    """A concept and how it has to stand."""

    concept: ConceptId
    stance: Stance = Stance.AFFIRMED


Choice = tuple[Term, ...]  # any one of them will do


@dataclass(frozen=True, slots=True)
class States:
    """A statement that says something: who does what, with which things named, how firmly, where.

    What introduces a statement (the lead-in of its list, the heads of its row and column) counts as its words unless
    something else is said; `under` hears the headings above as well.
    """

    act: Choice  # what is done or said
    by: frozenset[Role] | None = None  # who may be the one who does it, unless nobody is named; None: anybody
    named: bool = False  # whether one of these has to be named
    with_: tuple[Choice, ...] = ()  # of each of these one must be there
    own: tuple[Choice, ...] = ()  # the same, in the statement's own words
    without: Choice = ()  # of these none may be there, nor be what it speaks of
    under: tuple[Choice, ...] = ()  # of each one in the statement or in the headings and lead-ins above it
    nearby: tuple[Choice, ...] = ()  # the same, and in the two statements before and after as well
    firm: bool = False  # refuses permissions and wishes
    denied: bool = False  # an act counts in a clause that is denied as a whole, too
    within: int = 40  # the greatest distance from the act, in tokens
    at_least: int = 1  # how many different acts are needed, in one statement or in several
    called: str = ""  # what it is one of, in the words of a message: "assessment results"


class Feature(StrEnum):
    """Structures of a document that no single statement shows."""

    SIGNATURES = "signatures"  # a place to sign for each party, each with a date
    PARTIES_NAMED = "parties-named"  # coach and client (and sponsor) each bound to a name or a slot
    CLIENT_NAMED = "client-named"  # the one who is coached bound to a name or a slot
    SPONSOR_NAMED = "sponsor-named"  # the sponsor bound to a name or a slot
    OPEN_SLOTS = "open-slots"  # blanks outside signature blocks and tick boxes
    COMPANIONS = "companions"  # an agreement with its data-handling plan beside it, or a plan with its agreement


@dataclass(frozen=True, slots=True)
class Shows:
    """A structure that the document shows."""

    feature: Feature


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these is found."""

    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least `at_least` of these are found."""

    checks: tuple[Check, ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Not one of these is found."""

    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A document that goes with this one (the data-handling plan of an agreement) is found to satisfy a check."""

    check: Check


class Sort(StrEnum):
    """What the values of a fact's part are."""

    DURATION = "duration"  # days and longer
    SHORT_DURATION = "short-duration"  # minutes and hours
    MONEY = "money"
    DATE = "date"
    ACTOR = "actor"  # who does it
    WORDS = "words"  # the concepts that are named


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a fact: its name, what its values are, and for words the concepts that they may stand for."""

    name: str
    sort: Sort
    concepts: tuple[ConceptId, ...] = ()


@dataclass(frozen=True, slots=True)
class FactForm:
    """What a kind of fact is: whose statements state it, and the parts whose values are read from them.

    Each of `checks` holds for documents of some kinds; of each choice in `needs` one part must have a value.
    """

    name: str
    means: str
    checks: tuple[tuple[frozenset[Kind], Check], ...]
    parts: tuple[Part, ...]
    needs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Differs:
    """Two facts of a form whose parts `same` agree and whose `part` differs.

    Both stand in this document, or with `elsewhere` one of them in a document that goes with it.
    """

    form: FactForm
    part: str
    same: tuple[str, ...] = ()
    elsewhere: bool = False


Bound = Decimal | tuple[str, Decimal] | tuple[int, int, int] | str  # minutes, money, year-month-day, a word


@dataclass(frozen=True, slots=True)
class Compares:
    """The values that a document states for a part of a fact lie between bounds, or are among words.

    Every value has to fit, or with `some` one of them. A value that cannot be compared (a blank, another
    currency, a date without its year) is as good as none; where there is none, `absent` decides.
    """

    form: FactForm
    part: str
    at_least: Bound | None = None
    at_most: Bound | None = None
    any_of: frozenset[Bound] = frozenset()
    none_of: frozenset[Bound] = frozenset()
    absent: bool = False
    some: bool = False


Check = States | Shows | AllOf | AnyOf | NoneOf | Elsewhere | Differs | Compares


def parts_of(check: Check) -> tuple[Check, ...]:
    """The checks that a check is made of; none of one that stands for itself."""
    match check:
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            return parts
        case Elsewhere(inner):
            return (inner,)
        case _:
            return ()


def form_of(check: Check) -> FactForm | None:
    """The facts that a check compares, if it does."""
    match check:
        case Differs(form) | Compares(form):
            return form
        case _:
            return None
