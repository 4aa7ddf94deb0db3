"""Reads the inline markup of Markdown and keeps the place of every character that is text.

markdown-it-py gives no places inside a line; this follows the CommonMark rules for inlines (and GFM's
strikethrough) with three departures for forms and templates: runs of four underscores are blanks to be
filled in, not emphasis; `<client name>` is a placeholder, not an HTML element; struck-out words are no text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Set
from typing import Final

from agreementlint.latepattern import LatePattern
from agreementlint.readers.compose import TextLine
from agreementlint.readers.passage import INVISIBLE, Passage, joined
from agreementlint.readers.titles import word_set
from agreementlint.values import dataclass

_PLAIN = LatePattern(r"[^\\`*_~\[\]!<&\n]+")
_RUN = LatePattern(r"`+|\*+|_+|~+")
_ENTITY = LatePattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = LatePattern(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]{1,200}@[A-Za-z0-9.-]{1,200})>")
_COMMENT = LatePattern(r"<!--.*?-->|<\?.*?\?>|<![A-Z][^>]*>", re.S)
_TAG = LatePattern(
    r"<(/?)([A-Za-z][A-Za-z0-9-]*)"
    r"((?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']{0,2000}'|\"[^\"]{0,2000}\"))?)*)\s*/?>"
)
_LINK_TAIL = LatePattern(
    r"\([ \t\n]*(?:<(?:[^<>\n\\]|\\.){0,2000}>|(?:[^\s()<\\]|\\.|\((?:[^\s()\\]|\\.|\([^\s()]*\))*\))*)"
    r"(?:[ \t\n]+(?:\"(?:[^\"\\]|\\.){0,1000}\"|'(?:[^'\\]|\\.){0,1000}'|\((?:[^()\\]|\\.){0,1000}\)))?[ \t\n]*\)"
)
_REFERENCE_TAIL = LatePattern(r"\[([^\[\]\\]{0,999})\]")
_ESCAPABLE: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_STRUCK_TAGS: Final = frozenset(("del", "s", "strike"))
_BOLD_TAGS: Final = frozenset(("b", "strong"))

# Names in angle brackets that are HTML; any other is a placeholder that somebody typed.
ELEMENTS: Final = word_set(
    "a abbr address article aside b bdi bdo big blockquote body br button caption center cite code col colgroup "
    "data dd del details dfn dialog div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head "
    "header hr html i iframe img input ins kbd label legend li link main mark meta nav ol optgroup option p picture "
    "pre q s samp script section select small source span strike strong style sub summary sup svg table tbody td "
    "template textarea tfoot th thead time title tr tt u ul var video wbr"
)


@dataclass(slots=True)
class _Node:
    """A stretch of the source: plain text, characters that an entity stands for, a line break, a delimiter run."""

    start: int
    end: int
    written: str | None = None  # instead of the source's own characters
    breaks: int = 0  # 1: a soft line break, 2: a forced one
    delimiter: str = ""
    opens: bool = False
    closes: bool = False
    length: int = 0  # of the whole run, for the rule of three


@dataclass(slots=True)
class _Bracket:
    node: int
    image: bool
    active: bool
    delimiters: int


@dataclass(frozen=True, slots=True)
class Inlines:
    """The lines of a paragraph's text, and how many images and struck-out passages it left out."""

    lines: tuple[TextLine, ...]
    images: int
    struck: int


def inline_text(passage: Passage, references: Set[str] = frozenset()) -> Inlines:
    """The text of a passage of Markdown (source lines divided by line feeds), line by line.

    `references` holds the normalised labels of link definitions and, with "^" before them, of footnotes.
    """
    if not _needs_scanning(passage.text):
        return Inlines((TextLine(passage),), 0, 0)
    return _Scanner(passage, references).result()


_MARKUP = LatePattern(r"[\\`*_~\[\]<&\n]")


def _needs_scanning(text: str) -> bool:
    return _MARKUP.search(text) is not None


def normalised(label: str) -> str:
    return " ".join(label.split()).casefold()


