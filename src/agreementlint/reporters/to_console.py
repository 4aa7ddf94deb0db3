"""The report that a coach reads: what to put right first, with the words, the reason and a clause to use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from agreementlint.conclusion import Conclusion, is_supported, why_unchecked
from agreementlint.errors import UnreadableFile
from agreementlint.report import DocumentReport, Outcome, Report
from agreementlint.reporters.layout import BLANK, Row, Style, Words, as_it_stands, barred, paint, quoted, row, rule_off
from agreementlint.reporters.places import whereabouts
from agreementlint.reporters.presentation import Detail, Presentation
from agreementlint.reporters.profile_standing import profile_rows
from agreementlint.reporters.quiet import what_stops
from agreementlint.reporters.wording import (
    CONFIDENCE_IN_WORDS,
    KIND_IN_WORDS,
    SHORTFALL_IN_WORDS,
    allowed,
    as_sentence,
    count,
    family_in_words,
    with_slots,
)
from agreementlint.rule import Demand, Rule
from agreementlint.terms import Confidence, Severity
from agreementlint.text import Span
from agreementlint.verdict import Crashed, Held, NearMiss, NotApplicable, Problem, Undetermined, Violated

SEVERITY_STYLE: dict[Severity, Style] = {
    Severity.ERROR: Style.ERROR,
    Severity.WARNING: Style.WARNING,
    Severity.INFO: Style.INFO,
}
_SEVERITY_MARK: dict[Severity, str] = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}
_SHORT_QUOTE = 80


def to_console(report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
    if presentation.detail is Detail.QUIET:
        return paint(what_stops(report, conclusion), presentation)
    rows: list[Row] = []
    for document in sorted(report.documents, key=lambda each: each.path):
        rows += [*_heading(document, presentation), *_body(document, presentation.detail), BLANK]
    for file in sorted(report.unreadable, key=lambda each: each.path):
        rows += [*_unreadable(file, presentation), BLANK]
    rows += _summary(report, conclusion, presentation)
    return paint(rows, presentation)


def _heading(document: DocumentReport, presentation: Presentation) -> Iterator[Row]:
    yield rule_off(presentation.width)
    yield row(Words(document.path, Style.NAME))
    if not is_supported(document):
        yield row(
            f"This document is in {document.language}. Only English is understood, so nothing could be told about it."
        )
        return
    why = f": {document.kind_evidence}" if document.kind_evidence else ""
    yield row(Words(f"Read as {KIND_IN_WORDS[document.kind]}{as_sentence(why)}", Style.DIM))


def _body(document: DocumentReport, detail: Detail) -> Iterator[Row]:
    if not document.outcomes:
        yield BLANK
        yield row(f"Nothing was checked: {as_sentence(why_unchecked(document))}")
    yield from _crashes(document)
    yield from _findings(document, detail)
    yield from _waived(document)
    yield from _fine(document, detail)
    if is_supported(document) or detail is Detail.VERBOSE:
        yield from _open_questions(document, detail)
    yield from _not_applicable(document, detail)
    yield from _not_read(document)
    yield from profile_rows(document, detail)


def _crashes(document: DocumentReport) -> Iterator[Row]:
    for outcome in document.outcomes:
        if isinstance(outcome.verdict, Crashed):
            yield BLANK
            yield row(
                Words(f"The rule {outcome.rule.id} crashed", Style.ERROR),
                f" ({outcome.verdict.error}); it has said nothing about this document. Please report it to whoever",
                f" keeps {outcome.rule.source}.",
                marker=Words("✗", Style.ERROR),
            )


def _findings(document: DocumentReport, detail: Detail) -> Iterator[Row]:
    found = [each for each in document.outcomes if isinstance(each.verdict, Violated) and each.waived is None]
    for family, outcomes in worst_first(found):
        yield BLANK
        yield row(Words(family_in_words(family), Style.TITLE))
        for outcome in outcomes:
            if detail is not Detail.BRIEF:
                yield BLANK
            yield from _finding(document, outcome, detail)


def worst_first(found: list[Outcome]) -> list[tuple[str, list[Outcome]]]:
    """Findings by family: the family with the worst first, in it the worst first, else in the rules' order."""
    families: dict[str, list[Outcome]] = {}
    for outcome in sorted(found, key=_badness):
        families.setdefault(outcome.rule.family, []).append(outcome)
    return sorted(families.items(), key=lambda family: min(_badness(outcome) for outcome in family[1]))


