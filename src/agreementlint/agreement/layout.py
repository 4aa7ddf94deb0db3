"""Layout: which units are statements and which introduce which, for sets of units at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agreementlint.language.tokensets import TokenSet, members, set_of


class Layout:
    """The statements of an agreement among its units; a set of units is that of their last tokens.

    `owned` gives for each statement its own unit, those that introduce it and the one that is its subject or -1. `statements` are the units that
    are statements; a unit without tokens is in no set.
    """

    __slots__ = (
        "_heads", "_introduced", "_introducing", "_statement_at", "_topics", "_units", "above", "nearby", "statements",
    )  # fmt: skip

    def __init__(self, owned: Iterable[tuple[int, Sequence[int], int]], units: Sequence[range], size: int) -> None:
        self._units = units
        # By statement, as it is first asked for: it with what introduces and heads it, and with its neighbours as well.
        self.above: dict[int, TokenSet] = {}
        self.nearby: dict[int, TokenSet] = {}
        self._statement_at: dict[int, int] = {}
        introduced: dict[int, list[int]] = {}
        self._topics: dict[int, TokenSet] = {}  # what is a subject -> the statements whose subject it is
        for index, (unit, context, topic) in enumerate(owned):
            if units[unit]:
                own = units[unit].stop - 1
                self._statement_at[own] = index
                if topic >= 0 and units[topic]:
                    head = units[topic].stop - 1
                    self._topics[head] = self._topics.get(head, 0) | 1 << own
                for other in context:
                    if units[other]:
                        introduced.setdefault(units[other].stop - 1, []).append(own)
        self._heads = set_of(tuple(self._topics), size)
        self.statements = set_of(tuple(self._statement_at), size)
        self._introducing = set_of(tuple(introduced), size)
        # What a unit introduces stands near it: kept from the first one on, each of these sets is small.
        self._introduced: dict[int, tuple[int, int]] = {}
        for last, owns in introduced.items():
            first = min(owns)
            self._introduced[last] = (first, sum(1 << own - first for own in set(owns)))

    def set_of(self, units: Iterable[int]) -> TokenSet:
        """These units, by their numbers, as a set."""
        tokens = 0
        for unit in units:
            if self._units[unit]:
                tokens |= 1 << self._units[unit].stop - 1
        return tokens

    def one(self, unit: int) -> TokenSet:
        """A unit by itself as a set."""
        return 1 << self._units[unit].stop - 1 if self._units[unit] else 0

    def introduced(self, units: TokenSet) -> TokenSet:
        """The statements that one of these units introduces."""
        found = 0
        for last in members(units & self._introducing):
            first, owns = self._introduced[last]
            found |= owns << first
        return found

    def about(self, units: TokenSet) -> TokenSet:
        """These units, and the statements that have one of them for their subject."""
        found, heads = units, units & self._heads
        for head in members(heads) if heads else ():
            found |= self._topics[head]
        return found

    def hearing(self, units: TokenSet) -> TokenSet:
        """The statements that are one of these units or are introduced by one."""
        return units & self.statements | self.introduced(units)

    def statements_in(self, units: TokenSet) -> list[int]:
        """The numbers of the statements among these units, in their order."""
        return [self._statement_at[last] for last in members(units & self.statements)]
