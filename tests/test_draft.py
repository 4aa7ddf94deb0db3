"""Drafts: what is written passes its own check whatever was answered, and the same answers give the same bytes."""

from __future__ import annotations

from pathlib import Path
from random import Random

import office
import pytest
from drafting_answers import every_choice, whole
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreementlint.drafting.accepting import BadAnswer, accepted
from agreementlint.drafting.compose import compose
from agreementlint.drafting.loading import load_drafting
from agreementlint.drafting.model import Answers, Draft
from agreementlint.drafting.to_docx import to_docx
from agreementlint.drafting.to_markdown import to_markdown
from agreementlint.drafting.to_plan import to_plan
from agreementlint.lint import lint
from agreementlint.packs import DRAFT, built_in_folder, load_rules
from agreementlint.readers import read_document
from agreementlint.rule import Demand
from agreementlint.terms import Severity
from agreementlint.verdict import Crashed, Undetermined, Violated

RULES = load_rules()
PLAN = load_drafting(built_in_folder() / DRAFT, RULES)
KINDS = tuple(PLAN.question("kind").choices)


def findings(name: str, content: bytes) -> tuple[str, list[str]]:
    """The kind that was read, and every rule that is not satisfied, remarks left out."""
    report = lint(read_document(name, content), RULES)
    assert report.unread == ()
    return report.kind.value, [
        outcome.rule.id
        for outcome in report.outcomes
        if isinstance(outcome.verdict, Violated | Undetermined | Crashed) and outcome.rule.severity is not Severity.INFO
    ]


def draft_of(kind: str, seed: int, **fixed: str) -> Draft:
    return compose(PLAN, whole(PLAN, {"kind": kind, **fixed}, Random(seed)))


# Every combination of the choices is hundreds of documents; a run takes every twentieth, and some more by chance below.
EVERY = [answers for kind in KINDS for answers in every_choice(PLAN, kind)]


@pytest.mark.parametrize("number", range(0, len(EVERY), 20))
def test_a_draft_passes_its_own_check_whatever_is_chosen(number: int) -> None:
    answers = EVERY[number]
    assert findings("draft.md", to_markdown(compose(PLAN, answers)).encode()) == (answers.given["kind"], [])


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(number=st.integers(0, len(EVERY) - 1), seed=st.integers(0, 10_000))
def test_a_draft_passes_its_own_check_whatever_is_typed(number: int, seed: int) -> None:
    chosen = {
        each.name: EVERY[number].given[each.name]
        for each in PLAN.questions
        if each.choices and each.name in EVERY[number].given
    }
    answers = whole(PLAN, chosen, Random(seed))
    assert findings("draft.md", to_markdown(compose(PLAN, answers)).encode()) == (answers.given["kind"], [])


PLANS = [answers for answers in EVERY if answers.given["kind"] == "data_plan"]


@pytest.mark.parametrize("number", range(len(PLANS)))
def test_a_plan_in_yaml_passes_its_own_check_whatever_is_chosen(number: int) -> None:
    written = to_plan(PLAN, PLANS[number]).encode()
    assert findings("plan.yaml", written) == ("data_plan", [])


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(number=st.integers(0, len(PLANS) - 1), seed=st.integers(0, 10_000))
def test_a_plan_in_yaml_passes_its_own_check_whatever_is_typed(number: int, seed: int) -> None:
    chosen = {name: PLANS[number].given[name] for name in ("kind", "paper", "ai")}
    written = to_plan(PLAN, whole(PLAN, chosen, Random(seed))).encode()
    assert findings("plan.yaml", written) == ("data_plan", [])


def test_a_plan_in_yaml_holds_every_answer_that_it_was_given() -> None:
    answers = whole(PLAN, {"kind": "data_plan", "paper": "yes", "ai": "yes"}, Random(1))
    text = read_document("plan.yaml", to_plan(PLAN, answers).encode()).text.casefold()
    typed = [answers.given[each.name] for each in PLAN.questions if not each.choices and each.name in answers.given]
    parts = {part.casefold() for answer in typed for part in ([answer] if isinstance(answer, str) else answer)}
    assert {part for part in parts if part not in text} == set()


