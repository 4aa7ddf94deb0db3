"""The command `rules`: the table of what can be done with rules."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator

from agreementlint.cli import rules_check, rules_diff, rules_docs, rules_new, rules_test
from agreementlint.cli.configured import rules_here, take_configuration
from agreementlint.cli.selection import take_plugins, take_rules
from agreementlint.cli.terminal import page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, row
from agreementlint.reporters.to_console import SEVERITY_STYLE
from agreementlint.reporters.wording import count, family_in_words
from agreementlint.rule import Rule
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its name, what it is for, the arguments it takes and what it does."""

    name: str
    summary: str
    take: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], ExitStatus]


def _take_list(parser: ArgumentParser) -> None:
    take_rules(parser)
    take_plugins(parser)
    take_configuration(parser)


def _list(arguments: Namespace) -> ExitStatus:
    _, ruleset = rules_here(arguments)
    say(paint(_listed(ruleset.rules), page()))
    return ExitStatus.CLEAN


TASKS: tuple[Task, ...] = (
    Task("list", "every rule with its severity and title", _take_list, _list),
    Task("check", "find every mistake in rule files before a document is read", rules_check.take, rules_check.run),
    Task("test", "prove every rule on its own cases", rules_test.take, rules_test.run),
    Task("new", "write a rule file to start from", rules_new.take, rules_new.run),
    Task("docs", "write a page about each rule", rules_docs.take, rules_docs.run),
    Task("diff", "show which verdicts a change of rules would alter", rules_diff.take, rules_diff.run),
)


def take(parser: ArgumentParser) -> None:
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    for task in TASKS:
        task.take(tasks.add_parser(task.name, help=task.summary, description=task.summary, allow_abbrev=False))


def run(arguments: Namespace) -> ExitStatus:
    return next(task for task in TASKS if task.name == arguments.task).run(arguments)


def _listed(rules: tuple[Rule, ...]) -> Iterator[Row]:
    widest = max((len(rule.id) for rule in rules), default=0)
    families: dict[str, list[Rule]] = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(rule)
    for family, members in families.items():
        yield row(Words(family_in_words(family), Style.TITLE))
        for rule in members:
            severity = Words(f"{rule.severity.value:<7}", SEVERITY_STYLE[rule.severity])
            title = f"{rule.title} (now {', '.join(rule.replaced_by)})" if rule.replaced_by else rule.title
            yield row(title, indent=2, marker=Words(f"{rule.id:<{widest}}  {severity.text}", severity.style))
        yield BLANK
    yield row(count(len(rules), "rule"))
