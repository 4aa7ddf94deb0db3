"""Finds what no text proves: branches that no case fires, concepts that no rule uses, phrases that no text has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.agreement.understand import understand
from agreementlint.cases import document_beside
from agreementlint.engine.checks import AllOf, AnyOf, Check, FactForm, NoneOf, States, form_of, parts_of
from agreementlint.engine.evaluate import ForbidCheck, RequireCheck, evaluate
from agreementlint.language.lexicon import Lexicon
from agreementlint.language.tokens import tokenize
from agreementlint.latepattern import LatePattern
from agreementlint.readers import read_document
from agreementlint.rule import Rule
from agreementlint.ruleset import RuleSet
from agreementlint.terms import ConceptId, Kind
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

Step = str | int
_PARTS = 4  # the training texts are looked at in so many parts
_SENTENCE = LatePattern(r"(?:[^.!?|\n]|\.(?=\w))+[.!?]?")
Place = tuple[Step, ...]  # the keys and numbers that lead to a part of a rule: ("check", "any", 2, "all", 0)


@dataclass(frozen=True, slots=True)
class Unproved:
    """A part of a rule or of the lexicon that nothing proves: its file and line (from 1), and what it is."""

    path: str
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What no case fires, what no rule uses, and the phrases that no text has."""

    branches: tuple[Unproved, ...]
    concepts: tuple[Unproved, ...]
    phrases: tuple[Unproved, ...]


def coverage(ruleset: RuleSet, folder: Path, wordings: Path | None = None) -> Coverage:
    """What the cases of a rule set leave unproved; `folder` holds its files, `wordings` further texts for phrases."""
    return Coverage(
        tuple(unproved for rule in ruleset.rules for unproved in uncovered_branches(rule, ruleset)),
        tuple(unused_concepts(ruleset, folder)),
        tuple(unmatched_phrases(ruleset, folder, wordings)),
    )


# Branches ---------------------------------------------------------------------------


def uncovered_branches(rule: Rule, ruleset: RuleSet) -> Iterator[Unproved]:
    """The innermost parts of a rule's checks that none of its cases makes fire, known gaps aside."""
    left = {place: (check, denials) for place, check, denials in _branches(rule)}
    for case in rule.cases:
        if not left:
            return
        if case.expected == "gap":
            continue
        agreement = understand(read_document("case.txt", case.text.encode()), ruleset.lexicon, case.kind)
        agreement = replace(agreement, companions=document_beside(case, ruleset))
        fired = [place for place, (check, denials) in left.items() if evaluate(check, agreement, denials).found]
        for place in fired:
            del left[place]
    lines = _lines_of(Path(rule.source)) if left else {}
    for place in left:
        if not any(other != place and other[: len(place)] == place for other in left):
            yield Unproved(rule.source, _line(lines, place), f"{rule.id}: {_in_words(place)}")


def _branches(rule: Rule) -> Iterator[tuple[Place, Check, bool]]:
    """Every part of a rule's checks: where it stands, the part, and whether what is denied may satisfy it."""
    roots: tuple[tuple[str, Check | None, bool], ...]
    match rule.check:
        case RequireCheck(check=check, trigger=trigger, defeat=defeat, partial=partial, dimensions=dimensions):
            roots = (("check", check, False), ("trigger", trigger, True), ("unless", defeat, True))
            roots = (*roots, ("partial", partial, True), ("dimensions", dimensions, False))
        case ForbidCheck(check=check, trigger=trigger, excuse=excuse):
            roots = (("check", check, True), ("trigger", trigger, True), ("unless", excuse, True))
        case _:
            roots = ()  # code has no branches that could be told apart
    for key, root, denials in roots:
        if root is not None:
            yield from _parts(root, (key,), denials)


