"""Shared passages are found from a guaranteed length on, and what all were given does not count."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreementlint.similarity.in_class import compare_class
from agreementlint.similarity.passages import base_of, own_words_shared, printed, shared
from agreementlint.similarity.winnowing import Winnowing, fingerprints, group_hashes, words_of

SMALL = Winnowing(group=3, window=3)
WORDS = st.lists(st.sampled_from("abcd"), max_size=30)


def invented(seed: int, count: int) -> str:
    """Words that no other seed has."""
    return " ".join(f"w{seed}x{number}" for number in random.Random(seed).sample(range(10_000), count))


# The worked example of the paper: hashes of "adorunrunrunadorunrun" and the fingerprints of windows of four.
def test_the_fingerprints_are_those_of_the_papers_example() -> None:
    hashes = [77, 74, 42, 17, 98, 50, 17, 98, 8, 88, 67, 39, 77, 74, 42, 17, 98]
    assert [(hashes[place], place) for place in fingerprints(hashes, 4)] == [
        (17, 3),
        (17, 6),
        (8, 8),
        (39, 11),
        (17, 15),
    ]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.integers(1, 9))
@settings(max_examples=150, deadline=None)
def test_every_window_has_its_smallest_hash_among_the_fingerprints(hashes: list[int], window: int) -> None:
    chosen = set(fingerprints(hashes, window))
    for start in range(max(1, len(hashes) - window + 1)):
        inside = range(start, min(start + window, len(hashes)))
        smallest = min(hashes[place] for place in inside)
        assert any(place in chosen and hashes[place] == smallest for place in inside)


@given(WORDS, WORDS, st.lists(st.sampled_from("abcd"), max_size=8))
@settings(max_examples=150, deadline=None)
def test_what_both_hold_in_as_many_words_as_the_guarantee_says_is_always_found(
    first: list[str], second: list[str], given_to_all: list[str]
) -> None:
    base = base_of([" ".join(given_to_all)], SMALL)
    one, other = (printed(" ".join(words), base, SMALL) for words in (first, second))
    found = [(each.first.start // 2, (each.first.end + 1) // 2) for each in shared(one, other, SMALL)]
    size = SMALL.guarantee
    there = {tuple(second[start : start + size]) for start in range(len(second) - size + 1)}
    for start in range(len(first) - size + 1):
        passage = first[start : start + size]
        if tuple(passage) in there and not base & set(group_hashes(passage, SMALL.group)):
            assert any(begin < start + size and end > start for begin, end in found), passage


@given(WORDS, WORDS)
@settings(max_examples=60, deadline=None)
def test_a_passage_is_word_for_word_the_same_in_both_and_never_shorter_than_a_group(
    first: list[str], second: list[str]
) -> None:
    one, other = " ".join(first), " ".join(second)
    ready, theirs = printed(one, frozenset(), SMALL), printed(other, frozenset(), SMALL)
    for each in shared(ready, theirs, SMALL):
        assert each.first.of(one) == each.second.of(other)
        assert each.words == each.own == len(each.first.of(one).split()) >= SMALL.group
    assert 0 <= own_words_shared(ready, theirs, SMALL) <= ready.own_words


def test_case_signs_line_ends_and_kinds_of_apostrophes_do_not_hide_a_passage() -> None:
    assert (
        words_of("The COACH’s notes,\n(kept) — ﬁve years").words == words_of("the coach's notes kept five Years").words
    )
    assert words_of("Ab, c").spans[1].of("Ab, c") == "c"


SAMPLE = invented(1, 200)
OWN = [invented(seed, 60) for seed in range(2, 9)]
COPIED = invented(99, 20)


def test_the_sample_agreement_that_all_began_with_is_not_counted() -> None:
    texts = {"ann": f"{SAMPLE} {OWN[0]}", "bob": f"{OWN[1]} {SAMPLE}"}
    assert compare_class(texts, [SAMPLE]).pairs == ()
    (pair,) = compare_class(texts).pairs
    assert (pair.first, pair.second) == ("ann", "bob")
    assert pair.share == pytest.approx(200 / 260)


def test_a_passage_of_ones_own_is_found_with_its_places_beside_a_sample_that_is_not() -> None:
    ann, bob = f"{SAMPLE} {COPIED}. {OWN[0]}", f"{OWN[1]} {SAMPLE} {OWN[2]}\n\n{COPIED.upper()}"
    (pair,) = compare_class({"bob": bob, "ann": ann}, [SAMPLE]).pairs
    (passage,) = pair.passages
    assert passage.first.of(ann) == COPIED
    assert passage.second.of(bob) == COPIED.upper()
    assert (passage.words, passage.own) == (20, 20)
    assert (pair.first_share, pair.second_share) == pytest.approx((20 / 80, 20 / 140))


def test_a_name_that_both_filled_into_the_sample_is_not_a_passage_of_their_own() -> None:
    head, tail = SAMPLE[: len(SAMPLE) // 2], SAMPLE[len(SAMPLE) // 2 :]
    texts = {"ann": f"{head} Maria Lopez {tail} {OWN[0]}", "bob": f"{head} Maria Lopez {tail} {OWN[1]}"}
    assert compare_class(texts, [f"{head} ____ {tail}"]).pairs == ()


def test_what_a_quarter_of_the_class_shares_comes_from_a_source_that_all_have() -> None:
    texts = {f"student {number}": f"{own} {COPIED}" for number, own in enumerate(OWN)}
    found = compare_class(texts)
    assert (found.pairs, found.common_from, found.compared) == ((), 5, 7)
    assert len(compare_class(texts, common_from=8).pairs) == 21


def test_the_pairs_that_share_most_come_first_whatever_the_order_of_the_texts() -> None:
    texts = {
        "a": f"{COPIED} {OWN[0]}",
        "b": f"{COPIED} {OWN[1]}",
        "c": f"{OWN[2]} {OWN[3]}",
        "d": f"{OWN[2]} {OWN[4]}",
    }
    found = compare_class(texts)
    assert [(pair.first, pair.second) for pair in found.pairs] == [("c", "d"), ("a", "b")]
    assert compare_class(dict(reversed(texts.items()))) == found


def test_a_text_of_one_word_again_and_again_takes_no_longer() -> None:
    """Quadratic work would be 400 million steps here."""
    same = "a " * 20_000
    one = printed(same, frozenset(), Winnowing())
    (passage,) = shared(one, one, Winnowing())
    assert passage.words == 20_000


def test_texts_too_short_for_a_group_share_nothing() -> None:
    assert compare_class({"a": "one two three", "b": "one two three", "c": ""}).pairs == ()
