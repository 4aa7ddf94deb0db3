"""The typed door for checks: the shapes that a rule file may ask for, and what each becomes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Literal, assert_never

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, field_validator

from agreementlint.checks import CHECKS
from agreementlint.engine.bounds import bound_of
from agreementlint.engine.checks import (
    AllOf,
    AnyOf,
    Check,
    Choice,
    Compares,
    Differs,
    Elsewhere,
    FactForm,
    Feature,
    NoneOf,
    Shows,
    Stance,
    States,
    Term,
)
from agreementlint.suggestion import meant
from agreementlint.terms import ConceptId, Role
from agreementlint.values import dataclass


class Names(StrEnum):
    """What the text at a place of a rule file names; the type-checker looks it up."""

    CONCEPT = "concept"
    TERM = "term"  # a concept behind a word that says how it has to stand
    PHRASE = "phrase"
    FACT = "fact"
    RULE = "rule"
    CLAUSE = "clause"  # a text with placeholders


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a text that names something which is defined elsewhere."""

    to: Names


_TERM = r"^((not|except|any) )?[a-z][a-z0-9-]*$"
TermText = Annotated[str, Field(pattern=_TERM), Refers(Names.TERM)]
ChoiceText = TermText | list[TermText]
ConceptName = Annotated[str, Refers(Names.CONCEPT)]
FactName = Annotated[str, Refers(Names.FACT)]
RuleName = Annotated[str, Refers(Names.RULE)]


