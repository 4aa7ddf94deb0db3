"""Phrases in plain words: how a lexicon entry is written, and what it is made of.

A phrase is a row of words, matched on their stems. `(a|b c)` is a choice, `[word]` may be absent,
choices may stand in each other, `...` stands for up to six words between, `=word` is that very form and no other of the same stem.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import NamedTuple

from agreementlint.language.tokens import Stems
from agreementlint.latepattern import LatePattern

WIDEST_GAP = 6
_MOST_FORMS = 128  # of one segment; a longer row of choices becomes several segments side by side
_MOST_VARIANTS = 16
_BRACKET = LatePattern(r"[()[\]]")
_FIRST_LETTER, _SURROGATES, _BEYOND = 0x100, 0xD800, 0x10000 - 0xD800  # the short letters first


class BadPhrase(ValueError):
    """A phrase that cannot be understood; the message says why."""


# Words that follow each other directly, as a `Spelling` writes them: thousands of them are joined and compared.
Words = str


class Segment(NamedTuple):
    """A stretch of a phrase: any one of these words, at most `gap` tokens behind the segment before."""

    parts: tuple[Words, ...]
    gap: int


Phrase = tuple[Segment, ...]
_Choices = tuple[str, ...]


class Spelling:
    """Writes each stem as a single letter, and behind `=` the form that is demanded, if one is, as another one.

    `letters` are those of the stems, for writing a text in the same way.
    """

    __slots__ = ("_forms", "_named", "_stems", "_written", "letters")

    def __init__(self, stems: Stems) -> None:
        self._stems = stems
        self._forms: dict[str, str] = {}
        self._named: tuple[str, ...] = ()
        self._written: dict[str, Words] = {}
        self.letters: dict[str, str] = {}

    def written(self, option: str) -> Words:
        """The words of an option; empty where it has none."""
        known = self._written.get(option)
        if known is None:
            known = self._written[option] = "".join([self._word(word) for word in option.split()])
        return known

    def _word(self, word: str) -> Words:
        rows, letters, forms = self._stems.row, self.letters, self._forms
        if word[0] == "=" and len(word) > 1:
            return "".join([f"{_letter(letters, stem)}={_letter(forms, form)}" for form, stem in rows(word[1:])])
        return "".join([_letter(letters, stem) for _, stem in rows(word)])

    def divided(self, words: Words) -> tuple[Words, tuple[int, ...], str]:
        """Words without the forms that are demanded; which of the words these stand behind, and the forms."""
        if len(self._named) < len(self._forms):
            self._named = tuple(self._forms)
        first, *behind = words.split("=")
        plain, at, forms = first, [], []
        for each in behind:
            at.append(len(plain) - 1)
            forms.append(self._named[number_of(each[0])])
            plain += each[1:]
        return plain, tuple(at), " ".join(forms)


def width_of(words: Words) -> int:
    """How many words these are."""
    return len(words) - 2 * words.count("=")


def _letter(letters: dict[str, str], name: str) -> str:
    """The letter of a stem or a form, in its own alphabet; a new one gets the next."""
    known = letters.get(name)
    if known is None:
        known = letters[name] = letter_of(len(letters))
    return known


def letter_of(number: int) -> str:
    """The letter with a number in an alphabet of ours, which has none below the 256th of Unicode."""
    code = _FIRST_LETTER + number
    return chr(code if code < _SURROGATES else code + _BEYOND)


def number_of(letter: str) -> int:
    """The number of a letter in its alphabet."""
    code = ord(letter)
    return (code if code < _SURROGATES else code - _BEYOND) - _FIRST_LETTER


def parse(text: str, spelling: Spelling) -> tuple[Phrase, ...]:
    """What a phrase stands for: usually one row of segments. Raises BadPhrase."""
    runs: list[list[_Choices]] = [[]]
    for piece in _pieces(text):
        if piece[0] == "(":
            runs[-1].append(_options(piece[1:-1], text))
        elif piece[0] == "[":
            runs[-1].append((*_options(piece[1:-1], text), ""))
        elif "..." not in piece:
            runs[-1].append((piece,))
        else:
            for word in piece.split():
                if word == "...":
                    runs.append([])
                else:
                    runs[-1].append((word,))
    # What may be absent at either end of a run changes nothing in what is found.
    for run in runs:
        while run and "" in run[0]:
            run.pop(0)
        while run and "" in run[-1]:
            run.pop()
        if not run:
            raise BadPhrase(
                f"{text!r} has nothing before or after '...'" if len(runs) > 1 else f"{text!r} has no words"
            )
    if len(runs) == 1:
        return tuple(_run_variants(runs[0], spelling, False, text))
    return tuple(
        tuple(segment for run in variant for segment in run)
        for variant in product(*(_run_variants(run, spelling, index > 0, text) for index, run in enumerate(runs)))
    )


def _pieces(text: str) -> Iterator[str]:
    """The plain words and gaps, and the bracketed choices of a phrase with their brackets. Raises BadPhrase."""
    if not _BRACKET.search(text):
        if text and not text.isspace():
            yield text
        return
    open_brackets: list[str] = []
    start = 0
    for bracket in _BRACKET.finditer(text):
        index, character = bracket.start(), bracket.group()
        if character in "([":
            if not open_brackets:
                if index > start and not text[start:index].isspace():
                    yield text[start:index].strip()
                start = index
            open_brackets.append(")" if character == "(" else "]")
        else:
            if not open_brackets or open_brackets.pop() != character:
                raise BadPhrase(f"unbalanced bracket in {text!r}")
            if not open_brackets:
                yield text[start : index + 1]
                start = index + 1
    if open_brackets:
        raise BadPhrase(f"unbalanced bracket in {text!r}")
    if not text[start:].isspace() and start < len(text):
        yield text[start:].strip()


def _options(inside: str, whole: str) -> _Choices:
    """The options of a choice in plain words; a choice inside an option is multiplied out. Raises BadPhrase."""
    if not _BRACKET.search(inside):
        options = [" ".join(option.split()) for option in inside.split("|")]
    else:
        options = list(_multiplied(inside, whole))
    if len(options) > _MOST_FORMS:
        raise BadPhrase(f"{whole!r} has a choice of {len(options)} forms; at most {_MOST_FORMS} are allowed")
    if any("..." in option for option in options):
        raise BadPhrase(f"{whole!r} has a gap inside a choice: write two phrases")
    return tuple(options)


def _multiplied(inside: str, whole: str) -> Iterator[str]:
    """The options of a choice in which further choices stand. Raises BadPhrase."""
    depth = start = 0
    for index, character in enumerate(f"{inside}|"):
        depth += (character in "([") - (character in ")]")
        if character == "|" and not depth:
            parts = [
                (piece,)
                if piece[0] not in "(["
                else (*_options(piece[1:-1], whole), *(("",) if piece[0] == "[" else ()))
                for piece in _pieces(inside[start:index])
            ]
            yield from (" ".join(filter(None, words)) for words in product(*parts))
            start = index + 1


def _run_variants(run: list[_Choices], spelling: Spelling, behind_gap: bool, text: str) -> list[tuple[Segment, ...]]:
    """The ways to divide a run into segments that no empty form is left of."""
    written = spelling.written
    gap = WIDEST_GAP if behind_gap else 0
    variants: list[tuple[Segment, ...]] = [()]
    for group in _groups(run):
        options = [[written(choice) for choice in choices] for choices in group]
        forms = options[0]
        for more in options[1:]:
            forms = [form + option for form in forms for option in more]
        absent = all("" in each for each in options)  # whether nothing of it needs to be there
        if absent and any("" not in choices or not all(map(written, filter(None, choices))) for choices in group):
            raise BadPhrase(f"{text!r} has a choice without words")
        parts = tuple(dict.fromkeys(filter(None, forms)))
        with_it = [(*row, Segment(parts, 0 if row else gap)) for row in variants]
        variants = with_it + variants if absent else with_it
    if len(variants) > _MOST_VARIANTS:
        raise BadPhrase(f"{text!r} has too many choices: divide it")
    return variants


def _groups(run: list[_Choices]) -> list[list[_Choices]]:
    """A run in stretches that have not too many forms each."""
    if prod(map(len, run)) <= _MOST_FORMS:
        return [run]
    groups: list[list[_Choices]] = [[]]
    size = 1
    for choices in run:
        if groups[-1] and size * len(choices) > _MOST_FORMS:
            groups.append([])
            size = 1
        groups[-1].append(choices)
        size *= len(choices)
    return groups
