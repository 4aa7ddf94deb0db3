"""A submission: whose it is, which files it has, when it came, and what the learning platform calls it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NewType

from agreementlint.values import dataclass

SubmissionKey = NewType("SubmissionKey", str)


class Source(StrEnum):
    """Where submissions were found."""

    FOLDER = "folder"
    MOODLE = "moodle"
    CANVAS = "canvas"
    MANIFEST = "manifest"


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """One file: its path on this machine, its name as it was handed in, and the SHA-256 of its bytes in hex.

    `place` is its path inside the folder or download, for the way back; where it is `packed`, `path` is that of the
    archive that it is in.
    """

    path: str
    name: str
    hash: str
    place: str = ""
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """One student's or group's work.

    `key` is stable from run to run: the platform's id where there is one, else the name of the folder or file.
    `alias` is what anonymous marking shows instead of the name. `ids` are the platform's own words for it, each
    with its name ("participant", "user", "attachment", "email"), kept for the way back. `members` are the keys of
    a group's students. `submitted_at` and `due` come from the platform, the manifest or the file, never from a
    clock; `late` is what the platform itself says.
    """

    key: SubmissionKey
    name: str
    files: tuple[SubmittedFile, ...] = ()
    alias: str = ""
    source: Source = Source.FOLDER
    submitted_at: datetime | None = None
    due: datetime | None = None
    late: bool = False
    group: str = ""
    members: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()

    @property
    def shown_as(self) -> str:
        """The alias where there is one, else the name."""
        return self.alias or self.name

    def id(self, name: str) -> str:
        """What the platform calls it under this name; nothing where it has none."""
        return dict(self.ids).get(name, "")
