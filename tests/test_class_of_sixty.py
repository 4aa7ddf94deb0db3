"""A class of sixty with known faults: the marks are in the right order, and none is far off without being flagged."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from made_class import How, Student, clauses, deserved, earned_by, students

from agreementlint.grading.examining import examiner_for
from agreementlint.grading.marking import mark, points_in_doubt
from agreementlint.grading.marks import MarkState, Run, SubmissionMark
from agreementlint.grading.reading import report_for
from agreementlint.grading.rubric import Rubric
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
TRAINING = Path(__file__).parents[1] / "training"
RUBRIC_FOR = {"two_party": "two-party", "sponsored": "three-party", "data_plan": "data-plan"}
FEWEST_LABELS = {"two_party": 60, "sponsored": 60, "data_plan": 17}  # others have labels for some rules only


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


def labelled() -> list[Path]:
    """The labels of whole documents by careful reading, of the kinds for which a rubric comes along."""
    found = []
    for path in sorted(TRAINING.glob("*/*.tsv")):
        kind, *rows = path.read_text(encoding="utf-8").splitlines()
        if len(rows) >= FEWEST_LABELS.get(kind.split("\t")[1], 1000):
            found.append(path)
    return found


def without_halves(rubric: Rubric) -> Rubric:
    """The rubric with nothing for half a clause: a label says only whether the clause is there."""
    criteria = (
        replace(each, rules=tuple(replace(share, partial=Decimal(0)) for share in each.rules))
        for each in rubric.criteria
    )
    return replace(rubric, criteria=tuple(criteria))


def marked_by_labels(labels: Path) -> tuple[SubmissionMark, Decimal]:
    """A labelled document's mark, and the one that its labels make."""
    kind, *rows = labels.read_text(encoding="utf-8").splitlines()
    rubric = without_halves(read_rubric(rubric_path(RUBRIC_FOR[kind.split("\t")[1]]), RULES.rules))
    examiner = examiner_for(rubric, RULES, "rules", Plugins())
    worth = {"held": Decimal(1), "violated": Decimal(0)}
    credits = {rule: worth[said] for rule, said, *_ in (row.split("\t") for row in rows) if said in worth}
    text = labels.with_suffix(".md")
    report, flags = report_for(read_document(text.name, text.read_bytes()), examiner.ruleset, rubric)
    submission = Submission(SubmissionKey(labels.stem), labels.stem)
    run = Run(rubric.id, rubric.version, rubric.hash, "", "", "")
    doubts = disagreements(report, examiner.ruleset)
    return mark(report, rubric, submission, run, (), flags, doubts), earned_by(credits, rubric, BY_ID)


def test_labelled_documents_have_about_the_marks_of_their_labels_and_those_far_off_are_flagged() -> None:
    off = [(found, abs((found.raw or Decimal(0)) - earned)) for found, earned in map(marked_by_labels, labelled())]
    assert [found.submission.key for found, by in off if by > FAR and not found.needs_review] == []
    assert sum((by for _, by in off), Decimal(0)) / len(off) < FAR


def test_there_are_labelled_documents_for_each_rubric() -> None:
    kinds = [path.read_text(encoding="utf-8").split("\n", 1)[0].split("\t")[1] for path in labelled()]
    assert len(kinds) > 15
    assert set(kinds) == set(RUBRIC_FOR)
