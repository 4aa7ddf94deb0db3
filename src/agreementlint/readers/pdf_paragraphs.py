"""From the lines of a PDF's pages to paragraphs: which lines run on, and what a broken word was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from agreementlint.document import BlockKind
from agreementlint.latepattern import LatePattern
from agreementlint.readers.compose import Composer, TextLine
from agreementlint.readers.labels import Numeral, label_of
from agreementlint.readers.passage import Draft, Passage
from agreementlint.readers.pdf_layout import PageLine, text_of
from agreementlint.readers.pdf_rows import PlacedRows, Row
from agreementlint.readers.pdf_tables import PAGE_NUMBER, PageTable, parts_of, table_at
from agreementlint.readers.table_heads import with_heads
from agreementlint.readers.titles import word_set

LARGER: Final = 1.12  # of the body's letter size: a heading
OTHER_SIZE: Final = 0.11  # part of the letter size; words in another type face differ by less
HEADING_WORDS: Final = 25
WIDER: Final = 1.25  # of the usual line distance: a new paragraph
INDENT: Final = 6.0  # points
INDENT_STEP: Final = 5.0  # points that count as one blank of indentation
ENDS: Final = (".", ":", ";", "!", "?")
CLOSING: Final = "'\"”’)]"
WORDS = LatePattern(r"[a-z]+(?:-[a-z]+)*")
# What keeps its hyphen at a line's end; the others are as likely to be the start of a word ("ex-" of "extend").
HYPHENATED: Final = word_set(
    "ad cross day decision e face first follow full high long low multi no non one part post pre second self short "
    "third three time two well written"
)
HYPHENATED_PAIRS = LatePattern(
    r"(?:ex-(?:employ|spouse|partner|wife|husband|client|colleague)|co-(?:coach|found|own|work|operat|ordinat|facilit))"
)


class PageComposer:
    """Gives the paragraphs, headings and tables of a PDF's lines to a composer."""

    def __init__(self, text: PlacedRows, lines: Sequence[PageLine]) -> None:
        self.text = text
        self.composer = Composer()
        self.size = usual_size(lines)
        self.distance = usual_distance(lines, self.size)
        larger = {round(line.size * 2) for line in lines if line.size >= LARGER * self.size}
        self.levels = {size: level for level, size in enumerate(sorted(larger, reverse=True), 1)}
        self.lines = lines
        self.tables = 0

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(WORDS.findall(" ".join([line.text for line in self.lines]).lower()))

    @cached_property
    def vocabulary_inside(self) -> frozenset[str]:
        """Words that have others of their line on both sides: no line end can have cut them."""
        inside = [" ".join(each.texts[1:-1]) for line in self.lines for each in line.fragments]
        return frozenset(WORDS.findall(" ".join(inside).lower()))

    def read(self, lines: Sequence[PageLine]) -> None:
        paragraph: list[PageLine] = []
        index = 0
        while index < len(lines):
            line = lines[index]
            table = table_at(lines, index) if len(line.fragments) > 1 else None
            if paragraph and (table is not None or self.begins(paragraph, line)):
                self.paragraph(paragraph)
                paragraph = []
            if table is not None:
                self.table(table, line.page)
                index += table.length
                continue
            paragraph.append(line)
            index += 1
        if paragraph:
            self.paragraph(paragraph)

    def begins(self, paragraph: Sequence[PageLine], line: PageLine) -> bool:
        """Whether a line begins a new paragraph behind these."""
        before = paragraph[-1]
        if abs(before.size - line.size) > OTHER_SIZE * before.size:
            return True
        text, following = before.text, line.text
        if before.bold and not line.bold and not following[0].islower():
            return True
        if line.bold and not before.bold and ends(text):
            return True
        label = label_of(following)
        if label is not None and label.body < len(following):
            if label.numeral is Numeral.BULLET and label.printed not in "–—-+*":
                return True
            if line.left < before.left - INDENT or ends(text):
                return True
        if (before.page, before.column) != (line.page, line.column):
            return ends(text) or not (following[0].islower() or reaches_edge(before, line))
        if before.middle - line.middle > WIDER * self.distance * max(line.size / self.size, 1.0):
            return True
        if following[0].islower():
            return False
        if ends(text) and line.left > line.column_left + INDENT and len(paragraph) > 1:
            return line.left > before.left + INDENT
        return not reaches_edge(before, line)

    def paragraph(self, lines: Sequence[PageLine]) -> None:
        first = lines[0]
        bold = all(line.bold for line in lines)
        words = sum(len(fragment.texts) for line in lines for fragment in line.fragments)
        text_lines = list(self.text_lines(lines, bold))
        if first.size >= LARGER * self.size and words <= HEADING_WORDS:
            self.composer.heading(one_passage(text_lines), self.levels[round(first.size * 2)])
        else:
            self.composer.paragraph(text_lines)

    def text_lines(self, lines: Sequence[PageLine], bold: bool) -> Iterator[TextLine]:
        """The lines, with those joined whose words are broken between them."""
        rows: list[Row] = []
        indent = lines[0].left
        for line, after in zip(lines, [*lines[1:], None], strict=True):
            rows.append(row_of(line))
            if after is not None and self.mended(rows, after.fragments[0].texts[0]):
                continue
            yield TextLine(self.text.passage(rows), bold, indent=int(indent / INDENT_STEP))
            rows = []
            indent = after.left if after is not None else 0

    def mended(self, rows: list[Row], tail: str) -> bool:
        """Joins a word that is broken off at the end of these rows to the next line's first, `tail`; False if none is."""
        words = rows[-1].text.rstrip()
        head = words[:-1].rpartition(" ")[2]
        if words[-1:] != "-" or not head[-1:].isalnum() or not tail[:1].isalnum():
            return False
        kept = words if self.keeps_hyphen(head.lower(), tail) else words[:-1]
        rows[-1] = rows[-1]._replace(text=kept)
        return True

    def keeps_hyphen(self, head: str, tail: str) -> bool:
        """Whether the hyphen at a line's end is the word's own; the rest of the document is asked first."""
        if not tail[0].islower() or not head[-1].isalpha() or "-" in head:
            return True
        found = WORDS.match(tail)
        end = found[0] if found else tail
        start = re.sub(r"^\W+", "", head)
        if start + end in self.vocabulary:
            return False
        hyphenated = f"{start}-{end}"
        return hyphenated in self.vocabulary or start in HYPHENATED or bool(HYPHENATED_PAIRS.match(hyphenated))

    def is_cut(self, head: str, tail: str) -> bool:
        """Whether two lines of a narrow cell divide a word, for which there was no room, without a hyphen."""
        found = WORDS.match(tail)
        if found is None or not head.isalpha():
            return False
        start, end = head.lower(), found[0]
        return start + end in self.vocabulary and not (
            start in self.vocabulary_inside and end in self.vocabulary_inside
        )

    def table(self, table: PageTable, page: int) -> None:
        drafts: list[Draft] = []
        for cell in table.cells:
            rows: list[Row] = []
            for fragments in cell.lines:
                tail = fragments[0].texts[0]
                if rows and not self.mended(rows, tail) and self.is_cut(rows[-1].text.split()[-1], tail):
                    rows[-1] = rows[-1]._replace(text=rows[-1].text.rstrip())
                rows.append(Row(text_of(fragments) + " ", page, fragments))
            bold = all(fragment.bold for fragments in cell.lines for fragment in fragments)
            passage = self.text.passage(rows).stripped()
            drafts.append(
                Draft(BlockKind.CELL, passage, table=self.tables, row=cell.row, column=cell.column, bold=bold)
            )
        self.composer.drafts += with_heads(drafts, self.tables, set())
        self.tables += 1


