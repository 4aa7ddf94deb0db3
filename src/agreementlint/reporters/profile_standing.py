"""How a document stands with the profiles, in the rows of the console report: reached, or what stands between."""

from __future__ import annotations

from collections.abc import Iterator

from agreementlint.profile import Barrier, Standing
from agreementlint.report import DocumentReport
from agreementlint.reporters.layout import BLANK, Row, Style, Words, row
from agreementlint.reporters.presentation import Detail
from agreementlint.reporters.wording import CONFIDENCE_IN_WORDS, count

_SHOWN = 12


def profile_rows(document: DocumentReport, detail: Detail) -> Iterator[Row]:
    """A line for each profile; what stands between the document and the first that it does not reach."""
    if document.standings:
        yield BLANK
        yield row(Words("Profiles", Style.TITLE))
    next_one = next((standing for standing in document.standings if not standing.reached), None)
    for standing in document.standings:
        mark = Words("✓", Style.FINE) if standing.reached else Words("✗", Style.WARNING)
        yield row(_said(standing), indent=2, marker=mark)
        if standing is next_one and detail is not Detail.BRIEF:
            yield from _between(standing, detail)


def _said(standing: Standing) -> str:
    said = "reached" if standing.reached else f"not reached; {_count_between(standing)} between"
    doubt = "" if standing.confirmed else " (what it follows is not confirmed; see: agreementlint profiles show)"
    return f"{standing.profile}, version {standing.version}: {said}{doubt}"


def _count_between(standing: Standing) -> str:
    return f"{count(len(standing.between), 'rule')} {'stands' if len(standing.between) == 1 else 'stand'}"


def _between(standing: Standing, detail: Detail) -> Iterator[Row]:
    most = len(standing.between) if detail is Detail.VERBOSE else _SHOWN
    for barrier in standing.between[:most]:
        yield row(
            barrier.title, _doubt(barrier), " ", Words(barrier.rule, Style.DIM), indent=4, marker=Words("-", Style.DIM)
        )
    if len(standing.between) > most:
        yield row(Words(f"and {len(standing.between) - most} more (--verbose shows them)", Style.DIM), indent=4)


def _doubt(barrier: Barrier) -> str:
    if barrier.verdict != "violated":
        return " (could not be told)"
    doubt = CONFIDENCE_IN_WORDS[barrier.confidence]
    return f" ({doubt})" if doubt else ""