class _Scanner:
    def __init__(self, passage: Passage, references: Set[str]) -> None:
        self.passage = passage
        self.text = passage.text
        self.references = references
        self.nodes: list[_Node] = []
        self.delimiters: list[int] = []
        self.brackets: list[_Bracket] = []
        self.bold: list[tuple[int, int]] = []
        self.struck: list[tuple[int, int]] = []
        self.dropped: list[tuple[int, int]] = []
        self.images = 0
        self.open_tags: list[tuple[str, int]] = []
        self._backticks: dict[int, list[int]] | None = None
        self._comment_missing = False

    def result(self) -> Inlines:
        text, pos, end = self.text, 0, len(self.text)
        while pos < end:
            plain = _PLAIN.match(text, pos)
            if plain:
                self.nodes.append(_Node(pos, plain.end()))
                pos = plain.end()
                continue
            pos = self._special(text[pos], pos)
        self._emphasise(0)
        return self._lines()

    def _special(self, char: str, pos: int) -> int:
        """Reads what a special character begins; gives the position after it."""
        text = self.text
        match char:
            case "\n":
                return self._line_end(pos)
            case "\\":
                if text[pos + 1 : pos + 2] == "\n":
                    return self._line_end(pos + 1, forced=True)
                skipped = 1 if text[pos + 1 : pos + 2] in _ESCAPABLE and pos + 1 < len(text) else 0
                return self._plain(pos + skipped, pos + skipped + 1)
            case "`":
                return self._code(pos)
            case "*" | "_" | "~":
                return self._delimiter(pos)
            case "[":
                return self._open_bracket(pos, 1, False)
            case "!":
                return self._open_bracket(pos, 2, True) if text.startswith("[", pos + 1) else self._plain(pos, pos + 1)
            case "]":
                return self._close_bracket(pos)
            case "&":
                entity = _ENTITY.match(text, pos)
                written = html.unescape(entity[0]) if entity else ""
                if entity is None or written == entity[0]:
                    return self._plain(pos, pos + 1)
                self.nodes.append(_Node(pos, entity.end(), written=INVISIBLE.sub("", written)))
                return entity.end()
            case _:
                return self._angle(pos)

    def _plain(self, start: int, end: int) -> int:
        self.nodes.append(_Node(start, end))
        return end

    def _line_end(self, pos: int, forced: bool = False) -> int:
        if self.nodes and self.text[self.nodes[-1].start : self.nodes[-1].end].endswith("  "):
            forced = True
        self.nodes.append(_Node(pos, pos + 1, breaks=2 if forced else 1))
        after = pos + 1
        while self.text[after : after + 1] in (" ", "\t"):
            after += 1
        return after

    def _code(self, pos: int) -> int:
        if self._backticks is None:
            self._backticks = {}
            for run in re.finditer(r"`+", self.text):
                self._backticks.setdefault(len(run[0]), []).append(run.start())
        run_end = pos
        while self.text[run_end : run_end + 1] == "`":
            run_end += 1
        closers = self._backticks.get(run_end - pos, [])
        index = bisect_right(closers, pos)
        if index >= len(closers):
            return self._plain(pos, run_end)
        start, end = run_end, closers[index]
        inner = self.text[start:end]
        if inner[:1] in (" ", "\n") and inner[-1:] in (" ", "\n") and inner.strip():
            start, end = start + 1, end - 1
        at = start
        for part in self.text[start:end].split("\n"):
            if at > start:
                self.nodes.append(_Node(at - 1, at, breaks=1))
            self.nodes.append(_Node(at, at + len(part)))
            at += len(part) + 1
        return closers[index] + run_end - pos

    def _delimiter(self, pos: int) -> int:
        match = _RUN.match(self.text, pos)
        end = match.end() if match else pos + 1
        char, length = self.text[pos], end - pos
        before, after = self.text[pos - 1 : pos] or " ", self.text[end : end + 1] or " "
        if char == "_" and (length > 3 or "/" in (before, after)):
            return self._plain(pos, end)
        if char == "~" and length < 2:
            return self._plain(pos, end)
        space_before, space_after = before.isspace(), after.isspace()
        mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
        left = not space_after and (not mark_after or space_before or mark_before)
        right = not space_before and (not mark_before or space_after or mark_after)
        opens = left and (char != "_" or not right or mark_before)
        closes = right and (char != "_" or not left or mark_after)
        self.delimiters.append(len(self.nodes))
        self.nodes.append(_Node(pos, end, delimiter=char, opens=opens, closes=closes, length=length))
        return end

    def _open_bracket(self, pos: int, length: int, image: bool) -> int:
        self.brackets.append(_Bracket(len(self.nodes), image, True, len(self.delimiters)))
        return self._plain(pos, pos + length)

    def _close_bracket(self, pos: int) -> int:
        if not self.brackets:
            return self._plain(pos, pos + 1)
        bracket = self.brackets.pop()
        opener = self.nodes[bracket.node]
        inner = self.text[opener.end : pos]
        if inner.startswith("^") and normalised(inner) in self.references:
            self.dropped.append((bracket.node, len(self.nodes)))
            return pos + 1
        end = self._link_end(inner, pos + 1) if bracket.active else 0
        if not end:
            return self._plain(pos, pos + 1)
        if bracket.image:
            self.images += 1
            self.dropped.append((bracket.node, len(self.nodes)))
            del self.delimiters[bracket.delimiters :]
            return end
        self._emphasise(bracket.delimiters)
        opener.start = opener.end
        for earlier in self.brackets:
            earlier.active = earlier.active and earlier.image
        return end

    def _link_end(self, inner: str, after: int) -> int:
        """Where a link's target ends, or 0 if this is no link."""
        tail = _LINK_TAIL.match(self.text, after)
        if tail:
            return tail.end()
        tail = _REFERENCE_TAIL.match(self.text, after)
        if tail:
            return tail.end() if normalised(tail[1] or inner) in self.references else 0
        return after if len(inner) < 1000 and normalised(inner) in self.references else 0

    def _angle(self, pos: int) -> int:
        link = _AUTOLINK.match(self.text, pos)
        if link:
            self._plain(link.start(1), link.end(1))
            return link.end()
        if self.text.startswith(("<!", "<?"), pos) and not self._comment_missing:
            comment = _COMMENT.match(self.text, pos)
            if comment:
                return comment.end()
            self._comment_missing = True
        tag = _TAG.match(self.text, pos)
        if tag is None or not (tag[1] or "=" in tag[3] or tag[2].lower() in ELEMENTS):
            return self._plain(pos, pos + 1)
        self._tag(tag[2].lower(), closing=bool(tag[1]), pos=pos)
        return tag.end()

    def _tag(self, name: str, closing: bool, pos: int) -> None:
        if name == "br":
            self.nodes.append(_Node(pos, pos, breaks=2))
        elif name == "img":
            self.images += 1
        elif name in _STRUCK_TAGS or name in _BOLD_TAGS:
            if not closing:
                self.open_tags.append((name, len(self.nodes)))
                return
            for index in range(len(self.open_tags) - 1, -1, -1):
                if self.open_tags[index][0] == name:
                    spans = self.struck if name in _STRUCK_TAGS else self.bold
                    spans.append((self.open_tags[index][1], len(self.nodes)))
                    del self.open_tags[index:]
                    break

    def _emphasise(self, bottom: int) -> None:
        """CommonMark's pairing of delimiter runs, for those from `bottom` on."""
        stack = [self.nodes[index] for index in self.delimiters[bottom:]]
        where = self.delimiters[bottom:]
        del self.delimiters[bottom:]
        before = list(range(-1, len(stack) - 1))  # the nearest earlier run that may still open
        lowest: dict[tuple[str, bool, int], int] = {}
        current = 0
        while current < len(stack):
            closer = stack[current]
            if not closer.closes or closer.start >= closer.end:
                current += 1
                continue
            key = (closer.delimiter, closer.opens, closer.length % 3)
            floor = lowest.get(key, -1)
            at = before[current]
            while at > floor and not _pairs(stack[at], closer):
                at = before[at]
            if at <= floor:
                lowest[key] = before[current]
                if not closer.opens and current + 1 < len(stack):
                    before[current + 1] = before[current]
                current += 1
                continue
            opener = stack[at]
            used = 2 if min(opener.end - opener.start, closer.end - closer.start) >= 2 else 1
            if used == 2 or closer.delimiter == "~":
                (self.struck if closer.delimiter == "~" else self.bold).append((where[at] + 1, where[current]))
            opener.end -= used
            closer.start += used
            before[current] = at if opener.end > opener.start else before[at]
            if closer.start >= closer.end:
                if current + 1 < len(stack):
                    before[current + 1] = before[current]
                current += 1

    def _lines(self) -> Inlines:
        gone = _covered(self.struck + self.dropped, len(self.nodes))
        strong = _covered(self.bold, len(self.nodes))
        lines: list[TextLine] = []
        parts: list[Passage] = []
        plain = False
        for index, node in enumerate(self.nodes):
            if node.breaks:
                lines.append(_line(parts, plain, node.breaks == 2))
                parts, plain = [], False
            elif not gone[index] and node.end > node.start:
                part = self.passage.cut(node.start, node.end) if node.written is None else Passage(node.written)
                plain = plain or (not strong[index] and not part.text.isspace())
                parts.append(part)
        lines.append(_line(parts, plain, False))
        return Inlines(tuple(line for line in lines if line.text.strip()), self.images, len(self.struck))


def _line(parts: list[Passage], plain: bool, broken: bool) -> TextLine:
    passage = joined(parts).stripped()
    return TextLine(passage, bold=bool(passage) and not plain, broken=broken)


def _covered(spans: list[tuple[int, int]], length: int) -> list[bool]:
    """For each node, whether one of the spans holds it."""
    changes = [0] * (length + 1)
    for start, end in spans:
        changes[start] += 1
        changes[end] -= 1
    covered, depth = [], 0
    for change in changes[:length]:
        depth += change
        covered.append(depth > 0)
    return covered


def _pairs(opener: _Node, closer: _Node) -> bool:
    """Whether one delimiter run may open what the other closes, by CommonMark's rule of three."""
    if opener.delimiter != closer.delimiter or not opener.opens or opener.end <= opener.start:
        return False
    if closer.delimiter == "~":
        return opener.end - opener.start >= 2 and closer.end - closer.start >= 2
    if (opener.closes or closer.opens) and (opener.length + closer.length) % 3 == 0:
        return opener.length % 3 == 0 and closer.length % 3 == 0
    return True


def _is_punctuation(char: str) -> bool:
    return char in _ESCAPABLE or (not char.isascii() and unicodedata.category(char)[0] in "PS")
