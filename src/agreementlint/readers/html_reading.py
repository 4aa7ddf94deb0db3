"""Goes through the tags and the text of HTML as a browser shows it, with the place of every character in the source."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace
from typing import Final

from agreementlint.latepattern import LatePattern
from agreementlint.readers.compose import Composer, TextLine
from agreementlint.readers.docx_numbering import in_form
from agreementlint.readers.html_page_parts import HOLD_ALL_TEXT, PARTS, PagePart, part_of_page
from agreementlint.readers.html_tables import OpenTable
from agreementlint.readers.html_tokens import Tag, UnclosedComment, Words, html_tokens
from agreementlint.readers.passage import INVISIBLE, Passage, joined, passage_of
from agreementlint.readers.titles import word_set
from agreementlint.values import dataclass

_VOID: Final = word_set("area base br col embed hr img input link meta param source track wbr")
_BLOCKS: Final = word_set(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form header hgroup hr html legend li main menu ol optgroup option p pre search section select summary"
    " table tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6"
)
_HEADINGS: Final = word_set("h1 h2 h3 h4 h5 h6")
_NEVER_SHOWN: Final = word_set(
    "head script style template noscript nav svg math button datalist audio video canvas iframe object embed xmp"
    " noembed noframes title"
)
_BOLD: Final = word_set("b strong th summary")
_STRUCK: Final = word_set("del s strike")
_UNREAD_FRAMES: Final = {"iframe": "an embedded page", "object": "an embedded object", "embed": "an embedded object"}

# Which open elements a start tag closes, up to the nearest of the elements after it.
_CLOSES: Final = {
    "li": (word_set("li"), word_set("ul ol menu dir table")),
    "dt": (word_set("dt dd"), word_set("dl table")),
    "dd": (word_set("dt dd"), word_set("dl table")),
    "option": (word_set("option"), word_set("select table")),
    "td": (word_set("td th"), word_set("tr table")),
    "th": (word_set("td th"), word_set("tr table")),
    "tr": (word_set("tr"), word_set("table")),
    "tbody": (word_set("thead tbody tfoot"), word_set("table")),
    "tfoot": (word_set("thead tbody tfoot"), word_set("table")),
}
_FORMS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BOLD_STYLE = LatePattern(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_HIDDEN_STYLE = LatePattern(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_STRUCK_STYLE = LatePattern(r"text-decoration[^;]*line-through", re.I)
_ENTITY = LatePattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_NOWHERE: Final = 1 << 30
_SPACE = LatePattern(r"[ \t\n\r\f]+")
_SPACES: Final = frozenset(" \t\n\r\f")
_WORD = LatePattern(r"\S+")
_STEP = LatePattern(r"[^ \t\n\r\f&]+(?: [^ \t\n\r\f&]+)*|[ \t\n\r\f]+|&")


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    hidden: bool
    struck: bool
    bold: bool
    part: PagePart = PagePart.TEXT

    @property
    def is_left_out(self) -> bool:
        return self.hidden or self.part is not PagePart.TEXT


@dataclass(slots=True)
class _List:
    """An open list: the number of its next item, and how its items are lettered."""

    number: int
    lettering: str


class HtmlReading:
    """Goes through tags and text once and gives blocks to the composer."""

    def __init__(self, text: str, composer: Composer, is_page: bool = False) -> None:
        self.text = text
        self._is_page = is_page  # with menus and notices beside its text
        self.composer = composer
        self.unread: list[tuple[int, str]] = []
        self.images = 0
        self.struck = 0
        self.hidden: list[str] = []  # words that are there and not shown
        self.beside: list[str] = []  # words that are shown and no part of the text, and where the first of them stand
        self.beside_from = 0
        self._open: list[_Element] = []
        self._names: Counter[str] = Counter()
        self._lists: list[_List] = []
        self._tables: list[OpenTable] = []
        self._unseen = _NOWHERE  # how deep the element is that keeps its words from view
        self._label = ""
        self._heading = 0
        self._lines: list[TextLine] = []
        self._parts: list[Passage] = []
        self._gap: Passage | None = None
        self._plain = False
        self._sample = False  # inside <pre> there was <code>

    def read(self, start: int, end: int) -> None:
        """Reads a range of the source; elements that it leaves open are closed."""
        for token in html_tokens(self.text, start, end):
            match token:
                case Words():
                    self._words(token)
                case Tag():
                    if token.closing:
                        self._end(token.name)
                    else:
                        self._start(token)
                case UnclosedComment():
                    self.unread.append((token.start, "all that follows is inside an HTML comment that is never closed"))
        while self._open:
            self._pop()
        self._flush()

    # Elements

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name == "br":
            self._break()
            return
        if name in _UNREAD_FRAMES and not self._hidden:
            self.unread.append((tag.start, f"{_UNREAD_FRAMES[name]} is not read"))
        self._close_implied(name)
        if name in _BLOCKS:
            self._flush()
        style = tag.attributes.get("style", "")
        above = self._open[-1] if self._open else _Element("", False, False, False)
        element = _Element(
            name,
            above.hidden or self._is_never_shown(name) or _is_hidden(tag, style) or self._is_not_chosen(tag),
            above.struck or name in _STRUCK or bool(style and _STRUCK_STYLE.search(style)),
            above.bold or name in _BOLD or bool(style and _BOLD_STYLE.search(style)),
            part_of_page(tag, above.part) if self._is_page else PagePart.TEXT,
        )
        if name in HOLD_ALL_TEXT:
            self._are_text_after_all()
        if element.struck and not above.struck:
            self.struck += 1
        if not element.is_left_out:
            self._opened(tag)
        elif not above.hidden and _is_kept_from_view(tag, style):
            self._unseen = len(self._open)
        if name not in _VOID:
            self._open.append(element)
            self._names[name] += 1

    def _are_text_after_all(self) -> None:
        for at in range(len(self._open) - 1, -1, -1):
            each = self._open[at]
            if each.part is PagePart.TEXT or each.name not in PARTS:
                return
            self._open[at] = replace(each, part=PagePart.TEXT)

    def _opened(self, tag: Tag) -> None:
        match tag.name:
            case "ul" | "ol" | "menu" | "dir":
                number = _number(tag.attributes.get("start", ""), 1)
                ordered = tag.name == "ol"
                self._lists.append(_List(number, tag.attributes.get("type", "1") if ordered else ""))
                self.composer.open_list()
            case "li":
                self._label = self._next_label(tag)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._heading = int(tag.name[1])
            case "table" | "dl":
                self._tables.append(OpenTable(self.composer, is_list=tag.name == "dl"))
            case "tr" | "td" | "th" | "dt" | "dd" | "thead":
                if not self._tables:
                    self._tables.append(OpenTable(self.composer, is_list=tag.name in ("dt", "dd")))
                width, height = (_number(tag.attributes.get(name, ""), 1) for name in ("colspan", "rowspan"))
                self._tables[-1].start(tag.name, width, height)
            case "img":
                self.images += 1
            case "code":
                self._sample = self._names["pre"] > 0
            case "input" | "textarea":
                self._field(tag)
            case _:
                pass

    def _end(self, name: str) -> None:
        if name == "p" and not self._names["p"]:
            self._flush()
            return
        if name == "br":
            self._break()
            return
        if not self._names[name]:
            return
        while self._open and self._open[-1].name != name:
            self._pop()
        if self._open:
            self._pop()

    def _pop(self) -> None:
        element = self._open[-1]
        name = element.name
        if name in _BLOCKS:
            self._flush()
        self._open.pop()
        if len(self._open) <= self._unseen:
            self._unseen = _NOWHERE
        self._names[name] -= 1
        if element.is_left_out:
            return
        match name:
            case "ul" | "ol" | "menu" | "dir":
                self._lists.pop()
                self.composer.close_list()
                self._label = ""
            case "li":
                self._label = ""
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._heading = 0
            case "table" | "dl":
                if self._tables:
                    self._tables.pop().close()
            case "td" | "th" | "dt" | "dd" | "thead":
                if self._tables:
                    self._tables[-1].end(name)
            case _:
                pass

    def _close_implied(self, name: str) -> None:
        if name in _BLOCKS and self._names["p"] and self._open[-1].name == "p":
            self._pop()
        closes = _CLOSES.get(name)
        if closes is None:
            return
        names, walls = closes
        for element in reversed(self._open):
            if element.name in walls:
                return
            if element.name in names:
                self._end(element.name)
                return

    @property
    def _hidden(self) -> bool:
        return bool(self._open) and (self._open[-1].is_left_out or self._open[-1].struck)

    def _is_never_shown(self, name: str) -> bool:
        """Of buttons only those that are a heading, which opens what stands under it."""
        return name in _NEVER_SHOWN and not (name == "button" and (self._heading or self._names["summary"]))

    def _is_not_chosen(self, tag: Tag) -> bool:
        return tag.name == "option" and self._names["select"] > 0 and "selected" not in tag.attributes

    def _next_label(self, tag: Tag) -> str:
        if not self._lists:
            return "•"
        current = self._lists[-1]
        if not current.lettering:
            return "•"
        number = _number(tag.attributes.get("value", ""), current.number)
        current.number = number + 1
        return f"{in_form(number, _FORMS.get(current.lettering, 'decimal') if number else 'decimal')}."

    def _field(self, tag: Tag) -> None:
        """A form field: a box's mark, a field's value, or a blank to be filled in."""
        sort = tag.attributes.get("type", "text").lower()
        if sort in ("hidden", "submit", "button", "reset", "image", "file"):
            return
        if sort in ("checkbox", "radio"):
            self._add(Passage("☒" if "checked" in tag.attributes else "☐"))
            self._gap = Passage(" ")
        elif value := tag.attributes.get("value", "").strip():
            at = tag.places["value"]
            as_written = self.text.startswith(value, at)
            words = (
                passage_of(each[0], at + each.start()) if as_written else Passage(each[0])
                for each in _WORD.finditer(value)
            )
            self._add(joined((word for word in words if word), " "))
        elif tag.name == "input":
            self._add(Passage("____"))

    # Text

    def _words(self, words: Words) -> None:
        if self._hidden:
            if self._unseen != _NOWHERE and self._open[-1].name not in _NEVER_SHOWN:
                self.hidden.append(html.unescape(self.text[words.start : words.end]) + " ")
            elif self._open[-1].part is not PagePart.TEXT and not self._open[-1].hidden:
                self.beside_from = self.beside_from or words.start
                self.beside.append(html.unescape(self.text[words.start : words.end]) + " ")
            return
        text, pos = self.text, words.start
        preformatted = self._names["pre"] > 0
        while pos < words.end:
            step = _STEP.match(text, pos, words.end)
            if step is None:
                break
            char = text[pos]
            if char == "&":
                entity = _ENTITY.match(text, pos, words.end)
                written = INVISIBLE.sub("", html.unescape(entity[0])) if entity else "&"
                pos = entity.end() if entity else pos + 1
                if written in _SPACES:
                    self._space(Passage(" "), written.count("\n") if preformatted else 0)
                else:
                    self._add(Passage(written) if entity else passage_of("&", pos - 1))
                continue
            if char in _SPACES:
                self._space(
                    passage_of(" ", pos) if char == " " else Passage(" "), step[0].count("\n") if preformatted else 0
                )
            else:
                self._add(passage_of(step[0], pos))
            pos = step.end()

    def _space(self, gap: Passage, line_ends: int) -> None:
        """A stretch of white space, of which the line ends count where the text is set as it is written."""
        for _ in range(line_ends):
            self._break()
        if not line_ends and self._parts and self._gap is None:
            self._gap = gap

    def _add(self, passage: Passage) -> None:
        if not passage:
            return
        if self._gap is not None:
            self._parts.append(self._gap)
            self._gap = None
        self._parts.append(passage)
        if not passage.text.isspace() and not (self._open and self._open[-1].bold):
            self._plain = True

    def _break(self) -> None:
        if self._hidden:
            return
        passage = joined(self._parts).stripped()
        if passage:
            self._lines.append(TextLine(passage, bold=not self._plain, broken=True))
        elif self._names["pre"] and self._lines and not self._heading:
            self._flush()
        self._parts, self._gap, self._plain = [], None, False

    def _flush(self) -> None:
        """Ends the block that has been gathered, if there is one."""
        passage = joined(self._parts).stripped()
        if passage:
            self._lines.append(TextLine(passage, bold=not self._plain))
        lines, label = self._lines, self._label
        if not self._names["pre"]:
            self._sample = False
        self._parts, self._gap, self._plain, self._lines = [], None, False, []
        if not lines:
            return
        if self._heading:
            self.composer.heading(joined((line.passage for line in lines), " "), self._heading)
        elif label:
            self._label = ""
            self.composer.item(label, lines)
        elif self._sample:
            self.composer.code(joined((line.passage for line in lines), "\n"))
        else:
            self.composer.paragraph(lines)


def _is_hidden(tag: Tag, style: str) -> bool:
    """Whether an element is not shown; what only screen readers pass over is, unless it is an ornament in a line."""
    attributes = tag.attributes
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or (tag.name not in _BLOCKS and attributes.get("aria-hidden", "").lower() == "true")
        or attributes.get("role", "").lower() == "navigation"
        or bool(style and _HIDDEN_STYLE.search(style))
    )


def _is_kept_from_view(tag: Tag, style: str) -> bool:
    """Whether it is hidden by what is written on it, and is no ornament for the eye alone."""
    return "hidden" in tag.attributes or bool(style and _HIDDEN_STYLE.search(style))


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
