"""Rubrics: those that come along are sound, and every mistake in one is told with its place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from agreementlint.cli import main
from agreementlint.engine.evaluate import ForbidCheck, RequireCheck
from agreementlint.errors import BadConfiguration, Fault
from agreementlint.grading.rubric import Circumstance, Level, Of, Rubric, percent
from agreementlint.grading.rubrics import doubts, read_rubric, rubric_path, shipped_rubrics
from agreementlint.grading.scenario import IN_WORDS, RULES_THAT_APPLY, applying, why_it_applies
from agreementlint.packs import load_rules
from agreementlint.terms import Kind, RuleId

RULES = load_rules().rules
MINIMAL = """\
version: 1
title: A trial
kind: two_party
criteria:
- id: limits
  title: Limits
  points: 10
  rules:
  - limit-law-or-court
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "trial.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> Rubric:
    return read_rubric(written(folder, text), RULES)


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(BadConfiguration) as caught:
        read(folder, text)
    return [
        f"{fault.line}:{fault.column}: {fault.message}" for fault in caught.value.faults if isinstance(fault, Fault)
    ]


@pytest.mark.parametrize("path", shipped_rubrics(), ids=lambda path: path.stem)
def test_a_rubric_that_comes_along_is_sound_and_leaves_nothing_in_doubt(path: Path) -> None:
    rubric = read_rubric(path, RULES)
    assert rubric.total == 100
    assert list(doubts(rubric, RULES)) == []
    assert all(criterion.hint for criterion in rubric.criteria if not criterion.bonus)


def test_rubrics_come_along_for_two_parties_for_three_and_for_a_plan() -> None:
    kinds = {read_rubric(path, RULES).kind for path in shipped_rubrics()}
    assert kinds == {Kind.TWO_PARTY, Kind.SPONSORED, Kind.DATA_PLAN}


def test_everything_that_a_rubric_can_say_becomes_what_it_means(tmp_path: Path) -> None:
    rubric = read(
        tmp_path,
        """\
version: 3
title: All of it
kind: sponsored
scenario: {text: "A  case.", given: [sponsor-reports], applies: [limit-law-or-court]}
partial: 25%
rounding: 0.5
bonus_cap: 5
late: {due: '2026-11-20T23:59:00+00:00', grace: 15 minutes, per: 2 hours, penalty: 2.5%, of: earned, most: 40%}
feedback: {model_solution: true}
comments: {try-again: Try it once more.}
criteria:
- id: limits
  title: Limits
  points: 7.5
  required: {at_least: 50%, fail: true}
  hint: When?
  comments: {missing: try-again, met: Well done.}
  rules:
  - limit-law-or-court
  - {rule: report-co-created, weight: 2, partial: 0.75}
- id: more
  title: More
  points: 5
  bonus: true
  rules: [ethics-code-named]
""",
    )
    assert (rubric.id, rubric.version, rubric.total, rubric.ceiling) == ("trial", 3, Decimal("7.5"), Decimal("7.5"))
    assert (rubric.rounding, rubric.bonus_cap, rubric.model_solution) == (Decimal("0.5"), Decimal(5), True)
    limits, more = rubric.criteria
    assert [(str(each.rule), each.weight, each.partial) for each in limits.rules] == [
        ("limit-law-or-court", Decimal(1), Decimal("0.25")),
        ("report-co-created", Decimal(2), Decimal("0.75")),
    ]
    assert limits.required is not None
    assert limits.required.fails
    assert limits.comment_on(Level.MISSING) == "Try it once more."
    assert limits.comment_on(Level.MET) == "Well done."
    assert limits.comment_on(Level.PARTLY) == ""
    assert more.bonus
    assert rubric.late is not None
    assert rubric.late.due == datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
    assert (rubric.late.grace, rubric.late.per) == (timedelta(minutes=15), timedelta(hours=2))
    assert (rubric.late.share, rubric.late.of, rubric.late.most) == (Decimal("0.025"), Of.EARNED, Decimal("0.4"))
    assert rubric.scenario.text == "A case."
    assert why_it_applies(RuleId("report-co-created"), rubric.scenario) == IN_WORDS[Circumstance.SPONSOR_REPORTS]
    assert why_it_applies(RuleId("limit-law-or-court"), rubric.scenario) == "this is part of the task"
    assert RuleId("limit-law-or-court") in applying(rubric.scenario)


