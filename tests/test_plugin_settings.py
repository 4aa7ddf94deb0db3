"""What a configuration tells a plugin: through the plugin's own typed door, each mistake at its place, YAML or TOML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated

import pytest
from jsonschema import Draft202012Validator
from plugin_rule import RULE as PLUGIN_RULE

from agreementlint.cli import main
from agreementlint.configs import read_configuration
from agreementlint.errors import BadConfiguration
from agreementlint.plugins import ConfiguredRules, PluginChoice, Plugins, Reads, gather_plugins, hookimpl, load_plugins
from agreementlint.rule import Rule
from agreementlint.schemas import by_name, shipped, with_plugins
from agreementlint.terms import RuleId

RULE = replace(PLUGIN_RULE, id=RuleId("within-limits"), title="Within limits")


class Tone(StrEnum):
    MILD = "mild"
    STERN = "stern"


def minutes(text: str) -> int:
    number, _, unit = text.partition(" ")
    if unit != "minutes" or not number.isdecimal():
        raise ValueError('minutes such as "20 minutes" are wanted')
    return int(number)


@dataclass(frozen=True, slots=True)
class Range:
    least: int = 1
    most: int = 12


@dataclass(frozen=True, slots=True)
class Limits:
    shortest: Annotated[int, Reads(minutes)] = 20
    sessions: Range = field(default_factory=Range)
    tone: Tone = Tone.MILD
    words: tuple[str, ...] = ()


def rules_for(limits: Limits) -> tuple[Rule, ...]:
    return (replace(RULE, advice=f"{limits.shortest} {limits.sessions} {limits.tone} {limits.words}"),)


class Configured:
    @hookimpl
    def agreementlint_configured_rules(self) -> ConfiguredRules[Limits]:
        return ConfiguredRules(Limits, rules_for)


class Plain:
    @hookimpl
    def agreementlint_rules(self) -> tuple[Rule, ...]:
        return (RULE,)


def gathered(folder: Path, text: str, name: str = "agreementlint.yaml") -> Plugins:
    (folder / name).write_text(text, "utf-8")
    told = read_configuration(folder / name).plugins
    return gather_plugins({"limits": Configured(), "plain": replace_id(Plain(), "plain-rule")}, told)


def replace_id(plugin: Plain, name: str) -> SimpleNamespace:
    [rule] = plugin.agreementlint_rules()

    @hookimpl
    def agreementlint_rules() -> tuple[Rule, ...]:
        return (replace(rule, id=RuleId(name)),)

    return SimpleNamespace(agreementlint_rules=agreementlint_rules)


def faults(folder: Path, text: str, name: str = "agreementlint.yaml") -> list[str]:
    with pytest.raises(BadConfiguration) as refused:
        gathered(folder, text, name)
    return [str(fault).splitlines()[0].rpartition("/")[2] for fault in refused.value.faults]


def test_a_plugin_that_is_told_nothing_goes_by_its_defaults(tmp_path: Path) -> None:
    plugins = gathered(tmp_path, "strict: true\n")
    assert plugins.settings == (("limits", Limits()),)
    assert [rule.id for rule in plugins.rules] == ["within-limits", "plain-rule"]


def test_what_it_is_told_comes_typed_whatever_is_left_out_stays(tmp_path: Path) -> None:
    told = (
        "plugins:\n  limits:\n    shortest: 30 minutes\n    sessions: {most: 6}\n    tone: stern\n    words: [a, b]\n"
    )
    [(_, limits)] = gathered(tmp_path, told).settings
    assert limits == Limits(30, Range(1, 6), Tone.STERN, ("a", "b"))


def test_the_last_file_of_a_chain_counts_for_each_key(tmp_path: Path) -> None:
    (tmp_path / "shared.yaml").write_text("plugins: {limits: {tone: stern, words: [a]}}\n", "utf-8")
    [(_, limits)] = gathered(tmp_path, "extends: shared.yaml\nplugins: {limits: {words: [b]}}\n").settings
    assert limits == Limits(tone=Tone.STERN, words=("b",))


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (
            "plugins:\n  limits:\n    shortes: 20 minutes\n",
            "agreementlint.yaml:3:5: the plugin 'limits' has no setting 'shortes'; did you mean 'shortest'?",
        ),
        (
            "plugins:\n  limits:\n    zzz: 1\n",
            "agreementlint.yaml:3:5: the plugin 'limits' has no setting 'zzz'; the keys are shortest, sessions, tone, words",
        ),
        (
            "plugins:\n  limits:\n    sessions:\n      mst: 5\n",
            "agreementlint.yaml:4:7: the plugin 'limits' has no setting 'sessions.mst'; did you mean 'most'?",
        ),
        (
            "plugins:\n  limits:\n    sessions: {most: many}\n",
            "agreementlint.yaml:3:16: sessions.most: input should be a valid integer, unable to parse string as an"
            " integer, not 'many'",
        ),
        (
            "plugins:\n  limits: {shortest: 5}\n",
            "agreementlint.yaml:2:12: shortest: input should be a valid string, not 5",
        ),
        (
            "plugins:\n  limits: {shortest: five}\n",
            "agreementlint.yaml:2:12: shortest: minutes such as \"20 minutes\" are wanted, not 'five'",
        ),
        ("plugins:\n  limits: {tone: loud}\n", "agreementlint.yaml:2:12: tone: input should be 'mild' or 'stern', not 'loud'"),
        ("plugins:\n  limits:\n    words: [a, 2]\n", "agreementlint.yaml:3:16: words.1: input should be a valid string, not 2"),
        ("plugins:\n  limts: {}\n", "agreementlint.yaml:2:3: the plugin 'limts' is not installed; did you mean 'limits'?"),
        (
            "plugins:\n  plain: {}\n",
            "agreementlint.yaml:2:3: the plugin 'plain' has no settings; those with settings: limits",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place(tmp_path: Path, told: str, fault: str) -> None:
    assert faults(tmp_path, told) == [fault]


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ("[tool.agreementlint.plugins.limits]\nshortest = '30 minutes'\ntne = 'mild'\n", "4:1"),
        ("[tool.agreementlint]\nstrict = true\n[tool.agreementlint.plugins]\nlimits = {tne = 'mild'}\n", "5:11"),
        ("[tool.agreementlint]\nplugins.limits.tne = 'mild'\n", "3:16"),
        ("[tool.agreementlint.plugins.limits.sessions]\nmst = 3\n", "3:1"),
    ],
)
def test_in_pyproject_a_mistake_has_its_place_as_well(tmp_path: Path, table: str, place: str) -> None:
    [fault] = faults(tmp_path, f"[project]\n{table}", "pyproject.toml")
    assert fault.startswith(f"pyproject.toml:{place}: the plugin 'limits' has no setting")


def test_every_mistake_of_every_plugin_is_told_at_once(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "plugins: {limits: {a: 1, b: 2, tone: x}, plain: {}, limt: {}}\n")) == 5


@dataclass
class Mutable:
    shortest: int = 20


@dataclass(frozen=True)
class WithoutDefault:
    shortest: int


@dataclass(frozen=True)
class Unreadable:
    shortest: int = 20

    def __post_init__(self) -> None:
        raise ZeroDivisionError("no settings today")


@dataclass(frozen=True)
class Odd:
    way: Callable[[str], str] = str.upper


def no_rules(settings: object) -> Iterable[Rule]:
    return ()


def failing(settings: object) -> Iterable[Rule]:
    raise ZeroDivisionError("no rules today")


@pytest.mark.parametrize(
    ("returned", "message"),
    [
        (5, "ConfiguredRules with a function of the settings is wanted, not int"),
        (ConfiguredRules(dict, no_rules), "its settings must be a frozen dataclass"),
        (ConfiguredRules(Mutable, no_rules), "its settings must be a frozen dataclass"),
        (ConfiguredRules(WithoutDefault, no_rules), "its settings must all have defaults; shortest has none"),
        (ConfiguredRules(Unreadable, no_rules), "its settings could not be made: ZeroDivisionError: no settings today"),
        (ConfiguredRules(Limits, failing), "failed in agreementlint_configured_rules: ZeroDivisionError"),
        (ConfiguredRules(Limits, lambda settings: ["x"]), "a Rule is wanted, not str"),  # type: ignore[list-item]  # wrong on purpose
        ([ConfiguredRules(Limits, no_rules)] * 2, "one ConfiguredRules is wanted, not several"),
    ],
)
def test_settings_that_cannot_work_are_refused_with_the_plugins_name(returned: object, message: str) -> None:
    import pluggy

    @pluggy.HookimplMarker("agreementlint")
    def agreementlint_configured_rules() -> object:
        return returned

    with pytest.raises(BadConfiguration) as refused:
        gather_plugins({"spoilt": SimpleNamespace(agreementlint_configured_rules=agreementlint_configured_rules)})
    assert "plugin 'spoilt'" in str(refused.value)
    assert message in str(refused.value)


def test_the_schema_of_a_configuration_has_what_the_installed_plugins_can_be_told() -> None:
    plugins = gather_plugins({"limits": Configured(), "plain": replace_id(Plain(), "plain-rule")})
    check = Draft202012Validator(json.loads(with_plugins(by_name()["config"], plugins)))
    check.check_schema(check.schema)

    def faults_of(told: object) -> list[str]:
        return ["/".join(map(str, each.absolute_path)) for each in check.iter_errors({"plugins": told})]

    right = {"limits": {"shortest": "30 minutes", "sessions": {"least": 3}, "tone": "stern", "words": ["tea"]}}
    assert faults_of(right) == []
    assert faults_of({"limits": {"shortst": "30 minutes"}}) == ["plugins/limits"]
    assert faults_of({"limits": {"sessions": {"lest": 3}}}) == ["plugins/limits/sessions"]
    assert faults_of({"limits": {"tone": "loud"}}) == ["plugins/limits/tone"]
    assert faults_of({"plain": {}}) == ["plugins"]  # it can be told nothing


def test_no_default_is_offered_to_editors_that_nobody_could_write() -> None:
    keys = json.loads(with_plugins(by_name()["config"], gather_plugins({"limits": Configured()})))["properties"]
    limits = keys["plugins"]["properties"]["limits"]["properties"]
    assert "default" not in limits["shortest"]  # a number of minutes, which is written as text
    assert limits["tone"]["default"] == "mild"


def test_settings_that_no_schema_describes_are_any_table() -> None:
    @hookimpl
    def agreementlint_configured_rules() -> ConfiguredRules[Odd]:
        return ConfiguredRules(Odd, no_rules)

    plugins = gather_plugins({"odd": SimpleNamespace(agreementlint_configured_rules=agreementlint_configured_rules)})
    schema = json.loads(with_plugins(by_name()["config"], plugins))
    assert schema["properties"]["plugins"]["properties"]["odd"] == {"type": "object"}


def test_without_plugins_the_schema_that_is_shipped_is_printed() -> None:
    config = by_name()["config"]
    assert with_plugins(config, Plugins()) == shipped(config)


def test_a_run_stops_where_a_plugin_is_told_something_that_is_not_there_and_goes_on_without_plugins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "agreementlint.yaml").write_text("plugins: {nowhere: {a: 1}}\nselect: [fees-stated]\n", "utf-8")
    (tmp_path / "agreement.md").write_text("# Coaching Agreement\n\nThe coach coaches the client.\n", "utf-8")
    for command in (["check", "agreement.md"], ["config", "check"], ["config", "show"], ["rules", "list"]):
        assert main(command) == 2
        assert "agreementlint.yaml:1:11: the plugin 'nowhere' is not installed" in capsys.readouterr().err
    assert main(["check", "agreement.md", "--no-plugins", "--kind", "two_party"]) == 1
    assert (
        load_plugins(PluginChoice(none=True, told=read_configuration(Path("agreementlint.yaml")).plugins)) == Plugins()
    )
