"""Standing negatives: what each case that satisfies a rule is turned into, and what must satisfy it no more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementlint.engine.checks import AllOf, AnyOf, Check, Compares, Differs, NoneOf, Stance, States, parts_of
from agreementlint.engine.evaluate import RequireCheck
from agreementlint.latepattern import LatePattern
from agreementlint.rule import Case, Rule
from agreementlint.terms import Role
from agreementlint.values import dataclass

_AUXILIARY = LatePattern(r"\b(will|shall|may|must|can|is|are|has|have)\b(?! not\b)")
_DENIED = LatePattern(
    r"\b(?:not|never|no|nor|neither|none|nothing|nobody|nowhere|without|unless|except|only|alone|cannot|until|than)\b|n['’]t\b",
    re.IGNORECASE,
)
_SEVERAL = LatePattern(
    r"[.;:?—–][ \n]+\w|\b(?:and|but|or|if|when|once|where|should|who|which|that|what|whatever|after|before)\b|,",
    re.IGNORECASE,
)
_SUBJECT = LatePattern(r"(?:[^,|:]{3,60}, )?(?:the (?:coach|mentor)|i|we) ", re.IGNORECASE)
_VERB = LatePattern(r"(?!never|not|also|only|do|does|hereby|and|[a-z]+ly\b)[a-z]+\b(?!')")
_SENTENCES = LatePattern(r"[.;:?!—–][ \n]+\w|\n|[\"“”|]")
_MODALS = frozenset("will shall may must can cannot".split())
_IRREGULAR = {"have": "has", "am": "is", "are": "is"}
_OTHER_PARTY = {
    **dict.fromkeys(("the client", "the coachee", "the mentee", "you"), "the coach"),
    **dict.fromkeys(("the client's", "the coachee's", "the mentee's", "your"), "the coach's"),
    **dict.fromkeys(("the coach", "the mentor", "i", "me", "we", "us"), "the client"),
    **dict.fromkeys(("the coach's", "the mentor's", "my", "our"), "the client's"),
}
_PARTY = LatePattern(
    r"\b(?:the (?:client|coachee|mentee|coach|mentor)(?:'s)?|you|your|i|me|my|we|us|our)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class StandingNegative:
    """A text that a rule must not take for its clause: how it was made, the words, the case it comes from."""

    sort: str  # "heading", "contents", "example", "denied", "wrong party"
    text: str
    case: Case


def standing_negatives(rule: Rule) -> Iterator[StandingNegative]:
    """Every standing negative of a rule that requires something; none of a rule that is code."""
    if not isinstance(rule.check, RequireCheck) or _met_by_silence(rule.check.check):
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
        swapped = with_parties_swapped(case.text) if binds_no_client(rule) else None
        if swapped is not None:
            yield StandingNegative("wrong party", swapped, case)


def can_be_denied(rule: Rule) -> bool:
    """Whether what satisfies a rule never does so when it is denied."""
    if not isinstance(rule.check, RequireCheck):
        return False
    return _is_stated(rule.check.check) and not _asks_for_denial(rule.check.check)


def binds_no_client(rule: Rule) -> bool:
    """Whether nothing that the client does satisfies a rule."""
    return isinstance(rule.check, RequireCheck) and all(
        isinstance(part, States) and part.by is not None and Role.CLIENT not in part.by
        for part in _parts(rule.check.check)
    )


def denied_form(text: str) -> str | None:
    """A sentence of one clause denied by "not"; None where one word does not do it."""
    if _DENIED.search(text) or _SEVERAL.search(text) or len(_AUXILIARY.findall(text)) != 1:
        return None
    return _AUXILIARY.sub(r"\1 not", text)


def with_parties_swapped(text: str) -> str | None:
    """A sentence that binds the coach made to bind the client; None where it does not begin with what the coach does."""
    subject = _SUBJECT.match(text)
    verb = _VERB.match(text, subject.end()) if subject else None
    if subject is None or verb is None or _SENTENCES.search(text):
        return None
    opening = text[: max(text.rfind(", ", 0, subject.end()) + 2, 0)] if ", " in subject[0] else ""
    if _PARTY.search(opening):
        return None
    rest = _PARTY.sub(lambda party: _OTHER_PARTY[party[0].lower()], text[verb.end() :])
    return f"{opening}{'the' if opening else 'The'} client {_in_third_person(verb[0])}{rest}"


def _in_third_person(verb: str) -> str:
    if verb in _MODALS or verb.endswith("s"):
        return verb
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return verb + ("es" if verb.endswith(("sh", "ch", "x", "o", "ss")) else "s")


def _parts(check: Check) -> Iterator[Check]:
    """The checks that others are made of."""
    inner = parts_of(check)
    for part in inner:
        yield from _parts(part)
    if not inner:
        yield check


def _met_by_silence(check: Check) -> bool:
    """Whether a document that says nothing satisfies a check; what states nothing is then no negative."""
    match check:
        case AllOf(parts):
            return all(map(_met_by_silence, parts))
        case AnyOf(parts, at_least):
            return sum(map(_met_by_silence, parts)) >= at_least
        case NoneOf():
            return True
        case Compares(absent=absent):
            return absent
        case _:
            return False


def _is_stated(check: Check) -> bool:
    """Whether a check is about words alone; a structure is no matter of wording."""
    return all(isinstance(part, States | Differs | Compares) for part in _parts(check))


def _asks_for_denial(check: Check) -> bool:
    """Whether a denial may be just what a check asks for."""
    return any(
        states.denied or term.stance is Stance.DENIED
        for states in _parts(check)
        if isinstance(states, States)
        for choice in (states.act, *states.with_, *states.own, *states.under, *states.nearby)
        for term in choice
    )
