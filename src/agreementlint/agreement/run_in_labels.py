"""The few words in front of a paragraph that say what it is about: "Retention.", "What I write.", "If one is lost."."""

from __future__ import annotations

import re

from agreementlint.latepattern import LatePattern

LABEL_WORDS = 6
FINITE = LatePattern(
    r"\b(?:is|are|was|were|be|will|shall|must|may|can|has|have|do|does|agrees?|keeps?|shares?|i|we|you)\b|n['’]t\b|['’](?:ll|re|ve|m)\b",
    re.IGNORECASE,
)
# A clause that hangs in the air by itself: "When you've finished.", "Where it lies.". A few words more and "What you say
# stays here." may be a whole sentence.
_HANGING = LatePattern(
    r"(?:(?:if|when|once|after|where|how|why)\b(?:\s+[^\s,;:]+){1,5}|(?:what|who|whose|which)\b(?:\s+[^\s,;:]+){1,3})[.:]\Z",
    re.IGNORECASE,
)


def is_run_in_label(words: str) -> bool:
    """Whether the first sentence of a paragraph is its label and no sentence."""
    if len(words.split()) > LABEL_WORDS or not words.endswith((".", ":")):
        return False
    return not FINITE.search(words) or _HANGING.match(words) is not None
