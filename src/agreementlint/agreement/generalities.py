"""Generalities: what others do, what books say, what was and what is still open, none of which the document promises."""

from __future__ import annotations

import re

from agreementlint.latepattern import LatePattern

_COLLEAGUES = r"(?:coaches|mentors|supervisors|practitioners|trainers|consultants|facilitators)"
_BODIES = (
    r"(?:coaching (?:firms|providers|agreements|contracts|programmes|programs)|providers|firms|companies|businesses|agencies|practices|schools|programmes"
    r"|programs|platforms|apps|agreements|contracts|organi[sz]ations|employers|professionals|advertisers|universities"
    r"|associations|countries)"
)
_AT_LARGE = (
    r"\W*(?:(?:but|and|while|whereas|although|though|unfortunately|sadly|in practice|in general|as a rule|normally"
    r"|generally|usually|often|typically|traditionally|nowadays|these days"
    r"|it is (?:worth (?:knowing|noting|saying)|well known|known|common|no secret|true) that),? )?"
)
_OTHERS = LatePattern(
    rf"{_AT_LARGE}(?:a |the )?"
    rf"(?:(?:many|most|some|other|several|certain|few|lots of|plenty of|majority of) (?:\w+ )?{_BODIES}"
    # "Most coaches" may be most of those who work in the programme.
    rf"|(?:many|some|other|lots of|plenty of) (?:\w+ )?{_COLLEAGUES})\b"
    rf"|\W*it is (?:worth (?:knowing|noting|saying)|well known|known|true) that most {_COLLEAGUES}\b"
    rf"|\W*in (?:some|many|most|other|certain) (?:countries|places|jurisdictions|{_BODIES})\b",
    re.IGNORECASE,
)
_HABITS = LatePattern(
    rf"{_AT_LARGE}(?:reputable|responsible|serious|conscientious|prudent|sensible|good) (?:{_BODIES}|{_COLLEAGUES})\b"
    rf"|\W*(?:it is )?(?:good|best|common|usual) practice (?:is )?(?:for|that|among) (?:\w+ )?{_COLLEAGUES}\b"
    rf"|\W*(?:{_BODIES}|{_COLLEAGUES}|a coach) (?:(?:are|is) (?:well |ill )?advised to|often|usually|commonly|generally|typically|sometimes|frequently|traditionally|rarely|seldom|tend to)\b",
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
    # What the one who is coached decides is settled.
    r"|(?:is|are|remains?) (?:for|up to) (?!(?:you|her|him|them|(?:the |each )?(?:client|coachee|participant|mentee|executive|employee|member|trainee)s?)\b)"
    r".{0,40}\bto decide(?: \w+)?"
    r"|being (?:examined|considered|discussed|reviewed|decided|checked|looked into)"
    r")\b[^,;:]*",
    re.IGNORECASE | re.DOTALL,
)
_HEARSAY = LatePattern(
    r"\W*(?:you (?:may|might|will) (?:have )?(?:heard?|read|come across|been told|seen)"
    r"|(?:it (?:is|has been) )(?:often |sometimes |commonly |frequently |widely )?(?:said|argued|claimed|suggested|thought|believed|assumed|recommended)"
    r"|(?:people|clients|some|others|many) (?:often |sometimes )?(?:say|think|believe|assume|expect|argue)"
    r"|it is (?:false|untrue|not true|wrong|a myth|incorrect|not the case))\b[^.]*?\bthat\b",
    re.IGNORECASE,
)
# What would be well is no promise that it will be.
_WISHED = LatePattern(
    r"\W*(?:it|that) (?:might|would|could|may) (?:also |well )?(?:help|be (?:an idea|nice|good|great|helpful|useful|ideal"
    r"|wise|sensible|better|lovely)) (?:if|to|that)\b",
    re.IGNORECASE,
)
_ADVISED = LatePattern(
    r"\W*(?:the |our |my )?(?!coach|client|coachee|sponsor|mentor)(?:\w+ ){1,4}(?:recommends?|advises?|suggests?) that\b(?!.*\b(?:i|we) )",
    re.IGNORECASE,
)
_OTHER_TRADES = LatePattern(
    r"\W*(?:therapists?|lawyers?|attorneys?|doctors?|physicians?|priests?|psychologists?|counsell?ors?|accountants?|journalists?)"
    r" (?:must|have to|are|may|can|do|keep|need|usually|often|always)\b(?!.*\b(?:i|me|my|we|us|our|you|your|this|here)\b)",
    re.IGNORECASE | re.DOTALL,
)
_PAST = LatePattern(
    r"\W*(?:(?:in|under) (?:the|an?|our|my) (?:previous|earlier|former|old|prior) (?:version|edition|agreement|contract|policy|terms)"
    # "Previously agreed goals are kept secret" speaks of now.
    r"|in the past|(?:formerly|previously)(?! \w+ed (?![^;]*\b(?:was|were|had)\b))|in (?:previous|earlier|former) (?:years|times|days)"
    r"|(?:until|before|up to) (?:\w+ )?(?:19|20)\d\d\b.*\b(?:was|were|had|did))\b"
    r"|(?:\S+ ){1,6}used to (?:be (?:\w+ed|[€$£]\S*|\d\S*|kept|held|told|sent|taken|done)|keep|hold|store|record|charge|share|tell|report|destroy|delete|shred|take|send|ask|do)\b"
    r"|\W*(?:i|we|the coach) (?:have|has) (?:so far |always |never )?(?:kept|held|stored|recorded|destroyed|shredded|charged)\b",
    re.IGNORECASE,
)
_USED_FOR = LatePattern(r"\b(?:is|are|be|was|were|been|being|get|only|also|not|never) used to\b", re.IGNORECASE)
_STILL = LatePattern(
    r"\b(?:now|today|nowadays|no longer|any ?more|since then|still|instead|as (?:in|under) this"
    r"|and (?:always |also )?(?:shall|will|keeps?|continues?))\b",
    re.IGNORECASE,
)
_SUPPOSED = LatePattern(
    r"\W*(?:if|were) (?:i|we|this|coaching|the coach) (?:(?:were|was) )?(?:an? |not |therapy|counsell?ing)[^.]*\bwould\b",
    re.IGNORECASE,
)
_TO_DRAFTERS = LatePattern(
    r"\W*(?:notes? (?:to|for) (?:the )?(?:drafter|editor|author|self)|drafting note|drafter['’]s note|drafter)\b"
    # "Note: some coaches like to add a review here."
    r"|\W*(?:note|tip|hint|guidance|comment|option(?:al)?): (?:some|many|most|other) (?:\w+ )?(?:coaches|mentors|firms|practices|people)\b",
    re.IGNORECASE,
)
_BY_OTHERS = LatePattern(
    rf"\b(?:by|in) (?:some|many|most|other|certain|several) (?:\w+ )?(?:{_BODIES}|{_COLLEAGUES})\W*\Z", re.IGNORECASE
)
# "…, as is usual in many practices" only compares what is promised.
_COMPARED = LatePattern(r"[,(–—]\s*(?:\w+ ){0,3}(?:as|like|unlike|than|which)\b(?! a rule)[^,;]*\Z", re.IGNORECASE)
# What this coach does or will do, said behind a generality; an opinion, a wish or a story is no promise.
_OWN_PART = LatePattern(
    r"(?:;|,(?: and| but| yet| so)|\bbut) (?P<own>(?:i|we|(?:the|your) (?:coach|mentor|supervisor|practitioner|provider)) "
    r"(?!(?:always |never |also |\w+ly )?"
    r"(?:used|would|might|could|may|was|were|had|did|have|has|kept|held|told|took|gave|sent|\w+ed|thinks?|believes?"
    r"|hopes?|wish(?:es)?|knows?|doubts?|tr(?:y|ies)|need not|(?:do|does) not (?:have|need)|(?:do|does)n[’']t (?:have|need)"
    r"|(?:am|are|is)(?! (?:\w+ly )?(?:bound|obliged|required|committed)))\b))",
    re.IGNORECASE,
)
# What is done or not done with things here, set against what others do: "…, but nothing is passed on to the employer".
_DONE_HERE = (
    r"(?P<own>(?:(?:no|nothing|nobody|none|all|every|each|everything|any|the|your|recordings?|notes?|records?|files?|sessions?|names?"
    r"|reports?|fees?|information|data|what)\b)[^,;]{0,80}?\b(?:is|are|will be|shall be|must be) "
    r"(?:never |ever |not |always |only |also |\w+ly )?(?:\w+ed|kept|held|told|sent|made|given|taken|paid|shown|written|torn|burnt)\b)"
)
_SET_AGAINST = LatePattern(
    rf"(?:[;,] (?:but|yet|whereas|while)|\bbut) {_DONE_HERE}|\A\W*(?:while|whereas|although|though) [^,]{{0,200}}, {_DONE_HERE.replace('own', 'main')}",
    re.IGNORECASE,
)
# "But they are kept there", "but the notes of those firms are": what goes on speaking of the others.
_STILL_OTHERS = LatePattern(r"\b(?:they|them|their|those|these|there|others|elsewhere|such)\b", re.IGNORECASE)


