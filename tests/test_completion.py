"""A shell that has read what `completion` prints completes our commands, options and closed words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from agreementlint.cli import main
from agreementlint.cli.completion import SHELLS

BASH = shutil.which("bash")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_a_script_for_our_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "agreementlint" in capsys.readouterr().out


@pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="no bash to complete in")
@pytest.mark.parametrize(
    ("line", "among"),
    [
        ("agreementlint comp", {"compare", "completion"}),
        ("agreementlint check --out", {"--output"}),
        ("agreementlint check --kind sp", {"sponsored"}),
        ("agreementlint check dr", {"drafts/"}),
    ],
)
def test_bash_completes_commands_options_words_and_files(tmp_path: Path, line: str, among: set[str]) -> None:
    assert BASH is not None
    (tmp_path / "drafts").mkdir()
    code = "import sys; from agreementlint.cli import main; sys.exit(main())"
    command = tmp_path / "bin" / "agreementlint"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    script = (
        f'eval "$(agreementlint completion bash)"\nCOMP_LINE="{line}"; COMP_POINT=${{#COMP_LINE}}; COMP_TYPE=9\n'
        '_python_argcomplete agreementlint; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        [BASH, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert {word.strip() for word in done.stdout.splitlines()} == among, done.stderr


def test_without_the_library_completion_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "argcomplete.shell_integration", None)
    assert main(["completion", "bash"]) == 2
    assert "pip install 'agreementlint[completion]'" in capsys.readouterr().err
