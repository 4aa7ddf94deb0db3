"""Signatures: the part of a document where the parties sign, who signs there, and whether each signature has a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementlint.agreement.model import Agreement
from agreementlint.document import Block, BlockKind
from agreementlint.engine.finding import Finding, Miss
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Kind, Role, Shortfall
from agreementlint.text import Span
from agreementlint.values import dataclass

_GAP = 5
_SIGNED_LINE = 120  # letters of a name with what stands beside it under a letter
_LETTER_HEAD = 600  # letters in which a letter says its day
_FAR = 60  # how many blocks before its end a document is searched for bare lines to sign on
_SLOT = r"(?:_{2,}|\.{4,}|…+|\[[^\]\n]{1,40}\]|\{\{[^}\n]{1,50}\}\})"
_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?\.? (?:day of )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?(?:,? \d{4})?"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\w*\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_SIGN = LatePattern(
    rf"\b(?:e-?)?signatures?\b(?: \([^()\n]*\))?(?: and (?:today['’]s )?date)?(?= *(?:[:_.\[{{|)\]/,=]|$|\n|(?:of|"
    rf"line|coach|client|coachee|mentor|mentee|supervisor|supervisee|sponsor)\b|and date|date\b|record\b))"
    rf"|\((?:e-)?signature\)|\[[^\]\n]*signature[^\]\n]*\]|\{{\{{[^}}\n]*signature[^}}\n]*\}}\}}"
    rf"|\b(?:e-?)?signed\b(?:[^;\n]{{0,120}}?(?:{_SLOT}|{_DAY})| *[:–—]| by (?:the )?\w+ *(?:\n|$)| (?:for|"
    rf"on behalf)\b)|\bsigned electronically\b"
    rf"|\b(?:signs?|sign here|sign below)\b[^.\n]{{0,12}}?(?::|{_SLOT})|(?-i:(?<![a-z] ))\bby: *{_SLOT}|"
    rf"\bseal\b(?= *[:.,;]|\b)|\bsign(?:ature)?s? here\b|/s/ ",
    re.IGNORECASE,
)
_DATE = LatePattern(
    rf"\bdated?\b(?: signed| of signature)?(?=[*`]* *(?:[:_.\[{{|)\]/;,]|$|\n|{_SLOT}|(?:and )?signature\b))|\(date\)|"
    rf"\bdated this\b|\[[^\]\n]*date[^\]\n]*\]"
    rf"|\bon:? *(?:\(date\) *)?{_SLOT}|{_DAY}|_{{2,}} ?[/.] ?_{{2,}} ?[/.] ?_{{2,}}|\{{\{{[^}}\n]*date[^}}\n]*\}}\}}",
    re.IGNORECASE,
)
_BLANK = LatePattern(r"_{2,}|\.{4,}|…+|\[[A-Z ]{3,}\]|\{\{[^}\n]{1,50}\}\}")
_CLICK = LatePattern(
    r"\b(?:click\w*|press\w*|tick\w*|accept\w*|check\w* (?:the|this|a) box|submit\w* (?:the|this) form)\b[^\n]{0,160}\b(?:record|store|log|save|keep|captur|note|"
    r"stamp)\w*\b[^\n]{0,90}"
    r"\b(?:time|date|timestamp)|\b(?:time|date)\w*\b[^\n]{0,40}\b(?:acceptance|click)\w*\b[^\n]{0,60}\b(?:record|"
    r"store|log|save)\w*",
    re.IGNORECASE,
)
_SIGNERS = (
    (
        Role.COACH,
        LatePattern(
            r"\b(?:coach|mentor|supervisor|facilitator|provider|practitioner|contractor|consultant|supplier|my|"
            r"first party|party b|trainer)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Role.CLIENT,
        LatePattern(
            r"\b(?:client|coachee|mentee|supervisee|participant|member|pupil|student|young person|learner|your?|"
            r"executive|beneficiary|"
            r"second party|party a|team|trainee|officer)\b(?!['’]?s? (?:organi[sz]ation|company|employer))",
            re.IGNORECASE,
        ),
    ),
    (
        Role.SPONSOR,
        LatePattern(
            r"\b(?:sponsor|organi[sz]ation|company|employer|customer|hr|parents?|carer|guardian|funder|principal|unit|"
            r"council|purchaser|"
            r"third party|line manager|commissioning \w+|prescriber)\b",
            re.IGNORECASE,
        ),
    ),
)
_OF_THE_WORK = LatePattern(r"\b(?:start|end|birth|session|expiry|review|renewal|payment|due)\b", re.IGNORECASE)
_SIGN_HEAD = LatePattern(r"\W*(?:e-?)?(?:signature|signed|sign here|signs|autograph)\b.{0,25}", re.IGNORECASE)
_DATE_HEAD = LatePattern(r".{0,25}\b(?:dated?|day|on)\b.{0,12}", re.IGNORECASE)
_ACCEPTED = LatePattern(
    r"\W*(?:(?:read|seen|understood),? and )?(?:accepted|agreed|approved|acknowledged|countersigned)(?: and \w+)?(?: (?:for|by|on behalf)\b|[ *]*[:_.…])",
    re.IGNORECASE,
)
_FAREWELL = LatePattern(
    r"(?:yours|best|(?:with )?(?:kind|warm|best|many)\w* (?:regards|wishes|thanks)|all the best|all good wishes|sincerely|regards|"
    r"warmly|cheers|with (?:best|kind|warm|every good) \w+|with every good wish)\b(?: (?:to you|for now|from me))?[ ,.!*_\n]*",
    re.IGNORECASE,
)
# Who signs, beside the line: "For the practice: ____", "____ (N. Brecht)".
_BESIDE_LINE = LatePattern(r"\A\W*(?:for|on behalf of)\b|\((?:[A-Z][\w’'-]*\.? ){1,3}[A-Z][\w’'-]+\)")
_ALONE = LatePattern(r"(?:[A-Z][\w'’.-]{1,30} ){1,4}[A-Z][\w'’.-]{1,30}")
_CLAUSE = LatePattern(r"\b(?:is|are|will|shall|made|keeps?|between|begins?|takes?|represented)\b", re.IGNORECASE)
_BEFORE_SIGNING = LatePattern(
    r"\b(?:sign(?:ed|s|ing|atures?)?|in witness|set (?:\w+ ){1,2}hands?|hands? and seals?|executed|in the presence of|"
    r"agreed and accepted|accepted and agreed|(?:done|made|drawn up) (?:in|at)|(?:for|on behalf of) (?:and on behalf of )?the (?:coach|client|company|"
    r"sponsor|organi[sz]ation))\b",
    re.IGNORECASE,
)
_ROLE_LABEL = LatePattern(
    r"(?:the )?(?:coach|client|coachee|sponsor|mentor|mentee|supervisor|supervisee)", re.IGNORECASE
)
_LINE_LABEL = LatePattern(
    r"(?:(?:full|printed|print|your|my) )?names?|dated?|title|position|capacity|place(?:,? (?:and )?date)?|done (?:in|at)\b.{0,40}|made (?:in|at)\b.{0,40}|witness(?:ed by)?|on|by|"
    r"(?:(?:signed )?in the )?presence of|(?:for|on behalf of)\b.{0,40}|"
    # "Szeged, 2026 ____", "Pune, the ____"
    r"[^\W\d][\w' -]{1,30}, ?(?:\d{4}|the|this|on|date|dated)\b.{0,12}",
    re.IGNORECASE,
)
_DONE = LatePattern(r"\b(?:(?:done|made|drawn up) (?:in|at)|dated this)\b", re.IGNORECASE)  # one day for all who sign
_VARIABLE = LatePattern(r"\{\{[^{}]*\}\}")
# Cheap signs that one of the patterns may match; most blocks of a document have none of them.
_SIGN_MARKS = ("sign", "seal", "by:", "by _", "/s/")
_BLANK_MARKS = ("__", "....", "…", "[", "{{")
_CLICK_MARKS = ("click", "press", "tick", "accept")
_UNRELATED = LatePattern(r"\b(?:invoice|parcel|time ?sheet|attendance|worksheet|register of)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SigningPart:
    """A run of blocks in which the parties sign: first and last block, and the blocks that hold a place to sign."""

    first: int
    last: int
    places: tuple[int, ...]


def signing_parts(agreement: Agreement) -> tuple[SigningPart, ...]:
    """Where in the document there are places to sign, in reading order."""
    text, blocks = agreement.document.text, agreement.document.blocks
    names = tuple(party.name.lower() for party in agreement.parties if party.name)
    ending = _ending(text, blocks)
    places = [
        index
        for index, block in enumerate(blocks)
        if _is_place(text, block, index, len(blocks), names) or (index >= ending and _is_line_to_sign(text, block))
    ]
    parts: list[SigningPart] = []
    run: list[int] = []
    for index in places:
        if run and index - run[-1] > _GAP:
            parts.append(_part(run, text, blocks))
            run = []
        run.append(index)
    if run:
        parts.append(_part(run, text, blocks))
    return tuple(parts)


def _is_place(text: str, block: Block, index: int, count: int, names: tuple[str, ...]) -> bool:
    if block.kind in (BlockKind.CONTENTS, BlockKind.CODE):
        return False
    words = text[block.start : block.end]
    lowered = words.lower()
    blank = any(mark in words for mark in _BLANK_MARKS)
    if not any(mark in lowered for mark in _SIGN_MARKS) and not blank:
        return False
    if len(words) > 900 or (len(words) > 300 and not _BLANK.search(words)):
        return False
    if _SIGN.search(words):
        return not _UNRELATED.search(words)
    if index < count - _FAR or (count > 12 and index < count // 2):
        return False
    labels = _BLANK.sub(" ", words)
    if _OF_THE_WORK.search(labels):
        return False
    if len(labels.split()) > 14 or _CLAUSE.search(labels):
        return False
    beside = _BESIDE_LINE.search(words)
    if _BLANK.search(words) and (lowered.lstrip("( ").startswith(names) or _ACCEPTED.match(words) or beside):
        return True  # "Ana Souza ______________", "Accepted for Northgate Ltd: ________ Date: ______"
    return bool(_DATE.search(words) and _BLANK.search(words) and any(pattern.search(words) for _, pattern in _SIGNERS))


def _ending(text: str, blocks: tuple[Block, ...]) -> int:
    """The first block after the last clause, if what stands there is said to be for signing; else none."""
    backwards = range(len(blocks) - 1, -1, -1)
    last = next((at for at in backwards if _is_clause(text[blocks[at].start : blocks[at].end])), -1)
    begins = max(last, 0)
    if not blocks or not (
        _BEFORE_SIGNING.search(text, blocks[begins].start, blocks[-1].end)
        or _has_lines_for_two(text[blocks[begins].end : blocks[-1].end])
    ):
        return len(blocks)
    return last + 1


def _has_lines_for_two(words: str) -> bool:
    """Whether there are two blanks, and two roles that could stand under them."""
    return len(_BLANK.findall(words)) > 1 and sum(bool(pattern.search(words)) for _, pattern in _SIGNERS) > 1


def _is_clause(words: str) -> bool:
    return len(words) > 60 and bool(_CLAUSE.search(words)) and len(_BLANK.sub(" ", words).split()) > 9


def _is_line_to_sign(text: str, block: Block) -> bool:
    """A blank after the last clause that nothing or little stands beside: a line to write a name or a day on."""
    words = text[block.start : block.end]
    if block.kind is BlockKind.CODE or not any(mark in words for mark in _BLANK_MARKS):
        return False
    labels = [" ".join(part.split()).strip(" .:*_()|") for part in _BLANK.split(words)]
    return len(labels) > 1 and all(
        not label or _LINE_LABEL.fullmatch(label) or _ALONE.fullmatch(label) or _ROLE_LABEL.fullmatch(label)
        for parts in labels
        for label in _name_and_role(parts)
    )


def _name_and_role(label: str) -> Iterator[str]:
    """ "Ana Souza, Coach" is a name and a role; any other label is one."""
    name, comma, role = label.rpartition(", ")
    yield from (name, role) if comma and _ROLE_LABEL.fullmatch(role) else (label,)


def _part(run: list[int], text: str, blocks: tuple[Block, ...]) -> SigningPart:
    """A run of places with the short lines around them: names and titles before and dates after."""
    first, last = run[0], run[-1]
    while first > 0 and run[0] - first < 3 and _is_line(text, blocks[first - 1]):
        first -= 1
    while last + 1 < len(blocks) and (
        blocks[last + 1].table == blocks[run[-1]].table >= 0
        or (last - run[-1] < 4 and _is_line(text, blocks[last + 1]))
    ):
        last += 1
    return SigningPart(first, last, tuple(run))


def _is_line(text: str, block: Block) -> bool:
    words = text[block.start : block.end]
    if block.kind is BlockKind.HEADING:
        return len(words) < 40 and any(pattern.search(words) for _, pattern in _SIGNERS)
    return len(words) < 110 and (not words.endswith(".") or words.endswith(".."))  # "Date: ........"


def _signed_tables(agreement: Agreement) -> Iterator[tuple[tuple[Span, ...], str, int]]:
    """Tables to sign in, by rows or by columns: the cells of the signers, their words, and how many there are."""
    text = agreement.document.text
    tables: dict[int, list[Block]] = {}
    for block in agreement.document.blocks:
        if block.kind is BlockKind.CELL:
            tables.setdefault(block.table, []).append(block)
    for cells in tables.values():
        top = [cell for cell in cells if cell.row == 0]
        side = [cell for cell in cells if cell.column == 0]
        for heads, others in ((top, [c for c in cells if c.row]), (side, [c for c in cells if c.column])):
            words = [text[cell.start : cell.end] for cell in heads]
            if not any(map(_SIGN_HEAD.fullmatch, words)) or not any(map(_DATE_HEAD.fullmatch, words)):
                continue
            lines = {cell.row if heads is top else cell.column for cell in others}
            spans = tuple(Span(cell.start, cell.end) for cell in (*heads, *others))[:6]
            yield spans, "\n".join(text[cell.start : cell.end] for cell in others), len(lines)


def find_signatures(agreement: Agreement) -> Finding:
    """Whether every party has a place to sign and to date."""
    text, blocks = agreement.document.text, agreement.document.blocks
    clicked = _clicked(text, blocks)
    misses: list[Miss] = []
    needed = _needed(agreement)
    for spans, words, count in _signed_tables(agreement):
        signers = _signers(agreement, words)
        lacking = [role for role in needed if str(role) not in signers]
        if count >= len(needed) and len(lacking) <= len(signers - {"coach", "client", "sponsor"}):
            return Finding(True, spans)
    parts = signing_parts(agreement)
    if len(parts) > 1:  # what one part lacks another may have: the client signs here, the coach overleaf
        whole = SigningPart(parts[0].first, parts[-1].last, tuple(at for part in parts for at in part.places))
        parts = (whole, *parts)
    for part in reversed(parts):
        spans = tuple(Span(blocks[at].start, blocks[at].end) for at in part.places)[:6]
        words = "\n".join(
            text[blocks[at].start : blocks[at].end]
            for at in range(part.first, part.last + 1)
            if any(at - 4 <= place <= at + 4 or blocks[at].table == blocks[place].table >= 0 for place in part.places)
        )
        signers = _signers(agreement, words)
        signs, dates, blanks = (len(pattern.findall(words)) for pattern in (_SIGN, _DATE, _BLANK))
        if "coach" not in signers and _signed_letter(agreement, part.first):
            signers |= {"coach"}
            signs, dates = signs + 1, dates + 1
        if clicked:
            signers |= {"client"}
        lacking = [role for role in needed if str(role) not in signers]
        strangers = len(signers - {"coach", "client", "sponsor"})
        if len(lacking) > strangers:
            reason = f"there is no place for the {lacking[0]} to sign"
            misses.append(Miss(-1, spans[0], 2, reason, Shortfall.PARTIAL))
        elif signs < len(needed) and blanks < len(needed) and dates < len(needed):
            misses.append(Miss(-1, spans[0], 1, "not every party has a place to sign", Shortfall.PARTIAL))
        elif dates < len(needed) and not (dates and (blanks >= 2 * len(needed) or clicked or _DONE.search(words))):
            misses.append(Miss(-1, spans[0], 2, "not every signature has a date", Shortfall.PARTIAL))
        else:
            return Finding(True, spans)
    if clicked and Role.SPONSOR not in needed:
        return Finding(True, (_sentence(agreement, clicked.start()),))
    misses.sort(key=lambda miss: -miss.parts)
    return Finding(False, (), tuple(misses[:3]))


def _signed_letter(agreement: Agreement, upto: int) -> bool:
    """Whether the coach's name stands, with a day, under the words with which a letter ends."""
    text, blocks = agreement.document.text, agreement.document.blocks
    names = tuple(party.name.lower() for party in agreement.parties if party.role is Role.COACH and len(party.name) > 2)
    for index, block in enumerate(blocks[:upto]):
        farewell = _FAREWELL.match(text, block.start, block.end)
        if farewell is None:
            continue
        following = [text[each.start : each.end] for each in blocks[index + 1 : index + 3]]
        # The name stands a line below or behind a comma, or below a farewell that goes on ("and love to the dog,").
        goes_on = text[block.end - 1] == "," and block.end - block.start < _SIGNED_LINE
        own = farewell.end() < block.end and not goes_on
        for signed in [text[farewell.end() : block.end]] if own else following:
            if (
                len(signed) < _SIGNED_LINE
                and not _CLAUSE.search(signed)
                and _begins(signed.strip(" *_").lower(), names)
            ):
                beside = text[block.start : blocks[min(index + 3, len(blocks) - 1)].end]
                return bool(_DATE.search(beside) or _DATE.search(text, 0, min(len(text), _LETTER_HEAD)))
    return False


