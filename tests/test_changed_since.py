"""`--changed-since` chooses files by what git says, checks each whole, and is never green where git cannot tell."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from agreementlint.cli import main

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

ONLY = ("--select", "limit-law-or-court", "--brief")
OPENING = (
    "# Coaching Agreement\n\nThis coaching agreement is made between the Coach and the Client. The coach coaches.\n\n"
)
GOOD = OPENING + "## Confidentiality\n\nThe coach may disclose information where a court order requires it.\n"
WEAK = OPENING + "## Fees\n\nThe client pays the coach EUR 90 for each session.\n"


def git(folder: Path, *arguments: str) -> None:
    words = ["git", "-c", "user.name=A Tester", "-c", "user.email=tester@mail.example", *arguments]
    subprocess.run(words, cwd=folder, check=True, capture_output=True)


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One with two weak drafts on the branch main, and a branch of its own that has changed nothing yet."""
    folder = tmp_path / "my repository"
    put(folder / "old.md", WEAK)
    put(folder / "drafts" / "März.md", WEAK)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "drafts")
    git(folder, "checkout", "-q", "-b", "mine")
    monkeypatch.chdir(folder)
    return folder


def test_only_what_has_changed_is_checked_and_it_is_checked_whole(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(repository / "drafts" / "März.md", WEAK + "\nThe coach listens.\n")
    assert main(["check", ".", *ONLY, "--changed-since", "main"]) == 1
    said = capsys.readouterr()
    assert "drafts/März.md" in said.out
    assert "old.md" not in said.out
    assert "1 of 2 files changed since main" in said.err


def test_a_file_that_git_does_not_have_yet_counts_as_changed_even_if_it_is_ignored(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(repository / ".gitignore", "new*\n")
    put(repository / "new.md", WEAK)
    assert main(["check", ".", *ONLY, "--changed-since", "main"]) == 1
    assert "1 of 3 files changed" in capsys.readouterr().err


def test_what_others_have_changed_since_the_branch_began_is_not_ours(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(repository, "checkout", "-q", "main")
    put(repository / "old.md", WEAK + "\nMore.\n")
    git(repository, "commit", "-qam", "theirs")
    git(repository, "checkout", "-q", "mine")
    put(repository / "drafts" / "März.md", GOOD)
    git(repository, "commit", "-qam", "mine")
    assert main(["check", ".", *ONLY, "--changed-since", "main"]) == 0
    assert "1 of 2 files changed" in capsys.readouterr().err


def test_where_nothing_has_changed_the_run_passes_and_says_so_in_every_report(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", ".", *ONLY, "--changed-since", "main", "--format", "github", "--output", "gitlab=g"]) == 0
    assert "none of the 2 files changed since main" in capsys.readouterr().out
    assert (repository / "g").read_text("utf-8") == "[]\n"


def test_an_empty_folder_is_not_green_by_having_no_changes(repository: Path) -> None:
    (repository / "empty").mkdir()
    assert main(["check", "empty", "--changed-since", "main"]) == 4


def test_all_is_checked_where_the_configuration_has_changed(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(repository / "agreementlint.yaml", "select: [limit-law-or-court]\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "a configuration")
    assert main(["check", ".", "--brief", "--changed-since", "main"]) == 1
    assert "2 of 2 files changed" in capsys.readouterr().err


def test_all_is_checked_where_a_file_of_waivers_or_a_profile_has_changed(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(repository / "side" / "waivers.yaml", "[]\n")
    asked = ["check", "old.md", "drafts", *ONLY, "--waivers", "side/waivers.yaml", "--changed-since"]
    assert main([*asked, "main"]) == 1
    assert "2 of 2 files changed" in capsys.readouterr().err
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "waivers")
    assert main([*asked, "HEAD"]) == 0
    assert "0 of 2 files changed" in capsys.readouterr().err
    assert main([*asked, "main"]) == 1


def test_of_documents_that_belong_together_none_is_left_out(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(repository / "old.md", GOOD)
    assert main(["check", ".", *ONLY, "--together", "--changed-since", "main"]) == 1
    assert "2 of 2 files changed" in capsys.readouterr().err


@pytest.mark.parametrize("revision", ["mian", "--output=x", "HEAD~9", "main:old.md"])
def test_a_revision_that_is_not_there_is_a_mistake(
    repository: Path, capsys: pytest.CaptureFixture[str], revision: str
) -> None:
    assert main(["check", ".", *ONLY, f"--changed-since={revision}"]) == 2
    assert f"git finds no common history with {revision!r}" in capsys.readouterr().err
    assert not (repository / "x").exists()


def test_outside_a_repository_and_without_git_it_is_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "a.md", GOOD)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["check", ".", *ONLY, "--changed-since", "main"]) == 2
    assert "git cannot tell what has changed" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["check", ".", *ONLY, "--changed-since", "main"]) == 2
    assert "git is not there" in capsys.readouterr().err


def test_standard_input_has_no_history(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-", *ONLY, "--changed-since", "main"]) == 2
    assert "git knows nothing of standard input" in capsys.readouterr().err
