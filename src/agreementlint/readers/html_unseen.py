"""Words of an HTML file that a browser does not show, or in the colour of what is behind them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from agreementlint.latepattern import LatePattern
from agreementlint.readers.html_tokens import Tag, Words, html_tokens
from agreementlint.readers.titles import word_set
from agreementlint.readers.unseen import (
    ANYTHING,
    BLACK,
    HIDDEN,
    READ_FROM,
    SAME_COLOUR,
    TOO_SMALL,
    WHITE,
    Colour,
    Paint,
    colour_of,
    is_unseen,
)
from agreementlint.text import FilePlace, Place
from agreementlint.values import dataclass

# How each of these must go on to give reason to look closer; asked first, since most files hold nothing of the kind.
_SUSPICIOUS: Final = {
    "color": LatePattern(r"\s*[:=]\s*[\"']?\s*(?:#[d-f]|white|rgb|hsl|transparent|ivory|snow)"),
    "font-size": LatePattern(r"\s*:\s*(?:0?\.[0-2]|[0-5](?:\.\d+)?p[xt]|0[^.\d])"),
    "opacity": LatePattern(r"\s*:\s*0"),
    "left": LatePattern(r"\s*:\s*-\d{3}"),
    "top": LatePattern(r"\s*:\s*-\d{3}"),
    "text-indent": LatePattern(r"\s*:\s*-\d{3}"),
}
_NOT_SHOWN = LatePattern(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BRACES = LatePattern(r"[{}]")
_SIMPLE = LatePattern(r"([a-z][a-z0-9]*|\*)?([.#][\w-]+)?$", re.I)
_LAST = LatePattern(r"[.#][\w-]+|[a-z][a-z0-9]*", re.I)
_RGB = LatePattern(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]+)(%?))?\s*\)$", re.I)
_LENGTH = LatePattern(r"(\d*\.?\d+)\s*(px|pt|em|rem|%|)$", re.I)
_FAR_AWAY = LatePattern(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|)$", re.I)
_POINTS: Final = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "%": 0.12, "": 0.75}
_NAMED: Final = {"white": WHITE, "black": BLACK, "snow": (255, 250, 250), "ivory": (255, 255, 240)}
_LESS_THAN_SEEN: Final = 0.05  # opacity
_DEEPEST: Final = 1000  # elements inside each other; beyond that nothing is looked for
_VOID: Final = word_set("area base br col embed hr img input link meta param source track wbr")
_WITHOUT_END: Final = {
    **dict.fromkeys(("p", "option"), word_set("div td th li section article body blockquote select")),
    "li": word_set("ul ol menu"),
    **dict.fromkeys(("dt", "dd"), word_set("dl")),
    **dict.fromkeys(("td", "th"), word_set("tr table")),
    "tr": word_set("table"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of how an element is shown, None where nothing is; sizes are in points."""

    hidden: bool = False
    colour: Paint | None = None
    behind: Paint | None = None
    points: float | None = None

    def over(self, below: Look) -> Look:
        return Look(
            self.hidden or below.hidden,
            below.colour if self.colour is None else self.colour,
            below.behind if self.behind is None else self.behind,
            below.points if self.points is None else self.points,
        )

    @property
    def why(self) -> str:
        """Why its words are not seen, "" if they are."""
        if self.hidden:
            return HIDDEN
        if self.points is not None and self.points < READ_FROM:
            return TOO_SMALL
        return SAME_COLOUR if is_unseen(self.colour or BLACK, self.behind or WHITE) else ""


_PLAIN: Final = Look()
_UNKNOWN_BEHIND: Final = Look(behind=ANYTHING)


class UnseenRanges:
    """The ranges of an HTML source whose words are not seen; called with a place it says why."""

    __slots__ = ("_ends", "_starts", "_why")

    def __init__(self, text: str) -> None:
        lower = text.lower()
        sheets = list(_between(lower, "<style", "</style"))
        suspicious = any(_goes_on(lower, word, rest) for word, rest in _SUSPICIOUS.items())
        suspicious = suspicious or any(_NOT_SHOWN.search(sheet) for sheet in sheets)
        found = list(_ranges(text, _sheet(sheets))) if suspicious else []
        self._starts = [start for start, _, _ in found]
        self._ends = [end for _, end, _ in found]
        self._why = [why for _, _, why in found]

    def __call__(self, place: Place) -> str:
        if not self._starts or not isinstance(place, FilePlace):
            return ""
        index = bisect_right(self._starts, place.offset) - 1
        return self._why[index] if index >= 0 and place.offset < self._ends[index] else ""


def _goes_on(text: str, word: str, rest: LatePattern) -> bool:
    at = text.find(word)
    while at >= 0:
        if text[at - 1 : at] != "-" and rest.match(text, at + len(word)):
            return True
        at = text.find(word, at + 1)
    return False


def _between(text: str, opening: str, closing: str) -> Iterator[str]:
    """What stands between each opening and the closing that follows it; found in one pass, however often they stand."""
    end = 0
    while (start := text.find(opening, end)) >= 0 and (end := text.find(closing, start)) >= 0:
        yield text[start + len(opening) : end]