def _begins(signed: str, names: tuple[str, ...]) -> bool:
    """Whether a line begins with one of the names, or is the first word of one."""
    return signed.startswith(names) or signed.strip(" ,.") in {name.split()[0] for name in names}


def _clicked(text: str, blocks: tuple[Block, ...]) -> re.Match[str] | None:
    """The words that say that an acceptance is recorded with its time."""
    for block in blocks:
        lowered = text[block.start : block.end].lower()
        if any(mark in lowered for mark in _CLICK_MARKS) and ("time" in lowered or "date" in lowered):
            found = _CLICK.search(text, block.start, block.end)
            if found:
                return found
    return None


def _needed(agreement: Agreement) -> tuple[Role, ...]:
    if agreement.kind is Kind.SPONSORED and any(p.role is Role.SPONSOR and p.span for p in agreement.parties):
        return (Role.COACH, Role.CLIENT, Role.SPONSOR)
    return (Role.COACH, Role.CLIENT)


def _signers(agreement: Agreement, words: str) -> set[str]:
    """Who signs: roles by their labels or names, and the names of people whose role is not said."""
    words = _VARIABLE.sub(lambda variable: variable[0].replace("_", " "), words)
    found = {str(role) for role, pattern in _SIGNERS if pattern.search(words)}
    spoken = " " + " ".join(words.lower().replace(":", " ").split()) + " "
    for party in agreement.parties:
        labelled = party.span is not None and _stands_in(party.label.lower(), spoken)
        named = party.name in words or any(len(a) > 3 and f" {a}" in spoken for a in party.aliases)
        if labelled or (party.name and named):
            found.add(str(party.role))
    if not found:
        found.update(re.findall(r"\bby ([A-Z]\w+ [A-Z]\w+)", words))
    elif len(found) < 3:
        found.update(_unknown_names(words))
    return found


def _stands_in(label: str, spoken: str) -> bool:
    """Whether a label stands where people sign; a short one only as in "for the Firm" and "The Partner"."""
    if len(label) > 6:
        return label in spoken
    return (
        len(label) > 2 and label not in ("you", "our") and any(f"{word} {label} " in spoken for word in ("for", "the"))
    )


def _unknown_names(words: str) -> Iterator[str]:
    """Names that stand alone on a line or in a cell, above a place to sign."""
    for line in words.split("\n"):
        bare = line.strip(" *:")
        known = _SIGN.search(line) or any(pattern.search(bare) for _, pattern in _SIGNERS)
        if not known and _ALONE.fullmatch(bare):
            yield bare


def _sentence(agreement: Agreement, offset: int) -> Span:
    for statement in agreement.statements:
        if statement.span.start <= offset < statement.span.end:
            return statement.span
    return Span(offset, offset + 1)
