"""What speaks for and against a coaching agreement, and for a plan about data: cues that are weighed against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agreementlint.agreement.impression import SHORT, Impression
from agreementlint.agreement.kind_subject import families_needed, is_brief_deal, is_helping
from agreementlint.agreement.kind_words import (
    ABOUT,
    ABOUT_PAIRS,
    ACTORS,
    AGREED,
    AGREEMENT_TITLE,
    ARTICLE_TITLE,
    BEFORE,
    CLIENT_SIDE,
    COACHING,
    COACHING_TITLE,
    COMMIT,
    DANGER,
    DATA,
    DATA_TITLE,
    FEES,
    HELPING,
    ITSELF,
    KEEPING,
    LABELS,
    MENTORING,
    MINUTES_TITLE,
    NOT_THERAPY,
    NOTES,
    ONE,
    OTHER_TRADE,
    PLURAL,
    QUESTIONS_TITLE,
    RECORDS,
    SERVICE,
    SESSION,
    SITE,
    TRADE,
)
from agreementlint.latepattern import LatePattern
from agreementlint.values import dataclass

_SETTLES = "it settles meetings, what stays secret and what they are for"
_DECISIVE = 15  # outweighs all that can speak for an agreement

_ARTICLE_TALK = LatePattern(
    r"\b(?:in this (?:article|guide|post|blog|chapter)|this (?:article|guide|post|blog)|read more|further reading|"
    r"download this|free template|the author|(?:research|studies) (?:shows?|have|suggests?)|frequently asked|"
    r"key takeaways|in conclusion|you could use|you might want|consider using|every coach|"
    r"(?:(?<!how )many|most|some|all) coaches|coaches (?:should|can|need|must|often|may)|"
    r"(?:for|between|maintaining|that|effective|good|of) coaching agreements|an agreement with your|"
    r"your coaching (?:business|practice)|here are some|suggests|what you could|good coaches|ask yourself)\b"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign that speaks for or against a reading of the document: how much it weighs, and what it is in words."""

    weight: float
    words: str


def weight(cues: Sequence[Cue]) -> float:
    return sum(cue.weight for cue in cues)


def strongest(cues: Sequence[Cue]) -> str:
    """The words of the cue that weighs most; empty where there is none."""
    return max(cues, key=lambda cue: cue.weight).words if cues else ""


def promises(cues: Sequence[Cue]) -> Sequence[Cue]:
    """The cues for an agreement that a plan about data does not have: a good one tells of meetings and secrecy too."""
    return [cue for cue in cues if cue.words != _SETTLES]


def for_agreement(seen: Impression) -> Iterator[Cue]:
    """What speaks for an agreement between people."""
    if is_helping(seen):
        yield Cue(0.5 + 1.5 * (seen.families - families_needed(seen)), _SETTLES)
    elif is_brief_deal(seen):
        yield Cue(1.5, _SETTLES)
    titled = AGREEMENT_TITLE.search(seen.title)
    coaching = COACHING_TITLE.search(seen.title)
    if titled and (coaching or not DATA_TITLE.search(seen.title)):
        article = ARTICLE_TITLE.search(seen.title) or _asks(seen.title)
        yield Cue(1 if article else 4 if coaching else 3, f"its title speaks of {(coaching or titled).group()!r}")
    bound = any(seen.pairs[label, mark] for label in LABELS for mark in (":", "|", ")"))
    if bound or "hereinafter" in seen.counts or "undersigned" in seen.counts or " between " in seen.head:
        yield Cue(2, "it says between whom it is")
    committed = seen.per_thousand(
        sum(count for (who, verb), count in seen.pairs.items() if verb in COMMIT and who in ACTORS)
    )
    if committed >= 2:
        yield Cue(min(committed / 3, 3), "it commits people")
    own = sum(map(seen.pairs.__getitem__, ITSELF))
    if own:
        yield Cue(min(0.5 + own / 2, 2), "it calls itself an agreement")
    elif {("the", "following"), ("as", "follows")} & seen.pairs.keys() and seen.counts["agree"]:
        yield Cue(1, "its parties agree the following")
    if any(what.startswith("___") and who in LABELS for who, what in seen.pairs):
        yield Cue(1.5, "it leaves room for the names of its parties")
    if {"signature", "signed"} & seen.counts.keys() or ("sign" in seen.counts and seen.sum(BEFORE)):
        yield Cue(1, "it is signed")
    on_record = MINUTES_TITLE.search(seen.title) and seen.sum(AGREED | {"sign"})
    enough = 3 if seen.rate(COACHING) >= 20 else 4
    if on_record and seen.families >= enough and seen.sum(COACHING) >= 2 and not seen.trade:
        yield Cue(2, "it puts on record what was agreed")
    if seen.sum(FEES) >= 2 and seen.sum(SESSION) >= 2:
        yield Cue(1.5, "it sets sessions and their terms")


