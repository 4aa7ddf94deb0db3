"""Finds, reads and checks configuration files, each mistake with its line and column and what was probably meant."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from agreementlint.config import Configuration, Manner, Override, Place, PluginTable, matches
from agreementlint.errors import BadConfiguration, Fault
from agreementlint.suggestion import meant
from agreementlint.terms import Severity
from agreementlint.values import dataclass
from agreementlint.yamlplaces import Places, not_yaml

if TYPE_CHECKING:
    from pydantic import ValidationError

    from agreementlint.configfile import ConfigModel, Level
    from agreementlint.tomlplaces import TomlPlaces

_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class _File:
    """One file of a chain, as it was read; `keys` lead to our part of it."""

    path: Path
    places: Places | TomlPlaces
    model: ConfigModel

    def place(self, *steps: str | int) -> Place:
        fault = self.places.fault(steps, "", key=not isinstance(steps[-1], int))
        return Place(fault.path, fault.line, fault.column, fault.source_line)

    def places_in(self, value: object, *steps: str | int) -> Iterator[tuple[tuple[str | int, ...], Place]]:
        """The places of a value and of everything in it, each with the steps that lead to it."""
        yield steps, self.place(*steps)
        inside: Iterable[tuple[object, object]] = ()
        if isinstance(value, dict):
            inside = value.items()
        elif isinstance(value, list):
            inside = enumerate(value)
        for step, each in inside:
            if isinstance(step, str | int):
                yield from self.places_in(each, *steps, step)


def read_configuration(path: Path) -> Configuration:
    """The configuration of a file and of those that it extends.

    Raises BadConfiguration with every fault.
    """
    chain: list[_File] = []
    faults: list[Fault | str] = []
    _follow(path, (), chain, faults)
    if faults:
        raise BadConfiguration(*faults)
    return _merged(path, chain)


def _follow(path: Path, above: tuple[Path, ...], chain: list[_File], faults: list[Fault | str]) -> None:
    """Adds a file to the chain behind those that it extends."""
    before = len(faults)
    file = _read(path, faults)
    if file is None or len(faults) > before:
        return
    extends = [file.model.extends] if isinstance(file.model.extends, str) else file.model.extends
    for number, name in enumerate(extends):
        steps = ("extends",) if isinstance(file.model.extends, str) else ("extends", number)
        target = path.parent / name
        if target.resolve() in [each.resolve() for each in (*above, path)] or len(above) > _LONGEST_CHAIN:
            faults.append(file.places.fault(steps, "the files extend each other in a circle"))
        elif not target.is_file():
            faults.append(file.places.fault(steps, f"there is no file {name!r}{_near_file(target)}"))
        else:
            _follow(target, (*above, path), chain, faults)
    chain.append(file)


def _read(path: Path, faults: list[Fault | str]) -> _File | None:
    from pydantic import ValidationError
    from ruamel.yaml.error import YAMLError

    from agreementlint.configfile import ConfigModel
    from agreementlint.ruleyaml import yaml_reader
    from agreementlint.tomlplaces import TomlPlaces, read_toml

    shown = _shown(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        faults.append(f"{shown}: {(error.strerror or type(error).__name__).lower()}")
        return None
    except UnicodeDecodeError:
        faults.append(Fault(shown, 1, 1, "the file is not UTF-8"))
        return None
    places: Places | TomlPlaces
    values: object
    if path.suffix == ".toml":
        places = TomlPlaces(shown, text)
        values = read_toml(shown, text)
    else:
        places = Places(Path(shown), text)
        try:
            values = yaml_reader().load(text)
        except YAMLError as error:
            faults.append(not_yaml(Path(shown), text, error))
            return None
        if values is None:
            values = {}  # a file of comments alone, such as one that was just begun
    try:
        return _File(path, places, ConfigModel.model_validate(values))
    except ValidationError as error:
        faults.extend(_misfits(places, error))
    return None


def _misfits(places: Places | TomlPlaces, error: ValidationError) -> Iterator[Fault]:
    """Every key and value that is no part of a configuration."""
    from agreementlint.configfile import known_keys

    seen = set()
    for item in error.errors():
        place = item["loc"]
        if place[:1] == ("extends",):
            place = place[:1]
        if place in seen:
            continue
        seen.add(place)
        key = str(place[-1]) if place else "the configuration"
        match item["type"]:
            case "extra_forbidden":
                known = known_keys(place)
                said = meant(key, known) or f"; the keys are {', '.join(known)}"
                yield places.fault(place, f"unknown key {key!r}{said}", key=True)
            case "missing":
                yield places.fault(place, f"the key {key!r} is missing")
            case "enum":
                words = item["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
                value = str(item["input"])
                said = meant(value, words.split(", ")) or f"; it may be {words}"
                yield places.fault(place, f"{key}: there is no {value!r}{said}")
            case "too_short" if place[:1] == ("engagements",):
                yield places.fault(place, f"{key}: an engagement has at least two documents; name the other one")
            case "too_short":
                yield places.fault(place, f"{key}: the list is empty; leave the key out to have no limit")
            case _:
                value = item.get("input")
                shown = f", not {value!r}" if isinstance(value, str | int | float) else ""
                yield places.fault(place, f"{key}: {item['msg'][:1].lower()}{item['msg'][1:]}{shown}")


def _merged(path: Path, chain: Sequence[_File]) -> Configuration:
    """What the files of a chain say together, the last one last."""
    places: dict[str, Place] = {}
    overrides: list[Override] = []
    ignored: list[str] = []
    mandatory: list[str] = []
    rules: list[str] = []
    required: list[str] = []
    exclude: list[str] = []
    engagements: dict[str, tuple[str, ...]] = {}
    severities: list[tuple[str, Severity | None]] = []
    values = chain[-1].model
    single = {name: getattr(values, name) for name in _SINGLE}
    profile = waivers = baseline = ""
    for file in chain:
        model = file.model
        for name in model.model_fields_set & set(_SINGLE):
            single[name] = getattr(model, name)
            places[name] = file.place(name)
        if model.profile:
            profile = _profile(model.profile, file.path.parent)
        if model.waivers:
            waivers = str(file.path.parent / model.waivers)
        if model.baseline:
            baseline = str(file.path.parent / model.baseline)
        for found, name in (
            (ignored, "ignore"),
            (mandatory, "mandatory"),
            (required, "require_plugins"),
            (exclude, "exclude"),
        ):
            for number, each in enumerate(getattr(model, name)):
                places[f"{name}.{len(found)}"] = file.place(name, number)
                found.append(each)
        for name, files in model.engagements.items():
            engagements[name] = tuple(str(file.path.parent / each) for each in files)
            for number in range(len(files)):
                places[f"engagements.{name}.{number}"] = file.place("engagements", name, number)
        for number, folder in enumerate(model.rules):
            places[f"rules.{len(rules)}"] = file.place("rules", number)
            rules.append(str(file.path.parent / folder))
        for name, level in model.severities.items():
            places[f"severities.{name}"] = file.place("severities", name)
            severities.append((name, _severity(level)))
        for number, override in enumerate(model.overrides):
            key = f"overrides.{len(overrides)}"
            for name in ("kind", "profile"):
                if name in override.model_fields_set:
                    places[f"{key}.{name}"] = file.place("overrides", number, name)
            for name in override.severities:
                places[f"{key}.severities.{name}"] = file.place("overrides", number, "severities", name)
            for at in range(len(override.ignore)):
                places[f"{key}.ignore.{at}"] = file.place("overrides", number, "ignore", at)
            for at in range(len(override.paths)):
                places[f"{key}.paths.{at}"] = file.place("overrides", number, "paths", at)
            overrides.append(
                Override(
                    paths=tuple(override.paths),
                    kind=override.kind,
                    profile=_profile(override.profile or "", file.path.parent),
                    severities=tuple((name, _severity(level)) for name, level in override.severities.items()),
                    ignored=tuple(override.ignore),
                )
            )
    for number in range(len(single["select"] or ())):
        last = next(file for file in reversed(chain) if "select" in file.model.model_fields_set)
        places[f"select.{number}"] = last.place("select", number)
    return Configuration(
        path=_shown(path),
        folder=str(path.parent),
        manner=Manner(single["kind"], profile, tuple(single["select"] or ()), tuple(ignored), tuple(severities)),
        mandatory=tuple(mandatory),
        fail_on=single["fail_on"],
        confidence=single["confidence"],
        strict=single["strict"],
        changes=single["changes"],
        rules=tuple(rules),
        required=tuple(required),
        plugins=tuple(_told_to_plugins(chain)),
        overrides=tuple(overrides),
        exclude=tuple(exclude),
        waivers=waivers,
        engagements=tuple(engagements.items()),
        baseline=baseline,
        files=tuple(str(file.path.resolve()) for file in chain),
        places=places,
    )


def _told_to_plugins(chain: Sequence[_File]) -> Iterator[PluginTable]:
    """What the files of a chain say to each plugin; of a key that several have the last one counts."""
    values: dict[str, dict[str, object]] = {}
    places: dict[str, dict[tuple[str | int, ...], Place]] = {}
    for file in chain:
        for name, told in file.model.plugins.items():
            known = places.setdefault(name, {})
            known[()] = file.place("plugins", name)
            for key, value in told.items():
                values.setdefault(name, {})[key] = value
                known.update((steps[2:], place) for steps, place in file.places_in(value, "plugins", name, key))
    for name, of_plugin in places.items():
        yield PluginTable(name, values.get(name, {}), of_plugin)


_SINGLE = ("kind", "profile", "select", "fail_on", "confidence", "strict", "changes", "waivers", "baseline")


def unknown_names(configuration: Configuration, names: Iterable[str], profiles: Iterable[str]) -> Iterator[Fault]:
    """Every name of a rule, family or profile that does not exist; `names` are those of rules and families."""
    known, shelf = frozenset(names), frozenset(profiles)
    for key, name in _named(configuration):
        if name not in known:
            said = meant(name, known) or "; see: agreementlint rules list"
            yield _fault(configuration.places[key], f"there is no rule or family {name!r}{said}")
    found = [("profile", configuration.manner.profile)]
    found += [(f"overrides.{number}.profile", each.profile) for number, each in enumerate(configuration.overrides)]
    for key, name in found:
        if name and name not in shelf and not (name.endswith((".yaml", ".yml")) and Path(name).is_file()):
            said = meant(name, shelf) or f"; there are {', '.join(sorted(shelf))}, or the path of a .yaml file"
            yield _fault(configuration.places[key], f"there is no profile {name!r}{said}")


def broken_promises(configuration: Configuration, bound: Mapping[str, Iterable[str]]) -> Iterator[Fault]:
    """Every mandatory rule that is left out all the same; `bound` gives the mandatory ones that a name stands for."""
    off = {f"severities.{name}" for name, level in configuration.manner.severities if level is None}
    for number, override in enumerate(configuration.overrides):
        off |= {f"overrides.{number}.severities.{name}" for name, level in override.severities if level is None}
    for key, name in _named(configuration):
        hit = sorted(bound[name])
        if hit and (key in off or ".ignore." in f".{key}"):
            yield _fault(configuration.places[key], f"{hit[0]!r} is mandatory; it cannot be left out")


def idle_patterns(configuration: Configuration) -> Iterator[Fault]:
    """Every pattern of an override or exclusion that no file in the configuration's folder matches."""
    waiting = {
        f"overrides.{number}.paths.{at}": pattern
        for number, override in enumerate(configuration.overrides)
        for at, pattern in enumerate(override.paths)
    }
    waiting |= {f"exclude.{number}": pattern for number, pattern in enumerate(configuration.exclude)}
    names: set[str] = set()
    for path in _files_in(configuration.folder) if waiting else ():
        waiting = {key: pattern for key, pattern in waiting.items() if not matches(pattern, path)}
        names |= {path, *(str(parent) for parent in PurePosixPath(path).parents)}
        if not waiting:
            return
    for key, pattern in waiting.items():
        said = meant(pattern.rstrip("*/"), names) or f"; patterns start from {_shown(Path(configuration.folder))}"
        yield _fault(configuration.places[key], f"no file matches {pattern!r}{said}")


