"""Builds blocks from the lines of running text: items, form lines, titles, contents and plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from agreementlint.document import BlockKind, Story
from agreementlint.latepattern import LatePattern
from agreementlint.readers.labels import Label, Nesting, Numeral, heading_label, label_of, part_label
from agreementlint.readers.passage import Draft, Passage, joined
from agreementlint.readers.titles import (
    CONTENTS_TITLE,
    ends_in_page,
    has_blank,
    is_capitals,
    is_labelled_value,
    is_sentence,
    is_title,
    leads_to_page,
    lists_titles,
    words_of,
)
from agreementlint.values import dataclass

REFERRING = LatePattern(
    r"\b(?:sections?|clauses?|articles?|paragraphs?|parts?|items?|schedules?|in|of|under|see)$", re.I
)
_INITIAL = LatePattern(r"[A-Z]\.")
SECOND: Final = 2
_RULE = LatePattern(r"([-=~*#—–─━═])\1{2,}$")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of running text: is all of it bold, does a forced break follow, how far is it indented."""

    passage: Passage
    bold: bool = False
    broken: bool = False
    indent: int = 0
    underlined: bool = False

    @property
    def text(self) -> str:
        return self.passage.text


class Composer:
    """Takes headings, paragraphs, items and cells in reading order and gives drafts of blocks."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.nesting = Nesting()
        self.list_depth = 0
        self.story = Story.BODY
        self._list_bases: list[int] = []
        self._titles: set[int] = set()  # drafts that may prove to be titles once it is seen what follows
        self._table = -1

    def heading(self, passage: Passage, level: int) -> None:
        """A heading by its markup; a whole clause that was marked up as a heading is a paragraph."""
        passage = passage.stripped()
        if not passage:
            return
        if is_sentence(passage.text):
            self.paragraph([TextLine(passage)])
            return
        self.nesting.clear()
        label, body = heading_label(passage.text)
        words = passage.cut(body, len(passage.text)).stripped() if label else passage
        self._add(Draft(BlockKind.HEADING, words or passage, level=level, label=label if words else ""))

    def open_list(self) -> None:
        self._list_bases.append(self.nesting.size)
        self.list_depth += 1

    def close_list(self) -> None:
        self.nesting.clear(self._list_bases.pop())
        self.list_depth -= 1

    def item(self, label: str, lines: Sequence[TextLine]) -> None:
        """The first paragraph of a list item whose label the format itself gives."""
        lines = _stripped(lines)
        if not lines:
            return
        box = label_of(lines[0].text)
        if box is not None and (box.printed[0] == "[" or box.printed in "☐☑☒"):
            label = box.printed if label in ("-", "*", "+", "•") else f"{label} {box.printed}"
            lines = [replace(lines[0], passage=lines[0].passage.cut(box.body, len(lines[0].text))), *lines[1:]]
        first, *rest = self._groups(lines, labelled=True)
        depth = self.list_depth + self._base()
        self._emit(BlockKind.ITEM, first, depth, label, may_be_title=self.list_depth == 1 and label[:1].isdigit())
        for group in rest:
            self._group(group)

    def paragraph(self, lines: Sequence[TextLine]) -> None:
        """A paragraph as its source lines; labels, form lines and titles in it become blocks of their own."""
        kept = _stripped(lines)
        if kept:
            for group in self._groups(kept, labelled=False):
                self._group(group)

    def footnote(self, label: str, lines: Sequence[TextLine]) -> None:
        kept = _stripped(lines)
        words = joined((line.passage for line in kept), " ")
        self._add(Draft(BlockKind.PARAGRAPH, words, label=label, story=Story.FOOTNOTE))

    def code(self, passage: Passage) -> None:
        self._add(Draft(BlockKind.CODE, passage))

    def next_table(self) -> int:
        """The number of a table that begins here."""
        self._table += 1
        return self._table

    def cell(self, passage: Passage, row: int, column: int, header: bool, bold: bool = False) -> None:
        words = passage.stripped()
        self._add(Draft(BlockKind.CELL, words, table=self._table, row=row, column=column, header=header, bold=bold))

    def close_table(self) -> None:
        """Marks the first column as heads of the rows if it alone is bold."""
        first = len(self.drafts)
        while first and self.drafts[first - 1].table == self._table:
            first -= 1
        cells = self.drafts[first:]
        body = [cell for cell in cells if not cell.header]
        column = [cell for cell in body if cell.column == 0]
        if column and all(cell.bold == (cell.column == 0) for cell in body):
            self.drafts[first:] = [
                replace(cell, header=True) if cell.column == 0 and cell.bold else cell for cell in cells
            ]

    def finished(self) -> list[Draft]:
        """All drafts, with titles and lines of contents told from what they looked like."""
        drafts = _with_contents(self.drafts)
        return _with_titles(drafts, self._titles)

    def _base(self) -> int:
        return self._list_bases[0] if self._list_bases else 0

    def _add(self, draft: Draft, may_be_title: bool = False) -> None:
        if draft.passage:
            if may_be_title:
                self._titles.add(len(self.drafts))
            self.drafts.append(replace(draft, story=self.story) if self.story is not Story.BODY else draft)

    def _group(self, lines: Sequence[TextLine]) -> None:
        label = self._label(lines[0].text)
        if label is None:
            self._emit(BlockKind.PARAGRAPH, lines, 0, "", may_be_title=len(lines) == 1 and not self.list_depth)
            return
        label = self.nesting.resolved(label)
        first = lines[0]
        body = first.passage.cut(label.body, len(first.text))
        if all(line.bold for line in lines):
            self.nesting.clear()
            self._emit(BlockKind.PARAGRAPH, [replace(first, passage=body), *lines[1:]], 0, label.printed)
            return
        depth = self.list_depth + self.nesting.enter(label, first.indent)
        numbered = label.numeral in (Numeral.NUMBER, Numeral.DECIMAL, Numeral.ROMAN)
        self._emit(
            BlockKind.ITEM,
            [replace(first, passage=body), *lines[1:]],
            depth,
            label.printed,
            may_be_title=numbered and len(lines) == 1,
        )

    def _emit(
        self, kind: BlockKind, lines: Sequence[TextLine], level: int, label: str, may_be_title: bool = False
    ) -> None:
        words = joined((line.passage for line in lines if line.passage), " ")
        bold = all(line.bold for line in lines if line.passage)
        self._add(Draft(kind, words, level=level, label=label, bold=bold), may_be_title and not bold)

    def _label(self, text: str) -> Label | None:
        """The label at the start of a line, unless it is an initial ("J. Smith") or nothing follows it."""
        label = label_of(text)
        if label is None or not text[label.body :].strip():
            return None
        initial = len(label.printed) == 2 and label.printed[0].isupper() and label.printed[1] == "."
        if initial and label.value > 1 and label.printed[0] not in "IVX" and not self.nesting.follows(label):
            return None
        return label

    def _groups(self, lines: Sequence[TextLine], labelled: bool) -> list[list[TextLine]]:
        """The lines, divided where a new block begins."""
        groups: list[list[TextLine]] = [[lines[0]]]
        if len(lines) == 1:
            return groups
        forms = [has_blank(line.text) for line in lines]
        values = [forms[i] or is_labelled_value(line.text) for i, line in enumerate(lines)]
        in_form = [
            forms[i] or (values[i] and ((i > 0 and values[i - 1]) or (i + 1 < len(lines) and values[i + 1])))
            for i in range(len(lines))
        ]
        contents = bool(CONTENTS_TITLE.match(lines[0].text))
        typed = [_label_with_words(line.text) for line in lines]
        seconds = {label.style: i for i, label in enumerate(typed) if label is not None and label.value == SECOND}
        reached = {style: value for label in typed[:1] if label is not None for style, value in readings(label)}
        for i in range(1, len(lines)):
            before, line = lines[i - 1], lines[i]
            label = _label_inside(before.text, typed[i], reached, i, seconds)
            if label is None and line.indent < before.indent and not REFERRING.search(before.text):
                # The next item of a list that was left for one inside it.
                label = next((each for each in typed[i : i + 1] if each and self.nesting.follows(each)), None)
            if label is None and line.indent > before.indent and not REFERRING.search(before.text):
                label = _first_of_a_list(before.text, typed[i])
            if label is not None:
                reached.update(readings(label))
            starts = (
                contents
                or label is not None
                or in_form[i]
                or (in_form[i - 1] and (forms[i - 1] or not line.text[0].islower()))
                or leads_to_page(line.text)
                or leads_to_page(before.text)
                or before.bold != line.bold
                or before.underlined
                or (before.broken and before.text[-1:] in ".!?:;")
                or (i == 1 and _is_title_line(before.text, line.text, labelled))
            )
            if starts:
                groups.append([line])
            else:
                groups[-1].append(line)
        return groups


def _label_with_words(text: str) -> Label | None:
    label = label_of(text)
    return label if label is not None and text[label.body :].strip() else None


def _label_inside(
    before: str, label: Label | None, reached: Mapping[str, int], line: int, seconds: Mapping[str, int]
) -> Label | None:
    """The label with which a later line of a paragraph begins, unless the line only happens to begin like one.

    `reached` are the values of the last labels before it by style; `seconds` says on which line the second of a style stands.
    """
    if label is None:
        return None
    last = reached.get(label.style)
    if label.numeral is Numeral.BULLET:
        return label if label.printed not in "–—-*+" or before[-1:] in ".:;!?," or last is not None else None
    if before[-1:] in ".:;!?," or before.endswith((" and", " or")):
        return label
    if REFERRING.search(before):
        return None  # "under Section", and the number that it speaks of begins the next line
    if last is not None and label.value == last + 1:
        return label
    begins = not _INITIAL.fullmatch(label.printed) and any(
        value == 1 and seconds.get(style, -1) > line for style, value in readings(label)
    )
    return label if begins else None


def _first_of_a_list(before: str, label: Label | None) -> Label | None:
    """The label in brackets with which a list begins on a line that is set further in; "4 (a)" refers to a clause."""
    if label is None or label.printed[0] != "(" or before[-1:].isdigit():
        return None
    return label if any(value == 1 for _, value in readings(label)) else None


def readings(label: Label) -> tuple[tuple[str, int], ...]:
    """The style and value of a label; "(i)" may stand before "(ii)" as well as after "(h)"."""
    own = (label.style, label.value)
    if label.numeral is Numeral.LETTER and label.printed.strip("().").lower() == "i":
        return own, (label.style.replace("a", "i").replace("A", "I"), 1)
    return (own,)


def _stripped(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines that have words; a line of dashes or the like underlines the one before it."""
    kept: list[TextLine] = []
    for line in lines:
        passage = line.passage.stripped()
        if _RULE.match(passage.text):
            if kept:
                kept[-1] = replace(kept[-1], underlined=True)
        elif passage:
            kept.append(line if passage is line.passage else replace(line, passage=passage))
    return kept


