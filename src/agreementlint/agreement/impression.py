"""What a document looks like at first sight: its title, how often which words occur, and what stands around some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, repeat

from agreementlint.agreement.kind_foreign import another_trade, genre_of
from agreementlint.agreement.kind_words import (
    ABOUT_PAIRS,
    ACTORS,
    ALONE,
    CASEWORK,
    COACHING,
    HELPING,
    HOUSE_SPEECH,
    MENTORING,
    OWN_SIDE,
    TELLING,
    THIRD_LABELS,
    THIRD_SPEECH,
    TOGETHER,
)
from agreementlint.document import Block, BlockKind, Document
from agreementlint.values import dataclass

_TITLE_BLOCKS = 9
_TITLE_LINES = 4
_TITLE_WORDS = 16
_HEAD_WORDS = 260
_WINDOW = 5
_MOST_WORDS = 20_000  # what a document is shows in its first pages; a longer one is not read further for this
SHORT = 250  # rates of shorter texts are reckoned as if they had so many words
# The pairs of words that are looked for begin with these.
_FIRST = (
    ACTORS
    | THIRD_LABELS
    | {"the", "all", "of", "as", "no"}
    | {first for pair in THIRD_SPEECH | TOGETHER | CASEWORK | HOUSE_SPEECH | ALONE | ABOUT_PAIRS for first in pair[:1]}
)


def occurrences(counts: Counter[str], words: frozenset[str]) -> int:
    """How often any of the words occurs; a counter answers `get` much sooner than it answers for a missing key."""
    return sum(map(counts.get, words, repeat(0)))


@dataclass(frozen=True, slots=True)
class Impression:
    """What the cues are read from.

    `counts` says how often each word form occurs, `pairs` which word follows which actor, `title` are the first
    short lines in lower case; `head` and `telling` are the opening and the surroundings of all telling words, as
    word forms divided by spaces. `families` is how many of the families of words of a helping conversation it has,
    `genre` and `trade` are the other sort of paper and the other trade that its words are of, empty for none.
    """

    text: str
    counts: Counter[str]
    size: int
    title: str
    head: str
    telling: str
    pairs: Counter[tuple[str, str]]
    payers: int
    families: int
    genre: str
    trade: str

    @property
    def is_foreign(self) -> bool:
        """Whether its words are those of papers of another sort."""
        return bool(self.genre or self.trade)

    def sum(self, words: frozenset[str]) -> int:
        return occurrences(self.counts, words)

    def rate(self, words: frozenset[str]) -> float:
        """How often the words occur per thousand words."""
        return self.per_thousand(self.sum(words))

    def per_thousand(self, count: float) -> float:
        return 1000 * count / max(self.size, SHORT)


def _payers(words: Sequence[str]) -> int:
    """How often somebody who is neither the helper nor the helped pays."""
    return sum(verb == "pays" and who.isalpha() and who not in OWN_SIDE for who, verb in pairwise(words))


def families_of(counts: Counter[str], size: int) -> int:
    """How many of the families of words of a helping conversation the text has; in a long text, once is not enough."""
    least = max(1.0, size / 1500)
    return sum(occurrences(counts, family) >= least for family in HELPING)


def first_impression(document: Document, normals: Sequence[str], counts: Counter[str]) -> Impression:
    words = normals if len(normals) <= _MOST_WORDS else normals[:_MOST_WORDS]
    title = (
        " | ".join(_title_lines(document.blocks, document.text)).lower().replace("’", "'").replace("organis", "organiz")
    )
    pairs = Counter(pair for pair in pairwise(words) if pair[0] in _FIRST)
    near: list[str] = []
    end = 0
    for index, word in enumerate(words):
        if word in TELLING:
            start = max(index - _WINDOW, end)
            if start > end:
                near.append("…")
            end = index + 1 + _WINDOW
            near.extend(words[start:end])
    size = sum(counts.values())
    return Impression(
        document.text,
        counts,
        size,
        title,
        " ".join(words[:_HEAD_WORDS]),
        " ".join(near),
        pairs,
        _payers(words) if "pays" in counts else 0,
        families_of(counts, size),
        genre_of(counts, max(size, SHORT)),
        another_trade(words, counts, occurrences(counts, COACHING | MENTORING | {"supervision"})),
    )


def _title_lines(blocks: Sequence[Block], text: str) -> list[str]:
    """The lines that say what the document is: the first headings and short lines."""
    lines: list[str] = []
    for block in blocks[:_TITLE_BLOCKS]:
        words = text[block.start : min(block.end, block.start + 200)]
        sentence = words.rstrip().endswith((".", ";")) or (": " in words[:40] and lines)
        if block.kind is BlockKind.HEADING or (len(words.split()) <= _TITLE_WORDS and not sentence):
            lines.append(words)
        if len(lines) >= _TITLE_LINES:
            break
    return lines
