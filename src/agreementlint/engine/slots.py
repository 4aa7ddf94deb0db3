"""Open slots: blanks, brackets, template variables and sample text that nobody has filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementlint.agreement.model import Agreement
from agreementlint.document import Block, BlockKind
from agreementlint.engine.finding import Finding
from agreementlint.engine.signing import SigningPart, signing_parts
from agreementlint.latepattern import LatePattern
from agreementlint.text import Span

_MOST = 6
_VALUES = r"country|date|address|amount|number|city|place|name|software|system|period|e-?mail|telephone"
_CANDIDATE = LatePattern(
    # What an open slot may begin with, so that the long list below is not tried at every letter.
    r"(?=[_.…\[{$«%<(?]|\b[TXxDdMLlYAynNIi\d]|\b[A-Z]{3}|(?<= )to be |(?<=[$£€])X)(?:"
    r"(?P<blank>_{2,}(?:[ /]*_{2,})*|\.{5,}|…{2,}|(?<=[$£€])X+\b|(?:\.{3}|…|\?{2,})(?= ?(?:days?|hours?|weeks?|months?|years?)\b))"
    r"|(?P<bracket>\[\[?[^\[\]\n]{0,120}\]\]?)"
    r"|(?P<variable>\{\{[^{}\n]{1,80}\}\}|\$\{[\w. ]{1,40}\}|\{[A-Za-z][\w ]{1,40}\}|«[^«»\n]{1,60}»|%[A-Z][A-Z_]{2,30}%)"
    r"|(?P<angle><(?:[Ii]nsert|[Nn]ame|[Dd]ate|[Aa]ddress|[Cc]ompany|[Cc]lient|[Cc]oach|[Yy]our|"
    r"[A-Z]{2,})\b[^<>\n]{0,60}>|<[a-z][a-z’' /-]{3,40}>)"
    r"|(?P<paren>\((?:insert\b|please (?:insert|specify|enter|fill|complete)|names? of|"
    r"[Tt][Bb][CDAcda]\b|delete (?:as|where)|fill in|enter (?!into)|state (?:the|here|your|which|whether|name|amount|date|period)\b|specify|"
    r"[\w ]{0,30}\bto be (?:confirmed|completed|inserted|advised|determined)\b(?! (?:in writing|by|with|within|at|before|after|if)\b)|"
    rf"(?:{_VALUES})\))[^()\n]{{0,60}}\)?)"
    r"|(?P<sample>(?<![.@])\b(?:T\.?B\.?[CDA]\b\.?|[Xx]{3,}(?:[ -]?[Xx]{2,})*\b|[Xx]{2}/[Xx]{2}/\w{2,4}|"
    r"DD[/.-]MM[/.-]YY(?:YY)?|MM[/.-]DD[/.-]YY(?:YY)?|"
    r"[Ll]orem ipsum\b(?: dolor sit amet)?|Your (?:Company|Business|Practice|Organi[sz]ation) Name|\d+ Any Street|"
    r"Anytown|your@\w+\.\w+|"
    r"you@example\.\w+|name@\w+\.\w+|[Ii]nsert \w+ here)|(?<!\w)20[Xx]{2}\b|"
    r"(?<=\bis )XX\b|(?<!\w)(?:XX|NN|xx|nn|[XN])(?= (?:days?|hours?|weeks?|months?|years?|minutes?|sessions?)\b)|(?<!\w)XX(?=%)|"
    r"(?<![A-Z] )\b(?:INSERT|ENTER|ADD) (?!INTO\b)[A-Z]{3,}\b|\b(?!SIGN |INITIAL )[A-Z]{3,}(?: [A-Z]{3,}){0,2} HERE\b|"
    r"\b[Dd]elete (?:as|where|if|whichever is) (?:appropriate|applicable|inapplicable|necessary|not)\b)"
    r"|(?P<later>(?<=[:–—(-] )(?:to be (?:confirmed|completed|determined|inserted|advised|filled in))\b))"
)
# Either an open slot begins with one of these, or one of the marks stands in it; a block without them is not searched.
_BRACKET = LatePattern(r"[\[{$«%<(]")
_MARKS = (
    "__", ".....", "……", "xx", "XX", "xX", "Xx", "TB", "T.B", "DD", "MM", "orem ipsum", " Name", "Any Street", "Anytown",
    "your@", "you@", "name@", "nsert", ": to be ", "– to be ", "— to be ", "( to be ", "- to be ", "$X", "£X", "€X", "??",
    "...", "…", "X ", "N ", "nn ", " HERE", "INSERT", "ENTER", "ADD ", "elete ",
)  # fmt: skip
_ASKS = LatePattern(
    r"\b(?:insert|name|names|date|address|amount|number|company|coach|client|coachee|sponsor|state|country|city|"
    r"e-?mail|phone|telephone|"
    r"your|tb[cda]|to be (?:completed|confirmed|inserted|determined|agreed|advised|filled)|delete|specify|enter|fill|"
    r"location|period|title|"
    r"organi[sz]ation|time|fee|price|currency|system|nr|no\.|contact|website|document|if applicable|link|url|rate|"
    r"days|weeks|months|years|"
    r"hours|minutes|details|text|place|role|signatory|jurisdiction|describe|list|choose|select|bot-field|"
    r"form_fields)\b",
    re.IGNORECASE,
)
_REMARK = LatePattern(
    r"\[(?:\d{1,3}|[a-z]|[ivx]{1,5}|sic|\.\.\.|…|see\b.*|note\b.*|as amended.*|emphasis.*|section\b.*|clause\b.*|"
    r"footer\b.*|reserved|intentionally.*|omitted|signature page.*|\^?\d+|https?:.*|[xX✓✔ ]?|"
    # What stands for a thing that cannot be printed, was taken out, or ends a page or a document.
    r"(?:[\w&.'’-]+ ){0,4}(?:logo|seal|stamp|letterhead|graphics?|photo|image)|(?:\w+ )?(?:redacted|illegible|omitted|attached)\b.*|source\b.*|(?:[A-Z]\.){1,3} ?\d+|remainder of.*|"
    r"(?:this |the )?(?:rest of (?:this|the) )?page\b.*|(?:end|execution|conformed) (?:of|copy|version)\b.*|"
    r"(?:\w+ ){0,2}(?:follows?|overleaf|continued|confidential))\]",
    re.IGNORECASE,
)
_INSERT = LatePattern(
    r"\b(?:insert|enter|fill|specify|to be (?:completed|confirmed|agreed|inserted|determined|advised|filled)|tb[cda])\b",
    re.IGNORECASE,
)
# What stands before the title of a section that is named or begins: "in Section 9.1 [Marketing Fund]", "2.6 [Traffic Data]".
_SECTION = LatePattern(
    r"(?:\b(?:sections?|articles?|clauses?|paragraphs?|schedules?|§+)\s+[\dIVXLC]+[\w.()]*|^\d+(?:\.\d+)+\.?|\bin \d+(?:\.\d+)+)[\s,]+$",
    re.IGNORECASE,
)
_CONTENTS_PAGE = LatePattern(r"\s*(?:page |p\. ?)?\d+\s*$", re.IGNORECASE | re.MULTILINE)
# Before a bracket like "(date)" or "(amount)" that is to be filled in; elsewhere it explains: "approval (email) is needed".
_WANTS_VALUE = LatePattern(
    r"(?:\b(?:in|on|at|by|to|of|for|from|with|within|until|between|and|or|is|are|be|the|than|called|named|pays?|costs?)|[:=$£€])\s*$",
    re.IGNORECASE,
)
_EXPLAINED = LatePattern(rf"\((?:{_VALUES})\)")
_CHOICE = LatePattern(r"\d+(?: ?(?:/|or|-|–) ?\d+)+")  # "[24/48] hours"
_UNIT = LatePattern(r" ?(?:times\b|years?|months?|weeks?|days?|hours?|minutes?|sessions?|per\b|%)")
_FORM_LABEL = LatePattern(
    r"(?:name|date|place|title|signature|role|signatory|print|printed|initials?|e-?mail|country|city|number|address|"
    r"telephone)\)$",
    re.IGNORECASE,
)
_SIGNING_LABEL = LatePattern(
    r"(?:signature|signed|sign|initials?|initial here|signatory)\b[^_\n.;]{0,40}$", re.IGNORECASE
)
# Beside the places to sign these ask for something else.
_OF_THE_WORK = LatePattern(
    r"\b(?:(?:start|beginning|end) of|emergency|contact|tele?phone|mobile|invoice|purchase order|fees?|number of|goals?|venue|period|"
    r"sessions?|amount)\b",
    re.IGNORECASE,
)
_EMPTY_LABEL = LatePattern(
    r"^(?:(?:client|coach|coachee|sponsor|mentee|mentor|company|organi[sz]ation|start|end|full|first|last|contact|"
    r"retention|session|"
    r"total|programme|program|preferred)['’s]* ){0,2}(?:name|e-?mail|phone|telephone|address|fee|fees|period|"
    r"start date|end date|date|"
    r"number of sessions|location|venue|rate|price|amount|number|goals?)(?: \([^()]*\))?:$",
    re.IGNORECASE,
)


def find_open_slots(agreement: Agreement) -> Finding:
    """Every blank outside the places to sign and the tick boxes."""
    text = agreement.document.text
    blocks = agreement.document.blocks
    signing = signing_parts(agreement)
    marks = [mark for mark in _MARKS if mark in text]
    found: list[Span] = []
    for index, block in enumerate(blocks):
        if block.kind in (BlockKind.CONTENTS, BlockKind.CODE):
            continue
        words = text[block.start : block.end]
        inside = any(part.first <= index <= part.last for part in signing)
        marked = any(mark in words for mark in marks)
        for match in (_CANDIDATE.finditer if marked else _in_brackets)(text, block.start, block.end):
            if _is_open(match, text, block) and not (
                inside and _belongs_to_signing(match, text, block, index, signing)
            ):
                found.append(_around(match, text, block))
        if not inside and words.rstrip(" *").endswith(":") and _is_empty_label(text, blocks, index):
            found.append(Span(block.start, block.end))
    spans = tuple(dict.fromkeys(found))[:_MOST]
    return Finding(bool(spans), spans)


def _in_brackets(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The candidates of a block without other marks: most have a bracket, and at each letter to look takes long."""
    while bracket := _BRACKET.search(text, start, end):
        found = _CANDIDATE.match(text, bracket.start(), end)
        if found is not None:
            yield found
        start = bracket.end() if found is None else found.end()


