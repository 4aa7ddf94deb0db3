"""Standing negatives: what each case that satisfies a rule is turned into, and what must satisfy it no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from agreementlint.engine.checks import AllOf, AnyOf, Check, Differs, Elsewhere, NoneOf, Shows, Stance, States
from agreementlint.engine.evaluate import RequireCheck
from agreementlint.latepattern import LatePattern
from agreementlint.rule import Case, Rule

_AUXILIARY = LatePattern(r"\b(will|shall|may|must|can|is|are|has|have)\b(?! not\b)")
_DENIED = LatePattern(
    r"\b(?:not|never|no|nor|neither|none|nothing|nobody|nowhere|without|unless|except|only|alone|cannot|until|than)\b|n['’]t\b",
    re.IGNORECASE,
)
_SEVERAL = LatePattern(
    r"[.;:?—–][ \n]+\w|\b(?:and|but|or|if|when|once|where|should|who|which|that|what|whatever|after|before)\b|,",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StandingNegative:
    """A text that a rule must not take for its clause: how it was made, the words, the case it comes from."""

    sort: str  # "heading", "contents", "example", "denied"
    text: str
    case: Case


def standing_negatives(rule: Rule) -> Iterator[StandingNegative]:
    """Every standing negative of a rule that requires something; none of a rule that is code."""
    if not isinstance(rule.check, RequireCheck):
        return
    held = [case for case in rule.cases if case.expected == "held"]
    check = rule.check.check
    stated, deniable = _is_stated(check), can_be_denied(rule)
    yield StandingNegative("heading", f"# {rule.title}\n", held[0])
    yield StandingNegative("contents", f"# Contents\n\n{rule.title} .......... 4\n\nSignatures .......... 5\n", held[0])
    for case in held:
        if stated and re.search(r'["“”\n]', case.text) is None:
            quoted = f'An agreement might, for example, say: "{case.text}"'
            yield StandingNegative("example", quoted, case)
        denied = denied_form(case.text) if deniable else None
        if denied is not None:
            yield StandingNegative("denied", denied, case)


def can_be_denied(rule: Rule) -> bool:
    """Whether what satisfies a rule never does so when it is denied."""
    if not isinstance(rule.check, RequireCheck):
        return False
    return _is_stated(rule.check.check) and not _asks_for_denial(rule.check.check)


def denied_form(text: str) -> str | None:
    """A sentence of one clause denied by "not"; None where one word does not do it."""
    if _DENIED.search(text) or _SEVERAL.search(text) or len(_AUXILIARY.findall(text)) != 1:
        return None
    return _AUXILIARY.sub(r"\1 not", text)


def _parts(check: Check) -> Iterator[Check]:
    """The checks that others are made of."""
    match check:
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            for part in parts:
                yield from _parts(part)
        case Elsewhere(inner):
            yield from _parts(inner)
        case States() | Shows() | Differs():
            yield check
        case _:
            assert_never(check)


def _is_stated(check: Check) -> bool:
    """Whether a check is about words alone; a structure is no matter of wording."""
    return not any(isinstance(part, Shows) for part in _parts(check))


def _asks_for_denial(check: Check) -> bool:
    """Whether a denial may be just what a check asks for."""
    return any(
        states.denied or term.stance is Stance.DENIED
        for states in _parts(check)
        if isinstance(states, States)
        for choice in (states.act, *states.with_, *states.own, *states.under, *states.nearby)
        for term in choice
    )
