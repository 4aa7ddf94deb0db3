"""The compiled lexicon: finds every concept of a text in one pass over its stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from agreementlint.language.occurrences import Family, Occurrences
from agreementlint.language.phrases import ABSENT, END, OR, WORDS, Choice, Spelling, letters_of, parse
from agreementlint.language.tokens import Stems, Tokens
from agreementlint.language.tokensets import Units, set_of
from agreementlint.language.wordtree import Part, Row, Segments, WordTree
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

    def find(self, tokens: Tokens, units: Sequence[range]) -> Occurrences:
        """Every concept in the tokens; nothing matches across two units."""
        opened = self._opened()
        places = opened.find(tokens, units)
        there = frozenset().union(*[part.segments for part in places])
        size = len(tokens)
        barriers = set_of([index for index, stem in enumerate(tokens.stems) if stem in _BARRIERS], size)
        rows = opened.rows_of(there)
        return Occurrences(places, rows, self._written.family, barriers, Units(units, size), size)


class _Written(NamedTuple):
    """A lexicon as it is kept: mostly as text, of which only that is read which a document has words of.

    `letters` are lines: the stem, or "form=stem", of each letter in turn. `segments` are lines: the choices of each
    segment and its number; `seconds` are lines with the letters that their second words may have. `openings` has for
    each letter a line with the numbers of the segments that may begin with it and go on, `followers` with the letters
    that may follow, and `alone` with the segments of which it is all. `whole` gives for each segment the number of those among `owners` whose own phrase it is. `rows` has
    for each segment that opens phrases of several a line with it and these: the number of each, that of its owner, its
    segments, and the gaps before these; `in_rows` are the segments of such phrases. What is long and in letters is kept
    as UTF-16, which takes less time than text. `family` says which concepts include which.
    """

    letters: str
    segments: bytes
    seconds: bytes
    openings: str
    followers: bytes
    alone: str
    whole: tuple[int, ...]
    owners: tuple[tuple[ConceptId, ...], ...]
    rows: str
    in_rows: str
    family: Family


def _written(
    entries: Mapping[ConceptId, tuple[str, ...]], includes: Mapping[ConceptId, tuple[ConceptId, ...]]
) -> _Written:
    spelling = Spelling(Stems())
    segments: dict[tuple[Choice, ...], int] = {}
    whole: dict[int, tuple[ConceptId, ...]] = {}
    owners: dict[tuple[ConceptId, ...], int] = {(): 0}
    rows: defaultdict[int, list[str]] = defaultdict(list)
    in_rows: set[int] = set()
    count = 0
    for concept, phrases in entries.items():
        own = (concept,)
        for text in phrases:
            for phrase in parse(text, spelling):
                if len(phrase) == 1:
                    number = segments.setdefault(phrase[0].choices, len(segments))
                    before = whole.get(number)
                    whole[number] = tuple(dict.fromkeys((*before, *own))) if before else own
                else:
                    numbers = [segments.setdefault(each.choices, len(segments)) for each in phrase]
                    numbered = " ".join(map(str, (owners.setdefault(own, len(owners)), *numbers)))
                    rows[numbers[0]].append(f"{count} {numbered} {' '.join([str(each.gap) for each in phrase])}")
                    in_rows.update(numbers)
                    count += 1
    openings: defaultdict[str, list[str]] = defaultdict(list)
    followers: defaultdict[str, list[str]] = defaultdict(list)
    alone: defaultdict[str, list[str]] = defaultdict(list)
    seconds: list[str] = []
    for number, choices in enumerate(segments):
        named = str(number)
        firsts, following, single = _ahead(choices)
        seconds.append(following)
        for letter in firsts:
            openings[letter].append(named)
            followers[letter].append(following)
        for letter in single:
            alone[letter].append(named)
    letters = spelling.letters.values()
    return _Written(
        letters=_LINES.join(spelling.letters),
        segments=_LINES.join([f"{END.join(choices)}{END}{number}" for choices, number in segments.items()]).encode(
            _KEPT
        ),
        seconds=_LINES.join(seconds).encode(_KEPT),
        openings=_LINES.join([" ".join(openings.get(letter, ())) for letter in letters]),
        followers=_LINES.join(
            ["".join(dict.fromkeys("".join(followers.get(letter, ())))) for letter in letters]
        ).encode(_KEPT),
        alone=_LINES.join([" ".join(alone.get(letter, ())) for letter in letters]),
        whole=tuple([owners.setdefault(whole.get(number, ()), len(owners)) for number in range(len(segments))]),
        owners=tuple(owners),
        rows=_LINES.join([END.join((str(first), *each)) for first, each in rows.items()]),
        in_rows=" ".join(map(str, in_rows)),
        family=Family({concept: parts for concept, parts in includes.items() if parts}, _owners(entries, includes)),
    )


def _ahead(choices: Sequence[Choice]) -> tuple[Iterable[str], str, Iterable[str]]:
    """The letters that a segment may begin with and those that may follow; and the letters that are all of it."""
    # Most segments are a choice between single words, or begin with two choices that cannot be absent.
    letters, _, words = choices[0].partition(WORDS)
    if letters[0] != ABSENT:
        if len(choices) == 1 and len(words) == 2 * len(letters):
            return "", "", set(letters)
        if len(choices) > 1 and choices[1][0] != ABSENT:
            following = choices[1].partition(WORDS)[0]
            if len(words) > 2 * len(letters):
                following += "".join([row[1] for row in words.split(OR) if len(row) > 1])
            return set(letters), following, ()
    firsts: list[str] = []
    seconds: list[str] = []
    needed = [number for number, choice in enumerate(choices) if choice[0] != ABSENT]
    last_first = needed[0] if needed else len(choices)
    last_second = needed[1] if len(needed) > 1 else len(choices)
    for number, choice in enumerate(choices[: last_second + 1]):
        letters, _, words = choice.lstrip(ABSENT).partition(WORDS)
        if number:
            seconds.append(letters)
        if number <= last_first:
            firsts.append(letters)
            if len(words) > 2 * len(letters):  # a row of several words among them
                seconds += [row[1] for row in words.split(OR) if len(row) > 1]
    following = "".join(seconds)
    alone = needed or range(len(choices)) if len(needed) < 2 else ()
    rows = [row for number in alone for row in choices[number].partition(WORDS)[2].split(OR)]
    return set("".join(firsts)) if following else (), following, [row for row in rows if len(row) == 1]


class _Opened:
    """A lexicon as documents are read with it."""

    def __init__(self, written: _Written) -> None:
        keys = written.letters.split(_LINES) if written.letters else []
        self.letters = dict(zip(keys, letters_of(len(keys)), strict=True))
        self._written = written
        self._forms: defaultdict[str, dict[str, str]] = defaultdict(dict)  # by the letter of a stem: its forms' letters
        for key in [key for key in keys if "=" in key]:
            form, _, stem = key.partition("=")
            self._forms[self.letters[stem]][form] = self.letters[key]
        texts, seconds, followers = (
            lines.decode(_KEPT).split(_LINES) for lines in (written.segments, written.seconds, written.followers)
        )
        by_letter = (
            dict(zip(self.letters.values(), lines, strict=False))
            for lines in (written.openings.split(_LINES), followers, written.alone.split(_LINES))
        )
        rows = (line.partition(END) for line in written.rows.split(_LINES))
        # Those that a segment opens, as text until they are asked for.
        self._rows: dict[int, str | tuple[Row, ...]] = {int(first): each for first, _, each in rows if first}
        self._in_rows = frozenset(map(int, written.in_rows.split()))
        segments = Segments(texts, seconds, *by_letter)
        self._tree = WordTree(segments, self._forms, self._part)
        self._parts: dict[tuple[int, tuple[ConceptId, ...], frozenset[int]], Part] = {}

    def find(self, tokens: Tokens, units: Sequence[range]) -> defaultdict[Part, list[int]]:
        """The first tokens of every part."""
        letters, forms = self.letters, self._forms
        text = [letters.get(stem, _UNKNOWN) for stem in tokens.stems]
        for index in [index for index, letter in enumerate(text) if letter in forms]:
            text[index] = forms[text[index]].get(tokens.normals[index], text[index])
        return self._tree.find(text, units)

    def _part(self, width: int, segments: Sequence[int]) -> Part:
        """The part of so many words that are these segments."""
        whole, owners = self._written.whole, self._written.owners
        numbers = set(map(whole.__getitem__, segments))
        concepts = tuple(dict.fromkeys([concept for number in sorted(numbers) for concept in owners[number]]))
        in_rows = self._in_rows.intersection(segments)
        return self._parts.setdefault((width, concepts, in_rows), Part(width, concepts, in_rows))

    def rows_of(self, segments: frozenset[int]) -> list[Row]:
        """The phrases of several segments all of which are among these, in their order."""
        rows = [row for opening in self._rows.keys() & segments for row in self._opening(opening)]
        return sorted(row for row in rows if segments.issuperset(row.segments))

    def _opening(self, segment: int) -> Sequence[Row]:
        rows = self._rows[segment]
        if isinstance(rows, str):
            rows = self._rows[segment] = tuple(map(self._row, rows.split(END)))
        return rows

    def _row(self, written: str) -> Row:
        number, owner, *rest = map(int, written.split())
        half = len(rest) // 2
        return Row(number, tuple(rest[:half]), tuple(rest[half:]), *self._written.owners[owner])


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
