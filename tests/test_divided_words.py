"""A word that a line end divides is found in whichever of its two readings the lexicon knows."""

from __future__ import annotations

import pytest

from agreementlint.agreement.understand import divided_words, understand
from agreementlint.document import Block, BlockKind, Document, Format
from agreementlint.language.divided import reread
from agreementlint.language.lexicon import Lexicon
from agreementlint.language.tokens import tokenize
from agreementlint.terms import ConceptId
from agreementlint.text import PagePlace, Piece

LEXICON = Lexicon(
    {ConceptId("court-order"): ("court order",), ConceptId("prevent"): ("prevent",), ConceptId("kept"): ("keeps",)}, {}
)


def reading(text: str, *joints: int) -> list[str]:
    tokens, units = tokenize(text, LEXICON.stems, [(0, len(text))])
    tokens, units = reread(text, tokens, units, joints, LEXICON)
    assert units == [range(len(tokens))]
    assert all(text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True))
    return tokens.normals


@pytest.mark.parametrize(
    ("text", "halves", "words"),
    [
        ("a courtorder keeps it", ["order"], ["a", "court", "order", "keeps", "it"]),
        ("to pre-vent it", ["vent"], ["to", "prevent", "it"]),
        ("a courtorder and a courtorder", ["order"], ["a", "court", "order", "and", "a", "courtorder"]),
        ("to prevent it", ["vent"], ["to", "prevent", "it"]),
        ("a court-order", ["order"], ["a", "court", "-", "order"]),
        ("the paperwork", ["work"], ["the", "paperwork"]),
        ("keeps", [], ["keeps"]),
    ],
)
def test_the_other_reading_counts_where_only_its_words_are_known(
    text: str, halves: list[str], words: list[str]
) -> None:
    joints = sorted({text.index(half) for half in halves})
    assert [word for word in reading(text, *joints) if word != "-"] == [word for word in words if word != "-"]


def test_units_keep_their_words_when_one_before_them_is_read_anew() -> None:
    text = "a courtorder\nto pre-vent it\nkeeps"
    ranges = [(0, 12), (13, 27), (28, 33)]
    tokens, units = tokenize(text, LEXICON.stems, ranges)
    tokens, units = reread(text, tokens, units, [text.index("order"), text.index("vent")], LEXICON)
    assert [[tokens.normals[index] for index in unit] for unit in units] == [
        ["a", "court", "order"],
        ["to", "prevent", "it"],
        ["keeps"],
    ]


def page(*lines: str) -> Document:
    """A PDF of these words; those that end in a hyphen without a space are joined to the next."""
    text, pieces = "", list[Piece]()
    for number, word in enumerate(lines):
        start = len(text)
        text += word
        pieces.append(Piece(start, len(text), PagePlace(1, (float(number), 0.0, number + 1.0, 1.0))))
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    return Document("a.pdf", Format.PDF, text, (block,), tuple(pieces))


def test_a_word_of_two_places_was_divided() -> None:
    document = page("Where ", "a ", "court", "order ", "asks.")
    assert divided_words(document) == [document.text.index("order")]
    agreement = understand(document, LEXICON)
    assert [stem for stem in agreement.stems if stem in ("court", "order")] == ["court", "order"]
