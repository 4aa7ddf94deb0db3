"""What the marking pages need of a class: its marks, what was read of each submission, and where decisions go."""

from __future__ import annotations

from typing import Protocol

from agreementlint.grading.marks import Override, SubmissionMark
from agreementlint.grading.rubric import Rubric
from agreementlint.grading.submission import SubmissionKey
from agreementlint.report import DocumentReport


class Desk(Protocol):
    """A class on the desk of one marker. Every answer may take a second, and is asked for in a thread."""

    @property
    def rubric(self) -> Rubric: ...

    @property
    def by(self) -> str:
        """The marker's name."""
        ...

    def marks(self) -> tuple[SubmissionMark, ...]:
        """The marks of today in the order in which they are to be looked at, with names only where they may be seen."""
        ...

    def read(self, submission: SubmissionKey) -> DocumentReport | None:
        """What was read of a submission; None where nothing could be."""
        ...

    def nameless(self, submission: SubmissionKey, text: str) -> str:
        """Words of a submission as this marker may see them."""
        ...

    def decide(self, override: Override, *, replace_other: bool) -> None:
        """Keeps a decision. Raises BadConfiguration, or ConflictingDecision where somebody else has decided."""
        ...

    def withdraw(self, submission: SubmissionKey, criterion: str, reason: str) -> None:
        """Takes a decision back, so that the automatic value counts again. Raises BadConfiguration."""
        ...
