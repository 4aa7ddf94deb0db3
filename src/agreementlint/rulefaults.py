"""Says where in a rule file a mistake is, and what was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.errors import Fault

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails
    from ruamel.yaml.error import YAMLError


def syntax_fault(path: Path, text: str, error: YAMLError) -> Fault:
    """A file that is no YAML."""
    from ruamel.yaml.error import MarkedYAMLError

    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Fault(str(path), 1, 1, f"not YAML: {error}")
    mark = error.problem_mark
    return Fault(str(path), mark.line + 1, mark.column + 1, f"not YAML: {error.problem}", _line(text, mark.line))


def faults_of(path: Path, text: str, error: ValidationError) -> Iterator[Fault]:
    """Every mistake in a file that is YAML but no rule or lexicon, with line and column."""
    from ruamel.yaml import YAML

    tree = YAML(typ="rt").load(StringIO(text))  # slow, with places; only a broken file is read like this
    seen = set()
    for item in error.errors():
        line, column = _place(tree, item["loc"])
        message = _message(item)
        if (line, column, message) not in seen:
            seen.add((line, column, message))
            yield Fault(str(path), line + 1, column + 1, message, _line(text, line))


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number] if number < len(lines) else ""


def _place(tree: object, loc: tuple[int | str, ...]) -> tuple[int, int]:
    """Line and column from 0 of the deepest part of `loc` that is in the file (tags of a union are not)."""
    line, column = 0, 0
    node = tree
    for part in loc:
        marks = getattr(node, "lc", None)
        if isinstance(node, dict) and part in node:
            if marks is not None and marks.data and part in marks.data:
                line, column = marks.key(part)
            node = node[part]
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            if marks is not None and marks.data and part in marks.data:
                line, column = marks.item(part)
            node = node[part]
    return line, column


def _message(item: ErrorDetails) -> str:
    key = str(item["loc"][-1]) if item["loc"] else ""
    match item["type"]:
        case "extra_forbidden":
            return f"unknown key {key!r}{_meant(key, _keys())}"
        case "missing":
            return f"the key {key!r} is missing"
        case "value_error":
            return f"{key}: {item['msg'].removeprefix('Value error, ')}"
        case _:
            value = item.get("input")
            shown = f", not {value!r}" if isinstance(value, str | int | float) else ""
            return f"{key}: {item['msg'][:1].lower()}{item['msg'][1:]}{shown}"


def _keys() -> list[str]:
    from agreementlint import rulefile

    models = (
        rulefile.RuleModel, rulefile.StatesModel, rulefile.CasesModel, rulefile.CaseModel, rulefile.AuthorityModel,
        rulefile.ConceptModel, rulefile.AnyCheck, rulefile.CodeModel,
    )  # fmt: skip
    return [field.alias or name for model in models for name, field in model.model_fields.items()]


def _meant(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, 1)
    return f"; did you mean {close[0]!r}?" if close else ""
