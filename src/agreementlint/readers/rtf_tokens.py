"""Divides rich text (RTF) into braces, control words, encoded characters and plain ones, in linear time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from agreementlint.latepattern import LatePattern
from agreementlint.values import dataclass

_TOKEN = LatePattern(
    r"\\(?P<word>[a-zA-Z]{1,40})(?P<number>-?\d{1,10})? ?"
    r"|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<symbol>[\s\S])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
_BRACE = LatePattern(r"\\(?:bin(\d{1,10}) ?|[\s\S])|[{}]")


@dataclass(frozen=True, slots=True)
class Opening:
    """A brace that opens a group."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A brace that closes a group."""


@dataclass(frozen=True, slots=True)
class Word:
    """A control word and its number, or a control symbol, which has none."""

    name: str
    number: int | None = None

    @property
    def is_on(self) -> bool:
        return self.number != 0


@dataclass(frozen=True, slots=True)
class Characters:
    """Characters as they stand in the file, one for each byte."""

    text: str


@dataclass(frozen=True, slots=True)
class Byte:
    """One byte that is written in hexadecimal figures."""

    value: int


Token = Opening | Closing | Word | Characters | Byte

OPENING: Final = Opening()
CLOSING: Final = Closing()


class RtfTokens:
    """The tokens of a file, one after the other; a group of which nothing is wanted can be left out."""

    __slots__ = ("at", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def __iter__(self) -> Iterator[Token]:
        while found := _TOKEN.search(self.text, self.at):
            self.at = found.end()
            match found.lastgroup:
                case "word" | "number":
                    number = found["number"]
                    word = Word(found["word"], None if number is None else int(number))
                    if word.name == "bin":  # raw bytes follow
                        self.at += max(word.number or 0, 0)
                        continue
                    yield word
                case "byte":
                    yield Byte(int(found["byte"], 16))
                case "symbol":
                    yield Word(found["symbol"])
                case "brace":
                    yield OPENING if found["brace"] == "{" else CLOSING
                case _:
                    yield Characters(found["text"])

    def leave_group(self) -> None:
        """Goes to the brace that closes the group in which we are, which is the next token."""
        depth = 1
        while found := _BRACE.search(self.text, self.at):
            if found[0] == "{":
                depth += 1
            elif found[0] == "}":
                depth -= 1
                if not depth:
                    self.at = found.start()
                    return
            self.at = min(found.end() + int(found[1] or 0), len(self.text))
        self.at = len(self.text)
