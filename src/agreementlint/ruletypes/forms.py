"""Says in plain words, and at the right place, in what a rule file departs from its model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from agreementlint.ruletypes.annotations import Shape, keys_at, step_into
from agreementlint.ruletypes.remarks import Remark
from agreementlint.suggestion import meant, nearest
from agreementlint.yamlplaces import Place

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_QUOTED = re.compile(r"'([^']+)'")
_PLAIN = {"string_type": "a text", "list_type": "a list", "bool_type": "true or false", "bool_parsing": "true or false"}
_PLAIN |= {"int_type": "a whole number", "int_parsing": "a whole number", "model_type": "a mapping with keys"}
_PLAIN |= {"model_attributes_type": "a mapping with keys", "dict_type": "a mapping with keys"}


def syntax_remark(path: Path, error: YAMLError) -> Remark:
    """A file that is no YAML."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Remark(path, (), f"not YAML: {' '.join(str(error).split())}", line=1)
    mark = error.problem_mark
    problem = " ".join((error.problem or "cannot be read").split())
    return Remark(path, (), f"not YAML: {problem}", line=mark.line + 1, column=mark.column + 1)


def form_remarks(path: Path, raw: object, shape: Shape, error: ValidationError) -> Iterator[Remark]:
    """Every departure once; of a value that fits none of several forms only what it is wrong with in its own."""
    details = [_Detail(raw, item) for item in error.errors(include_url=False)]
    kept = [detail for detail in details if not detail.foreign]
    meant_keys = {
        (detail.place[:-1], key)
        for detail in kept
        if detail.item["type"] == "extra_forbidden"
        if (key := nearest(str(detail.place[-1]), keys_at(shape, raw, detail.place[:-1])))
    }
    for detail in kept:
        if detail.item["type"] == "missing" and (detail.place, detail.last) in meant_keys:
            continue  # it is there, but misspelt, and that has been said
        yield _remark(path, raw, shape, detail)
    for place in dict.fromkeys(detail.place for detail in details if detail.foreign):
        if not any(detail.place[: len(place)] == place for detail in kept):
            yield Remark(path, place, f"{_called(place)}: {_sort_of(_at(raw, place))} is not what can stand here")


class _Detail:
    """An error of the model: the place in the file, and whether it speaks of a form the author did not choose."""

    def __init__(self, raw: object, item: ErrorDetails) -> None:
        self.item = item
        self.last = str(item["loc"][-1]) if item["loc"] else ""
        self.foreign = False
        place: list[str | int] = []
        node = raw
        for number, step in enumerate(item["loc"]):
            below = step_into(node, step)
            if below is not None or (isinstance(node, dict) and step in node):
                place.append(step)
                node = below
            elif isinstance(step, str) and not (item["type"] == "missing" and number == len(item["loc"]) - 1):
                self.foreign = self.foreign or _is_foreign(step, node)
        self.place: Place = tuple(place)


def _is_foreign(tag: str, node: object) -> bool:
    """Whether the arm of a union that pydantic names by a tag is one that this value does not take."""
    if tag.startswith("list["):
        return not isinstance(node, list)
    if tag[:1].isupper():
        return not isinstance(node, dict)
    if "str" in tag or tag.startswith(("literal", "enum")):
        return isinstance(node, list | dict)
    return False


def _remark(path: Path, raw: object, shape: Shape, detail: _Detail) -> Remark:
    item, place = detail.item, detail.place
    value = _at(raw, place)
    called = _called(place)
    match item["type"]:
        case "extra_forbidden":
            key = str(place[-1]) if place else detail.last
            known = keys_at(shape, raw, place[:-1])
            holder = _at(raw, place[:-1])
            if key in known and isinstance(holder, dict):
                beside = ", ".join(repr(str(other)) for other in holder if other != key)
                message = f"{key!r} cannot stand beside {beside}: put each by itself under 'all' or 'any'"
                return Remark(path, place, message, at_key=True)
            return Remark(path, place, f"unknown key {key!r}{meant(key, known) or _keys(known)}", at_key=True)
        case "missing":
            return Remark(path, place, f"the key {detail.last!r} is missing{_why_needed(detail.last)}", at_key=True)
        case "value_error":
            return Remark(path, place, f"{called}: {item['msg'].removeprefix('Value error, ')}", at_key=True)
        case "enum" | "literal_error":
            words = _QUOTED.findall(str(item.get("ctx", {}).get("expected", "")))
            hint = meant(str(value), words) or f"; it is one of {', '.join(words)}"
            return Remark(path, place, f"{called}: {_shown(value)} is none of the words that it may be{hint}")
        case "check":
            known = keys_at(shape, raw, place)
            wrong = next(iter(value), "") if isinstance(value, dict) else ""
            hint = meant(str(wrong), known) if wrong else ""
            if wrong == "code":
                hint = "; 'code' is the whole check of its rule and stands inside no other"
            return Remark(path, (*place, str(wrong)) if wrong else place, item["msg"] + hint, at_key=True)
        case "string_pattern_mismatch":
            return Remark(
                path, place, f"{called}: {_shown(value)} is not {_PATTERNS.get(_pattern(item), 'in the form')}"
            )
        case "too_short":
            return Remark(path, place, f"{called}: at least one is needed", at_key=True)
        case wanted if wanted in _PLAIN:
            quotes = ": put it in quotes" if wanted == "string_type" and isinstance(value, int | float) else ""
            return Remark(path, place, f"{called}: {_PLAIN[wanted]} is wanted, not {_sort_of(value)}{quotes}")
        case _:
            return Remark(path, place, f"{called}: {item['msg'][:1].lower()}{item['msg'][1:]}, not {_shown(value)}")


_PATTERNS = {
    r"^((not|except|any) )?[a-z][a-z0-9-]*$": "a concept's name: lower-case words with hyphens, if need be with 'not',"
    " 'except' or 'any' before it",
    r"^[a-z][a-z0-9-]*$": "a name: lower-case words with hyphens",
    r"^[a-z][a-z0-9_]*$": "a placeholder's name: lower-case words with underscores",
    r"^\d+\.\d+(\.\d+)?$": "a version such as '0.2' or '0.2.1'",
}
_NEEDED = {
    "absent": ": a document may state no such value; say whether that is 'met' or 'unmet'",
    "held": ": texts that satisfy the rule",
    "violated": ": texts that do not satisfy the rule",
    "check": ": what is looked for",
}


def _why_needed(key: str) -> str:
    return _NEEDED.get(key, "")


def _pattern(item: ErrorDetails) -> str:
    return str(item.get("ctx", {}).get("pattern", ""))


def _keys(known: list[str]) -> str:
    return f"; the keys here: {', '.join(dict.fromkeys(known))}" if known else ""


def _called(place: Place) -> str:
    """What the value at a place is called: the last key on the way to it."""
    return next((step for step in reversed(place) if isinstance(step, str)), "the file")


def _at(value: object, place: Place) -> object:
    for step in place:
        value = step_into(value, step)
    return value


def _shown(value: object) -> str:
    return repr(value) if isinstance(value, str | int | float) else _sort_of(value)


def _sort_of(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text {value!r}" if len(value) < 40 else "a text"
        case list():
            return "a list"
        case dict():
            return "a mapping with keys"
        case _:
            return f"a {type(value).__name__}"