def missing_files(configuration: Configuration, *, baseline_is_made: bool) -> Iterator[Fault]:
    """Every folder of rules, side file and, unless it is to be made, baseline that does not exist."""
    if configuration.baseline and not baseline_is_made and not Path(configuration.baseline).is_file():
        said = _near_file(Path(configuration.baseline)) or "; to write one: agreementlint baseline write"
        yield _fault(
            configuration.places["baseline"], f"there is no file {_shown(Path(configuration.baseline))!r}{said}"
        )
    if configuration.waivers and not Path(configuration.waivers).is_file():
        said = _near_file(Path(configuration.waivers)) or "; to begin one: agreementlint waive --help"
        yield _fault(configuration.places["waivers"], f"there is no file {_shown(Path(configuration.waivers))!r}{said}")
    for name, files in configuration.engagements:
        for number, file in enumerate(files):
            if not Path(file).is_file():
                said = _near_file(Path(file)) or "; it starts from the folder of the configuration"
                place = configuration.places[f"engagements.{name}.{number}"]
                yield _fault(place, f"there is no file {_shown(Path(file))!r}{said}")
    for number, folder in enumerate(configuration.rules):
        if not Path(folder).is_dir():
            said = _near_file(Path(folder)) or "; it starts from the folder of the configuration"
            yield _fault(configuration.places[f"rules.{number}"], f"there is no folder {_shown(Path(folder))!r}{said}")


