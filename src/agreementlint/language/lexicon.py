"""The compiled lexicon: finds every concept of a text in one pass over its stems."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

import ahocorasick

from agreementlint.language.occurrences import Occurrences
from agreementlint.language.passage import Passage, Row
from agreementlint.language.phrases import Part, parse
from agreementlint.language.tokens import Stems, Tokens
from agreementlint.terms import ConceptId

_LENGTH = 4096  # tokens that are searched at once, so that the time grows as the text does and no faster
_BARRIERS = ";?!"  # no gap goes over one of these
_UNKNOWN = ""  # stands for every stem that is in no phrase


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
        parts.number(Part((_UNKNOWN,), ()))
        self._barriers = [parts.number(Part((mark,), ())) for mark in _BARRIERS]
        whole: dict[int, dict[ConceptId, None]] = {}
        self._rows: list[Row] = []
        owners = _owners(entries, includes)
        for concept, phrases in entries.items():
            for text in phrases:
                for phrase in parse(text, self.stems):
                    segments = tuple(frozenset(map(parts.number, segment.parts)) for segment in phrase)
                    if len(segments) > 1:
                        self._rows.append(Row(owners[concept], segments, tuple(segment.gap for segment in phrase)))
                        continue
                    for number in segments[0]:
                        whole.setdefault(number, {}).update(dict.fromkeys(owners[concept]))
        shared: dict[tuple[ConceptId, ...], tuple[ConceptId, ...]] = {}
        self._whole = {number: shared.setdefault(tuple(each), tuple(each)) for number, each in whole.items()}
        self._in_rows = frozenset(number for row in self._rows for segment in row.segments for number in segment)
        self._stems = parts.stems
        self._widths = parts.widths
        self._forms = parts.forms
        self._reach = max((_reach(row, parts.widths) for row in self._rows), default=0) + max(parts.widths, default=0)
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS, ahocorasick.KEY_SEQUENCE)
        for key, number in parts.keys.items():
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
        unit_of = [0] * size
        for index, unit in enumerate(units):
            unit_of[unit.start : unit.stop] = [index] * len(unit)
        found = Occurrences(unit_of)
        if not self._widths:
            return found
        starts = [unit.start for unit in units if unit]
        for begin in range(0, size, _LENGTH):
            end = min(begin + _LENGTH + self._reach, size)
            self._search(begin, end, tokens, starts[bisect_left(starts, begin) : bisect_left(starts, end)], found)
        return found

    def _search(self, begin: int, end: int, tokens: Tokens, starts: Sequence[int], found: Occurrences) -> None:
        """Adds what stands in the tokens from `begin` to `end` and opens in the first of them; units begin at `starts`."""
        stems, unit_of, stop = self._stems, found.unit_of, begin + _LENGTH
        widths, forms, whole, in_rows = self._widths, self._forms, self._whole, self._in_rows
        unknown = stems[_UNKNOWN]
        lasts_of: defaultdict[int, list[int]] = defaultdict(list)
        for last, number in self._automaton.iter(tuple([stems.get(stem, unknown) for stem in tokens.stems[begin:end]])):
            lasts_of[number].append(last + begin)
        passage = Passage(begin, starts, [at for number in self._barriers for at in lasts_of[number]])
        for plain, lasts in lasts_of.items():
            before = widths[plain] - 1
            firsts = lasts
            if before:
                firsts = [last - before for last in lasts if unit_of[last - before] == unit_of[last]]
            parts = _in_form(forms[plain], firsts, tokens.normals) if plain in forms else {}
            parts[plain] = firsts
            for number, places in parts.items():
                if number in whole:
                    own = places if end <= stop else [first for first in places if first < stop]
                    if own:
                        found.add_words(number, whole[number], own, before + 1)
                if number in in_rows:
                    passage.add(number, places, before + 1)
        for index, stretches in passage.find(self._rows):
            if stretches[0][0] < stop:
                found.add_phrase(index, self._rows[index].concepts, stretches)


_Forms = dict[tuple[int, ...], dict[str, int]]  # by which words are in a form, by these forms: the part
_KEPT = ("concepts", "_automaton", "_barriers", "_forms", "_in_rows", "_reach", "_rows", "_stems", "_whole", "_widths")


class _Parts:
    """The parts of all phrases, numbered; `forms` gives the exact forms of a part without exact forms."""

    def __init__(self) -> None:
        self.stems: dict[str, int] = {}
        self.keys: dict[tuple[int, ...], int] = {}  # the number of the part that has these stems in any form
        self.forms: dict[int, _Forms] = {}
        self.widths: list[int] = []

    def number(self, part: Part) -> int:
        key = tuple([self.stems.setdefault(stem, len(self.stems) + 1) for stem in part.stems])
        plain = self.keys.get(key)
        if plain is None:
            plain = self.keys[key] = self._new(part)
        if not part.exact:
            return plain
        positions, form = tuple(at for at, _ in part.exact), " ".join(form for _, form in part.exact)
        in_form = self.forms.setdefault(plain, {}).setdefault(positions, {})
        if form not in in_form:
            in_form[form] = self._new(part)
        return in_form[form]

    def _new(self, part: Part) -> int:
        self.widths.append(len(part.stems))
        return len(self.widths) - 1


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


def _reach(row: Row, widths: Sequence[int]) -> int:
    """The most tokens that a row can take."""
    return sum(row.gaps) + sum(max(widths[number] for number in segment) for segment in row.segments)


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
