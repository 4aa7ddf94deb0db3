"""The compiled lexicon: finds every concept of a text in one pass over its stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import ahocorasick

from agreementlint.language.gaps import Part, Phrasebook, Row
from agreementlint.language.occurrences import Occurrences
from agreementlint.language.phrases import Words, parse
from agreementlint.language.tokens import Stems, Tokens
from agreementlint.language.tokensets import Units, set_of
from agreementlint.terms import ConceptId

_BARRIERS = ";?!"  # no gap goes over one of these
# The automaton tries the branches of a node one by one: so a stem is no letter of an alphabet of thousands, but two.
_FIRST_ROW, _SECOND_ROW, _ROW = 0x100, 0x30, 64
_UNKNOWN = "  "  # stands for every stem that is in no part of several words


class Lexicon:
    """Concepts and the phrases that stand for them, compiled for one pass.

    `entries` gives each concept's phrases; `includes` the concepts whose words count for it as well.
    Raises BadPhrase.
    """

    def __init__(
        self, entries: Mapping[ConceptId, tuple[str, ...]], includes: Mapping[ConceptId, tuple[ConceptId, ...]]
    ) -> None:
        self.stems = Stems()
        self.concepts = tuple(entries)
        parts = _Parts()
        whole: dict[int, dict[ConceptId, None]] = {}
        segments: dict[frozenset[int], int] = {}
        rows: list[Row] = []
        rows_of: defaultdict[ConceptId, list[int]] = defaultdict(list)
        owners = _owners(entries, includes)
        for concept, phrases in entries.items():
            for text in phrases:
                for phrase in parse(text, self.stems):
                    numbers = [frozenset(map(parts.number, segment.parts)) for segment in phrase]
                    if len(numbers) == 1:
                        for number in numbers[0]:
                            whole.setdefault(number, {}).update(dict.fromkeys(owners[concept]))
                        continue
                    for owner in owners[concept]:
                        rows_of[owner].append(len(rows))
                    row = tuple([segments.setdefault(each, len(segments)) for each in numbers])
                    rows.append(Row(row, tuple([segment.gap for segment in phrase])))
        shared: dict[tuple[ConceptId, ...], tuple[ConceptId, ...]] = {}
        self._book = Phrasebook(
            tuple(parts.widths),
            {number: shared.setdefault(tuple(each), tuple(each)) for number, each in whole.items()},
            _turned(segments),
            tuple(rows),
            {concept: tuple(numbers) for concept, numbers in rows_of.items()},
        )
        self._single = parts.single
        self._forms = parts.forms
        self._letters = parts.letters
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for key, number in parts.several.items():
            self._automaton.add_word(key, number)
        self._automaton.make_automaton()

    def __getstate__(self) -> tuple[object, ...]:
        return tuple(self.__dict__[name] for name in _KEPT)

    def __setstate__(self, state: tuple[object, ...]) -> None:
        self.stems = Stems()
        self.__dict__.update(zip(_KEPT, state, strict=True))

    def find(self, tokens: Tokens, units: Sequence[range]) -> Occurrences:
        """Every concept in the tokens; nothing matches across two units."""
        size = len(tokens)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for index, stem in enumerate(tokens.stems):
            places[stem].append(index)
        single = self._single
        firsts: dict[Part, list[int]] = {single[stem]: at for stem, at in places.items() if stem in single}
        unit_of = Units(units, size)
        firsts.update(self._several(tokens.stems, unit_of.of))
        for plain in self._forms.keys() & firsts.keys():
            firsts.update(_in_form(self._forms[plain], firsts[plain], tokens.normals))
        barriers = set_of([at for mark in _BARRIERS if mark in places for at in places[mark]], size)
        return Occurrences(self._book, firsts, barriers, unit_of, size)

    def _several(self, stems: Sequence[str], unit_of: Sequence[int]) -> dict[Part, list[int]]:
        """The first tokens of each part of several words."""
        letters, widths = self._letters, self._book.widths
        found: defaultdict[Part, list[int]] = defaultdict(list)
        if not letters:  # an automaton without words cannot be asked
            return found
        for letter, number in self._automaton.iter("".join([letters.get(stem, _UNKNOWN) for stem in stems])):
            last = letter >> 1
            first = last + 1 - widths[number]
            if unit_of[first] == unit_of[last]:
                found[number].append(first)
        return found


_Forms = dict[tuple[int, ...], dict[str, int]]  # by which words are in a form, by these forms: the part
_KEPT = ("concepts", "_automaton", "_book", "_forms", "_letters", "_single")


class _Parts:
    """The parts of all phrases, numbered; `forms` gives the exact forms of a part without exact forms."""

    def __init__(self) -> None:
        self.single: dict[str, int] = {}  # by their stem the parts of one word in any form
        self.several: dict[str, int] = {}  # by their letters those of several words
        self.letters: dict[str, str] = {}
        self.forms: dict[int, _Forms] = {}
        self.widths: list[int] = []

    def number(self, words: Words) -> int:
        known = self.single if len(words.stems) == 1 else self.several
        key = words.stems[0] if len(words.stems) == 1 else "".join(map(self._letters_of, words.stems))
        plain = known.get(key)
        if plain is None:
            plain = known[key] = self._new(words)
        if not words.exact:
            return plain
        positions, form = tuple(at for at, _ in words.exact), " ".join(form for _, form in words.exact)
        in_form = self.forms.setdefault(plain, {}).setdefault(positions, {})
        if form not in in_form:
            in_form[form] = self._new(words)
        return in_form[form]

    def _letters_of(self, stem: str) -> str:
        known = self.letters.get(stem)
        if known is None:
            first, second = divmod(len(self.letters), _ROW)
            known = self.letters[stem] = chr(_FIRST_ROW + first) + chr(_SECOND_ROW + second)
        return known

    def _new(self, words: Words) -> int:
        self.widths.append(len(words.stems))
        return len(self.widths) - 1


def _turned(segments: Mapping[frozenset[Part], int]) -> dict[Part, tuple[int, ...]]:
    """For each part the segments that it belongs to; equal ones are kept once."""
    found: defaultdict[Part, list[int]] = defaultdict(list)
    for parts, number in segments.items():
        for part in parts:
            found[part].append(number)
    shared: dict[tuple[int, ...], tuple[int, ...]] = {}
    return {part: shared.setdefault(tuple(each), tuple(each)) for part, each in found.items()}


def _in_form(forms: _Forms, firsts: Sequence[int], normals: Sequence[str]) -> dict[int, list[int]]:
    """The first tokens of each part that is found in its form."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for positions, parts in forms.items():
        for first in firsts:
            if len(positions) == 1:
                form = normals[first + positions[0]]
            else:
                form = " ".join([normals[first + at] for at in positions])
            if form in parts:
                found[parts[form]].append(first)
    return found


def _owners(
    entries: Mapping[ConceptId, tuple[str, ...]], includes: Mapping[ConceptId, tuple[ConceptId, ...]]
) -> dict[ConceptId, tuple[ConceptId, ...]]:
    """For each concept, itself and every concept that includes it, directly or not."""
    owners = {concept: [concept] for concept in entries}
    for concept in entries:
        seen = {concept}
        waiting = list(includes.get(concept, ()))
        while waiting:
            part = waiting.pop()
            if part not in seen:
                seen.add(part)
                owners[part].append(concept)
                waiting.extend(includes.get(part, ()))
    return {concept: tuple(each) for concept, each in owners.items()}
