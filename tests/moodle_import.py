"""What Moodle does with a worksheet and a feedback zip that come back, by the rules of its import."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Language:
    """The translated texts by which the import finds its columns, and the decimal mark of the language."""

    identifier: str
    grade: str
    modified: str
    feedback: str
    participant: str
    decimal: str


ENGLISH = Language("Identifier", "Grade", "Last modified (grade)", "Feedback comments", "Participant ", ".")
GERMAN = Language(
    "ID", "Bewertung", "Zuletzt geändert (Bewertung)", "Feedback als Kommentar", "Teilnehmer/in", ","
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stored:
    """What the server has for a participant; `newer` if it was graded after the worksheet was exported."""

    grade: Decimal | str | None = None
    feedback: str = ""
    locked: bool = False
    newer: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment on the server: points out of a maximum, or a scale."""

    participants: Mapping[int, Stored]
    maximum: Decimal = Decimal(100)
    scale: tuple[str, ...] = ()
    language: Language = ENGLISH
    delimiter: str = ","


@dataclass(frozen=True, slots=True)
class Imported:
    """The grades and feedback that an import changed, by participant."""

    grades: dict[int, Decimal | str] = field(default_factory=dict)
    feedback: dict[int, str] = field(default_factory=dict)


def imported(data: bytes, assignment: Assignment, *, ignore_modified: bool = False) -> Imported:
    """The changes that an upload makes; raises ValueError where Moodle says that the file is no worksheet."""
    words = assignment.language
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=assignment.delimiter))
    header = rows[0]
    if not {words.identifier, words.grade, words.modified} <= set(header):
        raise ValueError("Invalid grading worksheet")
    done = Imported()
    for row in rows[1:]:
        if len(row) != len(header):
            raise ValueError("a row of another length")
        cells = dict(zip(header, row, strict=True))
        number = cells[words.identifier].removeprefix(words.participant)
        if not number.isdecimal() or int(number) not in assignment.participants:
            continue
        now = assignment.participants[int(number)]
        grade = _grade(cells[words.grade], assignment)
        if not (
            grade is None
            or grade == now.grade
            or (now.newer and not ignore_modified)
            or now.locked
            or (isinstance(grade, Decimal) and (grade < 0 or grade > assignment.maximum))
        ):
            done.grades[int(number)] = grade
        text = cells.get(words.feedback)
        if text is not None and text != now.feedback and (ignore_modified or not now.newer):
            done.feedback[int(number)] = text
    return done


def _grade(cell: str, assignment: Assignment) -> Decimal | str | None:
    if assignment.scale:
        return cell if cell in assignment.scale else None
    text = cell.strip().replace(" ", "").replace(assignment.language.decimal, ".")
    number = re.match(r"-?\d+(?:\.\d+)?", text)  # as PHP does: what follows the number is dropped without a word
    return Decimal(number[0]) if number else None


def feedback_files(data: bytes, submitted: Mapping[int, Mapping[str, bytes]]) -> dict[tuple[int, str], bytes]:
    """The feedback files that an uploaded zip makes, by participant and name."""
    found: dict[tuple[int, str], bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for each in archive.infolist():
            parts = each.filename.split("/")
            if each.is_dir() or parts[-1].startswith((".", "~")):
                continue
            while parts:
                pieces = parts.pop(0).split("_", 4)
                if len(pieces) < 4 or not pieces[1].isdecimal() or int(pieces[1]) not in submitted:
                    continue
                if pieces[2] not in ("assignsubmission", "assignfeedback"):
                    continue
                name = "/".join([pieces[4] if len(pieces) == 5 else "", *parts]).lstrip("/")
                content = archive.read(each)
                if submitted[int(pieces[1])].get(name) != content:
                    found[int(pieces[1]), name] = content
                break
    return found
