"""Parties: which words stand for the coach, the client, the sponsor or all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from agreementlint.agreement.callings import (
    PLURAL,
    SECOND,
    Calling,
    bodies_and_posts,
    coached_people,
    names_one,
    read_said,
    role_of,
    said_behind,
    the_one_left,
    unquoted,
)
from agreementlint.agreement.commissions import (
    coached_instead,
    coached_officer,
    is_client_of_firm,
    speaks_to_payer,
)
from agreementlint.agreement.described import is_coach_supervised
from agreementlint.agreement.introductions import read_recital
from agreementlint.agreement.model import Party
from agreementlint.agreement.named_parties import Defined, named_parties
from agreementlint.agreement.names import short_names
from agreementlint.agreement.naming import OPENING, Binding
from agreementlint.agreement.voices import read_voices
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
        "contracting authority|ordering party|ordering company|orderer|paying organization|paying party|paying company|donor|awarding "
        "body|host organization|sending organization|placing organization|executive sponsor|program sponsor|"
        "boss|prescriber|hr department|people team|people department|governing body|hr contact|client company|contracting organization|client 's "
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
_BRACKETED = LatePattern(r"\(\s*([^()\n]{2,110})\)")
_CALLED = LatePattern(
    r"(?:hereinafter|hereafter|called|referred to(?: \w+)? as|known as)[ ,:]+(?:the )?[\"“‘*]([^\"”’*\n]{1,40})[\"”’*]"
)
_QUOTED = LatePattern(r"[\"“”‘*]+\s*(?:the\s+|an?\s+)?([^\"“”‘’*()\n]{1,40}?)[,.]?\s*[\"“”’*]+", re.IGNORECASE)
_NOBODY_ELSE_PAYS = (Kind.TWO_PARTY, Kind.MENTOR, Kind.DATA_PLAN)
# A name behind this word says where, with what or by which rules something is done.
_ONLY_MENTIONED = LatePattern(
    r"(?<!provided )(?<!offered )(?<!delivered )(?<!run )(?<!operated )(?<!agreement )(?<!contract )(?<!coaching )(?<!coached )"
    r"\b(?:with|by|at|using|via|through|under) (?:the )?(?:[A-Z][\w&.’'-]*,? ?)+$"
)
_MODIFIED = frozenset("coach coaches coaching program programme session sessions call calls meeting meetings".split())
_NO_PARTY = frozenset(
    "agreement services service program programme contract fee fees session sessions terms policy notes data "
    "protected matters "
    "confidential information records purpose effective date start schedule website platform site work materials deliverables".split()
)


def read_parties(document: Document, tokens: Tokens, counts: Counter[str], kind: Kind) -> tuple[Party, ...]:
    """Who the parties are, and every word that stands for each: named ones first, then one for each role's words."""
    roles = _common_words(document.text, counts, kind)
    defined = _read_defined(document.text, roles, kind)
    if kind is Kind.SPONSORED and (officer := coached_officer(document.text, defined.words)):
        defined = defined.with_role(officer, Role.CLIENT)
    roles.update(defined.words)
    pairs = Counter(pairwise(tokens.normals)) if counts["my"] or counts["your"] else Counter[tuple[str, str]]()
    roles.update({word: role for word, role in read_voices(counts, pairs, kind).items() if word not in defined.words})
    spoken = any(roles.get(word) is Role.COACH and counts[word] > 1 for word in ("i", "me", "we", "us"))
    bindings = named_parties(document, tokens, kind, roles, defined, self_spoken=spoken)
    if kind is Kind.SPONSORED and (coached := coached_instead(document.text, bindings)):
        bindings = [*bindings, coached]
    if kind is Kind.SPONSORED and "you" not in defined.words and speaks_to_payer(document.text, bindings):
        roles.update(dict.fromkeys(SECOND, Role.SPONSOR))
        bindings = [replace(each, role=Role.SPONSOR) if each.label == "you" else each for each in bindings]
    if kind is Kind.SPONSORED and is_client_of_firm(document.text, bindings, defined.words):
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


def _common_words(text: str, counts: Counter[str], kind: Kind) -> dict[str, Role]:
    """The role words of every document, and those that this kind of document adds."""
    roles = {label: role for role, labels in _LABELS.items() for label in labels}
    if kind is Kind.MENTOR:
        roles.update({label: role for role, labels in _MENTOR_LABELS.items() for label in labels})
        if counts["supervisor"] and is_coach_supervised(text):
            roles.update(dict.fromkeys(("coach", "coaches"), Role.CLIENT))
    elif counts["mentee"] or counts["supervisee"]:
        roles.update(dict.fromkeys(("mentor", "mentors", "supervisor"), Role.COACH))
    if kind is Kind.GROUP:
        roles.update(dict.fromkeys(("member", "members", "team", "group"), Role.CLIENT))
    if kind in (Kind.SPONSORED, Kind.INTERNAL):
        roles["company"] = Role.SPONSOR
        roles.update(dict.fromkeys(bodies_and_posts(text), Role.SPONSOR))
        roles.update(dict.fromkeys(coached_people(text, counts), Role.CLIENT))
        roles.update({word: Role.SPONSOR for word in ("mum", "mom", "dad", "mother", "father") if counts[word] >= 2})
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


