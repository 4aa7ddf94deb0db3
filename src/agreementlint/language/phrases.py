"""Phrases in plain words: how a lexicon entry is written, and what it is made of.

A phrase is a row of words, matched on their stems. `(a|b c)` is a choice, `[word]` may be absent,
choices may stand in each other, `...` stands for up to six words between, `=word` is that very form and no other of the same stem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from agreementlint.language.tokens import Stems
from agreementlint.latepattern import LatePattern

WIDEST_GAP = 6
_MOST_FORMS = 128  # of one segment; a longer row of choices becomes several segments side by side
_MOST_VARIANTS = 16
_SIGNS, _NEXT = "()[]|", "\0"
_MAIL = (" e mail", " e-mail")  # in a text either is one word
_BRACKET = LatePattern(r"[()[\]]")
_FLAT = LatePattern(r"\([^()[\]]*\)|\[[^()[\]]*\]|[^()[\]]+")  # pieces of a phrase without brackets in brackets
_FIRST_LETTER, _SURROGATES, _BEYOND = 0x100, 0xD800, 0x10000 - 0xD800  # the short letters first
_BLANK = "||"  # an option without words between two others
_GAP, _NO_WORD = "+", "-"  # what is written for "...", and for what has no words: a dash


class BadPhrase(ValueError):
    """A phrase that cannot be understood; the message says why."""


# Words that follow each other directly, as a `Spelling` writes them: a letter for each.
Words = str
# A choice as it writes it: the letters that its words begin with, and behind WORDS, unless each has but one, all of them
# behind OR. ABSENT is the first of these letters where nothing need be there. What follows in a segment stands behind END.
Choice = str
WORDS, OR, ABSENT, END = " ", "|", "?", "\t"


class Segment(NamedTuple):
    """A stretch of a phrase: of each choice one, in turn, at most `gap` tokens behind the segment before."""

    choices: tuple[Choice, ...]
    gap: int


Phrase = tuple[Segment, ...]
_Options = str  # words behind each other, divided by OR; empty ones where nothing need be there


class Spelling(dict[str, Words]):
    """Writes each stem as a single letter; with a form that is demanded, if one is, as a letter of its own.

    It has what is written for each word that was met, so that whole phrases are written in one go. `letters` are those
    of the stems, for writing a text in the same way; a stem with its form stands there as "form=stem". The letters
    are numbered as they come. `bar` is what is written for a bar that parts no options: it is a word like others.
    """

    def __init__(self, stems: Stems) -> None:
        super().__init__({sign: sign for sign in (*_SIGNS, _NEXT)})
        self["..."] = _GAP
        self._stems = stems
        self.letters: dict[str, str] = {}
        self.bar: Words = "".join([_letter(self.letters, stem) for _, stem in stems.row(OR)])

    def __missing__(self, word: str) -> Words:
        rows, letters = self._stems.row, self.letters
        if word.isalpha() and word.lower() != "cannot":  # so it is with most
            stem = self._stems.forms(word)[1]
            written = letters.get(stem) or _letter(letters, stem)
        elif word[0] == "=" and len(word) > 1:
            demanded = rows(word[1:])
            for _, stem in demanded:
                _letter(letters, stem)
            written = "".join([_letter(letters, f"{form}={stem}") for form, stem in demanded])
        else:
            written = "".join([_letter(letters, stem) for _, stem in rows(word)])
        self[word] = written = written or _NO_WORD
        return written

    def written(self, texts: Iterable[str]) -> list[str]:
        """Phrases with letters for their words; brackets and what parts options are left as they are."""
        # All in one go, which takes half the time.
        whole = "".join([f" {text.replace(_NEXT, ' ')} {_NEXT}" for text in texts])
        for sign in _SIGNS:
            whole = whole.replace(sign, f" {sign} ")
        for mail in _MAIL:
            whole = whole.replace(mail, " email")
        return "".join(map(self.__getitem__, whole.split())).split(_NEXT)[:-1]


def _choice(options: _Options) -> Choice:
    """A choice of these options; one without words may be absent.

    None is remembered: to keep and find again thousands of rows of words takes longer than to make them anew.
    """
    letters, between = options[::2], options[1::2]
    if len(options) % 2 and not between.strip(OR) and OR not in letters and _NO_WORD not in letters:
        # Words of a letter each, as with most.
        return letters + WORDS
    words = options.split(OR)
    absent = ""
    if "" in words or _NO_WORD in options:
        words = [word.replace(_NO_WORD, "") for word in words]
        absent, words = ABSENT if "" in words else "", [word for word in words if word]
    letters = "".join([word[0] for word in words])
    rows = "" if letters == "".join(words) else f"{OR}{OR.join(words)}"
    return f"{absent}{letters}{WORDS}{rows}"


def _has_blank(options: _Options) -> bool:
    return not options or options[0] == OR or options[-1] == OR or _BLANK in options


def _has_no_word(options: _Options) -> bool:
    return any(not words.strip(_NO_WORD) for words in options.split(OR) if words)


def _letter(letters: dict[str, str], name: str) -> str:
    """The letter of a stem; a new one gets the next."""
    known = letters.get(name)
    if known is None:
        known = letters[name] = letter_of(len(letters))
    return known


def letter_of(number: int) -> str:
    """The letter with a number in an alphabet of ours, which has none below the 256th of Unicode."""
    code = _FIRST_LETTER + number
    return chr(code if code < _SURROGATES else code + _BEYOND)


def number_of(letter: str) -> int:
    """The number of a letter in our alphabet."""
    code = ord(letter)
    return code - _FIRST_LETTER if code < _SURROGATES else code - _BEYOND - _FIRST_LETTER


def letters_of(count: int) -> list[str]:
    """So many letters of our alphabet, in their order."""
    last = _FIRST_LETTER + count
    return list(map(chr, [*range(_FIRST_LETTER, min(last, _SURROGATES)), *range(0x10000, last + _BEYOND)]))


def parse(text: str, spelling: Spelling) -> tuple[Phrase, ...]:
    """What a phrase stands for: usually one row of segments. Raises BadPhrase."""
    [found] = parse_each((text,), spelling)
    return found


def parse_each(texts: Sequence[str], spelling: Spelling) -> Iterator[tuple[Phrase, ...]]:
    """What each of some phrases stands for. Raises BadPhrase."""
    for text, written in zip(texts, spelling.written(texts), strict=True):
        yield _parsed(written, text, spelling)


def _parsed(written: str, text: str, spelling: Spelling) -> tuple[Phrase, ...]:
    runs: list[list[_Options]] = [[]]
    for piece in _pieces(written, text):
        if piece[0] == "(":
            runs[-1].append(_options(piece[1:-1], text))
        elif piece[0] == "[":
            runs[-1].append(_options(piece[1:-1], text) + OR)
        else:
            first, *more = piece.replace(OR, spelling.bar).split(_GAP)
            if first:
                runs[-1].append(first)
            runs += [[words] if words else [] for words in more]
    # What may be absent at either end of a run changes nothing in what is found.
    for run in runs:
        while run and _has_blank(run[0]):
            run.pop(0)
        while run and _has_blank(run[-1]):
            run.pop()
        if not run:
            raise BadPhrase(
                f"{text!r} has nothing before or after '...'" if len(runs) > 1 else f"{text!r} has no words"
            )
    if len(runs) == 1:
        return tuple(_run_variants(runs[0], 0, text))
    return tuple(
        tuple(segment for run in variant for segment in run)
        for variant in product(
            *(_run_variants(run, WIDEST_GAP if index else 0, text) for index, run in enumerate(runs))
        )
    )


def _pieces(written: str, whole: str) -> Sequence[str]:
    """The stretches without brackets, and the bracketed choices of a phrase with their brackets. Raises BadPhrase."""
    flat = _FLAT.findall(written)
    if sum(map(len, flat)) == len(written):
        return flat
    pieces: list[str] = []
    open_brackets: list[str] = []
    start = 0
    for bracket in _BRACKET.finditer(written):
        index, character = bracket.start(), bracket.group()
        if character in "([":
            if not open_brackets:
                if index > start:
                    pieces.append(written[start:index])
                start = index
            open_brackets.append(")" if character == "(" else "]")
        else:
            if not open_brackets or open_brackets.pop() != character:
                raise BadPhrase(f"unbalanced bracket in {whole!r}")
            if not open_brackets:
                pieces.append(written[start : index + 1])
                start = index + 1
    if open_brackets:
        raise BadPhrase(f"unbalanced bracket in {whole!r}")
    return [*pieces, written[start:]] if start < len(written) else pieces


def _options(inside: str, whole: str) -> _Options:
    """The options of a choice; a choice inside an option is multiplied out. Raises BadPhrase."""
    options = OR.join(_multiplied(inside, whole)) if "(" in inside or "[" in inside else inside
    if options.count(OR) >= _MOST_FORMS:
        raise BadPhrase(f"{whole!r} has a choice of {options.count(OR) + 1} forms; at most {_MOST_FORMS} are allowed")
    if _GAP in inside:
        raise BadPhrase(f"{whole!r} has a gap inside a choice: write two phrases")
    return options


def _multiplied(inside: str, whole: str) -> Iterator[Words]:
    """The options of a choice in which further choices stand. Raises BadPhrase."""
    depth = start = 0
    for index, character in enumerate(f"{inside}|"):
        depth += (character in "([") - (character in ")]")
        if character == "|" and not depth:
            parts = [
                [piece]
                if piece[0] not in "(["
                else (_options(piece[1:-1], whole) + (OR if piece[0] == "[" else "")).split(OR)
                for piece in _pieces(inside[start:index], whole)
            ]
            yield from map("".join, product(*parts))
            start = index + 1


def _run_variants(run: list[_Options], gap: int, text: str) -> list[tuple[Segment, ...]]:
    """The ways to divide a run, with a gap before it, into segments that no empty form is left of. Raises BadPhrase."""
    if len(run) == 1 or prod([options.count(OR) + 1 for options in run]) <= _MOST_FORMS:
        choices = tuple(map(_choice, run))
        if choices[0][0] != ABSENT:  # so it is with nearly all
            return [(Segment(choices, gap),)]
    variants: list[tuple[Segment, ...]] = [()]
    for group in _groups(run):
        choices = tuple(map(_choice, group))
        absent = all(choice[0] == ABSENT for choice in choices)  # whether nothing of it needs to be there
        if absent and not all(_has_blank(options) and not _has_no_word(options) for options in group):
            raise BadPhrase(f"{text!r} has a choice without words")
        with_it = [(*row, Segment(choices, 0 if row else gap)) for row in variants]
        variants = with_it + variants if absent else with_it
    if len(variants) > _MOST_VARIANTS:
        raise BadPhrase(f"{text!r} has too many choices: divide it")
    return variants


def _groups(run: list[_Options]) -> list[list[_Options]]:
    """A run in stretches that have not too many forms each."""
    sizes = [options.count(OR) + 1 for options in run]
    if prod(sizes) <= _MOST_FORMS:
        return [run]
    groups: list[list[_Options]] = [[]]
    forms = 1
    for options, size in zip(run, sizes, strict=True):
        if groups[-1] and forms * size > _MOST_FORMS:
            groups.append([])
            forms = 1
        groups[-1].append(options)
        forms *= size
    return groups
