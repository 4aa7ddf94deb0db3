"""Writes the example of a class: what Moodle gives for download, byte for byte the same each time.

python examples/make_class.py FOLDER     writes submissions.zip and Grades.csv there
"""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TIME = (1980, 1, 1, 0, 0, 0)
# Full name, number of the participant, the headings of the parts that this student forgot, and what stands there instead.
VAGUE = "The Coach may have to speak to someone if she is afraid for the Client or for the people around him."
STUDENTS = (
    ("Jane Roe", 101, (), ""),
    ("José Müller", 102, ("Records", "Conflicts"), ""),
    ("Ann Lee", 103, ("Limits",), f"## Emergencies\n\n{VAGUE}\n\n"),
)
NOBODY = ("Finn O'Neil", 104)  # handed nothing in
HEAD = (
    "Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade", "Grade can be changed",
    "Last modified (submission)", "Last modified (grade)", "Feedback comments",
)  # fmt: skip


def without(text: str, headings: tuple[str, ...], instead: str) -> str:
    """The text with other words for the sections whose heading has one of these words."""
    parts = re.split(r"(?m)^(?=## )", text)
    forgotten = [any(re.match(rf"## (\d+\.? )?.*{each}", part) for each in headings) for part in parts]
    return "".join(instead if is_gone else part for part, is_gone in zip(parts, forgotten, strict=True))


def submissions() -> bytes:
    """The archive of "Download all submissions"."""
    text = (HERE / "good-two-party.md").read_text(encoding="utf-8")
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_STORED) as archive:
        for name, number, forgotten, instead in STUDENTS:
            entry = zipfile.ZipInfo(f"{name}_{number}_assignsubmission_file/agreement.md", TIME)
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            archive.writestr(entry, f"{without(text, forgotten, instead)}\n")
    return page.getvalue()


def worksheet() -> bytes:
    """The file of "Download grading worksheet"."""
    page = io.StringIO()
    table = csv.writer(page, lineterminator="\n")
    table.writerow(HEAD)
    for name, number in (*((name, number) for name, number, *_ in STUDENTS), NOBODY):
        is_there = number != NOBODY[1]
        status = "Submitted for grading - " if is_there else "No submission - "
        when = "Monday, 2 March 2026, 10:15 AM" if is_there else "-"
        address = f"{name.split()[0].lower()}@example.org"
        table.writerow([f"Participant {number}", name, address, status, "", "100.00", "Yes", when, "-", ""])
    return page.getvalue().encode("utf-8")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "submissions.zip").write_bytes(submissions())
    (folder / "Grades.csv").write_bytes(worksheet())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "class")
