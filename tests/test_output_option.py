"""Several reports from one run, where they are written, and how much is said on standard output."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from small_runs import GOOD, WEAK, put, run_alone

from agreementlint.cli import main

ONLY = ("--select", "limit-law-or-court")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_one_run_writes_as_many_reports_as_are_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder / "drafts" / "weak.md", WEAK)
    asked = {"sarif": "out.sarif", "junit": "reports/junit.xml", "csv": "a=b.csv", "json": "ü ü.json"}
    options = [word for name, path in asked.items() for word in ("--output", f"{name}={path}")]
    assert main(["check", "drafts", *ONLY, *options]) == 1
    assert "1 finding must be put right" in capsys.readouterr().out
    assert json.loads((folder / "out.sarif").read_text("utf-8"))["runs"][0]["results"][0]["level"] == "error"
    assert (folder / "reports" / "junit.xml").read_text("utf-8").startswith("<?xml")
    assert (folder / "ü ü.json").read_text("utf-8").startswith('{"version": 1')
    with (folder / "a=b.csv").open(encoding="utf-8", newline="") as table:
        assert [row["rule"] for row in csv.DictReader(table)] == ["limit-law-or-court"]


def test_a_file_holds_the_bytes_that_standard_output_would_get_whatever_the_locale(folder: Path) -> None:
    put(folder / "naïve “drafts”" / "weak ☂.md", WEAK)
    there = run_alone(folder, "check", ".", *ONLY, "--format", "sarif", "--output", "sarif=a", PYTHONIOENCODING="ascii")
    here = run_alone(folder, "check", ".", *ONLY, "--output", "sarif=b", LC_ALL="C", TZ="Asia/Tokyo")
    assert there.returncode == here.returncode == 1
    assert there.stdout == (folder / "a").read_bytes() == (folder / "b").read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
@pytest.mark.parametrize("name", ["json", "sarif", "junit", "github", "gitlab", "rdjsonl", "markdown", "csv"])
def test_a_file_name_that_is_no_text_is_reported_in_utf_8(folder: Path, name: str) -> None:
    try:
        (folder / os.fsdecode(b"weak-\xff.md")).write_text(WEAK, encoding="utf-8")
    except OSError:
        pytest.skip("this file system refuses such names")
    done = run_alone(folder, "check", ".", *ONLY, "--format", name)
    assert done.returncode == 1, done.stderr
    assert "weak-" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("sarif", "a format and a file are wanted, as in sarif=out.sarif, not 'sarif'"),
        ("=x", "a format and a file are wanted"),
        ("sarif=", "a format and a file are wanted"),
        ("sarfi=out.sarif", "there is no format 'sarfi'. Did you mean 'sarif'?"),
        ("sarif=drafts", "that is a folder"),
        ("markdown=drafts/weak.md", "that would overwrite a document that is checked"),
        ("markdown=drafts/../drafts/weak.md", "that would overwrite a document that is checked"),
    ],
)
def test_a_mistake_in_output_ends_the_run_before_anything_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], value: str, message: str
) -> None:
    put(folder / "drafts" / "weak.md", WEAK)
    assert main(["check", "drafts", *ONLY, "--output", "json=out.json", "--output", value]) == 2
    assert message in capsys.readouterr().err
    assert not (folder / "out.json").exists()
    assert (folder / "drafts" / "weak.md").read_text("utf-8") == WEAK


def test_two_reports_in_one_file_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder / "weak.md", WEAK)
    assert main(["check", "weak.md", "--output", "json=out", "--output", "sarif=./out"]) == 2
    assert "json is written to the same file" in capsys.readouterr().err


def test_a_report_that_cannot_be_written_is_never_green_and_the_others_are_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder / "good.md", GOOD)
    put(folder / "file", "")
    status = main(["check", "good.md", *ONLY, "--output", "json=file/out.json", "--output", "csv=out.csv"])
    assert status == 2
    assert "--output json=file/out.json: the report could not be written" in capsys.readouterr().err
    assert (folder / "out.csv").exists()


def test_quiet_says_nothing_where_the_run_passes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder / "good.md", GOOD)
    assert main(["check", "good.md", *ONLY, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_quiet_has_a_line_for_what_fails_the_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder / "weak.md", WEAK)
    put(folder / "odd.md", "\0")
    assert main(["check", ".", *ONLY, "--quiet"]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("odd.md: This file was not read: ")
    assert "weak.md: Limit: law, court order, subpoena limit-law-or-court" in lines
    assert lines[-2:] == [
        "Result: 1 file could not be read. (exit status 3)",
        "Result: 1 finding must be put right. (exit status 3)",
    ]


@pytest.mark.parametrize(
    ("option", "no_colour", "coloured"),
    [("auto", "", False), ("always", "1", True), ("never", "", False)],
)
def test_colour_is_as_asked_for_in_a_pipe(folder: Path, option: str, no_colour: str, coloured: bool) -> None:
    put(folder / "good.md", GOOD)
    done = run_alone(folder, "check", "good.md", *ONLY, "--color", option, NO_COLOR=no_colour, TERM="xterm-256color")
    assert (b"\x1b[" in done.stdout) is coloured


def test_a_terminal_report_needs_none_of_the_other_formats(folder: Path) -> None:
    put(folder / "good.md", GOOD)
    code = (
        "import sys; from agreementlint.cli import main; main(['check', 'good.md']);"
        "print([name for name in sys.modules if name.startswith('agreementlint.reporters.to_')"
        " or name in ('csv', 'argcomplete')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == "['agreementlint.reporters.to_console']"


def test_documents_with_windows_line_ends_have_the_same_findings_at_the_same_lines(folder: Path) -> None:
    put(folder / "one" / "weak.md", WEAK)
    (folder / "two" / "weak.md").parent.mkdir()
    (folder / "two" / "weak.md").write_bytes(WEAK.replace("\n", "\r\n").encode())
    reports = []
    for name in ("one", "two"):
        main(["check", name, "--output", f"rdjsonl={name}.jsonl", "--output", f"csv={name}.csv"])
        reports.append([(folder / f"{name}.{suffix}").read_text("utf-8") for suffix in ("jsonl", "csv")])
    without_hash = [re.sub(r"[0-9a-f]{40}", "", text.replace("two/", "one/")) for text in reports[1]]
    assert [re.sub(r"[0-9a-f]{40}", "", text) for text in reports[0]] == without_hash
