"""Looks up every name in the rule files: concepts, facts and their parts, rules, placeholders, phrases."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from agreementlint.agreement.mentions import BUILT_IN
from agreementlint.checkfile import ComparesModel, DiffersModel, Names
from agreementlint.engine.bounds import ORDERED, SORT_IN_WORDS, BadBound, bound_of, not_above
from agreementlint.engine.checks import Bound, Part, Sort
from agreementlint.language.phrases import BadPhrase, Spelling, parse
from agreementlint.language.tokens import Stems
from agreementlint.latepattern import LatePattern
from agreementlint.rulefile import FactFormModel
from agreementlint.ruletypes.annotations import Holder, Named, walk
from agreementlint.ruletypes.reading import Reading, entries
from agreementlint.ruletypes.remarks import Remark, listed
from agreementlint.suggestion import meant
from agreementlint.terms import ConceptId
from agreementlint.values import dataclass
from agreementlint.yamlplaces import Place

_BRACES = LatePattern(r"\{([^{}]*)\}|[{}]")
_RULE_ID = LatePattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
Parts = Mapping[str, Part]


@dataclass(frozen=True, slots=True)
class Defined:
    """What there is of each sort of name; `unknown` are sorts of which a file could not be read."""

    concepts: Collection[str]
    facts: Mapping[str, Parts]
    rules: Collection[str]
    placeholders: Collection[str]


def defined_in(reading: Reading) -> Defined:
    """Everything that the files define, those with other faults included."""
    return Defined(
        {name for _, _, name, _ in entries(reading, "lexicon", "concept")} | set(BUILT_IN),
        {name: dict(_parts(entry)) for _, _, name, entry in entries(reading, "facts", "fact")},
        {path.stem for path in reading.rule_paths},
        {name for _, _, name, _ in entries(reading, "placeholders", "placeholder")},
    )


def _parts(fact: Mapping[str, object]) -> Iterator[tuple[str, Part]]:
    parts = fact.get("parts")
    for name, holds in parts.items() if isinstance(parts, dict) else ():
        if isinstance(holds, list):
            yield str(name), Part(str(name), Sort.WORDS, tuple(ConceptId(str(word)) for word in holds))
        elif holds in tuple(Sort):
            yield str(name), Part(str(name), Sort(holds))


def name_remarks(reading: Reading, phrases: bool) -> Iterator[Remark]:
    """Every name that stands for nothing; `phrases` says whether those of the lexicon are looked at as well."""
    defined = defined_in(reading)
    whole = not any(remark.place == () for remark in reading.remarks)  # else what is missing may be in a file unread
    spelling = Spelling(Stems())
    for raw in reading.raws:
        for seen in walk(raw.shape, raw.values, None if phrases else Names.PHRASE):
            match seen:
                case Named(to=Names.PHRASE):
                    if phrases:
                        yield from _bad_phrase(raw.path, seen, spelling)
                case Named():
                    yield from _unknown(raw.path, seen, defined, whole)
                case Holder(model=model):
                    if model is DiffersModel or model is ComparesModel:
                        yield from _compared(raw.path, seen, defined)
                    elif model is FactFormModel:
                        yield from _needed(raw.path, seen)
    yield from _twice(reading)
    yield from _badly_named(reading)


def _bad_phrase(path: Path, seen: Named, spelling: Spelling) -> Iterator[Remark]:
    try:
        parse(seen.text, spelling)
    except BadPhrase as error:
        yield Remark(path, seen.place, str(error))


def _unknown(path: Path, seen: Named, defined: Defined, whole: bool) -> Iterator[Remark]:
    match seen.to:
        case Names.CONCEPT | Names.TERM:
            name = seen.text.rpartition(" ")[2] if seen.to is Names.TERM else seen.text
            included = "includes" in seen.place
            if included and name in BUILT_IN:
                yield Remark(path, seen.place, f"the concept {name!r} is built in and cannot be included")
            elif name not in defined.concepts and whole:
                message = f"there is no concept {name!r} in the lexicon{meant(name, sorted(defined.concepts))}"
                yield Remark(path, seen.place, message, word=name)
        case Names.FACT:
            if seen.text not in defined.facts and whole:
                known = sorted(defined.facts)
                hint = meant(seen.text, known) or (
                    f"; there are {listed(known)}" if known else "; this folder has none"
                )
                yield Remark(path, seen.place, f"there is no fact {seen.text!r}{hint}")
        case Names.RULE:
            if seen.text not in defined.rules and whole:
                yield Remark(
                    path, seen.place, f"there is no rule {seen.text!r}{meant(seen.text, sorted(defined.rules))}"
                )
        case Names.CLAUSE:
            yield from _placeholders(path, seen, defined)
        case Names.PHRASE:
            pass


def _placeholders(path: Path, seen: Named, defined: Defined) -> Iterator[Remark]:
    for found in _BRACES.finditer(seen.text):
        name = found[1]
        if name is None:
            yield Remark(path, seen.place, f"a brace {found[0]!r} without its other half", word=found[0])
        elif name not in defined.placeholders:
            hint = meant(name.strip().lower().replace(" ", "_"), defined.placeholders)
            message = f"there is no placeholder {name!r}{hint or '; placeholders.yaml lists what there is'}"
            yield Remark(path, seen.place, message, word=found[0])


def _compared(path: Path, seen: Holder, defined: Defined) -> Iterator[Remark]:
    """Parts of a fact that are asked for, and for `compares` whether they can be compared like that."""
    fact = seen.values.get("fact")
    parts = defined.facts.get(fact) if isinstance(fact, str) else None
    if parts is None:
        return
    same = seen.values.get("same")
    asked: list[tuple[Place, object]] = [(("part",), seen.values.get("part"))]
    asked += [(("same", number), name) for number, name in enumerate(same if isinstance(same, list) else ())]
    for place, name in asked:
        if isinstance(name, str) and name not in parts:
            hint = meant(name, parts) or (f"; it has {listed(sorted(parts))}" if parts else "")
            yield Remark(path, (*seen.place, *place), f"the fact {fact} has no part {name!r}{hint}")
    part = parts.get(str(seen.values.get("part")))
    if seen.model is ComparesModel and part is not None:
        yield from _bounds(path, seen, part)


def _bounds(path: Path, seen: Holder, part: Part) -> Iterator[Remark]:
    """Operators and values that do not go with the sort of a part."""
    sort = SORT_IN_WORDS[part.sort]
    ordered = part.sort in ORDERED
    operators = ("at_least", "at_most") if ordered else ("any_of", "none_of")
    used = [key for key in ("at_least", "at_most", "any_of", "none_of") if seen.values.get(key) not in (None, [])]
    if not used:
        yield Remark(
            path, seen.place, f"nothing is compared: {part.name!r} is {sort}, add {listed(operators)}", at_key=True
        )
    bounds: dict[str, Bound] = {}
    for key in used:
        if key not in operators:
            what = "an order" if key.startswith("at_") else "a set of words"
            message = f"{key!r} compares {what}, but {part.name!r} is {sort}: use {listed(operators)}"
            yield Remark(path, (*seen.place, key), message, at_key=True)
            continue
        given = seen.values[key]
        for number, text in enumerate(given if isinstance(given, list) else [given]):
            place: Place = (*seen.place, key, number) if isinstance(given, list) else (*seen.place, key)
            if not isinstance(text, str):
                continue  # the form of the file is wrong, and that has been said
            try:
                bounds[key] = bound_of(part, text)
            except BadBound as error:
                yield Remark(path, place, f"{error}{meant(error.word, error.known) or _one_of(error.known)}", word=text)
    low, high = bounds.get("at_least"), bounds.get("at_most")
    if low is not None and high is not None and not not_above(low, high):
        one_currency = (
            not (isinstance(low, tuple) and isinstance(high, tuple)) or low[0] == high[0] or part.sort is Sort.DATE
        )
        why = "'at_most' is less than 'at_least'" if one_currency else "they are in different currencies"
        yield Remark(path, (*seen.place, "at_most"), f"no value can be between the two: {why}")


def _one_of(known: tuple[str, ...]) -> str:
    return f"; it is one of {', '.join(known)}" if known else ""


def _needed(path: Path, seen: Holder) -> Iterator[Remark]:
    """Parts that a form of fact needs and does not have."""
    parts, needs = seen.values.get("parts"), seen.values.get("needs")
    if not isinstance(parts, dict) or not isinstance(needs, list):
        return
    for number, choice in enumerate(needs):
        for at, name in enumerate(choice if isinstance(choice, list) else [choice]):
            place: Place = (
                (*seen.place, "needs", number, at) if isinstance(choice, list) else (*seen.place, "needs", number)
            )
            if isinstance(name, str) and name not in parts:
                yield Remark(path, place, f"{name!r} is needed and is none of the parts{meant(name, map(str, parts))}")


def _twice(reading: Reading) -> Iterator[Remark]:
    """Two concepts, facts, placeholders or rules of one name, and concepts that are built in."""
    for sort, key in (("lexicon", "concept"), ("facts", "fact"), ("placeholders", "placeholder")):
        first: dict[str, Path] = {}
        for path, number, name, _ in entries(reading, sort, key):
            if sort == "lexicon" and name in BUILT_IN:
                yield Remark(path, (number, key), f"the concept {name!r} is built in and cannot be defined")
            if name in first:
                yield Remark(path, (number, key), f"the {key} {name!r} is defined in {first[name]} already")
            first.setdefault(name, path)
    by_id: dict[str, Path] = {}
    for path in reading.rule_paths:
        if path.stem in by_id:
            yield Remark(path, (), f"there is a rule {path.stem!r} in {by_id[path.stem]} already", line=1)
        by_id.setdefault(path.stem, path)
    for path, rule in reading.rules:
        for number, old in enumerate(rule.formerly):
            if old in by_id:
                yield Remark(path, ("formerly", number), f"there is a rule {old!r} in {by_id[old]}: it has not gone")


def _badly_named(reading: Reading) -> Iterator[Remark]:
    for path in reading.rule_paths:
        if not _RULE_ID.fullmatch(path.stem):
            better = "-".join(path.stem.casefold().replace("_", " ").split())
            yield Remark(
                path, (), f"a rule's file has lower-case words with hyphens as its name: {better}.yaml", line=1
            )
