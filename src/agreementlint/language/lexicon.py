"""The compiled lexicon: finds every concept of a text in one pass over its stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import accumulate, chain, count, repeat
from operator import or_
from typing import NamedTuple

from agreementlint.language.flatlists import FlatLists, bytes_of, flat, numbers_in
from agreementlint.language.occurrences import Family, Occurrences
from agreementlint.language.phrases import (
    ABSENT,
    END,
    OR,
    WIDEST_GAP,
    WORDS,
    Choice,
    Spelling,
    letters_of,
    number_of,
    parse_each,
)
from agreementlint.language.pronouns import StoodFor, with_pronouns
from agreementlint.language.tokens import Stems, Tokens, tokenize
from agreementlint.language.tokensets import Units, members, set_of
from agreementlint.language.wordtree import Part, Places, Rest, Row, Uses, WordTree
from agreementlint.terms import ConceptId

_BARRIERS = frozenset(";?!")  # no gap goes over one of these
_LINES, _KEPT = "\n", "utf-16-le"
_UNKNOWN = " "  # stands for every stem that is in no phrase


class Lexicon:
    """Concepts and the phrases that stand for them, compiled for one pass.

    `entries` gives each concept's phrases; `includes` the concepts whose words count for it as well.
    Raises BadPhrase.
    """

    def __init__(
        self, entries: Mapping[ConceptId, tuple[str, ...]], includes: Mapping[ConceptId, tuple[ConceptId, ...]]
    ) -> None:
        self.concepts = tuple(entries)
        self._written = _written(entries, includes)
        self._read()

    def __getstate__(self) -> tuple[object, ...]:
        return self.concepts, self._written

    def __setstate__(self, state: tuple[tuple[ConceptId, ...], _Written]) -> None:
        self.concepts, self._written = state
        self._read()

    def _read(self) -> None:
        self.stems = Stems()
        self._open: _Opened | None = None

    def _opened(self) -> _Opened:
        """The lexicon for reading: most of what is kept is text until a document needs it."""
        if self._open is None:
            self._open = _Opened(self._written)
        return self._open

    def knows(self, stem: str) -> bool:
        """Whether any phrase has a word with this stem."""
        return stem in self._opened().letters

    def find(
        self, tokens: Tokens, units: Sequence[range], stood_for: Mapping[int, StoodFor] | None = None
    ) -> Occurrences:
        """Every concept in the tokens; nothing matches across two units.

        `stood_for` gives the tokens of what a pronoun stands for, or a word: what these are, the pronoun is as well.
        """
        opened = self._opened()
        places = opened.find(tokens, units)
        if stood_for:
            words = {words for words in stood_for.values() if isinstance(words, str)}
            spoken = {word: opened.find(*tokenize(word, self.stems, [(0, len(word))]))[0] for word in words}
            places = with_pronouns(places, stood_for, units, spoken)
        possible = reduce(or_, map(_rows_among, places), 0)
        size = len(tokens)
        barriers = set_of([index for index, stem in enumerate(tokens.stems) if stem in _BARRIERS], size)
        return Occurrences(places, opened.rows(possible), self._written.family, barriers, Units(units, size), size)


def _rows_among(parts: Places) -> int:
    """The rows whose second segment stands behind the first in a unit, no further than a gap is wide; bit i for row i.

    Most rows of which a text has every segment have them in different places: no more need be known of those.
    """
    found = near = fresh = stale = 0
    at = turn = -1
    reach = WIDEST_GAP + max([part.width for _, part in parts], default=0)
    opened: dict[int, int] = {}  # by the token behind a segment: the rows that it opens
    for first, part in parts:
        if first >= turn:  # what was opened before the last turn is too far away by now
            stale, fresh, turn = fresh, 0, first + reach
        if part.follows and (possible := (fresh | stale) & part.follows):
            if first != at:
                at, near = first, 0
                for behind in range(first - WIDEST_GAP, first + 1):
                    if behind in opened:
                        near |= opened[behind]
            found |= possible & near
        if part.opens:
            fresh |= part.opens
            behind = first + part.width
            opened[behind] = opened.get(behind, 0) | part.opens
    return found


class _Written(NamedTuple):
    """A lexicon as it is kept: flat, so that only that is read which a document has words of.

    `letters` are lines: the stem, or "form=stem", of each letter in turn. `segments` are the choices of each segment in
    UTF-16, which takes less time than text, and `segment_ends` the letters at which each ends. For each letter `opening`
    has the segments that may begin with it and go on, `going_on` those whose second word it may be, and `alone` those of
    which it is all. `whole` has for each segment the number of those among `owners` whose own phrase it is. `rows`
    are the phrases of several segments: the number of the owner, the segments, and the gaps before them. `in_rows` are
    the segments of such phrases, `firsts` the first of each, `seconds` the second. `family` says which concepts include
    which.
    """

    letters: str
    segments: bytes
    segment_ends: bytes
    opening: FlatLists
    going_on: FlatLists
    alone: FlatLists
    whole: bytes
    owners: tuple[tuple[ConceptId, ...], ...]
    rows: FlatLists
    in_rows: bytes
    firsts: bytes
    seconds: bytes
    family: Family


def _written(
    entries: Mapping[ConceptId, tuple[str, ...]], includes: Mapping[ConceptId, tuple[ConceptId, ...]]
) -> _Written:
    spelling = Spelling(Stems())
    segments: dict[tuple[Choice, ...], int] = {}
    whole: dict[int, tuple[ConceptId, ...]] = {}
    owners: dict[tuple[ConceptId, ...], int] = {(): 0}
    rows: list[list[int]] = []
    in_rows: set[int] = set()
    for concept, phrases in entries.items():
        own = (concept,)
        for phrase in chain.from_iterable(parse_each(phrases, spelling)):
            if len(phrase) == 1:
                number = segments.setdefault(phrase[0].choices, len(segments))
                before = whole.get(number)
                whole[number] = tuple(dict.fromkeys((*before, *own))) if before else own
            else:
                numbers = [segments.setdefault(each.choices, len(segments)) for each in phrase]
                owner = owners.setdefault(own, len(owners))
                rows.append([owner, *numbers, *[each.gap for each in phrase]])
                in_rows.update(numbers)
    opening, going_on, alone = zip(*map(_ahead, segments), strict=True) if segments else ((), (), ())
    letters = "".join(spelling.letters.values())
    texts = [f"{END.join(choices)}{END}" for choices in segments]
    return _Written(
        letters=_LINES.join(spelling.letters),
        segments="".join(texts).encode(_KEPT),
        segment_ends=bytes_of(accumulate(map(len, texts))),
        opening=_by_letter(opening, letters),
        going_on=_by_letter(going_on, letters),
        alone=_by_letter(alone, letters),
        whole=bytes_of([owners.setdefault(whole.get(number, ()), len(owners)) for number in range(len(segments))]),
        owners=tuple(owners),
        rows=flat(rows),
        in_rows=bytes_of(in_rows),
        firsts=bytes_of([first for _, first, *_ in rows]),
        seconds=bytes_of([second for _, _, second, *_ in rows]),
        family=Family({concept: parts for concept, parts in includes.items() if parts}, _owners(entries, includes)),
    )


def _by_letter(texts: Sequence[str], letters: str) -> FlatLists:
    """For each letter, which come in their order, the numbers of the texts that it is in."""
    found: list[list[int]] = [[] for _ in range(ord(max(letters, default=" ")) + 1)]
    # Letters are hashed slowly, and there are hundreds of thousands: their code points are found by place.
    codes = numbers_in("".join(texts).encode("utf-32"))[1:]  # behind the mark of the order of bytes
    for code, number in zip(codes, chain.from_iterable(map(repeat, count(), map(len, texts))), strict=True):
        found[code].append(number)
    return flat([found[ord(letter)] for letter in letters])


def _ahead(choices: Sequence[Choice]) -> tuple[str, str, str]:
    """The letters that a segment may begin with and those that may follow; and the letters that are all of it."""
    firsts = following = ""
    needed: list[Choice] = []
    for number, choice in enumerate(choices):
        letters, _, rows = choice.partition(WORDS)
        if number:
            following += letters
        if not needed:
            firsts += letters
            if rows:
                following += _inside(rows)
        if letters[0] != ABSENT:
            if needed:  # nobody gets behind the second by one letter
                return firsts, following, ""
            needed.append(choice)
    alone = ""
    for choice in needed or choices:
        letters, _, rows = choice.partition(WORDS)
        alone += "".join([row for row in rows.split(OR) if len(row) == 1]) if rows else letters
    return firsts if following else "", following, alone


def _inside(rows: str) -> str:
    """The second letters of a choice's rows of words."""
    return "".join([row[1] for row in rows.split(OR) if len(row) > 1])


