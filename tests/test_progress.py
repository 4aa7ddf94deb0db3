"""On a terminal a run of many files says how far it has come; anywhere else it says nothing of that."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from agreementlint.cli.progress import MANY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are not there")

PROGRAM = "import sys; from agreementlint.cli import main; sys.exit(main(sys.argv[1:]))"
GOOD = "# Coaching Agreement\n\nThis coaching agreement is made between the Coach and the Client. The coach coaches.\n"


def seen(folder: Path, files: int, jobs: str, terminal: str = "xterm") -> tuple[str, str]:
    """What a check of so many files writes to a terminal as standard error, and to standard output."""
    (folder / "drafts").mkdir()
    for number in range(files):
        (folder / "drafts" / f"{number:02}.md").write_text(GOOD, encoding="utf-8")
    ours, theirs = os.openpty()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TERM": terminal}
    run = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "check", "drafts", "--select", "limit-law-or-court", "--jobs", jobs],
        stdout=subprocess.PIPE, stderr=theirs, cwd=folder, env=environment,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while data := os.read(ours, 4096):
            shown += data
    except OSError:  # the last who held the other end has gone
        pass
    out, _ = run.communicate()
    os.close(ours)
    assert run.returncode == 1
    return shown.decode(), out.decode()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_on_a_terminal_there_is_a_bar_that_goes_away(jobs: str, tmp_path: Path) -> None:
    shown, report = seen(tmp_path, MANY, jobs)
    assert f"0/{MANY}" in shown
    assert shown.endswith("\x1b[2K")  # the line is empty again
    assert "checking" not in report


def test_few_files_and_a_plain_terminal_have_none(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert seen(tmp_path / "a", MANY - 1, "1")[0] == ""
    assert seen(tmp_path / "b", MANY, "1", terminal="dumb")[0] == ""


def test_in_a_pipe_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    for number in range(MANY):
        (tmp_path / "drafts" / f"{number:02}.md").write_text(GOOD, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    arguments = [sys.executable, "-c", PROGRAM, "check", "drafts", "--select", "limit-law-or-court", "--jobs", "2"]
    run = subprocess.run(arguments, capture_output=True, cwd=tmp_path, env=environment)
    assert (run.returncode, run.stderr) == (1, b"")
