"""Three parties by what is said of them: whom somebody is to coach, who asks and pays for it, and who writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from agreementlint.agreement.callings import SECOND
from agreementlint.agreement.names import (
    NAME_TEXT,
    NO_NAME,
    WORD_TEXT,
    is_firm,
    is_organisation,
    names_nobody,
    names_office,
)
from agreementlint.agreement.naming import OPENING, Binding
from agreementlint.agreement.wordings import Wordings
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Role
from agreementlint.text import Span

_COACHED = Wordings(
    (
        "asked me to coach <Ms Solheim>",
        r"\b(?:to|will|shall|would|be|am|is|are|your) (?:coach|mentor|coaching|mentoring|support(?:ing)?) (?:with )?<name>",
    ),
    (
        "Coaching for <Lena Ottley>",
        r"\b(?:[Cc]oaching|[Mm]entoring|[Cc]oaching [Ss]ervices|[Pp]rogramme|[Pp]rogram|[Ss]essions) (?:to|for|of|with) <name>",
    ),
    ("working as a coach with <Oskar Dahl>", r"\bwork(?:ing)? (?:as (?:a |the )?coach )?with <name>"),
    name=NAME_TEXT,
)
_PARENTS = (
    "her parents, <Ana Prado>",
    r"\b(?:[Pp]arents?|[Mm]other|[Ff]ather|[Mm]um|[Mm]om|[Dd]ad|[Gg]uardians?)(?: are| is)?[,:]? <name>",
)
_OTHER_PARENT = LatePattern(rf" (?:and|&) (?P<name>{NAME_TEXT})")
_PAYS = Wordings(
    (
        "on behalf of <Fjordbank AS>",
        r"\b(?:on behalf|at the (?:expense|request|cost)|at the request and (?:at the )?expense|by order|"
        r"represent(?:s|ing)|(?:paid|funded|commissioned|employed|engaged|sponsored) (?:for )?by|works? for|"
        r"employee of|employs?)(?: of)? (?:the )?<name>",
    ),
    (
        "your employer, <Northgate Ltd>",
        r"\b(?:[Yy]our|[Hh]is|[Hh]er|[Tt]heir) (?:company|employer|organi[sz]ation|firm),? <name>",
    ),
    (
        "<Northgate Ltd> has agreed to pay",
        r"<name>,? (?:which |who )?(?:(?:has |have )?(?:agreed|undertaken) to pay|bears the cost|"
        r"has (?:asked|engaged|commissioned|retained|appointed|hired)|engages|retains|commissions|appoints)\b",
    ),
    _PARENTS,
    name=NAME_TEXT,
)
_OFFICE = r"(?:[A-Z]\w+ ){0,3}(?:Director|Manager|Partner|Lead|Head|Officer|Executive|Secretary|President)(?: of [A-Z]\w+)?,? "
_AT_THE_PAYER = r"(?:at|for|in) the (?:company|employer|organi[sz]ation|firm|sponsor|school|council)"
_SPEAKS_FOR = Wordings(
    (
        "represented by its HR Director, <Ms Ek>",
        r"\b(?:[Rr]epresented by|acts? (?:through|by)|acting (?:through|by)|through|whose contact is|"
        rf"[Ii]ts contact[\w -]{{0,30}} is|[Cc]ontact(?: person)? (?:there|{_AT_THE_PAYER})(?: is)?|"
        r"(?:[Oo]rgani[sz]ation|[Ss]ponsor|[Cc]ompany|[Ee]mployer)['’]s (?:contact|representative)(?: is)?)[:| ]+"
        rf"(?:(?:its|their|the|our) )?(?:{_OFFICE})?<name>",
    ),
    name=f"{NAME_TEXT} {WORD_TEXT}",
)
_WRITES = Wordings(("asked me, <Petra Lang>, to coach", r"\b(?:[Mm]e|I), <name>,"), name=NAME_TEXT)

# To whom a letter or an agreement speaks: what a coach writes to who pays differs from what the one who is coached reads.
_TO_PAYER = Wordings(
    ("you as her employer", r"\byou as (?:his|her|their|the) (?:employer|manager|sponsor)"),
    ("Mr Webb, who leads your sales", r"\bwho (?:leads|heads|runs|manages) your\b"),
    ("you will be our contact", r"\byou (?:are|will be) our contact\b"),
    flags=re.IGNORECASE,
)
_TO_COACHED = Wordings(
    ("I shall coach you", r"\b(?:coach|mentor)(?:ing)? (?:with )?you\b"),
    ("your coach listens", r"\byour (?:coaching|coach|mentor)\b"),
    ("the coachee is you", r"\b(?:coachee|client) is you\b"),
    ("you are the client", r"\byou(?:r sessions|(?:,| are) (?:the|my|our) (?:coachee|client))\b(?!['’])"),
    flags=re.IGNORECASE,
)
_PARENT_OR_BODY = (
    r"(?:the |his |her |their )?(?:parents?|guardians?|employer|sponsor|funder|line manager|organi[sz]ation)\b"
)
_PAYER_IS_YOU = Wordings(
    ("between me and you, the parents", rf"\b(?:and|between|with|to) you,? \(?(?:as )?{_PARENT_OR_BODY}"),
    ("“You” means the employer", rf"[\"“][Yy]ou[\"”] (?:is|are|means?|refers? to) {_PARENT_OR_BODY}"),
)
_PAYER = (
    r"(?:sponsors?|payers?|funders?|sponsoring (?:manager|organi[sz]ation)|paying organi[sz]ation|commissioning manager|"
    r"employer|line manager)"
)
_COACHING_OF = r"\bcoach(?:ing)? (?:for |of |to |with )?"
# What is said to whoever pays and to nobody else.
_SAID_TO_PAYER = Wordings(
    ("which makes you its sponsor", rf"\bmakes? you (?:its|the|a|our|their) {_PAYER}\b"),
    (
        "as the sponsor you hear nothing",
        rf"\bas (?:the |a |its |their |his |her |an )?{_PAYER}(?: of [^,.;\n]{{1,40}})?,? you(?! (?:and|or)\b)\b",
    ),
    (
        "you are the sponsor of this programme",
        rf"\byou(?: are| will be| become|, as|'re|’re|,)? (?:the |a |its |their |his |her |as )*{_PAYER} (?:of|for|in|to|,|and)\b",
    ),
    (
        "you are the client's line manager",
        r"\byou are (?:the|your|a|an) (?:client|coachee|participant|mentee|employee|person coached)['’]s "
        r"(?:line )?(?:manager|employer|boss|sponsor)\b",
    ),
    (
        "coaching for two members of your team",
        rf"{_COACHING_OF}(?:(?:a|an|one|any|some|several|two|three|four) )?"
        r"(?:members?|people|persons?|employees?|leaders?|managers?|colleagues?|somebody|someone|staff)"
        r" (?:of|from|in|on|at) your (?:\w+ )?"
        r"(?:organi[sz]ation|company|firm|team|staff|department|unit|school|agency|business|office|workforce)\b",
    ),
    (
        "coaching of your people",
        rf"{_COACHING_OF}(?:(?:one|some|two|three|four|several|any) of )?"
        r"your (?:people|staff|leaders?|employees?|colleagues?|executives?)\b",
    ),
    ("coach one of your managers", rf"{_COACHING_OF}(?:one|some|two|three|four|several|any) of your managers\b"),
    (
        "Someone who works for you is to be coached",
        r"\b(?:someone|somebody|a person|anyone) who (?:works|reports) (?:for|to) you (?:is|will be|has|gets|starts|begins)\b",
    ),
    flags=re.IGNORECASE,
)
_POSTS = frozenset(
    "manager director officer lead leader head principal executive engineer partner associate fellow analyst".split()
)
_SENIORS = frozenset(("line manager", "hr manager", "programme lead", "managing director", "hr director"))
_IS_COACHED = r"(?:is|shall be) (?:the )?(?:(?:person|one|individual|only one) )?(?:(?:who is|being|to be) )+coached|(?:is|shall be) the (?:only )?client"
_PLACES = frozenset("Monday Appendix Annex Schedule Zoom Teams Phase Module Part".split())


def read_commission(text: str, missing: frozenset[Role]) -> Iterator[Binding]:
    """For the roles that nothing else names: "asked me, Petra Lang, to coach Ms Solheim on behalf of Fjordbank AS"."""
    for role, pattern in ((Role.COACH, _WRITES), (Role.CLIENT, _COACHED), (Role.SPONSOR, _PAYS)):
        if role not in missing:
            continue
        for name, span, way in pattern.names(text, 0, OPENING):
            words = name.split()
            if words[0] in NO_NAME | _PLACES or names_nobody(name, text, span.start):
                continue
            if role is Role.SPONSOR and len(words) == 1 and way is not _PARENTS and not is_organisation(name):
                continue  # "on behalf of the Unit"
            if role is not Role.SPONSOR and names_office(name, text, span.start):
                continue
            yield Binding(role, "", name, span)
            if way is _PARENTS and (other := _OTHER_PARENT.match(text, span.end, OPENING)):
                yield Binding(role, "", other["name"], Span(*other.span("name")))
            break


def read_speakers(text: str) -> Iterator[Binding]:
    """Who speaks for whoever pays: "represented by its HR Director, Ms Ek", "Contact there: Una Fisk"."""
    for name, span, _ in _SPEAKS_FOR.names(text, 0, OPENING):
        if name.split()[0] not in NO_NAME | _PLACES and not names_nobody(name, text, span.start):
            yield Binding(Role.SPONSOR, "", name, span)


def coached_officer(text: str, defined: Mapping[str, Role]) -> str | None:
    """The label of a post by which the one who is coached is called: 'the Organisation', and its 'Programme Manager'.

    It is said to be so, or nobody else is the client and somebody else is the sponsor.
    """
    posts = [label for label in defined if label.split()[-1] in _POSTS and label not in _SENIORS]
    for label in posts:
        if re.search(rf"\bthe {label}\b[^.;]{{0,30}} (?:{_IS_COACHED})", text, re.IGNORECASE):
            return label
    sponsors = [label for label, role in defined.items() if role is Role.SPONSOR and label not in posts]
    nobody = Role.CLIENT not in defined.values()
    return posts[0] if nobody and sponsors and len(posts) == 1 else None


def coached_instead(text: str, found: Sequence[Binding]) -> Binding | None:
    """Who is coached where the only client that is named is the one whom a letter addresses: "to coach Lena Ottley"."""
    coached = [each for each in found if each.role is Role.CLIENT and each.name]
    if not coached or any(each.label != "you" for each in coached):
        return None
    addressed = {word for each in coached for word in each.name.split()}
    known = {each.name for each in found}
    binding = next(read_commission(text, frozenset((Role.CLIENT,))), None)
    if binding is None or binding.name in known or addressed.intersection(binding.name.split()):
        return None
    return binding


def speaks_to_payer(text: str, found: Sequence[Binding]) -> bool:
    """Whether "you" is who pays: a letter to somebody else than the one who is coached, or words to an employer."""
    if _PAYER_IS_YOU.search(text, 0, OPENING):
        return True
    if _SAID_TO_PAYER.search(text, 0, OPENING) and not _TO_COACHED.search(text):
        return True
    coached = [each.name for each in found if each.role is Role.CLIENT and each.name and each.label != "you"]
    addressed = [each.name for each in found if each.role is Role.CLIENT and each.name and each.label == "you"]
    if not coached:
        return False
    names = {word for name in coached for word in name.split() if len(word) > 3}
    if _TO_COACHED.search(text, 0, OPENING) or not names or any(names.intersection(each.split()) for each in addressed):
        return False
    one = "|".join(map(re.escape, sorted(names)))
    spoken_of = rf"\b(?:your (?:employee|colleague|staff member)|[Cc]oach(?:ing)?(?: for| of| to)?)(?: your \w+)?,? (?:[A-Z][\w.-]+ ){{0,2}}(?:{one})\b"
    return bool(_TO_PAYER.search(text, 0, OPENING) or (addressed and re.search(spoken_of, text[:OPENING])))


def is_client_of_firm(text: str, found: Sequence[Binding], defined: Mapping[str, Role]) -> bool:
    """Whether "the Client" is an organisation that has somebody else coached, as where a firm hires a consultant."""
    named = [each for each in found if each.role is Role.CLIENT and each.name]
    hires = any(
        each.label.lower() == "client"
        and (is_organisation(each.name) or is_firm(text[each.span.start : each.span.end + 12]))
        for each in named
    )
    others = any(role is Role.CLIENT and label not in ("client", "clients", *SECOND) for label, role in defined.items())
    return hires and (
        others or any(each.label.lower() not in ("client", "you") and not is_organisation(each.name) for each in named)
    )
