"""How many files of the program an addition touches: one for a rule, at most three for anything else; done in a copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
AGREEMENT = "# Coaching Agreement\n\nThe coach coaches the client. The coach brings tea, and tea again.\n"

Change = str | tuple[tuple[str, str], ...]  # a new file, or what in a file becomes what

RULE: Mapping[str, Change] = {
    "rules/terms/tea-offered.yaml": """\
title: Tea is offered
severity: info
kinds: [two_party]
subject: that there is tea
passes_when: It says that the coach brings something.
why: Tea helps.
advice: Say so.
model_clause: The coach brings tea.
check: {states: {act: coach}}
cases:
  held: [The coach brings tea.]
  violated: [There is water.]
"""
}
FACT: Mapping[str, Change] = {
    "rules/facts/tea.yaml": """\
- fact: tea
  means: who brings tea
  check: {states: {act: coach}}
  parts: {by: actor, who: [coach]}
  needs: [who]
"""
}
READER: Mapping[str, Change] = {
    "src/agreementlint/document.py": (('    YAML = "yaml"\n', '    YAML = "yaml"\n    TEA = "tea"\n'),),
    "src/agreementlint/readers/from_tea.py": '''\
"""Reads text whose lines end with the word "tea"."""

from agreementlint.document import Document
from agreementlint.readers.from_text import read_text


def read_tea(path: str, text: str) -> Document:
    return read_text(path, text.replace(" tea\\n", "\\n"))
''',
    "src/agreementlint/readers/__init__.py": (
        (
            "@dataclass(frozen=True, slots=True)\nclass _Reader",
            "def _tea(path: str, data: bytes, changes: Changes) -> Document:\n"
            "    from agreementlint.readers.from_tea import read_tea\n\n"
            "    return read_tea(path, data.decode())\n\n\n"
            "@dataclass(frozen=True, slots=True)\nclass _Reader",
        ),
        ("_READERS: Final = (\n", '_READERS: Final = (\n    _Reader(Format.TEA, (".tea",), _tea),\n'),
    ),
}
REPORTER: Mapping[str, Change] = {
    "src/agreementlint/reporters/to_paths.py": '''\
"""The paths of what was checked, one in a line."""

from agreementlint.conclusion import Conclusion
from agreementlint.report import Report
from agreementlint.reporters.presentation import Presentation


def to_paths(report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
    return "".join(f"{document.path}: {document.kind}\\n" for document in report.documents)
''',
    "src/agreementlint/reporters/__init__.py": (
        ('    ("json", _late("to_json")),\n', '    ("json", _late("to_json")),\n    ("paths", _late("to_paths")),\n'),
    ),
}
SHAPE: Mapping[str, Change] = {
    "src/agreementlint/engine/checks.py": (
        (
            "\n\nCheck = States",
            "\n\n@dataclass(frozen=True, slots=True)\nclass Repeats:\n"
            '    """A word that stands in the text at least so many times."""\n\n    word: str\n    times: int\n\n\n'
            "Check = Repeats | States",
        ),
    ),
    "src/agreementlint/engine/evaluate.py": (
        (
            "import AllOf, AnyOf, Check, Compares, Differs, Elsewhere, NoneOf,",
            "import AllOf, AnyOf, Check, Compares, Differs, Elsewhere, NoneOf, Repeats,",
        ),
        (
            "        case Shows(feature):\n",
            "        case Repeats(word, times):\n"
            "            return Finding(agreement.document.text.count(word) >= times)\n"
            "        case Shows(feature):\n",
        ),
    ),
    "src/agreementlint/checkfile.py": (
        ("    NoneOf,\n", "    NoneOf,\n    Repeats,\n"),
        (
            "class ShowsCheck(Door):",
            "class RepeatsModel(Door):\n    word: str\n    times: int = 1\n\n\n"
            "class RepeatsCheck(Door):\n    repeats: RepeatsModel\n\n\nclass ShowsCheck(Door):",
        ),
        ('_SHAPES = ("states", ', '_SHAPES = ("repeats", "states", '),
        ("_Shaped = (\n    Annotated", '_Shaped = (\n    Annotated[RepeatsCheck, Tag("repeats")]\n    | Annotated'),
        (
            "        case ShowsCheck():\n",
            "        case RepeatsCheck(repeats=repeats):\n            return Repeats(repeats.word, repeats.times)\n"
            "        case ShowsCheck():\n",
        ),
    ),
}
# A rule file that uses the new shape, to see it at work; it is no part of what the shape needs.
RULE_WITH_SHAPE = RULE["rules/terms/tea-offered.yaml"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in ("src", "rules"):
        shutil.copytree(PROJECT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "agreement.md").write_text(AGREEMENT, "utf-8")
    return tmp_path


def make(copy: Path, changes: Mapping[str, Change]) -> None:
    for name, change in changes.items():
        path = copy / name
        if isinstance(change, str):
            assert not path.exists()
            path.write_text(change, "utf-8")
            continue
        text = path.read_text("utf-8")
        for old, new in change:
            assert text.count(old) == 1, f"{name} has {old!r} {text.count(old)} times"
            text = text.replace(old, new)
        path.write_text(text, "utf-8")


def run(copy: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from agreementlint.cli import main; sys.exit(main())", *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "src"), "AGREEMENTLINT_CACHE_DIR": str(copy / "cache")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_rule_is_one_file(copy: Path) -> None:
    make(copy, RULE)
    assert len(RULE) == 1
    status, said = run(copy, "check", "agreement.md", "--kind", "two_party", "--select", "tea-offered")
    assert (status, "Tea is offered: “" in said) == (0, True), said


def test_a_fact_is_one_file(copy: Path) -> None:
    make(copy, FACT)
    assert len(FACT) == 1
    status, said = run(copy, "outline", "agreement.md")
    assert (status, "tea: who brings tea" in said) == (0, True), said


def test_a_reader_is_three_files(copy: Path) -> None:
    make(copy, READER)
    assert len(READER) == 3
    (copy / "agreement.tea").write_text("Coaching Agreement tea\n\nThe coach coaches the client tea\n", "utf-8")
    status, said = run(copy, "outline", "agreement.tea")
    assert (status, "text, English" in said, " tea" in said.replace("agreement.tea", "")) == (0, True, False), said


def test_a_reporter_is_two_files(copy: Path) -> None:
    make(copy, REPORTER)
    assert len(REPORTER) == 2
    assert run(copy, "check", "agreement.md", "--format", "paths", "--kind", "two_party") == (
        1,
        "agreement.md: two_party\n",
    )


def test_a_shape_of_a_check_is_three_files(copy: Path) -> None:
    make(copy, SHAPE)
    assert len(SHAPE) == 3
    assert isinstance(RULE_WITH_SHAPE, str)
    rule = RULE_WITH_SHAPE.replace("{states: {act: coach}}", "{repeats: {word: tea, times: 2}}")
    rule = rule.replace("[The coach brings tea.]", "[The coach brings tea and more tea.]")
    (copy / "mine" / "terms").mkdir(parents=True)
    (copy / "mine" / "terms" / "tea-offered.yaml").write_text(rule, "utf-8")
    status, said = run(copy, "rules", "test", "mine", "--coverage")
    assert (status, "0 failed" in said) == (0, True), said
    (copy / "mine" / "terms" / "tea-offered.yaml").write_text(rule.replace("times: 2", "timez: 2"), "utf-8")
    status, said = run(copy, "rules", "test", "mine")
    assert (status, "did you mean 'times'?" in said) == (2, True), said
