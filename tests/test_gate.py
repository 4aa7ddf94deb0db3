"""The exit status of a run: what was not looked at is never green, and the gate fails what it is told to fail."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from agreementlint.cli import main
from agreementlint.conclusion import Gate
from agreementlint.report import Outcome
from agreementlint.rule import Demand, Rule
from agreementlint.terms import Confidence, RuleId, Severity, Shortfall
from agreementlint.verdict import Held, Problem, Undetermined, Violated

EXAMPLES = Path(__file__).parents[1] / "examples"
QUICK = ["--select", "limit-law-or-court"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    shutil.copy(EXAMPLES / "good-two-party.md", tmp_path / "good.md")
    shutil.copy(EXAMPLES / "weak-internal.md", tmp_path / "weak.md")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["none.md"], 2),
        (["*.pdf"], 2),
        (["empty"], 4),
        (["note.md"], 4),
        (["good.md", "--select", "limit-law-or-cort"], 2),
        (["good.md", "--select", "confidentiality", "--ignore", "confidentiality"], 4),
        (["good.md", "--select", "notes-separate-from-hr"], 4),
        (["good.md", "--profile", "none"], 2),
        (["good.md", "--require-plugin", "none"], 2),
        (["good.md", "--rules", "none"], 2),
        (["good.md", "--format", "none"], 2),
        (["good.md", "--fail-on", "none"], 2),
        (["broken.docx"], 3),
        (["good.md", "broken.docx", *QUICK], 3),
        (["weak.md", "broken.docx", *QUICK], 3),
        (["partly.md", *QUICK], 3),
        (["german.md", *QUICK, "--kind", "two_party"], 3),
        (["weak.md", *QUICK], 1),
        (["good.md", *QUICK], 0),
        (["good.md", "note.md", *QUICK], 0),
    ],
)
def test_what_was_not_looked_at_is_never_green(arguments: list[str], status: int, folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "note.md").write_text("# Shopping\n\nBread and milk.\n", "utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no package")
    good = (folder / "good.md").read_text("utf-8")
    (folder / "partly.md").write_text(f"{good}\n\n{'> ' * 200}The annex.\n", "utf-8")
    text = "Der Coach behandelt alle Informationen vertraulich und gibt sie nicht an Dritte weiter. "
    (folder / "german.md").write_text("# Coaching-Vereinbarung\n\n" + text * 10 + "\n", "utf-8")
    assert main(["check", *arguments, "--brief"]) == status


@pytest.mark.parametrize(
    "option", ["--select", "--ignore", "--profile", "--config", "--waivers", "--baseline", "--rules", "--changed-since"]
)
@pytest.mark.parametrize("joined", [True, False])
def test_an_option_whose_variable_is_not_set_is_not_passed_over(
    option: str, joined: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "good.md", *([f"{option}="] if joined else [option, ""])]) == 2
    assert f"{option}: what follows is empty" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_list_of_rules_that_names_none_is_not_passed_over(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "good.md", option, " , "]) == 2
    assert f"{option}: no rule and no family is named" in capsys.readouterr().err


def test_a_configuration_that_leaves_no_rule_is_not_green(folder: Path) -> None:
    (folder / "agreementlint.yaml").write_text("severities: {limit-law-or-court: off}\n", "utf-8")
    assert main(["check", "good.md", *QUICK]) == 4


def outcome(severity: Severity, confidence: Confidence) -> Outcome:
    rule = Rule(
        RuleId("x"),
        "X",
        "f",
        severity,
        Confidence.HIGH,
        Demand.REQUIRE,
        frozenset(),
        "",
        "",
        "",
        "",
        (),
        (),
        "",
        _check,
    )
    return Outcome(rule, Violated((Problem(Shortfall.MISSING, "m"),)), confidence)


def _check(_: object) -> Held:
    return Held(())


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("confidence", Confidence)
def test_the_gate_stops_what_is_at_least_as_severe_and_as_sure(severity: Severity, confidence: Confidence) -> None:
    stopped = {
        (bar, sure) for bar in Severity for sure in Confidence if Gate(bar, sure).stops(outcome(severity, confidence))
    }
    severities, sureness = list(Severity), list(Confidence)
    assert stopped == {
        (bar, sure)
        for bar in severities[severities.index(severity) :]
        for sure in sureness[sureness.index(confidence) :]
    }


def test_what_is_satisfied_or_could_not_be_told_never_stops_at_the_gate() -> None:
    found = outcome(Severity.ERROR, Confidence.HIGH)
    for verdict in (Held(()), Undetermined("?")):
        assert not Gate(Severity.INFO, Confidence.LOW).stops(Outcome(found.rule, verdict, found.confidence))
