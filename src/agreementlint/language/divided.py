"""Words that a line end divided: the reading that the reader did not choose, where the lexicon knows only that one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from agreementlint.language.lexicon import Lexicon
from agreementlint.language.tokens import Tokens

Row = tuple[int, int, str, str]  # start, end, normal form, stem


def reread(
    text: str, tokens: Tokens, units: list[range], joints: Sequence[int], lexicon: Lexicon
) -> tuple[Tokens, list[range]]:
    """The tokens with the other reading of a divided word where its words are known and those of the chosen are not.

    `joints` are the offsets in the text where the second halves begin. "peerreviewed" becomes "peer" and
    "reviewed"; "pre-vent" becomes "prevent". The text and its offsets stay as they are.
    """
    changed: dict[int, tuple[int, tuple[Row, ...]]] = {}
    for joint in joints:
        index = bisect_right(tokens.starts, joint) - 1
        if index < 0:
            continue
        start, end = tokens.starts[index], tokens.ends[index]
        if start < joint < end:
            halves = _row(text, start, joint, lexicon), _row(text, joint, end, lexicon)
            if not lexicon.knows(tokens.stems[index]) and all(lexicon.knows(half[3]) for half in halves):
                changed[index] = (1, halves)
        elif start == joint and index and tokens.ends[index - 1] == joint - 1 and text[joint - 1] == "-":
            normal, stem = lexicon.stems.forms(text[tokens.starts[index - 1] : joint - 1] + text[joint:end])
            known = lexicon.knows(tokens.stems[index - 1]) and lexicon.knows(tokens.stems[index])
            if lexicon.knows(stem) and not known:
                changed[index - 1] = (2, ((tokens.starts[index - 1], end, normal, stem),))
    return _with(tokens, units, changed) if changed else (tokens, units)


def _row(text: str, start: int, end: int, lexicon: Lexicon) -> Row:
    return start, end, *lexicon.stems.forms(text[start:end])


def _with(
    tokens: Tokens, units: list[range], changed: dict[int, tuple[int, tuple[Row, ...]]]
) -> tuple[Tokens, list[range]]:
    rows: list[Row] = []
    moved = [0] * (len(tokens) + 1)  # where each token has gone
    old = list(zip(tokens.starts, tokens.ends, tokens.normals, tokens.stems, strict=True))
    at = 0
    for index in sorted(changed):
        count, new = changed[index]
        if index < at:  # a word that was divided twice
            continue
        moved[at:index] = range(len(rows), len(rows) + index - at)
        rows += old[at:index]
        moved[index : index + count] = [len(rows)] * count
        rows += new
        at = index + count
    moved[at:] = range(len(rows), len(rows) + len(old) - at + 1)
    rows += old[at:]
    written = Tokens(
        [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows], [row[3] for row in rows]
    )
    return written, [range(moved[unit.start], moved[unit.stop]) for unit in units]
