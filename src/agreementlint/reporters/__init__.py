"""Reporters: a report and how it is shown go in, text comes out; the table below is all there are."""

from __future__ import annotations

from agreementlint.reporters.presentation import Reporter
from agreementlint.reporters.to_console import to_console
from agreementlint.reporters.to_json import to_json

REPORTERS: tuple[tuple[str, Reporter], ...] = (
    ("console", to_console),
    ("json", to_json),
)
