"""The file of a marker's decisions: its own file, written for people, that no run of the program changes by itself."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from agreementlint.errors import BadConfiguration, Fault
from agreementlint.grading.marks import WHOLE, Override
from agreementlint.grading.rubric import Rubric
from agreementlint.grading.submission import SubmissionKey
from agreementlint.ruleyaml import yaml_reader
from agreementlint.suggestion import meant
from agreementlint.yamlplaces import Places, not_yaml

Words = Annotated[str, Field(min_length=1)]

_OPENING = "# Marks that a person has set. agreementlint adds to this file when told to, and never changes the rest.\n"


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError("a number is wanted")
    return Decimal(str(value))


_Points = Annotated[Decimal, BeforeValidator(_number, json_schema_input_type=float), Field(ge=0, le=10_000)]


class OverrideModel(BaseModel):
    """One decision of a marker."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    submission: Words = Field(description="the submission's key, as the class list shows it")
    criterion: Words = Field(description="its id in the rubric, or 'whole' for the whole mark before lateness")
    points: _Points
    by: Words = Field(description="who decided")
    reason: Words
    over: _Points | None = Field(
        default=None,
        description="the automatic value at that time, empty if there was none; if left out it is not watched",
    )
    comment: str = Field(default="", description="for the student: a text, or its name in the rubric's bank")


def read_overrides(
    path: Path, rubric: Rubric, submissions: Iterable[SubmissionKey] | None = None
) -> tuple[Override, ...]:
    """The decisions in a file; none where there is no file. With `submissions` a key that is none of them is a fault.

    Raises BadConfiguration with every fault.
    """
    text = _text(path)
    if text is None:
        return ()
    places = Places(path, text)
    try:
        models = TypeAdapter(list[OverrideModel]).validate_python(yaml_reader().load(text) or [])
    except YAMLError as error:
        raise BadConfiguration(not_yaml(path, text, error)) from None
    except ValidationError as error:
        raise BadConfiguration(*_misfits(places, error)) from None
    faults = list(_wrong(places, models, rubric, None if submissions is None else [str(key) for key in submissions]))
    if faults:
        raise BadConfiguration(*faults)
    bank = dict(rubric.comments)
    return tuple(
        Override(
            SubmissionKey(each.submission),
            each.criterion,
            each.points,
            each.by,
            each.reason,
            each.over,
            bank.get(each.comment, each.comment),
            "over" in each.model_fields_set,
        )
        for each in models
    )


def write_override(path: Path, override: Override) -> None:
    """Adds a decision to the file, or puts it in the place of an earlier one on the same criterion.

    What else is in the file, comments included, stays. The file is written whole or not at all, and by one at a time.
    """
    with _alone(path):
        _put(path, override)


def _put(path: Path, override: Override) -> None:
    text = _text(path) or _OPENING
    yaml, entries = _loaded(path, text)
    entry = CommentedMap(
        submission=str(override.submission),
        criterion=override.criterion,
        points=_as_number(override.points),
        by=override.by,
        reason=override.reason,
    )
    if override.watched:
        entry["over"] = None if override.over is None else _as_number(override.over)
    if override.comment:
        entry["comment"] = override.comment
    if not isinstance(entries, CommentedSeq):
        entries = CommentedSeq()
        opening = text if text.endswith("\n") else f"{text}\n"  # else a comment at its end would swallow the decision
    else:
        opening = ""
    same = _places(entries, override.submission, override.criterion)
    if same:
        entries[same[0]] = entry
    else:
        entries.append(entry)
    stream = io.StringIO()
    yaml.dump(entries, stream)
    _write(path, opening + stream.getvalue())


def drop_override(path: Path, submission: SubmissionKey, criterion: str) -> bool:
    """Takes the decision on a criterion out of the file, and says whether there was one; all else in it stays.

    Raises BadConfiguration where lines cannot be taken out without harm to other decisions.
    """
    with _alone(path):
        return _take_out(path, submission, criterion)