def _named(configuration: Configuration) -> Iterator[tuple[str, str]]:
    """The key and the name of each rule or family that a configuration names."""
    manner = configuration.manner
    for key, found in (("select", manner.selected), ("ignore", manner.ignored), ("mandatory", configuration.mandatory)):
        yield from ((f"{key}.{number}", name) for number, name in enumerate(found))
    yield from ((f"severities.{name}", name) for name in dict(manner.severities))
    for number, override in enumerate(configuration.overrides):
        key = f"overrides.{number}"
        yield from ((f"{key}.severities.{name}", name) for name, _ in override.severities)
        yield from ((f"{key}.ignore.{at}", name) for at, name in enumerate(override.ignored))


def _fault(place: Place, message: str) -> Fault:
    return Fault(place.path, place.line, place.column, message, place.source_line)


def _files_in(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            yield os.path.relpath(os.path.join(parent, name), folder).replace(os.sep, "/")  # noqa: PTH118


def _severity(level: Level) -> Severity | None:
    return None if level.value == "off" else Severity(level.value)


def _profile(name: str, folder: Path) -> str:
    """A profile as the command line knows it: a file's path starts from the configuration's folder."""
    return str(folder / name) if name.endswith((".yaml", ".yml")) else name


def _near_file(target: Path) -> str:
    try:
        names = [each.name for each in target.parent.iterdir()]
    except OSError:
        return ""
    return meant(target.name, names)


def _shown(path: Path) -> str:
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # another drive
        return str(path)
