"""What the page asks of the process that checks files, and what it answers: text between two processes, nothing else."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import astuple
from typing import Generic, TypeVar

from agreementlint.terms import Kind, RuleId
from agreementlint.values import dataclass
from agreementlint.waiver import Waiver

Asked = TypeVar("Asked")
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Task(Generic[Asked, Told]):
    """Something that the process does: how the question goes there and the answer comes back.

    The two that read raise ValueError or TypeError for what is no question or no answer.
    """

    name: str
    pack: Callable[[Asked], bytes]
    read: Callable[[bytes], Asked]
    pack_answer: Callable[[Told], bytes]
    read_answer: Callable[[bytes], Told]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was given, and the kind that its reader says it is (None: to be found out)."""

    name: str
    data: bytes
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Allowed:
    """A finding that somebody lets stand, in the file of that name."""

    file: str
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Question:
    """Files to check; `together` if they belong together and are compared.

    `mandatory` are the rules whose findings nobody may keep, `today` is the day on which a waiver must still hold.
    """

    uploads: tuple[Upload, ...]
    together: bool = False
    kept: tuple[Allowed, ...] = ()
    mandatory: tuple[str, ...] = ()
    today: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made here: a copy with remarks, a draft."""

    name: str
    data: bytes


_WITH_CLAUSES = ".with-clauses"


def with_clauses(name: str) -> str:
    """What a reviewed copy is called in which clauses are suggested as well: "terms.reviewed.with-clauses.docx"."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}{_WITH_CLAUSES}{dot}{suffix}"


def has_clauses(made: Made) -> bool:
    """Whether clauses are suggested in a reviewed copy."""
    return _WITH_CLAUSES in made.name


@dataclass(frozen=True, slots=True)
class Open:
    """A problem that may be kept: the file, the rule and its title, and by which section and words it is known."""

    file: str
    rule: str
    title: str
    section: str
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The report: the part between head and foot of a page, the page by itself, the JSON, and the reviewed copies.

    `kinds` has for each upload the kind it was taken to be; empty where it could not be read. `open` has every
    problem of a rule that is not mandatory, those that are kept included.
    """

    body: str
    page: str
    json: str
    kinds: tuple[str, ...]
    reviewed: tuple[Made, ...]
    open: tuple[Open, ...] = ()


@dataclass(frozen=True, slots=True)
class WaiverFile:
    """A file of waivers that was given together with documents, and the rules whose findings nobody may keep."""

    name: str
    text: str
    mandatory: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file of waivers keeps, or why it cannot be taken."""

    kept: tuple[Allowed, ...] = ()
    fault: str = ""


def _packed_question(question: Question) -> bytes:
    uploads = [[each.name, b64encode(each.data).decode(), each.kind or ""] for each in question.uploads]
    kept = _packed_kept(question.kept)
    return json.dumps([uploads, question.together, kept, question.mandatory, question.today]).encode()


# Of a waiver only what an entry of a side file has: those in comments stand in the documents themselves.
_Entry = tuple[str, str, str, str, str, str, str]


def _packed_kept(kept: tuple[Allowed, ...]) -> list[_Entry]:
    return [
        (each.file, said.rule, said.reason, said.by, said.until, said.section, said.words)
        for each in kept
        for said in (each.waiver,)
    ]


def _kept_in(entries: list[_Entry]) -> tuple[Allowed, ...]:
    return tuple(
        Allowed(file, Waiver(RuleId(rule), reason, by, until, "", section=section, words=words))
        for file, rule, reason, by, until, section, words in entries
    )


def _question_in(data: bytes) -> Question:
    uploads, together, kept, mandatory, today = json.loads(data)
    return Question(
        tuple(Upload(str(name), b64decode(text), Kind(kind) if kind else None) for name, text, kind in uploads),
        bool(together),
        _kept_in(kept),
        tuple(map(str, mandatory)),
        str(today),
    )


def _packed_answer(answer: Answer) -> bytes:
    reviewed = [[each.name, b64encode(each.data).decode()] for each in answer.reviewed]
    found = [astuple(each) for each in answer.open]
    return json.dumps([answer.body, answer.page, answer.json, answer.kinds, reviewed, found]).encode()


def _answer_in(data: bytes) -> Answer:
    body, page, text, kinds, reviewed, found = json.loads(data)
    return Answer(
        str(body),
        str(page),
        str(text),
        tuple(str(kind) for kind in kinds),
        tuple(Made(str(name), b64decode(data)) for name, data in reviewed),
        tuple(Open(*map(str, each)) for each in found),
    )


def _waiver_file_in(name: str, text: str, mandatory: list[str]) -> WaiverFile:
    return WaiverFile(str(name), str(text), tuple(map(str, mandatory)))


def _taken_in(kept: list[_Entry], fault: str) -> Taken:
    return Taken(_kept_in(kept), str(fault))


CHECK = Task("check", _packed_question, _question_in, _packed_answer, _answer_in)
WAIVERS = Task(
    "waivers",
    lambda file: json.dumps(astuple(file)).encode(),
    lambda data: _waiver_file_in(*json.loads(data)),
    lambda taken: json.dumps([_packed_kept(taken.kept), taken.fault]).encode(),
    lambda data: _taken_in(*json.loads(data)),
)
