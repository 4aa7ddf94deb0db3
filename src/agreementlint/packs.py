"""Rule packs: folders of rules and their lexicon, loaded, checked and compiled."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.agreement.mentions import BUILT_IN
from agreementlint.engine.resemblance import BadWeights, Resemblance, read_weights
from agreementlint.errors import BadConfiguration, Fault
from agreementlint.language.lexicon import Lexicon
from agreementlint.language.phrases import BadPhrase, parse
from agreementlint.language.tokens import Stems
from agreementlint.rulecache import key_of, read_cache, write_cache
from agreementlint.ruleset import RuleSet
from agreementlint.terms import ConceptId

if TYPE_CHECKING:
    from agreementlint.rulefile import ConceptModel, FactFormModel, RuleModel


def built_in_folder() -> Path:
    """Where the rules that come with the package are: in the wheel, or beside `src` in a checkout."""
    here = Path(__file__).parent
    packed = here / "_rules"
    return packed if packed.is_dir() else here.parent.parent / "rules"


def load_rules(folders: Sequence[Path] | None = None) -> RuleSet:
    """Loads and type-checks every rule and concept of the folders (the built-in ones by default).

    Compiled rules are kept in the user's cache folder. Raises BadConfiguration with every fault.
    """
    files = [
        (path, _bytes_of(path))
        for folder in ([built_in_folder()] if folders is None else folders)
        for path in sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml", ".tsv"))
    ]
    key = key_of((str(path), content) for path, content in files)
    ruleset = read_cache(key)
    if ruleset is None:
        ruleset = compile_rules(files)
        write_cache(key, ruleset)
    return ruleset


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadConfiguration(f"{path}: {(error.strerror or type(error).__name__).lower()}") from None


def compile_rules(files: Sequence[tuple[Path, bytes]]) -> RuleSet:
    """Rules and lexicon from the contents of their files. Raises BadConfiguration with every fault."""
    from pydantic import TypeAdapter, ValidationError
    from ruamel.yaml.error import YAMLError

    from agreementlint.rulefaults import faults_of, syntax_fault
    from agreementlint.rulefile import ConceptModel, FactFormModel, RuleModel
    from agreementlint.ruleyaml import yaml_reader

    reader = yaml_reader()
    lexicon_door, facts_door = TypeAdapter(list[ConceptModel]), TypeAdapter(list[FactFormModel])
    faults: list[Fault | str] = []
    concepts: list[tuple[Path, ConceptModel]] = []
    models: list[tuple[Path, RuleModel]] = []
    forms: list[tuple[Path, FactFormModel]] = []
    resemblance = Resemblance({})
    for path, content in files:
        try:
            text = content.decode("utf-8")
            if path.suffix == ".tsv":
                resemblance = read_weights(text)
            elif path.parent.name == "lexicon":
                concepts += [(path, model) for model in lexicon_door.validate_python(reader.load(text))]
            elif path.parent.name == "facts":
                forms += [(path, model) for model in facts_door.validate_python(reader.load(text))]
            else:
                models.append((path, RuleModel.model_validate(reader.load(text))))
        except UnicodeDecodeError:
            faults.append(Fault(str(path), 1, 1, "the file is not UTF-8"))
        except BadWeights as error:
            faults.append(Fault(str(path), error.line, 1, str(error)))
        except ValidationError as error:
            faults += faults_of(path, text, error)
        except YAMLError as error:
            faults.append(syntax_fault(path, text, error))
    if not faults:
        faults += _unknown_concepts(concepts, [*models, *forms])
        faults += _unknown_facts(forms, models)
    faults += _doubles(concepts, models)
    if faults:
        raise BadConfiguration(*faults)
    entries = {ConceptId(model.concept): tuple(model.phrases) for _, model in concepts}
    includes = {ConceptId(model.concept): tuple(map(ConceptId, model.includes)) for _, model in concepts}
    try:
        lexicon = Lexicon(entries, includes)
    except BadPhrase:
        raise BadConfiguration(*_bad_phrases(concepts)) from None
    by_id = {path.stem: model for path, model in models}
    facts = {model.fact: model.compiled(by_id) for _, model in forms}
    rules = [model.compiled(path.stem, path.parent.name, str(path), facts) for path, model in models]
    in_order = tuple(sorted(rules, key=lambda rule: (rule.family, rule.id)))
    return RuleSet(in_order, lexicon, resemblance, tuple(facts.values()))


def _bad_phrases(concepts: Sequence[tuple[Path, ConceptModel]]) -> Iterator[str]:
    """Every phrase that cannot be understood; looked for one by one only when there is one."""
    stems = Stems()
    for path, concept in concepts:
        for phrase in concept.phrases:
            try:
                parse(phrase, stems)
            except BadPhrase as error:
                yield f"{path}: {concept.concept}: {error}"


def _unknown_concepts(
    concepts: Sequence[tuple[Path, ConceptModel]], models: Sequence[tuple[Path, RuleModel | FactFormModel]]
) -> Iterator[str]:
    known = {model.concept for _, model in concepts} | set(BUILT_IN)
    for path, concept in concepts:
        if concept.concept in BUILT_IN:
            yield f"{path}: the concept {concept.concept!r} is built in and cannot be defined"
        for part in concept.includes:
            if part not in known or part in BUILT_IN:
                yield f"{path}: {concept.concept} includes {part!r}, which is not defined{_meant(part, known)}"
    for path, model in models:
        for name in sorted(_concepts_in(model.model_dump(mode="json", by_alias=True))):
            if name not in known:
                yield f"{path}: there is no concept {name!r} in the lexicon{_meant(name, known)}"


def _doubles(concepts: Sequence[tuple[Path, ConceptModel]], models: Sequence[tuple[Path, RuleModel]]) -> Iterator[str]:
    seen: dict[str, Path] = {}
    for path, concept in concepts:
        if concept.concept in seen:
            yield f"{path}: the concept {concept.concept!r} is defined in {seen[concept.concept]} already"
        seen[concept.concept] = path
    by_id: dict[str, Path] = {}
    for path, _ in models:
        if path.stem in by_id:
            yield f"{path}: there is a rule {path.stem!r} in {by_id[path.stem]} already"
        by_id[path.stem] = path


def _unknown_facts(
    forms: Sequence[tuple[Path, FactFormModel]], models: Sequence[tuple[Path, RuleModel]]
) -> Iterator[str]:
    """Facts that are asked for, parts of them and rules that state them, where there are none of that name."""
    rules = {path.stem for path, model in models if model.states}
    parts = {model.fact: model.parts for _, model in forms}
    for path, form in forms:
        for name in form.stated_by:
            if name not in rules:
                yield f"{path}: {form.fact} is stated by {name!r}, which is no rule with words{_meant(name, rules)}"
        for name in _texts(form.needs):
            if name not in form.parts:
                yield f"{path}: {form.fact} needs {name!r}, which is none of its parts{_meant(name, form.parts)}"
    for path, model in models:
        for asked in model.differences():
            if asked.fact not in parts:
                yield f"{path}: there is no fact {asked.fact!r}{_meant(asked.fact, parts)}"
                continue
            for name in (asked.part, *asked.same):
                if name not in parts[asked.fact]:
                    yield f"{path}: the fact {asked.fact} has no part {name!r}{_meant(name, parts[asked.fact])}"


def _meant(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), 1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _concepts_in(value: object) -> set[str]:
    found: set[str] = set()
    if isinstance(value, dict):
        for key, part in value.items():
            if key in ("act", "with", "own", "without", "under", "nearby"):
                found |= {text.rpartition(" ")[2] for text in _texts(part)}
            elif key == "parts":
                found |= {text for words in part.values() if isinstance(words, list) for text in words}
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
