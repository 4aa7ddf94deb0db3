"""The map of aliases of a class: a file apart from the marks, for whoever may know the names."""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from agreementlint.errors import BadConfiguration
from agreementlint.grading.anonymity import Aliases, aliases_for, aliases_text, read_aliases
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.grading.scrubbing import Scrubber, scrubber_for
from agreementlint.grading.submission import Submission, SubmissionKey


def take_aliases(parser: ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--aliases",
        type=Path,
        required=required,
        default=None,
        metavar="FILE",
        help="the map of aliases (.csv), made if it is not there; keep it where markers do not look",
    )


def aliases_of(path: Path, submissions: Sequence[Submission], folder: MarksFolder) -> Aliases:
    """The map with an alias for everybody in the class; written where somebody is new. Raises BadConfiguration."""
    if path.resolve().is_relative_to(folder.path.resolve()):
        raise BadConfiguration(f"--aliases: {path} is among the marks, where markers look; name a file elsewhere")
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    except (OSError, UnicodeDecodeError):
        raise BadConfiguration(f"--aliases: {path} cannot be read") from None
    earlier = read_aliases(str(path), text) if text else None
    aliases = aliases_for(submissions, secrets.token_hex(8), earlier)
    if aliases != earlier:
        _write(path, aliases_text(aliases).encode("utf-8-sig"))
    return aliases


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, for without the map nobody finds a student again; and never readable for others."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
            file.write(data)
        beside.replace(path)
    except OSError as error:
        problem = (error.strerror or "no reason given").lower()
        raise BadConfiguration(f"--aliases: {path} cannot be written: {problem}") from None
    finally:
        with suppress(OSError):
            beside.unlink()


def scrubbers(aliases: Aliases, submissions: Sequence[Submission]) -> dict[SubmissionKey, Scrubber]:
    """What takes the names of each student out of texts, by key."""
    return {each.key: scrubber_for(each, aliases.of(each.key)) for each in submissions}
