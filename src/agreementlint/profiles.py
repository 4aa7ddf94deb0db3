"""Reads profile files and checks them against the rules that there are, each mistake with its line and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.errors import BadConfiguration, Fault
from agreementlint.profile import Profile, Successors, severities_of, successors_of, with_new_ids
from agreementlint.rule import Rule
from agreementlint.suggestion import meant
from agreementlint.terms import RuleId, Severity
from agreementlint.yamlplaces import Places, not_yaml

if TYPE_CHECKING:
    from pydantic import ValidationError

    from agreementlint.profilefile import ProfileModel

Files = Sequence[tuple[Path, bytes]]


def read_profiles(files: Files, rules: Sequence[Rule], known: Sequence[Profile] = ()) -> tuple[Profile, ...]:
    """The profiles of the files; `known` are those that they may extend besides each other.

    Raises BadConfiguration with every fault of every file.
    """
    from pydantic import ValidationError
    from ruamel.yaml.error import YAMLError

    from agreementlint.profilefile import ProfileModel
    from agreementlint.ruleyaml import yaml_reader

    faults: list[Fault] = []
    found: list[tuple[Path, str, ProfileModel]] = []
    for path, content in files:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            faults.append(Fault(str(path), 1, 1, "the file is not UTF-8"))
            continue
        try:
            found.append((path, text, ProfileModel.model_validate(yaml_reader().load(text))))
        except ValidationError as error:
            faults += _misfits(Places(path, text), error)
        except YAMLError as error:
            faults.append(not_yaml(path, text, error))
    successors = successors_of(rules)
    rules = [rule for rule in rules if not rule.replaced_by]
    profiles = tuple(with_new_ids(model.compiled(path.stem, str(path)), successors) for path, _, model in found)
    faults += _doubles([path for path, _ in files])
    names = [*(path.stem for path, _ in files), *(each.name for each in known)]
    for (path, text, model), profile in zip(found, profiles, strict=True):
        others = [*(each for each in profiles if each is not profile), *known]
        faults += _unknown(Places(path, text), profile, model, rules, successors)
        faults += _extension_faults(Places(path, text), profile, others, names)
    if not faults:
        for (path, text, model), profile in zip(found, profiles, strict=True):
            others = [*(each for each in profiles if each is not profile), *known]
            faults += _contradictions(Places(path, text), profile, model, others, rules)
    if faults:
        raise BadConfiguration(*faults)
    return profiles


def read_profile(path: Path, rules: Sequence[Rule], known: Sequence[Profile]) -> Profile:
    """A user's own profile. Raises BadConfiguration."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadConfiguration(f"{path}: {(error.strerror or type(error).__name__).lower()}") from None
    [profile] = read_profiles([(path, content)], rules, [each for each in known if each.name != path.stem])
    return profile


def _doubles(paths: Sequence[Path]) -> Iterator[Fault]:
    first: dict[str, Path] = {}
    for path in paths:
        if path.stem in first:
            yield Fault(str(path), 1, 1, f"there is a profile {path.stem!r} in {first[path.stem]} already")
        first.setdefault(path.stem, path)


def _misfits(places: Places, error: ValidationError) -> Iterator[Fault]:
    """Every key and value that is no part of a profile."""
    from agreementlint.profilefile import WAYS, known_keys

    for item in error.errors():
        place = item["loc"]
        if place[:1] == ("select",) and len(place) > 3:
            place = (*place[:2], *place[3:])  # without the tag of the union, which is no key of the file
        key = str(item["loc"][-1]) if item["loc"] else "the profile"
        match item["type"]:
            case "extra_forbidden":
                yield places.fault(place, f"unknown key {key!r}{meant(key, known_keys(item['loc']))}", key=True)
            case "missing":
                yield places.fault(place, f"the key {key!r} is missing")
            case "model_type" | "model_attributes_type":
                yield places.fault(place, f"{key}: a mapping with keys is wanted")
            case "selector":
                keys = item["input"] if isinstance(item["input"], dict) else {}
                near = (meant(str(each), WAYS) for each in keys if each != "as")
                yield places.fault(place, item["msg"] + next(filter(None, near), ""))
            case _:
                value = item.get("input")
                shown = f", not {value!r}" if isinstance(value, str | int | float) else ""
                said = f"{item['msg'][:1].lower()}{item['msg'][1:]}{shown}"
                yield places.fault(place, said if key.isdecimal() else f"{key}: {said}")


