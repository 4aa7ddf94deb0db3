"""A configuration as it holds for a run: its values, where each was written, and what they mean for one file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field

from agreementlint.document import Changes
from agreementlint.terms import Confidence, Kind, Severity
from agreementlint.values import dataclass

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Override:
    """What holds for the files that match one of the patterns; `severities` has None for a rule that is off."""

    paths: tuple[str, ...]
    kind: Kind | None
    profile: str
    severities: tuple[tuple[str, Severity | None], ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manner:
    """How one file is checked: what it is taken for, and by which rules with which severities."""

    kind: Kind | None = None
    profile: str = ""
    selected: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was written; line and column from 1."""

    path: str
    line: int
    column: int
    source_line: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class PluginTable:
    """What a configuration says to one plugin: its values as they were written.

    `places` leads from the keys and numbers of each value ("limits", "shortest") to where it was written, from () to
    where the plugin is named.
    """

    plugin: str
    values: Mapping[str, object]
    places: Mapping[tuple[str | int, ...], Place]


@dataclass(frozen=True, slots=True)
class Configuration:
    """The values of a configuration file and of those it extends.

    `folder` is where paths start from and what paths in reports are relative to. `places` leads from the name of a
    value ("severities.retention-period", "overrides.0.kind") to where it was written; what is a default has none.
    """

    path: str
    folder: str
    manner: Manner = field(default_factory=Manner)
    mandatory: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    confidence: Confidence = Confidence.HIGH
    strict: bool = False
    changes: Changes = Changes.FINAL
    rules: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    plugins: tuple[PluginTable, ...] = ()  # what plugins are told, each plugin once
    overrides: tuple[Override, ...] = ()
    exclude: tuple[str, ...] = ()
    waivers: str = ""  # a side file of waivers
    engagements: tuple[tuple[str, tuple[str, ...]], ...] = ()  # names, and the files that belong together
    baseline: str = ""  # a file of findings that fail no run
    files: tuple[str, ...] = ()  # the files that it was read from, by their whole paths
    places: Mapping[str, Place] = field(default_factory=dict)

    def manner_of(
        self,
        path: str,
        kind: Kind | None = None,
        profile: str = "",
        selected: tuple[str, ...] = (),
        ignored: tuple[str, ...] = (),
    ) -> Manner:
        """How a file is checked; `path` is relative to `folder` and has forward slashes.

        What is given here (the command line) counts before the file's overrides, those before the rest; to what is
        left out more can only be added.
        """
        ours = self.manner
        its_kind, its_profile = ours.kind, ours.profile
        left_out, severities = list(ours.ignored), list(ours.severities)
        for override in self.overrides:
            if any(matches(pattern, path) for pattern in override.paths):
                its_kind = override.kind or its_kind
                its_profile = override.profile or its_profile
                severities += override.severities
                left_out += override.ignored
        return Manner(
            kind=kind or its_kind,
            profile=profile or its_profile,
            selected=selected or ours.selected,
            ignored=(*left_out, *ignored),
            severities=tuple(severities),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Every rule and family that it names."""
        ours = self.manner
        found = [*ours.selected, *ours.ignored, *self.mandatory, *dict(ours.severities)]
        for override in self.overrides:
            found += [*override.ignored, *dict(override.severities)]
        return tuple(found)

    def leaves_out(self, path: str) -> bool:
        """Whether a file that was found in a folder is passed over."""
        return any(matches(pattern, path) for pattern in self.exclude)


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern takes in a path: * and ? within one name, ** for any folders; a folder has all that is in it."""
    return re.fullmatch(_expression(pattern), path) is not None


def _expression(pattern: str) -> str:
    parts: Sequence[str] = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.removeprefix("./").rstrip("/"))
    meaning = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(meaning.get(part, re.escape(part)) for part in parts) + "(?:/.*)?"
