"""The task `grade anonymous`: copies of the work without names, shared out among markers, and the map back."""

from __future__ import annotations

import csv
import io
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from agreementlint.cli.aliases import aliases_of, scrubbers, take_aliases
from agreementlint.cli.files import shown
from agreementlint.cli.grading import Classroom, remembered, take_into
from agreementlint.cli.terminal import complain, page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.document import Block, BlockKind, Document
from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.grading.anonymity import allocated, marking_order
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.grading.scrubbed_docx import scrubbed_docx
from agreementlint.grading.scrubbing import Scrubber
from agreementlint.grading.storage import contents
from agreementlint.grading.submission import SubmissionKey, SubmittedFile
from agreementlint.readers.apart import read_untrusted
from agreementlint.reporters.layout import Row, paint, row
from agreementlint.reporters.wording import count

_ALL = 100  # percent


def take(parser: ArgumentParser) -> None:
    take_aliases(parser, required=True)
    parser.add_argument(
        "--copies",
        type=Path,
        default=Path("anonymous"),
        metavar="FOLDER",
        help="where the copies go (default: anonymous)",
    )
    parser.add_argument(
        "--marker", action="append", default=[], metavar="NAME", help="somebody who marks (may be repeated)"
    )
    parser.add_argument(
        "--second",
        type=int,
        default=0,
        metavar="PERCENT",
        help="so much of the work is marked by a second marker as well (default: 0)",
    )
    take_into(parser)


def run(arguments: Namespace) -> ExitStatus:
    if not 0 <= arguments.second <= _ALL:
        raise BadConfiguration(f"--second: a number from 0 to {_ALL} is wanted, not {arguments.second}")
    folder = MarksFolder(arguments.into)
    room = remembered(folder)
    copies: Path = arguments.copies
    if copies.exists() and (not copies.is_dir() or any(copies.iterdir())):
        raise BadConfiguration(f"--copies: {copies} is there already and is not empty; name another folder")
    if arguments.aliases.resolve().is_relative_to(copies.resolve()):
        raise BadConfiguration(f"--aliases: {arguments.aliases} is among the copies; name a file elsewhere")
    submissions = room.found.submissions
    aliases = aliases_of(arguments.aliases, submissions, folder)
    keys = [each.key for each in submissions]
    if arguments.marker:
        who = allocated(keys, arguments.marker, aliases.seed, Fraction(arguments.second, _ALL))
        rows = [(aliases.of(key), who[key].first, who[key].second) for key in marking_order(keys, aliases.seed)]
    else:
        rows = [(aliases.of(key), "", "") for key in marking_order(keys, aliases.seed)]
    copies.mkdir(parents=True, exist_ok=True)
    lost = list(_written(room, copies, scrubbers(aliases, submissions)))
    table = io.StringIO()
    csv.writer(table, lineterminator="\r\n").writerows([("alias", "marker", "second marker"), *rows])
    (copies / "order.csv").write_text(table.getvalue(), encoding="utf-8-sig", newline="")
    say(paint(_told(len(submissions), copies, arguments.aliases), page()))
    for name in lost:
        complain(f"no copy of {name}: it could not be read")
    return ExitStatus.INCOMPLETE if lost else ExitStatus.CLEAN


def _written(room: Classroom, copies: Path, by_key: dict[SubmissionKey, Scrubber]) -> Iterator[str]:
    """Writes the copies; gives the files of which there is none."""
    for submission in room.found.submissions:
        scrubber = by_key[submission.key]
        for number, file in enumerate(submission.files, 1):
            try:
                suffix, data = _copy(file, scrubber)
            except (UnreadableFile, BadConfiguration):
                yield f"{scrubber.alias}, file {number}"
                continue
            (copies / f"{scrubber.alias}{f'-{number}' if number > 1 else ''}{suffix}").write_bytes(data)


def _copy(file: SubmittedFile, scrubber: Scrubber) -> tuple[str, bytes]:
    """A copy without names: Word files as they are, everything else as the words that were read."""
    data = contents(file)
    if data.startswith(b"PK") and file.name.lower().endswith(".docx"):
        return ".docx", scrubbed_docx(file.name, data, scrubber)
    document = read_untrusted(file.name, data)
    return ".md", "\n\n".join(scrubber.text(line) for line in _lines(document)).encode() + b"\n"


def _lines(document: Document) -> Iterator[str]:
    for block in document.blocks:
        words = " ".join(document.text[block.start : block.end].split())
        yield _line(block, words)


def _line(block: Block, words: str) -> str:
    match block.kind:
        case BlockKind.HEADING:
            label = f"{block.label} " if block.label else ""
            return f"{'#' * max(1, min(block.level, 6))} {label}{words}"
        case BlockKind.ITEM:
            return f"{block.label if block.label.rstrip('.)').isdigit() else '-'} {words}"
        case _:
            return words


def _told(many: int, copies: Path, aliases: Path) -> Iterator[Row]:
    yield row(f"{count(many, 'submission')} without names: {shown(copies)}, with the order in order.csv.")
    yield row(f"Who is who: {shown(aliases)}. Keep it from those who mark.")
    yield row("Names in pictures and in files inside a Word file are still there, and so are those of others: look.")
