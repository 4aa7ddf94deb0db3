"""The compiled lexicon: finds every concept of a text in one pass over its stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import add, itemgetter
from typing import Generic, TypeVar

from agreementlint.language.gaps import Part, Phrasebook, Row
from agreementlint.language.occurrences import Occurrences
from agreementlint.language.phrases import Spelling, Words, letter_of, number_of, parse, width_of
from agreementlint.language.tokens import Stems, Tokens
from agreementlint.language.tokensets import Units, set_of
from agreementlint.terms import ConceptId

_BARRIERS = ";?!"  # no gap goes over one of these
_UNKNOWN = " "  # stands for every stem that is in no phrase


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
        spelling = Spelling(self.stems)
        parts = _Parts()
        segments: dict[frozenset[int], int] = {}
        rows: list[Row] = []
        rows_of: defaultdict[ConceptId, list[int]] = defaultdict(list)
        owners = _owners(entries, includes)
        for concept, phrases in entries.items():
            own = owners[concept]
            for text in phrases:
                for phrase in parse(text, spelling):
                    if len(phrase) == 1:
                        parts.whole.add(parts.numbers(phrase[0].parts), own)
                        continue
                    for owner in own:
                        rows_of[owner].append(len(rows))
                    numbers = [frozenset(parts.numbers(segment.parts)) for segment in phrase]
                    for each in numbers:
                        if each not in segments:
                            parts.segments.add(each, (len(segments),))
                            segments[each] = len(segments)
                    rows.append(Row(tuple(map(segments.__getitem__, numbers)), tuple([part.gap for part in phrase])))
        forms = parts.in_forms(spelling)
        widths = list(map(width_of, parts.known))
        alike, members = parts.alike(widths, forms)
        self._book = Phrasebook(
            tuple([widths[number] for number in members]),
            {part: concepts for part, number in enumerate(members) if (concepts := parts.whole.of(number))},
            {part: belongs for part, number in enumerate(members) if (belongs := parts.segments.of(number))},
            tuple(rows),
            {concept: tuple(numbers) for concept, numbers in rows_of.items()},
        )
        self._letters = spelling.letters
        stem_of = {letter: stem for stem, letter in self._letters.items()}
        self._single: dict[str, Part] = {}  # by their stem the parts of one word in any form
        several: dict[Words, Part] = {}
        for words, part in zip(parts.known, alike, strict=True):
            if len(words) == 1:
                self._single[stem_of[words]] = part
            elif "=" not in words:
                several[words] = part
        self._shelves = _shelves(several)
        self._most = max(map(len, several), default=0)
        self._forms = {
            alike[plain]: _written(
                {at: {form: alike[number] for form, number in each.items()} for at, each in by_place.items()}
            )
            for plain, by_place in forms.items()
        }
        self._open_nothing()

    def __getstate__(self) -> tuple[object, ...]:
        return tuple(self.__dict__[name] for name in _KEPT)

    def __setstate__(self, state: tuple[object, ...]) -> None:
        self.stems = Stems()
        self.__dict__.update(zip(_KEPT, state, strict=True))
        self._open_nothing()

    def _open_nothing(self) -> None:
        """Of what is kept as text only that is read which a document has words of."""
        self._groups: dict[str, str] = {}
        self._letters_read: set[str] = set()
        self._opened: dict[str, _Group] = {}
        self._forms_read: dict[Part, _Forms] = {}

    def knows(self, stem: str) -> bool:
        """Whether any phrase has a word with this stem."""
        return stem in self._letters

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
            if plain not in self._forms_read:
                self._forms_read[plain] = _read_forms(self._forms[plain])
            _add_in_form(firsts, self._forms_read[plain], firsts[plain], tokens.normals)
        barriers = set_of([at for mark in _BARRIERS if mark in places for at in places[mark]], size)
        return Occurrences(self._book, firsts, barriers, unit_of, size)

    def _add_several(self, found: defaultdict[Part, list[int]], stems: Sequence[str], unit_of: Sequence[int]) -> None:
        """Adds the first tokens of each part of several words."""
        letters, groups, opened = self._letters, self._groups, self._opened
        text = "".join([letters.get(stem, _UNKNOWN) for stem in stems])
        for letter in (self._shelves.keys() & set(text)) - self._letters_read:
            rows = self._shelves[letter].split(_GROUPS)
            groups.update(zip(map(_PAIR, rows), rows, strict=True))
            self._letters_read.add(letter)
        pairs = list(map(add, text, text[1:]))
        for pair in (groups.keys() & pairs) - opened.keys():
            opened[pair] = _open(groups[pair])
        text += _UNKNOWN * self._most  # so that every slice has the length that it is to have
        for first, group in enumerate(map(opened.get, pairs)):
            if group is not None:  # parts begin with these two words
                widths, numbers = group
                for width in widths:
                    number = numbers.get(text[first + 2 : first + width])
                    if number is not None and unit_of[first] == unit_of[first + width - 1]:
                        found[number].append(first)


_Forms = dict[tuple[int, ...], dict[str, int]]  # by which words are in a form, by these forms: the part
_KEPT = ("concepts", "_book", "_forms", "_letters", "_most", "_shelves", "_single")
_Group = tuple[tuple[int, ...], dict[str, Part]]  # parts with the same first two letters: their widths, and by the rest
_GROUPS, _MEMBERS, _PLACES = "\n", "\t", "="  # what divides groups, and the members of one, where they are kept as text
_PAIR = itemgetter(slice(2))


def _shelves(several: Mapping[Words, Part]) -> dict[str, str]:
    """By their first letter the groups of parts of several words, as text: few of all these are in any one document.

    A group has the parts with the same first two letters. Behind these comes for each part the rest of its letters,
    and one that stands for its number.
    """
    members: defaultdict[str, list[str]] = defaultdict(list)
    letters = list(map(letter_of, range(max(several.values(), default=-1) + 1)))
    for words, part in several.items():
        members[words[:2]].append(words[2:] + letters[part])
    shelves: defaultdict[str, list[str]] = defaultdict(list)
    for pair, each in members.items():
        shelves[pair[0]].append(pair + _MEMBERS.join(each))
    return {letter: _GROUPS.join(groups) for letter, groups in shelves.items()}


def _written(forms: _Forms) -> str:
    """Forms as text: for each part which of its words are in a form, these forms, and the letter of its number."""
    return _MEMBERS.join(
        f"{''.join(map(letter_of, at))}{_PLACES}{form}{letter_of(part)}"
        for at, parts in forms.items()
        for form, part in parts.items()
    )


def _read_forms(written: str) -> _Forms:
    forms: _Forms = {}
    for member in written.split(_MEMBERS):
        at, form = member.split(_PLACES, 1)
        forms.setdefault(tuple(map(number_of, at)), {})[form[:-1]] = number_of(form[-1])
    return forms


def _open(group: str) -> _Group:
    numbers = {member[:-1]: number_of(member[-1]) for member in group[2:].split(_MEMBERS)}
    return tuple(sorted({len(rest) + 2 for rest in numbers})), numbers


_Thing = TypeVar("_Thing")


class _Belonging(Generic[_Thing]):
    """What parts belong to. Many belong to the same: they move from state to state together, with each thing anew."""

    def __init__(self) -> None:
        self.states: dict[int, int] = {}  # of each part that belongs to anything
        self._next: dict[tuple[_Thing, ...], dict[int, int]] = {}
        self._all: list[tuple[_Thing, ...]] = [()]

    def add(self, parts: Iterable[int], things: tuple[_Thing, ...]) -> None:
        states, following = self.states, self._next.setdefault(things, {})
        for part in parts:
            before = states.get(part, 0)
            after = following.get(before)
            if after is None:
                together = tuple(dict.fromkeys((*self._all[before], *things)))
                after = before
                if together != self._all[before]:
                    after = len(self._all)
                    self._all.append(together)
                following[before] = after
            states[part] = after

    def of(self, part: int) -> tuple[_Thing, ...]:
        return self._all[self.states.get(part, 0)]


class _Parts:
    """The parts of all phrases, by the number that each has as it is met, and the concepts and segments of each."""

    def __init__(self) -> None:
        self.known: dict[Words, int] = {}
        self.whole = _Belonging[ConceptId]()
        self.segments = _Belonging[int]()

    def numbers(self, parts: Iterable[Words]) -> list[int]:
        known = self.known
        return [known.setdefault(words, len(known)) for words in parts]

    def in_forms(self, spelling: Spelling) -> dict[int, _Forms]:
        """For each part without demanded forms those with them; these are only found where it is."""
        forms: dict[int, _Forms] = {}
        for words in [words for words in self.known if "=" in words]:
            stems, at, form = spelling.divided(words)
            (plain,) = self.numbers((stems,))
            forms.setdefault(plain, {}).setdefault(at, {})[form] = self.known[words]
        return forms

    def alike(self, widths: Sequence[int], forms: Collection[int]) -> tuple[list[Part], list[int]]:
        """For each part a new number, the same for parts that stand for the same: they need not be told apart.

        And for each new number one of its parts.
        """
        concepts, segments = self.whole.states, self.segments.states
        new: dict[tuple[int, int, int, int], Part] = {}
        alike: list[Part] = []
        members: list[int] = []
        for number, width in enumerate(widths):
            own = number if number in forms else -1
            part = new.setdefault((width, concepts.get(number, 0), segments.get(number, 0), own), len(members))
            if part == len(members):
                members.append(number)
            alike.append(part)
        return alike, members


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
