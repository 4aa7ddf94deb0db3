"""The labels that Word computes for lists and numbered clauses ("(a)", "4.2"): they stand nowhere in the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agreementlint.readers.docx_names import VALUE, W, is_on, number_of, value_of, whole_number
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

COUNTERS = tuple(f"%{number}" for number in range(1, 10))
DEEPEST = 8  # levels run from 0 to 8
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
CARDINALS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
ORDINALS = (
    "Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth",
    "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh", "Twelfth",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: its first number, the form of its numbers, and the label's pattern ("%1.%2")."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    style: str | None = None
    restarts_after: int | None = None  # the level (from 1) whose step restarts this one; 0 for never
    legal: bool = False


UNSAID = ListLevel()


@dataclass(frozen=True, slots=True)
class ListForm:
    """A w:num: the abstract list whose counters it shares, its levels, and where it starts anew."""

    shared: int
    levels: dict[int, ListLevel]
    starts: dict[int, int]

    def level(self, number: int) -> ListLevel:
        return self.levels.get(number, UNSAID)

    def start(self, number: int) -> int:
        return self.starts[number] if number in self.starts else self.level(number).start


@dataclass(frozen=True, slots=True)
class ListLabel:
    """A computed label and the depth of its list, from 1."""

    label: str
    depth: int


class Numbering:
    """The lists of a document and how far each has counted; ask for labels in reading order."""

    __slots__ = ("begun", "counts", "forms")

    def __init__(self, root: etree._Element | None) -> None:
        self.forms = list_forms(root) if root is not None else {}
        self.counts: dict[int, list[int | None]] = {}
        self.begun: set[int] = set()

    def label(self, list_id: int, level: int | None, style: str | None) -> ListLabel | None:
        """The next label of a list, or None if the paragraph is in none.

        `style` is the paragraph style that puts it there: without a level of its own, a paragraph takes
        the level that is linked to the style.
        """
        form = self.forms.get(list_id)
        if form is None or list_id == 0:
            return None
        if style is not None:
            linked = [number for number, known in form.levels.items() if known.style == style]
            level = linked[0] if linked else level
        level = min(max(level or 0, 0), DEEPEST)
        return ListLabel(self.printed(form, level, self.stepped(list_id, form, level)), level + 1)

    def stepped(self, list_id: int, form: ListForm, level: int) -> list[int | None]:
        counts = self.counts.get(form.shared)
        if counts is None:
            counts = self.counts[form.shared] = [None] * (DEEPEST + 1)
        if list_id not in self.begun:
            self.begun.add(list_id)
            for number in form.starts:
                counts[number] = None
        for higher in range(level):  # a level that was passed over has begun: the next of it is the second
            if counts[higher] is None:
                counts[higher] = form.start(higher)
        here = counts[level]
        counts[level] = form.start(level) if here is None else here + 1
        for deeper in range(level + 1, DEEPEST + 1):
            if counts[deeper] is not None:
                after = form.level(deeper).restarts_after
                if after is None or level < after:
                    counts[deeper] = None
        return counts

    def printed(self, form: ListForm, level: int, counts: list[int | None]) -> str:
        own = form.level(level)
        if own.form == "bullet":
            return "•"

        label = own.pattern
        for at, sign in enumerate(COUNTERS):
            if sign in label:
                count = counts[at] if counts[at] is not None else form.start(at)
                label = label.replace(sign, in_form(count or 0, "decimal" if own.legal else form.level(at).form))
        return label.strip()


def in_form(number: int, form: str) -> str:
    """A number as Word prints it in this w:numFmt; what is not known here is printed in figures."""
    match form:
        case "none" | "bullet":  # a bullet among the numbers of a label is left out
            return ""
        case "decimalZero":
            return f"{number:02}"
        case "lowerLetter" | "upperLetter":
            times, letter = divmod(max(number, 1) - 1, 26)
            text = chr(ord("a") + letter) * min(times + 1, 40)
            return text if form == "lowerLetter" else text.upper()
        case "lowerRoman" | "upperRoman":
            text = roman(number)
            return text if form == "lowerRoman" else text.upper()
        case "ordinal":
            tail = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
            return f"{number}{tail}"
        case "cardinalText" if 0 <= number < len(CARDINALS):
            return CARDINALS[number]
        case "ordinalText" if 0 <= number < len(ORDINALS):
            return ORDINALS[number]
        case _:
            return str(number)


def roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def list_forms(root: etree._Element) -> dict[int, ListForm]:
    """Every w:num of numbering.xml by its id."""
    abstract: dict[int, dict[int, ListLevel]] = {}
    linked: dict[int, str] = {}
    of_style: dict[str, int] = {}
    for element in root.iterchildren(W + "abstractNum"):
        shared = whole_number(element.get(W + "abstractNumId"))
        if shared is None:
            continue
        abstract[shared] = list_levels(element)
        if link := value_of(element, W + "numStyleLink"):
            linked[shared] = link
        if style := value_of(element, W + "styleLink"):
            of_style[style] = shared
    forms: dict[int, ListForm] = {}
    for element in root.iterchildren(W + "num"):
        list_id = whole_number(element.get(W + "numId"))
        shared = number_of(element, W + "abstractNumId")
        if list_id is None or shared is None:
            continue
        shared = of_style.get(linked.get(shared, ""), shared)
        levels = dict(abstract.get(shared, {}))
        starts: dict[int, int] = {}
        for override in element.iterchildren(W + "lvlOverride"):
            level = whole_number(override.get(W + "ilvl")) or 0
            levels |= list_levels(override)
            start = number_of(override, W + "startOverride")
            if start is not None and 0 <= level <= DEEPEST:
                starts[level] = start
                levels[level] = replace(levels.get(level, ListLevel()), start=start)
        forms[list_id] = ListForm(shared, levels, starts)
    return forms


def list_levels(parent: etree._Element) -> dict[int, ListLevel]:
    levels: dict[int, ListLevel] = {}
    for element in parent.iterchildren(W + "lvl"):
        number = whole_number(element.get(W + "ilvl")) or 0
        start = number_of(element, W + "start")
        pattern = element.find(W + "lvlText")
        levels[number] = ListLevel(
            start=0 if start is None else start,
            form=value_of(element, W + "numFmt") or "decimal",
            pattern=pattern.get(VALUE, "") if pattern is not None else "",
            style=value_of(element, W + "pStyle"),
            restarts_after=number_of(element, W + "lvlRestart"),
            legal=bool(is_on(element.find(W + "isLgl"))),
        )
    return levels
