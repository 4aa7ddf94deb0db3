"""Says in plain words, and at the right place, in what a plan in YAML or JSON departs from the schema of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel, ValidationError

from agreementlint.errors import Fault
from agreementlint.plan import DataPlan
from agreementlint.readers.passage import Source
from agreementlint.readers.yaml_tree import Mapping, Node, Scalar, Sequence, fault_at
from agreementlint.suggestion import nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def plan_faults(path: str, source: Source, tree: Node, error: ValidationError) -> tuple[Fault, ...]:
    """Every mistake once, in the order of the file."""
    faults: dict[tuple[int, str], Fault] = {}
    meant: set[tuple[int, str]] = set()  # keys that are missing only because they are misspelt
    missing: list[tuple[int, str, str]] = []
    for detail in error.errors(include_url=False):
        found = _Found(tree)
        if not found.follow(detail):
            continue
        if detail["type"] == "extra_forbidden":
            meant.add((found.holder, nearest_key(found.around, found.last)))
        if detail["type"] == "missing":
            missing.append((found.holder, found.last, found.message(detail)))
            continue
        offset, message = found.place, found.message(detail)
        faults.setdefault((offset, message), fault_at(path, source, offset, message))
    for offset, key, message in missing:
        if (offset, key) not in meant:
            faults.setdefault((offset, message), fault_at(path, source, offset, message))
    if not faults:
        return (fault_at(path, source, tree.start, "this does not follow the schema of a data-handling plan"),)
    return tuple(faults[key] for key in sorted(faults))


class _Found:
    """The node of the tree that an error of the schema is about."""

    def __init__(self, tree: Node) -> None:
        self.node = tree
        self.key: Scalar | None = None
        self.last = ""
        self.subject = ""
        self.holder = tree.start  # where the mapping begins that the key is in
        self.wrong_key = False
        self.models: list[type[BaseModel]] = [DataPlan]
        self.around = self.models

    def follow(self, detail: ErrorDetails) -> bool:
        """Goes down to the node; False if the error is of a form that the author did not choose.

        Where the schema allows words or keys, an error arises for each; the one for keys counts
        only where there are keys, and the other only where there are none.
        """
        self.wrong_key = detail["type"] == "extra_forbidden"
        for token in detail["loc"]:
            node = self.node
            if isinstance(node, Sequence) and isinstance(token, int) and token < len(node.items):
                self.node = node.items[token]
                self.subject = f'entry {token + 1} of "{self.last}"'
            elif isinstance(node, Mapping) and isinstance(token, str) and token in node.entries:
                self.key, self.node = node.entries[token]
                self.around, self.models = self.models, _models_in(_annotation(self.models, token))
                self.last, self.subject, self.holder = token, f'"{token}"', node.start
            elif isinstance(token, str) and any(model.__name__ == token for model in self.models):
                if not isinstance(node, Mapping):
                    return False
            elif detail["type"] == "missing":
                self.last, self.holder = str(token), node.start
            elif isinstance(token, str) and self.models and isinstance(node, Mapping):
                return False
        filled = isinstance(self.node, Sequence) and bool(self.node.items)
        return not (filled and detail["type"] == "too_short")  # its entries are wrong, and say so themselves

    @property
    def place(self) -> int:
        """Where the mistake is: at the key for a wrong key, else at the value (at the key if there is no value)."""
        if self.wrong_key and self.key is not None:
            return self.key.start
        valueless = isinstance(self.node, Scalar) and self.node.start == self.node.end
        if self.key is not None and valueless:
            return self.key.start
        return self.node.start

    def message(self, detail: ErrorDetails) -> str:
        match detail["type"]:
            case "missing":
                return f'"{self.last}" is missing here: {_description(self.models, self.last)}'
            case "extra_forbidden":
                near = nearest_key(self.around, self.last)
                return f'there is no key "{self.last}" here' + (f'; did you mean "{near}"?' if near else "")
            case _ if isinstance(self.node, Scalar) and self.node.is_null:
                return f"{self.subject} has no value"
            case "string_too_short" | "too_short":
                return f"{self.subject} is empty"
            case "string_type":
                return f"{self.subject} must be a text, not {_form(self.node)}"
            case "tuple_type" | "list_type":
                return f"{self.subject} must be a list, not {_form(self.node)}"
            case "model_type" | "model_attributes_type":
                return f"{self.subject} must hold keys of its own, not {_form(self.node)}"
            case "literal_error":
                return f"{self.subject} must be {detail.get('ctx', {}).get('expected', 'another word')}"
            case "string_pattern_mismatch":
                return f'{self.subject} is a number without a unit; write for instance "3 years"'
            case _:
                return f"{self.subject}: {detail['msg'].lower()}"


def _form(node: Node) -> str:
    match node:
        case Scalar():
            return "a text"
        case Sequence():
            return "a list"
        case Mapping():
            return "keys with values"


def _annotation(models: list[type[BaseModel]], key: str) -> object:
    for model in models:
        if key in model.model_fields:
            return model.model_fields[key].annotation
    return None


def _description(models: list[type[BaseModel]], key: str) -> str:
    for model in models:
        if key in model.model_fields:
            return (model.model_fields[key].description or "").lower()
    return ""


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)]


def nearest_key(models: list[type[BaseModel]], key: str) -> str:
    """The key that was probably meant, or an empty string."""
    known = [name for model in models for name in model.model_fields]
    return nearest(key.lower().replace("-", "_").replace(" ", "_"), known)
