"""Marks become what is carried to a school: by the right names, for every member of a group, and never provisional."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from gradebook_samples import marked, rubric

from agreementlint.cli.carrying import carried, in_short, outcome_of, ratings_of, student_of
from agreementlint.exchange.marks import Student
from agreementlint.grading.marking import marked_again
from agreementlint.grading.marks import WHOLE, Override, SubmissionMark
from agreementlint.grading.submission import Source, Submission, SubmissionKey, SubmittedFile

FILE = SubmittedFile("a.docx", "a.docx", "0" * 64, "a.docx")


def of(
    mark: SubmissionMark, group: str, members: tuple[str, ...], files: tuple[SubmittedFile, ...] = ()
) -> SubmissionMark:
    return replace(mark, submission=replace(mark.submission, group=group, members=members, files=files))


def test_a_mark_that_waits_for_a_person_has_no_points_unless_provisional_ones_will_do() -> None:
    waiting = replace(marked("1", "5", "5", None), final=Decimal(10))
    assert [each.mark.points for each in carried([waiting], Source.MOODLE)] == [None]
    assert [each.mark.feedback for each in carried([waiting], Source.MOODLE)] == [""]
    assert [each.mark.points for each in carried([waiting], Source.MOODLE, provisional=True)] == [Decimal(10)]


def test_every_member_of_a_group_has_the_groups_mark() -> None:
    members = ("1", "2", "3")
    handed_in = of(marked("1", "5", "5", "5"), group="Red", members=members, files=(FILE,))
    empty = [of(marked(key, None, None, None), group="Red", members=members) for key in "23"]
    alone = of(marked("4", None, None, None), group="Blue", members=("4",))
    points = {each.student.name: each.mark.points for each in carried([handed_in, *empty, alone], Source.MOODLE)}
    assert points == {"Student 1": 15, "Student 2": 15, "Student 3": 15, "Student 4": None}


def test_what_a_marker_decided_about_one_of_a_group_goes_before_the_groups_mark() -> None:
    members = ("1", "2", "3")
    handed_in = of(marked("1", "5", "5", "5"), group="Red", members=members, files=(FILE,))
    two, three = (of(marked(key, None, None, None), group="Red", members=members) for key in "23")
    none_of_it = Override(two.submission.key, WHOLE, Decimal(0), "Ana", "Took no part.", None)
    two = marked_again(two, two.submission, rubric(), [none_of_it])
    points = {each.student.name: each.mark.points for each in carried([handed_in, two, three], Source.MOODLE)}
    assert points == {"Student 1": 15, "Student 2": 0, "Student 3": 15}


def test_a_student_is_known_by_all_that_the_platform_and_the_manifest_say() -> None:
    moodle = Submission(
        SubmissionKey("101"), "Jane Roe", source=Source.MOODLE, alias="Otter",
        ids=(("participant", "101"), ("plugin", "assignsubmission_file"), ("email", "jane@example.org")),
    )  # fmt: skip
    assert student_of(moodle, Source.MOODLE) == Student("101", ("jane@example.org",), "Jane Roe", "Otter")
    assert student_of(moodle, Source.CANVAS) == Student("", ("jane@example.org",), "Jane Roe", "Otter")
    assert str(student_of(moodle, Source.MOODLE)) == "Otter"
    folder = Submission(SubmissionKey("jane.roe"), "Jane Roe", source=Source.FOLDER)
    assert student_of(folder, Source.MOODLE) == Student("", ("jane.roe",), "Jane Roe")
    only_in_the_manifest = Submission(SubmissionKey("102"), "Ann Lee", source=Source.CANVAS)
    assert student_of(only_in_the_manifest, Source.CANVAS).id == "102"


def test_the_mark_in_short_says_what_lateness_took_and_leaves_out_what_does_not_count() -> None:
    mark = marked("1", "5", "5.5", "5")
    late = replace(mark, penalty=Decimal(3), final=Decimal("12.5"))
    late = replace(late, criteria=(replace(mark.criteria[0], comment="Whose?"), mark.criteria[1],
                                   replace(mark.criteria[2], counts=False)))  # fmt: skip
    assert in_short(late) == (
        "12.5 of 30 points (15.5 less 3 for lateness)\nConfidentiality: 5 of 10. Whose?\nRecords: 5.5 of 10."
    )


def test_an_autograder_gets_points_for_what_is_settled_alone() -> None:
    outcome = outcome_of(marked("1", "5", None, "5"))
    assert (outcome.points, [each.points for each in outcome.results]) == (None, [5, None, 5])
    assert outcome.said == "Some of it waits for a person."


def test_a_mark_that_was_decided_as_a_whole_is_settled_whatever_was_open() -> None:
    decision = Override(SubmissionKey("1"), WHOLE, Decimal(20), "Ada", "read by hand", watched=False)
    waiting = marked("1", "5", "5", None)
    mark = marked_again(waiting, waiting.submission, rubric(), [decision])
    outcome = outcome_of(mark)
    assert (outcome.points, outcome.said) == (Decimal(20), "")
    assert [each.points for each in outcome.results] == [Decimal(5), Decimal(5), None]


def test_a_criterion_becomes_three_ratings_with_its_comments() -> None:
    ratings = ratings_of(rubric())[0].ratings
    assert [(each.name, each.points) for each in ratings] == [
        ("Met", Decimal(10)),
        ("Partly met", Decimal(5)),
        ("Not met", Decimal(0)),
    ]
