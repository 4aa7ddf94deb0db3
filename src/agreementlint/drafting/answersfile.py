"""The file of answers: its typed door, made of the questions, and how answers are written into one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.drafting.accepting import LONGEST, BadAnswer, accepted
from agreementlint.drafting.compose import asked
from agreementlint.drafting.model import Answer, Answers, DraftingPlan, Question
from agreementlint.errors import BadConfiguration, Fault
from agreementlint.rule import PlaceholderSort
from agreementlint.suggestion import meant
from agreementlint.yamlplaces import Places, not_yaml

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

VERSION, LEFT_OPEN = "version", "left_open"
_HEAD = "# Answers for agreementlint draft. Change what you like and run it again:"


def answers_model(plan: DraftingPlan) -> type[BaseModel]:
    """The door for a file of answers: a key for each question. No answer is required of a file that is still to grow."""
    from typing import Annotated, Literal

    from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema, create_model

    fields = {
        question.name: (
            Annotated[object, BeforeValidator(partial(accepted, question)), WithJsonSchema(_schema(question))],
            Field(default=None, description=f"{question.asks} {question.why}"),
        )
        for question in plan.questions
    }
    names = {"enum": [question.name for question in plan.questions]}
    left_open = Annotated[list[str], WithJsonSchema({"type": "array", "items": names})]
    return create_model(  # type: ignore[call-overload,no-any-return]  # the fields are known at run time only
        "AnswersModel",
        __config__=ConfigDict(frozen=True, extra="forbid"),
        __doc__="What was answered to the questions of `draft`, and what was left open on purpose.",
        version=(Literal[1], Field(default=1, description="version of this format")),
        left_open=(left_open, Field(default=[], description="questions whose answers stay blanks on purpose")),
        **fields,
    )


def _schema(question: Question) -> dict[str, object]:
    if question.choices:
        return {"enum": list(question.choices)}
    line: dict[str, object] = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    if question.sort is PlaceholderSort.LIST:
        return {"anyOf": [line, {"type": "array", "minItems": 1, "items": line}]}
    if question.sort in (PlaceholderSort.NUMBER, PlaceholderSort.MONEY):
        return {"anyOf": [line, {"type": "number"}]}
    return line


def read_answers(path: Path, content: bytes, plan: DraftingPlan) -> Answers:
    """The answers in a file. Raises BadConfiguration with every fault, each at its line and column."""
    from pydantic import ValidationError
    from ruamel.yaml.error import YAMLError

    from agreementlint.ruleyaml import yaml_reader

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadConfiguration(Fault(str(path), 1, 1, "the file is not UTF-8")) from None
    places = Places(path, text)
    try:
        values = yaml_reader().load(text)
    except YAMLError as error:
        raise BadConfiguration(not_yaml(path, text, error)) from None
    except ValueError as error:  # what the reader makes of values that no file should have
        raise BadConfiguration(Fault(str(path), 1, 1, f"not YAML: {' '.join(str(error).split())}")) from None
    if not isinstance(values, dict):
        raise BadConfiguration(Fault(str(path), 1, 1, "a file of answers has a line 'question: answer' for each"))
    values = {key: value for key, value in values.items() if value is not None}
    try:
        model = answers_model(plan).model_validate(values)
    except ValidationError as error:
        raise BadConfiguration(*_misfits(places, error, plan)) from None
    given = model.model_dump(exclude_unset=True)
    left_open = given.pop(LEFT_OPEN, [])
    given.pop(VERSION, None)
    known = [question.name for question in plan.questions]
    faults = [
        places.fault((LEFT_OPEN, at), f"there is no question {name!r}{meant(name, known)}")
        for at, name in enumerate(left_open)
        if name not in known
    ]
    faults += [
        places.fault((name,), f"{name!r} is answered here and left open under {LEFT_OPEN}", key=True)
        for name in left_open
        if name in given
    ]
    faults += [
        places.fault((LEFT_OPEN, left_open.index(name)), f"{name!r} cannot be left open: the clauses depend on it")
        for name in left_open
        if any(question.name == name and question.choices for question in plan.questions)
    ]
    if faults:
        raise BadConfiguration(*faults)
    return Answers({name: given[name] for name in known if name in given}, frozenset(left_open))


def _misfits(places: Places, error: ValidationError, plan: DraftingPlan) -> Iterator[Fault]:
    names = [*(question.name for question in plan.questions), VERSION, LEFT_OPEN]
    for each in error.errors():
        key = str(each["loc"][0]) if each["loc"] else ""
        if each["type"] == "extra_forbidden":
            yield places.fault(each["loc"], f"there is no question {key!r}{meant(key, names)}", key=True)
            continue
        cause = each.get("ctx", {}).get("error")
        said = str(cause) if isinstance(cause, BadAnswer) else f"{each['msg'][:1].lower()}{each['msg'][1:]}"
        yield places.fault(each["loc"], f"{key}: {said}")


def answers_text(plan: DraftingPlan, answers: Answers) -> str:
    """The file of answers: every question that they call for with its reason, in order; unanswered ones as a comment."""
    lines = [_HEAD, "#   agreementlint draft --answers THIS-FILE --output agreement.docx", f"{VERSION}: 1"]
    called_for = asked(plan, answers)
    topic = ""
    for question in called_for:
        if question.topic != topic:
            topic = question.topic
            lines += ["", f"# {topic}"]
        lines.append(f"# {question.asks}")
        if question.name in answers.given:
            lines.append(f"{question.name}: {_scalar(answers.given[question.name])}")
        elif question.name not in answers.left_open:
            lines.append(f"# {question.name}:")
    others = [name for name in answers.given if name not in {question.name for question in called_for}]
    if others:
        lines += ["", "# Not used as things are"]
        lines += [f"{name}: {_scalar(answers.given[name])}" for name in others]
    if answers.left_open:
        lines += ["", "# Blanks on purpose", f"{LEFT_OPEN}: [{', '.join(sorted(answers.left_open))}]"]
    return "\n".join(lines) + "\n"


def _scalar(answer: Answer) -> str:
    if isinstance(answer, tuple):
        return f"[{', '.join(_quoted(item) for item in answer)}]"
    return answer if answer.isascii() and answer.isalpha() and len(answer) > 1 else _quoted(answer)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
