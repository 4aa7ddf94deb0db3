"""Pronouns in the places of a lexicon's words: each has the places of the words that it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agreementlint.language.wordtree import Part, Places

StoodFor = range | str  # the tokens of a text, or a word that stands nowhere in it


def with_pronouns(
    places: Sequence[Places], stood_for: Mapping[int, StoodFor], units: Sequence[range], spoken: Mapping[str, Places]
) -> list[Places]:
    """The parts in each unit with those that its pronouns have from the words they stand for, as parts of one word.

    `spoken` are the parts of the words that stand nowhere. In phrases with gaps a pronoun does not count as another word.
    """
    unit_of = {token: number for number, unit in enumerate(units) for token in unit}
    more: dict[int, list[tuple[int, Part]]] = {}
    single: dict[Part, Part] = {}
    for at, words in stood_for.items():
        parts = spoken[words] if isinstance(words, str) else places[unit_of[words.start]]
        for first, part in parts:
            if part.concepts and (
                isinstance(words, str) or (words.start <= first and first + part.width <= words.stop)
            ):
                if part not in single:
                    single[part] = Part(1, part.concepts, frozenset(), part.owners, 0, 0)
                more.setdefault(unit_of[at], []).append((at, single[part]))
    return [
        sorted((*parts, *more[number]), key=lambda each: each[0]) if number in more else parts
        for number, parts in enumerate(places)
    ]
