"""Parties: which words stand for the coach, the client, the sponsor or all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from agreementlint.agreement.commissions import coached_officer, is_client_of_firm, read_commission, speaks_to_payer
from agreementlint.agreement.introductions import (
    read_employer,
    read_fallback,
    read_introduced,
    read_letter,
    read_letterhead,
    read_other,
    read_recital,
)
from agreementlint.agreement.model import Party
from agreementlint.agreement.names import short_names
from agreementlint.agreement.naming import OPENING, Binding, read_bindings
from agreementlint.document import Document
from agreementlint.language.tokens import Tokens, normal_form
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Kind, Role
from agreementlint.text import Span


def _labels(text: str) -> tuple[str, ...]:
    return tuple(label.strip() for label in text.split("|"))


# Role words in the forms in which they stand for a person; "coaching" is none.
_LABELS: Mapping[Role, tuple[str, ...]] = {
    Role.COACH: _labels(
        "coach|coaches|mentor coach|mentorcoach|internal coach|internal coaches|team coach|lead coach|external "
        "coach|facilitator|"
        "practitioner|consultant"
    ),
    Role.CLIENT: _labels(
        "client|clients|coachee|coachees|mentee|mentees|supervisee|supervisees|participant|participants|learner|learners|student|"
        "students|trainee|trainees|pupil|person being coached|person coached|young person|group member|group "
        "members|team member|"
        "team members|group participants|beneficiary|coaching client|person who is coached|person who receives coaching"
    ),
    Role.SPONSOR: _labels(
        "sponsor|sponsors|organization|employer|employers|hr|human resources|line manager|line "
        "managers|manager|managers|funder|"
        "purchaser|commissioner|client organization|customer|sponsoring organization|sponsoring "
        "organizations|commissioning organization|"
        "commissioning manager|commissioning party|commissioning body|commissioning unit|commissioning "
        "company|sponsoring manager|payer|"
        "boss|prescriber|hr department|hr contact|client company|contracting organization|client 's "
        "organization|client 's employer|"
        "client 's manager|client 's line manager|coachee 's employer|coachee 's organization|coachee 's "
        "manager|coachee 's line manager"
    ),
    Role.EVERYONE: _labels(
        "parties|each party|both parties|either party|neither party|all parties|any party|everyone|everybody|each of "
        "us|both of us|"
        "all of us|either of us|neither of us|the three of us|the two of us|us both|us all|all three|each of the "
        "parties|both sides|"
        "either side|each side|all participants|all members|each member|each participant|every participant|every "
        "member|you and i|either of you|any of us|any one of us|any of you|none of us|each one of us|whichever of us|any of the parties|"
        "none of the parties|any of the three of us|"
        "you and me|i and you|both of you|all of you|each of you|all three parties|everyone involved|all concerned"
    ),
}
# Words that stand for a role only in some documents.
_MENTOR_LABELS: Mapping[Role, tuple[str, ...]] = {
    Role.COACH: _labels("mentor|mentors|supervisor|supervisors|trainer|trainers"),
    Role.CLIENT: (),
}
_PAIRS = {
    Role.COACH: ("coach", "mentor", "supervisor", "team coach", "mentor coach", "facilitator"),
    Role.CLIENT: ("client", "coachee", "mentee", "supervisee", "participant", "team"),
}
_MY = ("coach", "mentor", "supervisor")
_YOURS = ("client", "clients", "coachee", "coachees", "mentee", "mentees", "supervisee", "supervisees")
_FIRST = ("i", "me", "my", "myself", "mine")
_PLURAL = ("we", "us", "our", "ours", "ourselves")
_SECOND = ("you", "your", "yours", "yourself")
_BRACKETED = LatePattern(r"\(\s*([^()\n]{2,110})\)")
_CALLED = LatePattern(
    r"(?:hereinafter|hereafter|called|referred to(?: \w+)? as|known as)[ ,:]+(?:the )?[\"“‘*]([^\"”’*\n]{1,40})[\"”’*]"
)
_QUOTED = LatePattern(r"[\"“”‘*]+\s*(?:the\s+|an?\s+)?([^\"“”‘’*()\n]{1,40}?)[,.]?\s*[\"“”’*]+", re.IGNORECASE)
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
            r"registered office|council|hospital|universit|\btrust\b|department|ministry|district|school|\bbank\b|foundation|agency|"
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
_NO_PARTY = frozenset(
    "agreement services service program programme contract fee fees session sessions terms policy notes data "
    "protected matters "
    "confidential information records purpose effective date start schedule website platform site work materials deliverables".split()
)


def read_parties(document: Document, tokens: Tokens, counts: Counter[str], kind: Kind) -> tuple[Party, ...]:
    """Who the parties are, and every word that stands for each: named ones first, then one for each role's words."""
    roles = _common_words(counts, kind)
    defined, self_named, recitals, labelled = _read_defined(document.text, roles)
    if kind is Kind.SPONSORED and (officer := coached_officer(document.text, defined)):
        defined[officer] = Role.CLIENT
        recitals, labelled = (
            [replace(each, role=Role.CLIENT) if each.label == officer else each for each in bindings]
            for bindings in (recitals, labelled)
        )
    roles.update(defined)
    pairs = Counter(pairwise(tokens.normals)) if counts["my"] or counts["your"] else Counter[tuple[str, str]]()
    roles.update({word: role for word, role in _voices(counts, pairs, kind).items() if word not in defined})
    spoken = any(roles.get(word) is Role.COACH and counts[word] > 1 for word in ("i", "me", "we", "us"))
    bindings = _bindings(document, tokens, roles, self_named, recitals, labelled, kind, self_spoken=spoken)
    if kind is Kind.SPONSORED and "you" not in defined and speaks_to_payer(document.text, bindings):
        roles.update(dict.fromkeys(_SECOND, Role.SPONSOR))
        bindings = [replace(each, role=Role.SPONSOR) if each.label == "you" else each for each in bindings]
    if kind is Kind.SPONSORED and is_client_of_firm(bindings):
        roles.update(dict.fromkeys(("client", "clients"), Role.SPONSOR))
        bindings = [replace(each, role=Role.SPONSOR) if each.label.lower() == "client" else each for each in bindings]
    known = set(roles)
    named: list[Party] = []
    for binding in bindings:
        names = short_names(binding.name, document.text, counts) if binding.name else ()
        aliases = tuple(alias for alias in map(_alias, names) if alias and alias not in known)
        known.update(aliases)
        named.append(Party(binding.role, binding.label, binding.name, binding.span, aliases))
    words = tuple(
        Party(role, "", "", None, tuple(word for word, its_role in roles.items() if its_role is role))
        for role in (Role.COACH, Role.CLIENT, Role.SPONSOR, Role.EVERYONE)
    )
    return (*named, *words)


