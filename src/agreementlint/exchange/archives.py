"""Archives with feedback under the very names by which Moodle and Canvas find the student again."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import PurePosixPath

from agreementlint.exchange.marks import Fate, Filled, Placed, Student
from agreementlint.values import dataclass

# The same archive for the same feedback, whenever and wherever it is written.
_TIME = (1980, 1, 1, 0, 0, 0)

# Moodle reads NAME_PARTICIPANT_PLUGINTYPE_PLUGIN[_REST], cut at the underscores; the name can therefore have none.
_MOODLE = re.compile(r"(?P<whole>[^_/]*_(?P<id>\d+)_(?:assignsubmission|assignfeedback)_[^_/]+)(?P<rest>_[^/]*)?")
# Canvas takes the first two numbers between underscores for the user and the attachment.
_CANVAS = re.compile(
    r"(?P<whole>[^_/\d][^_/]*(?:_LATE)?_(?P<id>\d+)_\d+|anon(?:_LATE)?_(?P<anonymous>\w+?)_\d+)_(?P<rest>.+)"
)

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]")


@dataclass(frozen=True, slots=True)
class Returned:
    """What a student gets back: files by their names, and where the student's own files stood in the download."""

    student: Student
    places: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]


def moodle_feedback(returned: Sequence[Returned]) -> Filled:
    """The zip for "Upload multiple feedback files in a zip"; a participant's files go beside what was handed in."""
    return _archive(returned, _for_moodle)


def canvas_feedback(returned: Sequence[Returned]) -> Filled:
    """The zip for Canvas's re-upload of submissions; a file stands under the name of the one that was handed in.

    Canvas finds a comment's place by the attachment, so whoever handed in text or a link alone is left out.
    """
    return _archive(returned, _for_canvas)


def _archive(returned: Sequence[Returned], naming: Callable[[Returned], Mapping[str, bytes]]) -> Filled:
    named: dict[str, bytes] = {}
    placed = []
    for each in returned:
        files = naming(each)
        taken = files.keys() & named.keys()
        if not files or taken:
            fate = Fate.UNCLEAR if taken else Fate.NOT_FOUND
            placed.append(Placed(each.student, fate, "the download has no place for it"))
            continue
        named |= files
        placed.append(Placed(each.student, Fate.WRITTEN, ", ".join(files)))
    return Filled(_zipped(named.items()), tuple(placed), ())


def _for_moodle(returned: Returned) -> dict[str, bytes]:
    where = next((found for place in returned.places if (found := _moodle_place(place)) is not None), None)
    if where is None and returned.student.id.isdecimal():
        name = _plain(returned.student.name).replace("_", " ") or "Participant"
        where = f"{name}_{returned.student.id}_assignsubmission_file/"
    if where is None:
        return {}
    return {f"{where}{_visible(name)}": data for name, data in returned.files}


def _moodle_place(place: str) -> str | None:
    """What goes before the name of a feedback file: the student's folder, or the prefix of the student's files."""
    parts = PurePosixPath(place.replace("\\", "/")).parts
    for index, part in enumerate(parts):
        if found := _MOODLE.fullmatch(part):
            if index == len(parts) - 1 and found["rest"]:  # a file in older downloads: the folder is in its name
                return "/".join((*parts[:index], f"{found['whole']}_"))
            return "/".join(parts[: index + 1]) + "/"
    return None


def _for_canvas(returned: Returned) -> dict[str, bytes]:
    own = [(found, place.rsplit("/", 1)[-1]) for place in returned.places if (found := _canvas_place(place))]
    if not own:
        return {}
    files: dict[str, bytes] = {}
    for name, data in returned.files:
        suffix = PurePosixPath(name).suffix.casefold()
        same = [whole for _, whole in own if PurePosixPath(whole).suffix.casefold() == suffix and whole not in files]
        files[same[0] if same else f"{own[0][0]['whole']}_{_visible(name)}"] = data
    return files


def _canvas_place(place: str) -> re.Match[str] | None:
    return _CANVAS.fullmatch(place.replace("\\", "/").rsplit("/", 1)[-1])


def _plain(name: str) -> str:
    return " ".join(_UNSAFE.sub(" ", name).split())


def _visible(name: str) -> str:
    """The name of a file that neither leads elsewhere nor is hidden; both systems pass hidden files over."""
    return _plain(name.replace("\\", "/").rsplit("/", 1)[-1]).lstrip(".~ ") or "feedback"


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    page = BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, wherever it is written
            archive.writestr(entry, data)
    return page.getvalue()
