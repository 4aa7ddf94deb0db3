"""Has LibreOffice convert files, which at times it begins and never ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

IS_THERE: Final = shutil.which("soffice") is not None
_PATIENCE: Final = (120, 600)  # seconds: nearly all is done in three; what was in the way the first time may be gone


def convert(files: Sequence[Path], target: str, into: Path) -> None:
    """Writes each file into a folder as `target`, which is an ending, or an ending with the name of a filter.

    Each call has a profile of its own: two that share one wait for each other. Raises RuntimeError where
    LibreOffice fails or does not come to an end.
    """
    for seconds in _PATIENCE:
        with tempfile.TemporaryDirectory() as profile:
            command = [
                "soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
                "--convert-to", target, "--outdir", str(into), *map(str, files),
            ]  # fmt: skip
            if _ends(command, seconds):
                return
    raise RuntimeError(f"LibreOffice did not come to an end: {target} of {', '.join(map(str, files))}")


def _ends(command: list[str], seconds: float) -> bool:
    """Whether it comes to an end by itself."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as running:
        try:
            said, _ = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)  # what we started is a script, and what hangs is started by it
            return False
    if running.returncode:
        raise RuntimeError(f"LibreOffice failed: {said.strip()}")
    return True
