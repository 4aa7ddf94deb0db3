"""Looks for a statement that says what a rule asks for, and works out why others do not count.

Sets of units answer for a whole agreement at once which statements come into question; only these are
then looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from agreementlint.agreement.model import Agreement, Hit, Statement
from agreementlint.agreement.stances import Place, Stands
from agreementlint.engine.checks import Choice, Stance, States, Term
from agreementlint.engine.contradiction import does_the_opposite, other_way_round, speaks_against
from agreementlint.engine.finding import Finding, LateMisses, Miss
from agreementlint.engine.meanings import named
from agreementlint.engine.surroundings import Places, distance, stands_near, units_above, units_nearby
from agreementlint.language.denial import is_flat_denial
from agreementlint.language.standing import POLARITIES
from agreementlint.language.tokensets import TokenSet
from agreementlint.terms import Modality, Polarity, Role, Shortfall

_MOST_EVIDENCE = 8  # more than are shown: the clearest of them are chosen later
_MOST_MISSES = 3
_SHIFTED = (Stance.DENIED, Stance.EXCEPTED)
_LOOSE = (Modality.PERMISSION, Modality.WISH)
_ACCEPTED = {stance: tuple(each for each in Polarity if stance.accepts(each)) for stance in Stance}
# The field of `Stands` with the places that a stance accepts.
_SIDE = {
    Stance.AFFIRMED: Stands._fields.index("affirmed"),
    Stance.DENIED: Stands._fields.index("denied"),
    Stance.EXCEPTED: Stands._fields.index("excepted"),
    Stance.ANYHOW: Stands._fields.index("anyhow"),
}

_ANYHOW = _SIDE[Stance.ANYHOW]

_Act = tuple[Term, Hit, bool]  # the last says whether it stands in the statement's own words
# How many parts a statement has, what is wrong with it and what that makes of it; whether it is the party, the subject, or the act
# itself that should be ruled out.
_Shortcoming = tuple[int, str, Shortfall, bool, bool, bool]
_ONLY_NAMED: _Shortcoming = (0, "it only names it", Shortfall.MISSING, False, False, False)


def find_statements(check: States, agreement: Agreement, denials: bool = True) -> Finding:
    """The statements that satisfy a check, best first, or the nearest ones and what they lack.

    Without `denials` an act with "not" right before it does not count even where its polarity is of no account.
    """
    search = _Search(check, agreement, denials)
    most = max(_MOST_EVIDENCE, check.at_least)
    highest = 2 * (len(check.with_) + len(check.own) + 1) + 1
    found: dict[int, tuple[int, int]] = {}  # statement -> (score, number of acts in it)
    first_rate = 0
    for index, scored in search.satisfied():
        found[index] = scored
        first_rate += scored[0] == highest
        if first_rate == most:
            break  # none that comes later is better
    ranked = sorted(found, key=lambda index: (-found[index][0], index))
    acts_found = sum(count for _, count in found.values())
    if acts_found >= check.at_least:
        return Finding(True, tuple(agreement.statements[index].span for index in ranked[:most]))
    if found:
        reason = f"only {acts_found} of the {check.at_least} that are needed"
        few = tuple(Miss(index, agreement.statements[index].span, 9, reason, Shortfall.PARTIAL) for index in ranked)
        return Finding(False, (), few)
    return Finding(False, (), LateMisses(search.misses))


Satisfying = dict[int, frozenset[Role]]  # statement -> those who act in it


def satisfying(check: States, agreement: Agreement) -> Satisfying:
    """Every statement that satisfies a check, with those who act in it."""
    search = _Search(check, agreement)
    return {
        index: frozenset(
            hit.actor
            for _, hit, _ in search.acts(agreement.statements[index], any_stance=False)
            if hit.actor is not None
        )
        for index, _ in search.satisfied()
    }


class _Search:
    """One check on one agreement: what satisfies it, and if somebody asks, why the rest does not."""

    __slots__ = ("_denials", "_lacking", "_standing", "actors", "agreement", "check", "stances")

    def __init__(self, check: States, agreement: Agreement, denials: bool = True) -> None:
        self.check = check
        self.agreement = agreement
        self.stances = agreement.stances
        self._denials = True if denials or check.denied else None  # None: not worked out yet
        self._standing: tuple[list[TokenSet], list[TokenSet]] | None = None
        self._lacking: dict[int, list[Choice]] = {}  # what a statement lacks for an act that stands elsewhere
        self.actors: tuple[Role | None, ...] | None = None  # who may act; None: anybody
        if check.by is not None:
            self.actors = (*check.by, Role.EVERYONE) if check.named else (*check.by, Role.EVERYONE, None)

    @property
    def denials(self) -> bool:
        """Whether denied acts count: what asks for a denial somewhere ("tells nothing") is not taken back by one."""
        if self._denials is None:
            choices = (*self.check.with_, *self.check.own)
            self._denials = any(term.stance in _SHIFTED for choice in choices for term in choice)
        return self._denials

    @property
    def standing(self) -> tuple[list[TokenSet], list[TokenSet]]:
        """The units in which each choice of `with_`, and each of `own`, stands."""
        if self._standing is None:
            check = self.check
            self._standing = list(map(self._holding, check.with_)), list(map(self._holding, check.own))
        return self._standing

    def satisfied(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """The statements that satisfy the check, each with its score and the number of its acts."""
        check, layout, units = self.check, self.stances.layout, self.stances.units
        acts = self._acts_that_count()
        if not acts:
            return
        acting = units.holding(acts)
        own = acting & layout.statements
        through = layout.introduced(acting)
        fitting = own | through
        for choice in check.with_:
            if not fitting:
                return
            fitting &= self._hearing(choice)
        if not fitting:
            return
        with_, with_own = self.standing
        for holding in with_own:
            fitting &= holding
        if not fitting:
            return
        fitting &= ~layout.about(self._about(check.without))
        named = [*with_, *with_own]
        doubtful = 0 if self.denials else layout.hearing(units.holding(acts & self.stances.deniable))
        for index in layout.statements_in(fitting):
            statement = self.agreement.statements[index]
            if self._missing_around(statement) is not None:
                continue
            unit = layout.one(statement.unit)
            here = sum(1 for holding in named if holding & unit)
            if not doubtful & unit and self._is_plain(statement, own & unit, through & unit):
                if own & unit or here:
                    yield index, (2 * (here + 1) + 1 if own & unit else 2 * here, 1)
                continue
            if check.at_least == 1 and own & unit and through & unit:
                score, count = self._first_that_counts(statement, here), 1  # what is read first decides
            else:
                score, count = self._counted(statement, here, acts)
            if score:
                yield index, (score, count)

    def _is_plain(self, statement: Statement, own: TokenSet, through: TokenSet) -> bool:
        """Whether it makes no difference to a statement which of its acts is looked at, nor how far it is away."""
        if self.check.at_least > 1 or (own and through):
            return False
        far = len(self.agreement.units[statement.unit]) > self.check.within
        return not (own and far and (self.check.with_ or self.check.own))

    def _first_that_counts(self, statement: Statement, named: int) -> int:
        """The score of a statement by the first of its acts that does; 0 where none does."""
        for _, hit, own in self.acts(statement, any_stance=False):
            if (own or named) and not self._missing(statement, hit if own else None):
                return 2 * (own + named) + own
        return 0

    def _counted(self, statement: Statement, named: int, acts: TokenSet) -> tuple[int, int]:
        """The score of a statement and how many different acts it has; `acts` are the first tokens of those that count."""
        score = 0
        counted: set[int] = set()  # the last tokens of the acts: two readings of the same words are one act
        through = bool(named) and self._is_whole(statement, None)
        for unit in dict.fromkeys((statement.unit, *statement.context)) if through else (statement.unit,):
            own = unit == statement.unit
            here = acts & self.stances.tokens_of(unit)
            for term in self.check.act if here else ():
                if not self.stances.of(term.concept)[_SIDE[term.stance]] & here:
                    continue
                for place in self.stances.places_in(term.concept, unit):
                    if (
                        here >> place.first & 1
                        and POLARITIES[place.polarity] in _ACCEPTED[term.stance]
                        and not self._flatly_denied(term, place.first, place.last, POLARITIES[place.polarity])
                        and (not own or self._is_whole(statement, place))
                    ):
                        score = max(score, 2 * (own + named) + own)
                        counted.add(place.last)
                        if self.check.at_least == 1:
                            return score, 1
        return score, len(counted)

    def _is_whole(self, statement: Statement, act: Place | None) -> bool:
        """Whether a statement has everything that goes with an act; `act` where how far it is away may matter."""
        unit, layout = statement.unit, self.stances.layout
        own = layout.one(unit)
        around = layout.set_of(statement.context) & ~own
        far = act is not None and len(self.agreement.units[unit]) > self.check.within
        with_, with_own = self.standing
        return all(
            holding & around or (holding & own and (not far or self._is_near(choice, unit, act)))
            for choice, holding in zip(self.check.with_, with_, strict=True)
        ) and all(
            holding & own and (not far or self._is_near(choice, unit, act))
            for choice, holding in zip(self.check.own, with_own, strict=True)
        )

    def _is_near(self, choice: Choice, unit: int, act: Place | None) -> bool:
        """Whether a choice stands in the unit of an act, and not too far away."""
        return act is None or any(
            POLARITIES[place.polarity] in _ACCEPTED[stance] and distance(act, place) <= self.check.within
            for concept, stance in choice
            for place in self.stances.places_in(concept, unit)
        )

    def _acts_that_count(self) -> TokenSet:
        """The first tokens of the acts that stand, are somebody's and bind as they should."""
        acts = 0
        for concept, stance in self.check.act:
            acts |= self.stances.of(concept)[_SIDE[stance]]
        if acts and self.actors is not None:
            acts &= self.stances.acted_by(self.actors)
        return acts & ~self.stances.loose if self.check.firm else acts

    def _holding(self, choice: Iterable[Term]) -> TokenSet:
        """The units in which a choice stands."""
        units = 0
        for concept, stance in choice:
            units |= self.stances.units_of(concept, _SIDE[stance])
        return units

    def _about(self, choice: Iterable[Term]) -> TokenSet:
        """The units that speak of a choice."""
        units = 0
        for concept, stance in choice:
            units |= self.stances.units_about(concept, _SIDE[stance])
        return units

    def _hearing(self, choice: Choice) -> TokenSet:
        """The statements in which a choice stands, or in what introduces them."""
        statements = 0
        for concept, stance in choice:
            statements |= self.stances.heard_of(concept, _SIDE[stance])
        return statements

    def _places(self, choice: Choice) -> Places:
        mentions = self.agreement.mentions
        return [(_ACCEPTED[stance], mentions[concept]) for concept, stance in choice if concept in mentions]

    def acts(self, statement: Statement, any_stance: bool) -> Iterator[_Act]:
        """The acts in a statement's own words and in what introduces it, in the order of the mentions."""
        units = (statement.unit, *statement.context)
        around = self.stances.layout.set_of(units)
        for term in self.check.act:
            here = self.stances.units_of(term.concept, _ANYHOW) & around
            if not here:
                continue
            by_unit = self.agreement.mentions[term.concept]
            several = here & (here - 1)
            for unit in [unit for unit in by_unit if unit in units] if several else self.stances.units.numbers(here):
                for hit in by_unit[unit]:
                    if any_stance or self._counts(term, hit):
                        yield term, hit, unit == statement.unit

    def _counts(self, term: Term, hit: Hit) -> bool:
        return (
            hit.polarity in _ACCEPTED[term.stance]
            and not self._flatly_denied(term, hit.first, hit.last, hit.polarity)
            and (self.actors is None or hit.actor in self.actors)
            and not (self.check.firm and hit.modality in _LOOSE)
        )

    def _flatly_denied(self, term: Term, first: int, last: int, polarity: Polarity) -> bool:
        """Whether the clause of an act is denied where nothing in the check asks for a denial."""
        if self.denials or term.stance in _SHIFTED:
            return False
        cause = self.stances.cause_of(first)
        flat = is_flat_denial(self.agreement.stems, first, last, polarity is not Polarity.PLAIN, cause)
        return flat or self.stances.denied_by_lead(first, last)

    def misses(self) -> tuple[Miss, ...]:
        """The nearest statements with an act of the check, and what they lack."""
        check, layout = self.check, self.stances.layout
        acting = 0
        for concept, _ in check.act:
            acting |= self.stances.heard_of(concept, _ANYHOW)
        if not acting:
            return ()
        # By how many parts a statement may have: distances between them are not looked at yet.
        by_parts = [acting]
        for standing in (*map(self._hearing, check.with_), *self.standing[1]):
            higher = [units & standing for units in by_parts]
            by_parts = [(units & ~standing) | more for units, more in zip((*by_parts, 0), (0, *higher), strict=True)]
        # A statement with the act alone, of several parts that are asked for, is not near.
        least = 2 if len(by_parts) > 1 else 1
        misses: list[Miss] = []
        for parts in range(len(by_parts), least - 1, -1):
            for index in layout.statements_in(by_parts[parts - 1]):
                if len(misses) == _MOST_MISSES and _order(misses[-1]) < (-parts, index):
                    break  # neither this one nor one behind it can be nearer
                miss = self._miss(self.agreement.statements[index])
                if miss.parts >= least:
                    misses = sorted((*misses, miss), key=_order)[:_MOST_MISSES]
        return tuple(misses)

    def _miss(self, statement: Statement) -> Miss:
        """Why a statement does not satisfy the check: what the act lacks that comes nearest."""
        acts = self.acts(statement, any_stance=True)
        shortcomings = [found for act in acts if (found := self._shortcoming(statement, act)) is not None]
        nearest = max(shortcomings, key=lambda found: found[0], default=_ONLY_NAMED)
        return Miss(statement.index, statement.span, *nearest)

    def _shortcoming(self, statement: Statement, act: _Act) -> _Shortcoming | None:
        """How many parts a statement has with this act, what is wrong with it, and whether it is the party or the subject."""
        check, (term, hit, own) = self.check, act
        missing = self._missing(statement, hit if own else None)
        parts = 1 + len(check.with_) + len(check.own) - len(missing)
        whole = 0 if missing else parts  # an act that does not count is near only with all that goes with it
        if hit.polarity not in _ACCEPTED[term.stance] or self._flatly_denied(term, hit.first, hit.last, hit.polarity):
            against = own and not missing and speaks_against(term.stance, hit, self.actors)
            shortfall = Shortfall.CONTRADICTED if against and self._fits_around(statement) else Shortfall.MISSING
            does_it = own and not missing and does_the_opposite(term.stance, hit)
            return whole, other_way_round(term.stance, hit), shortfall, False, False, does_it
        if self.actors is not None and hit.actor not in self.actors:
            who = f"the {hit.actor}" if hit.actor is not None else "nobody in particular"
            return whole, f"it binds {who}", Shortfall.MISSING, hit.actor is not None, False, False
        if check.firm and hit.modality in _LOOSE:
            weak = "only permits it" if hit.modality is Modality.PERMISSION else "only states a wish"
            return whole, f"it {weak}", Shortfall.MISSING if missing else Shortfall.PARTIAL, False, False, False
        if missing:
            half = len(missing) == 1 and parts > 2
            reason = f"it says nothing of: {_names(missing[0])}"
            return parts, reason, Shortfall.PARTIAL if half else Shortfall.MISSING, False, False, False
        barred = self._barred(statement)
        if barred is not None:
            return parts, f"it is about: {_names((barred,))}", Shortfall.MISSING, False, True, False
        elsewhere = self._missing_around(statement)
        if elsewhere is not None:
            return parts, f"nothing around it speaks of: {_names(elsewhere)}", Shortfall.MISSING, False, False, False
        return None

    def _missing(self, statement: Statement, act: Hit | None) -> list[Choice]:
        """The choices that a statement lacks; those in its own words not further than `within` from an act in these."""
        own = statement.unit
        far = act is not None and len(self.agreement.units[own]) > self.check.within
        if not far and statement.index in self._lacking:
            return self._lacking[statement.index]
        near = act if far else None
        with_, with_own = self.standing
        missing = self._absent(self.check.with_, with_, (own, *statement.context), near, own)
        missing += self._absent(self.check.own, with_own, (own,), near, own)
        if not far:
            self._lacking[statement.index] = missing
        return missing

    def _absent(
        self, choices: Sequence[Choice], standing: Sequence[TokenSet], units: Sequence[int], near: Hit | None, own: int
    ) -> list[Choice]:
        """The choices that stand in none of the units; in the unit `own` they must not be too far from what they go `near`."""
        here = self.stances.layout.set_of(units)
        return [
            choice
            for choice, holding in zip(choices, standing, strict=True)
            if not holding & here
            or (near is not None and not stands_near(self._places(choice), units, near, own, self.check.within))
        ]

    def _barred(self, statement: Statement) -> Term | None:
        """What may not stand in the statement's own words, and does."""
        unit = self.stances.layout.set_of((statement.unit, *([statement.topic] if statement.topic >= 0 else ())))
        return next((term for term in self.check.without if self._about((term,)) & unit), None)

    def _missing_around(self, statement: Statement) -> Choice | None:
        for choice in self.check.under:
            if not self._holding(choice) & units_above(statement, self.agreement):
                return choice
        for choice in self.check.nearby:
            if not self._holding(choice) & units_nearby(statement, self.agreement):
                return choice
        return None

    def _fits_around(self, statement: Statement) -> bool:
        """Whether nothing but the act itself stands against a statement."""
        return self._barred(statement) is None and self._missing_around(statement) is None


def _order(miss: Miss) -> tuple[int, int]:
    """The nearest first, and of these as they are read."""
    return -miss.parts, miss.statement


def _names(choice: Choice) -> str:
    return named([term.concept for term in choice])
