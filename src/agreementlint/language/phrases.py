"""Phrases in plain words: how a lexicon entry is written, and what it is made of.

A phrase is a row of words, matched on their stems. `(a|b c)` is a choice, `[word]` may be absent,
choices may stand in each other, `...` stands for up to six words between, `=word` is that very form and no other of the same stem.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from agreementlint.language.tokens import Stems
from agreementlint.latepattern import LatePattern

WIDEST_GAP = 6
_MOST_FORMS = 128  # of one segment; a longer row of choices becomes several segments side by side
_MOST_VARIANTS = 16
_BRACKET = LatePattern(r"[()[\]]")


class BadPhrase(ValueError):
    """A phrase that cannot be understood; the message says why."""


# Words that follow each other directly: the stem of each, and behind "=" the form that is demanded, if one is.
Words = tuple[str, ...]


class Segment(NamedTuple):
    """A stretch of a phrase: any one of these words, at most `gap` tokens behind the segment before."""

    parts: tuple[Words, ...]
    gap: int


Phrase = tuple[Segment, ...]
_Choices = tuple[str, ...]


def parse(text: str, stems: Stems) -> tuple[Phrase, ...]:
    """What a phrase stands for: usually one row of segments. Raises BadPhrase."""
    runs: list[list[_Choices]] = [[]]
    for piece in _pieces(text):
        if piece == "...":
            runs.append([])
        elif piece[0] == "(":
            runs[-1].append(_options(piece[1:-1], text))
        elif piece[0] == "[":
            runs[-1].append((*_options(piece[1:-1], text), ""))
        else:
            runs[-1].append((piece,))
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
    return tuple(
        tuple(segment for run in variant for segment in run)
        for variant in product(*(_run_variants(run, stems, index > 0, text) for index, run in enumerate(runs)))
    )


def _pieces(text: str) -> Iterator[str]:
    """The words, gaps and bracketed choices of a phrase, choices with their brackets. Raises BadPhrase."""
    open_brackets: list[str] = []
    start = 0
    for bracket in _BRACKET.finditer(text):
        index, character = bracket.start(), bracket.group()
        if character in "([":
            if not open_brackets:
                yield from text[start:index].split()
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
    yield from text[start:].split()


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


def _run_variants(run: list[_Choices], stems: Stems, behind_gap: bool, text: str) -> list[tuple[Segment, ...]]:
    """The ways to divide a run into segments that no empty form is left of."""
    groups: list[list[_Choices]] = [[]]
    size = 1
    for choices in run:
        if groups[-1] and size * len(choices) > _MOST_FORMS:
            groups.append([])
            size = 1
        groups[-1].append(choices)
        size *= len(choices)
    variants: list[tuple[Segment, ...]] = [()]
    for group in groups:
        forms: list[Words] = [()]
        silent: list[set[str]] = []
        for choices in group:
            options = {choice: _words(choice, stems) for choice in choices}
            forms = [form + option for form in forms for option in options.values()]
            silent.append({choice for choice, option in options.items() if not option})
        if all(silent) and silent != [{""}] * len(group):
            raise BadPhrase(f"{text!r} has a choice without words")
        parts = tuple(dict.fromkeys(filter(None, forms)))
        with_it = [(*row, Segment(parts, WIDEST_GAP if not row and behind_gap else 0)) for row in variants]
        variants = with_it + (variants if all(silent) else [])
    if len(variants) > _MOST_VARIANTS:
        raise BadPhrase(f"{text!r} has too many choices: divide it")
    return variants


def _words(option: str, stems: Stems) -> Words:
    found: list[str] = []
    for word in option.split():
        if word[0] == "=" and len(word) > 1:
            found += [f"{stem}={normal}" for normal, stem in stems.row(word[1:])]
        else:
            found += [stem for _, stem in stems.row(word)]
    return tuple(found)
