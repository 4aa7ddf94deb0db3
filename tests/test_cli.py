"""What the command line does: which files it takes, what it prints, and with which status it ends."""

from __future__ import annotations

import io
import json
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from small_runs import CRASHING, GOOD, ONLY, RULE, SHOPPING, WEAK, install_plugin, outcomes_of, put

from agreementlint import __version__
from agreementlint.cli import main

GERMAN = """# Vereinbarung

Der Coach und die Kundin vereinbaren Coaching. Der Coach spricht nicht von dem, was die Kundin ihm sagt, und das ist
für den Coach eine Pflicht, die mit dem Ende des Coachings nicht endet und für die er auf dem Papier unterschreibt.
Die Aufzeichnungen werden von dem Coach in einem Schrank verwahrt, zu dem nur er den Schlüssel hat.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_good_agreement_ends_with_status_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder / "good.md", GOOD)
    assert main(["check", "good.md", *ONLY]) == 0
    out = capsys.readouterr().out
    assert "What is fine (1)" in out
    assert "exit status 0" in out


def test_a_finding_at_the_gate_ends_with_status_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder / "weak.md", WEAK)
    assert main(["check", "weak.md", *ONLY]) == 1
    assert "1 finding must be put right. (exit status 1)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "missing.md"], "there is no file or folder 'missing.md'"),
        (["check", "nothing-*.md"], "no file matches 'nothing-*.md'"),
        (["check", "good.md", "--select", "limit-law-or-cuort"], "Did you mean 'limit-law-or-court'?"),
        (["check", "good.md", "--select", "confidentialty"], "Did you mean 'confidentiality'?"),
        (["check", "good.md", "--ignore", "qqqq"], "there is no rule or family 'qqqq'. See: agreementlint rules list"),
        (["check", "good.md", "--format", "jsn"], "Did you mean 'json'?"),
        (["check", "good.md", "--format", "qq"], "The formats: console, json"),
        (["check", "good.md", "--kind", "threesome"], "invalid choice: 'threesome'"),
        (["check", "good.md", "--selec", RULE], "unrecognized arguments"),
        (["check"], "PATH"),
        (["check", "good.md", "--jobs", "0"], "a number from 1 to 256 is wanted, not '0'"),
        (["chekc", "good.md"], "Did you mean 'check'?"),
        (["good.md"], "To check a file: agreementlint check good.md"),
        (["frobnicate"], "The commands: check, outline, review, compare, serve, draft, explain, rules"),
        ([], "usage: agreementlint"),
        (["explain", "limit-law-or-curt"], "Did you mean 'limit-law-or-court'?"),
        (["outline", "missing.md"], "there is no file 'missing.md'"),
        (["outline", "."], "'.' is a folder"),
        (["rules", "test", "missing"], "there is no folder 'missing'"),
    ],
)
def test_a_mistake_in_the_call_ends_with_status_2_and_says_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    put(folder / "good.md", GOOD)
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.out == ""


def test_every_wrong_name_is_reported_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ".", "--select", "aaa,bbb", "--ignore", "ccc"]) == 2
    errors = capsys.readouterr().err
    assert all(f"{name!r}" in errors for name in ("aaa", "bbb", "ccc"))


def test_an_unreadable_file_among_good_ones_ends_with_status_3_and_hides_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder / "a-good.md", GOOD)
    put(folder / "b-empty.md", "")
    put(folder / "c-weak.md", WEAK)
    assert main(["check", ".", *ONLY]) == 3
    out = capsys.readouterr().out
    assert "This file could not be read: the file is empty." in out
    assert "What is fine (1)" in out
    assert "1 error" in out
    status, documents = outcomes_of(capsys, ".", *ONLY)
    assert (status, list(documents)) == (3, ["a-good.md", "b-empty.md", "c-weak.md"])
    assert documents["b-empty.md"].kind is None
    assert documents["c-weak.md"].verdicts == ((RULE, "violated"),)


def test_a_document_in_another_language_is_said_to_be_so_and_ends_with_status_3(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder / "vereinbarung.md", GERMAN)
    assert main(["check", "vereinbarung.md", "--kind", "two_party", *ONLY]) == 3
    assert "This document is in German." in capsys.readouterr().out
    _, documents = outcomes_of(capsys, "vereinbarung.md", "--kind", "two_party", *ONLY)
    assert documents["vereinbarung.md"].verdicts == ((RULE, "undetermined"),)


@pytest.mark.parametrize("name", ["empty", "other"])
def test_when_nothing_was_checked_the_status_is_4_and_says_why(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (folder / "empty").mkdir()
    put(folder / "other" / "shopping.txt", SHOPPING)
    assert main(["check", name]) == 4
    expected = {
        "empty": "nothing was checked: no file was found",
        "other": "nothing was checked in other/shopping.txt: not a coaching agreement or data-handling plan",
    }[name]
    assert expected in " ".join(capsys.readouterr().out.split())
    assert main(["check", name, "--format", "json"]) == 4
    assert expected in capsys.readouterr().err


def test_rules_that_are_for_other_kinds_check_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder / "good.md", GOOD)
    assert main(["check", "good.md", *ONLY, "--kind", "data_plan"]) == 4
    assert "none of the chosen rules is for a document of kind data_plan" in capsys.readouterr().out
    assert main(["check", "good.md", *ONLY, "--ignore", RULE]) == 4


def test_a_rule_that_crashes_ends_with_status_5_and_is_named_without_the_documents_words(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install_plugin(folder, monkeypatch, "crashing_plugin", CRASHING)
    put(folder / "draft" / "weak.md", WEAK + "A secret word: Zanzibar.\n")
    put(folder / "draft" / "empty.md", "")
    assert main(["check", "draft", "--select", f"{RULE},always-crashes"]) == 5
    captured = capsys.readouterr()
    assert "The rule always-crashes crashed (LookupError in rule always-crashes)" in captured.out
    assert "1 error" in captured.out
    status, documents = outcomes_of(capsys, "draft", "--select", "always-crashes")
    assert status == 5
    assert documents["draft/weak.md"].verdicts == (("always-crashes", "crashed"),)
    assert "Zanzibar" not in captured.out + captured.err


def test_a_plugin_that_does_not_load_ends_with_status_2_and_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install_plugin(folder, monkeypatch, "unloadable_plugin", "import no_such_module_anywhere\n")
    put(folder / "good.md", GOOD)
    assert main(["check", "good.md"]) == 2
    assert "plugin 'unloadable_plugin' could not be loaded: ModuleNotFoundError" in capsys.readouterr().err


def test_a_verdict_that_could_not_be_told_makes_the_run_incomplete_only_when_strict(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    undetermined = CRASHING.replace("raise LookupError(agreement.document.text)", "return Undetermined('who knows')")
    undetermined = undetermined.replace("always-crashes", "never-knows")
    undetermined += "from agreementlint.verdict import Undetermined\n"
    install_plugin(folder, monkeypatch, "unknowing_plugin", undetermined)
    put(folder / "good.md", GOOD)
    arguments = ["check", "good.md", "--select", "never-knows"]
    assert main(arguments) == 0
    assert main([*arguments, "--strict"]) == 3
    assert "1 verdict could not be told" in capsys.readouterr().out


def test_an_interrupt_ends_with_status_130(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _: object) -> int:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Interrupted())))
    assert main(["check", "-"]) == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_stated_kind_overrides_what_the_document_seems_to_be(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder / "shopping.txt", SHOPPING)
    status, documents = outcomes_of(capsys, "shopping.txt", "--kind", "two_party", *ONLY)
    assert (status, documents["shopping.txt"].kind) == (1, "two_party")


def test_selecting_a_family_selects_its_rules_and_ignoring_one_takes_it_away(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder / "good.md", GOOD)

    def rules(*arguments: str) -> list[str]:
        return [rule for rule, _ in outcomes_of(capsys, "good.md", *arguments)[1]["good.md"].verdicts]

    everything, family = rules(), rules("--select", "Confidentiality")
    assert RULE in family
    assert set(family) <= set(everything)
    assert rules("--ignore", RULE) == [rule for rule in everything if rule != RULE]
    assert rules("--select", "confidentiality", "--ignore", RULE) == [rule for rule in family if rule != RULE]


def test_json_of_a_run_follows_the_published_schema_and_is_the_same_twice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("a.md", GOOD), ("b.md", WEAK), ("c.txt", SHOPPING), ("d.md", ""), ("e.md", GERMAN)):
        put(folder / name, text)
    main(["check", ".", *ONLY, "--format", "json"])
    first = capsys.readouterr().out
    main(["check", "e.md", "d.md", "c.txt", "b.md", "a.md", *ONLY, "--format", "json"])
    assert capsys.readouterr().out == first
    schema = files("agreementlint.reporters").joinpath("outcomes.schema.json").read_text(encoding="utf-8")
    Draft202012Validator(json.loads(schema)).validate(json.loads(first))


def test_brief_and_verbose_say_less_and_more(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder / "weak.md", WEAK)
    lengths = []
    for option in (["--brief"], [], ["--verbose"]):
        main(["check", "weak.md", *ONLY, *option])
        lengths.append(len(capsys.readouterr().out))
    assert lengths[0] < lengths[1] <= lengths[2]
    assert main(["check", "weak.md", "--brief", "--verbose"]) == 2


def test_outline_shows_kind_parties_sections_and_quantities(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder / "weak.md", WEAK)
    assert main(["outline", "weak.md"]) == 0
    out = capsys.readouterr().out
    for part in (
        "a coaching agreement between a coach and a client",
        "English",
        "Fees: 1",
        "90 EUR: “EUR 90”",
        "line 7",
    ):
        assert part in out


def test_outline_of_an_unreadable_file_ends_with_status_3(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder / "empty.md", "")
    assert main(["outline", "empty.md"]) == 3
    assert "the file is empty" in capsys.readouterr().err


def test_explain_shows_why_the_clause_and_the_cases(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", RULE]) == 0
    out = capsys.readouterr().out
    for part in (RULE, "Why it matters", "A clause you can use", "Authorities", "What passes", "What does not pass"):
        assert part in out


def test_the_list_of_rules_names_each_rule_with_its_severity(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list"]) == 0
    out = capsys.readouterr().out
    assert any(line.split()[:2] == [RULE, "error"] for line in out.splitlines())


def test_rules_are_proved_on_their_cases_and_a_wrong_case_is_shown(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = Path(__file__).parents[1] / "rules"
    for source in (rules / "confidentiality" / f"{RULE}.yaml", *(rules / "lexicon").glob("*.yaml")):
        put(folder / "mine" / source.relative_to(rules), source.read_text(encoding="utf-8"))
    assert main(["rules", "test", "mine", "--alone"]) == 0
    assert "1 rule, " in capsys.readouterr().out
    rule = folder / "mine" / "confidentiality" / f"{RULE}.yaml"
    text = rule.read_text(encoding="utf-8")
    rule.write_text(text.replace("cases:\n  held:\n", "cases:\n  held:\n  - The client likes long walks.\n"), "utf-8")
    assert main(["rules", "test", "mine", "--alone"]) == 1
    out = capsys.readouterr().out
    assert f"{RULE}: expected held, said violated" in out
    assert "“The client likes long walks.”" in out
    (folder / "no-rules").mkdir()
    assert main(["rules", "test", "no-rules"]) == 4


@pytest.mark.parametrize("arguments", [["--version"], ["-V"]])
def test_the_version_is_printed(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 0
    assert capsys.readouterr().out == f"agreementlint {__version__}\n"


def test_help_is_no_mistake_and_lists_the_exit_statuses(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "exit status:" in capsys.readouterr().out
    assert main(["check", "--help"]) == 0