def against_agreement(seen: Impression) -> Iterator[Cue]:
    """What speaks for a text about coaching, or for a contract of another trade."""
    general = sum(pair in seen.pairs for pair in ABOUT_PAIRS) + sum(word in seen.counts for word in ABOUT)
    # Whoever asks and answers how the two will work together settles it.
    asks = _asks(seen.title) and (general >= 3 or not (is_helping(seen) or is_brief_deal(seen)))
    if ARTICLE_TITLE.search(seen.title) or asks:
        yield Cue(2.5, "its title is that of an article")
    talk = {match.group() for match in _ARTICLE_TALK.finditer(seen.telling)}
    if talk:
        # In a long agreement one such phrase is chance; in a short text it is telling.
        telling = min(len(talk), 4) * min(1.0, 0.2 + 1200 / max(seen.size, 400))
        yield Cue(telling, f"it talks about the subject ({min(talk)!r})")
    if seen.genre:
        yield Cue(_DECISIVE, f"its words are those of {seen.genre}")
    if seen.trade:
        yield Cue(_DECISIVE, f"who helps in it is {seen.trade}")
    if general >= 4 and seen.size <= 200 * general:
        yield Cue(1 + min(general, 8), "it speaks of clients and agreements in general")
    plural = seen.sum(PLURAL)
    if plural >= 4 and plural > seen.sum(ONE):
        yield Cue(1.5, "it speaks of coaches and clients in general")
    if trade := OTHER_TRADE.search(seen.title):
        yield Cue(_title_of_trade(trade.group(), seen), f"its title speaks of {trade.group()!r}")
    trading = seen.rate(TRADE - NOT_THERAPY)
    if trading > 6 and trading > 0.8 * seen.rate(SERVICE):
        yield Cue(4, "its terms are those of another trade")
    if seen.rate(SITE) > 8 and seen.rate(SITE) > 1.5 * seen.rate(FEES | SESSION):
        yield Cue(3 if seen.sum(SESSION) else 9, "it is about a website")
    if seen.families <= 2 and seen.size > 110:
        yield Cue(2.5, "it settles nothing of how people work together")
    if not seen.sum(CLIENT_SIDE) and seen.size > SHORT:
        yield Cue(2, "nobody is coached in it")


def _asks(title: str) -> bool:
    """Whether the first line of a title asks something or is that of a chapter."""
    return QUESTIONS_TITLE.search(title.split(" | ")[0]) is not None


def _title_of_trade(trade: str, seen: Impression) -> float:
    """How much the name of another trade in the title weighs: little where it is one in which somebody is coached."""
    between = re.search(r"\bcoach\b", seen.title) and re.search(r"\b(?:client|coachee)\b", seen.title)
    coached = (between or "coaching" in seen.title) and (
        seen.rate(CLIENT_SIDE - {"you"}) >= 5 or (trade.startswith("consult") and seen.rate(COACHING) >= 12)
    )
    mentored = "mentor" in seen.title and seen.rate(MENTORING) >= 5  # mentors of an internship are mentors
    if not (coached or mentored):
        return 20
    return 1 if between else 3


def for_data_plan(seen: Impression) -> float:
    """How much speaks for a plan or notice about data; 0 where it is none."""
    if seen.genre and (seen.genre != "a website" or not seen.sum((CLIENT_SIDE - {"you"}) | SESSION)):
        return 0
    if OTHER_TRADE.search(seen.title):
        return 0
    score = 0.0
    held = seen.rate(RECORDS)
    talk = sum(seen.rate(family) for family in HELPING if family not in (DANGER, NOTES))
    if held >= 30 and held > 1.1 * talk and seen.sum(COACHING | SESSION):
        score += 6
    titled = DATA_TITLE.search(seen.title)
    if titled and not COACHING_TITLE.search(seen.title):
        score += 5 + min(seen.rate(KEEPING) / 8, 2)
    rate = seen.rate(DATA)
    if rate >= 20:
        score += 2 + min((rate - 20) / 15, 3)
    elif not titled and not score:
        return 0
    return score - 3 if seen.rate(FEES) > max(rate / 2, 3) else score
