"""Divides HTML into tags and text, each with its place, in time linear in its length."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Final

from agreementlint.latepattern import LatePattern
from agreementlint.readers.titles import word_set
from agreementlint.values import dataclass

_NAME = LatePattern(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE_END = LatePattern(r"[\"'>]")
_ATTRIBUTE = LatePattern(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")

# Elements whose content is not marked up; all but the last two are never shown.
RAW: Final = word_set("script style noscript xmp iframe noembed noframes title textarea")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag; attribute names in lower case, values as they mean, with the place of each value."""

    name: str
    start: int
    closing: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """Characters between two tags, entities and all."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UnclosedComment:
    """A comment that swallows the rest of the file."""

    start: int


def html_tokens(text: str, start: int, end: int) -> Iterator[Tag | Words | UnclosedComment]:
    """The tags and the text of a range of HTML; comments and declarations are left out."""
    quotes = _Quotes(text, end)
    pos = start
    words = start
    while True:
        opening = text.find("<", pos, end)
        if opening < 0:
            break
        following = text[opening + 1 : opening + 2]
        if following in "!?" and following:
            after = _declaration_end(text, opening, end)
            if words < opening:
                yield Words(words, opening)
            if after < 0:
                yield UnclosedComment(opening)
                return
            pos = words = after
            continue
        name = _NAME.match(text, opening + (2 if following == "/" else 1), end)
        after = quotes.tag_end(name.end()) if name else -1
        if name is None or after < 0:
            pos = opening + 1
            continue
        if words < opening:
            yield Words(words, opening)
        tag = _tag(text, name, opening, after, closing=following == "/")
        yield tag
        pos = words = after
        if tag.name in RAW and not tag.closing:
            closer = re.compile(rf"</{tag.name}\b", re.I).search(text, after, end)
            pos = words = closer.start() if closer else end
            if pos > after and tag.name == "textarea":
                yield Words(after, pos)
    if words < end:
        yield Words(words, end)


class _Quotes:
    """Finds where tags end; remembers that no quotation mark follows, so that nothing is searched twice."""

    def __init__(self, text: str, end: int) -> None:
        self.text, self.end = text, end
        self.last = {mark: text.rfind(mark, 0, end) for mark in "\"'>"}

    def tag_end(self, pos: int) -> int:
        """The position after the ">" that closes a tag, or -1."""
        if self.last[">"] < pos:
            return -1
        while found := _ATTRIBUTE_END.search(self.text, pos, self.end):
            mark = found[0]
            if mark == ">":
                return found.end()
            quoted = self.text[found.start() - 1 : found.start()] in ("=", " ", "\t", "\n", "\r")
            if quoted and self.last[mark] > found.start():
                pos = self.text.find(mark, found.end(), self.end) + 1
            else:
                pos = found.end()
        return -1


def _declaration_end(text: str, opening: int, end: int) -> int:
    if text.startswith("<!--", opening):
        if text.startswith((">", "->"), opening + 4):
            return text.index(">", opening) + 1
        closing = text.find("-->", opening + 4, end)
        return closing + 3 if closing >= 0 else -1
    closing = text.find(">", opening, end)
    return closing + 1 if closing >= 0 else end


def _tag(text: str, name: re.Match[str], opening: int, after: int, closing: bool) -> Tag:
    if closing or name.end() >= after - 1:
        return Tag(name[0].lower(), opening, closing)
    attributes: dict[str, str] = {}
    places: dict[str, int] = {}
    for match in _ATTRIBUTE.finditer(text, name.end(), after - 1):
        key = match[1].lower()
        group = match.lastindex or 1
        if key not in attributes:
            attributes[key] = html.unescape(match[group]) if group > 1 else ""
            places[key] = match.start(group)
    return Tag(name[0].lower(), opening, closing, attributes, places)
