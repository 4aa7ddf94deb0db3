"""Evaluates a check on an agreement, and makes a verdict of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from agreementlint.agreement.model import Agreement, Statement
from agreementlint.engine.bounds import find_comparing
from agreementlint.engine.checks import AllOf, AnyOf, Check, Compares, Differs, Elsewhere, NoneOf, Shows, States, Term
from agreementlint.engine.facts import find_differing
from agreementlint.engine.finding import Finding, LateMisses, Miss
from agreementlint.engine.meanings import NO_MEANINGS, Meanings
from agreementlint.engine.statements import find_statements
from agreementlint.engine.structures import find_structure
from agreementlint.terms import Shortfall
from agreementlint.text import Span
from agreementlint.values import dataclass
from agreementlint.verdict import Held, NearMiss, NotApplicable, Problem, Verdict, Violated

_MOST = 3


def evaluate(check: Check, agreement: Agreement, denials: bool = True) -> Finding:
    """What a check finds; without `denials` what is flatly denied satisfies nothing. Pure."""
    match check:
        case States():
            return find_statements(check, agreement, denials)
        case Shows(feature):
            return find_structure(feature, agreement)
        case AllOf(checks):
            findings = [evaluate(part, agreement, denials) for part in checks]
            failed = [finding for finding in findings if not finding.found]
            if not failed:
                return Finding(True, _merged(findings))
            partly = next((finding.evidence[:1] for finding in findings if finding.found), ())
            return Finding(False, (), LateMisses(lambda: _of_one_part(partly, failed)))
        case AnyOf(checks, at_least):
            findings = [evaluate(part, agreement, denials) for part in checks]
            good = [finding for finding in findings if finding.found]
            if len(good) >= at_least:
                return Finding(True, _merged(good))
            return Finding(False, (), LateMisses(lambda: _nearest(findings)))
        case NoneOf(checks):
            findings = [evaluate(part, agreement) for part in checks]
            found = [finding for finding in findings if finding.found]
            if not found:
                return Finding(True)
            return Finding(
                False, (), tuple(Miss(-1, span, 1, "it says so", Shortfall.CONTRADICTED) for span in _merged(found))
            )
        case Elsewhere(inner):
            return Finding(any(evaluate(inner, other).found for other in agreement.companions))
        case Differs():
            return find_differing(check, agreement)
        case Compares():
            return find_comparing(check, agreement)
        case _:
            assert_never(check)


def _merged(findings: list[Finding]) -> tuple[Span, ...]:
    """The evidence of several findings in turn, without repeats."""
    rows = [finding.evidence for finding in findings]
    longest = max((len(row) for row in rows), default=0)
    spans = dict.fromkeys(row[at] for at in range(longest) for row in rows if at < len(row))
    return tuple(spans)


def _of_one_part(partly: tuple[Span, ...], failed: list[Finding]) -> tuple[Miss, ...]:
    """What is there of several parts, before what is nearest to those that are not."""
    reason = "it is only one part of what is needed"
    return (*(Miss(-1, span, 8, reason, Shortfall.PARTIAL) for span in partly), *_nearest(failed))[:_MOST]


def _nearest(findings: list[Finding]) -> tuple[Miss, ...]:
    misses = sorted(
        (miss for finding in findings for miss in finding.misses), key=lambda miss: (-miss.parts, miss.statement)
    )
    by_span = {miss.span: miss for miss in reversed(misses)}
    kept = sorted(by_span.values(), key=lambda miss: (-miss.parts, miss.statement))
    return tuple(kept[:_MOST])


def absent_parts(check: Check, agreement: Agreement) -> tuple[str, ...]:
    """What is not there of several parts that are needed and have names, where others of them are."""
    match check:
        case AllOf(parts) | AnyOf(parts):
            named = [part for part in parts if isinstance(part, States) and part.called]
            if not named and isinstance(check, AnyOf):  # one of several ways is to have all of some named parts
                ways = (absent_parts(part, agreement) for part in parts if isinstance(part, AllOf))
                return next((absent for absent in ways if absent), ())
            absent = [part.called for part in named if not evaluate(part, agreement, denials=False).found]
            return tuple(absent) if len(absent) < len(named) else ()
        case _:
            return ()


def never_named(check: Check) -> frozenset[Term]:
    """What no statement may name, whichever part of a check it is to satisfy."""
    match check:
        case States():
            return frozenset(check.without)
        case AllOf(parts) | AnyOf(parts):
            looking = [part for part in parts if not isinstance(part, NoneOf)]
            return frozenset.intersection(*map(never_named, looking)) if looking else frozenset()
        case _:
            return frozenset()


def asks_firmly(check: Check) -> bool:
    """Whether a check, or a part of what it looks for, refuses permissions and wishes."""
    match check:
        case States():
            return check.firm
        case AllOf(parts) | AnyOf(parts):
            return any(map(asks_firmly, parts))
        case _:
            return False


def ruled_out(check: Check) -> frozenset[Term]:
    """What speaks against a check wherever it is said: the acts of which none may be found."""
    match check:
        case NoneOf(checks):
            return frozenset(term for part in checks if isinstance(part, States) for term in part.act)
        case AllOf(parts) | AnyOf(parts):
            return frozenset().union(*map(ruled_out, parts))
        case _:
            return frozenset()


def names_any(terms: Iterable[Term], statement: Statement, agreement: Agreement) -> bool:
    """Whether a statement names one of some concepts in its own words, standing as it is said."""
    return any(
        term.stance.accepts(hit.polarity)
        for term in terms
        for hit in agreement.mentions.get(term.concept, {}).get(statement.unit, ())
    )


@dataclass(frozen=True, slots=True)
class RequireCheck:
    """Holds where `check` is found and nothing in `defeat` takes it back; applies where `trigger` is found.

    `dimensions` decide nothing: those of them that are not found are named in the message. `meanings` say what the
    concepts are that a near miss lacks.
    """

    subject: str
    check: Check
    trigger: Check | None = None
    trigger_words: str = ""
    defeat: Check | None = None
    partial: Check | None = None
    dimensions: Check | None = None
    meanings: Meanings = NO_MEANINGS

    def __call__(self, agreement: Agreement) -> Verdict:
        if self.trigger is not None and not evaluate(self.trigger, agreement).found:
            return NotApplicable(self.trigger_words)
        finding = evaluate(self.check, agreement, denials=False)
        if finding.found:
            if self.defeat is not None:
                defeat = evaluate(self.defeat, agreement)
                if defeat.found:
                    message = f"The document takes back elsewhere what it says of this: {self.subject}."
                    return Violated((Problem(Shortfall.CONTRADICTED, message, defeat.evidence[:_MOST]),))
            return Held(finding.evidence)
        near = tuple(
            NearMiss(
                miss.span, self.meanings.filled_in(miss.reason), miss.wrong_party, miss.off_subject, miss.other_way
            )
            for miss in finding.misses
        )
        absent = absent_parts(self.dimensions or self.check, agreement)
        lacking = f" It lacks: {', '.join(absent)}." if absent else ""
        if self.partial is not None:
            half = evaluate(self.partial, agreement)
            if half.found:
                message = f"The document touches on this, but does not firmly state {self.subject}.{lacking}"
                return Violated((Problem(Shortfall.PARTIAL, message, half.evidence[:_MOST], near),))
        shortfall = finding.misses[0].shortfall if finding.misses else Shortfall.MISSING
        match shortfall:
            case Shortfall.CONTRADICTED:
                message = f"The document speaks against it instead of stating {self.subject}."
                return Violated((Problem(shortfall, message, (near[0].span,), near[1:]),))
            case Shortfall.PARTIAL:
                message = f"The document touches on this, but does not firmly state {self.subject}.{lacking}"
                return Violated((Problem(shortfall, message, (near[0].span,), near),))
            case Shortfall.MISSING | Shortfall.DEFECT:
                message = f"The document does not state {self.subject}.{lacking}"
                return Violated((Problem(Shortfall.MISSING, message, (), near),))
            case _:
                assert_never(shortfall)


@dataclass(frozen=True, slots=True)
class ForbidCheck:
    """Violated where `check` is found, unless `excuse` is found as well; applies where `trigger` is found."""

    subject: str
    check: Check
    trigger: Check | None = None
    trigger_words: str = ""
    excuse: Check | None = None

    def __call__(self, agreement: Agreement) -> Verdict:
        if self.trigger is not None and not evaluate(self.trigger, agreement).found:
            return NotApplicable(self.trigger_words)
        finding = evaluate(self.check, agreement)
        if not finding.found or (self.excuse is not None and evaluate(self.excuse, agreement).found):
            return Held(())
        return Violated(
            (Problem(Shortfall.DEFECT, f"{self.subject[:1].upper()}{self.subject[1:]}.", finding.evidence[:_MOST]),)
        )
