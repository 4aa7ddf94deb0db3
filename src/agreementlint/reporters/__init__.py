"""Reporters: a report and how it is shown go in, text comes out; the table below is all there are."""

from __future__ import annotations

from importlib import import_module

from agreementlint.conclusion import Conclusion
from agreementlint.report import Report
from agreementlint.reporters.presentation import Presentation, Reporter
from agreementlint.reporters.to_console import to_console


def _late(name: str) -> Reporter:
    """The reporter of that name in the module of that name, which is read when the first report is written."""

    # By name: nobody who reads the report on a terminal is to wait for nine formats that nobody asked for.
    def reporter(report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
        found: Reporter = getattr(import_module(f"agreementlint.reporters.{name}"), name)
        return found(report, conclusion, presentation)

    return reporter


REPORTERS: tuple[tuple[str, Reporter], ...] = (
    ("console", to_console),
    ("json", _late("to_json")),
    ("sarif", _late("to_sarif")),
    ("junit", _late("to_junit")),
    ("github", _late("to_github")),
    ("github-summary", _late("to_github_summary")),
    ("gitlab", _late("to_gitlab")),
    ("rdjsonl", _late("to_rdjsonl")),
    ("markdown", _late("to_markdown")),
    ("csv", _late("to_csv")),
    ("html", _late("to_html")),
)

WITH_FACTS = frozenset({"html"})  # the reporters that show what documents promise
