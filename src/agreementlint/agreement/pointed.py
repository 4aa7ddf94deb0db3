"""What is said of another part by its number: "Sections 3, 6 and 8 survive" speaks of what stands in these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from agreementlint.agreement.model import Section, Statement
from agreementlint.document import Block, BlockKind
from agreementlint.language.clause import Mentions
from agreementlint.language.standing import EVERYONE, Scope, joint
from agreementlint.latepattern import LatePattern

# Behind the number of a part: that it lasts.
_LASTS = LatePattern(
    r"\b(?:surviv\w*|outlast\w*|outliv\w*|endures?|continu\w*|remains?|stays?|carr(?:y|ies) on|goes on|go on|lasts?|holds?|stands?|valid|"
    r"(?:not|never|n['’]t) (?:\w+ ){0,2}(?:end|lapse|expire|cease|stop|terminate|fall away|affected)|(?:has|have) no|unaffected|bind(?:s|ing)?)\b",
    re.IGNORECASE,
)
# Before it, or before a list of them.
_KEPT_UP = LatePattern(
    r"\b(?:surviv\w*|(?:not|never|nor) (?:\w+ ){0,2}(?:affect|end|touch|release)|valid|in force|continues?)\b",
    re.IGNORECASE,
)
# That it was read, explained or agreed to.
_KNOWN = LatePattern(
    r"\b(?:explain\w*|read|understood|talked|discussed|(?:gone|been|went) (?:through|over)|accepts?|accepted|agrees?|agreed|happy with)\b",
    re.IGNORECASE,
)
_NUMERAL = r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-H])(?![\w%])(?!\.\d)"
_NEXT = rf"(?: ?\([^()\n]{{1,40}}\))?(?:,? (?:and|or|to|through|&) |, ?|\s?[-–—]\s?)(?:(?:[Ss]ections?|[Cc]lauses?|[Aa]rticles?|[Pp]arts?) )?{_NUMERAL}"
# What either of the next two begins with; to look for it first saves most of the time.
_PART_WORD = LatePattern(
    r"\b(?:sections?|clauses?|paragraphs?|articles?|parts?|points?|numbers?|items?|nos?\.|provisions)|§", re.IGNORECASE
)
_NUMBERED = (
    r"\b(?:(?i:sections?|clauses?|paragraphs?|articles?|parts?|points?|numbers?|items?|nos?\.)|§§?)[ \u00a0]?"
    rf"(?P<numbers>{_NUMERAL}(?:{_NEXT})*)"
)
_NAMED = LatePattern(rf"(?P<before>(?:\S+[ \u00a0]+){{0,4}}\W?){_NUMBERED}")
_NUMBER = LatePattern(_NUMBERED)
_WORDS_BEFORE = 6  # no fewer than `before` may begin
# "The following provisions survive: 4.1, 6 and 8."
_LISTED = LatePattern(
    rf"\b(?i:sections?|clauses?|provisions|parts|articles)\b[^:.\n]{{0,60}}:\s?(?P<numbers>{_NUMERAL}(?:{_NEXT})*)"
)
_PARTS = LatePattern(rf"(?P<range>\s?[-–—]\s?|,? (?:to|through) )?(?P<numeral>\b{_NUMERAL})")
# A reference in passing: what applies is said elsewhere, and nothing of the part that is named.
_ASIDE = LatePattern(
    r"(?:subject(?: always)? to|not even|but not|except\b.*|save\b.*|set (?:out|forth) in|described in|defined in|listed in|see|(?<!obligations )(?<!duties )(?<!duty )(?<!obligation )(?<!provisions )(?<!undertakings )under|"
    r"accordance with|pursuant to|notwithstanding|other than|apart from|prejudice to|by|per|with|despite|referred to in)(?: the| its| this)?\W*\Z",
    re.IGNORECASE,
)
_ACCEPTED_WITH = LatePattern(
    r"(?:agree\w*|happy|content|fine|satisfied|familiar|bound|comply|complies) (?:with|by)(?: the)?\W*\Z", re.IGNORECASE
)
_PRINTED = LatePattern(
    rf"[\s*]*(?:(?i:section|clause|article|part|paragraph|point|no\.|§) ?)?(?P<numeral>{_NUMERAL})[.):\s*–-]"
)
# "The Company is bound by clause 5", "clause 5 applies to its staff as well": what is said there, it does too.
_BINDS = LatePattern(
    r"\b(?:bind(?:s|ing)?|(?:bound|abides?) (?:\w+ )?by|compl(?:y|ies) with|observes?|keeps? to)\b|"
    r"\b(?:appl(?:y|ies)|extends?)\b(?=.{0,80}\b(?:too|also|equally|likewise|as well|same)\b)",
    re.IGNORECASE,
)
_UNSURE = LatePattern(r"\b(?:not|never|no|neither|nor|if|unless|except|save|where|only|may)\b|n['’]t\b", re.IGNORECASE)
_MOST_PARTS = 40
_NEAR = 60  # letters between a number and what is said of it
_MOST_SAID = 12  # statements of one part that are heard


def with_parts_pointed_at(
    statements: Sequence[Statement], sections: Sequence[Section], blocks: Sequence[Block], text: str
) -> Iterator[Statement]:
    """The statements; those that say something of parts by their numbers know these, and have their headings among what introduces them."""
    parts: dict[str, tuple[int, ...]] | None = None
    for statement in statements:
        words = statement.span.of(text)
        numbers = tuple(_numbers(words))
        if not numbers:
            yield statement
            continue
        parts = _parts(statements, sections, blocks, text) if parts is None else parts
        named = [parts[number] for number in numbers if statement.unit not in parts.get(number, (statement.unit,))]
        headings = tuple(dict.fromkeys(units[0] for units in named if units[0] not in statement.context))
        pointed = tuple(dict.fromkeys(unit for units in named for unit in units))
        yield replace(statement, context=(*statement.context, *headings), pointed=pointed) if named else statement


def act_in_parts_pointed_at(
    statements: Sequence[Statement], text: str, units: Sequence[range], mentions: Mentions, scope: Scope
) -> None:
    """Lets a party that a part is said to bind act in what that part says of another one."""
    for statement in statements:
        words = statement.span.of(text)
        if not statement.pointed or not _BINDS.search(words) or _UNSURE.search(words):
            continue
        roles = dict.fromkeys(mentions[at][0] for at in units[statement.unit] if at in mentions)
        for token in (token for unit in statement.pointed for token in units[unit] if scope.actor[token]):
            for role in roles:
                if scope.actor[token] != EVERYONE:
                    scope.actor[token] = joint(scope.actor[token], role)


def _numbers(words: str) -> Iterator[str]:
    """The numbers of the parts of which words say something, with those between "5 to 8"."""
    if not _PART_WORD.search(words):
        return
    found = [each for each in _named(words) if _is_spoken_of(each["before"])]
    if not found and ":" in words:
        found = list(_LISTED.finditer(words))
    if not found:
        return
    binds = _BINDS.search(words) is not None
    known = _KNOWN.search(words) is not None
    for named in found:
        # "Clause 1 survives; clause 2 lapses": what is said of one part before a semicolon is not said of the next.
        anew = words.rfind(";", 0, named.start("numbers")) + 1 if ":" not in words else 0
        lasts = _LASTS.search(words, named.end("numbers"), named.end("numbers") + _NEAR) or _KEPT_UP.search(
            words, max(anew, named.start("numbers") - _NEAR), named.start("numbers")
        )
        if not (lasts or binds or known):
            continue
        before = ""
        for part in list(_PARTS.finditer(named["numbers"]))[:_MOST_PARTS]:
            numeral = part["numeral"].upper()
            if part["range"] and before.isdigit() and numeral.isdigit():
                for between in range(int(before) + 1, min(int(numeral), int(before) + _MOST_PARTS)):
                    yield str(between)
            yield numeral
            before = numeral


def _named(words: str) -> Iterator[re.Match[str]]:
    """Every match of _NAMED, which is tried only where a number is near: at each word of a text it takes long."""
    done = 0
    while number := _NUMBER.search(words, done):
        ahead = words[done : number.start()].rsplit(None, _WORDS_BEFORE)
        far = done + len(ahead[0]) if len(ahead) > _WORDS_BEFORE else done
        named = _NAMED.search(words, far)
        if named is None:
            return
        yield named
        done = named.end()


def _is_spoken_of(before: str) -> bool:
    return not _ASIDE.search(before) or _ACCEPTED_WITH.search(before) is not None


def _parts(
    statements: Sequence[Statement], sections: Sequence[Section], blocks: Sequence[Block], text: str
) -> dict[str, tuple[int, ...]]:
    """The units of each numbered part: its heading, and what its first statements say."""
    parts: dict[str, tuple[int, ...]] = {}
    said: dict[int, list[int]] = {}
    by_block: dict[int, list[int]] = {}
    for statement in statements:
        if statement.section >= 0:
            for above in (statement.section, *sections[statement.section].path):
                said.setdefault(above, []).append(statement.unit)
        by_block.setdefault(statement.block, []).append(statement.unit)
    for index, section in enumerate(sections):
        number = _number(section.label, section.heading.of(text))
        if number:
            parts.setdefault(number, (section.unit, *said.get(index, ())[:_MOST_SAID]))
    for at, units in by_block.items():
        block = blocks[at]
        if block.kind is BlockKind.CELL and block.column:
            continue
        number = _number(block.label, text[block.start : block.end])
        if number and number not in parts:
            row = _row(at, blocks) if block.kind is BlockKind.CELL else ()
            beside = (unit for each in row for unit in by_block.get(each, ()))
            parts[number] = (*units, *beside)[:_MOST_SAID]
    return parts


def _row(first: int, blocks: Sequence[Block]) -> Iterable[int]:
    """The cells behind the first one of a row."""
    for at in range(first + 1, len(blocks)):
        if (blocks[at].kind, blocks[at].table, blocks[at].row) != (
            BlockKind.CELL,
            blocks[first].table,
            blocks[first].row,
        ):
            return
        yield at


def _number(label: str, words: str) -> str:
    printed = _PRINTED.match(f"{label} ") if label else _PRINTED.match(words)
    return printed["numeral"].upper() if printed else ""
