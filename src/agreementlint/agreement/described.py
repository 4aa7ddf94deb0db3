"""People who are named by a few words on what they are here: "Deniz (in-house coach)", "Johanna is Mia's coach"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from agreementlint.agreement.introductions import read_introduced
from agreementlint.agreement.letters import read_head
from agreementlint.agreement.names import NO_NAME, TITLE_WORDS, is_plain_word, names_nobody
from agreementlint.agreement.naming import OPENING, Binding
from agreementlint.document import Document
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Kind, Role
from agreementlint.text import Span

# A name of up to five words and a blank, each in few letters: patterns with the whole of what names can be compile slowly.
_WORD = r"[A-ZÀ-Þ](?:\.|[\w’'-]*)"
_NAME = (
    rf"(?:(?:Mr|Mrs|Ms|Dr|Prof)\. )?{_WORD}(?: (?:(?:de|del|da|di|la|van|von|der|den|al|bin) ){{0,2}}{_WORD}){{0,4}}"
)
_SLOT = r"(?:_{3,}|\.{4,}|…|\[)"
_ROLE_OF = {
    "coach": Role.COACH,
    "mentor": Role.COACH,
    "supervisor": Role.COACH,
    "facilitator": Role.COACH,
    "client": Role.CLIENT,
    "coachee": Role.CLIENT,
    "mentee": Role.CLIENT,
    "supervisee": Role.CLIENT,
    "sponsor": Role.SPONSOR,
    "manager": Role.SPONSOR,
    "boss": Role.SPONSOR,
}
_WORDS = r"(?:coach|mentor|supervisor|facilitator|client|coachee|mentee|supervisee|sponsor)"
_HELPS = r"(?:coach|mentor|supervisor|facilitator)"
# "Deniz (in-house coach)", "Anneke de Wit (his manager, Noordzee Shipping)", "Harriet = client".
_BRACKETED = LatePattern(
    rf"(?P<name>{_NAME}) (?:\((?:[Tt]he |our |an? |your |my )?(?:[\w-]+ ){{0,2}}?(?P<what>{_WORDS})(?=[),;])"
    rf"|\((?:his|her|their|the client['’]s|the coachee['’]s) (?:line )?(?P<over>manager|boss)\b"
    rf"|= (?:the |our )?(?P<equal>{_WORDS})\b)"
)
_EQUALS = LatePattern(rf"\b(?P<what>(?i:{_WORDS})) = (?P<name>{_NAME})")
_OF_ANOTHER = LatePattern(
    rf"(?P<name>{_NAME}) (?:is|will be|shall be|acts as|becomes) (?P<other>{_NAME}?)['’]s (?:\w+ )?{_HELPS}\b"
)
_OF_US = LatePattern(
    rf"(?P<name>{_NAME}) (?:is|will be|shall be|acts as) (?:our|your|my|the) (?:\w+ )?{_HELPS}\b(?! of\b)"
)
_I_AM = LatePattern(
    rf"\bI(?:['’]m| am) (?P<name>{_NAME})(?:,| –| —)? (?:and I|your|the|an?)\b[^.\n]{{0,40}}?\b(?:coach|mentor|supervis\w+|coaching|mentoring)\b"
    rf"|\((?:that['’]s|that is) (?:me, )?(?P<second>{_NAME})\)"
)
_WITH = LatePattern(
    rf"\b(?:[Ss]ession|[Hh]our|[Cc]all|[Mm]eeting|[Cc]onversation)s? with (?P<name>{_NAME})|\b[Bb]ooked with (?P<second>{_NAME})"
)
_COACHES = LatePattern(
    rf"(?P<name>{_NAME}),? who (?:coaches|will coach|mentors|supervises)\b"
    rf"|(?P<second>{_NAME}) (?:coaches|will coach|mentors|supervises) (?:her|him|them|you|us)\b"
    rf"|\b(?:asked|engaged|hired|invited|booked|retained|appointed) (?P<third>{_NAME}) to (?:coach|mentor|supervise)\b"
)
_THE_OTHER = LatePattern(
    rf"\b[Bb]etween (?P<name>{_NAME}) and me\b|\b[Bb]etween me,? (?:\([^()\n]{{1,60}}\),? )?and (?P<second>{_NAME})"
    rf"|(?:^|\n)[* ]*For:[* ]*(?P<third>{_NAME})[* ]*(?=\n|$)"
)
# A line for a signature under the name of the one who coaches: "Brooke Tanaka: ____ Date: ____".
_SIGNS = LatePattern(rf"(?:^|\n)[*]*(?P<name>{_NAME})[*]*:? *(?:{_SLOT}) *,?;?(?:Date|Signature|Signed)\b")
# "To be completed by the line manager", "Line manager signature ____", "for Kestrel ____".
_PAYER_SIGNS = LatePattern(
    rf"(?:^|\n|\| )[*]*(?:[Ll]ine )?(?:[Mm]anager|[Ss]ponsor|[Ee]mployer|[Oo]rgani[sz]ation|HR(?: [Mm]anager)?)['’]?s? (?:signature|SIGNATURE)[: ]*(?:{_SLOT})"
    rf"|\b(?:[Ff]or|[Oo]n behalf of) (?:the )?(?P<name>{_NAME})[: ]*(?:{_SLOT})"
)
_OFFICE = LatePattern(
    rf"(?:^|\n)[* ]*From[*]*:[* ]*(?:[A-Z]\w+ ){{0,3}}(?:Head|Director|Manager|HR|Chief|Learning|Development|People|Office)(?: of [A-Z]\w+(?: and [A-Z]\w+)?)?, (?P<name>{_NAME})"
)
_NOBODY = frozenset(
    "Who What Which She He It They Someone Somebody Everyone Nobody One Yes No My Your Our Their Her His Whoever".split()
)


# In supervision "the coach" is the one who brings the work: "(supervisor) ... (executive coach)", "you, the coach".
_SUPERVISED = LatePattern(
    r"\b[Yy]ou,? (?:as )?the coach\b(?! and)|\b[Cc]oach \(?[\"“'‘]?(?:the )?(?:supervisee|mentee)"
    r"|\([Ss]upervisor\)[^.\n]{0,60}\((?:[\w-]+ ){0,2}coach\)|\([\w ]{0,12}coach\)[^.\n]{0,60}\([Ss]upervisor\)"
    r"|\b[Ss]upervisor and (?:the |a |one )?[Cc]oach\b(?! supervis)|\b(?:the|a) [Cc]oach and (?:the |a |his |her |their )?[Ss]upervisor\b"
)
_OWN_NAME = LatePattern(rf"(?m)^[*\- ]*Name[*]*:? ?(?:{_SLOT})")
_JOINS = LatePattern(r"(?m)^[*\- ]*I (?:would like|want|wish|understand|agree|accept|have read)\b")


def is_coach_supervised(text: str) -> bool:
    """Whether the one who is called the coach is the one who brings work to a supervisor."""
    return _SUPERVISED.search(text, 0, OPENING) is not None


def read_described(document: Document, kind: Kind, speaks: bool) -> Iterator[Binding]:
    """Who is named without a label, in the order in which it can be trusted; `speaks` says whether the coach is "I".

    A supervised coach is the client of the supervisor.
    """
    text = document.text
    yield from read_introduced(document)
    three = kind in (Kind.SPONSORED, Kind.INTERNAL)
    described = [each for each in _read_brackets(text) if three or each.role is not Role.SPONSOR]
    if kind is Kind.MENTOR and is_coach_supervised(text):
        described = [replace(each, role=Role.CLIENT) if each.label == "coach" else each for each in described]
    yield from described
    for pair in _OF_ANOTHER.finditer(text, 0, OPENING):
        for part, role in (("name", Role.COACH), ("other", Role.CLIENT)):
            if (found := _named(role, pair, part, text)) is not None:
                yield found
    for pattern, words in ((_OF_US, 1), (_I_AM, 1), (_COACHES, 1), (_WITH, 2)):
        for match in pattern.finditer(text, 0, OPENING):
            found = _named(Role.COACH, match, str(match.lastgroup), text)
            if found is not None and len(found.name.split()) >= words:
                yield found
    if not three:
        for match in _THE_OTHER.finditer(text, 0, OPENING):
            if (other := _named(Role.CLIENT, match, str(match.lastgroup), text)) is not None:
                yield other
    if speaks:
        yield from read_head(document)
        for match in _SIGNS.finditer(text):
            found = _named(Role.COACH, match, "name", text)
            if found is not None and len(found.name.split()) > 1:
                yield found
    elif (asked := _OWN_NAME.search(text, 0, OPENING)) and _JOINS.search(text):
        yield Binding(Role.CLIENT, "", "", Span(*asked.span()))
    if three:
        yield from _read_payers(text)


def _read_brackets(text: str) -> Iterator[Binding]:
    for match in (*_BRACKETED.finditer(text, 0, OPENING), *_EQUALS.finditer(text, 0, OPENING)):
        groups = match.groupdict()
        what = (groups.get("what") or groups.get("over") or groups.get("equal") or "").lower()
        found = _named(_ROLE_OF[what], match, "name", text)
        if found is not None:
            yield Binding(found.role, what, found.name, found.span)


def _read_payers(text: str) -> Iterator[Binding]:
    for pattern in (_OFFICE, _PAYER_SIGNS):
        for match in pattern.finditer(text):
            if match.groupdict().get("name") is None:
                yield Binding(Role.SPONSOR, "", "", Span(*match.span()))
            elif (found := _named(Role.SPONSOR, match, "name", text)) is not None:
                yield found


def _named(role: Role, match: re.Match[str], part: str, text: str) -> Binding | None:
    """The binding of the name in a part of a match, unless it is a pronoun, a title or a word that begins a sentence."""
    name, start = match.group(part), match.start(part)
    words = name.split()
    if words[0] in _NOBODY or words[0] in NO_NAME | TITLE_WORDS or names_nobody(name, text, start):
        return None
    if len(words) == 1 and is_plain_word(name.lower(), text):
        return None
    return Binding(role, "", name, Span(start, start + len(name)))
