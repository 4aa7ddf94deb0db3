"""The command `explain`: one rule, why it is there and what satisfies it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from agreementlint.cli.configured import rules_here, take_configuration
from agreementlint.cli.selection import take_plugins, take_rules, translated
from agreementlint.cli.terminal import complain, page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.reporters.layout import BLANK, Row, Style, Words, barred, paint, quoted, row
from agreementlint.reporters.wording import KIND_IN_WORDS, as_sentence, family_in_words, with_slots
from agreementlint.rule import Case, Demand, Rule
from agreementlint.suggestion import did_you_mean
from agreementlint.terms import Kind

_EXPECTATIONS: tuple[tuple[str, str], ...] = (
    ("held", "What passes"),
    ("violated", "What does not pass"),
    ("not_applicable", "Where it does not apply"),
    ("gap", "What it is known to get wrong"),
)


def take(parser: ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="the id of a rule; see: agreementlint rules list")
    take_rules(parser)
    take_plugins(parser)
    take_configuration(parser)


def run(arguments: Namespace) -> ExitStatus:
    name: str = arguments.rule
    _, ruleset = rules_here(arguments)
    rules = {str(rule.id): rule for rule in ruleset.rules}
    if name not in rules:
        new, notices = translated(ruleset, [name])
        for notice in notices:
            complain(notice)
        name = min(new) if notices else name
    if name not in rules:
        raise BadConfiguration(
            f"there is no rule {name!r}. {did_you_mean(name, rules) or 'See: agreementlint rules list'}"
        )
    say(paint(_explained(rules[name]), page()))
    return ExitStatus.CLEAN


def _explained(rule: Rule) -> Iterator[Row]:
    yield row(Words(rule.title, Style.TITLE), " ", Words(rule.id, Style.DIM))
    yield row(f"{family_in_words(rule.family)}; {rule.severity.value}, {rule.confidence.value} confidence", indent=2)
    yield row(f"For: {', '.join(KIND_IN_WORDS[kind] for kind in Kind if kind in rule.kinds)}", indent=2)
    yield from _part("Passes when" if rule.demand is Demand.REQUIRE else "Passes where", rule.passes_when)
    yield from _part("Why it matters", rule.why)
    yield from _part("What to do", rule.advice)
    if rule.model_clause:
        yield BLANK
        yield row(Words("A clause you can use", Style.TITLE))
        yield barred(with_slots(rule.model_clause), indent=2)
    if rule.authorities or rule.rests_on:
        yield BLANK
        yield row(Words("Authorities", Style.TITLE))
    for authority in rule.authorities:
        doubt = "" if authority.confirmed else " (citation not confirmed)"
        yield row(f"{authority.citation}{doubt}", indent=2, marker=Words("-"))
    if rule.rests_on:
        yield row(f"No authority is confirmed. What it rests on: {rule.rests_on}", indent=2)
    for expected, heading in _EXPECTATIONS:
        yield from _examples(heading, [case for case in rule.cases if case.expected == expected])
    yield BLANK
    if rule.replaced_by:
        yield row(f"Deprecated: it is no longer checked. Use {', '.join(rule.replaced_by)}.")
    since = f", since version {rule.since}" if rule.since else ""
    yield row(Words(f"From {rule.source}{since}", Style.DIM))


def _part(heading: str, text: str) -> Iterator[Row]:
    if text:
        yield BLANK
        yield row(Words(heading, Style.TITLE))
        yield row(as_sentence(text), indent=2)


def _examples(heading: str, cases: list[Case]) -> Iterator[Row]:
    if cases:
        yield BLANK
        yield row(Words(heading, Style.TITLE))
    for case in cases:
        yield row(quoted(case.text, 600), indent=2, marker=Words("-"))
        if case.why:
            yield row(Words(as_sentence(case.why), Style.DIM), indent=4)
