"""Feedback as comments on the very words of a student's Word document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from agreementlint.document import Document
from agreementlint.grading.classtable import number
from agreementlint.grading.feedback import STANDING_IN_WORDS, Feedback, Part, Point, feedback_on
from agreementlint.grading.marks import Because, CriterionMark, SubmissionMark
from agreementlint.grading.rubric import Rubric
from agreementlint.review.remarks import ON_THE_WHOLE, Line, Look, Remark, mark_of
from agreementlint.review.word import reviewed_word, unreviewed_word
from agreementlint.rule import Rule
from agreementlint.terms import RuleId
from agreementlint.text import Span


def feedback_word(
    data: bytes, document: Document, mark: SubmissionMark, rubric: Rubric, rules: Mapping[RuleId, Rule]
) -> bytes:
    """The student's file with a comment for every point and one on the whole; `document` was read from it.

    Raises UnreadableFile where the file cannot be changed safely (it is signed, for instance).
    """
    feedback = feedback_on(mark, rubric, rules, document.path)
    remarks = (_on_the_whole(feedback), *_remarks(mark, feedback))
    in_order = sorted(remarks, key=lambda each: (each.words is not None, each.words.start if each.words else 0))
    return reviewed_word(document.path, unreviewed_word(document.path, data), document, in_order)


def _on_the_whole(feedback: Feedback) -> Remark:
    total = f"{feedback.points} of {feedback.maximum} points" if feedback.points else "No mark yet"
    if feedback.penalty:
        total += f" ({feedback.raw} less {feedback.penalty} for lateness)"
    lines = [Line(f"{feedback.assignment}: {total}", Look.LEADING)]
    if feedback.provisional:
        lines.append(Line("Provisional: your marker will look at it."))
    lines += [Line(note) for note in feedback.notes]
    for part in feedback.parts:
        points = f"{part.points or 'no points yet'} of {part.maximum}"
        lines.append(Line(f"{part.title}: {points}{' (provisional)' if part.provisional and part.points else ''}"))
        lines += [Line(text) for text in (part.comment, part.hint) if text]
        lines += [
            Line(f"{each.title}: {STANDING_IN_WORDS[each.standing]}. {each.said}")
            for each in part.to_do
            if not each.quotes
        ]
    return Remark(ON_THE_WHOLE, (*lines, mark_of(ON_THE_WHOLE, "the whole document")), None)


def _remarks(mark: SubmissionMark, feedback: Feedback) -> Iterator[Remark]:
    """A comment on the first words of each point that has some."""
    counting = [each for each in mark.criteria if each.counts]
    for criterion, part in zip(counting, feedback.parts, strict=True):
        by_title = {each.title: each for each in part.points_seen}
        for because in criterion.why:
            point = by_title.get(because.title)
            if point is not None and because.counts and because.quotes:
                yield _remark(because, point, part, criterion)


def _remark(because: Because, point: Point, part: Part, criterion: CriterionMark) -> Remark:
    lines = [Line(f"{point.title}: {STANDING_IN_WORDS[point.standing]}", Look.LEADING), Line(point.said)]
    tied = because.quotes[0].words
    lines += [Line(f"See also “{quote}”") for quote in point.quotes if not tied.startswith(quote)]
    lines += [Line(f"“{quote}” does not do: {reason}") for quote, reason in point.near]
    if point.why:
        lines.append(Line(f"Why it matters: {point.why}"))
    if point.advice:
        lines.append(Line(f"What to write: {point.advice}"))
    if point.clause:
        lines += [Line("For example:"), Line(point.clause, Look.CLAUSE)]
    about = f"{part.title}: {number(criterion.effective) or 'no points yet'} of {part.maximum}"
    first = because.quotes[0]
    return Remark(str(because.rule), (*lines, mark_of(str(because.rule), about)), Span(first.start, first.end))