def _take_out(path: Path, submission: SubmissionKey, criterion: str) -> bool:
    text = _text(path) or ""
    _, entries = _loaded(path, text)
    if not isinstance(entries, CommentedSeq) or not (same := _places(entries, submission, criterion)):
        return False
    lines = text.splitlines(keepends=True)
    starts = [entries.lc.item(at)[0] for at in range(len(entries))]
    first, last = starts[same[0]], [*starts, len(lines)][same[0] + 1]
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1  # what stands between two decisions is said of the second
    rest = "".join([*lines[:first], *lines[last:]])
    if not _are(rest, [each for at, each in enumerate(entries) if at != same[0]]):
        raise BadConfiguration(
            f"{path}:{first + 1}: this decision shares its lines with others; take it out by hand, nothing was changed"
        )
    _write(path, rest)
    return True


def _are(text: str, entries: Sequence[object]) -> bool:
    """Whether these are the entries of a file with this text."""
    try:
        return (YAML(typ="safe", pure=True).load(text) or []) == entries
    except YAMLError:
        return False


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keeps others from the folder of a file between reading and writing it: who wrote last would undo the other."""
    if sys.platform == "win32":  # where no folder can be held
        yield
        return
    import fcntl

    try:
        folder = os.open(path.parent, os.O_RDONLY)
    except OSError:
        yield  # there is none; whoever writes is told
        return
    try:
        with suppress(OSError):  # some network drives know of no such thing
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _loaded(path: Path, text: str) -> tuple[YAML, object]:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    try:
        return yaml, yaml.load(text)
    except YAMLError as error:
        raise BadConfiguration(not_yaml(path, text, error)) from None


def _places(entries: Sequence[object], submission: str, criterion: str) -> list[int]:
    return [
        at
        for at, each in enumerate(entries)
        if isinstance(each, Mapping) and (each.get("submission"), each.get("criterion")) == (submission, criterion)
    ]


def _as_number(points: Decimal) -> int | float:
    return int(points) if points == points.to_integral_value() else float(points)


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadConfiguration(f"{path}: {(error.strerror or type(error).__name__).lower()}") from None
    except UnicodeDecodeError:
        raise BadConfiguration(Fault(str(path), 1, 1, "the file is not UTF-8")) from None


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        raise BadConfiguration(f"{path} cannot be written: {(error.strerror or 'no reason given').lower()}") from None
    finally:
        with suppress(OSError):
            beside.unlink()


def _wrong(
    places: Places, models: Sequence[OverrideModel], rubric: Rubric, submissions: Sequence[str] | None
) -> Iterator[Fault]:
    most = {each.id: each.points for each in rubric.criteria} | {WHOLE: rubric.ceiling or rubric.total * 2}
    seen = set[tuple[str, str]]()
    for number, each in enumerate(models):
        if submissions is not None and each.submission not in submissions:
            near = meant(each.submission, submissions)
            yield places.fault((number, "submission"), f"there is no submission {each.submission!r}{near}")
        if each.criterion not in most:
            near = meant(each.criterion, most) or f"; there are {', '.join(most)}"
            yield places.fault((number, "criterion"), f"there is no criterion {each.criterion!r}{near}")
        elif each.points > most[each.criterion]:
            yield places.fault(
                (number, "points"), f"points: {each.criterion} is worth {most[each.criterion]:f} at most"
            )
        if (each.submission, each.criterion) in seen:
            said = f"{each.criterion} of {each.submission!r} was decided above already; keep one of the two"
            yield places.fault((number,), said)
        seen.add((each.submission, each.criterion))


def _misfits(places: Places, error: ValidationError) -> Iterator[Fault]:
    for item in error.errors():
        key = str(item["loc"][-1]) if item["loc"] else "the file"
        match item["type"]:
            case "extra_forbidden":
                near = meant(key, OverrideModel.model_fields)
                yield places.fault(item["loc"], f"unknown key {key!r}{near}", key=True)
            case "missing":
                yield places.fault(item["loc"], f"the key {key!r} is missing")
            case _:
                said = item["msg"].removeprefix("Value error, ")
                yield places.fault(item["loc"], f"{key}: {said[:1].lower()}{said[1:]}")
