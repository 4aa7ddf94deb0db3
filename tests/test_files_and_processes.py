"""Which files a run takes, and that it says the same of them in one process and in several."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_runs import CRASHING, GOOD, ONLY, RULE, SHOPPING, WEAK, install_plugin, outcomes_of, put

from agreementlint.cli import main
from agreementlint.cli.batch import WORTH_A_PROCESS, processes_for
from agreementlint.cli.files import contents, shown
from agreementlint.errors import UnreadableFile
from agreementlint.readers import read_document
from agreementlint.readers.limits import LIMITS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_read_in_order_and_without_what_is_hidden_or_foreign(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (
        "b.md",
        "a/z.txt",
        "a/A.MD",
        ".hidden/x.md",
        ".hidden.md",
        "node_modules/x.md",
        "env/x.md",
        "photo.jpg",
        "~$b.md",
    ):
        put(folder / name, GOOD)
    put(folder / "env" / "pyvenv.cfg", "")
    status, documents = outcomes_of(capsys, ".", *ONLY)
    assert (status, list(documents)) == (0, ["a/A.MD", "a/z.txt", "b.md"])


def test_files_folders_and_patterns_name_each_file_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one.md", "sub/two.md", "sub/deep/three.md"):
        put(folder / name, GOOD)
    _, documents = outcomes_of(capsys, "one.md", "./one.md", str(folder / "one.md"), "sub/*.md", "**/three.md", *ONLY)
    assert list(documents) == ["one.md", "sub/deep/three.md", "sub/two.md"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder / "[draft] one.md", GOOD)
    assert list(outcomes_of(capsys, "[draft] one.md", *ONLY)[1]) == ["[draft] one.md"]


def test_paths_are_relative_to_the_working_folder(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder / "drafts" / "one.md", GOOD)
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    assert list(outcomes_of(capsys, str(folder / "drafts"), *ONLY)[1]) == ["../drafts/one.md"]


def test_standard_input_is_read_under_the_name_it_is_given(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments, path in (((), "-"), (("--stdin-name", "a.md"), "a.md"), (("--stdin-format", "text"), "-")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
        status, documents = outcomes_of(capsys, "-", *arguments, *ONLY)
        assert (status, list(documents)) == (0, [path])


def test_several_processes_give_the_same_bytes_and_status_as_one(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install_plugin(folder, monkeypatch, "crashing_in_processes", CRASHING)
    for name, text in (
        ("a.md", GOOD),
        ("b.md", WEAK),
        ("c.txt", SHOPPING),
        ("d.md", ""),
        ("e.doc", "x"),
        ("f.md", WEAK),
    ):
        put(folder / "drafts" / name, text)
    arguments = ["check", "drafts", "drafts/e.doc", "--select", f"{RULE},always-crashes", "--format", "json", "--jobs"]
    seen = set()
    for processes in ("1", "2", "3"):
        status = main([*arguments, processes])
        captured = capsys.readouterr()
        seen.add((status, captured.out, captured.err))
    assert len(seen) == 1
    assert len(json.loads(seen.pop()[1])["documents"]) == 6


def test_a_tree_is_reported_in_the_same_bytes_from_wherever_and_however_it_is_checked(folder: Path) -> None:
    """With one process and with eight, from another folder, with another locale and time zone."""
    for name, text in (("a.md", GOOD), ("b/ä.md", WEAK), ("b/c.txt", SHOPPING), ("b/d.md", ""), ("Z.md", WEAK)):
        put(folder / "drafts" / name, text)
    put(folder / "drafts" / "agreementlint.yaml", f"select: [{RULE}]\n")
    put(folder / "elsewhere" / "deep" / "x", "")
    program = "import sys; from agreementlint.cli import main; sys.exit(main(sys.argv[1:]))"
    plain = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    foreign = {**plain, "LC_ALL": "tr_TR.ISO-8859-9", "LANG": "tr_TR", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "7"}
    found = set()
    for cwd, path, jobs, environment in (
        (folder, "drafts", "1", plain),
        (folder / "drafts", ".", "8", plain),
        (folder / "elsewhere/deep", "../../drafts", "8", foreign),
    ):
        arguments = ["check", path, "--format", "json", "--output", "sarif=../out.sarif", "--jobs", jobs]
        run = subprocess.run([sys.executable, "-c", program, *arguments], cwd=cwd, env=environment, capture_output=True)
        found.add((run.returncode, run.stdout, (cwd / "../out.sarif").resolve().read_bytes()))
    assert len(found) == 1
    assert len(json.loads(found.pop()[1])["documents"]) == 5


def test_processes_are_started_only_where_the_work_pays_for_them(folder: Path) -> None:
    small = [shown(put(folder / f"{number}.md", GOOD)) for number in range(20)]
    assert processes_for(small, 0) == 1
    assert processes_for(small, 3) == 3
    assert processes_for(small[:2], 3) == 2
    large = [shown(put(folder / f"large-{number}.md", "word " * WORTH_A_PROCESS)) for number in range(2)]
    assert processes_for(large, 0) == min(2, len(os.sched_getaffinity(0)) if sys.platform == "linux" else 2)
    assert processes_for(["gone.md"], 0) == 1


def test_what_cannot_be_looked_at_in_a_folder_is_said_and_not_passed_over(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder / "drafts" / "good.md", GOOD)
    put(folder / "drafts" / "closed" / "shut.md", GOOD)
    (folder / "drafts" / "dead.md").symlink_to("nowhere.md")
    (folder / "drafts" / "round.md").symlink_to("round.md")
    (folder / "drafts" / "folder.md").mkdir()
    stat = Path.stat

    def refusing(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.parent.name == "closed":
            raise PermissionError(13, "Permission denied")
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refusing)
    status, documents = outcomes_of(capsys, "drafts", *ONLY)
    assert (status, list(documents)) == (
        3,
        ["drafts/closed/shut.md", "drafts/dead.md", "drafts/good.md", "drafts/round.md"],
    )
    assert documents["drafts/dead.md"].kind is None


def test_two_documents_of_one_name_are_both_in_the_json(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder / "a.md", GOOD)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WEAK.encode())))
    assert main(["check", "-", "a.md", "--stdin-name", "a.md", "--format", "json", *ONLY]) == 1
    assert [each["path"] for each in json.loads(capsys.readouterr().out)["documents"]] == ["a.md", "a.md"]


def test_closed_standard_input_is_no_bug(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["check", "-"]) == 3
    assert "standard input is closed" in capsys.readouterr().out


def test_a_plan_that_does_not_follow_its_schema_is_unreadable_to_every_command(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder / "plan.yaml", "- a\n- b\n")
    assert main(["check", "plan.yaml"]) == main(["outline", "plan.yaml"]) == 3


def test_a_rule_that_gives_no_verdict_has_crashed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install_plugin(
        folder,
        monkeypatch,
        "says_nothing",
        CRASHING.replace("raise LookupError(agreement.document.text)", "return None"),
    )
    put(folder / "a.md", GOOD)
    status, documents = outcomes_of(capsys, "a.md", "--select", "always-crashes")
    assert (status, documents["a.md"].verdicts) == (5, (("always-crashes", "crashed"),))


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are no files there")
def test_a_pipe_or_a_device_is_refused_and_never_waited_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("agreement.md")
    for path in ("agreement.md", "/dev/zero"):
        assert main(["check", path]) == 3
        assert "a pipe or a device" in " ".join(capsys.readouterr().out.split())
        assert main(["outline", path]) == 3


def test_a_pipe_in_a_folder_is_passed_over(folder: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("named pipes are no files there")
    os.mkfifo("pipe.md")
    (folder / "good.md").write_text(GOOD, encoding="utf-8")
    assert main(["check", ".", *ONLY]) == 0


def test_a_file_that_changes_while_it_is_read_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "growing.md"
    path.write_text(GOOD, encoding="utf-8")
    real = os.fstat
    calls: list[int] = []

    def grown(descriptor: int) -> os.stat_result:
        if calls:
            with path.open("a", encoding="utf-8") as file:
                file.write("More.\n")
        calls.append(descriptor)
        return real(descriptor)

    monkeypatch.setattr(os, "fstat", grown)
    with pytest.raises(UnreadableFile, match="changed while it was read"):
        contents("growing.md")


def test_a_file_over_the_limit_is_refused_unread(folder: Path) -> None:
    with Path("large.docx").open("wb") as file:
        file.truncate(LIMITS.file_bytes + 1)
    with pytest.raises(UnreadableFile, match="larger than 64 MB"):
        contents("large.docx")
    with pytest.raises(UnreadableFile, match="larger than 64 MB"):
        read_document("large.docx", b"\0" * (LIMITS.file_bytes + 1))
