"""Entries: what a plan or a table says of one thing (a sort of record, a provider), value by value with its label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementlint.agreement.model import Agreement
from agreementlint.document import PLAN_FORMATS, Block, BlockKind
from agreementlint.readers.plan_captions import CAPTIONS
from agreementlint.text import Span
from agreementlint.values import dataclass

_NAMES = ("name", "who")
_ENTERED = ("records", "recipients", "processors")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One value of an entry: what it is called (a key of the plan, the head of a column) and its words."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of which several values are stated, in reading order.

    `sort` is "records", "recipients" or "processors" in a plan, and "table" for the row of a table. The
    labels of a plan are its keys, with the outer ones before them ("retention period"); those of a row are the heads
    of its columns. `name` is the words that name it.
    """

    sort: str
    name: Span
    values: tuple[Labelled, ...]

    def labelled(self, pattern: str) -> tuple[Span, ...]:
        """The values whose label matches a regular expression anywhere, without regard to capitals."""
        return tuple(each.span for each in self.values if re.search(pattern, each.label, re.IGNORECASE))


def read_entries(agreement: Agreement) -> tuple[Entry, ...]:
    """The entries of a plan in YAML or JSON, or the rows of every table with column heads, in reading order. Pure."""
    if agreement.document.format in PLAN_FORMATS:
        return tuple(_of_plan(agreement))
    return tuple(_of_tables(agreement))


def _of_plan(agreement: Agreement) -> Iterator[Entry]:
    label_of = _Captions()
    names: dict[tuple[str, str], Span] = {}
    values: dict[tuple[str, str], list[Labelled]] = {}
    sort = ""
    for block in agreement.document.blocks:
        span = Span(block.start, block.end)
        if block.kind is BlockKind.HEADING and block.level == 2:
            sort = agreement.quote(span)
        elif sort in _ENTERED and (block.kind is BlockKind.HEADING or label_of.is_name(block)):
            names[sort, " ".join(agreement.quote(span).split())] = span
        elif sort in _ENTERED:
            found = label_of(sort, block)
            if found is not None:
                values.setdefault((sort, found[0]), []).append(Labelled(found[1], span))
    for key, span in names.items():  # a value may stand before the name in the file
        yield Entry(key[0], span, tuple(values.get(key, ())))


class _Captions:
    """Gives back the name and the keys of a plan that a caption was made from."""

    def __init__(self) -> None:
        self._names = {caption for keys, caption in CAPTIONS.items() if caption and keys[-1] in _NAMES}
        self._patterns = [
            (keys, re.compile(re.escape(caption).replace(r"\{name\}", "(.*)")))
            for keys, caption in sorted(CAPTIONS.items(), key=lambda each: -len(each[0]))
            if "{name}" in caption
        ]

    def is_name(self, block: Block) -> bool:
        return block.caption in self._names

    def __call__(self, sort: str, block: Block) -> tuple[str, str] | None:
        for keys, pattern in self._patterns:  # the longest keys first: a place and what stands for it have one caption
            found = pattern.fullmatch(block.caption) if keys[0] == sort else None
            if found is not None:
                return found[1], " ".join(keys[1:])
        return None


def _of_tables(agreement: Agreement) -> Iterator[Entry]:
    heads: dict[int, str] = {}
    rows: dict[tuple[int, int], list[Block]] = {}
    table = -1
    for block in agreement.document.blocks:
        if block.kind is not BlockKind.CELL:
            continue
        if block.table != table:
            yield from _rows(agreement, heads, rows)
            table, heads, rows = block.table, {}, {}
        if block.header and block.row == 0:
            heads[block.column] = agreement.quote(Span(block.start, block.end))
        else:
            rows.setdefault((block.table, block.row), []).append(block)
    yield from _rows(agreement, heads, rows)


def _rows(agreement: Agreement, heads: dict[int, str], rows: dict[tuple[int, int], list[Block]]) -> Iterator[Entry]:
    for first, *rest in rows.values() if heads else ():
        values = tuple(
            Labelled(heads[block.column], Span(block.start, block.end)) for block in rest if block.column in heads
        )
        if values:
            yield Entry("table", Span(first.start, first.end), values)
