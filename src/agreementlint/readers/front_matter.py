"""The YAML at the head of a Markdown file: what it says of the document itself, typed and checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from agreementlint.errors import BadConfiguration, Fault
from agreementlint.latepattern import LatePattern
from agreementlint.readers.passage import Source
from agreementlint.readers.yaml_tree import Mapping, Node, Scalar, fault_at, yaml_tree
from agreementlint.suggestion import nearest
from agreementlint.terms import Kind
from agreementlint.values import dataclass

_LINE = LatePattern(r"\s*$|\s+\S|#|-\s|[\w][\w .-]*:(?:\s|$)")
_OURS = LatePattern(r"(?:kind|engagement)[ \t]*:")
_KEYS: Final = ("kind", "engagement")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter says: the document's kind, and the name of the engagement that it belongs to."""

    lines: int = 0  # how many there are, the fences included
    kind: Kind | None = None
    engagement: str = ""
    notes: tuple[str, ...] = ()


def front_matter_lines(lines: Sequence[str]) -> int:
    """How many lines at the start are YAML front matter, fences included; 0 where there is none."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            return number + 1 if number > 1 else 0
        if not _LINE.match(line):
            return 0
    return 0


def read_front_matter(path: str, source: Source) -> FrontMatter:
    """What the front matter of a file says; keys that are not ours are left to whom they are for.

    Raises BadConfiguration, with the place, where `kind` is no kind or `engagement` no name.
    """
    lines = [line.text for line in source.lines]
    count = front_matter_lines(lines)
    if not any(line.lstrip().startswith(_KEYS) for line in lines[:count]):
        return FrontMatter(count)
    fenced = Source(source.text[: source.starts[count - 1]])
    try:
        tree = yaml_tree(path, fenced)
    except BadConfiguration:
        if any(_OURS.match(line) for line in lines[:count]):
            raise
        return FrontMatter(count, notes=("the front matter is not sound YAML; it was left out",))
    if not isinstance(tree, Mapping):
        return FrontMatter(count)
    faults: list[Fault] = []
    found = {key: tree.entries[key] for key in _KEYS if key in tree.entries}
    kind = _kind(path, fenced, *found["kind"], faults) if "kind" in found else None
    engagement = ""
    if "engagement" in found:
        key, node = found["engagement"]
        engagement = _word(node)
        if not engagement:
            message = '"engagement" must be the name of the engagement, for instance "Meridian 2026"'
            faults.append(fault_at(path, fenced, _place(node, key.start), message))
    if faults:
        raise BadConfiguration(*faults)
    return FrontMatter(count, kind, engagement)


def _word(node: Node) -> str:
    return " ".join(node.value.split()) if isinstance(node, Scalar) and not node.is_null else ""


def _kind(path: str, source: Source, key: Scalar, node: Node, faults: list[Fault]) -> Kind | None:
    words = _word(node).lower().replace("-", "_").replace(" ", "_")
    kinds = {kind.value: kind for kind in Kind}
    if words in kinds:
        return kinds[words]
    near = nearest(words, kinds)
    known = f'did you mean "{near}"?' if near else f"the kinds are {', '.join(kinds)}"
    place = _place(node, key.start)
    said = f'there is no kind "{_word(node)}"' if words else '"kind" must be one word'
    faults.append(fault_at(path, source, place, f"{said}; {known}"))
    return None


def _place(node: Node, otherwise: int) -> int:
    return otherwise if isinstance(node, Scalar) and node.start == node.end else node.start
