"""The typed door for baseline files: one finding in a line, keyed by rule, section and a hash of the words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml.error import YAMLError

from agreementlint.baseline import Debts, in_order
from agreementlint.errors import BadConfiguration, Fault
from agreementlint.fingerprint import Fingerprint
from agreementlint.ruleyaml import yaml_reader
from agreementlint.suggestion import meant
from agreementlint.terms import RuleId
from agreementlint.yamlplaces import Places, not_yaml

VERSION = 1


class _Door(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EntryModel(_Door):
    """A finding that fails no run. The command `baseline` writes it."""

    path: str = Field(description="the document, from the folder of this file")
    rule: str
    section: str = Field(default="", description="the headings above the words, outermost first, divided by ' > '")
    words: str = Field(default="", description="the hash of the words; empty where a clause is missing")
    count: int = Field(default=1, ge=1, description="how many such findings there may be")


class BaselineModel(_Door):
    """A baseline. Paths start from the folder of the file."""

    version: Literal[1]
    findings: list[EntryModel]


def read_baseline(path: Path, shown: str) -> dict[str, Debts]:
    """The debts of each document, by the whole path of it; messages name the file as `shown`.

    Raises BadConfiguration where it is no baseline, or one of another version.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadConfiguration(
            f"{shown}: there is no baseline here. To write one: agreementlint baseline write"
        ) from None
    places = Places(Path(shown), text)
    try:
        model = BaselineModel.model_validate(yaml_reader().load(text))  # every JSON is YAML, which tells places
    except YAMLError as error:
        raise BadConfiguration(not_yaml(Path(shown), text, error)) from None
    except ValidationError as error:
        raise BadConfiguration(*_misfits(places, error)) from None
    found: dict[str, dict[Fingerprint, int]] = {}
    for entry in model.findings:
        of_document = found.setdefault(str((path.parent / entry.path).resolve()), {})
        of_document[Fingerprint(RuleId(entry.rule), entry.section, entry.words)] = entry.count
    return dict(found)


def written(debts: Mapping[str, Debts]) -> str:
    """A baseline as text; `debts` by the path of each document from the folder of the file."""
    entries = in_order((path, key) for path, of_document in debts.items() for key in of_document)
    lines = []
    for path, key in entries:
        entry: dict[str, str | int] = {"path": path, "rule": key.rule, "section": key.section, "words": key.words}
        lines.append(json.dumps({**entry, "count": debts[path][key]}, ensure_ascii=False))
    inside = ",\n ".join(lines)
    return f'{{"version": {VERSION}, "findings": [\n {inside}\n]}}\n' if lines else '{"version": 1, "findings": []}\n'


def _misfits(places: Places, error: ValidationError) -> Iterator[Fault]:
    for item in error.errors():
        key = str(item["loc"][-1]) if item["loc"] else "the file"
        match item["type"]:
            case "literal_error":
                message = f"this baseline has version {item['input']!r}, and version {VERSION} is read"
                yield places.fault(item["loc"], f"{message}; write it anew: agreementlint baseline write")
            case "extra_forbidden":
                known = {**BaselineModel.model_fields, **EntryModel.model_fields}
                yield places.fault(item["loc"], f"unknown key {key!r}{meant(key, known)}", key=True)
            case _:
                said = f"{item['msg'][:1].lower()}{item['msg'][1:]}; write it anew: agreementlint baseline write"
                yield places.fault(item["loc"], f"{key}: {said}")
