"""Submissions are found as learning platforms, folders and manifests name them, and nothing of it is lost."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.grading.collecting import Class, find_submissions
from agreementlint.grading.downloads import named_by_canvas, named_by_moodle
from agreementlint.grading.manifest import read_manifest
from agreementlint.grading.storage import contents
from agreementlint.grading.submission import Source, SubmittedFile


def unpacked(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def packed(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def listed(found: Class) -> dict[str, tuple[str, list[str]]]:
    return {str(each.key): (each.name, [file.name for file in each.files]) for each in found.submissions}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Ada Lovelace_1234_assignsubmission_file/terms.docx", ("1234", "Ada Lovelace", "terms.docx")),
        ("Ada Lovelace_1234_assignsubmission_file_/terms.docx", ("1234", "Ada Lovelace", "terms.docx")),
        ("Ada Lovelace_1234_assignsubmission_file_my_terms.docx", ("1234", "Ada Lovelace", "my_terms.docx")),
        ("Participant 77_77_assignsubmission_file/a/b.pdf", ("77", "Participant 77", "a/b.pdf")),
        ("class/Ōe Kenzaburō_5_assignsubmission_onlinetext/onlinetext.html", ("5", "Ōe Kenzaburō", "onlinetext.html")),
        ("Group A-Ada Lovelace_9_assignsubmission_file/t.md", ("9", "Group A-Ada Lovelace", "t.md")),
    ],
)
def test_a_name_in_a_moodle_download_says_whose_it_is(place: str, expected: tuple[str, str, str]) -> None:
    said = named_by_moodle(place)
    assert said is not None
    assert (said.key, said.name, said.original) == expected
    assert dict(said.ids)["participant"] == expected[0]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("lovelaceada_1234_56789_terms.docx", ("1234", "lovelaceada", "terms.docx", False)),
        ("lovelaceada_LATE_1234_56789_my_terms-1.docx", ("1234", "lovelaceada", "my_terms-1.docx", True)),
        ("lovelaceada_1234_text.html", ("1234", "lovelaceada", "text.html", False)),
        ("lovelaceada_LATE_1234_link.html", ("1234", "lovelaceada", "link.html", True)),
        ("anon_x7Q2a_56789_terms.docx", ("x7Q2a", "anon x7Q2a", "terms.docx", False)),
        ("anon_LATE_x7Q2a_text.html", ("x7Q2a", "anon x7Q2a", "text.html", True)),
    ],
)
def test_a_name_in_a_canvas_download_says_whose_it_is(place: str, expected: tuple[str, str, str, bool]) -> None:
    said = named_by_canvas(place)
    assert said is not None
    assert (said.key, said.name, said.original, said.late) == expected


@pytest.mark.parametrize("place", ["terms.docx", "Ada_terms.docx", "a_1_b.docx", "Ada_1_assignfeedback.docx"])
def test_a_name_of_no_platform_is_taken_for_none(place: str) -> None:
    assert named_by_moodle(place) is None
    assert named_by_canvas(place) is None


MOODLE = {
    "Ada Lovelace_11_assignsubmission_file/terms.md": "ada",
    "Ada Lovelace_11_assignsubmission_onlinetext/onlinetext.html": "<p>see file</p>",
    "Ben Okri_12_assignsubmission_file/terms.md": "ben",
    "__MACOSX/._x": "junk",
}


def test_a_moodle_download_is_read_packed_and_unpacked_alike(tmp_path: Path) -> None:
    expected = {"11": ("Ada Lovelace", ["terms.md", "onlinetext.html"]), "12": ("Ben Okri", ["terms.md"])}
    zipped = find_submissions(packed(tmp_path / "class.zip", MOODLE))
    folder = find_submissions(unpacked(tmp_path / "class", MOODLE))
    assert listed(zipped) == listed(folder) == expected
    assert zipped.source is folder.source is Source.MOODLE
    assert [f.hash for s in zipped.submissions for f in s.files] == [
        f.hash for s in folder.submissions for f in s.files
    ]


def test_a_download_stays_packed_and_its_files_are_read_from_it(tmp_path: Path) -> None:
    found = find_submissions(packed(tmp_path / "class.zip", MOODLE))
    file = found.submissions[0].files[0]
    assert contents(file) == b"ada"
    assert file.place == "Ada Lovelace_11_assignsubmission_file/terms.md"
    assert [each.name for each in tmp_path.iterdir()] == ["class.zip"]


def test_a_canvas_download_keeps_its_ids_and_who_was_late(tmp_path: Path) -> None:
    files = {"lovelaceada_LATE_21_301_terms.md": "x", "okriben_22_302_terms.md": "y", "readme.txt": "z"}
    found = find_submissions(packed(tmp_path / "c.zip", files))
    assert found.source is Source.CANVAS
    assert [(each.key, each.late, each.id("attachment")) for each in found.submissions] == [
        ("21", True, "301"),
        ("22", False, "302"),
    ]
    assert found.passed_over == ("readme.txt",)


def test_in_a_plain_folder_every_file_and_every_folder_is_a_submission(tmp_path: Path) -> None:
    files = {"ada.md": "x", "ben/terms.md": "y", "ben/plan.md": "z", "marks.csv": "", "notes.yaml": "", ".hidden": ""}
    found = find_submissions(unpacked(tmp_path / "class", files))
    assert listed(found) == {"ada": ("ada", ["ada.md"]), "ben": ("ben", ["plan.md", "terms.md"])}
    assert set(found.passed_over) == {"marks.csv", "notes.yaml"}


def test_plans_in_yaml_are_submissions_where_plans_are_asked_for(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "class", {"ada.yaml": "x", "ben.yaml": "y"})
    assert set(listed(find_submissions(folder, plans=True))) == {"ada", "ben"}
    with pytest.raises(BadConfiguration, match="no submission was found"):
        find_submissions(folder)


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    found = find_submissions(unpacked(tmp_path / "class", {"ada.md": "x", "ada.txt": "y", "ben.md": "z"}))
    assert set(listed(found)) == {"ada.md", "ada.txt", "ben"}


def test_a_folder_that_was_packed_as_a_whole_is_looked_into(tmp_path: Path) -> None:
    found = find_submissions(packed(tmp_path / "c.zip", {"class/ada.md": "x", "class/ben.md": "y"}))
    assert listed(found) == {"ada": ("ada", ["ada.md"]), "ben": ("ben", ["ben.md"])}
    assert contents(found.submissions[1].files[0]) == b"y"


MANIFEST = """\
key;file;name;submitted_at;due;late;group;Matrikelnummer
a1;ada.md;Lovelace, Ada;2026-11-20T23:10:00+01:00;;no;G1;0042
a2;ben.md;Okri, Ben;;2026-11-25T12:00:00Z;yes;G1;0043
a3;;Carr, Cy;;;;;
"""


def test_a_manifest_names_files_times_groups_and_who_handed_nothing_in(tmp_path: Path) -> None:
    unpacked(tmp_path, {"ada.md": "x", "ben.md": "y", "class.csv": MANIFEST})
    found = find_submissions(tmp_path / "class.csv")
    ada, ben, cy = sorted(found.submissions, key=lambda each: each.key)
    assert found.source is Source.MANIFEST
    assert (ada.name, ada.group, ada.members, ada.id("Matrikelnummer")) == ("Lovelace, Ada", "G1", ("a1", "a2"), "0042")
    assert ada.submitted_at is not None
    assert ada.submitted_at.astimezone(UTC) == datetime(2026, 11, 20, 22, 10, tzinfo=UTC)
    assert (ben.late, ben.due) == (True, datetime(2026, 11, 25, 12, tzinfo=UTC))
    assert (cy.name, cy.files) == ("Carr, Cy", ())


def test_a_manifest_beside_a_download_adds_to_it(tmp_path: Path) -> None:
    zipped = packed(tmp_path / "class.zip", MOODLE)
    beside = tmp_path / "times.csv"
    beside.write_text("key,name,submitted_at\n11,,2026-11-20T10:00:00\n13,Carr Cy,\n", encoding="utf-8")
    found = {str(each.key): each for each in find_submissions(zipped, beside).submissions}
    assert found["11"].submitted_at == datetime(2026, 11, 20, 10)
    assert (found["11"].name, found["13"].name, found["13"].files) == ("Ada Lovelace", "Carr Cy", ())


def test_a_manifest_that_names_a_file_of_several_students_is_asked_whose_it_is(tmp_path: Path) -> None:
    names = [f"{each}_assignsubmission_file/terms.md" for each in ("Ada Lovelace_11", "Ben Okri_12")]
    folder = unpacked(tmp_path / "class", dict.fromkeys(names, "words " * 50))
    manifest = tmp_path / "list.csv"
    manifest.write_text("file,late\nterms.md,yes\n", encoding="utf-8")
    with pytest.raises(BadConfiguration, match=r"2 submissions have a file of that name \(11, 12\)"):
        find_submissions(folder, manifest)
    manifest.write_text(f"file,late\n{names[1]},yes\n", encoding="utf-8")
    assert [(each.key, each.late) for each in find_submissions(folder, manifest).submissions] == [
        ("11", False),
        ("12", True),
    ]


def test_a_manifest_finds_files_by_their_names(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "class", {"ada.md": "x", "ben.md": "y"})
    beside = tmp_path / "names.csv"
    beside.write_text("file\tname\nada.md\tAda Lovelace\n", encoding="utf-8")
    assert listed(find_submissions(folder, beside))["ada"] == ("Ada Lovelace", ["ada.md"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fille,name\na.md,Ada\n", "1:1: a column 'file' or 'key' is wanted; did you mean 'file'?"),
        ("key,submitted_at\na,yesterday\n", "2:1: submitted_at: a time such as"),
        ("key,late\na,perhaps\n", "2:1: late: yes or no is wanted"),
        ("key,name\n,Ada\n", "2:1: neither 'key' nor 'file'"),
        ("key,file\na,x.md\nb,x.md\n", "3:1: 'x.md' stands in line 2 already"),
    ],
)
def test_a_mistake_in_a_manifest_is_told_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "m.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadConfiguration) as caught:
        read_manifest(path)
    assert expected in str(caught.value)


def test_what_is_no_folder_and_no_download_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="there is no file or folder"):
        find_submissions(tmp_path / "none.zip")
    (tmp_path / "a.zip").write_text("no zip", encoding="utf-8")
    with pytest.raises(BadConfiguration, match=r"it is no \.zip file"):
        find_submissions(tmp_path / "a.zip")


def test_a_file_that_is_gone_or_damaged_is_unreadable_and_has_no_hash(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        contents(SubmittedFile(str(tmp_path / "gone.md"), "gone.md", "", "gone.md"))
    path = packed(tmp_path / "c.zip", {"a_11_assignsubmission_file/t.md": "words " * 50})
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF  # inside the file's own bytes
    path.write_bytes(data)
    assert find_submissions(path).submissions[0].files[0].hash == ""


def test_a_link_is_not_followed_to_the_work_of_another(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "class", {"ann/terms.md": "words " * 50})
    (folder / "bob").mkdir()
    (folder / "bob" / "terms.md").symlink_to("../ann/terms.md")
    ann, bob = find_submissions(folder).submissions
    assert (ann.files[0].hash != "", bob.files[0].hash) == (True, "")
    with pytest.raises(UnreadableFile, match="a link to another file"):
        contents(bob.files[0])


def test_a_file_that_is_damaged_in_any_packing_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "c.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a_11_assignsubmission_file/t.md", "words and more words " * 50)
    data = bytearray(path.read_bytes())
    start = data.index(b"t.md") + len(b"t.md")
    data[start + 4 : start + 9] = b"\xff" * 5  # what says how it is packed
    path.write_bytes(data)
    assert find_submissions(path).submissions[0].files[0].hash == ""
