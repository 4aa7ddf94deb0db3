"""What was given to the page, in memory and for ten minutes, so that it can be checked as another kind and downloaded."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

from agreementlint.values import dataclass
from agreementlint.web.exchange import Answer, Question

KEPT_SECONDS = 600
MOST_BYTES = 200_000_000  # of all files that are kept
MOST_REPORTS = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """Files, the report on them, and when they are forgotten."""

    question: Question
    answer: Answer
    until: float

    @property
    def size(self) -> int:
        return sum(len(upload.data) for upload in self.question.uploads)


class Store:
    """Reports by a name that nobody can guess; the oldest give way to new ones."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, Kept] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def put(self, question: Question, answer: Answer, name: str = "") -> str:
        """Keeps a report for ten minutes, under its old name where it has one."""
        self.forget_old()
        name = name or secrets.token_urlsafe(16)
        self._kept.pop(name, None)
        self._kept[name] = Kept(question, answer, self._clock() + KEPT_SECONDS)
        while len(self._kept) > MOST_REPORTS or sum(each.size for each in self._kept.values()) > MOST_BYTES:
            del self._kept[next(iter(self._kept))]
        return name

    def get(self, name: str) -> Kept | None:
        self.forget_old()
        return self._kept.get(name)

    def forget(self, name: str) -> None:
        self._kept.pop(name, None)

    def forget_old(self) -> None:
        """Drops what is older than ten minutes."""
        now = self._clock()
        for name in [name for name, kept in self._kept.items() if kept.until <= now]:
            del self._kept[name]
