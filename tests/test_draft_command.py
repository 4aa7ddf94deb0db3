"""The command `draft`: its interview, its file of answers, what it refuses, and that nothing typed is lost."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agreementlint.cli import main
from agreementlint.drafting.answersfile import answers_text, read_answers
from agreementlint.drafting.interview import BACK, OPEN, answered, next_question, with_suggestions
from agreementlint.drafting.loading import load_drafting
from agreementlint.drafting.model import Answers, DraftingPlan
from agreementlint.errors import BadConfiguration
from agreementlint.packs import DRAFT, built_in_folder, load_rules

RULES = load_rules()
PLAN = load_drafting(built_in_folder() / DRAFT, RULES)
ENOUGH = """kind: two_party
coach_name: Marit Hollis
client_name: Devan Achter
jurisdiction: England
number: 10
start_date: 18 May 2026
end_date: 16 October 2026
custodian: Odile Farran
amount: 140
"""
# That it is to be a plan is said by what is to be written.
ENOUGH_FOR_A_PLAN = """custodian: Odile Farran
controller_name: Marit Hollis
address: 14 Tannery Lane, York
email: privacy@hollis.example
name: Marit Hollis
date: 4 May 2026
review_date: 3 May 2027
authority: the Information Commissioner's Office
provider: Fernhill Portal Ltd
provider_country: United Kingdom
contract_date: 12 January 2026
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "answers.yaml").write_text(ENOUGH, "utf-8")
    return tmp_path


def types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """A terminal at which these lines are typed, and then Ctrl-C as often as something is asked."""
    left: Iterator[str] = iter(lines)

    def ask(prompt: str = "") -> str:
        for line in left:
            return line
        raise KeyboardInterrupt

    monkeypatch.setattr(builtins, "input", ask)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)


def faults_of(text: str) -> str:
    with pytest.raises(BadConfiguration) as error:
        read_answers(Path("answers.yaml"), text.encode(), PLAN)
    return str(error.value)


def test_a_file_of_answers_becomes_an_agreement_that_passes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "--answers", "answers.yaml", "--suggested", "--output", "a.docx"]) == 0
    assert "Checked: 0 errors, 0 warnings" in capsys.readouterr().out
    assert main(["check", "a.docx"]) == 0


def test_saved_answers_give_the_same_agreement_again(folder: Path) -> None:
    first = ["draft", "--answers", "answers.yaml", "--suggested", "--output", "a.md", "--save-answers", "all.yaml"]
    assert main(first) == 0
    assert main(["draft", "--answers", "all.yaml", "--output", "b.md", "--save-answers", "again.yaml"]) == 0
    assert (folder / "a.md").read_bytes() == (folder / "b.md").read_bytes()
    assert (folder / "all.yaml").read_bytes() == (folder / "again.yaml").read_bytes()


def test_without_an_output_the_agreement_goes_to_standard_output(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draft", "--answers", "answers.yaml", "--suggested"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("# Coaching Agreement\n")
    assert "not legal advice" in said.err


def test_a_plan_is_written_as_yaml_that_the_command_reads(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "plan-answers.yaml").write_text(ENOUGH_FOR_A_PLAN, "utf-8")
    assert main(["draft", "--answers", "plan-answers.yaml", "--suggested", "--output", "plan.yaml"]) == 0
    assert "Checked: 0 errors, 0 warnings" in capsys.readouterr().out
    assert main(["check", "plan.yaml"]) == 0
    assert main(["draft", "--answers", "answers.yaml", "--suggested", "--output", "a.yaml"]) == 2
    assert "only a data-handling plan is written as YAML" in capsys.readouterr().err


def test_what_is_not_answered_is_named_and_nothing_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "--answers", "answers.yaml", "--output", "a.docx"]) == 2
    assert "'code_name' is not answered" in capsys.readouterr().err
    assert not (folder / "a.docx").exists()


@pytest.mark.parametrize(
    ("output", "complaint"),
    [("a.pdf", "must end in one of"), ("nowhere/a.md", "there is no folder"), ("answers.md", "--overwrite")],
)
def test_an_output_that_cannot_be_written_is_refused_before_anything_is_asked(
    folder: Path, output: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "answers.md").write_text("mine", "utf-8")
    assert main(["draft", "--answers", "answers.yaml", "--suggested", "--output", output]) == 2
    assert complaint in capsys.readouterr().err
    assert (folder / "answers.md").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "kind: two_party\ncoach_nam: Ida\n",
            "answers.yaml:2:1: there is no question 'coach_nam'; did you mean 'coach_name'?",
        ),
        ("kind: tow_party\n", "answers.yaml:1:7: kind: one of"),
        ("end_date: tomorrow\n", "answers.yaml:1:11: end_date: a date such as"),
        ("left_open: [amuont]\n", "answers.yaml:1:13: there is no question 'amuont'; did you mean 'amount'?"),
        ("amount: 5\nleft_open: [amount]\n", "answers.yaml:1:1: 'amount' is answered here and left open"),
        ("left_open: [kind]\n", "answers.yaml:1:13: 'kind' cannot be left open"),
        ("kind: [\n", "not YAML"),
        ("- kind\n", "has a line 'question: answer'"),
        ("version: 2\n", "answers.yaml:1:10: version:"),
    ],
)
def test_a_mistake_in_the_answers_is_shown_at_its_place(text: str, fault: str) -> None:
    assert fault in faults_of(text)


