"""What became of a job that has no answer."""

from __future__ import annotations

import signal
from enum import StrEnum
from typing import assert_never

from agreementlint.values import dataclass


class Fate(StrEnum):
    """Why a job has no answer."""

    DIED = "died"  # its process ended: it was killed, or a library broke it
    WAITED = "waited"  # nothing came of it for as long as is waited
    TOILED = "toiled"  # it used up its processor time
    SWELLED = "swelled"  # it wanted more memory than it may have
    RAISED = "raised"  # it let an exception through


@dataclass(frozen=True, slots=True)
class Lost:
    """A job without an answer.

    `status` is how its process ended: an exit status, or a signal's number below zero; 0 where that says nothing.
    `error` is the name of the exception that it let through.
    """

    fate: Fate
    status: int = 0
    error: str = ""

    @property
    def in_words(self) -> str:
        """ "its process was killed (SIGKILL)", for the middle of a sentence."""
        match self.fate:
            case Fate.DIED if self.status < 0:
                return f"its process was killed ({_name_of(-self.status)})"
            case Fate.DIED:
                return f"its process ended by itself (status {self.status})"
            case Fate.WAITED:
                return "its process did not answer in time"
            case Fate.TOILED:
                return "it takes too much processor time"
            case Fate.SWELLED:
                return "it takes too much memory"
            case Fate.RAISED:
                return f"it failed ({self.error})"
            case _:
                assert_never(self.fate)


def _name_of(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