class _Opened:
    """A lexicon as documents are read with it."""

    def __init__(self, written: _Written) -> None:
        keys = written.letters.split(_LINES) if written.letters else []
        self.letters = dict(zip(keys, letters_of(len(keys)), strict=True))
        self._forms: defaultdict[str, dict[str, str]] = defaultdict(dict)  # by the letter of a stem: its forms' letters
        for key in [key for key in keys if "=" in key]:
            form, _, stem = key.partition("=")
            self._forms[self.letters[stem]][form] = self.letters[key]
        self._whole, self._owners, self._family = numbers_in(written.whole), written.owners, written.family
        self._rows_kept, self._rows = written.rows.opened(), dict[int, Row]()
        self._opens, self._follows = _places_of(written.firsts), _places_of(written.seconds)
        self._in_rows = frozenset(numbers_in(written.in_rows))
        self._tree = WordTree(_Segments(written), self._forms, self._part)
        self._parts: dict[tuple[int, tuple[ConceptId, ...], frozenset[int]], Part] = {}

    def find(self, tokens: Tokens, units: Sequence[range]) -> list[Places]:
        """For each unit the parts in it with their first tokens, in order."""
        letters, forms = self.letters, self._forms
        text = [letters.get(stem, _UNKNOWN) for stem in tokens.stems]
        for index in [index for index, letter in enumerate(text) if letter in forms]:
            text[index] = forms[text[index]].get(tokens.normals[index], text[index])
        return list(self._tree.find(text, units))

    def _part(self, width: int, segments: Sequence[int]) -> Part:
        """The part of so many words that are these segments."""
        numbers = set(map(self._whole.__getitem__, segments))
        concepts = tuple(dict.fromkeys([concept for number in sorted(numbers) for concept in self._owners[number]]))
        in_rows = self._in_rows.intersection(segments)
        key = width, concepts, in_rows
        known = self._parts.get(key)
        if known is None:
            opens = reduce(or_, map(self._opens.__getitem__, self._opens.keys() & in_rows), 0)
            follows = reduce(or_, map(self._follows.__getitem__, self._follows.keys() & in_rows), 0)
            owners = frozenset(self._family.owning(concepts))
            known = self._parts[key] = Part(*key, owners, opens, follows)
        return known

    def rows(self, numbers: int) -> list[Row]:
        """These phrases of several segments (bit i for row i), in their order."""
        return [self._row(number) for number in members(numbers)]

    def _row(self, number: int) -> Row:
        row = self._rows.get(number)
        if row is None:
            owner, *rest = self._rows_kept[number]
            half = len(rest) // 2
            row = self._rows[number] = Row(number, tuple(rest[:half]), tuple(rest[half:]), *self._owners[owner])
        return row


