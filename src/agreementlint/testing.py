"""The harness for plugins' tests: a rule's cases, and a rule's verdict on any text, by the code that users run."""

from __future__ import annotations

from dataclasses import replace

from agreementlint.agreement.understand import understand
from agreementlint.cases import CaseResult, prove
from agreementlint.errors import BadConfiguration
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.plugins import gather_plugins, load_rules_with, with_facts
from agreementlint.readers import read_document
from agreementlint.rule import Rule
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind
from agreementlint.verdict import OutcomeVerdict

__all__ = ["BadConfiguration", "CaseResult", "prove_plugin", "rules_of", "verdict_on"]

_TESTED = "tested"


def rules_of(plugin: object) -> tuple[Rule, ...]:
    """The rules of a plugin (its module), registered and checked as if it were installed.

    Raises BadConfiguration with everything that is wrong with it.
    """
    return _rules_in(_with(plugin))


def prove_plugin(plugin: object) -> tuple[CaseResult, ...]:
    """What each rule of a plugin says of each of its cases; `passed` is false where it says something else."""
    ruleset = _with(plugin)
    return tuple(result for rule in _rules_in(ruleset) for result in prove(rule, ruleset))


def verdict_on(
    rule: Rule, text: str, kind: Kind, *, name: str = "case.txt", beside: str = "", plugin: object | None = None
) -> OutcomeVerdict:
    """What a rule says of a text; the end of `name` says what it is (".md", ".yaml" for a plan).

    `kind` must be one of the rule's. `beside` is the words of a document that goes with it; `plugin` brings the
    concepts and facts that the rule reads, where it brings any.
    """
    ruleset = load_rules() if plugin is None else _with(plugin)
    ready = with_facts(rule, ruleset.facts)
    companions = (understand(read_document("beside.txt", beside.encode()), ruleset.lexicon),) if beside else ()
    alone = replace(ruleset, rules=(ready,))
    [outcome] = lint(read_document(name, text.encode()), alone, kind, companions=companions).outcomes
    return outcome.verdict


def _with(plugin: object) -> RuleSet:
    return load_rules_with(gather_plugins({_TESTED: plugin}))


def _rules_in(ruleset: RuleSet) -> tuple[Rule, ...]:
    return tuple(rule for rule in ruleset.rules if rule.source == f"plugin {_TESTED}")
