"""How near a document comes to profiles: what stands between it and each."""

from __future__ import annotations

from collections.abc import Sequence

from agreementlint.profile import Barrier, Profile, Severities, Standing
from agreementlint.report import Outcome
from agreementlint.terms import Severity
from agreementlint.verdict import Crashed, Undetermined, Violated, name_of

Rung = tuple[Profile, Severities]  # a profile and the severities of its rules


def standings(ladder: Sequence[Rung], outcomes: Sequence[Outcome]) -> tuple[Standing, ...]:
    """How a document stands with each profile, given the outcomes of all their rules for its kind.

    Nothing is said of a profile none of whose rules is for such a document.
    """
    found = []
    for profile, severities in ladder:
        asked = [outcome for outcome in outcomes if severities.get(outcome.rule.id) is Severity.ERROR]
        if asked:
            between = tuple(_barrier(outcome) for outcome in asked if _stands_between(outcome))
            found.append(Standing(profile.name, profile.version, profile.confirmed, between))
    return tuple(found)


def _stands_between(outcome: Outcome) -> bool:
    return isinstance(outcome.verdict, Violated | Undetermined | Crashed)


def _barrier(outcome: Outcome) -> Barrier:
    return Barrier(outcome.rule.id, outcome.rule.title, name_of(outcome.verdict), outcome.confidence)
