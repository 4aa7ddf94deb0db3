"""Small agreements and runs of the program on them, for the tests of the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from agreementlint.cli import main

RULE = "limit-law-or-court"
ONLY = ("--select", RULE)
OPENING = (
    "# Coaching Agreement\n\nThis coaching agreement is made between the Coach and the Client. The coach coaches.\n\n"
)
GOOD = OPENING + "## Confidentiality\n\nThe coach may disclose information where a court order requires it.\n"
WEAK = OPENING + "## Fees\n\nThe client pays the coach EUR 90 for each session.\n"
SHOPPING = "Buy milk, eggs and bread on Saturday.\n"


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@dataclass(frozen=True)
class Entry:
    """What the tests ask of one document in the JSON."""

    kind: str | None
    verdicts: tuple[tuple[str, str], ...]


def outcomes_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Entry]]:
    """The status of `check --format json` and the documents by path."""
    status = main(["check", *arguments, "--format", "json"])
    return status, {
        document["path"]: Entry(
            document["kind"], tuple((outcome["rule"], outcome["verdict"]) for outcome in document["outcomes"])
        )
        for document in json.loads(capsys.readouterr().out)["documents"]
    }


def install_plugin(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, body: str) -> None:
    """Puts an installed plugin on the path, as pip would have left it there."""
    put(folder / "site" / f"{name}.py", body)
    put(folder / "site" / f"{name}-1.0.dist-info" / "METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    put(folder / "site" / f"{name}-1.0.dist-info" / "entry_points.txt", f"[agreementlint]\n{name} = {name}\n")
    monkeypatch.syspath_prepend(folder / "site")


CRASHING = """
from dataclasses import replace
from agreementlint.packs import load_rules
from agreementlint.plugins import hookimpl

def check(agreement):
    raise LookupError(agreement.document.text)

@hookimpl
def agreementlint_rules():
    model = next(rule for rule in load_rules().rules if rule.id == "limit-law-or-court")
    return [replace(model, id="always-crashes", check=check)]
"""


def run_alone(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "import sys; from agreementlint.cli import main; sys.exit(main())", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
