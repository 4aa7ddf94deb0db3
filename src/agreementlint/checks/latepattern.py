"""Patterns that are compiled when they are first used: most documents need few of them, and compiling is slow."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator


class LatePattern:
    """A regular expression with the methods of `re.Pattern` that are used here."""

    __slots__ = ("_compiled", "_flags", "_words")

    def __init__(self, words: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._words, self._flags = words, flags
        self._compiled: re.Pattern[str] | None = None

    def _pattern(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._words, self._flags)
        return self._compiled

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._pattern().match(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._pattern().search(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._pattern().fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        return self._pattern().finditer(text, start, end)

    def split(self, text: str) -> list[str]:
        """The pieces between the matches; the pattern has no groups."""
        return [str(piece) for piece in self._pattern().split(text)]

    def sub(self, replacement: str, text: str) -> str:
        return self._pattern().sub(replacement, text)
