"""The middle is pure, nothing opens a socket, and nothing of a client's text is left behind."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "agreementlint"
EXAMPLES = Path(__file__).parents[1] / "examples"
_FILES = ("lint.py", "text.py", "verdict.py", "document.py")
PURE = [
    *sorted(path for name in ("agreement", "checks", "engine", "language") for path in (SOURCE / name).rglob("*.py")),
    *(SOURCE / name for name in _FILES),
]
IMPURE_MODULES = {"os", "io", "pathlib", "socket", "time", "datetime", "random", "tempfile", "subprocess", "logging"}
IMPURE_CALLS = {"open", "print", "input", "exec", "eval"}


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(SOURCE)))
def test_understanding_and_checking_touch_no_file_clock_or_network(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    imported |= {
        node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
    }
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    changed_globals = [node for node in ast.walk(tree) if isinstance(node, ast.Global)]
    assert not imported & IMPURE_MODULES
    assert not called & IMPURE_CALLS
    assert not changed_globals


def test_a_run_opens_no_socket_and_leaves_nothing_in_the_temporary_folder(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    program = (
        "import socket, sys\n"
        "def refuse(*_args, **_kwargs): raise AssertionError('a socket was opened')\n"
        "socket.socket.__init__ = refuse\n"
        "from agreementlint.cli import main\n"
        f"sys.exit(main(['check', {str(EXAMPLES)!r}, '--format', 'json']))\n"
    )
    cache = tmp_path / "cache"
    environment = {**os.environ, "TMPDIR": str(temporary), "AGREEMENTLINT_CACHE_DIR": str(cache)}
    del environment["AGREEMENTLINT_NO_CACHE"]
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False)
    assert run.returncode in (0, 1), run.stderr[-2000:]
    assert "a socket was opened" not in run.stderr
    assert list(temporary.iterdir()) == []
    kept = [path for path in cache.rglob("*") if path.is_file()]
    assert {path.suffix or path.name for path in kept} == {".gitignore", ".result", ".rules"}
    words = b"Marit Hollis"  # no example's words may be in what is kept between runs
    assert not any(words in path.read_bytes() for path in kept)
