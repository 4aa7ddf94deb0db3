"""Three parties by what is said of them: whom somebody is to coach, who asks and pays for it, and who writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from agreementlint.agreement.names import NAME_TEXT, NO_NAME, is_organisation, names_nobody, names_office
from agreementlint.agreement.naming import OPENING, Binding
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Role
from agreementlint.text import Span

_COACHED = LatePattern(
    rf"\b(?:to|will|shall|would|be|am|is|are|your) (?:coach|mentor|coaching|mentoring|support(?:ing)?) (?:with )?(?P<name>{NAME_TEXT})"
    rf"|\b(?:[Cc]oaching|[Mm]entoring|[Cc]oaching [Ss]ervices|[Pp]rogramme|[Pp]rogram|[Ss]essions) (?:to|for|of|with) (?P<second>{NAME_TEXT})"
    rf"|\bwork(?:ing)? (?:as (?:a |the )?coach )?with (?P<third>{NAME_TEXT})"
)
_PAYS = LatePattern(
    rf"\b(?:on behalf|at the (?:expense|request|cost)|at the request and (?:at the )?expense|by order|represent(?:s|ing)|(?:paid|funded|"
    rf"commissioned|employed|engaged|sponsored) (?:for )?by|works? for|employee of|employs?)(?: of)? (?:the )?(?P<name>{NAME_TEXT})"
    rf"|\b(?:[Yy]our|[Hh]is|[Hh]er|[Tt]heir) (?:company|employer|organi[sz]ation|firm),? (?P<second>{NAME_TEXT})"
    rf"|(?P<third>{NAME_TEXT}),? (?:which |who )?(?:(?:has |have )?(?:agreed|undertaken) to pay|bears the cost|"
    rf"has (?:asked|engaged|commissioned|retained|appointed|hired)|engages|retains|commissions|appoints)\b"
)
_WRITES = LatePattern(rf"\b(?:[Mm]e|I), (?P<name>{NAME_TEXT}),")
# Said to who pays: what a coach writes to the one who is coached reads differently.
_TO_PAYER = LatePattern(
    r"\byou as (?:his|her|their|the) (?:employer|manager|sponsor)|\bwho (?:leads|heads|runs|manages) your\b|\byou (?:are|will be) our contact\b",
    re.IGNORECASE,
)
_TO_COACHED = LatePattern(
    r"\b(?:coach|mentor)(?:ing)? (?:with )?you\b|\byour (?:coaching|coach|mentor)\b|\b(?:coachee|client) is you\b|\byou(?:r sessions|, the (?:coachee|client))\b",
    re.IGNORECASE,
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
        for match in pattern.finditer(text, 0, OPENING):
            part = next(part for part, name in match.groupdict().items() if name)
            name, start = match.group(part), match.start(part)
            words = name.split()
            if words[0] in NO_NAME | _PLACES or names_nobody(name, text, start):
                continue
            if role is Role.SPONSOR and len(words) == 1 and not is_organisation(name):
                continue  # "on behalf of the Unit"
            if role is not Role.SPONSOR and names_office(name, text, start):
                continue
            yield Binding(role, "", name, Span(start, start + len(name)))
            break


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


def speaks_to_payer(text: str, found: Sequence[Binding]) -> bool:
    """Whether "you" is who pays: a letter to somebody else than the one who is coached, or words to an employer."""
    coached = [each.name for each in found if each.role is Role.CLIENT and each.name and each.label != "you"]
    addressed = [each.name for each in found if each.role is Role.CLIENT and each.name and each.label == "you"]
    if not coached:
        return False
    names = {word for name in coached for word in name.split() if len(word) > 3}
    if _TO_COACHED.search(text, 0, OPENING) or not names or any(names.intersection(each.split()) for each in addressed):
        return False
    one = "|".join(map(re.escape, sorted(names)))
    spoken_of = rf"\b(?:your (?:employee|colleague|staff member)|coach(?:ing)?(?: for| of| to)?)(?: your \w+)?,? (?:[A-Z][\w.-]+ ){{0,2}}(?:{one})\b"
    return bool(_TO_PAYER.search(text, 0, OPENING) or (addressed and re.search(spoken_of, text[:OPENING])))


def is_client_of_firm(found: Sequence[Binding]) -> bool:
    """Whether "the Client" is an organisation that has somebody else coached, as where a firm hires a consultant."""
    named = [each for each in found if each.role is Role.CLIENT and each.name]
    hires = any(each.label.lower() == "client" and is_organisation(each.name) for each in named)
    return hires and any(
        each.label.lower() not in ("client", "you") and not is_organisation(each.name) for each in named
    )
