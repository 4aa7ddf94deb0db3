"""Letters that only look different change no verdict, and what is quoted stays as the document has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agreementlint.document import Document
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.report import DocumentReport
from agreementlint.verdict import Held, name_of

TEXT = (Path(__file__).parents[1] / "examples" / "good-two-party.md").read_text(encoding="utf-8")
RULES = load_rules()
FULL_WIDTH = {ord(char): chr(ord(char) + 0xFEE0) for char in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ()%"}
LINES = TEXT.splitlines()


def report_on(text: str) -> DocumentReport:
    return lint(read_document("agreement.md", text.encode()), RULES)


def verdicts(report: DocumentReport) -> dict[str, str]:
    return {outcome.rule.id: name_of(outcome.verdict) for outcome in report.outcomes}


def in_prose(text: str, old: str, new: str) -> str:
    """The text with something replaced in the lines that are running text and no markup."""
    return "\n".join(line.replace(old, new) if line[:1].isalpha() else line for line in text.split("\n"))


ORIGINAL = report_on(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("'", "’"),
        TEXT.replace("'", "\u02bc"),
        in_prose(TEXT, " ", "\u00a0"),
        re.sub(r"(?<=[a-z])-(?=[a-z])", "\u2011", TEXT),
        in_prose(TEXT, "e", "e\u200b"),
        TEXT.replace("fi", "\ufb01").replace("ff", "\ufb00"),
        "\n".join(line.translate(FULL_WIDTH) if line[:1].isalpha() else line for line in LINES),
    ],
    ids=["typographic", "other apostrophes", "no-break spaces", "no-break hyphens", "zero width", "ligatures", "full width"],
)  # fmt: skip
def test_a_verdict_does_not_depend_on_forms_of_letters(text: str) -> None:
    assert text != TEXT
    assert verdicts(report_on(text)) == verdicts(ORIGINAL)


def quotes(report: DocumentReport) -> set[str]:
    document: Document = report.document
    held = [outcome.verdict for outcome in report.outcomes if isinstance(outcome.verdict, Held)]
    return {each.of(document.text) for verdict in held for each in verdict.evidence}


def test_a_quotation_has_the_letters_of_the_document() -> None:
    found = quotes(report_on(in_prose(TEXT, " ", "\u00a0").replace("fi", "\ufb01")))
    assert any("\u00a0" in quote for quote in found)
    assert any("\ufb01" in quote for quote in found)
