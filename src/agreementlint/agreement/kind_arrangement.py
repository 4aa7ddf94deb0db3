"""Who stands in an arrangement of coaching, besides coach and client or instead of them: the kinds of agreement in their order."""

from __future__ import annotations

import re
from collections.abc import Callable

from agreementlint.agreement.impression import SHORT, Impression
from agreementlint.agreement.kind_subject import is_supervision
from agreementlint.agreement.kind_words import (
    ALONE,
    BODIES,
    CASEWORK,
    FROM_OUTSIDE,
    GROUP,
    GROUP_TITLE,
    HELPED,
    HOUSE,
    HOUSE_SPEECH,
    MANY,
    MENTEES,
    MENTORING,
    PAYERS,
    SPONSOR,
    SUPERVISES,
    THIRD_LABELS,
    THIRD_SPEECH,
    TOGETHER,
)
from agreementlint.agreement.outside_payers import an_outsider_pays
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Kind

COACH_AND_CLIENT = "coach and client are the only parties"  # what is taken where nothing shows anything else
_PAID_BY_OTHERS = "somebody other than the client pays for it or has a say"


def arrangement(seen: Impression) -> tuple[Kind, str]:
    """The first kind of agreement that the document shows, and by what in words."""
    for kind, shown_by in _KINDS:
        if why := shown_by(seen):
            return kind, why
    return Kind.TWO_PARTY, "the client alone pays" if _PAYS_ALONE.search(seen.text) else COACH_AND_CLIENT


_MENTOR_TITLE = LatePattern(
    r"\bmentor\w*|\bmentee\w*|\bsupervisee|\bsupervision|\bcoach(?:ing)? (?:training|supervision|education)|"
    r"\btrainee coach|\bdiploma in coaching|\bcoaching (?:diploma|course|certificate)\b|"
    r"\b(?:training|certification|credential\w*) program\w*|\bcoach certification"
)
_TRAINING = LatePattern(
    r"\bcoach(?:ing)? (?:training|certification|education) (?:program\w*|course|school|participant)|"
    r"\bstudent coach|\btrainee coach|\bcredential\w* training|\bmentor ?coach"
)


def _mentored(seen: Impression) -> str:
    """By what a coach learns from a mentor, a supervisor or a school in it."""
    if _MENTOR_TITLE.search(seen.title):
        return "its title speaks of mentoring, supervision or training"
    mentoring = seen.sum(MENTORING)
    if (seen.sum(MENTEES) >= 3 and seen.rate(MENTEES) >= 2) or (mentoring >= 4 and seen.per_thousand(mentoring) >= 8):
        return "it speaks of mentor and mentee, or supervisor and supervisee"
    if len(_TRAINING.findall(seen.telling)) >= 3:
        return "it trains coaches"
    if is_supervision(seen):
        return "it is between a supervisor and a coach who brings the work with clients"
    if seen.rate(SUPERVISES) >= 3 and "cases" in seen.counts and CASEWORK & seen.pairs.keys():
        return "somebody supervises the work of a coach with clients"
    return ""


_GROUP_SPEECH = LatePattern(
    r"\b(?:group|team|peer) (?:coach|session|program|meeting|conversation|call|agreement)\w*|"
    r"\bthe (?:group|circle|cohort|team)\b|"
    r"\b(?:each|every|all|fellow|other) (?:group |team )?(?:participant|member)s?\b|"
    r"\boutside the (?:group|circle|room)"
)
# Terms of a website for calls in which several take part: the calls, the others in them, and no call of one's own.
_GROUP_CALLS = LatePattern(
    r"\b(?:group|community|cohort|member|members '?|live q ?& ?a) (?:coaching )?(?:calls?|sessions?|meetings?)\b"
    r"|\b(?:whole|entire) group\b|\bcoaching call with up to\b"
)
_OTHERS_THERE = LatePattern(
    r"\b(?:other|fellow) (?:members?|participants?|parents?|women|founders|leaders|students|people in)\b"
    r"|\bup to (?:\w+ )?(?:members|participants|people|parents)\b|\b(?:all|each) (?:participants?|members?)\b"
)
_ONE_TO_ONE = frozenset(
    (alone, what)
    for alone in ("private", "individual", "personal", "solo")
    for what in ("coaching", "session", "sessions", "call", "calls", "meeting", "meetings")
) | {("to", "one"), ("on", "one"), ("1", ":"), ("1", "to"), ("1", "on")}


