"""A rule set: the rules of a run and the lexicon that they speak."""

from __future__ import annotations

from dataclasses import dataclass, field

from agreementlint.engine.resemblance import Resemblance
from agreementlint.language.lexicon import Lexicon
from agreementlint.rule import Rule


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of a run, in order, and the lexicon that they speak."""

    rules: tuple[Rule, ...]
    lexicon: Lexicon
    resemblance: Resemblance = field(default_factory=Resemblance)
