"""Looks for a statement that says what a rule asks for, and remembers why others do not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agreementlint.agreement.model import Agreement, Hit, Statement
from agreementlint.engine.checks import Choice, Stance, States, Term
from agreementlint.engine.finding import Finding, Miss
from agreementlint.terms import Modality, Polarity, Role, Shortfall

_MOST_EVIDENCE = 3
_MOST_MISSES = 3
_NEAR = 2
_LOOSE = frozenset({Modality.PERMISSION, Modality.WISH})


def find_statements(check: States, agreement: Agreement) -> Finding:
    """The statements that satisfy a check, best first, or the nearest ones and what they lack."""
    hits: dict[int, tuple[int, int]] = {}  # statement -> (score, number of acts in it)
    misses: dict[int, Miss] = {}
    for statement, acts in _candidates(check, agreement):
        if statement.index in hits:
            continue
        judged = _judge(check, agreement, statement, acts)
        if isinstance(judged, Miss):
            known = misses.get(statement.index)
            if known is None or known.parts < judged.parts:
                misses[statement.index] = judged
        else:
            hits[statement.index] = judged
    ranked = sorted(hits, key=lambda index: (-hits[index][0], index))
    acts_found = sum(count for _, count in hits.values())
    evidence = tuple(agreement.statements[index].span for index in ranked[: max(_MOST_EVIDENCE, check.at_least)])
    if acts_found >= check.at_least:
        return Finding(True, evidence)
    if hits:
        reason = f"only {acts_found} of the {check.at_least} that are needed"
        few = tuple(Miss(index, agreement.statements[index].span, 9, reason, Shortfall.PARTIAL) for index in ranked)
        return Finding(False, (), few)
    # A statement with the act alone, of several parts that are asked for, is not near.
    least = 2 if check.with_ or check.own else 1
    near = (miss for miss in misses.values() if miss.parts >= least)
    nearest = sorted(near, key=lambda miss: (-miss.parts, miss.statement))
    return Finding(False, (), tuple(nearest[:_MOST_MISSES]))


def _candidates(check: States, agreement: Agreement) -> Iterator[tuple[Statement, list[tuple[Term, Hit, bool]]]]:
    """Statements with an act of the check in their own words or in what introduces them."""
    acts: dict[int, list[tuple[Term, Hit, bool]]] = {}
    for term in check.act:
        for unit, hits in agreement.mentions.get(term.concept, {}).items():
            own = agreement.statement_of_unit.get(unit)
            if own is not None:
                acts.setdefault(own, []).extend((term, hit, True) for hit in hits)
            for index in agreement.introduced_by.get(unit, ()):
                acts.setdefault(index, []).extend((term, hit, False) for hit in hits)
    for index in sorted(acts):
        yield agreement.statements[index], acts[index]


def _judge(
    check: States, agreement: Agreement, statement: Statement, acts: list[tuple[Term, Hit, bool]]
) -> tuple[int, int] | Miss:
    """The score and the number of acts if the statement satisfies the check, else why it does not."""
    best: Miss | None = None
    score = 0
    counted: set[int] = set()  # the last tokens of the acts: two readings of the same words are one act

    def miss(parts: int, reason: str, shortfall: Shortfall) -> None:
        nonlocal best
        if best is None or best.parts < parts:
            best = Miss(statement.index, statement.span, parts, reason, shortfall)

    for term, hit, own in acts:
        missing = _missing(check, agreement, statement, hit if own else None)
        parts = 1 + len(check.with_) + len(check.own) - len(missing)
        if not term.stance.accepts(hit.polarity):
            reason = "it denies it" if hit.polarity is Polarity.NEGATED else "it affirms what should be ruled out"
            if term.stance is Stance.EXCEPTED:
                reason = "it does not name it as an exception"
            against = term.stance is not Stance.EXCEPTED and not missing and _fits_around(check, agreement, statement)
            miss(parts if not missing else 0, reason, Shortfall.CONTRADICTED if against else Shortfall.MISSING)
            continue
        if not _is_actor(check, hit):
            who = f"the {hit.actor}" if hit.actor is not None else "nobody in particular"
            miss(parts if not missing else 0, f"it binds {who}", Shortfall.MISSING)
            continue
        if check.firm and hit.modality in _LOOSE:
            weak = "only permits it" if hit.modality is Modality.PERMISSION else "only states a wish"
            miss(parts if not missing else 0, f"it {weak}", Shortfall.PARTIAL if not missing else Shortfall.MISSING)
            continue
        if missing:
            half = len(missing) == 1 and parts > 2
            miss(parts, "it says nothing of " + _names(missing[0]), Shortfall.PARTIAL if half else Shortfall.MISSING)
            continue
        barred = _barred(check, agreement, statement)
        if barred is not None:
            miss(parts, f"it is about {_name(barred)}", Shortfall.MISSING)
            continue
        elsewhere = _missing_around(check, agreement, statement)
        if elsewhere is not None:
            miss(parts, f"nothing around it speaks of {_names(elsewhere)}", Shortfall.MISSING)
            continue
        owned = own + sum(_any_hit(choice, agreement, (statement.unit,)) for choice in (*check.with_, *check.own))
        if owned:
            score = max(score, 2 * owned + own)
            counted.add(hit.last)
            if check.at_least == 1:
                break
    if counted:
        return score, len(counted)
    return best if best is not None else Miss(statement.index, statement.span, 0, "it only names it", Shortfall.MISSING)


def _is_actor(check: States, hit: Hit) -> bool:
    if check.by is None:
        return True
    if hit.actor is None:
        return not check.named
    return hit.actor in check.by or hit.actor is Role.EVERYONE


def _missing(check: States, agreement: Agreement, statement: Statement, act: Hit | None) -> list[Choice]:
    units = (statement.unit, *statement.context)
    lacking = [
        choice for choice in check.with_ if not _any_hit(choice, agreement, units, act, statement.unit, check.within)
    ]
    own = (statement.unit,)
    return lacking + [
        choice for choice in check.own if not _any_hit(choice, agreement, own, act, statement.unit, check.within)
    ]


def _any_hit(
    choice: Choice, agreement: Agreement, units: Iterable[int], act: Hit | None = None, own: int = -1, within: int = 0
) -> bool:
    for term in choice:
        by_unit = agreement.mentions.get(term.concept)
        if by_unit is None:
            continue
        for unit in units:
            for hit in by_unit.get(unit, ()):
                if not term.stance.accepts(hit.polarity):
                    continue
                if act is None or unit != own or _distance(act, hit) <= within:
                    return True
    return False


def _distance(one: Hit, other: Hit) -> int:
    return max(one.first - other.last, other.first - one.last, 0)


def _barred(check: States, agreement: Agreement, statement: Statement) -> Term | None:
    return next((term for term in check.without if _any_hit((term,), agreement, (statement.unit,))), None)


def _fits_around(check: States, agreement: Agreement, statement: Statement) -> bool:
    """Whether nothing but the act itself stands against a statement."""
    return _barred(check, agreement, statement) is None and _missing_around(check, agreement, statement) is None


def _missing_around(check: States, agreement: Agreement, statement: Statement) -> Choice | None:
    if check.under:
        units = (statement.unit, *statement.context, *agreement.heading_units(statement))
        for choice in check.under:
            if not _any_hit(choice, agreement, units):
                return choice
    if check.nearby:
        first, last = max(0, statement.index - _NEAR), statement.index + _NEAR + 1
        units = (
            *statement.context,
            *agreement.heading_units(statement),
            *(other.unit for other in agreement.statements[first:last] if other.section == statement.section),
        )
        for choice in check.nearby:
            if not _any_hit(choice, agreement, units):
                return choice
    return None


def _name(term: Term) -> str:
    return str(term.concept).replace("-", " ")


def _names(choice: Choice) -> str:
    names = [_name(term) for term in choice]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]
