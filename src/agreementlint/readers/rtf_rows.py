"""What the control words of an RTF file tell of the rows and cells of tables."""

from __future__ import annotations

from agreementlint.readers.rtf_cells import CellChange
from agreementlint.readers.rtf_state import State
from agreementlint.readers.rtf_stories import RtfStories
from agreementlint.readers.rtf_tokens import Word
from agreementlint.readers.unseen import ANYTHING


def row_word(word: Word, state: State, stories: RtfStories) -> bool:
    """Does what a word says of rows and cells; False for a word that says nothing of them."""
    number = word.number or 0
    match word.name:
        case "cell":
            stories.end_cell(state, 1)
        case "nestcell":
            stories.end_cell(state, max(state.nesting, 2))
        case "row":
            stories.end_row(1)
        case "nestrow":
            stories.end_row(max(state.nesting, 2))
        case "trowd":
            stories.row_cells(state.told_row).begin()
        case "trhdr":
            stories.row_cells(state.told_row).is_head = True
        case "clcbpat" | "trcbpat":
            stories.row_cells(state.told_row).fill = stories.colours.at(number)
        case "clshdng" | "trshdng" if number:
            stories.row_cells(state.told_row).fill = ANYTHING
        case "clins" | "cldel":
            stories.row_cells(state.told_row).change = CellChange(word.name)
        case "cellx":
            stories.row_cells(state.told_row).end_cell()
        case _:
            return False
    return True
