"""Marks as JSON and back without loss, for whoever keeps them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from agreementlint.grading.marks import SubmissionMark

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def as_json(mark: SubmissionMark) -> str:
    """A mark with its reasons as one line of JSON; points are decimal texts."""
    return _adapter().dump_json(mark).decode("utf-8")


def from_json(text: str | bytes) -> SubmissionMark:
    """The mark that `as_json` wrote. Raises ValueError where the text is no such mark."""
    return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[SubmissionMark]:
    from pydantic import TypeAdapter

    return TypeAdapter(SubmissionMark)
