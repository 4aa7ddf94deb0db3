"""Tables without heads: Markdown makes heads of a first row that is like the rows below it ("Notes | 2 years | shredder")."""

from __future__ import annotations

from collections.abc import Sequence

from agreementlint.document import Block, BlockKind
from agreementlint.latepattern import LatePattern

# A cell with a time or a sum, as no head of a column has it that stands above other such cells.
_MEASURED = LatePattern(
    r"\d\s?(?:min|h|hrs?|hours?|days?|wks?|weeks?|mths?|months?|yrs?|years?|eur|euros?|usd|gbp|%)\b|%|[€£$]\s?\d"
)


def headless_tables(blocks: Sequence[Block], text: str) -> frozenset[int]:
    """The tables whose first row is no row of heads: it has a measure where every row below has one as well."""
    heads: dict[tuple[int, int], bool] = {}
    alike: dict[tuple[int, int], bool] = {}
    for block in blocks:
        if block.kind is BlockKind.CELL:
            column = block.table, block.column
            measured = _MEASURED.search(text[block.start : block.end].lower()) is not None
            if block.row == 0:
                heads[column] = measured and block.header
            else:
                alike[column] = alike.get(column, True) and measured
    return frozenset(
        table for (table, column), measured in heads.items() if measured and alike.get((table, column), True)
    )
