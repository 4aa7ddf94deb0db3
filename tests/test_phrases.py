"""The lexicon finds phrases on stems, with choices, gaps and exact forms."""

from __future__ import annotations

import pickle
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreementlint.language import tokens as words
from agreementlint.language import wordtree
from agreementlint.language.lexicon import Lexicon
from agreementlint.language.phrases import BadPhrase, Spelling, parse
from agreementlint.language.tokens import Stems, tokenize
from agreementlint.language.tokensets import members
from agreementlint.language.wordtree import WordTree
from agreementlint.terms import ConceptId


def found(phrase: str, text: str) -> list[str]:
    concept = ConceptId("wanted")
    lexicon = Lexicon({concept: (phrase,)}, {})
    tokens, units = tokenize(text, lexicon.stems, [(0, len(text))])
    occurrences = lexicon.find(tokens, units)
    words = [
        (first, first + width - 1) for width, firsts in occurrences.words(concept).items() for first in members(firsts)
    ]
    phrases = [
        (stretches[0][0], stretches[-1][1] - 1)
        for row, openings in occurrences.rows(concept)
        for stretches in occurrences.stretches(row, openings, -1)
    ]
    return [text[tokens.starts[first] : tokens.ends[last]] for first, last in (*sorted(words), *phrases)]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("court order", "Two court orders came.", ["court orders"]),
        ("(court|tribunal) order", "a tribunal ordered it", ["tribunal ordered"]),
        ("order of [the] court", "an order of the court or order of court", ["order of the court", "order of court"]),
        ("keep ... confidential", "He kept all of it strictly confidential.", ["kept all of it strictly confidential"]),
        ("keep ... confidential", "Keep the notes; all is confidential.", []),
        ("keep ... confidential", "Keep one two three four five six seven confidential.", []),
        ("=coaching", "coach and coaching", ["coaching"]),
        ("organization", "the organisation's", ["organisation"]),
        ("recognizable", "no longer recognisable", ["recognisable"]),
        ("coach | client", "Coach | Client", ["Coach | Client"]),
        ("client 's fee", "the client’s fee", ["client’s fee"]),
        ("tell nobody", "I’ll tell nobody", ["tell nobody"]),
        ("do not share", "We don't share it", ["don't share"]),
        ("email", "by e-mail", ["e-mail"]),
        ("(e mails|e-mail|letter) account", "an email account", ["email account"]),
        ("cannot tell", "I cannot tell", ["cannot tell"]),
        ("(cannot (use|take)|no [more] access)", "you cannot take it; no access", ["cannot take", "no access"]),
        ("(a b|c) ... (d|e) (f|g)", "c x e g", ["c x e g"]),
        ("a ... b ... c", "a b x b c", ["a b x b c"]),
        (
            "a b c d e f g h i j k l ... m",
            "a b c d e f g h i j k l s t u v w x m",
            ["a b c d e f g h i j k l s t u v w x m"],
        ),
        ("a b c d e f g h i j k l ... m", "a b c d e f g h i j k l s t u v w x y m", []),
        ("(a|a b c) ... d", "z a b c r s t u v w d", ["a b c r s t u v w d"]),
        ("a ... (b|b c) ... d", "a b c d", ["a b c d"]),
        ("a ... (b|b c)", "a x b c", ["a x b"]),
    ],
)
def test_a_phrase_matches_what_it_says(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text) == expected


def test_a_long_row_of_choices_is_matched_without_being_multiplied() -> None:
    many = "(" + "|".join(f"w{letter}" for letter in "abcdefghijklmnop") + ")"
    phrase = f"{many} {many} {many}"
    assert len(parse(phrase, Spelling(Stems()))) == 1
    assert found(phrase, "so wa wp wc it is") == ["wa wp wc"]


@pytest.mark.parametrize("phrase", ["", "(a|b", "a ...", "... a", "[x]", "()", "(a|b]", "a)", "(a ... b|c) d"])
def test_a_phrase_that_says_nothing_is_refused_with_the_reason(phrase: str) -> None:
    with pytest.raises(BadPhrase):
        parse(phrase, Spelling(Stems()))


@pytest.mark.parametrize("before", range(4085, 4100))
def test_a_phrase_is_found_once_wherever_it_stands_in_a_long_text(before: int) -> None:
    text = "word " * before + "keep all of it strictly confidential"
    assert found("keep ... confidential", text) == ["keep all of it strictly confidential"]
    assert found("strictly confidential", text) == ["strictly confidential"]


def test_nothing_matches_across_two_units() -> None:
    lexicon = Lexicon({ConceptId("wanted"): ("court order", "court ... judge")}, {})
    tokens, units = tokenize("court order judge", lexicon.stems, [(0, 5), (6, 17)])
    assert not lexicon.find(tokens, units).concepts()


