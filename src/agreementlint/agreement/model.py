"""The Agreement: a document as a careful reviewer has understood it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from agreementlint.document import Document, Story
from agreementlint.terms import ConceptId, Kind, Modality, Polarity, Role
from agreementlint.text import Span


class Unit(StrEnum):
    """The units of a duration."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as written ("three (3) years"); a blank slot has no amount."""

    span: Span
    amount: Decimal | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money as written; currency is an ISO code or symbol, a blank slot has no amount."""

    span: Span
    amount: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date as written; year, month and day where they are stated."""

    span: Span
    year: int | None
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A blank that is left open: an underscore run, a bracket, a template variable. `name` says what goes in it."""

    span: Span
    name: str


Quantity = Duration | Money | CalendarDate | Slot


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. `path` is the indices of the enclosing sections, outermost first."""

    heading: Span | None
    label: str
    level: int
    path: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """The unit that a rule looks at: a sentence, a list item, a table cell, an answer.

    `tokens` is its range of tokens; `context` the ranges that introduce it (lead-in of a list, column
    and row heads, the question that it answers), nearest first; `caption` the words of the format
    itself where they are not in the text.
    """

    index: int
    span: Span
    section: int
    block: int
    story: Story
    tokens: range
    context: tuple[range, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept found in the text: its tokens, and how they stand in their clause."""

    first: int
    last: int
    polarity: Polarity
    modality: Modality
    actor: Role | None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with a role: the words that stand for them and where they are first named."""

    role: Role
    label: str
    name: str
    span: Span | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined term and the statement that defines it."""

    term: str
    span: Span
    statement: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything that rules may ask about. Token indices run through the whole document.

    `hits` gives each concept's places in reading order, headings and lead-ins included; `tokens_at`
    and `statement_of` lead from a token to its characters and to its statement (-1: none).
    """

    document: Document
    kind: Kind
    kind_evidence: str
    language: str
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
    parties: tuple[Party, ...]
    definitions: tuple[Definition, ...]
    quantities: tuple[Quantity, ...]
    token_spans: Sequence[Span]
    statement_of: Sequence[int]
    hits: Mapping[ConceptId, tuple[Hit, ...]]

    def quote(self, span: Span) -> str:
        return span.of(self.document.text)

    def heading_path(self, statement: Statement) -> tuple[str, ...]:
        """The headings above a statement, outermost first."""
        if statement.section < 0:
            return ()
        section = self.sections[statement.section]
        spans = [self.sections[i].heading for i in section.path] + [section.heading]
        return tuple(self.quote(span) for span in spans if span is not None)
