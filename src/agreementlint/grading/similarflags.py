"""What a comparison of a class found, kept beside the marks for the marker, as long as the work is what was compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.grading.marks import Flag, SubmissionMark
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Noticed:
    """What is to be said of a submission; `input_hash` names the files that were compared."""

    input_hash: str
    flags: tuple[Flag, ...]


def noticed_text(noticed: Mapping[str, Noticed]) -> str:
    """What was noticed, by key, as JSON."""
    return _adapter().dump_json(dict(noticed), indent=1).decode("utf-8")


def with_noticed(marks: Sequence[SubmissionMark], path: Path) -> tuple[SubmissionMark, ...]:
    """The marks with what the last comparison noticed of work that has not changed since; all others as they are."""
    try:
        noticed = _adapter().validate_json(path.read_bytes())
    except (OSError, ValueError):  # nothing was compared, or somebody has written into the file: compare again
        return tuple(marks)
    return tuple(
        replace(mark, flags=(*mark.flags, *found.flags))
        if (found := noticed.get(mark.submission.key)) is not None and found.input_hash == mark.run.input_hash
        else mark
        for mark in marks
    )


@cache
def _adapter() -> TypeAdapter[dict[str, Noticed]]:
    from pydantic import TypeAdapter

    return TypeAdapter(dict[str, Noticed])
