"""Applies waivers to a report: what they cover is waived and stays shown, and what is wrong with them is a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from agreementlint.agreement.model import Agreement
from agreementlint.fingerprint import Fingerprint, fingerprint, section_at
from agreementlint.inline_waivers import Malformed, read_remark
from agreementlint.report import DocumentReport, Outcome
from agreementlint.rule import Demand, Rule
from agreementlint.suggestion import meant
from agreementlint.terms import Confidence, Kind, RuleId, Severity, Shortfall
from agreementlint.text import FilePlace, WordPlace, place_at
from agreementlint.values import dataclass
from agreementlint.verdict import Held, NotApplicable, Problem, Violated
from agreementlint.waiver import FAMILY, Waiver


@dataclass(frozen=True, slots=True)
class Terms:
    """What waivers are held against: today's day ("2026-11-22"), the rules that there are, those that must stand.

    `current` leads from every id, old ones included, to the ids that it stands for.
    """

    today: str
    current: Mapping[str, frozenset[RuleId]]
    mandatory: frozenset[RuleId] = frozenset()


def with_waivers(document: DocumentReport, entries: Sequence[Waiver], terms: Terms) -> DocumentReport:
    """The report with its waived findings marked, and a finding for each waiver that does not hold. Pure.

    `entries` are those of a side file for this document; those in comments are in the report.
    """
    waivers: list[Waiver] = list(entries)
    found: list[Outcome] = []
    for remark in document.remarks:
        for each in read_remark(document.path, remark):
            if isinstance(each, Malformed):
                found.append(_about(MALFORMED, remark.place(document.path), each.why))
            else:
                waivers.append(each)
    sound: list[Waiver] = []
    for waiver in waivers:
        wrong = _wrong(waiver, terms)
        if wrong is None:
            ids = terms.current[waiver.rule]
            sound += [replace(waiver, rule=rule) for rule in sorted(ids)]
        else:
            found.append(wrong)
    used: set[Waiver] = set()
    outcomes = tuple(_waived(document.agreement, outcome, sound, used) for outcome in document.outcomes)
    told = {outcome.rule.id: outcome for outcome in document.outcomes}
    for waiver in sound:
        if waiver not in used and waiver.rule in told:
            unused = _unused(waiver, told[waiver.rule])
            found += [unused] if unused else []
    return replace(document, outcomes=(*outcomes, *found)) if document.outcomes else document


def _waived(agreement: Agreement, outcome: Outcome, waivers: Sequence[Waiver], used: set[Waiver]) -> Outcome:
    """The outcome, waived if a waiver covers each of its problems."""
    if not isinstance(outcome.verdict, Violated):
        return outcome
    mine = [waiver for waiver in waivers if waiver.rule == outcome.rule.id]
    covering = []
    for problem in outcome.verdict.problems if mine else ():
        key = fingerprint(agreement, outcome.rule.id, problem)
        covers = next((waiver for waiver in mine if _covers(waiver, problem, key, agreement)), None)
        covering.append(covers)
    used |= {waiver for waiver in covering if waiver is not None}
    return replace(outcome, waived=covering[0]) if covering and None not in covering else outcome


def _covers(waiver: Waiver, problem: Problem, key: Fingerprint, agreement: Agreement) -> bool:
    if not waiver.line:
        return (waiver.section, waiver.words) == (key.section, key.words)
    section = _section_of(agreement, waiver)
    if section < 0 or not problem.evidence:
        return True
    inside = (section_at(agreement, span) for span in problem.evidence)
    return all(each == section or (each >= 0 and section in agreement.sections[each].path) for each in inside)


def _section_of(agreement: Agreement, waiver: Waiver) -> int:
    """The last section that begins at or before a comment, -1 where none does."""
    last = -1
    for number, section in enumerate(agreement.sections):
        match place_at(agreement.document.pieces, section.heading.start):
            case FilePlace(line=line) if line <= waiver.line:
                last = number
            case WordPlace(part=part, paragraph=paragraph) if part == waiver.part and paragraph < waiver.line:
                last = number
    return last


def _wrong(waiver: Waiver, terms: Terms) -> Outcome | None:
    """What keeps a waiver from counting at all."""
    if waiver.rule not in terms.current:
        hint = meant(waiver.rule, terms.current) or "; see: agreementlint rules list"
        return _about(UNKNOWN, waiver.place, f"there is no rule {waiver.rule!r}{hint}")
    if terms.current[waiver.rule] & terms.mandatory:
        return _about(NOT_ALLOWED, waiver.place, f"{waiver.rule!r} is mandatory and cannot be waived")
    if waiver.until and waiver.until < terms.today:
        return _about(EXPIRED, waiver.place, f"it was for {waiver.rule!r} and held until {waiver.until}")
    return None


def _unused(waiver: Waiver, outcome: Outcome) -> Outcome | None:
    match outcome.verdict:
        case Held() | NotApplicable():
            return _about(UNUSED, waiver.place, f"{waiver.rule!r} finds nothing any more; take the waiver out")
        case Violated():
            advice = "what it was for has changed; look at the finding anew"
            return _about(UNUSED, waiver.place, f"it covers no problem of {waiver.rule!r}; {advice}")
        case _:
            return None  # where nothing could be told nobody knows


def _about(rule: Rule, place: str, message: str) -> Outcome:
    problem = Problem(Shortfall.DEFECT, f"The waiver at {place}: {message}")
    return Outcome(rule, Violated((problem,)), Confidence.HIGH)


def _rule(name: str, title: str, severity: Severity, advice: str) -> Rule:
    return Rule(
        id=RuleId(name),
        title=title,
        family=FAMILY,
        severity=severity,
        confidence=Confidence.HIGH,
        demand=Demand.FORBID,
        kinds=frozenset(Kind) - {Kind.OTHER},
        passes_when="",
        why="A waiver that nobody can follow, or that is no longer needed, hides what it was never meant to hide.",
        advice=advice,
        model_clause="",
        authorities=(),
        cases=(),
        source="agreementlint",
        check=lambda _: Held(()),
    )


_WRITE = "Write it as: agreementlint: allow RULE because REASON; by WHO; until YYYY-MM-DD"
MALFORMED = _rule("waiver-malformed", "A waiver that cannot be understood", Severity.ERROR, _WRITE)
UNKNOWN = _rule(
    "waiver-unknown-rule", "A waiver for a rule that does not exist", Severity.ERROR, "Name the rule as it is"
)
NOT_ALLOWED = _rule("waiver-not-allowed", "A waiver for a mandatory rule", Severity.ERROR, "Put the finding right")
EXPIRED = _rule("waiver-expired", "A waiver that has run out", Severity.ERROR, "Put the finding right, or decide anew")
UNUSED = _rule("waiver-unused", "A waiver that covers nothing", Severity.WARNING, "Take it out, or look at it anew")