def _is_title_line(text: str, after: str, labelled: bool) -> bool:
    """Whether the first line of a paragraph is a title of what follows in the same paragraph."""
    label = label_of(text)
    numbered = labelled or (label is not None and label.numeral in (Numeral.NUMBER, Numeral.DECIMAL))
    words = text[label.body :] if label is not None else text
    if is_capitals(words) and not is_capitals(after):
        return True
    return numbered and len(words) <= 60 and is_title(words, True) and after[:1].isupper() and len(after) > len(words)


def _with_contents(drafts: list[Draft]) -> list[Draft]:
    """Lines of a table of contents: those under its title, and runs of lines that end in a page number."""
    result = list(drafts)
    leads = [leads_to_page(draft.passage.text) for draft in drafts]
    if not any(leads) and not any(CONTENTS_TITLE.match(draft.passage.text) for draft in drafts):
        return result
    inside = False
    for i, draft in enumerate(result):
        text = draft.passage.text
        if draft.kind is BlockKind.CODE:
            inside = False
            continue
        if CONTENTS_TITLE.match(text) and draft.kind is not BlockKind.CELL:
            inside = True
            result[i] = replace(draft, kind=BlockKind.CONTENTS)
            continue
        led = leads[i] and not text.startswith("_")
        near = (i > 0 and leads[i - 1]) or (i + 1 < len(leads) and leads[i + 1])
        alone = bool(draft.label) and len(words_of(text)) <= 8 and "...." in text
        inside = inside and draft.kind is not BlockKind.HEADING and (led or _names_a_clause(draft))
        if inside or (led and (near or alone) and draft.kind is not BlockKind.CELL):
            result[i] = replace(draft, kind=BlockKind.CONTENTS)
    return result


