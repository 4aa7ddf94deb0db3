"""What was checked before is not checked again, says the same to the byte, and can be read by nobody else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from agreementlint import resultcache
from agreementlint.agreement.model import Agreement
from agreementlint.cli import main
from agreementlint.cli.memory import memory_for
from agreementlint.cli.workplace import Job, set_up
from agreementlint.config import PluginTable
from agreementlint.document import Document
from agreementlint.lint import lint
from agreementlint.plugins import PluginChoice, Plugins
from agreementlint.report import DocumentReport
from agreementlint.reporters import REPORTERS, WITH_FACTS
from agreementlint.resultcache import Key, clear, keep, key_of, recall
from agreementlint.ruleset import RuleSet
from agreementlint.sealing import sealed, unsealed
from agreementlint.terms import Kind

EXAMPLES = Path(__file__).parents[1] / "examples"
PROGRAM = "import sys; from agreementlint.cli import main; sys.exit(main(sys.argv[1:]))"
TEXT = (
    "# Coaching Agreement\n\nThis coaching agreement is made between Petronella Quist (the Coach) and the Client.\n\n"
    "## Records\n\nThe coach keeps session notes for as long as is felt to be appropriate.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two agreements in a folder."""
    monkeypatch.chdir(tmp_path)
    Path("drafts").mkdir()
    Path("drafts/a.md").write_text(TEXT, encoding="utf-8")
    Path("drafts/b.md").write_text(TEXT.replace("Petronella", "Wilhelmina"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that are checked, as they are."""
    seen: list[str] = []

    def noting(
        document: Document, ruleset: RuleSet, kind: Kind | None, facts: tuple[()], others: Sequence[Agreement]
    ) -> DocumentReport:
        seen.append(document.path)
        return lint(document, ruleset, kind, facts, others)

    monkeypatch.setattr("agreementlint.cli.onefile.lint", noting)
    return seen


def entries(cache: str) -> list[Path]:
    return sorted(Path(cache, "results").glob("*.result"))


@pytest.mark.parametrize("with_facts", [False, True])  # with them a report has the whole document
def test_reports_from_the_cache_are_the_same_to_the_byte(
    with_facts: bool, with_cache: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], checked: list[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXAMPLES, "examples", ignore=shutil.ignore_patterns("good-*.md"))
    weak = Path("examples/weak-internal.md")
    waiver = "<!-- agreementlint: allow retention-schedule because the archive of the firm keeps records; by Ada -->\n"
    weak.write_text(weak.read_text(encoding="utf-8") + waiver, encoding="utf-8")
    ours = [name for name, _ in REPORTERS if with_facts or name not in WITH_FACTS]
    seen = set()
    for cache in (["--no-cache"], [], []):
        checked.clear()
        Path("reports").mkdir()
        outputs = [f"--output={name}=reports/{name}" for name in ours]
        status = main(["check", "examples", "--jobs", "1", *outputs, *cache])
        reports = tuple((name, Path("reports", name).read_bytes()) for name in ours)
        seen.add((status, capsys.readouterr(), reports))
        shutil.rmtree("reports")
    assert len(seen) == 1
    assert checked == []


def test_what_a_result_depends_on_makes_it_another(
    folder: Path, with_cache: str, checked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> list[str]:
        checked.clear()
        main(["check", "drafts", "--jobs", "1", *arguments])
        return sorted(checked)

    both = ["drafts/a.md", "drafts/b.md"]
    assert run() == both
    assert run() == []
    for arguments in (
        ("--kind", "internal"),
        ("--profile", "essential"),
        ("--changes", "original"),
        ("--together",),
    ):
        assert (arguments, run(*arguments), run(*arguments)) == (arguments, both, [])
    Path("drafts/a.md").write_text(TEXT + "\nMore.\n", encoding="utf-8")
    assert run() == ["drafts/a.md"]
    assert run("--together") == both  # of which one is now compared with something else
    rule = Path("own/records/own-rule.yaml")
    rule.parent.mkdir(parents=True)
    shipped = next((EXAMPLES.parent / "rules").rglob("retention-schedule.yaml"))
    for addition in ("", "# changed\n"):
        rule.write_text(shipped.read_text(encoding="utf-8") + addition, encoding="utf-8")
        assert run("--rules", "own") == both
    capsys.readouterr()


def test_a_configuration_that_changes_what_is_asked_makes_another_result(
    folder: Path, with_cache: str, checked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    seen = []
    for text in ("", "severities: {payer-and-invoicing: info}\n", "severities: {payer-and-invoicing: off}\n") * 2:
        Path("drafts/agreementlint.yaml").write_text(text, encoding="utf-8")
        checked.clear()
        main(["check", "drafts", "--jobs", "1", "--format", "json"])
        seen.append((len(checked), capsys.readouterr().out))
    assert [number for number, _ in seen] == [2, 2, 2, 0, 0, 0]
    assert seen[0][1] == seen[3][1] != seen[1][1] == seen[4][1] != seen[2][1] == seen[5][1]


def test_a_plugin_that_changes_makes_another_result(
    folder: Path, with_cache: str, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its version and the state of its files are in the key."""
    state = ["1"]
    monkeypatch.setattr("agreementlint.cli.memory._plugins", lambda workplace: iter(state))
    found = []
    for each in ("1", "1", "2"):
        state[:] = [each]
        checked.clear()
        main(["check", "drafts", "--jobs", "1"])
        found.append(len(checked))
    assert found == [2, 0, 2]


def test_who_has_an_entry_and_not_the_document_can_read_nothing(folder: Path, with_cache: str) -> None:
    main(["check", "drafts", "--format", "json"])
    assert len(entries(with_cache)) == 2
    words = [word.encode() for word in re.findall(r"\w{5,}", TEXT)]
    for file in (each for each in Path(with_cache).rglob("*") if each.parent.name == "results"):
        content = file.read_bytes()
        assert [word for word in (*words, b"drafts", b"retention") if word in content] == []
        assert unsealed(content, b"another secret of thirty two by.") is None


def test_an_entry_that_was_changed_is_made_again_without_a_word(
    folder: Path, with_cache: str, checked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "drafts", "--format", "json"])
    first = capsys.readouterr()
    good = {file: file.read_bytes() for file in entries(with_cache)}
    one, other = good
    other_byte = bytes((good[one][50] ^ 1,))  # whatever it was: a nought may have been there
    for damage in (b"", b"x" * 10, good[one][:-1], good[one][:50] + other_byte + good[one][51:], good[other]):
        one.write_bytes(damage)
        checked.clear()
        main(["check", "drafts", "--format", "json", "--jobs", "1"])
        assert (len(checked), capsys.readouterr()) == (1, first)
    assert set(entries(with_cache)) == set(good)


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such limit there")
def test_a_disk_that_is_full_costs_the_cache_and_nothing_else(folder: Path, with_cache: str) -> None:
    """As where a file may not grow any more: nothing of it may stay, and it is said once."""
    main(["check", "drafts", "--no-cache"])  # compiles the rules
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)); " + PROGRAM
    found = []
    for program, argument in ((PROGRAM, "--no-cache"), (limit, "--jobs=2"), (limit, "--jobs=1")):
        run = subprocess.run(
            [sys.executable, "-c", program, "check", "drafts", "--format", "json", argument],
            capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )  # fmt: skip
        found.append((run.returncode, run.stdout))
        assert run.stderr.count("\n") == (1 if program is limit else 0), run.stderr
        if program is limit:
            assert "results were not kept for later runs: file too large" in run.stderr
    assert len(set(found)) == 1
    assert {each.name for each in Path(with_cache, "results").iterdir()} == {".gitignore"}


