"""The command `profiles`: which there are, and what one of them asks."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from agreementlint.cli.selection import every_rule, plugin_choice, profile_called, take_plugins, with_own
from agreementlint.cli.terminal import page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.plugins import load_plugins
from agreementlint.profile import Profile, Severities, severities_of
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, row
from agreementlint.reporters.to_console import SEVERITY_STYLE
from agreementlint.reporters.wording import as_sentence, count, family_in_words
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Severity


def take(parser: ArgumentParser) -> None:
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    listed = tasks.add_parser("list", help="every profile: what it is for and how many rules it has")
    shown = tasks.add_parser("show", help="one profile: for whom it is, what it rests on, and its rules")
    shown.add_argument("profile", metavar="NAME", help="a profile, or the path of a .yaml file of your own")
    for each in (listed, shown):
        take_plugins(each)


def run(arguments: Namespace) -> ExitStatus:
    ruleset = every_rule(load_plugins(plugin_choice(arguments)))
    if arguments.task == "list":
        say(paint(_listed(ruleset), page()))
        return ExitStatus.CLEAN
    profile = profile_called(arguments.profile, ruleset)
    severities = severities_of(profile, with_own(ruleset.profiles, profile), ruleset.rules)
    say(paint(_shown(profile, severities, ruleset), page()))
    return ExitStatus.CLEAN


def _listed(ruleset: RuleSet) -> Iterator[Row]:
    for profile in ruleset.profiles:
        severities = severities_of(profile, ruleset.profiles, ruleset.rules)
        extends = f"; extends {profile.extends}" if profile.extends else ""
        numbers = f" version {profile.version}: {_tally(severities)}{extends}"
        yield row(Words(profile.name, Style.NAME), numbers)
        yield row(as_sentence(profile.means), indent=2)
        yield BLANK


def _shown(profile: Profile, severities: Severities, ruleset: RuleSet) -> Iterator[Row]:
    yield row(Words(profile.title, Style.TITLE), " ", Words(f"{profile.name}, version {profile.version}", Style.DIM))
    yield row(as_sentence(profile.means), indent=2)
    if profile.extends:
        yield row(f"It has all that {profile.extends} has.", indent=2)
    yield BLANK
    yield row(Words("What it rests on", Style.TITLE))
    for authority in profile.authorities:
        doubt = "" if authority.confirmed else " (not confirmed)"
        yield row(f"{authority.standard} {authority.clause}".rstrip() + doubt, indent=2, marker=Words("-"))
    if not profile.authorities:
        yield row("No standard is named.", indent=2)
    family = ""
    for rule in ruleset.rules:
        if rule.id not in severities:
            continue
        if rule.family != family:
            family = rule.family
            yield BLANK
            yield row(Words(family_in_words(family), Style.TITLE))
        severity = severities[rule.id]
        marker = Words(f"{severity.value:<7}", SEVERITY_STYLE[severity])
        yield row(rule.title, " ", Words(rule.id, Style.DIM), indent=2, marker=marker)
    yield BLANK
    yield row(
        f"{_tally(severities)}. An agreement or plan reaches it if every error that is for its kind is satisfied."
    )
    yield row(Words(f"From {profile.source}", Style.DIM))


def _tally(severities: Severities) -> str:
    numbers = [
        (sum(each is severity for each in severities.values()), noun)
        for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "remark"))
    ]
    return f"{count(len(severities), 'rule')}: {', '.join(count(number, noun) for number, noun in numbers if number)}"
