"""Where a word of the text stands for a party, and where a role's word stands for nobody who agrees here."""

from __future__ import annotations

from agreementlint.agreement.model import Party
from agreementlint.language.standing import ROLE_NUMBER
from agreementlint.language.tokens import Tokens

# Longer phrases in which a role word stands for nobody who agrees here.
_NOBODY = (
    "third party|third parties|other parties|outside parties|client side|case manager|password manager|project manager|"
    "other clients|former clients|past clients|other coaches|another coach|another client|other client|client list|"
    "other participant 's|service provider|service providers|student loan|company policy|mentor hours"
).split("|")


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