def _places_of(kept: bytes) -> dict[int, int]:
    """For each number of a list its places in it; bit i stands for the place i."""
    found: dict[int, int] = {}
    for place, number in enumerate(numbers_in(kept)):
        found[number] = found.get(number, 0) | 1 << place
    return found


class _Segments:
    """The segments of a lexicon, of which those are read that are asked for."""

    __slots__ = ("_alone", "_ends", "_going_on", "_known", "_opening", "_rests", "_texts")

    def __init__(self, written: _Written) -> None:
        self._texts, self._ends = written.segments.decode(_KEPT), numbers_in(written.segment_ends)
        self._rests: dict[int, Rest] = {}
        self._opening, self._going_on = written.opening.opened(), written.going_on.opened()
        self._alone = written.alone.opened()
        self._known = {_UNKNOWN: Uses(frozenset(), frozenset(), ())}

    def choices(self, number: int) -> Rest:
        known = self._rests.get(number)
        if known is None:
            *choices, _ = self._texts[self._ends[number - 1] if number else 0 : self._ends[number]].split(END)
            known = number
            for choice in reversed(choices):
                letters, _, words = choice.partition(WORDS)
                known = letters, words, known
            self._rests[number] = known
        return known

    def uses(self, letter: str) -> Uses:
        known = self._known.get(letter)
        if known is None:
            place = number_of(letter)
            opening, going_on = frozenset(self._opening[place]), frozenset(self._going_on[place])
            known = self._known[letter] = Uses(opening, going_on, self._alone[place])
        return known


def _owners(
    entries: Mapping[ConceptId, tuple[str, ...]], includes: Mapping[ConceptId, tuple[ConceptId, ...]]
) -> dict[ConceptId, tuple[ConceptId, ...]]:
    """For each concept that another includes, itself and every concept that does, directly or not."""
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
    return {concept: tuple(each) for concept, each in owners.items() if len(each) > 1}
