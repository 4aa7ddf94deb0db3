"""`check --watch` checks again whenever a document changes, and says what keeps it from that."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from agreementlint.cli import main

OPENING = (
    "# Coaching Agreement\n\nThis coaching agreement is made between the Coach and the Client. The coach coaches.\n\n"
)
GOOD = OPENING + "## Confidentiality\n\nThe coach may disclose information where a court order requires it.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="an interrupt is sent")
def test_a_watched_folder_is_checked_again_when_a_document_or_its_configuration_changes(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    (tmp_path / "drafts").mkdir()
    draft = tmp_path / "drafts" / "a.md"
    draft.write_text(OPENING, encoding="utf-8")
    program = "import sys; from agreementlint.cli import main; sys.exit(main(sys.argv[1:]))"
    arguments = ["check", "drafts", "--watch", "--brief", "--select", "limit-law-or-court"]
    watching = subprocess.Popen(
        # The report is written into what is watched, which must not be taken for a change.
        [sys.executable, "-u", "-c", program, *arguments, "--output", "json=drafts/report.json"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip
    assert watching.stdout is not None
    said: list[str] = []

    def until(words: str) -> list[str]:
        since = len(said)
        for line in watching.stdout or ():
            said.append(line)
            if words in line:
                return said[since:]
        pytest.fail("".join(said))

    try:
        assert any("1 error" in line for line in until("Waiting for a change"))
        draft.write_text(GOOD, encoding="utf-8")
        assert not any("1 error" in line for line in until("Waiting for a change"))
        (tmp_path / "drafts" / "agreementlint.yaml").write_text("severties: {}\n", encoding="utf-8")
        assert any("severties" in line for line in until("Waiting for a change"))
        watching.send_signal(signal.SIGINT)
        watching.communicate(timeout=60)
        assert watching.returncode == 130
    finally:
        watching.kill()
        watching.communicate()


def test_to_watch_without_the_library_or_standard_input_is_said_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(GOOD, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert main(["check", "a.md", "--watch"]) == 2
    assert "pip install 'agreementlint[watch]'" in capsys.readouterr().err
    assert main(["check", "-", "--watch"]) == 2
    assert "standard input can be read only once" in capsys.readouterr().err
