"""Results for Gradescope and Classroom 50 keep the rules of their formats."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from agreementlint.errors import BadConfiguration
from agreementlint.exchange.autograders import Assigned, Outcome, Result, classroom50, gradescope

UNTIMED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ASSIGNED = Assigned(
    "coaching-2026", "agreement", "jane", "submit/1", "a" * 40, "https://example.org/release",
    "https://example.org/review", datetime(2026, 3, 2, 11, 15, tzinfo=timezone(timedelta(hours=1))),
)  # fmt: skip
WHOLE = Outcome(
    Decimal("7.5"),
    Decimal(10),
    (
        Result("Confidentiality", Decimal(5), Decimal(5), "Named."),
        Result("Fees", Decimal("2.5"), Decimal(5), "No due date."),
    ),
    "Well done",
)
OPEN = Outcome(None, Decimal(10), (WHOLE.results[0], Result("Fees", None, Decimal(5), "Could not be told")))

VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
GRADESCOPE = {
    "type": "object",
    "anyOf": [
        {"required": ["score"]},
        {"required": ["tests"], "properties": {"tests": {"contains": {"required": ["score"]}}}},
    ],
    "properties": {
        "score": {"type": "number"},
        "output": {"type": "string"},
        "output_format": FORMAT,
        "visibility": VISIBILITY,
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "score": {"type": "number"},
                    "max_score": {"type": "number"},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": FORMAT,
                    "visibility": VISIBILITY,
                },
            },
        },
    },
}
WHOLE_NUMBER = {"type": "integer", "minimum": 0}
CLASSROOM = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        "schema", "classroom", "assignment", "assignment_type", "owner", "submission", "commit", "release", "review",
        "datetime", "score", "max-score", "tests",
    ],
    "properties": {
        "schema": {"const": "classroom50/result/v1"},
        "assignment_type": {"enum": ["individual", "group"]},
        "submission": {"type": "string", "pattern": "^submit/"},
        "datetime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "score": WHOLE_NUMBER,
        "max-score": WHOLE_NUMBER,
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["test-name", "passed", "score", "max-score"],
                "properties": {"passed": {"type": "boolean"}, "score": WHOLE_NUMBER, "max-score": WHOLE_NUMBER},
            },
        },
    }
    | {name: {"type": "string"} for name in ("classroom", "assignment", "owner", "commit", "release", "review")},
}  # fmt: skip


def test_gradescope_shows_every_criterion_with_its_points() -> None:
    file = json.loads(gradescope(WHOLE))
    Draft202012Validator(GRADESCOPE).validate(file)
    assert (file["score"], file["visibility"]) == (7.5, "visible")
    assert [(test["score"], test["max_score"], test["status"]) for test in file["tests"]] == [
        (5, 5, "passed"),
        (2.5, 5, "failed"),
    ]


def test_gradescope_gets_no_zero_where_a_person_has_to_decide() -> None:
    file = json.loads(gradescope(OPEN))
    Draft202012Validator(GRADESCOPE).validate(file)
    assert "score" not in file
    assert "score" not in file["tests"][1]
    assert file["tests"][1]["output"] == "Could not be told\nNot marked yet."
    assert file["visibility"] == "after_published"
    assert json.loads(gradescope(OPEN, "hidden"))["visibility"] == "hidden"


def test_a_mark_that_was_given_as_a_whole_has_its_total_and_no_zero_for_a_criterion() -> None:
    whole = Outcome(Decimal(21), Decimal(30), (OPEN.results[1],))
    file = json.loads(gradescope(whole))
    Draft202012Validator(GRADESCOPE).validate(file)
    assert (file["score"], file["tests"][0].get("score"), file["tests"][0]["output"]) == (21, None, "Could not be told")
    result = json.loads(classroom50(whole, ASSIGNED))
    Draft202012Validator(CLASSROOM).validate(result)
    assert (result["score"], result["tests"]) == (21, [])


def test_nothing_marked_at_all_is_an_error_and_not_a_zero() -> None:
    with pytest.raises(BadConfiguration, match="Mark it by hand in Gradescope"):
        gradescope(Outcome(None, Decimal(5), (OPEN.results[1],)))


def test_classroom_50_gets_whole_numbers_rounded_half_up_and_a_time_in_utc() -> None:
    file = json.loads(classroom50(WHOLE, ASSIGNED))
    Draft202012Validator(CLASSROOM).validate(file)
    assert (file["score"], file["max-score"], file["datetime"]) == (8, 10, "2026-03-02T10:15:00Z")
    assert [test["score"] for test in file["tests"]] == [5, 3]


@UNTIMED
@given(st.decimals(-5, 30, places=2), st.decimals(1, 20, places=1), st.booleans())
def test_classroom_50_never_gets_a_score_that_its_collector_refuses(
    points: Decimal, maximum: Decimal, is_group: bool
) -> None:
    assigned = Assigned("c", "a", "o", "submit/x", "d", "r", "v", datetime(2026, 1, 1, tzinfo=UTC), is_group)
    result = Result("One", max(points, Decimal(0)), maximum)
    file = json.loads(classroom50(Outcome(points, maximum, (result,)), assigned))
    Draft202012Validator(CLASSROOM).validate(file)
    assert file["score"] <= file["max-score"]
    assert all(test["score"] <= test["max-score"] for test in file["tests"])


@pytest.mark.parametrize(
    ("outcome", "change", "problem"),
    [
        (OPEN, {}, "a person has still to decide"),
        (WHOLE, {"submission": "jane/1"}, "begins with 'submit/'"),
        (WHOLE, {"handed_in": datetime(2026, 3, 2)}, "needs its zone"),
    ],
)
def test_what_the_schema_of_classroom_50_cannot_hold_is_an_error(
    outcome: Outcome, change: dict[str, object], problem: str
) -> None:
    values = {name: getattr(ASSIGNED, name) for name in ASSIGNED.__slots__} | change
    with pytest.raises(BadConfiguration, match=problem):
        classroom50(outcome, Assigned(**values))
