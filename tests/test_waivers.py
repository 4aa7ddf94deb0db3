"""Waivers: what they cover does not fail a run but stays shown, and what is wrong with one is a finding itself."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from agreementlint.cli import main
from agreementlint.fingerprint import hash_of
from agreementlint.inline_waivers import Malformed, read_remark, remarks_in, what_is_wrong
from agreementlint.waiver import Remark, Waiver

EXAMPLES = Path(__file__).parents[1] / "examples"
RULE = "limit-law-or-court"
WHY = "because the employer's counsel has this clause in its own policy; by Ida Holm"
CHECK = ["--select", f"{RULE},unfilled-placeholder", "--today", "2026-11-22"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    shutil.copy(EXAMPLES / "weak-internal.md", tmp_path / "weak.md")
    shutil.copy(EXAMPLES / "weak-sponsored.pdf", tmp_path / "weak.pdf")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, comment: str, before: str = "") -> None:
    text = (EXAMPLES / "weak-internal.md").read_text("utf-8")
    (folder / "weak.md").write_text(f"{before}<!-- {comment} -->\n\n{text}", "utf-8")


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, tuple[str, object]]:
    """The verdict of each rule and the waiver of its finding, from output that follows its schema."""
    main(["check", *arguments, "--format", "json"])
    output = json.loads(capsys.readouterr().out)
    schema = json.loads(files("agreementlint.reporters").joinpath("outcomes.schema.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(output)) == []
    return {each["rule"]: (each["verdict"], each["waived"]) for each in output["documents"][0]["outcomes"]}


def test_a_waived_finding_does_not_fail_the_run_but_is_shown_in_every_report(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "weak.md", *CHECK]) == 1
    write(folder, f"agreementlint: allow {RULE} {WHY}; until 2027-01-31")
    capsys.readouterr()
    for detail in ("--brief", "--verbose"):
        assert main(["check", "weak.md", *CHECK, detail]) == 0
        said = " ".join(capsys.readouterr().out.split())
        assert "Waived (1)" in said
        assert "counsel has this clause in its own policy (by Ida Holm; until 2027-01-31; weak.md:1:6)" in said
        assert "1 waived" in said
    verdict, waived = found(capsys, "weak.md", *CHECK)[RULE]
    assert verdict == "violated"
    assert waived == {
        "reason": "the employer's counsel has this clause in its own policy",
        "by": "Ida Holm",
        "until": "2027-01-31",
        "place": "weak.md:1:6",
    }


@pytest.mark.parametrize(
    "name", ["sarif", "junit", "github", "gitlab", "rdjsonl", "markdown", "csv", "html", "json", "console"]
)
def test_every_format_says_of_a_waived_finding_that_it_is_waived_and_why(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"agreementlint: allow {RULE} {WHY}; until 2027-01-31")
    assert main(["check", "weak.md", *CHECK, "--format", name]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "counsel has this clause in its own policy" in said
    assert ("you keep it as it is: " if name == "html" else "waived") in said.casefold()  # a page is for people


def test_a_waived_finding_is_a_suppressed_result_in_sarif(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, f"agreementlint: allow {RULE} {WHY}; until 2027-01-31")
    main(["check", "weak.md", *CHECK, "--format", "sarif"])
    [result] = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["level"] == "note"
    assert [each["kind"] for each in result["suppressions"]] == ["inSource"]


@pytest.mark.parametrize(
    ("comment", "rule", "words"),
    [
        (f"agreementlint: allow limit-law-or-cort {WHY}", "waiver-unknown-rule", f"did you mean '{RULE}'?"),
        (f"agreementlint: alow {RULE} {WHY}", "waiver-malformed", "it is not written as"),
        (f"agreementlint: allow {RULE}", "waiver-malformed", "it is not written as"),
        (f"agreementlint: allow {RULE} because TODO; by Ida", "waiver-malformed", "the reason says nothing"),
        (f"agreementlint: allow {RULE} because it was agreed in writing", "waiver-malformed", "by whom"),
        (f"agreementlint: allow {RULE} {WHY}; until soon", "waiver-malformed", "'soon' is no day"),
        (f"agreementlint: allow {RULE} {WHY}; until 2027-02-30", "waiver-malformed", "is no day"),
        (f"agreementlint: allow {RULE} {WHY}; til 2027-02-28", "waiver-malformed", "'til' is not understood"),
        (f"agreementlint: allow {RULE} {WHY}; until 2026-11-21", "waiver-expired", "held until 2026-11-21"),
    ],
)
def test_a_waiver_that_does_not_hold_is_a_finding_and_waives_nothing(
    comment: str, rule: str, words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, comment)
    outcomes = found(capsys, "weak.md", *CHECK)
    assert outcomes[RULE] == ("violated", None)
    assert outcomes[rule] == ("violated", None)
    assert main(["check", "weak.md", *CHECK]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert words in said
    assert "weak.md:1:6" in said


def test_a_waiver_holds_on_its_last_day(folder: Path) -> None:
    write(folder, f"agreementlint: allow {RULE} {WHY}; until 2026-11-22")
    assert main(["check", "weak.md", *CHECK]) == 0


def test_a_malformed_waiver_fails_a_run_that_nothing_else_fails(folder: Path) -> None:
    good = (EXAMPLES / "good-two-party.md").read_text("utf-8")
    (folder / "weak.md").write_text(f"{good}\n<!-- agreementlint: ignore all -->\n", "utf-8")
    assert main(["check", "weak.md", *CHECK]) == 1


def test_a_waiver_that_covers_nothing_is_told_but_only_if_its_rule_was_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"agreementlint: allow unfilled-placeholder {WHY}")
    assert "waiver-unused" in found(capsys, "weak.md", *CHECK)
    assert "waiver-unused" not in found(capsys, "weak.md", "--select", RULE)


def test_a_mandatory_rule_cannot_be_waived(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "agreementlint.yaml").write_text(f"mandatory: [{RULE}]\n", "utf-8")
    write(folder, f"agreementlint: allow {RULE} {WHY}")
    outcomes = found(capsys, "weak.md", *CHECK)
    assert outcomes[RULE] == ("violated", None)
    assert "waiver-not-allowed" in outcomes
    assert main(["waive", "weak.md", RULE, "--reason", "it stands elsewhere in writing", "--by", "Ida"]) == 2


def test_a_comment_in_a_section_holds_for_the_words_of_that_section_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (EXAMPLES / "good-two-party.md").read_text("utf-8")
    blank = "The Coach will meet the Client at [insert place].\n"
    comment = f"<!-- agreementlint: allow unfilled-placeholder {WHY} -->\n\n"
    path = folder / "weak.md"
    path.write_text(f"{text}\n\n## Meetings\n\n{comment}{blank}", "utf-8")
    assert found(capsys, "weak.md", *CHECK)["unfilled-placeholder"][1] is not None
    path.write_text(f"{text}\n\n## Meetings\n\n{comment}We meet weekly.\n\n## Place\n\n{blank}", "utf-8")
    outcomes = found(capsys, "weak.md", *CHECK)
    assert outcomes["unfilled-placeholder"] == ("violated", None)
    assert "waiver-unused" in outcomes


def test_a_plan_in_yaml_has_waivers_in_its_comments() -> None:
    [remark] = remarks_in(f"controller: x\nrecords: []  # agreementlint: allow {RULE} {WHY}\n", True)
    assert (remark.line, remark.column) == (2, 16)
    [waiver] = read_remark("plan.yaml", remark)
    assert isinstance(waiver, Waiver)
    assert waiver.place == "plan.yaml:2:16"


def test_one_comment_can_name_several_rules_and_go_over_several_lines() -> None:
    [remark] = remarks_in(f"# A\n\n<!-- agreementlint: allow {RULE},\n  recording-consent {WHY} -->\n", False)
    assert [each.rule for each in read_remark("a.md", remark) if isinstance(each, Waiver)] == [
        RULE,
        "recording-consent",
    ]


@pytest.mark.parametrize(
    "reason", ["TODO", "because", "n/a n/a n/a", "false positive", "please ignore this rule", "ok"]
)
def test_a_reason_that_says_nothing_is_refused(reason: str) -> None:
    assert "says nothing" in what_is_wrong(reason, "Ida", "")


def test_a_reason_in_another_language_is_a_reason() -> None:
    assert what_is_wrong("steht in der Konzernrichtlinie vom Mai", "Jürgen", "") == ""


def test_an_empty_comment_for_us_is_malformed_and_never_silently_passed_over() -> None:
    [each] = read_remark("a.md", Remark(1, 1, ""))
    assert isinstance(each, Malformed)


WAIVE = ["--reason", "the template is filled in later by the office", "--by", "Ida Holm", "--until", "2027-01-31"]


def test_a_side_file_waives_what_has_no_comments_and_survives_edits_elsewhere(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (EXAMPLES / "good-two-party.md").read_text("utf-8")
    blank = "## Meetings\n\nThe Coach will meet the Client at [insert place].\n"
    path = folder / "weak.md"
    path.write_text(f"{text}\n\n{blank}", "utf-8")
    assert main(["check", "weak.md", *CHECK]) == 1
    assert main(["waive", "weak.md", "unfilled-placeholder", *WAIVE]) == 0
    with_file = ["check", "weak.md", *CHECK, "--waivers", "waivers.yaml"]
    assert main(with_file) == 0
    first, _, rest = text.partition("\n")
    path.write_text(f"{first}\n\nThe parties have met before.\n{rest}\n\n{blank}", "utf-8")
    assert main(with_file) == 0
    path.write_text(f"{text}\n\n{blank.replace('insert place', 'insert the address')}", "utf-8")
    capsys.readouterr()
    assert main(with_file) == 1
    assert "it covers no problem of 'unfilled-placeholder'" in " ".join(capsys.readouterr().out.split())
    (folder / "agreementlint.yaml").write_text("waivers: waivers.yaml\n", "utf-8")
    path.write_text(f"{text}\n\n{blank}", "utf-8")
    capsys.readouterr()
    assert found(capsys, "weak.md", *CHECK)["unfilled-placeholder"][1] is not None


def test_the_findings_of_a_pdf_are_waived_by_a_side_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["waive", "weak.pdf", "unfilled-placeholder", *WAIVE, "--waivers", "side.yaml"]) == 0
    capsys.readouterr()
    outcomes = found(capsys, "weak.pdf", *CHECK, "--waivers", "side.yaml")
    assert outcomes["unfilled-placeholder"][1] is not None
    assert outcomes[RULE] == ("violated", None)


ENTRY = f"- rule: {RULE}\n  path: weak.md\n  reason: it is in the policy of the employer\n  by: Ida\n"


@pytest.mark.parametrize(
    ("text", "place", "advice"),
    [
        (ENTRY.replace(RULE, "limit-law-or-cort"), "1:9", f"did you mean '{RULE}'?"),
        (ENTRY.replace("weak.md", "wek.md"), "2:9", "did you mean 'weak.md'?"),
        (ENTRY.replace("reason: it is in the policy of the employer", "reason: todo"), "1:3", "say in a sentence why"),
        (ENTRY.replace("by: Ida", "by: Ida\n  til: 2027-01-31"), "5:3", "did you mean 'until'?"),
        (ENTRY.replace("  by: Ida\n", ""), "1:3", "the key 'by' is missing"),
        (ENTRY + "  until: never\n", "1:3", "write it as 2027-01-31"),
        ("- rule: [a\n", "2:1", "look for a bracket"),
    ],
)
def test_a_mistake_in_a_side_file_stops_the_run_with_its_place_and_advice(
    text: str, place: str, advice: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "side.yaml").write_text(text, "utf-8")
    assert main(["check", "weak.md", *CHECK, "--waivers", "side.yaml"]) == 2
    message = capsys.readouterr().err
    assert f"side.yaml:{place}: " in message
    assert advice in message


def test_a_side_file_that_is_not_there_stops_the_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "weak.md", "--waivers", "none.yaml"]) == 2
    (folder / "agreementlint.yaml").write_text("waivers: none.yaml\n", "utf-8")
    assert main(["check", "weak.md"]) == 2
    assert "agreementlint.yaml:1:1: there is no file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.md", RULE], "there is no file"),
        (["weak.md", "limit-law-or-cort"], "Did you mean"),
        (["weak.md", "unfilled-placeholder"], "nothing to waive"),
    ],
)
def test_what_cannot_be_waived_is_refused(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert main(["waive", *arguments, *WAIVE]) == 2
    assert words in capsys.readouterr().err
    assert not (folder / "waivers.yaml").exists()


def test_a_hash_does_not_depend_on_case_spaces_and_signs() -> None:
    assert hash_of("The  Coach’s notes,") == hash_of("the coach's\nNOTES") != hash_of("the coach's note")
