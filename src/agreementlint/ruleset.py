"""A rule set: the rules of a run, the lexicon that they speak and the facts that they read."""

from __future__ import annotations

from dataclasses import field

from agreementlint.engine.checks import FactForm
from agreementlint.engine.resemblance import Resemblance
from agreementlint.language.lexicon import Lexicon
from agreementlint.profile import Profile
from agreementlint.rule import Placeholder, Rule
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of a run, in order, and the lexicon that they speak.

    `key` changes with any of the files that they were loaded from; it is empty where they come from none.
    """

    rules: tuple[Rule, ...]
    lexicon: Lexicon
    resemblance: Resemblance = field(default_factory=Resemblance)
    facts: tuple[FactForm, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    profiles: tuple[Profile, ...] = ()
    key: str = ""
