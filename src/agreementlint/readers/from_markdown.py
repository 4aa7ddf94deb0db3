"""Reads Markdown: blocks by markdown-it-py, inline markup with the place of every character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from agreementlint.document import Document, Format, Unread
from agreementlint.latepattern import LatePattern
from agreementlint.readers.compose import Composer, TextLine
from agreementlint.readers.front_matter import read_front_matter
from agreementlint.readers.limits import LIMITS
from agreementlint.readers.markdown_inline import inline_text, normalised
from agreementlint.readers.passage import Line, Passage, Remarks, Source, document_of, joined, passage_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_HEADING_TAIL = LatePattern(r"(?:[ \t]+#+)?[ \t]*$")
_DEFINITION = LatePattern(
    r" {0,3}\[([^\]\\]{1,200})\]:[ \t]*<?(?:https?:|mailto:|www\.|/|#|\.\.?/)\S*(?:[ \t]+[\"'(].*)?$"
)
_FOOTNOTE = LatePattern(r" {0,3}\[(\^[^\]\s]{1,40})\]:[ \t]+(?=\S)")
_STRUCTURED = LatePattern(r"\s*<(?:table|ul|ol|dl|h[1-6]|p|details|div|section)\b", re.I)
_RULES: Final = ("table", "fence", "blockquote", "hr", "list", "html_block", "heading", "lheading", "paragraph")


def read_markdown(path: str, text: str, notes: tuple[str, ...] = ()) -> Document:
    """The document that a Markdown file shows when it is rendered, with places in the file."""
    source = Source(text)
    front = read_front_matter(path, source)
    reading = _Reading(source, front.lines)
    reading.run()
    remarks = Remarks(tuple(reading.unread), (*notes, *front.notes, *reading.notes()))
    drafts = reading.composer.finished()
    return document_of(path, Format.MARKDOWN, source, drafts, remarks, front.kind, front.engagement)


@cache
def _block_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": LIMITS.nested_lists})
    parser.block.ruler.enableOnly(list(_RULES))
    return parser


class _Reading:
    def __init__(self, source: Source, apparatus: int = 0) -> None:
        self.source = source
        self.apparatus = apparatus  # how many lines at the start are front matter
        self.composer = Composer()
        self.unread: list[Unread] = []
        self.references: set[str] = set()
        self.images = 0
        self.struck = 0

    def notes(self) -> Iterator[str]:
        if self.struck:
            yield f"{self.struck} struck-out passage{'s' * (self.struck > 1)} left out"
        if self.images:
            yield f"{self.images} image{'s' * (self.images > 1)} not read"

    def run(self) -> None:
        parser = _block_parser()
        tokens: list[Token] = []
        lines = self._without_apparatus()
        parser.block.parse("\n".join(lines), parser, {}, tokens)
        self._blocks(tokens)
        self._note_what_is_too_deep(tokens)

    def _note_what_is_too_deep(self, tokens: Sequence[Token]) -> None:
        """What the block parser passes over without a word: all that is inside of too many lists and quotations."""
        for token in tokens:
            inside = token.type in ("list_item_open", "blockquote_open") and token.level + 1 >= LIMITS.nested_lists
            if inside and token.map is not None:
                lines = f"line {token.map[0] + 1} to line {token.map[1]}"
                self.unread.append(Unread(lines, "it is inside of too many lists and quotations; write it with fewer"))

    def _without_apparatus(self) -> list[str]:
        """The source's lines, with front matter and link definitions blanked; notes what is defined."""
        lines = [line.text for line in self.source.lines]
        for number in range(self.apparatus):
            lines[number] = ""
        for number, text in enumerate(lines):
            if "]:" not in text:
                continue
            definition = _DEFINITION.match(text)
            if definition:
                self.references.add(normalised(definition[1]))
                lines[number] = ""
            elif footnote := _FOOTNOTE.match(text):
                self.references.add(normalised(footnote[1]))
        return lines

    def _blocks(self, tokens: Sequence[Token]) -> None:
        composer = self.composer
        lists: list[_List] = []
        item_label = ""
        index = 0
        while index < len(tokens):
            token = tokens[index]
            match token.type:
                case "heading_open":
                    inlines = self._inline(self._heading_passage(tokens[index + 1]))
                    composer.heading(joined((line.passage for line in inlines), " "), int(token.tag[1:]))
                    index += 2
                case "bullet_list_open" | "ordered_list_open":
                    lists.append(_List(tokens, index))
                    composer.open_list()
                case "bullet_list_close" | "ordered_list_close":
                    lists.pop()
                    composer.close_list()
                    item_label = ""
                case "list_item_open":
                    item_label = lists[-1].label(token)
                case "list_item_close":
                    item_label = ""
                case "inline":
                    self._paragraph(token, item_label)
                    item_label = ""
                case "fence":
                    composer.code(self._fenced(token))
                case "html_block":
                    self._html(token)
                case "table_open":
                    index = self._table(tokens, index)
                case _:
                    pass
            index += 1

    def _inline(self, passage: Passage) -> tuple[TextLine, ...]:
        inlines = inline_text(passage, self.references)
        self.images += inlines.images
        self.struck += inlines.struck
        return inlines.lines

    def _paragraph(self, token: Token, item_label: str) -> None:
        passage = self._passage(token)
        footnote = _FOOTNOTE.match(passage.text)
        if footnote and normalised(footnote[1]) in self.references:
            lines = self._inline(passage.cut(footnote.end(), len(passage.text)))
            self.composer.footnote(footnote[1][1:], lines)
        elif item_label:
            self.composer.item(item_label, self._inline(passage))
        else:
            self.composer.paragraph(self._inline(passage))

    def _passage(self, token: Token) -> Passage:
        """The source of a paragraph: its lines without their indents and the marks of quotes and lists."""
        first = token.map[0] if token.map else 0
        lines = token.content.split("\n")
        return joined((self._tail(self.source.lines[first + i], text) for i, text in enumerate(lines)), "\n")

    def _tail(self, line: Line, content: str) -> Passage:
        """The end of a source line that the block parser gave as `content`, which is never anywhere else in it."""
        words = content.lstrip()
        whole = line.text if line.text.endswith(words) else line.text.rstrip()
        return passage_of(words, line.offset + len(whole) - len(words))

    def _heading_passage(self, token: Token) -> Passage:
        if "\n" in token.content or token.map is None or token.map[1] - token.map[0] > 1:
            return self._passage(token)
        line = self.source.lines[token.map[0]]
        if not line.text.rstrip().endswith(token.content):
            line = Line(line.number, line.offset, _HEADING_TAIL.sub("", line.text))
        return self._tail(line, token.content)

    def _fenced(self, token: Token) -> Passage:
        if not token.content.strip():
            return Passage()
        first = token.map[0] + 1 if token.map else 0
        lines = token.content.removesuffix("\n").split("\n")
        return joined((self._tail(self.source.lines[first + i], text) for i, text in enumerate(lines)), "\n").stripped()

    def _html(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        lines = self.source.lines[first:last]
        content = joined((passage_of(line.text, line.offset) for line in lines), "\n")
        head = content.text.lstrip()[:10].lower()
        if head.startswith("<!--") and "-->" not in content.text:
            why = "it is inside an HTML comment that is never closed"
            self.unread.append(Unread(f"line {first + 1} to line {last}", why))
            return
        if _STRUCTURED.match(content.text):
            from agreementlint.readers.html_reading import HtmlReading  # which most Markdown has no need of

            reading = HtmlReading(self.source.text, self.composer)
            reading.read(lines[0].offset, lines[-1].offset + len(lines[-1].text))
            self.images += reading.images
            self.struck += reading.struck
        elif not head.startswith(("<script", "<style")):
            self.composer.paragraph(self._inline(content))

    def _table(self, tokens: Sequence[Token], index: int) -> int:
        """Reads the cells of a table; gives the index of its closing token."""
        self.composer.next_table()
        row, column, heads, cells = -1, 0, False, list[Passage]()
        while tokens[index].type != "table_close":
            token = tokens[index]
            match token.type:
                case "tr_open":
                    row, column = row + 1, 0
                    line = self.source.lines[token.map[0] if token.map else 0]
                    cells = _cells(line, tokens[index + 2].content)
                case "th_open" | "td_open":
                    heads = token.type == "th_open"
                case "inline":
                    if token.content and column < len(cells):
                        lines = self._inline(cells[column])
                        words = joined((line.passage for line in lines), " ")
                        self.composer.cell(words, row, column, heads, all(line.bold for line in lines))
                    column += 1
                case _:
                    pass
            index += 1
        self.composer.close_table()
        return index


class _List:
    """The labels of one list: as typed where the author numbered by hand, else as rendered."""

    def __init__(self, tokens: Sequence[Token], index: int) -> None:
        level = tokens[index].level + 1
        closing = tokens[index].type.replace("open", "close")
        self.position = -1
        self.typed: list[str] = []
        for at in range(index + 1, len(tokens)):
            token = tokens[at]
            if token.type == closing and token.level == level - 1:
                break
            if token.type == "list_item_open" and token.level == level:
                self.typed.append(token.info)

    def label(self, token: Token) -> str:
        self.position += 1
        if not token.info:
            return token.markup
        first = self.typed[0]
        rendered = len(self.typed) > 1 and all(number == first for number in self.typed)
        number = str(int(first) + self.position) if rendered else token.info
        return f"{number}{token.markup}"


def _cells(line: Line, first: str) -> list[Passage]:
    """The cells of a table row with their places; `first` is the first cell's words; `\\|` loses its backslash."""
    cells: list[list[Passage]] = [[]]
    start, escaped = 0, False
    for pos, char in enumerate(line.text):
        if char == "|":
            end = pos - 1 if escaped else pos
            cells[-1].append(passage_of(line.text[start:end], line.offset + start))
            start = pos if escaped else pos + 1
            if not escaped:
                cells.append([])
        escaped = char == "\\"
    cells[-1].append(passage_of(line.text[start:], line.offset + start))
    passages = [joined(parts).stripped() for parts in cells]
    head = passages[0].text
    if not head or not first or not head.endswith(first):
        return passages[1:]  # nothing, or the marks of a quote or list, before the first pipe
    return [passages[0].cut(len(head) - len(first), len(head)), *passages[1:]]
