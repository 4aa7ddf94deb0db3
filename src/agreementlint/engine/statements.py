"""Looks for a statement that says what a rule asks for, and works out why others do not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from agreementlint.agreement.model import Agreement, Hit, Statement
from agreementlint.engine.checks import Choice, Stance, States, Term
from agreementlint.engine.denial import is_flat_denial
from agreementlint.engine.finding import Finding, LateMisses, Miss
from agreementlint.terms import Modality, Polarity, Role, Shortfall

_MOST_EVIDENCE = 3
_MOST_MISSES = 3
_NEAR = 2
_SHIFTED = (Stance.DENIED, Stance.EXCEPTED)
_LOOSE = (Modality.PERMISSION, Modality.WISH)
_ACCEPTED = {stance: tuple(each for each in Polarity if stance.accepts(each)) for stance in Stance}

_Act = tuple[Term, Hit, bool]  # the last says whether it stands in the statement's own words
_Places = list[
    tuple[tuple[Polarity, ...], Mapping[int, Sequence[Hit]]]
]  # how the hits of a choice may stand, and where


def find_statements(check: States, agreement: Agreement, denials: bool = True) -> Finding:
    """The statements that satisfy a check, best first, or the nearest ones and what they lack.

    Without `denials` an act with "not" right before it does not count even where its polarity is of no account.
    """
    search = _Search(check, agreement, denials)
    found = dict(search.satisfied())  # statement -> (score, number of acts in it)
    ranked = sorted(found, key=lambda index: (-found[index][0], index))
    acts_found = sum(count for _, count in found.values())
    if acts_found >= check.at_least:
        most = max(_MOST_EVIDENCE, check.at_least)
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
    acts = search.acts(any_stance=False)
    return {
        index: frozenset(hit.actor for _, hit, _ in acts[index] if hit.actor is not None)
        for index, _ in search.satisfied()
    }


class _Search:
    """One check on one agreement: what satisfies it, and if somebody asks, why the rest does not."""

    __slots__ = ("actors", "agreement", "check", "denials", "nearby", "own", "under", "with_")

    def __init__(self, check: States, agreement: Agreement, denials: bool = True) -> None:
        self.check = check
        self.agreement = agreement
        # What asks for a denial somewhere ("tells nothing") is no statement that a denial takes back.
        self.denials = (
            denials
            or check.denied
            or any(term.stance in _SHIFTED for choice in (*check.with_, *check.own) for term in choice)
        )
        self.actors: tuple[Role | None, ...] | None = None  # who may act; None: anybody
        if check.by is not None:
            self.actors = (*check.by, Role.EVERYONE) if check.named else (*check.by, Role.EVERYONE, None)
        self.with_ = [self._places(choice) for choice in check.with_]
        self.own = [self._places(choice) for choice in check.own]
        self.under = [self._places(choice) for choice in check.under]
        self.nearby = [self._places(choice) for choice in check.nearby]

    def _places(self, choice: Choice) -> _Places:
        mentions = self.agreement.mentions
        return [(_ACCEPTED[term.stance], mentions[term.concept]) for term in choice if term.concept in mentions]

    def satisfied(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """The statements that satisfy the check, each with its score and the number of its acts."""
        if not all(map(all, (self.with_, self.own, self.under, self.nearby))):
            return  # something is asked for that stands nowhere
        within, one_is_enough = self.check.within, self.check.at_least == 1
        for index, acts in self.acts(any_stance=False).items():
            statement = self.agreement.statements[index]
            unit = statement.unit
            units = (unit, *statement.context)
            score, named = 0, -1
            counted: set[int] = set()  # the last tokens of the acts: two readings of the same words are one act
            for _, hit, own in acts:
                act = hit if own else None
                if _lacking(self.with_, units, act, unit, within) or _lacking(self.own, (unit,), act, unit, within):
                    continue
                if named < 0:
                    if not self._fits_around(statement):
                        break
                    named = sum(_stands(places, (unit,)) for places in (*self.with_, *self.own))
                if own or named:
                    score = max(score, 2 * (own + named) + own)
                    counted.add(hit.last)
                    if one_is_enough:
                        break
            if counted:
                yield index, (score, len(counted))

    def misses(self) -> tuple[Miss, ...]:
        """The nearest statements with an act of the check, and what they lack."""
        statements = self.agreement.statements
        misses = [self._miss(statements[index], acts) for index, acts in self.acts(any_stance=True).items()]
        # A statement with the act alone, of several parts that are asked for, is not near.
        least = 2 if self.with_ or self.own else 1
        near = (miss for miss in misses if miss.parts >= least)
        return tuple(sorted(near, key=lambda miss: (-miss.parts, miss.statement))[:_MOST_MISSES])

    def acts(self, any_stance: bool) -> dict[int, list[_Act]]:
        """For each statement the acts in its own words or in what introduces it; those that count, or all of them."""
        agreement, actors, firm = self.agreement, self.actors, self.check.firm
        acts: dict[int, list[_Act]] = {}
        for term in self.check.act:
            accepted = _ACCEPTED[term.stance]
            for unit, hits in agreement.mentions.get(term.concept, {}).items():
                if not any_stance:
                    hits = [
                        hit
                        for hit in hits
                        if hit.polarity in accepted
                        and not self._flatly_denied(term, hit)
                        and (actors is None or hit.actor in actors)
                        and not (firm and hit.modality in _LOOSE)
                    ]
                    if not hits:
                        continue
                own = agreement.statement_of_unit.get(unit)
                if own is not None:
                    acts.setdefault(own, []).extend([(term, hit, True) for hit in hits])
                for index in agreement.introduced_by.get(unit, ()):
                    acts.setdefault(index, []).extend([(term, hit, False) for hit in hits])
        return acts

    def _flatly_denied(self, term: Term, hit: Hit) -> bool:
        """Whether the clause of an act is denied where nothing in the check asks for a denial."""
        if self.denials or term.stance in _SHIFTED:
            return False
        return is_flat_denial(self.agreement.stems, hit.first, hit.last)

    def _miss(self, statement: Statement, acts: Sequence[_Act]) -> Miss:
        """Why a statement does not satisfy the check: what the act lacks that comes nearest."""
        shortcomings = [found for act in acts if (found := self._shortcoming(statement, act)) is not None]
        nearest = max(shortcomings, key=lambda found: found[0], default=(0, "it only names it", Shortfall.MISSING))
        return Miss(statement.index, statement.span, *nearest)

    def _shortcoming(self, statement: Statement, act: _Act) -> tuple[int, str, Shortfall] | None:
        """How many parts a statement has with this act, and what is wrong with it."""
        check, (term, hit, own) = self.check, act
        missing = self._missing(statement, hit if own else None)
        parts = 1 + len(check.with_) + len(check.own) - len(missing)
        if hit.polarity not in _ACCEPTED[term.stance] or self._flatly_denied(term, hit):
            reason = "it denies it" if hit.polarity is Polarity.NEGATED else "it affirms what should be ruled out"
            if term.stance is Stance.EXCEPTED:
                reason = "it does not name it as an exception"
            against = term.stance is not Stance.EXCEPTED and not missing and self._fits_around(statement)
            return parts if not missing else 0, reason, Shortfall.CONTRADICTED if against else Shortfall.MISSING
        if self.actors is not None and hit.actor not in self.actors:
            who = f"the {hit.actor}" if hit.actor is not None else "nobody in particular"
            return parts if not missing else 0, f"it binds {who}", Shortfall.MISSING
        if check.firm and hit.modality in _LOOSE:
            weak = "only permits it" if hit.modality is Modality.PERMISSION else "only states a wish"
            return parts if not missing else 0, f"it {weak}", Shortfall.MISSING if missing else Shortfall.PARTIAL
        if missing:
            half = len(missing) == 1 and parts > 2
            reason = "it says nothing of " + _names(missing[0])
            return parts, reason, Shortfall.PARTIAL if half else Shortfall.MISSING
        barred = self._barred(statement)
        if barred is not None:
            return parts, f"it is about {_name(barred)}", Shortfall.MISSING
        elsewhere = self._missing_around(statement)
        if elsewhere is not None:
            return parts, f"nothing around it speaks of {_names(elsewhere)}", Shortfall.MISSING
        return None

    def _missing(self, statement: Statement, act: Hit | None) -> list[Choice]:
        unit, within = statement.unit, self.check.within
        units = (unit, *statement.context)
        with_ = zip(self.check.with_, self.with_, strict=True)
        own = zip(self.check.own, self.own, strict=True)
        return [choice for choice, places in with_ if not _stands(places, units, act, unit, within)] + [
            choice for choice, places in own if not _stands(places, (unit,), act, unit, within)
        ]

    def _barred(self, statement: Statement) -> Term | None:
        """What may not stand in the statement's own words, and does."""
        return next((term for term in self.check.without if _stands(self._places((term,)), (statement.unit,))), None)

    def _missing_around(self, statement: Statement) -> Choice | None:
        agreement = self.agreement
        if self.under:
            units = (statement.unit, *statement.context, *agreement.heading_units(statement))
            for choice, places in zip(self.check.under, self.under, strict=True):
                if not _stands(places, units):
                    return choice
        if self.nearby:
            first, last = max(0, statement.index - _NEAR), statement.index + _NEAR + 1
            units = (
                *statement.context,
                *agreement.heading_units(statement),
                *(other.unit for other in agreement.statements[first:last] if other.section == statement.section),
            )
            for choice, places in zip(self.check.nearby, self.nearby, strict=True):
                if not _stands(places, units):
                    return choice
        return None

    def _fits_around(self, statement: Statement) -> bool:
        """Whether nothing but the act itself stands against a statement."""
        return self._barred(statement) is None and self._missing_around(statement) is None


def _stands(places: _Places, units: Iterable[int], act: Hit | None = None, own: int = -1, within: int = 0) -> bool:
    """Whether a choice stands in one of the units; in the unit `own` not further than `within` from the act."""
    for accepted, by_unit in places:
        for unit in units:
            if unit in by_unit:
                for hit in by_unit[unit]:
                    if hit.polarity in accepted and (act is None or unit != own or _distance(act, hit) <= within):
                        return True
    return False


def _lacking(choices: Sequence[_Places], units: Iterable[int], act: Hit | None, own: int, within: int) -> bool:
    return not all(_stands(places, units, act, own, within) for places in choices)


def _distance(one: Hit, other: Hit) -> int:
    return max(one.first - other.last, other.first - one.last, 0)


def _name(term: Term) -> str:
    return str(term.concept).replace("-", " ")


def _names(choice: Choice) -> str:
    names = [_name(term) for term in choice]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]
