"""What was given to the page, in memory, while a tab shows it and for ten minutes at most, to be changed and downloaded."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

from agreementlint.values import dataclass
from agreementlint.web.exchange import Answer, Question

KEPT_SECONDS = 600
# A tab that is closed and one that goes on to another of our pages are left alike: who comes back within this time
# has not gone. The next page says that it is shown as soon as it is, so that a few seconds are plenty.
GONE_SECONDS = 4
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
    """Reports by a name that nobody can guess; the oldest give way to new ones.

    A report that a tab has shown is forgotten when every tab that has shown it is gone. Without script nobody says
    which tabs there are, and a report stays for its ten minutes.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, Kept] = {}
        self._tabs: dict[str, set[str]] = {}  # the reports that each tab has shown
        self._left: dict[str, float] = {}  # since when a tab shows none of our pages

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

    def shown(self, name: str, tab: str) -> None:
        """A tab shows one of our pages, and in it the report of that name if there is such a one."""
        self.forget_old()
        self._left.pop(tab, None)
        if name in self._kept:
            self._tabs.setdefault(tab, set()).add(name)

    def left(self, tab: str) -> None:
        """A tab shows none of our pages any more, or not yet the next one."""
        if tab in self._tabs:
            self._left[tab] = self._clock()

    def forget_old(self) -> None:
        """Drops what is older than ten minutes, and what only tabs have shown that are gone."""
        now = self._clock()
        for tab in [tab for tab, since in self._left.items() if since + GONE_SECONDS <= now]:
            del self._left[tab]
            only_there = self._tabs.pop(tab).difference(*self._tabs.values())
            for name in only_there:
                self._kept.pop(name, None)
        for name in [name for name, kept in self._kept.items() if kept.until <= now]:
            del self._kept[name]
