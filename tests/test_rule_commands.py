"""The tasks of the command `rules`: check, new, test, diff; rules of one's own in `check`; ids that have changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from agreementlint.cli import main
from agreementlint.cli.deadline import in_time
from agreementlint.errors import Fault

LEXICON = "- concept: paying-travel\n  phrases: [(pay|reimburse) ... travel]\n"
RULE = """title: Who pays for travel
severity: error
kinds: [two_party]
subject: who pays for travel
passes_when: Says who pays.
why: It matters.
advice: Say it.
model_clause: "{client} pays for travel."
authorities: [{standard: Our terms, confirmed: true}]
check: {states: {act: paying-travel, by: client}}
cases:
  held: [You pay for travel., The client will reimburse travel.]
  violated: [The coach pays for travel., Travel is fun.]
"""
PAYS = "# Coaching Agreement\n\nThis coaching agreement is between the Coach and the Client. The coach coaches the client.\n\n"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where compiled rules are kept for all tests of this file."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AGREEMENTLINT_CACHE_DIR", str(cache))
    put("mine/travel/travel-costs.yaml", RULE)
    put("mine/lexicon/travel.yaml", LEXICON)
    return tmp_path


def put(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


# check ------------------------------------------------------------------------------


def test_a_folder_without_mistakes_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "check", "mine", "--alone", "--strict"]) == 0
    assert capsys.readouterr().out == "2 files: 0 errors, 0 warnings\n"


def test_a_mistake_is_shown_with_its_line_and_a_caret(capsys: pytest.CaptureFixture[str]) -> None:
    put("mine/travel/travel-costs.yaml", RULE.replace("act: paying-travel", "act: paying-travl"))
    assert main(["rules", "check", "mine", "--alone"]) == 2
    assert capsys.readouterr().out == (
        "mine/travel/travel-costs.yaml:10:23: error: there is no concept 'paying-travl' in the lexicon;"
        " did you mean 'paying-travel'?\n"
        "    check: {states: {act: paying-travl, by: client}}\n"
        "                          ^\n\n2 files: 1 error, 0 warnings\n"
    )


def test_remarks_are_written_for_a_pull_request(capsys: pytest.CaptureFixture[str]) -> None:
    put("mine/travel/travel-costs.yaml", RULE.replace("severity: error", "severty: error"))
    assert main(["rules", "check", "mine", "--alone", "--format", "github"]) == 2
    assert capsys.readouterr().out == (
        "::error file=mine/travel/travel-costs.yaml,line=2,col=1::unknown key 'severty'; did you mean 'severity'?\n"
    )


def test_remarks_are_written_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    put("mine/travel/travel-costs.yaml", RULE.replace(", confirmed: true", ""))
    assert main(["rules", "check", "mine", "--alone", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["version"], said["files"], said["errors"], said["warnings"]) == (1, 2, 0, 1)
    [remark] = said["remarks"]
    assert (remark["path"], remark["line"], remark["column"]) == ("mine/travel/travel-costs.yaml", 2, 11)
    assert remark["severity"] == "warning"
    assert remark["source"] == "severity: error"


def test_a_warning_stops_a_strict_run_alone() -> None:
    put("mine/travel/travel-costs.yaml", RULE.replace("authorities: [{standard: Our terms, confirmed: true}]\n", ""))
    assert main(["rules", "check", "mine", "--alone"]) == 0
    assert main(["rules", "check", "mine", "--alone", "--strict"]) == 1


def test_a_folder_beside_our_own_knows_our_words_and_may_not_take_our_names(capsys: pytest.CaptureFixture[str]) -> None:
    put("mine/travel/travel-costs.yaml", RULE.replace("by: client", "with: [any legal-demand]"))
    put("mine/lexicon/more.yaml", "- concept: legal-demand\n  phrases: [demand]\n")
    assert main(["rules", "check", "mine"]) == 2
    out = capsys.readouterr().out
    assert "mine/lexicon/more.yaml:1:12: error: the concept 'legal-demand' is defined in" in out
    assert "2 files" not in out  # ours are not spoken of
    assert "3 files: 1 error, 0 warnings" in out


def test_a_folder_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "check", "nowhere"]) == 2
    assert "there is no folder 'nowhere'" in capsys.readouterr().err
    Path("empty").mkdir()
    assert main(["rules", "check", "empty", "--alone"]) == 4


def test_a_long_line_is_cut_around_the_caret() -> None:
    _, line, caret = str(Fault("a.yaml", 1, 101, "wrong", "a" * 100 + "b" + "c" * 100)).split("\n")
    assert line[caret.index("^")] == "b"
    assert len(line) < 100


# new --------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [[], ["--forbid"], ["--concepts", "legal-demand,sharing"]])
def test_a_new_rule_is_right_and_both_its_cases_fail(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--subject", 'who pays: "the coach"?', "--by", "coach", "--kinds", "group", "--severity", "warning"]
    assert main(["rules", "new", "money/late-fee", "--rules", "fresh", *arguments, *more]) == 0
    capsys.readouterr()
    assert main(["rules", "test", "fresh", *([] if "--concepts" in more else ["--alone"])]) == 1
    out = capsys.readouterr().out
    assert "late-fee: expected held, said violated" in out
    assert "late-fee: expected violated, said held" in out
    assert " 2 failed" in out


def test_a_new_rule_asks_for_what_it_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["Late payment", "what a late payment costs", "warning", "two_party", ""])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert main(["rules", "new", "money/late-fee", "--rules", "fresh"]) == 0
    text = Path("fresh/money/late-fee.yaml").read_text(encoding="utf-8")
    assert 'title: "Late payment"\nseverity: warning\nkinds: [two_party]\n' in text
    assert "    by:" not in text


def test_a_new_rule_whose_questions_are_broken_off_is_not_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken_off(question: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", broken_off)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert main(["rules", "new", "money/late-fee", "--rules", "fresh"]) == 2
    assert "nothing was written" in capsys.readouterr().err
    assert not Path("fresh").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["late-fee"], "is no family and id"),
        (["money/Late Fee"], "is no family and id"),
        (["lexicon/late-fee"], "'lexicon' is no family"),
        (
            ["money/late-fee", "--severity", "warn"],
            "--severity: 'warn' is none of error, warning, info. Did you mean 'warning'?",
        ),
        (["money/late-fee", "--kinds", "other"], "--kinds: 'other' is none of"),
        (
            ["money/late-fee", "--concepts", "shering"],
            "--concepts: there is no concept 'shering'. Did you mean 'sharing'?",
        ),
        (["money/limit-law-or-court"], "there is a rule or concept 'limit-law-or-court' already"),
        (["journeys/travel-costs", "--rules", "mine"], "there is a rule or concept 'travel-costs' already"),
    ],
)
def test_a_new_rule_that_cannot_be_is_refused(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "new", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_new_rule_overwrites_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    put("fresh/lexicon/late-fee.yaml", "- concept: lateness\n  phrases: [late]\n")
    assert main(["rules", "new", "money/late-fee", "--rules", "fresh"]) == 2
    assert "fresh/lexicon/late-fee.yaml would be overwritten" in capsys.readouterr().err


# test -------------------------------------------------------------------------------


def test_the_report_of_a_test_reads_as_documentation(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "test", "mine", "--alone", "--report"]) == 0
    assert capsys.readouterr().out.startswith(
        "Who pays for travel travel-costs\n"
        "  error: Says who pays.\n"
        "  ✓ passes: “You pay for travel.”\n"
        "  ✓ passes: “The client will reimburse travel.”\n"
        "  ✓ does not pass: “The coach pays for travel.”\n"
        "  ✓ does not pass: “Travel is fun.”\n"
    )


def test_a_watched_folder_is_tested_again_when_a_file_changes(desk: Path) -> None:
    pytest.importorskip("watchfiles")
    program = "import sys; from agreementlint.cli import main; sys.exit(main())"
    watching = subprocess.Popen(
        [sys.executable, "-u", "-c", program, "rules", "test", "mine", "--alone", "--watch"],
        cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert watching.stdout is not None
    said: list[str] = []

    def until(words: str) -> None:
        for line in watching.stdout or ():
            said.append(line)
            if words in line:
                return
        pytest.fail("".join(said))

    try:
        until("Waiting for a change")
        put(str(desk / "mine/travel/travel-costs.yaml"), RULE.replace("held: [", "held: [Nothing., "))
        until("1 failed")
        until("Waiting for a change")
        put(str(desk / "mine/travel/travel-costs.yaml"), RULE.replace("severity: error", "severty: error"))
        until("unknown key 'severty'")
    finally:
        watching.kill()
        watching.communicate()


def test_to_watch_without_the_library_is_said_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert main(["rules", "test", "mine", "--watch"]) == 2
    assert "pip install 'agreementlint[watch]'" in capsys.readouterr().err
    assert main(["rules", "test", "nowhere", "--watch"]) == 2


# rules of one's own -----------------------------------------------------------------


def verdicts(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    main(["check", "agreement.md", "--format", "json", *arguments])
    [document] = json.loads(capsys.readouterr().out)["documents"]
    return {outcome["rule"]: outcome["verdict"] for outcome in document["outcomes"]}


def test_rules_of_a_folder_are_checked_beside_our_own(capsys: pytest.CaptureFixture[str]) -> None:
    put("agreement.md", f"{PAYS}The client will pay for travel.\n")
    assert "travel-costs" not in verdicts(capsys)
    assert verdicts(capsys, "--rules", "mine")["travel-costs"] == "held"
    assert len(verdicts(capsys, "--rules", "mine")) > 20
    assert verdicts(capsys, "--rules", "mine", "--select", "travel") == {"travel-costs": "held"}
    assert main(["explain", "travel-costs", "--rules", "mine"]) == 0
    assert "Who pays for travel" in capsys.readouterr().out
    assert main(["rules", "list", "--rules", "mine"]) == 0
    assert "travel-costs" in capsys.readouterr().out


def test_an_old_id_stands_for_the_new_rule_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    put("agreement.md", f"{PAYS}The client will pay for travel.\n")
    put("mine/travel/travel-costs.yaml", f"formerly: [journey-money]\n{RULE}")
    put(
        "mine/travel/old-travel.yaml",
        'deprecated: {since: "0.2", replaced_by: [travel-costs]}\n' + RULE.replace("Who pays", "Whoever pays"),
    )
    for old in ("journey-money", "old-travel"):
        assert main(["check", "agreement.md", "--rules", "mine", "--select", old, "--format", "json"]) == 0
        out, err = capsys.readouterr()
        [document] = json.loads(out)["documents"]
        assert [outcome["rule"] for outcome in document["outcomes"]] == ["travel-costs"]
        assert err == f"agreementlint: the rule {old!r} is now 'travel-costs'; please write that\n"
    everything = verdicts(capsys, "--rules", "mine")
    assert "travel-costs" in everything
    assert "old-travel" not in everything
    assert main(["explain", "journey-money", "--rules", "mine"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Who pays for travel")
    assert "is now 'travel-costs'" in err
    assert main(["explain", "old-travel", "--rules", "mine"]) == 0
    assert "Deprecated: it is no longer checked. Use travel-costs." in capsys.readouterr().out


# diff -------------------------------------------------------------------------------


@pytest.fixture
def corpus() -> str:
    put("corpus/pays.md", f"{PAYS}The client will pay for travel.\n")
    put("corpus/refunds.md", f"{PAYS}The client will refund the travel.\n")
    put("corpus/shopping.md", "Milk and bread.\n")
    put("new/travel/travel-costs.yaml", RULE)
    put("new/travel/another.yaml", RULE)
    put("new/lexicon/travel.yaml", LEXICON.replace("pay|reimburse", "reimburse|refund"))
    return "corpus"


def test_a_change_of_rules_is_shown_by_the_verdicts_that_it_alters(
    corpus: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "diff", "mine", "new", "--corpus", corpus, "--alone", "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["documents"] == 2
    assert [tuple(change.values()) for change in said["changes"] if change["rule"] == "travel-costs"] == [
        ("corpus/pays.md", "travel-costs", "held", "violated"),
        ("corpus/refunds.md", "travel-costs", "violated", "held"),
    ]
    assert {change["before"] for change in said["changes"] if change["rule"] == "another"} == {"no such rule"}
    assert main(["rules", "diff", "mine", "new", "--corpus", corpus, "--alone"]) == 1
    out = capsys.readouterr().out
    assert "travel-costs\n  held → violated corpus/pays.md\n  violated → held corpus/refunds.md\n" in out
    assert "2 documents: 4 verdicts changed, of 2 rules" in out


def test_rules_that_have_not_changed_alter_nothing(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "diff", "mine", "mine", "--corpus", corpus, "--alone"]) == 0
    assert main(["rules", "diff", "mine", "mine", "--corpus", "corpus/shopping.md", "--alone"]) == 4
    put("corpus/broken.docx", "no zip")
    assert main(["rules", "diff", "mine", "mine", "--corpus", corpus, "--alone"]) == 3
    assert main(["rules", "diff", "mine", "mine", "--corpus", "-", "--alone"]) == 2


def test_a_document_that_takes_too_long_or_is_not_read_whole_makes_a_comparison_incomplete(
    corpus: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put("corpus/framed.html", f"<p>{PAYS}The client will pay for travel.</p><iframe src='terms.html'></iframe>")
    assert main(["rules", "diff", "mine", "mine", "--corpus", corpus, "--alone"]) == 3
    assert "an embedded page is not read. The rest was compared" in capsys.readouterr().err
    put("corpus/long.md", PAYS + "The client will pay for travel.\n" * 2000)
    monkeypatch.setattr("agreementlint.cli.rules_diff.in_time", lambda path: in_time(path, 0.001))
    assert main(["rules", "diff", "mine", "mine", "--corpus", "corpus/long.md", "--alone"]) == 3
    assert "checking it takes longer than" in capsys.readouterr().err