def _common_words(counts: Counter[str], kind: Kind) -> dict[str, Role]:
    """The role words of every document, and those that this kind of document adds."""
    roles = {label: role for role, labels in _LABELS.items() for label in labels}
    if kind is Kind.MENTOR:
        roles.update({label: role for role, labels in _MENTOR_LABELS.items() for label in labels})
    elif counts["mentee"] or counts["supervisee"]:
        roles.update(dict.fromkeys(("mentor", "mentors", "supervisor"), Role.COACH))
    if kind is Kind.GROUP:
        roles.update(dict.fromkeys(("member", "members", "team", "group"), Role.CLIENT))
    if kind in (Kind.SPONSORED, Kind.INTERNAL):
        roles["company"] = Role.SPONSOR
        for label in ("executive", "officer", "associate"):
            if counts[label] >= 3 and counts[label] > counts["client"] + counts["coachee"]:
                roles[label] = Role.CLIENT
        if counts["parent"] + counts["parents"] >= 2:
            roles.update(dict.fromkeys(("parent", "parents", "your parents", "guardian"), Role.SPONSOR))
    elif counts["company"]:
        roles["company"] = Role.COACH
    if kind in (Kind.TWO_PARTY, Kind.GROUP, Kind.MENTOR):
        roles.update(dict.fromkeys(("customer", "customers"), Role.CLIENT))
    if kind is not Kind.DATA_PLAN:
        roles.update(dict.fromkeys(("provider", "contractor", "supplier"), Role.COACH))
    for one in _PAIRS[Role.COACH]:
        for other in _PAIRS[Role.CLIENT]:
            if counts[one.split()[-1]] and counts[other]:
                for words in (
                    f"{one} and {other}",
                    f"{other} and {one}",
                    f"{one} and the {other}",
                    f"{other} and the {one}",
                ):
                    roles[words] = Role.EVERYONE
                    roles[f"{words} and sponsor"] = Role.EVERYONE
    return roles