def _badness(outcome: Outcome) -> tuple[int, int]:
    rule = outcome.rule
    return tuple(Severity).index(rule.severity), tuple(Confidence).index(outcome.confidence)


def _finding(document: DocumentReport, outcome: Outcome, detail: Detail) -> Iterator[Row]:
    rule, verdict = outcome.rule, outcome.verdict
    if not isinstance(verdict, Violated):
        return
    style = SEVERITY_STYLE[rule.severity]
    shortfalls = {problem.shortfall: None for problem in verdict.problems}
    said = [rule.severity.value, ", ".join(SHORTFALL_IN_WORDS[each] for each in shortfalls)]
    said += [CONFIDENCE_IN_WORDS[outcome.confidence]] if CONFIDENCE_IN_WORDS[outcome.confidence] else []
    yield row(
        Words(rule.title, Style.TITLE),
        " ",
        Words(f"({'; '.join(said)})", style),
        " ",
        Words(rule.id, Style.DIM),
        indent=2,
        marker=Words(_SEVERITY_MARK[rule.severity], style),
    )
    if detail is Detail.BRIEF:
        return
    for problem in verdict.problems:
        yield from _problem(document, outcome, problem)
    yield from _remedy(rule, detail)


def _problem(document: DocumentReport, outcome: Outcome, problem: Problem) -> Iterator[Row]:
    sureness = outcome.rule.confidence.at_most(problem.confidence)
    doubt = "" if sureness is outcome.confidence else f" ({CONFIDENCE_IN_WORDS[sureness]})"
    yield row(as_sentence(problem.message), Words(doubt, Style.DIM), indent=4)
    refused = {near.span: near for near in problem.near_misses}
    for span in problem.evidence:
        shown = refused.pop(span, None)
        yield from _refused(document, shown) if shown else (_shown(document, span, indent=6),)
    if refused:
        yield row(Words("Nearest to it, and why it does not count:", Style.DIM), indent=4)
        for near in refused.values():
            yield from _refused(document, near)
    if problem.belongs_in is not None:
        where = whereabouts(document.agreement, problem.belongs_in)
        yield row(
            Words("Where it belongs: ", Style.DIM),
            "under ",
            quoted(document.agreement.quote(problem.belongs_in)),
            f" ({where})" if where else "",
            indent=4,
        )


def _refused(document: DocumentReport, near: NearMiss) -> Iterator[Row]:
    yield _shown(document, near.span, indent=6)
    yield row(as_sentence(near.reason), indent=8)


def _shown(document: DocumentReport, span: Span, indent: int) -> Row:
    where = whereabouts(document.agreement, span)
    return row(quoted(document.agreement.quote(span)), Words(f" ({where})" if where else "", Style.DIM), indent=indent)


def _remedy(rule: Rule, detail: Detail) -> Iterator[Row]:
    in_full = detail is Detail.VERBOSE or rule.severity is Severity.ERROR
    if rule.why and in_full:
        yield row(Words("Why it matters: ", Style.DIM), as_sentence(rule.why), indent=4)
    if rule.advice:
        yield row(Words("What to do: ", Style.DIM), as_sentence(rule.advice), indent=4)
    if rule.model_clause and in_full:
        yield row(Words("A clause you can use:", Style.DIM), indent=4)
        yield barred(with_slots(rule.model_clause), indent=6)


def _waived(document: DocumentReport) -> Iterator[Row]:
    """What somebody allows to stand; never left out, however brief a report is."""
    waived = [(each.rule, each.waived) for each in document.outcomes if each.waived is not None]
    if waived:
        yield BLANK
        yield row(Words(f"Waived ({len(waived)})", Style.TITLE))
    for rule, waiver in waived:
        yield row(
            f"{rule.title} ({rule.severity.value}) ",
            Words(rule.id, Style.DIM),
            f": {allowed(waiver).removeprefix('waived: ')}",
            indent=2,
            marker=Words("~", Style.WARNING),
        )


def _fine(document: DocumentReport, detail: Detail) -> Iterator[Row]:
    held = [(outcome.rule, outcome.verdict) for outcome in document.outcomes if isinstance(outcome.verdict, Held)]
    if not held:
        return
    yield BLANK
    yield row(Words(f"What is fine ({len(held)})", Style.TITLE))
    for rule, verdict in held if detail is not Detail.BRIEF else ():
        proof: tuple[Words | str, ...] = ()
        if verdict.evidence:
            shown = verdict.evidence if detail is Detail.VERBOSE else verdict.evidence[:1]
            quotes = [quoted(document.agreement.quote(span), _SHORT_QUOTE) for span in shown]
            proof = (": ", *(part for quote in quotes for part in (quote, " ")))
        elif rule.demand is Demand.FORBID:
            proof = (": none found",)
        yield row(rule.title, *proof, indent=2, marker=Words("✓", Style.FINE))


