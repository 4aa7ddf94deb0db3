"""Flat denials: a clause whose verb is denied, and which is not limited but taken away by it."""

from __future__ import annotations

from collections.abc import Sequence

from agreementlint.language.tokens import Stems

_STEMS = Stems()


def _stemmed(words: str) -> frozenset[str]:
    return frozenset(_STEMS.forms(word)[1] for word in words.split())


_NOT = _stemmed("not never cannot")
_VERBS = _stemmed("be is are was were have has had do does did shall will may can must might could should would")
# "Not kept longer than two years", "not shared without consent": these limit and do not take away.
_LIMITING = _stemmed("than unless without until except beyond only save other before prior longer more any else nor till")
_RELATIVES = _stemmed("that which who what whatever")
_STOPS = frozenset(". ; : ? ! — – |".split())
_BEFORE = 15  # tokens before an act in which its denial is looked for
_BEHIND = 12  # tokens behind it in which a limit may still come


def is_flat_denial(stems: Sequence[str], act: int) -> bool:
    """Whether the act at a token is denied by the verb of its clause ("is not kept") and by no more than that."""
    for at in range(act - 1, max(act - _BEFORE, 0), -1):
        if stems[at] in _STOPS:
            return False
        if stems[at] in _NOT:
            if not _RELATIVES.isdisjoint(stems[max(at - 2, 0) : at]):
                continue  # "what is not public"
            verb = stems[at] == "cannot" or not _VERBS.isdisjoint(stems[max(at - 2, 0) : at])
            return verb and _LIMITING.isdisjoint(stems[at + 1 : act + _BEHIND])
    return False
