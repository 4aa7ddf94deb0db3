"""Profiles: what is in those we ship, what is refused in a file, and how a report says which one is reached."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from agreementlint.cli import main
from agreementlint.errors import BadConfiguration
from agreementlint.packs import built_in_folder, load_rules
from agreementlint.profile import Profile, ladder_of, severities_of
from agreementlint.profiles import read_profile, read_profiles
from agreementlint.ruleset import RuleSet
from agreementlint.terms import RuleId, Severity

EXAMPLES = Path(__file__).parents[1] / "examples"
RULES = load_rules()
PROFILES = {profile.name: profile for profile in RULES.profiles}
SCHEMA = json.loads(files("agreementlint.reporters").joinpath("outcomes.schema.json").read_text("utf-8"))


def rules_of(name: str) -> dict[RuleId, Severity]:
    return dict(severities_of(PROFILES[name], RULES.profiles, RULES.rules))


def test_each_profile_that_is_shipped_is_loaded_by_its_file_name() -> None:
    assert set(PROFILES) == {path.stem for path in (built_in_folder() / "profiles").iterdir()}
    assert {"essential", "professional", "exemplary", "icf-2025", "emcc", "gdpr"} == set(PROFILES)


@pytest.mark.parametrize(("lower", "higher"), [("essential", "professional"), ("professional", "exemplary")])
def test_what_builds_on_a_profile_asks_all_that_it_asks_and_more(lower: str, higher: str) -> None:
    order = tuple(Severity).index
    below, above = rules_of(lower), rules_of(higher)
    assert below.keys() < above.keys()
    assert all(order(above[rule]) <= order(below[rule]) for rule in below)
    assert [profile.name for profile in ladder_of(None, RULES.profiles)] == ["essential", "professional", "exemplary"]


def test_the_highest_profile_has_every_rule() -> None:
    assert rules_of("exemplary").keys() == {rule.id for rule in RULES.rules}


@pytest.mark.parametrize(("name", "standard"), [("icf-2025", "ICF Code of Ethics 2025"), ("gdpr", "GDPR")])
def test_a_profile_of_a_code_has_the_rules_that_cite_it_with_confirmation_and_no_other(
    name: str, standard: str
) -> None:
    cited = {
        rule.id
        for rule in RULES.rules
        if any(each.standard == standard and each.confirmed for each in rule.authorities)
    }
    assert rules_of(name).keys() == cited
    assert cited


def test_a_profile_whose_code_was_not_confirmed_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert not PROFILES["emcc"].confirmed
    assert all(profile.confirmed for name, profile in PROFILES.items() if name != "emcc")
    assert main(["check", str(EXAMPLES / "good-two-party.md"), "--profile", "emcc", "--brief"]) == 0
    assert "what it follows is not confirmed" in " ".join(capsys.readouterr().out.split())


def written(tmp_path: Path, text: str, name: str = "own.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


HEAD = "version: 1\ntitle: Own\nmeans: ours\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + "select:\n- rules: [fees-statd]\n", "5:11: there is no rule 'fees-statd'; did you mean 'fees-stated'?"),
        (HEAD + "select:\n- rules: [fees-stated, fees-stated]\n", "5:24: the rule 'fees-stated' is named twice"),
        (HEAD + "select:\n- family: term\n", "5:11: there is no family 'term'; did you mean 'terms'?"),
        (HEAD + "select:\n- cites: GDPX\n", "5:10: no rule has a confirmed citation of 'GDPX'; did you mean 'GDPR'?"),
        (
            HEAD + "select:\n- cite: GDPR\n",
            "5:3: a selector has one of the keys rules, every, family, cites; did you mean 'cites'?",
        ),
        (HEAD + "select: [terms]\n", "4:10: a selector has one of the keys rules, every, family, cites"),
        ("- 1\n", "1:1: the profile: a mapping with keys is wanted"),
        ("", "1:1: the profile: a mapping with keys is wanted"),
        (HEAD + "select:\n- every: fatal\n", "5:10: every: input should be 'error', 'warning' or 'info', not 'fatal'"),
        (HEAD + "select:\n- family: terms\n  aas: error\n", "6:3: unknown key 'aas'; did you mean 'as'?"),
        (HEAD + "select: []\n", "4:9: select: list should have at least 1 item"),
        (HEAD, "1:1: the key 'select' is missing"),
        (HEAD + "selct:\n- every: info\n", "4:1: unknown key 'selct'; did you mean 'select'?"),
        ("version: 0\n" + HEAD[11:] + "select:\n- every: info\n", "1:10: version: input should be greater than or"),
        (HEAD + "extends: esential\nselect:\n- every: info\n", "4:10: there is no profile 'esential'; did you mean"),
        (HEAD + "extends: own\nselect:\n- every: info\n", "4:10: a profile cannot extend itself"),
        (
            HEAD + "extends: essential\nselect:\n- rules: [fees-stated]\n  as: info\n",
            "6:11: fees-stated is error in essential; a profile that extends it cannot make it info",
        ),
        (
            HEAD + "extends: essential\nselect:\n- every: info\nwithout: [fees-stated]\n",
            "7:11: fees-stated is in essential; a profile that extends it cannot leave it out",
        ),
        (
            HEAD + "select:\n- every: info\nwithout: [fees-stated]\n",
            "6:11: fees-stated is left out, but no selector takes it in",
        ),
        (HEAD + "select:\n- rules: [fees-stated]\nwithout: [fees-stated]\n", "5:1: the profile selects no rule"),
        (HEAD + "authorities:\n- {standard: X, clauze: '1'}\nselect:\n- every: info\n", "did you mean 'clause'?"),
        (HEAD + "select: [\n", "not YAML: "),
        (HEAD + "title: Twice\nselect:\n- every: info\n", "not YAML: found duplicate key"),
    ],
)
def test_a_mistake_in_a_profile_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadConfiguration) as refused:
        read_profile(written(tmp_path, text), RULES.rules, RULES.profiles)
    assert message in str(refused.value)
    assert "own.yaml:" in str(refused.value)


def test_the_mistakes_of_all_files_are_told_at_once() -> None:
    broken = [(Path("one.yaml"), b"version: x\n"), (Path("two.yaml"), b"\xff"), (Path("three.yaml"), b"- 1\n")]
    wrong = f"{HEAD}extends: one\nselect:\n- rules: [nothing-such]\n".encode()
    with pytest.raises(BadConfiguration) as refused:
        read_profiles([*broken, (Path("four.yaml"), wrong)], RULES.rules)
    said = str(refused.value)
    assert all(name in said for name in ("one.yaml:1:10", "two.yaml:1:1", "three.yaml:1:1", "four.yaml:6:11"))
    assert "there is no profile 'one'" not in said


def test_an_old_id_in_a_profile_stands_for_the_rules_of_today_with_a_notice(tmp_path: Path) -> None:
    renamed = [replace(rule, formerly=(RuleId("price-named"),)) for rule in RULES.rules if rule.id == "fees-stated"]
    [gone] = [
        replace(rule, replaced_by=(RuleId("fees-stated"),)) for rule in RULES.rules if rule.id == "client-may-end"
    ]
    text = HEAD + "select:\n- rules: [price-named]\n  as: info\n- rules: [client-may-end]\n"
    own = read_profile(written(tmp_path, text), [*renamed, gone], ())
    assert severities_of(own, [own], [*renamed, gone]) == {"fees-stated": Severity.ERROR}
    assert [notice.split(": ", 1)[1] for notice in own.notices] == [
        "the rule 'client-may-end' is now 'fees-stated'; please write that",
        "the rule 'price-named' is now 'fees-stated'; please write that",
    ]


def test_two_profiles_of_one_name_are_refused() -> None:
    one = f"{HEAD}select:\n- every: info\n".encode()
    with pytest.raises(BadConfiguration, match=r"b/same\.yaml:1:1: there is a profile 'same' in a/same\.yaml already"):
        read_profiles([(Path("a/same.yaml"), one), (Path("b/same.yaml"), one)], RULES.rules)


def test_a_rule_that_is_selected_and_not_in_the_profile_is_not_reported(capsys: pytest.CaptureFixture[str]) -> None:
    good = str(EXAMPLES / "good-two-party.md")
    _, found = checked(capsys, good, "--profile", "essential", "--select", "fees-stated,ethics-complaint-route")
    outcomes = document(found)["outcomes"]
    assert isinstance(outcomes, list)
    assert [outcome["rule"] for outcome in outcomes] == ["fees-stated"]


def test_profiles_that_extend_each_other_are_refused() -> None:
    circle = [
        (Path(f"{name}.yaml"), f"{HEAD}extends: {other}\nselect:\n- every: info\n".encode())
        for name, other in (("one", "two"), ("two", "one"))
    ]
    with pytest.raises(BadConfiguration, match="in a circle"):
        read_profiles(circle, RULES.rules)


def test_a_profile_of_ones_own_stands_on_the_ladder_of_the_one_it_extends(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "extends: professional\nselect:\n- every: info\n")
    own: Profile = read_profile(path, RULES.rules, RULES.profiles)
    assert [each.name for each in ladder_of(own, [*RULES.profiles, own])] == ["essential", "professional", "own"]


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, object]]:
    status = main(["check", *arguments, "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(found)
    assert isinstance(found, dict)
    return status, found


def document(found: dict[str, object]) -> dict[str, object]:
    documents = found["documents"]
    assert isinstance(documents, list)
    [only] = documents
    assert isinstance(only, dict)
    return only


@pytest.fixture
def nearly_exemplary(tmp_path: Path) -> str:
    """An example without the one clause that says where to take a concern."""
    text = (EXAMPLES / "good-two-party.md").read_text(encoding="utf-8")
    path = tmp_path / "agreement.md"
    path.write_text("".join(line for line in text.splitlines(True) if not line.startswith("11.1 ")), encoding="utf-8")
    return str(path)


def test_the_report_says_which_profile_is_reached_and_what_stands_between_it_and_the_next(
    nearly_exemplary: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = checked(capsys, nearly_exemplary)
    assert (status, found["profile"]) == (0, None)
    assert document(found)["profiles"] == [
        {"profile": "essential", "version": 1, "reached": True, "between": []},
        {"profile": "professional", "version": 1, "reached": True, "between": []},
        {
            "profile": "exemplary",
            "version": 1,
            "reached": False,
            "between": [{"rule": "ethics-complaint-route", "verdict": "violated", "confidence": "high"}],
        },
    ]


def test_a_profile_decides_which_rules_are_reported_and_by_which_severity_the_run_is_judged(
    nearly_exemplary: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good = nearly_exemplary
    status, found = checked(capsys, good, "--profile", "essential")
    outcomes = document(found)["outcomes"]
    assert isinstance(outcomes, list)
    assert status == 0
    assert found["profile"] == {"name": "essential", "version": 1}
    assert {outcome["rule"] for outcome in outcomes} <= rules_of("essential").keys()
    status, found = checked(capsys, good, "--profile", "exemplary")
    assert status == 1  # its one warning is an error in this profile
    outcomes = document(found)["outcomes"]
    assert isinstance(outcomes, list)
    assert [(each["rule"], each["severity"]) for each in outcomes if each["verdict"] == "violated"] == [
        ("ethics-complaint-route", "error")
    ]


def test_what_is_said_of_profiles_is_the_same_in_several_processes(capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(path) for path in EXAMPLES.iterdir() if path.suffix in (".md", ".docx", ".yaml")]
    one = checked(capsys, *paths, "--profile", "professional", "--jobs", "1")
    assert checked(capsys, *paths, "--profile", "professional", "--jobs", "2") == one


def test_nothing_is_said_of_profiles_where_rules_were_left_out_or_nothing_was_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, found = checked(capsys, str(EXAMPLES / "good-two-party.md"), "--ignore", "terms")
    assert document(found)["profiles"] == []
    _, found = checked(capsys, str(written(tmp_path, "A list of things to buy: bread, milk.", "list.txt")))
    assert document(found)["profiles"] == []


def test_the_console_names_what_stands_between_and_shows_all_of_it_when_verbose(
    capsys: pytest.CaptureFixture[str],
) -> None:
    weak = str(EXAMPLES / "weak-internal.md")
    assert main(["check", weak, "--profile", "essential"]) == 1
    said = capsys.readouterr().out
    assert re.search(r"✗ essential, version 1: not reached; \d+ rules stand between", said)
    assert "- Coach promises confidentiality coach-confidentiality-duty" in said
    assert re.search(r"and \d+ more", said)
    assert main(["check", weak, "--profile", "essential", "--verbose"]) == 1
    assert not re.search(r"and \d+ more", capsys.readouterr().out)


def test_an_unknown_profile_is_told_with_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(EXAMPLES), "--profile", "essentials"]) == 2
    assert "there is no profile 'essentials'. Did you mean 'essential'?" in capsys.readouterr().err
    assert main(["check", str(EXAMPLES), "--profile", "zzz"]) == 2
    assert "The profiles: emcc, essential" in capsys.readouterr().err
    assert main(["check", str(EXAMPLES), "--profile", "no/such.yaml"]) == 2
    assert "no/such.yaml: no such file or directory" in capsys.readouterr().err


def test_profiles_are_listed_and_shown(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["profiles", "list"]) == 0
    listed = capsys.readouterr().out
    assert all(f"{name} version {profile.version}" in listed for name, profile in PROFILES.items())
    assert main(["profiles", "show", "professional"]) == 0
    assert "It has all that essential has." in capsys.readouterr().out
    own = written(tmp_path, HEAD + "select:\n- rules: [fees-stated]\n  as: info\n")
    assert main(["profiles", "show", str(own)]) == 0
    shown = capsys.readouterr().out
    assert "No standard is named." in shown
    assert "info    Fees or statement that there are none fees-stated" in shown


def test_a_rule_set_without_profiles_has_no_ladder() -> None:
    assert ladder_of(None, RuleSet((), RULES.lexicon).profiles) == ()