def test_the_same_file_has_the_same_hash_and_another_has_another(tmp_path: Path) -> None:
    first = read(tmp_path, MINIMAL)
    assert first.hash == read(tmp_path, MINIMAL).hash
    assert first.hash != read(tmp_path, MINIMAL + "# changed\n").hash


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("limit-law-or-court", "limit-law-or-cort", "9:5: there is no rule 'limit-law-or-cort'; did you mean"),
        ("limit-law-or-court", "sponsor-defined", "9:5: 'sponsor-defined' is not asked of a document of kind two_party"),
        ("- limit-law-or-court", "- {rule: limit-law-or-court, wieght: 2}", "9:32: unknown key 'wieght'; did you mean"),
        ("- limit-law-or-court", "- {rule: limit-law-or-court, weight: 0}", "9:40: weight: input should be greater"),
        ("- limit-law-or-court", "- limit-law-or-court\n  - limit-law-or-court", "10:5: 'limit-law-or-court' stands"),
        ("points: 10", "points: ten", "7:11: points: a number is wanted, not 'ten'"),
        ("points: 10", "points: .inf", "7:11: points: input should be a finite number"),
        ("points: 10", "points: true", "7:11: points: a number is wanted"),
        ("points: 10", "points: 10\n  bonus: true", "5:1: every criterion is a bonus"),
        ("points: 10", "points: 10\n  required: {at_least: 50%}", "8:13: required: either 'cap: POINTS' or 'fail: true'"),
        ("points: 10", "points: 10\n  required: {at_least: 50%, cap: 10}", "8:34: cap: it must be less than the total, 10"),
        ("points: 10", "points: 10\n  comments: {met: well-done}", "8:19: there is no comment 'well-done' in the bank"),
        ("points: 10", "points: 10\n  comments: {mett: Good.}", "8:14: comments: there is no 'mett'; did you mean 'met'?"),
        ("kind: two_party", "kind: other", "3:7: no rule is asked of a document of kind other"),
        ("kind: two_party", "kind: twoparty", "3:7: kind: there is no 'twoparty'; did you mean 'two_party'?"),
        ("title: A trial", "titel: A trial", "2:1: unknown key 'titel'; did you mean 'title'?"),
        ("title: A trial\n", "", "1:1: the key 'title' is missing"),
        ("version: 1", "version: 1\nbonus_cap: 3", "2:12: bonus_cap: no criterion is a bonus"),
        ("version: 1", "version: 1\nlate: {penalty: 5}", "2:17: penalty: input should be less than or equal to 1"),
        ("version: 1", "version: 1\nlate: {penalty: 5%, per: soon}", "2:26: per: a period such as"),
        ("version: 1", "version: 1\nlate: {penalty: 5%, per: 0 days}", "2:7: late: per: a period that is longer"),
        ("version: 1", "version: 1\nscenario: {applies: [limit-law]}", "2:22: there is no rule 'limit-law'"),
        ("version: 1", "version: 1\nscenario: {applies: [fees-stated]}", "2:22: no criterion asks 'fees-stated'"),
        ("version: 1", "version: 1\nscenario: {given: [recordings]}", "2:20: given: there is no 'recordings'; did you mean"),
        ("version: 1", "version: [", "not YAML"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_rubric_is_told_with_its_place(tmp_path: Path, old: str, new: str, expected: str) -> None:
    said = faults(tmp_path, MINIMAL.replace(old, new))
    assert any(expected in each for each in said), said
    assert len(said) == 1 or "titel" in new, said


def test_a_criterion_cannot_stand_twice(tmp_path: Path) -> None:
    again = MINIMAL.split("criteria:\n")[1].replace("limit-law-or-court", "fees-stated")
    assert faults(tmp_path, MINIMAL + again) == ["10:7: there is a criterion 'limits' already"]


def test_a_rubric_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "trial.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadConfiguration, match="not UTF-8"):
        read_rubric(path, RULES)


def test_what_may_not_be_meant_is_said_and_is_no_mistake(tmp_path: Path) -> None:
    text = MINIMAL.replace("limit-law-or-court", "absolute-confidentiality").replace(
        "version: 1", "version: 1\nscenario: {given: [testimonials]}"
    )
    text += "- {id: machines, title: Machines, points: 5, rules: [ai-data-protection]}\n"
    said = list(doubts(read(tmp_path, text), RULES))
    assert len(said) == 3
    assert "no criterion asks testimonial-attribution" in said[0]
    assert said[1].startswith("ai-data-protection counts only for students whose text brings it up")
    assert said[2].startswith("limits only forbids")


def test_every_rule_with_a_trigger_can_be_called_for_by_an_assignment() -> None:
    conditional = {
        str(rule.id)
        for rule in RULES
        if isinstance(rule.check, RequireCheck | ForbidCheck)
        and rule.check.trigger is not None
        and not rule.replaced_by
    }
    called_for = {rule for rules in RULES_THAT_APPLY.values() for rule in rules}
    of_their_own = {"agreement-plan-contradiction", "outdated-code-citation"}  # defects, which nothing calls for
    assert called_for <= {str(rule.id) for rule in RULES}
    assert conditional <= called_for | of_their_own
    assert set(IN_WORDS) == set(RULES_THAT_APPLY) == set(Circumstance)


def test_a_share_is_written_as_people_write_it() -> None:
    assert [percent(Decimal(each)) for each in ("0.05", "0.125", "1")] == ["5 %", "12.5 %", "100 %"]


def test_a_rubric_is_found_by_its_name_and_by_its_path(tmp_path: Path) -> None:
    assert rubric_path("two-party") in shipped_rubrics()
    own = written(tmp_path, MINIMAL)
    assert rubric_path(str(own)) == own
    with pytest.raises(BadConfiguration, match="did you mean 'two-party'"):
        rubric_path("two-partie")


def test_the_rubrics_that_come_along_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rubric", "list"]) == 0
    assert "three-party version 1: 100 points" in capsys.readouterr().out
    assert main(["rubric", "show", "three-party"]) == 0
    shown = capsys.readouterr().out
    assert "Required: 25 % of it; otherwise at most 49 in all." in shown
    assert "because others than client and sponsor take part" in shown
    assert "Late: 5 % of the total for every 1 day begun, 50 % at most." in shown


def test_checking_rubrics_says_all_that_is_wrong_with_all_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = written(tmp_path, MINIMAL.replace("limit-law-or-court", "limit-law-or-cort"))
    assert main(["rubric", "check", "two-party", str(wrong)]) == 2
    out, said = capsys.readouterr()
    assert "7 criteria" in out
    assert "trial.yaml:9:5: there is no rule" in said


@pytest.mark.parametrize("kind", ["two_party", "sponsored", "data_plan"])
def test_a_rubric_begun_from_a_profile_is_sound_and_worth_a_hundred(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.yaml"
    assert main(["rubric", "new", str(path), "--profile", "professional", "--kind", kind]) == 0
    rubric = read_rubric(path, RULES)
    assert rubric.total == 100
    assert rubric.kind == kind
    assert not any("only forbids" in doubt for doubt in doubts(rubric, RULES))
    capsys.readouterr()
    assert main(["rubric", "new", str(path)]) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert main(["rubric", "new", str(tmp_path / "own.txt")]) == 2
