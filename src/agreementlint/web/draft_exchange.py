"""What the pages of a draft ask of the process that knows the rules, and what it answers."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict

from agreementlint.values import dataclass
from agreementlint.web.exchange import Made, Task

ANSWERS = ".answers"  # what is wanted where it is the file of answers


@dataclass(frozen=True, slots=True)
class Step:
    """What was sent from a page of the interview.

    `answers` is the file of answers so far (called `file` in mistakes), `topic` what was shown ("" for nothing),
    `lines` what was typed for its questions, `left_open` which of them stay open on purpose, and `to` the topic that
    is wanted next; "" for the first that is not finished.
    """

    answers: str
    file: str = "answers.yaml"
    topic: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    left_open: tuple[str, ...] = ()
    to: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is shown: `value` is what stands in its field, `wrong` what is to be mended there."""

    name: str
    asks: str
    why: str
    choices: tuple[tuple[str, str], ...]
    several: bool
    example: str
    value: str
    is_open: bool
    wrong: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and whether all its questions are settled."""

    name: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the draft: its sort ("title", "heading", "clause"), and whether the last step has brought it."""

    sort: str
    number: str
    text: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the interview stands: the topic that is asked about next, or ("") the whole draft and what its check says.

    `fault` says why the file of answers cannot be taken; then there is nothing else.
    """

    answers: str = ""
    fault: str = ""
    topic: str = ""
    questions: tuple[Asked, ...] = ()
    topics: tuple[Topic, ...] = ()
    text: tuple[Passage, ...] = ()
    signers: tuple[tuple[str, str], ...] = ()
    forms: tuple[str, ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
    left_open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file of a draft: the answers, and the ending that says what it is to be written as (".docx"), or ANSWERS."""

    answers: str
    suffix: str


def _packed_step(step: Step) -> bytes:
    return json.dumps(asdict(step)).encode()


def _step_in(data: bytes) -> Step:
    said = json.loads(data)
    lines = tuple((str(name), str(line)) for name, line in said.pop("lines"))
    left_open = tuple(map(str, said.pop("left_open")))
    return Step(lines=lines, left_open=left_open, **{name: str(value) for name, value in said.items()})


def _packed_stand(stand: Stand) -> bytes:
    return json.dumps(asdict(stand)).encode()


def _stand_in(data: bytes) -> Stand:
    said = json.loads(data)
    return Stand(
        str(said["answers"]),
        str(said["fault"]),
        str(said["topic"]),
        tuple(
            Asked(**{**each, "choices": tuple((str(name), str(words)) for name, words in each["choices"])})
            for each in said["questions"]
        ),
        tuple(Topic(**each) for each in said["topics"]),
        tuple(Passage(**each) for each in said["text"]),
        tuple((str(part), str(name)) for part, name in said["signers"]),
        tuple(map(str, said["forms"])),
        tuple((str(severity), str(title)) for severity, title in said["findings"]),
        tuple(map(str, said["left_open"])),
    )


def _packed_wanted(wanted: Wanted) -> bytes:
    return json.dumps(asdict(wanted)).encode()


def _wanted_in(data: bytes) -> Wanted:
    said = json.loads(data)
    return Wanted(str(said["answers"]), str(said["suffix"]))


def _packed_file(file: Made | None) -> bytes:
    return json.dumps(None if file is None else [file.name, b64encode(file.data).decode()]).encode()


def _file_in(data: bytes) -> Made | None:
    said = json.loads(data)
    return None if said is None else Made(str(said[0]), b64decode(said[1]))


STEP = Task("draft", _packed_step, _step_in, _packed_stand, _stand_in)
WRITE = Task("write", _packed_wanted, _wanted_in, _packed_file, _file_in)
