"""Names: what is written like the name of a person or firm, and in which shorter forms a text repeats it."""

from __future__ import annotations

import re
from collections import Counter

from agreementlint.latepattern import LatePattern

_UPPER = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİŁŃŅŇŌŐŒŘŚŞŠȘŤŪŮŰŲŹŻŽ]"
_ABBREVIATED = r"(?:Mr|Mrs|Ms|Dr|Dra|Prof|Mme|Mw|Dhr|St|Mag|Dipl|Pte|Ltd|Inc|Co|Corp|Sdn|Bhd|Jr|Sr|Rev|Est)\."
WORD_TEXT = rf"(?:{_ABBREVIATED}(?:-[A-Z]\w+\.)?|(?:{_UPPER}\.)+(?:{_UPPER}\.?)?|{_UPPER}[\w’'-]*|&|[\"“]\w+[\"”])"
NAME_TEXT = rf"(?!&|[\"“]|(?:AND|BETWEEN|OF|THE|BY)\b){WORD_TEXT}(?:[ ](?:(?:de|del|della|da|do|dos|di|la|le|van|von|der|den|ter|of|al|bin|y|zu|für)[ ]){{0,2}}{WORD_TEXT}){{0,11}}(?:,? (?:plc|ltd|llc|inc|gmbh|bv|nv)\b\.?)?"
SLOT_TEXT = r"_{2,}[_ ]*|\.{4,}|…+|\[(?![xX ]?\])[^\]\n]{0,90}\]|\{\{[^}\n]{0,80}\}\}|\{[a-z_]{3,40}\}|<[A-Za-z][^<>\n]{0,50}>|\$\{?\w+\}"
VALUE = LatePattern(rf"(?P<slot>{SLOT_TEXT})|(?P<name>{NAME_TEXT})")
_PAPERS = frozenset(("agreement", "contract", "terms", "policy", "schedule", "engagement"))
NO_NAME = frozenset(
    "Place Location Agreement Services Service Coach Coaches Client Clients Coachee Sponsor Company Mentor Mentee Supervisor "
    "Supervisee Party Parties "
    "Coaching Mentoring Supervision Signature Signatures Signed Sign Date Dated Name Names Email E-mail Phone Tel "
    "Telephone Address Session Sessions Fee "
    "Fees Confidentiality Responsibilities Rights Duties Role Roles Shall Will Must May The This That These Those A "
    "An It In On At If "
    "And Or To For Of By With We You I Your Our My He She They Not No Yes Please Each Every Any All When Where While "
    "As Is Are Be "
    "Organisation Organization Employer Terms Information Contact Title Position Employee Participant Participants "
    "Member Members "
    "Team Group Programme Program Contract Both Either Neither Print Goals Notes Records Data Feedback Relationship "
    "Responsible Attend Attends Provides Provide Pays Facilitates Sets Funds Keep Keeps Agrees Agree Here Who What "
    "How Why There "
    "First Second Third Section Schedule Annex Appendix Clause Article Between Signatory Initials There Thank Thanks "
    "Representative Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday January February March April May June July August September October November "
    "December Whereas "
    "WHEREAS NOW THEREFORE PARTIES AGREEMENT BETWEEN COACH CLIENT COACHEE SPONSOR DATE SIGNED SIGNATURE Number Number: Day".split()
)
# Words of titles: "Executive Coaching", "Terms of Service" and "Client Agreement" are nobody's name.
TITLE_WORDS = frozenset(
    "Life Executive Business Leadership Career Team Group Personal Health Wellness Wellbeing Professional Internal Mentor External "
    "Individual Private Performance Relationship Corporate Tripartite Ethics Code Letter Welcome Agreement Contract Terms "
    "Conditions Policy Notice Privacy Statement Plan Schedule Charter Guide Handbook Manual Form Service Services Understanding "
    "Engagement Proposal Template Confidentiality Annex Appendix Draft Version Programme Program Rules Memorandum Data Client "
    "Coach Coachee Sponsor Frequently Questions How What Our Your My The A An Introduction Overview Background General Hub Wiki".split()
)
_FIRM = LatePattern(
    r"\b(?:LLC|LLP|Ltd|Limited|Inc|GmbH|plc|PLC|AG|AB|AS|SARL|S\.?A\.?|N\.?V\.?|B\.?V\.?|CIC|Pte|Bhd|K\.K|"
    r"Corp(?:oration)?|SpA|S\.p\.A|Co)\b\.?"
)
_FIRM_WORDS = frozenset(
    "Coaching Group Bank Trust Partners Services Foundation Council Academy School University College Hospital "
    "Institute Authority "
    "Office Company Association Consulting House Organisation Organization Ministry Municipality Project".split()
)
_TITLES = frozenset(
    "Mr Mrs Ms Miss Dr Prof Professor Mme Mw Dhr Mag Dipl-Psych Sir Madam Frau Herr Puan Encik Rev".split()
)