def _open_questions(document: DocumentReport, detail: Detail) -> Iterator[Row]:
    asked = [(each.rule, each.verdict) for each in document.outcomes if isinstance(each.verdict, Undetermined)]
    if asked:
        yield BLANK
        yield row(Words(f"What could not be told ({len(asked)})", Style.TITLE))
    for rule, verdict in asked if detail is not Detail.BRIEF else ():
        yield row(f"{rule.title}: {as_sentence(verdict.reason)}", indent=2, marker=Words("?", Style.WARNING))


def _not_applicable(document: DocumentReport, detail: Detail) -> Iterator[Row]:
    idle = [(each.rule, each.verdict) for each in document.outcomes if isinstance(each.verdict, NotApplicable)]
    if idle:
        yield BLANK
        yield row(Words(f"What does not apply here ({len(idle)})", Style.TITLE))
    for rule, verdict in idle if detail is not Detail.BRIEF else ():
        yield row(Words(f"{rule.title}: {as_sentence(verdict.reason)}", Style.DIM), indent=2, marker=Words("-"))


def _not_read(document: DocumentReport) -> Iterator[Row]:
    if document.unread:
        yield BLANK
        yield row(Words(f"What was not read ({len(document.unread)})", Style.TITLE))
    for gap in document.unread:
        yield row(f"{gap.part}: {as_sentence(gap.why)}", indent=2, marker=Words("!", Style.WARNING))
    for note in document.document.notes:
        yield row(Words(f"Note: {as_sentence(note)}", Style.DIM))


def _unreadable(file: UnreadableFile, presentation: Presentation) -> Iterator[Row]:
    yield rule_off(presentation.width)
    yield row(Words(file.path, Style.NAME))
    says = Words("This file could not be read: ", Style.ERROR)
    if "\n" not in file.problem:
        yield row(says, f"{as_sentence(file.problem)} {as_sentence(file.advice)}")
        return
    yield row(says)
    for line in file.problem.splitlines():  # faults, each with its line of the file and a mark under the column
        yield as_it_stands(f"  {line}") if line.startswith(" ") else row(line, indent=2)
    yield row(as_sentence(file.advice))


def _summary(report: Report, conclusion: Conclusion, presentation: Presentation) -> Iterator[Row]:
    yield rule_off(presentation.width)
    if len(report.documents) > 1:
        for document in sorted(report.documents, key=lambda each: each.path):
            yield row(Words(document.path, Style.NAME), f": {_tally(document.outcomes) or 'not checked'}")
        yield BLANK
    outcomes = tuple(outcome for document in report.documents for outcome in document.outcomes)
    checked = count(sum(1 for document in report.documents if document.outcomes), "document")
    tally = _tally(outcomes)
    yield row(Words(f"{checked} checked" + (f": {tally}." if tally else "."), Style.TITLE))
    style = Style.ERROR if conclusion.status else Style.FINE
    verb = "Result: " if len(conclusion.reasons) == 1 else "Result:"
    if len(conclusion.reasons) == 1:
        yield row(Words(verb, style), f"{as_sentence(conclusion.reasons[0])} (exit status {conclusion.status.value})")
        return
    yield row(Words(verb, style), f" exit status {conclusion.status.value}")
    for reason in conclusion.reasons:
        yield row(as_sentence(reason), indent=2, marker=Words("-"))


def _tally(outcomes: tuple[Outcome, ...]) -> str:
    """ "2 errors, 1 warning, 14 fine, 3 do not apply"."""
    found = Counter(each.rule.severity for each in outcomes if isinstance(each.verdict, Violated) and not each.waived)
    said = [
        count(found[Severity.ERROR], "error"),
        count(found[Severity.WARNING], "warning"),
        count(found[Severity.INFO], "remark"),
        f"{sum(each.waived is not None for each in outcomes)} waived",
        f"{sum(isinstance(each.verdict, Held) for each in outcomes)} fine",
        f"{sum(isinstance(each.verdict, NotApplicable) for each in outcomes)} not applicable",
        f"{sum(isinstance(each.verdict, Undetermined) for each in outcomes)} could not be told",
        f"{sum(isinstance(each.verdict, Crashed) for each in outcomes)} crashed",
    ]
    return ", ".join(part for part in said if not part.startswith("0 "))
