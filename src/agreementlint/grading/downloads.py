"""How learning platforms name the files of a class when they are downloaded."""

from __future__ import annotations

from typing import Final

from agreementlint.grading.submission import Source
from agreementlint.latepattern import LatePattern
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """What the name of one file of a download says: whose it is, and what else the platform says there."""

    source: Source
    key: str
    name: str
    original: str
    late: bool = False
    ids: tuple[tuple[str, str], ...] = ()


# Full name, the participant's number, the sort of submission, and what is left of the path or, in a flat download,
# of the file's name. Moodle turns underscores in names into spaces.
_MOODLE: Final = LatePattern(r"([^_/]+)_(\d+)_(assignsubmission)_([a-z]+)(?:_+|/|_*/)?(.*)")
# "lovelaceada_LATE_1234_56789_terms.docx", "…_1234_text.html", "anon_x7Q2a_56789_terms.docx".
_CANVAS: Final = LatePattern(r"([^_/]+)(_LATE)?_(\d+)_(?:(\d+)_(.+)|(text|link)(\.html))")
_CANVAS_ANONYMOUS: Final = LatePattern(r"anon(_LATE)?_([A-Za-z0-9]{3,12})_(?:(\d+)_(.+)|(text|link)(\.html))")


def named_by_moodle(place: str) -> Named | None:
    """What a path inside a Moodle download says; None where it is none of Moodle's."""
    parts = place.split("/")
    for at, part in enumerate(parts):
        found = _MOODLE.fullmatch(part)
        if found is not None:
            rest = "/".join((*([found[5]] if found[5] else []), *parts[at + 1 :]))
            ids = (("participant", found[2]), ("plugin", f"{found[3]}_{found[4]}"))
            return Named(Source.MOODLE, found[2], found[1].strip(), rest or part, ids=ids)
    return None


def named_by_canvas(place: str) -> Named | None:
    """What the name of a file in a Canvas download says; None where it is none of Canvas's.

    The name is as Canvas writes it: family name first, in lower case, with nothing between the names.
    """
    name = place.rsplit("/", 1)[-1]
    hidden = _CANVAS_ANONYMOUS.fullmatch(name)
    if hidden is not None:
        attachment, original = hidden[3] or "", hidden[4] or f"{hidden[5]}{hidden[6]}"
        ids = (("anonymous", hidden[2]), ("attachment", attachment))
        return Named(Source.CANVAS, hidden[2], f"anon {hidden[2]}", original, bool(hidden[1]), ids)
    found = _CANVAS.fullmatch(name)
    if found is None:
        return None
    attachment, original = found[4] or "", found[5] or f"{found[6]}{found[7]}"
    ids = (("user", found[3]), ("attachment", attachment))
    return Named(Source.CANVAS, found[3], found[1], original, bool(found[2]), ids)
