"""Plugins: what they may bring, what is refused and how the plugin is named, and one that is really installed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pluggy
import pytest
from plugin_rule import RULE

from agreementlint.cli.files import known_suffixes, read
from agreementlint.document import Document, Format
from agreementlint.errors import BadConfiguration
from agreementlint.plugins import (
    FactReader,
    FileReader,
    Plugins,
    gather_plugins,
    hookimpl,
    load_plugins,
    with_plugin_rules,
)
from agreementlint.readers import read_document
from agreementlint.rule import Rule
from agreementlint.terms import RuleId

PLUGINS = Path(__file__).parents[1] / "plugins"
OFFLINE = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-build-isolation")


def short(report: object, conclusion: object, presentation: object) -> str:
    return "short"


def capitals(path: str, data: bytes) -> Document:
    return read_document(path, data.upper(), Format.TEXT)


# The mark without its types, for plugins that mypy would not let through.
unchecked = pluggy.HookimplMarker("agreementlint")


@dataclass(frozen=True)
class Bringing:
    """A plugin that returns given values from its hooks."""

    rules: object = ()
    readers: object = ()
    facts: object = ()
    reporters: object = ()

    @unchecked
    def agreementlint_rules(self) -> object:
        return self.rules

    @unchecked
    def agreementlint_readers(self) -> object:
        return self.readers

    @unchecked
    def agreementlint_facts(self) -> object:
        return self.facts

    @unchecked
    def agreementlint_reporters(self) -> object:
        return self.reporters


class Misspelt:
    @hookimpl
    def agreementlint_rulez(self) -> tuple[Rule, ...]:
        return (RULE,)


class WantsTooMuch:
    @hookimpl
    def agreementlint_rules(self, document: Document) -> tuple[Rule, ...]:
        return (RULE,)


class Failing:
    @hookimpl
    def agreementlint_rules(self) -> tuple[Rule, ...]:
        raise ZeroDivisionError("no rules today")


def test_what_a_plugin_brings_is_given_back_typed_with_the_plugin_as_source() -> None:
    reader, facts = FileReader("capitals", (".caps",), capitals), FactReader("none", lambda text: ())
    plugins = gather_plugins({"mine": Bringing([RULE], [reader], [facts], [("short", short)])})
    assert plugins.names == ("mine",)
    assert plugins.rules == (replace(RULE, source="plugin mine"),)
    assert [(each.name, each.suffixes) for each in plugins.readers] == [("capitals", (".caps",))]
    assert [each.name for each in plugins.facts] == ["none"]
    assert [name for name, _ in plugins.reporters] == ["short"]


@pytest.mark.parametrize(
    ("plugin", "message"),
    [
        (object(), "implements no hook"),
        (Misspelt(), "'agreementlint_rulez', which is no hook"),
        (WantsTooMuch(), "does not fit its hook"),
        (Failing(), "failed in agreementlint_rules: ZeroDivisionError: no rules today"),
        (Bringing(rules=5), "a Rule is wanted, not int"),
        (Bringing(rules=["limit-law"]), "a Rule is wanted, not str"),
        (Bringing(rules=[replace(RULE, id=RuleId("Not An Id"))]), "its id must be lower-case words with hyphens"),
        (Bringing(rules=[replace(RULE, cases=RULE.cases[1:])]), "it has no case that holds"),
        (Bringing(rules=[replace(RULE, cases=RULE.cases[:1])]), "it has no case that is violated"),
        (Bringing(rules=[replace(RULE, title="", kinds=frozenset())]), "it has no title; its kinds must be"),
        (Bringing(rules=[RULE, RULE]), "brings the rule 'from-a-plugin', but 'spoilt' has it already"),
        (Bringing(readers=[capitals]), "a FileReader with a function of path and bytes is wanted, not function"),
        (Bringing(readers=[FileReader("caps", ("caps",), capitals)]), "its suffixes must look like '.odt'"),
        (Bringing(facts=[None]), "a FactReader with a function of the text is wanted, not NoneType"),
        (Bringing(reporters=["xml"]), "a pair is wanted"),
        (Bringing(reporters=[("json", short)]), "brings the format 'json', but 'agreementlint' has it already"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_plugins_name(plugin: object, message: str) -> None:
    with pytest.raises(BadConfiguration) as refused:
        gather_plugins({"spoilt": plugin})
    assert "plugin 'spoilt'" in str(refused.value)
    assert message in str(refused.value)


def test_every_fault_of_every_plugin_is_reported_at_once() -> None:
    with pytest.raises(BadConfiguration) as refused:
        gather_plugins({"one": Bringing(rules=[1, 2]), "two": Bringing(facts=[3])})
    assert len(refused.value.faults) == 3


def test_a_rule_whose_id_is_taken_is_an_error_that_names_both_sides() -> None:
    plugins = gather_plugins({"mine": Bringing([RULE])})
    own = replace(RULE, source="rules/plugins/from-a-plugin.yaml")
    with pytest.raises(BadConfiguration, match=r"plugin mine brings a rule 'from-a-plugin', but rules/plugins/from"):
        with_plugin_rules((own,), plugins)
    other = replace(RULE, id=RuleId("another"))
    assert [rule.id for rule in with_plugin_rules((other,), plugins)] == ["another", "from-a-plugin"]


def test_a_reader_of_a_plugin_reads_its_suffix_and_leaves_the_others() -> None:
    plugins = gather_plugins({"mine": Bringing(readers=[FileReader("capitals", (".caps",), capitals)])})
    assert ".caps" in known_suffixes(plugins)
    assert ".caps" not in known_suffixes(Plugins())
    assert read("a.CAPS", b"The coach coaches.", plugins).text == "THE COACH COACHES."
    assert read("a.txt", b"The coach coaches.", plugins).text == "The coach coaches."
    assert read("a.caps", b"The coach coaches.", plugins, Format.TEXT).text == "The coach coaches."


def on_the_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    monkeypatch.syspath_prepend(folder)

    def install(name: str, entry_points: str) -> None:
        package = folder / f"{name}-1.0.dist-info"
        package.mkdir()
        (package / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
        (package / "entry_points.txt").write_text(entry_points, "utf-8")

    return install


def test_two_plugins_of_one_name_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install = on_the_path(tmp_path, monkeypatch)
    install("first", "[agreementlint]\nsame = json\n")
    install("second", "[agreementlint]\nsame = string\n")
    with pytest.raises(BadConfiguration, match="two plugins are called 'same'"):
        load_plugins()


def test_without_a_plugin_the_search_does_not_pay_for_importlib_metadata(tmp_path: Path) -> None:
    (tmp_path / "other-1.0.dist-info").mkdir()
    (tmp_path / "other-1.0.dist-info" / "entry_points.txt").write_text("[console_scripts]\nx = y\n", "utf-8")
    code = (
        "import sys, agreementlint.plugins as plugins; before = 'importlib.metadata' in sys.modules;"
        "sys.path[:] = sys.argv[1:]; found = plugins.load_plugins();"
        "print(found == plugins.Plugins(), before, 'importlib.metadata' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "True False False\n"


@pytest.mark.parametrize(
    ("package", "rule", "words", "message"),
    [
        (
            "agreementlint-example",
            "session-too-short",
            "Each coaching session lasts ten minutes.",
            "A session is shorter than 20 minutes.",
        ),
        (
            "agreementlint-practice",
            "fee-total-adds-up",
            "The client books six sessions at GBP 140 per session, GBP 900 in total.",
            "6 sessions at 140 each come to 840, but the total is given as 900.",
        ),
        (
            "agreementlint-gdpr",
            "gdpr-information-or-notice",
            "The coach complies with the GDPR.",
            "It names the GDPR and refers to no privacy notice; people are not told of:",
        ),
    ],
)
def test_a_plugin_of_ours_works_when_it_is_installed_by_itself(
    tmp_path: Path, package: str, rule: str, words: str, message: str
) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *OFFLINE, "--target", str(tmp_path / "site"), str(PLUGINS / package)],
        check=True,
        capture_output=True,
    )
    (tmp_path / "agreement.md").write_text(f"# Coaching Agreement\n\n{words}\n", "utf-8")
    name = package.removeprefix("agreementlint-")

    def run(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-c", "import sys; from agreementlint.cli import main; sys.exit(main())", *arguments],
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONPATH": f"{tmp_path / 'site'}{os.pathsep}{PLUGINS.parent / 'src'}",
                "PYTHONIOENCODING": "utf-8",
                "AGREEMENTLINT_CACHE_DIR": str(tmp_path / "cache"),
            },
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        return done.returncode, done.stdout + done.stderr

    status, listed = run("plugins", "list", "--require-plugin", name)
    assert (status, rule in listed) == (0, True), listed
    assert f"From plugin {name}" in run("explain", rule)[1]
    status, checked = run("check", "agreement.md", "--kind", "two_party", "--select", rule, "--require-plugin", package)
    assert status == 0  # neither a warning nor a remark is at the gate
    assert message in checked
    assert run("check", "agreement.md", "--select", rule, "--no-plugins")[0] == 2