def one_passage(lines: Sequence[TextLine]) -> Passage:
    """Passages that follow each other in the placed text, one space apart, as one."""
    text = " ".join(line.text for line in lines)
    return Passage(text, ((0, len(text), lines[0].passage.origins[0][2]),))


def ends(text: str) -> bool:
    """Whether a line ends where a sentence or a part of one does."""
    return text.rstrip(CLOSING).endswith(ENDS)


def usual_size(lines: Sequence[PageLine]) -> float:
    """The letter size of most of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes.most_common(1)[0][0], 0.5) if sizes else 10.0


def usual_distance(lines: Sequence[PageLine], size: float) -> float:
    """The distance between the lines of one paragraph: the smallest that is common."""
    found: Counter[float] = Counter()
    for before, line in pairwise(lines):
        distance = before.middle - line.middle
        same = (before.page, before.column) == (line.page, line.column) and abs(line.size - size) < 0.1 * size
        if same and 0.8 * size < distance < 3 * size:
            found[round(distance * 2) / 2] += 1
    common = [distance for distance, times in found.items() if times * 5 >= max(found.values())]
    return min(common, default=1.3 * size)


def reaches_edge(before: PageLine, line: PageLine) -> bool:
    """Whether the next line's first word had no room left on the line before."""
    first = line.fragments[0]
    width = first.lefts[1] - first.left if len(first.lefts) > 1 else first.right - first.left
    return before.right + width > before.column_right - 0.5 * before.size


def row_of(line: PageLine) -> Row:
    """The words of a line; a page number far off at the end is set apart by a tab."""
    text = line.text
    if len(line.fragments) > 1:
        parts = parts_of(line)
        if len(parts) == 2 and PAGE_NUMBER.fullmatch(number := parts[1][0].text):
            text = f"{text.removesuffix(number)[:-1]}\t{number}"
    return Row(text + " ", line.page, line.fragments)
