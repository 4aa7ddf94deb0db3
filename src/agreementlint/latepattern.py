"""Patterns that are compiled when they are first used: most documents need few of them, and compiling is slow."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import Protocol


class _Find(Protocol):
    def __call__(self, text: str, start: int = 0, end: int = sys.maxsize, /) -> re.Match[str] | None: ...


class _FindEach(Protocol):
    def __call__(self, text: str, start: int = 0, end: int = sys.maxsize, /) -> Iterator[re.Match[str]]: ...


class _FindAll(Protocol):
    def __call__(self, text: str, start: int = 0, end: int = sys.maxsize, /) -> list[str]: ...


class _Replace(Protocol):
    def __call__(self, replacement: str | Callable[[re.Match[str]], str], text: str, most: int = 0, /) -> str: ...


class LatePattern:
    """A regular expression with the methods of `re.Pattern`; `findall` and `split` are for those with at most one group.

    The methods are those of the compiled pattern, put in their places at the first use of any.
    """

    __slots__ = ("_flags", "_words", "findall", "finditer", "fullmatch", "match", "search", "split", "sub")

    match: _Find
    search: _Find
    fullmatch: _Find
    finditer: _FindEach
    findall: _FindAll
    split: Callable[[str], list[str]]
    sub: _Replace

    def __init__(self, words: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._words, self._flags = words, flags

    def __getattr__(self, name: str) -> object:
        """What is asked for before its first use; a second time it is found without this."""
        pattern = re.compile(self._words, self._flags)
        self.match, self.search, self.fullmatch = pattern.match, pattern.search, pattern.fullmatch
        self.finditer, self.findall = pattern.finditer, pattern.findall
        self.split, self.sub = pattern.split, pattern.sub
        return object.__getattribute__(self, name)
