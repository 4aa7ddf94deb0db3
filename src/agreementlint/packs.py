"""Rule packs: folders of rules and their lexicon, loaded, checked and compiled."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.agreement.understand import BUILT_IN
from agreementlint.errors import BadConfiguration, Fault
from agreementlint.language.lexicon import Lexicon
from agreementlint.rule import Rule
from agreementlint.terms import ConceptId

if TYPE_CHECKING:
    from pydantic import ValidationError

    from agreementlint.rulefile import ConceptModel


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of a run, in order, and the lexicon that they speak."""

    rules: tuple[Rule, ...]
    lexicon: Lexicon


def built_in_folder() -> Path:
    """Where the rules that come with the package are: in the wheel, or beside `src` in a checkout."""
    here = Path(__file__).parent
    packed = here / "_rules"
    return packed if packed.is_dir() else here.parent.parent / "rules"


def load_rules(folders: Iterable[Path] | None = None) -> RuleSet:
    """Loads and type-checks every rule and concept of the folders. Raises BadConfiguration with every fault."""
    folders = [built_in_folder()] if folders is None else list(folders)
    return _load(folders)


def _load(folders: list[Path]) -> RuleSet:
    from pydantic import TypeAdapter, ValidationError
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    from agreementlint.rulefile import ConceptModel, RuleModel

    reader = YAML(typ="safe", pure=False)
    concepts_door = TypeAdapter(list[ConceptModel])
    faults: list[Fault | str] = []
    concepts: list[ConceptModel] = []
    rules: list[Rule] = []
    models: list[tuple[Path, RuleModel]] = []
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml")):
            try:
                data = reader.load(path.read_text(encoding="utf-8"))
                if path.parent.name == "lexicon":
                    concepts.extend(concepts_door.validate_python(data))
                else:
                    model = RuleModel.model_validate(data)
                    models.append((path, model))
                    rules.append(model.compiled(path.stem, path.parent.name, str(path)))
            except ValidationError as error:
                faults.extend(_faults_of(path, error))
            except YAMLError as error:
                faults.append(f"{path}: {error}")
    entries = {ConceptId(c.concept): tuple(c.phrases) for c in concepts}
    includes = {ConceptId(c.concept): tuple(ConceptId(part) for part in c.includes) for c in concepts}
    known = set(entries) | set(BUILT_IN)
    for concept in concepts:
        if concept.concept in BUILT_IN:
            faults.append(f"lexicon: {concept.concept!r} is built in and cannot be defined")
        for part in concept.includes:
            if part not in known:
                faults.append(f"lexicon: {concept.concept} includes {part!r}, which is not defined{_meant(part, known)}")
    for path, model in models:
        for name in sorted(_concepts_in(model.model_dump(mode="json", by_alias=True))):
            if name not in known:
                faults.append(f"{path}: no concept {name!r} in the lexicon{_meant(name, known)}")
    if faults:
        raise BadConfiguration(*faults)
    return RuleSet(tuple(sorted(rules, key=lambda rule: (rule.family, rule.id))), Lexicon(entries, includes))


def _meant(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), 1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _concepts_in(value: object) -> set[str]:
    found: set[str] = set()
    if isinstance(value, dict):
        for key, part in value.items():
            if key in ("act", "with", "without", "under", "nearby"):
                found |= {text.rpartition(" ")[2] for text in _texts(part)}
            elif key not in ("cases",):
                found |= _concepts_in(part)
    elif isinstance(value, list):
        for part in value:
            found |= _concepts_in(part)
    return found


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [text for part in value for text in _texts(part)] if isinstance(value, list) else []


def _faults_of(path: Path, error: ValidationError) -> list[Fault | str]:
    return [f"{path}: {'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors()]
