"""Broken rule files: each is told what is wrong with it, at its line, in the words of its snapshot, and never crashes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from agreementlint.packs import built_in_folder
from agreementlint.ruletypes.examine import examine
from agreementlint.ruletypes.remarks import Located
from agreementlint.terms import Severity

FOLDER = Path(__file__).parent / "broken"
FILES = sorted(FOLDER.glob("*.yaml"))

LEXICON = """- concept: paying
  phrases: [pay, paid]
- concept: travel
  phrases: [travel]
  includes: [journey]
- concept: journey
  phrases: [journey]
- concept: writing
  phrases: [in writing]
- concept: calling
  phrases: [by telephone]
"""
FACTS = """- fact: notice
  means: how long before
  stated_by: [travel-costs]
  parts: {period: duration, form: [writing, calling]}
  needs: [period]
- fact: fee
  means: what is paid
  stated_by: [travel-costs]
  parts: {amount: money, payer: actor, due: date}
  needs: [amount]
"""
RULE = """title: A rule that is right
severity: info
kinds: [two_party, sponsored]
subject: travel
passes_when: It is said.
why: It matters.
advice: Say it.
model_clause: "{client} pays."
authorities: [{standard: Terms of our association, confirmed: true}]
check: {states: {act: paying, with: [any travel, [any writing, any calling, any journey]]}}
cases:
  held: [We pay for travel in writing., "Travel is paid, by telephone."]
  violated: [Nothing., Nobody.]
"""


@cache
def around() -> tuple[tuple[Path, bytes], ...]:
    """The files that stand beside a broken one, nothing of which is wrong."""
    return (
        (Path("rules/lexicon/words.yaml"), LEXICON.encode()),
        (Path("rules/facts/promises.yaml"), FACTS.encode()),
        (Path("rules/travel/travel-costs.yaml"), RULE.encode()),
        (Path("rules/placeholders.yaml"), (built_in_folder() / "placeholders.yaml").read_bytes()),
    )


def place_of(path: Path) -> Path:
    """Where a broken file would stand in a folder of rules, by the first word of its name."""
    sort, _, name = path.stem.partition("--")
    match sort:
        case "rule":
            return Path("rules/travel") / f"{name}.yaml"
        case "placeholders":
            return Path("rules/more/placeholders.yaml")
        case _:
            return Path("rules") / sort / f"{name}.yaml"


def found_in(path: Path) -> tuple[Located, ...]:
    return examine((*around(), (place_of(path), path.read_bytes())))


def test_what_stands_beside_the_broken_files_is_right() -> None:
    assert examine(around()) == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_is_told_as_in_its_snapshot(path: Path) -> None:
    said = "".join(f"{each.level.value} {each.fault}\n" for each in found_in(path))
    assert said == path.with_suffix(".expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_is_told_with_its_line(path: Path) -> None:
    errors = [each.fault for each in found_in(path) if each.level is Severity.ERROR]
    assert errors
    lines = path.read_bytes().decode("utf-8", errors="replace").splitlines()
    for fault in errors:
        assert Path(fault.path) == place_of(path)
        assert 1 <= fault.line <= max(1, len(lines))
        assert fault.source_line == (lines[fault.line - 1] if lines else "")
        assert 1 <= fault.column <= len(fault.source_line) + 1


def test_a_file_that_is_not_utf_8_is_told_with_its_place() -> None:
    content = RULE.replace("It matters", "Ça compte").encode("latin-1")
    [found] = examine((*around(), (Path("rules/travel/latin.yaml"), content)))
    assert (found.fault.line, found.fault.column) == (6, 6)
    assert found.fault.message == "the file is not UTF-8 from here on"


def test_there_are_at_least_forty_of_them() -> None:
    assert len(FILES) >= 40


def test_a_mistake_in_each_of_two_files_is_told_in_one_run() -> None:
    two = [path for path in FILES if path.stem in ("rule--unknown-key", "rule--unknown-concept")]
    found = examine((*around(), *((place_of(path), path.read_bytes()) for path in two)))
    assert {Path(each.fault.path) for each in found} == set(map(place_of, two))


def test_names_are_looked_up_however_deep_they_stand() -> None:
    inner = "{states: {act: nowhere}}"
    for _ in range(6):
        inner = f"{{any: [{{all: [{{none: [{inner}]}}]}}]}}"
    deep = RULE.replace(
        "check: {states: {act: paying, with: [any travel, [any writing, any calling, any journey]]}}", f"check: {inner}"
    )
    found = examine((*around(), (Path("rules/travel/deep.yaml"), deep.encode())))
    assert "there is no concept 'nowhere' in the lexicon" in [each.fault.message for each in found]
