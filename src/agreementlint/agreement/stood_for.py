"""What "it", "they" or "these" stands for: the thing that the words before speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agreementlint.agreement.attribution import BIDDING
from agreementlint.agreement.model import Section, Statement
from agreementlint.document import Block, BlockKind
from agreementlint.language.clause import Mentions
from agreementlint.language.pronouns import StoodFor
from agreementlint.language.standing import EVERYONE, ROLE_NUMBER
from agreementlint.language.tokens import Tokens, stemmed
from agreementlint.terms import Role

_SINGULAR, _PLURAL, _EITHER = 1, 2, 3
_PRONOUNS = {
    "it": _SINGULAR, "this": _SINGULAR, "they": _PLURAL, "them": _PLURAL, "these": _PLURAL, "those": _PLURAL,
    "both": _PLURAL, "lot": _EITHER,
}  # fmt: skip
_OF_PEOPLE = frozenset(["they", "them", "both"])  # these stand for people as well
_POINTING = frozenset(["this", "these", "those"])  # before a noun they are articles
_SUBJECTS = frozenset("i you we he she they it who which nobody someone somebody everybody everyone anyone".split())
_OBJECTS = frozenset("me us him her them myself yourself ourselves themselves itself mine yours ours".split())
_BEFORE_VERBS = frozenset(
    "am is are was were be been being has have had do does did will shall may can could would should must might to not n't "
    "'ll 've 're 'm 'd never".split()
)
_ADVERBS = frozenset(
    "always also only then still just already afterwards later once usually normally often sometimes ever again too so "
    "now here there today soon first either neither even yet away".split()
)
_PARTICLES = frozenset("down up out off back over together".split())
_PREPOSITIONS = frozenset(
    "in on at for from with without by about after before until till during through into onto under over within between "
    "among against per as than since behind beside outside inside to via upon towards toward because if unless when while "
    "where once whether that how why what whatever whose whom although though except but whenever wherever around besides".split()
)
_ARTICLES = frozenset(
    "the a an my your our his her their its each every all any some no one two three four five most several many few "
    "these those this both another other".split()
)
_OWNING = frozenset(["the", "my", "your", "our"])
_JOINS = frozenset(["and", "or", ",", "&"])
# A verb behind a subject of several words ("My paper notes stand in a cupboard").
_STANDING = frozenset(
    "stand stands stay stays live lives go goes lie lies remain remains sit sits rest rests move moves come comes end ends "
    "run runs get gets hang hangs sleep sleeps belong belongs begin begins start starts last lasts serve serves help helps "
    "contain contains consist consists".split()
)
# Times, and the work itself, come between a pronoun and what it stands for ("After two years they are shredded").
_PASSED_OVER = frozenset(
    "year years month months week weeks day days hour hours minute minutes end time times date session sessions meeting "
    "meetings evening evenings morning moment start beginning coaching engagement contract agreement programme program work "
    "process period relationship case way course need reason law request".split()
)
_UNCOUNTED = frozenset(["data", "stuff", "paperwork", "information", "everything", "media", "mail", "minutes"])
_NO_PLURAL = ("ss", "us", "is", "'s")
_LET_IN = frozenset(["that", "to", "if", "when", "whether"])
_EXPLETIVE = frozenset("happens depends seems takes follows turns means matters helps becomes".split())
_BE = frozenset(["is", "'s", "was", "be"])
_MOST_WORDS, _MOST_BACK, _SHORT = 8, 2, 6

# Without an article these are things, and no verbs.
_NOUNS = stemmed(
    "notes records files notebook notebooks jottings emails messages letters recordings recording tapes transcripts "
    "summaries summary reports report forms questionnaires questionnaire documents data information conversations "
    "stories details invoices receipts paper papers paperwork photographs photos drawings folders names addresses numbers "
    "results answers replies goals fees tasks exercises flipcharts videos audio drafts copies texts note record file book hardback pad diary journal log list sheet email "
    "message letter tape story invoice receipt photo photograph drawing folder laptop phone computer drive disk stick cabinet "
    "drawer website newsletter"
)

# What one does to the work together: "If you end it early".
_OF_WORK = stemmed("end stop begin start leave finish continue cancel terminate renew extend postpone do make")

_TELLING = stemmed("tell say share talk speak confide discuss reveal disclose entrust")
_HEARING = stemmed("hear learn")
_NOT = frozenset("not n't never if when while after before unless as until once".split())  # nothing is told yet
_COACH, _CLIENT = ROLE_NUMBER[Role.COACH], ROLE_NUMBER[Role.CLIENT]

_SUBJECT, _OBJECT, _OTHER = range(3)


class _Thing(NamedTuple):
    """Words for a thing: which tokens, or a word for it, what it is to its sentence, and which pronouns may stand for it."""

    words: StoodFor
    part: int
    number: int


_TOLD = _Thing("content", _SUBJECT, _EITHER)


def stood_for(
    statements: Sequence[Statement],
    sections: Sequence[Section],
    blocks: Sequence[Block],
    tokens: Tokens,
    units: Sequence[range],
    mentions: Mentions,
) -> dict[int, StoodFor]:
    """By the token of each pronoun the tokens of what it stands for, where the words before it speak of such a thing.

    What somebody is told there, in whatever words, it stands for as "content".
    """
    normals = tokens.normals
    found: dict[int, StoodFor] = {}
    known: dict[int, list[_Thing]] = {}

    def things(unit: int) -> list[_Thing]:
        if unit not in known:
            known[unit] = list(_things(units[unit], tokens, mentions))
        return known[unit]

    for statement in statements:
        unit = units[statement.unit]
        pronouns = [at for at in unit if normals[at] in _PRONOUNS and _stands_alone(at, unit, tokens)]
        for at in pronouns:
            number = _PRONOUNS[normals[at]]
            own = [each for each in things(statement.unit) if each.number & number]
            if any(isinstance(each.words, range) and each.words.stop <= at for each in own):
                continue  # "If you send me a letter I answer it"
            for before in _before(statement, statements, sections, blocks):
                thing = _chosen(things(before), number)
                doubtful = thing is None or not _is_known(thing, tokens)
                if doubtful and normals[at] not in _OF_PEOPLE and _tells(units[before], tokens, mentions):
                    thing = _TOLD
                if thing is not None:
                    if _is_known(thing, tokens):
                        found[at] = thing.words
                    if not any(each.part == _SUBJECT for each in known[statement.unit]):
                        known[statement.unit].insert(0, _Thing(thing.words, _SUBJECT, number))
                    break
    return found


def _is_known(thing: _Thing, tokens: Tokens) -> bool:
    """Whether the words for a thing say that it is one which is kept, shown or told."""
    words = thing.words
    return isinstance(words, str) or not _NOUNS.isdisjoint(tokens.stems[words.start : words.stop])


def _tells(unit: range, tokens: Tokens, mentions: Mentions) -> bool:
    """Whether the one who is coached tells something here, by himself or with the coach: "We will talk about your work"."""
    for at in unit:
        stem = tokens.stems[at]
        if stem not in _TELLING and stem not in _HEARING:
            continue
        for before in range(at - 1, max(unit.start, at - 4) - 1, -1):
            if before in mentions or tokens.normals[before] in _SUBJECTS:
                role = mentions.get(before, (0, 0))[0]
                told = role in (_CLIENT, EVERYONE) or tokens.normals[before] == "we"
                if stem in _HEARING:
                    told = role == _COACH and "you" in tokens.normals[at : unit.stop]
                if told and not _NOT.intersection(tokens.normals[max(before - 1, unit.start) : at]):
                    return True
                break
    return False


def _before(
    statement: Statement, statements: Sequence[Statement], sections: Sequence[Section], blocks: Sequence[Block]
) -> Iterator[int]:
    """The units before a statement that it may go on about, nearest first."""
    cell = blocks[statement.block].kind is BlockKind.CELL
    back = 0
    for index in range(statement.index - 1, max(-1, statement.index - 1 - _MOST_BACK), -1):
        if statements[index].block == statement.block:
            back += 1
            yield statements[index].unit
    if back:
        return
    if cell:
        yield from statement.context[:1]
        return
    if statement.index and statements[statement.index - 1].section == statement.section:
        yield statements[statement.index - 1].unit
    elif statement.section >= 0:
        yield sections[statement.section].unit


def _chosen(things: Sequence[_Thing], number: int) -> _Thing | None:
    """What a sentence goes on about: its subject, else its object, else what it named last."""
    fitting = [each for each in things if each.number & number]
    for part in (_SUBJECT, _OBJECT):
        for each in fitting:
            if each.part == part:
                return each
    return fitting[-1] if fitting else None


def _stands_alone(at: int, unit: range, tokens: Tokens) -> bool:
    """Whether a word is a pronoun that stands for a thing: "these I keep", not "these notes"; "it is", not "it is clear that"."""
    normals = tokens.normals
    ahead = normals[at + 1 : min(at + 6, unit.stop)] or ["."]
    if normals[at] == "lot":
        return at > unit.start and normals[at - 1] == "the" and ahead[0] != "of"
    if normals[at] in _POINTING or normals[at] == "both":
        return (
            ahead[0] in _BEFORE_VERBS
            or ahead[0] in _SUBJECTS - {"who", "which"}
            or ahead[0] in _STANDING
            or ahead[0] in _OWNING  # "These the company does not see"
            or (ahead[0] in _ADVERBS or ahead[0] in _PREPOSITIONS - {"that"} or not ahead[0].isalpha())
        )
    if normals[at] != "it":
        return True
    behind = at - 1 if at > unit.start else at
    if ahead[0] in _EXPLETIVE or (tokens.stems[behind] in _OF_WORK and tokens.stems[behind - 1] != "be"):
        return False  # "if you end it", not "when we are finished it goes to"
    return not (ahead[0] in _BE and any(each in _LET_IN for each in ahead[2:4]) and not ahead[1].endswith("ed"))


def _things(unit: range, tokens: Tokens, mentions: Mentions) -> Iterator[_Thing]:
    """The things of which a sentence speaks, in their order."""
    normals = tokens.normals
    at, verb, seen_verb, behind_preposition = unit.start, False, False, False
    while at < unit.stop:
        word = normals[at]
        if _is_party(at, normals, mentions) or word in _SUBJECTS or word in _OBJECTS:
            verb, behind_preposition = word not in _OBJECTS and not behind_preposition, False
            at += mentions[at][1] if at in mentions else 1
        elif word in _BEFORE_VERBS and not (word == "to" and normals[at + 1 : at + 2] and normals[at + 1] in _ARTICLES):
            verb, seen_verb, at = True, True, at + 1
        elif word in _ADVERBS or word in _PARTICLES or word.endswith("ly"):
            at += 1
        elif word in _PREPOSITIONS:
            verb, behind_preposition, at = False, True, at + 1
        elif word in ("and", "or"):
            verb, behind_preposition, at = seen_verb, False, at + 1  # "I write and store notes"
        elif at == unit.start and word not in _ARTICLES and not word[0].isdigit() and tokens.stems[at] in BIDDING:
            seen_verb, at = True, at + 1  # "Write to Ines"
        elif not (word[0].isalnum() or word in _ARTICLES):
            verb, behind_preposition, at = False, False, at + 1
        elif verb and word not in _ARTICLES:
            verb, seen_verb, at = False, True, at + 1
        elif word not in _ARTICLES and not _names_a_thing(at, unit, tokens):
            at += 1
        else:
            stop = _noun_stops(at, unit, normals, mentions)
            part = _OTHER if behind_preposition else _OBJECT if seen_verb else _SUBJECT
            verb, behind_preposition = part == _SUBJECT, False
            if stop - at > 1 and normals[stop - 1] in _STANDING:
                stop, verb, seen_verb = stop - 1, False, True
            if not _ARTICLES.issuperset(normals[at:stop]) and normals[stop - 1] not in _PASSED_OVER | {"of"}:
                yield _Thing(range(at, stop), part, _number(at, stop, normals))
            at = max(stop, at + 1)


def _names_a_thing(at: int, unit: range, tokens: Tokens) -> bool:
    """Whether words without an article name a thing that one can keep, show or pass on: "session notes"."""
    for place in range(at, min(at + 3, unit.stop)):
        if tokens.stems[place] in _NOUNS:
            return True
        word = tokens.normals[place]
        if _closes(word) or word in _ARTICLES or not word[0].isalnum():
            return False
    return False


def _is_party(at: int, normals: Sequence[str], mentions: Mentions) -> bool:
    """Whether a party is named here for itself, and not as the owner of something."""
    if at not in mentions:
        return False
    behind = at + mentions[at][1]
    return normals[at] not in _ARTICLES and not (behind < len(normals) and normals[behind] == "'s")


def _noun_stops(at: int, unit: range, normals: Sequence[str], mentions: Mentions) -> int:
    """Where the words end that begin here and name a thing, with those that "and" or "of" adds to them."""
    stop = at + 1
    while stop < unit.stop and stop - at < _MOST_WORDS:
        word = normals[stop]
        if word in ("of", "'s", "'", "-"):
            stop += 1
        elif word in _JOINS:
            ahead = normals[stop + 1] if stop + 1 < unit.stop else ""
            more = ahead in _ARTICLES or (ahead[:1].isalpha() and ahead.endswith("s") and not _closes(ahead))
            if not more or (stop + 1 in mentions and normals[stop + 1] not in _ARTICLES):
                break
            stop += 2
        elif _closes(word) or not word[0].isalnum() or (stop in mentions and _is_party(stop, normals, mentions)):
            break
        else:
            stop += 1
    return stop


def _closes(word: str) -> bool:
    return (
        word in _PREPOSITIONS
        or word in _BEFORE_VERBS
        or word in _SUBJECTS
        or word in _OBJECTS
        or word in _ADVERBS
        or word in _PARTICLES
    )


def _number(at: int, stop: int, normals: Sequence[str]) -> int:
    """Whether "it" or "they" may stand for these words; both for "a page of notes"."""
    words = normals[at:stop]
    heads = {words[-1], *(words[place - 1] for place, word in enumerate(words) if word == "of" and place)}
    if not _JOINS.isdisjoint(words):
        return _PLURAL
    number = 0
    for head in heads:
        plural = head.endswith("s") and not head.endswith(_NO_PLURAL)
        number |= _EITHER if head in _UNCOUNTED else _PLURAL if plural else _SINGULAR
    return number
