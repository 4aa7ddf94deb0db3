"""The typed door for rule and lexicon files: what may stand in them, and what they become."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, assert_never

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationInfo, field_validator

from agreementlint.checks import CHECKS, CodeCheck
from agreementlint.engine.checks import (
    AllOf,
    AnyOf,
    Check,
    Choice,
    Differs,
    Elsewhere,
    FactForm,
    Feature,
    NoneOf,
    Part,
    Shows,
    Sort,
    Stance,
    States,
    Term,
)
from agreementlint.engine.evaluate import ForbidCheck, RequireCheck
from agreementlint.rule import Authority, Case, Demand, Rule
from agreementlint.terms import ConceptId, Confidence, Kind, Role, RuleId, Severity

_TERM = r"^((not|except|any) )?[a-z][a-z0-9-]*$"
TermText = Annotated[str, Field(pattern=_TERM)]
ChoiceText = TermText | list[TermText]


class _Door(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class StatesModel(_Door):
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


class StatesCheck(_Door):
    states: StatesModel


class ShowsCheck(_Door):
    shows: Feature


class AllCheck(_Door):
    all: list[CheckModel] = Field(min_length=1)


class AnyCheck(_Door):
    any: list[CheckModel] = Field(min_length=1)
    at_least: int = Field(default=1, ge=1, le=20)


class NoneCheck(_Door):
    none: list[CheckModel] = Field(min_length=1)


class CodeModel(_Door):
    """What no shape says: a function of `agreementlint.checks`, by its name there."""

    code: str

    @field_validator("code")
    @classmethod
    def _known(cls, name: str) -> str:
        if name in CHECKS:
            return name
        close = difflib.get_close_matches(name, CHECKS, 1)
        raise ValueError(f"there is no check {name!r}" + (f"; did you mean {close[0]!r}?" if close else ""))


class ElsewhereCheck(_Door):
    elsewhere: CheckModel


class DiffersModel(_Door):
    """Two facts on the same matter that differ; see `Differs`."""

    fact: str
    part: str
    same: list[str] = []
    elsewhere: bool = False


class DiffersCheck(_Door):
    differs: DiffersModel


_SHAPES = ("states", "shows", "all", "any", "none", "elsewhere", "differs")


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
        case _:
            assert_never(model)


def _differences(model: CheckModel | CodeModel | None) -> Iterator[DiffersModel]:
    match model:
        case DiffersCheck(differs=differs):
            yield differs
        case AllCheck(all=parts) | AnyCheck(any=parts) | NoneCheck(none=parts):
            for part in parts:
                yield from _differences(part)
        case ElsewhereCheck(elsewhere=inner):
            yield from _differences(inner)
        case _:
            pass


def _term(text: str) -> Term:
    stance, _, concept = text.rpartition(" ")
    return Term(ConceptId(concept), Stance(stance) if stance else Stance.AFFIRMED)


def _choice(choice: str | list[str]) -> Choice:
    return tuple(_term(term) for term in ([choice] if isinstance(choice, str) else choice))


class AuthorityModel(_Door):
    """A clause of a code or law; `confirmed` says whether the citation was checked."""

    standard: str
    clause: str = ""
    confirmed: bool = False


class CaseModel(_Door):
    """A text and why it counts as it does; a bare text needs no reason."""

    text: str
    why: str = ""
    kind: Kind | None = None
    beside: str = Field(default="", description="the words of a document that goes with it")


CaseText = str | CaseModel


class CasesModel(_Door):
    """Texts that hold, texts that are violated (near-misses among them), not applicable, and known gaps."""

    held: list[CaseText] = Field(min_length=1)
    violated: list[CaseText] = Field(min_length=1)
    not_applicable: list[CaseText] = []
    gaps: list[CaseText] = Field(default=[], description="texts that the rule is known to get wrong")


class RuleModel(_Door):
    """A rule file. The file's name is the rule's id and its folder the family."""

    title: str
    severity: Severity
    confidence: Confidence = Confidence.HIGH
    demand: Demand = Demand.REQUIRE
    kinds: list[Kind] = Field(min_length=1)
    subject: str = Field(
        description="what the rule is about, as it stands in a message: 'the coach's duty of confidence'"
    )
    passes_when: str
    why: str
    advice: str
    model_clause: str
    authorities: list[AuthorityModel] = []
    applies_when: str = Field(default="", description="the trigger in words; needed with a trigger")
    check: BodyModel
    trigger: CheckModel | None = None
    unless: CheckModel | None = Field(default=None, description="forbid: what excuses it; require: what takes it back")
    partial: CheckModel | None = Field(default=None, description="half of what is needed")
    cases: CasesModel

    @field_validator("trigger", "unless", "partial")
    @classmethod
    def _has_a_shape_to_go_with(cls, value: CheckModel | None, info: ValidationInfo) -> CheckModel | None:
        if value is not None and isinstance(info.data.get("check"), CodeModel):
            raise ValueError("does not go with 'code': the function decides it by itself")
        return value

    def compiled(self, rule_id: str, family: str, source: str, forms: Forms) -> Rule:
        trigger = compiled_check(self.trigger, forms) if self.trigger is not None else None
        unless = compiled_check(self.unless, forms) if self.unless is not None else None
        partial = compiled_check(self.partial, forms) if self.partial is not None else None
        words = f"Applies only where {self.applies_when}." if self.applies_when else ""
        check: RequireCheck | ForbidCheck | CodeCheck
        if isinstance(self.check, CodeModel):
            check = CodeCheck(self.subject, self.check.code)
        elif self.demand is Demand.FORBID:
            check = ForbidCheck(self.subject, compiled_check(self.check, forms), trigger, words, unless)
        else:
            check = RequireCheck(self.subject, compiled_check(self.check, forms), trigger, words, unless, partial)
        return Rule(
            id=RuleId(rule_id), title=self.title, family=family, severity=self.severity, confidence=self.confidence,
            demand=self.demand, kinds=frozenset(self.kinds), passes_when=self.passes_when, why=self.why,
            advice=self.advice, model_clause=self.model_clause,
            authorities=tuple(Authority(a.standard, a.clause, a.confirmed) for a in self.authorities),
            cases=self._cases(), source=source, check=check,
        )  # fmt: skip

    @property
    def states(self) -> bool:
        """Whether the rule looks for statements, and not by code."""
        return not isinstance(self.check, CodeModel)

    def differences(self) -> Iterator[DiffersModel]:
        """Every comparison of facts that the rule makes."""
        for part in (self.trigger, self.check, self.unless, self.partial):
            yield from _differences(part)

    def _cases(self) -> tuple[Case, ...]:
        rows: list[Case] = []
        kinds = self.kinds
        groups: tuple[tuple[Literal["held", "violated", "not_applicable", "gap"], list[CaseText]], ...] = (
            ("held", self.cases.held),
            ("violated", self.cases.violated),
            ("not_applicable", self.cases.not_applicable),
            ("gap", self.cases.gaps),
        )
        for expected, texts in groups:
            for number, text in enumerate(texts):
                case = CaseModel(text=text) if isinstance(text, str) else text
                rows.append(Case(case.text, expected, case.why, case.kind or kinds[number % len(kinds)], case.beside))
        return tuple(rows)


class ConceptModel(_Door):
    """A concept of the lexicon: the words that stand for it, and the concepts whose words count for it too."""

    concept: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    means: str = ""
    phrases: list[str] = []
    includes: list[str] = []


class FactFormModel(_Door):
    """A kind of fact: the rules whose statements state it (or a check of its own), and what is read from them."""

    fact: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    means: str
    stated_by: list[str] = Field(default=[], description="rules whose statements state it")
    check: CheckModel | None = None
    parts: dict[str, Literal["duration", "short-duration", "money", "date", "actor"] | list[str]] = Field(min_length=1)
    needs: list[str | list[str]] = Field(min_length=1, description="parts without which it is no such fact")

    def compiled(self, rules: Mapping[str, RuleModel]) -> FactForm:
        checks = [(frozenset(Kind), self.check)] if self.check is not None else []
        for rule in (rules[name] for name in self.stated_by):
            if not isinstance(rule.check, CodeModel):
                checks.append((frozenset(rule.kinds), rule.check))
        parts = tuple(
            Part(name, Sort.WORDS, tuple(map(ConceptId, holds))) if isinstance(holds, list) else Part(name, Sort(holds))
            for name, holds in self.parts.items()
        )
        needs = tuple(tuple([choice] if isinstance(choice, str) else choice) for choice in self.needs)
        compiled = tuple((kinds, compiled_check(check, {})) for kinds, check in checks)
        return FactForm(self.fact, self.means, compiled, parts, needs)
