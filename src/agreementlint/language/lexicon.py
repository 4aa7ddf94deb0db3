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
        concepts_of = {number: tuple(each) for number, each in whole.items()}
        segments_of = _turned(segments)
        alike = parts.alike(concepts_of, segments_of)
        self._book = Phrasebook(
            tuple(dict(zip(alike, parts.widths, strict=True)).values()),
            {alike[number]: each for number, each in concepts_of.items()},
            {alike[number]: each for number, each in segments_of.items()},
            tuple(rows),
            {concept: tuple(numbers) for concept, numbers in rows_of.items()},
        )
        self._letters = parts.letters
        self._single = {stem: alike[number] for stem, number in parts.single.items()}
        self._forms: dict[Part, _Forms] = {
            alike[plain]: {at: {form: alike[number] for form, number in each.items()} for at, each in forms.items()}
            for plain, forms in parts.forms.items()
        }
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for key, number in parts.several.items():
            self._automaton.add_word(key, alike[number])
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
        firsts: defaultdict[Part, list[int]] = defaultdict(list)
        for stem in places.keys() & self._single.keys():
            firsts[self._single[stem]] += places[stem]
        unit_of = Units(units, size)
        self._add_several(firsts, tokens.stems, unit_of.of)
        for plain in self._forms.keys() & firsts.keys():
            _add_in_form(firsts, self._forms[plain], firsts[plain], tokens.normals)
        barriers = set_of([at for mark in _BARRIERS if mark in places for at in places[mark]], size)
        return Occurrences(self._book, firsts, barriers, unit_of, size)

    def _add_several(self, found: defaultdict[Part, list[int]], stems: Sequence[str], unit_of: Sequence[int]) -> None:
        """Adds the first tokens of each part of several words."""
        letters, widths = self._letters, self._book.widths
        if not letters:  # an automaton without words cannot be asked
            return
        for letter, number in self._automaton.iter("".join([letters.get(stem, _UNKNOWN) for stem in stems])):
            last = letter >> 1
            first = last + 1 - widths[number]
            if unit_of[first] == unit_of[last]:
                found[number].append(first)


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
        self._numbers: dict[Words, int] = {}

    def number(self, words: Words) -> int:
        known = self._numbers.get(words)
        if known is None:
            known = self._numbers[words] = self._in_form(words) if "=" in "".join(words) else self._plain(words)
        return known

    def _plain(self, stems: Words) -> int:
        if len(stems) == 1:
            return self.single.setdefault(stems[0], self._new(stems))
        return self.several.setdefault("".join(map(self._letters_of, stems)), self._new(stems))

    def _in_form(self, words: Words) -> int:
        """The number of words some of which are demanded in an exact form."""
        plain = self.number(tuple([word.partition("=")[0] for word in words]))
        exact = [(at, word.partition("=")[2]) for at, word in enumerate(words) if "=" in word]
        in_form = self.forms.setdefault(plain, {}).setdefault(tuple([at for at, _ in exact]), {})
        return in_form.setdefault(" ".join([form for _, form in exact]), self._new(words))

    def alike(
        self, concepts_of: Mapping[int, tuple[ConceptId, ...]], segments_of: Mapping[int, tuple[int, ...]]
    ) -> list[Part]:
        """New numbers, the same for parts that stand for the same: they need not be told apart in a text."""
        known: dict[tuple[object, ...], Part] = {}
        return [
            known.setdefault(
                (width, concepts_of.get(number), segments_of.get(number), number if number in self.forms else None),
                len(known),
            )
            for number, width in enumerate(self.widths)
        ]

    def _letters_of(self, stem: str) -> str:
        known = self.letters.get(stem)
        if known is None:
            first, second = divmod(len(self.letters), _ROW)
            known = self.letters[stem] = chr(_FIRST_ROW + first) + chr(_SECOND_ROW + second)
        return known

    def _new(self, words: Words) -> int:
        self.widths.append(len(words))
        return len(self.widths) - 1


def _turned(segments: Mapping[frozenset[Part], int]) -> dict[Part, tuple[int, ...]]:
    """For each part the segments that it belongs to; equal ones are kept once."""
    found: defaultdict[Part, list[int]] = defaultdict(list)
    for parts, number in segments.items():
        for part in parts:
            found[part].append(number)
    shared: dict[tuple[int, ...], tuple[int, ...]] = {}
    return {part: shared.setdefault(tuple(each), tuple(each)) for part, each in found.items()}


def _add_in_form(
    found: defaultdict[Part, list[int]], forms: _Forms, firsts: Sequence[int], normals: Sequence[str]
) -> None:
    """Adds the first tokens of each part that is found in its form."""
    for positions, parts in forms.items():
        for first in firsts:
            if len(positions) == 1:
                form = normals[first + positions[0]]
            else:
                form = " ".join([normals[first + at] for at in positions])
            if form in parts:
                found[parts[form]].append(first)


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
