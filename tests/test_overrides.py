"""The file of a marker's decisions: read with every mistake told, added to without touching the rest."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from agreementlint.errors import BadConfiguration
from agreementlint.grading.marks import Override
from agreementlint.grading.overrides import drop_override, read_overrides, write_override
from agreementlint.grading.rubrics import read_rubric, rubric_path
from agreementlint.grading.submission import SubmissionKey
from agreementlint.packs import load_rules

RUBRIC = read_rubric(rubric_path("two-party"), load_rules().rules)
KEYS = [SubmissionKey("11"), SubmissionKey("12")]
DECISION = Override(SubmissionKey("11"), "limits", Decimal("12.5"), "Ana", "The table says it: see page 2.", Decimal(8))


def written(folder: Path, text: str) -> Path:
    path = folder / "overrides.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_where_there_is_no_file_nothing_was_decided(tmp_path: Path) -> None:
    assert read_overrides(tmp_path / "overrides.yaml", RUBRIC) == ()


@pytest.mark.parametrize("over", [None, Decimal(8), Decimal("3.3333")])
def test_a_decision_comes_back_as_it_was_written(tmp_path: Path, over: Decimal | None) -> None:
    path = tmp_path / "overrides.yaml"
    decision = Override(SubmissionKey("11"), "limits", Decimal("12.5"), "Ana: me", "# 'why'", over, "See me.")
    write_override(path, decision)
    assert read_overrides(path, RUBRIC, KEYS) == (decision,)


def test_a_second_decision_on_the_same_criterion_takes_the_place_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "overrides.yaml"
    write_override(path, DECISION)
    other = Override(SubmissionKey("12"), "limits", Decimal(3), "Ana", "No.", Decimal(4))
    write_override(path, other)
    again = Override(SubmissionKey("11"), "limits", Decimal(9), "Bo", "Seen twice.", Decimal(8))
    write_override(path, again)
    assert read_overrides(path, RUBRIC, KEYS) == (again, other)


def test_what_a_person_wrote_into_the_file_stays(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "# Read by Ana on Monday\n- submission: '12'\n  criterion: limits  # she asked about this\n  points: 3\n"
        '  by: Ana\n  reason: "No."\n',
    )
    write_override(path, DECISION)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Read by Ana on Monday\n- submission: '12'\n  criterion: limits  # she asked about this\n")
    assert len(read_overrides(path, RUBRIC, KEYS)) == 2


def test_a_decision_written_by_hand_without_the_value_under_it_is_not_watched(tmp_path: Path) -> None:
    text = "- {submission: '11', criterion: limits, points: 3, by: Ana, reason: So.}\n"
    [found] = read_overrides(written(tmp_path, text), RUBRIC, KEYS)
    assert (found.over, found.watched) == (None, False)
    [none] = read_overrides(written(tmp_path, text.replace("So.", "So., over: ")), RUBRIC, KEYS)
    assert (none.over, none.watched) == (None, True)


def test_a_comment_can_be_one_of_the_rubric_s_bank(tmp_path: Path) -> None:
    text = "- {submission: '11', criterion: limits, points: 3, by: Ana, reason: So., comment: no-limits}\n"
    [found] = read_overrides(written(tmp_path, text), RUBRIC, KEYS)
    assert found.comment == dict(RUBRIC.comments)["no-limits"]


ENTRY = "- submission: '11'\n  criterion: limits\n  points: 3\n  by: Ana\n  reason: So.\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("'11'", "'111'", "1:15: there is no submission '111'; did you mean '11'?"),
        ("limits", "limit", "2:14: there is no criterion 'limit'; did you mean 'limits'?"),
        ("points: 3", "points: 30", "3:11: points: limits is worth 20 at most"),
        ("points: 3", "points: three", "3:11: points: a number is wanted"),
        ("points: 3", "points: -1", "3:11: points: input should be greater"),
        ("  by: Ana\n", "", "1:3: the key 'by' is missing"),
        ("reason", "raeson", "5:3: unknown key 'raeson'; did you mean 'reason'?"),
        ("So.\n", "So.\n" + ENTRY, "6:3: limits of '11' was decided above already"),
        ("So.", "[", "not YAML"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, expected: str) -> None:
    with pytest.raises(BadConfiguration) as caught:
        read_overrides(written(tmp_path, ENTRY.replace(old, new)), RUBRIC, KEYS)
    assert expected in str(caught.value)


def test_a_file_that_is_no_yaml_is_not_written_over(tmp_path: Path) -> None:
    path = written(tmp_path, "- [\n")
    with pytest.raises(BadConfiguration, match="not YAML"):
        write_override(path, DECISION)
    assert path.read_text(encoding="utf-8") == "- [\n"


def test_a_decision_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="cannot be written"):
        write_override(tmp_path / "none" / "overrides.yaml", DECISION)


def test_a_comment_without_an_end_of_line_swallows_no_decision(tmp_path: Path) -> None:
    path = written(tmp_path, "# Read by Ana on Monday")
    write_override(path, DECISION)
    assert read_overrides(path, RUBRIC, KEYS) == (DECISION,)


FIRST = "{submission: '11', criterion: limits, points: 3, by: Ana, reason: No}"
SECOND = "{submission: '12', criterion: limits, points: 4, by: Ana, reason: No}"


@pytest.mark.parametrize("text", [f"[{FIRST}, {SECOND}]\n", f"[{FIRST},\n {SECOND}]\n"])
@pytest.mark.parametrize("key", KEYS)
def test_a_decision_is_not_taken_out_together_with_another(tmp_path: Path, text: str, key: SubmissionKey) -> None:
    path = written(tmp_path, text)
    with pytest.raises(BadConfiguration, match="take it out by hand"):
        drop_override(path, key, "limits")
    assert path.read_text(encoding="utf-8") == text


def test_a_decision_on_one_line_of_its_own_is_taken_out(tmp_path: Path) -> None:
    path = written(tmp_path, f"- {FIRST}\n# of the second\n- {SECOND}\n")
    assert drop_override(path, SubmissionKey("11"), "limits")
    assert path.read_text(encoding="utf-8") == f"# of the second\n- {SECOND}\n"
    assert drop_override(path, SubmissionKey("12"), "limits")
    assert read_overrides(path, RUBRIC, KEYS) == ()


def test_several_who_decide_at_once_undo_nobody(tmp_path: Path) -> None:
    path = tmp_path / "overrides.yaml"
    keys = [SubmissionKey(str(number)) for number in range(24)]
    decisions = [Override(key, "limits", Decimal(3), "Ana", "No.", Decimal(4)) for key in keys]
    with ThreadPoolExecutor(8) as markers:
        list(markers.map(lambda each: write_override(path, each), decisions))
    assert {each.submission for each in read_overrides(path, RUBRIC, keys)} == set(keys)
