"""Reads the files of a rule folder: what each is by its place, what it holds, and in what it departs from its model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from functools import cache
from pathlib import Path

from pydantic import BaseModel, TypeAdapter, ValidationError
from ruamel.yaml.error import YAMLError

from agreementlint.engine.resemblance import BadWeights, Resemblance, read_weights
from agreementlint.rulefile import ConceptModel, FactFormModel, PlaceholderModel, RuleModel
from agreementlint.ruletypes.annotations import Shape, shape_of
from agreementlint.ruletypes.forms import form_remarks, syntax_remark
from agreementlint.ruletypes.remarks import Remark
from agreementlint.ruleyaml import plain_values
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Raw:
    """A file's plain values, as they are, and what they are to be."""

    path: Path
    values: object
    shape: Shape


@dataclass(slots=True)
class Reading:
    """All files of a rule set as they were read; a file with remarks has values, and no model."""

    raws: list[Raw] = field(default_factory=list)
    rules: list[tuple[Path, RuleModel]] = field(default_factory=list)
    concepts: list[tuple[Path, int, ConceptModel]] = field(default_factory=list)
    facts: list[tuple[Path, int, FactFormModel]] = field(default_factory=list)
    placeholders: list[tuple[Path, int, PlaceholderModel]] = field(default_factory=list)
    resemblance: Resemblance = field(default_factory=Resemblance)
    remarks: list[Remark] = field(default_factory=list)
    rule_paths: list[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Door:
    """How the files of one sort are validated, and which shape that asks for."""

    validate: Callable[[object], object]
    shape: Shape


@cache
def _doors() -> dict[str, _Door]:
    doors = {"rule": _Door(RuleModel.model_validate, shape_of(RuleModel))}
    models: tuple[tuple[str, type[BaseModel]], ...] = (
        ("lexicon", ConceptModel), ("facts", FactFormModel), ("placeholders", PlaceholderModel),
    )  # fmt: skip
    for sort, model in models:
        annotation = list[model]  # type: ignore[valid-type]  # a list of a model that is known at run time only
        doors[sort] = _Door(TypeAdapter(annotation).validate_python, shape_of(annotation))
    return doors


def sort_of(path: Path) -> str:
    """Which sort of file it is, by its place: "lexicon", "facts", "placeholders" or "rule"."""
    if path.stem == "placeholders":
        return "placeholders"
    return path.parent.name if path.parent.name in ("lexicon", "facts") else "rule"


def read_files(files: Sequence[tuple[Path, bytes]]) -> Reading:
    """What the files of a rule set hold; every fault of form is among the remarks."""
    reading = Reading()
    for path, content in files:
        sort = sort_of(path)
        if path.suffix != ".tsv" and sort == "rule":
            reading.rule_paths.append(path)
        try:
            text = content.decode("utf-8-sig")
            if path.suffix == ".tsv":
                reading.resemblance = read_weights(text)
                continue
            values = plain_values(text)
        except UnicodeDecodeError as error:
            before = content[: error.start].decode("utf-8", errors="replace").split("\n")
            message = "the file is not UTF-8 from here on"
            reading.remarks.append(Remark(path, (), message, line=len(before), column=len(before[-1]) + 1))
        except BadWeights as error:
            reading.remarks.append(Remark(path, (), str(error), line=error.line))
        except YAMLError as error:
            reading.remarks.append(syntax_remark(path, error))
        except (ValueError, RecursionError) as error:  # what the reader makes of values that no file should have
            reading.remarks.append(Remark(path, (), f"not YAML: {' '.join(str(error).split())}", line=1))
        else:
            _take(reading, path, sort, values)
    return reading


def _take(reading: Reading, path: Path, sort: str, values: object) -> None:
    door = _doors()[sort]
    reading.raws.append(Raw(path, values, door.shape))
    try:
        valid = door.validate(values)
    except ValidationError as error:
        reading.remarks += form_remarks(path, values, door.shape, error)
        return
    if isinstance(valid, RuleModel):
        reading.rules.append((path, valid))
    for number, model in enumerate(valid if isinstance(valid, list) else ()):
        match model:
            case ConceptModel():
                reading.concepts.append((path, number, model))
            case FactFormModel():
                reading.facts.append((path, number, model))
            case PlaceholderModel():
                reading.placeholders.append((path, number, model))


def entries(reading: Reading, sort: str, key: str) -> Iterator[tuple[Path, int, str, dict[str, object]]]:
    """Each entry of the files of a sort by its name, also of files that are wrong in other things."""
    for raw in reading.raws:
        if sort_of(raw.path) == sort and isinstance(raw.values, list):
            for number, entry in enumerate(raw.values):
                if isinstance(entry, dict) and isinstance(entry.get(key), str):
                    yield raw.path, number, entry[key], entry
