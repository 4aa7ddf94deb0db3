"""References to numbered parts and attachments, as they stand in the text; those into other papers are left out."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from agreementlint.latepattern import LatePattern
from agreementlint.text import Span
from agreementlint.values import dataclass

# Stems that announce a reference, with what to look for in the text; a text without them is not searched.
_CORES = {
    "section": "section", "subsect": "section", "claus": "clause", "subclaus": "clause", "articl": "article",
    "paragraph": "paragraph", "schedul": "schedule", "annex": "annex", "annexur": "annex", "appendix": "appendi",
    "appendic": "appendi", "exhibit": "exhibit", "attach": "attachment",
}  # fmt: skip
_STEMS = frozenset(_CORES)
ATTACHMENTS = ("schedule", "annex", "appendix", "exhibit", "attachment")
_WORD = LatePattern(
    r"(?P<word>sections?|clauses?|articles?|paragraphs?|§§?|schedules?|annex(?:es|ures?)?|appendi(?:x|ces)|exhibits?|attachments?)"
    r"(?:\(e?s\))?(?:\s|\u00a0){0,3}(?:[-–][ ](?=[A-Z1-9]\b))?[\"“'‘(]?(?:nos?\.\s?)?",
    re.IGNORECASE,
)
_MARKS = r"(?:\s?\((?:[a-z]|[A-Z]|[ivxl]{2,5}|[IVXL]{2,5}|\d{1,2})\))"
_FIRST = LatePattern(
    rf"(?P<numeral>\d{{1,3}}(?:\.\d{{1,3}}){{0,5}}|[IVXL]{{1,6}}(?:\.\d{{1,3}}){{0,4}}|[A-Z](?:[-.]?\d{{1,3}}){{0,4}})(?![\w%])(?!\.\d)(?P<marks>{_MARKS}*)"
    rf"|(?P<only>{_MARKS}+)"
)
_NEXT = LatePattern(
    r"[\"”'’]?(?P<by>,?\s?(?:and/or|and|or|to|through|&)\s|,\s?|\s?[-–—]\s?)[\"“'‘]?"
    rf"(?P<numeral>\d{{1,3}}(?:\.\d{{1,3}}){{0,5}}|[IVXL]{{1,6}}(?:\.\d{{1,3}}){{0,4}}|[A-Z](?:[-.]?\d{{1,3}}){{0,4}})(?![\w%])(?!\.\d)(?P<marks>{_MARKS}*)"
)
_AMOUNT = LatePattern(
    r"[ -]?(?:\([^()]{1,20}\) ?)?(?:days?|weeks?|months?|years?|hours?|minutes?|sessions?|business|calendar|working|per|copies|EUR|USD|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|of each|other|or more)\b",
    re.IGNORECASE,
)
_LONE_LETTER = LatePattern(
    r"(?!\s[a-z])|\s(?:of|and|or|to|above|below|hereto|hereof|attached|for|shall|is|are|sets|as|which)\b"
)
_LAWS = (
    r"GDPR|UCC|ERISA|HIPAA|FCRA|FCPA|CCPA|U\.? ?S\.? ?C|C\.? ?F\.? ?R|Treas|BGB|StGB|DS-?GVO|AVG|RGPD|TFEU|Acts?\b|Codes?\b|"
    r"Regulations?\b|Directives?\b|Statutes?\b|Laws?\b|Rules?\b|Ordinance\b|Treaty\b|Constitution\b|Convention\b"
)
_PAPERS = rf"{_LAWS}|Agreements?\b|Contracts?\b|Lease\b|Indenture\b|Deed\b|Plan\b|Polic(?:y|ies)\b|Handbook\b|Manual\b|Standards?\b|Form\b"
_OURS = LatePattern(
    r"(?:this|these|our|the (?:present|foregoing|said|same|above)|hereof|(?:the )?(?:main )?(?:body|text) of this)\b|(?:the )?agreement\b(?! (?:dated|of|between))",
    re.IGNORECASE,
)
_BEHIND = LatePattern(
    r"[\"”’)]{0,2}(?:\s?\([^()\n]{1,80}\)|\s?[“\"][^”\"\n]{1,60}[”\"])*,?\s(?P<link>of|to|in|under|from)\s(?P<what>[^\n.;]{1,70})"
)
_LAW_BEHIND = LatePattern(
    rf"[\"”’)]{{0,2}},?\s(?:\(\w+\)\s)?(?:of\s)?(?:the\s)?(?:[A-Z][\w.&]*\s){{0,3}}(?:{_LAWS})|,?\s(?:thereof|therein|thereto|et seq)\b"
)
_PAPER_AHEAD = LatePattern(
    rf"(?<!this )(?<!This )(?<!these )\b(?:{_PAPERS}|replaces|supersedes)[^\w]*(?:\w+[^\w]+){{0,3}}$"
)
_ATTACHMENT_AHEAD = LatePattern(r"\b(?:Exhibit|Schedule|Annex|Appendix) \w+[^\w]{1,3}$")
_AMENDS = LatePattern(
    r"[^.;\n]{0,60}\b(?:(?:is|are|be) (?:hereby )?(?:amended|deleted|replaced|restated|modified|added))\b"
)
_SENTENCE_END = LatePattern(r"[.;:?!]\s|\n")
_LINKED = LatePattern(
    r"[\"”’)]{0,2}(?:,|,?\s(?:and|or|and/or|to|through|nor)|\sand in)?\s(?:the\s)?(?:in\s|under\s|of\s)?[\"“‘]?$"
)
_OPENS = LatePattern(r"(?:^|\n|\s\s|\[)[\W\d]*$")
_TITLED = LatePattern(r"[\"”'’]?\s?[-–—:]\s[“\"]?[A-Z]")
_STANDS_ALONE = LatePattern(r"[\"”'’]?\s*(?:$|\n|\s\s|[:–—\-\[(]|[“\"]?[A-Z])")
_SENTENCE_GOES_ON = LatePattern(r"[\"”'’]?\s(?:[a-z]|\()")
_ENDED = LatePattern(r"[.:;)\]]\s*\d*\s?$")
_LINE_ENDS = LatePattern(r"[\"”'’]?(?:\n|\s\s|\s?[:–—]|\s?[-]\s)")
_AMENDMENT = LatePattern(r"\b(?:AMENDMENT|ADDENDUM|AMENDED|Amendment|Addendum|Supplement|SUPPLEMENT)\b")
_LONGEST_ROW = 12
_TITLE = 900  # where a document says that it changes another one


@dataclass(frozen=True, slots=True)
class Reference:
    """A number that is spoken of: what its kind is called, the number, the marks behind it ("(b)"), and where.

    `begins` if it names the part in which it stands ("this Section 4") or an attachment that begins here.
    """

    word: str
    numeral: str
    marks: tuple[str, ...]
    span: Span
    begins: bool = False


@dataclass(slots=True)
class _Mention:
    references: list[Reference]
    start: int
    end: int
    word: str


def read_references(text: str, stems: Sequence[str], printed: Set[str]) -> tuple[Reference, ...]:
    """Every reference to a numbered part or attachment of this document, in reading order.

    Numbers that are `printed` before a part of the document are left out: they lead there.
    """
    cores = {_CORES[stem] for stem in _STEMS.intersection(stems)}
    if "§" in text:
        cores.add("§")
    mentions = [mention for at in _announced(text, cores) if (mention := _mention(text, at)) is not None]
    amends = _AMENDMENT.search(text, 0, _TITLE) is not None if mentions else False
    found: list[Reference] = []
    for index, mention in enumerate(mentions):
        open_ones = [each for each in mention.references if each.begins or not _is_printed(each, printed)]
        if open_ones and not all(each.begins for each in open_ones) and _leads_elsewhere(mentions, index, text, amends):
            open_ones = [each for each in open_ones if each.begins]
        found += open_ones
    return tuple(found)


def _is_printed(reference: Reference, printed: Set[str]) -> bool:
    return reference.word not in ATTACHMENTS and not reference.marks and reference.numeral in printed


def _leads_elsewhere(mentions: Sequence[_Mention], index: int, text: str, amends: bool) -> bool:
    """Whether a mention, or one that it is linked to ("section 4 and section 5 of the Act"), is foreign."""
    for at in range(index, min(index + _LONGEST_ROW, len(mentions))):
        if _is_foreign(mentions[at], text, amends):
            return True
        if at + 1 == len(mentions) or _LINKED.fullmatch(text, mentions[at].end, mentions[at + 1].start) is None:
            return False
    return False


def kind_of(word: str) -> str:
    """ "Sections" and "section" are one kind, "annexure" and "annex" another."""
    word = word.lower()
    if word.startswith("§"):
        return "section"
    return next((kind for kind in ATTACHMENTS if word.startswith(kind[:6])), word.removesuffix("s"))


def _announced(text: str, cores: set[str]) -> list[int]:
    small = text.lower() if cores else text
    if len(small) != len(text):
        small = text
    found: list[int] = []
    for core in cores:
        at = small.find(core)
        while at >= 0:
            found.append(at)
            at = small.find(core, at + 1)
    return sorted(found)


def _mention(text: str, start: int) -> _Mention | None:
    if start and text[start - 1].isalpha() and text[max(0, start - 3) : start].lower() != "sub":
        return None
    opening = _WORD.match(text, start)
    if opening is None:
        return None
    at = opening.end()
    if text[at - 1] == "(" and not text.startswith("(", at):
        at -= 1
    first = _FIRST.match(text, at)
    if first is None or (at == opening.end("word") and first["only"] is None and not opening["word"].startswith("§")):
        return None
    numeral = first["numeral"] or ""
    if len(numeral) == 1 and numeral.isalpha() and not _LONE_LETTER.match(text, first.end()):
        return None
    if _AMOUNT.match(text, first.end()):
        return None
    word = opening["word"]
    kind = kind_of(word)
    marks = tuple(re.findall(r"\((\w+)\)", first["marks"] or first["only"] or ""))
    span = Span(start, first.end())
    begins = text[max(0, start - 5) : start].lower() == "this " or (kind in ATTACHMENTS and _begins(span, text))
    references = [Reference(kind, numeral, marks, span, begins)]
    end = first.end()
    several = word.lower().endswith(("s", "§§", "ces"))
    while (more := _NEXT.match(text, end)) and not _AMOUNT.match(text, more.end()):
        if len(more["numeral"]) == 1 and more["numeral"].isalpha() and not _LONE_LETTER.match(text, more.end()):
            break
        end = more.end()
        if several or ("." in numeral and more["numeral"].count(".") == numeral.count(".")):
            marks = tuple(re.findall(r"\((\w+)\)", more["marks"]))
            references.append(Reference(kind, more["numeral"], marks, Span(more.start("numeral"), end)))
    return _Mention(references, start, end, word)


def _is_foreign(mention: _Mention, text: str, amends: bool) -> bool:
    """Whether a reference leads into a law, a code or another agreement."""
    start, end = mention.start, mention.end
    behind = _BEHIND.match(text, end)
    attached = kind_of(mention.word) in ATTACHMENTS
    if behind:
        ours = _OURS.match(behind["what"])
        if ours and not (amends and not ours[0].lower().startswith(("this", "these", "our", "hereof"))):
            return False
        if behind["link"] == "of" or (attached and behind["link"] == "to"):
            return True
        if re.match(rf"(?:the|that|such|its|any|an?)\s(?:[\w-]+\s){{0,4}}?(?:{_PAPERS})", behind["what"]):
            return True
    if text.startswith(("hereof", "hereto", "herein"), end + 1):
        return False
    if amends or _LAW_BEHIND.match(text, end) or _AMENDS.match(text, end):
        return True
    before = text[max(0, start - 70) : start]
    sentence = _SENTENCE_END.split(before)[-1]
    return _PAPER_AHEAD.search(sentence) is not None or (
        not attached and _ATTACHMENT_AHEAD.search(sentence) is not None
    )


def _begins(span: Span, text: str) -> bool:
    """Whether an attachment begins here: its name opens a line or stands alone, and no sentence goes on with it."""
    before, after = text[max(0, span.start - 30) : span.start], text[span.end : span.end + 40]
    opens = _OPENS.search(before) is not None
    if _TITLED.match(after):
        return True
    if text[span.start : span.start + 3].isupper():
        return opens or _STANDS_ALONE.match(after) is not None
    if opens:
        return _SENTENCE_GOES_ON.match(after) is None
    return _ENDED.search(before) is not None and _LINE_ENDS.match(after) is not None
