"""What a plugin may get wrong, when it is registered and while it works: each mistake is an error that names it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar

import pluggy
import pytest
from plugin_rule import RULE

from agreementlint.agreement.model import Agreement
from agreementlint.cli import main
from agreementlint.document import Block, BlockKind, Document, Format
from agreementlint.engine.factcheck import FactCheck, Facts
from agreementlint.errors import BadConfiguration, PluginFailed, UnreadableFile
from agreementlint.language.lexicon import Lexicon
from agreementlint.language.quantities import Duration, Unit
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.plugins import (
    API_VERSION,
    FactReader,
    FileReader,
    PluginChoice,
    Plugins,
    gather_plugins,
    load_plugins,
    with_plugin_rules,
)
from agreementlint.readers import read_document
from agreementlint.rule import Rule
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Crashed, Held, NearMiss, Problem, Undetermined, Verdict, Violated

unchecked = pluggy.HookimplMarker("agreementlint")  # the mark without its types: these plugins are wrong on purpose

TEXT = "Notes are kept for two years after the last session."


def held(agreement: Agreement) -> Verdict:
    return Held(())


without_arguments: Callable[..., Verdict] = lambda: Held(())  # noqa: E731 - said to mypy to take anything


@dataclass(frozen=True)
class Bringing:
    """A plugin that returns given values from its hooks, and states the API version that it was written for."""

    rules: object = ()
    readers: object = ()
    facts: object = ()
    reporters: object = ()
    AGREEMENTLINT_API: object = "1.0"

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


def refusal(plugin: object) -> str:
    with pytest.raises(BadConfiguration) as refused:
        gather_plugins({"spoilt": plugin})
    assert "plugin 'spoilt'" in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (replace(RULE, check=without_arguments), "its check must be a function of one argument"),
        (replace(RULE, family="Two Words"), "its family must be lower-case words with hyphens"),
        (replace(RULE, cases=(*RULE.cases, replace(RULE.cases[0], expected="fine"))), "a case expects 'fine'"),
        (
            replace(RULE, cases=(*RULE.cases, replace(RULE.cases[0], kind=Kind.GROUP))),
            "a case is for the kind group, which is none of its kinds",
        ),
        (replace(RULE, model_clause="The {Coach name} coaches."), "must look like {coach_name}"),
        (replace(RULE, check=FactCheck({}, lambda agreement, facts: Held(()))), "its FactCheck names no fact"),
    ],
)
def test_a_rule_that_could_not_work_is_refused_before_a_document_is_read(changed: Rule, message: str) -> None:
    assert message in refusal(Bringing(rules=[changed]))


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ("1.99", "it needs version 1.99 of the plugin API, and this is version 1.1. Upgrade agreementlint."),
        ("2.0", "it needs version 2.0 of the plugin API, and this is version 1.1. Upgrade agreementlint."),
        ("0.9", "Look for a newer version of the plugin."),
        (1, 'must be a version in quotes such as "1.0", not 1'),
        ("one", "not 'one'"),
    ],
)
def test_a_plugin_for_another_version_of_the_api_is_refused(stated: object, message: str) -> None:
    assert API_VERSION == (1, 1)
    assert message in refusal(Bringing([RULE], AGREEMENTLINT_API=stated))


def test_a_misspelt_hook_is_told_with_what_was_meant() -> None:
    plugin = SimpleNamespace(agreementlint_rulez=unchecked(lambda: ()))
    assert "implements 'agreementlint_rulez', which is no hook; did you mean 'agreementlint_rules'?" in refusal(plugin)


@pytest.mark.parametrize("error", [ZeroDivisionError("no"), SystemExit(0)])
def test_a_hook_that_raises_or_ends_the_program_is_an_error(error: BaseException) -> None:
    class Raising:
        @unchecked
        def agreementlint_rules(self) -> object:
            raise error

    assert f"failed in agreementlint_rules: {type(error).__name__}" in refusal(Raising())


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"retenton": ()}, "there is no fact 'retenton'; did you mean 'retention'?"),
        ({"retention": ("length",)}, "the fact retention has no part 'length' (there are: period, "),
        ({"session": ("lenght",)}, "the fact session has no part 'lenght'; did you mean 'length'?"),
    ],
)
def test_a_fact_that_there_is_not_is_told_when_the_rules_are_loaded(
    facts: dict[str, tuple[str, ...]], message: str
) -> None:
    rule = replace(RULE, check=FactCheck(facts, lambda agreement, facts: Held(())))
    plugins = gather_plugins({"spoilt": Bringing([rule])})
    with pytest.raises(BadConfiguration) as refused:
        with_plugin_rules((), plugins, load_rules().facts)
    assert "plugin spoilt, rule 'from-a-plugin': " in str(refused.value)
    assert message in str(refused.value)


def test_a_rule_reads_the_facts_that_it_names_as_typed_values() -> None:
    def judge(agreement: Agreement, facts: Facts) -> Verdict:
        [fact] = facts.of(agreement, "keeping")
        [period] = fact.of("period")
        assert isinstance(period, Duration)
        return Undetermined(f"{period.amount} {period.unit}")

    plugins = gather_plugins({"mine": Bringing([replace(RULE, check=FactCheck({"keeping": ("period",)}, judge))])})
    ours = load_rules()
    ruleset = replace(ours, rules=with_plugin_rules((), plugins, ours.facts))
    [outcome] = lint(read_document("a.txt", TEXT.encode()), ruleset, Kind.TWO_PARTY).outcomes
    assert outcome.verdict == Undetermined("2 year")


Made = TypeVar("Made")


def untyped(kind: Callable[..., Made]) -> Callable[..., Made]:
    """What makes a value, with its types forgotten: a plugin that nobody has checked."""
    return kind


FAR = Span(3, 4_000)
PROBLEM = Problem(Shortfall.DEFECT, "wrong", (Span(0, 5),))


@pytest.mark.parametrize(
    ("returned", "error"),
    [
        (None, "NoneType instead of a verdict"),
        (Held((FAR,)), "the span 3 to 4000 as evidence, which is no part of the text"),
        (Held((Span(4, 4),)), "the span 4 to 4 as evidence"),
        (Held((Span(-5, 4),)), "the span -5 to 4 as evidence"),
        (SimpleNamespace(), "SimpleNamespace instead of a verdict"),
        (Violated(()), "Violated without a tuple of problems"),
        (Violated((replace(PROBLEM, evidence=(FAR,)),)), "the span 3 to 4000"),
        (Violated((replace(PROBLEM, near_misses=(NearMiss(FAR, "far"),)),)), "the span 3 to 4000"),
        (Violated((replace(PROBLEM, belongs_in=FAR),)), "the span 3 to 4000"),
        (untyped(Held)([Span(0, 5)]), "list instead of a tuple of spans"),
        (untyped(Held)(("Notes",)), "str instead of a Span"),
        (untyped(Undetermined)(None), "NoneType instead of a reason"),
        (untyped(Violated)((5,)), "int instead of a Problem"),
        (Violated((untyped(Problem)("missing", "no notes"),)), "a Problem with str instead of Shortfall"),
        (Violated((untyped(Problem)(Shortfall.MISSING, "", (), [FAR]),)), "list instead of a tuple of near misses"),
        (Violated((untyped(Problem)(Shortfall.MISSING, "", (), (FAR,)),)), "Span instead of a NearMiss with its"),
    ],
)
def test_a_verdict_that_is_none_or_whose_words_are_not_in_the_document_is_a_crash_of_its_rule(
    returned: Verdict, error: str
) -> None:
    ruleset = RuleSet((replace(RULE, check=lambda agreement: returned),), Lexicon({}, {}))
    [outcome] = lint(read_document("a.txt", TEXT.encode()), ruleset, Kind.TWO_PARTY).outcomes
    assert isinstance(outcome.verdict, Crashed)
    assert outcome.verdict.error.startswith(error)
    assert outcome.verdict.error.endswith("in rule from-a-plugin")


def test_a_rule_that_ends_the_program_is_a_crash_and_no_end() -> None:
    def leave(agreement: Agreement) -> Verdict:
        sys.exit(0)

    ruleset = RuleSet((replace(RULE, check=leave),), Lexicon({}, {}))
    [outcome] = lint(read_document("a.txt", TEXT.encode()), ruleset, Kind.TWO_PARTY).outcomes
    assert outcome.verdict == Crashed("SystemExit in rule from-a-plugin")


def document(blocks: tuple[Block, ...]) -> Document:
    return Document("a.caps", Format.TEXT, TEXT, blocks, ())


@pytest.mark.parametrize(
    ("returned", "message"),
    [
        ("text", "its reader returned str instead of a Document"),
        (document((Block(BlockKind.PARAGRAPH, 0, 900),)), "a Document in which blocks overlap, are out of order or"),
        (
            document((Block(BlockKind.PARAGRAPH, 6, 9), Block(BlockKind.PARAGRAPH, 0, 5))),
            "a Document in which blocks overlap, are out of order or",
        ),
    ],
)
def test_a_reader_that_returns_no_sound_document_is_named(returned: Document, message: str) -> None:
    plugins = gather_plugins({"mine": Bringing(readers=[FileReader("caps", (".caps",), lambda path, data: returned)])})
    with pytest.raises(PluginFailed, match="plugin 'mine' failed: ") as failed:
        plugins.readers[0].read("a.caps", b"")
    assert message in str(failed.value)


def test_a_reader_may_say_that_a_file_is_unreadable_and_nothing_else_may_be_raised() -> None:
    def read(path: str, data: bytes) -> Document:
        raise (UnreadableFile(path, "broken", "mend it") if data else KeyError(path))

    [reader] = gather_plugins({"mine": Bringing(readers=[FileReader("caps", (".caps",), read)])}).readers
    with pytest.raises(UnreadableFile, match=r"a\.caps: broken"):
        reader.read("a.caps", b"x")
    with pytest.raises(PluginFailed, match="its reader raised KeyError"):
        reader.read("a.caps", b"")


@pytest.mark.parametrize(
    ("read", "message"),
    [
        (lambda text: [1], "its reader of quantities returned int"),
        (lambda text: [Duration(Span(0, 999), None, Unit.DAY)], "one that stands outside of the text"),
        (lambda text: 1 / 0, "its reader of quantities raised ZeroDivisionError"),
    ],
)
def test_a_reader_of_quantities_that_goes_wrong_is_named(read: Callable[[str], list[Duration]], message: str) -> None:
    [reader] = gather_plugins({"mine": Bringing(facts=[FactReader("q", read)])}).facts
    with pytest.raises(PluginFailed) as failed:
        reader.read(TEXT)
    assert message in str(failed.value)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "agreement.md").write_text("# Coaching Agreement\n\nThe coach coaches the client.\n", "utf-8")
    return tmp_path


def install(desk: Path, name: str, source: str) -> None:
    module = f"plugin_{name}"
    (desk / f"{module}.py").write_text(source, "utf-8")
    package = desk / f"agreementlint_{name}-1.2.dist-info"
    package.mkdir()
    (package / "METADATA").write_text(f"Metadata-Version: 2.1\nName: agreementlint-{name}\nVersion: 1.2\n", "utf-8")
    (package / "entry_points.txt").write_text(f"[agreementlint]\n{name} = {module}\n", "utf-8")


REPORTING = """
from agreementlint.plugins import hookimpl