@pytest.mark.parametrize(
    "words", ["no", "1", "2027-03-01", "- a: b", "'", '"', "#1", "null", "a: b", "* x", "~", "yes "]
)
def test_whatever_is_typed_stays_words_in_a_plan_in_yaml(words: str) -> None:
    given = {**PLANS[0].given, "controller_name": words, "second_factor": words}
    found = read_document("plan.yaml", to_plan(PLAN, Answers(given)).encode())
    said = [found.text[block.start : block.end] for block in found.blocks]
    assert said.count(words.strip()) >= 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_in_word_says_the_same_as_one_in_markdown_and_passes_too(kind: str) -> None:
    draft = draft_of(kind, 7)
    word, markdown = read_document("draft.docx", to_docx(draft)), read_document("draft.md", to_markdown(draft).encode())
    assert findings("draft.docx", to_docx(draft)) == (kind, [])
    for block in draft.blocks:
        assert block.text in word.text
        assert block.text in markdown.text


def test_the_same_answers_give_the_same_bytes() -> None:
    assert to_docx(draft_of("sponsored", 3)) == to_docx(draft_of("sponsored", 3))


def test_what_is_left_open_on_purpose_is_a_blank_that_the_check_finds() -> None:
    complete = whole(PLAN, {"kind": "two_party"}, Random(1))
    given = {name: answer for name, answer in complete.given.items() if name != "amount"}
    text = to_markdown(compose(PLAN, Answers(given, frozenset({"amount"}))))
    assert r"\[amount\]" in text
    assert "unfilled-placeholder" in findings("draft.md", text.encode())[1]


def test_every_rule_that_asks_for_words_has_a_clause_in_some_draft() -> None:
    there = {clause.rule for section in PLAN.sections for clause in section.clauses}
    required = {rule.id for rule in RULES.rules if rule.demand is Demand.REQUIRE}
    assert required - there == {"signed-and-dated-by-every-party"}  # the table at the end, which is no clause


@pytest.mark.parametrize(
    ("question", "answer", "complaint"),
    [
        ("end_date", "30 February 2027", "a date such as"),
        ("retention_period", "2", "a length of time with its unit"),
        ("retention_period", "as long as needed", "a length of time with its unit"),
        ("number", "eight", "a number in digits"),
        ("number", 0, "a number in digits"),
        ("amount", "EUR 90", "without its currency"),
        ("kind", "sponsord", "did you mean 'sponsored'?"),
        ("coach_name", "{name}", "reads as a blank"),
        ("coach_name", "one\ntwo", "reads as a blank or a mark"),
        ("coach_name", "  ", "an answer is wanted"),
        ("coach_name", "x" * 401, "at most 400 characters"),
        ("coach_name", ["a"], "words on one line"),
        ("categories", [], "at least one"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told_with_what_is_wanted(
    question: str, answer: object, complaint: str
) -> None:
    with pytest.raises(BadAnswer) as error:
        accepted(PLAN.question(question), answer)
    assert complaint in str(error.value)


@pytest.mark.skipif(not office.IS_THERE, reason="LibreOffice is not installed")
def test_libreoffice_opens_a_draft_and_numbers_it_as_we_do(tmp_path: Path) -> None:
    draft = draft_of("group", 5)
    (tmp_path / "draft.docx").write_bytes(to_docx(draft))
    office.convert([tmp_path / "draft.docx"], "txt:Text (encoded):UTF8", tmp_path)
    text = (tmp_path / "draft.txt").read_text("utf-8-sig")
    for block in draft.blocks:
        number = f"{block.number}." if block.number and "." not in block.number else block.number
        assert " ".join(f"{number} {block.text}".split()) in " ".join(text.split())