def _is_of_another_time(words: str) -> bool:
    """Whether a clause says what was done once, or what would be done if things were otherwise."""
    if _SUPPOSED.match(words):
        return True
    return _PAST.match(words) is not None and not _USED_FOR.search(words) and not _STILL.search(words)


def is_generality(words: str) -> bool:
    """Whether a clause says what others do, or that something is open, and so says nothing of this engagement."""
    return own_part(words) == len(words)


def own_part(words: str) -> int:
    """Where in a clause begins what speaks of this engagement: 0 for all of it, its length if nothing does."""
    if _TO_DRAFTERS.match(words) or _OPEN.fullmatch(words):
        return len(words)
    if not _speaks_at_large(words):
        return 0
    if own := _OWN_PART.search(words):
        return own.start("own")
    done = _SET_AGAINST.search(words)
    part = ("own" if done["own"] else "main") if done else ""
    return done.start(part) if done and not _STILL_OTHERS.search(words, done.start(part)) else len(words)


def _speaks_at_large(words: str) -> bool:
    """Whether a clause begins with what others do, or say, or what was once, or ends with who else does so."""
    if _OTHERS.match(words) or _HABITS.match(words) or _BOOKS.match(words):
        return _OURS.search(words) is None
    if _OTHER_TRADES.match(words) or _HEARSAY.match(words) or _WISHED.match(words) or _ADVISED.match(words):
        return True
    if _BY_OTHERS.search(words) and not _OURS.search(words) and not _COMPARED.search(words):
        return True
    return _is_of_another_time(words)
