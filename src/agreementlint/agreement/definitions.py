"""Defined terms: what a document says that a word of its own means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementlint.agreement.model import Definition, Statement
from agreementlint.latepattern import LatePattern
from agreementlint.text import Span

_MEANS = LatePattern(
    r"[\"“]([^\"”\n]{1,60})[\"”]\s*(?:,?\s*(?:in this agreement|as used here\w*|for the purposes? of this \w+),?\s*)?"
    r"(?:shall\s+|will\s+)?(?:means?|refers? to|includes?|is|are|=|covers?)\b|\((?:the|an?|each an?)?\s*[\"“]([^\"”\n]{1,60})[\"”]\s*\)",
    re.IGNORECASE,
)


def read_definitions(text: str, statements: Sequence[Statement]) -> tuple[Definition, ...]:
    """Every term that a statement defines, by `"Term" means …` or `(the "Term")`."""
    if '"' not in text and "“" not in text:
        return ()
    return tuple(
        Definition(match.group(1) or match.group(2), Span(*match.span()), statement.index)
        for statement in statements
        for match in _MEANS.finditer(text, statement.span.start, statement.span.end)
    )
