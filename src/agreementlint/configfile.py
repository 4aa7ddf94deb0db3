"""The typed door for configuration files: what may stand in agreementlint.yaml and under [tool.agreementlint]."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from agreementlint.document import Changes
from agreementlint.terms import Confidence, Kind, Severity

Words = Annotated[str, Field(min_length=1)]


class Level(StrEnum):
    """What a configuration makes of a rule's findings."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class _Door(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OverrideModel(_Door):
    """What holds for some files only; where several overrides fit a file, the last that says it counts."""

    paths: list[Words] = Field(
        min_length=1, description="patterns from the folder of this file: *, ? and ** (any folders)"
    )
    kind: Kind | None = None
    profile: Words | None = None
    severities: dict[Words, Level] = {}
    ignore: list[Words] = Field(default=[], description="rules and families that are left out for these files")


class ConfigModel(_Door):
    """A configuration. Paths in it start from its own folder; a later value takes the place of an earlier one."""

    extends: Words | list[Words] = Field(default=[], description="files whose values hold where this one says nothing")
    kind: Kind | None = Field(default=None, description="take every document to be of this kind")
    profile: Words | None = Field(default=None, description="hold documents to it: a name or the path of a .yaml file")
    select: list[Words] | None = Field(default=None, min_length=1, description="only these rules or families")
    ignore: list[Words] = Field(default=[], description="not these rules or families")
    severities: dict[Words, Level] = Field(default={}, description="rules or families and what their findings are")
    mandatory: list[Words] = Field(default=[], description="rules or families that nobody may leave out or waive")
    fail_on: Severity = Field(default=Severity.ERROR, description="findings at least so severe fail a run")
    confidence: Confidence = Field(default=Confidence.HIGH, description="if they are at least so sure")
    strict: bool = Field(default=False, description="a verdict that could not be told makes a run incomplete")
    changes: Changes = Field(default=Changes.FINAL, description="which side of tracked changes is read")
    rules: list[Words] = Field(default=[], description="folders with rules of your own")
    require_plugins: list[Words] = Field(default=[], description="plugins without which nothing is checked")
    plugins: dict[Words, dict[Words, object]] = Field(
        default={}, description="names of plugins, and what each is to know; the plugin says which keys it has"
    )
    waivers: Words | None = Field(default=None, description="a file of waivers, for documents without comments")
    baseline: Words | None = Field(default=None, description="a file of findings that fail no run")
    engagements: dict[Words, Annotated[list[Words], Field(min_length=2, max_length=12)]] = Field(
        default={}, description="names of engagements, and the files of each that belong together"
    )
    exclude: list[Words] = Field(default=[], description="patterns of files that are passed over in folders")
    overrides: list[OverrideModel] = Field(default=[], description="what holds for some files only")


def known_keys(place: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand where `place` leads to; none where any name may stand."""
    model: type[_Door] = OverrideModel if place[:1] == ("overrides",) else ConfigModel
    return list(model.model_fields)
