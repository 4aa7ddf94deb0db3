"""Takes out of a report what nobody will look at any more, so that a thousand documents fit in memory and go quickly."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.stances import no_stances
from agreementlint.document import Document
from agreementlint.report import DocumentReport, Outcome
from agreementlint.text import Span
from agreementlint.verdict import Held, Violated

Value = TypeVar("Value")


def without_analysis(report: DocumentReport) -> DocumentReport:
    """The report without the analysis of the words, which only rules need."""
    return replace(report, agreement=_without_analysis(report.agreement))


def with_what_is_shown(report: DocumentReport, outcomes: Sequence[Outcome]) -> DocumentReport:
    """The report with only those words, places and statements that these outcomes point at, and the headings.

    Every question about the place, the words or the section of one of their spans has the answer that it had: the
    places and statements that are left are those that a search for it ends at. Other words are blank.
    """
    agreement = report.agreement
    spans = [span for outcome in outcomes for span in _spans_of(outcome)]
    headings = [section.heading for section in agreement.sections]
    document = _with_words(agreement.document, spans, headings)
    starts = [statement.span.start for statement in agreement.statements]
    slight = replace(
        _without_analysis(agreement),
        document=document,
        statements=tuple(_found(agreement.statements, starts, (span.start for span in spans))),
        parties=(),
        definitions=(),
        quantities=(),
    )
    return replace(report, document=document, agreement=slight)


def _without_analysis(agreement: Agreement) -> Agreement:
    return replace(
        agreement,
        units=(),
        starts=(),
        ends=(),
        stems=(),
        mentions={},
        stances=no_stances(),
        statement_of_unit={},
        introduced_by={},
        companions=(),
    )


def _with_words(document: Document, spans: Sequence[Span], headings: Sequence[Span]) -> Document:
    offsets = {offset for span in spans for offset in (span.start, max(span.start, span.end - 1))}
    offsets.update(heading.start for heading in headings)
    starts = [start for start, _ in document.ranges()]
    text, shown, done = document.text, [], 0
    for start, end in _joined((*spans, *headings)):
        shown += [" " * (start - done), text[start:end]]
        done = end
    shown.append(" " * (len(text) - done))
    return replace(document, text="".join(shown), blocks=(), pieces=tuple(_found(document.pieces, starts, offsets)))


def _joined(spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """The ranges that spans cover, in order, those that meet as one."""
    first, last = 0, 0
    for start, end in sorted((span.start, span.end) for span in spans):
        if start > last:
            yield first, last
            first = start
        last = max(last, end)
    yield first, last


def _found(values: Sequence[Value], starts: Sequence[int], offsets: Iterable[int]) -> Iterator[Value]:
    """Those of the values at which a search for one of the offsets ends, in order."""
    for index in sorted({bisect_right(starts, offset) - 1 for offset in offsets} - {-1}):
        yield values[index]


def _spans_of(outcome: Outcome) -> Iterator[Span]:
    match outcome.verdict:
        case Held(evidence):
            yield from evidence
        case Violated(problems):
            for problem in problems:
                yield from problem.evidence
                yield from (near.span for near in problem.near_misses)
                if problem.belongs_in is not None:
                    yield problem.belongs_in
