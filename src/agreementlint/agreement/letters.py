"""Letters, e-mails and messages: the salutation and the head name who is written to, the signature who writes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementlint.agreement.names import NAME_TEXT, NO_NAME, TITLE_WORDS, VALUE, names_office
from agreementlint.agreement.naming import Binding
from agreementlint.document import Block, BlockKind, Document
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Role
from agreementlint.text import Span

_SHORT = r"[A-ZÀ-Þ][\w’'.-]*(?: (?:(?:de|van|von|der|la|di|bin) )?[A-ZÀ-Þ][\w’'.-]*){0,3}"  # most names of people, quick to compile
GREETINGS = (
    "Dear", "Hi", "Hello", "Hallo", "Hey", "Hiya", "Kia ora", "Good morning", "Good day", "Good evening", "Good afternoon",
    "Namaste", "Ciao", "Greetings",
)  # fmt: skip
_SALUTATION = LatePattern(rf"(?:{'|'.join(GREETINGS)})[ ]+(?P<name>{NAME_TEXT})[ ]*[,:!.—–-]?(?=\s|$)")
_AND_DEAR = LatePattern(rf",? (?:and )?(?:[Dd]ear |[Hh]i |[Hh]ello )?(?P<name>{NAME_TEXT})[ ]*[,:!.—–-]?(?=\s|$)")
_CLOSING = LatePattern(
    r"(?:yours|best|kind regards|best wishes|warm(?:ly| regards)|sincerely|regards|with (?:best|kind|warm) \w+|cheers|"
    r"all the best|many thanks|ngā mihi|with love|warm wishes)\b[^\n]{0,25}$",
    re.IGNORECASE,
)
_SIGNED_OFF = LatePattern(rf"^[^\n]{{2,40}}?(?:\n+|, )(?P<name>{NAME_TEXT})(?=[\n,]|$)")
# A closing and a name that the reader has put on one line: "Yours sincerely Agnes Tull".
_SAME_LINE = LatePattern(
    r"(?:(?i:yours|best|kind|kindest|warm|warmest|warmly|with|all|the|very|many|thanks|cheers|love|ngā|mihi|regards|wishes|"
    rf"sincerely|faithfully|truly|and|in|friendship)[ ,!.–-]+)+(?P<name>{_SHORT})"
)
_DASHES = ("—", "–")
_DASHED = LatePattern(rf"^[  ]*[—–][ ]*(?P<name>{NAME_TEXT})")
_VOCATIVE = LatePattern(r"[A-Z][\w'’-]+,")
# The last line of a message, a name alone; with it may stand where and when, or an emoji.
_SIGNED = LatePattern(rf"[*_ ]*(?P<name>{_SHORT})[^\w\n]*")
_HEADED = LatePattern(rf"(?:^|[\n|])[* ]*(?P<field>From|To)[*]*:[* ]*(?P<name>{_SHORT})[* ]*(?=[\n(<|]|$)")
_HEAD = 400  # characters in which the lines "From:" and "To:" stand
_NO_WRITER = frozenset(
    "Warmly Best Thanks Cheers Sincerely Regards Love Agreed Welcome Enclosed Encl Confidential Yours Kindly Faithfully Amen Onwards".split()
)
_POSTS = frozenset("Head Director Manager Officer Chief Staff Team Commanders Practice People".split())


def read_letter(document: Document) -> Iterator[Binding]:
    """A letter's salutation names the client, its signature the coach."""
    text = document.text
    blocks = document.blocks
    closing = greeted = signed = False
    for index, block in enumerate(blocks):
        lines = (BlockKind.PARAGRAPH, BlockKind.ITEM)
        if block.kind not in lines and not (closing and block.kind is BlockKind.HEADING):
            continue  # a name alone on its line can look like a heading
        if index < 3 and _VOCATIVE.fullmatch(text, block.start, block.end):
            called = text[block.start : block.end - 1]
            if called.split()[0] not in NO_NAME | TITLE_WORDS:
                greeted = True
                yield Binding(Role.CLIENT, "you", called, Span(block.start, block.end - 1))
        if index < 14 and text.startswith(GREETINGS, block.start):
            greeting = _SALUTATION.match(text, block.start, min(block.end, block.start + 60))
            if greeting and greeting.group("name").split()[0] not in NO_NAME | {"There", "All", "Colleague"}:
                greeted = True
                yield Binding(Role.CLIENT, "you", greeting.group("name"), Span(*greeting.span("name")))
                also = _AND_DEAR.match(text, greeting.end("name"), min(block.end, greeting.end("name") + 60))
                if also and also.group("name").split()[0] not in NO_NAME:  # who it is, the kind of document shows
                    yield Binding(Role.SPONSOR, "", also.group("name"), Span(*also.span("name")))
        if block.end - block.start > 70:
            closing = False
            continue
        words = text[block.start : block.end]
        first_line = words.split("\n", 1)[0]
        signed_off = None
        if _CLOSING.match(first_line):
            signed_off = _SIGNED_OFF.match(words) or _SAME_LINE.fullmatch(words)
        if signed_off and signed_off.group("name").split()[0] not in NO_NAME:
            start, end = signed_off.span("name")
            signed = True
            yield Binding(Role.COACH, "I", signed_off.group("name"), Span(block.start + start, block.start + end))
            continue
        line = block.label + words if block.label in _DASHES else words
        dashed = line.lstrip().startswith(_DASHES) and _DASHED.match(line)
        if dashed or closing:
            match = VALUE.search(words)
            if match and match.group("name") and match.group("name").split()[0] not in NO_NAME:
                signed = True
                yield Binding(
                    Role.COACH, "I", match.group("name"), Span(block.start + match.start(), block.start + match.end())
                )
        farewell = words.endswith(",") and len(words) < 40 and index > len(blocks) // 2  # "With every good wish,"
        closing = farewell or bool(_CLOSING.match(words)) or (closing and not words)
    if greeted and not signed and (writer := _signed_below(text, blocks)):
        yield writer


def _signed_below(text: str, blocks: tuple[Block, ...]) -> Binding | None:
    """The name that stands alone in the last line of a message: "Tendai"."""
    for block in reversed(blocks):
        if block.end > block.start:
            line = text.rfind("\n", block.start, block.end) + 1 or block.start
            signed = _SIGNED.fullmatch(text, line, block.end) if block.end - line < 40 else None
            return _writer(signed.group("name"), Span(*signed.span("name"))) if signed else None
    return None


def _writer(name: str, span: Span) -> Binding | None:
    words = name.split()
    known = len(words) <= 4 and (NO_NAME | TITLE_WORDS | _NO_WRITER).isdisjoint(words)
    return Binding(Role.COACH, "I", name, span) if known else None


def read_head(document: Document) -> Iterator[Binding]:
    """Who writes to whom by the head of an e-mail: "From: Tendai Moyo", "To: Fiona Reilly"; posts and lists are nobody."""
    text = document.text
    found = {head.group("field"): head for head in _HEADED.finditer(text, 0, _HEAD)}
    if len(found) < 2:
        return
    for field, role, label in (("To", Role.CLIENT, "you"), ("From", Role.COACH, "I")):
        name, start = found[field].group("name"), found[field].start("name")
        words = name.split()
        if not (NO_NAME | TITLE_WORDS | _POSTS).isdisjoint(words) or names_office(name, text, start):
            continue
        yield Binding(role, label, name, Span(start, start + len(name)))
