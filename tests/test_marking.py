"""Marking: what verdicts are worth, what could not be told, caps and bonus, lateness, and a marker's decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from agreementlint.grading.marking import (
    AS_FAR_AS_CAN_BE_TOLD,
    HALF_FOR_NOW,
    mark,
    marked_again,
    not_gradable,
    points_in_doubt,
    without_decision,
)
from agreementlint.grading.marks import (
    WHOLE,
    CriterionMark,
    Flag,
    FlagKind,
    MarkState,
    Override,
    Run,
    SubmissionMark,
)
from agreementlint.grading.reading import is_empty, report_for, rules_for
from agreementlint.grading.rubric import (
    Circumstance,
    Criterion,
    LatePolicy,
    Level,
    Of,
    Requirement,
    Rubric,
    RuleShare,
    Scenario,
)
from agreementlint.grading.second_opinion import disagreements
from agreementlint.grading.submission import Submission, SubmissionKey
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.report import DocumentReport
from agreementlint.terms import Confidence, Kind, RuleId, Shortfall
from agreementlint.verdict import Crashed, Held, NotApplicable, OutcomeVerdict, Problem, Undetermined, Violated

EXAMPLES = Path(__file__).parents[1] / "examples"
RULES = load_rules()
SUBMISSION = Submission(SubmissionKey("s1"), "Ada")
RUN = Run("trial", 1, "r", "t", "s", "i")
TEXT = b"# Coaching Agreement\n\nThe Coach keeps everything that the Client says confidential.\n"
LIMIT, DUTY, FORBIDDEN = "limit-law-or-court", "coach-confidentiality-duty", "absolute-confidentiality"


def of(*rules: str, points: str = "10", id: str = "c", **more: object) -> Criterion:
    shares = tuple(RuleShare(RuleId(rule)) for rule in rules)
    return replace(Criterion(id, id.title(), Decimal(points), shares), **more)  # type: ignore[arg-type]  # fields by name


def rubric(*criteria: Criterion, **more: object) -> Rubric:
    made = Rubric("trial", 1, "Trial", Kind.TWO_PARTY, criteria)
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name


def report(verdicts: dict[str, OutcomeVerdict], sure: Confidence = Confidence.HIGH) -> DocumentReport:
    """A report in which these rules said this, whatever the text says."""
    asked = rubric(of(*verdicts))
    real, _ = report_for(read_document("a.md", TEXT), rules_for(asked, RULES), asked)
    outcomes = (replace(outcome, verdict=verdicts[outcome.rule.id], confidence=sure) for outcome in real.outcomes)
    return replace(real, outcomes=tuple(outcomes))


def short(*shortfalls: Shortfall) -> Violated:
    return Violated(tuple(Problem(each, f"It is {each.value}.") for each in shortfalls))


HELD, MISSING, PARTIAL = Held(()), short(Shortfall.MISSING), short(Shortfall.PARTIAL)


def marked(verdicts: dict[str, OutcomeVerdict], asked: Rubric, *overrides: Override) -> SubmissionMark:
    return mark(report(verdicts), asked, SUBMISSION, RUN, overrides)


def only(verdict: OutcomeVerdict, sure: Confidence = Confidence.HIGH, **more: object) -> CriterionMark:
    asked = rubric(of(LIMIT), **more)
    return mark(report({LIMIT: verdict}, sure), asked, SUBMISSION, RUN).criteria[0]


@pytest.mark.parametrize(
    ("verdict", "points"),
    [
        (HELD, "10"),
        (MISSING, "0"),
        (PARTIAL, "5"),
        (short(Shortfall.CONTRADICTED), "0"),
        (short(Shortfall.PARTIAL, Shortfall.MISSING), "0"),
    ],
)
def test_a_clause_is_worth_all_half_or_nothing(verdict: OutcomeVerdict, points: str) -> None:
    assert only(verdict).auto == Decimal(points)


@pytest.mark.parametrize("verdict", [Undetermined("A page is missing."), Crashed("ValueError")])
def test_what_could_not_be_told_goes_to_the_marker_and_never_becomes_nought(verdict: OutcomeVerdict) -> None:
    found = only(verdict)
    assert found.auto is None
    assert found.state is MarkState.NEEDS_REVIEW
    assert points_in_doubt(found) == 10
    whole = marked({LIMIT: verdict}, rubric(of(LIMIT)))
    assert whole.raw is None
    assert whole.final is None


def test_what_could_not_be_told_counts_neither_way_beside_what_could() -> None:
    whole = marked({LIMIT: HELD, DUTY: Undetermined("?")}, rubric(of(LIMIT, DUTY)))
    assert whole.criteria[0].auto == 10
    assert whole.needs_review
    assert points_in_doubt(whole.criteria[0]) == 5


def test_a_verdict_that_is_not_certain_is_provisional() -> None:
    assert only(HELD, Confidence.MEDIUM).state is MarkState.NEEDS_REVIEW
    assert only(HELD, Confidence.HIGH).state is MarkState.AUTO
    assert only(short(Shortfall.CONTRADICTED)).state is MarkState.NEEDS_REVIEW


def test_a_rule_that_does_not_apply_drops_out_unless_the_assignment_calls_for_it() -> None:
    recording = "recording-consent"
    verdicts: dict[str, OutcomeVerdict] = {LIMIT: HELD, recording: NotApplicable("Nothing is recorded.")}
    free = marked(verdicts, rubric(of(LIMIT, recording)))
    assert free.criteria[0].auto == 10
    called = rubric(of(LIMIT, recording), scenario=Scenario(given=(Circumstance.RECORDING,)))
    missing = marked(verdicts, called)
    assert missing.criteria[0].auto == 5
    assert missing.criteria[0].why[1].sentence.startswith("In the assignment sessions are recorded")


def test_a_criterion_of_which_nothing_applies_is_spread_over_the_others() -> None:
    verdicts: dict[str, OutcomeVerdict] = {LIMIT: PARTIAL, "recording-consent": NotApplicable("No.")}
    whole = marked(verdicts, rubric(of(LIMIT, points="60"), of("recording-consent", points="40", id="d")))
    assert [each.counts for each in whole.criteria] == [True, False]
    assert whole.raw == 50
    assert whole.state is MarkState.AUTO


def test_a_rule_that_forbids_takes_points_away_and_gives_none() -> None:
    asked = rubric(of(LIMIT, DUTY, FORBIDDEN))
    kept = marked({LIMIT: HELD, DUTY: MISSING, FORBIDDEN: HELD}, asked)
    assert kept.criteria[0].auto == 5
    broken = marked({LIMIT: HELD, DUTY: MISSING, FORBIDDEN: short(Shortfall.DEFECT)}, asked)
    assert broken.criteria[0].auto == 0
    nothing = marked({LIMIT: MISSING, DUTY: MISSING, FORBIDDEN: HELD}, asked)
    assert nothing.criteria[0].auto == 0


def test_where_all_rules_forbid_keeping_them_is_what_counts() -> None:
    asked = rubric(of(FORBIDDEN, "one-way-secrecy"))
    kept: dict[str, OutcomeVerdict] = {FORBIDDEN: HELD, "one-way-secrecy": HELD}
    assert marked(kept, asked).criteria[0].auto == 10
    assert marked(kept | {FORBIDDEN: short(Shortfall.DEFECT)}, asked).criteria[0].auto == 5


def test_a_rule_that_was_not_asked_is_not_held_against_anybody() -> None:
    found = mark(report({LIMIT: HELD}), rubric(of(LIMIT, DUTY)), SUBMISSION, RUN).criteria[0]
    assert found.auto == 10
    assert found.state is MarkState.NEEDS_REVIEW


def test_weights_and_the_share_of_half_a_clause_are_the_rubric_s() -> None:
    shares = (RuleShare(RuleId(LIMIT), Decimal(3), Decimal("0.25")), RuleShare(RuleId(DUTY)))
    whole = marked({LIMIT: PARTIAL, DUTY: HELD}, rubric(replace(of(LIMIT), rules=shares)))
    assert whole.criteria[0].auto == Decimal("4.375")


def test_bonus_adds_up_to_its_cap_and_not_over_the_ceiling() -> None:
    bonus = of(DUTY, id="more", points="8", bonus=True)
    verdicts: dict[str, OutcomeVerdict] = {LIMIT: HELD, DUTY: HELD}
    assert marked(verdicts, rubric(of(LIMIT), bonus)).raw == 18
    assert marked(verdicts, rubric(of(LIMIT), bonus, bonus_cap=Decimal(3))).raw == 13
    assert marked(verdicts, rubric(of(LIMIT), bonus, ceiling=Decimal(10))).raw == 10
    assert marked(verdicts, rubric(of(LIMIT), bonus)).maximum == 10


@pytest.mark.parametrize(("cap", "raw"), [("4", "4"), ("0", "0")])
def test_a_required_criterion_that_is_not_reached_caps_the_whole_and_waits_for_a_look(cap: str, raw: str) -> None:
    required = of(LIMIT, id="must", required=Requirement(Decimal("0.5"), Decimal(cap)))
    verdicts: dict[str, OutcomeVerdict] = {LIMIT: MISSING, DUTY: HELD}
    whole = marked(verdicts, rubric(required, of(DUTY)))
    assert whole.raw == Decimal(raw)
    assert whole.needs_review
    assert [flag.kind for flag in whole.flags] == [FlagKind.REQUIRED]
    assert marked({LIMIT: PARTIAL, DUTY: HELD}, rubric(required, of(DUTY))).raw == 15


def test_the_final_mark_is_rounded_half_up_and_the_raw_one_is_not() -> None:
    third = of(LIMIT, DUTY, "limit-illegal-activity")
    verdicts: dict[str, OutcomeVerdict] = {LIMIT: HELD, DUTY: MISSING, "limit-illegal-activity": MISSING}
    whole = marked(verdicts, rubric(third, rounding=Decimal("0.5")))
    assert whole.raw == Decimal("3.3333")
    assert str(whole.final) == "3.5"


def test_a_comment_of_the_bank_goes_with_how_well_a_criterion_is_met() -> None:
    comments = ((Level.MET, "Well done."), (Level.MISSING, "Try again."))
    asked = rubric(of(LIMIT, comments=comments))
    assert marked({LIMIT: HELD}, asked).criteria[0].comment == "Well done."
    assert marked({LIMIT: MISSING}, asked).criteria[0].comment == "Try again."
    assert marked({LIMIT: PARTIAL}, asked).criteria[0].comment == ""


DECISION = Override(SubmissionKey("s1"), "c", Decimal(7), "Ana", "I read it otherwise.", Decimal(0))


def test_a_marker_s_value_goes_before_ours_and_closes_what_was_open() -> None:
    whole = marked({LIMIT: short(Shortfall.CONTRADICTED)}, rubric(of(LIMIT)), DECISION)
    assert (whole.raw, whole.state) == (Decimal(7), MarkState.OVERRIDDEN)
    found = whole.criteria[0]
    assert (found.auto, found.manual, found.by, found.reason) == (Decimal(0), Decimal(7), "Ana", "I read it otherwise.")


def test_a_decision_on_somebody_else_s_work_changes_nothing() -> None:
    other = replace(DECISION, submission=SubmissionKey("s2"))
    assert marked({LIMIT: MISSING}, rubric(of(LIMIT)), other).raw == 0


def test_a_value_that_changed_under_a_marker_s_is_told_and_the_marker_s_stays() -> None:
    whole = marked({LIMIT: HELD}, rubric(of(LIMIT)), DECISION)
    assert whole.raw == 7
    assert whole.needs_review
    assert whole.criteria[0].stale == "It was set over 0; without it, it would be 10 now."
    unwatched = marked({LIMIT: HELD}, rubric(of(LIMIT)), replace(DECISION, watched=False))
    assert unwatched.state is MarkState.OVERRIDDEN


def test_a_marker_gives_a_mark_to_what_could_not_be_read() -> None:
    flags = [Flag(FlagKind.UNREADABLE, "It is a picture.", stops=True)]
    unread = not_gradable(rubric(of(LIMIT)), SUBMISSION, RUN, flags)
    assert (unread.state, unread.final) == (MarkState.NOT_GRADABLE, None)
    decided = replace(DECISION, criterion=WHOLE, over=None)
    given = not_gradable(rubric(of(LIMIT)), SUBMISSION, RUN, flags, [decided])
    assert (given.state, given.final) == (MarkState.OVERRIDDEN, Decimal("7.00"))
    again = marked_again(given, SUBMISSION, rubric(of(LIMIT)), ())
    assert again == unread


def test_a_decision_on_the_whole_settles_every_flag_until_the_value_under_it_changes() -> None:
    asked = rubric(of(LIMIT))
    odd = Flag(FlagKind.WRONG_KIND, "It reads like a lease.", stops=True)
    decided = replace(DECISION, criterion=WHOLE, over=Decimal(5))
    settled = mark(report({LIMIT: PARTIAL}), asked, SUBMISSION, RUN, [decided], [odd])
    assert (settled.state, settled.raw) == (MarkState.OVERRIDDEN, Decimal(7))
    assert without_decision(settled, asked).raw == 5
    changed = mark(report({LIMIT: HELD}), asked, SUBMISSION, RUN, [decided], [odd])
    assert changed.needs_review
    assert FlagKind.STALE in [flag.kind for flag in changed.flags]


def test_a_mark_that_was_kept_is_the_same_when_it_is_concluded_again() -> None:
    late = LatePolicy(
        datetime(2026, 11, 1, tzinfo=UTC), timedelta(0), timedelta(days=1), Decimal("0.1"), Of.TOTAL, Decimal(1)
    )
    asked = rubric(of(LIMIT), of(DUTY, id="d"), late=late)
    submission = replace(SUBMISSION, submitted_at=datetime(2026, 11, 2, 12, tzinfo=UTC))
    first = mark(report({LIMIT: HELD, DUTY: PARTIAL}), asked, submission, RUN, [DECISION])
    assert marked_again(first, submission, asked, [DECISION]) == first
    undecided = marked_again(first, submission, asked, ())
    assert undecided == mark(report({LIMIT: HELD, DUTY: PARTIAL}), asked, submission, RUN)


def test_raw_mark_penalty_and_final_mark_are_kept_apart() -> None:
    due = datetime(2026, 11, 20, 12, tzinfo=UTC)
    late = LatePolicy(due, timedelta(minutes=15), timedelta(days=1), Decimal("0.05"), Of.TOTAL, Decimal("0.2"))
    submission = replace(SUBMISSION, submitted_at=due + timedelta(days=1))
    whole = mark(report({LIMIT: HELD}), rubric(of(LIMIT), late=late), submission, RUN)
    assert (whole.raw, whole.penalty, whole.final) == (Decimal(10), Decimal("0.5"), Decimal("9.50"))


def test_a_document_of_another_kind_is_marked_as_the_assignment_says_and_waits_for_a_look() -> None:
    asked = rubric(of(LIMIT))
    lease = b"# Lease\n\nThe tenant pays the rent for the flat on the first day of every month to the landlord.\n"
    found, flags = report_for(read_document("a.md", lease), rules_for(asked, RULES), asked)
    assert found.kind is Kind.TWO_PARTY
    assert [(flag.kind, flag.stops) for flag in flags] == [(FlagKind.WRONG_KIND, True)]
    fine, none = report_for(read_document("b.md", TEXT), rules_for(asked, RULES), asked)
    assert (fine.kind, none) == (Kind.TWO_PARTY, ())


def test_a_document_in_another_language_gets_no_mark() -> None:
    asked = rubric(of(LIMIT))
    german = ("# Vereinbarung\n\n" + "Der Coach behandelt alles vertraulich, was die Klientin ihm sagt. " * 20).encode()
    found, flags = report_for(read_document("a.md", german), rules_for(asked, RULES), asked)
    assert [flag.kind for flag in flags] == [FlagKind.LANGUAGE]
    assert mark(found, asked, SUBMISSION, RUN, (), flags).final is None


def test_hardly_a_word_is_no_work() -> None:
    assert is_empty(read_document("a.md", b"# Coaching\n\nTo be done.\n"))
    assert not is_empty(read_document("a.md", TEXT * 5))


DANGER = "limit-danger-to-self-or-others"


def test_words_that_have_what_is_asked_for_but_read_like_something_else_count_half_and_wait_for_a_look() -> None:
    asked = rubric(of(DANGER))
    text = (
        TEXT
        + b"\nThe Coach keeps the notes secret. The road to the office is a serious danger to people on bicycles.\n"
    )
    ruleset = rules_for(asked, RULES)
    found, _ = report_for(read_document("a.md", text), ruleset, asked)
    doubts = disagreements(found, ruleset)
    assert set(doubts) == {DANGER}
    criterion = mark(found, asked, SUBMISSION, RUN, doubts=doubts).criteria[0]
    assert (criterion.auto, criterion.state) == (Decimal(5), MarkState.NEEDS_REVIEW)
    assert criterion.why[0].sentence == HALF_FOR_NOW


def test_a_clause_as_such_clauses_are_is_not_in_doubt() -> None:
    asked = rubric(of(LIMIT, DUTY))
    text = TEXT + b"\nConfidentiality does not apply where a law or a court order requires the Coach to disclose.\n"
    ruleset = rules_for(asked, RULES)
    found, _ = report_for(read_document("a.md", text), ruleset, asked)
    assert [type(outcome.verdict) for outcome in found.outcomes] == [Held, Held]
    assert disagreements(found, ruleset) == {}


def test_a_plan_in_yaml_has_no_words_to_be_weighed() -> None:
    plan = read_document("plan.yaml", (EXAMPLES / "data-handling-plan.yaml").read_bytes())
    asked = rubric(of("retention-schedule"), kind=Kind.DATA_PLAN)
    ruleset = rules_for(asked, RULES)
    found, _ = report_for(plan, ruleset, asked)
    assert disagreements(found, ruleset) == {}


def test_a_few_doubtful_points_hold_no_mark_up_where_the_rubric_tolerates_them() -> None:
    verdicts: dict[str, OutcomeVerdict] = {LIMIT: HELD, DUTY: HELD}
    doubts = {RuleId(LIMIT): "It does not read like it."}
    strict, lenient = rubric(of(LIMIT, DUTY)), rubric(of(LIMIT, DUTY), tolerance=Decimal(5))
    waits = mark(report(verdicts), strict, SUBMISSION, RUN, doubts=doubts)
    assert (waits.raw, waits.needs_review) == (Decimal("7.5"), True)
    given = mark(report(verdicts), lenient, SUBMISSION, RUN, doubts=doubts)
    assert (given.raw, given.state) == (Decimal(10), MarkState.AUTO)
    assert given.criteria[0].why[0].sentence == AS_FAR_AS_CAN_BE_TOLD
    assert marked_again(given, SUBMISSION, lenient, ()) == given
    less = rubric(of(LIMIT, DUTY), tolerance=Decimal(4))
    assert mark(report(verdicts), less, SUBMISSION, RUN, doubts=doubts).needs_review


def test_what_could_not_be_told_is_never_tolerated() -> None:
    verdicts: dict[str, OutcomeVerdict] = {LIMIT: Undetermined("?"), DUTY: HELD}
    assert marked(verdicts, rubric(of(LIMIT, DUTY), tolerance=Decimal(50))).needs_review
    against: dict[str, OutcomeVerdict] = {LIMIT: short(Shortfall.CONTRADICTED), DUTY: HELD}
    assert marked(against, rubric(of(LIMIT, DUTY), tolerance=Decimal(50))).needs_review
