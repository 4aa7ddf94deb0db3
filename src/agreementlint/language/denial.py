"""Flat denials: a clause whose verb is denied, and which is not limited but taken away by it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from agreementlint.language.tokens import stemmed

_NOT = stemmed("not never cannot")
_VERBS = stemmed("be is are was were have has had do does did shall will may can must might could should would need")
_FINITE = stemmed("be is are was were do does did shall will may can must might could should would")
# "Not kept longer than two years", "not shared without consent": these limit and do not take away.
_LIMITING = stemmed("than unless without until except beyond only save other before longer more else nor till")
_RELATIVES = stemmed("that which who what whatever")
_CONDITIONS = stemmed("if when whenever where should as event case")
_MAIN = frozenset([",", *stemmed("shall will may can must")])  # with these begins what follows from a condition
# "Does not apply where the law requires it": what stands behind such a word is when something is not so, and not denied.
_WHERE = stemmed("if when whenever where wherever")
_APPLIES = stemmed("apply applies extend extends")
_STOPS = frozenset(". ; : ? ! — – |".split())
_CLAUSE_ENDS = _STOPS | stemmed(
    ", and but or that which who if when whenever where wherever unless because while as so they he she it i we you"
)
_NEW_CLAUSE = _STOPS | stemmed(", and but or that which who because so")
_UNDENIED = stemmed("fail omit neglect hesitate cease forget refuse decline")  # "shall not fail to keep it"
_REFUSING = stemmed("refuse decline")
_OBLIGING = stemmed("oblige require bind compel commit force obligation duty")
_PROMISING = _OBLIGING | stemmed("promise guarantee undertake agree warrant responsible")
_NOTHING = stemmed("nothing")
_RELEASING = _REFUSING | _OBLIGING
# "Consent is not needed before it is used": who needs no consent is not held back by the "before".
_NEEDED = stemmed("need needed require required necessary sought asked obtained")
_BEFOREHAND = stemmed("before beforehand")
_AT = stemmed("at in under on by")
_TIMES = stemmed("time times circumstance circumstances case event way point stage account means condition")
_BEFORE = 15  # tokens before an act in which its denial is looked for
_BEHIND = 12  # tokens behind it in which a limit may still come
_SUBJECT = 10  # how far behind its subject the verb's "not" may stand


def is_flat_denial(stems: Sequence[str], first: int, last: int, in_scope: bool = True, cause: int = -1) -> bool:
    """Whether the verb of the clause of an act (its first and last token) is denied, and by no more than that.

    The act may be what the verb says or takes ("is not kept") or its subject ("the notes are not"). One that is in
    the scope of no denial is denied by its own clause only; `cause` is the denial of one in scope, which may be far
    away as long as no other verb begins a clause of its own.
    """
    if in_scope and 0 < cause <= first - _BEFORE and _is_not(stems, cause):
        return _FINITE.isdisjoint(stems[cause + 1 : first]) and _denies_verb(stems, cause, first, last)
    barriers = _STOPS if in_scope else _NEW_CLAUSE
    for at in range(first - 1, max(first - _BEFORE, 0), -1):
        if stems[at] in barriers:
            break
        if stems[at] in _RELEASING and _releases(stems, at):
            return _LIMITING.isdisjoint(stems[at + 1 : last + _BEHIND])
        if _is_not(stems, at):
            if not _RELATIVES.isdisjoint(stems[max(at - 2, 0) : at]):
                continue  # "what is not public stays private"
            if not _MAIN.isdisjoint(stems[at:first]) and not _CONDITIONS.isdisjoint(stems[max(at - 10, 0) : at]):
                continue  # "if I am not the right one, I find another", "if it is not put right you can complain"
            return _denies_verb(stems, at, first, last)
    for at in range(last + 1, min(last + 1 + _SUBJECT, len(stems))):
        if stems[at] in _CLAUSE_ENDS:
            return False
        if _is_not(stems, at):
            return _denies(stems, at) and not _is_limited(stems, at, at + _BEHIND)
    return False


def _denies_verb(stems: Sequence[str], at: int, first: int, last: int) -> bool:
    """Whether a "not" takes away an act behind it, and does not only say when or how far it is not so."""
    between = stems[at + 1 : first]
    says_when = (between[:1] and between[0] in _APPLIES) or not _WHERE.isdisjoint(between)
    if says_when and "even" not in stems[at - 1 : first]:
        return False
    return _denies(stems, at) and not _is_limited(stems, at, last + _BEHIND)


def _is_limited(stems: Sequence[str], at: int, end: int) -> bool:
    """Whether what stands behind a "not" limits the denial: "not shared without consent"."""
    limiting = _LIMITING.intersection(stems[at + 1 : end])
    if not _NEEDED.isdisjoint(stems[at + 1 : at + 3]):
        limiting -= _BEFOREHAND
    return bool(limiting)


def is_denied_by_lead(stems: Sequence[str], cause: int, lead: range, last: int) -> bool:
    """Whether an act (its last token) stands in a list whose lead-in denies it flatly at `cause`: "We do not: …"."""
    if stems[cause] in _NOTHING:
        denies = not _OBLIGING.isdisjoint(stems[cause : lead.stop])
    else:  # "Secrecy does not apply to what: …" says where something ends, and takes nothing away
        bare = lead.stop - cause <= 3
        denies = stems[cause] in _NOT and _denies(stems, cause) and (bare or stems[cause + 1] in _PROMISING)
    if not denies:
        return False
    return _LIMITING.isdisjoint(stems[cause + 1 : lead.stop]) and _LIMITING.isdisjoint(stems[last : last + _BEHIND])


def deniable(stems: Sequence[str], units: Iterable[range]) -> set[int]:
    """The tokens at which words may begin that are flatly denied: they are few, and no others need to be asked."""
    starts = [unit.start for unit in units if unit]
    found: set[int] = set()
    for at in [at for at, stem in enumerate(stems) if stem in _RELEASING or _is_not(stems, at)]:
        if _releases(stems, at) if stems[at] in _RELEASING else _denies(stems, at):
            for behind in range(at + 1, min(at + _BEFORE, len(stems))):
                found.add(behind)
                if stems[behind] in _STOPS:
                    break
            # Words that end a little before it may begin anywhere in the unit that they end in.
            nearest = max(at - _SUBJECT, 0)
            found.update(range(starts[bisect_right(starts, nearest) - 1], at))
    return found


def _is_not(stems: Sequence[str], at: int) -> bool:
    """Whether a token is a "not", or the "no" of "at no time", "under no circumstances"."""
    if stems[at] in _NOT:
        return True
    return stems[at] == "no" and at > 0 and stems[at - 1] in _AT and not _TIMES.isdisjoint(stems[at + 1 : at + 2])


def _denies(stems: Sequence[str], at: int) -> bool:
    """Whether a "not" belongs to a verb, and what it denies is not itself a denial."""
    if not _UNDENIED.isdisjoint(stems[at + 1 : at + 2]):
        return False
    return stems[at] in ("cannot", "no") or not _VERBS.isdisjoint(stems[max(at - 2, 0) : at])


def _releases(stems: Sequence[str], at: int) -> bool:
    """Whether words refuse what follows ("refuses to") or release from it ("nothing obliges her to", "no duty to")."""
    if stems[at] in _REFUSING:
        return list(stems[at + 1 : at + 2]) == ["to"] and _NOT.isdisjoint(stems[max(at - 3, 0) : at])
    before = stems[max(at - 8, 0) : at]
    return list(before[-1:]) == ["no"] or (not _NOTHING.isdisjoint(before) and _STOPS.isdisjoint(before))
