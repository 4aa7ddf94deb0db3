"""Points as the cells of a table write them: with a point or a comma, rounded half up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Literal

Mark = Literal[".", ","]

_NUMBER = re.compile(r"[+-]?\d[\d \u00a0\u202f.,'’]*")
_GROUPING = re.compile(r"[ \u00a0\u202f'’]")


def number_in(text: str) -> Decimal | None:
    """The number that a cell holds, whichever decimal mark it has; None for anything else.

    Where a point and a comma are both there, the last is the decimal mark.
    """
    text = text.strip().removesuffix("%").strip()
    if not _NUMBER.fullmatch(text):
        return None
    text = _GROUPING.sub("", text)
    last = max(text.rfind("."), text.rfind(","))
    if last >= 0:
        text = re.sub("[.,]", "", text[:last]) + "." + text[last + 1 :]
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def decimal_mark(cells: Iterable[str]) -> Mark | None:
    """The mark that numbers among these cells have; None where none has any."""
    found = Counter[str](
        found[1]
        for cell in cells
        if number_in(cell) is not None and (found := re.search(r"([.,])\d+%?\s*$", cell.strip()))
    )
    if not found:
        return None
    return "," if found[","] > found["."] else "."


def rounded(points: Decimal, places: int) -> Decimal:
    """The points with so many places, halves away from zero."""
    return points.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def written(points: Decimal, mark: Mark = ".", places: int = 2, *, pad: bool = False) -> str:
    """The points as digits, without an exponent: "7.5" ("7.50" where padded)."""
    value = rounded(points, places)
    text = f"{value:f}"
    if "." in text and not pad:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text in ("-0", "-0." + "0" * places) else text
    return text.replace(".", mark)
