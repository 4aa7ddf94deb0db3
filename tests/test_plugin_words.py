"""Folders of rules, facts and words that a plugin brings: loaded beside ours, checked like ours, read by its checks."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pluggy
import pytest
from plugin_rule import RULE as PLUGIN_RULE
from small_runs import install_plugin, put

from agreementlint.agreement.model import Agreement
from agreementlint.cli import main
from agreementlint.cli.selection import is_copy
from agreementlint.engine.factcheck import FactCheck, Facts
from agreementlint.errors import BadConfiguration
from agreementlint.packs import load_rules
from agreementlint.plugins import gather_plugins, hookimpl, load_rules_with
from agreementlint.rule import Case, Rule
from agreementlint.terms import Kind, Polarity, Role, RuleId
from agreementlint.testing import prove_plugin, rules_of, verdict_on
from agreementlint.verdict import Held, NotApplicable, Verdict

LEXICON = "- concept: tea-brought\n  phrases: [(bring|offer) ... tea]\n"
YAML_RULE = """title: Tea is offered
severity: info
kinds: [two_party]
subject: tea
passes_when: Says who brings tea.
why: It matters.
advice: Say it.
model_clause: The coach brings tea.
authorities: [{standard: Our terms, confirmed: true}]
check: {states: {act: tea-brought, by: coach}}
cases:
  held: [The coach brings tea.]
  violated: [The client brings tea.]
"""


INSTALLED = """
from pathlib import Path
from agreementlint.api import hookimpl

@hookimpl
def agreementlint_rule_folders():
    return (Path(__file__).parent / "words",)
