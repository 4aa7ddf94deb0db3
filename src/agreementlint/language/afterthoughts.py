"""What a text says of one party first and extends to another behind it: "the same goes for the client"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agreementlint.language.clause import Mentions
from agreementlint.language.standing import EVERYONE, Scope, joint
from agreementlint.language.tokens import Tokens, stemmed

_HOLDS = stemmed("go goes apply hold count true valid stand")
_MAY = stemmed("may can must shall will do should could have be")
_ARTICLES = stemmed("the a your my our")
_FEW = 4  # words that may stand before it in its own sentence and say nothing yet ("And exactly the same …")


def share_acts(tokens: Tokens, units: Sequence[range], mentions: Mentions, scope: Scope) -> None:
    """Lets a second party act in what was said of a first one: in the words before, else in the unit before."""
    stems = tokens.stems
    for number, unit in enumerate(units):
        for at, role in _extensions(stems, unit, mentions):
            said = range(unit.start, at)
            if len(said) <= _FEW and number:
                said = units[number - 1]
            first = next((scope.actor[token] for token in said if scope.actor[token]), 0)
            if first and first != EVERYONE:
                both = joint(first, role)
                for token in said:
                    if scope.actor[token] == first:
                        scope.actor[token] = both


def _extensions(stems: Sequence[str], unit: range, mentions: Mentions) -> Iterator[tuple[int, int]]:
    """Where words extend what was said, and the number of the role to which they do."""
    for at in unit:
        match stems[at]:
            case "same":
                behind = at + 1
                while behind < unit.stop and (stems[behind] in _HOLDS or stems[behind] in _MAY):
                    behind += 1
                held = not _HOLDS.isdisjoint(stems[at + 1 : behind])
                role = _mentioned(stems, behind + 1, unit, mentions) if held else 0
                if role:  # "the same goes for the client"
                    yield max(at - 1, unit.start), role
                elif list(stems[max(at - 2, unit.start) : at]) == ["do", "the"]:  # "the client may do the same"
                    yield from _subject(stems, at - 2, unit, mentions)
            case "so" | "as" | "nor" | "neither" if at + 2 < unit.stop and stems[at + 1] in _MAY:  # "so may the client"
                role = _mentioned(stems, at + 2, unit, mentions)
                if role:
                    yield at, role
            case "versa" if at > unit.start and stems[at - 1] == "vice":
                yield at - 1, EVERYONE
            case _:
                pass


def _mentioned(stems: Sequence[str], at: int, unit: range, mentions: Mentions) -> int:
    """The number of the role that is named here, behind an article or not; 0 for none."""
    at += at < unit.stop and stems[at] in _ARTICLES
    return mentions[at][0] if at in mentions and at < unit.stop else 0


def _subject(stems: Sequence[str], at: int, unit: range, mentions: Mentions) -> Iterator[tuple[int, int]]:
    """The party right before a verb that ends at `at`, with where it stands."""
    behind = at
    while behind > unit.start and stems[behind - 1] in _MAY:
        behind -= 1
    for first in range(max(unit.start, behind - 4), behind):
        if first in mentions and first + mentions[first][1] == behind:
            yield max(first - 1, unit.start), mentions[first][0]
