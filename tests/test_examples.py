"""The examples: those in Word and PDF are current, the good ones pass, and the faults of the weak ones are found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.report import DocumentReport
from agreementlint.terms import Kind, Severity
from agreementlint.verdict import Violated

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPT = EXAMPLES / "make_examples.py"


@pytest.mark.parametrize("name", ["good-sponsored.docx", "weak-sponsored.pdf"])
def test_an_example_is_current(name: str, tmp_path: Path) -> None:
    source = EXAMPLES / "sources" / Path(name).with_suffix(".source").name
    subprocess.run([sys.executable, SCRIPT, source, tmp_path / name], check=True)
    assert (tmp_path / name).read_bytes() == (EXAMPLES / name).read_bytes()


def test_the_example_of_a_class_is_current(tmp_path: Path) -> None:
    subprocess.run([sys.executable, EXAMPLES / "make_class.py", tmp_path], check=True)
    for made in tmp_path.iterdir():
        assert made.read_bytes() == (EXAMPLES / "class" / made.name).read_bytes()


def report_on(name: str) -> DocumentReport:
    return lint(read_document(name, (EXAMPLES / name).read_bytes()), load_rules())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("good-two-party.md", Kind.TWO_PARTY),
        ("good-sponsored.docx", Kind.SPONSORED),
        ("weak-sponsored.pdf", Kind.SPONSORED),
        ("weak-internal.md", Kind.INTERNAL),
        ("data-handling-plan.yaml", Kind.DATA_PLAN),
    ],
)
def test_an_example_is_read_whole_and_taken_for_what_it_is(name: str, kind: Kind) -> None:
    report = report_on(name)
    assert (report.kind, report.unread) == (kind, ())


@pytest.mark.parametrize("name", ["good-two-party.md", "good-sponsored.docx", "data-handling-plan.yaml"])
def test_a_good_example_satisfies_every_rule_that_is_an_error(name: str) -> None:
    outcomes = report_on(name).outcomes
    errors = [outcome for outcome in outcomes if outcome.rule.severity is Severity.ERROR]
    assert errors
    assert [outcome.rule.id for outcome in errors if isinstance(outcome.verdict, Violated)] == []


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        (
            "weak-sponsored.pdf",
            {
                "absolute-confidentiality",
                "client-may-end",
                "conflict-disclosure-duty",
                "limit-law-or-court",
                "no-session-content-to-sponsor",
                "recording-consent",
                "retention-period",
                "sponsor-override",
                "unfilled-placeholder",
            },
        ),
        (
            "weak-internal.md",
            {
                "coach-confidentiality-duty",
                "limit-law-or-court",
                "notes-separate-from-hr",
                "retention-period",
                "sponsor-no-notes-access",
                "sponsor-override",
            },
        ),
    ],
)
def test_the_faults_that_a_weak_example_was_given_are_found(name: str, rules: set[str]) -> None:
    found = {o.rule.id for o in report_on(name).outcomes if isinstance(o.verdict, Violated)}
    assert rules - found == set()
