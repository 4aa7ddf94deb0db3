"""A YAML file as a tree in which every key and value knows its place; no type is guessed, no tag obeyed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from agreementlint.errors import BadConfiguration, Fault
from agreementlint.readers.limits import LIMITS
from agreementlint.readers.passage import Source
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from ruamel.yaml.events import Event

_NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A key or value: what it means, and its range in the file, quotation marks and all."""

    value: str
    start: int
    end: int
    style: str  # "" for a plain one, else ' " | >

    @property
    def is_null(self) -> bool:
        return not self.style and self.value in _NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    start: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    start: int
    entries: dict[str, tuple[Scalar, Node]]


Node = Scalar | Sequence | Mapping
Plain = str | None | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    """The node as nested dictionaries, lists, strings and None."""
    match node:
        case Scalar():
            return None if node.is_null else node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key: plain(value) for key, (_, value) in node.entries.items()}


def yaml_tree(path: str, source: Source) -> Node | None:
    """The tree of the file's one document, or None if it holds none; BadConfiguration if it is no sound YAML."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return _Growing(path, source).grow(YAML(typ="safe").parse(source.text))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        problem = f"this is not sound YAML: {error.problem}"
        raise BadConfiguration(fault_at(path, source, mark.index if mark is not None else 0, problem)) from error
    except YAMLError as error:
        raise BadConfiguration(Fault(path, 1, 1, f"this is not sound YAML: {error}")) from error
    except RecursionError as error:
        raise BadConfiguration(Fault(path, 1, 1, "the values are nested too deeply")) from error


def fault_at(path: str, source: Source, offset: int, message: str) -> Fault:
    place = source.place(min(offset, len(source.text)))
    return Fault(path, place.line, place.column, message, source.lines[place.line - 1].text)


class _Growing:
    """Builds the tree from the parser's events; repeated keys, aliases and tags are faults."""

    def __init__(self, path: str, source: Source) -> None:
        self.path, self.source = path, source
        self.faults: list[Fault] = []
        self.nodes = 0

    def grow(self, events: Iterator[Event]) -> Node | None:
        from ruamel.yaml.events import DocumentStartEvent

        roots: list[Node] = []
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if roots:
                    self._fault(event, "a plan is one YAML document; a second one begins here")
                    break
                roots.append(self._node(next(events), events, 0))
        if self.faults:
            raise BadConfiguration(*self.faults)
        return roots[0] if roots else None

    def _fault(self, event: Event, message: str) -> None:
        self.faults.append(fault_at(self.path, self.source, event.start_mark.index, message))

    def _node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        from ruamel.yaml.events import AliasEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

        self.nodes += 1
        if self.nodes > LIMITS.plan_nodes or depth > LIMITS.plan_depth:
            self._fault(event, "the file holds too many values" if depth <= LIMITS.plan_depth else "nested too deeply")
            raise BadConfiguration(*self.faults)
        start = event.start_mark.index
        if isinstance(event, AliasEvent):
            self._fault(event, "references (*) are not supported in a plan; write the value out")
            return Scalar("", start, start, "")
        if isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent)):
            if event.anchor is not None:
                self._fault(event, "names for values (&) are not supported in a plan")
            if event.tag is not None:
                self._fault(event, f"tags ({event.tag}) are not supported in a plan; write the plain value")
        if isinstance(event, ScalarEvent):
            return Scalar(event.value, start, event.end_mark.index, event.style or "")
        if isinstance(event, SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(event := next(events), SequenceEndEvent):
                items.append(self._node(event, events, depth + 1))
            return Sequence(start, tuple(items))
        if isinstance(event, MappingStartEvent):
            return self._mapping(start, events, depth)
        raise BadConfiguration(Fault(self.path, 1, 1, "this is not sound YAML"))

    def _mapping(self, start: int, events: Iterator[Event], depth: int) -> Mapping:
        from ruamel.yaml.events import MappingEndEvent

        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.faults.append(fault_at(self.path, self.source, key.start, "a key must be a word"))
            elif key.value in entries:
                first = self.source.place(entries[key.value][0].start).line
                message = f'the key "{key.value}" is already there, on line {first}'
                self.faults.append(fault_at(self.path, self.source, key.start, message))
            else:
                entries[key.value] = (key, value)
        return Mapping(start, entries)
