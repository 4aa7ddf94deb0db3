"""Rule packs: folders of rules and their lexicon, loaded, checked and compiled."""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from agreementlint.engine.meanings import Meanings
from agreementlint.errors import BadConfiguration
from agreementlint.language.phrases import BadPhrase
from agreementlint.profiles import read_profiles
from agreementlint.rulecache import key_of, read_cache, write_cache
from agreementlint.ruleset import RuleSet
from agreementlint.terms import ConceptId

RuleFile = tuple[Path, bytes]
PLACEHOLDERS = "placeholders.yaml"


PROFILES = "profiles"  # the folder whose files are profiles and no rules
DRAFT = "draft"  # the folder whose files say what `draft` asks and writes
RUBRICS = "rubrics"  # the folder whose files say what assignments are worth


def built_in_folder() -> Path:
    """Where the rules that come with the package are: in the wheel, or beside `src` in a checkout."""
    here = Path(__file__).parent
    packed = here / "_rules"
    return packed if packed.is_dir() else here.parent.parent / "rules"


def load_rules(folders: Sequence[Path] | None = None) -> RuleSet:
    """Loads and type-checks every rule and concept of the folders (the built-in ones by default).

    Compiled rules are kept in the user's cache folder. Raises BadConfiguration with every fault.
    """
    folders = [built_in_folder()] if folders is None else folders
    paths = _rule_paths(folders)
    profile_paths = [path for folder in folders for path in sorted((folder / PROFILES).glob("*.y*ml"))]
    # Megabytes of which none is kept: to find room for all of them at once takes longer than to read them.
    key = key_of((str(path), _bytes_of(path)) for path in (*paths, *profile_paths))
    with _nothing_collected():
        ruleset = read_cache(key)
    if ruleset is None:
        files, profiles = _read(paths), _read(profile_paths)
        key = key_of((str(path), content) for path, content in (*files, *profiles))  # they may have changed since
        ruleset = compile_rules(files)
        ruleset = replace(ruleset, profiles=read_profiles(profiles, ruleset.rules))
        write_cache(key, ruleset)
    return replace(ruleset, key=key)


def rule_files(folders: Sequence[Path]) -> list[RuleFile]:
    """The files of rule folders with their contents; the placeholders that we know are known in every folder."""
    return _read(_rule_paths(folders))


def _rule_paths(folders: Sequence[Path]) -> list[Path]:
    paths = [path for folder in folders for path in sorted(_paths(folder))]
    shipped = built_in_folder() / PLACEHOLDERS
    if not any(path.name == PLACEHOLDERS for path in paths) and shipped.is_file():
        paths.append(shipped)
    return paths


def _read(paths: Sequence[Path]) -> list[RuleFile]:
    return [(path, _bytes_of(path)) for path in paths]


def contents_hash(folders: Sequence[Path] | None = None) -> str:
    """The SHA-256, in hex, of all rules and concepts of the folders, wherever they are (the built-in ones by default)."""
    digest = hashlib.sha256()
    for folder in [built_in_folder()] if folders is None else folders:
        for path, content in rule_files([folder]):
            digest.update(f"{path.parent.name}/{path.name}:{len(content)}:".encode())
            digest.update(content)
    return digest.hexdigest()


def _paths(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):  # in half the time that `rglob` takes
        within = Path(place)
        if within.name not in (PROFILES, DRAFT, RUBRICS):
            yield from [within / name for name in (*folders, *files) if name.endswith((".yaml", ".yml", ".tsv"))]


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadConfiguration(f"{path}: {(error.strerror or type(error).__name__).lower()}") from None


def compile_rules(files: Sequence[tuple[Path, bytes]]) -> RuleSet:
    """Rules and lexicon from the contents of their files. Raises BadConfiguration with every fault."""
    with _nothing_collected():
        return _compiled(files)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Hundreds of thousands of values are made, and nearly all stay: to look for rubbish among them takes as long again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()  # they are old at once, and are not looked through as soon as rubbish is looked for again
            gc.enable()


def _compiled(files: Sequence[tuple[Path, bytes]]) -> RuleSet:
    from agreementlint.ruletypes.examine import lexicon_of, type_errors
    from agreementlint.ruletypes.reading import read_files
    from agreementlint.ruletypes.remarks import located

    reading = read_files(files)
    errors = list(type_errors(reading))
    if not errors:
        try:
            lexicon = lexicon_of(reading)
        except BadPhrase:
            errors = list(type_errors(reading, phrases=True))
    if errors:
        raise BadConfiguration(*(each.fault for each in located(errors, dict(files))))
    by_id = {path.stem: model for path, model in reading.rules}
    facts = {model.fact: model.compiled(by_id) for _, _, model in reading.facts}
    meanings = Meanings.of([(ConceptId(model.concept), model.means) for _, _, model in reading.concepts])
    rules = [model.compiled(path.stem, path.parent.name, str(path), facts, meanings) for path, model in reading.rules]
    in_order = tuple(sorted(rules, key=lambda rule: (rule.family, rule.id)))
    placeholders = tuple(model.compiled() for _, _, model in reading.placeholders)
    return RuleSet(in_order, lexicon, reading.resemblance, tuple(facts.values()), placeholders)
