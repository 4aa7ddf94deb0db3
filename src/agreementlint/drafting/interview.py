"""The interview as steps from answers to answers, for a terminal or a page to show; pure."""

from __future__ import annotations

from collections.abc import Iterator

from agreementlint.drafting.accepting import BadAnswer, typed
from agreementlint.drafting.compose import asked, finished_sections, section_blocks, unanswered
from agreementlint.drafting.model import Answers, DraftBlock, DraftingPlan, Question

OPEN, BACK = "-", "<"


def next_question(plan: DraftingPlan, answers: Answers) -> Question | None:
    """The first question that is still to be answered; None when the draft can be written."""
    return next(iter(unanswered(plan, answers)), None)


def answered(plan: DraftingPlan, answers: Answers, question: Question, line: str) -> Answers:
    """The answers after a line that a person typed: an answer, nothing for the suggestion, or a sign.

    Raises BadAnswer, which says what is wanted.
    """
    line = line.strip()
    if line == BACK:
        return without_last(plan, answers)
    if line == OPEN:
        if question.choices:
            raise BadAnswer("this cannot be left open: the clauses depend on it")
        return Answers(answers.given, answers.left_open | {question.name})
    if not line and question.suggested is None:
        raise BadAnswer(f"an answer is wanted; {OPEN} leaves it open on purpose")
    answer = typed(question, line) if line else question.suggested or ""
    return Answers({**answers.given, question.name: answer}, answers.left_open - {question.name})


def without_last(plan: DraftingPlan, answers: Answers) -> Answers:
    """The answers before the last question that was answered or left open."""
    settled = [question.name for question in asked(plan, answers) if answers.settles(question.name)]
    if not settled:
        return answers
    return Answers(
        {name: answer for name, answer in answers.given.items() if name != settled[-1]},
        answers.left_open - {settled[-1]},
    )


def with_suggestions(plan: DraftingPlan, answers: Answers) -> Answers:
    """The answers, and what is suggested for every question that has none and has a suggestion."""
    given = dict(answers.given)
    while True:
        so_far = Answers(given, answers.left_open)
        found = next((each for each in unanswered(plan, so_far) if each.suggested is not None), None)
        if found is None or found.suggested is None:
            return so_far
        given[found.name] = found.suggested


def grown(plan: DraftingPlan, before: Answers, after: Answers) -> Iterator[tuple[DraftBlock, ...]]:
    """The sections that an answer has finished, with their words."""
    shown = {section.name for section in finished_sections(plan, before)}
    for section in finished_sections(plan, after):
        if section.name not in shown:
            yield tuple(section_blocks(plan, after, section))