# Words that stand in headings and warnings in capitals, and in no name.
_SHOUTED = frozenset(
    "TO THE BE FOR AS BY THIS IN NO OR IS ARE SHALL NOT READ YOUR YOU FIRST WITH ANY ALL MAY WILL IF UNDER EXCEPT".split()
)
_REFERS = frozenset(
    "See Exhibit Annex Schedule Section Appendix Clause Attachment Program Programme Credential Certification".split()
)
_STREETS = frozenset(
    "Way Street Road Lane Avenue Square Close Drive Terrace Crescent Boulevard Floor Building House Hub Park Parade Mews Yard Row Quay Gardens Wharf Gate Place Hill Walk Green Court".split()
)
_OFFICES = frozenset(
    "Department Development Relations Chief Office Committee Board Directorate Division Unit HR Operations Learning".split()
)
_NUMBERED = LatePattern(r"(?:\d[\w/-]*,? |\d|\b(?:at|in) (?:the )?)$")
_WHEN = frozenset(
    "Always Never Weekly Monthly Daily Yearly Sometimes Occasionally Usually Often Nothing None Everyone Nobody".split()
)


def names_nobody(name: str, text: str, start: int) -> bool:
    """Whether words that are written like a name stand for a place, a document or a warning."""
    words = name.split()
    if not words:
        return False  # an open slot
    if name.isupper() and _SHOUTED.intersection(words):
        return True
    if words[0] in ("P.O.", "PO", "Box"):
        return True
    if words[0] in _WHEN or _REFERS.intersection(words):
        return not is_firm(text[start : start + len(name) + 12])
    return words[-1] in _STREETS and bool(_NUMBERED.search(text, max(0, start - 16), start))


def names_office(name: str, text: str, start: int) -> bool:
    """Whether a name is that of a department or post, which is nobody's coach and nobody's client."""
    words = set(name.split())
    return (
        bool(words & _OFFICES)
        and not words & {"Coaching", "Mentoring"}
        and not is_firm(text[start : start + len(name) + 12])
    )


def is_name(match: re.Match[str], text: str, strict: bool) -> bool:
    """Whether a match is a slot or looks like a name, and not like the first word of a sentence."""
    if match.group("slot"):
        return True
    name = match.group("name")
    words = name.split()
    first = words[0].rstrip(".,'’")
    if first in NO_NAME or (len(first) > 3 and first.removesuffix("s").rstrip("'’") in NO_NAME):  # "Wes" is somebody
        return False
    if len(words) >= 2:
        if any(word.lower() in _PAPERS for word in words):
            return False  # the title of a document
        return (
            words[1] not in NO_NAME
            or bool(_FIRM.search(name))
            or words[1] in ("Coaching", "Services", "Programme", "May", "June")
        )
    following = text[match.end() : match.end() + 2]
    return not strict and (not following.strip() or following[0] in ",.;)|/(" or following in (" (", " /", " –", " —"))


def is_plain_word(word: str, text: str) -> bool:
    """Whether a word stands in a text in small letters as well."""
    return any(f" {word}{mark}" in text for mark in (" ", ",", "."))


def is_firm(name: str) -> bool:
    """Whether a name has the legal form of a firm in it."""
    return bool(_FIRM.search(name))


def is_organisation(name: str) -> bool:
    """Whether a name has the legal form of a firm in it or a word that names of organisations have."""
    return is_firm(name) or any(word in _FIRM_WORDS for word in name.split())


def short_names(name: str, text: str, counts: Counter[str]) -> tuple[str, ...]:
    """The shorter forms in which a document speaks of a name: first name and surname, the firm without its form."""
    firm = is_organisation(name)
    plain = _FIRM.split(name)[0].strip(" ,.&")
    words = [word.strip('"“”.,') for word in plain.split()]
    words = [word for word in words if word not in _TITLES and len(word) > 2 and word[0].isupper()]
    if not words:
        return ()
    candidates = (
        [words[0]] if firm else [words[0], words[-1], *(word.strip('"“”') for word in plain.split() if word[0] in '"“')]
    )
    found = [plain]
    for word in candidates:  # a name that is never used again needs no short form
        again = counts[word.split("-")[0].lower()] > 1
        if again and word not in NO_NAME and not is_plain_word(word.lower(), text):
            found.append(word)
    last = words[-1]
    if firm and text.count(f"he {last}") > text.count(f"he {last.lower()}"):
        found.append(f"the {last}")
    return tuple(dict.fromkeys(found))
