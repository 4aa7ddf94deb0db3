"""Which rules a run uses: all of them, those named by --select, without those named by --ignore."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace

from agreementlint.cli.suggestion import did_you_mean
from agreementlint.errors import BadConfiguration
from agreementlint.packs import load_rules
from agreementlint.plugins import PluginChoice, Plugins, with_plugin_rules
from agreementlint.rule import Rule
from agreementlint.ruleset import RuleSet


def take_plugins(parser: ArgumentParser) -> None:
    """The two options about plugins, which every command has that uses them."""
    parser.add_argument("--no-plugins", action="store_true", help="as if no plugin were installed")
    parser.add_argument(
        "--require-plugin",
        action="append",
        default=[],
        metavar="NAME",
        help="stop if this plugin is not installed (may be given several times)",
    )


def plugin_choice(arguments: Namespace) -> PluginChoice:
    """What the two options say."""
    return PluginChoice(arguments.no_plugins, tuple(arguments.require_plugin))


def every_rule(plugins: Plugins) -> RuleSet:
    """Our own rules and those of the plugins."""
    ruleset = load_rules()
    return replace(ruleset, rules=with_plugin_rules(ruleset.rules, plugins, ruleset.facts))


def choose(ruleset: RuleSet, selected: Sequence[str], ignored: Sequence[str]) -> RuleSet:
    """The rule set with the rules that the two options leave; every unknown name is reported at once."""
    wanted, unwanted = _names(selected), _names(ignored)
    known = {name for rule in ruleset.rules for name in names_of(rule)}
    faults = [
        f"{option}: there is no rule or family {name!r}. {did_you_mean(name, known) or 'See: agreementlint rules list'}"
        for option, names in (("--select", wanted), ("--ignore", unwanted))
        for name in names
        if name not in known
    ]
    if faults:
        raise BadConfiguration(*faults)
    rules = tuple(
        rule for rule in ruleset.rules if (not wanted or names_of(rule) & wanted) and not (names_of(rule) & unwanted)
    )
    return replace(ruleset, rules=rules)


def names_of(rule: Rule) -> frozenset[str]:
    """The names under which a rule can be chosen: its id and its family, written as one word."""
    return frozenset({rule.id, as_name(rule.family)})


def as_name(family: str) -> str:
    """A family as it is typed: "Conflicts of interest" is conflicts-of-interest."""
    return "-".join(family.casefold().replace("_", " ").replace("-", " ").split())


def _names(options: Sequence[str]) -> frozenset[str]:
    return frozenset(as_name(part) for option in options for part in option.split(",") if part.strip())
