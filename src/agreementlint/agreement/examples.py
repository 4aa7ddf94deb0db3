"""Examples: words that a text quotes to show how something might be said, and does not say itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementlint.latepattern import LatePattern

_ANNOUNCED = LatePattern(
    r"\b(?:for example|for instance|e\.g\.|as an example|an example of|sample|specimen"
    r"|(?:might|could|would)(?:, for (?:example|instance),)? (?:say|read|state|run))\b"
    r"[^“”\"\n]{0,60}(?:“(?P<curly>[^“”]{12,})”|\"(?P<straight>[^\"]{12,})\")",
    re.IGNORECASE,
)


def quoted_examples(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of what a block quotes as an example ('an agreement might say: "..."'), without the marks."""
    if "“" in text[start:end] or '"' in text[start:end]:
        for match in _ANNOUNCED.finditer(text, start, end):
            yield match.span("curly" if match["curly"] is not None else "straight")