"""


def judge(agreement: Agreement, facts: Facts) -> Verdict:
    found = facts.mentions(agreement, "tea-brought")
    return Held(tuple(each.span for each in found)) if found else NotApplicable("No word of tea.")


PYTHON_RULE = replace(
    PLUGIN_RULE,
    id=RuleId("tea-is-mentioned"),
    title="Tea is mentioned",
    family="terms",
    cases=(
        Case("The coach brings tea.", "held", "", Kind.TWO_PARTY),
        Case("The coach brings no tea.", "violated", "it is not, and this rule cannot say so", Kind.TWO_PARTY),
    ),
    check=FactCheck({}, judge, concepts=("tea-brought",)),
)


def plugin(*folders: Path, rules: tuple[Rule, ...] = ()) -> SimpleNamespace:
    @hookimpl
    def agreementlint_rule_folders() -> tuple[Path, ...]:
        return folders

    @hookimpl
    def agreementlint_rules() -> tuple[Rule, ...]:
        return rules

    return SimpleNamespace(
        agreementlint_rule_folders=agreementlint_rule_folders, agreementlint_rules=agreementlint_rules
    )


@pytest.fixture
def words(tmp_path: Path) -> Path:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "tea").mkdir()
    (tmp_path / "lexicon" / "tea.yaml").write_text(LEXICON, "utf-8")
    (tmp_path / "tea" / "tea-offered.yaml").write_text(YAML_RULE, "utf-8")
    return tmp_path


def refusal(brought: object) -> str:
    with pytest.raises(BadConfiguration) as refused:
        load_rules_with(gather_plugins({"tea": brought}))
    return str(refused.value)


def test_rules_in_yaml_and_in_python_stand_beside_ours_and_know_where_they_are_from(words: Path) -> None:
    ruleset = load_rules_with(gather_plugins({"tea": plugin(words, rules=(PYTHON_RULE,))}))
    brought = {rule.id: rule.source for rule in ruleset.rules if rule.source == "plugin tea"}
    assert brought.keys() == {"tea-offered", "tea-is-mentioned"}
    assert len(ruleset.rules) == len(load_rules().rules) + 2


def test_a_rule_in_yaml_is_proved_by_the_plugins_harness(words: Path) -> None:
    results = prove_plugin(plugin(words))
    assert {result.rule.id for result in results} == {"tea-offered"}
    assert all(result.passed for result in results)
    assert [rule.id for rule in rules_of(plugin(words))] == ["tea-offered"]


def test_a_check_is_told_the_words_whether_they_are_denied_and_who_acts(words: Path) -> None:
    seen = []

    def look(agreement: Agreement, facts: Facts) -> Verdict:
        for each in facts.mentions(agreement, "tea-brought"):
            seen.append((agreement.quote(each.span), each.polarity, each.actor, agreement.quote(each.statement.span)))
        return Held(())

    rule = replace(PYTHON_RULE, check=FactCheck({}, look, concepts=("tea-brought",)))
    text = "# Tea is brought\n\nThe coach brings black tea. The client does not offer any tea.\n"
    assert isinstance(verdict_on(rule, text, Kind.TWO_PARTY, name="a.md", plugin=plugin(words)), Held)
    assert seen == [
        ("brings black tea", Polarity.PLAIN, Role.COACH, "The coach brings black tea."),
        ("offer any tea", Polarity.NEGATED, Role.CLIENT, "The client does not offer any tea."),
    ]


def test_a_check_reads_only_concepts_that_it_has_named(words: Path) -> None:
    def look(agreement: Agreement, facts: Facts) -> Verdict:
        with pytest.raises(KeyError):
            facts.mentions(agreement, "court-order")
        return Held(())

    rule = replace(PYTHON_RULE, check=FactCheck({}, look, concepts=("tea-brought",)))
    assert isinstance(verdict_on(rule, "The coach brings tea.", Kind.TWO_PARTY, plugin=plugin(words)), Held)


def test_a_concept_that_there_is_not_is_an_error_that_names_the_plugin_and_what_was_meant(words: Path) -> None:
    rule = replace(PYTHON_RULE, check=FactCheck({}, judge, concepts=("tea-brougt",)))
    said = refusal(plugin(words, rules=(rule,)))
    assert "plugin tea, rule 'tea-is-mentioned': there is no concept 'tea-brougt' in the lexicon" in said
    assert "did you mean 'tea-brought'?" in said


def test_our_own_concepts_and_those_of_quantities_may_be_read_without_a_folder() -> None:
    rule = replace(PYTHON_RULE, check=FactCheck({}, lambda agreement, facts: Held(()), concepts=("notice", "duration")))
    assert [each.id for each in rules_of(plugin(rules=(rule,)))] == ["tea-is-mentioned"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("lexicon/tea.yaml", "- concept: notice\n  phrases: [tea]\n", "lexicon/tea.yaml:1:12: "),
        ("lexicon/tea.yaml", "- concept: tea-brought\n  phrase: [tea]\n", "unknown key 'phrase'; did you mean 'phrases'?"),
        ("lexicon/tea.yaml", "- concept: tea-brought\n  phrases: ['a ... (b ... c)']\n", "lexicon/tea.yaml:2:13: "),
        ("tea/tea-offered.yaml", YAML_RULE.replace("act: tea-brought", "act: tea-brougt"), "did you mean 'tea-brought'?"),
        ("tea/tea-offered.yaml", YAML_RULE.replace("severity: info", "severity: inf"), "tea/tea-offered.yaml:2:11: "),
    ],
)  # fmt: skip
def test_a_mistake_in_a_folder_of_a_plugin_is_told_at_its_place(
    words: Path, name: str, text: str, message: str
) -> None:
    (words / name).write_text(text, "utf-8")
    assert message in refusal(plugin(words))


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda folder: str(folder), "a Path is wanted, not str"),
        (lambda folder: folder / "nowhere", "is no folder with files in YAML"),
        (lambda folder: folder / "empty", "is no folder with files in YAML"),
    ],
)
def test_what_is_no_folder_of_rules_is_refused(tmp_path: Path, made: Callable[[Path], object], message: str) -> None:
    (tmp_path / "empty").mkdir()

    @pluggy.HookimplMarker("agreementlint")
    def agreementlint_rule_folders() -> object:
        return [made(tmp_path)]

    said = refusal(SimpleNamespace(agreementlint_rule_folders=agreementlint_rule_folders))
    assert "plugin 'tea'" in said
    assert message in said


@pytest.fixture
def installed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of rules and words of a plugin that is installed beside agreementlint."""
    desk = tmp_path_factory.mktemp("desk")
    install_plugin(desk, monkeypatch, "tea_plugin", INSTALLED)
    words = desk / "site" / "words"
    put(words / "lexicon" / "tea.yaml", LEXICON)
    yield words
    sys.modules.pop("tea_plugin", None)