def _names_a_clause(draft: Draft) -> bool:
    text = draft.passage.text
    if ends_in_page(text) or lists_titles(text):
        return True
    return bool(draft.label) and len(words_of(text)) <= 10 and text[-1:] not in ".;,:"


def _with_titles(drafts: list[Draft], candidates: set[int]) -> list[Draft]:
    """Lines that stand alone and read as titles become headings if something else follows them."""
    result = list(drafts)
    marked_up = any(draft.kind is BlockKind.HEADING for draft in drafts)
    above = 1
    for i, draft in enumerate(drafts):
        if draft.kind is BlockKind.HEADING:
            above = draft.level
        if i not in candidates or draft.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            continue
        after = next(iter(drafts[i + 1 : i + 2]), None)
        if not marked_up and draft.kind is BlockKind.PARAGRAPH and not draft.label and after is not None:
            named, body = part_label(draft.passage.text)
            words = draft.passage.cut(body, len(draft.passage.text)) if named else draft.passage
            if named and is_title(words.text, numbered=True):
                result[i] = replace(draft, kind=BlockKind.HEADING, level=2, label=named, passage=words)
                continue
        text = draft.passage.text
        capitals = is_capitals(text)
        numbered = bool(draft.label)
        if not capitals and ((marked_up and not numbered) or not is_title(text, numbered, after is not None)):
            continue
        if numbered and (
            (after is None and i > 0)
            or (after is not None and _siblings(draft, after))
            or _siblings(drafts[i - 1] if i else None, draft)
        ):
            continue
        if not numbered and not capitals and after is None and i > 0:
            continue  # the last words of a document head nothing
        level = 2 + draft.label.rstrip(".").count(".") if numbered else 2 if capitals else max(above, 2)
        result[i] = replace(draft, kind=BlockKind.HEADING, level=level)
    return result


def _siblings(first: Draft | None, second: Draft) -> bool:
    """Whether two drafts are items of one list, so that the first is no heading of the second."""
    if first is None or first.kind is not BlockKind.ITEM or second.kind is not BlockKind.ITEM:
        return False
    same_shape = first.level == second.level and bool(first.label) == bool(second.label)
    return same_shape and first.label[-1:] == second.label[-1:] and first.label.count(".") == second.label.count(".")
