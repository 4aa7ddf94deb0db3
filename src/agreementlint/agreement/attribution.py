"""Who acts in what a heading asks of one party: "What I ask of you" above "Pay before the session"."""

from __future__ import annotations

from collections.abc import Sequence

from agreementlint.agreement.model import Section, Statement
from agreementlint.language.clause import Mentions
from agreementlint.language.standing import ROLE_NUMBER, Scope
from agreementlint.language.tokens import Tokens, stemmed
from agreementlint.terms import Role

_DUTIES = stemmed(
    "duty responsibility obligation commitment undertaking promise agree undertake commit shall must will"
)
_ASKED = stemmed("ask expect need want require expectation")
# With one of these a sentence begins that leaves out who is to act.
BIDDING = stemmed(
    "keep pay give tell come attend be respect treat maintain inform provide respond arrive bring take ensure let make "
    "not never hold share store protect destroy delete shred complete prepare act use work seek send follow comply "
    "disclose refrain avoid report notify cooperate participate set agree commit undertake understand cancel listen "
    "ask accept answer return record observe safeguard preserve abide"
)
# Behind a verb without a subject ("attends the sessions", "listens") stands one of these, or nothing.
_BEHIND_VERB = frozenset(
    "the a an to on in for from with what when where whether if his her their its your my it them him you me us not up out at any all "
    "every each no nothing through between into about over off together and or , . ; only regularly openly honestly "
    "actively punctually prepared responsibility part care notes feedback questions".split()
)
_NO_VERB = frozenset(
    "notes sessions fees records goals rights duties meetings tasks times others terms dates costs".split()
)
# With one of these in its own clause a word like "records" or "papers" is the subject, and no verb.
_FINITE = frozenset("is are was were will shall may can must should has have".split())
# Behind one of these the verb is that of another clause: "keeps what is said to herself".
_OTHER_CLAUSE = frozenset(
    "that which who whom whose what whatever where when whenever how why whether if unless once until while because before "
    "after as since though although i you he she it we they there , ; : and but or".split()
)
_JOINTS = frozenset([",", ";", "and", "but"])
_DETERMINERS = frozenset(["the", "your"])
_ENDS = frozenset([":", ".", "|"])
_MOST_WORDS = 12


def act_under_headings(
    sections: Sequence[Section],
    statements: Sequence[Statement],
    tokens: Tokens,
    units: Sequence[range],
    mentions: Mentions,
    scope: Scope,
) -> None:
    """Gives the sentences without a subject of their own the party that the heading above them names."""
    asked = [_asked(units[section.unit], tokens, mentions) for section in sections]
    for statement in statements:
        unit = units[statement.unit]
        if not unit or scope.actor[unit.start] or not _begins_with_verb(unit, tokens, mentions):
            continue
        heads = (_named(units[head], tokens, mentions) for head in statement.context)
        role = next((role for role in heads if role), 0) or (asked[statement.section] if statement.section >= 0 else 0)
        if role:
            last = _clause_end(unit, tokens, mentions)
            scope.actor[unit.start : last] = bytes((role,)) * (last - unit.start)


def _begins_with_verb(unit: range, tokens: Tokens, mentions: Mentions) -> bool:
    """Whether a sentence begins with what somebody is to do or does, and does not say who."""
    if _is_subject(unit, tokens, mentions):
        return False
    if tokens.stems[unit.start] in BIDDING:
        return True
    word = tokens.normals[unit.start]
    third = (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and word not in _NO_VERB
    )
    return third and (len(unit) == 1 or tokens.normals[unit.start + 1] in _BEHIND_VERB)


def _is_subject(unit: range, tokens: Tokens, mentions: Mentions) -> bool:
    """Whether the first word heads the subject of a verb: "Recordings for training are deleted"."""
    for at in unit[1:]:
        word = tokens.normals[at]
        if word in _FINITE:
            return tokens.normals[at - 1] != "to"
        if word in _OTHER_CLAUSE or at in mentions:
            return False
    return False


def _clause_end(unit: range, tokens: Tokens, mentions: Mentions) -> int:
    """Where a clause with a subject of its own begins: "Pay in advance, and I send a receipt"."""
    for at in unit:
        if tokens.stems[at] in _JOINTS and any(behind in mentions for behind in range(at + 1, min(at + 3, unit.stop))):
            return at
    return unit.stop


def _named(head: range, tokens: Tokens, mentions: Mentions) -> int:
    """The number of the role that the head of a row or column names, and nothing else; 0 for none."""
    if not head:
        return 0  # a tick or an arrow has no words
    at = head.start + (tokens.stems[head.start] in _DETERMINERS)
    role, width = mentions.get(at, (0, 0))
    return role if role and all(token in _ENDS for token in tokens.stems[at + width : head.stop]) else 0


def _asked(heading: range, tokens: Tokens, mentions: Mentions) -> int:
    """The number of the role of whom a heading asks something; 0 for none, or for several."""
    if len(heading) > _MOST_WORDS:
        return 0
    named = [mentions[at][0] for at in heading if at in mentions]
    words = tokens.stems[heading.start : heading.stop]
    if alone := _named(heading, tokens, mentions):
        return alone  # "The Client" above "Comes prepared"
    if not named or ROLE_NUMBER[Role.EVERYONE] in named:
        return 0
    if not _ASKED.isdisjoint(words):
        return named[-1]  # "what I ask of you"
    return named[0] if len(set(named)) == 1 and not _DUTIES.isdisjoint(words) else 0
