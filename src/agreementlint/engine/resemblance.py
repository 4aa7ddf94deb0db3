"""A second opinion: how much a statement reads like the texts that are known to satisfy a rule.

A rule's frames are written by people and can be narrower than the language. Beside them stands a small
linear model, trained on our own example texts and shipped as a table that can be read: for each rule
the words and concepts that speak for or against it, and by how much.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import chain

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.stances import Stands
from agreementlint.latepattern import LatePattern
from agreementlint.terms import ConceptId, RuleId
from agreementlint.text import Span
from agreementlint.values import dataclass

BIAS = "(bias)"
_MOST_CONTEXT = 2
_STRONGEST = 14  # features of a rule that may put a statement forward
_TRIED = 3  # statements of a document that are weighed for each rule
_LEAST_TOKENS = 5  # a shorter statement ("As usual.", "No other role.") says too little by itself
_SCALE = 2.5
_ANYHOW = Stands._fields.index("anyhow")


_LINE = r"(?:# [^\n]*+|[^\t\n]++\t[^\t\n]++\t-?\d++(?:\.\d++)?+(?:e-?\d++)?+)?\r?"
_TABLE = LatePattern(rf"{_LINE}(?:\n{_LINE})*+")
_OF_ONE_RULE = LatePattern(r"^(?!# )([^\t\n]+)\t[^\n]*(?:\n\1\t[^\n]*)*+", re.MULTILINE)  # lines that follow each other


class BadWeights(ValueError):
    """A line of the table that is none; `line` counts from 1."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely it is that a rule is satisfied, from 0 to 1, and the words that speak for it most."""

    likelihood: float
    evidence: tuple[Span, ...]


class Reading:
    """An agreement as the model sees it: where each feature is, and the features of statements."""

    __slots__ = (
        "_at",
        "_by_unit",
        "_features",
        "_hearing",
        "_statements",
        "_ways",
        "_words",
        "agreement",
        "long_enough",
    )

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self._at = {statement.span: statement.index for statement in agreement.statements}
        self._words: dict[str, list[int]] = {}  # the units that a stem is in
        self._hearing: dict[str, list[int]] = {}
        self._statements: list[list[int]] = []
        self._features: dict[tuple[int, int], frozenset[str]] = {}
        self._by_unit: dict[int, frozenset[str]] = {}
        self._ways = _Ways()
        units = agreement.units
        self.long_enough = [each.index for each in agreement.statements if len(units[each.unit]) >= _LEAST_TOKENS]

    def index_of(self, span: Span) -> int | None:
        """The statement that has this span."""
        return self._at.get(span)

    def hearing(self, feature: str) -> Sequence[int]:
        """The statements that a word or concept is in, however it stands there, once for each unit that has it."""
        known = self._hearing.get(feature)
        if known is None:
            told = self._told()
            known = self._hearing[feature] = list(
                chain.from_iterable([told[unit] for unit in self._units_with(feature)])
            )
        return known

    def _told(self) -> Sequence[Sequence[int]]:
        """For each unit the statement that it is and those that it introduces."""
        if not self._statements:
            owner, introduced = self.agreement.statement_of_unit, self.agreement.introduced_by
            self._statements = [
                ([owner[unit]] if unit in owner else []) + list(introduced.get(unit, ()))
                for unit in range(len(self.agreement.units))
            ]
        return self._statements

    def _units_with(self, feature: str) -> Sequence[int]:
        if feature[0] != "@":
            if not self._words:
                for index, tokens in enumerate(self.agreement.units):
                    for stem in set(self.agreement.stems[tokens.start : tokens.stop]):
                        self._words.setdefault(stem, []).append(index)
            return self._words.get(feature, ())
        stances = self.agreement.stances
        return stances.units.numbers(stances.units_of(ConceptId(feature[1:].partition(":")[0]), _ANYHOW))

    def features(self, first: int, last: int) -> frozenset[str]:
        """The features of the statements from `first` to `last` and of what introduces them.

        A word is its stem, any number `#`. A concept is written `@concept`, and once more with `:not`,
        `:except`, `:loose` or the actor behind it where it is denied, excepted, only permitted or
        wished, or somebody's act.
        """
        known = self._features.get((first, last))
        if known is None:
            statements = self.agreement.statements[first : last + 1]
            units = {unit for s in statements for unit in (s.unit, *s.context[:_MOST_CONTEXT])}
            known = self._features[first, last] = frozenset().union(*map(self._features_of, units))
        return known

    def _features_of(self, unit: int) -> frozenset[str]:
        known = self._by_unit.get(unit)
        if known is None:
            standing = self.agreement.stances.standing_in(unit)
            named = [map(self._ways[way].__getitem__, concepts) for way, concepts in standing.items()]
            known = self._by_unit[unit] = self._words_of(unit).union(*chain.from_iterable(named))
        return known

    def _words_of(self, unit: int) -> frozenset[str]:
        tokens = self.agreement.units[unit]
        stems = self.agreement.stems[tokens.start : tokens.stop]
        return frozenset(["#" if stem[0].isdigit() else stem for stem in stems if len(stem) > 1 or stem.isdigit()])


