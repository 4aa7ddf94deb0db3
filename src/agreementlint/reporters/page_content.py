"""What an HTML report says of one document: promises, findings, coverage and gaps, in the words that are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from agreementlint.conclusion import why_unchecked
from agreementlint.engine.facts import Fact, Named, Value
from agreementlint.language.quantities import CalendarDate, Duration, Money
from agreementlint.report import DocumentReport, Outcome
from agreementlint.reporters.layout import harmless, shortened
from agreementlint.reporters.marked_text import Mark, MarkedText, Tone, marked
from agreementlint.reporters.places import heading_above, place_of, whereabouts
from agreementlint.reporters.to_console import worst_first
from agreementlint.reporters.wording import (
    CONFIDENCE_IN_WORDS,
    KIND_IN_WORDS,
    SEVERITY_IN_WORDS,
    SHORTFALL_IN_WORDS,
    as_sentence,
    family_in_words,
    kept,
    noun_of,
    to_the_author,
    with_slots,
)
from agreementlint.rule import Demand, Rule
from agreementlint.terms import Role, Severity
from agreementlint.text import Span, WordPlace
from agreementlint.values import dataclass
from agreementlint.verdict import Crashed, Held, NotApplicable, Problem, Undetermined, Violated
from agreementlint.waiver import FAMILY as WAIVERS

LONGEST = 420
SIGNS: dict[Severity, str] = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}
_TONES: dict[Severity, Tone] = {
    Severity.ERROR: Tone.ERROR,
    Severity.WARNING: Tone.WARNING,
    Severity.INFO: Tone.INFO,
}


@dataclass(frozen=True, slots=True)
class Keeping:
    """On a page where findings may be kept with a reason: the rules that must stand, and who has last kept one."""

    mandatory: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the document, where they stand, why they do not count, and the anchor of their mark (or nothing)."""

    text: str
    where: str
    anchor: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """One way in which the document falls short: the words that do, the nearest ones, and where a clause belongs."""

    message: str
    doubt: str
    quotes: tuple[Quote, ...]
    near: tuple[Quote, ...]
    belongs_in: Quote | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A violated rule; `number` counts from 1, `name` is the finding's anchor on the page."""

    number: int
    name: str
    rule: Rule
    sign: str
    weight: str
    shortfall: str
    doubt: str
    problems: tuple[ShownProblem, ...]
    clause: str
    authorities: tuple[str, ...]
    waived: bool = False  # somebody lets it stand; `doubt` says who and why
    keepable: bool = True  # what is wrong with waivers themselves is not


