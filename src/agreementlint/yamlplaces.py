"""Where in the text of a YAML file that people write its keys, items and words stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.errors import Fault

if TYPE_CHECKING:
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.nodes import Node

Step = str | int
Place = tuple[Step, ...]  # the keys and numbers that lead to a part of a file: ("check", "any", 2)


def not_yaml(path: Path, text: str, error: YAMLError) -> Fault:
    """What keeps a text from being YAML, with its place."""
    from ruamel.yaml.error import MarkedYAMLError

    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    if not isinstance(error, MarkedYAMLError) or mark is None:
        return Fault(str(path), 1, 1, f"not YAML: {error}")
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    message = f"not YAML: {error.problem}; look for a bracket, quote or indentation here or in the line before"
    return Fault(str(path), mark.line + 1, mark.column + 1, message, line)


class Places:
    """A file's text and the places of everything in it; line and column count from 1."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text
        self._lines = text.splitlines()
        self._tree: Node | None = None
        self._composed = False

    def fault(self, place: Place, message: str, *, key: bool = False) -> Fault:
        """A fault at the deepest value that the keys and numbers lead to, or with `key` at its key.

        Steps that are not in the file (the tags of a union, a key that is missing) are passed over.
        """
        name, node = self._follow(place)
        at = name if key and name is not None else node
        line, column = (at.start_mark.line + 1, at.start_mark.column + 1) if at is not None else (1, 1)
        return Fault(str(self._path), line, column, message, self.line(line))

    def find(self, place: Place, word: str = "", at_key: bool = False) -> tuple[int, int]:
        """Line and column of a value, of its key where it has several parts or with `at_key`, or of a word in it."""
        from ruamel.yaml.nodes import ScalarNode

        name, node = self._follow(place)
        if node is None:
            return 1, 1
        plain = isinstance(node, ScalarNode) and node.start_mark != node.end_mark
        mark = node.start_mark if name is None or (plain and not at_key) else name.start_mark
        if word and mark is node.start_mark:
            for number in range(mark.line, min(node.end_mark.line + 1, len(self._lines))):
                column = self._lines[number].find(word, mark.column if number == mark.line else 0)
                if column >= 0:
                    return number + 1, column + 1
        return mark.line + 1, mark.column + 1

    def line(self, number: int) -> str:
        """A line by its number, "" behind the last one."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def _follow(self, place: Place) -> tuple[Node | None, Node | None]:
        """The deepest node on the way that the file has, behind the key that it stands under; an item has none."""
        from ruamel.yaml.error import YAMLError

        from agreementlint.ruleyaml import yaml_reader

        if not self._composed:
            self._composed = True
            try:
                self._tree = yaml_reader().compose(self._text)
            except YAMLError:
                self._tree = None
        name, node = None, self._tree
        for step in place:
            name, node = _child(node, step) or (name, node)
        return name, node


def _child(node: Node | None, step: Step) -> tuple[Node | None, Node] | None:
    """The key and the value of a step; an item of a list has no key."""
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    match node, step:
        case MappingNode(), _:
            return next(((key, value) for key, value in node.value if key.value == str(step)), None)
        case SequenceNode(), int() if step < len(node.value):
            return None, node.value[step]
    return None
