"""What concepts mean, in the words of the lexicon: messages name them so, and not by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from agreementlint.latepattern import LatePattern
from agreementlint.terms import ConceptId

_NAMED = LatePattern(r"\{([a-z0-9-]+)\}")
_MOST = 2  # of a choice that are named


class Meanings:
    """What each concept means, kept as lines of text until a message needs one."""

    __slots__ = ("_known", "_lines")

    def __init__(self, lines: str) -> None:
        self._lines = lines
        self._known: Mapping[str, str] | None = None

    @classmethod
    def of(cls, meanings: Iterable[tuple[ConceptId, str]]) -> Meanings:
        """Those of these concepts; one without words goes by its id."""
        return cls("\n".join([f"{concept}\t{' '.join(means.split())}" for concept, means in meanings if means]))

    def filled_in(self, words: str) -> str:
        """The words with what it means in place of each concept that they name in braces."""
        return _NAMED.sub(lambda found: self._meaning(found[1]), words) if "{" in words else words

    def _meaning(self, concept: str) -> str:
        if self._known is None:
            rows = (line.partition("\t") for line in self._lines.splitlines())
            self._known = {name: means for name, _, means in rows}
        return self._known.get(concept) or concept.replace("-", " ")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Meanings) and self._lines == other._lines

    def __hash__(self) -> int:
        return hash(self._lines)

    def __repr__(self) -> str:
        return f"Meanings({self._lines!r})"

    def __reduce__(self) -> tuple[type[Meanings], tuple[str]]:
        return Meanings, (self._lines,)


NO_MEANINGS = Meanings("")


def named(concepts: Iterable[ConceptId]) -> str:
    """Concepts of which one would do, in braces for `filled_in`."""
    names = [f"{{{concept}}}" for concept in concepts]
    return " / ".join([*names[:_MOST], "…"] if len(names) > _MOST else names)
