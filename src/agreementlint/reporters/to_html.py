"""The report as one HTML file that needs nothing else: no script, no font, no picture, no network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from agreementlint import __version__
from agreementlint.conclusion import MUST_BE_PUT_RIGHT, Conclusion, ExitStatus
from agreementlint.report import Report
from agreementlint.reporters.layout import harmless
from agreementlint.reporters.marked_text import is_heading
from agreementlint.reporters.page_content import Keeping, page_of
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.wording import as_sentence, count
from agreementlint.terms import Severity
from agreementlint.verdict import Violated

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES: Final = Path(__file__).parent / "templates"


def to_html(report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
    """A whole page, the same bytes for the same report; whatever came from a document is escaped."""
    del presentation  # a page is as wide as its window
    return _rendered("report.html", report, conclusion, style=style_sheet())


def body_of(report: Report, conclusion: Conclusion, keeping: Keeping | None = None) -> str:
    """What stands between the head and the foot of that page, for a page around it that has the style sheet.

    With `keeping` each finding has a form that sends the reason why it may stand to the address of that page.
    """
    return _rendered("body.html", report, conclusion, style="", keeping=keeping)


def style_sheet() -> str:
    """The style of the page and of every part of it."""
    return (TEMPLATES / "report.css").read_text(encoding="utf-8")


def environment(*folders: Path) -> Environment:
    """Where templates are found, in these folders and then in ours; everything that is put into them is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def renderer(*folders: Path) -> Callable[[str, Mapping[str, object]], str]:
    """What makes a page of a template's name and the words for it."""
    templates = environment(*folders)
    return lambda template, words: templates.get_template(template).render(**words)


@cache
def _ours() -> Environment:
    return environment()


def _rendered(template: str, report: Report, conclusion: Conclusion, style: str, keeping: Keeping | None = None) -> str:
    in_order = sorted(report.documents, key=lambda each: each.path)
    return (
        _ours()
        .get_template(template)
        .render(
            pages=[page_of(document, number) for number, document in enumerate(in_order, 1)],
            unreadable=[
                (harmless(file.path), as_sentence_lines(file.problem), as_sentence(harmless(file.advice)))
                for file in sorted(report.unreadable, key=lambda each: each.path)
            ],
            profile=report.profile.name if report.profile else "",
            reasons=_result(report, conclusion),
            status=conclusion.status.value,
            version=__version__,
            style=style,
            keeping=keeping,
            count=count,
            as_sentence=as_sentence,
            is_heading=is_heading,
        )
    )


def _result(report: Report, conclusion: Conclusion) -> list[str]:
    """What it comes to, in sentences. The number of findings is that of the page, those that are less sure included."""
    errors = sum(
        isinstance(outcome.verdict, Violated) and outcome.rule.severity is Severity.ERROR and outcome.waived is None
        for document in report.documents
        for outcome in document.outcomes
    )
    reasons = [
        f"{count(errors, 'point')} must be put right" if reason.endswith(MUST_BE_PUT_RIGHT) else reason
        for reason in conclusion.reasons
    ]
    if errors and conclusion.status is ExitStatus.CLEAN:
        reasons[0] = f"nothing was found that must be put right for certain; please check {count(errors, 'point')}"
    return [as_sentence(reason[:1].upper() + reason[1:]) for reason in map(harmless, reasons)]


def as_sentence_lines(problem: str) -> str:
    """A problem as a sentence; faults in several lines keep their lines, for they point at columns."""
    return harmless(problem) if "\n" in problem else as_sentence(harmless(problem))
