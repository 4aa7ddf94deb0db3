"""The published JSON: stable in order and bytes wherever it is run from, as outcomes.schema.json says."""

from __future__ import annotations

import json
from collections.abc import Sequence

from agreementlint import __version__
from agreementlint.agreement.model import Agreement
from agreementlint.conclusion import Conclusion
from agreementlint.document import Unread
from agreementlint.errors import UnreadableFile
from agreementlint.profile import Profile, Standing
from agreementlint.report import DocumentReport, Outcome, Report
from agreementlint.reporters.places import in_words, place_of
from agreementlint.reporters.presentation import Presentation
from agreementlint.rule import Rule
from agreementlint.text import FilePlace, Span
from agreementlint.verdict import Crashed, Held, NotApplicable, Problem, Undetermined, Violated, name_of
from agreementlint.waiver import Waiver

FORMAT_VERSION = 1
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_NULL = "null"
_text = json.encoder.encode_basestring

JsonValue = str | int | None | list["JsonValue"] | dict[str, "JsonValue"]
JsonObject = dict[str, JsonValue]


def to_json(report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
    """One line for each document's head and for each outcome, so that two runs can be compared by eye."""
    del conclusion, presentation  # what a machine reads depends on neither
    tool = _line({"name": "agreementlint", "version": __version__})
    entries = [(document.path, _document(document)) for document in report.documents]
    entries += [(file.path, _unreadable(file)) for file in report.unreadable]
    documents = _lines([entry for _, entry in sorted(entries)], depth=0)
    profile = _line(_profile(report.profile))
    return f'{{"version": {FORMAT_VERSION}, "tool": {tool}, "profile": {profile}, "documents": {documents}}}\n'


def _profile(profile: Profile | None) -> JsonValue:
    return None if profile is None else {"name": profile.name, "version": profile.version}


def _document(document: DocumentReport) -> str:
    outcomes = _lines([_outcome(document.agreement, outcome) for outcome in document.outcomes], depth=2)
    notes, standings = document.document.notes, document.standings
    return _entry(document.path, document.kind.value, outcomes, document.unread, notes, standings)


def _unreadable(file: UnreadableFile) -> str:
    return _entry(file.path, None, "[]", (Unread("the whole file", f"{file.problem}. {file.advice}"),))


def _entry(
    path: str,
    kind: str | None,
    outcomes: str,
    unread: tuple[Unread, ...],
    notes: tuple[str, ...] = (),
    standings: tuple[Standing, ...] = (),
) -> str:
    parts: list[JsonValue] = [
        {"part": gap.part, "why": gap.why, "may_hold_terms": gap.may_hold_terms} for gap in unread
    ]
    profiles = _lines([_standing(standing) for standing in standings], depth=2)
    return (
        f'{{"path": {_line(path)}, "kind": {_line(kind)},\n "outcomes": {outcomes},\n "unread": {_line(parts)},\n'
        f' "notes": {_line(list(notes))},\n "profiles": {profiles}}}'
    )


def _standing(standing: Standing) -> str:
    between = [
        f'{{"rule": {_text(barrier.rule)}, "verdict": {_text(barrier.verdict)}, "confidence": "{barrier.confidence}"}}'
        for barrier in standing.between
    ]
    return (
        f'{{"profile": {_text(standing.profile)}, "version": {standing.version},'
        f' "reached": {_line(standing.reached)}, "between": [{", ".join(between)}]}}'
    )


def _outcome(agreement: Agreement, outcome: Outcome) -> str:
    """The object of an outcome, written as text at once: by way of dictionaries it takes half as long again."""
    evidence: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()
    reason: str | None = None
    match outcome.verdict:
        case Held():
            evidence = outcome.verdict.evidence
        case Violated():
            problems = outcome.verdict.problems
        case NotApplicable():
            reason = outcome.verdict.reason
        case Undetermined():
            reason = outcome.verdict.reason
        case Crashed():
            reason = outcome.verdict.error
    rule = outcome.rule
    waived = _NULL if outcome.waived is None else _line(_waived(outcome.waived))
    return (
        f'{{"rule": {_text(rule.id)}, "severity": "{rule.severity}",'
        f' "confidence": "{outcome.confidence}", "verdict": "{name_of(outcome.verdict)}",'
        f' "evidence": {_all_words(agreement, evidence)},'
        f' "problems": [{", ".join([_problem(agreement, rule, problem) for problem in problems])}],'
        f' "reason": {_NULL if reason is None else _text(reason)}, "waived": {waived}}}'
    )


def _waived(waiver: Waiver) -> JsonObject:
    return {
        "reason": waiver.reason,
        "by": waiver.by or None,
        "until": waiver.until or None,
        "place": waiver.place,
    }


def _problem(agreement: Agreement, rule: Rule, problem: Problem) -> str:
    near = [f'{{{_words(agreement, near.span)}, "reason": {_text(near.reason)}}}' for near in problem.near_misses]
    belongs_in = _NULL if problem.belongs_in is None else f"{{{_words(agreement, problem.belongs_in)}}}"
    return (
        f'{{"shortfall": "{problem.shortfall}", "message": {_text(problem.message)},'
        f' "evidence": {_all_words(agreement, problem.evidence)}, "near_misses": [{", ".join(near)}],'
        f' "belongs_in": {belongs_in}, "confidence": "{rule.confidence.at_most(problem.confidence)}"}}'
    )


def _all_words(agreement: Agreement, spans: Sequence[Span]) -> str:
    return f"[{', '.join([f'{{{_words(agreement, span)}}}' for span in spans])}]"


def _words(agreement: Agreement, span: Span) -> str:
    """What an object says of words in the document, without its braces."""
    place = place_of(agreement, span)
    line, column = (place.line, place.column) if isinstance(place, FilePlace) else (_NULL, _NULL)
    where = in_words(place)
    return (
        f'"quote": {_text(agreement.quote(span))}, "start": {span.start}, "end": {span.end},'
        f' "line": {line}, "column": {column}, "place": {_text(where) if where else _NULL}'
    )


def _line(value: JsonValue) -> str:
    return _ENCODER.encode(value)


def _lines(entries: list[str], depth: int) -> str:
    """A list with an entry on each line, indented by `depth`, its end by one less."""
    if not entries:
        return "[]"
    inside, end = "\n" + " " * depth, "\n" + " " * max(depth - 1, 0)
    return f"[{inside}{f',{inside}'.join(entries)}{end}]"
