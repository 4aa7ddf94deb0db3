"""What a document is about: whether coaching, mentoring or supervision is its subject, be it by name or by what it settles."""

from __future__ import annotations

import re

from agreementlint.agreement.impression import SHORT, Impression
from agreementlint.agreement.kind_words import (
    AGREEMENT_TITLE,
    AIMS,
    ARTICLE_TITLE,
    CASEWORK,
    CLIENT_SIDE,
    COACHES,
    COACHING,
    GROUP_TITLE,
    LEAVING,
    MEETING,
    NOT_THERAPY,
    OTHER_TRADE,
    PRICE,
    SESSION,
    TRADE,
)
from agreementlint.latepattern import LatePattern

PAGE, NOTE = 100, 60  # words; shorter texts have room for one family, or two, less
_HELPED = 6  # of the eight families of words of a helping conversation, so many make one
_LONG = 6000  # words; a contract longer than this has every family by chance

# One of the two is the supervisor; "my supervisor" is a third, and "your supervisor" is a boss in America.
_SUPERVISOR = LatePattern(
    r"\b(?:be|am|'m|as|become|being) (?:your|the|her|his|their) (?:\w+ )?supervisor\b"
    r"|\( (?:the |\" )*supervisor\b|\bsupervisor (?:\* )*[:|]"
    r"|\b(?:our|with|this|begin|start) supervision\b(?! of)"
    r"|\b(?:supervise|supervising) (?:your|you|her|his|the) (?:work|coaching|practice|as\b)"
)


def is_coaching(seen: Impression) -> bool:
    """Whether coaching, mentoring or supervision is the subject, be it by name or by the way two people speak."""
    if is_helping(seen) or is_brief_deal(seen):
        return True
    titled = AGREEMENT_TITLE.search(seen.title) is not None
    grouped = GROUP_TITLE.search(seen.title) is not None
    if "action learning" in seen.title and seen.rate(MEETING) >= 4 and titled and not seen.genre:
        return True
    named = seen.sum(COACHING)
    people_only = named == seen.sum(COACHES) and not seen.sum(CLIENT_SIDE) and not seen.sum(SESSION)
    if people_only and "coaching" not in seen.title and seen.families < 4:
        return False  # coaches that drive passengers or train a team
    if named and seen.rate(COACHING) >= 3 and titled:
        return True
    if (named >= 2 and seen.rate(COACHING) >= 1.5) or re.search(r"\bcoach|\bmentor", seen.title):
        return True
    if grouped and seen.rate(SESSION) >= 4 and seen.counts["you"] and seen.counts["i"]:
        return True
    if is_supervision(seen):
        return True
    if grouped and named and seen.families >= _HELPED and not seen.is_foreign:
        return True
    if seen.size > SHORT / 2 and not seen.sum(AIMS):
        return False  # a room to let or a lesson, perhaps to coaches
    personal = 1000 * (seen.counts["i"] + seen.counts["you"]) / max(seen.size, 1)
    return personal >= 30 and seen.sum(SESSION) >= 1 and seen.rate(TRADE) < 3 and titled


def is_helping(seen: Impression) -> bool:
    """Whether it settles conversations in which one person helps another, whatever the two are called."""
    if seen.is_foreign or seen.size > _LONG or seen.families < families_needed(seen):
        return False
    if seen.rate(MEETING) < 1.9 or seen.rate(AIMS) < 2:
        return False
    if seen.rate(COACHING) >= 1:
        return True
    # Nobody speaks of coaching: then all of it has to be there, and little of anything else.
    aims = sum(word in seen.counts for word in AIMS)
    return seen.families >= _HELPED and aims + seen.families >= 9 and seen.rate(TRADE - NOT_THERAPY) < 3


def is_supervision(seen: Impression) -> bool:
    """Whether one of the two is the supervisor of the other, who has clients; most coaches have a supervisor besides."""
    return (
        bool(_SUPERVISOR.search(seen.head))
        and seen.families >= 4
        and ("cases" in seen.counts or not CASEWORK.isdisjoint(seen.pairs))
    )


def is_brief_deal(seen: Impression) -> bool:
    """Whether a few lines say when two people meet for coaching, what it costs and how one stops."""
    settled = all(seen.sum(family) for family in (MEETING, PRICE, LEAVING)) and seen.sum(COACHING) > 0
    return seen.size < PAGE and settled and not seen.sum(TRADE - NOT_THERAPY) and not is_of_another_sort(seen)


def is_of_another_sort(seen: Impression) -> bool:
    """Whether the words or the title are those of another trade, or of a text that only speaks of the subject."""
    return seen.is_foreign or any(sort.search(seen.title) for sort in (OTHER_TRADE, ARTICLE_TITLE))


def families_needed(seen: Impression) -> int:
    """How many families of words make a helping conversation in a text of this length."""
    return _HELPED - (seen.size < PAGE) - (seen.size < NOTE)
