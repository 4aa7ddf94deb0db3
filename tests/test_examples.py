"""The examples in Word and PDF are what their texts and the script that writes them give."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPT = EXAMPLES / "make_examples.py"


@pytest.mark.parametrize("name", ["good-sponsored.docx", "weak-sponsored.pdf"])
def test_an_example_is_current(name: str, tmp_path: Path) -> None:
    source = EXAMPLES / "sources" / Path(name).with_suffix(".source").name
    subprocess.run([sys.executable, SCRIPT, source, tmp_path / name], check=True)
    assert (tmp_path / name).read_bytes() == (EXAMPLES / name).read_bytes()