def report(report, conclusion, presentation):
    {body}

@hookimpl
def agreementlint_reporters():
    return [("mine", report)]
"""
READING = """
from agreementlint.plugins import FileReader, hookimpl

def read(path, data):
    raise KeyError("Marit Hollis")

@hookimpl
def agreementlint_readers():
    return [FileReader("mine", (".mine",), read)]
"""


@pytest.mark.parametrize(
    ("name", "body", "message"),
    [
        ("numbers", "return 5", "its reporter returned int instead of text"),
        ("raising", "raise KeyError", "its reporter raised KeyError"),
    ],
)
def test_a_reporter_that_goes_wrong_ends_with_status_5_and_is_named(
    desk: Path, capsys: pytest.CaptureFixture[str], name: str, body: str, message: str
) -> None:
    install(desk, name, REPORTING.format(body=body))
    assert main(["check", "agreement.md", "--format", "mine"]) == 5
    complaint = capsys.readouterr().err
    assert f"plugin {name!r} failed: {message}" in complaint
    assert "Traceback" not in complaint


def test_a_reader_that_crashes_ends_with_status_5_names_its_plugin_and_hides_no_other_file(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(desk, "reading", READING)
    (desk / "notes.mine").write_text("x", "utf-8")
    assert main(["check", "agreement.md", "notes.mine"]) == 5
    shown = capsys.readouterr().out
    assert "plugin 'reading' failed: its reader raised KeyError" in " ".join(shown.split())
    assert "a plugin failed on notes.mine" in " ".join(shown.split())
    assert "Marit Hollis" not in shown
    assert "1 document checked" in shown


def test_plugins_list_names_version_contents_and_origin(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(desk, "listed", REPORTING.format(body="return 'x'"))
    assert main(["plugins", "list"]) == 0
    shown = capsys.readouterr().out
    assert "listed 1.2\n  brings 1 format: mine\n  from the package agreementlint-listed," in shown
    assert "plugin_listed.py" in "".join(shown.split())
    assert "1 plugin; plugin API 1.1" in shown


def test_without_plugins_none_is_loaded_and_a_required_one_must_be_there(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(desk, "broken", "raise SystemExit(0)")
    assert main(["plugins", "list"]) == 2
    assert "plugin 'broken' could not be loaded: SystemExit: 0" in capsys.readouterr().err
    assert main(["plugins", "list", "--no-plugins"]) == 0
    assert "0 plugins" in capsys.readouterr().out
    assert main(["check", "agreement.md", "--no-plugins", "--select", "fees-stated"]) == 1
    assert main(["check", "agreement.md", "--require-plugin", "brokn"]) == 2
    assert "the plugin 'brokn' is not installed. Did you mean 'broken'?" in capsys.readouterr().err
    assert main(["check", "agreement.md", "--require-plugin", "broken", "--no-plugins"]) == 2
    assert "do not go together" in capsys.readouterr().err


def test_a_plugin_may_be_required_by_its_own_name_or_that_of_its_package(desk: Path) -> None:
    install(desk, "named", REPORTING.format(body="return 'x'"))
    for name in ("named", "agreementlint-named"):
        assert load_plugins(PluginChoice(required=(name,))).names == ("named",)
    assert load_plugins(PluginChoice(none=True)) == Plugins()
