"""Layout: which units are statements and which introduce which, for sets of units at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agreementlint.language.tokensets import TokenSet, members, set_of


class Layout:
    """The statements of an agreement among its units; a set of units is that of their last tokens.

    `owned` gives for each statement its own unit and those that introduce it. `statements` are the units that
    are statements; a unit without tokens is in no set.
    """

    __slots__ = ("_introduced", "_introducing", "_statement_at", "_units", "above", "nearby", "statements")

    def __init__(self, owned: Iterable[tuple[int, Sequence[int]]], units: Sequence[range], size: int) -> None:
        self._units = units
        # By statement, as it is first asked for: it with what introduces and heads it, and with its neighbours as well.
        self.above: dict[int, TokenSet] = {}
        self.nearby: dict[int, TokenSet] = {}
        self._statement_at: dict[int, int] = {}
        introduced: dict[int, list[int]] = {}
        for index, (unit, context) in enumerate(owned):
            if units[unit]:
                own = units[unit].stop - 1
                self._statement_at[own] = index
                for other in context:
                    if units[other]:
                        introduced.setdefault(units[other].stop - 1, []).append(own)
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

    def hearing(self, units: TokenSet) -> TokenSet:
        """The statements that are one of these units or are introduced by one."""
        return units & self.statements | self.introduced(units)

    def statements_in(self, units: TokenSet) -> list[int]:
        """The numbers of the statements among these units, in their order."""
        return [self._statement_at[last] for last in members(units & self.statements)]
