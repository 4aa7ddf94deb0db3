"""Where a word of the text stands for a party, and where a role's word stands for nobody who agrees here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agreementlint.agreement.model import Party
from agreementlint.language.standing import ROLE_NUMBER, ROLES
from agreementlint.language.tokens import Stems, Tokens
from agreementlint.terms import Role

# Longer phrases in which a role word stands for nobody who agrees here.
_NOBODY = (
    "third party|third parties|other parties|outside parties|client side|case manager|password manager|project manager|"
    "other clients|former clients|past clients|other coaches|another coach|another client|other client|client list|"
    "other participant 's|service provider|service providers|student loan|company policy|mentor hours"
).split("|")

# What stands for a name where phrases are looked for: alone, and before "'s" or as the last of several words.
_SPOKEN = {Role.COACH: ("I", "coach"), Role.CLIENT: ("you", "client"), Role.SPONSOR: ("HR", "sponsor")}
_STEMS = Stems()


def find_mentions(tokens: Tokens, parties: tuple[Party, ...]) -> dict[int, tuple[int, int]]:
    """The first token of each mention of a party, with (number of its role, number of tokens)."""
    options: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for party in parties:
        for alias in party.aliases:
            words = tuple(alias.split())
            if words:
                options.setdefault(words[0], []).append((words, ROLE_NUMBER[party.role]))
    for phrase in _NOBODY:
        words = tuple(phrase.split())
        options.setdefault(words[0], []).append((words, 0))
    for choices in options.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    normals = tokens.normals
    found: dict[int, tuple[int, int]] = {}
    free = 0
    for index in [index for index, word in enumerate(normals) if word in options]:
        if index < free:
            continue
        for words, role in options[normals[index]]:
            width = len(words)
            if width == 1 or tuple(normals[index : index + width]) == words:
                if role:
                    found[index] = (role, width)
                free = index + width
                break
    return found


def with_roles_for_names(
    tokens: Tokens,
    parties: tuple[Party, ...],
    mentions: Mapping[int, tuple[int, int]],
    knows: Callable[[str], bool],
) -> Tokens:
    """The tokens as phrases are looked for in them: "Anjali" is read as "you" where Anjali is the client.

    Phrases cannot list names. A name that has a word of the phrases in it ("Will") is left as it is.
    """
    names = {tuple(alias.split()) for party in parties if party.name for alias in party.aliases}
    normals, stems = tokens.normals, tokens.stems
    named = [
        (first, width, role)
        for first, (number, width) in mentions.items()
        if (role := ROLES[number]) in _SPOKEN
        and tuple(normals[first : first + width]) in names
        and not any(map(knows, stems[first : first + width]))
    ]
    if not named:
        return tokens
    normals, stems = normals.copy(), stems.copy()
    for first, width, role in named:
        alone, owner = _SPOKEN[role]
        last = first + width - 1
        owns = last + 1 < len(normals) and normals[last + 1] in ("'s", "'")
        for at in range(first, last):
            normals[at] = stems[at] = "the"
        normals[last], stems[last] = _STEMS.forms(owner if owns or width > 1 else alone)
    return Tokens(tokens.starts, tokens.ends, normals, stems)
