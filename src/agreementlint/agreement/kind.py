"""What kind of document this is, with the evidence for it in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from agreementlint.agreement.kind_words import (
    ACTORS,
    AGREEMENT_TITLE,
    ARTICLE_TALK,
    ARTICLE_TITLE,
    CLIENT_SIDE,
    COACHES,
    COACHING,
    COACHING_TITLE,
    COMMIT,
    DATA,
    DATA_TITLE,
    FEES,
    GROUP,
    GROUP_SPEECH,
    GROUP_TITLE,
    INTERNAL,
    KEEPING,
    LABELS,
    MENTEES,
    MENTOR_TITLE,
    MENTORING,
    NO_PAYER,
    NOT_INTERNAL,
    ONE,
    OTHER_TRADE,
    PAYS,
    PLURAL,
    SERVICE,
    SESSION,
    SITE,
    SPONSOR,
    TELLING,
    THREE,
    TRADE,
    TRAINING,
)
from agreementlint.document import Block, BlockKind, Document
from agreementlint.terms import Kind

_TITLE_BLOCKS = 9
_TITLE_LINES = 4
_TITLE_WORDS = 16
_HEAD_WORDS = 260
_WINDOW = 5
_MOST_WORDS = 20_000  # what a document is shows in its first pages; a longer one is not read further for this
_SHORT = 250  # rates of shorter texts are reckoned as if they had so many words


class Cue(NamedTuple):
    """A sign that speaks for or against a reading of the document: how much it weighs, and what it is in words."""

    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Impression:
    """What the cues are read from.

    `counts` says how often each word form occurs, `pairs` which word follows which actor, `title` are the first
    short lines in lower case; `head` and `telling` are the opening and the surroundings of all telling words, as
    word forms divided by spaces.
    """

    counts: Counter[str]
    size: int
    title: str
    head: str
    telling: str
    pairs: Counter[tuple[str, str]]

    def sum(self, words: frozenset[str]) -> int:
        return sum(map(self.counts.__getitem__, words))

    def rate(self, words: frozenset[str]) -> float:
        """How often the words occur per thousand words."""
        return self.per_thousand(self.sum(words))

    def per_thousand(self, count: float) -> float:
        return 1000 * count / max(self.size, _SHORT)


def read_kind(document: Document, normals: Sequence[str], counts: Counter[str]) -> tuple[Kind, str]:
    """The kind of a document and the evidence for it in words; `normals` are its words, `counts` how often each occurs."""
    if document.stated_kind is not None:
        return document.stated_kind, "the file format says so"
    seen = _impression(document, normals, counts)
    policy, agreement, against = _policy(seen), _for_agreement(seen), _against_agreement(seen)
    if policy > 0 and policy >= _weight(agreement) - _weight(against):
        return Kind.DATA_PLAN, "it is about personal data and agrees no coaching"
    if not _is_coaching(seen):
        return Kind.OTHER, "coaching is not what it is about"
    if _weight(agreement) - _weight(against) < 1.5:
        return Kind.OTHER, f"no coaching is agreed in it: {_best(against) or 'nobody commits to anything'}"
    kind, why = _arrangement(seen)
    return kind, f"{_best(agreement)}; {why}"


def _impression(document: Document, normals: Sequence[str], counts: Counter[str]) -> Impression:
    words = normals if len(normals) <= _MOST_WORDS else normals[:_MOST_WORDS]
    title = (
        " | ".join(_title_lines(document.blocks, document.text)).lower().replace("’", "'").replace("organis", "organiz")
    )
    pairs = Counter(pair for pair in pairwise(words) if pair[0] in ACTORS)
    near: list[str] = []
    end = 0
    for index, word in enumerate(words):
        if word in TELLING:
            start = max(index - _WINDOW, end)
            if start > end:
                near.append("…")
            end = index + 1 + _WINDOW
            near.extend(words[start:end])
    return Impression(counts, sum(counts.values()), title, " ".join(words[:_HEAD_WORDS]), " ".join(near), pairs)


def _title_lines(blocks: Sequence[Block], text: str) -> list[str]:
    """The lines that say what the document is: the first headings and short lines."""
    lines: list[str] = []
    for block in blocks[:_TITLE_BLOCKS]:
        words = text[block.start : min(block.end, block.start + 200)]
        sentence = words.rstrip().endswith((".", ";")) or (": " in words[:40] and lines)
        if block.kind is BlockKind.HEADING or (len(words.split()) <= _TITLE_WORDS and not sentence):
            lines.append(words)
        if len(lines) >= _TITLE_LINES:
            break
    return lines


def _weight(cues: list[Cue]) -> float:
    return sum(cue.weight for cue in cues)


def _best(cues: list[Cue]) -> str:
    return max(cues, key=lambda cue: cue.weight).words if cues else ""


def _is_coaching(seen: Impression) -> bool:
    """Whether coaching, mentoring or supervision is the subject, be it by name or by the way two people speak."""
    named = seen.sum(COACHING)
    people_only = named == seen.sum(COACHES) and not seen.sum(CLIENT_SIDE) and not seen.sum(SESSION)
    if people_only and "coaching" not in seen.title:
        return False  # coaches that drive passengers or train a team
    if named and seen.rate(COACHING) >= 3 and AGREEMENT_TITLE.search(seen.title):
        return True
    if (named >= 2 and seen.rate(COACHING) >= 1.5) or re.search(r"\bcoach|\bmentor", seen.title):
        return True
    if GROUP_TITLE.search(seen.title) and seen.rate(SESSION) >= 4 and seen.counts["you"] and seen.counts["i"]:
        return True
    personal = 1000 * (seen.counts["i"] + seen.counts["you"]) / max(seen.size, 1)
    return (
        personal >= 30 and seen.sum(SESSION) >= 1 and seen.rate(TRADE) < 3 and bool(AGREEMENT_TITLE.search(seen.title))
    )


def _for_agreement(seen: Impression) -> list[Cue]:
    """What speaks for an agreement between people."""
    cues: list[Cue] = []
    titled = AGREEMENT_TITLE.search(seen.title)
    coaching = COACHING_TITLE.search(seen.title)
    if titled and (coaching or not DATA_TITLE.search(seen.title)):
        words = f"its title speaks of {(coaching or titled).group()!r}"
        article = ARTICLE_TITLE.search(seen.title)
        cues.append(Cue(1 if article else 4 if coaching else 3, words))
    bound = any(seen.pairs[label, mark] for label in LABELS for mark in (":", "|", ")"))
    if bound or "hereinafter" in seen.counts or "undersigned" in seen.counts or " between " in seen.head:
        cues.append(Cue(2, "it says between whom it is"))
    committed = seen.per_thousand(sum(count for (_, verb), count in seen.pairs.items() if verb in COMMIT))
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
    if "signature" in seen.counts or "signed" in seen.counts:
        cues.append(Cue(1, "it is signed"))
    if seen.sum(FEES) >= 2 and seen.sum(SESSION) >= 2:
        cues.append(Cue(1.5, "it sets sessions and their terms"))
    return cues


def _against_agreement(seen: Impression) -> list[Cue]:
    """What speaks for a text about coaching, or for a contract of another trade."""
    cues: list[Cue] = []
    if "?" in seen.title.split(" | ")[0] or ARTICLE_TITLE.search(seen.title):
        cues.append(Cue(2.5, "its title is that of an article"))
    talk = {match.group() for match in ARTICLE_TALK.finditer(seen.telling)}
    if talk:
        # In a long agreement one such phrase is chance; in a short text it is telling.
        weight = min(len(talk), 4) * min(1.0, 0.2 + 1200 / max(seen.size, 400))
        cues.append(Cue(weight, f"it talks about the subject ({min(talk)!r})"))
    plural = seen.sum(PLURAL)
    if plural >= 4 and plural > seen.sum(ONE):
        cues.append(Cue(1.5, "it speaks of coaches and clients in general"))
    trade = OTHER_TRADE.search(seen.title)
    if trade:
        coached = "coaching" in seen.title and seen.rate(CLIENT_SIDE - {"you"}) >= 5
        mentored = "mentor" in seen.title and seen.rate(MENTORING) >= 5  # mentors of an internship are mentors
        cues.append(Cue(3 if coached or mentored else 20, f"its title speaks of {trade.group()!r}"))
    if seen.rate(TRADE) > 6 and seen.rate(TRADE) > 0.8 * seen.rate(SERVICE):
        cues.append(Cue(4, "its terms are those of another trade"))
    if seen.rate(SITE) > 8 and seen.rate(SITE) > 1.5 * seen.rate(FEES | SESSION):
        cues.append(Cue(3, "it is about a website"))
    if not seen.sum(CLIENT_SIDE) and seen.size > _SHORT:
        cues.append(Cue(2, "nobody is coached in it"))
    return cues


def _policy(seen: Impression) -> float:
    """How much speaks for a plan or notice about data."""
    score = 0.0
    rate = seen.rate(DATA)
    titled = DATA_TITLE.search(seen.title)
    if titled and not COACHING_TITLE.search(seen.title):
        score += 5 + min(seen.rate(KEEPING) / 8, 2)
    if rate >= 20:
        score += 2 + min((rate - 20) / 15, 3)
    elif not titled:
        return 0
    if seen.rate(FEES) > max(rate / 2, 3):
        score -= 3
    return 0 if OTHER_TRADE.search(seen.title) else score


def _arrangement(seen: Impression) -> tuple[Kind, str]:
    """Who stands in the arrangement: the first kind in order that the document shows."""
    mentoring = seen.sum(MENTORING)
    if MENTOR_TITLE.search(seen.title):
        return Kind.MENTOR, "its title speaks of mentoring, supervision or training"
    if (seen.sum(MENTEES) >= 3 and seen.rate(MENTEES) >= 2) or (mentoring >= 4 and seen.per_thousand(mentoring) >= 8):
        return Kind.MENTOR, "it speaks of mentor and mentee, or supervisor and supervisee"
    if len(TRAINING.findall(seen.telling)) >= 3:
        return Kind.MENTOR, "it trains coaches"
    group = seen.rate(GROUP)
    if GROUP_TITLE.search(seen.title) and group >= 4:
        return Kind.GROUP, "its title speaks of a group or team"
    if group >= 10 and len(GROUP_SPEECH.findall(seen.telling)) >= 4:
        return Kind.GROUP, "it speaks of a group and its members"
    internal = len(INTERNAL.findall(seen.telling)) - len(NOT_INTERNAL.findall(seen.telling))
    if internal >= 2 or (internal == 1 and INTERNAL.search(seen.head)):
        return Kind.INTERNAL, "coach and client work for the same organisation"
    pays = len(PAYS.findall(seen.telling)) - 3 * len(NO_PAYER.findall(seen.telling))
    third = 2 * pays + len(THREE.findall(seen.telling))
    opening = 3 if PAYS.search(seen.head) or THREE.search(seen.head) else 0
    say = seen.per_thousand(third) + seen.rate(SPONSOR) / 3 + opening
    if PAYS.search(seen.title) or THREE.search(seen.title) or (third >= 2 and say >= 4.5):
        return Kind.SPONSORED, "somebody other than the client pays for it or has a say"
    return Kind.TWO_PARTY, "coach and client are the only parties"
