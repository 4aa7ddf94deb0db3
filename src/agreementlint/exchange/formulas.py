"""Text that a spreadsheet shows and never calculates."""

from __future__ import annotations

# What the usual spreadsheets take for the beginning of a formula, also behind blanks.
_OPENINGS = ("=", "+", "-", "@", "|", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula.

    For text of ours alone: the keys and the grades of a school's file must stay what they are, or they are not
    found again.
    """
    return f"'{text}" if text.startswith(_OPENINGS) or text.lstrip().startswith(_OPENINGS[:5]) else text
