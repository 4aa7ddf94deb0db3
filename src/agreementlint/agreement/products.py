"""Places that a text only names: "in Coachledger", "with Nubisk Cloud", a cell that says "Ledgerly"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from agreementlint.agreement.names import NO_NAME
from agreementlint.language.clause import Mentions
from agreementlint.language.tokens import Tokens
from agreementlint.terms import ConceptId

NAMED_PLACE = ConceptId("named-place")

_BEFORE = frozenset("in on into onto inside within with at to via through".split())
_WHOSE_OWN = frozenset("my our".split())
# What is written with a capital and is no system: references, languages, times, and terms of agreements.
_NO_SYSTEM = frozenset(word.lower() for word in NO_NAME) | frozenset(
    "annex appendix exhibit attachment chapter part paragraph article line english french german spanish dutch italian "
    "portuguese irish welsh writing confidence confidential personal i you we he she they it god easter christmas "
    "summer spring autumn winter week month year termination completion expiry request closing payment invoices "
    "recordings materials information mr mrs ms dr prof gdpr pipeda hipaa uk eu law".split()
)
_MOST_CELL_WORDS = 6


def named_places(
    text: str, tokens: Tokens, cells: Iterable[range], mentions: Mentions, knows: Callable[[str], bool]
) -> Iterator[tuple[ConceptId, int, int]]:
    """Where a name stands that may be that of a system: concept, first token and number of tokens.

    `cells` are the units that are cells of a table; a short one counts where no phrase has the word that it begins with.
    """
    starts, normals = tokens.starts, tokens.normals

    def is_name(index: int) -> bool:
        start = starts[index]
        capital = start < len(text) and text[start].isupper()
        return capital and normals[index] not in _NO_SYSTEM and index not in mentions

    for index, word in enumerate(normals[:-2]):
        if word in _BEFORE:
            first = index + 1 + (normals[index + 1] in _WHOSE_OWN)
            if is_name(first) and text[starts[index] : starts[index] + 1].islower():
                yield NAMED_PLACE, first, 1
    for cell in cells:
        if 0 < len(cell) <= _MOST_CELL_WORDS and is_name(cell.start) and not knows(tokens.stems[cell.start]):
            yield NAMED_PLACE, cell.start, 1
