"""Tables of yes and no: what the mark in a cell says of the head of its row and the head of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementlint.document import Block, BlockKind
from agreementlint.latepattern import LatePattern
from agreementlint.values import dataclass

_MARK = LatePattern(
    r"\W*?(?:(?P<yes>yes|[x✓✔✅☑☒●]|\[[xX]\])|(?P<no>no|none|never|not|[-–—✗✘❌☐])|n/a)(?:\s*[,;:.(–—-]\s*(?P<rest>.*?))?[\s*_]*",
    # What follows a mark qualifies it: "yes, in writing".
    re.IGNORECASE,
)
_MODAL = LatePattern(r"(?:may|can|will|must|shall|should|is|are|has|gets)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ticked:
    """The rows (table, row) whose cells hold marks only, below several heads of columns and behind one of their own."""

    rows: frozenset[tuple[int, int]]

    def sentence(self, head: str, label: str, words: str) -> str:
        """What a mark says, as a sentence about the head of its column; "" where it says nothing."""
        mark = _MARK.fullmatch(words)
        if mark is None or not (mark["yes"] or mark["no"]):
            return ""
        what = label[:1].lower() + label[1:]
        if mark["no"]:
            modal = _MODAL.match(what)
            what = f"{modal[0]} not {what[modal.end() :].lstrip()}" if modal else f"does not {what}"
        return " ".join((head, what, *([mark["rest"]] if mark["rest"] else ())))


def ticked_rows(blocks: Sequence[Block], text: str) -> Ticked:
    """The rows of tables with several heads in which every cell but the first is a mark, or empty."""
    heads: dict[int, set[int]] = {}
    rows: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        if block.kind is BlockKind.CELL and block.column and text[block.start : block.end].strip():
            if block.header and block.row == 0:
                heads.setdefault(block.table, set()).add(block.column)
            else:
                rows.setdefault((block.table, block.row), []).append(block)
    return Ticked(
        frozenset(
            row
            for row, cells in rows.items()
            if len(heads.get(row[0], ())) > 1
            and all(cell.column in heads[row[0]] and _MARK.fullmatch(text, cell.start, cell.end) for cell in cells)
        )
    )
