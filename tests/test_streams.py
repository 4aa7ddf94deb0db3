"""Where output goes: pipes, terminals, encodings, and readers that go away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_runs import GOOD, ONLY, WEAK, put, run_alone

from agreementlint.cli.terminal import printable


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_version_costs_no_import_of_reading_or_checking(folder: Path) -> None:
    code = (
        "import sys; from agreementlint.cli import main; main(['--version']);"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in"
        " ('agreementlint', 'argparse', 'pydantic', 'pluggy', 'rich', 'lxml', 'ruamel')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[1] == "['agreementlint', 'agreementlint.cli']"


def test_a_pipe_gets_no_colour_and_rich_is_not_even_imported(folder: Path) -> None:
    put(folder / "good.md", GOOD)
    code = "import sys; from agreementlint.cli import main; main(['check', 'good.md']); sys.exit('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, check=True)
    assert b"\x1b" not in done.stdout


def test_json_is_utf_8_with_line_feeds_whatever_the_locale(folder: Path) -> None:
    put(folder / "überall.md", GOOD + "\nThe coach — “she” — listens.\n")
    there = run_alone(folder, "check", ".", *ONLY, "--format", "json", PYTHONIOENCODING="ascii")
    here = run_alone(folder, "check", ".", *ONLY, "--format", "json", PYTHONIOENCODING="utf-8")
    assert there.stdout == here.stdout
    assert "überall.md" in there.stdout.decode("utf-8")
    assert b"\r" not in there.stdout


def test_words_for_people_fall_back_to_what_the_encoding_can_print(folder: Path) -> None:
    put(folder / "good.md", GOOD)
    done = run_alone(folder, "check", "good.md", *ONLY, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b'+ Limit: law, court order, subpoena: "The coach may' in done.stdout
    assert printable("“né” … 漢 →", "ascii") == '"ne" ... ? ->'
    assert printable("“né” …", "cp1252") == "“né” …"


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    for number in range(40):
        put(folder / f"weak-{number}.md", WEAK)
    process = subprocess.Popen(
        [sys.executable, "-c", "import sys; from agreementlint.cli import main; sys.exit(main())", "check", "."],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), errors) == (1, b"")


def written_to_a_terminal(folder: Path, *arguments: str, **environment: str) -> bytes:
    pty = pytest.importorskip("pty")
    reading, writing = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", "import sys; from agreementlint.cli import main; sys.exit(main())", *arguments],
        cwd=folder,
        stdout=writing,
        env={**os.environ, **environment},
    ):
        os.close(writing)
        received = b""
        try:
            while part := os.read(reading, 4096):
                received += part
        except OSError:  # how Linux says that the other end has gone
            pass
        os.close(reading)
    return received


@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colour_unless_it_is_refused(folder: Path, no_colour: str, coloured: bool) -> None:
    put(folder / "good.md", GOOD)
    received = written_to_a_terminal(
        folder, "check", "good.md", *ONLY, NO_COLOR=no_colour, TERM="xterm-256color", COLORTERM=""
    )
    assert (b"\x1b[" in received) is coloured
    assert b"exit status 0" in received


@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("1", 40), ("900", 110)])
def test_a_terminal_report_is_as_wide_as_columns_says_within_reason(folder: Path, columns: str, widest: int) -> None:
    put(folder / "good.md", GOOD)
    received = written_to_a_terminal(folder, "check", "good.md", *ONLY, COLUMNS=columns, TERM="dumb")
    lines = received.decode("utf-8").splitlines()
    assert max(len(line) for line in lines) == widest
