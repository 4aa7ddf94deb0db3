"""Finds conditions that are always true or always false, and rules that therefore can never say anything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, reduce
from pathlib import Path

from agreementlint.checkfile import (
    AllCheck,
    AnyCheck,
    CheckModel,
    CodeModel,
    ComparesCheck,
    DiffersCheck,
    ElsewhereCheck,
    NoneCheck,
    ShowsCheck,
    StatesCheck,
    StatesModel,
)
from agreementlint.engine.checks import Feature, Stance
from agreementlint.rule import Demand
from agreementlint.rulefile import RuleModel
from agreementlint.ruletypes.reading import Reading
from agreementlint.ruletypes.remarks import Remark
from agreementlint.terms import Kind, Polarity
from agreementlint.values import dataclass
from agreementlint.yamlplaces import Place

_EVERYWHERE = frozenset(Kind) - {Kind.OTHER}
# A document is taken to be of another kind as soon as it has these.
_KINDS_THAT_SHOW: Mapping[Feature, frozenset[Kind]] = {Feature.SPONSOR_NAMED: _EVERYWHERE - {Kind.TWO_PARTY}}


@dataclass(frozen=True, slots=True)
class World:
    """What conditions are judged by: the words behind each concept, and the kinds of document that state a fact."""

    includes: Mapping[str, frozenset[str]]  # each concept and all that it includes, by whatever way
    wordless: frozenset[str]
    stating: Mapping[str, frozenset[Kind]]


def world_of(reading: Reading) -> World:
    """The world of a rule set, as far as its files could be read."""
    direct = {model.concept: model.includes for _, _, model in reading.concepts}
    phrases = {model.concept for _, _, model in reading.concepts if model.phrases}
    includes = {concept: frozenset(_reached(concept, direct)) for concept in direct}
    wordless = frozenset(c for c, parts in includes.items() if not parts & phrases and parts <= direct.keys())
    kinds = {path.stem: frozenset(rule.kinds) for path, rule in reading.rules}
    stating = {
        form.fact: _EVERYWHERE
        if form.check is not None
        else reduce(frozenset.union, (kinds.get(rule, _EVERYWHERE) for rule in form.stated_by), frozenset[Kind]())
        for _, _, form in reading.facts
    }
    return World(includes, wordless, stating)


def _reached(concept: str, direct: Mapping[str, Sequence[str]]) -> set[str]:
    reached, waiting = set[str](), [concept]
    while waiting:
        each = waiting.pop()
        if each not in reached:
            reached.add(each)
            waiting += direct.get(each, ())
    return reached


def logic_remarks(reading: Reading) -> Iterator[Remark]:
    """Every condition that cannot be otherwise, and what that makes of its rule."""
    world = world_of(reading)
    yield from _circles(reading)
    for path, number, concept in reading.concepts:
        if not concept.phrases and not concept.includes:
            yield Remark(
                path,
                (number, "concept"),
                f"the concept {concept.concept!r} has no phrases and includes none: it is never found",
            )
    for path, rule in reading.rules:
        yield from _of_rule(path, rule, world)


def _circles(reading: Reading) -> Iterator[Remark]:
    direct = {model.concept: model.includes for _, _, model in reading.concepts}
    for path, number, model in reading.concepts:
        for at, part in enumerate(model.includes):
            if model.concept == part:
                yield Remark(path, (number, "includes", at), f"the concept {part!r} includes itself")
            elif model.concept in _reached(part, direct):
                message = f"the concept {model.concept!r} includes {part!r}, which includes it in turn"
                yield Remark(path, (number, "includes", at), message)


def _of_rule(path: Path, rule: RuleModel, world: World) -> Iterator[Remark]:
    kinds = frozenset(rule.kinds)
    forbids = rule.demand is Demand.FORBID
    roots: tuple[tuple[str, CheckModel | CodeModel | None, bool], ...] = (
        ("trigger", rule.trigger, True), ("check", rule.check, forbids), ("unless", rule.unless, True),
        ("partial", rule.partial, True),
        ("dimensions", rule.dimensions, False),
    )  # fmt: skip
    for key, root, denials in roots:
        if root is None or isinstance(root, CodeModel):
            continue
        fold = Fold(kinds, world, denials)
        value = fold.value(root, (key,))
        for place, message in fold.reasons:
            yield Remark(path, place, message, at_key=True)
        if value is not None:
            yield Remark(path, (key,), _consequence(key, value, forbids), at_key=True)
    if rule.unless is not None and rule.unless == rule.check:
        so = "the rule can never be violated" if forbids else "the rule can never hold"
        yield Remark(path, ("unless",), f"'unless' asks for the same as 'check': {so}", at_key=True)


def _consequence(key: str, value: bool, forbids: bool) -> str:
    match key, value:
        case "trigger", True:
            return "the trigger is always met: leave it out"
        case "trigger", False:
            return "the trigger is never met: the rule never applies"
        case "check", _:
            held = value is not forbids
            how = "always" if value else "never"
            return f"the check is {how} met: the rule can never {'be violated' if held else 'hold'}"
        case "unless", True:
            return f"'unless' is always met: the rule can never {'be violated' if forbids else 'hold'}"
        case _:
            return f"{key!r} is {'always' if value else 'never'} met: leave it out"


class Fold:
    """Works out whether a condition is always or never met; None where it depends on the document."""

    def __init__(self, kinds: frozenset[Kind], world: World, denials: bool) -> None:
        self._kinds, self._world, self._denials = kinds, world, denials
        self.reasons: list[tuple[Place, str]] = []

    def value(self, check: CheckModel, place: Place) -> bool | None:
        match check:
            case StatesCheck(states=states):
                return self._states(states, (*place, "states"))
            case ShowsCheck(shows=feature):
                possible = _KINDS_THAT_SHOW.get(feature, self._kinds)
                if self._kinds & possible:
                    return None
                return self._constant((*place, "shows"), False, f"no document of these kinds shows {feature.value!r}")
            case AllCheck(all=parts):
                return self._all(parts, (*place, "all"))
            case AnyCheck(any=parts, at_least=at_least):
                return self._any(parts, at_least, place)
            case NoneCheck(none=parts):
                values = [self.value(part, (*place, "none", at)) for at, part in enumerate(parts)]
                return False if True in values else True if set(values) == {False} else None
            case ElsewhereCheck(elsewhere=inner):
                beside = Fold(_EVERYWHERE, self._world, True)
                value = beside.value(inner, (*place, "elsewhere"))
                self.reasons += beside.reasons
                return False if value is False else None  # there may be no other document
            case DiffersCheck(differs=differs):
                return self._stated(differs.fact, (*place, "differs", "fact"), False)
            case ComparesCheck(compares=compares):
                return self._stated(compares.fact, (*place, "compares", "fact"), compares.absent == "met")
            case _:
                return None  # of a shape that nothing more is known of it depends on the document

    def _constant(self, place: Place, value: bool, message: str) -> bool:
        self.reasons.append((place, message))
        return value

    def _all(self, parts: list[CheckModel], place: Place) -> bool | None:
        values = [self.value(part, (*place, at)) for at, part in enumerate(parts)]
        denied = [inner for part in parts if isinstance(part, NoneCheck) for inner in part.none]
        for at, part in enumerate(parts):
            if part in denied:
                return self._constant(
                    (*place, at), False, "this is asked for here and ruled out beside it: both never hold"
                )
        return False if False in values else True if set(values) == {True} else None

    def _any(self, parts: list[CheckModel], at_least: int, place: Place) -> bool | None:
        values = [self.value(part, (*place, "any", at)) for at, part in enumerate(parts)]
        if at_least > len(parts):
            message = f"{at_least} are needed and there are only {len(parts)}: this is never met"
            return self._constant((*place, "at_least"), False, message)
        denied = [inner for part in parts if isinstance(part, NoneCheck) and len(part.none) == 1 for inner in part.none]
        for at, part in enumerate(parts):
            # Where denials do not count, the two are not each other's opposite.
            if self._denials and at_least == 1 and part in denied:
                return self._constant((*place, "any", at), True, "either this or its opposite is always met")
        if values.count(True) >= at_least:
            return True
        return False if len(parts) - values.count(False) < at_least else None

    def _stated(self, fact: str, place: Place, otherwise: bool) -> bool | None:
        stating = self._world.stating.get(fact, _EVERYWHERE)
        if stating & self._kinds:
            return None
        names = ", ".join(sorted(self._kinds))
        return self._constant(place, otherwise, f"no document of the rule's kinds ({names}) states the fact {fact!r}")

    def _states(self, states: StatesModel, place: Place) -> bool | None:
        never = False
        choices: list[tuple[str, list[tuple[Stance, str]], Place]] = [("act", _terms(states.act), ())]
        for key, rows in (
            ("with", states.with_),
            ("own", states.own),
            ("under", states.under),
            ("nearby", states.nearby),
        ):
            choices += [(key, _terms(choice), (at,)) for at, choice in enumerate(rows)]
        for key, terms, at in choices:
            if all(concept in self._world.wordless for _, concept in terms):
                names = ", ".join(concept for _, concept in terms)
                never = not self._constant((*place, key, *at), False, f"nothing stands for {names}: this is never met")
            in_own_words = key == "own" or (key == "act" and not states.with_ and not states.own)
            if in_own_words and all(self._excluded(term, states.without) for term in terms):
                names = " or ".join(concept for _, concept in terms)
                message = f"{key!r} asks for {names}, and 'without' rules that out: this is never met"
                never = not self._constant((*place, key, *at), False, message)
        if states.named and states.by is None:
            self._constant((*place, "named"), False, "'named' wants the one who acts to be named; say with 'by' who")
        return False if never else None

    def _excluded(self, term: tuple[Stance, str], without: list[str]) -> bool:
        """Whether whatever satisfies a term is ruled out."""
        stance, concept = term
        for excluding, other in map(_term, without):
            if concept != other and concept not in self._world.includes.get(other, ()):
                continue
            if all(excluding.accepts(each) for each in Polarity if stance.accepts(each)):
                return True
        return False


def _terms(choice: str | list[str]) -> list[tuple[Stance, str]]:
    return [_term(text) for text in ([choice] if isinstance(choice, str) else choice)]


@cache  # the same ones are in many rules
def _term(text: str) -> tuple[Stance, str]:
    stance, _, concept = text.rpartition(" ")
    return (Stance(stance) if stance else Stance.AFFIRMED), concept
