"""What the head of a sentence takes back is not said: "It is not agreed that …", "Nothing here means that …"."""

from __future__ import annotations

import pytest

from agreementlint.language.disowned import disowned
from agreementlint.language.tokens import Stems, tokenize
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.ruleset import RuleSet
from agreementlint.verdict import name_of

RULES = load_rules()
CLAUSE = "the coach keeps what you say confidential, except where the law or a court requires disclosure."
SECURITY = "the coach keeps records encrypted and locks paper notes away, and only she has the key."


def verdict_on(rule: str, text: str) -> str:
    alone = RuleSet(tuple(each for each in RULES.rules if each.id == rule), RULES.lexicon, RULES.resemblance)
    [outcome] = lint(read_document("a.md", text.encode()), alone, next(iter(sorted(alone.rules[0].kinds)))).outcomes
    return name_of(outcome.verdict)


@pytest.mark.parametrize(
    "head",
    [
        "It is not agreed that",
        "It is not the case that",
        "This agreement does not say that",
        "We do not promise that",
        "I cannot guarantee that",
        "Nothing in this agreement means that",
        "Nothing here is to be read as saying that",
        "There is no promise that",
        "Please do not assume that",
        "We have not agreed that",
    ],
)
def test_a_head_takes_back_the_whole_sentence(head: str) -> None:
    assert verdict_on("limit-law-or-court", CLAUSE[0].upper() + CLAUSE[1:]) == "held"
    assert verdict_on("limit-law-or-court", f"{head} {CLAUSE}") == "violated"
    assert verdict_on("electronic-security", SECURITY[0].upper() + SECURITY[1:]) == "held"
    assert verdict_on("electronic-security", f"{head} {SECURITY}") == "violated"


@pytest.mark.parametrize(
    "text",
    [
        "The coach does not say who the client is, and that stays so.",
        "The coach will not say that you are her client.",
        "If it is not agreed that the coach reports, she keeps silent.",
        "I do not know that field.",
        "No one is told that you are here.",
        "It is not only agreed that notes are kept but how.",
        "The coach shall not do so unless it is agreed that she may.",
        "It is agreed that the coach keeps notes.",
        "Nothing that is said is passed on.",
    ],
)
def test_what_takes_nothing_back(text: str) -> None:
    tokens, _ = tokenize(text, Stems(), [(0, len(text))])
    assert disowned(tokens.stems, range(len(tokens.stems))) is None


def test_what_is_taken_back_ends_with_the_sentence_or_what_is_set_against_it() -> None:
    held = "We do not promise that we are always reached, but records are kept for six years and then shredded."
    assert verdict_on("retention-period", held) == "held"
    assert (
        verdict_on("retention-period", "We do not promise records. They are kept for six years, then shredded.")
        == "held"
    )
    assert verdict_on("retention-period", held.replace(", but", " and that")) == "violated"
    assert verdict_on("retention-period", held.replace(", but", ":")) == "held"


def test_a_list_under_it_is_taken_back_too() -> None:
    items = "\n".join(("- records are kept for six years and then shredded;", "- the coach locks notes away."))
    assert verdict_on("retention-period", f"The following is agreed:\n\n{items}\n") == "held"
    assert verdict_on("retention-period", f"It is not agreed that:\n\n{items}\n") == "violated"
