"""Questions and answers: who speaks in a question that the client asks, and what a bare "No." denies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from agreementlint.agreement.model import Statement
from agreementlint.language.clause import Mentions
from agreementlint.language.standing import NEGATED, PLAIN, ROLE_NUMBER, Scope
from agreementlint.language.tokens import Tokens
from agreementlint.terms import Role

_COACH, _CLIENT = ROLE_NUMBER[Role.COACH], ROLE_NUMBER[Role.CLIENT]
_SWAPPED = {_COACH: _CLIENT, _CLIENT: _COACH}
_FIRST = frozenset("i me my mine myself".split())
_SECOND = frozenset("you your yours yourself".split())
_PRONOUNS = _FIRST | _SECOND
# "Can I stop early?", "Will you tell my boss?": with these begins what the one asks who is to agree.
_ASKS_OF_SELF = frozenset("can may must could should am do will would have".split())
_ASKS_OF_OTHER = frozenset("will do can may could are would have is does".split())
_WHAT_IF = (("what", "if", "i"), ("what", "happens", "if", "i"), ("what", "happens", "when", "i"), ("and", "if", "i"))
# Who asks about these is coached.
_CLIENTS_OWN = frozenset("boss employer manager company organization money data place sessions".split())
# What the one who coaches does: "Will you keep what I say to yourself?".
_COACHS_ACTS = frozenset(
    "record keep share show send pass disclose report discuss destroy delete shred store hold use sell publish talk speak "
    "write quote repeat charge bill invoice refund tell reveal take protect help recommend copy treat coach inform offer "
    "cancel replace erase give".split()
)
# What the one who coaches asks of the client: "Would you like me to …?", "Do you agree that I …?".
_CLIENTS_ACTS = frozenset(
    "like rather prefer mind consent agree willing want wish happy allow permit authorise authorize".split()
)
_BROUGHT_TO = frozenset("tell inform give share talk speak".split())  # "… me": the client brings it
# "May I record our sessions?" asks for consent.
_ASKED_LEAVE = frozenset("record share give use contact send name pass quote publish store".split())
_LEAVE = frozenset("may can could".split())
_ACT_WITHIN = 7
_LABELS = frozenset("q question :".split())
_NO = frozenset("no never nobody none nothing".split())
_BARE = _NO | frozenset(
    "a answer : , . ! not at all sorry of course ever certainly absolutely i we do will wo n't".split()
)
_NOT = frozenset(["not", "n't"])
_AFFIRMED = frozenset(["do", "will"])
_MOST_BARE = 7
_LABEL_ENDS = frozenset([":", "–", "—", "|"])
_NONE = frozenset(["none", "nil"])
_LACKING = _NONE | {"never"}
# What may follow a "none" that is all there is: "none known", "none that I know of", "none at present", "none, unless".
_SINCE = frozenset(
    "known that at today so currently now yet present to whatsoever whatever planned here on unless except".split()
)
_LONGEST_LABEL = 8


def is_question(unit: range, tokens: Tokens) -> bool:
    return len(unit) > 2 and tokens.stems[unit.stop - 1] == "?"


def as_asked(tokens: Tokens, units: Sequence[range], mentions: Mentions) -> Mentions:
    """The mentions of parties, with "I" for the client and "you" for the coach where the client asks."""
    turned: dict[int, tuple[int, int]] = {}
    for unit in units:
        if is_question(unit, tokens) and _is_clients(tokens.normals[unit.start : unit.stop]):
            for at in unit:
                role, width = mentions.get(at, (0, 0))
                if role in _SWAPPED and width == 1 and tokens.normals[at] in _PRONOUNS:
                    own = tokens.normals[at] in _FIRST
                    turned[at] = (_CLIENT if own else _COACH, width)
    return {**mentions, **turned} if turned else mentions


def _is_clients(words: Sequence[str]) -> bool:
    while words and words[0] in _LABELS:
        words = words[1:]
    if _FIRST.isdisjoint(words):
        return False
    if any(tuple(words[: len(opening)]) == opening for opening in _WHAT_IF):
        return True
    if words[0] in _ASKS_OF_SELF and words[1] == "i" and words[2] != "need":
        return words[0] not in _LEAVE or words[2] not in _ASKED_LEAVE or _speaks_as_client(words)
    if words[0] in _ASKS_OF_OTHER and words[1] == "you" and _asks_of_the_coach(words):
        return True
    return _speaks_as_client(words)


def _speaks_as_client(words: Sequence[str]) -> bool:
    return any(word in _FIRST and following in _CLIENTS_OWN for word, following in pairwise(words))


def _asks_of_the_coach(words: Sequence[str]) -> bool:
    """Whether "Will you …?" asks for what a coach does: "keep what I say secret", not "tell me about any therapy"."""
    for at, word in enumerate(words[2:_ACT_WITHIN], 2):
        if word in _CLIENTS_ACTS or word in _FIRST:
            return False
        if word in _COACHS_ACTS:
            behind = words[at + 1 : at + 3]
            return not (word in _BROUGHT_TO and ("me" in behind[:1] or tuple(behind) in (("with", "me"), ("to", "me"))))
    return False


def deny_the_asked(statements: Sequence[Statement], tokens: Tokens, units: Sequence[range], scope: Scope) -> None:
    """Denies what a question asks that is answered with a "No." that stands by itself, whatever explains it."""
    for statement in statements:
        asked = next((each for each in statement.context if is_question(units[each], tokens)), None)
        if asked is None:
            continue
        no = next((at for each in (statement.unit, *statement.context) for at in _bare_no(units[each], tokens)), None)
        if no is None:
            continue
        for at in units[asked]:
            if scope.polarity[at] == PLAIN:
                scope.polarity[at], scope.cause[at] = NEGATED, no


def deny_the_labelled(tokens: Tokens, units: Sequence[range], scope: Scope) -> None:
    """Denies what a label names that has nothing but "none" or "never" behind it: "Conflicts of interest: none known"."""
    for unit in units:
        for at in unit[1:]:
            if tokens.stems[at - 1] not in _LABEL_ENDS:
                continue
            label = range(unit.start, at - 1)
            if tokens.normals[at] in _LACKING and len(label) <= _LONGEST_LABEL and _ends_there(at, unit, tokens):
                for token in label:
                    if scope.polarity[token] == PLAIN:
                        scope.polarity[token], scope.cause[token] = NEGATED, at
            break


def _ends_there(at: int, unit: range, tokens: Tokens) -> bool:
    """Whether no more is said behind a "none" than from when, for whom it is known or in which case it is not so."""
    behind = tokens.normals[at + 1] if at + 1 < unit.stop else "."
    if tokens.normals[at] in _NONE:
        return behind in _SINCE or not behind[0].isalnum()
    return not behind[0].isalnum()


def _bare_no(unit: range, tokens: Tokens) -> Iterator[int]:
    """Where the "no" stands in a unit that says nothing but no."""
    words = tokens.normals[unit.start : unit.stop]
    if len(words) <= _MOST_BARE and _BARE.issuperset(words):
        yield from (at for at in unit if tokens.normals[at] in _NO)
        if not any(word in _AFFIRMED and behind not in _NOT for word, behind in pairwise(words)):
            yield from (at for at in unit if tokens.normals[at] in _NOT)  # "Certainly not."
