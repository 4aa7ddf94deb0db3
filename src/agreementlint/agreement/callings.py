"""Callings: words of a document's own for its parties ("the Diocese", "the Fellow"), by what is said of whom they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from agreementlint.latepattern import LatePattern
from agreementlint.terms import Role
from agreementlint.values import dataclass

_BEING_COACHED = r"(?:(?:who|that) |to |is |are |be |being |will |shall |gets? )*(?:being )?(?:coached|mentored)\b"
_FOR_COACHING = (
    r"(?:the |this |its |their |all )?(?:\w+ )?(?:coaching|programme|program|sessions|costs?|fees?|invoices?|bills?)"
)
_PAYS = (
    rf"(?:pays|pays for|is paying(?: for)?|funds|finances|commissions(?: and \w+)?|sponsors|bears|meets|covers|has (?:commissioned|requested|"
    rf"arranged|bought|ordered|asked for)|commissioned|requested|arranged|ordered)(?: for)? {_FOR_COACHING}"
)
# What stands right behind '(the "Partner")' and still speaks of the same party.
_BEHIND = (
    (
        Role.CLIENT,
        LatePattern(
            rf"[\"”*)]*,? (?:who (?:is|will be|shall be) |being |is |as )?(?:the )?(?:(?:person|individual|one|employee) )?{_BEING_COACHED}"
            rf"|[\"”*)]*,? who (?:will |shall )?receives? (?:the )?coaching"
        ),
    ),
    (
        Role.SPONSOR,
        LatePattern(
            rf"[\"”*)]*(?:,? (?:which|who|that|and) (?:also )?|\. (?:The )?[\w ]{{1,24}} )(?:\w+ and )?{_PAYS}\b"
            rf"|[\"”*)]*,? (?:as |the |his |her |their )*(?:employer|sponsor|payer)\b"
        ),
    ),
    (
        Role.COACH,
        LatePattern(
            r"[\"”*)]*,? (?:who (?:will |shall )?(?:coach|provides? the coaching)|(?:as |the |an? )*(?:\w+ )?coach\b)"
        ),
    ),
)
_ANOTHER = LatePattern(
    r"[,;]? ?(?:and )?(?:the )?(?:Mrs?|Ms|Dr|Revd|[A-Z][\w.’'-]+) [A-Z]"
)  # behind a bracket: another name
# Sentences that say of whom a word stands.
_SAID = (
    (
        Role.CLIENT,
        LatePattern(
            rf"\b(?:[Tt]he |[Aa]n? )[*\"“]*(?P<label>[A-Za-z]+(?: [A-Z][a-z]+)?)[*\"”]* (?:is|means) "
            rf"(?:the |an? )?(?:member of staff|person|individual|employee|one|colleague|student|teacher|leader|officer|young person)\b"
            rf"[^.;\n]{{0,30}}?{_BEING_COACHED}"
        ),
    ),
    (
        Role.SPONSOR,
        LatePattern(
            rf"\b[*\"“]*[Tt]he (?P<label>[A-Z][a-z]+)[*\"”]* (?:(?:is|means) (?:the )?(?:sponsor|employer|funder|payer|body|organi[sz]ation)\b|{_PAYS})"
        ),
    ),
)
# A line of a form or a definition: "Individual: Simon Achterberg", '"Scholar" means a student who ...'.
_LABELLED_ONE = LatePattern(
    r"(?m)(?:^|(?<=[.;|] ))[\W]{0,4}(?:The )?(?P<label>Individual|Employee|Executive|Leader|Officer|Player|Fellow|Scholar|Apprentice|Teen|Teenager|Young person|"
    r"Child|Student|Pupil|Manager being coached)[\W]{0,4}[:|–—]"
)
_MEANS = (
    (
        Role.CLIENT,
        LatePattern(
            r"[\"“](?P<label>[A-Z]\w+)[\"”] means (?:the|an?|any|each) (?:student|person|employee|individual|member of staff|young person|leader|officer)\b"
        ),
    ),
    (Role.SPONSOR, LatePattern(rf"[\"“](?P<label>[A-Z]\w+)[\"”] means [^.;\n]{{3,80}}?,? (?:which|who|that) {_PAYS}")),
)
# '"Niamh" is the coach': a name in quotation marks, and whom it stands for.
_QUOTED_NAME = LatePattern(
    r"[\"“](?P<name>[A-Z]\w+)[\"”] (?:is|means|stands for|refers to) (?:the |our |your |my )?(?:\w+ )?"
    r"(?P<what>coach|client|coachee|sponsor|employer|company|organi[sz]ation|firm|school|university|council|charity)\b"
)
_UNQUOTED = LatePattern(
    r"(?:(?:herein(?:after)?|hereafter|henceforth|below)[, ]*)?(?:(?:referred to|called|known)(?: as)? )?the (?P<label>[A-Z]\w+(?: [A-Z]\w+)?)"
)
_QUOTED_ALONE = LatePattern(
    r"(?:(?:herein(?:after)?|hereafter|henceforth|below|each|together)[, ]*)?(?:(?:referred to|called|known)(?: as)?)? ?"
    r"(?:(?:the|an?|our) )?[\"“‘*]+(?:the )?[A-Z][\w ]{1,30}[,.]?[\"”’*]+"
)
# Bodies that have their people coached; some of these words mean other things where no article stands before them.
_BODIES = LatePattern(
    r"\b(?:[Tt]he|[Yy]our) (?P<body>Trust|Council|University|Bank|School|Hospital|Firm|Authority|Agency|Ministry|College|Charity|Foundation|"
    r"Institute|Academy|Diocese|Church|Corporation|Society|Federation|Union|Organi[sz]ation|Department|Municipality|Institution|Plant|Club|Theatre|Archdeaconry|Orchestra|Museum|[Gg]overning [Bb]ody|[Gg]overnors)\b"
)
# Posts of those who speak for who pays.
_POSTS = LatePattern(
    r"\b[Tt]he (?P<post>(?:Managing|People|HR|Human Resources|Talent|Programme|Program|Learning|Sponsor|Commissioning|Executive) "
    r"(?:Partner|Director|Manager|Officer|Lead|Sponsor|Representative|Team|Directorate|Office|Coordinator|Business Partner)|Chief (?:Executive|People|Human Resources|Learning) ?"
    r"(?:Officer)?|Bursar|Registrar|Bishop|Governors|Trustees)\b"
)
_PARTIES_NAMED = 600  # characters in which an agreement says between whom it is
# "You" are the one who is coached, and an employee or leader who is spoken of is somebody else.
_YOU_ARE_COACHED = LatePattern(
    r"\b(?:[Cc]oach(?:ing)?|[Mm]entor(?:ing)?)(?: with| for)? you\b|\b[Yy]our (?:coach|sessions?|goals|coaching sessions?)\b|\byou, (?:Mrs? |Ms |Dr )?[A-Z]"
)
_PEOPLE = tuple(
    "executive officer associate employee individual leader fellow scholar apprentice delegate postholder".split()
)
_CHILDREN = ("child", "son", "daughter", "teenager", "teen", "young person", "young people", "teens", "teenagers")

PLURAL = ("we", "us", "our", "ours", "ourselves")
SECOND = ("you", "your", "yours", "yourself")
_ABOUT = (
    (
        Role.CLIENT,
        LatePattern(
            r"\bemployee|\bcoached|receiv\w+ (?:the )?(?:coaching|services)|coachee|participant|an individual\b|"
            r"\bclient\b|\bseeks\b|mentee|supervisee|\bmentored\b|\bsupervised\b",
            re.IGNORECASE,
        ),
    ),
    (
        Role.COACH,
        LatePattern(r"coach|trading as|\b[PMA]CC\b|mentor|practitioner|sole trader|consultan|facilitat", re.IGNORECASE),
    ),
    (
        Role.SPONSOR,
        LatePattern(
            r"\b(?:plc|ltd|limited|inc|llc|gmbh|n\.?v|s\.?a|corp)\b|compan|organi[sz]ation|employer|\bpay|\bfund|"
            r"authority|"
            r"registered office|council|hospital|diocese|church|charity|academy|college|federation|union|society|museum|universit|\btrust\b|department|ministry|district|school|\bbank\b|foundation|agency|"
            r"\b(?:expense|request|behalf) of\b",
            re.IGNORECASE,
        ),
    ),
)
# Who is called so in a definition is the one who is coached, whatever stands before.
_PERSONS = frozenset(("executive", "employee", "associate", "individual", "attendee", "leader", "officer", "learner"))
_COACHED_ONE = LatePattern(
    r"\b(?:(?:coaching|mentoring|supervision)(?: services)? (?:to|for|of)|to (?:coach|mentor)|work with) [^.;()]{2,50}$"
)
_BODY_OF_COACHES = LatePattern(r"Federation|Association|Council|Institute|Code|Academy|Act\b|Regulation")


@dataclass(frozen=True, slots=True)
class Calling:
    """Words in brackets behind a party, with the role that is theirs, and whether that is more than a guess."""

    words: tuple[str, ...]
    role: Role | None
    sure: bool
    alone: bool  # whether nothing else stands in the brackets


def said_behind(text: str, end: int) -> Role | None:
    """The role of a party by what stands right behind what it is called: '(the "Partner"), who is to be coached'."""
    stop = min((at for mark in (";", "\n") if (at := text.find(mark, end)) >= 0), default=len(text))
    return next((role for role, behind in _BEHIND if behind.match(text, end, min(stop, end + 160))), None)


def unquoted(inside: str) -> list[str]:
    """What a bracket without quotation marks calls a party: "(hereafter the Diocese)"."""
    if inside.strip().lower() in _PERSONS:
        return [inside]  # "Ms Aiko Brandt (Employee)"
    found = _UNQUOTED.fullmatch(inside.strip())
    return [found.group("label")] if found else []


def names_one(inside: str) -> bool:
    """Whether a bracket holds nothing but what a party is called: '(hereinafter the "Diocese")'."""
    return bool(_UNQUOTED.fullmatch(inside.strip()) or _QUOTED_ALONE.fullmatch(inside.strip()))


def the_one_left(callings: Sequence[Calling]) -> Role | None:
    """The role of the only party of three of whom nothing is known, where the other two are known or guessed."""
    known: set[Role] = {each.role for each in callings if each.sure and each.role is not None}
    unsure = {each.words: each.role for each in callings if not each.sure and each.alone}
    if len(unsure) > 1:
        known |= {role for role in unsure.values() if role is not None}
        unsure = {words: role for words, role in unsure.items() if role is None}
    left = {Role.COACH, Role.CLIENT, Role.SPONSOR} - known
    return next(iter(left)) if len(unsure) == 1 and len(left) == 1 else None


def read_said(text: str, opening: int, roles: Mapping[str, Role]) -> Iterator[tuple[str, Role]]:
    """Words in small letters that a sentence of the opening gives to a party: "the Fellow is the person who is coached"."""
    for role, pattern in _SAID:
        for match in pattern.finditer(text, 0, opening):
            yield match.group("label").lower(), role
    for role, pattern in _MEANS:
        for match in pattern.finditer(text, 0, opening):
            if match.group("label").lower() not in roles:
                yield match.group("label").lower(), role
    for match in _LABELLED_ONE.finditer(text, 0, opening):
        yield match.group("label").lower(), Role.CLIENT
    for match in _QUOTED_NAME.finditer(text, 0, opening):
        what = match.group("what")
        role = Role.COACH if what == "coach" else Role.CLIENT if what in ("client", "coachee") else Role.SPONSOR
        yield match.group("name").lower(), role


def bodies_and_posts(text: str) -> Iterator[str]:
    """Who has people coached and who speaks for it, by words with capitals that come back: "the University".

    A body must also stand where the parties are named, or be said to pay, to employ or to have asked for it: a
    federation of coaches, to which one may complain, and the bank that takes the fee are no parties.
    """
    bodies = Counter(match.group("body") for match in _BODIES.finditer(text))
    for body, count in bodies.items():
        if count > 1 and _has_coached(text, body):
            yield f"the {body.lower()}"
            yield f"your {body.lower()}"
    posts = Counter(match.group("post").strip().lower() for match in _POSTS.finditer(text))
    yield from (post for post, count in posts.items() if count > 1)


def _has_coached(text: str, body: str) -> bool:
    """Whether a body is said to have its people coached, or is named at the very beginning."""
    if re.search(
        rf"\b(?:[Cc]oach(?:ing|es)?|[Mm]entor(?:ing|s)?)[’']? (?:\w+ )?{body}\b|\b{body} (?:of|for) (?:\w+ )?(?:Coach|Mentor)",
        text,
    ):
        return False
    if re.search(rf"\b{body} (?:which |that |will |only )*(?:takes|collects|debits|charges|transfers)\b", text):
        return False
    return bool(
        re.search(rf"\b{body}\b", text[:_PARTIES_NAMED])
        or re.search(
            rf"\b[Yy]our {body}\b|\b{body} (?:\w+ )?(?:employs|engages|engaged|buys|asks|asked|{_PAYS})\b", text
        )
        or re.search(
            rf"\b(?:employed by|works? (?:for|at)|employees? of|paid by|funded by|(?:behalf|request|expense) of) the {body}\b",
            text,
        )
    )


def coached_people(text: str, counts: Counter[str]) -> Iterator[str]:
    """What the one who is coached is called where hardly anybody is called a client, and it is not "you"."""
    clients = sum(counts[word] for word in ("client", "coachee", "participant", "coachees", "participants"))
    often = [person for person in _PEOPLE if counts[person] >= 3 and counts[person] > clients]
    if often and not _YOU_ARE_COACHED.search(text):
        for person in often:
            if len(re.findall(rf"\b[Tt]he {person}\b(?! (?:of|from)\b)", text, re.IGNORECASE)) >= 3:
                yield person
    if counts["parent"] + counts["parents"] >= 2:
        yield from _CHILDREN


def role_of(
    words: Sequence[str], before: str, behind: Role | None, roles: Mapping[str, Role]
) -> tuple[Role | None, bool]:
    """The role of a party that is introduced with these words, and whether it is sure.

    It is that of the words themselves, else that which stands behind them, else what is before them makes it likely.
    """
    for word in words:
        known = roles.get(word) or roles.get(word.split()[-1])
        if known is not None and word != "company":
            return known, True
    if behind is not None:
        return behind, True
    if _COACHED_ONE.search(before[-70:]) or any(word in _PERSONS for word in words):
        return Role.CLIENT, True
    if any(word in PLURAL for word in words):
        return Role.COACH, True
    if any(word in SECOND for word in words):
        return Role.CLIENT, True
    if _BODY_OF_COACHES.search(before[-70:]):
        return None, False
    # What stands behind the last bracket is about this party, what stands before it often about another.
    own = before.rpartition(")")[2]
    if _ANOTHER.match(own) and not any(pattern.search(own) for _, pattern in _ABOUT):
        return None, False
    tail = own if len(own) > 12 and any(pattern.search(own) for _, pattern in _ABOUT) else before[-120:]
    return next((role for role, pattern in _ABOUT if pattern.search(tail)), None), False