def _is_open(match: re.Match[str], text: str, block: Block) -> bool:
    words = match.group()
    match match.lastgroup:
        case "blank":
            return _is_open_blank(match, text, block)
        case "bracket":
            return _is_open_bracket(match, text, block)
        case "variable":
            return "signature" not in words.lower()
        case "paren":
            explains = _EXPLAINED.match(words) and not _WANTS_VALUE.search(text, block.start, match.start())
            return not (explains or _is_form_label(match, text))
        case _:
            return True


def _is_open_blank(match: re.Match[str], text: str, block: Block) -> bool:
    words = match.group()
    before = text[max(block.start, match.start() - 45) : match.start()]
    beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    if words == "__" and any(mark.isalpha() for mark in beside):
        return False  # emphasis or a name with underscores in it
    if words[0] == "." and _CONTENTS_PAGE.match(text, match.end(), block.end):
        return False  # a line of a table of contents
    return not (_SIGNING_LABEL.search(before) or _is_rule_line(match, text, block))


def _is_open_bracket(match: re.Match[str], text: str, block: Block) -> bool:
    words = match.group()
    if words in ("[X]", "[x]"):
        return bool(_UNIT.match(text, match.end()))
    if _REMARK.fullmatch(words) or text[match.end() : match.end() + 1] == "(":
        return False
    inner = words.strip("[] ")
    if set(inner) <= set("_.…XxNn●• ") or _CHOICE.fullmatch(inner):
        return True
    if "signature" in inner.lower() or len(inner.split()) > 14 or re.fullmatch(r"(?:[Tt]he|[Aa]n?) \w+", inner):
        return False
    asks = _INSERT.search(inner) or (inner.isupper() and len(inner.split()) < 3)
    if not asks and _SECTION.search(text, max(block.start, match.start() - 40), match.start()):
        return False
    figures = len(inner.split()) > 4 and not inner[0].isdigit() and any(mark.isdigit() for mark in inner)
    if _ASKS.search(inner) and not figures:  # "[fifteen (15) hours at year end]" says what it has to say
        return True
    if inner.isupper():
        return True
    title = (
        inner.istitle() and " " in inner and "/" not in inner and words == text[block.start : block.end].strip(" *#")
    )
    return inner.istitle() and not title and not _is_used(inner, text)


