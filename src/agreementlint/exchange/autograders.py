"""The results of one submission as Gradescope and Classroom 50 read them from an autograder."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal

from agreementlint.errors import BadConfiguration
from agreementlint.exchange.numbers import rounded
from agreementlint.values import dataclass

Visibility = Literal["visible", "hidden", "after_due_date", "after_published"]
Value = str | int | float | bool | dict[str, str | int] | list[dict[str, "Value"]]

_PLACES = 2
_SCHEMA = "classroom50/result/v1"
_WORDS = ("classroom", "assignment", "owner", "submission", "commit", "release", "review")


@dataclass(frozen=True, slots=True)
class Result:
    """One criterion: its points, out of how many, and what is said of it.

    No points where a person has to decide, or has decided on the whole without it.
    """

    name: str
    points: Decimal | None
    maximum: Decimal
    said: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole submission; `points` are those with bonus, caps and penalties, None where they are not settled."""

    points: Decimal | None
    maximum: Decimal
    results: tuple[Result, ...]
    said: str = ""


@dataclass(frozen=True, slots=True)
class Assigned:
    """What Classroom 50 itself says of a submission, carried over as it is. `handed_in` is a time with its zone."""

    classroom: str
    assignment: str
    owner: str
    submission: str  # begins with "submit/"
    commit: str
    release: str
    review: str
    handed_in: datetime
    is_group: bool = False
    submitted_by: tuple[tuple[str, str | int], ...] = ()  # as it stands in the file, where it does


def gradescope(outcome: Outcome, visibility: Visibility = "visible") -> bytes:
    """`results.json`; where a person has still to decide, the total waits until the marks are published.

    Raises BadConfiguration where nothing at all could be marked: the file has no way to say so, and zero is no answer.
    """
    tests: list[dict[str, Value]] = []
    for number, each in enumerate(outcome.results, 1):
        test: dict[str, Value] = {"name": each.name, "number": str(number), "max_score": _number(each.maximum)}
        if each.points is not None:
            test["score"] = _number(each.points)
            test["status"] = "passed" if each.points >= each.maximum else "failed"
        waits = each.points is None and outcome.points is None
        test["output"] = f"{each.said}\nNot marked yet.".strip() if waits else each.said
        test["output_format"] = "text"
        tests.append(test)
    if outcome.points is None and all(each.points is None for each in outcome.results):
        raise BadConfiguration(
            "nothing in this submission could be marked, and a results.json cannot say so without a score. "
            "Mark it by hand in Gradescope"
        )
    is_settled = outcome.points is not None
    file: dict[str, Value] = {"output": outcome.said, "output_format": "text", "tests": tests}
    file["visibility"] = visibility if is_settled or visibility == "hidden" else "after_published"
    if outcome.points is not None:
        file["score"] = _number(outcome.points)
    return _json(file)


def classroom50(outcome: Outcome, assigned: Assigned) -> bytes:
    """`result.json` of the first schema, whose points are whole numbers: halves are rounded up.

    The score is never above the maximum, which its collector would refuse. Raises BadConfiguration for a submission
    without settled points, for an identity that the schema refuses, and for a time without a zone.
    """
    if outcome.points is None:
        raise BadConfiguration("a person has still to decide about this submission: a result.json needs its points")
    if not assigned.submission.startswith("submit/"):
        raise BadConfiguration(f"the submission of a result.json begins with 'submit/', not {assigned.submission!r}")
    if assigned.handed_in.tzinfo is None:
        raise BadConfiguration("the time of a submission needs its zone, as in 2026-03-02T10:15:00Z")
    maximum = _whole(outcome.maximum)
    tests: list[dict[str, Value]] = []
    for each in outcome.results:
        if each.points is None:
            continue
        score, most = _whole(each.points), _whole(each.maximum)
        test: dict[str, Value] = {"test-name": each.name, "passed": each.points >= each.maximum}
        tests.append(test | {"score": min(score, most), "max-score": most, "message": each.said})
    file: dict[str, Value] = {
        "schema": _SCHEMA,
        "classroom": assigned.classroom,
        "assignment": assigned.assignment,
        "assignment_type": "group" if assigned.is_group else "individual",
        "owner": assigned.owner,
        "submission": assigned.submission,
        "commit": assigned.commit,
        "release": assigned.release,
        "review": assigned.review,
        "datetime": assigned.handed_in.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": max(0, min(_whole(outcome.points), maximum)),
        "max-score": maximum,
        "tests": tests,
    }
    if assigned.submitted_by:
        file["submitted_by"] = dict(assigned.submitted_by)
    return _json(file)


def read_assigned(path: str, data: bytes) -> Assigned:
    """What a `result.json` that Classroom 50 began says of its submission. Raises BadConfiguration for another file."""
    try:
        file = json.loads(data)
        if not isinstance(file, dict) or file.get("schema") != _SCHEMA:
            raise ValueError(f"its schema is not {_SCHEMA}")
        words = {name: str(file[name]) for name in _WORDS}
        handed_in = datetime.fromisoformat(str(file["datetime"]))
        by = tuple(
            (str(name), value if isinstance(value, int) else str(value))
            for name, value in dict(file.get("submitted_by", {})).items()
        )
    except KeyError as error:
        raise BadConfiguration(f"{path}: it says nothing of {error.args[0]!r}") from None
    except (ValueError, TypeError) as error:
        raise BadConfiguration(f"{path}: it is no result.json of Classroom 50: {error}") from None
    return Assigned(**words, handed_in=handed_in, is_group=file.get("assignment_type") == "group", submitted_by=by)


def _number(points: Decimal) -> int | float:
    value = rounded(points, _PLACES)
    return int(value) if value == value.to_integral_value() else float(value)


def _whole(points: Decimal) -> int:
    return int(rounded(points, 0))


def _json(file: dict[str, Value]) -> bytes:
    return (json.dumps(file, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
