"""The task `grade similarity`: which submissions share passages, with the texts that all were given left out."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

from agreementlint.cli.files import shown
from agreementlint.cli.grading import Classroom, remembered, take_into
from agreementlint.cli.terminal import page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.grading.gaming import clauses_of
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.grading.similar import Work, is_telling, shown_pair, similarity_flags, similarity_page
from agreementlint.grading.similarflags import Noticed, noticed_text
from agreementlint.grading.submission import SubmissionKey
from agreementlint.readers import read_document
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, row
from agreementlint.reporters.wording import count
from agreementlint.similarity.in_class import LEAST_OWN, ClassSimilarity, compare_class
from agreementlint.similarity.winnowing import Winnowing

_QUOTED = 160  # characters of the longest passage
_MODEL_CLAUSES = "agreementlint's model clauses"


def take(parser: ArgumentParser) -> None:
    take_into(parser)
    parser.add_argument(
        "--base",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a text that all were given, such as the sample agreement; its words do not count (may be repeated)",
    )
    parser.add_argument(
        "--least",
        type=int,
        default=LEAST_OWN,
        metavar="N",
        help=f"show passages of at least so many words (default: {LEAST_OWN})",
    )


def run(arguments: Namespace) -> ExitStatus:
    net = Winnowing()
    if arguments.least < net.guarantee:
        raise BadConfiguration(f"--least: {net.guarantee} or more; shorter passages are not sure to be found")
    folder = MarksFolder(arguments.into)
    room = remembered(folder)
    given = {path.name: _text_of(path) for path in arguments.base}
    works, lost = _works(room)
    clauses = [clause for clause in clauses_of(room.examiner.ruleset) if clause]
    found = compare_class(
        {key: work.text for key, work in works.items()}, [*given.values(), *clauses], net, arguments.least
    )
    written = folder.path / "similarity.html"
    html = similarity_page(found, works, (*given, _MODEL_CLAUSES), arguments.least)
    folder.write(written, html.encode("utf-8"))
    hashes = {each.key: room.examiner.run_of(each).input_hash for each in room.found.submissions}
    flags = similarity_flags(found, works)
    noticed = {key: Noticed(hashes[SubmissionKey(key)], told) for key, told in flags.items()}
    folder.write(folder.noticed, noticed_text(noticed).encode("utf-8"))
    say(paint(_told(found, works, lost, written), page()))
    return ExitStatus.INCOMPLETE if lost else ExitStatus.CLEAN


def _text_of(path: Path) -> str:
    try:
        return read_document(path.name, path.read_bytes()).text
    except OSError as error:
        raise BadConfiguration(f"--base {path}: {(error.strerror or 'cannot be read').lower()}") from None
    except UnreadableFile as error:
        raise BadConfiguration(f"--base {error}") from None


def _works(room: Classroom) -> tuple[dict[str, Work], list[str]]:
    """What was read of every submission, by key, and the names of those of which nothing could be."""
    works: dict[str, Work] = {}
    lost: list[str] = []
    for submission in room.found.submissions:
        read = room.examiner.work_of(submission)
        if read is None:
            lost.append(submission.shown_as)
        else:
            works[submission.key] = Work(submission.shown_as, read[1].agreement)
    return works, lost


def _told(found: ClassSimilarity, works: Mapping[str, Work], lost: list[str], written: Path) -> Iterator[Row]:
    yield row(f"{count(found.compared, 'submission')} compared, each with every other.")
    telling = [pair for pair in found.pairs if is_telling(pair)]
    if not found.pairs:
        yield row("No two share a passage.")
    for pair in telling:
        shown_ = shown_pair(pair, works)
        yield BLANK
        yield row(Words(f"{shown_.first} and {shown_.second}", Style.NAME))
        shares = f"{shown_.first_percent} % and {shown_.second_percent} % of their own words"
        yield row(f"{shares}, in {count(len(shown_.passages), 'passage')}; the longest:", indent=2)
        words = " ".join(shown_.passages[0].first.words.split())
        words = words if len(words) <= _QUOTED else words[:_QUOTED].rstrip() + " …"
        yield row(Words(f"“{words}”", Style.DIM), indent=4)
    others = len(found.pairs) - len(telling)
    yield BLANK
    if others:
        yield row(f"{count(others, 'further pair')} share no more than agreements of strangers do.")
    for name in lost:
        yield row(f"{name} could not be read and was not compared.")
    yield row(f"Side by side: {shown(written)}. It shows which words are the same; what that means is for you to say.")
