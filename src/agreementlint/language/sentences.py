"""Sentences: where one ends and the next begins inside a block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from agreementlint.latepattern import LatePattern

_CLAUSE_LABEL = LatePattern(r"(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)])\s*$", re.IGNORECASE)
_ANSWER = LatePattern(r"((?:No|Yes|Never|None|Nobody|Nothing|Always)[.!])\s+(?=\S)")
_SEMICOLON = LatePattern(r";\s+")
_CLAUSE_WORDS = 5
_MARK = LatePattern(r"(?<![\w(])\((?:[a-h]|i{1,3}|iv|vi{0,3}|\d)\)\s+", re.IGNORECASE)
_OPENS = LatePattern(r"\((?:a|i|1)\)", re.IGNORECASE)  # the first item of a list
# "Before acting on (b) or (c)" refers to items and opens none.
_REFERRED = LatePattern(
    r"\b(?:on|in|under|to|of|by|with|from|per|either|both|item|items|point|points|paragraph|clause|section|sub-?paragraph)s? "
    r"(?:\(\w{1,4}\)(?:, | and | or |, and |, or | to ))*\Z",
    re.IGNORECASE,
)


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]` as offsets into `text`, trimmed of white space."""
    from nupunkt import sent_spans

    answer = _ANSWER.match(text, start, end)
    if answer is not None:
        yield answer.start(), answer.end(1)
        start = answer.end()
    block = text[start:end]
    if len(block) < 40 and not re.search(r"[.?!]\s", block):
        yield from _trimmed(text, start, end)
        return
    begin = start
    for _, last in sent_spans(block):
        finish = start + last
        # "1." and "(a)." are labels, not sentences: they go with what follows.
        if finish < end and _CLAUSE_LABEL.fullmatch(text[begin:finish].strip()):
            continue
        yield from _answered(text, begin, finish)
        begin = finish
    if begin < end:
        yield from _answered(text, begin, end)


def _answered(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, without the "No." that answers the question before it, which would deny what it says."""
    for first, last in _trimmed(text, start, end):
        answer = _ANSWER.match(text, first, last)
        if answer is not None and text[:first].rstrip(" *_").endswith("?"):
            yield answer.start(), answer.end(1)
            first = answer.end()
        yield first, last


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def inline_items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of a list written in one sentence ("except: (a) …; (b) …"), the lead-in first; [] if there is none."""
    if text.find("(", start, end) < 0:
        return []
    found = _MARK.finditer(text, start, end)
    marks = [mark for mark in found if _OPENS.match(mark[0]) or not _REFERRED.search(text, start, mark.start())]
    if len(marks) < 2:
        return []
    cuts = [start, *(mark.start() for mark in marks), end]
    return [piece for first, last in pairwise(cuts) for piece in _trimmed(text, first, last)]


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a sentence that semicolons divide, where each could stand by itself; else the whole sentence."""
    if text.find(";", start, end) < 0:
        return [(start, end)]
    cuts = [start, *(match.end() for match in _SEMICOLON.finditer(text, start, end)), end]
    pieces = [piece for first, last in pairwise(cuts) for piece in _trimmed(text, first, last)]
    if len(pieces) < 2 or any(len(text[first:last].split()) < _CLAUSE_WORDS for first, last in pieces):
        return [(start, end)]
    return pieces
