"""Configuration files: every mistake is told with its place, and what they say holds, from wherever a run is started."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from agreementlint.cli import main
from agreementlint.config import matches
from agreementlint.configs import read_configuration
from agreementlint.terms import Severity

EXAMPLES = Path(__file__).parents[1] / "examples"
QUICK = "select: [ethics-complaint-route, limit-law-or-court, retention-period]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a good agreement, and a weak one in a folder."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "drafts").mkdir()
    shutil.copy(EXAMPLES / "good-two-party.md", tmp_path / "good.md")
    shutil.copy(EXAMPLES / "weak-internal.md", tmp_path / "drafts" / "weak.md")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def outcomes(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, dict[str, tuple[str, str]]]:
    main(["check", *arguments, "--format", "json"])
    documents = json.loads(capsys.readouterr().out)["documents"]
    return {
        document["path"]: {each["rule"]: (each["severity"], each["verdict"]) for each in document["outcomes"]}
        for document in documents
    }


@pytest.mark.parametrize(
    ("text", "place", "advice"),
    [
        ("select: [retention-perod]\n", "1:10", "did you mean 'retention-period'?"),
        ("ignore:\n- retention-perod\n", "2:3", "did you mean 'retention-period'?"),
        ("severities:\n  retention-perod: info\n", "2:3", "did you mean 'retention-period'?"),
        ("mandatory: [retention-perod]\n", "1:13", "did you mean 'retention-period'?"),
        (
            'overrides:\n- paths: ["**"]\n  severities:\n    retention-perod: off\n',
            "4:5",
            "did you mean 'retention-period'?",
        ),
        ('overrides:\n- paths: ["**"]\n  ignore: [retention-perod]\n', "3:12", "did you mean 'retention-period'?"),
        ("slect: [retention-period]\n", "1:1", "did you mean 'select'?"),
        ('overrides:\n- paths: ["**"]\n  knd: group\n', "3:3", "did you mean 'kind'?"),
        (
            'overrides:\n- paths: ["**"]\n  severities:\n    retention-period: wrning\n',
            "4:23",
            "did you mean 'warning'?",
        ),
        ("kind: two-party\n", "1:7", "did you mean 'two_party'?"),
        ("fail_on: errors\n", "1:10", "did you mean 'error'?"),
        ("strict: perhaps\n", "1:9", "valid boolean"),
        ("select: []\n", "1:9", "leave the key out"),
        ("rules: [draft]\n", "1:9", "did you mean 'drafts'?"),
        ("require_plugins: [practise]\n", "1:19", "There are:"),
        ("profile: profesional\n", "1:1", "did you mean 'professional'?"),
        ("extends: agreementlnt.yaml\n", "1:10", "did you mean 'agreementlint.yaml'?"),
        ("extends: agreementlint.yaml\n", "1:10", "in a circle"),
        ('overrides:\n- paths: ["draft/**"]\n  kind: group\n', "2:11", "did you mean 'drafts'?"),
        ('exclude: ["notes/**"]\n', "1:11", "patterns start from"),
        ("select: [a\nignore: b\n", "2:7", "look for a bracket"),
        ("- select\n", "1:1", "dictionary"),
        ("mandatory: [limit-law-or-court]\nignore: [limit-law-or-court]\n", "2:10", "it cannot be left out"),
        ('mandatory: [limit-law-or-court]\nseverities:\n  confidentiality: "off"\n', "3:3", "it cannot be left out"),
    ],
)
def test_a_mistake_in_a_configuration_stops_the_run_with_its_place_and_advice(
    text: str, place: str, advice: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "agreementlint.yaml").write_text(text, "utf-8")
    for command in (["check", "."], ["config", "check"]):
        assert main(command) == 2
        message = said(capsys)
        assert f"agreementlint.yaml:{place}: " in message
        assert advice in message


@pytest.mark.parametrize(
    ("table", "place", "advice"),
    [
        ('select = ["confidentiality", "retention-perod"]\n', "4:30", "did you mean 'retention-period'?"),
        ('ignore = [\n  "confidentiality",  # "all" of it\n  "retention-perod",\n]\n', "6:3", "did you mean"),
        ("fail-on = 'error'\n", "4:1", "did you mean 'fail_on'?"),
        ("[tool.agreementlint.severities]\nretention-perod = 'off'\n", "5:1", "did you mean 'retention-period'?"),
        ("[[tool.agreementlint.overrides]]\npaths = ['**']\nknd = 'group'\n", "6:1", "did you mean 'kind'?"),
        (
            "[[tool.agreementlint.overrides]]\npaths = ['**']\n"
            "[[tool.agreementlint.overrides]]\npaths = ['**']\nkind = 'grop'\n",
            "8:1",
            "did you mean 'group'?",
        ),
        ("profile = \n", "4:11", "mend the line"),
    ],
)
def test_a_mistake_in_pyproject_has_its_place_as_well(
    table: str, place: str, advice: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pyproject.toml").write_text(f'[project]\nname = "ours"\n[tool.agreementlint]\n{table}', "utf-8")
    assert main(["check", "."]) == 2
    message = said(capsys)
    assert f"pyproject.toml:{place}: " in message
    assert advice in message


def test_every_mistake_is_told_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "agreementlint.yaml").write_text("select: [aaa]\nignore: [bbb]\nprofile: ccc\n", "utf-8")
    assert main(["check", "."]) == 2
    message = said(capsys)
    assert all(name in message for name in ("'aaa'", "'bbb'", "'ccc'"))


def test_the_closest_configuration_upward_holds_and_none_above_the_repository(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "agreementlint.yaml").write_text("select: [limit-law-or-court]\n", "utf-8")
    (folder / "drafts" / "agreementlint.yaml").write_text("select: [retention-period]\n", "utf-8")
    assert outcomes(capsys, "drafts")["weak.md"].keys() == {"retention-period"}
    assert outcomes(capsys, "good.md")["good.md"].keys() == {"limit-law-or-court"}
    inner = folder / "inner"
    (inner / ".git").mkdir(parents=True)
    shutil.copy(folder / "good.md", inner)
    assert len(outcomes(capsys, "inner/good.md")["inner/good.md"]) > 3


def test_a_closer_configuration_is_never_passed_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "drafts" / "agreementlint.yaml").write_text("select: [retention-period]\n", "utf-8")
    assert main(["check", "."]) == 2
    assert "drafts/agreementlint.yaml: this configuration is closer" in said(capsys)
    assert main(["check", ".", "--no-config", "--select", "ethics-complaint-route"]) == 0


def test_two_configurations_in_one_folder_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "agreementlint.yaml").write_text(QUICK, "utf-8")
    (folder / "pyproject.toml").write_text("[tool.agreementlint]\nstrict = true\n", "utf-8")
    assert main(["check", "."]) == 2
    assert "keep one of them" in said(capsys)


def test_a_pyproject_without_our_table_configures_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pyproject.toml").write_text("[project]\ndependencies = ['agreementlint']\n", "utf-8")
    assert main(["config", "show"]) == 0
    assert "there is no configuration" in said(capsys)
    assert main(["config", "check"]) == 2


def test_a_configuration_that_is_named_must_be_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ".", "--config", "none.yaml"]) == 2
    assert "there is no file 'none.yaml'" in said(capsys)


def test_what_extends_another_adds_to_its_lists_and_replaces_its_values(folder: Path) -> None:
    (folder / "shared.yaml").write_text(
        "profile: essential\nstrict: true\nignore: [a]\nmandatory: [b]\nseverities: {c: info, d: off}\n", "utf-8"
    )
    (folder / "agreementlint.yaml").write_text(
        "extends: [shared.yaml]\nprofile: professional\nignore: [e]\nseverities: {c: error}\n", "utf-8"
    )
    found = read_configuration(folder / "agreementlint.yaml")
    assert (found.manner.profile, found.strict, found.mandatory) == ("professional", True, ("b",))
    assert found.manner.ignored == ("a", "e")
    assert dict(found.manner.severities) == {"c": Severity.ERROR, "d": None}
    assert str(found.places["strict"]) == "shared.yaml:2:1"
    assert str(found.places["profile"]) == "agreementlint.yaml:2:1"


def test_an_override_holds_for_its_files_alone_and_the_last_one_counts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "agreementlint.yaml").write_text(
        QUICK + "severities:\n  retention-period: warning\noverrides:\n"
        "- paths: [drafts]\n  kind: group\n  ignore: [limit-law-or-court]\n  severities: {retention-period: error}\n"
        '- paths: ["**/weak.md"]\n  severities: {retention-period: info}\n',
        "utf-8",
    )
    found = outcomes(capsys, ".")
    assert found["good.md"]["retention-period"][0] == "warning"
    assert "limit-law-or-court" in found["good.md"]
    assert found["drafts/weak.md"]["retention-period"][0] == "info"
    assert "limit-law-or-court" not in found["drafts/weak.md"]


def test_a_rule_that_is_off_is_not_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "agreementlint.yaml").write_text(QUICK + "severities: {retention-period: off}\n", "utf-8")
    assert outcomes(capsys, "good.md")["good.md"].keys() == {"ethics-complaint-route", "limit-law-or-court"}


def test_a_mandatory_rule_stays_whatever_the_command_line_says(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "agreementlint.yaml").write_text("mandatory: [limit-law-or-court]\n", "utf-8")
    found = outcomes(capsys, "good.md", "--select", "retention-period")["good.md"]
    assert found.keys() == {"limit-law-or-court", "retention-period"}
    assert main(["check", "good.md", "--ignore", "confidentiality"]) == 2
    assert "'limit-law-or-court' is mandatory" in said(capsys)


def test_the_command_line_counts_before_the_configuration(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "agreementlint.yaml").write_text(
        QUICK + 'kind: group\nfail_on: warning\noverrides: [{paths: ["**"], kind: mentor}]\n', "utf-8"
    )
    main(["check", "good.md", "--kind", "two_party", "--ignore", "retention-period", "--format", "json"])
    document = json.loads(capsys.readouterr().out)["documents"][0]
    assert document["kind"] == "two_party"
    assert {each["rule"] for each in document["outcomes"]} == {"ethics-complaint-route", "limit-law-or-court"}
    weak = ["check", "drafts/weak.md", "--kind", "internal", "--select", "ethics-code-named"]
    assert main(weak) == 1
    assert main([*weak, "--fail-on", "error"]) == 0


def test_what_is_excluded_is_passed_over_in_folders_but_not_where_it_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "agreementlint.yaml").write_text(QUICK + "extends: [shared.yaml]\nexclude: [drafts]\n", "utf-8")
    (folder / "shared.yaml").write_text("strict: false\n", "utf-8")
    assert outcomes(capsys, ".").keys() == {"good.md"}
    assert outcomes(capsys, "drafts/weak.md").keys() == {"drafts/weak.md"}


def test_a_report_is_the_same_from_wherever_the_run_is_started(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "agreementlint.yaml").write_text(QUICK, "utf-8")
    main(["check", ".", "--format", "json"])
    here = capsys.readouterr().out
    monkeypatch.chdir(folder / "drafts")
    main(["check", "..", "--format", "json", "--jobs", "2"])
    assert capsys.readouterr().out == here


def test_every_value_is_shown_with_where_it_was_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "agreementlint.yaml").write_text(
        "profile: essential\nseverities:\n  retention-period: off\n"
        "overrides:\n- paths: [drafts]\n  profile: professional\n  ignore: [limit-law-or-court]\n",
        "utf-8",
    )
    assert main(["config", "show", "drafts/weak.md"]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "profile essential agreementlint.yaml:1:1" in lines
    assert "severities.retention-period off agreementlint.yaml:3:3" in lines
    assert "fail_on error default" in lines
    assert "overrides.0.ignore limit-law-or-court agreementlint.yaml:7:12" in lines
    assert "profile professional agreementlint.yaml:6:3" in lines


def test_the_file_that_init_writes_is_sound_and_so_is_all_that_its_comments_suggest(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init"]) == 0
    assert main(["config", "check"]) == 0
    path = folder / "agreementlint.yaml"
    lines = path.read_text("utf-8").splitlines()
    settings = [line.removeprefix("# ") if ":" in line or line.startswith("#   ") else line for line in lines]
    keys = ("extends", "rules", "require_plugins", "exclude", "  ", "profile", "select", "ignore", "severities")
    offered = [line for line in settings if line.startswith((*keys, "mandatory", "strict", "overrides", "- paths"))]
    (folder / "agreementlint.yaml").unlink()
    (folder / "templates").mkdir()
    (folder / "our-rules").mkdir()
    shutil.copy(folder / "good.md", folder / "templates")
    kept = [
        line
        for line in offered
        if not line.startswith(("extends", "require_plugins", "exclude", "  Meridian", "  practice"))
    ]
    path.write_text("\n".join(kept) + "\n", "utf-8")
    assert main(["config", "check"]) == 0, capsys.readouterr().err
    assert len(read_configuration(path).places) > 8
    assert main(["init"]) == 2
    assert "is there already" in said(capsys)


def test_init_says_which_configuration_it_takes_the_place_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "agreementlint.yaml").write_text(QUICK, "utf-8")
    assert main(["init", "drafts"]) == 0
    assert "extends: ../agreementlint.yaml" in said(capsys)
    assert main(["init", "nowhere"]) == 2


def test_without_a_configuration_nothing_is_imported_for_one(folder: Path) -> None:
    code = (
        "import sys; from agreementlint.cli import main; main(['check', 'good.md', '--brief']);"
        "print([name for name in sys.modules if 'agreementlint.config' in name or 'toml' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("*.md", "a.md", True),
        ("*.md", "b/a.md", False),
        ("**/*.md", "a.md", True),
        ("**/*.md", "b/c/a.md", True),
        ("b", "b/c/a.md", True),
        ("b/", "b/a.md", True),
        ("./b/**", "b/c/a.md", True),
        ("b", "bc/a.md", False),
        ("a?.md", "ab.md", True),
        ("a?.md", "a/.md", False),
        ("a[1].md", "a[1].md", True),
    ],
)
def test_a_pattern_is_read_as_everybody_reads_it(pattern: str, path: str, fits: bool) -> None:
    assert matches(pattern, path) is fits
