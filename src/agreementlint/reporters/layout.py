"""Rows of styled words, wrapped to a width and painted as plain text or in colour."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from io import StringIO
from typing import Final, TypeVar

from agreementlint.reporters.presentation import Presentation
from agreementlint.values import dataclass

LONGEST_QUOTE = 200
_LEAST_ROOM: Final = 20  # columns; a narrower page is not written for

Part = TypeVar("Part")


class Style(StrEnum):
    """How words are set, in the style names of rich."""

    PLAIN = ""
    TITLE = "bold"
    NAME = "bold cyan"
    DIM = "dim"
    ERROR = "bold red"
    WARNING = "bold yellow"
    INFO = "bold blue"
    FINE = "green"
    QUOTED = "italic"


@dataclass(frozen=True, slots=True)
class Words:
    """Text in one style."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph; every line starts at `indent`, those after the first under the words after the marker.

    A `bar` is a marker that stands before every line. What is `set_as_is` is one line, blanks and all.
    """

    words: tuple[Words, ...] = ()
    indent: int = 0
    marker: Words | None = None
    bar: bool = False
    set_as_is: bool = False


BLANK = Row()


def row(*words: Words | str, indent: int = 0, marker: Words | None = None) -> Row:
    return Row(tuple(Words(part) if isinstance(part, str) else part for part in words), indent, marker)


def barred(text: str, indent: int) -> Row:
    """Text to copy, with a bar at its left."""
    return Row((Words(text),), indent, Words("│", Style.DIM), bar=True)


def as_it_stands(text: str) -> Row:
    """A line of a file, or a mark under a column of it: neither may be wrapped."""
    return Row((Words(text),), set_as_is=True)


def rule_off(width: int) -> Row:
    return row(Words("─" * width, Style.DIM))


def quoted(text: str, longest: int = LONGEST_QUOTE) -> Words:
    return Words(f"“{shortened(text, longest)}”", Style.QUOTED)


def shortened(text: str, longest: int) -> str:
    """The text on one line, its middle left out where it is longer than `longest`."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    head, tail = text[: longest * 3 // 5], text[-(longest * 2 // 5) :]
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"


def paint(rows: Iterable[Row], presentation: Presentation) -> str:
    if presentation.colour:
        return _in_colour([line for each in rows for line in _styled(each, presentation.width)])
    return "".join([f"{line.rstrip()}\n" for each in rows for line in _plain(each, presentation.width)])


def _in_colour(lines: Sequence[Sequence[Words]]) -> str:
    from rich.console import Console
    from rich.text import Text

    page = StringIO()
    console = Console(file=page, force_terminal=True, highlight=False, markup=False, emoji=False)
    for line in lines:
        console.print(Text.assemble(*((part.text, part.style.value) for part in line)), soft_wrap=True)
    return page.getvalue()


def _plain(each: Row, width: int) -> Iterator[str]:
    """The lines of a row without its styles, which take most of the time that there is to a long report."""
    if each.set_as_is:
        yield "".join([harmless(part.text) for part in each.words])
        return
    marker = f"{each.marker.text} " if each.marker else ""
    hang = each.indent + columns_of(marker)
    text = "".join([harmless(part.text) or " " for part in each.words])
    words = text.split()
    begin = " " * each.indent + marker
    for line in _filled(words, map(len if text.isascii() else columns_of, words), width - hang):
        yield begin + " ".join(line)
        begin = begin if each.bar else " " * hang


def _styled(each: Row, width: int) -> Iterator[list[Words]]:
    if each.set_as_is:
        yield [Words(harmless(part.text), part.style) for part in each.words]
        return
    marker = [Words(each.marker.text, each.marker.style), Words(" ")] if each.marker else []
    hang = each.indent + sum(columns_of(part.text) for part in marker)
    words = _unbroken(each.words)
    begin = [Words(" " * each.indent), *marker]
    for line in _filled(words, (sum(columns_of(part.text) for part in word) for word in words), width - hang):
        parts = begin.copy()
        for number, word in enumerate(line):
            if number:
                parts.append(Words(" ", word[0].style if word[0].style is parts[-1].style else Style.PLAIN))
            parts += word
        yield parts
        begin = begin if each.bar else [Words(" " * hang)]


def _filled(words: Sequence[Part], lengths: Iterable[int], room: int) -> Iterator[Sequence[Part]]:
    """The words of each line, as many as there is room for, and at least one."""
    start, used, room = 0, -1, max(room, _LEAST_ROOM)
    for number, length in enumerate(lengths):
        used += 1 + length
        if used > room and number > start:
            yield words[start:number]
            start, used = number, length
    yield words[start:]


def _unbroken(words: tuple[Words, ...]) -> list[list[Words]]:
    """The words of a row, each of one or more parts where the style changes inside it."""
    found: list[list[Words]] = []
    joined = False
    for part in words:
        text = harmless(part.text)
        if text[:1].isspace():
            joined = False
        for piece in text.split():
            if joined:
                found[-1].append(Words(piece, part.style))
            else:
                found.append([Words(piece, part.style)])
            joined = False
        joined = bool(text) and not text[-1].isspace() and bool(found)
    return found


def harmless(text: str) -> str:
    """The text without what would steer a terminal: escape sequences and marks that turn its direction."""
    if text.isprintable():
        return text
    return "".join(each for each in text if each.isspace() or unicodedata.category(each) not in ("Cc", "Cf"))


def columns_of(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
