"""What the paragraphs of a word processor are, whichever one wrote them: clauses, numbered headings, lines of a form."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from agreementlint.document import BlockKind
from agreementlint.latepattern import LatePattern
from agreementlint.readers.compose import TextLine
from agreementlint.readers.passage import Draft
from agreementlint.readers.placed import PlacedText, Stretches, advanced, text_of, tidied

SENTENCE_END: Final = LatePattern(r"[.;:,!?]['\"”’)\]]*$")
HEADING_LENGTH: Final = 150
HEADING_WORDS: Final = 12


def lines_between_breaks(placed: PlacedText, stretches: Stretches, plain: Collection[int] = ()) -> list[TextLine]:
    """The lines between forced breaks; each keeps its break, as a space, to be joined again.

    `plain` are the indices of the stretches that are not emphasised.
    """
    if "\n" not in text_of(stretches):
        return [TextLine(placed.passage(tidied(stretches)), not plain)]
    lines: list[TextLine] = []
    line: Stretches = []
    bold = True
    for index, (text, place) in enumerate(stretches):
        at = 0
        for part in text.splitlines(keepends=True):
            words = part.rstrip("\n")
            bold = bold and not (words.strip() and index in plain)
            line.append((words, advanced(place, at)))
            at += len(part)
            if part != words:
                tidy = [*tidied(line), (" ", advanced(place, at - 1))]
                lines.append(TextLine(placed.passage(tidy), bold, broken=True))
                line, bold = [], True
    lines.append(TextLine(placed.passage(tidied(line)), bold))
    return lines


def is_clause(text: str) -> bool:
    """Whether a paragraph in a heading's style is a whole clause: some templates number their clauses that way."""
    text = text.strip()
    if len(text) > HEADING_LENGTH:
        return True
    return len(text.split()) >= HEADING_WORDS and bool(SENTENCE_END.search(text))


def paragraphs(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """The lines, divided where a line is empty."""
    divided: list[list[TextLine]] = [[]]
    for line in lines:
        if line.text.strip():
            divided[-1].append(line)
        elif divided[-1]:
            divided.append([])
    return divided


def with_numbered_headings(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with short, bold, numbered lines made headings where text follows them, as typists set clauses."""
    out: list[Draft] = []
    for number, draft in enumerate(drafts):
        if number + 1 < len(drafts) and is_numbered_heading(draft, drafts[number + 1]):
            draft = replace(draft, kind=BlockKind.HEADING, level=draft.level + 1)
        out.append(draft)
    return out


def is_numbered_heading(draft: Draft, after: Draft) -> bool:
    if draft.kind is not BlockKind.ITEM or not draft.bold or after.story is not draft.story:
        return False
    if not any(character.isalnum() for character in draft.label):
        return False
    if after.kind is BlockKind.ITEM and after.bold and after.level <= draft.level:
        return False
    text = draft.passage.text
    return len(text.split()) <= HEADING_WORDS and not SENTENCE_END.search(text.rstrip(":"))
