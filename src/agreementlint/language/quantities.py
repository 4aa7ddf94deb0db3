"""Durations, money, dates and open slots, read from the text as typed values."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from agreementlint.language.currencies import NORMALS, currency_of
from agreementlint.language.tokens import Tokens
from agreementlint.latepattern import LatePattern
from agreementlint.text import Span
from agreementlint.values import dataclass


class Unit(StrEnum):
    """The units of a duration."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as written ("three (3) years"); a blank slot has no amount."""

    span: Span
    amount: Decimal | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money as written; currency is an ISO code or symbol, a blank slot has no amount."""

    span: Span
    amount: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date as written; year, month and day where they are stated."""

    span: Span
    year: int | None
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A blank that is left open: an underscore run, a bracket, a template variable. `name` says what goes in it."""

    span: Span
    name: str


Quantity = Duration | Money | CalendarDate | Slot

_ONES: dict[str, Decimal] = {
    word: Decimal(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {"a": Decimal(1), "an": Decimal(1), "single": Decimal(1), "half": Decimal("0.5"), "couple": Decimal(2)}
_TENS = {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_WORD_NUMBER = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|(?:six|seven|eigh|nine)teen|thirteen|fourteen|fifteen|ten|eleven|twelve|one|two|three|four|five|six|seven|eight|nine)"
)
_BLANK = r"_{2,}|\.{5,}|…{2,}|\[[^\[\]\n]{0,60}\]|\{\{[^{}\n]{1,60}\}\}|<[A-Za-z][^<>\n]{0,50}>"
# Each pattern is tried only around a token that announces it, so that reading stays linear and quick.
_BEFORE_UNIT = LatePattern(
    rf"(?<![\w.])(?P<amount>\d+(?:[.,]\d+)?|{_WORD_NUMBER}|an?|half an?|{_BLANK})"
    r"(?:\s*\(\s*(?:\d+|[a-z]+)\s*\))?(?:\s+and a half|\s*½)?"
    r"(?:[\s-]+(?:full|calendar|business|working|clear|consecutive|further|more|whole|complete|tax|financial)){0,2}"
    r"(?:\s+(?!of\b|to\b|in\b|the\b|and\b|or\b|per\b|an?\b|for\b|each\b|every\b)[a-z]{3,12})?[\s-]*\Z",
    re.IGNORECASE,
)
_UNITS = {
    name: unit
    for unit, names in (
        (Unit.MINUTE, "minute minutes min mins"), (Unit.HOUR, "hour hours hr hrs"), (Unit.DAY, "day days"),
        (Unit.WEEK, "week weeks wk wks"), (Unit.MONTH, "month months mth mths"), (Unit.YEAR, "year years yr yrs"),
    )
    for name in names.split()
}  # fmt: skip
# Only right behind figures: "24 h", "3 d", "2y".
_LETTERS = {"h": Unit.HOUR, "d": Unit.DAY, "y": Unit.YEAR}
_FIGURES = LatePattern(r"(?<![\w.,:$€£])(?P<amount>\d{1,3})\s?\Z")
_LONG_UNITS = {  # units that others are made of
    "fortnight": (2, Unit.WEEK), "fortnights": (2, Unit.WEEK), "twelvemonth": (12, Unit.MONTH),
    "decade": (10, Unit.YEAR), "decades": (10, Unit.YEAR),
}  # fmt: skip
_AMOUNT_AFTER = LatePattern(
    rf"\.?\s?(?P<amount>(?:\d{{1,3}}(?: \d{{3}})+|\d[\d.,']*\d|\d)(?:k\b)?|{_BLANK}|xx+\b)", re.IGNORECASE
)
_AMOUNT_BEFORE = LatePattern(
    rf"(?<![\w.])(?P<amount>\d{{1,3}}(?: \d{{3}})+|\d[\d.,']*\d|\d|(?:{_WORD_NUMBER}|an?) (?:hundred|thousand)(?: and {_WORD_NUMBER})?|{_WORD_NUMBER}|{_BLANK})"
    r"(?:[.,][-–—]{1,2})?\s?\Z",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = LatePattern(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:day of\s+)?(?P<month>{_MONTH})\b\.?,?(?:\s+(?P<year>(?:19|20)\d\d))?"
    rf"|\b(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>(?:19|20)\d\d))?"
    rf"|\b(?P<month3>{_MONTH})\.?\s+(?P<year3>(?:19|20)\d\d)\b"
    r"|\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"
    r"|\b(?P<numeric>\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d)\b",
    re.IGNORECASE,
)
_SLOT = LatePattern(_BLANK)
_SLOT_STARTS = frozenset("_[{<.…")
_LABEL_REACH = 200  # how far before a blank the words are looked for that it stands behind
_WINDOW = 70  # how far before a unit or currency its amount is looked for


def number_of(words: str) -> Decimal | None:
    """The value of a number in figures or English words; None for anything else."""
    words = words.strip().lower()
    if words in _ONES:
        return _ONES[words]
    for name, times in (("hundred", 100), ("thousand", 1000)):
        before, found, behind = words.partition(f" {name}")
        if found:
            count, rest = number_of(before), number_of(behind.removeprefix(" and ")) if behind else Decimal(0)
            return None if count is None or rest is None else count * times + rest
    if words.startswith("half"):
        return Decimal("0.5")
    tens, _, ones = words.replace("-", " ").partition(" ")
    if tens in _TENS:
        return Decimal(_TENS[tens] + int(_ONES.get(ones, Decimal(0))))
    if words.endswith("k"):
        thousands = number_of(words[:-1])
        return None if thousands is None else thousands * 1000
    digits = words.replace("'", "").replace(" ", "").rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        digits = re.sub(r"[.,]", "", digits)
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", digits):
        digits = digits.replace(".", "").replace(",", ".")
    else:
        digits = digits.replace(",", ".")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def read_quantities(text: str, tokens: Tokens) -> tuple[Quantity, ...]:
    """Every typed quantity of a text in reading order; a slot inside another quantity is not repeated."""
    found: list[Quantity] = []
    slots: list[Slot] = []
    length = len(text)
    behind = 0  # where the last date or slot ended
    for index, normal in enumerate(tokens.normals):
        if normal in _UNITS or normal in _LONG_UNITS:
            start = tokens.starts[index]
            match = _BEFORE_UNIT.search(text, max(0, start - _WINDOW), start) if start < length else None
            if match is not None:
                span = Span(match.start(), tokens.ends[index])
                times, unit = _LONG_UNITS.get(normal) or (1, _UNITS[normal])
                amount = number_of(match["amount"])
                found.append(Duration(span, None if amount is None else amount * times, unit))
        elif normal in _LETTERS and tokens.starts[index] < length:
            start = tokens.starts[index]
            match = _FIGURES.search(text, max(0, start - _WINDOW), start)
            named = text[start : tokens.ends[index]].isupper()  # "Flat 2 D"
            if match is not None and not named and not text.startswith(("'", "’", "/", "-"), tokens.ends[index]):
                found.append(
                    Duration(Span(match.start(), tokens.ends[index]), number_of(match["amount"]), _LETTERS[normal])
                )
        start = tokens.starts[index]
        if normal in NORMALS and start < length:
            money = _money(text, start, tokens.ends[index], normal)
            if money is not None:
                found.append(money)
        if start < behind or start >= length:
            continue
        if normal in _MONTHS or (normal[0].isdigit() and len(normal) <= 4):
            match = _DATE.match(text, start)
            if match is not None:
                found.append(_date(match))
                behind = match.end()
        elif normal[0] in _SLOT_STARTS:
            match = _SLOT.match(text, start)
            if match is not None:
                name = match.group().strip("_.…[]{}<> ")
                slots.append(Slot(Span(*match.span()), name or _label_before(text, match.start())))
                behind = match.end()
    covered = {offset for quantity in found for offset in (quantity.span.start, quantity.span.end - 1)}
    found += [slot for slot in slots if slot.span.start not in covered and slot.span.end - 1 not in covered]
    return tuple(sorted(found, key=lambda quantity: (quantity.span.start, quantity.span.end)))


def _money(text: str, start: int, end: int, normal: str) -> Money | None:
    """The amount next to a sign or name of a currency; the one behind it counts first."""
    currency = currency_of(text, start, end, normal)
    if currency is None:
        return None
    after = _AMOUNT_AFTER.match(text, end)
    if after is not None:
        return Money(Span(start, after.end()), number_of(after["amount"]), currency)
    before = _AMOUNT_BEFORE.search(text, max(0, start - _WINDOW), start)
    if before is not None:
        return Money(Span(before.start(), end), number_of(before["amount"]), currency)
    return None


def _date(match: re.Match[str]) -> CalendarDate:
    span = Span(*match.span())
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        return CalendarDate(span, year, month, day)
    if match["numeric"]:
        # Day and month cannot be told apart in "03/04/2024": both are left open unless one is above 12.
        first, second, last = (int(part) for part in re.split(r"[/.]", match["numeric"]))
        year = last if last > 99 else 2000 + last
        if first > 12:
            return CalendarDate(span, year, second, first)
        if second > 12:
            return CalendarDate(span, year, first, second)
        return CalendarDate(span, year, None, None)
    month_name = match["month"] or match["month2"] or match["month3"]
    year_text = match["year"] or match["year2"] or match["year3"]
    day_text = match["day"] or match["day2"]
    return CalendarDate(
        span, int(year_text) if year_text else None, _MONTHS[month_name.lower()], int(day_text) if day_text else None
    )


def _label_before(text: str, offset: int) -> str:
    """The words before a bare blank on its line ("Coach: ____" gives "Coach")."""
    start = max(offset - _LABEL_REACH, 0)
    line = text[max(text.rfind("\n", start, offset) + 1, start) : offset]
    return line.rstrip(" :|\t*").rsplit(":", 1)[-1].rsplit("|", 1)[-1].strip(" *_")[-60:]
