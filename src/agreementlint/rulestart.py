"""Writes the files that a new rule begins with: complete, and with two cases that fail until they are replaced."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from agreementlint.rule import Demand
from agreementlint.terms import Kind, Role, Severity
from agreementlint.values import dataclass

_PHRASE = "replace these words"
_STATES_IT = "We replace these words."
_STATES_NOTHING = "Write a sentence here."


@dataclass(frozen=True, slots=True)
class NewRule:
    """What is known of a rule before it is written; every text may still be changed in the file."""

    family: str
    id: str
    title: str
    severity: Severity
    kinds: tuple[Kind, ...]
    subject: str
    demand: Demand = Demand.REQUIRE
    by: tuple[Role, ...] = ()
    concepts: tuple[str, ...] = ()  # concepts there are already, whose words count too
    passes_when: str = ""
    why: str = ""
    advice: str = ""
    model_clause: str = ""


def files_of(new: NewRule) -> Iterator[tuple[Path, str]]:
    """The files of a new rule, with paths inside its folder: the rule, and the words of its concept."""
    yield Path(new.family) / f"{new.id}.yaml", _rule(new)
    yield Path("lexicon") / f"{new.id}.yaml", _lexicon(new)


def _rule(new: NewRule) -> str:
    requires = new.demand is Demand.REQUIRE
    wrongly_held, wrongly_violated = (_STATES_NOTHING, _STATES_IT) if requires else (_STATES_IT, _STATES_NOTHING)
    lines = [
        f"title: {_text(new.title)}",
        f"severity: {new.severity.value}",
        f"kinds: [{', '.join(kind.value for kind in new.kinds)}]",
        *([] if requires else ["demand: forbid"]),
        f"subject: {_text(new.subject)}",
        f"passes_when: {_text(new.passes_when or f'Says {new.subject}.')}",
        f"why: {_text(new.why or 'Say here what goes wrong where an agreement is silent on it.')}",
        f"advice: {_text(new.advice or f'Say {new.subject}.')}",
        f"model_clause: {_text(new.model_clause or 'Write here a clause that would do.')}",
        "authorities: []  # for instance: [{standard: ICF Code of Ethics 2025, clause: '2.3', confirmed: false}]",
        "check:",
        "  states:",
        f"    act: {new.id}  # the concept in lexicon/{new.id}.yaml",
        *([f"    by: [{', '.join(role.value for role in new.by)}]"] if new.by else []),
        "    firm: true  # a mere permission or wish does not count",
        "cases:",
        "  held:",
        f"  - text: {_text(wrongly_held)}",
        "    why: it fails on purpose; replace it with a sentence that satisfies the rule",
        "  violated:",
        f"  - text: {_text(wrongly_violated)}",
        "    why: it fails on purpose; replace it with a near miss, such as the wrong party or a mere permission",
    ]
    return "\n".join(lines) + "\n"


def _lexicon(new: NewRule) -> str:
    included = f"  includes: [{', '.join(new.concepts)}]\n" if new.concepts else ""
    return (
        f"- concept: {new.id}\n  means: {_text(new.subject)}\n"
        f"  phrases:  # choices in ( | ), what may be missing in [ ], ... for up to six words between\n"
        f"  - {_PHRASE}\n{included}"
    )


def _text(words: str) -> str:
    """Words as a YAML text in quotes, whatever is in them."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)
