"""The typed door for rule and lexicon files: what may stand in them, and what they become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from agreementlint.checkfile import (
    BodyModel,
    CheckModel,
    CodeModel,
    ConceptName,
    Door,
    Forms,
    Names,
    Refers,
    RuleName,
    compiled_check,
)
from agreementlint.checks import CodeCheck
from agreementlint.engine.checks import FactForm, Part, Sort
from agreementlint.engine.evaluate import ForbidCheck, RequireCheck
from agreementlint.engine.meanings import Meanings
from agreementlint.rule import Authority, Case, Demand, Placeholder, PlaceholderSort, Rule
from agreementlint.terms import ConceptId, Confidence, Kind, RuleId, Severity

_VERSION = r"^\d+\.\d+(\.\d+)?$"


class AuthorityModel(Door):
    """A clause of a code or law; `confirmed` says whether the citation was checked."""

    standard: str
    clause: str = ""
    confirmed: bool = False


class CaseModel(Door):
    """A text and why it counts as it does; a bare text needs no reason."""

    text: str
    why: str = ""
    kind: Kind | None = None
    beside: str = Field(default="", description="the words of a document that goes with it")


CaseText = str | CaseModel


class CasesModel(Door):
    """Texts that hold, texts that are violated (near-misses among them), not applicable, and known gaps."""

    held: list[CaseText] = Field(min_length=1)
    violated: list[CaseText] = Field(min_length=1)
    not_applicable: list[CaseText] = Field(default=[])
    gaps: list[CaseText] = Field(default=[], description="texts that the rule is known to get wrong")


class DeprecatedModel(Door):
    """A rule that has had its day: it is no longer checked, and its id leads to what replaces it."""

    since: str = Field(pattern=_VERSION)
    replaced_by: list[RuleName] = Field(min_length=1)
    why: str = ""


class RuleModel(Door):
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
    model_clause: Annotated[str, Refers(Names.CLAUSE)]
    authorities: list[AuthorityModel] = Field(default=[])
    rests_on: str = Field(default="", description="what it rests on where no authority is confirmed, in a sentence")
    applies_when: str = Field(default="", description="the trigger in words; needed with a trigger")
    check: BodyModel
    trigger: CheckModel | None = None
    unless: CheckModel | None = Field(default=None, description="forbid: what excuses it; require: what takes it back")
    partial: CheckModel | None = Field(default=None, description="half of what is needed")
    dimensions: CheckModel | None = Field(
        default=None, description="parts, each `called` something, whose absence a message names; they decide nothing"
    )
    cases: CasesModel
    since: str = Field(default="0.1.0", pattern=_VERSION, description="the version of the rules that it came with")
    formerly: list[str] = Field(default=[], description="ids under which it was known before")
    deprecated: DeprecatedModel | None = None

    @field_validator("trigger", "unless", "partial", "dimensions")
    @classmethod
    def _has_a_shape_to_go_with(cls, value: CheckModel | None, info: ValidationInfo) -> CheckModel | None:
        if value is not None and isinstance(info.data.get("check"), CodeModel):
            raise ValueError("does not go with 'code': the function decides it by itself")
        return value

    def compiled(self, rule_id: str, family: str, source: str, forms: Forms, meanings: Meanings) -> Rule:
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
            dimensions = compiled_check(self.dimensions, forms) if self.dimensions is not None else None
            body = compiled_check(self.check, forms)
            check = RequireCheck(self.subject, body, trigger, words, unless, partial, dimensions, meanings)
        return Rule(
            id=RuleId(rule_id), title=self.title, family=family, severity=self.severity, confidence=self.confidence,
            demand=self.demand, kinds=frozenset(self.kinds), passes_when=self.passes_when, why=self.why,
            advice=self.advice, model_clause=self.model_clause,
            authorities=tuple(Authority(a.standard, a.clause, a.confirmed) for a in self.authorities),
            cases=self._cases(), source=source, check=check, since=self.since, rests_on=self.rests_on,
            formerly=tuple(map(RuleId, self.formerly)),
            replaced_by=tuple(map(RuleId, self.deprecated.replaced_by)) if self.deprecated else (),
        )  # fmt: skip

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
                kind = kinds[number % len(kinds)]
                if isinstance(text, str):
                    rows.append(Case(text, expected, "", kind))
                else:
                    rows.append(Case(text.text, expected, text.why, text.kind or kind, text.beside))
        return tuple(rows)


class PlaceholderModel(Door):
    """A placeholder of model clauses: its name in braces, what sort of thing fills it, and what that is."""

    placeholder: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    sort: PlaceholderSort
    means: str = Field(min_length=1)
    example: str = ""

    def compiled(self) -> Placeholder:
        return Placeholder(self.placeholder, self.sort, self.means, self.example)


class ConceptModel(Door):
    """A concept of the lexicon: the words that stand for it, and the concepts whose words count for it too."""

    concept: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    means: str = ""
    phrases: list[Annotated[str, Refers(Names.PHRASE)]] = Field(default=[])
    examples: list[str] = Field(default=[], description="texts in which it must be found")
    includes: list[ConceptName] = Field(default=[])


class FactFormModel(Door):
    """A kind of fact: the rules whose statements state it (or a check of its own), and what is read from them."""

    fact: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    means: str
    stated_by: list[RuleName] = Field(default=[], description="rules whose statements state it")
    check: CheckModel | None = None
    parts: dict[str, Literal["duration", "short-duration", "money", "date", "actor"] | list[ConceptName]] = Field(
        min_length=1
    )
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
