"""The typed door for the files that say what `draft` asks and writes, and what they become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from agreementlint.drafting.model import Conditions, DocumentForm, Question, Signer
from agreementlint.rule import Placeholder, PlaceholderSort
from agreementlint.terms import Kind

Words = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Allowed = Annotated[list[Words], BeforeValidator(_listed, json_schema_input_type=str | list[str]), Field(min_length=1)]
When = Annotated[
    dict[str, Allowed], Field(description="for each question named, the answers under which this holds; all must hold")
]


class _Door(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def conditions(when: Mapping[str, list[str]]) -> Conditions:
    return tuple((name, frozenset(allowed)) for name, allowed in when.items())


class QuestionModel(_Door):
    """A question. It is answered with one of its choices, or with what its placeholder's sort says."""

    question: Name
    topic: Words | None = Field(default=None, description="the heading over this question and those after it")
    asks: Words
    why: Words = Field(description="the reason why it is asked, for the one who answers")
    like: Name | None = Field(default=None, description="the placeholder whose sort it has; its own name by default")
    choices: dict[str, Words] = {}
    suggested: Words | list[Words] | None = None
    when: When = {}

    @property
    def placeholder(self) -> str:
        return self.like or self.question

    def compiled(self, topic: str, placeholders: Mapping[str, Placeholder]) -> Question:
        found = placeholders.get(self.placeholder)
        suggested = tuple(self.suggested) if isinstance(self.suggested, list) else self.suggested
        return Question(
            name=self.question,
            topic=topic,
            asks=" ".join(self.asks.split()),
            why=" ".join(self.why.split()),
            sort=found.sort if found and not self.choices else PlaceholderSort.TEXT,
            example=found.example if found else "",
            choices=self.choices,
            suggested=suggested,
            when=conditions(self.when),
        )


class SignerModel(_Door):
    """Who signs: in which part ("Coach"), and by which name."""

    as_: Words = Field(alias="as")
    name: Words
    when: When = {}

    def compiled(self) -> Signer:
        return Signer(self.as_, self.name, conditions(self.when))


class DocumentModel(_Door):
    """A kind of document: its title, the words that stand for its parties, and who signs it."""

    kind: Kind
    title: Words
    words: dict[Name, Words]
    signs: list[SignerModel] = []

    def compiled(self) -> DocumentForm:
        return DocumentForm(self.kind, self.title, self.words, tuple(each.compiled() for each in self.signs))


class SectionNumber(_Door):
    """The number of a section, written in a placeholder's stead."""

    section: Name


class ClauseModel(_Door):
    """A clause: the model clause of a rule, or words of its own in its stead or without a rule."""

    rule: Words | None = None
    wording: Words | None = None
    fill: dict[Name, Name | SectionNumber] = Field(
        default={}, description="which question answers a placeholder that has another name, or which section it names"
    )
    when: When = {}


class SectionModel(_Door):
    """A heading with its clauses."""

    section: Name
    heading: Words
    when: When = {}
    clauses: list[ClauseModel] = Field(min_length=1)


class EntryModel(ClauseModel):
    """What a data-handling plan in YAML says at one place."""

    at: Annotated[str, Field(pattern=r"^[a-z_]+(\.([a-z_]+|\d))*$")] = Field(
        description="the place in the plan, such as records.0.name"
    )

    @property
    def place(self) -> tuple[str | int, ...]:
        return tuple(int(part) if part.isdecimal() else part for part in self.at.split("."))
