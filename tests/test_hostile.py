"""Files that were made to hang, blind or break what reads them end in an answer or in a clear refusal."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hostile_files import Hostile, files

from agreementlint.cli.batch import check_files
from agreementlint.cli.workplace import Job, Workplace, set_up
from agreementlint.conclusion import Gate, conclude
from agreementlint.errors import BadConfiguration, CrashedOn, UnreadableFile
from agreementlint.readers import read_document
from agreementlint.readers.apart import read_untrusted
from agreementlint.report import Report

ROOT = Path(__file__).parents[1]

QUICK = [file for file in files() if not file.is_slow]
EXAMPLES = ROOT / "examples"
KILOBYTE = 1024


@pytest.fixture(scope="module")
def workplace() -> Workplace:
    return set_up(Job(selected=("limit-law-or-court", "retention-schedule")))


@pytest.mark.parametrize("file", QUICK, ids=lambda file: file.name)
def test_a_hostile_file_ends_with_the_right_status_and_leaves_nothing_behind(
    file: Hostile, workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, temporary = tmp_path / "folder" / "inner", tmp_path / "temporary"
    folder.mkdir(parents=True)
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.chdir(folder)
    Path(file.name).write_bytes(file.make())
    reports, failed = check_files([file.name], workplace, 1)
    assert conclude(Report(tuple(reports), tuple(failed)), Gate(), strict=False).status in file.statuses
    assert not any(isinstance(error, CrashedOn) for error in failed)
    assert all(error.advice and "root:" not in str(error) for error in failed)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [folder / file.name]


def in_steps(name: str) -> list[tuple[str, int]]:
    """The lengths at which a file is cut: at every kilobyte, and in its first and last one at every hundred bytes."""
    size = len((EXAMPLES / name).read_bytes())
    cuts = {*range(100, KILOBYTE, 100), *range(KILOBYTE, size, KILOBYTE), *range(max(size - KILOBYTE, 1), size, 100)}
    return [(name, length) for length in sorted(cuts)]


@pytest.mark.parametrize(
    ("name", "length"), [*in_steps("good-sponsored.docx"), *in_steps("weak-sponsored.pdf")], ids=str
)
def test_a_word_or_pdf_file_that_is_cut_short_anywhere_is_refused(name: str, length: int) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_untrusted(name, (EXAMPLES / name).read_bytes()[:length])
    assert refused.value.advice
    assert not isinstance(refused.value, CrashedOn)


@pytest.mark.parametrize(
    ("name", "length"), [*in_steps("good-two-party.md"), *in_steps("data-handling-plan.yaml")], ids=str
)
def test_a_text_that_is_cut_short_anywhere_is_answered(name: str, length: int) -> None:
    try:
        said = read_document(name, (EXAMPLES / name).read_bytes()[:length]).text
    except (UnreadableFile, BadConfiguration) as error:
        said = str(error)
    assert said
