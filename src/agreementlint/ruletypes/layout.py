"""Where in the text of a YAML file its keys, items and words stand."""

from __future__ import annotations

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from agreementlint.ruleyaml import yaml_reader
from agreementlint.values import dataclass

Step = str | int
Place = tuple[Step, ...]  # the keys and numbers that lead to a part of a file: ("check", "any", 2)


@dataclass(frozen=True, slots=True)
class _Found:
    """The deepest node on the way to a place that the file has, and the key that it stands under."""

    node: Node
    key: Node | None


class Layout:
    """A file's text and the places of everything in it; line and column count from 1."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._text = text
        self._tree: Node | None = None
        self._composed = False

    def line(self, number: int) -> str:
        """A line by its number, "" behind the last one."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def find(self, place: Place, word: str = "", at_key: bool = False) -> tuple[int, int]:
        """Line and column of a place, of its key, or of a word in its value; of what is around where it is not there."""
        found = self._follow(place)
        if found is None:
            return 1, 1
        plain = isinstance(found.node, ScalarNode) and found.node.start_mark != found.node.end_mark
        if found.key is not None and (at_key or not plain):
            return found.key.start_mark.line + 1, found.key.start_mark.column + 1
        mark = found.node.start_mark
        if word:
            for number in range(mark.line, min(found.node.end_mark.line + 1, len(self._lines))):
                column = self._lines[number].find(word, mark.column if number == mark.line else 0)
                if column >= 0:
                    return number + 1, column + 1
        return mark.line + 1, mark.column + 1

    def _follow(self, place: Place) -> _Found | None:
        if not self._composed:
            self._composed = True
            try:
                self._tree = yaml_reader().compose(self._text)
            except YAMLError:
                self._tree = None
        if self._tree is None:
            return None
        found = _Found(self._tree, None)
        for step in place:
            node = found.node
            if isinstance(node, MappingNode):
                pair = next(((key, value) for key, value in node.value if key.value == str(step)), None)
                if pair is None:
                    break
                found = _Found(pair[1], pair[0])
            elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = _Found(node.value[step], None)
            else:
                break
        return found
