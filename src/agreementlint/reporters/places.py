"""Where words stand in a document, said for people: line, page or paragraph, and the heading above."""

from __future__ import annotations

from bisect import bisect_right

from agreementlint.agreement.model import Agreement
from agreementlint.text import FilePlace, PagePlace, Place, Span, WordPlace, place_at


def place_of(agreement: Agreement, span: Span) -> Place | None:
    """The place in the file where a span begins."""
    return place_at(agreement.document.pieces, span.start)


def in_words(place: Place | None) -> str:
    """ "line 12", "page 2", "paragraph 14 of footnotes"; empty where the text has no place in the file."""
    match place:
        case None:
            return ""
        case FilePlace(_, line, _):
            return f"line {line}"
        case PagePlace(page, _):
            return f"page {page}"
        case WordPlace(part, paragraph, _, _):
            story = part.rpartition("/")[2].removesuffix(".xml")
            return f"paragraph {paragraph + 1}" + ("" if story in ("", "document", "content") else f" of {story}")


def heading_above(agreement: Agreement, span: Span) -> str:
    """The nearest heading over a span; empty where there is none or the span is itself that heading."""
    index = bisect_right(agreement.statements, span.start, key=lambda statement: statement.span.start) - 1
    if index < 0:
        return ""
    statement = agreement.statements[index]
    if not statement.span.start <= span.start < statement.span.end:
        return ""
    path = agreement.heading_path(statement)
    return path[-1] if path else ""


def whereabouts(agreement: Agreement, span: Span) -> str:
    """ "line 12, under “Records”", or as much of that as is known."""
    heading = heading_above(agreement, span)
    parts = (in_words(place_of(agreement, span)), f"under “{' '.join(heading.split())}”" if heading else "")
    return ", ".join(part for part in parts if part)