def _read_defined(
    text: str, roles: Mapping[str, Role]
) -> tuple[dict[str, Role], list[Binding], list[Binding], list[Binding]]:
    """The words that the document itself binds to a party: (the "Executive"), (we, us), hereinafter "the Mentee".

    Who is bound to "we" or "you" in this way is a named party even if the name has an unusual form; then come
    the names that the recitals open with, and last whatever is called by a role's word in quotation marks, as in
    'the undersigned ("Client")'.
    """
    defined: dict[str, Role] = {}
    self_named: list[Binding] = []
    recitals: list[Binding] = []
    labelled: list[Binding] = []
    behind = 0
    bracketed = ((match, False) for match in _BRACKETED.finditer(text))
    for match, called in (*bracketed, *((match, True) for match in _CALLED.finditer(text))):
        inside = match.group(1)
        labels = [inside] if called else _QUOTED.findall(inside) or _unquoted(inside, roles)
        words = [word for word in (_alias(label) for label in labels) if word and len(word.split()) <= 4]
        if not words or any(word.split()[-1] in _NO_PARTY for word in words):
            continue
        role = _role_of(words, text[max(0, match.start() - 170) : match.start()].rsplit("\n", 1)[-1], roles)
        if role is not None:
            defined.update({word: role for word in words if roles.get(word, role) is role or word == "company"})
            opening = max(
                text.rfind("\n\n", 0, match.start()), behind if behind < match.start() else 0, match.start() - 400
            )
            recited = read_recital(text, max(opening, 0), match.start()) if match.start() < OPENING else None
            if recited is not None:
                recitals.append(Binding(role, words[0], *recited))
            if match.start() < OPENING and (called or _QUOTED.search(inside)) and _is_role_word(words, role, roles):
                labelled.append(Binding(role, words[0], "", Span(max(opening, match.start() - 40), match.end())))
            behind = match.end()
            for pronouns in (_PLURAL, _SECOND):
                if any(word in pronouns for word in words):
                    defined.update(dict.fromkeys(pronouns, role))
                    self_named.append(Binding(role, words[0], "", Span(*match.span())))
    return defined, self_named, recitals, labelled


def _is_role_word(words: Sequence[str], role: Role, roles: Mapping[str, Role]) -> bool:
    """Whether one of the words is said of everybody with this role, and not a name of its own."""
    return any(roles.get(word.split()[-1]) is role and word not in _PLURAL for word in words)


def _unquoted(inside: str, roles: Mapping[str, Role]) -> list[str]:
    """Labels in brackets without quotation marks count only if they are known: (the client), (we, us), (you)."""
    parts = [part.strip().removeprefix("the ").removeprefix("The ") for part in re.split(r",| or |/| and ", inside)]
    known = [part for part in parts if part.lower() in roles or part.lower() in _PLURAL + _SECOND]
    return known if len(known) == len(parts) else []


def _role_of(words: Sequence[str], before: str, roles: Mapping[str, Role]) -> Role | None:
    """The role of a party that is introduced with these words, by the words themselves or by what stands before."""
    for word in words:
        known = roles.get(word) or roles.get(word.split()[-1])
        if known is not None and word != "company":
            return known
    if _COACHED_ONE.search(before[-70:]) or any(word in _PERSONS for word in words):
        return Role.CLIENT
    if any(word in _PLURAL for word in words):
        return Role.COACH
    if any(word in _SECOND for word in words):
        return Role.CLIENT
    if _BODY_OF_COACHES.search(before[-70:]):
        return None
    # What stands behind the last bracket is about this party, what stands before it often about another.
    own = before.rpartition(")")[2]
    tail = own if len(own) > 12 and any(pattern.search(own) for _, pattern in _ABOUT) else before[-120:]
    return next((role for role, pattern in _ABOUT if pattern.search(tail)), None)


def _voices(counts: Counter[str], pairs: Counter[tuple[str, str]], kind: Kind) -> dict[str, Role]:
    """Who says "I", who is "you", and whether "we" is the coach's firm or everybody."""
    my_coach = sum(pairs["my", word] for word in _MY if word != "supervisor")  # coaches have supervisors, too
    my_client = sum(pairs["my", word] for word in _YOURS)
    your_coach = sum(pairs["your", word] for word in _MY)
    your_client = 0 if kind is Kind.MENTOR else sum(pairs["your", word] for word in _YOURS)
    if kind is Kind.MENTOR:
        your_client = pairs["your", "mentee"] + pairs["your", "supervisee"]
    client_speaks = my_coach > max(my_client, your_coach) or pairs["i", "understand"] >= 3 > your_coach
    first = Role.CLIENT if client_speaks else Role.COACH
    to_coach = your_client > your_coach or (client_speaks and not counts["your"])
    second = Role.COACH if to_coach and first is not Role.COACH else Role.CLIENT
    alone = counts["i"] + counts["me"] + counts["my"]
    together = counts["we"] + counts["us"] + counts["our"]
    everyone = (
        kind is Kind.INTERNAL or (first is Role.COACH and alone * 3 >= together and alone > 0) or not counts["you"]
    )
    several = Role.EVERYONE if everyone and kind is not Kind.DATA_PLAN else Role.COACH
    return dict.fromkeys(_FIRST, first) | dict.fromkeys(_PLURAL, several) | dict.fromkeys(_SECOND, second)


