"""Labels of list items and headings as people type them ("1.1", "(a)", "•"), and how deep they stand."""

from __future__ import annotations

import re
from enum import StrEnum
from string import ascii_lowercase
from typing import Final

from agreementlint.latepattern import LatePattern
from agreementlint.values import dataclass


class Numeral(StrEnum):
    """What a label counts with."""

    DECIMAL = "decimal"
    NUMBER = "number"
    LETTER = "letter"
    ROMAN = "roman"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed; `style` tells siblings from other levels; `body` is where the words begin."""

    printed: str
    numeral: Numeral
    style: str
    value: int
    body: int


BULLETS: Final = "•‣◦▪▫●○■□☐☑☒✓✔✗✘❏❑▢·➢➤►▸–—*+-"
BOXES: Final = "☐☑☒"  # ticked or not, they are items of one list
_BULLET = LatePattern(rf"([{re.escape(BULLETS)}]|o(?=[\t\u00a0])|§(?=\u00a0{2}))(?:[ \t\u00a0]+|(?<=[•‣◦▪●☐☑☒])(?=\S))")
_BOX = LatePattern(r"(\[[ xX]?\]|[☐☑☒])[ \t\u00a0]+")
_DECIMAL = LatePattern(r"(§ ?)?(\d{1,3}(?:\.\d{1,3}){1,5})[.):]?(?=[\s\u00a0]|$)[\s\u00a0]*")
_NUMBER = LatePattern(r"(§ ?|\()?(\d{1,3})([.)])(?=[\s\u00a0A-Z\"“]|$)[\s\u00a0]*")
_LETTERED_NUMBER = LatePattern(r"([A-Z])(\d{1,2})[.):](?=[\s\u00a0])[\s\u00a0]*")
_PARAGRAPH_SIGN = LatePattern(r"§ ?(\d{1,3}[a-z]?)[.:]?[\s\u00a0]+")
_LETTERS = LatePattern(r"(\()?([a-zA-Z]{1,2}|[ivxlc]{2,6}|[IVXLC]{2,6})([.)])(?=[\s\u00a0]|$)[\s\u00a0]*")
_AMOUNT = LatePattern(
    r"(?:hours?|minutes?|mins?|days?|weeks?|months?|years?|per ?cent|percent|%|million|times|EUR|USD|GBP|€|x)\b", re.I
)
_HEADING_NUMBER = LatePattern(r"(\d{1,2})(?:\t|[ \u00a0]+(?=[A-Z§\"“]))[\s\u00a0]*")
_HEADING_WORD = LatePattern(
    r"((?:article|section|clause|part|schedule|annex|appendix|chapter|exhibit|step)"
    r" (?:\d{1,3}(?:\.\d{1,3})*|[A-Z]|[IVXLC]{1,6}))"
    r"(?:[ \u00a0]*[.:—–-][ \u00a0]*|[ \u00a0]+(?=\S)|$)",
    re.I,
)
# What a label in letters or of a letter and a number begins with; every other text that begins with a letter has none.
_MAY_BEGIN = LatePattern(r"[^a-zA-Z]|[A-Z]\d|[a-zA-Z]{1,2}[.)]|[ivxlcIVXLC]{2,6}[.)]|o[\t\u00a0]")
_ROMAN_VALUES: Final = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


def _roman(text: str) -> int:
    """The value of a roman numeral below forty, or 0 if it is none."""
    value, rest = 0, text.lower()
    for sign, worth in _ROMAN_VALUES:
        while rest.startswith(sign):
            value, rest = value + worth, rest[len(sign) :]
    return value if not rest and value < 40 else 0


def label_of(text: str) -> Label | None:
    """The label that the text begins with, if any; the text must not begin with white space."""
    if not _MAY_BEGIN.match(text):
        return None
    first = text[0]
    if first in BULLETS or first == "o" or text.startswith("§\u00a0\u00a0"):
        match = _BULLET.match(text)
        if match is None:
            return None
        return Label(match[1], Numeral.BULLET, BOXES[0] if match[1] in BOXES else match[1], 0, match.end())
    if first == "[":
        match = _BOX.match(text)
        return Label(match[1], Numeral.BULLET, BOXES[0], 0, match.end()) if match else None
    return _number_of(text) or _letters_of(text)


def _number_of(text: str) -> Label | None:
    match = _DECIMAL.match(text)
    if match:
        if not match[1] and _AMOUNT.match(text, match.end()):
            return None
        parts = match[2].split(".")
        printed = text[: match.end()].rstrip()
        return Label(printed, Numeral.DECIMAL, f"decimal{len(parts)}", int(parts[-1]), match.end())
    match = _NUMBER.match(text)
    if match and (match[1] != "(" or match[3] == ")"):
        style = f"{(match[1] or '').strip()}1{match[3]}"
        return Label(text[: match.end()].rstrip(), Numeral.NUMBER, style, int(match[2]), match.end())
    match = _LETTERED_NUMBER.match(text)
    if match:
        return Label(text[: match.end()].rstrip(), Numeral.DECIMAL, f"{match[1]}1", int(match[2]), match.end())
    match = _PARAGRAPH_SIGN.match(text)
    if match:
        return Label(
            text[: match.end()].rstrip(), Numeral.NUMBER, "§", int(match[1].rstrip(ascii_lowercase)), match.end()
        )
    return None


def _letters_of(text: str) -> Label | None:
    match = _LETTERS.match(text)
    if match is None or (match[1] and match[3] != ")"):
        return None
    letters, bracket = match[2], match[1] or ""
    printed = text[: match.end()].rstrip()
    case = "i" if letters.islower() else "I" if letters.isupper() else ""
    if not case:
        return None
    if len(letters) > 1 and _roman(letters):
        return Label(printed, Numeral.ROMAN, f"{bracket}{case}{match[3]}", _roman(letters), match.end())
    if len(letters) > 1 and (letters[0] != letters[1] or not bracket):
        return None  # "me.", "so)": words
    letter = "a" if case == "i" else "A"
    value = ord(letters[0].lower()) - 96 + 26 * (len(letters) - 1)
    return Label(printed, Numeral.LETTER, f"{bracket}{letter}{match[3]}", value, match.end())


def part_label(text: str) -> tuple[str, int]:
    """The name of a part that a text begins with ("Article IV", "Schedule 2"), and where its words begin."""
    match = _HEADING_WORD.match(text)
    return (match[1], match.end()) if match and match.end() < len(text) else ("", 0)


def heading_label(text: str) -> tuple[str, int]:
    """The number that a heading begins with, as printed, and where its words begin."""
    named, body = part_label(text)
    if named:
        return named, body
    label = label_of(text)
    if label is not None and label.numeral is not Numeral.BULLET:
        return label.printed, label.body
    match = _HEADING_NUMBER.match(text)
    if match and match.end() < len(text):
        return match[1], match.end()
    return "", 0


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    value: int
    indent: int


class Nesting:
    """How deep the labels of running text stand: a new style opens a level, a known one returns to it."""

    __slots__ = ("_levels",)

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    @property
    def size(self) -> int:
        return len(self._levels)

    def clear(self, size: int = 0) -> None:
        del self._levels[size:]

    def resolved(self, label: Label) -> Label:
        """The label with "(i)" read as a letter after "(h)" and as one otherwise."""
        roman = _roman(label.printed.strip("().§ ")) if label.numeral is Numeral.LETTER else 0
        if not roman or (label.value > 1 and self._last(label.style) == label.value - 1):
            return label
        style = label.style.replace("a", "i").replace("A", "I")
        return Label(label.printed, Numeral.ROMAN, style, roman, label.body)

    def follows(self, label: Label) -> bool:
        """Whether the label is the next one after an earlier one of its style."""
        return label.numeral is not Numeral.BULLET and self._last(label.style) == label.value - 1 > 0

    def enter(self, label: Label, indent: int = 0) -> int:
        """The depth, from 1, of an item with this label, which becomes the place where we are."""
        while len(self._levels) > 1 and self._levels[-1].indent > indent:
            self._levels.pop()
        for index, level in enumerate(self._levels):
            same_bullet = label.numeral is not Numeral.BULLET or level.indent >= indent
            if level.style == label.style and same_bullet:
                del self._levels[index:]
                break
        self._levels.append(_Level(label.style, label.value, indent))
        return len(self._levels)

    def _last(self, style: str) -> int:
        return next((level.value for level in reversed(self._levels) if level.style == style), 0)
