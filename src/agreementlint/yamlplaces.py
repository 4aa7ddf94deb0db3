"""Where in a YAML file that people write each key and item stands, and what they may have meant by it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.errors import Fault

if TYPE_CHECKING:
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.nodes import Node


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


def meant(word: str, known: Iterable[str]) -> str:
    """What was probably meant by a word, to be put behind a message; nothing where none comes near."""
    near = difflib.get_close_matches(word, sorted(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


class Places:
    """Where in a file each key and item stands."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text

    def fault(self, place: tuple[str | int, ...], message: str, *, key: bool = False) -> Fault:
        """A fault at the deepest value that the keys and numbers lead to, or with `key` at its key.

        Steps that are not in the file (the tags of a union, a key that is missing) are passed over.
        """
        from agreementlint.ruleyaml import yaml_reader

        node: Node | None = yaml_reader().compose(self._text)
        mark = node.start_mark if node is not None else None
        for step in place:
            found = _child(node, step)
            if found is not None:
                name, node = found
                mark = name.start_mark if key else node.start_mark
        line, column = (mark.line, mark.column) if mark is not None else (0, 0)
        lines = self._text.splitlines()
        return Fault(str(self._path), line + 1, column + 1, message, lines[line] if line < len(lines) else "")


def _child(node: Node | None, step: str | int) -> tuple[Node, Node] | None:
    """The key and the value of a step; of an item in a list the item is both."""
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    match node, step:
        case MappingNode(), str():
            return next(((key, value) for key, value in node.value if key.value == step), None)
        case SequenceNode(), int() if step < len(node.value):
            return node.value[step], node.value[step]
    return None