def _parts(check: Check, place: Place, denials: bool) -> Iterator[tuple[Place, Check, bool]]:
    yield place, check, denials
    match check:
        case AllOf(parts):
            yield from _alternatives(parts, (*place, "all"), denials)
        case AnyOf(parts):
            yield from _alternatives(parts, (*place, "any"), denials)
        case NoneOf(parts):
            yield from _alternatives(parts, (*place, "none"), denials=True)
        case _:
            pass  # what is asked of another document fires there as a whole


def _alternatives(parts: Sequence[Check], place: Place, denials: bool) -> Iterator[tuple[Place, Check, bool]]:
    for number, part in enumerate(parts):
        yield from _parts(part, (*place, number), denials)


def _in_words(place: Place) -> str:
    """`check, any 3, all 1`: numbers are counted from one."""
    words: list[str] = []
    for step in place:
        if isinstance(step, int):
            words[-1] += f" {step + 1}"
        else:
            words.append(step)
    return ", ".join(words)


def _line(lines: Mapping[Place, int], place: Place) -> int:
    """The line of a part; of what is around it where the file does not show the part by itself."""
    return next((lines[place[:end]] for end in range(len(place), 0, -1) if place[:end] in lines), 1)


# The lexicon ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Concept:
    """A concept as its file has it: its phrases and its examples with their lines, and the concepts that it includes."""

    name: ConceptId
    path: str
    line: int
    phrases: tuple[tuple[str, int], ...]
    examples: tuple[tuple[str, int], ...]
    includes: tuple[ConceptId, ...]


def _concepts(folder: Path) -> Iterator[_Concept]:
    for path in sorted((folder / "lexicon").glob("*.y*ml")):
        for entry in _items(_tree_of(path)):
            [name] = _words(entry.get("concept"))
            yield _Concept(
                ConceptId(name[0]),
                str(path),
                name[1],
                tuple(_words(entry.get("phrases"))),
                tuple(_words(entry.get("examples"))),
                tuple(ConceptId(word) for word, _ in _words(entry.get("includes"))),
            )


def unused_concepts(ruleset: RuleSet, folder: Path) -> Iterator[Unproved]:
    """The concepts that no rule and no fact names and that none that is used includes."""
    concepts = list(_concepts(folder))
    includes = {concept.name: concept.includes for concept in concepts}
    checks = [check for rule in ruleset.rules for _, check, _ in _branches(rule)]
    used: set[ConceptId] = set()
    waiting = [name for check in checks for name in _named_in(check)]
    waiting += [name for form in ruleset.facts for name in _named_in_fact(form)]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += includes.get(name, ())
    for concept in concepts:
        if concept.name not in used:
            yield Unproved(concept.path, concept.line, f"{concept.name}: no rule and no fact uses this concept")


def concepts_of(rule: Rule) -> tuple[ConceptId, ...]:
    """The concepts that a rule looks for, each once, in the order of its file."""
    return tuple(dict.fromkeys(name for _, check, _ in _branches(rule) for name in _named_in(check)))


def _named_in(check: Check) -> Iterator[ConceptId]:
    if isinstance(check, States):
        choices = (check.act, check.without, *check.with_, *check.own, *check.under, *check.nearby)
        yield from (term.concept for choice in choices for term in choice)
    form = form_of(check)
    if form is not None:
        yield from _named_in_fact(form)
    for part in parts_of(check):
        yield from _named_in(part)


def _named_in_fact(form: FactForm) -> Iterator[ConceptId]:
    for part in form.parts:
        yield from part.concepts
    for _, check in form.checks:
        yield from _named_in(check)


