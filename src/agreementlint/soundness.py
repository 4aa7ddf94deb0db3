"""Looks at what a rule gave back: whether it is a verdict, and whether its words stand in the document's text."""

from __future__ import annotations

from agreementlint.terms import Confidence, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Held, NearMiss, NotApplicable, Problem, Undetermined, Violated


def fault_of(verdict: object, length: int) -> str:
    """What is wrong with what a rule returned, of a document with a text of this length; empty where it is sound.

    Rules may come from plugins, so that nothing is taken for granted that the types promise.
    """
    match verdict:
        case Held(evidence):
            return _spans_fault(evidence, length)
        case Violated(problems):
            if not isinstance(problems, tuple) or not problems:
                return "Violated without a tuple of problems"
            return next(filter(None, (_problem_fault(problem, length) for problem in problems)), "")
        case NotApplicable(reason) | Undetermined(reason):
            return "" if isinstance(reason, str) else f"{type(reason).__name__} instead of a reason"
        case _:
            return f"{type(verdict).__name__} instead of a verdict"


def _problem_fault(problem: object, length: int) -> str:
    if not isinstance(problem, Problem):
        return f"{type(problem).__name__} instead of a Problem"
    for value, wanted in ((problem.shortfall, Shortfall), (problem.message, str), (problem.confidence, Confidence)):
        if not isinstance(value, wanted):
            return f"a Problem with {type(value).__name__} instead of {wanted.__name__}"
    if not isinstance(problem.near_misses, tuple):
        return f"{type(problem.near_misses).__name__} instead of a tuple of near misses"
    for miss in problem.near_misses:
        if not isinstance(miss, NearMiss) or not isinstance(miss.reason, str):
            return f"{type(miss).__name__} instead of a NearMiss with its reason"
    nearest = tuple(miss.span for miss in problem.near_misses)
    heading = () if problem.belongs_in is None else (problem.belongs_in,)
    return next(filter(None, (_spans_fault(each, length) for each in (problem.evidence, nearest, heading))), "")


def _spans_fault(spans: object, length: int) -> str:
    if not isinstance(spans, tuple):
        return f"{type(spans).__name__} instead of a tuple of spans"
    for span in spans:
        if not isinstance(span, Span):
            return f"{type(span).__name__} instead of a Span"
        if not (isinstance(span.start, int) and isinstance(span.end, int) and 0 <= span.start < span.end <= length):
            return f"the span {span.start} to {span.end} as evidence, which is no part of the text"
    return ""
