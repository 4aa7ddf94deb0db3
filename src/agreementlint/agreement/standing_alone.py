"""Sentences in an item of a list that are whole by themselves: what leads in to the list neither denies nor binds them."""

from __future__ import annotations

import re

from agreementlint.latepattern import LatePattern

_WHOLE = LatePattern(
    r"\W*(?:the|an?|this|these|those|that|such|it|they|he|she|i|we|you|your|my|our|his|her|their|its|all|each|every|both|either|nothing|no|nobody|there|"
    r"(?-i:[A-Z])\w+)\b(?:[’'](?:ll|re|s|ve|m)\b|(?:\s+(?!(?:that|which|who|whose|whom|what|whatever|where|when|if|unless|as|than)\b)[\w’'-]+){0,7}?\s+"
    r"(?:is|are|was|were|will|shall|must|may|can|cannot|has|have|do|does|agrees?|keeps?|tells?|goes|go|stays?|remains?|asks?|gets?|holds?|gives?|needs?)\b)",
    re.IGNORECASE,
)
# "The coach does not promise that: you will find work; you will be promoted."
_TAKES_CLAUSES = LatePattern(r"\b(?:that|whether|if|when|where|unless|because)\W*\Z", re.IGNORECASE)


def stands_alone(words: str) -> bool:
    """Whether words have a subject and a verb of their own."""
    return _WHOLE.match(words) is not None


def stands_apart(text: str, place: tuple[int, int], lead: tuple[int, int]) -> bool:
    """Whether a clause behind a semicolon does, in a list whose lead-in takes no whole clauses."""
    return stands_alone(text[slice(*place)]) and _TAKES_CLAUSES.search(text[slice(*lead)]) is None
