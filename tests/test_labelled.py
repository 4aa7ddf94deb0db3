"""Facts about labels with nothing behind them: "Conflicts of interest: none known" denies what the label names."""

from __future__ import annotations

import pytest

from agreementlint.agreement.understand import understand
from agreementlint.language.lexicon import Lexicon
from agreementlint.readers import read_document
from agreementlint.terms import ConceptId, Kind, Polarity

TIES = ConceptId("ties")
LEXICON = Lexicon({TIES: ("ties",)}, {})


def polarity(text: str) -> Polarity:
    hits = understand(read_document("case.md", text.encode()), LEXICON, Kind.TWO_PARTY).mentions[TIES]
    return next(hit.polarity for places in hits.values() for hit in places)


@pytest.mark.parametrize(
    "text",
    [
        "Ties to the firm: none",
        "Ties to the firm: none known.",
        "Ties – none at present",
        "Ties to the firm: none that I know of",
        "Gifts and ties: never.",
    ],
)
def test_a_label_is_denied_that_has_none_behind_it(text: str) -> None:
    assert polarity(text) is Polarity.NEGATED


@pytest.mark.parametrize(
    "text",
    [
        "Ties to the firm: none of your business",  # none of something else
        "Ties to the firm: none will be hidden",  # a sentence that goes on
        "Ties to the firm: never hidden",
        "Ties to the firm: two",
        "Ties: the firm, a lawyer: none",  # behind another label
    ],
)
def test_a_label_is_not_denied_by_what_says_more(text: str) -> None:
    assert polarity(text) is Polarity.PLAIN