def unmatched_phrases(ruleset: RuleSet, folder: Path, wordings: Path | None = None) -> Iterator[Unproved]:
    """The phrases that stand in no case of a rule, in no example of a concept and in no training text."""
    concepts = list(_concepts(folder))
    ours = [case.text for rule in ruleset.rules for case in rule.cases]
    ours += [text for concept in concepts for text, _ in concept.examples]
    trained = list(_texts_of(wordings))
    phrases = [(concept, phrase, line) for concept in concepts for phrase, line in concept.phrases]
    left = {ConceptId(str(number)): phrase for number, (_, phrase, _) in enumerate(phrases)}
    # A phrase that was found is not looked for in the texts that are left: most are in the first ones.
    for texts in (ours, *(trained[part::_PARTS] for part in range(_PARTS))):
        found = _found(left, "\n".join(texts))
        left = {number: phrase for number, phrase in left.items() if number not in found}
    for number in left:
        concept, phrase, line = phrases[int(number)]
        yield Unproved(concept.path, line, f"{concept.name}: {phrase}")


def _found(phrases: Mapping[ConceptId, str], text: str) -> Collection[ConceptId]:
    """Which of the phrases a text has. Its sentences are divided more simply, and never less finely, than a document's."""
    lexicon = Lexicon({number: (phrase,) for number, phrase in phrases.items()}, {})
    sentences = [sentence.span() for sentence in _SENTENCE.finditer(text)]
    return lexicon.find(*tokenize(text, lexicon.stems, sentences)).concepts()


def _texts_of(wordings: Path | None) -> Iterator[str]:
    """The training texts."""
    for path in sorted(wordings.glob("*.yaml")) if wordings is not None else ():
        for entry in _items(_tree_of(path)):
            yield from (text for text, _ in _words(entry.get("wordings")))
            misses = [_entries(node) for node in _nodes(entry.get("near_misses"))]
            yield from (text for miss in misses for text, _ in _words(miss.get("text")))


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a concept, with its file and line (from 1), and whether the concept's words are found in it."""

    path: str
    line: int
    concept: ConceptId
    text: str
    heard: bool


def proved_examples(lexicon: Lexicon, folder: Path) -> tuple[Example, ...]:
    """Every example of a concept in the lexicon of a folder, each read as a small document."""
    return tuple(
        Example(concept.path, line, concept.name, text, concept.name in _mentions(text, lexicon))
        for concept in _concepts(folder)
        for text, line in concept.examples
    )


def _mentions(text: str, lexicon: Lexicon) -> Collection[ConceptId]:
    return understand(read_document("example.txt", text.encode()), lexicon, Kind.TWO_PARTY).mentions


# YAML with its lines ----------------------------------------------------------------


def _tree_of(path: Path) -> Node | None:
    from agreementlint.ruleyaml import yaml_reader

    tree: Node | None = yaml_reader().compose(path.read_text(encoding="utf-8"))
    return tree


def _lines_of(path: Path) -> dict[Place, int]:
    """For each key and item of a rule file the line that it begins on; nothing of a rule that is no YAML."""
    if path.suffix not in (".yaml", ".yml"):
        return {}
    return dict(_places(_tree_of(path), ()))


def _places(node: Node | None, place: Place) -> Iterator[tuple[Place, int]]:
    children: Iterable[tuple[Step, Node]] = _entries(node).items() or enumerate(_nodes(node))
    for step, child in children:
        yield (*place, step), child.start_mark.line + 1
        yield from _places(child, (*place, step))


def _items(node: Node | None) -> Iterator[Mapping[str, Node]]:
    return (_entries(item) for item in _nodes(node))


def _entries(node: Node | None) -> Mapping[str, Node]:
    from ruamel.yaml.nodes import MappingNode

    return {key.value: value for key, value in node.value} if isinstance(node, MappingNode) else {}


def _nodes(node: Node | None) -> Sequence[Node]:
    from ruamel.yaml.nodes import SequenceNode

    return list(node.value) if isinstance(node, SequenceNode) else []


def _words(node: Node | None) -> Iterator[tuple[str, int]]:
    """The words of a value, or of each in a list, with their lines."""
    from ruamel.yaml.nodes import ScalarNode

    for each in [node] if isinstance(node, ScalarNode) else _nodes(node):
        if isinstance(each, ScalarNode):
            yield str(each.value), each.start_mark.line + 1