class Door(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class StatesModel(Door):
    """A statement that says something; see `States`."""

    act: ChoiceText
    by: Role | list[Role] | None = None
    named: bool = False
    with_: list[ChoiceText] = Field(default=[], alias="with")
    own: list[ChoiceText] = []
    without: list[TermText] = []
    under: list[ChoiceText] = []
    nearby: list[ChoiceText] = []
    firm: bool = False
    denied: bool = False
    within: int = Field(default=40, ge=1, le=400)
    at_least: int = Field(default=1, ge=1, le=20)
    called: str = Field(default="", description="what a message calls it where it is one of several that are needed")

    def compiled(self) -> States:
        by = self.by if isinstance(self.by, list) or self.by is None else [self.by]
        return States(
            act=_choice(self.act),
            by=None if by is None else frozenset(by),
            named=self.named,
            with_=tuple(_choice(choice) for choice in self.with_),
            own=tuple(_choice(choice) for choice in self.own),
            without=tuple(_term(term) for term in self.without),
            under=tuple(_choice(choice) for choice in self.under),
            nearby=tuple(_choice(choice) for choice in self.nearby),
            firm=self.firm,
            denied=self.denied,
            within=self.within,
            at_least=self.at_least,
            called=self.called,
        )


class StatesCheck(Door):
    states: StatesModel


class ShowsCheck(Door):
    shows: Feature


class AllCheck(Door):
    all: list[CheckModel] = Field(min_length=1)


class AnyCheck(Door):
    any: list[CheckModel] = Field(min_length=1)
    at_least: int = Field(default=1, ge=1, le=20)


class NoneCheck(Door):
    none: list[CheckModel] = Field(min_length=1)


class CodeModel(Door):
    """What no shape says: a function of `agreementlint.checks`, by its name there."""

    code: str

    @field_validator("code")
    @classmethod
    def _known(cls, name: str) -> str:
        if name in CHECKS:
            return name
        raise ValueError(f"there is no check {name!r}{meant(name, CHECKS)}")


class ElsewhereCheck(Door):
    elsewhere: CheckModel


class DiffersModel(Door):
    """Two facts on the same matter that differ; see `Differs`."""

    fact: FactName
    part: str
    same: list[str] = []
    elsewhere: bool = False


class DiffersCheck(Door):
    differs: DiffersModel


class ComparesModel(Door):
    """A part of a fact beside fixed values; see `Compares`."""

    fact: FactName
    part: str
    at_least: str | None = Field(
        default=None, description='for what has an order, as "2 years", "EUR 100", "2027-01-31"'
    )
    at_most: str | None = Field(default=None, description='for what has an order, as "7 years"')
    any_of: list[str] = Field(default=[], description="for what is named: one of these is there")
    none_of: list[str] = Field(default=[], description="for what is named: none of these is there")
    absent: Literal["met", "unmet"] = Field(description="what counts where no document states it")
    some: bool = Field(default=False, description="one statement that fits is enough; else every one has to fit")

    def compiled(self, form: FactForm) -> Compares:
        part = next(part for part in form.parts if part.name == self.part)
        return Compares(
            form,
            self.part,
            at_least=None if self.at_least is None else bound_of(part, self.at_least),
            at_most=None if self.at_most is None else bound_of(part, self.at_most),
            any_of=frozenset(bound_of(part, word) for word in self.any_of),
            none_of=frozenset(bound_of(part, word) for word in self.none_of),
            absent=self.absent == "met",
            some=self.some,
        )


class ComparesCheck(Door):
    compares: ComparesModel


_SHAPES = ("states", "shows", "all", "any", "none", "elsewhere", "differs", "compares")


def _which(value: object) -> str:
    keys = value.keys() if isinstance(value, dict) else type(value).model_fields if isinstance(value, BaseModel) else ()
    return next((key for key in (*_SHAPES, "code") if key in keys), "")


_Shaped = (
    Annotated[StatesCheck, Tag("states")]
    | Annotated[ShowsCheck, Tag("shows")]
    | Annotated[AllCheck, Tag("all")]
    | Annotated[AnyCheck, Tag("any")]
    | Annotated[NoneCheck, Tag("none")]
    | Annotated[ElsewhereCheck, Tag("elsewhere")]
    | Annotated[DiffersCheck, Tag("differs")]
    | Annotated[ComparesCheck, Tag("compares")]
)
CheckModel = Annotated[
    _Shaped,
    Discriminator(
        _which, custom_error_type="check", custom_error_message=f"a check has one of the keys {', '.join(_SHAPES)}"
    ),
]
# A whole rule may also be code; a part of a check may not, since a function gives a verdict and no finding.
BodyModel = Annotated[
    _Shaped | Annotated[CodeModel, Tag("code")],
    Discriminator(
        _which,
        custom_error_type="check",
        custom_error_message=f"a check has one of the keys {', '.join((*_SHAPES, 'code'))}",
    ),
]
Forms = Mapping[str, FactForm]


def compiled_check(model: CheckModel, forms: Forms) -> Check:
    """The check that a model stands for; `forms` are the facts that it may ask for, by name."""
    match model:
        case StatesCheck():
            return model.states.compiled()
        case ShowsCheck():
            return Shows(model.shows)
        case AllCheck():
            return AllOf(tuple(compiled_check(part, forms) for part in model.all))
        case AnyCheck():
            return AnyOf(tuple(compiled_check(part, forms) for part in model.any), model.at_least)
        case NoneCheck():
            return NoneOf(tuple(compiled_check(part, forms) for part in model.none))
        case ElsewhereCheck():
            return Elsewhere(compiled_check(model.elsewhere, forms))
        case DiffersCheck(differs=differs):
            return Differs(forms[differs.fact], differs.part, tuple(differs.same), differs.elsewhere)
        case ComparesCheck(compares=compares):
            return compares.compiled(forms[compares.fact])
        case _:
            assert_never(model)


# What is the same in many rules is one value: there are a third as many to keep and to load.
@cache
def _term(text: str) -> Term:
    stance, _, concept = text.rpartition(" ")
    return Term(ConceptId(concept), Stance(stance) if stance else Stance.AFFIRMED)


@cache
def _alternatives(terms: tuple[str, ...]) -> Choice:
    return tuple(map(_term, terms))


def _choice(choice: str | list[str]) -> Choice:
    return _alternatives((choice,) if isinstance(choice, str) else tuple(choice))