def test_a_cache_that_cannot_be_made_is_said_once(
    folder: Path, with_cache: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("occupied").write_text("", encoding="utf-8")
    monkeypatch.setenv("AGREEMENTLINT_CACHE_DIR", str(folder / "occupied"))
    main(["check", "drafts", "--format", "json"])
    assert capsys.readouterr().err.count("results were not kept for later runs") == 1


def test_a_user_without_a_home_has_no_cache_and_the_same_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(resultcache, "cache_folder", homeless)
    assert recall(Key("a", b"s")) is None
    assert keep(Key("a", b"s"), b"") == "no home (there is no home folder)"
    clear()


def test_runs_at_the_same_time_do_not_disturb_each_other(folder: Path, with_cache: str) -> None:
    for number in range(2):
        Path(f"drafts/{number}.md").write_text(f"{TEXT}\n{number}\n", encoding="utf-8")
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "check", "drafts", "--format", "json", "--jobs", "2"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        for _ in range(2)
    ]  # fmt: skip
    found = {(*run.communicate(), run.wait()) for run in runs}
    assert len(found) == 1
    assert found.pop()[1] == b""
    assert len(entries(with_cache)) == 4
    assert list(Path(with_cache, "results").glob("*.half")) == []


def test_the_entries_that_were_not_used_for_longest_go_and_so_does_what_was_broken_off(with_cache: str) -> None:
    keys = [key_of([bytes([number])]) for number in range(4)]
    for number, key in enumerate(keys):
        assert keep(key, b"x" * 1000) == ""
        os.utime(Path(with_cache, "results", f"{key.name}.result"), (number, number))
    old, new = (Path(with_cache, "results", f"{name}.half") for name in ("old", "new"))
    for half in (old, new):
        half.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert recall(keys[0]) is None  # these are no results; but it was used now
    size = entries(with_cache)[0].stat().st_size
    clear(2 * size)
    assert {file.stem for file in entries(with_cache)} == {keys[0].name, keys[3].name}
    assert (old.exists(), new.exists()) == (False, True)