def test_an_interview_asks_shows_the_text_growing_and_writes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = with_suggestions(PLAN, read_answers(Path("x"), ENOUGH.encode(), PLAN))
    (folder / "part.yaml").write_text(
        answers_text(
            PLAN, Answers({name: each for name, each in whole.given.items() if name not in ("kind", "amount")})
        ),
        "utf-8",
    )
    types(monkeypatch, "1", "EUR 90", "90")
    assert main(["draft", "--answers", "part.yaml", "--output", "a.md"]) == 0
    said = capsys.readouterr().out
    assert "What is the fee" in said
    assert "What is not settled before is quarrelled over after." in said
    assert "without its currency" in said
    assert "The fee is 90 EUR per session" in said
    assert "amount: '90'" in (folder / "answers-2.yaml").read_text("utf-8")


@pytest.mark.parametrize("reply", [(), ("",)])
def test_who_breaks_off_keeps_the_answers_so_far(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], reply: tuple[str, ...]
) -> None:
    types(monkeypatch, "two_party", "Marit Hollis", *reply)
    if reply:
        (folder / "answers-so-far.yaml").write_text("older", "utf-8")
    assert main(["draft", "--output", "a.docx"]) == 130
    kept = sorted(folder.glob("answers-so-far*.yaml"))[0 if not reply else -1]
    assert any("Marit Hollis" in path.read_text("utf-8") for path in folder.glob("answers-so-far*.yaml")), kept
    assert not (folder / "a.docx").exists()


def test_who_does_not_want_the_answers_kept_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = iter(("two_party", None, "no"))

    def ask(prompt: str = "") -> str:
        line = next(left)
        if line is None:
            raise EOFError
        return line

    monkeypatch.setattr(builtins, "input", ask)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert main(["draft"]) == 130
    assert [path.name for path in folder.iterdir()] == ["answers.yaml"]


def test_signs_go_back_and_leave_open() -> None:
    first = answered(PLAN, Answers({}), PLAN.question("kind"), "mentor")
    second = answered(PLAN, first, PLAN.question("coach_name"), OPEN)
    assert second.left_open == {"coach_name"}
    assert answered(PLAN, second, PLAN.question("client_name"), BACK) == first
    found = next_question(PLAN, Answers({}))
    assert found is not None
    assert found.name == "kind"


def loaded(folder: Path, name: str, old: str, new: str) -> DraftingPlan:
    for path in (built_in_folder() / DRAFT).iterdir():
        text = path.read_text("utf-8")
        if path.name == name:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / path.name).write_text(text, "utf-8")
    return load_drafting(folder, RULES)


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("sections.yaml", "rule: client-defined", "rule: client-definde", "did you mean 'client-defined'?"),
        ("sections.yaml", "{section: exchange}", "{section: exchang}", "did you mean 'exchange'?"),
        ("sections.yaml", "{items: guardian_items}", "{items: guardian_item}", "did you mean 'guardian_items'?"),
        ("sections.yaml", "{items: guardian_items}", "{itms: guardian_items}", "the clause has no placeholder 'itms'"),
        (
            "sections.yaml",
            "{minor: ['yes'], kind: [two_party, sponsored]}",
            "{kind: [two_party]}",
            "is asked only where minor is yes",
        ),
        ("sections.yaml", "heading: Parties", "heding: Parties", "unknown key 'heding'"),
        ("sections.yaml", "wording: The coaching is given in {jurisdiction}.", "fill: {}", "needs a rule or a wording"),
        ("sections.yaml", "when: {report: ['yes']}", "when: {report: ['yep']}", "'yep' is no answer to 'report'"),
        ("sections.yaml", "{kind: [mentor]}", "{knd: [mentor]}", "did you mean 'kind'?"),
        ("questions.yaml", "like: people", "like: peple", "there is no placeholder 'peple'; did you mean 'people'?"),
        ("questions.yaml", "suggested: two years", "suggested: as long as needed", "would not be taken as an answer"),
        ("questions.yaml", "when: {minor: ['yes']}", "when: {recording: ['yes']}", "it is asked later"),
        ("documents.yaml", "{coach_name}", "{coch_name}", "there is no question 'coch_name'"),
        ("documents.yaml", "kind: group", "kind: two_party", "nothing is said about documents of the kind group"),
        ("documents.yaml", "sponsor: the Sponsor, ", "", "nothing stands for {sponsor}"),
        ("questions.yaml", "- question: kind", "- question: [", "not YAML"),
    ],
)
def test_a_mistake_in_what_is_asked_or_written_is_found_on_load(
    tmp_path: Path, name: str, old: str, new: str, fault: str
) -> None:
    with pytest.raises(BadConfiguration) as error:
        loaded(tmp_path, name, old, new)
    assert fault in str(error.value)
    assert ".yaml:" in str(error.value)
