"""What was probably meant: one function says it everywhere, whatever the order in which the known words are given."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreementlint.suggestion import did_you_mean, meant, nearest

SOURCE = Path(__file__).parents[1] / "src" / "agreementlint"


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("retension", ("retention", "extension"), "retention"),
        ("Retention", ("retention",), "retention"),
        ("RETENTION", ("retention",), "retention"),
        ("ab", ("ac", "ad"), ""),
        ("abcd", ("abce", "abcf"), "abcf"),
        ("abcd", ("abcf", "abce"), "abcf"),
        ("word", (), ""),
    ],
)
def test_the_nearest_word_is_found_in_any_order(word: str, known: tuple[str, ...], near: str) -> None:
    assert nearest(word, known) == near


def test_where_nothing_comes_near_nothing_is_said() -> None:
    assert (meant("fee", ["fees"]), did_you_mean("fee", ["fees"])) == ("; did you mean 'fees'?", "Did you mean 'fees'?")
    assert (meant("x", ["fees"]), did_you_mean("x", ["fees"])) == ("", "")


def test_no_other_module_looks_for_what_was_meant_by_itself() -> None:
    looking = [path.name for path in SOURCE.rglob("*.py") if "get_close_matches" in path.read_text("utf-8")]
    assert looking == ["suggestion.py"]
