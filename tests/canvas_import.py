"""What Canvas does with a gradebook and a zip that come back, by the rules of its importer."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

TOTALS = re.compile(
    "Current Score|Current Points|Current Grade|Final Score|Final Points|Final Grade|Override Score|Override Grade"
)


@dataclass(frozen=True, slots=True)
class Course:
    """Assignments by id with their titles, and the score of each student (by id) in each of them ("EX": excused)."""

    assignments: Mapping[int, str]
    scores: Mapping[tuple[int, int], str]
    students: Sequence[int]


@dataclass(frozen=True, slots=True)
class Imported:
    """Scores that an import changes, by student and assignment ("" clears one), and what it would create."""

    scores: dict[tuple[int, int], str] = field(default_factory=dict)
    new_assignments: list[str] = field(default_factory=list)
    new_students: list[str] = field(default_factory=list)


def imported(data: bytes, course: Course) -> Imported:
    """The changes; raises ValueError where Canvas says "Invalid header row"."""
    text = data.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    header = lines[0]
    if not (len(header) > 3 and "Student" in header[0] and "ID" in header[1]):
        raise ValueError("Invalid header row")
    fixed = 3
    if re.search(r"SIS\s+Login\s+ID", header[2]):
        fixed = 4
    elif re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3]):
        fixed = 5 + sum(bool(re.search("Integration ID|Root Account", cell)) for cell in header[4:6])
    if "Section" not in header[fixed - 1]:
        raise ValueError("Invalid header row")
    done = Imported()
    columns: dict[int, int] = {}
    for place, name in enumerate(header):
        if place < fixed or TOTALS.search(name):
            continue
        found = re.search(r"\((\d+)\)\s*$", name)
        if found and int(found[1]) in course.assignments:
            columns[place] = int(found[1])
        else:
            done.new_assignments.append(name)
    read_only = set[int]()
    for line in lines[1:]:
        if "Points Possible" in line[0]:
            read_only = {place for place in columns if re.search(r"read\s+only", line[place])}
            continue
        if all(re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell, re.IGNORECASE) for cell in line):
            continue
        if not line[1].isdecimal() or int(line[1]) not in course.students:
            done.new_students.append(line[0])
            continue
        for place, assignment in columns.items():
            before, after = course.scores.get((int(line[1]), assignment), ""), _number(line[place].strip())
            if after == "N/A":  # the cell of a student to whom it was not assigned is not looked at
                continue
            if place not in read_only and not _same(before, after):
                done.scores[int(line[1]), assignment] = after
    return done


def _delimiter(text: str) -> str:
    """The one with more fields in the first three lines, if they have equally many."""
    counts = {}
    for delimiter in (";", ","):
        sizes = {len(next(csv.reader([line], delimiter=delimiter), [])) for line in text.splitlines()[:3]}
        counts[delimiter] = sizes.pop() if len(sizes) == 1 else 0
    return ";" if counts[";"] > counts[","] else ","


def _number(cell: str) -> str:
    """A comma becomes a point; whatever stands before the last of them is one number."""
    if not re.fullmatch(r"-?[0-9.,]+%?", cell):
        return cell
    *parts, last = re.split("[,.]", cell)
    return f"{''.join(parts)}.{last}" if parts else last


def _same(before: str, after: str) -> bool:
    missing = {"", "-"}
    if before == after or (before in missing and after in missing):
        return True
    if before in missing or after in missing or "EX" in (before.upper(), after.upper()):
        return False
    try:
        return _two(before) == _two(after)
    except ArithmeticError:
        return False


def _two(text: str) -> Decimal:
    return Decimal(text).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def comments(data: bytes, attachments: Mapping[int, tuple[int, str]]) -> dict[tuple[int, str], bytes]:
    """The files that become comments, by user and name; attachments have their user and file name."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            pieces = name.rsplit("/", 1)[-1].split("_")
            numbers = [int(piece) for piece in pieces if re.fullmatch(r"\d+", piece)][:2]
            if len(numbers) < 2 or pieces[-1].startswith("link") or name.startswith("._"):
                continue
            user, attachment = numbers
            if attachment in attachments and attachments[attachment][0] == user:
                found[user, name] = archive.read(name)
    return found
