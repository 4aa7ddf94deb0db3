"""Words that a document writes with a capital as if it had defined them, and where it introduces them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from agreementlint.agreement.model import Agreement
from agreementlint.latepattern import LatePattern
from agreementlint.text import Span

# Begins with plain letters, which are found much faster than a choice of them.
_USED = LatePattern(
    r"he ([A-Z][a-z]+(?:-[A-Za-z][a-z]+)?(?: [A-Z][a-z]+){0,3})"
    r"(?![\w&]|[-’'][A-Z]| (?:of (?:the )?)?[A-Z&\d]|['’]s [A-Z]| and (?:\w+ ){1,2}(?:Act|Authority|Code|Regulation))"
)
_THE = frozenset(("t", "T"))
# What is spoken of like this is a role or a thing of the agreement, not an office, a law or a place of the world.
_HEADS = frozenset(
    "administrator agent assessor associate buyer candidate client coach coachee consultant contractor customer distributor donor "
    "employer executive facilitator funder guest host instructor learner lessee lessor licensee licensor member mentee mentor "
    "organisation organization participant partner payer practitioner provider purchaser reseller seller sponsor stakeholder student "
    "supervisee supervisor supplier trainee trainer vendor "
    "assessment assignment background charge charges coaching content course data deadline deliverable deliverables deposit documentation "
    "duration engagement equipment event fee fees feedback framework goals information invoice location material materials measures "
    "method methodology minimum notes objectives package payment period permission platform portal price process product products "
    "profile program programme project purpose rate recipient record records recording recordings register release report reports "
    "result results scope services session sessions software specification specifications summary system term territory timetable "
    "tool tools venue website work workshop workshops".split()
)
_ARTICLE = LatePattern(r"^(?:the|an?|each)\s+", re.IGNORECASE)
_ENDING = LatePattern(r"ies|es|s|y|IES|ES|S|Y")
_BEFORE = LatePattern(
    r"(?:[\"“‘*_(\[/|•]\s*(?:[Tt]he\s+)?|\b(?:[Aa]n?|[Aa]ny|[Ee]ach|[Ee]very|[Oo]ur|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Yy]our|[Mm]y|[Oo]ne|[Aa]s|called|"
    r"named|hereinafter|hereafter|[Tt]wo|[Tt]hree|[Aa]ll|[Oo]ther|[Aa]dditional|[Nn]o|[Nn]ew|[Cc]ertain)\s+(?:the\s+)?)$"
)
_OPENS = LatePattern(r"(?:^|\n|[.;:]\s+|\d\s+|\s\s)(?:[Tt]he\s+)?$")
_BEHIND_OPENING = LatePattern(r"['’]?\)?s?\s*(?:[:.—–|(=]|\n|-\s|\s\s|$)")
_BEHIND = LatePattern(
    r"[\"”’*]{0,2}\s*(?:\(|[:—–=]|,\s+(?:[A-Z\"“]|an?\s|the\s|being\b|who\b|which\b|i\.e|namely)|(?:shall |will )?means?\b|is defined|are defined|"
    r"named\b|refers? to|is [A-Z]|consists? of|comprises?|includes?\b|described|set out|set forth|defined|specified|listed|as defined)"
)
_DEFINED_ELSEWHERE = (
    "otherwise defined", "not defined", "same meaning", "meanings given", "meanings ascribed", "meanings assigned", "meaning given to",
    "AMENDMENT", "ADDENDUM", "Amendment No",
)  # fmt: skip
_SAME_ROLES = (
    ("Client", "Customer"), ("Coach", "Consultant", "Contractor", "Facilitator"), ("Sponsor", "Funder", "Payer"),
    ("Buyer", "Purchaser"), ("Seller", "Vendor"), ("Mentee", "Supervisee"), ("Participant", "Learner", "Trainee"),
)  # fmt: skip
MOST_TERMS = 400  # so that a list of thousands of words cannot take minutes
_FEW = 2  # a document that defines fewer terms than this does not define its terms


def terms_in_use(agreement: Agreement) -> dict[str, list[Span]]:
    """Every role or thing that is spoken of as "the Sponsor", "the Programme Fee", with its places."""
    text = agreement.document.text
    used: dict[str, list[Span]] = {}
    for match in _USED.finditer(text):
        start, term = match.start(), match[1]
        if (
            term.rpartition(" ")[2].lower() in _HEADS
            and text[start - 1 : start] in _THE
            and not text[start - 2 : start - 1].isalpha()
        ):
            used.setdefault(term, []).append(Span(*match.span(1)))
    return {term: places for term, places in islice(used.items(), MOST_TERMS) if _is_made_of_plain_words(term, text)}


def _is_made_of_plain_words(term: str, text: str) -> bool:
    """Whether a term is no name: its words are used without a capital as well ("the Outreachy Project" is one)."""
    first = term.lower().split()[:-1]
    return all(word in _HEADS or f" {word}" in text for word in first)


def defined_terms(agreement: Agreement) -> dict[str, Span]:
    """The terms that are defined, without an article, each with its definition."""
    return {_ARTICLE.sub("", definition.term): definition.span for definition in agreement.definitions}


def defines_its_terms(agreement: Agreement) -> bool:
    """Whether a document says what its capitals mean, itself and not in another paper."""
    named = {term for term in defined_terms(agreement) if term[:1].isupper()}
    text = agreement.document.text
    return len(named) >= _FEW and not any(words in text for words in _DEFINED_ELSEWHERE)


def is_introduced(term: str, agreement: Agreement, headings: Sequence[Span]) -> bool:
    """Whether a term is put in quotes, given to somebody, explained, or stands in a heading anywhere."""
    labels = {party.label.lower() for party in agreement.parties if party.span is not None}
    if term.lower() in labels:
        return True
    text = agreement.document.text
    return any(
        _introduces(text, at, end) or _in_heading(at, headings)
        for form in dict.fromkeys((stem_of(term), stem_of(term).upper()))
        for at, end in _finds(text, form)
    )


def stem_of(term: str) -> str:
    """A term without the ending of its number: "Portfolio Compan" for one and for many."""
    for ending in ("ies", "y", "s"):
        if term.endswith(ending) and len(term) > len(ending) + 2:
            return term.removesuffix(ending)
    return term


def heading_spans(agreement: Agreement) -> list[Span]:
    return [section.heading for section in agreement.sections]


def _finds(text: str, stem: str) -> Iterator[tuple[int, int]]:
    """Every place of a term, in the singular and in the plural, with whatever space between its words."""
    if " " in stem:
        starts = (match.span() for match in re.finditer(r"\s+".join(map(re.escape, stem.split())), text))
    else:
        starts = ((at, at + len(stem)) for at in _places_of(text, stem))
    for at, end in starts:
        ending = _ENDING.match(text, end)
        end = ending.end() if ending is not None else end
        if not text[at - 1 : at].isalpha() and not text[end : end + 1].isalpha():
            yield at, end


def _places_of(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _introduces(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 24) : start]
    if _BEFORE.search(before):
        return True
    if _OPENS.search(before) and _BEHIND_OPENING.match(text, end):
        return True
    return _BEHIND.match(text, end) is not None


def _in_heading(at: int, headings: Sequence[Span]) -> bool:
    index = bisect_right(headings, at, key=lambda span: span.start) - 1
    return index >= 0 and at < headings[index].end


def role_drifts(agreement: Agreement) -> Iterator[tuple[str, str, tuple[Span, ...]]]:
    """Roles that are defined under one word and spoken of under another: both words, and where the second stands."""
    defined = set(defined_terms(agreement))
    defined |= {party.label.title() for party in agreement.parties if party.span is not None}
    groups = [group for group in _SAME_ROLES if defined.intersection(group)]
    if not groups:
        return
    text = agreement.document.text
    headings = heading_spans(agreement)
    for group in groups:
        [first, *more] = [word for word in group if word in defined]
        for other in group:
            if other == first or other in more or f"he {other} " not in text or text.count(f"he {first}") < _FEW:
                continue
            spans = tuple(Span(at, at + len(other)) for at in _places(text, other))
            if spans and not is_introduced(other, agreement, headings) and not _meet(text, spans, first):
                yield first, other, spans


def _places(text: str, word: str) -> Iterator[int]:
    """Where "the Customer" stands, the Customer by itself and no "Customer Data"."""
    for match in re.finditer(rf"\b[Tt]he ({word})\b(?! [A-Z])", text):
        yield match.start(1)


def _meet(text: str, spans: Sequence[Span], other: str) -> bool:
    """Whether two words for a role stand in one sentence, as two people do."""
    return any(f" {other}" in _sentence(text, span) for span in spans)


def _sentence(text: str, span: Span) -> str:
    start = max(text.rfind(mark, 0, span.start) for mark in (". ", "\n", "; "))
    ends = [at for mark in (". ", "\n", "; ") if (at := text.find(mark, span.end)) >= 0]
    return text[max(start, 0) : min(ends, default=len(text))]
