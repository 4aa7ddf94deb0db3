"""Reads rubric files and checks them against the rules that there are, each mistake with its line and column."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.errors import BadConfiguration, Fault
from agreementlint.grading.marks import WHOLE
from agreementlint.grading.rubric import Rubric
from agreementlint.grading.scenario import RULES_THAT_APPLY, applying
from agreementlint.latepattern import LatePattern
from agreementlint.packs import RUBRICS, built_in_folder
from agreementlint.profile import Successors, successors_of
from agreementlint.rule import Demand, Rule
from agreementlint.suggestion import meant
from agreementlint.terms import Kind, RuleId
from agreementlint.yamlplaces import Places, not_yaml

if TYPE_CHECKING:
    from pydantic import ValidationError

    from agreementlint.grading.rubricfile import RubricModel

_NAME = LatePattern(r"[a-z0-9]+(-[a-z0-9]+)+")


def shipped_rubrics() -> tuple[Path, ...]:
    """The files of the rubrics that come with the package."""
    return tuple(sorted((built_in_folder() / RUBRICS).glob("*.yaml")))


def rubric_path(name: str) -> Path:
    """The file of a rubric: one that comes with the package by its name, else a path. Raises BadConfiguration."""
    shipped = {path.stem: path for path in shipped_rubrics()}
    if name in shipped and not Path(name).is_file():
        return shipped[name]
    if Path(name).is_file():
        return Path(name)
    hint = meant(name, shipped) or f"; there are {', '.join(shipped)}. To begin one: agreementlint rubric new"
    raise BadConfiguration(f"there is no rubric {name!r}{hint}")


def read_rubric(path: Path, rules: Sequence[Rule]) -> Rubric:
    """The rubric in a file. Raises BadConfiguration with every fault of it."""
    from pydantic import ValidationError
    from ruamel.yaml.error import YAMLError

    from agreementlint.grading.rubricfile import RubricModel
    from agreementlint.ruleyaml import yaml_reader

    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise BadConfiguration(f"{path}: {(error.strerror or type(error).__name__).lower()}") from None
    except UnicodeDecodeError:
        raise BadConfiguration(Fault(str(path), 1, 1, "the file is not UTF-8")) from None
    places = Places(path, text)
    try:
        model = RubricModel.model_validate(yaml_reader().load(text))
    except YAMLError as error:
        raise BadConfiguration(not_yaml(path, text, error)) from None
    except ValidationError as error:
        raise BadConfiguration(*_misfits(places, error)) from None
    rubric = model.compiled(path.stem, str(path), hashlib.sha256(data).hexdigest())
    faults = [*_wrong_rules(places, model, rubric, rules), *_wrong_sums(places, model, rubric)]
    if faults:
        raise BadConfiguration(*faults)
    return rubric


def doubts(rubric: Rubric, rules: Sequence[Rule]) -> Iterator[str]:
    """What is not wrong with a rubric but may not be meant."""
    asked = set(rubric.rules)
    by_id = {rule.id: rule for rule in rules}
    for each in rubric.scenario.given:
        unasked = [rule for rule in RULES_THAT_APPLY[each] if rule not in asked and _is_for(rule, rubric.kind, rules)]
        if unasked and len(unasked) == len(RULES_THAT_APPLY[each]):
            yield f"the scenario gives {each.value}, but no criterion asks {' or '.join(unasked)}"
    applies = applying(rubric.scenario)
    conditional = {rule for rules_of in RULES_THAT_APPLY.values() for rule in rules_of}
    for rule in rubric.rules:
        if rule in conditional and rule not in applies:
            yield f"{rule} counts only for students whose text brings it up; the scenario does not call for it"
    for criterion in rubric.criteria:
        if all(by_id[share.rule].demand is Demand.FORBID for share in criterion.rules):
            yield f"{criterion.id} only forbids: whoever writes nothing about it gets its full points"


def _is_for(rule: str, kind: Kind, rules: Sequence[Rule]) -> bool:
    return any(each.id == rule and kind in each.kinds for each in rules)


def _misfits(places: Places, error: ValidationError) -> Iterator[Fault]:
    """Every key and value that is no part of a rubric."""
    from agreementlint.grading.rubricfile import known_keys

    for item in error.errors():
        place = item["loc"]
        if "rules" in place and place[-1] == "str":
            continue  # the other form that a rule can have; what is wrong with the one at hand is said below
        steps = tuple(step for step in place if step not in ("RuleModel", "[key]"))
        is_key = place[-1:] == ("[key]",)
        key = next((str(step) for step in reversed(steps) if isinstance(step, str)), "the rubric")
        match item["type"]:
            case "extra_forbidden":
                yield places.fault(steps, f"unknown key {key!r}{meant(key, known_keys(steps))}", key=True)
            case "missing":
                yield places.fault(steps, f"the key {key!r} is missing")
            case "model_type" | "model_attributes_type":
                yield places.fault(steps, f"{key}: a mapping with keys is wanted")
            case "enum":
                value = str(item["input"])
                expected = str(item.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
                near = meant(value, expected.split(", ")) or f"; there are {expected}"
                of = str(steps[-2]) if is_key else key  # a key that is none of those that may stand there
                yield places.fault(steps, f"{of}: there is no {value!r}{near}", key=is_key)
            case _:
                said = item["msg"].removeprefix("Value error, ")
                said = f"{said[:1].lower()}{said[1:]}"
                value = item.get("input")
                shown = f", not {value!r}" if isinstance(value, str | int | float) else ""
                yield places.fault(steps, said if said.startswith(f"{key}:") else f"{key}: {said}{shown}")


def _wrong_rules(places: Places, model: RubricModel, rubric: Rubric, rules: Sequence[Rule]) -> Iterator[Fault]:
    successors = successors_of(rules)
    current = {str(rule.id): rule for rule in rules if not rule.replaced_by}
    first: dict[str, str] = {}
    for number, criterion in enumerate(rubric.criteria):
        for at, share in enumerate(criterion.rules):
            place: tuple[str | int, ...] = ("criteria", number, "rules", at)
            if not isinstance(model.criteria[number].rules[at], str):
                place = (*place, "rule")
            said = _what_is_wrong(share.rule, rubric.kind, current, successors)
            if not said and share.rule in first:
                said = f"{share.rule!r} stands under {first[share.rule]!r} already; it would count twice"
            if said:
                yield places.fault(place, said)
            first.setdefault(share.rule, criterion.id)
    for at, rule in enumerate(rubric.scenario.applies):
        said = _what_is_wrong(rule, rubric.kind, current, successors)
        if said or rule not in first:
            yield places.fault(("scenario", "applies", at), said or f"no criterion asks {str(rule)!r}")


def _what_is_wrong(rule: RuleId, kind: Kind, current: Mapping[str, Rule], successors: Successors) -> str:
    if rule in successors:
        return f"the rule {str(rule)!r} is now {' and '.join(repr(str(each)) for each in successors[rule])}"
    if rule not in current:
        return f"there is no rule {str(rule)!r}{meant(rule, current) or '; see: agreementlint rules list'}"
    if kind not in current[rule].kinds and kind is not Kind.OTHER:
        kinds = ", ".join(sorted(each.value for each in current[rule].kinds))
        return f"{str(rule)!r} is not asked of a document of kind {kind.value}; it is for {kinds}"
    return ""


def _wrong_sums(places: Places, model: RubricModel, rubric: Rubric) -> Iterator[Fault]:
    if rubric.kind is Kind.OTHER:
        yield places.fault(("kind",), "no rule is asked of a document of kind other")
    if not rubric.total:
        yield places.fault(("criteria",), "every criterion is a bonus; one at least must count for the total")
    if rubric.bonus_cap is not None and not any(each.bonus for each in rubric.criteria):
        yield places.fault(("bonus_cap",), "bonus_cap: no criterion is a bonus")
    seen = set[str]()
    for number, criterion in enumerate(rubric.criteria):
        if criterion.id == WHOLE:
            yield places.fault(
                ("criteria", number, "id"), f"{WHOLE!r} means the whole mark; give the criterion another id"
            )
        if criterion.id in seen:
            yield places.fault(("criteria", number, "id"), f"there is a criterion {criterion.id!r} already")
        seen.add(criterion.id)
        if criterion.required is not None and criterion.bonus:
            yield places.fault(("criteria", number, "required"), "a bonus criterion cannot be required")
        elif criterion.required is not None and criterion.required.cap >= rubric.total:
            total = f"{rubric.total:f}"
            yield places.fault(("criteria", number, "required", "cap"), f"cap: it must be less than the total, {total}")
        for level, text in model.criteria[number].comments.items():
            if _NAME.fullmatch(text) and text not in model.comments:
                said = f"there is no comment {text!r} in the bank{meant(text, model.comments)}"
                yield places.fault(("criteria", number, "comments", level.value), said)
