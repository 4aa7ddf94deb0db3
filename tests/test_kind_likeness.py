"""Where no cue shows what a document is, the words of documents of each kind do; what is about something else stays so."""

from __future__ import annotations

import pytest

from agreementlint.agreement.kind_likeness import (
    WORDS_OF_THE_KIND,
    arrangement_by_words,
    likelihoods,
    subject_by_words,
    weighed,
)
from agreementlint.agreement.understand import understand
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.terms import Kind

EVEN = dict.fromkeys(Kind, 1 / len(Kind))


def test_likelihoods_of_any_text_make_one() -> None:
    for stems in ([], ["coach"], ["ward", "manag", "coach", "colleagu"] * 9):
        assert sum(likelihoods(stems).values()) == pytest.approx(1)


def test_a_word_said_often_counts_less_than_in_proportion_and_a_long_text_no_more_than_a_short_one() -> None:
    known = {"fee", "note"}
    assert weighed(["fee", "note", "rain"], known) == pytest.approx({"fee": 0.5**0.5, "note": 0.5**0.5})
    often = weighed(["fee"] * 10 + ["note"], known)
    assert 1 < often["fee"] / often["note"] < 10
    assert weighed(["rain"], known) == {}


def test_what_the_cues_came_to_stays_unless_the_words_speak_clearly_for_something_else() -> None:
    assert arrangement_by_words(EVEN) is Kind.TWO_PARTY
    assert arrangement_by_words({**EVEN, Kind.MENTOR: 0.8}) is Kind.MENTOR
    assert arrangement_by_words({**EVEN, Kind.OTHER: 0.9}) is Kind.TWO_PARTY


def test_a_text_that_is_not_unlike_something_else_is_no_agreement() -> None:
    assert subject_by_words({**EVEN, Kind.OTHER: 0.31, Kind.GROUP: 0.6}) is Kind.OTHER
    assert subject_by_words({**EVEN, Kind.OTHER: 0.05, Kind.GROUP: 0.8}) is Kind.GROUP


NOTES = """Tuesday

- On the phone with Ines, every second week, three quarters of an hour, from March until it is enough.
- Bring what is on your mind. She asks, you think. She has no opinion on your figures.
- Nothing of it goes further. If she fears for your life or for somebody else's, she rings for help and tells you.
- She jots down words on a card and burns the card when the two of you have finished.
- The guild settles her bill. It hears how often you spoke and not about what.
- Want to stop? Say so. The guild gets back what was not used.
- You have both read this, and the guild's treasurer as well, and said yes to it before the first call.
"""


def test_notes_that_never_say_what_they_are_are_known_by_their_words() -> None:
    agreement = understand(read_document("notes.md", NOTES.encode()), load_rules().lexicon)
    assert agreement.kind is Kind.SPONSORED
    assert WORDS_OF_THE_KIND in agreement.kind_evidence
