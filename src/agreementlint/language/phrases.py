"""Phrases in plain words: how a lexicon entry is written, and what it expands to.

A phrase is a row of words, matched on their stems. `(a|b c)` is a choice, `[word]` may be absent,
`...` stands for up to six words between, `=word` is that very form and no other of the same stem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from agreementlint.language.tokens import Stems, words_of

WIDEST_GAP = 6
MOST_FORMS = 1000


class BadPhrase(ValueError):
    """A phrase that cannot be understood; the message says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words that follow each other directly: their stems, and the exact form where one is demanded."""

    stems: tuple[str, ...]
    exact: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One expanded form of a phrase: its parts, divided by gaps."""

    parts: tuple[Part, ...]


_PIECE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|(\.\.\.)|([^()\[\]\s]+)")


def expand(text: str, stems: Stems) -> tuple[Phrase, ...]:
    """Every form of a phrase. Raises BadPhrase."""
    choices: list[tuple[str, ...]] = []
    end = 0
    for match in _PIECE.finditer(text):
        if text[end : match.start()].strip():
            raise BadPhrase(f"unbalanced bracket in {text!r}")
        end = match.end()
        choice, optional, gap, word = match.groups()
        if choice is not None:
            choices.append(tuple(option.strip() for option in choice.split("|")))
        elif optional is not None:
            choices.append((*(option.strip() for option in optional.split("|")), ""))
        else:
            choices.append((gap or word,))
    if text[end:].strip():
        raise BadPhrase(f"unbalanced bracket in {text!r}")
    count = 1
    for options in choices:
        count *= len(options)
    if count > MOST_FORMS:
        raise BadPhrase(f"{text!r} stands for {count} forms; at most {MOST_FORMS} are allowed: divide it")
    forms = {_form(" ".join(filter(None, words)), stems, text): None for words in product(*choices)}
    return tuple(forms)


def _form(text: str, stems: Stems, whole: str) -> Phrase:
    parts = []
    for piece in text.split("..."):
        part_stems: list[str] = []
        exact: list[tuple[int, str]] = []
        for word in piece.split():
            demanded = word.startswith("=") and len(word) > 1
            for normal, stem in words_of(word[1:] if demanded else word, stems):
                if demanded:
                    exact.append((len(part_stems), normal))
                part_stems.append(stem)
        if not part_stems:
            raise BadPhrase(f"{whole!r} has nothing before or after '...'" if "..." in whole else f"{whole!r} has no words")
        parts.append(Part(tuple(part_stems), tuple(exact)))
    return Phrase(tuple(parts))