def _bindings(
    document: Document,
    tokens: Tokens,
    roles: Mapping[str, Role],
    self_named: list[Binding],
    recitals: list[Binding],
    labelled: list[Binding],
    kind: Kind,
    *,
    self_spoken: bool,
) -> list[Binding]:
    """The places where a role of a person is bound to a name, the first of each name."""
    singles = {word: role for word, role in roles.items() if " " not in word and role is not Role.EVERYONE}
    pronouns = {word: singles[word] for word in ("i", "me", "my", "you", "your") if word in singles}
    normals = tokens.normals
    at_labels: list[tuple[int, int, Role]] = []
    at_pronouns: list[tuple[int, Role]] = []
    plain = {word: role for word, role in singles.items() if word not in _FIRST + _PLURAL + _SECOND} | dict.fromkeys(
        ("coached", "receiving"), Role.CLIENT
    )
    for index, word in enumerate(normals):
        if word in plain:
            role = plain[word]
            following = normals[index + 1] if index + 1 < len(normals) else ""
            if following == "organization" or following == "company" or following == "employer":
                role = Role.SPONSOR
            before = normals[index - 1] if index else ""
            if word in ("manager", "partner") and before not in ("line", "commissioning", "sponsoring", "hr"):
                continue
            if before in ("sponsoring", "commissioning"):
                role = Role.SPONSOR
            if before in ("mentee", "supervisee"):  # coaches who are mentored
                role = Role.CLIENT
            width = 1
            if word == "receiving":
                width = next(
                    (n for n in (2, 3) if normals[index + n - 1 : index + n] in (["coaching"], ["services"])), 0
                )
            if width:
                at_labels.append((index, width, role))
        elif word in pronouns:
            at_pronouns.append((index, pronouns[word]))
    slots: set[Role] = set()
    owner: dict[str, Role] = {}
    found: list[Binding] = []
    bound = list(read_bindings(document, tokens, at_labels, at_pronouns))
    surely = {binding.role for binding in bound if binding.sure and binding.name}
    for binding in (*bound, *read_letter(document), *self_named):
        if binding.name:
            doubted = not binding.sure and binding.role in surely  # "Coachee, Ms Dornbusch, Coach" in a list
            new = binding.name not in owner and not doubted
            if not doubted:
                owner.setdefault(binding.name, binding.role)
        else:
            new = binding.role not in slots
            slots.add(binding.role)
        if new:
            found.append(binding)
    missing = frozenset({Role.COACH, Role.CLIENT, Role.SPONSOR} - {binding.role for binding in found})
    for binding in (*recitals, *read_introduced(document)) if missing else ():
        if binding.role in missing and binding.name not in owner:
            found.append(binding)
            missing -= {binding.role}
    three = kind in (Kind.SPONSORED, Kind.INTERNAL)
    for binding in read_commission(document.text, missing) if missing and three else ():
        if binding.name not in owner:
            found.append(binding)
            missing -= {binding.role}
    for binding in read_fallback(document.text, missing, kind) if missing else ():
        found.append(binding)
        missing -= {binding.role}
    coach = next((binding.name for binding in found if binding.role is Role.COACH and binding.name), "")
    if coach and missing & {Role.CLIENT} and kind is not Kind.SPONSORED and (other := read_other(document.text, coach)):
        found.append(other)
        missing -= {Role.CLIENT}
    for binding in labelled if missing else ():
        if binding.role in missing:
            found.append(binding)
            missing -= {binding.role}
    if (
        Role.COACH in missing
        and self_spoken
        and (author := read_letterhead(document, kind))
        and author.name not in owner
    ):
        found.append(author)
    if Role.SPONSOR not in {binding.role for binding in found if binding.name} and kind in (
        Kind.SPONSORED,
        Kind.INTERNAL,
    ):
        named = {binding.name.lower() for binding in found}
        employer = read_employer(document.text, frozenset(named | roles.keys()))
        found += [employer] if employer is not None else []
    return found


def _alias(words: str) -> str:
    """Words as the tokens spell them, without the article, divided by single spaces."""
    parts = [normal_form(part) for part in re.findall(r"[^\W\d_]+", words.replace("’", "'"))]
    if parts and parts[0] in ("the", "a", "an") and len(parts) > 1:
        parts = parts[1:]
    return " ".join(parts)
