"""What the page asks of the process that checks files, and what it answers: text between two processes, nothing else."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode

from agreementlint.terms import Kind
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was given, and the kind that its reader says it is (None: to be found out)."""

    name: str
    data: bytes
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Files to check; `together` if they belong together and are compared."""

    uploads: tuple[Upload, ...]
    together: bool = False


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A copy of a Word file with remarks."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """The report: the part between head and foot of a page, the page by itself, the JSON, and the reviewed copies.

    `kinds` has for each upload the kind it was taken to be; empty where it could not be read.
    """

    body: str
    page: str
    json: str
    kinds: tuple[str, ...]
    reviewed: tuple[Reviewed, ...]


def packed_question(question: Question) -> bytes:
    uploads = [[each.name, b64encode(each.data).decode(), each.kind or ""] for each in question.uploads]
    return json.dumps([uploads, question.together]).encode()


def question_in(data: bytes) -> Question:
    uploads, together = json.loads(data)
    return Question(
        tuple(Upload(str(name), b64decode(text), Kind(kind) if kind else None) for name, text, kind in uploads),
        bool(together),
    )


def packed_answer(answer: Answer) -> bytes:
    reviewed = [[each.name, b64encode(each.data).decode()] for each in answer.reviewed]
    return json.dumps([answer.body, answer.page, answer.json, list(answer.kinds), reviewed]).encode()


def answer_in(data: bytes) -> Answer:
    """The answer; raises ValueError or TypeError for what is none."""
    body, page, text, kinds, reviewed = json.loads(data)
    return Answer(
        str(body),
        str(page),
        str(text),
        tuple(str(kind) for kind in kinds),
        tuple(Reviewed(str(name), b64decode(data)) for name, data in reviewed),
    )