def test_no_cache_is_used_where_nobody_wants_one(
    folder: Path, with_cache: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "drafts", "--no-cache"])
    main(["check", "drafts/a.md"])  # to look for one file takes about as long as to check it
    mine = Plugins(brought_reporters=(("mine", ("mine", lambda report, conclusion, presentation: "")),))
    with monkeypatch.context() as installed:
        installed.setattr("agreementlint.cli.workplace.load_plugins", lambda choice: mine)
        assert main(["check", "drafts", "--format", "mine"]) == 1  # nobody knows what a plugin's format looks at
    monkeypatch.setenv("AGREEMENTLINT_NO_CACHE", "1")
    main(["check", "drafts"])
    assert not Path(with_cache, "results").exists()
    capsys.readouterr()


def test_a_cache_in_a_repository_is_passed_over_by_git(folder: Path, with_cache: str) -> None:
    main(["check", "drafts"])
    assert Path(with_cache, "results", ".gitignore").read_text(encoding="ascii") == "*\n"


def test_what_is_sealed_opens_with_its_secret_only_and_never_looks_the_same() -> None:
    secret, data = b"s" * 32, b"The coach keeps notes." * 100
    one, other = sealed(data, secret), sealed(data, secret)
    assert unsealed(one, secret) == unsealed(other, secret) == data
    assert one != other
    assert unsealed(one, b"t" * 32) is None
    assert unsealed(one[:-1] + bytes([one[-1] ^ 1]), secret) is None
    assert unsealed(sealed(b"", secret), secret) == b""


def test_what_a_plugin_is_told_is_in_the_key() -> None:
    """The same rules of a plugin may find something else where the configuration tells them something else."""
    workplace = set_up(Job(selected=("retention-schedule",)))
    selection, keys = workplace.selection, set()
    for years in ("6 years", "7 years"):
        told = PluginTable("practice", {"claims": years}, {})
        job = replace(workplace.job, plugins=PluginChoice(told=(told,)))
        memory = memory_for(replace(workplace, job=job))
        assert memory.key("a.md", None, selection, b"", []) == memory.key("a.md", None, selection, b"", [])
        keys.add(memory.key("a.md", None, selection, b"", []).name)
    assert len(keys) == 2
