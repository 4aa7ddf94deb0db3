"""The typed door for profile files: what may stand in them, and what they become."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from agreementlint.profile import Profile, Selector
from agreementlint.rule import Authority
from agreementlint.terms import RuleId, Severity

_AS = Field(default=None, alias="as", description="their severity in this profile; their own if it is left out")
Words = Annotated[str, Field(min_length=1)]


class _Door(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class RulesSelector(_Door):
    """The rules with these ids."""

    rules: list[Words] = Field(min_length=1)
    as_: Severity | None = _AS

    def compiled(self) -> Selector:
        return Selector(rules=frozenset(map(RuleId, self.rules)), severity=self.as_)


class EverySelector(_Door):
    """Every rule whose own severity is this."""

    every: Severity
    as_: Severity | None = _AS

    def compiled(self) -> Selector:
        return Selector(every=self.every, severity=self.as_)


class FamilySelector(_Door):
    """Every rule of this family."""

    family: Words
    as_: Severity | None = _AS

    def compiled(self) -> Selector:
        return Selector(family=self.family, severity=self.as_)


class CitesSelector(_Door):
    """Every rule that cites a clause of this standard whose citation is confirmed."""

    cites: Words
    as_: Severity | None = _AS

    def compiled(self) -> Selector:
        return Selector(cites=self.cites, severity=self.as_)


_SELECTORS: tuple[type[_Door], ...] = (RulesSelector, EverySelector, FamilySelector, CitesSelector)
WAYS = ("rules", "every", "family", "cites")


def _which(value: object) -> str:
    keys = value.keys() if isinstance(value, dict) else type(value).model_fields if isinstance(value, BaseModel) else ()
    return next((key for key in WAYS if key in keys), "")


SelectorModel = Annotated[
    Annotated[RulesSelector, Tag("rules")]
    | Annotated[EverySelector, Tag("every")]
    | Annotated[FamilySelector, Tag("family")]
    | Annotated[CitesSelector, Tag("cites")],
    Discriminator(
        _which, custom_error_type="selector", custom_error_message=f"a selector has one of the keys {', '.join(WAYS)}"
    ),
]


def known_keys(place: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand where `place` leads to: in the profile, in a selector or in a standard."""
    models: tuple[type[_Door], ...] = (ProfileModel,)
    if "select" in place:
        models = tuple(each for each in _SELECTORS if any(way in place for way in each.model_fields)) or _SELECTORS
    elif "authorities" in place:
        models = (StandardModel,)
    return [field.alias or name for model in models for name, field in model.model_fields.items()]


class StandardModel(_Door):
    """A standard that the profile follows; `confirmed` says whether its clauses were seen in a copy of it."""

    standard: Words
    clause: str = ""
    confirmed: bool = False


class ProfileModel(_Door):
    """A profile file. The file's name is the profile's name."""

    version: int = Field(ge=1, description="grows when a document that reached it may no longer reach it")
    title: Words
    means: Words = Field(description="for whom it is, and what a document has that reaches it")
    extends: Words | None = Field(default=None, description="the profile whose rules it has as well")
    authorities: list[StandardModel] = []
    select: list[SelectorModel] = Field(min_length=1)
    without: list[Words] = Field(default=[], description="rules that the selectors take in and that are left out")

    def named_by(self, number: int) -> list[str]:
        """The rules that a selector names, as they stand in the file."""
        selector = self.select[number]
        return selector.rules if isinstance(selector, RulesSelector) else []

    def compiled(self, name: str, source: str) -> Profile:
        return Profile(
            name=name,
            version=self.version,
            title=self.title,
            means=" ".join(self.means.split()),
            extends=self.extends or "",
            authorities=tuple(Authority(each.standard, each.clause, each.confirmed) for each in self.authorities),
            selectors=tuple(selector.compiled() for selector in self.select),
            without=tuple(map(RuleId, self.without)),
            source=source,
        )