def _several(seen: Impression) -> str:
    """By what several people are coached together in it."""
    group = seen.rate(GROUP)
    together = sum(map(seen.pairs.__getitem__, TOGETHER))
    if GROUP_TITLE.search(seen.title) and (group >= 4 or (together >= 2 and seen.size <= SHORT)):
        return "its title speaks of a group or team"
    if group >= 10 and len(_GROUP_SPEECH.findall(seen.telling)) >= 4:
        return "it speaks of a group and its members"
    counted = sum(seen.pairs[before, number] for number in MANY for before in ("the", "all", "of"))
    several = seen.per_thousand(together + 2 * counted)
    if (seen.sum(GROUP) or ("hot", "seat") in seen.pairs) and (
        (several >= 16 and together >= 3) or (several + group >= 14 and together >= 6)
    ):
        return "it speaks of what several people do together"
    calls = _GROUP_CALLS.search(seen.telling) and _OTHERS_THERE.search(seen.telling)
    return "its calls are those of a group" if calls and not _ONE_TO_ONE & seen.pairs.keys() else ""


_IN_HOUSE = LatePattern(
    r"\bin-? ?house\b|\binternal coach(?:es|ing)?\b|\bcoaching pool|\bpool of coaches|\bcoaching office|"
    r"\bsame (?:organization|employer|company|trust|firm|bank|university|council|authority|institution|force|college|"
    r"agency|service|ministry|hospital|school|corps|charity|ward)\b|\bday job\b|"
    r"\bcoach (?:, )?(?:who )?(?:is|are|being) (?:also |both |herself |himself )?(?:an? )?(?:employee|"
    r"employed by (?:the|our)|member of staff|member of the|colleague)|"
    r"\bboth (?:of us |of you )?(?:are |of whom )?(?:work for|employed by|employees of|working for)|"
    r"\bcolleagues? (?:who|trained)|\bso is (?:your|the|my) (?:coach|coachee|client|person)|"
    r"\bcoaches are (?:all )?(?:employees|members of (?:staff|the)|colleagues|employed by (?:us|the))|"
    r"\bthe coach is an? \w+ ,? ?(?:too|as well|also)\b|\bour own (?:people|staff|employees|colleagues)\b"
)
_NOT_IN_HOUSE = LatePattern(
    r"\b(?:not|never|no longer|nor|external|unlike) (?:an? |the )?(?:\w+ )?(?:employee|internal|colleague|employed)"
)


def _in_house(seen: Impression) -> str:
    """By what coach and client have the same employer."""
    house = sum(word in seen.counts for word in HOUSE)
    house -= 2 * sum(seen.counts[word] > seen.pairs["no", word] for word in FROM_OUTSIDE)
    house += 2 * len(HOUSE_SPEECH & seen.pairs.keys())
    if house >= 4:
        return "coach and client are colleagues in the same house"
    opens = _IN_HOUSE.search(seen.head) is not None
    said = max(len(_IN_HOUSE.findall(seen.telling)), opens) - len(_NOT_IN_HOUSE.findall(seen.telling))
    return "coach and client work for the same organisation" if said >= 2 or (said == 1 and opens) else ""