@pytest.fixture
def mine(tmp_path: Path) -> str:
    """A folder of rules of one's own that uses a word of the plugin."""
    (tmp_path / "mine" / "tea").mkdir(parents=True)
    (tmp_path / "mine" / "tea" / "tea-offered.yaml").write_text(YAML_RULE, "utf-8")
    return str(tmp_path / "mine")


@pytest.mark.parametrize("task", ["check", "test", "docs"])
def test_rules_of_ones_own_may_use_the_words_of_an_installed_plugin(
    installed: Path, mine: str, task: str, tmp_path: Path
) -> None:
    more = ["--output", str(tmp_path / "pages")] if task == "docs" else []
    assert main(["rules", task, mine, *more]) == 0
    assert main(["rules", task, mine, *more, "--no-plugins"]) == 2
    assert main(["rules", task, mine, *more, "--alone"]) == 2


@pytest.mark.parametrize("task", ["check", "test", "docs"])
def test_a_plugin_that_is_required_has_to_be_there_for_a_folder_as_well(
    words: Path, task: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", task, str(words), "--require-plugin", "coffee"]) == 2
    assert "the plugin 'coffee' is not installed" in capsys.readouterr().err


def test_two_folders_that_use_the_words_of_a_plugin_are_compared(installed: Path, mine: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Coaching Agreement\n\nThe coach brings tea to the client.\n", "utf-8")
    corpus = ["--corpus", str(tmp_path / "a.md")]
    assert main(["rules", "diff", mine, mine, *corpus]) == 0
    assert main(["rules", "diff", mine, mine, *corpus, "--no-plugins"]) == 2


def test_who_works_on_the_folder_of_an_installed_plugin_has_its_names_once(installed: Path, tmp_path: Path) -> None:
    for folder in (installed, Path(shutil.copytree(installed, tmp_path / "words"))):
        assert main(["rules", "check", str(folder)]) == 0, folder


@pytest.mark.parametrize(
    ("theirs", "own", "beside"),
    [
        (LEXICON, LEXICON.replace("tea-brought", "coffee-brought"), "more.yaml"),
        (LEXICON, LEXICON, "more.yaml"),
        (LEXICON, LEXICON.replace("tea-brought", "coffee-brought"), "tea.yaml"),
    ],
    ids=["one file of another content", "other files as well", "all files of other contents"],
)
def test_a_folder_that_shares_its_name_and_a_file_with_a_plugin_is_no_copy_of_it(
    theirs: str, own: str, beside: str, tmp_path: Path
) -> None:
    one, other = tmp_path / "plugin" / "words", tmp_path / "mine" / "words"
    put(one / "lexicon" / "tea.yaml", theirs)
    put(one / "lexicon" / "theirs.yaml", LEXICON.replace("tea-brought", "cups-washed"))
    put(other / "lexicon" / "tea.yaml", own)
    put(other / "lexicon" / beside, own)
    assert not is_copy(one, other)


def test_a_copy_to_which_a_file_was_added_or_from_which_one_was_taken_is_still_a_copy(tmp_path: Path) -> None:
    one, other = tmp_path / "plugin" / "words", tmp_path / "mine" / "words"
    for folder in (one, other):
        put(folder / "lexicon" / "tea.yaml", LEXICON)
    put(other / "tea-offered.yaml", YAML_RULE)
    assert is_copy(one, other)
    assert is_copy(other, one)
