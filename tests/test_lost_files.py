"""A file that ends, swells or hangs the process that checks it costs itself: it is reported, and so are all others."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from processes import ended

from agreementlint.cli import batch, crew, main
from agreementlint.cli.onefile import Checked, check_file
from agreementlint.cli.workplace import Job, set_up
from agreementlint.document import Document
from agreementlint.errors import CrashedOn
from agreementlint.lint import lint
from agreementlint.readers import read_document
from agreementlint.readers.limits import LIMITS
from agreementlint.report import DocumentReport
from agreementlint.ruleset import RuleSet
from agreementlint.workers import Bounds, Fate, Lost

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is done here has to be inherited by the workers")

GOOD = (
    "# Coaching Agreement\n\nThis coaching agreement is made between the Coach and the Client. The coach coaches.\n\n"
    "## Confidentiality\n\nThe coach may disclose information where a court order requires it.\n"
)
HARM: dict[str, Callable[[], object]] = {
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "swells": lambda: b"x" * 3_000_000_000,
    "hangs": lambda: time.sleep(1000),
    "leaves": lambda: os._exit(0),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ten agreements, in a run in which the names of files say what happens to whoever checks them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    (tmp_path / "drafts").mkdir()
    for number in range(10):
        (tmp_path / "drafts" / f"{number}.md").write_text(GOOD, encoding="utf-8")

    def harmed(document: Document, ruleset: RuleSet, *rest: None) -> DocumentReport:
        HARM.get(Path(document.path).stem, lambda: None)()
        return lint(document, ruleset)

    monkeypatch.setattr("agreementlint.cli.onefile.lint", harmed)
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, int], str]:
    """The status, the number of outcomes by path, and what was said of the rest."""
    status = main(["check", "drafts", "--select", "limit-law-or-court", "--format", "json", *arguments])
    captured = capsys.readouterr()
    documents = json.loads(captured.out)["documents"]
    said = " ".join(each["why"] for document in documents for each in document["unread"])
    assert active_children() == []
    return status, {each["path"]: len(each["outcomes"]) for each in documents}, said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("killed", "its process was killed (SIGKILL)"),
        ("swells", "checking it takes more than 400 MB of memory"),
        ("hangs", "checking it takes longer than"),
        ("leaves", "its process ended by itself (status 0)"),
    ],
)
def test_a_lost_file_is_reported_and_every_other_is_checked(
    name: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "hangs":
        check(capsys, "--jobs", "1")  # what is loaded late is loaded now, and takes no worker's time
        monkeypatch.setattr(crew, "BOUNDS", Bounds(waiting=4))
    Path("drafts", f"{name}.md").write_text(GOOD, encoding="utf-8")
    status, outcomes, why = check(capsys, "--jobs", "2")
    assert status == 3
    assert outcomes == {**{f"drafts/{number}.md": 1 for number in range(10)}, f"drafts/{name}.md": 0}
    assert said in why
    assert list((folder / "temporary").iterdir()) == []


def test_a_word_file_among_others_is_opened_where_it_can_do_no_harm(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where one process is enough: the other files must not be lost with it."""
    Path("drafts/killed.docx").write_bytes(b"whatever")

    def dying(path: str, data: bytes, *rest: object) -> Document:
        if path.endswith(".docx"):
            HARM["killed"]()
        return read_document(path, data)

    monkeypatch.setattr("agreementlint.cli.onefile.read", dying)
    status, outcomes, why = check(capsys)
    assert (status, outcomes["drafts/killed.docx"], outcomes["drafts/1.md"]) == (3, 0, 1)
    assert "SIGKILL" in why


def test_memory_that_runs_out_in_this_process_is_said_of_the_file(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(HARM, "1", _swollen)
    status, outcomes, why = check(capsys, "--jobs", "1")
    assert (status, outcomes["drafts/1.md"], outcomes["drafts/2.md"]) == (3, 0, 1)
    assert "of memory" in why


def _swollen() -> None:
    raise MemoryError


def test_what_fails_in_a_worker_without_a_word_of_ours_is_our_bug() -> None:
    lost = crew.failed("a.md", Lost(Fate.RAISED, error="PicklingError"))
    assert (lost.error, lost.problem) == (CrashedOn, "agreementlint failed on it (PicklingError)")


def test_an_interrupt_ends_a_run_at_once_and_leaves_no_process(folder: Path) -> None:
    """As Ctrl-C does: the signal goes to all processes of the run."""
    program = (
        "import os, sys, time\n"
        "from agreementlint.cli import main, onefile\n"
        "def sleep(*_):\n    os.write(1, b'at work\\n')\n    time.sleep(1000)\n"
        "onefile.lint = sleep\n"
        "sys.exit(main(['check', 'drafts', '--jobs', '2']))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    started = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True,
    )  # fmt: skip
    with ended(started) as run:
        assert run.stdout is not None
        assert [run.stdout.readline() for _ in range(2)] == ["at work\n"] * 2
        os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (130, "agreementlint: interrupted\n")
    assert list((folder / "temporary").iterdir()) == []


def test_a_file_that_unpacks_to_much_is_checked_where_memory_is_bounded_also_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is small when it is packed may be large; an ordinary file is checked in this process."""
    workplace = set_up(Job(selected=("limit-law-or-court",)))
    for name, size, is_harmful in (("large.docx", LIMITS.weighty_bytes + 1, True), ("small.docx", 1000, False)):
        with ZipFile(name, "w", ZIP_DEFLATED) as packed:
            packed.writestr("word/document.xml", "x" * size)
            packed.writestr("word/media/picture.png", "x" * LIMITS.weighty_bytes)
        assert batch.are_harmful([name], workplace) == is_harmful
    Path("broken.docx").write_bytes(b"PK" + b"x" * LIMITS.weighty_bytes)
    assert batch.are_harmful(["broken.docx"], workplace)
    assert not batch.are_harmful(["drafts/1.md"], workplace)
    assert not batch.are_harmful(["gone.docx"], workplace)
    assert main(["check", "large.docx", "--format", "json"]) == 3
    assert "unpacks to over" in capsys.readouterr().out


def test_a_worker_that_was_not_forked_loads_for_itself_what_it_needs(folder: Path) -> None:
    """As on macOS and Windows: only the job goes from process to process."""
    job = Job(selected=("limit-law-or-court",))
    checker = crew._Checker(set_up(job), None)
    loaded = pickle.loads(pickle.dumps(checker))
    assert loaded._workplace.job == job
    [there, here] = loaded("drafts/1.md"), check_file("drafts/1.md", set_up(job))
    assert isinstance(there, Checked)
    assert isinstance(here, Checked)
    assert there.verdicts == here.verdicts