# That somebody else pays says it outright; a mere mention of a sponsor or a line manager has to come more than once.
_PAYS = LatePattern(
    r"\btri-?partite|\bthree (?:- )?way|\bthree of us|\bthree part(?:y|ies|ners?)\b|\bpays for your\b|"
    r"\bpaid (?:for )?by (?:your|the client 's|the coachee 's|an?) (?:employer|company|organization)|"
    r"\b(?:your|the client 's|coachee 's|his|her|their|whose) "
    r"(?:employer|organization|company|firm|foundation|parents?|school|university|sponsor) "
    r"(?:pays|pay|is paying|will pay|has agreed to pay|funds|arranges|is funding|commissions|covers|foots|bears|settles|meets|"
    r"has (?:arranged|asked|engaged|commissioned|bought))|"
    r"\b(?:your|the client 's) (?:former |current )?employer ,(?: \w+){1,4} ,"
    r" (?:pays|will pay|has (?:arranged|asked|engaged|commissioned|bought))|"
    r"\b(?:company|customer|organization|employer|sponsor) (?:shall |will |agrees to )?(?:pays?|engages|commissions|funds)\b"
)
_NO_PAYER = LatePattern(
    r"\bpayer is not a party|\b(?:nobody|no one|no third party|no person) else (?:is a party|pays)|"
    r"\bno third party (?:pays|is)"
)
_THIRD = LatePattern(
    r"\bsponsor(?:ing|ed|s)?\b|\bcommissioning (?:party|organization|manager|body|unit|company)|\bclient organization|"
    r"\bprescriber|\bhead of (?:people|talent|learning|hr|human)|\bline manager|"
    r"\bhr (?:business )?(?:partner|contact|director|manager|representative)|\bhuman resources|"
    r"\bparent (?:/|or) (?:guardian|carer)|\byour parents"
)
_PAYS_ALONE = LatePattern(
    r"\bpay(?:s|ing)?\b(?: [\w’']+){0,5} "
    r"(?:(?:him|her|your|my|one)self|themselves|personally|privately|out of (?:his|her|your|my|their) own)\b"
    r"|\bpaid (?:for )?(?:\w+ )?by the (?:client|coachee) (?:alone|only|personally|(?:him|her)self)\b",
    re.IGNORECASE,
)


def _sponsored(seen: Impression) -> str:
    """By what somebody else than the client pays or has a say."""
    opens = _PAYS.search(seen.head) is not None
    pays = max(len(_PAYS.findall(seen.telling)), opens) - 3 * len(_NO_PAYER.findall(seen.telling))
    alone = ALONE & seen.pairs.keys()
    voices = seen.payers + sum(map(seen.pairs.__getitem__, THIRD_SPEECH))
    voices += sum(seen.pairs["the", body] for body in BODIES)
    voices += 2 * sum((label, ":") in seen.pairs for label in THIRD_LABELS)
    voices -= 3 * len(alone)
    if pays >= 0 and (voices >= 3 or (voices == 2 and seen.size <= SHORT)) and seen.rate(PAYERS | BODIES) >= 5:
        return _PAID_BY_OTHERS
    if seen.counts["customer"] >= 2 and seen.sum(HELPED) >= 2:
        return "the customer is somebody else than the person who is coached"
    third = 2 * pays + len(_THIRD.findall(seen.telling))
    opening = 3 if opens or _THIRD.search(seen.head) else 0
    say = seen.per_thousand(third) + seen.rate(SPONSOR) / 3 + opening
    if _PAYS.search(seen.title) or _THIRD.search(seen.title) or (third >= 2 and say >= 4.5):
        return _PAID_BY_OTHERS
    return _PAID_BY_OTHERS if pays >= 0 and not alone and an_outsider_pays(seen.text) else ""


_KINDS: tuple[tuple[Kind, Callable[[Impression], str]], ...] = (
    (Kind.MENTOR, _mentored),
    (Kind.GROUP, _several),
    (Kind.INTERNAL, _in_house),
    (Kind.SPONSORED, _sponsored),
)
