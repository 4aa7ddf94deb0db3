"""The values of drafting: questions, the sections of each kind of document, answers, and the draft they become."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from agreementlint.rule import PlaceholderSort
from agreementlint.terms import Kind, RuleId
from agreementlint.values import dataclass

Answer = str | tuple[str, ...]
Conditions = tuple[tuple[str, frozenset[str]], ...]  # for each question named, the answers under which it holds


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and why. One with `choices` takes one of their names, any other what its sort says."""

    name: str
    topic: str
    asks: str
    why: str
    sort: PlaceholderSort
    example: str
    choices: Mapping[str, str]
    suggested: Answer | None
    when: Conditions


@dataclass(frozen=True, slots=True)
class Clause:
    """Words with placeholders. `answered_by` gives the question for each, `sections` the section whose number it is.

    Placeholders that are in neither stand for a party.
    """

    text: str
    answered_by: Mapping[str, str]
    sections: Mapping[str, str]
    when: Conditions
    rule: RuleId | None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its clauses."""

    name: str
    heading: str
    when: Conditions
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a plan in YAML says at a place: ("records", 0, "name")."""

    at: tuple[str | int, ...]
    clause: Clause


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: in which part, and by which name; a name that is a list gives a row for each."""

    part: str
    name: str
    when: Conditions


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """A kind of document: its title, the words for its parties by placeholder, and who signs."""

    kind: Kind
    title: str
    words: Mapping[str, str]
    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class DraftingPlan:
    """All that is asked, in order, and all that can be written."""

    questions: tuple[Question, ...]
    forms: tuple[DocumentForm, ...]
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...] = ()

    def question(self, name: str) -> Question:
        return next(question for question in self.questions if question.name == name)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered, by question, and what was left open on purpose."""

    given: Mapping[str, Answer]
    left_open: frozenset[str] = frozenset()

    def settles(self, name: str) -> bool:
        return name in self.given or name in self.left_open


def holds(when: Conditions, answers: Answers) -> bool:
    """Whether the answers so far meet every condition."""
    return all(answers.given.get(name) in allowed for name, allowed in when)


class BlockSort(StrEnum):
    """What a part of a draft is."""

    TITLE = "title"
    HEADING = "heading"
    CLAUSE = "clause"
    SIGNATURE_HEADING = "signature heading"


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A paragraph of a draft with its number ("3" of a heading, "3.2" of a clause; a title has none)."""

    sort: BlockSort
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft: its paragraphs in order, and who signs as (part, name)."""

    kind: Kind
    blocks: tuple[DraftBlock, ...]
    signatures: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        return self.blocks[0].text
