"""Parties: which words stand for the coach, the client, the sponsor or all of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from agreementlint.agreement.model import Party
from agreementlint.language.scope import ROLE_NUMBER
from agreementlint.language.tokens import Tokens
from agreementlint.terms import Role
from agreementlint.text import Span

# Role words, in the singular or plural form in which they stand for a person; "coaching" is none.
_LABELS: Mapping[Role, tuple[str, ...]] = {
    Role.COACH: (
        "coach", "coaches", "mentor", "mentors", "provider", "service provider", "consultant", "facilitator",
        "practitioner", "internal coach", "mentor coach", "contractor", "team coach", "i", "me", "my", "myself",
        "we", "us", "our",
    ),
    Role.CLIENT: (
        "client", "clients", "coachee", "coachees", "mentee", "mentees", "supervisee", "supervisees", "participant",
        "participants", "member", "members", "learner", "learners", "student", "students", "trainee", "you", "your",
        "yours", "yourself", "person being coached", "young person", "individual", "group members", "team members",
    ),
    Role.SPONSOR: (
        "sponsor", "sponsors", "organization", "organisation", "employer", "company", "hr", "human resources",
        "line manager", "manager", "funder", "purchaser", "commissioner", "client organization", "sponsoring organization",
        "commissioning organization", "principal", "payer", "parent", "parents", "guardian", "university", "trust",
    ),
    Role.EVERYONE: (
        "parties", "each party", "both parties", "either party", "neither party", "all parties", "everyone", "everybody",
        "each of us", "both of us", "all of us", "either of us", "the three of us", "the two of us", "neither of us",
        "all participants", "all members", "each member", "each participant", "every participant", "every member",
        "coach and client", "client and coach", "coach and coachee", "mentor and mentee", "mentee and mentor",
        "supervisor and supervisee",
    ),
}  # fmt: skip
_DEFINED = re.compile(
    r"\(\s*(?:hereinafter|hereafter|each|collectively|individually|together|also|referred to (?:herein )?as|the|an?|or|our|my|[\s,:])*"
    r"((?:[\"“”'‘’*]+[^\"“”'‘’()\n]{1,40}[\"“”'‘’*]+(?:\s*(?:,|or|and|/|the|an?|and/or)\s*)*)+)[^()\n]{0,20}\)"
    r"|(?:called|referred to(?: \w+)? as|known as|hereinafter|hereafter(?: called)?)\s+(?:the\s+)?[\"“”'‘’]([^\"“”'‘’\n]{1,40})[\"“”'‘’]",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”'‘’*]+\s*(?:the\s+|an?\s+)?([^\"“”'‘’*()\n]{1,40}?)\s*[\"“”'‘’*]+", re.IGNORECASE)
_ABOUT = (
    (Role.CLIENT, re.compile(r"\bemployee|being coached|is coached|receiv\w+ (?:the )?(?:coaching|services)|coachee|participant|an individual\b|\bclient\b", re.IGNORECASE)),
    (Role.COACH, re.compile(r"coach|trading as|\b[PMA]CC\b|mentor|practitioner|sole trader|consultan", re.IGNORECASE)),
    (Role.SPONSOR, re.compile(r"\b(?:plc|ltd|limited|inc|llc|gmbh|n\.?v|s\.?a|corp)\b|compan|organi[sz]ation|employer|pays for|authority|registered office", re.IGNORECASE)),
)
_CLIENT_VOICE = re.compile(r"\bmy (?:coach|mentor)\b|\bI understand that (?:the|my) (?:coach|mentor)|\bI,? the (?:client|coachee|mentee|undersigned)\b|\bI am responsible for my own\b", re.IGNORECASE)
_PRONOUNS = frozenset("i me my myself we us our you your yours yourself".split())


def read_parties(text: str, body: str) -> tuple[Party, ...]:
    """Who the parties are, and every word that stands for each; `body` is the text that is searched."""
    roles: dict[str, Role] = {label: role for role, labels in _LABELS.items() for label in labels}
    named: list[Party] = []
    for match in _DEFINED.finditer(body):
        labels = [part.strip(" *").lower() for part in _QUOTED.findall(match.group(1) or "")]
        if match.group(2):
            labels.append(match.group(2).strip().lower())
        before = body[max(0, match.start() - 160) : match.start()].rsplit("\n", 1)[-1]
        role = _role_of(labels, before, roles)
        if role is None:
            continue
        aliases = tuple(label for label in labels if label and len(label.split()) <= 4)
        for alias in aliases:
            roles[alias] = role
        span = Span(match.start(), match.end())
        named.append(Party(role, aliases[0] if aliases else "", _name_before(before), span, aliases))
    if _CLIENT_VOICE.search(body):
        for pronoun in ("i", "me", "my", "myself"):
            roles[pronoun] = Role.CLIENT
    if "company" in roles and roles["company"] is Role.SPONSOR and not _has_sponsor(body):
        roles["company"] = Role.COACH
    every = tuple(
        Party(role, "", "", None, tuple(alias for alias, its_role in roles.items() if its_role is role)) for role in _LABELS
    )
    return tuple(named) + every


def _role_of(labels: list[str], before: str, roles: Mapping[str, Role]) -> Role | None:
    for label in labels:
        if label in ("we", "us", "our"):
            return Role.COACH
        if label in ("you", "your"):
            return Role.CLIENT
    for label in labels:
        known = roles.get(label) or roles.get(label.split()[-1] if label else "")
        if known is not None and label != "company":
            return known
    if any(label in ("agreement", "services", "program", "programme", "contract", "fee", "session", "terms") for label in labels):
        return None
    tail = before[-110:]
    for role, pattern in _ABOUT:
        if pattern.search(tail):
            return role
    return None


def _name_before(before: str) -> str:
    names = re.findall(r"(?:[A-Z][\w.&’'-]+(?:\s+(?=[A-Z&]))?)+", before)
    return names[-1].strip() if names else ""


def _has_sponsor(body: str) -> bool:
    return len(re.findall(r"\b(?:sponsor|employer|line manager|HR|human resources|coachee)\b", body)) >= 3


def find_mentions(tokens: Tokens, parties: tuple[Party, ...]) -> dict[int, tuple[int, int]]:
    """The first token of each mention of a party, with (number of its role, number of tokens)."""
    longest_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for party in parties:
        for alias in party.aliases:
            words = tuple(alias.replace("’", "'").split())
            if words:
                longest_first.setdefault(words[0], []).append((words, ROLE_NUMBER[party.role]))
    for options in longest_first.values():
        options.sort(key=lambda option: -len(option[0]))
    normals = tokens.normals
    found: dict[int, tuple[int, int]] = {}
    index = 0
    while index < len(normals):
        step = 1
        for words, role in longest_first.get(normals[index], ()):
            if len(words) == 1 or tuple(normals[index : index + len(words)]) == words:
                found[index] = (role, len(words))
                step = len(words)
                break
        index += step
    return found
