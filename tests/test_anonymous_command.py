"""`grade anonymous` writes copies without names, shares them out, and keeps the map apart."""

from __future__ import annotations

import csv
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from marked_class import mark_class

from agreementlint.cli import main
from agreementlint.readers import read_document


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mark_class(tmp_path_factory.mktemp("class"))


@pytest.fixture
def desk(marked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return marked


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_copies_have_aliases_for_names_and_the_map_leads_back(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["grade", "anonymous", "--into", str(desk), "--aliases", "who.csv"]
    capsys.readouterr()
    assert main([*command, "--marker", "Ann", "--marker", "Moe", "--second", "50"]) == 3  # one cannot be read
    said = capsys.readouterr()
    assert "4 submissions without names" in said.out
    assert "cy" not in said.err
    who = rows(tmp_path / "who.csv")
    assert who[0][:3] == ["alias", "key", "name"]
    alias = {key: alias for alias, key, _ in who[1:]}
    assert (tmp_path / "who.csv").stat().st_mode & 0o077 == 0
    order = rows(tmp_path / "anonymous" / "order.csv")
    assert Counter(row[1] for row in order[1:]) == {"Ann": 2, "Moe": 2}
    assert sum(row[2] != "" for row in order[1:]) == 2
    files = {path.name for path in (tmp_path / "anonymous").iterdir()}
    assert files == {"order.csv", f"{alias['ann']}.md", f"{alias['bob']}.md", f"{alias['dee']}.docx"}
    with zipfile.ZipFile(tmp_path / "anonymous" / f"{alias['dee']}.docx") as copy:
        assert b"Dee Ray" not in copy.read("word/document.xml")
        assert f"{alias['dee']} Ray".encode() in copy.read("word/document.xml")
    copied = read_document("a.md", (tmp_path / "anonymous" / f"{alias['ann']}.md").read_bytes())
    assert "confidential" in copied.text
    assert main(command) == 2
    assert "is there already and is not empty" in capsys.readouterr().err
    before = (tmp_path / "who.csv").read_bytes()
    main([*command, "--copies", "again"])
    assert (tmp_path / "who.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--aliases", "who.csv", "--second", "101"], "--second: a number from 0 to 100"),
        (["--aliases", "who.csv", "--second", "10", "--marker", "Ann"], "a second marking needs a second marker"),
        (["--aliases", "anonymous/who.csv"], "is among the copies"),
        (["--aliases", "nowhere/who.csv"], "cannot be written"),
        (["--aliases", "."], "cannot be read"),
        (["--aliases", "broken.csv"], "broken.csv:1:1: a map of aliases begins with"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_written(
    arguments: list[str], says: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("broken.csv").write_text("x", encoding="utf-8")
    capsys.readouterr()
    assert main(["grade", "anonymous", "--into", str(desk), *arguments]) == 2
    assert says in capsys.readouterr().err
    assert not Path("anonymous").exists()


def test_a_map_that_cannot_be_written_is_left_as_it_was(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = "alias,key,name,seed=autumn\r\nBD-234,gone,Gone Student\r\n"
    Path("who.csv").write_text(before, encoding="utf-8", newline="")

    def full(path: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert main(["grade", "anonymous", "--into", str(desk), "--aliases", "who.csv"]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert Path("who.csv").read_bytes().decode() == before
    assert [path.name for path in Path().iterdir()] == ["who.csv"]
