"""Names of the parties: where the document binds a role to a name, or to a slot that says what goes in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from agreementlint.agreement.names import (
    NAME_TEXT,
    NO_NAME,
    VALUE,
    WORD_TEXT,
    is_name,
    is_organisation,
    names_nobody,
    names_office,
)
from agreementlint.document import Block, BlockKind, Document
from agreementlint.language.tokens import Tokens
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Role
from agreementlint.text import Span
from agreementlint.values import dataclass

_REACH = 170
OPENING, _CLOSE = 5000, 2500  # the parties are named on the first pages or where they sign
# After a label: "Coach: Ana", "Client's name | ____", "the coach, Ana", "your coach is Ana", '"Client" means …'.
_LABELLED = LatePattern(
    r"(?:['’]s)?(?: [Oo]rgani[sz]ation)?(?: \(?(?:[Ff]ull |[Ll]egal |[Pp]rinted )?(?:[Nn]ame|NAME|[Dd]etails|"
    r"[Nn]ames)\)?(?: and [\w ]{1,20})?)?(?: \([^()\n]{0,40}\)| or [\w /]{1,20})?(?: of the \w+)?(?: (?:at|from) [A-Z]\w+(?: [A-Z]\w+)?)?[\"”’*)`]*"
    r"[  \t]*(?P<sign>[:=|–—]|\n(?=[_\[{])|(?=_{3}|\.{5}))[  \t*`\"“(]*"
    r"(?:(?:his|her|their|your|full|legal|print) )?(?:\(?(?:print )?names?\)?[:,]? *)?"
)
# What has to follow a label if it is to be bound to what comes next; most mentions in running text fail here.
_MAY_NAME = LatePattern(
    r"['’]?s? ?(?:[:=|,(\n\"”’*)`–—]|$|(?:is|are|am|means?|being|[Nn]amed?|NAME|full|[Nn]ames|called|organi[sz]ation|or|of|at|from|and|shall|"
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
# Behind what is called something ('Ana Prado (the "Coach") ...') and behind a sentence stands another name.
_LABEL_ENDS = LatePattern(r"[\"”’*]\)(?= )")
_SENTENCE_ENDS = LatePattern(
    r"(?:\b(?!(?:Dr|Mr|Mrs|Ms|Prof|Inc|Ltd|Co|Corp|St|No|Rev|Jr|Sr|Pte|Sdn|Bhd|Psych|Dipl|Mag|Ing|Univ)\b)[\w’']*[a-z\d]|[)\"”])[.!?][\"”]? (?=[A-Z“\"])"
)
# One word right before a bracket, behind another bracket or at the head of a line: "Mrs Tait (chair), Deniz (in-house coach)".
_SINGLE = LatePattern(r"(?:^[*\- ]*|[;:] |\), |\band )(?P<name>(?!and\b)[A-ZÀ-Þ][\w’'-]+)[* ]*$")
# "me (Jonas Lie, your coach)": the name stands in the bracket, too.
_INSIDE = LatePattern(
    r"\((?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'.-]+){0,3}), (?:who is )?(?:your|the|my|our) (?:[\w-]+ )?$"
)
_BARE = LatePattern(r"\((?![\"“‘']|the )")  # 'Ana Prado, Lisbon ("the Coach")' is not called Lisbon
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
_ONE_PERSON = frozenset(
    "participant participants coachee mentee supervisee trainee student learner executive employee individual beneficiary".split()
)
_ANY_OF = LatePattern(r"\b(?:each|every|any|no|all|other|another|an?) $", re.IGNORECASE)
_TO_DO = LatePattern(r"\b(?:to|will|shall|can|[Ii]|we|who|you) $")
_ITS = LatePattern(r"\b(?:of|for|to|from|with) (?:the|your|our) $", re.IGNORECASE)  # "the contact for the coach is ..."
_ASKS_NAME = LatePattern(
    r"(?:full )?names? of (?:the |your )?[\w ]+:?|(?:the )?\w+(?:['’]s)? (?:full )?names?:?", re.IGNORECASE
)
_QUOTE = LatePattern(r"[\"“”‘*]|\b(?:each|collectively|together|the) (?:an? )?$")
_MY_NAME = LatePattern(rf" name is (?P<name>{NAME_TEXT} {WORD_TEXT})")
_AM = ("’m", "'m", " am")  # looked for first, since a pattern with a name is slow to compile
_I_AM = LatePattern(rf"(?:{'|'.join(_AM)})(?: (?:your|the|an?) [^.,\n]{{1,40}},)? (?P<name>{NAME_TEXT} {WORD_TEXT})")
_PLAIN_LABELS = frozenset(("coach", "mentor", "client", "coachee", "mentee", "supervisee", "supervisor"))
_ROLE_HEADS = _PLAIN_LABELS | {"sponsor", "participant", "organisation", "organization", "the coach", "the client"}
_MEANT = LatePattern(
    r"[,\"”\s]*(?:[\"“](?:me|my|I|us|our|we|you|your)[,.]?[\"”],? ?(?:and|or)? ?)+(?:refers?|means?|mean)(?: to)? "
)


@dataclass(frozen=True, slots=True)
class Binding:
    """A role bound to a name; the name is empty where a slot stands for it."""

    role: Role
    label: str
    name: str
    span: Span
    sure: bool = True  # whether it is written as a label or definition, and not only beside the role's word


def read_bindings(
    document: Document,
    tokens: Tokens,
    at_labels: Iterable[tuple[int, int, Role]],
    at_pronouns: Iterable[tuple[int, Role]],
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
        if label.lower() in _MANY and text[start - 1 : start] not in ('"', "“", "*", "("):
            continue  # "associate coaches | Kuala Lumpur"
        found = None if _ANY_OF.search(text, max(0, start - 12), start) else _after(text, start, end, after_cell)
        sure = found is not None or "(" in text[max(0, start - 24) : start]
        found = found or _before(text, start, label) or _beside(text, start, end, role, label)
        if found is None or names_nobody(found[0], text, found[1].start):
            continue
        if role is Role.CLIENT and label.lower() in _ONE_PERSON and is_organisation(found[0]):
            continue  # 'offered at Tolland University. Whoever takes part ("participant")'
        if role is Role.SPONSOR or not names_office(found[0], text, found[1].start):
            yield Binding(role, label, *found, sure)
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
        elif following is not None and _is_short(block):
            asks = _ASKS_NAME.fullmatch(document.text, block.start, block.end)
            if asks or following.kind is not BlockKind.HEADING:  # a name alone on its line can look like a heading
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


def _after(text: str, start: int, end: int, beside: Mapping[int, tuple[int, int] | None]) -> tuple[str, Span] | None:
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


def _beside(text: str, start: int, end: int, role: Role, label: str) -> tuple[str, Span] | None:
    """A name in apposition: "the coach, Ana Souza", "your coach is Ana Souza"."""
    if label.lower() in _MANY or not _MAY_NAME.match(text, end):
        return None
    if role is Role.COACH and _TO_DO.search(text, max(0, start - 12), start):
        return None  # "asking me to coach Lena Ottley"
    line = text[end : end + _REACH].split("\n", 1)[0]
    apposed = _APPOSED.match(line)
    if apposed and apposed.group().split()[:1] in (["is"], ["are"]) and _ITS.search(text, max(0, start - 12), start):
        return None
    alone = len(line) < 40 and (start == 0 or text[:start].rstrip(" *")[-1:] == "\n")  # "Client Tom Reed" on a line
    bare = label in _PLAIN_LABELS or alone or (role is Role.COACH and label.lower() in ("coach", "mentor"))
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
            part.rfind(" between "),
            part.rfind("), "),
            part.rfind(" and "),
            part.rfind(";"),
            part.rfind(": "),
            part.rfind("BETWEEN "),
            _last_end(_LABEL_ENDS, part),
            _last_end(_SENTENCE_ENDS, part),
        )
        stop = begin + defined.start("mark")
        inside = _INSIDE.search(before) if "(" in near else None
        if inside and inside.group("name").split()[0] not in NO_NAME:
            return inside.group("name"), Span(begin + inside.start("name"), begin + inside.end("name"))
        single = _SINGLE.search(part) if _BARE.match(text, stop) else None
        if single and single.group("name") not in NO_NAME:
            return single.group("name"), Span(begin + single.start("name"), begin + single.end("name"))
        return _nearest(text, begin + cut, stop) or _nearest(text, begin, stop)
    if not _MAY_STAND_BEFORE.search(before, max(len(before) - 26, 0)):
        return None
    pattern = _COACHED if label.lower() == "coached" else _IS_LABEL
    cut = max(len(before) - 40, 0)
    apposed = pattern.search(before, cut)
    if apposed and apposed.start() > 2:
        found = list(VALUE.finditer(before, max(0, apposed.start() - 60), apposed.start()))
        if found and found[-1].end() >= apposed.start() - 2 and is_name(found[-1], before, strict=True):
            match = found[-1]
            return match.group("name") or "", Span(begin + match.start(), begin + match.end())
    return None


def _last_end(pattern: LatePattern, text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=0)


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
    if match is None or not is_name(match, text, strict=not whole):
        return None
    return match.group("name") or "", Span(*match.span())


def _search(text: str, start: int, end: int) -> tuple[str, Span] | None:
    for match in VALUE.finditer(text, start, end):
        if is_name(match, text, strict=True):
            return match.group("name") or "", Span(*match.span())
    return None


def _nearest(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """The name that stands right before the end, else the first one ("Lodeline LLC, a Colorado company (")."""
    found = [
        match
        for match in VALUE.finditer(text, start, end)
        if is_name(match, text, strict=True) and not names_nobody(match.group("name") or "", text, match.start())
    ]
    if not found:
        return None
    match = found[-1]
    introduced = text[start : match.start()].rsplit(maxsplit=1)[-1:]
    if not match.group("slot") and (
        end - match.end() > 3 or introduced not in (["member"], ["by"], ["through"], ["to"], ["coach"])
    ):
        match = found[0]
    return match.group("name") or "", Span(*match.span())
