"""The interview of `draft` in a terminal: questions with their reasons, the text as it grows, and a way out that loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from agreementlint.cli.terminal import complain, page, say
from agreementlint.drafting.accepting import BadAnswer
from agreementlint.drafting.answersfile import answers_text
from agreementlint.drafting.compose import asked, in_words
from agreementlint.drafting.interview import BACK, OPEN, answered, grown, next_question
from agreementlint.drafting.model import Answers, BlockSort, DraftBlock, DraftingPlan, Question
from agreementlint.reporters.layout import BLANK, Row, Style, Words, barred, paint, row

_RESCUED = Path("answers-so-far.yaml")


def interview(plan: DraftingPlan, held: list[Answers]) -> Answers:
    """Asks until everything is answered; `held` grows with every answer, so that who breaks off keeps what there is."""
    said = f"Enter takes what stands in brackets, {OPEN} leaves a blank on purpose, {BACK} goes back, Ctrl-C ends and saves."
    say(paint([row(said), BLANK], page()))
    topic = ""
    while (question := next_question(plan, held[-1])) is not None:
        say(paint(_shown(plan, held[-1], question, topic), page()))
        topic = question.topic
        after = _reply(plan, held[-1], question)
        for blocks in grown(plan, held[-1], after):
            say(paint(_text(blocks), page()))
        held.append(after)
    return held[-1]


def _reply(plan: DraftingPlan, answers: Answers, question: Question) -> Answers:
    suggested = f"[{in_words(question.suggested)}] " if question.suggested is not None else ""
    while True:
        try:
            return answered(plan, answers, question, input(f"  {suggested}> "))
        except BadAnswer as error:
            say(paint([row(str(error), indent=2, marker=Words("✗", Style.ERROR))], page()))


def _shown(plan: DraftingPlan, answers: Answers, question: Question, topic: str) -> Iterator[Row]:
    if question.topic != topic:
        questions = asked(plan, answers)
        left = sum(not answers.settles(each.name) for each in questions)
        yield BLANK
        yield row(Words(question.topic, Style.TITLE), Words(f"  ({left} questions to go)", Style.DIM) if topic else "")
    yield BLANK
    yield row(Words(question.asks, Style.NAME))
    yield row(Words(question.why, Style.DIM), indent=2)
    for number, (name, words) in enumerate(question.choices.items(), start=1):
        yield row(words if words == name else f"{name}: {words}", indent=2, marker=Words(f"{number}"))
    if question.example and question.suggested is None:
        yield row(Words(f"For example: {question.example}", Style.DIM), indent=2)


def _text(blocks: tuple[DraftBlock, ...]) -> Iterator[Row]:
    yield BLANK
    for block in blocks:
        mark = "." if block.sort is BlockSort.HEADING else ""
        yield barred(f"{block.number}{mark} {block.text}", 2)


def broken_off(plan: DraftingPlan, answers: Answers, kept: Path | None) -> None:
    """Offers to save the answers so far; where nobody can reply they are saved without asking."""
    if not answers.given:
        complain("interrupted; nothing was answered yet")
        return
    path = kept or _RESCUED
    number = 2
    while path.exists() and path != kept:
        path = _RESCUED.with_stem(f"{_RESCUED.stem}-{number}")
        number += 1
    try:
        reply = input(f"\nSave the answers so far in {path}? [yes] > ").strip().casefold()
    except (KeyboardInterrupt, EOFError):
        reply = ""
    if reply in ("n", "no"):
        complain("interrupted; the answers were not saved")
        return
    path.write_text(answers_text(plan, answers), encoding="utf-8", newline="\n")
    complain(f"interrupted; the answers so far are in {path}. To go on: agreementlint draft --answers {path}")
