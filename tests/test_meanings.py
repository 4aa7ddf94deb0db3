"""Messages say what concepts mean; ids are for those who write rules."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

from agreementlint.engine.meanings import Meanings, named
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.terms import ConceptId
from agreementlint.verdict import Violated

NOTE, PLACE, LOCK = ConceptId("owned-note"), ConceptId("place"), ConceptId("lock")


def test_a_concept_is_named_by_what_it_means_or_else_by_its_id_in_words() -> None:
    meanings = Meanings.of([(NOTE, "a note,\n  as what somebody owns"), (PLACE, "")])
    assert meanings.filled_in("it lacks: {owned-note}") == "it lacks: a note, as what somebody owns"
    assert meanings.filled_in("it lacks: {the-place}") == "it lacks: the place"
    assert meanings.filled_in("it denies it") == "it denies it"


def test_of_a_long_choice_the_first_two_are_named() -> None:
    assert named([NOTE, PLACE]) == "{owned-note} / {place}"
    assert named([NOTE, PLACE, LOCK]) == "{owned-note} / {place} / …"


def test_meanings_are_the_same_after_they_were_kept() -> None:
    meanings = Meanings.of([(NOTE, "a note")])
    assert pickle.loads(pickle.dumps(meanings)) == meanings
    assert hash(Meanings.of([(NOTE, "a note")])) == hash(meanings)


def test_why_a_near_miss_does_not_count_is_said_without_ids() -> None:
    examples = Path(__file__).parents[1] / "examples"
    reports = [
        lint(read_document(name, (examples / name).read_bytes()), load_rules())
        for name in ("weak-internal.md", "good-two-party.md")
    ]
    reasons = [
        near.reason
        for report in reports
        for outcome in report.outcomes
        if isinstance(outcome.verdict, Violated)
        for problem in outcome.verdict.problems
        for near in problem.near_misses
    ]
    assert any(": " in reason for reason in reasons)
    assert not any(re.search(r"[{}]|\w-(?:word|label|noun)\b", reason) for reason in reasons)
