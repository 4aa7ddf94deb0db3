"""The task `grade feedback`: writes what each student gets back, and the archive that a learning platform takes."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Final

from agreementlint.cli.carrying import student_of
from agreementlint.cli.deadline import in_time
from agreementlint.cli.files import shown
from agreementlint.cli.grading import Classroom, remembered, take_into
from agreementlint.cli.terminal import complain, say
from agreementlint.conclusion import ExitStatus
from agreementlint.document import Format
from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.exchange.archives import Returned, canvas_feedback, moodle_feedback
from agreementlint.exchange.marks import Fate, Filled
from agreementlint.grading.feedback import feedback_on
from agreementlint.grading.marks import SubmissionMark
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.grading.storage import contents
from agreementlint.grading.submission import Source
from agreementlint.reporters.wording import count
from agreementlint.rule import Rule
from agreementlint.suggestion import did_you_mean
from agreementlint.terms import RuleId

FORMATS: Final = ("html", "docx", "md")
_WORD: Final = (".docx", ".docm", ".dotx")
_UNSAFE = re.compile(r"[^\w.-]+")
Files = tuple[tuple[str, bytes], ...]


def take(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        default="html",
        metavar="NAMES",
        help="html, docx (comments in a copy of the student's own Word document), md; several with commas (default: html)",
    )
    parser.add_argument(
        "--provisional", action="store_true", help="also for marks that wait for a look, with the word that they do"
    )
    take_into(parser)


def run(arguments: Namespace) -> ExitStatus:
    formats = _formats(arguments.format)
    folder = MarksFolder(arguments.into)
    room = remembered(folder)
    marks = room.marks()
    ready = [mark for mark in marks if arguments.provisional or not mark.needs_review]
    rules = {rule.id: rule for rule in room.examiner.ruleset.rules}
    written: dict[str, Files] = {}
    for mark in ready:
        written[mark.submission.key] = files = _files(mark, room, rules, formats)
        for name, data in files:
            folder.write(folder.feedback / name, data)
    say(f"Feedback for {count(len(ready), 'student')}: {shown(folder.feedback)}\n")
    is_whole = _pack(room, ready, written)
    left = len(marks) - len(ready)
    if left:
        complain(
            f"{count(left, 'mark')} {'waits' if left == 1 else 'wait'} for you to look, so that there is no feedback on"
            f" {'it' if left == 1 else 'them'} yet. See: agreementlint grade {shown(folder.found(room.settings.source))}"
            f" --into {shown(folder.path)}, or give --provisional"
        )
    return ExitStatus.INCOMPLETE if left or not is_whole else ExitStatus.CLEAN


def _formats(names: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(name.strip().lower() for name in names.split(",") if name.strip()))
    for name in found or (names,):
        if name not in FORMATS:
            hint = did_you_mean(name, FORMATS) or f"There are {', '.join(FORMATS)}"
            raise BadConfiguration(f"--format: there is no format {name!r}. {hint}")
    return found


def _files(mark: SubmissionMark, room: Classroom, rules: Mapping[RuleId, Rule], formats: Sequence[str]) -> Files:
    """What a student gets, by the names of the files."""
    stem = file_stem(mark.submission.key)
    feedback = feedback_on(mark, room.examiner.rubric, rules, mark.file)
    found: list[tuple[str, bytes]] = []
    wanted = list(formats)
    if "docx" in wanted:
        commented = _commented(mark, room, rules)
        if commented is not None:
            found.append((f"{stem}.feedback.docx", commented))
        elif "html" not in wanted:
            wanted.append("html")  # no Word document of the student's to write comments into
    if "html" in wanted or "md" in wanted:
        from agreementlint.grading.feedback_text import feedback_html, feedback_markdown

        if "html" in wanted:
            found.append((f"{stem}.feedback.html", feedback_html(feedback).encode("utf-8")))
        if "md" in wanted:
            found.append((f"{stem}.feedback.md", feedback_markdown(feedback).encode("utf-8")))
    return tuple(found)


def _commented(mark: SubmissionMark, room: Classroom, rules: Mapping[RuleId, Rule]) -> bytes | None:
    """The student's Word document with comments; None where there is none. Only what could be marked is read again."""
    if not mark.file.lower().endswith(_WORD):
        return None
    from agreementlint.grading.feedback_word import feedback_word

    try:
        with in_time(mark.file):
            read = room.examiner.read_again(mark)
            if read is None or read[1].format is not Format.DOCX:
                return None
            return feedback_word(contents(read[0]), read[1], mark, room.examiner.rubric, rules)
    except UnreadableFile as error:
        complain(f"no comments in {mark.file}: {error.problem}. Its feedback is a page instead")
        return None


def file_stem(key: str) -> str:
    """The beginning of the names of a student's files: the key, and what tells it apart where that cannot be a name."""
    plain = _UNSAFE.sub("-", key).strip("-.") or "submission"
    return plain if plain == key else f"{plain}-{sha256(key.encode()).hexdigest()[:6]}"


_PACKERS: Final[Mapping[Source, tuple[str, Callable[[Sequence[Returned]], Filled], str]]] = {
    Source.MOODLE: ("feedback-for-moodle.zip", moodle_feedback, "“Upload multiple feedback files in a zip”"),
    Source.CANVAS: ("feedback-for-canvas.zip", canvas_feedback, "“Re-Upload Submissions”"),
}


def _pack(room: Classroom, marks: Sequence[SubmissionMark], written: Mapping[str, Files]) -> bool:
    """Writes the archive for the platform that the class was downloaded from, and says whether all feedback is in it."""
    if room.found.source not in _PACKERS or not marks:
        return True
    name, pack, where = _PACKERS[room.found.source]
    returned = [
        Returned(
            student_of(mark.submission, room.found.source),
            tuple(file.place for file in mark.submission.files),
            written[mark.submission.key],
        )
        for mark in marks
    ]
    packed = pack(returned)
    for each in packed.placed:
        if each.fate is not Fate.WRITTEN:
            complain(f"the feedback for {each.student} is not in {name}: {each.detail}. Give it in another way")
    path = room.folder.path / name
    room.folder.write(path, packed.data)
    say(f"For the learning platform, {where}: {shown(path)}\n")
    return packed.is_whole