def _extension_faults(
    places: Places, profile: Profile, others: Sequence[Profile], names: Sequence[str]
) -> Iterator[Fault]:
    """What is wrong with what a profile extends."""
    if profile.extends == profile.name:
        yield places.fault(("extends",), "a profile cannot extend itself")
    elif profile.extends and profile.extends not in names:
        message = f"there is no profile {profile.extends!r}{meant(profile.extends, names)}"
        yield places.fault(("extends",), message)
    elif _goes_round(profile, others):
        yield places.fault(("extends",), "the profiles extend each other in a circle")


def _unknown(
    places: Places, profile: Profile, model: ProfileModel, rules: Sequence[Rule], successors: Successors
) -> Iterator[Fault]:
    ids = {str(rule.id) for rule in rules}
    families = {rule.family for rule in rules}
    standards = {each.standard for rule in rules for each in rule.authorities if each.confirmed}
    seen: set[str] = set()
    for number, selector in enumerate(profile.selectors):
        for at, rule in enumerate(model.named_by(number)):
            place = ("select", number, "rules", at)
            if rule not in ids and rule not in successors:
                yield places.fault(place, f"there is no rule {rule!r}{meant(rule, ids)}")
            elif rule in seen:
                yield places.fault(place, f"the rule {rule!r} is named twice")
            seen.add(rule)
        if selector.family and selector.family not in families:
            known = meant(selector.family, families)
            yield places.fault(("select", number, "family"), f"there is no family {selector.family!r}{known}")
        if selector.cites and selector.cites not in standards:
            message = f"no rule has a confirmed citation of {selector.cites!r}{meant(selector.cites, standards)}"
            yield places.fault(("select", number, "cites"), message)
    for at, rule in enumerate(profile.without):
        if rule not in ids:
            yield places.fault(("without", at), f"there is no rule {rule!r}{meant(rule, ids)}")


def _contradictions(
    places: Places, profile: Profile, model: ProfileModel, others: Sequence[Profile], rules: Sequence[Rule]
) -> Iterator[Fault]:
    """A profile that extends another has all that it has, and asks for none of it less."""
    taken = {rule.id for rule in rules if any(selector.takes(rule) for selector in profile.selectors)}
    if not taken - set(profile.without):
        yield places.fault(("select",), "the profile selects no rule")
    order = tuple(Severity).index
    for parent in [each for each in others if each.name == profile.extends]:
        inherited = severities_of(parent, others, rules)
        for number, selector in enumerate(profile.selectors):
            for at, rule in enumerate(map(RuleId, model.named_by(number))):
                if rule in inherited and selector.severity and order(selector.severity) > order(inherited[rule]):
                    message = (
                        f"{rule} is {inherited[rule].value} in {parent.name}; a profile that extends it cannot make"
                        f" it {selector.severity.value}"
                    )
                    yield places.fault(("select", number, "rules", at), message)
        for at, rule in enumerate(profile.without):
            if rule in inherited:
                message = f"{rule} is in {parent.name}; a profile that extends it cannot leave it out"
                yield places.fault(("without", at), message)
    for at, rule in enumerate(profile.without):
        if rule not in taken:
            yield places.fault(("without", at), f"{rule} is left out, but no selector takes it in")


def _goes_round(profile: Profile, others: Sequence[Profile]) -> bool:
    extends = {each.name: each.extends for each in (*others, profile)}
    seen, name = {profile.name}, profile.extends
    while name in extends:
        if name in seen:
            return True
        seen.add(name)
        name = extends[name]
    return False
