"""Structures that no single statement shows: signatures, named parties, open slots."""

from __future__ import annotations

from typing import assert_never

from agreementlint.agreement.model import Agreement
from agreementlint.engine.checks import Feature
from agreementlint.engine.finding import Finding


def find_structure(feature: Feature, agreement: Agreement) -> Finding:
    """Whether the document shows a structure, with the words that show it."""
    match feature:
        case Feature.SIGNATURES:
            return Finding(False)
        case Feature.PARTIES_NAMED:
            return Finding(False)
        case Feature.OPEN_SLOTS:
            return Finding(False)
        case _:
            assert_never(feature)