def _ranges(text: str, sheet: Mapping[str, Look]) -> Iterator[tuple[int, int, str]]:
    open_elements: list[tuple[str, Look]] = []
    around = _PLAIN
    for token in html_tokens(text, 0, len(text)):
        match token:
            case Words(start, end):
                look = open_elements[-1][1] if open_elements else around
                if look.why:
                    yield start, end, look.why
            case Tag() if token.closing:
                _close(open_elements, token.name, frozenset())
            case Tag():
                if len(open_elements) > _DEEPEST:
                    return
                if around is _PLAIN and _is_style_sheet(token):
                    around = _UNKNOWN_BEHIND.over(around)
                    open_elements = [(name, _UNKNOWN_BEHIND.over(look)) for name, look in open_elements]
                if token.name in _WITHOUT_END:
                    _close(open_elements, token.name, _WITHOUT_END[token.name])
                if token.name not in _VOID:
                    above = open_elements[-1][1] if open_elements else around
                    open_elements.append((token.name, _own(token, sheet).over(above)))
            case _:
                return


def _is_style_sheet(tag: Tag) -> bool:
    return tag.name == "link" and "stylesheet" in tag.attributes.get("rel", "").lower()


def _close(open_elements: list[tuple[str, Look]], name: str, walls: frozenset[str]) -> None:
    """Closes the innermost open element of this name, if there is one within the nearest of the walls."""
    for index in range(len(open_elements) - 1, -1, -1):
        if open_elements[index][0] == name:
            del open_elements[index:]
            return
        if open_elements[index][0] in walls:
            return


def _own(tag: Tag, sheet: Mapping[str, Look]) -> Look:
    """What the style sheet and the tag's own attributes say of an element, the attributes first."""
    attributes = tag.attributes
    look = _declared(attributes["style"]) if attributes.get("style") else _PLAIN
    if "color" in attributes or "bgcolor" in attributes:
        written = Look(colour=_paint(attributes.get("color", "")), behind=_paint(attributes.get("bgcolor", "")))
        look = look.over(written)
    if "background" in attributes:
        look = look.over(_UNKNOWN_BEHIND)
    if sheet:
        classes = attributes.get("class", "").lower().split()
        names = [f"#{attributes.get('id', '').lower()}", *(f".{each}" for each in classes)]
        for key in (*(f"{tag.name}{name}" for name in names), *names, tag.name, "*"):
            look = look.over(sheet[key]) if key in sheet else look
    return look


def _sheet(sheets: Iterable[str]) -> dict[str, Look]:
    """What the file's own style sheets say, by selectors of a tag, a class or an id; of others only what may hide."""
    sheet: defaultdict[str, Look] = defaultdict(Look)
    for each_sheet in sheets:
        for selectors, declarations in _rules(_without_comments(each_sheet.partition(">")[2])):
            look = _declared(declarations)
            for selector in (each.strip() for each in selectors.split(",")):
                if _SIMPLE.match(selector):
                    sheet[selector] = look.over(sheet[selector])
                elif look.behind is not None:
                    # Which elements such a selector means is not worked out: what is behind them is then not known.
                    for part in _LAST.findall(selector.split()[-1]):
                        sheet[part] = _UNKNOWN_BEHIND.over(sheet[part])
    return {key: look for key, look in sheet.items() if key and look != _PLAIN}


def _without_comments(sheet: str) -> str:
    kept, end = [], 0
    while (start := sheet.find("/*", end)) >= 0:
        kept.append(sheet[end:start])
        closing = sheet.find("*/", start)
        end = closing + 2 if closing >= 0 else len(sheet)
    return " ".join((*kept, sheet[end:]))


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations; blocks under an at-rule hold for some readers only and are left out."""
    before = depth = 0
    selectors = ""
    for brace in _BRACES.finditer(sheet):
        if brace[0] == "{":
            if not depth:
                selectors = sheet[before : brace.start()].strip()
            depth += 1
        elif depth:
            depth -= 1
            if not depth and selectors and not selectors.startswith("@"):
                yield selectors, sheet[before : brace.start()]
        before = brace.end()


def _declared(style: str) -> Look:
    said: dict[str, str] = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        said[name.strip().lower()] = value.replace("!important", "").strip().lower()
    hidden = (
        said.get("display") == "none"
        or said.get("visibility") == "hidden"
        or any(_FAR_AWAY.match(said.get(name, "")) for name in ("left", "top", "text-indent", "margin-left"))
        or _number(said.get("opacity", "1")) < _LESS_THAN_SEEN
    )
    behind = said.get("background-color", said.get("background", ""))
    if "background-image" in said or "url(" in behind or "gradient" in behind:
        behind = "anything"
    colour = said.get("color", "")
    hidden = hidden or colour == "transparent"
    size = _LENGTH.match(said.get("font-size", ""))
    points = float(size[1]) * _POINTS[size[2].lower()] if size else None
    return Look(hidden, _paint(colour), None if behind == "transparent" else _paint(behind.split(" ")[0]), points)


def _paint(value: str) -> Paint | None:
    """The colour that a value names; None for none, for one that is taken over, and for the named ones ANYTHING."""
    if value in ("", "inherit", "none", "unset", "initial", "currentcolor"):
        return None
    if value.startswith("#") and len(value) == 4:
        value = "#" + "".join(digit * 2 for digit in value[1:])
    found = _RGB.match(value)
    if found is not None:
        colour: Colour = (min(int(found[1]), 255), min(int(found[2]), 255), min(int(found[3]), 255))
        return colour if found[4] is None or _number(found[4]) >= (100 if found[5] else 1) else ANYTHING
    return colour_of(value) or _NAMED.get(value, ANYTHING)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0
