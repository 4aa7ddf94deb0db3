"""Writes the reference of rules: a page for each in Markdown, and an index by family."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from agreementlint.latepattern import LatePattern
from agreementlint.reporters.wording import KIND_IN_WORDS, as_sentence, count, family_in_words, with_slots
from agreementlint.rule import Case, Demand, Placeholder, Rule
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind, Severity

INDEX = "index.md"
MADE = "Made by `agreementlint rules docs` from the rule files; change these and write it anew."
_SLOT = LatePattern(r"\{([a-z][a-z0-9_]*)\}")
_SPECIAL = LatePattern(r"([\\`*_\[\]<>|#])")
_GROUPS = (
    ("held", "What passes"),
    ("violated", "What does not pass"),
    ("not_applicable", "Where it does not apply"),
    ("gap", "What it is known to get wrong"),
)


def rule_pages(ruleset: RuleSet) -> dict[str, str]:
    """The pages by their file names: one for each rule, and the index."""
    placeholders = {each.name: each for each in ruleset.placeholders}
    pages = {f"{rule.id}.md": _page(rule, placeholders) for rule in ruleset.rules}
    pages[INDEX] = _joined(_index(ruleset.rules))
    return pages


def _index(rules: Sequence[Rule]) -> Iterator[str]:
    yield "# Rules"
    number = {severity: sum(1 for rule in rules if rule.severity is severity) for severity in Severity}
    tally = ", ".join(f"{number[severity]} {severity.value}" for severity in Severity if number[severity])
    yield f"{count(len(rules), 'rule')}: {tally}. {MADE}"
    families: dict[str, list[Rule]] = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(rule)
    for family, members in families.items():
        yield f"## {family_in_words(family)}"
        rows = [f"| [{rule.id}]({rule.id}.md) | {_plain(rule.title)} | {_standing(rule)} |" for rule in members]
        yield "\n".join(["| Rule | What it is about | Severity |", "| --- | --- | --- |", *rows])


def _standing(rule: Rule) -> str:
    return "deprecated" if rule.replaced_by else rule.severity.value


def _page(rule: Rule, placeholders: Mapping[str, Placeholder]) -> str:
    return _joined(
        (
            f"# {_plain(rule.title)}",
            *_facts(rule),
            "## Passes when" if rule.demand is Demand.REQUIRE else "## Passes where",
            _plain(as_sentence(rule.passes_when)),
            "## Why it matters",
            _plain(as_sentence(rule.why)),
            "## What to do",
            _plain(as_sentence(rule.advice)),
            *_clause(rule, placeholders),
            *_authorities(rule),
            *(part for expected, heading in _GROUPS for part in _cases(rule, expected, heading)),
            f"[All rules]({INDEX}). {MADE}",
        )
    )


def _facts(rule: Rule) -> Iterator[str]:
    """The line under the title, and what to use instead of a rule that has had its day."""
    since = f", since version {rule.since}" if rule.since else ""
    family = family_in_words(rule.family)
    yield f"`{rule.id}`: {family}, {rule.severity.value}, {rule.confidence.value} confidence{since}."
    kinds = [f"- {KIND_IN_WORDS[kind]} (`{kind.value}`)" for kind in Kind if kind in rule.kinds]
    yield "\n".join(["It is for", "", *kinds])
    if rule.formerly:
        yield f"Formerly {', '.join(f'`{old}`' for old in rule.formerly)}."
    if rule.replaced_by:
        now = ", ".join(f"[{new}]({new}.md)" for new in rule.replaced_by)
        yield f"**Deprecated.** It is no longer checked; use {now}."


def _clause(rule: Rule, placeholders: Mapping[str, Placeholder]) -> Iterator[str]:
    if not rule.model_clause:
        return
    yield "## A clause you can use"
    yield f"> {_plain(' '.join(with_slots(rule.model_clause).split()))}"
    slots = [placeholders[name] for name in dict.fromkeys(_SLOT.findall(rule.model_clause)) if name in placeholders]
    rows = [
        f"| {_plain(slot.name.replace('_', ' '))} | {_plain(slot.means)} | {_plain(slot.example)} |" for slot in slots
    ]
    if rows:
        yield "\n".join(["| In brackets | What goes there | For instance |", "| --- | --- | --- |", *rows])


def _authorities(rule: Rule) -> Iterator[str]:
    yield "## Authorities"
    rows = [
        f"| {_plain(each.standard)} | {_plain(each.clause)} | {'looked up' if each.confirmed else 'not confirmed'} |"
        for each in rule.authorities
    ]
    if rows:
        yield "\n".join(["| Standard | Clause | Citation |", "| --- | --- | --- |", *rows])
    if rule.rests_on:
        yield f"No authority is confirmed. What it rests on: {_plain(rule.rests_on)}"
    elif not rows:
        yield "None is named: it is good practice."


def _cases(rule: Rule, expected: str, heading: str) -> Iterator[str]:
    cases = [case for case in rule.cases if case.expected == expected]
    if cases:
        yield f"## {heading}"
        yield "\n".join(line for case in cases for line in _case(case))


def _case(case: Case) -> Iterator[str]:
    """A text as an item of a list, over as many lines as it has; why it counts as it does, and what stands beside it."""
    lines = [_plain(line) or "&nbsp;" for line in case.text.strip().splitlines()]
    if case.why:
        lines[-1] += f" *({_plain(' '.join(case.why.split()))})*"
    if case.beside:
        lines.append(f"*beside it:* {_plain(' '.join(case.beside.split()))}")
    for number, line in enumerate(lines):
        yield f"{'  ' if number else '- '}{line}" + ("\\" if number < len(lines) - 1 else "")


def _plain(text: str) -> str:
    """Text in which nothing is read as Markdown."""
    shown = _SPECIAL.sub(r"\\\1", text)
    return f"\\{shown}" if shown.startswith(("- ", "+ ")) else shown


def _joined(parts: Iterator[str] | Sequence[str]) -> str:
    return "\n\n".join(parts) + "\n"
