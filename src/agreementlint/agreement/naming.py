"""Names of the parties: where the document binds a role to a name, or to a slot that says what goes in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from agreementlint.document import Block, BlockKind, Document
from agreementlint.language.tokens import Tokens
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Role
from agreementlint.text import Span
from agreementlint.values import dataclass

_REACH = 170
OPENING, _CLOSE = 5000, 2500  # the parties are named on the first pages or where they sign
_UPPER = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİŁŃŅŇŌŐŒŘŚŞŠȘŤŪŮŰŲŹŻŽ]"
_ABBREVIATED = r"(?:Mr|Mrs|Ms|Dr|Dra|Prof|Mme|Mw|Dhr|St|Mag|Dipl|Pte|Ltd|Inc|Co|Corp|Sdn|Bhd|Jr|Sr|Rev|Est)\."
_WORD = rf"(?:{_ABBREVIATED}(?:-[A-Z]\w+\.)?|(?:{_UPPER}\.)+(?:{_UPPER}\.?)?|{_UPPER}[\w’'-]*|&|[\"“]\w+[\"”])"
NAME_TEXT = rf"(?!&|[\"“]|(?:AND|BETWEEN|OF|THE|BY)\b){_WORD}(?:[ ](?:(?:de|del|della|da|do|dos|di|la|le|van|von|der|den|ter|of|al|bin|y|zu|für)[ ]){{0,2}}{_WORD}){{0,11}}"
SLOT_TEXT = r"_{2,}[_ ]*|\.{4,}|…+|\[(?![xX ]?\])[^\]\n]{0,90}\]|\{\{[^}\n]{0,80}\}\}|\{[a-z_]{3,40}\}|<[A-Za-z][^<>\n]{0,50}>|\$\{?\w+\}"
VALUE = LatePattern(rf"(?P<slot>{SLOT_TEXT})|(?P<name>{NAME_TEXT})")
# After a label: "Coach: Ana", "Client's name | ____", "the coach, Ana", "your coach is Ana", '"Client" means …'.
_LABELLED = LatePattern(
    r"(?:['’]s)?(?: organi[sz]ation)?(?: \(?(?:full |legal |printed )?(?:name|"
    r"names)\)?(?: and [\w ]{1,20})?)?(?: \([^()\n]{0,40}\)| or [\w /]{1,20})?(?: of the \w+)?[\"”’*)`]*"
    r"[  \t]*(?P<sign>[:=|–—]|\n(?=[_\[{]))[  \t*`\"“(]*"
    r"(?:(?:his|her|their|your|full|legal|print) )?(?:\(?(?:print )?names?\)?[:,]? *)?"
)
# What has to follow a label if it is to be bound to what comes next; most mentions in running text fail here.
_MAY_NAME = LatePattern(
    r"['’]?s? ?(?:[:=|,(\n\"”’*)`–—]|$|(?:is|are|am|means?|being|named?|names|called|organi[sz]ation|or|of|and|shall|"
    r"refers?)\b|[A-Z_\[<{.])"
)
_MEANS = LatePattern(
    r"[\"”’*)]{0,2},?(?: \([^()\n]{0,60}\))? (?:shall |will )?(?:means?|refers? to|stands? for)\b|[\"”’*]{1,3} (?:is|"
    r"are)\b"
)
_APPOSED = LatePattern(
    r"[\"”’*]{0,2}(?:(?:,| \(|:| –| —)(?: me,| you,| named| name:| called| is)?|,? (?:is|are|am|means|being|named|"
    r"=)(?: the company| called)?) [\"“*]*"
    r"|[\"”’*]{0,2} (?=[A-Z]\w+ [A-Z]\w+)"
)
_BEFORE_LABEL = LatePattern(
    r"^.*(?P<mark>\(|hereinafter|hereafter|called|referred to|known as|in the following|jointly|"
    r"acting as)[^.()\n]{0,60}$",
    re.IGNORECASE,
)
_CALLED = LatePattern(r"herein|hereafter|called|referred|known|following|jointly|acting")
_MAY_STAND_BEFORE = LatePattern(r"[,(—–]| (?:-|is|as|am|be|acts|become|who) ")
_IS_LABEL = LatePattern(
    r"(?:,|\bis|\bas|\bam|\(|—|–| -| who is|\bbe|\bacts|\bbecome)[  ]*(?:acting |act |to be |being |also )?(?:as |be |"
    r"is )?"
    r"(?:your|the|my|our|an?|a certified)?[  ]*(?:[\w-]+[  ])?$"
)
_COACHED = LatePattern(
    r"(?:,|\(|—|–| is| be| as|\bwho)[  ]*(?:the |a )?(?:person|individual|one|employee|client)?[  ]*(?:who |"
    r"to )?(?:is |be )?(?:being )?$"
)
_WHOEVER = LatePattern(
    r"[\"”’*]{0,2},? \(?(?:[\"“(]\w+[\"”)]+,? )?(?:(?:is|are|means?|refers? to) )?(?:the|an?|each|any)? ?(?:individual |"
    r"natural )?"
    r"(?:individual|person|participant|client|student|customer|employee|one|whoever)\b[^.;]{0,40}?"
    r"\b(?:who|whose|whoever|enrolling|signing|named|being|participant|actually|fills)\b|"
    r"[\"”’*]{0,2},? (?:means )?whoever\b"
)
_FIELD = LatePattern(r" (?:full |first |legal )?names?[\"”]?\s*(?:\([^()\n]*\))?(?=\s*[:_|\[{\"=]|\s*$)")
_MANY = frozenset(
    "coaches clients coachees mentors mentees supervisees participants members sponsors employers managers students".split()
)
_QUOTE = LatePattern(r"[\"“”‘*]|\b(?:each|collectively|together|the) (?:an? )?$")
_MY_NAME = LatePattern(rf" name is (?P<name>{NAME_TEXT} {_WORD})")
_AM = ("’m", "'m", " am")  # looked for first, since a pattern with a name is slow to compile
_I_AM = LatePattern(rf"(?:{'|'.join(_AM)})(?: (?:your|the|an?) [^.,\n]{{1,40}},)? (?P<name>{NAME_TEXT} {_WORD})")
_PAPERS = frozenset(("agreement", "contract", "terms", "policy", "schedule", "engagement"))
_PLAIN_LABELS = frozenset(("coach", "mentor", "client", "coachee", "mentee", "supervisee", "supervisor"))
_ROLE_HEADS = _PLAIN_LABELS | {"sponsor", "participant", "organisation", "organization", "the coach", "the client"}
_MEANT = LatePattern(
    r"[,\"”\s]*(?:[\"“](?:me|my|I|us|our|we|you|your)[,.]?[\"”],? ?(?:and|or)? ?)+(?:refers?|means?|mean)(?: to)? "
)
NO_NAME = frozenset(
    "Agreement Services Service Coach Coaches Client Clients Coachee Sponsor Company Mentor Mentee Supervisor "
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


@dataclass(frozen=True, slots=True)
class Binding:
    """A role bound to a name; the name is empty where a slot stands for it."""

    role: Role
    label: str
    name: str
    span: Span


def read_bindings(
    document: Document, tokens: Tokens, at_labels: list[tuple[int, int, Role]], at_pronouns: list[tuple[int, Role]]
) -> Iterator[Binding]:
    """Every place where a role is bound to a name or slot.

    `at_labels` are the role words as (first token, number of tokens, role), `at_pronouns` those tokens that stand
    for the coach or the client.
    """
    text = document.text
    after_cell = _cells(document)
    for first, width, role in at_labels:
        start, end = tokens.starts[first], tokens.ends[first + width - 1]
        if OPENING < start < len(text) - _CLOSE or end > len(text):
            continue
        label = text[start:end]
        found = (
            _after(text, start, end, role, after_cell) or _before(text, start, label) or _beside(text, end, role, label)
        )
        if found is not None:
            yield Binding(role, label, *found)
    for index, role in at_pronouns:
        end = tokens.ends[index]
        if OPENING < end < len(text) - _CLOSE or end > len(text):
            continue
        word = text[tokens.starts[index] : end]
        if text[end : end + 1] in ("'", "’") and word != "I":
            continue
        found = _after_pronoun(text, word.lower(), end, role)
        if found is not None:
            yield Binding(role, word, *found)


def _cells(document: Document) -> Mapping[int, tuple[int, int] | None]:
    """For the last offset of each first cell of a row and each heading line: the range of what stands beside or below."""
    beside: dict[int, tuple[int, int] | None] = {}
    cells = {(block.table, block.row, block.column) for block in document.blocks if block.kind is BlockKind.CELL}
    below = _under_role_heads(document)
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        if block.end in below:
            beside[block.end] = below[block.end]
            continue
        if block.kind is BlockKind.CELL:
            if block.header and block.row == 0 and (block.table, 1, 2) in cells:
                continue  # a row of column heads, not a label and what it stands for
            same = following is not None and (following.table, following.row) == (block.table, block.row)
            if same and following is not None and following.end > following.start:
                beside[block.end] = (following.start, following.end)
            elif block.column == 0:  # an empty cell beside a label is a blank to fill in
                beside[block.end] = None
        elif following is not None and _is_short(block) and following.kind is not BlockKind.HEADING:
            beside[block.end] = (following.start, following.end)
    return beside


def _under_role_heads(document: Document) -> Mapping[int, tuple[int, int]]:
    """For the last offset of each column head, where every column head is a role: the range of the cell below."""
    tables: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.CELL and block.row < 2:
            tables.setdefault(block.table, []).append(block)
    below: dict[int, tuple[int, int]] = {}
    for cells in tables.values():
        heads = [cell for cell in cells if cell.row == 0]
        if all(document.text[cell.start : cell.end].strip(" *").lower() in _ROLE_HEADS for cell in heads):
            ends = {cell.column: cell.end for cell in heads}
            below.update({ends[c.column]: (c.start, c.end) for c in cells if c.row == 1 and c.column in ends})
    return below


def _is_short(block: Block) -> bool:
    return block.end - block.start < 40


def _after(
    text: str, start: int, end: int, role: Role, beside: Mapping[int, tuple[int, int] | None]
) -> tuple[str, Span] | None:
    if end not in beside and not _MAY_NAME.match(text, end):
        return None
    tail = text[end : end + _REACH]
    stop = tail.find("\n")
    line = tail if stop < 0 else tail[:stop]
    rest = line.strip(" :*’'\"”)")
    if (not rest or (rest.startswith("(") and len(rest) < 12)) and end + len(line) in beside:
        place = beside[end + len(line)]
        if place is None:
            return "", Span(start, end)
        words = text[place[0] : min(place[1], place[0] + _REACH)]
        named = re.match(r"(?:full |legal |first )?name[^:|\n]{0,20}[:|]\s*", words, re.IGNORECASE)
        return _value(text, place[0] + (named.end() if named else 0), whole=place[1] - place[0] < 140)
    labelled = _LABELLED.match(tail)
    if labelled:
        found = _value(text, end + labelled.end(), whole=True)
        if found is not None:
            return found
    means = _MEANS.match(line)
    if means:
        return _search(text, end + means.end(), end + len(line))
    return None


def _beside(text: str, end: int, role: Role, label: str) -> tuple[str, Span] | None:
    """A name in apposition: "the coach, Ana Souza", "your coach is Ana Souza"."""
    if label.lower() in _MANY or not _MAY_NAME.match(text, end):
        return None
    line = text[end : end + _REACH].split("\n", 1)[0]
    apposed = _APPOSED.match(line)
    bare = label in _PLAIN_LABELS or (role is Role.COACH and label.lower() in ("coach", "mentor"))
    if apposed and (apposed.group().strip(' "”“’*') or bare):
        return _value(text, end + apposed.end(), whole=False)
    return None


def _before(text: str, start: int, label: str) -> tuple[str, Span] | None:
    begin = text.rfind("\n", max(0, start - _REACH), start) + 1 or max(0, start - _REACH)
    before = text[begin:start]
    near = before[-64:]
    defined = _BEFORE_LABEL.search(before) if "(" in near or _CALLED.search(near) else None
    if defined and label.lower() in _MANY and not _QUOTE.search(before, defined.start("mark")):
        return None  # "(for the first five clients)" names nobody
    if defined:
        part = before[: defined.start("mark")]
        cut = max(
            part.rfind(" between "), part.rfind(" and "), part.rfind(";"), part.rfind(": "), part.rfind("BETWEEN "), 0
        )
        stop = begin + defined.start("mark")
        return _nearest(text, begin + cut, stop) or _nearest(text, begin, stop)
    if not _MAY_STAND_BEFORE.search(before, max(len(before) - 26, 0)):
        return None
    pattern = _COACHED if label.lower() == "coached" else _IS_LABEL
    cut = max(len(before) - 40, 0)
    apposed = pattern.search(before, cut)
    if apposed and apposed.start() > 2:
        found = list(VALUE.finditer(before, max(0, apposed.start() - 60), apposed.start()))
        if found and found[-1].end() >= apposed.start() - 2 and _good(found[-1], before, strict=True):
            match = found[-1]
            return match.group("name") or "", Span(begin + match.start(), begin + match.end())
    return None


def _after_pronoun(text: str, word: str, end: int, role: Role) -> tuple[str, Span] | None:
    introduced = None
    if word == "i" and text.startswith(_AM, end):
        introduced = _I_AM.match(text, end, end + 110)
    elif word == "my" and text.startswith(" name is ", end):
        introduced = _MY_NAME.match(text, end, end + 110)
    if introduced and introduced.group("name").split()[0] not in NO_NAME:
        return introduced.group("name"), Span(*introduced.span("name"))
    if text[end : end + 1] not in ('"', "”", ",", " ", "’", ":") or (
        text[end] == " " and word in ("i", "me") and text[end : end + 2] != " ("
    ):
        return None
    line = text[end : end + 110].split("\n", 1)[0]
    if role is Role.CLIENT:
        whoever = _WHOEVER.match(line) if word != "your" else None
        if whoever:
            return "", Span(end - len(word), end + whoever.end())
        field = _FIELD.match(line)
        if field:
            return "", Span(end - len(word), end + field.end())
    if word in ("your", "my"):
        return None
    meant = _MEANT.match(line)
    if meant:
        return _value(text, end + meant.end(), whole=False)
    opening = re.match(r"[\"”]?(?:, (?:the client, |the coach, )?|,? \(| means? (?:me, |you, )?|: )", line)
    return _value(text, end + opening.end(), whole=False) if opening else None


def _value(text: str, start: int, whole: bool) -> tuple[str, Span] | None:
    """The name or slot that stands right here; `whole` admits a single word that nothing but a mark follows."""
    stop = text.find("\n", start)
    match = VALUE.match(text, start, len(text) if stop < 0 else stop)
    if match is None or not _good(match, text, strict=not whole):
        return None
    return match.group("name") or "", Span(*match.span())


def _search(text: str, start: int, end: int) -> tuple[str, Span] | None:
    for match in VALUE.finditer(text, start, end):
        if _good(match, text, strict=True):
            return match.group("name") or "", Span(*match.span())
    return None


def _nearest(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """The name that stands right before the end, else the first one ("Lodeline LLC, a Colorado company (")."""
    found = [match for match in VALUE.finditer(text, start, end) if _good(match, text, strict=True)]
    if not found:
        return None
    match = found[-1]
    introduced = text[start : match.start()].rsplit(maxsplit=1)[-1:]
    if not match.group("slot") and (
        end - match.end() > 3 or introduced not in (["member"], ["by"], ["through"], ["to"], ["coach"])
    ):
        match = found[0]
    return match.group("name") or "", Span(*match.span())


def _good(match: re.Match[str], text: str, strict: bool) -> bool:
    """Whether a match is a slot or looks like a name, and not like the first word of a sentence."""
    if match.group("slot"):
        return True
    name = match.group("name")
    words = name.split()
    if words[0].rstrip(".,'’s") in NO_NAME or words[0] in NO_NAME:
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


def _is_plain_word(word: str, text: str) -> bool:
    return any(f" {word}{mark}" in text for mark in (" ", ",", "."))


def is_firm(name: str) -> bool:
    """Whether a name has the legal form of a firm in it."""
    return bool(_FIRM.search(name))


def short_names(name: str, text: str, counts: Counter[str]) -> tuple[str, ...]:
    """The shorter forms in which a document speaks of a name: first name and surname, the firm without its form."""
    firm = bool(_FIRM.search(name)) or any(word in _FIRM_WORDS for word in name.split())
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
        if again and word not in NO_NAME and not _is_plain_word(word.lower(), text):
            found.append(word)
    last = words[-1]
    if firm and text.count(f"he {last}") > text.count(f"he {last.lower()}"):
        found.append(f"the {last}")
    return tuple(dict.fromkeys(found))
