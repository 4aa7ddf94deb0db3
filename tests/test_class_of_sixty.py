"""A class of sixty with known faults: the marks are in the right order, and none is far off without being flagged."""

from __future__ import annotations

from decimal import Decimal

import pytest
from made_class import How, Student, clauses, deserved, students

from agreementlint.grading.examining import examiner_for
from agreementlint.grading.marking import mark, points_in_doubt
from agreementlint.grading.marks import MarkState, Run, SubmissionMark
from agreementlint.grading.reading import report_for
from agreementlint.grading.rubrics import read_rubric, rubric_path
from agreementlint.grading.second_opinion import disagreements
from agreementlint.grading.submission import Submission, SubmissionKey
from agreementlint.packs import load_rules
from agreementlint.plugins import Plugins
from agreementlint.readers import read_document
from agreementlint.rule import Demand
from agreementlint.statistics.correlation import spearman

RULES = load_rules()
BY_ID = {str(rule.id): rule for rule in RULES.rules}
RUBRIC = read_rubric(rubric_path("two-party"), RULES.rules)
EXAMINER = examiner_for(RUBRIC, RULES, "rules", Plugins())
FAR = 10


def marked(student: Student) -> SubmissionMark:
    document = read_document(f"{student.name}.md", student.text.encode())
    report, flags = report_for(document, EXAMINER.ruleset, RUBRIC)
    submission = Submission(SubmissionKey(student.name), student.name)
    run = Run(RUBRIC.id, RUBRIC.version, RUBRIC.hash, "", "", "")
    return mark(report, RUBRIC, submission, run, (), flags, disagreements(report, EXAMINER.ruleset))


@pytest.fixture(scope="module")
def sixty() -> list[tuple[SubmissionMark, Decimal]]:
    return [(marked(student), deserved(student, RUBRIC, BY_ID)) for student in students(60, seed=8)]


def test_the_made_class_deals_with_all_that_the_rubric_asks() -> None:
    asked = {str(rule) for rule in RUBRIC.rules if BY_ID[rule].demand is Demand.REQUIRE}
    assert {clause.rule for clause in clauses()} == asked


def test_the_class_has_marks_from_poor_to_full_and_every_sort_of_fault() -> None:
    made = students(60, seed=8)
    earned = [deserved(student, RUBRIC, BY_ID) for student in made]
    assert min(earned) < 20
    assert max(earned) == 100
    assert {how for student in made for how in student.made.values()} == set(How)
    assert any(student.broken for student in made)


def test_the_marks_are_in_the_order_that_the_students_deserve(sixty: list[tuple[SubmissionMark, Decimal]]) -> None:
    ours = [float(mark.final) for mark, _ in sixty if mark.final is not None]
    assert len(ours) == 60
    agreement = spearman(ours, [float(earned) for _, earned in sixty])
    assert agreement is not None
    assert agreement >= 0.95


def test_no_mark_is_far_from_the_deserved_one_without_being_flagged(
    sixty: list[tuple[SubmissionMark, Decimal]],
) -> None:
    far = [
        (mark.submission.key, mark.raw, earned)
        for mark, earned in sixty
        if mark.raw is not None and abs(mark.raw - earned) > FAR and not mark.needs_review
    ]
    assert far == []


def test_a_complete_agreement_in_any_of_the_voices_is_marked_without_a_look(
    sixty: list[tuple[SubmissionMark, Decimal]],
) -> None:
    complete = [mark for mark, earned in sixty if earned == 100]
    assert complete
    assert any(mark.state is MarkState.AUTO and mark.final == 100 for mark in complete)


def test_not_everything_is_left_to_the_marker(sixty: list[tuple[SubmissionMark, Decimal]]) -> None:
    criteria = [each for mark, _ in sixty for each in mark.criteria]
    assert sum(each.is_open for each in criteria) < len(criteria) / 2
    in_doubt = sum((points_in_doubt(each) for each in criteria), Decimal(0))
    assert in_doubt / 60 < 20
