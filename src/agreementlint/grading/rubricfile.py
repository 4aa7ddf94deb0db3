"""The typed door for rubric files: what may stand in them, and what they become."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from agreementlint.grading.rubric import (
    Circumstance,
    Criterion,
    LatePolicy,
    Level,
    Of,
    Requirement,
    Rubric,
    RuleShare,
    Scenario,
)
from agreementlint.terms import Kind, RuleId

_PERIOD = re.compile(r"(\d{1,4}) *(minute|hour|day|week)s?", re.ASCII)
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?) *%", re.ASCII)


def _share(value: object) -> object:
    """A share of a whole as a number from 0 to 1; "5%" is 0.05."""
    found = _SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is not None:
        return Decimal(found[1]) / 100
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError("a share such as 50% or 0.5 is wanted")
    return Decimal(str(value))


def _period(value: object) -> object:
    found = _PERIOD.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError("a period such as '15 minutes', '2 hours', '1 day' or '2 weeks' is wanted")
    return timedelta(**{f"{found[2]}s": int(found[1])})


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError("a number is wanted")
    return Decimal(str(value))


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError("a number is wanted")
    return value


_Number = Annotated[Decimal, BeforeValidator(_number, json_schema_input_type=float), AfterValidator(_finite)]
Words = Annotated[str, Field(min_length=1)]
Share = Annotated[
    Decimal, BeforeValidator(_share, json_schema_input_type=str | float), AfterValidator(_finite), Field(ge=0, le=1)
]
Period = Annotated[timedelta, BeforeValidator(_period, json_schema_input_type=str)]
Points = Annotated[_Number, Field(gt=0, le=10_000)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class _Door(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RuleModel(_Door):
    """A rule in a criterion, with what it weighs there."""

    rule: Words
    weight: Annotated[_Number, Field(gt=0, le=100)] = Decimal(1)
    partial: Share | None = Field(
        default=None, description="the share of its weight for half a clause; that of the rubric if it is left out"
    )


class RequiredModel(_Door):
    """What a criterion must reach, and what becomes of the whole otherwise."""

    at_least: Share = Field(description="of the criterion's points: 50% or 0.5")
    cap: Points | None = Field(default=None, description="the most that the whole gets otherwise, in points")
    fail: bool = Field(default=False, description="the whole gets 0 points otherwise")

    @model_validator(mode="after")
    def _says_what_follows(self) -> RequiredModel:
        if (self.cap is not None) == self.fail:
            raise ValueError("either 'cap: POINTS' or 'fail: true' says what becomes of the whole")
        return self

    def compiled(self) -> Requirement:
        return Requirement(self.at_least, Decimal(0) if self.cap is None else self.cap)


class CriterionModel(_Door):
    """A part of the assignment."""

    id: Name = Field(description="lower-case words with hyphens; overrides and exports use it")
    title: Words
    points: Points
    rules: list[str | RuleModel] = Field(min_length=1)
    required: RequiredModel | None = None
    bonus: bool = Field(default=False, description="adds to the total of the others and is no part of it")
    hint: str = Field(default="", description="for a student who has not met it; gives no clause away")
    comments: dict[Level, Words] = Field(
        default={}, description="what is said where it is met, partly met or missing: a text, or its name in the bank"
    )

    def shares(self, partial: Decimal) -> tuple[RuleShare, ...]:
        found = [RuleModel(rule=each) if isinstance(each, str) else each for each in self.rules]
        return tuple(
            RuleShare(RuleId(each.rule), each.weight, partial if each.partial is None else each.partial)
            for each in found
        )

    def compiled(self, partial: Decimal, bank: dict[str, str]) -> Criterion:
        comments = tuple((level, bank.get(text, text)) for level, text in self.comments.items())
        return Criterion(
            self.id,
            self.title,
            self.points,
            self.shares(partial),
            self.required.compiled() if self.required else None,
            self.bonus,
            " ".join(self.hint.split()),
            comments,
        )


class ScenarioModel(_Door):
    """What the assignment says is the case. A clause that it calls for is missing where the student is silent."""

    text: str = Field(default="", description="the case as the students were given it")
    given: list[Circumstance] = []
    applies: list[Words] = Field(default=[], description="further rules that apply whatever the student writes")

    def compiled(self) -> Scenario:
        return Scenario(" ".join(self.text.split()), tuple(self.given), tuple(map(RuleId, self.applies)))


class LateModel(_Door):
    """What late work loses."""

    due: datetime | None = Field(default=None, description="2026-11-20T23:59:00+00:00; left out if the platform says")
    grace: Period = Field(default=timedelta(0), validate_default=False)
    per: Period = Field(default=timedelta(days=1), validate_default=False)
    penalty: Share = Field(description="for every period begun")
    of: Of = Field(default=Of.TOTAL, description="of the total of the rubric, or of what was earned")
    most: Share = Decimal(1)
    refused_after: Period | None = None

    @model_validator(mode="after")
    def _has_a_period(self) -> LateModel:
        if not self.per:
            raise ValueError("per: a period that is longer than nothing is wanted")
        return self

    def compiled(self) -> LatePolicy:
        return LatePolicy(self.due, self.grace, self.per, self.penalty, self.of, self.most, self.refused_after)


class FeedbackModel(_Door):
    """What students are shown."""

    model_solution: bool = Field(default=False, description="whether the model clause stands beside what is missing")


class RubricModel(_Door):
    """A rubric file. The file's name is the rubric's name."""

    version: int = Field(ge=1, description="grows with every change that can change a mark")
    title: Words
    kind: Kind = Field(description="what every submission is read as")
    scenario: ScenarioModel = ScenarioModel()
    partial: Share = Field(default=Decimal("0.5"), description="the share that half a clause earns")
    rounding: Annotated[_Number, Field(gt=0, le=10)] = Field(
        default=Decimal("0.01"), description="the step of the final mark, rounded half up: 1, 0.5, 0.01"
    )
    bonus_cap: Points | None = Field(default=None, description="the most that all bonus criteria add")
    above_total: bool = Field(default=False, description="whether bonus may lift the mark above the total")
    tolerance: Annotated[_Number, Field(ge=0, le=100)] = Field(
        default=Decimal(0), description="a mark waits for you only if more points than this hang on doubtful clauses"
    )
    late: LateModel | None = None
    feedback: FeedbackModel = FeedbackModel()
    comments: dict[Name, Words] = Field(default={}, description="the comment bank: texts by their names")
    criteria: list[CriterionModel] = Field(min_length=1)
    format: Literal["agreementlint-rubric"] = "agreementlint-rubric"

    def compiled(self, id: str, source: str, hash: str) -> Rubric:
        criteria = tuple(each.compiled(self.partial, self.comments) for each in self.criteria)
        total = sum((each.points for each in criteria if not each.bonus), Decimal(0))
        return Rubric(
            id=id,
            version=self.version,
            title=self.title,
            kind=self.kind,
            criteria=criteria,
            scenario=self.scenario.compiled(),
            rounding=self.rounding,
            bonus_cap=self.bonus_cap,
            ceiling=None if self.above_total else total,
            late=self.late.compiled() if self.late else None,
            model_solution=self.feedback.model_solution,
            comments=tuple(self.comments.items()),
            source=source,
            hash=hash,
            tolerance=self.tolerance,
        )


def known_keys(place: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand where `place` leads to, for a word that was meant."""
    models: tuple[type[_Door], ...] = (RubricModel,)
    for name, inner in (
        ("criteria", CriterionModel),
        ("rules", RuleModel),
        ("required", RequiredModel),
        ("scenario", ScenarioModel),
        ("late", LateModel),
        ("feedback", FeedbackModel),
    ):
        if name in place[:-1]:
            models = (inner,)
    return [name for model in models for name in model.model_fields]
