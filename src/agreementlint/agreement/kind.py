"""What kind of document this is, with the evidence for it in words."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from agreementlint.agreement.impression import SHORT, Impression, first_impression
from agreementlint.agreement.kind_families import (
    ABOUT,
    ABOUT_PAIRS,
    AIMS,
    ALONE,
    BODIES,
    CASEWORK,
    DANGER,
    FROM_OUTSIDE,
    HELPED,
    HELPING,
    HOUSE,
    HOUSE_SPEECH,
    LEAVING,
    MANY,
    MEETING,
    NOT_THERAPY,
    NOTES,
    PAYERS,
    PRICE,
    RECORDS,
    SUPERVISES,
    THIRD_LABELS,
    THIRD_SPEECH,
    TOGETHER,
)
from agreementlint.agreement.kind_likeness import (
    WORDS_OF_THE_KIND,
    arrangement_by_words,
    likelihoods,
    subject_by_words,
)
from agreementlint.agreement.kind_words import (
    ACTORS,
    AGREED,
    AGREEMENT_TITLE,
    ARTICLE_TALK,
    ARTICLE_TITLE,
    BEFORE,
    CLIENT_SIDE,
    COACHES,
    COACHING,
    COACHING_TITLE,
    COMMIT,
    DATA,
    DATA_TITLE,
    FEES,
    GROUP,
    GROUP_CALLS,
    GROUP_SPEECH,
    GROUP_TITLE,
    INTERNAL,
    KEEPING,
    LABELS,
    MENTEES,
    MENTOR_TITLE,
    MENTORING,
    MINUTES_TITLE,
    NO_PAYER,
    NOT_INTERNAL,
    ONE,
    ONE_TO_ONE,
    OTHER_TRADE,
    OTHERS_THERE,
    PAYS,
    PAYS_ALONE,
    PLURAL,
    QUESTIONS_TITLE,
    SERVICE,
    SESSION,
    SITE,
    SPONSOR,
    SUPERVISOR,
    THREE,
    TRADE,
    TRAINING,
)
from agreementlint.agreement.outside_payers import an_outsider_pays
from agreementlint.document import Document
from agreementlint.language.tokens import Tokens
from agreementlint.terms import Kind

_HELPED = 6  # of the eight families of words of a helping conversation, so many make one
_PAGE, _NOTE = 100, 60  # shorter texts have room for one family, or two, less
_LONG = 6000  # a contract longer than this has every family by chance
_PAID_BY_OTHERS = "somebody other than the client pays for it or has a say"
_SETTLES = "it settles meetings, what stays secret and what they are for"
_ALONE = "coach and client are the only parties"  # what is taken where nothing shows anything else
_SHORT_DEAL = 1200  # words; a longer agreement on coaching shows what it is


class Cue(NamedTuple):
    """A sign that speaks for or against a reading of the document: how much it weighs, and what it is in words."""

    weight: float
    words: str


def read_kind(document: Document, tokens: Tokens, counts: Counter[str]) -> tuple[Kind, str]:
    """The kind of a document and the evidence for it in words; `counts` says how often each word form occurs."""
    if document.stated_kind is not None:
        return document.stated_kind, "the file itself says so"
    seen = first_impression(document, tokens.normals, counts)
    policy, agreement, against = _policy(seen), _for_agreement(seen), _against_agreement(seen)
    # A good notice tells of meetings and secrecy too: that it does so does not make it an agreement.
    promised = _weight([cue for cue in agreement if cue.words != _SETTLES])
    if policy > 0 and policy >= promised - _weight(against):
        return Kind.DATA_PLAN, "it is about personal data and agrees no coaching"
    why = ""
    if not _is_coaching(seen):
        why = "coaching is not what it is about"
    elif _weight(agreement) - _weight(against) < 1.5:
        why = f"no coaching is agreed in it: {_best(against) or 'nobody commits to anything'}"
    if why:
        by_words = subject_by_words(likelihoods(tokens.stems)) if _is_doubtful(seen, against) else Kind.OTHER
        return by_words, why if by_words is Kind.OTHER else WORDS_OF_THE_KIND
    kind, why = _arrangement(seen, document.text)
    if why == _ALONE and seen.size >= _NOTE:
        by_words = arrangement_by_words(likelihoods(tokens.stems))
        kind, why = by_words, why if by_words is kind else WORDS_OF_THE_KIND
    return kind, f"{_best(agreement) or 'it agrees on coaching'}; {why}"


def _is_doubtful(seen: Impression, against: list[Cue]) -> bool:
    """Whether a text that shows no coaching agreement may be one all the same: a short one, of no other trade or sort."""
    foreign = seen.genre or seen.trade or OTHER_TRADE.search(seen.title) or ARTICLE_TITLE.search(seen.title)
    return _PAGE <= seen.size <= _SHORT_DEAL and not foreign and all(cue.weight <= 4 for cue in against)


def _weight(cues: list[Cue]) -> float:
    return sum(cue.weight for cue in cues)


def _best(cues: list[Cue]) -> str:
    return max(cues, key=lambda cue: cue.weight).words if cues else ""


def _is_coaching(seen: Impression) -> bool:
    """Whether coaching, mentoring or supervision is the subject, be it by name or by the way two people speak."""
    if _is_helping(seen):
        return True
    learning = "action learning" in seen.title and seen.rate(MEETING) >= 4
    if learning and AGREEMENT_TITLE.search(seen.title) and not seen.genre:
        return True
    if _is_brief_deal(seen):
        return True
    named = seen.sum(COACHING)
    people_only = named == seen.sum(COACHES) and not seen.sum(CLIENT_SIDE) and not seen.sum(SESSION)
    if people_only and "coaching" not in seen.title and seen.families < 4:
        return False  # coaches that drive passengers or train a team
    if named and seen.rate(COACHING) >= 3 and AGREEMENT_TITLE.search(seen.title):
        return True
    if (named >= 2 and seen.rate(COACHING) >= 1.5) or re.search(r"\bcoach|\bmentor", seen.title):
        return True
    if GROUP_TITLE.search(seen.title) and seen.rate(SESSION) >= 4 and seen.counts["you"] and seen.counts["i"]:
        return True
    if _is_supervision(seen):
        return True
    if GROUP_TITLE.search(seen.title) and named and seen.families >= _HELPED and not seen.genre and not seen.trade:
        return True
    if seen.size > SHORT / 2 and not seen.sum(AIMS):
        return False  # a room to let or a lesson, perhaps to coaches
    personal = 1000 * (seen.counts["i"] + seen.counts["you"]) / max(seen.size, 1)
    return (
        personal >= 30 and seen.sum(SESSION) >= 1 and seen.rate(TRADE) < 3 and bool(AGREEMENT_TITLE.search(seen.title))
    )


def _is_helping(seen: Impression) -> bool:
    """Whether it settles conversations in which one person helps another, whatever the two are called."""
    named = seen.rate(COACHING)
    return (
        seen.families >= _families_needed(seen)
        and (named >= 1 or seen.families >= _HELPED)
        and seen.size <= _LONG
        and seen.rate(MEETING) >= 1.9
        and seen.rate(AIMS) >= 2
        and (named >= 1 or sum(word in seen.counts for word in AIMS) + seen.families >= 9)
        and (named >= 1 or seen.rate(TRADE - NOT_THERAPY) < 3)
        and not seen.genre
        and not seen.trade
    )


def _is_supervision(seen: Impression) -> bool:
    """Whether one of the two is the supervisor of the other, who has clients; most coaches have a supervisor besides."""
    return (
        bool(SUPERVISOR.search(seen.head))
        and seen.families >= 4
        and ("cases" in seen.counts or not CASEWORK.isdisjoint(seen.pairs))
    )


def _is_brief_deal(seen: Impression) -> bool:
    """Whether a few lines say when two people meet for coaching, what it costs and how one stops."""
    settled = all(seen.sum(family) for family in (MEETING, PRICE, LEAVING)) and seen.sum(COACHING) > 0
    foreign = seen.genre or seen.trade or seen.sum(TRADE - NOT_THERAPY) or OTHER_TRADE.search(seen.title)
    foreign = foreign or ARTICLE_TITLE.search(seen.title)
    return seen.size < _PAGE and settled and not foreign


def _families_needed(seen: Impression) -> int:
    return _HELPED - (seen.size < _PAGE) - (seen.size < _NOTE)


def _for_agreement(seen: Impression) -> list[Cue]:
    """What speaks for an agreement between people."""
    cues: list[Cue] = []
    if _is_helping(seen):
        cues.append(Cue(0.5 + 1.5 * (seen.families - _families_needed(seen)), _SETTLES))
    elif _is_brief_deal(seen):
        cues.append(Cue(1.5, _SETTLES))
    titled = AGREEMENT_TITLE.search(seen.title)
    coaching = COACHING_TITLE.search(seen.title)
    if titled and (coaching or not DATA_TITLE.search(seen.title)):
        words = f"its title speaks of {(coaching or titled).group()!r}"
        article = ARTICLE_TITLE.search(seen.title) or QUESTIONS_TITLE.search(seen.title.split(" | ")[0])
        cues.append(Cue(1 if article else 4 if coaching else 3, words))
    bound = any(seen.pairs[label, mark] for label in LABELS for mark in (":", "|", ")"))
    if bound or "hereinafter" in seen.counts or "undersigned" in seen.counts or " between " in seen.head:
        cues.append(Cue(2, "it says between whom it is"))
    committed = seen.per_thousand(
        sum(count for (who, verb), count in seen.pairs.items() if verb in COMMIT and who in ACTORS)
    )
    if committed >= 2:
        cues.append(Cue(min(committed / 3, 3), "it commits people"))
    own = sum(
        seen.pairs[pair]
        for pair in (
            ("this", "agreement"),
            ("this", "contract"),
            ("these", "terms"),
            ("this", "charter"),
            ("this", "letter"),
            ("this", "code"),
            ("this", "form"),
        )
    )
    if own:
        cues.append(Cue(min(0.5 + own / 2, 2), "it calls itself an agreement"))
    elif {("the", "following"), ("as", "follows")} & seen.pairs.keys() and seen.counts["agree"]:
        cues.append(Cue(1, "its parties agree the following"))
    if any(what.startswith("___") and who in LABELS for who, what in seen.pairs):
        cues.append(Cue(1.5, "it leaves room for the names of its parties"))
    if {"signature", "signed"} & seen.counts.keys() or ("sign" in seen.counts and seen.sum(BEFORE)):
        cues.append(Cue(1, "it is signed"))
    on_record = MINUTES_TITLE.search(seen.title) and seen.sum(AGREED | {"sign"})
    enough = 3 if seen.rate(COACHING) >= 20 else 4
    if on_record and seen.families >= enough and seen.sum(COACHING) >= 2 and not seen.trade:
        cues.append(Cue(2, "it puts on record what was agreed"))
    if seen.sum(FEES) >= 2 and seen.sum(SESSION) >= 2:
        cues.append(Cue(1.5, "it sets sessions and their terms"))
    return cues


def _against_agreement(seen: Impression) -> list[Cue]:
    """What speaks for a text about coaching, or for a contract of another trade."""
    cues: list[Cue] = []
    general = sum(pair in seen.pairs for pair in ABOUT_PAIRS) + sum(word in seen.counts for word in ABOUT)
    if ARTICLE_TITLE.search(seen.title):
        cues.append(Cue(2.5, "its title is that of an article"))
    elif QUESTIONS_TITLE.search(seen.title.split(" | ")[0]) and (
        general >= 3 or not (_is_helping(seen) or _is_brief_deal(seen))
    ):
        # Whoever asks and answers how the two will work together settles it.
        cues.append(Cue(2.5, "its title is that of an article"))
    talk = {match.group() for match in ARTICLE_TALK.finditer(seen.telling)}
    if talk:
        # In a long agreement one such phrase is chance; in a short text it is telling.
        weight = min(len(talk), 4) * min(1.0, 0.2 + 1200 / max(seen.size, 400))
        cues.append(Cue(weight, f"it talks about the subject ({min(talk)!r})"))
    if seen.genre:
        cues.append(Cue(15, f"its words are those of {seen.genre}"))
    if seen.trade:
        cues.append(Cue(15, f"who helps in it is {seen.trade}"))
    if general >= 4 and seen.size <= 200 * general:
        cues.append(Cue(1 + min(general, 8), "it speaks of clients and agreements in general"))
    plural = seen.sum(PLURAL)
    if plural >= 4 and plural > seen.sum(ONE):
        cues.append(Cue(1.5, "it speaks of coaches and clients in general"))
    trade = OTHER_TRADE.search(seen.title)
    if trade:
        between = re.search(r"\bcoach\b", seen.title) and re.search(r"\b(?:client|coachee)\b", seen.title)
        coached = (between or "coaching" in seen.title) and (
            seen.rate(CLIENT_SIDE - {"you"}) >= 5 or (trade.group().startswith("consult") and seen.rate(COACHING) >= 12)
        )
        mentored = "mentor" in seen.title and seen.rate(MENTORING) >= 5  # mentors of an internship are mentors
        weight = 20 if not (coached or mentored) else 3 if not between else 1
        cues.append(Cue(weight, f"its title speaks of {trade.group()!r}"))
    trading = seen.rate(TRADE - NOT_THERAPY)
    if trading > 6 and trading > 0.8 * seen.rate(SERVICE):
        cues.append(Cue(4, "its terms are those of another trade"))
    if seen.rate(SITE) > 8 and seen.rate(SITE) > 1.5 * seen.rate(FEES | SESSION):
        cues.append(Cue(3 if seen.sum(SESSION) else 9, "it is about a website"))
    if seen.families <= 2 and seen.size > 110:
        cues.append(Cue(2.5, "it settles nothing of how people work together"))
    if not seen.sum(CLIENT_SIDE) and seen.size > SHORT:
        cues.append(Cue(2, "nobody is coached in it"))
    return cues


def _policy(seen: Impression) -> float:
    """How much speaks for a plan or notice about data."""
    score = 0.0
    rate = seen.rate(DATA)
    if seen.genre and (seen.genre != "a website" or not seen.sum((CLIENT_SIDE - {"you"}) | SESSION)):
        return 0
    held = seen.rate(RECORDS)
    talk = sum(seen.rate(family) for family in HELPING if family not in (DANGER, NOTES))
    if held >= 30 and held > 1.1 * talk and seen.sum(COACHING | SESSION) and not OTHER_TRADE.search(seen.title):
        score += 6
    titled = DATA_TITLE.search(seen.title)
    if titled and not COACHING_TITLE.search(seen.title):
        score += 5 + min(seen.rate(KEEPING) / 8, 2)
    if rate >= 20:
        score += 2 + min((rate - 20) / 15, 3)
    elif not titled and not score:
        return 0
    if seen.rate(FEES) > max(rate / 2, 3):
        score -= 3
    return 0 if OTHER_TRADE.search(seen.title) else score


def _arrangement(seen: Impression, text: str) -> tuple[Kind, str]:
    """Who stands in the arrangement: the first kind in order that the document shows."""
    mentoring = seen.sum(MENTORING)
    if MENTOR_TITLE.search(seen.title):
        return Kind.MENTOR, "its title speaks of mentoring, supervision or training"
    if (seen.sum(MENTEES) >= 3 and seen.rate(MENTEES) >= 2) or (mentoring >= 4 and seen.per_thousand(mentoring) >= 8):
        return Kind.MENTOR, "it speaks of mentor and mentee, or supervisor and supervisee"
    if len(TRAINING.findall(seen.telling)) >= 3:
        return Kind.MENTOR, "it trains coaches"
    if _is_supervision(seen):
        return Kind.MENTOR, "it is between a supervisor and a coach who brings the work with clients"
    if seen.rate(SUPERVISES) >= 3 and "cases" in seen.counts and CASEWORK & seen.pairs.keys():
        return Kind.MENTOR, "somebody supervises the work of a coach with clients"
    group = seen.rate(GROUP)
    together = sum(map(seen.pairs.__getitem__, TOGETHER))
    if GROUP_TITLE.search(seen.title) and (group >= 4 or (together >= 2 and seen.size <= SHORT)):
        return Kind.GROUP, "its title speaks of a group or team"
    if group >= 10 and len(GROUP_SPEECH.findall(seen.telling)) >= 4:
        return Kind.GROUP, "it speaks of a group and its members"
    counted = sum(seen.pairs[before, number] for number in MANY for before in ("the", "all", "of"))
    several = seen.per_thousand(together + 2 * counted)
    if (seen.sum(GROUP) or ("hot", "seat") in seen.pairs) and (
        (several >= 16 and together >= 3) or (several + group >= 14 and together >= 6)
    ):
        return Kind.GROUP, "it speaks of what several people do together"
    if GROUP_CALLS.search(seen.telling) and OTHERS_THERE.search(seen.telling) and not ONE_TO_ONE & seen.pairs.keys():
        return Kind.GROUP, "its calls are those of a group"
    house = sum(word in seen.counts for word in HOUSE)
    house -= 2 * sum(seen.counts[word] > seen.pairs["no", word] for word in FROM_OUTSIDE)
    house += 2 * len(HOUSE_SPEECH & seen.pairs.keys())
    if house >= 4:
        return Kind.INTERNAL, "coach and client are colleagues in the same house"
    internal = max(len(INTERNAL.findall(seen.telling)), INTERNAL.search(seen.head) is not None) - len(
        NOT_INTERNAL.findall(seen.telling)
    )
    if internal >= 2 or (internal == 1 and INTERNAL.search(seen.head)):
        return Kind.INTERNAL, "coach and client work for the same organisation"
    pays = max(len(PAYS.findall(seen.telling)), PAYS.search(seen.head) is not None) - 3 * len(
        NO_PAYER.findall(seen.telling)
    )
    third = 2 * pays + len(THREE.findall(seen.telling))
    opening = 3 if PAYS.search(seen.head) or THREE.search(seen.head) else 0
    voices = seen.payers + sum(map(seen.pairs.__getitem__, THIRD_SPEECH))
    voices += sum(seen.pairs["the", body] for body in BODIES)
    voices += 2 * sum((label, ":") in seen.pairs for label in THIRD_LABELS)
    voices -= 3 * len(ALONE & seen.pairs.keys())
    if pays >= 0 and (voices >= 3 or (voices == 2 and seen.size <= SHORT)) and seen.rate(PAYERS | BODIES) >= 5:
        return Kind.SPONSORED, _PAID_BY_OTHERS
    if seen.counts["customer"] >= 2 and seen.sum(HELPED) >= 2:
        return Kind.SPONSORED, "the customer is somebody else than the person who is coached"
    say = seen.per_thousand(third) + seen.rate(SPONSOR) / 3 + opening
    if PAYS.search(seen.title) or THREE.search(seen.title) or (third >= 2 and say >= 4.5):
        return Kind.SPONSORED, _PAID_BY_OTHERS
    if pays >= 0 and not seen.pairs.keys() & ALONE and an_outsider_pays(text):
        return Kind.SPONSORED, _PAID_BY_OTHERS
    if PAYS_ALONE.search(text):
        return Kind.TWO_PARTY, "the client alone pays"
    return Kind.TWO_PARTY, _ALONE
