"""People who are named by a few words on what they are here: "Deniz (in-house coach)", "Johanna is Mia's coach"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from agreementlint.agreement.introductions import read_introduced
from agreementlint.agreement.letters import read_head
from agreementlint.agreement.names import NO_NAME, TITLE_WORDS, is_plain_word, names_nobody
from agreementlint.agreement.naming import OPENING, Binding
from agreementlint.agreement.wordings import Named, Wordings
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
_ROLES = r"(?:coach|mentor|supervisor|facilitator|client|coachee|mentee|supervisee|sponsor)"
_HELPER = r"(?:coach|mentor|supervisor|facilitator)"
_IS = r"(?:is|will be|shall be|acts as)"
# "Deniz (in-house coach)", "Anneke de Wit (his manager, Noordzee Shipping)", "Harriet = client".
_BRACKETED = LatePattern(
    rf"(?P<name>{_NAME}) (?:\((?:[Tt]he |our |an? |your |my )?(?:[\w-]+ ){{0,2}}?(?P<what>{_ROLES})(?=[),;])"
    rf"|\((?:his|her|their|the client['’]s|the coachee['’]s) (?:line )?(?P<over>manager|boss)\b"
    rf"|= (?:the |our )?(?P<equal>{_ROLES})\b)"
)
_EQUALS = LatePattern(rf"\b(?P<what>(?i:{_ROLES})) = (?P<name>{_NAME})")
# "Johanna is Mia's coach."
_OF_ANOTHER = LatePattern(
    rf"(?P<name>{_NAME}) (?:is|will be|shall be|acts as|becomes) (?P<other>{_NAME}?)['’]s (?:\w+ )?{_HELPER}\b"
)
# Who is the coach, by what is said of them.
_OF_US = Wordings(
    ("<Gro> is our coach", rf"<name> {_IS} (?:our|your|my|the) (?:\w+ )?{_HELPER}\b(?! of\b)"), name=_NAME
)
_I_AM = Wordings(
    (
        "I'm <Adaeze> and I'll be your coach",
        r"\bI(?:['’]m| am) <name>(?:,| –| —)? (?:and I|your|the|an?)\b[^.\n]{0,40}?\b(?:coach|mentor|supervis\w+|coaching|mentoring)\b",
    ),
    ("your coach (that's me, <Ola Berg>)", r"\((?:that['’]s|that is) (?:me, )?<name>\)"),
    name=_NAME,
)
_COACHES = Wordings(
    ("<Jules>, who coaches", r"<name>,? who (?:coaches|will coach|mentors|supervises)\b"),
    ("<Jules> coaches her", r"<name> (?:coaches|will coach|mentors|supervises) (?:her|him|them|you|us)\b"),
    (
        "Our firm has asked <Liv Aasen> to coach Oskar Dahl",
        r"\b(?:asked|engaged|hired|invited|booked|retained|appointed) <name> to (?:coach|mentor|supervise)\b",
    ),
    name=_NAME,
)
_WITH = Wordings(
    ("one hour with <Gareth Nwosu>", r"\b(?:[Ss]ession|[Hh]our|[Cc]all|[Mm]eeting|[Cc]onversation)s? with <name>"),
    ("Booked with <Gareth Nwosu>", r"\b[Bb]ooked with <name>"),
    name=_NAME,
)
# Who is not "me", and whom the paper is for.
_THE_OTHER = Wordings(
    ("between <Marit Dahl> and me", r"\b[Bb]etween <name> and me\b"),
    ("between me (Jonas Lie) and <Marit Dahl>", r"\b[Bb]etween me,? (?:\([^()\n]{1,60}\),? )?and <name>"),
    ("For: <Salma Haddad>", r"(?:^|\n)[* ]*For:[* ]*<name>[* ]*(?=\n|$)"),
    name=_NAME,
)
# A line for a signature under the name of the one who coaches.
_SIGNS = Wordings(
    ("<Brooke Tanaka>: ____ Date: ____", rf"(?:^|\n)[*]*<name>[*]*:? *(?:{_SLOT}) *,?;?(?:Date|Signature|Signed)\b"),
    name=_NAME,
)
# A place to sign, or an office that writes, is that of whoever pays.
_PAYER_SIGNS = Wordings(
    (
        "Line manager signature: ____",
        r"(?:^|\n|\| )[*]*(?:[Ll]ine )?(?:[Mm]anager|[Ss]ponsor|[Ee]mployer|[Oo]rgani[sz]ation|HR(?: [Mm]anager)?)['’]?s? "
        rf"(?:signature|SIGNATURE)[: ]*(?:{_SLOT})",
    ),
    ("for <Kestrel> ____", rf"\b(?:[Ff]or|[Oo]n behalf of) (?:the )?<name>[: ]*(?:{_SLOT})"),
    name=_NAME,
)
_OFFICE = Wordings(
    (
        "From: Head of People, <Carol Finch>",
        r"(?:^|\n)[* ]*From[*]*:[* ]*(?:[A-Z]\w+ ){0,3}(?:Head|Director|Manager|HR|Chief|Learning|Development|People|Office)"
        r"(?: of [A-Z]\w+(?: and [A-Z]\w+)?)?, <name>",
    ),
    name=_NAME,
)
_NOBODY = frozenset(
    "Who What Which She He It They Someone Somebody Everyone Nobody One Yes No My Your Our Their Her His Whoever".split()
)


# In supervision "the coach" is the one who brings the work.
_SUPERVISED = Wordings(
    ("you, the coach", r"\b[Yy]ou,? (?:as )?the coach\b(?! and)"),
    ("Coach (the supervisee)", r"\b[Cc]oach \(?[\"“'‘]?(?:the )?(?:supervisee|mentee)"),
    ("Ada Cole (supervisor) and Tom Reed (executive coach)", r"\([Ss]upervisor\)[^.\n]{0,60}\((?:[\w-]+ ){0,2}coach\)"),
    ("Tom Reed (coach) and Ada Cole (supervisor)", r"\([\w ]{0,12}coach\)[^.\n]{0,60}\([Ss]upervisor\)"),
    ("between supervisor and coach", r"\b[Ss]upervisor and (?:the |a |one )?[Cc]oach\b(?! supervis)"),
    ("the coach and his supervisor", r"\b(?:the|a) [Cc]oach and (?:the |a |his |her |their )?[Ss]upervisor\b"),
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
        yield from _one(Role.COACH, pair["name"], Span(*pair.span("name")), text)
        yield from _one(Role.CLIENT, pair["other"], Span(*pair.span("other")), text)
    for coaching in (_OF_US, _I_AM, _COACHES):
        yield from _all(Role.COACH, coaching.names(text, 0, OPENING), text)
    yield from _whole(_all(Role.COACH, _WITH.names(text, 0, OPENING), text))
    if not three:
        yield from _all(Role.CLIENT, _THE_OTHER.names(text, 0, OPENING), text)
    if speaks:
        yield from read_head(document)
        yield from _whole(_all(Role.COACH, _SIGNS.names(text), text))
    elif (asked := _OWN_NAME.search(text, 0, OPENING)) and _JOINS.search(text):
        yield Binding(Role.CLIENT, "", "", Span(*asked.span()))
    if three:
        yield from _all(Role.SPONSOR, _OFFICE.names(text), text)
        yield from _read_payers(text)


def _read_brackets(text: str) -> Iterator[Binding]:
    for match in (*_BRACKETED.finditer(text, 0, OPENING), *_EQUALS.finditer(text, 0, OPENING)):
        groups = match.groupdict()
        what = (groups.get("what") or groups.get("over") or groups.get("equal") or "").lower()
        for found in _one(_ROLE_OF[what], match["name"], Span(*match.span("name")), text):
            yield replace(found, label=what)


def _read_payers(text: str) -> Iterator[Binding]:
    """Places for whoever pays to sign, with a name or without."""
    for match in _PAYER_SIGNS.finditer(text):
        if match.lastgroup is None:
            yield Binding(Role.SPONSOR, "", "", Span(*match.span()))
        else:
            yield from _one(Role.SPONSOR, match[match.lastgroup], Span(*match.span(match.lastgroup)), text)


def _all(role: Role, names: Iterable[Named], text: str) -> Iterator[Binding]:
    for name, span, _ in names:
        yield from _one(role, name, span, text)


def _whole(bindings: Iterable[Binding]) -> Iterator[Binding]:
    """Those with a name of several words."""
    return (each for each in bindings if " " in each.name)


def _one(role: Role, name: str, span: Span, text: str) -> Iterator[Binding]:
    """The binding of a name, unless it is a pronoun, a title or a word that begins a sentence."""
    words = name.split()
    if words[0] in _NOBODY or words[0] in NO_NAME | TITLE_WORDS or names_nobody(name, text, span.start):
        return
    if len(words) > 1 or not is_plain_word(name.lower(), text):
        yield Binding(role, "", name, span)
