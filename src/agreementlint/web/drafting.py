"""What the process does for the pages of a draft: takes answers, asks what is still open, writes and checks the draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from agreementlint.drafting.answersfile import answers_text, read_answers
from agreementlint.drafting.compose import compose, finished_sections, in_words, section_blocks, unanswered
from agreementlint.drafting.interview import filled_in, topics
from agreementlint.drafting.model import Answers, BlockSort, DraftBlock, DraftingPlan, Question
from agreementlint.drafting.writing import PLAN, WRITERS
from agreementlint.errors import BadConfiguration
from agreementlint.lint import lint
from agreementlint.readers import read_document
from agreementlint.rule import PlaceholderSort
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind
from agreementlint.verdict import Violated
from agreementlint.web.draft_exchange import ANSWERS, Asked, Passage, Stand, Step, Topic, Wanted
from agreementlint.web.exchange import Made


def next_stand(step: Step, plan: DraftingPlan, ruleset: RuleSet) -> Stand:
    """Where the interview stands after what was sent."""
    try:
        before = _answers(step.answers, step.file, plan)
    except BadConfiguration as error:
        return Stand(fault=str(error))
    lines = dict(step.lines)
    shown = _questions(plan, before, step.topic)
    after, wrong = filled_in(before, shown, lines, step.left_open) if shown else (before, {})
    here = _next_topic(plan, after, step, wrong)
    questions = _questions(plan, after, here)
    wrong = wrong if here == step.topic else {}
    return Stand(
        answers=answers_text(plan, after),
        topic=here,
        questions=tuple(_asked(each, after, lines, wrong) for each in questions),
        topics=tuple(
            Topic(name, all(after.settles(each.name) for each in group)) for name, group in topics(plan, after)
        ),
        text=tuple(_passages(plan, before, after)) if here else tuple(_whole(plan, after)),
        signers=() if here else compose(plan, after).signatures,
        forms=() if here else tuple(_forms(after)),
        findings=() if here else _findings(plan, after, ruleset),
        left_open=tuple(sorted(after.left_open)),
    )


def written(wanted: Wanted, plan: DraftingPlan) -> Made | None:
    """The file that is wanted; None where the answers are not whole or make no such file."""
    try:
        answers = _answers(wanted.answers, "answers.yaml", plan)
    except BadConfiguration:
        return None
    if wanted.suffix == ANSWERS:
        return Made("answers.yaml", answers_text(plan, answers).encode())
    if unanswered(plan, answers) or wanted.suffix not in _forms(answers):
        return None
    stem = "data-handling-plan" if answers.given["kind"] == Kind.DATA_PLAN else "agreement"
    return Made(stem + wanted.suffix, WRITERS[wanted.suffix](plan, answers))


def _answers(text: str, file: str, plan: DraftingPlan) -> Answers:
    return read_answers(Path(file), text.encode(errors="replace"), plan) if text.strip() else Answers({})


def _questions(plan: DraftingPlan, answers: Answers, topic: str) -> tuple[Question, ...]:
    return next((group for name, group in topics(plan, answers) if name == topic), ())


def _next_topic(plan: DraftingPlan, answers: Answers, step: Step, wrong: Mapping[str, str]) -> str:
    """The topic that is wanted if there is one; else the one where something is to be mended, or is still open."""
    names = [name for name, _ in topics(plan, answers)]
    if step.to in names:
        return step.to
    if wrong:
        return step.topic
    still = unanswered(plan, answers)
    return still[0].topic if still else ""


def _asked(question: Question, answers: Answers, lines: Mapping[str, str], wrong: Mapping[str, str]) -> Asked:
    answer = answers.given.get(question.name)
    is_open = question.name in answers.left_open
    if answer is None and not is_open:
        answer = question.suggested
    several = question.sort is PlaceholderSort.LIST and not question.choices
    value = "" if answer is None else answer if isinstance(answer, str) else "\n".join(answer)
    example = question.example if question.suggested is None else in_words(question.suggested)
    name = question.name
    return Asked(
        name=name,
        asks=question.asks,
        why=question.why,
        choices=tuple(question.choices.items()),
        several=several,
        example="" if question.choices else example,
        value=lines.get(name, "") if name in wrong else value,
        is_open=is_open,
        wrong=wrong.get(name, ""),
    )


def _passages(plan: DraftingPlan, before: Answers, after: Answers) -> Iterator[Passage]:
    """The sections that are finished; new are those that were not finished, or read otherwise, before this step."""
    known = {block for section in finished_sections(plan, before) for block in section_blocks(plan, before, section)}
    for section in finished_sections(plan, after):
        for block in section_blocks(plan, after, section):
            yield _passage(block, is_new=block not in known)


def _whole(plan: DraftingPlan, answers: Answers) -> Iterator[Passage]:
    return (_passage(block, is_new=False) for block in compose(plan, answers).blocks)


def _passage(block: DraftBlock, *, is_new: bool) -> Passage:
    sort = BlockSort.HEADING if block.sort is BlockSort.SIGNATURE_HEADING else block.sort
    return Passage(sort.value, block.number, block.text, is_new)


def _forms(answers: Answers) -> Iterator[str]:
    is_plan = answers.given["kind"] == Kind.DATA_PLAN
    return (suffix for suffix in WRITERS if suffix != PLAN or is_plan)


def _findings(plan: DraftingPlan, answers: Answers, ruleset: RuleSet) -> tuple[tuple[str, str], ...]:
    report = lint(read_document("draft.md", WRITERS[".md"](plan, answers)), ruleset)
    found = [outcome.rule for outcome in report.outcomes if isinstance(outcome.verdict, Violated)]
    return tuple((rule.severity.value, rule.title) for rule in found)