@dataclass(frozen=True, slots=True)
class Promise:
    """What the document states, with the words that prove it; `said` is the value where there is one."""

    name: str
    title: str
    quotes: tuple[Quote, ...]
    said: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """A family of rules: how many were asked and what became of them, and what the document promises there."""

    title: str
    asked: int
    fine: int
    open: int
    untold: int
    idle: int
    promises: tuple[Promise, ...]
    absent: tuple[str, ...]  # what should not be there and is not


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything that is shown of one document; `name` begins every anchor of it."""

    name: str
    path: str
    noun: str
    kind: str
    kind_evidence: str
    unchecked: str
    parties: tuple[str, ...]
    findings: tuple[tuple[str, tuple[Finding, ...]], ...]
    concerns: tuple[Concern, ...]
    terms: tuple[Promise, ...]
    untold: tuple[tuple[str, str], ...]
    idle: tuple[tuple[str, str], ...]
    crashed: tuple[str, ...]
    unread: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    standings: tuple[tuple[str, bool, tuple[str, ...]], ...]
    text: MarkedText

    @property
    def found(self) -> tuple[Finding, ...]:
        """All findings in the order of the page."""
        return tuple(finding for _, group in self.findings for finding in group)

    def count(self, severity: str) -> int:
        """How many findings are of a severity, without those that are waived."""
        return sum(finding.rule.severity == severity and not finding.waived for finding in self.found)

    @property
    def by_weight(self) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
        """The findings that nobody keeps, under what is to be done about them, those that matter most first."""
        weights = [
            (words, tuple(each for each in self.found if each.weight == words and not each.waived))
            for words in SEVERITY_IN_WORDS.values()
        ]
        kept_ones = tuple(each for each in self.found if each.waived)
        return tuple((words, group) for words, group in (*weights, ("kept as it is", kept_ones)) if group)

    @property
    def open(self) -> int:
        """How many findings nobody has waived."""
        return sum(not finding.waived for finding in self.found)

    @property
    def fine(self) -> int:
        return sum(concern.fine for concern in self.concerns)


def page_of(report: DocumentReport, number: int) -> DocumentPage:
    """What is shown of the document with that number on the page, counted from 1."""
    name = f"d{number}"
    violated = [outcome for outcome in report.outcomes if isinstance(outcome.verdict, Violated)]
    groups = worst_first(violated)
    numbered = [outcome for _, group in groups for outcome in group]
    numbers = {outcome.rule.id: place for place, outcome in enumerate(numbered, 1)}
    marks = list(_marks_of_findings(name, numbered))
    held = [outcome for outcome in report.outcomes if isinstance(outcome.verdict, Held)]
    marks += _marks_of_promises(name, held)
    measured = _measured(report.facts)
    marks += (
        Mark(fact.span, Tone.HELD, f"{name}-t{place}-w1", f"{name}-t{place}", "✓", fact.form.means)
        for place, (fact, _) in enumerate(measured, 1)
    )
    text = marked(report.document, marks, _gaps(name, numbered))
    shown = _Shown(report, name, text.anchors)
    return DocumentPage(
        name=name,
        path=harmless(report.path),
        noun=noun_of(report.kind),
        kind=KIND_IN_WORDS[report.kind],
        kind_evidence=as_sentence(harmless(report.kind_evidence)),
        unchecked="" if report.outcomes else as_sentence(why_unchecked(report)),
        parties=tuple(_parties(report)),
        findings=tuple(
            (family_in_words(family), tuple(shown.finding(each, numbers[each.rule.id]) for each in group))
            for family, group in groups
        ),
        concerns=tuple(shown.concerns(held)),
        terms=tuple(
            Promise(
                f"{name}-t{place}", _capital(fact.form.means), (shown.quote(fact.span, f"{name}-t{place}-w1"),), said
            )
            for place, (fact, said) in enumerate(measured, 1)
        ),
        untold=tuple(
            (each.rule.title, as_sentence(harmless(each.verdict.reason)))
            for each in report.outcomes
            if isinstance(each.verdict, Undetermined)
        ),
        idle=tuple(
            (each.rule.title, as_sentence(harmless(each.verdict.reason)))
            for each in report.outcomes
            if isinstance(each.verdict, NotApplicable)
        ),
        crashed=tuple(
            f"{each.rule.title}: {each.verdict.error}" for each in report.outcomes if isinstance(each.verdict, Crashed)
        ),
        unread=tuple((harmless(gap.part), as_sentence(harmless(gap.why))) for gap in report.unread),
        notes=tuple(as_sentence(harmless(note)) for note in report.document.notes),
        standings=tuple(
            (standing.profile, standing.reached, tuple(barrier.title for barrier in standing.between))
            for standing in report.standings
        ),
        text=text,
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """The words of one report as they are shown, with links to those that are marked."""

    report: DocumentReport
    name: str
    anchors: frozenset[str]

    def quote(self, span: Span, anchor: str, reason: str = "") -> Quote:
        agreement = self.report.agreement
        text = shortened(harmless(agreement.quote(span)), LONGEST)
        where = harmless(self._where(span))
        return Quote(text, where, anchor if anchor in self.anchors else "", as_sentence(harmless(reason)))

    def _where(self, span: Span) -> str:
        """Where words stand; which paragraph of a Word file it is, nobody sees, and the link leads there."""
        agreement = self.report.agreement
        heading = heading_above(agreement, span)
        if heading and isinstance(place_of(agreement, span), WordPlace):
            return f"under “{' '.join(heading.split())}”"
        return whereabouts(agreement, span)

    def finding(self, outcome: Outcome, number: int) -> Finding:
        rule, verdict = outcome.rule, outcome.verdict
        problems = verdict.problems if isinstance(verdict, Violated) else ()
        name = f"{self.name}-f{number}"
        return Finding(
            number=number,
            name=name,
            rule=rule,
            sign=SIGNS[rule.severity],
            shortfall=", ".join({SHORTFALL_IN_WORDS[each.shortfall]: None for each in problems}),
            weight=SEVERITY_IN_WORDS[rule.severity],
            doubt=kept(outcome.waived) if outcome.waived else CONFIDENCE_IN_WORDS[outcome.confidence],
            waived=outcome.waived is not None,
            keepable=rule.family != WAIVERS,
            problems=tuple(self._problem(outcome, name, place, problem) for place, problem in enumerate(problems, 1)),
            clause=with_slots(rule.model_clause),
            authorities=tuple(each.citation for each in rule.authorities if each.confirmed),
        )

    def _problem(self, outcome: Outcome, name: str, place: int, problem: Problem) -> ShownProblem:
        sureness = outcome.rule.confidence.at_most(problem.confidence)
        refused = {near.span: near for near in problem.near_misses}
        quotes = []
        for number, span in enumerate(problem.evidence, 1):
            near = refused.pop(span, None)
            quotes.append(self.quote(span, f"{name}-{place}-w{number}", near.reason if near else ""))
        numbers = {near.span: number for number, near in enumerate(problem.near_misses, 1)}
        return ShownProblem(
            message=as_sentence(harmless(to_the_author(problem.message, noun_of(self.report.kind)))),
            doubt="" if sureness is outcome.confidence else CONFIDENCE_IN_WORDS[sureness],
            quotes=tuple(quotes),
            near=tuple(
                self.quote(near.span, f"{name}-{place}-n{numbers[near.span]}", near.reason) for near in refused.values()
            ),
            belongs_in=None if problem.belongs_in is None else self.quote(problem.belongs_in, f"{name}-{place}-here"),
        )

    def concerns(self, held: Sequence[Outcome]) -> Iterator[Concern]:
        """Every family that was asked about, in the order of the rules."""
        places = {outcome.rule.id: place for place, outcome in enumerate(held, 1)}
        families: dict[str, list[Outcome]] = {}
        for outcome in self.report.outcomes:
            families.setdefault(outcome.rule.family, []).append(outcome)
        for family, outcomes in families.items():
            verdicts = [outcome.verdict for outcome in outcomes]
            yield Concern(
                title=family_in_words(family),
                asked=len(outcomes),
                fine=sum(isinstance(each, Held) for each in verdicts),
                open=sum(isinstance(each, Violated) for each in verdicts),
                untold=sum(isinstance(each, Undetermined | Crashed) for each in verdicts),
                idle=sum(isinstance(each, NotApplicable) for each in verdicts),
                promises=tuple(
                    self._promise(outcome, f"{self.name}-p{places[outcome.rule.id]}", outcome.verdict.evidence)
                    for outcome in outcomes
                    if isinstance(outcome.verdict, Held) and outcome.verdict.evidence
                ),
                absent=tuple(
                    outcome.rule.title
                    for outcome in outcomes
                    if isinstance(outcome.verdict, Held)
                    and not outcome.verdict.evidence
                    and outcome.rule.demand is Demand.FORBID
                ),
            )

    def _promise(self, outcome: Outcome, name: str, evidence: tuple[Span, ...]) -> Promise:
        quotes = tuple(self.quote(span, f"{name}-w{number}") for number, span in enumerate(evidence, 1))
        return Promise(name, outcome.rule.title, quotes, doubt=CONFIDENCE_IN_WORDS[outcome.confidence])


def _marks_of_findings(name: str, findings: Sequence[Outcome]) -> Iterator[Mark]:
    for number, outcome in enumerate(findings, 1):
        target, label = f"{name}-f{number}", outcome.rule.title
        problems = outcome.verdict.problems if isinstance(outcome.verdict, Violated) else ()
        for place, problem in enumerate(problems, 1):
            tone = _TONES[outcome.rule.severity]
            for word, span in enumerate(problem.evidence, 1):
                yield Mark(span, tone, f"{target}-{place}-w{word}", target, str(number), label)
            for word, near in enumerate(problem.near_misses, 1):
                if near.span not in problem.evidence:
                    yield Mark(near.span, Tone.NEAR, f"{target}-{place}-n{word}", target, str(number), label)


def _marks_of_promises(name: str, held: Sequence[Outcome]) -> Iterator[Mark]:
    for number, outcome in enumerate(held, 1):
        evidence = outcome.verdict.evidence if isinstance(outcome.verdict, Held) else ()
        for word, span in enumerate(evidence, 1):
            target = f"{name}-p{number}"
            yield Mark(span, Tone.HELD, f"{target}-w{word}", target, "✓", outcome.rule.title)


def _gaps(name: str, findings: Sequence[Outcome]) -> Iterator[Mark]:
    """Where what is missing would belong."""
    for number, outcome in enumerate(findings, 1):
        problems = outcome.verdict.problems if isinstance(outcome.verdict, Violated) else ()
        for place, problem in enumerate(problems, 1):
            if problem.belongs_in is not None:
                target, tone = f"{name}-f{number}", _TONES[outcome.rule.severity]
                yield Mark(problem.belongs_in, tone, f"{target}-{place}-here", target, str(number), outcome.rule.title)


def _parties(report: DocumentReport) -> Iterator[str]:
    """ "Coach: Ines Ferrand", each role once."""
    names: dict[Role, dict[str, None]] = {}
    for party in report.agreement.parties:
        if party.span is not None and party.role is not Role.EVERYONE:
            known = names.setdefault(party.role, {})
            known.update(dict.fromkeys(each for each in (party.label, party.name) if each))
    for role, known in names.items():
        telling = [name for name in known if name.casefold() != role.value]
        yield harmless(f"{_capital(role.value)}: {', '.join(telling)}" if telling else _capital(role.value))


def _measured(facts: Sequence[Fact]) -> list[tuple[Fact, str]]:
    """The facts with a measure, and it in words; what two forms read from the same words the narrower, later one has."""
    read = {(fact.span, said): fact for fact in facts if (said := _said(fact))}
    return [(fact, said) for fact in facts if (said := _said(fact)) and read[fact.span, said] is fact]


def _said(fact: Fact) -> str:
    """The measures of a fact; empty where it has none: then its rule shows the words."""
    values = (value for values in fact.values for value in values if not isinstance(value, Role | Named))
    return ", ".join(dict.fromkeys(map(_measure, values)))


def _measure(value: Value) -> str:
    match value:
        case Duration(amount=None) | Money(amount=None):
            return "left open"
        case Duration(amount=Decimal() as amount, unit=unit):
            return f"{_number(amount)} {unit.value}{'' if amount == 1 else 's'}"
        case Money(amount=Decimal() as amount, currency=currency):
            return f"{_number(amount)} {currency}"
        case CalendarDate(year=year, month=month, day=day):
            return "-".join("?" if each is None else f"{each:02}" for each in (year, month, day))
        case _:
            return ""  # who acts, and words, have no measure


def _number(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
