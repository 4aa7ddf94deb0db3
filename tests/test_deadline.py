"""A text that takes for ever is answered in time, whatever it is that takes so long."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from time import process_time

import pytest

from agreementlint.cli import deadline, main, onefile
from agreementlint.cli.deadline import in_time
from agreementlint.cli.workplace import Workplace
from agreementlint.errors import UnreadableFile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no clock of processor time")

GOOD = (
    "# Coaching Agreement\n\nThis coaching agreement is made between the Coach and the Client.\n\n"
    "The coach may disclose information where a court order requires it.\n"
)


def endless() -> None:
    while True:
        with suppress(Exception):  # as where a rule fails and the others are still to be heard
            sum(range(1000))


def test_what_takes_too_long_is_ended_and_says_so() -> None:
    with pytest.raises(UnreadableFile, match="checking it takes longer than"), in_time("a.md", 0.01):
        endless()


def test_what_is_in_time_is_left_alone_and_the_clock_is_put_away() -> None:
    with in_time("a.md", 0.01):
        pass
    sum(range(2_000_000))  # far longer than the clock would have waited


def test_the_code_of_others_is_not_broken_off_while_it_holds_a_lock() -> None:
    lock = Lock()
    library = """
def hold(lock, seconds):
    lock.acquire()
    end = process_time() + seconds
    while process_time() < end:
        pass
    lock.release()
"""
    code: dict[str, object] = {"__name__": "library", "process_time": process_time}
    exec(library, code)
    ours = {"__name__": "agreementlint.something", "lock": lock, "hold": code["hold"]}
    with pytest.raises(UnreadableFile), in_time("a.md", 0.01):
        exec("hold(lock, 0.3)\nwhile True: pass", ours)
    assert not lock.locked()


def test_an_error_goes_through_the_deadline() -> None:
    with pytest.raises(ValueError, match="wrong"), in_time("a.md"):
        raise ValueError("wrong")


def test_in_a_thread_there_is_no_deadline_and_no_error() -> None:
    done: list[bool] = []

    def work() -> None:
        with in_time("a.md", 0.01):
            sum(range(2_000_000))
        done.append(True)

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_one_file_that_takes_too_long_makes_the_run_incomplete_and_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("endless.md").write_text(GOOD, encoding="utf-8")
    Path("good.md").write_text(GOOD, encoding="utf-8")
    in_time, others = deadline.in_time, onefile._others

    def endless_for_one(path: str, workplace: Workplace) -> list[tuple[str, bytes]]:
        if path == "endless.md":
            endless()
        return others(path, workplace)

    monkeypatch.setattr(onefile, "_others", endless_for_one)
    monkeypatch.setattr(onefile, "in_time", lambda path: in_time(path, 0.001 if path == "endless.md" else 600))
    assert main(["check", ".", "--select", "limit-law-or-court"]) == 3
    shown = " ".join(capsys.readouterr().out.split())
    assert "checking it takes longer than 0.001 seconds" in shown
    assert "1 document checked" in shown
