"""Writes the rubric that a trainer begins with: a criterion for each family of a profile's rules, 100 points in all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from agreementlint.profile import Profile, Severities
from agreementlint.reporters.wording import family_in_words
from agreementlint.rule import Demand, Rule
from agreementlint.terms import Kind, Severity

_WEIGHTS = {Severity.ERROR: "1", Severity.WARNING: "0.5", Severity.INFO: "0.25"}
_TOTAL = 100


def rubric_from(profile: Profile, severities: Severities, rules: Sequence[Rule], kind: Kind) -> str:
    """The text of a rubric with the rules of a profile that are for a kind of document; more rules, more points."""
    taken = [rule for rule in rules if rule.id in severities and kind in rule.kinds and not rule.replaced_by]
    families: dict[str, list[Rule]] = {}
    for rule in taken:
        families.setdefault(rule.family, []).append(rule)
    # What only forbids stands with the first criterion that asks for something: alone it would give points for nothing.
    forbidding = [name for name, own in families.items() if all(rule.demand is Demand.FORBID for rule in own)]
    if len(forbidding) < len(families):
        extra = [rule for name in forbidding for rule in families.pop(name)]
        next(iter(families.values())).extend(extra)
    return "\n".join(_lines(profile, severities, families, kind)) + "\n"


def _lines(profile: Profile, severities: Severities, families: dict[str, list[Rule]], kind: Kind) -> Iterator[str]:
    yield "version: 1"
    yield f"title: {json.dumps(f'{profile.title}, as an assignment', ensure_ascii=False)}"
    yield f"kind: {kind.value}"
    yield "scenario:"
    yield "  text: ''  # the case as the students are given it"
    yield "  given: []  # what is the case and must therefore be dealt with, such as [recording, ai-tools]"
    yield "rounding: 0.5"
    yield "feedback: {model_solution: false}"
    yield "criteria:"
    points = _points([len(own) for own in families.values()])
    for (family, own), worth in zip(families.items(), points, strict=True):
        yield f"- id: {'-'.join(family.casefold().replace('_', '-').split())}"
        yield f"  title: {json.dumps(family_in_words(family), ensure_ascii=False)}"
        yield f"  points: {worth}"
        yield "  hint: ''  # for students who have not met it; gives no clause away"
        yield "  rules:"
        for rule in own:
            yield f"  - {{rule: {rule.id}, weight: {_WEIGHTS[severities[rule.id]]}}}  # {rule.title}"


def _points(sizes: Sequence[int]) -> list[int]:
    """Whole points for each family, as its size is; what is left over goes to the largest."""
    whole = sum(sizes)
    points = [max(1, _TOTAL * size // whole) for size in sizes]
    largest = max(range(len(sizes)), key=sizes.__getitem__)
    points[largest] += _TOTAL - sum(points)
    return points