class _Ways(dict[str, "_Written"]):
    """By the way they stand: concepts as features."""

    def __missing__(self, way: str) -> _Written:
        written = self[way] = _Written(way)
        return written


class _Written(dict[frozenset[ConceptId], frozenset[str]]):
    """Concepts that stand in one way as features: the same ones stand together again and again."""

    def __init__(self, way: str) -> None:
        super().__init__()
        self._behind = f":{way}" if way else ""

    def __missing__(self, concepts: frozenset[ConceptId]) -> frozenset[str]:
        written = self[concepts] = frozenset([f"@{concept}{self._behind}" for concept in concepts])
        return written


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for (above 0) and against (below 0) one rule, and the features that speak loudest for it.

    `named` are the features that `of` has weights for, as a set that others are quickly cut with.
    """

    bias: float
    of: Mapping[str, float]
    loudest: tuple[str, ...]
    named: frozenset[str]

    def opinion(self, reading: Reading) -> Opinion:
        """What the words of an agreement suggest about the rule."""
        best = Opinion(0.0, ())
        for first, last in _put_forward(self, reading):
            likelihood = _likelihood(self, reading.features(first, last))
            if likelihood > best.likelihood:
                members = reading.agreement.statements[first : last + 1]
                best = Opinion(likelihood, tuple(member.span for member in members))
        return best

    def likelihood_of(self, span: Span, reading: Reading) -> float | None:
        """How much one statement reads like a text that satisfies the rule; None if `span` is no statement."""
        index = reading.index_of(span)
        return None if index is None else _likelihood(self, reading.features(index, index))


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The weights of every rule that has been trained."""

    weights: Mapping[RuleId, Weights] = field(default_factory=dict)


def scale_of(found: frozenset[str]) -> float:
    """How much each feature counts in a text of so many."""
    return _SCALE / math.sqrt(max(len(found), 4))


def scaled(found: frozenset[str]) -> dict[str, float]:
    """The features as a model is trained on them."""
    return dict.fromkeys(sorted(found), scale_of(found))


def _likelihood(weights: Weights, found: frozenset[str]) -> float:
    score = weights.bias + scale_of(found) * math.fsum(map(weights.of.__getitem__, weights.named & found))
    return 1 / (1 + math.exp(-max(min(score, 50.0), -50.0)))


def _put_forward(weights: Weights, reading: Reading) -> Iterator[tuple[int, int]]:
    """The statements in which the loudest features of a rule come together, alone and with the next one."""
    statements = reading.agreement.statements
    scores = [0.0] * len(statements)
    for feature in weights.loudest:
        weight = weights.of[feature]
        for index in reading.hearing(feature):
            scores[index] += weight
    for index in sorted(reading.long_enough, key=scores.__getitem__, reverse=True)[:_TRIED]:
        if not scores[index]:
            return
        yield index, index
        following = index + 1
        if following < len(statements) and statements[following].section == statements[index].section:
            yield index, following


def read_weights(table: str) -> Resemblance:
    """The weights from their table: lines of rule, feature and weight, divided by tabs; `#` opens a comment.

    Raises BadWeights at the first line that is wrong.
    """
    if _TABLE.fullmatch(table):
        rows: dict[RuleId, str] = {}
        for lines in _OF_ONE_RULE.finditer(table):
            rule = RuleId(lines[1])
            own = lines[0].replace(f"\n{rule}\t", "\n").removeprefix(f"{rule}\t")
            rows[rule] = f"{rows[rule]}\n{own}" if rule in rows else own
        return Resemblance(_LateWeights(rows))
    for number, line in enumerate(table.split("\n"), 1):
        if not _TABLE.fullmatch(line):
            raise BadWeights(number, f"not a rule, a feature and a weight divided by tabs: {line[:60]!r}")
    raise AssertionError("a table whose lines are all right")


class _LateWeights(Mapping[RuleId, Weights]):
    """The weights of rules as lines of text until they are asked for: only a rule that is violated needs its own."""

    __slots__ = ("_known", "_lines")

    def __init__(self, lines: Mapping[RuleId, str]) -> None:
        self._lines = lines
        self._known: dict[RuleId, Weights] = {}

    def __getitem__(self, rule: RuleId) -> Weights:
        known = self._known.get(rule)
        if known is None:
            cells = self._lines[rule].replace("\n", "\t").split("\t")
            known = self._known[rule] = _weights(dict(zip(cells[::2], map(float, cells[1::2]), strict=True)))
        return known

    def __iter__(self) -> Iterator[RuleId]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __reduce__(self) -> tuple[type[_LateWeights], tuple[Mapping[RuleId, str]]]:
        return _LateWeights, (self._lines,)


def _weights(row: Mapping[str, float]) -> Weights:
    of = dict(row)
    bias = of.pop(BIAS, -10.0)
    # Most are not loud enough to be put in order.
    strongest = sorted(of.values(), reverse=True)[:_STRONGEST]
    loud = [feature for feature, weight in of.items() if weight > 0 and weight >= strongest[-1]]
    loudest = sorted(loud, key=lambda feature: (-of[feature], feature))
    return Weights(bias, of, tuple(loudest[:_STRONGEST]), frozenset(of))
