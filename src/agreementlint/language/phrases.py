"""Phrases in plain words: how a lexicon entry is written, and what it is made of.

A phrase is a row of words, matched on their stems. `(a|b c)` is a choice, `[word]` may be absent,
choices may stand in each other, `...` stands for up to six words between, `=word` is that very form and no other of the same stem.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from agreementlint.language.tokens import Stems, words_of

WIDEST_GAP = 6
_MOST_FORMS = 128  # of one segment; a longer row of choices becomes several segments side by side
_MOST_VARIANTS = 16


class BadPhrase(ValueError):
    """A phrase that cannot be understood; the message says why."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that follow each other directly: their stems, and the exact form where one is demanded."""

    stems: tuple[str, ...]
    exact: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a phrase: any one of its parts, at most `gap` tokens behind the segment before."""

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
    for index, character in enumerate(f"{text} "):
        if character in "([":
            if not open_brackets:
                yield from text[start:index].split()
                start = index
            open_brackets.append(")" if character == "(" else "]")
        elif character in ")]":
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
    options: list[str] = []
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
            options += [" ".join(filter(None, words)) for words in product(*parts)]
            start = index + 1
    if len(options) > _MOST_FORMS:
        raise BadPhrase(f"{whole!r} has a choice of {len(options)} forms; at most {_MOST_FORMS} are allowed")
    if any("..." in option for option in options):
        raise BadPhrase(f"{whole!r} has a gap inside a choice: write two phrases")
    return tuple(options)


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
        forms = {" ".join(filter(None, words)) for words in product(*group)}
        parts = tuple(dict.fromkeys(_part(form, stems, text) for form in sorted(forms) if form))
        with_it = [(*row, Segment(parts, WIDEST_GAP if not row and behind_gap else 0)) for row in variants]
        variants = with_it + (variants if "" in forms else [])
    if len(variants) > _MOST_VARIANTS:
        raise BadPhrase(f"{text!r} has too many choices: divide it")
    return variants


def _part(form: str, stems: Stems, whole: str) -> Words:
    part_stems: list[str] = []
    exact: list[tuple[int, str]] = []
    for word in form.split():
        demanded = word.startswith("=") and len(word) > 1
        for normal, stem in words_of(word[1:] if demanded else word, stems):
            if demanded:
                exact.append((len(part_stems), normal))
            part_stems.append(stem)
    if not part_stems:
        raise BadPhrase(f"{whole!r} has a choice without words")
    return Words(tuple(part_stems), tuple(exact))
