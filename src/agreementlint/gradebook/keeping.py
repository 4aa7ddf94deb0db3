"""Rubrics, decisions and whole assignments as JSON and back without loss."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from agreementlint.errors import BadConfiguration
from agreementlint.gradebook.values import AssignmentContents
from agreementlint.grading.marks import Override
from agreementlint.grading.rubric import Rubric
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORM = "agreementlint gradebook"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Exported:
    """A gradebook as a file; the first two fields say what it is."""

    form: str
    version: int
    assignments: tuple[AssignmentContents, ...]


def rubric_as_json(rubric: Rubric) -> str:
    return _rubrics().dump_json(rubric).decode("utf-8")


def rubric_from_json(text: str) -> Rubric:
    return _rubrics().validate_json(text)


def override_as_json(override: Override) -> str:
    return _overrides().dump_json(override).decode("utf-8")


def override_from_json(text: str) -> Override:
    return _overrides().validate_json(text)


def exported(assignments: tuple[AssignmentContents, ...]) -> bytes:
    """A gradebook as JSON, in UTF-8, the same bytes for the same contents."""
    return _files().dump_json(Exported(FORM, VERSION, assignments), indent=1) + b"\n"


def imported(path: str, data: bytes) -> tuple[AssignmentContents, ...]:
    """What `exported` wrote; `path` is what errors call it. Raises BadConfiguration for any other file."""
    try:
        file = _files().validate_json(data)
    except ValueError as error:
        first = str(error).splitlines()[1:3]
        said = ": ".join(line.strip() for line in first) or "it is no JSON"
        raise BadConfiguration(f"{path}: it is no exported gradebook ({said})") from None
    if file.form != FORM or file.version > VERSION:
        raise BadConfiguration(f"{path}: it is no gradebook of this version ({file.form!r}, {file.version})")
    return file.assignments


@cache
def _rubrics() -> TypeAdapter[Rubric]:
    from pydantic import TypeAdapter

    return TypeAdapter(Rubric)


@cache
def _overrides() -> TypeAdapter[Override]:
    from pydantic import TypeAdapter

    return TypeAdapter(Override)


@cache
def _files() -> TypeAdapter[Exported]:
    from pydantic import TypeAdapter

    return TypeAdapter(Exported)
