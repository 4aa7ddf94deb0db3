"""`grade similarity` shows which submissions share passages, and the page shows them side by side."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agreementlint.cli import main
from agreementlint.grading.similar import Work, similarity_flags, similarity_page
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.similarity.in_class import compare_class

ROOT = Path(__file__).parents[1]
SAMPLE = (ROOT / "examples" / "good-two-party.md").read_text(encoding="utf-8")
COPIED = (
    "My grandmother kept bees behind the tannery, and what she told the bees stayed with the bees; I hold what clients"
    " tell me the same way, with R&D and four doors that I name here so that nobody is surprised when one of them opens."
)


def own(name: str) -> str:
    return " ".join(f"{name}{number} word{number}{name}" for number in range(60))


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("class")
    work = tmp_path / "work"
    work.mkdir()
    for name in ("ann", "bob", "cy"):
        copied = COPIED if name != "cy" else ""
        (work / f"{name}.md").write_text(f"{SAMPLE}\n\n## {name}\n\n{own(name)}\n\n{copied}\n", encoding="utf-8")
    (work / "dee.pdf").write_bytes(b"%PDF-1.7 broken")
    into = tmp_path / "marks"
    main(["grade", str(work), "--rubric", "two-party", "--into", str(into)])
    return into


def test_the_command_shows_who_shares_what_beside_a_sample_that_all_were_given(
    marks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    sample = str(ROOT / "examples" / "good-two-party.md")
    assert main(["grade", "similarity", "--into", str(marks), "--base", sample]) == 3  # one was not read
    told = " ".join(capsys.readouterr().out.split())
    assert "3 submissions compared" in told
    assert "ann and bob" in told
    assert "cy" not in told.replace("agency", "")
    assert "“My grandmother kept bees" in told
    assert "dee could not be read and was not compared." in told
    page = (marks / "similarity.html").read_text(encoding="utf-8")
    assert "R&amp;D and four doors" in page
    assert "<script" not in page
    assert "good-two-party.md" in page
    assert re.search(r"<p class=\"where\">line \d+", page)
    assert "plagiar" not in (page + told).lower()


def test_the_marker_is_told_with_the_mark_until_the_work_changes(
    marks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["grade", "similarity", "--into", str(marks), "--base", str(ROOT / "examples" / "good-two-party.md")])
    again = ["grade", str(marks.parent / "work"), "--rubric", "two-party", "--into", str(marks)]
    capsys.readouterr()
    main(again)
    told = " ".join(capsys.readouterr().out.split())
    assert "stand word for word in the work of bob as well" in told
    assert "in the work of cy" not in told
    work = marks.parent / "work" / "ann.md"
    before = work.read_text(encoding="utf-8")
    work.write_text(before.replace(COPIED, ""), encoding="utf-8")
    main(again)
    assert "in the work of bob" not in " ".join(capsys.readouterr().out.split())
    work.write_text(before, encoding="utf-8")
    (marks / "similarity.json").write_text("{", encoding="utf-8")
    assert main(again) == 3
    (marks / "similarity.json").unlink()


def test_without_the_sample_nobody_is_accused_of_having_used_it(
    marks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Five of a class and a quarter of it are needed for that; three who share everything are shown."""
    capsys.readouterr()
    main(["grade", "similarity", "--into", str(marks)])
    assert "ann and cy" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--least", "3"], "--least: 10 or more"),
        (["--base", "nowhere.docx"], "--base nowhere.docx: no such file"),
        (["--base", "empty.docx"], "--base empty.docx: the file is empty"),
        (["--into", "nowhere"], "nothing was marked into"),
    ],
)
def test_what_cannot_be_compared_is_said(
    arguments: list[str], says: str, marks: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(marks.parent)
    Path("empty.docx").write_bytes(b"")
    capsys.readouterr()
    assert main(["grade", "similarity", "--into", str(marks), *arguments]) == 2
    assert says in capsys.readouterr().err


def works(**texts: str) -> dict[str, Work]:
    rules = load_rules()
    return {
        key: Work(key.title(), lint(read_document(f"{key}.md", text.encode()), rules).agreement)
        for key, text in texts.items()
    }


def test_the_marker_of_each_is_told_what_share_and_which_words() -> None:
    class_ = works(ann=f"{own('ann')} {COPIED}", bob=f"{own('bob')} {own('more')}\n\n{COPIED}")
    found = compare_class({key: work.text for key, work in class_.items()})
    flags = similarity_flags(found, class_)
    (flag,) = flags["ann"]
    assert flag.sentence.startswith("28 % of the student's own words stand word for word in the work of Bob as well")
    assert flag.quotes[0].words.startswith("My grandmother")
    assert not flag.stops
    assert flags["bob"][0].sentence.startswith("16 %")


def test_what_strangers_share_is_shown_as_that_and_flags_nobody() -> None:
    law = "This agreement is governed by the laws of Ireland, and the courts of Ireland alone decide on it."
    class_ = works(ann=f"{own('ann')} {own('x')} {law}", bob=f"{own('bob')} {own('y')} {law}")
    found = compare_class({key: work.text for key, work in class_.items()})
    assert similarity_flags(found, class_) == {}
    assert "by chance" in similarity_page(found, class_, (), 12)


def test_a_class_that_shares_nothing_is_told_so() -> None:
    class_ = works(ann=own("ann"), bob=own("bob"))
    found = compare_class({key: work.text for key, work in class_.items()})
    assert "No two submissions share a passage." in similarity_page(found, class_, (), 12)
