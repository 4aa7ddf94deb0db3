"""What an RTF file tells before its text: styles, fonts and lists."""

from __future__ import annotations

from dataclasses import field, replace
from typing import Final

from agreementlint.readers.docx_styles import CONTENTS_NAME, HEADING_NAME
from agreementlint.readers.list_counter import Counter, ListLevel
from agreementlint.values import dataclass

NUMBER_FORMS: Final = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal",
    6: "cardinalText", 7: "ordinalText", 22: "decimalZero",
}  # fmt: skip
BULLETS: Final = (23, 24)
BODY_TEXT_LEVEL: Final = 9


@dataclass(slots=True)
class Style:
    """A paragraph style: its name, and the outline level that it sets, from 0."""

    name: str = ""
    outline: int | None = None

    @property
    def level(self) -> int:
        """The level of a heading in this style, from 1; 0 for running text."""
        shown = self.name.strip().lower()
        if CONTENTS_NAME.match(shown):
            return 0
        if self.outline is not None:
            return 0 if self.outline >= BODY_TEXT_LEVEL else self.outline + 1
        heading = HEADING_NAME.fullmatch(shown)
        return int(heading[1]) if heading else int(shown == "title")

    @property
    def is_contents(self) -> bool:
        return bool(CONTENTS_NAME.match(self.name.strip().lower()))


@dataclass(slots=True)
class RtfList:
    """A list of the list table."""

    number: int = 0
    levels: list[ListLevel] = field(default_factory=list)


@dataclass(slots=True)
class Lists:
    """The lists of a file by the number that paragraphs give, and how far each has counted."""

    lists: list[RtfList] = field(default_factory=list)
    overrides: dict[int, int] = field(default_factory=dict)  # the list's own number by the paragraphs' number
    overriding: int = 0  # the list's own number in the override that is being read
    counters: dict[int, Counter] = field(default_factory=dict)

    def begin_level(self) -> None:
        if self.lists:
            self.lists[-1].levels.append(ListLevel(form="decimal"))

    def change_level(self, form: int | None = None, start: int | None = None) -> None:
        """Sets what is known of the level that is being read."""
        if not self.lists or not self.lists[-1].levels:
            return
        levels = self.lists[-1].levels
        if form is not None:
            levels[-1] = replace(levels[-1], form=NUMBER_FORMS.get(form, ""), bullet=form in BULLETS)
        if start is not None:
            levels[-1] = replace(levels[-1], start=start)

    def end_level_text(self, pattern: str) -> None:
        """The label's pattern: its length, then characters, of which those below ten stand for a level's number."""
        if not self.lists or not self.lists[-1].levels:
            return
        levels = self.lists[-1].levels
        body = pattern[1:].removesuffix(";")
        places = [index for index, char in enumerate(body) if ord(char) < 10]
        if places:
            prefix, suffix = body[: places[0]], body[places[-1] + 1 :]
            levels[-1] = replace(levels[-1], prefix=prefix, suffix=suffix, shown=len(places))

    def label(self, number: int, level: int) -> str:
        """The next label of a list at a level from 1; empty where there is no such list."""
        own = self.overrides.get(number)
        known = next((each for each in self.lists if each.number == own), None)
        if known is None or not known.levels:
            return ""
        counter = self.counters.setdefault(known.number, Counter())
        return counter.label(dict(enumerate(known.levels, 1)), level)
