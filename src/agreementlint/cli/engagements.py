"""Which documents belong together: those of an engagement, as the configuration or their front matter says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.cli.files import STANDARD_INPUT, shown
from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.readers import read_document
from agreementlint.report import DocumentReport
from agreementlint.reporters.wording import KIND_IN_WORDS
from agreementlint.terms import Shortfall
from agreementlint.values import dataclass
from agreementlint.verdict import Held, Violated

if TYPE_CHECKING:
    from agreementlint.config import Configuration

MOST_TOGETHER = 12
_HEAD = 4096  # bytes in which front matter is looked for
_MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Engagement:
    """Files that belong together, by the paths under which they are opened."""

    name: str
    paths: tuple[str, ...]


def engagements_of(paths: Sequence[str], configuration: Configuration | None) -> tuple[Engagement, ...]:
    """The engagements that the configuration declares and those that the front matter of these files names.

    Raises BadConfiguration where front matter puts too many documents together.
    """
    members: dict[str, dict[str, None]] = {}
    names: dict[str, str] = {}
    for name, files in configuration.engagements if configuration is not None else ():
        names.setdefault(name.casefold(), name)
        members.setdefault(name.casefold(), {}).update(dict.fromkeys(shown(file) for file in files))
    for path in paths if len(paths) > 1 or members else ():
        name = _stated(path)
        if name:
            names.setdefault(name.casefold(), name)
            members.setdefault(name.casefold(), {})[path] = None
    for name, of_it in members.items():
        if len(of_it) > MOST_TOGETHER:
            raise BadConfiguration(
                f"{len(of_it)} documents say that they belong to the engagement {names[name]!r}, and {MOST_TOGETHER}"
                f" is the most that are compared: {', '.join(sorted(of_it))}. Give each engagement a name of its own"
            )
    found = (Engagement(names[name], tuple(sorted(of_it))) for name, of_it in members.items() if len(of_it) > 1)
    return tuple(sorted(found, key=lambda each: each.name))


def with_members(paths: Sequence[str], engagements: Sequence[Engagement]) -> tuple[str, ...]:
    """The files of a run, and with each that belongs to an engagement the others of it: they are checked as a set."""
    found = set(paths)
    for engagement in engagements:
        if found.intersection(engagement.paths):
            found.update(engagement.paths)
    return tuple(sorted(found))


def with_companions(documents: Sequence[DocumentReport], sets: Sequence[tuple[str, ...]]) -> list[DocumentReport]:
    """The reports, each with a note of what goes with it and which of those say what it does not say itself.

    `sets` are the paths of documents that belong together, as reports name them.
    """
    by_path = {document.path: document for document in documents}
    told = []
    for document in documents:
        paths = sorted({path for each in sets if document.path in each for path in each} - {document.path})
        found = [by_path[path] for path in paths if path in by_path and by_path[path].outcomes]
        notes = []
        if paths:
            said = [f"{path} ({KIND_IN_WORDS[by_path[path].kind]})" if path in by_path else path for path in paths]
            notes.append(f"It was checked together with {', '.join(said)}")
        for other in found:
            carried = _carried(document, other)
            if carried:
                notes.append(f"Missing here, but stated in {other.path}: {', '.join(carried)}")
        read = replace(document.document, notes=(*document.document.notes, *notes))
        told.append(replace(document, document=read) if notes else document)
    return told


def _carried(document: DocumentReport, other: DocumentReport) -> list[str]:
    """The rules that one document says nothing about and another satisfies with words of its own."""
    held = {each.rule.id for each in other.outcomes if isinstance(each.verdict, Held) and each.verdict.evidence}
    return [
        outcome.rule.id
        for outcome in document.outcomes
        if outcome.rule.id in held
        and isinstance(outcome.verdict, Violated)
        and all(problem.shortfall is Shortfall.MISSING for problem in outcome.verdict.problems)
    ]


def _stated(path: str) -> str:
    """The engagement that a Markdown file's front matter names; what is wrong with it is told where it is checked."""
    if path == STANDARD_INPUT or not path.lower().endswith(_MARKDOWN):
        return ""
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
        if not head.removeprefix(b"\xef\xbb\xbf").startswith(b"---") or b"engagement" not in head:
            return ""
        return read_document(path, head).engagement
    except (OSError, UnreadableFile, BadConfiguration):
        return ""
