"""Of what form a sentence is: the label of its paragraph, whole by itself, or on somebody whom the one before brought in."""

from __future__ import annotations

import re

from agreementlint.latepattern import LatePattern

# The few words in front of a paragraph that say what it is about: "Retention.", "What I write.", "If one is lost.".
LABEL_WORDS = 6
FINITE = LatePattern(
    r"\b(?:is|are|was|were|be|will|shall|must|may|can|has|have|do|does|agrees?|keeps?|shares?|survives?|continues?|remains?|applies|apply|pays|i|we|you)\b|n['’]t\b|['’](?:ll|re|ve|m)\b",
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


# Sentences in an item of a list that are whole by themselves: what leads in to the list neither denies nor binds them.
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


# "She does not know your name" speaks of the supervisor whom the sentence before brought in: she and he, the place where
# they are, and what they hear.
_REFERS = LatePattern(
    r"\W*(?:and |but )?(?:she|he|her|his|they all|there|even there|in that (?:setting|circle|room|group|meeting|conversation)|at (?:these|those) meetings)\b",
    re.IGNORECASE,
)
_ENDS_THERE = LatePattern(
    r"\b(?:there|to (?:her|him)|in that (?:setting|circle|room|group|meeting|conversation))\W*\Z", re.IGNORECASE
)
_BROUGHT_IN = LatePattern(
    r"\b(?:an?|my|our|her|his|your|one|another|other|the coach['’]s|(?-i:[A-Z])[\w'’-]+,) (?:[\w-]+ ){0,3}"
    r"(?:supervisors?|supervision|mentor coach|intervision|peer (?:circle|group)|accountants?|book-?keepers?|assistants?|secretary"
    r"|colleagues?|translators?|interpreters?|lawyers?|solicitors?|transcribers?|receptionist|husband|wife|nephew|niece"
    r"|daughter|son|locum|executor|web designer|technician)\b",
    re.IGNORECASE,
)


def speaks_of_somebody_brought_in(words: str, before: str) -> bool:
    """Whether a sentence goes on about a third person whom the sentence before it has brought in."""
    refers = _REFERS.match(words) or _ENDS_THERE.search(words)
    return refers is not None and _BROUGHT_IN.search(before) is not None
