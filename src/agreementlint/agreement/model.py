"""The Agreement: a document as a careful reviewer has understood it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agreementlint.agreement.stances import Stances
from agreementlint.document import Block, BlockKind, Document, Story
from agreementlint.language.quantities import Quantity
from agreementlint.terms import ConceptId, Kind, Modality, Polarity, Role
from agreementlint.text import Span
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    `unit` is the heading's own unit; `path` the indices of the enclosing sections, outermost first.
    """

    heading: Span
    label: str
    level: int
    unit: int
    path: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a rule looks at: a sentence, a list item, a table cell, an answer.

    `unit` is its own range of tokens; `context` the units that introduce it (lead-in of a list, heads of
    its column and row, the question that it answers, what the format says it is), nearest first; `topic` is
    the one of these that it has for its subject ("Invoices" above "Kept for ten years."), -1 where it has its own;
    `pointed` are the units of the parts of which it says something by their numbers ("Sections 3 and 8 survive");
    `section` is -1 before the first heading.
    """

    index: int
    span: Span
    section: int
    block: int
    story: Story
    unit: int
    context: tuple[int, ...]
    topic: int = -1
    pointed: tuple[int, ...] = ()


class Hit(NamedTuple):
    """A concept found in the text: first and last token, and how they stand in their clause."""

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
    """Everything that rules may ask about.

    A unit is a range of tokens that is read by itself (a heading, a statement, a lead-in).
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
    units: tuple[range, ...]  # all of them, in reading order
    starts: Sequence[int]  # the offset in the text of every token; those of a caption lie behind the text's end
    ends: Sequence[int]
    stems: Sequence[str]
    mentions: Mapping[ConceptId, Mapping[int, Sequence[Hit]]]  # by concept and by unit, where it occurs
    stances: Stances  # the same in sets, for those who ask of many units at once
    statement_of_unit: Mapping[int, int]  # the statement's index by its own unit
    introduced_by: Mapping[int, Sequence[int]]  # the statements' indices by a unit that introduces them
    companions: tuple[Agreement, ...] = ()  # the documents that go with it, each understood by itself

    def quote(self, span: Span) -> str:
        return span.of(self.document.text)

    def neighbours(self, statement: Statement, reach: int) -> Sequence[Statement]:
        """A statement with those before and after it: so many statements, or in a table so many rows each way."""
        first, last = max(0, statement.index - reach), statement.index + reach + 1
        blocks, statements = self.document.blocks, self.statements
        cell = blocks[statement.block]
        if cell.kind is BlockKind.CELL:
            while first > 0 and _is_near(blocks[statements[first - 1].block], cell, reach):
                first -= 1
            while last < len(statements) and _is_near(blocks[statements[last].block], cell, reach):
                last += 1
        return statements[first:last]

    def heading_path(self, statement: Statement) -> tuple[str, ...]:
        """The headings above a statement, outermost first."""
        if statement.section < 0:
            return ()
        section = self.sections[statement.section]
        return (*(self.quote(self.sections[index].heading) for index in section.path), self.quote(section.heading))

    def heading_units(self, statement: Statement) -> tuple[int, ...]:
        """The units of the headings above a statement, nearest first."""
        if statement.section < 0:
            return ()
        section = self.sections[statement.section]
        return (section.unit, *(self.sections[index].unit for index in reversed(section.path)))


def _is_near(one: Block, other: Block, reach: int) -> bool:
    """Whether two blocks are cells of one table, at most so many rows apart."""
    return one.kind is BlockKind.CELL and one.table == other.table and abs(one.row - other.row) <= reach
