"""The plugin that docs/plugin-author.md builds: every listing is written, every command run, as a reader would."""

from __future__ import annotations

import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from agreementlint.plugins import gather_plugins

PROJECT = Path(__file__).parents[1]
PAGE = (PROJECT / "docs" / "plugin-author.md").read_text("utf-8")
PARTS = re.findall(r"^```python\n((?!# file: ).*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
LISTING = re.compile(r"^```\w+\n# file: (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
[COMMANDS] = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
OFFLINE = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-build-isolation")
PROGRAM = ("-c", "import sys; from agreementlint.cli import main; sys.exit(main())")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that the page tells to write, and the examples."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(PROJECT / "examples", folder / "examples")
    for name, text in LISTING.findall(PAGE):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "short-sessions/src/short_sessions/py.typed").touch()
    return folder


def run(line: str, desk: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(line)
    command: tuple[str, ...]
    match words:
        case ["pip", "install", what]:
            command = ("-m", "pip", "install", *OFFLINE, "--target", str(desk / "site"), what)
        case ["agreementlint", *arguments]:
            command = (*PROGRAM, *arguments)
        case ["mypy", *arguments]:
            command = ("-m", "mypy", "--follow-imports=silent", *arguments)
        case ["pytest", *arguments]:
            command = ("-m", "pytest", "-p", "no:cacheprovider", *arguments)
        case _:
            pytest.fail(f"the page shows {line}, and no test knows how to run it")
    environment = {
        **os.environ,
        "PYTHONPATH": f"{desk / 'site'}{os.pathsep}{PROJECT / 'src'}",
        "MYPYPATH": f"{desk / 'site'}{os.pathsep}{PROJECT / 'src'}",
        "AGREEMENTLINT_CACHE_DIR": str(desk / "cache"),
    }
    return subprocess.run(
        [sys.executable, *command], cwd=desk, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


def test_every_listing_and_command_of_the_page_works_one_after_the_other(desk: Path) -> None:
    said: dict[str, str] = {}
    for line in COMMANDS.splitlines():
        done = run(line, desk)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        said[line] = done.stdout
    assert "short-sessions 1.0.0" in said["agreementlint plugins list"]
    assert "brings 1 rule: short-session" in said["agreementlint plugins list"]
    assert "No session of a few minutes" in said["agreementlint explain short-session"]
    assert "4 passed" in said["pytest short-sessions/tests"]
    [checked] = [text for line, text in said.items() if line.startswith("agreementlint check")]
    assert "No session of a few minutes: “" in checked


def test_the_plugin_of_the_page_is_the_example_to_copy(desk: Path) -> None:
    def judge(path: Path) -> str:
        text = path.read_text("utf-8")
        body = text[text.index("def judge") : text.index("SESSION_TOO_SHORT = ")]
        return re.sub(r'\n    """.*?"""', "", body).replace("_MINUTES", "MINUTES")

    example = PROJECT / "plugins/agreementlint-example/src/agreementlint_example/session_length.py"
    assert judge(example) == judge(desk / "short-sessions/src/short_sessions/session_length.py")


@pytest.mark.parametrize("number", range(len(PARTS)))
def test_what_the_page_shows_by_itself_is_a_plugin_as_it_stands(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"shown_{number}.py").write_text(PARTS[number], "utf-8")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "tea.yaml").write_text("", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    plugins = gather_plugins({"shown": importlib.import_module(f"shown_{number}")})
    assert plugins.settings or plugins.folders == (tmp_path / "words",)