def _is_rule_line(match: re.Match[str], text: str, block: Block) -> bool:
    """Whether a line alone is drawn between two parts; a line to write on stands under what it asks for."""
    after = text[match.end() : block.end].lstrip()
    alone = not text[block.start : match.start()].strip() and (
        not after or ((after[0] == "*" or after[0].isupper()) and len(match.group()) > 15)
    )
    above = text[max(0, block.start - 200) : block.start].rstrip(" \n_")[-60:].rpartition("\n")[2]
    asked = len(above) < 60 and above[-1:] not in '.;!"”'
    return alone and block.kind is not BlockKind.ITEM and not (above and (asked or above[-1:] in ":?,"))


def _is_used(words: str, text: str) -> bool:
    """Whether words stand in the text without their bracket more often than with it: an editor's words, no gap."""
    return text.count(words) > 2 * text.count(f"[{words}]")


def _is_form_label(match: re.Match[str], text: str) -> bool:
    """A bracket that says what the line beside it is for: "____ (date)"."""
    beside = text[max(0, match.start() - 3) : match.start()] + text[match.end() : match.end() + 3]
    return bool(_FORM_LABEL.search(match.group())) and ("_" in beside or "." in beside.replace(". ", ""))


def _belongs_to_signing(
    match: re.Match[str], text: str, block: Block, index: int, signing: tuple[SigningPart, ...]
) -> bool:
    """Whether a blank in a signing part is one of its own: a line for name, title, place or date, not a clause."""
    if any(index in part.places for part in signing):
        before = text[block.start : match.start()]
        return len(before) < 400
    return block.end - block.start < 110 and not _OF_THE_WORK.search(text, block.start, match.start())


def _around(match: re.Match[str], text: str, block: Block) -> Span:
    """A blank with the few words that say what goes in it."""
    start = match.start()
    lead = text[block.start : start]
    cut = max(lead.rfind(mark) for mark in (". ", "; ", "\n", "_ ", "? ")) + 1
    start = block.start + max(cut, len(lead) - 60 if len(lead) > 60 else 0)
    while start < match.start() and not (
        text[start].isalnum() and (start == block.start or not text[start - 1].isalnum())
    ):
        start += 1
    return Span(start, match.end())


def _is_empty_label(text: str, blocks: tuple[Block, ...], index: int) -> bool:
    block = blocks[index]
    if block.end - block.start > 60 or not _EMPTY_LABEL.match(text[block.start : block.end].strip(" *")):
        return False
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is None:
        return True
    if following.kind is BlockKind.ITEM and block.kind is not BlockKind.ITEM:
        return False
    beside = text[following.start : following.end].strip(" *")
    return following.kind is BlockKind.HEADING or bool(_EMPTY_LABEL.match(beside))
