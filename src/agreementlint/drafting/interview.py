"""The interview as steps from answers to answers, for a terminal or a page to show; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby

from agreementlint.drafting.accepting import BadAnswer, accepted, typed
from agreementlint.drafting.compose import asked, finished_sections, section_blocks, unanswered
from agreementlint.drafting.model import Answers, DraftBlock, DraftingPlan, Question
from agreementlint.rule import PlaceholderSort

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


def topics(plan: DraftingPlan, answers: Answers) -> tuple[tuple[str, tuple[Question, ...]], ...]:
    """The questions that these answers call for, under their topics, in order."""
    return tuple((topic, tuple(group)) for topic, group in groupby(asked(plan, answers), key=lambda each: each.topic))


def filled_in(
    answers: Answers, questions: Iterable[Question], lines: Mapping[str, str], left_open: Collection[str]
) -> tuple[Answers, Mapping[str, str]]:
    """The answers after a form with several questions, and for each that cannot be taken what is wanted instead.

    `lines` has what was typed for each question; a list is divided by its lines, or by commas where it has one line.
    """
    given, open_now, wrong = dict(answers.given), set(answers.left_open), dict[str, str]()
    for question in questions:
        name, line = question.name, lines.get(question.name, "").strip()
        given.pop(name, None)
        open_now.discard(name)
        try:
            if line:
                several = question.sort is PlaceholderSort.LIST and "\n" in line
                items = [part for part in map(str.strip, line.splitlines()) if part]
                given[name] = accepted(question, items) if several else typed(question, line)
            elif name in left_open and not question.choices:
                open_now.add(name)
            else:
                wanted = "choose one" if question.choices else "an answer is wanted, or leave it open on purpose"
                raise BadAnswer(wanted)
        except BadAnswer as error:
            wrong[name] = str(error)
    return Answers(given, frozenset(open_now)), wrong


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
