"""Capitalised roles and terms that nobody introduced, and terms that were defined and never used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from agreementlint.agreement.model import Agreement
from agreementlint.checks.capitals import (
    MOST_TERMS,
    defined_terms,
    defines_its_terms,
    heading_spans,
    is_introduced,
    role_drifts,
    stem_of,
    terms_in_use,
)
from agreementlint.document import Format
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Confidence, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Held, Problem, Verdict, Violated

_MOST = 3
_MANY = 3  # so many definitions show that the document means to define all of its terms
_GUESSED = frozenset({Format.TEXT, Format.PDF})
_REDACTED = "[*"
_TERM = LatePattern(r"[A-Z][\w&'’/-]*(?: [\w&'’/-]+){0,5}$")
_QUOTED = LatePattern(r"[\"“]([^\"”\n]{1,60})[\"”]")


def check(agreement: Agreement) -> Verdict:
    """Violated by each term that is used as if it were defined, and by each that is defined for nothing."""
    if not defines_its_terms(agreement):
        return Held(())
    problems = (*_undefined(agreement), *_unused(agreement))
    return Violated(problems) if problems else Held(())


def _undefined(agreement: Agreement) -> Iterator[Problem]:
    headings = heading_spans(agreement)
    defined = {term.lower() for term in defined_terms(agreement)}
    drifting = {other for _, other, _ in role_drifts(agreement)}
    for term, places in terms_in_use(agreement).items():
        if term == "Term" and "term of th" in agreement.document.text:
            continue
        if term in drifting or _is_built_on(term, defined) or is_introduced(term, agreement, headings):
            continue
        yield Problem(
            Shortfall.DEFECT,
            f"“the {term}” is spoken of as if it were known, but is nowhere introduced",
            tuple(places[:_MOST]),
            confidence=_sureness(agreement, len(places), len(defined)),
        )


def _is_built_on(term: str, defined: set[str]) -> bool:
    """Whether a term is defined, or put together with one that is ("the Client Records")."""
    words = term.lower().split()
    parts = {" ".join(words[first:last]) for first in range(len(words)) for last in range(first + 1, len(words) + 1)}
    return any(part in defined or part.removesuffix("s") in defined or f"{part}s" in defined for part in parts)


def _sureness(agreement: Agreement, times: int, definitions: int) -> Confidence:
    if times == 1:
        return Confidence.LOW
    sure = agreement.document.format not in _GUESSED and definitions >= _MANY and not agreement.document.unread
    return Confidence.HIGH if sure else Confidence.MEDIUM


def _unused(agreement: Agreement) -> Iterator[Problem]:
    """Terms that stand nowhere but where they are defined."""
    text = agreement.document.text
    if _REDACTED in text or agreement.document.unread:
        return  # what cannot be read may use them
    small = text.lower()
    labels = {party.label.lower() for party in agreement.parties}
    for name, place in islice(defined_terms(agreement).items(), MOST_TERMS):
        term = name.strip(" ,.")
        if len(term) < 4 or not _TERM.match(term) or term.isupper() or term.lower() in labels:
            continue
        stem = stem_of(term.lower())
        if small.count(stem) == 1 and not (" " in stem and _stands_again(stem, small)):
            inside = _QUOTED.search(text, place.start, place.end)
            span = Span(*inside.span()) if inside else place
            message = f"“{term}” is defined and never used"
            yield Problem(Shortfall.DEFECT, message, (span,), confidence=Confidence.LOW)


def _stands_again(term: str, text: str) -> bool:
    """Whether a term of several words stands elsewhere with a line end or a second space between them."""
    return len(re.findall(r"\s+".join(map(re.escape, term.split())), text)) > 1
