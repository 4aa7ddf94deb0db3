"""Generalities: what others do, what books say and what is still open, none of which the document promises."""

from __future__ import annotations

import re

from agreementlint.latepattern import LatePattern

_COLLEAGUES = r"(?:coaches|mentors|supervisors|practitioners|trainers|consultants|facilitators)"
_BODIES = (
    r"(?:coaching (?:firms|providers|agreements|contracts|programmes|programs)|providers|firms|companies|businesses|agencies|practices|schools|programmes"
    r"|programs|platforms|apps|agreements|contracts|organi[sz]ations|employers|professionals|advertisers|universities"
    r"|associations|countries)"
)
_OTHERS = LatePattern(
    rf"\W*(?:(?:but|and|while|whereas|although|though|unfortunately|sadly),? )?(?:a |the )?"
    rf"(?:(?:many|most|some|other|several|certain|few|lots of|plenty of|majority of) (?:\w+ )?{_BODIES}"
    # "Most coaches" may be most of those who work in the programme.
    rf"|(?:many|some|other|lots of|plenty of) (?:\w+ )?{_COLLEAGUES})\b"
    rf"|\W*in (?:some|many|most|other|certain) (?:countries|places|jurisdictions|{_BODIES})\b",
    re.IGNORECASE,
)
_HABITS = LatePattern(
    rf"\W*(?:{_BODIES}|{_COLLEAGUES}) (?:often|usually|commonly|generally|typically|sometimes|frequently|traditionally|rarely|seldom|tend to)\b",
    re.IGNORECASE,
)
_BOOKS = LatePattern(
    r"\W*(?:the |most |many |some )?(?:\w+ )?(?:textbooks?|handbooks?|literature|experts|researchers|research|studies"
    r"|commentators|ethicists|authors|scholars|articles) (?:\w+ ){0,3}"
    r"(?:discuss|recommend|say|suggest|advise|describe|show|argue|urge|stress|mention|warn)(?:e?s)?\b",
    re.IGNORECASE,
)
# What speaks of this engagement is no generality, nor is what commands.
_OURS = LatePattern(
    r"\b(?:i|me|my|we|us|our|ours|you|your|yours|this|these|here|herein|hereby|hereunder|shall|must|named|listed|above"
    r"|below)\b|[’'](?:ll|ve|re|m)\b",
    re.IGNORECASE,
)
_OPEN = LatePattern(
    r"\W*(?:whether|who|how|when|where|which)\b.*\b(?:"
    r"(?:an |still an )?open question|(?:left|still|remains?|kept) open|undecided|unclear|unresolved"
    r"|not (?:yet )?(?:been )?(?:decided|settled|agreed|determined|clear|clarified|fixed|known)"
    r"|(?:remains?|is|are|has|have|still|yet) (?:still |yet )?to be (?:decided|clarified|determined|seen|discussed|checked|settled)"
    r"|under (?:review|discussion|consideration|examination)"
    r"|being (?:examined|considered|discussed|reviewed|decided|checked|looked into)"
    r")\b[^,;:]*",
    re.IGNORECASE | re.DOTALL,
)


def is_generality(words: str) -> bool:
    """Whether a clause says what others do, or that something is open, and so says nothing of this engagement."""
    if _OTHERS.match(words) or _HABITS.match(words) or _BOOKS.match(words):
        return _OURS.search(words) is None
    return _OPEN.fullmatch(words) is not None
