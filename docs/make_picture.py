"""Draws `picture.svg`, the report that the README shows, from what the program prints."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from agreementlint.conclusion import Gate, conclude
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.report import Report
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.to_console import to_console
from agreementlint.ruleset import RuleSet

HERE = Path(__file__).resolve().parent
WIDTH = 100
DOCUMENT = "examples/weak-internal.md"
RULES = ("sponsor-override", "sponsor-no-notes-access", "retention-period")


def printed() -> str:
    every = load_rules()
    chosen = RuleSet(tuple(rule for rule in every.rules if rule.id in RULES), every.lexicon)
    document = read_document(DOCUMENT, (HERE.parent / DOCUMENT).read_bytes())
    report = Report((lint(document, chosen),))
    return to_console(report, conclude(report, Gate(), strict=False), Presentation(width=WIDTH, colour=True))


def drawn(report: str) -> str:
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(Text(f"$ agreementlint check {DOCUMENT} --select {','.join(RULES)}"))
    console.print(Text.from_ansi(report))
    picture = console.export_svg(title="agreementlint", theme=MONOKAI, unique_id="report")
    # A picture must look the same without a network: no font is fetched.
    return re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL).replace("Fira Code", "Menlo, Consolas")


if __name__ == "__main__":
    (HERE / "picture.svg").write_text(drawn(printed()), encoding="utf-8")
