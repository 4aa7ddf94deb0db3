"""The task `grade trail`: who changed which mark, from what to what, when and why."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence

from agreementlint.cli.grading import remembered, take_into
from agreementlint.cli.terminal import deliver, page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.gradebook.values import Change, What
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.reporters.layout import Row, Style, Words, paint, row
from agreementlint.reporters.wording import count

_IN_WORDS = {What.MARKED: "marked", What.OVERRIDDEN: "decided on", What.WITHDRAWN: "took back the decision on"}


def take(parser: ArgumentParser) -> None:
    parser.add_argument("--submission", default="", metavar="KEY", help="of this submission alone")
    parser.add_argument("--format", choices=("console", "json"), default="console", help="console (default) or json")
    take_into(parser)


def run(arguments: Namespace) -> ExitStatus:
    room = remembered(MarksFolder(arguments.into))
    with room.place.opened() as book:
        known = room.place.assignment in book.assignments()
        trail = book.trail(room.place.assignment) if known else ()
    trail = tuple(each for each in trail if arguments.submission in ("", each.submission))
    if arguments.format == "json":
        deliver(json.dumps([_as_json(each) for each in trail], ensure_ascii=False, indent=2) + "\n")
    else:
        say(paint(_shown(trail), page()))
    return ExitStatus.CLEAN


def _shown(trail: Sequence[Change]) -> Iterator[Row]:
    for each in trail:
        yield row(
            Words(f"{each.at:%Y-%m-%d %H:%M} UTC ", Style.DIM),
            Words(each.by, Style.NAME),
            f" {_IN_WORDS[each.what]} {each.submission}, {each.criterion}: {each.old or 'none'} → {each.new or 'none'}",
            Words(f" ({each.reason})" if each.reason else "", Style.DIM),
        )
    yield row(f"{count(len(trail), 'change')}.")


def _as_json(each: Change) -> dict[str, str | int]:
    return {
        "number": each.number,
        "at": each.at.isoformat(),
        "by": each.by,
        "what": each.what.value,
        "submission": str(each.submission),
        "criterion": each.criterion,
        "old": each.old,
        "new": each.new,
        "reason": each.reason,
    }
