"""In which colours an RTF file draws letters."""

from __future__ import annotations

from dataclasses import field
from typing import Final

from agreementlint.readers.rtf_state import State
from agreementlint.readers.unseen import READ_FROM, Colour, Ink
from agreementlint.values import dataclass

HALF_POINTS: Final = 2
SMALL: Final = HALF_POINTS * READ_FROM


@dataclass(slots=True)
class Colours:
    """The table of colours, entry by entry; one without figures is what the page asks for."""

    known: list[Colour | None] = field(default_factory=list)
    parts: dict[str, int] = field(default_factory=dict)  # of the entry that is being read

    def part(self, name: str, amount: int) -> None:
        self.parts[name] = min(max(amount, 0), 255)

    def end_entry(self) -> None:
        parts, self.parts = self.parts, {}
        red, green, blue = (parts.get(name, 0) for name in ("red", "green", "blue"))
        self.known.append((red, green, blue) if parts else None)

    def at(self, number: int) -> Colour | None:
        """The colour with a number; None where the page asks for one, or the table has none."""
        return self.known[number] if 0 <= number < len(self.known) else None


def ink_of(state: State, colours: Colours) -> Ink | None:
    """How letters are drawn in this state; None where they are seen whatever is around them."""
    small = state.half_points is not None and state.half_points < SMALL
    if not small and not state.colour:  # as letters nearly always are
        return None
    points = state.half_points / HALF_POINTS if state.half_points is not None else None
    behind = colours.at(state.behind) or colours.at(state.paragraph_behind)
    return Ink(colours.at(state.colour), points, behind)