def test_the_words_of_an_included_concept_count_for_the_one_that_includes_it() -> None:
    outer, inner, inmost = ConceptId("outer"), ConceptId("inner"), ConceptId("inmost")
    lexicon = Lexicon({outer: (), inner: ("b",), inmost: ("c",)}, {outer: (inner,), inner: (inmost,)})
    tokens, units = tokenize("b c", lexicon.stems, [(0, 3)])
    occurrences = lexicon.find(tokens, units)
    assert {name: members(occurrences.words(name)[1]) for name in (outer, inner, inmost)} == {
        outer: [0, 1],
        inner: [0, 1],
        inmost: [1],
    }


WORDS = ("keep", "keeping", "kept", "note", "notes", "secret")
WORD = st.sampled_from([*WORDS, "=keeping", "=notes"])
ROW = st.lists(WORD, min_size=1, max_size=2).map(tuple)
CHOICE = st.tuples(st.lists(ROW, min_size=1, max_size=3).map(tuple), st.booleans())  # the options, whether it is needed
PHRASE = st.tuples(ROW, st.lists(CHOICE, max_size=3), ROW)


@given(st.lists(PHRASE, min_size=1, max_size=3), st.lists(st.sampled_from([*WORDS, "x"]), max_size=12), st.booleans())
def test_the_words_that_are_found_are_those_of_a_phrase_with_one_option_of_each_choice(
    phrases: list[tuple[tuple[str, ...], list[tuple[tuple[tuple[str, ...], ...], bool]], tuple[str, ...]]],
    words: list[str],
    kept: bool,
) -> None:
    text = " ".join(words)
    entries, expected = {}, {}
    for number, (first, choices, last) in enumerate(phrases):
        brackets = (
            f"{'(' if needed else '['}{'|'.join(map(' '.join, options))}{')' if needed else ']'}"
            for options, needed in choices
        )
        entries[ConceptId(f"c{number}")] = (" ".join((" ".join(first), *brackets, " ".join(last))),)
        ways = product((first,), *((*options, *(() if needed else ((),))) for options, needed in choices), (last,))
        expected[ConceptId(f"c{number}")] = {
            (start, len(row))
            for way in ways
            for row in [tuple(word for part in way for word in part)]
            for start in range(len(words) - len(row) + 1)
            if all(is_word(word, wanted) for word, wanted in zip(words[start:], row, strict=False))
        }
    lexicon = Lexicon(entries, {})
    if kept:  # as it comes from the cache
        lexicon = pickle.loads(pickle.dumps(lexicon))
    tokens, units = tokenize(text, lexicon.stems, [(0, len(text))])
    for _ in range(2):  # the second time from what the first one has worked out
        occurrences = lexicon.find(tokens, units)
        for concept, places in expected.items():
            by_width = occurrences.words(concept)
            assert {(first, width) for width, firsts in by_width.items() for first in members(firsts)} == places


def is_word(word: str, wanted: str) -> bool:
    stem = {"keeping": "keep", "kept": "keep", "notes": "note"}
    return word == wanted[1:] if wanted[0] == "=" else stem.get(word, word) == stem.get(wanted, wanted)


def test_what_one_text_has_worked_out_is_there_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = Lexicon({ConceptId("wanted"): ("keep (all|none) (of it|notes) secret", "keep ... notes")}, {})
    tokens, units = tokenize("keep all of it secret and keep none", lexicon.stems, [(0, 35)])
    grown: list[str] = []
    grow = WordTree._grown

    def counting(*arguments: object) -> object:
        grown.append("")
        return grow(*arguments)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(WordTree, "_grown", counting)
    lexicon.find(tokens, units)
    first = len(grown)
    lexicon.find(tokens, units)
    assert len(grown) == first
    assert 0 < first <= len(set(tokens.stems))  # where the text leads, and nowhere else


def test_what_texts_have_worked_out_is_bounded_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    concept = ConceptId("wanted")
    lexicon = Lexicon({concept: ("keep (all|none) of it secret",)}, {})
    tokens, units = tokenize("We keep none of it secret", lexicon.stems, [(0, 25)])
    first = lexicon.find(tokens, units).words(concept)
    monkeypatch.setattr(wordtree, "_MOST_BRANCHES", 0)
    seconds: list[str] = []
    work_out = WordTree._second

    def counting(tree: WordTree, letter: str, following: str) -> object:
        seconds.append(letter)
        return work_out(tree, letter, following)

    monkeypatch.setattr(WordTree, "_second", counting)
    assert lexicon.find(tokens, units).words(concept) == first != {}
    assert seconds  # what was known of it was given up


@pytest.mark.parametrize(
    ("one", "other"),
    [("objectives", "objection"), ("authority", "author"), ("author", "authorized"), ("department", "departing")],
)
def test_words_that_only_begin_alike_are_no_forms_of_each_other(one: str, other: str) -> None:
    assert Stems().forms(one)[1] != Stems().forms(other)[1]


def test_no_word_is_given_two_stems_of_its_own() -> None:
    source = Path(words.__file__).read_text("utf-8").partition("_STEMS = {")[2].partition("}.items()")[0]
    forms = [
        form for line in source.splitlines() if '": "' in line for form in line.split('": "')[1].strip('",').split()
    ]
    assert sorted(form for form in set(forms) if forms.count(form) > 1) == []
