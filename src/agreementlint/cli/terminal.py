"""Where output goes: a terminal with colours, a pipe with plain text, a stream that cannot print every character."""

from __future__ import annotations

import os
import sys
import unicodedata
from enum import StrEnum
from io import TextIOWrapper

from agreementlint.reporters.presentation import Detail, Presentation

_WIDEST, _NARROWEST = 110, 40

# For an encoding that cannot print them; everything else loses its accent or becomes a question mark.
_IN_ASCII = str.maketrans(
    {
        "“": '"', "”": '"', "‘": "'", "’": "'", "«": '"', "»": '"', "„": '"',
        "…": "...", "–": "-", "—": "-", "−": "-", "‑": "-", "─": "-", "│": "|", "•": "*", "·": "-",
        "✓": "+", "✗": "x", "×": "x", "→": "->", "≤": "<=", "≥": ">=", "€": "EUR", "£": "GBP",
        "\N{NO-BREAK SPACE}": " ",
    }
)  # fmt: skip


class Colour(StrEnum):
    """When to write in colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def page(detail: Detail = Detail.NORMAL, colour: Colour = Colour.AUTO) -> Presentation:
    """How to write on standard output: in colour and as wide as a terminal, or plain and 100 wide."""
    terminal = sys.stdout.isatty()
    wanted = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    coloured = wanted if colour is Colour.AUTO else colour is Colour.ALWAYS
    if not terminal:
        return Presentation(colour=coloured, detail=detail)
    return Presentation(max(_NARROWEST, min(_terminal_columns(), _WIDEST)), coloured, detail)


def say(text: str) -> None:
    """Write text for people to standard output, in whatever characters it can print."""
    _write(printable(text, sys.stdout.encoding))


def deliver(text: str) -> None:
    """Write text for machines to standard output: UTF-8 and line feeds, whatever the machine's habits."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.flush()
        # The escape of a lone surrogate (a file name that is not UTF-8) is the very one that JSON has for it.
        _write_bytes(sys.stdout, text.encode("utf-8", errors="backslashreplace"))
    else:
        _write(text)


def complain(message: str) -> None:
    """One message for people on standard error."""
    print(printable(f"agreementlint: {message}", sys.stderr.encoding), file=sys.stderr)


def printable(text: str, encoding: str | None) -> str:
    """The text as an encoding can print it: unchanged where it can, else with plain stand-ins."""
    encoding = encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_printable_character(character, encoding) for character in text)
    return text


def _printable_character(character: str, encoding: str) -> str:
    for candidate in (character, character.translate(_IN_ASCII), unicodedata.normalize("NFKD", character)[0]):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    return "?"


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _close_quietly()


def _write_bytes(stream: TextIOWrapper, data: bytes) -> None:
    try:
        stream.buffer.write(data)
        stream.buffer.flush()
    except BrokenPipeError:
        _close_quietly()


def _close_quietly() -> None:
    """The reader has gone (`| head`); what is still in the buffer must not raise again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _terminal_columns() -> int:
    """As COLUMNS says, else as the terminal does."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return _WIDEST
