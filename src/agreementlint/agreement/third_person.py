"""Third persons: "She does not know your name" speaks of the supervisor whom the sentence before brought in."""

from __future__ import annotations

import re

from agreementlint.latepattern import LatePattern

# She and he, the place where they are, and what they hear.
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
