"""Ways of saying one thing, each a pattern with an example beside it that a test puts to the proof."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from agreementlint.latepattern import LatePattern
from agreementlint.text import Span

# An example and the pattern of what is said so; a name as it is written, where, and the way in which it is said of it.
Way = tuple[str, str]
Named = tuple[str, Span, Way]


class Wordings(LatePattern):
    """Ways of saying one thing, looked for in one pass; the first wins where several begin at one place.

    In a pattern `<name>` stands for what `name` matches, at most once in each; in its example the name that is found
    stands in such brackets: ("we have asked <Liv Aasen> to coach", r"asked <name> to coach").
    """

    __slots__ = ("flags", "name", "ways")

    def __init__(self, *ways: Way, name: str = "", flags: re.RegexFlag = re.NOFLAG) -> None:
        self.ways, self.name, self.flags = ways, name, flags

    def __getattr__(self, method: str) -> object:
        numbered = enumerate(pattern for _, pattern in self.ways)
        words = "|".join([way.replace("<name>", f"(?P<name{at}>{self.name})") for at, way in numbered])
        super().__init__(words, self.flags)
        return super().__getattr__(method)

    def names(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Named]:
        """The names of which it is said in a part of a text, in their order."""
        for match in self.finditer(text, start, end):
            if (part := match.lastgroup) is not None:
                yield match[part], Span(*match.span(part)), self.ways[int(part.removeprefix("name"))]
