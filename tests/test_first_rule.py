"""The page for rule authors, followed from top to bottom as a reader would: every listing is written, run or compared."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from agreementlint.packs import built_in_folder, rule_files
from agreementlint.ruletypes.examine import type_errors
from agreementlint.ruletypes.reading import read_files
from agreementlint.terms import Severity

PROJECT = Path(__file__).parents[1]
PAGE = (PROJECT / "docs" / "rule-author.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"\$ (?P<command>.+?)(?:\s+# exit status (?P<status>\d+))?$")
PROGRAM = [sys.executable, "-c", "import sys; from agreementlint.cli import main; sys.exit(main())"]

SHIPPED = rule_files([built_in_folder()])
RULE = """title: A rule
severity: info
kinds: [sponsored]
subject: it
passes_when: Says it.
why: It matters.
advice: Say it.
model_clause: Say it.
cases:
  held: [One text.]
  violated: [Another.]
"""


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing of the page: what it is written in, its words, and the line that it begins on."""

    language: str
    text: str
    line: int


LISTINGS = [Listing(m[1], m[2], PAGE.count("\n", 0, m.start()) + 1) for m in BLOCK.finditer(PAGE)]
FRAGMENTS = [each for each in LISTINGS if each.language == "yaml" and not each.text.startswith("# file: ")]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[str, str]]:
    """What every command of the page says, and of each text listing what stands before it, by their lines."""
    desk = tmp_path_factory.mktemp("desk")
    shutil.copytree(PROJECT / "examples", desk / "examples")
    environment = {**os.environ, "AGREEMENTLINT_CACHE_DIR": str(desk / "cache"), "PYTHONIOENCODING": "utf-8"}
    texts: dict[int, tuple[str, str]] = {}
    said = ""
    for listing in LISTINGS:
        if listing.text.startswith("# file: "):
            path = desk / listing.text.splitlines()[0].removeprefix("# file: ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(listing.text.partition("\n")[2], encoding="utf-8")
        elif listing.language == "console":
            said = ""
            for line in listing.text.splitlines():
                shown = SHOWN.match(line)
                assert shown is not None, line
                words = shlex.split(shown["command"].partition(" > ")[0])
                assert words[0] == "agreementlint"
                done = subprocess.run(
                    PROGRAM + words[1:],
                    cwd=desk,
                    env=environment,
                    capture_output=True,
                    encoding="utf-8",
                    stdin=subprocess.DEVNULL,
                )
                assert done.returncode == int(shown["status"] or 0), f"{line}\n{done.stdout}{done.stderr}"
                said += done.stdout
        elif listing.language == "text":
            texts[listing.line] = (listing.text, said)
    return texts


@pytest.mark.parametrize("line", [each.line for each in LISTINGS if each.language == "text"])
def test_what_the_page_shows_is_what_the_program_says(outputs: dict[int, tuple[str, str]], line: int) -> None:
    shown, said = outputs[line]
    assert shown.strip("\n") in said


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda each: f"line {each.line}")
def test_a_part_of_a_rule_on_the_page_is_what_it_can_be(fragment: Listing) -> None:
    if fragment.text.startswith("check:"):
        path, text = Path("family/shown-rule.yaml"), RULE + fragment.text
    else:
        key, folder = ("- fact: ", "facts") if fragment.text.startswith("- fact: ") else ("- concept: ", "lexicon")
        assert fragment.text.startswith(key)
        path, text = Path(folder, "shown.yaml"), fragment.text.replace(key, f"{key}shown-", 1)
    found = list(type_errors(read_files([*SHIPPED, (path, text.encode())])))
    assert [remark.message for remark in found if remark.level is Severity.ERROR] == []


def test_every_listing_of_the_page_is_looked_at() -> None:
    assert {each.language for each in LISTINGS} <= {"yaml", "console", "text"}
