"""Every command that the documentation shows does what is shown, and every link leads somewhere."""

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

from agreementlint.cli.program import COMMANDS as PROGRAM

PROJECT = Path(__file__).parents[1]
PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md"), *(PROJECT / "benchmarks").glob("*.md")])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"\$ (?P<command>.+?)(?:\s+# exit status (?P<status>\d+))?$")


@dataclass(frozen=True, slots=True)
class Command:
    """A command, and the exit status that the page gives it (0 where it gives none)."""

    line: str
    status: int


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The commands of one block, which build on each other, and the files that the page shows before it."""

    page: str
    commands: tuple[Command, ...]
    files: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.page}: {self.commands[0].line}"


def blocks(page: Path, language: str) -> list[str]:
    return [text for found, text in BLOCK.findall(page.read_text(encoding="utf-8")) if found == language]


def demonstration(page: Path, block: str) -> Demonstration:
    found = [match for line in block.splitlines() if (match := SHOWN.match(line))]
    commands = tuple(Command(match["command"], int(match["status"] or 0)) for match in found)
    return Demonstration(page.relative_to(PROJECT).as_posix(), commands, files_on(page))


def files_on(page: Path) -> tuple[tuple[str, str], ...]:
    """The blocks that begin with a comment `# file: NAME`, by that name."""
    found = [text for _, text in BLOCK.findall(page.read_text(encoding="utf-8")) if text.startswith("# file: ")]
    return tuple((text.splitlines()[0].removeprefix("# file: "), text) for text in found)


IN_ORDER = {"docs/rule-author.md"}  # followed from top to bottom by a test of its own
DEMONSTRATIONS = [demonstration(page, block) for page in PAGES for block in blocks(page, "console")]
MAKE_TARGETS = sorted(
    {
        (page.relative_to(PROJECT).as_posix(), line.split()[1])
        for page in PAGES
        for block in blocks(page, "sh")
        for line in block.splitlines()
        if line.startswith("make ")
    }
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the program may keep compiled rules, so that the tests write nothing into the user's folders."""
    return tmp_path_factory.mktemp("cache")


def run(command: str, desk: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    target = words[words.index(">") + 1] if ">" in words else None
    words = words[: words.index(">")] if target else words
    match words[0]:
        case "agreementlint":
            words[:1] = [sys.executable, "-c", "import sys; from agreementlint.cli import main; sys.exit(main())"]
        case "python":
            words[0] = sys.executable
        case other:
            pytest.fail(f"a console block shows {other}; such blocks are for agreementlint and python")
    environment = {**os.environ, "AGREEMENTLINT_CACHE_DIR": str(cache)}
    done = subprocess.run(words, cwd=desk, env=environment, capture_output=True, text=True, encoding="utf-8")
    if target:
        (desk / target).write_text(done.stdout, encoding="utf-8")
    return done


@pytest.mark.parametrize("demonstration", [each for each in DEMONSTRATIONS if each.page not in IN_ORDER], ids=str)
def test_a_command_in_the_documentation_ends_as_shown(
    demonstration: Demonstration, tmp_path: Path, cache: Path
) -> None:
    shutil.copytree(PROJECT / "examples", tmp_path / "examples")
    for name, text in demonstration.files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert demonstration.commands
    for command in demonstration.commands:
        done = run(command.line, tmp_path, cache)
        assert done.returncode == command.status, done.stdout + done.stderr
        assert done.stdout


@pytest.mark.parametrize(("page", "target"), MAKE_TARGETS)
def test_a_make_target_in_the_documentation_is_in_the_makefile(page: str, target: str) -> None:
    assert f"\n{target}:" in (PROJECT / "Makefile").read_text(encoding="utf-8"), page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_in_the_documentation_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_the_documentation_shows_each_command_of_the_program() -> None:
    lines = [command.line.split() for each in DEMONSTRATIONS for command in each.commands]
    shown = {words[1] for words in lines if words[0] == "agreementlint"}
    assert {command.name for command in PROGRAM} - shown == set()
