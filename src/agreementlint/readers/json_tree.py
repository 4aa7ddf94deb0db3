"""A JSON file as a tree in which every key and value knows its place, like that of a YAML file."""

from __future__ import annotations

import re
from typing import Final, NoReturn

from agreementlint.errors import BadConfiguration, Fault
from agreementlint.latepattern import LatePattern
from agreementlint.readers.limits import LIMITS
from agreementlint.readers.passage import Source
from agreementlint.readers.yaml_tree import Mapping, Node, Scalar, Sequence, fault_at

_SPACE = LatePattern(r"[ \t\r\n]*")
_STRING = LatePattern(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
_WORD = LatePattern(r"true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_ESCAPE = LatePattern(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_SIGNS: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def json_tree(path: str, source: Source) -> Node:
    """The tree of the file's one value; BadConfiguration, with the place, if it is no sound JSON."""
    growing = _Growing(path, source)
    node = growing.value(0)
    if growing.at < len(source.text):
        growing.stop("something follows after the end of the plan")
    if growing.faults:
        raise BadConfiguration(*growing.faults)
    return node


class _Growing:
    """Reads value after value; repeated keys are faults, whatever breaks the file ends the reading."""

    def __init__(self, path: str, source: Source) -> None:
        self.path, self.source = path, source
        self.faults: list[Fault] = []
        self.nodes = 0
        self.at = 0
        self.skip()

    def stop(self, message: str) -> NoReturn:
        raise BadConfiguration(fault_at(self.path, self.source, self.at, f"this is not sound JSON: {message}"))

    def skip(self) -> None:
        found = _SPACE.match(self.source.text, self.at)
        self.at = found.end() if found else self.at

    def takes(self, sign: str) -> bool:
        """Whether the next character is `sign`; if so, goes past it and the space after it."""
        if not self.source.text.startswith(sign, self.at):
            return False
        self.at += 1
        self.skip()
        return True

    def value(self, depth: int) -> Node:
        self.nodes += 1
        if self.nodes > LIMITS.plan_nodes or depth > LIMITS.plan_depth:
            self.stop("it holds too many values" if depth <= LIMITS.plan_depth else "the values are nested too deeply")
        start = self.at
        if self.takes("{"):
            return self.mapping(start, depth)
        if self.takes("["):
            items: list[Node] = []
            while not self.takes("]"):
                if items and not self.takes(","):
                    self.stop('a comma or "]" is missing here')
                items.append(self.value(depth + 1))
            return Sequence(start, tuple(items))
        return self.string() if self.source.text.startswith('"', start) else self.word()

    def string(self) -> Scalar:
        start = self.at
        found = _STRING.match(self.source.text, start)
        if found is None:
            self.stop("a text in quotation marks is missing or broken here")
        self.at = found.end()
        self.skip()
        return Scalar(_ESCAPE.sub(_written, found[0][1:-1]), start, found.end(), '"')

    def word(self) -> Scalar:
        start = self.at
        found = _WORD.match(self.source.text, start)
        if found is None:
            self.stop("a value is missing here; texts stand in double quotation marks")
        self.at = found.end()
        self.skip()
        return Scalar(found[0], start, found.end(), "")

    def mapping(self, start: int, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        begun = False
        while not self.takes("}"):
            if begun and not self.takes(","):
                self.stop('a comma or "}" is missing here')
            begun = True
            key = self.string()
            if not self.takes(":"):
                self.stop("a colon is missing here")
            value = self.value(depth + 1)
            if key.value in entries:
                first = self.source.place(entries[key.value][0].start).line
                message = f'the key "{key.value}" is already there, on line {first}'
                self.faults.append(fault_at(self.path, self.source, key.start, message))
            else:
                entries[key.value] = (key, value)
        return Mapping(start, entries)


def _written(escape: re.Match[str]) -> str:
    written = escape[0]
    return escaped_character(written) if len(written) > 2 else _SIGNS.get(written[1], written[1])


def escaped_character(escape: str) -> str:
    """The character of an escape in hexadecimal figures (\\u00e9, or two halves of a pair of UTF-16 units).

    Half of a pair alone stands for nothing that can be written, and becomes U+FFFD.
    """
    if len(escape) == 12:
        return chr(0x10000 + ((int(escape[2:6], 16) - 0xD800) << 10) + int(escape[8:], 16) - 0xDC00)
    code = int(escape[2:], 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)
