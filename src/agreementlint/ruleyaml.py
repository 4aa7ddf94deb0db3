"""The YAML of rule files as plain values: read by the parser in C, its version settled once and for all."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Protocol

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

# A scalar without quotes that begins with one of these may be something else than a text.
_NO_TEXT = frozenset("-+.0123456789~nNtTfF=<")
_LETTERS = frozenset("nNtTfF")
_NO_TEXTS = frozenset({"null", "true", "false"})  # all that one that begins with a letter may be, in capitals or not
_TEXT = "tag:yaml.org,2002:str"
_WORDS = {"": None, "true": True, "false": False}


class _Settled(VersionedResolver):
    """Takes everything for YAML 1.2; to find out for each scalar anew takes as long as half of the reading."""

    @property
    def processing_version(self) -> tuple[int, int]:
        return 1, 2


class _Plain(SafeConstructor):
    """Leaves a date as the text that it is; a day that there is not would make the reader raise no YAMLError."""


_Plain.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


class _NotPlainError(Exception):
    """What rule files hardly ever have: an anchor, a tag, a number with a point, a key twice, a second document."""


def yaml_reader() -> YAML:
    """A reader whose `load` gives the plain values of a text and raises YAMLError."""
    reader = YAML(typ="safe", pure=False)
    reader.Resolver = _Settled
    reader.Constructor = _Plain
    return reader


def plain_values(text: str) -> object:
    """The plain values of a text: what `load` of a reader gives, in a third of the time. Raises YAMLError."""
    try:
        return _Building(_parser()(text).get_event).document()
    except (YAMLError, _NotPlainError):
        found: object = yaml_reader().load(text)  # what is rare, and what is wrong, is left to who knows all of YAML
        return found


class _Events(Protocol):
    def get_event(self) -> Event: ...


@cache
def _parser() -> Callable[[str], _Events]:
    """What reads a text; to make a whole reader for each file takes longer than most files."""
    found: Callable[[str], _Events] = yaml_reader().Parser
    return found


class _Building:
    """Makes plain values of the events of a parser."""

    __slots__ = ("_next", "_resolver")

    def __init__(self, following: Callable[[], Event]) -> None:
        self._next = following
        self._resolver = _Settled()

    def document(self) -> object:
        self._next()  # the stream begins
        if type(self._next()) is StreamEndEvent:
            return None
        found = self._value(self._next())
        self._next()  # the document ends
        if type(self._next()) is not StreamEndEvent:
            raise _NotPlainError
        return found

    def _value(self, event: Event) -> object:
        if type(event) is ScalarEvent:
            return self._scalar(event)
        if type(event) is SequenceStartEvent and event.tag is None and event.anchor is None:
            return self._list()
        if type(event) is MappingStartEvent and event.tag is None and event.anchor is None:
            return self._mapping()
        raise _NotPlainError

    def _list(self) -> list[object]:
        found: list[object] = []
        following, scalar = self._next, self._scalar
        event = following()
        while type(event) is not SequenceEndEvent:
            found.append(scalar(event) if type(event) is ScalarEvent else self._value(event))
            event = following()
        return found

    def _mapping(self) -> dict[object, object]:
        found: dict[object, object] = {}
        following, scalar = self._next, self._scalar
        event = following()
        while type(event) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                raise _NotPlainError
            key = scalar(event)
            if key in found:
                raise _NotPlainError
            event = following()
            found[key] = scalar(event) if type(event) is ScalarEvent else self._value(event)
            event = following()
        return found

    def _scalar(self, event: ScalarEvent) -> str | int | bool | None:
        text: str = event.value
        if event.tag is not None or event.anchor is not None:
            raise _NotPlainError
        if not event.implicit[0] or (text and text[0] not in _NO_TEXT):
            return text
        if text[:1] in _LETTERS and text.lower() not in _NO_TEXTS:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text.isascii() and text.isdigit() and (text[0] != "0" or text == "0"):
            return int(text)
        if self._resolver.resolve(ScalarNode, text, (True, False)) == _TEXT:
            return text
        raise _NotPlainError
