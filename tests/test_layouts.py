"""Facts about the layouts in which people write the same clauses, and about words that turn a clause around.

Every text was written for this test. A layout begins with a line "@form layout | what is held | what must not be"; a
clause with "+rule" where the rule is held by it, "-rule" where it is not.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind
from agreementlint.verdict import Held

RULES = {
    "ret": "retention-period",
    "fee": "fees-stated",
    "miss": "missed-session-terms",
    "end": "client-may-end",
    "rec": "recording-consent",
    "law": "limit-law-or-court",
    "dng": "limit-danger-to-self-or-others",
    "shred": "paper-disposal",
    "conf": "coach-confidentiality-duty",
}
OPENINGS = {
    "md": "# Coaching agreement\n\nbetween Sarah Miles (the Coach) and Tom Reed (the Client)\n\n",
    "txt": "COACHING AGREEMENT\n\nbetween Sarah Miles (the Coach) and Tom Reed (the Client)\n\n",
    "html": "<h1>Coaching agreement</h1><p>between Sarah Miles (the Coach) and Tom Reed (the Client)</p>",
}
LAYOUTS = tuple(
    layout.partition("\n")[::2]
    for layout in (Path(__file__).parent / "layouts.txt").read_text("utf-8").removeprefix("@").split("\n@")
)
CLAUSES = tuple((Path(__file__).parent / "clauses.txt").read_text("utf-8").splitlines())


@pytest.fixture(scope="module")
def nine_rules() -> RuleSet:
    everything = load_rules()
    wanted = tuple(rule for rule in everything.rules if rule.id in RULES.values())
    return RuleSet(wanted, everything.lexicon, everything.resemblance)


@pytest.mark.parametrize(("head", "text"), [pytest.param(*layout, id=layout[0].split(" |")[0]) for layout in LAYOUTS])
def test_the_same_clauses_are_understood_in_every_layout(head: str, text: str, nine_rules: RuleSet) -> None:
    layout, held, refused = (part.strip() for part in head.split("|"))
    form = layout.split()[0]
    found = _held(form, text, nine_rules)
    assert {RULES[short] for short in held.split()} - found == set()
    assert {RULES[short] for short in refused.split()} & found == set()


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_promises_what_is_left_of_it_by_the_words_that_turn_it(clause: str, nine_rules: RuleSet) -> None:
    head, _, text = clause.partition(" ")
    assert (RULES[head[1:]] in _held("md", text, nine_rules)) is (head[0] == "+")


def _held(form: str, text: str, rules: RuleSet) -> set[str]:
    report = lint(read_document(f"layout.{form}", (OPENINGS[form] + text).encode()), rules, Kind.TWO_PARTY)
    return {outcome.rule.id for outcome in report.outcomes if isinstance(outcome.verdict, Held)}
