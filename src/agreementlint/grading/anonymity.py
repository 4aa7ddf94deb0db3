"""Marking without names: aliases that stay the same, an order that favours nobody, and who marks what a second time."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from hashlib import blake2b
from io import StringIO
from math import ceil
from typing import Final

from agreementlint.errors import BadConfiguration, Fault
from agreementlint.exchange.formulas import inert
from agreementlint.grading.submission import Submission, SubmissionKey
from agreementlint.values import dataclass

LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels, so that no alias is a word
DIGITS: Final = "23456789"
HEADS: Final = ("alias", "key", "name")


@dataclass(frozen=True, slots=True)
class Aliases:
    """Who is hidden behind which alias, and the seed that aliases and order come from. It is kept apart from the marks."""

    seed: str
    names: tuple[tuple[SubmissionKey, str], ...]  # of each key, as the school writes it
    aliases: tuple[tuple[SubmissionKey, str], ...]

    def of(self, key: SubmissionKey) -> str:
        return dict(self.aliases)[key]

    def key_of(self, alias: str) -> SubmissionKey | None:
        return next((key for key, each in self.aliases if each == alias), None)


def aliases_for(submissions: Iterable[Submission], seed: str, earlier: Aliases | None = None) -> Aliases:
    """An alias for every submission; who had one before keeps it, and the earlier seed counts."""
    seed = earlier.seed if earlier is not None else seed
    names = dict(earlier.names if earlier is not None else ())
    given = dict(earlier.aliases if earlier is not None else ())
    names |= {each.key: each.name for each in submissions}
    taken = set(given.values())
    for key in sorted(names.keys() - given.keys()):
        number = 0
        while (alias := _alias(seed, key, number)) in taken:
            number += 1
        given[key] = alias
        taken.add(alias)
    return Aliases(seed, tuple(sorted(names.items())), tuple(sorted(given.items())))


def _alias(seed: str, key: str, number: int) -> str:
    """Two letters and three digits: 204,800 aliases, easy to read out."""
    value = _number(seed, "alias", key, str(number))
    signs = []
    for alphabet in (LETTERS, LETTERS, DIGITS, DIGITS, DIGITS):
        value, place = divmod(value, len(alphabet))
        signs.append(alphabet[place])
    return "".join((*signs[:2], "-", *signs[2:]))


def marking_order(keys: Iterable[SubmissionKey], seed: str, marker: str = "") -> tuple[SubmissionKey, ...]:
    """The order in which a marker looks at submissions: by chance, another for each marker, the same every time.

    Who is looked at first and last is marked differently; so it is nobody's name that decides it.
    """
    return tuple(sorted(keys, key=lambda key: (_number(seed, "order", marker, key), key)))


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who marks a submission first, and who a second time without knowing the first mark; "" where nobody does."""

    first: str
    second: str = ""


def allocated(
    keys: Iterable[SubmissionKey], markers: Sequence[str], seed: str, second_share: Fraction = Fraction(1)
) -> dict[SubmissionKey, Allocation]:
    """Shares submissions out among markers evenly and by chance; `second_share` (0 to 1) of them are marked twice.

    Raises BadConfiguration without a marker, with one twice, or with one alone who would have to mark twice.
    """
    if not markers or len(set(markers)) < len(markers):
        raise BadConfiguration("name each marker once")
    order = marking_order(keys, seed, "allocation")
    twice = ceil(second_share * len(order))
    if twice and len(markers) < 2:
        raise BadConfiguration("a second marking needs a second marker")
    found: dict[SubmissionKey, Allocation] = {}
    for place, key in enumerate(order):
        first = place % len(markers)
        # From round to round the second marker is another, so that every two of them can be compared.
        step = 1 + place // len(markers) % max(1, len(markers) - 1)
        found[key] = Allocation(markers[first], markers[(first + step) % len(markers)] if place < twice else "")
    return found


def _number(*parts: str) -> int:
    digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return int.from_bytes(digest, "big")


def aliases_text(aliases: Aliases) -> str:
    """The alias map as a table (CSV) for whoever may know the names."""
    names = dict(aliases.names)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((*HEADS, f"seed={aliases.seed}"))
    writer.writerows(
        (alias, _kept(key), _kept(names[key])) for key, alias in sorted(aliases.aliases, key=lambda pair: pair[1])
    )
    return out.getvalue()


def read_aliases(path: str, text: str) -> Aliases:
    """The map that `aliases_text` wrote. Raises BadConfiguration with the line of every mistake."""
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))
    if not rows or tuple(rows[0][:3]) != HEADS or len(rows[0]) != 4 or not rows[0][3].startswith("seed="):
        raise BadConfiguration(Fault(path, 1, 1, f"a map of aliases begins with {','.join(HEADS)},seed=…"))
    faults = []
    pairs: list[tuple[str, SubmissionKey, str]] = []
    for line, row in enumerate(rows[1:], 2):
        if len(row) < 3 or not row[0] or not row[1]:
            faults.append(Fault(path, line, 1, "an alias, a key and a name are wanted"))
            continue
        pairs.append((row[0], SubmissionKey(_said(row[1])), _said(row[2])))
        if [each for each in pairs[:-1] if each[0] == row[0] or each[1] == row[1]]:
            faults.append(Fault(path, line, 1, f"{row[0]} or {row[1]} is there twice"))
    if faults:
        raise BadConfiguration(*faults)
    names: Mapping[SubmissionKey, str] = {key: name for _, key, name in pairs}
    given = {key: alias for alias, key, _ in pairs}
    return Aliases(rows[0][3].removeprefix("seed="), tuple(sorted(names.items())), tuple(sorted(given.items())))


def _kept(text: str) -> str:
    """The text with one apostrophe more where a spreadsheet would calculate it; students choose names of files."""
    return f"'{text}" if _would_calculate(text) else text


def _said(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _would_calculate(cell) else cell


def _would_calculate(text: str) -> bool:
    bare = text.lstrip("'")
    return inert(bare) != bare
