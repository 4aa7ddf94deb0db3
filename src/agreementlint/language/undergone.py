"""The passive: who is told, given or shown something does not act, though the sentence begins with him."""

from __future__ import annotations

from collections.abc import Sequence

from agreementlint.language.clause import Mentions
from agreementlint.language.standing import Scope
from agreementlint.language.tokens import Tokens, stemmed

_BETWEEN = frozenset("not never also always then first only be been being so still all both each hereby".split())
_IRREGULAR = frozenset(
    "told kept given sent shown held made known seen taken left put paid brought handed written read spoken lent "
    "met understood forewarned foretold withheld drawn sold lost broken chosen taught forgotten".split()
)
# These say how somebody stands, not what is done to him.
_STATES = frozenset(
    "committed obliged obligated entitled dedicated employed qualified certified licensed insured registered "
    "accredited engaged experienced interested concerned prepared required allowed permitted expected supposed "
    "encouraged trained based located involved pleased delighted related married retained appointed indeed need "
    "authorised authorized determined inclined resolved minded tasked charged".split()
)
_AUXILIARIES = stemmed(
    "shall will must may can could should would have be not never also always then first only both all each hereby"
)
# "Nothing you share will be passed on": what is shared undergoes it, and the one who shares does not act in it.
_HEADS = stemmed("nothing anything everything whatever what all information that")
_JOINS = frozenset(["and", "or", "but", ","])
_ENDS = frozenset([".", ";", ":", "?", "!", "—", "–"])
_VERBS = stemmed("shall must will may can could might should would have do agree undertake keep share tell disclose")


def clear_the_passive(tokens: Tokens, units: Sequence[range], mentions: Mentions, scope: Scope) -> None:
    """Takes the actor away where the one who is the subject only undergoes what is said."""
    be = [index for index, stem in enumerate(tokens.stems) if stem == "be" and scope.actor[index]]
    if not be:
        return
    subjects = {first + width: role for first, (role, width) in mentions.items()}
    unit = 0
    for index in be:
        while units[unit].stop <= index:
            unit += 1
        behind = index
        while behind not in subjects and behind > units[unit].start and tokens.stems[behind - 1] in _AUXILIARIES:
            behind -= 1
        if not _is_passive(tokens, index, units[unit].stop):
            continue
        first, last = _clause(tokens.stems, index, units[unit], scope)
        if subjects.get(behind) == scope.actor[index]:
            scope.actor[first:last] = bytes(last - first)
        elif _has_own_subject(tokens.stems, range(max(first, units[unit].start + 1), behind), mentions):
            scope.actor[behind:last] = bytes(last - behind)


def _has_own_subject(stems: Sequence[str], between: range, mentions: Mentions) -> bool:
    """Whether the party that seems to act only acts in a clause about what the verb is said of."""
    return any(at in mentions and stems[at - 1] in _HEADS for at in between)


def _is_passive(tokens: Tokens, index: int, stop: int) -> bool:
    at = index + 1
    while at < stop and (tokens.normals[at] in _BETWEEN or tokens.normals[at].endswith("ly")):
        at += 1
    if at >= stop:
        return False
    word = tokens.normals[at]
    participle = word in _IRREGULAR or (len(word) > 4 and word.endswith("ed") and word not in _STATES)
    return participle and not (at + 1 < stop and tokens.normals[at + 1] == "to")


def _clause(stems: Sequence[str], index: int, unit: range, scope: Scope) -> tuple[int, int]:
    """The tokens around a passive verb that have its subject."""
    role = scope.actor[index]
    first = index
    while first > unit.start and scope.actor[first - 1] == role and stems[first - 1] not in _JOINS:
        first -= 1
    last = index + 1
    while last < unit.stop and scope.actor[last] == role and stems[last] not in _ENDS:
        if stems[last] in _JOINS and not _VERBS.isdisjoint(stems[last + 1 : last + 4]):
            break
        last += 1
    return first, last
