"""Places that a text only names: "in Coachledger", "with Nubisk Cloud", a cell that says "Ledgerly"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from agreementlint.agreement.names import NO_NAME
from agreementlint.language.clause import Mentions
from agreementlint.language.tokens import Tokens
from agreementlint.terms import ConceptId

NAMED_PLACE = ConceptId("named-place")

_BEFORE = frozenset("in on into onto inside within to".split())
# What stands behind these is as often a person ("with Anna", "via Anna Berg"): the name has to look like a product's.
_BEFORE_ANYBODY = frozenset("with at via through".split())
_PRODUCT_TAILS = frozenset("cloud drive vault box suite workspace app docs storage hosting server servers crm".split())
_WHOSE_OWN = frozenset("my our".split())
# What is written with a capital and is no system: references, languages, times, and terms of agreements.
_NO_SYSTEM = frozenset(word.lower() for word in NO_NAME) | frozenset(
    "annex appendix exhibit attachment chapter part paragraph article line english french german spanish dutch italian "
    "portuguese irish welsh writing confidence confidential personal i you we he she they it god easter christmas "
    "summer spring autumn winter week month year termination completion expiry request closing payment invoices "
    "recordings materials information mr mrs ms dr prof gdpr pipeda hipaa uk eu law".split()
)
# Notes are kept "in Arabic", "in Europe" or "in Pitman shorthand" without a word on the system or room where they lie.
_TONGUES = frozenset(
    "arabic amharic icelandic gaelic cyrillic latin greek hebrew yiddish mandarin cantonese hindi urdu bengali punjabi "
    "tamil thai malay korean farsi persian swahili zulu xhosa afrikaans russian ukrainian norwegian hungarian romanian "
    "bulgarian serbian croatian slovenian estonian latvian lithuanian albanian armenian georgian indonesian "
    "macedonian czech slovak catalan basque braille gregg pitman teeline morse".split()
)
_TONGUE_ENDS = ("ese", "ish")
_LANDS_AND_TOWNS = frozenset(
    "europe asia africa america australia canada mexico brazil argentina chile india china japan korea singapore "
    "malaysia indonesia thailand vietnam philippines israel turkey egypt nigeria kenya ghana uganda russia ukraine "
    "england scotland wales ireland britain france germany austria switzerland italy spain portugal greece cyprus "
    "malta belgium netherlands holland luxembourg denmark sweden norway finland iceland poland hungary romania "
    "bulgaria croatia serbia slovenia slovakia czechia estonia latvia lithuania london paris berlin munich hamburg "
    "cologne vienna zurich geneva basel bern rome milan madrid barcelona lisbon porto athens brussels antwerp "
    "amsterdam rotterdam utrecht copenhagen stockholm oslo helsinki warsaw prague budapest bucharest sofia zagreb "
    "tallinn riga vilnius edinburgh glasgow cardiff belfast manchester birmingham leeds bristol oxford cambridge "
    "boston chicago seattle houston dallas atlanta toronto montreal vancouver sydney melbourne auckland wellington "
    "mumbai delhi tokyo beijing shanghai nairobi lagos accra cairo johannesburg".split()
)
_MANNERS = frozenset("shorthand font type script style language alphabet letters format notation code".split())
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

    def is_like_a_product(index: int) -> bool:
        # A capital within tells "SimplePractice" and "Box2" from "Anna"; "HR" and "DPO" are people, too.
        written = text[starts[index] : starts[index] + len(normals[index])]
        camel = written[1:] != written[1:].lower() and not written.isupper()
        tail = index + 1 < len(normals) and normals[index + 1] in _PRODUCT_TAILS
        return camel or tail or any(letter.isdigit() for letter in written)

    def is_somewhere(index: int) -> bool:
        word = normals[index]
        manner = index + 1 < len(normals) and normals[index + 1] in _MANNERS
        return not (manner or word in _TONGUES or word in _LANDS_AND_TOWNS or word.endswith(_TONGUE_ENDS))

    for index, word in enumerate(normals[:-2]):
        if word in _BEFORE or word in _BEFORE_ANYBODY:
            first = index + 1 + (normals[index + 1] in _WHOSE_OWN)
            if not (is_name(first) and text[starts[index] : starts[index] + 1].islower()):
                continue
            if is_like_a_product(first) or (word in _BEFORE and is_somewhere(first)):
                yield NAMED_PLACE, first, 1
    for cell in cells:
        if 0 < len(cell) <= _MOST_CELL_WORDS and is_name(cell.start) and not knows(tokens.stems[cell.start]):
            yield NAMED_PLACE, cell.start, 1
