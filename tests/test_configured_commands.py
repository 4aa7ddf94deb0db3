"""`review`, `compare` and `outline` follow the configuration and waivers of a repository as `check` does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest

from agreementlint.cli import main

EXAMPLES = Path(__file__).parents[1] / "examples"
RULE = "unfilled-placeholder"
WAIVER = f"agreementlint: allow {RULE} because the client fills this in on the day of signing; by Ida Holm"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a draft in Word."""
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    Path("drafts").mkdir()
    document = docx.Document()
    document.add_heading("Coaching Agreement", 1)
    document.add_paragraph("This coaching agreement is made between the Coach and the Client. The coach coaches.")
    document.add_paragraph("The client pays the coach EUR [amount] for each session.")
    document.save("drafts/a.docx")
    return tmp_path


def configure(text: str) -> None:
    Path("agreementlint.yaml").write_text(text, encoding="utf-8")


def reviewed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, list[str]]:
    """The status, what is said, and the remarks that a review leaves."""
    status = main(["review", "drafts/a.docx", "--output", "out.docx", "--overwrite", *arguments])
    said = " ".join(capsys.readouterr().out.split())
    remarks = [each.text for each in docx.Document("out.docx").comments]
    return status, said, [each for each in remarks if "summary (the whole document)" not in each]


def test_a_review_says_what_the_configuration_asks_and_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    configure(
        f"select: [{RULE}, retention-schedule]\noverrides:\n- paths: ['drafts/*']\n  ignore: [retention-schedule]\n"
    )
    status, _, remarks = reviewed(capsys)
    assert status == 1
    assert [RULE in each for each in remarks] == [True]
    configure(f"select: [{RULE}]\nfail_on: error\nseverities: {{{RULE}: info}}\n")
    assert reviewed(capsys)[0] == 0
    assert len(reviewed(capsys, "--no-config")[2]) > 5


def test_a_review_takes_the_kind_that_the_configuration_gives(capsys: pytest.CaptureFixture[str]) -> None:
    configure("overrides:\n- paths: ['drafts/*']\n  kind: internal\n")
    assert "read as an agreement with an internal coach" in reviewed(capsys)[1]
    assert "between a coach and a client" in reviewed(capsys, "--kind", "two_party")[1]


def test_a_review_leaves_alone_what_somebody_lets_stand(capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document("drafts/a.docx")
    document.add_comment(document.paragraphs[0].runs, WAIVER, author="Ida", initials="I")
    document.save("drafts/a.docx")
    status, said, remarks = reviewed(capsys, "--select", RULE)
    assert (status, remarks) == (0, [WAIVER])
    assert "1 finding somebody lets stand has no remark." in said


def test_a_review_says_what_is_wrong_with_a_waiver(capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document("drafts/a.docx")
    document.add_comment(document.paragraphs[0].runs, f"agreementlint: allow {RULE}", author="Ida", initials="I")
    document.save("drafts/a.docx")
    status, _, remarks = reviewed(capsys, "--select", RULE)
    assert status == 1
    assert len(remarks) >= 2  # theirs, and ours on the blank


def test_an_outline_takes_the_kind_that_the_configuration_gives(capsys: pytest.CaptureFixture[str]) -> None:
    configure("overrides:\n- paths: ['drafts/*']\n  kind: internal\n")
    assert main(["outline", "drafts/a.docx"]) == 0
    assert "Read as an agreement with an internal coach" in " ".join(capsys.readouterr().out.split())
    main(["outline", "drafts/a.docx", "--no-config"])
    assert "internal" not in capsys.readouterr().out


def test_a_comparison_asks_what_the_configuration_asks(capsys: pytest.CaptureFixture[str]) -> None:
    for name, source in (("old", "good-two-party.md"), ("new", "weak-internal.md")):
        shutil.copy(EXAMPLES / source, f"drafts/{name}.md")
    found: list[set[str]] = []
    for asked in ("", "select: [active-storage]\n", "select: [unfilled-placeholder]\n"):
        configure(asked)
        main(["compare", "drafts/old.md", "drafts/new.md", "--kind", "two_party", "--format", "json"])
        found.append({each["rule"] for each in json.loads(capsys.readouterr().out)["changes"]})
    assert {"active-storage"} == found[1] < found[0]
    assert found[2] <= {"unfilled-placeholder"}


def test_a_mistake_in_the_configuration_stops_each_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    configure("severties: {}\n")
    for arguments in (["review", "drafts/a.docx"], ["outline", "drafts/a.docx"], ["compare", *["drafts/a.docx"] * 2]):
        assert main(arguments) == 2
        assert "agreementlint.yaml:1:1" in capsys.readouterr().err
    assert not Path("drafts/a.reviewed.docx").exists()
