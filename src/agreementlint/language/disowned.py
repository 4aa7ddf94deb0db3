"""What is said and taken back at once: "It is not agreed that …", "Nothing here means that …" disown all that follows."""

from __future__ import annotations

from collections.abc import Sequence

from agreementlint.language.tokens import stemmed

_NOT = stemmed("not never nothing nobody no cannot")
# What is not agreed, meant or promised is not so; what is not known, heard or denied may be so all the same.
_CLAIMS = stemmed(
    "agreed agree case promise guarantee warrant undertake mean true settled intended foreseen undertaken correct right "
    "assume think believe expect suppose infer conclude"
)
# Of these only where a paper does it: a coach who does not say that somebody is her client keeps a secret.
_SAID = stemmed("say saying states provides imply stipulate require suggest")
_PAPERS = stemmed(
    "agreement contract document page terms policy plan notice letter handbook charter section clause paper nothing it"
)
_BETWEEN = stemmed(
    "be is are was do does did has have been the a any in of this these those that here above below our your my its and or as to can may could "
    "should shall will must would it we i they you taken read understood construed interpreted held deemed treated "
)
_ENDS = frozenset(";:") | stemmed("but instead rather however")
_CONDITIONS = stemmed("if when where unless while since because whether as so")
_FAR = 12  # tokens from the head of a sentence to the "that"


def disowned(stems: Sequence[str], unit: range) -> tuple[int, range] | None:
    """The word by which the head of a sentence disowns what follows, and the tokens that it disowns; None mostly."""
    head = stems[unit.start : min(unit.start + _FAR, unit.stop)]
    if "that" not in head[2:] or (head and head[0] in _CONDITIONS):
        return None
    denial = next((at for at, stem in enumerate(head) if stem in _NOT), len(head))
    claims = _CLAIMS if _PAPERS.isdisjoint(head[: denial + 1]) else _CLAIMS | _SAID
    that = next((at for at in range(denial + 2, len(head)) if head[at] == "that" and head[at - 1] in claims), 0)
    if not that or not (_BETWEEN | _PAPERS).issuperset(head[denial + 1 : that - 1]):
        return None
    first = unit.start + that + 1
    end = next((at for at in range(first + 1, unit.stop) if stems[at] in _ENDS), unit.stop)
    return unit.start + denial, range(first, end)
