"""Feedback as Markdown and as one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from agreementlint.grading.feedback import STANDING_IN_WORDS, Feedback, Part, Point
from agreementlint.reporters.layout import harmless
from agreementlint.reporters.to_html import renderer, style_sheet
from agreementlint.reporters.to_markdown import plain

TEMPLATES: Final = Path(__file__).parent / "templates"


def feedback_html(feedback: Feedback) -> str:
    """A whole page, the same bytes for the same feedback; whatever came from a document is escaped."""
    words = {
        "feedback": feedback,
        "style": style_sheet(),
        "standings": STANDING_IN_WORDS,
        "harmless": harmless,
        "tones": _TONES,
    }
    return renderer(TEMPLATES)("feedback.html", words)


_TONES = {"met": "held", "partly": "warning", "missing": "error", "against": "error", "open": "untold"}


def feedback_markdown(feedback: Feedback) -> str:
    """The same as Markdown; nothing that a student wrote becomes markup."""
    return "\n".join(_lines(feedback)) + "\n"


def _lines(feedback: Feedback) -> Iterator[str]:
    yield f"# {plain(feedback.assignment)}"
    yield ""
    about = f"{plain(feedback.name)}" + (f", {plain(feedback.file)}" if feedback.file else "")
    yield f"Feedback for {about}"
    yield ""
    yield f"**{_total(feedback)}**"
    for note in feedback.notes:
        yield ""
        yield f"> {plain(note)}"
    for part in feedback.parts:
        yield from _part(part)
    yield ""
    yield "Each point quotes your own words where there are some. None of this is legal advice."


def _total(feedback: Feedback) -> str:
    if not feedback.points:
        return "No mark yet: your marker will look at it."
    less = f" ({feedback.raw} less {feedback.penalty} for lateness)" if feedback.penalty else ""
    open_ = " Provisional: your marker will look at it." if feedback.provisional else ""
    return f"{feedback.points} of {feedback.maximum} points{less}.{open_}"


def _part(part: Part) -> Iterator[str]:
    points = f"{part.points or 'no points yet'} of {part.maximum}"
    yield ""
    yield f"## {plain(part.title)}: {points}{' (provisional)' if part.provisional and part.points else ''}"
    for text in (part.comment, part.hint):
        if text:
            yield ""
            yield plain(text)
    for point in (*part.to_do, *part.met):
        yield from _point(point)


def _point(point: Point) -> Iterator[str]:
    yield ""
    yield f"- **{plain(point.title)}** – {STANDING_IN_WORDS[point.standing]}. {plain(point.said)}"
    for quote in point.quotes:
        yield f"  - You wrote: “{plain(quote)}”"
    for quote, reason in point.near:
        yield f"  - You wrote: “{plain(quote)}” It does not do: {plain(reason)}"
    for lead, text in (
        ("Why it matters: ", point.why),
        ("What to write: ", point.advice),
        ("For example: ", point.clause),
    ):
        if text:
            yield f"  - {lead}{plain(text)}"
