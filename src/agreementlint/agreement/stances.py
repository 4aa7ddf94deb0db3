"""How every concept stands in an agreement, as sets of tokens and of units, worked out when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from agreementlint.agreement.layout import Layout
from agreementlint.language.denial import deniable, is_denied_by_lead
from agreementlint.language.gaps import Stretch, Widths
from agreementlint.language.occurrences import Family, Occurrences
from agreementlint.language.standing import ACTING, EXCEPTED, NEGATED, PERMISSION, PLAIN, ROLES, WISH, Scope
from agreementlint.language.tokensets import TokenSet, Units, members, set_of, where
from agreementlint.terms import ConceptId, Role

_LOOSE = (PERMISSION, WISH)
_ACTORS = tuple("" if role is None else role.value for role in ROLES)


class Stands(NamedTuple):
    """The first tokens of the places of a concept: those where it is not denied, is denied, is excepted, and all."""

    affirmed: TokenSet
    denied: TokenSet
    excepted: TokenSet
    anyhow: TokenSet


_EXCEPTED: Final = Stands._fields.index("excepted")
_TURNED: Final = (("not", Stands._fields.index("denied")), ("except", _EXCEPTED))
_RELATIVES = (["which"], ["who"], ["whose"], ["where"])
_CONDITIONS = frozenset({"without", "unless", "if", "absent", "subject", "until"})
_NOWHERE = Stands(0, 0, 0, 0)


class Place(NamedTuple):
    """One place of a concept: first and last token, and the number of its polarity."""

    first: int
    last: int
    polarity: int


def _left_out(excepted: Iterable[int], scope: Scope, stems: Sequence[str], ends: Sequence[int]) -> Iterator[int]:
    """The tokens of what a sentence leaves out, with the clause that says more of it: "all but the invoices, which ..."."""
    for at in excepted:
        if stems[scope.cause[at]] in _CONDITIONS:
            continue  # "not without her consent" and "unless she agrees" leave nothing out
        yield at
        if stems[at + 1 : at + 2] == [","] and stems[at + 2 : at + 3] in _RELATIVES:
            yield from range(at + 1, ends[at])


class Stances:
    """Where each concept stands and how: as its first token does, but a denial inside its own words does not count."""

    __slots__ = (
        "_about", "_acted", "_built_in", "_by_unit", "_deniable", "_denied", "_excepted", "_heard", "_known", "_left_out", "_occurrences",
        "_places", "_ranges", "_scope", "_stems", "_turned", "_units", "layout", "loose", "units", "wished",
    )  # fmt: skip

    def __init__(
        self,
        occurrences: Occurrences,
        built_in: Mapping[ConceptId, Widths],
        scope: Scope,
        layout: Layout,
        units: Sequence[range],
        stems: Sequence[str],
    ) -> None:
        self.units: Units = occurrences.units
        self.layout = layout
        self.loose: TokenSet = where(scope.modality, _LOOSE)  # what is only permitted or wished
        self.wished: TokenSet = where(scope.modality, (WISH,))
        self._occurrences = occurrences
        self._built_in = built_in
        self._scope = scope
        self._excepted = where(scope.polarity, (EXCEPTED,))
        self._left_out: TokenSet = 0
        if self._excepted:
            ends = [units[unit].stop for unit in self.units.of]
            self._left_out = set_of(tuple(_left_out(members(self._excepted), scope, stems, ends)), len(stems))
        self._denied = _Denied(scope, units)
        self._known: dict[ConceptId, Stands] = {}
        self._places: dict[tuple[ConceptId, int], Sequence[Place]] = {}
        self._units: dict[tuple[ConceptId, int], TokenSet] = {}
        self._about: dict[tuple[ConceptId, int], TokenSet] = {}
        self._heard: dict[tuple[ConceptId, int], TokenSet] = {}
        self._acted: dict[Role | None, TokenSet] = {}
        self._stems = stems
        self._ranges = units
        self._deniable: TokenSet | None = None
        self._by_unit: list[list[tuple[int, frozenset[ConceptId]]]] | None = None
        self._turned: defaultdict[int, list[tuple[str, frozenset[ConceptId]]]] | None = None

    def concepts(self) -> Collection[ConceptId]:
        """Every concept that occurs."""
        return dict.fromkeys((*self._occurrences.concepts(), *self._built_in))

    def standing_in(self, unit: int) -> Mapping[str, Collection[frozenset[ConceptId]]]:
        """The concepts in a unit by its number, by the way they stand; under "" all of them.

        `not` are those that are denied there, `except` those that are excepted, `loose` those that are only
        permitted or wished, and a role's those that are its acts.
        """
        standing: defaultdict[str, set[frozenset[ConceptId]]] = defaultdict(set)
        actors, modalities = self._scope.actor, self._scope.modality
        for first, concepts in self._places_by_unit()[unit]:
            standing[""].add(concepts)
            if actors[first]:
                standing[_ACTORS[actors[first]]].add(concepts)
            if modalities[first] in _LOOSE:
                standing["loose"].add(concepts)
        for way, concepts in self._turned_by_unit()[unit]:
            standing[way].add(concepts)
        return standing

    def _places_by_unit(self) -> Sequence[Iterable[tuple[int, frozenset[ConceptId]]]]:
        """For each unit the first tokens of all places in it, with the concepts that have them there."""
        if self._by_unit is None:
            by_unit = [
                [(first, part.owners) for first, part in parts if part.owners] for parts in self._occurrences.places
            ]
            built_in = (
                (concept, first) for concept, widths in self._built_in.items() for first in members(_all(widths))
            )
            for concept, first in chain(self._occurrences.openings(), built_in):
                by_unit[self.units.of[first]].append((first, self._occurrences.owners(concept)))
            self._by_unit = by_unit
        return self._by_unit

    def _turned_by_unit(self) -> Mapping[int, Sequence[tuple[str, frozenset[ConceptId]]]]:
        """By its number for each unit the concepts that are denied or excepted there."""
        if self._turned is None:
            self._turned = defaultdict(list)
            for concept in (*self._occurrences.possible, *self._built_in):
                stands, alone = self.of(concept), frozenset((concept,))
                for way, side in _TURNED:
                    for unit in self.units.numbers(self.units_of(concept, side)) if stands[side] else ():
                        self._turned[unit].append((way, alone))
        return self._turned

    def acted_by(self, roles: Iterable[Role | None]) -> TokenSet:
        """The tokens of which one of these is the one who acts; None is nobody in particular."""
        tokens, known = 0, self._acted
        for role in roles:
            if role not in known:
                known[role] = where(self._scope.actor, ACTING[role])
            tokens |= known[role]
        return tokens

    @property
    def deniable(self) -> TokenSet:
        """The tokens at which words may begin whose clause is flatly denied."""
        if self._deniable is None:
            found = deniable(self._stems, self._ranges) | self._scope.disowned
            for unit in self._ranges:
                if unit and self._scope.polarity[unit.start] == NEGATED and self._scope.cause[unit.start] < unit.start:
                    found.update(unit)
            self._deniable = set_of(tuple(found), len(self._stems)) | where(self._scope.polarity, (NEGATED,))
        return self._deniable

    def cause_of(self, token: int) -> int:
        """What denies or excepts a token; -1 if nothing does."""
        return self._scope.cause[token]

    def is_disowned(self, unit: int) -> bool:
        """Whether a unit by its number takes back at its head what it says."""
        return not self._scope.disowned.isdisjoint(self._ranges[unit])

    def denied_by_lead(self, first: int, last: int) -> bool:
        """Whether words (their first and last token) are flatly denied by the head of their sentence or the lead-in of their list."""
        if first in self._scope.disowned:
            return True
        cause = self._scope.cause[first]
        if self._scope.polarity[first] != NEGATED or cause < 0:
            return False
        lead = self.units.of[cause]
        if lead == self.units.of[first]:
            return False
        return is_denied_by_lead(self._stems, cause, self._ranges[lead], last)

    def of(self, concept: ConceptId) -> Stands:
        """The places of a concept by the way they stand."""
        known = self._known.get(concept)
        if known is None:
            known = self._known[concept] = _NOWHERE  # for as long as it is read
            if concept in self._occurrences.possible or concept in self._built_in:
                known = self._known[concept] = self._read(concept)
        return known

    def units_of(self, concept: ConceptId, side: int) -> TokenSet:
        """The units that hold a place of a concept; `side` is the number of the field of `Stands`."""
        key = concept, side
        known = self._units.get(key)
        if known is None:
            known = self._units[key] = self.units.holding(self.of(concept)[side])
        return known

    def units_about(self, concept: ConceptId, side: int) -> TokenSet:
        """The units that speak of a concept, other than as what they leave out ("all is deleted, except invoices")."""
        key = concept, side
        known = self._about.get(key)
        if known is None:
            places = self.of(concept)
            left_out = 0 if side == _EXCEPTED else self._left_out
            known = self._about[key] = self.units.holding(places[side] & ~left_out)
        return known

    def heard_of(self, concept: ConceptId, side: int) -> TokenSet:
        """The statements that hold a place of a concept or are introduced by a unit that does."""
        key = concept, side
        known = self._heard.get(key)
        if known is None:
            known = self._heard[key] = self.layout.hearing(self.units_of(concept, side))
        return known

    def units_in_turn(self, concept: ConceptId) -> list[int]:
        """The numbers of the units that hold a concept: those with its words as they are read, then others by phrase."""
        seen = self.units.holding(_all(self._words(concept)))
        found = self.units.numbers(seen)
        for _, openings in self._occurrences.rows(concept):
            more = self.units.holding(_all(openings)) & ~seen
            found += self.units.numbers(more)
            seen |= more
        return found

    def places(self, concept: ConceptId, tokens: range) -> Iterator[Place]:
        """Each place of a concept in a unit: words as they are read, then phrases with gaps."""
        polarities, causes = self._scope.polarity, self._scope.cause
        unit = (1 << len(tokens)) - 1 << tokens.start
        words = self._words(concept).items()
        for last, first in sorted((first + width - 1, first) for width, at in words for first in members(at & unit)):
            polarity = polarities[first]
            own = polarity == NEGATED and first <= causes[first] <= last
            yield Place(first, last, PLAIN if own else polarity)
        for row, openings in self._occurrences.rows(concept):
            if _all(openings) & unit:
                for stretches in self._occurrences.stretches(row, openings, unit):
                    yield Place(stretches[0][0], stretches[-1][1] - 1, _polarity(stretches, self._scope))

    def tokens_of(self, unit: int) -> TokenSet:
        """The tokens of a unit by its number."""
        tokens = self._ranges[unit]
        return (1 << len(tokens)) - 1 << tokens.start

    def places_in(self, concept: ConceptId, unit: int) -> Sequence[Place]:
        """Each place of a concept in a unit by its number."""
        key = concept, unit
        known = self._places.get(key)
        if known is None:
            known = self._places[key] = tuple(self.places(concept, self._ranges[unit]))
        return known

    def _words(self, concept: ConceptId) -> Widths:
        return self._built_in.get(concept) or self._occurrences.words(concept)

    def _read(self, concept: ConceptId) -> Stands:
        affirmed = denied = 0
        words = self._built_in.get(concept)
        if words is None:
            words = self._occurrences.own_words(concept)
            for part in self._occurrences.included(concept):
                stands = self.of(part)
                affirmed |= stands.affirmed
                denied |= stands.denied
        for width, firsts in words.items():
            negated = firsts & self._denied.from_outside(width)
            denied |= negated
            affirmed |= firsts ^ negated
        for row, openings in self._occurrences.own_rows(concept):
            firsts = _all(openings)
            doubtful = firsts & self._denied.near
            affirmed |= firsts ^ doubtful
            if doubtful:
                for stretches in self._occurrences.stretches(row, openings, doubtful):
                    if _polarity(stretches, self._scope) == NEGATED:
                        denied |= 1 << stretches[0][0]
                    else:
                        affirmed |= 1 << stretches[0][0]
        return Stands(affirmed, denied, affirmed & self._excepted, affirmed | denied)


class _Denied:
    """The tokens that are denied, and for words of each width where the denial is none of these words.

    `near` are all tokens of the units with a denial.
    """

    __slots__ = ("_from_outside", "_own", "_tokens", "near")

    def __init__(self, scope: Scope, units: Sequence[range]) -> None:
        self._tokens = where(scope.polarity, (NEGATED,))
        self._from_outside: dict[int, TokenSet] = {}
        self._own: list[tuple[int, int]] = []  # what denies, and what it denies before it, with how far that is
        near = bytearray(len(scope.polarity))
        for unit in units:
            if NEGATED in scope.polarity[unit.start : unit.stop]:
                near[unit.start : unit.stop] = bytes((NEGATED,)) * len(unit)
                for token in unit:
                    if scope.polarity[token] == NEGATED and scope.cause[token] >= token:
                        self._own.append((token, scope.cause[token] - token))
        self.near = where(near, (NEGATED,))

    def from_outside(self, width: int) -> TokenSet:
        known = self._from_outside.get(width)
        if known is None:
            known = self._tokens
            for token, distance in self._own:
                if distance < width:
                    known ^= 1 << token
            self._from_outside[width] = known
        return known


def _all(openings: Widths) -> TokenSet:
    tokens = 0
    for firsts in openings.values():
        tokens |= firsts
    return tokens


def _polarity(stretches: Sequence[Stretch], scope: Scope) -> int:
    """The polarity of a phrase with gaps; a denial inside its words does not change it but one in a gap does."""
    first, last = stretches[0][0], stretches[-1][1] - 1
    for token in (first, last):
        if scope.polarity[token] == NEGATED:
            cause = scope.cause[token]
            return PLAIN if any(begin <= cause < end for begin, end in stretches) else NEGATED
        if scope.polarity[token] != PLAIN:
            break
    return scope.polarity[first]


def no_stances() -> Stances:
    """The stances of an agreement without words."""
    units = Units((), 0)
    occurrences = Occurrences((), (), Family({}, {}), 0, units, 0)
    return Stances(occurrences, {}, Scope(bytearray(), [], bytearray(), bytearray(), set()), Layout((), (), 0), (), ())