def _read_defined(text: str, roles: Mapping[str, Role], kind: Kind) -> Defined:
    """The words that the document itself binds to a party: (the "Executive"), (we, us), hereinafter "the Mentee"."""
    three = kind in (Kind.SPONSORED, Kind.INTERNAL)
    defined = dict(read_said(text, OPENING, roles)) if three else {}
    self_named: list[Binding] = []
    recitals: list[Binding] = []
    labelled: list[Binding] = []
    behind = 0
    found = list(_callings(text, roles, three))
    left = the_one_left([calling for _, _, calling in found]) if three else None
    left_by_all = sum(not calling.sure and calling.alone for _, _, calling in found) == 1
    for match, called, calling in found:
        words, role = calling.words, calling.role
        if left is not None and not calling.sure and calling.alone and (role is None or left_by_all):
            role = left
        if role is Role.SPONSOR and not calling.sure and kind in _NOBODY_ELSE_PAYS:
            # "Calder Lowe Limited (the Company)" beside a client is the firm that coaches, "Google Ireland (Google)" with
            # which the notes are stored is nobody.
            role = (
                Role.COACH
                if match.start() < OPENING
                and not _ONLY_MENTIONED.search(text, max(match.start() - 120, 0), match.start())
                else None
            )
        if role is not None:
            defined.update({word: role for word in words if roles.get(word, role) is role or word == "company"})
            opening = max(
                text.rfind("\n\n", 0, match.start()), behind if behind < match.start() else 0, match.start() - 400
            )
            recited = read_recital(text, max(opening, 0), match.start()) if match.start() < OPENING else None
            if recited is not None:
                recitals.append(Binding(role, words[0], *recited))
            named = called or _QUOTED.search(match.group(1))
            if match.start() < OPENING and named and _is_role_word(words, role, roles):
                labelled.append(Binding(role, words[0], "", Span(max(opening, match.start() - 40), match.end())))
            behind = match.end()
            for pronouns in (PLURAL, SECOND):
                if any(word in pronouns for word in words):
                    defined.update(dict.fromkeys(pronouns, role))
                    self_named.append(Binding(role, words[0], "", Span(*match.span())))
    return Defined(defined, self_named, recitals, labelled)


def _callings(text: str, roles: Mapping[str, Role], three: bool) -> Iterator[tuple[re.Match[str], bool, Calling]]:
    """What brackets and "hereinafter" call the parties, with whether it is the latter; `three` admits bare nouns."""
    bracketed = ((match, False) for match in _BRACKETED.finditer(text))
    for match, called in (*bracketed, *((match, True) for match in _CALLED.finditer(text))):
        inside = match.group(1)
        labels = [inside] if called else _QUOTED.findall(inside) or _unquoted(inside, roles)
        if not labels and three and match.start() < OPENING:
            labels = unquoted(inside)
        words = [word for word in (_alias(label) for label in labels) if word and len(word.split()) <= 4]
        if not words or any(word.split()[-1] in _NO_PARTY for word in words):
            continue
        before = text[max(0, match.start() - 170) : match.start()].rsplit("\n", 1)[-1]
        said = said_behind(text, match.end()) if match.start() < OPENING else None
        role, sure = role_of(words, before, said, roles)
        alone = match.start() < OPENING and (called or names_one(inside))
        yield match, called, Calling(tuple(words), role, sure, alone)


def _is_role_word(words: Sequence[str], role: Role, roles: Mapping[str, Role]) -> bool:
    """Whether one of the words is said of everybody with this role, and not a name of its own."""
    return any(roles.get(word.split()[-1]) is role and word not in PLURAL for word in words)


def _unquoted(inside: str, roles: Mapping[str, Role]) -> list[str]:
    """Labels in brackets without quotation marks count only if they are known: (the client), (we, us), (you)."""
    parts = [part.strip().removeprefix("the ").removeprefix("The ") for part in re.split(r",| or |/| and ", inside)]
    known = [part for part in parts if part.lower() in roles or part.lower() in PLURAL + SECOND]
    return known if len(known) == len(parts) else []


def _alias(words: str) -> str:
    """Words as the tokens spell them, without the article, divided by single spaces."""
    parts = [normal_form(part) for part in re.findall(r"[^\W\d_]+", words.replace("’", "'"))]
    if parts and parts[0] in ("the", "a", "an") and len(parts) > 1:
        parts = parts[1:]
    return " ".join(parts)
