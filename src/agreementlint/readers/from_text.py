"""Reads plain text: wrapped lines become paragraphs; titles, items, rows and contents are told by how they look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from agreementlint.document import Document, Format
from agreementlint.latepattern import LatePattern
from agreementlint.readers.compose import REFERRING, SECOND, Composer, TextLine, readings
from agreementlint.readers.labels import Numeral, label_of
from agreementlint.readers.passage import Line, Passage, Remarks, Source, document_of, passage_of
from agreementlint.readers.text_tables import DrawnTable, between_tabs, drawn_tables, in_columns, is_rest_of_row
from agreementlint.readers.titles import has_blank, is_capitals, is_labelled_value, leads_to_page, words_of
from agreementlint.values import dataclass

_RULE = LatePattern(r"\s*+(?:([-=*~#])(?:\s*+\1){2,}+\s*+$|(?=[-|+:\s=]*?---)[-|+:\s=]++$)")
_UNDERLINE = LatePattern(r"\s*(={3,}|-{3,}|~{3,})\s*$")
_DIVIDER = LatePattern(r"[ \u00a0]+[|¦│][ \u00a0]+|[ \u00a0]*\t[\t \u00a0]*")
_BAR_ROW = LatePattern(r"\s*[|│](.*)[|│]\s*$")
_COLUMN_WORDS = LatePattern(
    r"\b(?:how|what|when|where|who|why|period|purpose|basis|reason|retention|time|method|details?|description"
    r"|information|requirements?|situation|stored|kept|location|timing|form|action|start|contract|country|data)\b",
    re.I,
)
_ROW_END = LatePattern(r";\s+")
_PAGE_MARK = LatePattern(r"page \d+(?: (?:of|/) \d+)?|[-–] ?\d+ ?[-–]", re.I)
_LOOK_AHEAD = 15  # lines in which the second item of a list is looked for
_WRAP_WIDTH = 120  # a file whose lines are longer than this was not wrapped by hand


def read_text(path: str, text: str, notes: tuple[str, ...] = ()) -> Document:
    """The document that a plain text file lays out, with places in the file."""
    source = Source(text)
    composer = Composer()
    tables = list(drawn_tables(source.lines))
    drawn = {number for table in tables for number in range(table.first, table.last)}
    width = _width([line for line in source.lines if line.number not in drawn])
    at = 0
    for table in tables:
        for group in _groups(source.lines[at : table.first]):
            _read_group(group, width, composer)
        _drawn_table(table, composer)
        at = table.last
    for group in _groups(source.lines[at:]):
        _read_group(group, width, composer)
    return document_of(path, Format.TEXT, source, composer.finished(), Remarks(notes=notes))


def _width(lines: Sequence[Line]) -> int:
    """The width to which the text was wrapped, or 0 if every paragraph is one line."""
    longest = max((len(line.text.rstrip()) for line in lines), default=0)
    return longest if longest <= _WRAP_WIDTH else 0


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines between blank lines; what the foot of a page cuts in two is joined again."""
    groups: list[list[Line]] = []
    fresh, turned = True, False
    for line in chain.from_iterable(map(_pages, lines)):
        words = line.text.strip()
        if _PAGE_MARK.fullmatch(words) or (not words and "\f" in line.text):
            fresh = turned = True
        elif not words:
            fresh = True
        elif fresh and turned and groups and _goes_on(groups[-1][-1].text, line.text):
            groups[-1].append(line)
            fresh = turned = False
        elif fresh:
            groups.append([line])
            fresh = turned = False
        else:
            groups[-1].append(line)
    return groups


