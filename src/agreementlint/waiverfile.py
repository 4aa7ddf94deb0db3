"""The typed door for side files of waivers, for documents in which no comment can be written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from ruamel.yaml.error import YAMLError

from agreementlint.errors import BadConfiguration, Fault
from agreementlint.inline_waivers import what_is_wrong
from agreementlint.ruleyaml import yaml_reader
from agreementlint.suggestion import meant
from agreementlint.terms import RuleId
from agreementlint.waiver import Waiver
from agreementlint.yamlplaces import Places, not_yaml

Words = Annotated[str, Field(min_length=1)]


class WaiverModel(BaseModel):
    """An entry of a side file; `agreementlint waive` writes it with the section and the hash of the words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: Words
    path: Words = Field(description="the document, from the folder of this file")
    section: str = Field(default="", description="the headings above the words, outermost first, divided by ' > '")
    words: str = Field(default="", description="the hash of the words; empty where a clause is missing")
    reason: Words
    by: Words
    until: str = Field(default="", description="the last day on which it holds: 2027-01-31")


def read_waivers(
    path: Path, shown: str, current: Mapping[str, Iterable[RuleId]], mandatory: frozenset[RuleId]
) -> list[tuple[str, Waiver]]:
    """The entries of a file, each with the whole path of its document; messages name the file as `shown`.

    Raises BadConfiguration with every fault: an unknown rule or key, a document that is not there, a reason that says
    nothing, a rule that is mandatory.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise BadConfiguration(f"--waivers: {path} cannot be read. To begin one: agreementlint waive --help") from None

    def missing(entry: WaiverModel) -> str:
        document = path.parent / entry.path
        if document.exists():
            return ""
        near = meant(document.name, [each.name for each in document.parent.glob("*")])
        return f"there is no file {entry.path!r}{near}; take the entry out"

    found = waivers_in(text, shown, current, mandatory, missing)
    return [(str((path.parent / name).resolve()), waiver) for name, waiver in found]


def waivers_in(
    text: str,
    shown: str,
    current: Mapping[str, Iterable[RuleId]],
    mandatory: frozenset[RuleId],
    missing: Callable[[WaiverModel], str] = lambda _: "",
) -> list[tuple[str, Waiver]]:
    """The entries of a file with this text, each with the path of its document as it is written there.

    `missing` says why the document of an entry cannot be, if it cannot. Raises BadConfiguration with every fault.
    """
    places = Places(Path(shown), text)
    try:
        entries = TypeAdapter(list[WaiverModel]).validate_python(yaml_reader().load(text) or [])
    except YAMLError as error:
        raise BadConfiguration(not_yaml(Path(shown), text, error)) from None
    except ValidationError as error:
        raise BadConfiguration(*_misfits(places, error)) from None
    faults: list[Fault] = []
    found = []
    for number, entry in enumerate(entries):
        if entry.rule not in current:
            said = meant(entry.rule, current) or "; see: agreementlint rules list"
            faults.append(places.fault((number, "rule"), f"there is no rule {entry.rule!r}{said}"))
        elif mandatory.intersection(current[entry.rule]):
            faults.append(places.fault((number, "rule"), f"{entry.rule!r} is mandatory; it cannot be waived"))
        if (lost := missing(entry)) != "":
            faults.append(places.fault((number, "path"), lost))
        wrong = what_is_wrong(entry.reason, entry.by, entry.until)
        if wrong:
            faults.append(places.fault((number,), wrong))
        place = places.fault((number, "rule"), "")
        found.append(
            (
                entry.path,
                Waiver(
                    RuleId(entry.rule),
                    entry.reason,
                    entry.by,
                    entry.until,
                    f"{place.path}:{place.line}:{place.column}",
                    section=entry.section,
                    words=entry.words,
                ),
            )
        )
    if faults:
        raise BadConfiguration(*faults)
    return found


def entry(waiver: Waiver, path: str) -> str:
    """The waiver as an entry of a side file, for a document that has this path from the folder of the file."""
    values = {"rule": waiver.rule, "path": path, "section": waiver.section, "words": waiver.words}
    values |= {"reason": waiver.reason, "by": waiver.by, "until": waiver.until}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items() if value]
    return "- " + "\n  ".join(lines) + "\n"


def _misfits(places: Places, error: ValidationError) -> Iterable[Fault]:
    for item in error.errors():
        key = str(item["loc"][-1]) if item["loc"] else "the file"
        match item["type"]:
            case "extra_forbidden":
                yield places.fault(item["loc"], f"unknown key {key!r}{meant(key, WaiverModel.model_fields)}", key=True)
            case "missing":
                yield places.fault(item["loc"], f"the key {key!r} is missing")
            case _:
                yield places.fault(item["loc"], f"{key}: {item['msg'][:1].lower()}{item['msg'][1:]}")
