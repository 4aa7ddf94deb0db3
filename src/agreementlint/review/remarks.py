"""What a review says: one remark for every finding, tied to words of the document, and one on the whole of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from agreementlint.report import DocumentReport, Outcome
from agreementlint.reporters.layout import shortened
from agreementlint.reporters.places import whereabouts
from agreementlint.reporters.wording import (
    CONFIDENCE_IN_WORDS,
    KIND_IN_WORDS,
    SEVERITY_IN_WORDS,
    as_sentence,
    count,
    noun_of,
    to_the_author,
    with_slots,
)
from agreementlint.review.belonging import Belonging, Places
from agreementlint.terms import Severity, Shortfall
from agreementlint.text import Span
from agreementlint.values import dataclass
from agreementlint.verdict import Correction, Crashed, Problem, Undetermined, Violated

ON_THE_WHOLE = "summary"  # the key of the remark that stands at the top; no rule has this name
_LONGEST_QUOTE = 160
_MOST_QUOTES = 4


class Look(StrEnum):
    """How a line of a remark is set."""

    LEADING = "leading"
    PLAIN = "plain"
    CLAUSE = "clause"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a remark."""

    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A clause that could be added, and the block after which it would stand."""

    clause: str
    after: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of some words; `words` is None for what concerns the whole document.

    `key` names the remark from one review to the next: the rule's id, with a number from its second problem on.
    The last of the `lines` holds it, so that a later review can tell which remark of an earlier one this is.
    """

    key: str
    lines: tuple[Line, ...]
    words: Span | None
    suggestion: Suggestion | None = None
    corrections: tuple[Correction, ...] = ()


def mark_of(key: str, said: str) -> Line:
    """The last line of a remark."""
    return Line(f"agreementlint: {key} ({said})", Look.MARK)


def remarks_on(report: DocumentReport, *, suggest: bool) -> tuple[Remark, ...]:
    """The remark on the whole, then one for each problem in the order in which their words stand in the text."""
    places = Places(report)
    found = [
        _remark(report, outcome, problem, number, places, suggest=suggest)
        for outcome in report.outcomes
        if isinstance(outcome.verdict, Violated) and outcome.waived is None
        for number, problem in enumerate(outcome.verdict.problems)
    ]
    found.sort(key=lambda remark: (remark.words is not None, remark.words.start if remark.words else 0))
    return (_on_the_whole(report, found), *found)


def _remark(
    report: DocumentReport, outcome: Outcome, problem: Problem, number: int, places: Places, *, suggest: bool
) -> Remark:
    rule = outcome.rule
    sureness = CONFIDENCE_IN_WORDS[rule.confidence.at_most(problem.confidence)]
    belonging = None if problem.evidence else places.of(rule, problem)
    suggestion = None
    wanted = suggest and rule.severity is not Severity.INFO and problem.shortfall is Shortfall.MISSING
    if wanted and belonging is not None and rule.model_clause:
        suggestion = Suggestion(with_slots(" ".join(rule.model_clause.split())), belonging.after)
    lines = [Line(as_sentence(to_the_author(problem.message, noun_of(report.kind))), Look.LEADING)]
    lines += _around(report, problem, belonging)
    if rule.why:
        lines.append(Line(f"Why it matters: {as_sentence(rule.why)}"))
    if rule.advice:
        lines.append(Line(f"What to write: {as_sentence(rule.advice)}"))
    if suggestion is not None:
        lines.append(Line("A clause is suggested below as a tracked change; change it to what you have agreed."))
    elif rule.model_clause:
        lines += [Line("A clause you can use:"), Line(with_slots(" ".join(rule.model_clause.split())), Look.CLAUSE)]
    said = SEVERITY_IN_WORDS[rule.severity] + (f"; {sureness}" if sureness else "")
    key = f"{rule.id}" if number == 0 else f"{rule.id} {number + 1}"
    words = problem.evidence[0] if problem.evidence else belonging.words if belonging else None
    return Remark(key, (*lines, mark_of(key, said)), words, suggestion, problem.corrections if suggest else ())


def _around(report: DocumentReport, problem: Problem, belonging: Belonging | None) -> Iterator[Line]:
    """What is to be said of the words to which the remark is tied, and the other words that belong to it."""
    if belonging is not None:
        yield Line(belonging.because)
    reasons = {miss.span: miss.reason for miss in problem.near_misses}
    if problem.evidence and problem.evidence[0] in reasons:
        yield Line(_capital(as_sentence(reasons[problem.evidence[0]])))
    others = list(dict.fromkeys((*problem.evidence[1:], *reasons)))
    tied = problem.evidence[0] if problem.evidence else belonging.words if belonging else None
    others = [span for span in others if span != tied]
    for span in others[:_MOST_QUOTES]:
        quote = f"“{shortened(report.agreement.quote(span), _LONGEST_QUOTE)}”"
        where = whereabouts(report.agreement, span)
        reason = f" {_capital(as_sentence(reasons[span]))}" if span in reasons else ""
        yield Line(f"See also {quote}{f' ({where})' if where else ''}.{reason}")
    if len(others) > _MOST_QUOTES:
        yield Line(f"And {count(len(others) - _MOST_QUOTES, 'other place')} like these.")


def _on_the_whole(report: DocumentReport, found: list[Remark]) -> Remark:
    tally = Counter(
        outcome.rule.severity
        for outcome in report.outcomes
        if isinstance(outcome.verdict, Violated) and outcome.waived is None
        for _ in outcome.verdict.problems
    )
    said = [f"{tally[severity]} {words}" for severity, words in SEVERITY_IN_WORDS.items() if tally[severity]]
    opening = f"{count(len(found), 'remark')} on this document" + (f": {', '.join(said)}." if said else ".")
    lines = [
        Line(opening if found else "Nothing was found that should be changed.", Look.LEADING),
        Line(as_sentence(f"It was read as {KIND_IN_WORDS[report.kind]}: {report.kind_evidence}")),
    ]
    for outcome in report.outcomes:
        if outcome.waived is not None:
            lines.append(Line(f"Kept as it is: {outcome.rule.title}: {as_sentence(outcome.waived.reason)}"))
    for gap in report.unread:
        lines.append(Line(f"Not read: {gap.part}: {as_sentence(gap.why)}"))
    for outcome in report.outcomes:
        match outcome.verdict:
            case Undetermined(reason):
                lines.append(Line(f"Could not be told: {outcome.rule.title}: {as_sentence(reason)}"))
            case Crashed():
                lines.append(Line(f"Was not checked, because the rule crashed: {outcome.rule.title}."))
            case _:
                pass
    lines.append(Line("Each remark says why it matters and what to write. None of this is legal advice."))
    return Remark(ON_THE_WHOLE, (*lines, mark_of(ON_THE_WHOLE, "the whole document")), None)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
