"""The task `grade serve`: the marking pages for a class that was marked, in the browser of one marker."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from functools import lru_cache
from threading import Lock

from agreementlint.cli.aliases import aliases_of, scrubbers, take_aliases
from agreementlint.cli.gradebooks import decide_together, follow, withdraw_together
from agreementlint.cli.grading import Classroom, remembered, take_into
from agreementlint.cli.terminal import say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.exchange.tables import as_csv
from agreementlint.grading.anonymity import Aliases, marking_order
from agreementlint.grading.classtable import class_table
from agreementlint.grading.marks import Override, SubmissionMark
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.grading.overrides import drop_override, write_override
from agreementlint.grading.rubric import Rubric
from agreementlint.grading.scrubbing import without_names
from agreementlint.grading.submission import SubmissionKey
from agreementlint.report import DocumentReport
from agreementlint.web.gate import Keys
from agreementlint.web.running import listening, open_browser, prove_installed, serve

_KEPT_READ = 8  # submissions that were looked at last


def take(parser: ArgumentParser) -> None:
    parser.add_argument("--by", required=True, metavar="NAME", help="your name, which stands beside your decisions")
    parser.add_argument(
        "--order",
        choices=("chance", "name"),
        default="chance",
        help="by chance, the same each time and another for each marker (default), or by name",
    )
    take_aliases(parser, required=False)
    parser.add_argument("--port", type=int, default=0, metavar="N", help="the port; one that is free by default")
    parser.add_argument("--no-browser", action="store_true", help="show the address and open no browser")
    take_into(parser)


def run(arguments: Namespace) -> ExitStatus:
    if not arguments.by.strip():
        raise BadConfiguration("--by is empty; whoever looks at a mark later needs your name")
    if not 0 <= arguments.port <= 65535:
        raise BadConfiguration(f"--port: a number from 0 to 65535 is wanted, not {arguments.port}")
    prove_installed()
    folder = MarksFolder(arguments.into)
    room = remembered(folder)
    aliases = None if arguments.aliases is None else aliases_of(arguments.aliases, room.found.submissions, folder)
    desk = ClassDesk(room, arguments.by.strip(), aliases, by_chance=arguments.order == "chance")
    desk.marks()  # what is not marked yet is marked now, with a bar that tells
    door = listening("127.0.0.1", arguments.port)
    port: int = door.getsockname()[1]
    keys = Keys(cookie=f"agreementlint-{port}")
    address = f"http://127.0.0.1:{port}/start?token={keys.token}"
    say(f"The page is at {address}\nIt lets in one browser. To end it, press Ctrl+C.\n")
    if not arguments.no_browser:
        open_browser(address)
    serve(keys, door, desk=desk, plugins=room.plugins)
    return ExitStatus.CLEAN


class ClassDesk:
    """A class that was marked, on the desk of one marker; decisions go where `grade override` puts them.

    With aliases the marker sees no names: a submission's key is then its alias wherever the page looks.
    """

    def __init__(self, room: Classroom, by: str, aliases: Aliases | None = None, *, by_chance: bool) -> None:
        self._room = room
        self._by = by
        self._aliases = aliases
        self._writing = Lock()
        submissions = room.found.submissions
        self._scrubbers = {} if aliases is None else scrubbers(aliases, submissions)
        keys = [submission.key for submission in submissions]
        order = marking_order(keys, room.examiner.rubric.id, by) if by_chance or aliases is not None else tuple(keys)
        self._places = {key: place for place, key in enumerate(order)}
        self._submissions = {submission.key: submission for submission in submissions}
        self._read = lru_cache(_KEPT_READ)(self._read_anew)

    @property
    def rubric(self) -> Rubric:
        return self._room.examiner.rubric

    @property
    def by(self) -> str:
        return self._by

    def marks(self) -> tuple[SubmissionMark, ...]:
        marks = sorted(self._room.marks(), key=lambda mark: self._places[mark.submission.key])
        return tuple(map(self._as_seen, marks)) if self._aliases is not None else tuple(marks)

    def _as_seen(self, mark: SubmissionMark) -> SubmissionMark:
        seen = without_names(mark, self._scrubbers[mark.submission.key])
        # What only a class shows names others: the very same file, a group.
        flags = tuple(replace(flag, sentence=self._of_others(flag.sentence)) for flag in seen.flags)
        return replace(seen, flags=flags)

    def _of_others(self, text: str) -> str:
        for scrubber in self._scrubbers.values():
            text = scrubber.text(text)
        return text

    def _key(self, shown: SubmissionKey) -> SubmissionKey:
        """The real key of a submission as the page calls it."""
        found = None if self._aliases is None else self._aliases.key_of(shown)
        return shown if found is None else found

    def read(self, submission: SubmissionKey) -> DocumentReport | None:
        return self._read(self._key(submission))

    def _read_anew(self, submission: SubmissionKey) -> DocumentReport | None:
        found = self._room.examiner.work_of(self._submissions[submission])
        return None if found is None else found[1]

    def nameless(self, submission: SubmissionKey, text: str) -> str:
        if self._aliases is None:
            return text
        return self._of_others(self._scrubbers[self._key(submission)].text(text))

    def decide(self, override: Override, *, replace_other: bool) -> None:
        room, folder = self._room, self._room.folder
        kept = replace(override, submission=self._key(override.submission))
        with self._writing:
            decide_together(room.place, kept, replace=replace_other)
            write_override(folder.overrides, kept)
            follow(room.place, room.decisions(), self._by)
            self._write_table()

    def withdraw(self, submission: SubmissionKey, criterion: str, reason: str) -> None:
        key = self._key(submission)
        with self._writing:
            was_kept = withdraw_together(self._room.place, key, criterion, self._by, reason)
            if not drop_override(self._room.folder.overrides, key, criterion) and not was_kept:
                raise BadConfiguration("There is no decision to take back.")
            self._write_table()

    def _write_table(self) -> None:
        folder = self._room.folder
        folder.write(folder.table, as_csv(class_table(self._room.marks(), self.rubric)))
