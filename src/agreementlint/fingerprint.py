"""What stays the same of a problem when the rest of its document changes: its rule, its section and its words."""

from __future__ import annotations

from bisect import bisect_right

from agreementlint.agreement.model import Agreement
from agreementlint.terms import RuleId
from agreementlint.text import Span
from agreementlint.values import dataclass
from agreementlint.verdict import Problem


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The key of a problem in its document; section and words are empty where a clause is missing."""

    rule: RuleId
    section: str
    words: str


def fingerprint(agreement: Agreement, rule: RuleId, problem: Problem) -> Fingerprint:
    """The key of a problem that a rule found."""
    if not problem.evidence:
        return Fingerprint(rule, "", "")
    quotes = [agreement.quote(span) for span in problem.evidence]
    return Fingerprint(rule, section_of(agreement, problem.evidence[0]), hash_of(" ".join(quotes)))


def section_of(agreement: Agreement, span: Span) -> str:
    """The headings above a span, outermost first, each with single spaces: "Records > Disposal"."""
    index = section_at(agreement, span)
    if index < 0:
        return ""
    indices = (*agreement.sections[index].path, index)
    return " > ".join(" ".join(agreement.quote(agreement.sections[each].heading).split()) for each in indices)


def section_at(agreement: Agreement, span: Span) -> int:
    """The number of the innermost section that a span stands in, -1 before the first heading."""
    index = bisect_right(agreement.statements, span.start, key=lambda statement: statement.span.start) - 1
    return agreement.statements[index].section if index >= 0 else -1


def hash_of(words: str) -> str:
    """Sixteen hexadecimal digits for words, whatever their case, spaces, quotes and other signs."""
    from hashlib import blake2b

    plain = " ".join("".join(each if each.isalnum() else " " for each in words.casefold()).split())
    return blake2b(plain.encode("utf-8", errors="surrogatepass"), digest_size=8).hexdigest()