def _pages(line: Line) -> Iterator[Line]:
    """The line, divided where a form feed in it ends a page, with a line between for the page's end."""
    at = 0
    while (end := line.text.find("\f", at)) >= 0:
        for start, stop in ((at, end), (end, end + 1)):
            if start < stop:
                yield Line(line.number, line.offset + start, line.text[start:stop])
        at = end + 1
    if at < len(line.text) or not at:
        yield Line(line.number, line.offset + at, line.text[at:]) if at else line


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence at the end of a page goes on at the head of the next one."""
    return before.rstrip()[-1:] not in ".!?:;" and after.lstrip()[:1].islower() and label_of(after.strip()) is None


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int


def _read_group(group: Sequence[Line], width: int, composer: Composer) -> None:
    index = 0
    pending: list[Line] = []
    while index < len(group):
        line = group[index]
        rows = _rows(group, index)
        if rows:
            _flush(pending, width, composer)
            pending = []
            _table(rows, composer)
            index += len(rows)
            while index < len(group) and _RULE.match(group[index].text):
                index += 1
            continue
        underline = _UNDERLINE.match(group[index + 1].text) if index + 1 < len(group) else None
        if underline and not _RULE.match(line.text) and len(words_of(line.text)) <= 12 and not has_blank(line.text):
            _flush(pending, width, composer)
            pending = []
            composer.heading(_whole(line), 1 if underline[1][0] == "=" else 2)
            index += 2
            continue
        if not _RULE.match(line.text):
            pending.append(line)
        index += 1
    _flush(pending, width, composer)


def _whole(line: Line) -> Passage:
    return passage_of(line.text, line.offset)


def _flush(lines: Sequence[Line], width: int, composer: Composer) -> None:
    """Gives lines without rows to the composer, one paragraph at a time."""
    paragraph: list[TextLine] = []
    for index, line in enumerate(lines):
        passage = _whole(line).stripped()
        if not passage:
            continue
        if paragraph and (_ends_paragraph(lines[index - 1].text, line.text, width) or _begins_list(lines, index)):
            composer.paragraph(paragraph)
            paragraph = []
        paragraph.append(TextLine(passage, indent=_indent(line.text)))
    composer.paragraph(paragraph)


def _begins_list(lines: Sequence[Line], index: int) -> bool:
    """Whether a line begins with the first label of a list whose second item follows ("(a) ...", "(b) ...")."""
    first = label_of(lines[index].text.strip())
    if first is None or first.printed[0] != "(" or REFERRING.search(lines[index - 1].text.rstrip()):
        return False
    styles = {style for style, value in readings(first) if value == 1}
    for line in lines[index + 1 : index + _LOOK_AHEAD] if styles else ():
        label = label_of(line.text.strip())
        if label is not None and label.style in styles:
            return label.value == SECOND
    return False


def _indent(text: str) -> int:
    expanded = text.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _ends_paragraph(before: str, after: str, width: int) -> bool:
    """Whether a line end inside a group of lines is the end of a paragraph and not a wrapped line."""
    text, following = before.strip(), after.strip()
    if is_capitals(text) != is_capitals(following):
        return True
    label = label_of(following)
    if label is not None and (label.numeral is Numeral.BULLET or _indent(after) >= _indent(before) + 2):
        return following[label.body :].strip() != "" and label.printed not in "–—"
    if has_blank(text) or (is_labelled_value(text) and is_labelled_value(following)):
        return False  # the composer divides the lines of a form
    if _indent(before) > _indent(after) + 1 and label is None and label_of(text) is None and text[-1:] in ".!?:;":
        return True
    if following[0].islower():
        return False
    room = width - len(before.rstrip()) - len(following.split(maxsplit=1)[0]) - 1
    if not width:
        return True
    if text[-1:] in ".!?:;":
        return (
            room > 12
            or len(before.rstrip()) < 0.8 * width
            or (label_of(text) is None and text[-1:] in "!?" and room > 0)
        )
    if label_of(text) is not None and _indent(after) <= _indent(before) and room > 8:
        return True  # a short item, and then the text goes on below the list
    return len(before.rstrip()) < 0.5 * width


def _rows(lines: Sequence[Line], index: int) -> list[tuple[Line, list[_Cell]]]:
    """The rows of a table that begins at a line."""
    rows: list[tuple[Line, list[_Cell]]] = []
    for line in (lines[i] for i in range(index, len(lines))):
        cells = _cells(line.text)
        if len(cells) < 2 and rows and is_rest_of_row(line.text, rows[0][0].text):
            cells = [_Cell(*each) for each in between_tabs(line.text)]
        if len(cells) < 2 and not (rows and _RULE.match(line.text) and "-" in line.text):
            break
        rows.append((line, cells))
    while rows and len(rows[-1][1]) < 2:
        rows.pop()
    return rows


def _cells(text: str) -> list[_Cell]:
    """The cells of one line, where bars or tabs divide it; none if it is no row."""
    if ("|" not in text and "\t" not in text and "│" not in text and "¦" not in text) or _RULE.match(text):
        return []
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    barred = _BAR_ROW.match(text)
    if barred:
        start, end = barred.span(1)
    label = label_of(text[start:end])
    if label is not None and "|" not in text:
        start += label.body  # a tab after "1." or "•" divides nothing
    if leads_to_page(text[start:end]) and not barred and " | " not in text:
        return []
    cells: list[_Cell] = []
    for divider in _DIVIDER.finditer(text, start, end) if not barred else re.finditer(r"[|│]", text[start:end]):
        offset = start if barred else 0
        cells.append(_Cell(start if not cells else cells[-1].end, divider.start() + offset))
        cells.append(_Cell(cells[-1].end, divider.end() + offset))
    if not cells:
        return []
    cells.append(_Cell(cells[-1].end, end))
    return cells[::2]


def _table(rows: Sequence[tuple[Line, list[_Cell]]], composer: Composer) -> None:
    rows = [row for row in rows if row[1]]
    if len(rows) == 1:
        rows = _unflattened(*rows[0])
    if columns := in_columns([line.text for line, _ in rows], [len(cells) for _, cells in rows]):
        rows = [(line, [_Cell(*each) for each in cells]) for (line, _), cells in zip(rows, columns, strict=True)]
    composer.next_table()
    texts = [[line.text[cell.start : cell.end].strip() for cell in cells] for line, cells in rows]
    head_row = len(rows) > 1 and _is_head(texts)
    head_column = len(rows) > 1 and not head_row and all(len(row) == 2 for row in texts)
    number = -1
    for (line, cells), told in zip(rows, texts, strict=True):
        if number < 0 or told[0] or sum(map(bool, told)) > 1:  # else it goes on with the row above
            number += 1
        for column, cell in enumerate(cells):
            passage = passage_of(line.text[cell.start : cell.end], line.offset + cell.start)
            header = (head_row and number == 0) or (head_column and column == 0)
            if told[column]:
                composer.cell(passage, number, column, header)


def _drawn_table(table: DrawnTable, composer: Composer) -> None:
    composer.next_table()
    head_column = not table.headed and all(len(row) == 2 for row in table.rows)
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            composer.cell(cell, number, column, (table.headed and number == 0) or (head_column and column == 0))


def _unflattened(line: Line, cells: list[_Cell]) -> list[tuple[Line, list[_Cell]]]:
    """The rows of a table that was written in one line: "What | How long: notes | 3 years; invoices | 7 years"."""
    rows: list[list[_Cell]] = [[]]
    for cell in cells:
        divider = _ROW_END.search(line.text, cell.start, cell.end)
        rows[-1].append(_Cell(cell.start, divider.start() if divider else cell.end))
        if divider:
            rows.append([_Cell(divider.end(), cell.end)])
    width = len(rows[-1])
    if len(rows) < 2 or width < 2 or any(len(row) != width for row in rows[1:]):
        return [(line, cells)]
    first = rows[0]
    if len(first) == 2 * width - 1:
        turn = first[width - 1]
        colon = line.text.find(": ", turn.start, turn.end)
        if colon < 0:
            return [(line, cells)]
        head = [*first[: width - 1], _Cell(turn.start, colon)]
        rows[:1] = [head, [_Cell(colon + 2, turn.end), *first[width:]]]
    elif len(first) != width:
        return [(line, cells)]
    return [(line, row) for row in rows]


def _is_head(texts: Sequence[Sequence[str]]) -> bool:
    """Whether the first row heads the columns: short names, and of two columns the second one's name tells."""
    first = texts[0]
    if any(len(words_of(cell)) > 6 or re.search(r"\d|__|[.;:]$|@", cell) for cell in first):
        return False
    if len(first) == 2:
        return bool(_COLUMN_WORDS.search(first[1]))
    return True
