"""What goes over the line between a worker and who gives it jobs, beside `Lost`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Job = TypeVar("Job")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Ready:
    """What a worker says first: it can be given a job."""


@dataclass(frozen=True)
class Asked(Generic[Job]):
    """A job."""

    job: Job


@dataclass(frozen=True)
class Answered(Generic[Answer]):
    """What came of a job."""

    answer: Answer
